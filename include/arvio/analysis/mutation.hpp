#ifndef ARVIO_ANALYSIS_MUTATION_HPP
#define ARVIO_ANALYSIS_MUTATION_HPP

#include "arvio/base/diagnostic.hpp"
#include "arvio/engine/repository.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace arvio::inline v0::analysis {

/// What is changed in a rule set to see whether its cases notice.
enum class mutant_kind : std::uint8_t {
  threshold,          // a number that is compared, a band or row ends: one step off
  comparator,         // >= and >, <= and <, = and !=; an end of a range; a list lacks one
  and_or,             // and, or; all, any
  condition_dropped,  // a part of `and`, `or`, a count; a whole `applies-when`, `when`
  rule_dropped,       // its condition never holds
  urgency,            // `urgency` or `suggest` one level off
  points,             // points, a result or a constant: one off
  atom_true,          // a part of a rule's condition that has no parts always holds
  atom_false,         // ... never holds
};
inline constexpr std::size_t mutant_kinds = 9;

/// "threshold", "and or": for counts.
[[nodiscard]] const char* word_of(mutant_kind kind) noexcept;

/// What became of a mutant.
enum class mutant_fate : std::uint8_t {
  refused,     // it does not load, or a condition of it never or always holds
  equivalent,  // it means the same, which is proven
  caught,      // a case comes out otherwise
  survived,    // nothing notices
};

/// A rule set with one small change.
struct mutant_result {
  std::string rule_set;
  mutant_kind kind = mutant_kind::threshold;
  mutant_fate fate = mutant_fate::survived;
  std::string words;  // "rule `CP-01`: `age >= 16` becomes `age >= 17`"
  source_span where;  // what is changed
  std::string rule;   // the rule that is changed, if it is one
  /// equivalent: why; survived: what would tell the two apart.
  std::string reason;
};

/// The atoms of a rule's condition: its parts that have no parts.
///
/// Meaning  an atom is *shown* to matter where the rule's own cases come out otherwise
///          when it is replaced by true, and when it is replaced by false; *unable* to
///          where neither changes the condition's boxes. Where one changes them and the
///          other does not, it is shown by the one. Else it is *missing*: a case that
///          hangs on it alone.
struct atom_coverage {
  std::string rule_set;
  std::string rule;
  source_span where;
  std::size_t atoms = 0;
  std::size_t shown = 0;
  std::size_t unable = 0;
  std::size_t missing = 0;
};

struct mutation_report {
  std::vector<mutant_result> mutants;  // by rule set, then in the order of the document
  std::vector<atom_coverage> atoms;    // by rule
};

/// Asked now and then how far it is, with how many mutants are done, of how many.
using mutation_progress = std::function<void(std::size_t done, std::size_t all)>;

/// Makes every small change to every rule set of a repository, one at a time, and runs
/// the cases that stand in the changed rule set until one comes out otherwise.
///
/// Meaning  a rule set is changed and run as run_cases runs it, with all that it uses. Of
///          the vocabulary, whose inputs have no rules beside them, the cases of the rule
///          sets that use it count too. A mutant that no case catches is refused where
///          linking it, or check_conditions, finds an error (a rule that is dropped and
///          an atom that is replaced may leave a condition that never or always holds:
///          that is for cases to notice). It is equivalent only where that is proven:
///          the boxes of the changed rule with its scope, scope, or other condition are
///          those of the original, over one space of slots (of a route, where no rule
///          more urgent than its levels holds); of a changed number the boolean parts in
///          it are; of a score or table the result is, for every value.
/// Errors   none: the repository has no errors, and its cases come out as they say.
/// Cost     a few milliseconds per mutant; `progress` may be empty.
[[nodiscard]] mutation_report try_mutants(const repository& loaded,
                                          const mutation_progress& progress);

/// A mutant that survived as a finding: errc::mutant_survived.
[[nodiscard]] finding finding_of(const mutant_result& survivor);

}  // namespace arvio::inline v0::analysis

#endif  // ARVIO_ANALYSIS_MUTATION_HPP
