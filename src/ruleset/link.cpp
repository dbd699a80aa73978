#include "arvio/ruleset/link.hpp"

#include "ruleset/link_steps.hpp"

#include <utility>

namespace arvio::inline v0::ruleset {

std::shared_ptr<const rulebook> link(
    const std::vector<std::shared_ptr<const rule_set>>& sets, findings& out) {
  linking::context at;
  if (linking::arrange_sets(at, sets)) {
    linking::declare_inputs(at);
    linking::declare_derived(at);
    linking::order_evaluation(at);
    linking::link_derived(at);
    linking::link_inputs(at);
    linking::link_groups(at);
    linking::check_cases(at);
  }
  sort_and_unite(at.found);
  const bool whole = !has_errors(at.found);
  out.insert(out.end(), at.found.begin(), at.found.end());
  if (!whole) return nullptr;
  return std::make_shared<const rulebook>(std::move(at.book));
}

}  // namespace arvio::inline v0::ruleset
