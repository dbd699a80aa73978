#ifndef ARVIO_RULESET_RULE_HPP
#define ARVIO_RULESET_RULE_HPP

#include "arvio/ruleset/text.hpp"

#include <optional>
#include <string>
#include <vector>

namespace arvio::inline v0::ruleset {

/// One answer of a case, as written: `age="54"`, or the element `answer` with its time
/// and origin.
struct given_answer {
  name input;
  name value;  // `54`, `?`, `-`, `30..50`, `mild|strong`, `vomiting -headache -*`
  std::optional<name> at;
  std::optional<name> origin;
};

/// Answers that cases start from.
struct baseline {
  name id;
  std::vector<given_answer> answers;
  source_span where;
};

/// A case of a rule: what its condition must be for these answers.
struct rule_case {
  name expect;  // certain, excluded, possible
  std::optional<name> baseline;
  std::optional<name> at;
  std::vector<given_answer> given;
  source_span where;
};

/// A rule, or what remains in a group (`otherwise`, which has no `when`).
struct rule {
  name id;
  std::vector<name> needs;  // empty: the group's
  std::optional<name> urgency;
  std::optional<name> suggest;
  std::optional<expression> when;
  texts titles;
  texts advice;
  texts safety_net;  // when to make contact again about this matter
  texts notes;
  std::vector<citation> sources;
  std::vector<name> duties;
  std::vector<name> deadlines;  // kinds: each asks for all deadlines of it
  std::vector<rule_case> cases;
  source_span where;
  bool faulty = false;
};

/// A channel and professional, the levels it is for, and its condition.
struct route {
  name channel;
  std::optional<name> professional;
  std::vector<name> levels;
  std::vector<name> needs;
  std::optional<expression> when;
  texts titles;
  source_span where;
  bool faulty = false;
};

/// An input that must be asked before the group's result is complete.
struct requirement {
  name input;
  std::optional<name> level;
};

/// Rules with one scope: `complaints` and `applies_when`.
struct group {
  name id;
  std::vector<name> complaints;  // empty: adds to other groups, covers nothing
  bool every_complaint = false;  // complaints="*"
  std::vector<name> needs;
  std::optional<expression> applies_when;
  texts titles;
  std::vector<requirement> requirements;
  std::vector<baseline> baselines;
  std::vector<rule> rules;
  std::optional<rule> otherwise;
  std::vector<route> routes;
  source_span where;
  bool faulty = false;
};

/// A statutory duty that a rule may name.
struct duty {
  name id;
  name by;
  name to;  // a channel
  name subject;
  name within;  // immediately, without-delay, or an amount: `7 working days`
  name basis;   // a source
  texts titles;
  texts advice;
  source_span where;
};

/// A limit of a kind that a rule may name: by when, counted from what, and in force when.
struct deadline {
  name id;
  name kind;
  name within;                    // immediately, without-delay, or an amount: `14 days`
  name counts_from;               // `assessment`, or an input
  std::optional<name> start_day;  // excluded, included
  std::optional<name> roll;       // none, next-working-day
  std::optional<name> in_force_from;  // dates, both included
  std::optional<name> in_force_to;
  name source;
  std::optional<expression> when;
  texts titles;
  texts advice;
  texts notes;
  source_span where;
  bool faulty = false;
};

/// The event of a deadline that is the contact's own time.
inline constexpr const char* assessment_event = "assessment";

}  // namespace arvio::inline v0::ruleset

#endif  // ARVIO_RULESET_RULE_HPP
