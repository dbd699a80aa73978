#ifndef ARVIO_SRC_ANALYSIS_REFERENCE_CONTACT_HPP
#define ARVIO_SRC_ANALYSIS_REFERENCE_CONTACT_HPP

#include "arvio/book/outcome.hpp"
#include "arvio/reference/contact.hpp"

/// Contacts as the engine has them, in the words of the interpreter, and back.
namespace arvio::inline v0 {

[[nodiscard]] inline reference::answer reference_answer(const book::parsed_answer& from) {
  reference::answer made;
  // INVARIANT: both name the same states in the same order.
  made.state = static_cast<reference::answer_state>(from.state);
  made.values = from.values;
  for (const auto code : from.codes)
    made.codes.push_back(static_cast<reference::code_state>(code));
  return made;
}
static_assert(static_cast<int>(reference::answer_state::known) ==
                  static_cast<int>(book::answer_state::known) &&
              static_cast<int>(reference::answer_state::partly_known) ==
                  static_cast<int>(book::answer_state::partly_known));
static_assert(static_cast<int>(reference::code_state::absent) ==
                  static_cast<int>(book::code_state::absent) &&
              static_cast<int>(reference::code_state::present) ==
                  static_cast<int>(book::code_state::present));

[[nodiscard]] inline evaluated::answer evaluated_answer(const reference::answer& from) {
  evaluated::answer made;
  made.given.state = static_cast<book::answer_state>(from.state);
  made.given.values = from.values;
  for (const auto code : from.codes)
    made.given.codes.push_back(static_cast<book::code_state>(code));
  made.observed = from.observed;
  return made;
}

[[nodiscard]] inline reference::contact reference_contact(
    const evaluated::contact& from) {
  reference::contact made;
  made.at = from.at;
  made.finished = from.finished;
  for (const auto& one : from.answers) {
    made.answers.push_back(reference_answer(one.given));
    made.answers.back().observed = one.observed;
  }
  return made;
}

[[nodiscard]] inline evaluated::contact evaluated_contact(
    const reference::contact& from) {
  evaluated::contact made;
  made.at = from.at;
  made.finished = from.finished;
  for (const auto& one : from.answers)
    made.answers.push_back(evaluated_answer(one));
  return made;
}

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_ANALYSIS_REFERENCE_CONTACT_HPP
