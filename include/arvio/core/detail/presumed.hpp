#ifndef ARVIO_CORE_DETAIL_PRESUMED_HPP
#define ARVIO_CORE_DETAIL_PRESUMED_HPP

#include "arvio/core/detail/expression.hpp"
#include "arvio/core/frame.hpp"

#include <cstdint>

namespace arvio::inline v0::core {

/// Calls `visit(presumption)` for those of the author's whose condition is certain for an
/// evaluated contact, in their order, until it returns true.
template <class Visit>
bool any_certain_presumption(const frame& contact, place input, Visit visit) noexcept {
  const auto& declared = contact.rules().inputs()[input];
  const auto* all = contact.rules().get<presumption_record>(part::presumptions) +
                    declared.first_presumption;
  for (std::uint32_t i = 0; i < declared.presumptions; ++i) {
    if (judge(contact, all[i].when) == certainty::certain && visit(all[i])) return true;
  }
  return false;
}

/// Notes in an answer what is presumed of an input other than `codes`: the first value
/// that lies in its set, or what the contact presumes. Conditions are judged on
/// `contact`.
inline bool find_presumed(const frame& contact, place input, const value_span& set,
                          answer_entry& into) noexcept {
  const auto note = [&](std::int64_t value) {
    if (!set.contains(value)) return false;
    into.presumed = true;
    into.presumed_value = value;
    return true;
  };
  if (const auto* own = contact.assumed(input, none)) return note(own->value);
  return any_certain_presumption(
      contact, input, [&](const presumption_record& one) { return note(one.value); });
}

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_DETAIL_PRESUMED_HPP
