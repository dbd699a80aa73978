#include "missing.hpp"

#include <algorithm>
#include <cstdint>

namespace arvio::inline v0 {

namespace {

using book::answer_state;
using book::code_state;
using evaluated::answer;

bool has_unknown_codes(const answer& given) {
  return std::count(given.given.codes.begin(), given.given.codes.end(),
                    code_state::unknown) > 0;
}

/// The same contact before anybody was asked what could not be said.
///
/// The complaint is closed: a code of it that is not said is absent, so its unknown codes
/// stay what they are.
evaluated::contact without_unknown(const book::rulebook& book,
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

std::vector<evaluated::question> missing_questions(const evaluator& by,
                                                   const evaluated::contact& person,
                                                   const evaluated::outcome& outcome) {
  const auto& advice = outcome.recommended;
  if (!advice || advice->basis == evaluated::basis::certain) return {};
  const auto open = without_unknown(by.book(), person);
  auto questions = by.questions(open);
  if (!questions.empty()) return questions;
  return by.questions(without_inexact(open));
}

}  // namespace arvio::inline v0
