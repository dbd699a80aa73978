#include "missing.hpp"

#include <algorithm>

namespace arvio::inline v0 {

namespace {

using book::answer;

bool has_unknown_codes(const answer& given) {
  return std::count(given.codes.begin(), given.codes.end(), code_state::unknown) > 0;
}

/// The same contact before it was asked what was said too inexactly, too.
book::answers without_inexact(book::answers contact) {
  for (auto& given : contact.by_input) {
    if (given.state == answer_state::partly_known || has_unknown_codes(given)) given = {};
  }
  return contact;
}

}  // namespace

std::vector<book::question> missing_questions(const evaluator& by,
                                              const book::answers& contact,
                                              const book::outcome& outcome) {
  const auto& advice = outcome.recommended;
  if (!advice || advice->basis == basis::certain) return {};
  const auto open = without_unknown(by.book(), contact);
  auto questions = by.questions(open);
  if (!questions.empty()) return questions;
  return by.questions(without_inexact(open));
}

}  // namespace arvio::inline v0
