#ifndef ARVIO_CORE_DETAIL_PRESUME_HPP
#define ARVIO_CORE_DETAIL_PRESUME_HPP

#include "arvio/core/detail/presumed.hpp"
#include "arvio/core/evaluate.hpp"

#include <cstdint>

namespace arvio::inline v0::core {

/// Prepares a copy of an evaluated contact to be evaluated with presumptions, and says
/// whether any may make a difference.
///
/// Meaning  `finished`: what was never asked is taken for unknown. What is presumed of
///          inputs whose sets follow from their answers alone is put in place here; of
///          the others evaluation finds it.
class presuming {
 public:
  presuming(const frame& contact, bool finished, frame& into) noexcept
      : contact_(contact), into_(into) {
    into.copy(contact);
    into.finish(finished);
    into.presume_on(&contact);
    const auto inputs = contact.rules().inputs();
    for (place i = 0; i < inputs.size(); ++i) {
      if (inputs[i].kind == input_kind::codes) {
        presume_codes(i);
      } else {
        presume_value(i);
      }
    }
  }

  [[nodiscard]] bool may_differ() const noexcept { return may_differ_; }

  /// Whether anything that is presumed is of an input that is unknown, or of which a code
  /// may be: a quick look, before a copy is made.
  [[nodiscard]] static bool may_apply(const frame& contact, bool finished) noexcept {
    const auto inputs = contact.rules().inputs();
    const auto is_presumed = [&](place input) noexcept {
      if (inputs[input].presumptions != 0) return true;
      for (const auto& own : contact.assumptions()) {
        if (own.input == input) return true;
      }
      return false;
    };
    for (place i = 0; i < inputs.size(); ++i) {
      if (!is_presumed(i)) continue;
      switch (effective(contact, i).state) {
        case answer_state::unknown: return true;
        case answer_state::not_asked:
          if (finished) return true;
          break;
        case answer_state::known:
          if (inputs[i].kind == input_kind::codes) return true;
          break;
        case answer_state::partly_known: break;
      }
    }
    return false;
  }

 private:
  void presume_value(place input) noexcept {
    const auto& declared = contact_.rules().inputs()[input];
    if (declared.presumptions == 0 && contact_.assumed(input, none) == nullptr) return;
    const auto set = contact_.values(input);
    if (effective(into_, input).state != answer_state::unknown) return;
    if (declared.is_plain == 0) {
      may_differ_ = true;
    } else if (!set.is_single() &&
               find_presumed(contact_, input, set, into_.answer(input))) {
      may_differ_ = true;
      into_.changed(input);
    }
  }

  void presume_codes(place input) noexcept {
    bool any = false;
    const auto note = [&](place code, bool present) {
      const auto yes = into_.codes(input, code_plane::presumed_present);
      const auto no = into_.codes(input, code_plane::presumed_absent);
      if (!is_unknown_code(into_, input, code) || has_bit(yes, code) || has_bit(no, code))
        return;
      put_bit(present ? yes : no, code);
      any = true;
    };
    for (const auto& own : contact_.assumptions()) {
      if (own.input == input) note(own.code, own.value != 0);
    }
    any_certain_presumption(contact_, input, [&](const presumption_record& one) {
      const auto* codes =
          contact_.rules().get<presumed_code>(part::presumed_codes) + one.first_code;
      for (std::uint32_t c = 0; c < one.codes; ++c)
        note(codes[c].code, codes[c].present != 0);
      return false;
    });
    if (!any) return;
    may_differ_ = true;
    into_.changed(input);
  }

  const frame& contact_;
  frame& into_;
  bool may_differ_ = false;
};

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_DETAIL_PRESUME_HPP
