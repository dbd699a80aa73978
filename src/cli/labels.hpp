#ifndef ARVIO_SRC_CLI_LABELS_HPP
#define ARVIO_SRC_CLI_LABELS_HPP

#include "arvio/exchange/assessment.hpp"

#include <cstdint>
#include <string>
#include <string_view>

/// The program's own words around an assessment, in Finnish, Swedish and English.
namespace arvio::cli {

enum class label : std::uint8_t {
  assessment,
  urgency,
  at_least,
  not_excluded,
  if_breaks,
  ask_next,
  further,
  why,
  more_questions,  // {} is how many
  missing,
  and_more,  // {} is how many
  yes_or_no,
  a_number,
  a_date,
  a_time,
  a_duration,
  rules_certain,
  rules_possible,
  answers,
  services,
  not_offered,
  patient,
  professional,
  not_excluded_advice,
  if_so,
  safety_net,
  duties,
  maybe,
  suggestions,
  derived,
  uncovered,
  presumed,
  unexpected,
  outdated,
  inferred,
  required,
  unused,
  rule_sets,
  demonstration,
  nothing_to_ask,
  why_at_least,  // {} is the level
  for_everybody,
  one_of_these,  // of rules that hold together
  yes,
  no,
  now,
  not_asked,
  not_known,
  inferred_value,
  inapplicable,
  may_be_more_urgent,
  unanswered,
  as_above,
  would_be_more_urgent,
  would_be_if,  // {} is the level
  for_example,
  or_instead,
  no_rule_set,  // in the place of the basis, where nothing covers the contact
};

/// Finnish for a language that the table does not have.
[[nodiscard]] std::string_view word(label what, std::string_view language);

/// Why the recommended level is what it is.
[[nodiscard]] std::string_view word(arvio::basis what, std::string_view language);

/// What a question could decide; `{}` stands for the level, where there is one.
[[nodiscard]] std::string_view word(arvio::purpose what, std::string_view language);

}  // namespace arvio::cli

#endif  // ARVIO_SRC_CLI_LABELS_HPP
