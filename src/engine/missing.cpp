#include "missing.hpp"

#include "arvio/reference/interpreter.hpp"

#include <algorithm>
#include <cstdint>

namespace arvio::inline v0 {

namespace {

using reference::answer;
using reference::answer_state;
using reference::code_state;

bool has_unknown_codes(const answer& given) {
  return std::count(given.codes.begin(), given.codes.end(), code_state::unknown) > 0;
}

/// The same contact before anybody was asked what could not be said.
///
/// The complaint is closed: a code of it that is not said is absent, so its unknown codes
/// stay what they are.
reference::contact without_unknown(const ruleset::rulebook& book,
                                   reference::contact person) {
  person.finished = false;
  for (std::uint32_t i = 0; i < person.answers.size(); ++i) {
    auto& given = person.answers[i];
    if (given.state == answer_state::unknown) given = {};
    if (i == book.complaint) continue;
    std::replace(given.codes.begin(), given.codes.end(), code_state::unknown,
                 code_state::not_said);
  }
  return person;
}

/// And before it was asked what was said too inexactly.
reference::contact without_inexact(reference::contact person) {
  for (auto& given : person.answers) {
    if (given.state == answer_state::partly_known || has_unknown_codes(given)) given = {};
  }
  return person;
}

}  // namespace

std::vector<reference::question> missing_questions(const validity_period& period,
                                                   const reference::contact& person,
                                                   const reference::outcome& outcome) {
  const auto& advice = outcome.recommended;
  if (!advice || advice->basis == reference::basis::certain) return {};
  const auto open = without_unknown(*period.book, person);
  auto questions = period.evaluator->assess(open).questions;
  if (!questions.empty()) return questions;
  return period.evaluator->assess(without_inexact(open)).questions;
}

}  // namespace arvio::inline v0
