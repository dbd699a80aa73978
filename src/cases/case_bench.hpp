#ifndef ARVIO_SRC_CASES_CASE_BENCH_HPP
#define ARVIO_SRC_CASES_CASE_BENCH_HPP

#include "arvio/book/outcome.hpp"
#include "arvio/engine/repository.hpp"

#include "evaluate/evaluator.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// One case at a time, with any book that holds its rule set.
namespace arvio::inline v0 {

/// A rule set with all that it uses, linked and ready for its cases.
struct case_bench {
  std::shared_ptr<const book::rulebook> book;
  std::shared_ptr<const arvio::evaluator> evaluator;
  std::uint32_t set = 0;  // of the rule set in the book

  [[nodiscard]] const ruleset::rule_set& rules() const { return *book->sets[set].rules; }
};

/// The rule sets that the cases of one are run with: itself and all that it uses, in the
/// versions that are valid when it first is; empty where it never is.
[[nodiscard]] std::vector<std::shared_ptr<const ruleset::rule_set>> sets_for_cases(
    const repository& loaded, const ruleset::rule_set& rules);

/// Links those; `rules` is one of them. The bench has no book where that fails.
[[nodiscard]] case_bench bench_for(
    const std::vector<std::shared_ptr<const ruleset::rule_set>>& sets,
    const ruleset::rule_set& rules);

/// The contact of a case of a rule of a group, and of a whole case.
[[nodiscard]] book::answers contact_of(const case_bench& ready,
                                       const ruleset::group& group,
                                       const ruleset::rule_case& one);
[[nodiscard]] book::answers contact_of(const case_bench& ready,
                                       const ruleset::assessment_case& one);

/// What came out otherwise than a case says: where that stands and how to put it.
struct case_fault {
  source_span where;
  std::string message;
};

[[nodiscard]] std::optional<case_fault> fault_of(const case_bench& ready,
                                                 book::rule_reference rule,
                                                 const ruleset::rule_case& one,
                                                 const book::answers& contact);
[[nodiscard]] std::vector<case_fault> faults_of(const case_bench& ready,
                                                const ruleset::assessment_case& one,
                                                const book::answers& contact);

/// Which cases of a rule set are run, those of `first` before the others.
struct case_choice {
  std::optional<book::rule_reference> first;
  bool of_other_rules = true;
  bool whole = true;
};

/// The first case that comes out otherwise: where it stands.
[[nodiscard]] std::optional<source_span> first_fault(const case_bench& ready,
                                                     const case_choice& which);

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_CASES_CASE_BENCH_HPP
