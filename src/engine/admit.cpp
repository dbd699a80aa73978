#include "admit.hpp"

#include "compiled.hpp"
#include "evaluate/missing.hpp"
#include "words/result.hpp"

#include <string_view>
#include <utility>

namespace arvio::inline v0 {

expected<admitted, contact_errors> admit(const arvio::contact& contact,
                                         const repository& loaded) {
  auto faults = check_frame(contact);
  if (!faults.empty()) return unexpected{std::move(faults)};
  const auto* period = loaded.period_at(contact.at.moment);
  if (period == nullptr || !period->book) {
    return unexpected{contact_errors{
        {errc::no_rule_set, "", "no rule set is valid at the time of the assessment"}}};
  }
  auto checked = check_contact(contact, *period->book, [&loaded](std::string_view input) {
    return loaded.declares(input);
  });
  if (!checked) return unexpected{std::move(checked).error()};
  return admitted{period, std::move(*checked)};
}

assessment assess(const arvio::contact& contact, const admitted& ready) {
  const auto& period = *ready.period;
  const auto& evaluator = *period.ready->evaluator;
  const auto outcome = evaluator.assess(ready.checked.answers);
  const auto missing = missing_questions(evaluator, ready.checked.answers, outcome);
  return describe(outcome, missing, *period.book, period.digests, contact, ready.checked);
}

}  // namespace arvio::inline v0
