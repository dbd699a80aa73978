#ifndef ARVIO_SRC_EVALUATE_BOX_SIDES_HPP
#define ARVIO_SRC_EVALUATE_BOX_SIDES_HPP

#include "arvio/base/value_set.hpp"
#include "arvio/compile/legend.hpp"
#include "arvio/core/frame.hpp"

#include "explained.hpp"

#include <cstdint>
#include <vector>

/// Boxes of a program as sets of values, and contacts beside them.
namespace arvio::inline v0 {

[[nodiscard]] value_set set_of(const core::value_span& span);

/// The values that a box allows a slot.
[[nodiscard]] value_set allowed_values(const compile::legend& legend,
                                       const core::program& rules,
                                       const core::predicate_record& test);

/// One side of a box beside an evaluated contact, which stays as it is but for its
/// scratch. The inputs that it rests on are left to the caller.
[[nodiscard]] evaluated::box_side side_of(const compile::legend& legend,
                                          core::frame& contact,
                                          const core::predicate_record& test);

/// The inputs that were asked and that what a contact has in a slot is computed from.
[[nodiscard]] std::vector<std::uint32_t> asked_behind(const core::frame& contact,
                                                      core::place slot);

/// Whether all that a contact can have in the slot of a predicate is allowed.
[[nodiscard]] bool lies_inside(const core::frame& contact,
                               const core::predicate_record& test) noexcept;

/// What evaluation found of one clause.
[[nodiscard]] inline bool is_certain(const core::frame& contact, core::place clause) {
  return !core::has_bit(contact.missed(), clause) &&
         !core::has_bit(contact.open(), clause);
}
[[nodiscard]] inline bool is_excluded(const core::frame& contact, core::place clause) {
  return core::has_bit(contact.missed(), clause);
}

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_EVALUATE_BOX_SIDES_HPP
