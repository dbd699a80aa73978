#ifndef ARVIO_ANALYSIS_DIFF_HPP
#define ARVIO_ANALYSIS_DIFF_HPP

#include "arvio/analysis/outcome_changes.hpp"
#include "arvio/analysis/written_changes.hpp"
#include "arvio/engine/repository.hpp"

#include <string>
#include <vector>

namespace arvio::inline v0::analysis {

/// One rule set in two repositories.
struct rule_set_diff {
  std::string id;
  std::string before;  // its version; empty: it is new
  std::string after;   // empty: it is gone
  written_changes written;
};

struct repository_diff {
  std::vector<rule_set_diff> rule_sets;  // those that differ, by id
  outcome_changes outcomes;
};

/// Compares what is valid last in two repositories.
///
/// Meaning  both were loaded without errors. Contacts are assessed with the rule sets
///          that differ, all that use them and all that those use.
[[nodiscard]] repository_diff diff(const repository& before, const repository& after,
                                   const outcome_budget& budget);

}  // namespace arvio::inline v0::analysis

#endif  // ARVIO_ANALYSIS_DIFF_HPP
