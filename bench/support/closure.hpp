#ifndef ARVIO_BENCH_SUPPORT_CLOSURE_HPP
#define ARVIO_BENCH_SUPPORT_CLOSURE_HPP

#include "arvio/book/rulebook.hpp"

#include <cstddef>

namespace arvio::bench {

/// How many maximal boxes were made; to be measured.
struct boxes_made {
  std::size_t of_rules = 0;
  std::size_t of_levels = 0;  // of a group's rules together, level by level
  std::size_t of_derived = 0;
};

/// Makes the boxes of every rule by itself, in its scope: the closure alone.
///
/// Errors  std::runtime_error where one is over its budget.
[[nodiscard]] boxes_made close_rules(const book::rulebook& book);
/// All closure that compiling a book takes in which each rule speaks for the same needs:
/// also of derived booleans, and of a group's rules together.
[[nodiscard]] boxes_made close_all(const book::rulebook& book);

}  // namespace arvio::bench

#endif  // ARVIO_BENCH_SUPPORT_CLOSURE_HPP
