#ifndef ARVIO_ANALYSIS_WRITTEN_CHANGES_HPP
#define ARVIO_ANALYSIS_WRITTEN_CHANGES_HPP

#include "arvio/ruleset/outline.hpp"
#include "arvio/ruleset/ruleset.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace arvio::inline v0::analysis {

/// One thing that is written differently in two versions of a document.
struct written_change {
  std::string where;   // "rule `CP-01`"; empty: the document
  std::string what;    // "when", "advice (fi, patient)"; empty: all of it
  std::string before;  // empty: it is new
  std::string after;   // empty: it is gone

  friend bool operator==(const written_change&, const written_change&) = default;
};

/// How the cases of two versions differ; what is in both is not counted.
struct case_changes {
  std::size_t added = 0;
  std::size_t gone = 0;
};

struct written_changes {
  std::vector<written_change> changes;  // in the order of the later version's document
  case_changes cases;                   // those of rules, the whole ones and baselines
};

/// Everything that is written differently, version and `valid-from` included.
///
/// Meaning  parts are matched by their ids, texts by language and audience. Of a changed
///          expression only the parts that differ are named. Where there is no change the
///          two are equal, places apart.
/// Cost     of each list of parts the product of its two lengths at worst.
[[nodiscard]] written_changes written_changes_between(const ruleset::outline& before,
                                                      const ruleset::outline& after);
[[nodiscard]] written_changes written_changes_between(const ruleset::rule_set& before,
                                                      const ruleset::rule_set& after);

}  // namespace arvio::inline v0::analysis

#endif  // ARVIO_ANALYSIS_WRITTEN_CHANGES_HPP
