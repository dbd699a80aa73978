#ifndef ARVIO_SRC_EVALUATE_ANSWER_VALUES_HPP
#define ARVIO_SRC_EVALUATE_ANSWER_VALUES_HPP

#include "arvio/base/value_set.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/core/program.hpp"

#include <cstdint>
#include <map>
#include <vector>

namespace arvio::inline v0 {

/// The values of an input that are worth trying as its answer.
///
/// Meaning  one of every range that conditions, scores and tables tell apart; codes and
///          booleans: all. Where an input enters arithmetic, what it is compared with
///          cannot be told: then some values over its domain besides, all of them where
///          they are few.
class answer_values {
 public:
  answer_values(const book::rulebook& book, const core::program& rules);

  /// The ranges of an input, in order.
  [[nodiscard]] std::vector<value_range> ranges(core::place input) const;
  /// Whether all values of a range do the same.
  [[nodiscard]] bool are_alike(core::place input) const;
  /// A value of each range, nearest to [low, high] first.
  [[nodiscard]] std::vector<std::int64_t> of(core::place input, std::int64_t low,
                                             std::int64_t high) const;

 private:
  [[nodiscard]] bool tries_all(core::place input) const;

  const book::rulebook& book_;
  std::map<core::place, std::vector<std::int64_t>> begins_;  // of the ranges told apart
  std::vector<bool> in_arithmetic_;
};

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_EVALUATE_ANSWER_VALUES_HPP
