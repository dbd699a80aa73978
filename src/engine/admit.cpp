#include "admit.hpp"

#include "compiled.hpp"
#include "evaluate/missing.hpp"
#include "evaluate/safety_nets.hpp"
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
  return admitted{period, std::move(*checked), loaded.has_profile};
}

contact_region region_for(const validity_period& period, instant at) {
  return {*period.book, period.calendar ? period.calendar->days.get() : nullptr,
          period.region.get(), at};
}

assessment assess(const arvio::contact& contact, const admitted& ready,
                  const result_options& wanted) {
  const auto& period = *ready.period;
  const auto& evaluator = *period.ready->evaluator;
  const auto& answers = ready.checked.answers;
  region_documents documents;
  documents.is_wanted = ready.wants_profile;
  if (period.calendar) {
    documents.calendar = period.calendar->document.get();
    documents.calendar_digest = period.calendar->digest;
  }
  if (period.region) {
    documents.profile = period.region->written.get();
    documents.profile_digest = period.profile_digest;
  }
  auto region = region_for(period, contact.at.moment);
  const auto outcome = evaluator.assess(answers, &region);
  const beside_outcome beside{region, documents,
                              missing_questions(evaluator, answers, outcome),
                              kept_safety_nets(evaluator, answers, outcome)};
  return describe(outcome, beside, *period.book, period.digests, contact, ready.checked,
                  wanted);
}

}  // namespace arvio::inline v0
