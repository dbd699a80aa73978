#ifndef ARVIO_CORE_BOUNDS_HPP
#define ARVIO_CORE_BOUNDS_HPP

#include "arvio/core/evaluate.hpp"
#include "arvio/core/outcome.hpp"

#include <bit>
#include <cstdint>

namespace arvio::inline v0::core {

/// Bounds of some clauses; not present where all of them are excluded.
struct found_bounds {
  arvio::bounds found;
  bool present = false;
  bool certain = false;  // some clause of them is
};

/// The level of a clause of the urgency rules.
[[nodiscard]] inline std::uint32_t level_of(const program& rules, place clause) noexcept {
  const auto begins = rules.all<place>(part::level_begins);
  std::uint32_t level = 0;
  while (level + 1 < begins.size() && begins[level + 1] <= clause)
    ++level;
  return level;
}

/// Between which levels the urgency lies (docs/semantics.md section 4): clauses stand in
/// the order of urgency, so the first that is certain and the first that is not excluded
/// tell. `speaking`: only clauses with their bit there; nullptr: all.
[[nodiscard]] inline found_bounds bounds_of(const frame& contact,
                                            const std::uint64_t* speaking) noexcept {
  const auto& rules = contact.rules();
  const auto least = rules.default_level();
  const auto first_bit = [](std::uint64_t word) {
    return static_cast<place>(std::countr_zero(word));
  };
  found_bounds all{{least, least}};
  const auto begin = rules.head().first_leveled / 64;
  const auto end = begin + rules.head().leveled / 64;
  contact.for_alive_words(begin, end, [&](std::uint32_t word) noexcept {
    const auto mask = speaking != nullptr ? speaking[word] : ~std::uint64_t{0};
    const auto alive = ~contact.missed()[word] & mask;
    if (alive == 0) return true;
    if (!all.present) {
      all.present = true;
      all.found.not_excluded = level_of(rules, word * 64 + first_bit(alive));
    }
    const auto certain = alive & ~contact.open()[word];
    if (certain == 0) return true;
    all.certain = true;
    all.found.at_least = level_of(rules, word * 64 + first_bit(certain));
    return false;
  });
  return all;
}

/// The level that `not_excluded` is never less urgent than: what nobody has rules for is
/// not "at most self-care".
[[nodiscard]] inline std::uint32_t level_without_rules(const program& rules,
                                                       certainty coverage) noexcept {
  return coverage == certainty::certain ? rules.default_level()
                                        : rules.head().out_of_scope;
}

/// The bounds alone: evaluates no further than to the first certain clause of urgency.
///
/// Meaning  what evaluate() and bounds_of() give; whether something may be uncovered they
///          do not look at, see level_without_rules(). Nothing else can be asked of the
///          contact until it is evaluated.
/// Cost     that of the lines up to there: nearly the same for any number of rules.
[[nodiscard]] inline arvio::bounds find_bounds(frame& contact,
                                               row_kernel kernel) noexcept {
  const auto& head = contact.rules().head();
  const auto first = head.first_leveled / 64;
  const auto end = first + head.leveled / 64;
  evaluation_run(contact, kernel).run([&](std::uint32_t line, std::uint32_t lines) {
    const auto last = (line + lines) * line_words;
    for (auto w = line * line_words; w < last; ++w) {
      if (w < first || w >= end) continue;
      if ((contact.missed()[w] | contact.open()[w]) != ~std::uint64_t{0}) return false;
    }
    return true;
  });
  return bounds_of(contact, nullptr).found;
}

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_BOUNDS_HPP
