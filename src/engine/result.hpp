#ifndef ARVIO_ENGINE_RESULT_HPP
#define ARVIO_ENGINE_RESULT_HPP

#include "arvio/engine/assessment.hpp"
#include "arvio/engine/contact.hpp"
#include "arvio/engine/repository.hpp"
#include "arvio/reference/outcome.hpp"

#include "contact_check.hpp"

#include <vector>

namespace arvio::inline v0 {

/// Turns an outcome, which speaks in places of the book, into an assessment, which speaks
/// in names and texts. `missing`: what missing_questions gives.
[[nodiscard]] assessment describe(const reference::outcome& outcome,
                                  const std::vector<reference::question>& missing,
                                  const validity_period& period, const contact& person,
                                  const checked_contact& checked);

/// An answer in the form of cases: `38.4`, `30..50`, `mild|strong`, `vomiting -*`, `?`.
[[nodiscard]] std::string answer_text(const ruleset::linked_input& input,
                                      const reference::answer& given);

}  // namespace arvio::inline v0

#endif  // ARVIO_ENGINE_RESULT_HPP
