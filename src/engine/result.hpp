#ifndef ARVIO_ENGINE_RESULT_HPP
#define ARVIO_ENGINE_RESULT_HPP

#include "arvio/engine/assessment.hpp"
#include "arvio/engine/contact.hpp"
#include "arvio/engine/repository.hpp"

#include "contact_check.hpp"
#include "outcome.hpp"

#include <vector>

namespace arvio::inline v0 {

/// Turns an outcome, which speaks in places of the book, into an assessment, which speaks
/// in names and texts. `missing`: what missing_questions gives.
[[nodiscard]] assessment describe(const evaluated::outcome& outcome,
                                  const std::vector<evaluated::question>& missing,
                                  const validity_period& period, const contact& person,
                                  const checked_contact& checked);

/// An answer in the form of cases: `38.4`, `30..50`, `mild|strong`, `vomiting -*`, `?`.
[[nodiscard]] std::string answer_text(const ruleset::linked_input& input,
                                      const evaluated::answer& given);

}  // namespace arvio::inline v0

#endif  // ARVIO_ENGINE_RESULT_HPP
