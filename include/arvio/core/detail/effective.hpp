#ifndef ARVIO_CORE_DETAIL_EFFECTIVE_HPP
#define ARVIO_CORE_DETAIL_EFFECTIVE_HPP

#include "arvio/core/detail/arithmetic.hpp"
#include "arvio/core/frame.hpp"

namespace arvio::inline v0::core {

/// What counts of an answer: those too old count as not asked, and after finish inputs
/// that were never asked are unknown.
struct effective_answer {
  answer_state state = answer_state::not_asked;
  bool asked = false;
};

[[nodiscard]] inline bool too_old(const frame& contact, place input) noexcept {
  const auto& declared = contact.rules().inputs()[input];
  return declared.ages != 0 &&
         minus(contact.now(), contact.answer(input).observed) > declared.max_age;
}

[[nodiscard]] inline effective_answer effective(const frame& contact,
                                                place input) noexcept {
  auto state = contact.answer(input).state;
  if (too_old(contact, input)) state = answer_state::not_asked;
  const bool asked = state != answer_state::not_asked;
  return {!asked && contact.finished() ? answer_state::unknown : state, asked};
}

/// Whether a code of a `codes` input counts as unknown: after finish also one of which
/// nothing was said, while something was said of its neighbours.
[[nodiscard]] inline bool is_unknown_code(const frame& contact, place input,
                                          place code) noexcept {
  const auto counts = effective(contact, input);
  if (counts.state != answer_state::known) return counts.state == answer_state::unknown;
  const auto is = [&](code_plane said) {
    return has_bit(contact.codes(input, said), code);
  };
  if (is(code_plane::present) || is(code_plane::absent)) return false;
  return is(code_plane::unknown) || contact.finished();
}

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_DETAIL_EFFECTIVE_HPP
