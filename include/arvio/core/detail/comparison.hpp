#ifndef ARVIO_CORE_DETAIL_COMPARISON_HPP
#define ARVIO_CORE_DETAIL_COMPARISON_HPP

#include "arvio/core/detail/arithmetic.hpp"
#include "arvio/core/detail/expression.hpp"

#include <cstdint>

namespace arvio::inline v0::core {

/// Whether some value of `coarse`, times `factor`, is one of `fine`.
[[nodiscard]] inline bool meet(const value_span& coarse, std::int64_t factor,
                               const value_span& fine) noexcept {
  if (coarse.codes != nullptr) {
    for (std::uint32_t w = 0; w < coarse.code_words && w < fine.code_words; ++w) {
      if (fine.codes != nullptr && (coarse.codes[w] & fine.codes[w]) != 0) return true;
    }
    return false;
  }
  const auto in_range = [&](std::int64_t from, std::int64_t to) {
    // the values of `coarse` whose multiple lies in [from, to]
    const auto low = quotient(rounding::up, from, 1, factor, 1);
    const auto high = quotient(rounding::down, to, 1, factor, 1);
    return low <= high && coarse.meets(low, high);
  };
  return in_range(fine.low, fine.high) ||
         (fine.has_extra && in_range(fine.extra, fine.extra));
}

/// Words of the codes of any input: limits::codes_per_input bits.
inline constexpr std::uint32_t most_code_words = 16;

/// What comparing the two expressions of a slot can give: 0 less, 1 equal, 2 greater.
[[nodiscard]] inline value_span compared(expression_machine& numbers,
                                         const slot_record& what) noexcept {
  auto a = numbers.values(what.index);
  std::uint64_t codes[most_code_words] = {};  // the next expression takes the scratch
  if (a.codes != nullptr) {
    for (std::uint32_t w = 0; w < most_code_words && w < a.code_words; ++w)
      codes[w] = a.codes[w];
    a.codes = codes;
  }
  const auto b = numbers.values(what.other);
  const bool less = times(a.min(), what.left_factor) < times(b.max(), what.right_factor);
  const bool greater =
      times(a.max(), what.left_factor) > times(b.min(), what.right_factor);
  const bool equal = what.left_factor == 1 ? meet(b, what.right_factor, a)
                                           : meet(a, what.left_factor, b);
  // less and greater without equal: a range and one beside it
  if (less && greater && !equal) return {0, 0, 2, true, nullptr, 0};
  return {less ? 0 : equal ? 1 : 2, greater ? 2 : equal ? 1 : 0, 0, false, nullptr, 0};
}

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_DETAIL_COMPARISON_HPP
