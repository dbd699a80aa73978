#ifndef ARVIO_SRC_EVALUATE_LOOSE_CONDITIONS_HPP
#define ARVIO_SRC_EVALUATE_LOOSE_CONDITIONS_HPP

#include "arvio/book/outcome.hpp"
#include "arvio/core/evaluation.hpp"

#include <cstdint>
#include <vector>

/// Conditions of routes and deadlines, which may ask for an urgency.
namespace arvio::inline v0 {

/// The levels that each urgency may have, a bit each; the bit behind the last level
/// stands for no level at all.
class possible_urgency {
 public:
  /// Of an outcome as far as what it recommends, its bounds and its needs.
  possible_urgency(const book::outcome& found, core::evaluation& evaluation);

  /// The same where a route's own need is at a level.
  [[nodiscard]] possible_urgency with_own(book::level_index level) const;

  /// Whether a test of an urgency can hold, and whether it must.
  [[nodiscard]] bool holds(const core::program& rules,
                           const core::predicate_record& test) const noexcept;
  [[nodiscard]] bool always_holds(const core::program& rules,
                                  const core::predicate_record& test) const noexcept;

 private:
  [[nodiscard]] std::uint64_t of(const core::slot_record& slot) const noexcept {
    return slot.index == 0 ? own_ : of_need_[slot.index - 1];
  }

  std::uint64_t own_ = 0;
  std::vector<std::uint64_t> of_need_;
};

/// What a loose condition is for an evaluated contact.
[[nodiscard]] certainty judge_loose(const core::frame& contact, core::place condition,
                                    const possible_urgency& urgency) noexcept;

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_EVALUATE_LOOSE_CONDITIONS_HPP
