#ifndef ARVIO_CASES_CASE_RUN_HPP
#define ARVIO_CASES_CASE_RUN_HPP

#include "arvio/base/diagnostic.hpp"
#include "arvio/engine/repository.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace arvio::inline v0 {

/// How many cases of a rule say that it is certain, excluded, possible.
struct rule_coverage {
  std::string rule_set;
  std::string group;
  std::string rule;
  source_span where;
  std::size_t certain = 0;
  std::size_t excluded = 0;
  std::size_t possible = 0;
};

/// A number at which a condition, a score or a table changes, and whether a case stands
/// right below it and right above.
struct threshold_coverage {
  std::string rule_set;
  std::string place;  // "rule `CP-11`", "group `adult`", "`news2`"
  std::string what;   // "age 50 | 51"
  source_span where;
  bool below = false;
  bool above = false;
};

/// A complaint that a group covers, and whether a case of its rule set names it.
struct complaint_coverage {
  std::string rule_set;
  std::string group;
  std::string complaint;
  source_span where;
  bool named = false;
};

struct case_report {
  findings failures;  // errc::case_failed, at the case
  std::size_t rule_cases = 0;
  std::size_t whole_cases = 0;
  std::vector<rule_coverage> rules;
  std::vector<threshold_coverage> thresholds;
  std::vector<complaint_coverage> complaints;
};

/// Runs the cases that stand in rule sets, those of rules and the whole ones.
///
/// Meaning  a case is run with its rule set and all that it uses, so that what else is in
///          the repository does not change it. A case of a rule without a `baseline`
///          starts from its group's first one; without `at` it is assessed at noon,
///          Helsinki time, on the rule set's first day. `rules`, `duties`, `suggestions`
///          and `uncovered` of `expect` name all that are certain; `routes` all that are
///          offered, in order; `next` the first questions, in order; `inferred` and
///          `unexpected` inputs; `-` stands for none.
///          A threshold of a rule counts as met by the rule's own cases, one of a group
///          by those of its rules, one of a derived value by every case of the rule set.
[[nodiscard]] case_report run_cases(const repository& loaded);

}  // namespace arvio::inline v0

#endif  // ARVIO_CASES_CASE_RUN_HPP
