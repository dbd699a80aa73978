#include "missing.hpp"

#include "evaluator.hpp"

#include <algorithm>
#include <cstdint>

namespace arvio::inline v0 {

namespace {

using evaluated::answer;
using ruleset::answer_state;
using ruleset::code_state;

bool has_unknown_codes(const answer& given) {
  return std::count(given.given.codes.begin(), given.given.codes.end(),
                    code_state::unknown) > 0;
}

/// The same contact before anybody was asked what could not be said.
///
/// The complaint is closed: a code of it that is not said is absent, so its unknown codes
/// stay what they are.
evaluated::contact without_unknown(const ruleset::rulebook& book,
                                   evaluated::contact person) {
  person.finished = false;
  for (std::uint32_t i = 0; i < person.answers.size(); ++i) {
    auto& given = person.answers[i];
    if (given.given.state == answer_state::unknown) given = {};
    if (i == book.complaint) continue;
    std::replace(given.given.codes.begin(), given.given.codes.end(), code_state::unknown,
                 code_state::not_said);
  }
  return person;
}

/// And before it was asked what was said too inexactly.
evaluated::contact without_inexact(evaluated::contact person) {
  for (auto& given : person.answers) {
    if (given.given.state == answer_state::partly_known || has_unknown_codes(given))
      given = {};
  }
  return person;
}

}  // namespace

std::vector<evaluated::question> missing_questions(const validity_period& period,
                                                   const evaluated::contact& person,
                                                   const evaluated::outcome& outcome) {
  const auto& advice = outcome.recommended;
  if (!advice || advice->basis == evaluated::basis::certain) return {};
  const auto open = without_unknown(*period.book, person);
  auto questions = period.evaluator->questions(open);
  if (!questions.empty()) return questions;
  return period.evaluator->questions(without_inexact(open));
}

}  // namespace arvio::inline v0
