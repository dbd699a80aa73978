#ifndef ARVIO_ANALYSIS_DIFF_HPP
#define ARVIO_ANALYSIS_DIFF_HPP

#include "arvio/analysis/outcome_changes.hpp"
#include "arvio/analysis/service_changes.hpp"
#include "arvio/analysis/written_changes.hpp"
#include "arvio/engine/repository.hpp"

#include <string>
#include <vector>

namespace arvio::inline v0::analysis {

/// One document in two repositories.
struct document_diff {
  std::string id;
  std::string before;  // its version; empty: it is new
  std::string after;   // empty: it is gone
  written_changes written;
};

/// What one profile offers in two repositories that both have it.
struct profile_diff {
  std::string id;
  service_changes services;
};

struct repository_diff {
  std::vector<document_diff> rule_sets;  // those that differ, by id
  std::vector<document_diff> profiles;   // the same
  std::vector<document_diff> calendars;  // the same
  outcome_changes outcomes;
  std::vector<profile_diff> services;  // where profiles or calendars differ
};

/// Compares what is valid last in two repositories.
///
/// Meaning  both were loaded without errors. Contacts are assessed with the rule sets
///          that differ, all that use them and all that those use; profiles that were
///          loaded are compared with all that is valid then.
[[nodiscard]] repository_diff diff(const repository& before, const repository& after,
                                   const outcome_budget& budget);

}  // namespace arvio::inline v0::analysis

#endif  // ARVIO_ANALYSIS_DIFF_HPP
