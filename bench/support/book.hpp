#ifndef ARVIO_BENCH_SUPPORT_BOOK_HPP
#define ARVIO_BENCH_SUPPORT_BOOK_HPP

#include "arvio/book/rulebook.hpp"

#include <memory>
#include <string>
#include <vector>

namespace arvio::bench {

/// The documents, loaded and linked.
///
/// Errors  std::runtime_error with the findings, as text, where there is an error.
[[nodiscard]] std::shared_ptr<const book::rulebook> book_of(
    const std::vector<std::string>& documents);

}  // namespace arvio::bench

#endif  // ARVIO_BENCH_SUPPORT_BOOK_HPP
