#ifndef ARVIO_SRC_ANALYSIS_MUTANTS_HPP
#define ARVIO_SRC_ANALYSIS_MUTANTS_HPP

#include "arvio/analysis/mutation.hpp"
#include "arvio/book/rulebook.hpp"

#include "sites.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// Makes the small changes of a rule set.
namespace arvio::inline v0::analysis {

/// One small change, not yet made.
struct mutant {
  mutant_kind kind = mutant_kind::threshold;
  std::string words;
  source_span where;
  std::optional<site> at;  // the expression that is changed, if it is one
  /// The derived value that is changed, if it is one: its place in the rule set.
  std::optional<std::uint32_t> derived;
  /// The rule that is changed, if it is one: group and rule in the rule set, `otherwise`
  /// after the others.
  std::optional<std::pair<std::uint32_t, std::uint32_t>> rule;
  std::function<void(ruleset::rule_set&)> change;
};

/// All small changes of one rule set of a book, in the order of the document.
///
/// Meaning  a change may give what does not load.
[[nodiscard]] std::vector<mutant> mutants_of(const book::rulebook& book,
                                             std::uint32_t set);

/// The changes of one expression; mutants.cpp adds all others.
void change_expression(const book::rulebook& book, std::uint32_t set, const site& at,
                       std::vector<mutant>& out);

/// The changes of the bands of a score and the rows of a table.
void change_rows(const book::rulebook& book, std::uint32_t set, std::uint32_t derived,
                 std::vector<mutant>& out);

}  // namespace arvio::inline v0::analysis

#endif  // ARVIO_SRC_ANALYSIS_MUTANTS_HPP
