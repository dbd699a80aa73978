#include "arvio/book/link.hpp"

#include "link_steps.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace arvio::inline v0::book {

namespace {

/// What stands in the first back-ticks: the name that a finding is about, or, in a hint,
/// the rule set that declares it.
std::string_view quoted_in(std::string_view text) {
  const auto begin = text.find('`');
  if (begin == std::string_view::npos) return {};
  text.remove_prefix(begin);
  const auto end = text.find('`', 1);
  return end == std::string_view::npos ? std::string_view() : text.substr(0, end + 1);
}

/// The names that one document takes from one rule set that it does not use.
struct unused_names {
  std::size_t first = 0;  // place among the findings
  std::set<std::string> names;
};

}  // namespace

void unite_unused_names(findings& all) {
  std::map<std::pair<std::uint32_t, std::string>, unused_names> missing;
  findings kept;
  for (auto& one : all) {
    if (!linking::is_of_unused(one)) {
      kept.push_back(std::move(one));
      continue;
    }
    const auto [place, is_new] =
        missing.try_emplace({one.where.source, one.hint}, unused_names{kept.size(), {}});
    place->second.names.emplace(quoted_in(one.message));
    if (is_new) kept.push_back(std::move(one));
  }
  for (const auto& [key, unused] : missing) {
    if (unused.names.size() < 2) continue;
    auto& first = kept[unused.first];
    const auto more = unused.names.size() - 1;
    first.message = std::string(quoted_in(first.message)) + " and " +
                    std::to_string(more) + (more == 1 ? " more name" : " more names") +
                    " are declared by " + std::string(quoted_in(first.hint)) +
                    ", which is not used here";
    first.hint = "add " + first.hint.substr(first.hint.find("<use "));
    first.rule.clear();
  }
  all = std::move(kept);
}

std::shared_ptr<const rulebook> link(
    const std::vector<std::shared_ptr<const ruleset::rule_set>>& sets, findings& out) {
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

}  // namespace arvio::inline v0::book
