#ifndef ARVIO_ANALYSIS_STATIC_FINDINGS_HPP
#define ARVIO_ANALYSIS_STATIC_FINDINGS_HPP

#include "arvio/base/diagnostic.hpp"
#include "arvio/engine/repository.hpp"

namespace arvio::inline v0::analysis {

struct static_options {
  bool notes = false;  // what an author should know though nothing is wrong with it
};

/// Finds what is wrong, or worth knowing, in rule sets that load without errors.
///
/// Meaning  warnings: rules that never decide anything, since wherever they do others of
///          the same needs hold (rule_covered): more urgent ones of their rule set and
///          those it uses, or ones as urgent of their own; inputs that nothing hangs on
///          (input_unused); inputs that may be asked before what decides whether they
///          apply (asked_early); conditions that no contact makes true, because of how
///          what they test hangs together (condition_never); texts missing in a language
///          that the rule set declares (text_missing); kinds of deadline that no rule
///          names (deadline_unnamed), and days between two deadlines of one kind, event
///          and condition on which neither is in force (deadline_hole).
///          Notes: inputs of a rule set without rules, a vocabulary say, that nothing of
///          what was loaded hangs on; rules that test several things which depend on one
///          input; inferences of one input that can hold together and leave it no value;
///          each presumption with the rules that it can lower; thresholds without a case
///          on one of their sides, and covered complaints that no case names.
///          `finding::witness` is a contact that shows it, found by search and confirmed
///          by the reference interpreter; what no contact could be found for is not
///          reported, unless it says so itself. A finding that something does not exist
///          has none: it follows from boxes, or all combinations were gone through.
/// Cost     a few thousand evaluations per condition at most: half a second for the
///          rule sets that come with arvio.
void find_static(const repository& loaded, const static_options& options, findings& out);

}  // namespace arvio::inline v0::analysis

#endif  // ARVIO_ANALYSIS_STATIC_FINDINGS_HPP
