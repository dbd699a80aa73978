#ifndef ARVIO_BOOK_LINK_HPP
#define ARVIO_BOOK_LINK_HPP

#include "arvio/base/diagnostic.hpp"
#include "arvio/book/rulebook.hpp"

#include <memory>
#include <vector>

namespace arvio::inline v0::book {

/// Links rule sets that are assessed together: one version of each id, the vocabulary
/// among them.
///
/// Meaning  resolves every name, types every expression, turns every value into units and
///          orders the evaluation. A rule set sees its own names and those of the rule
///          sets it uses.
///          `calendars` are those that are there: one that counts working days by another
///          is at fault.
/// Errors   a null pointer with every finding in `out`; a null pointer, too, where one
///          of the rule sets was read in part. The book refers to the rule sets it was
///          given and keeps them alive.
[[nodiscard]] std::shared_ptr<const rulebook> link(
    const std::vector<std::shared_ptr<const ruleset::rule_set>>& sets,
    const std::vector<named_calendar>& calendars, findings& out);
/// Without calendars.
[[nodiscard]] std::shared_ptr<const rulebook> link(
    const std::vector<std::shared_ptr<const ruleset::rule_set>>& sets, findings& out);

/// The calendars that rule sets use: those that were there when they were linked.
[[nodiscard]] std::vector<named_calendar> calendars_used_by(
    const std::vector<std::shared_ptr<const ruleset::rule_set>>& sets);

/// What was made of rule sets.
struct linked {
  std::shared_ptr<const rulebook> book;  // to assess with; null where there are faults
  std::shared_ptr<const rulebook>
      draft;  // what has none: for its conditions to be checked
};

/// The same as link(), and where there are faults a draft without the conditions that
/// rest on them.
///
/// Meaning  what is at fault has its name and the type `none`, about which nothing more
///          is said; nothing is said, either, of names that are declared in what could
///          not be read.
/// Errors   no draft without a vocabulary, or where something is over budget.
[[nodiscard]] linked link_in_part(
    const std::vector<std::shared_ptr<const ruleset::rule_set>>& sets,
    const std::vector<named_calendar>& calendars, findings& out);

/// Tells names of a rule set that is not used once, in the place of a finding for each.
///
/// Meaning  `all` are findings of link; of those that lack a use the first of each
///          document and rule set stays, and says how many more there are.
void unite_unused_names(findings& all);

}  // namespace arvio::inline v0::book

#endif  // ARVIO_BOOK_LINK_HPP
