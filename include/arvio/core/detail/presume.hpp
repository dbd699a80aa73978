#ifndef ARVIO_CORE_DETAIL_PRESUME_HPP
#define ARVIO_CORE_DETAIL_PRESUME_HPP

#include "arvio/core/evaluate.hpp"

#include <cstdint>

namespace arvio::inline v0::core {

/// Puts what is presumed of a contact into another, a copy of it, and says whether that
/// makes a difference: whether some set of more than one value was replaced.
///
/// Meaning  `contact` is evaluated; the conditions of presumptions are judged on it.
///          `finished`: what was never asked is taken for unknown.
inline bool presume(const frame& contact, bool finished, frame& into) noexcept {
  const auto& rules = contact.rules();
  bool replaced = false;
  for (place i = 0; i < rules.inputs().size(); ++i) {
    const auto& input = rules.inputs()[i];
    if (input.presumptions == 0) continue;
    const auto counts = effective(contact, i);
    const bool unknown = counts.state == answer_state::unknown ||
                         (finished && counts.state == answer_state::not_asked);
    bool changed = false;
    for (std::uint32_t p = 0; p < input.presumptions; ++p) {
      const auto& one =
          rules.get<presumption_record>(part::presumptions)[input.first_presumption + p];
      if (judge(contact, one.when) != certainty::certain) continue;
      if (input.kind != input_kind::codes) {
        auto& given = into.answer(i);
        if (!unknown || given.presumed || !contact.values(i).contains(one.value))
          continue;
        given.presumed = true;
        given.presumed_value = one.value;
        changed = true;
        replaced = replaced || !contact.values(i).is_single();
        continue;
      }
      for (std::uint32_t c = 0; c < one.codes; ++c) {
        const auto& code =
            rules.get<presumed_code>(part::presumed_codes)[one.first_code + c];
        const bool answered = counts.state == answer_state::known;
        const bool said =
            answered && (has_bit(contact.codes(i, code_plane::present), code.code) ||
                         has_bit(contact.codes(i, code_plane::absent), code.code));
        const bool code_unknown =
            answered
                ? !said && (has_bit(contact.codes(i, code_plane::unknown), code.code) ||
                            finished)
                : unknown;
        const bool known_already =
            has_bit(into.codes(i, code_plane::presumed_present), code.code) ||
            has_bit(into.codes(i, code_plane::presumed_absent), code.code);
        const bool may_be_absent =
            has_bit(contact.codes(i, code_plane::may_be_absent), code.code);
        const bool may_be_present =
            has_bit(contact.codes(i, code_plane::may_be_present), code.code);
        const bool possible = code.present != 0 ? may_be_present : may_be_absent;
        if (!code_unknown || known_already || !possible) continue;
        put_bit(into.codes(i, code.present != 0 ? code_plane::presumed_present
                                                : code_plane::presumed_absent),
                code.code);
        changed = true;
        replaced = replaced || (may_be_absent && may_be_present);
      }
    }
    if (changed) into.changed(i);
  }
  return replaced;
}

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_DETAIL_PRESUME_HPP
