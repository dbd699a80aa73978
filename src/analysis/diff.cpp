#include "arvio/analysis/diff.hpp"

#include "arvio/ruleset/digest.hpp"
#include "arvio/ruleset/link.hpp"
#include "arvio/ruleset/outline.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string_view>
#include <utility>

namespace arvio::inline v0::analysis {
namespace {

using rule_set_ptr = std::shared_ptr<const ruleset::rule_set>;
using sets_by_id = std::map<std::string, rule_set_ptr>;

/// The rule sets of the last period in which some are valid.
sets_by_id last_valid(const repository& loaded) {
  sets_by_id out;
  for (const auto& period : loaded.periods) {
    if (!period.book) continue;
    out.clear();
    for (const auto& set : period.book->sets) {
      out.emplace(set.rules->id.text, set.rules);
    }
  }
  return out;
}

rule_set_diff compare(const std::string& id, const rule_set_ptr& before,
                      const rule_set_ptr& after) {
  rule_set_diff made;
  made.id = id;
  if (before) made.before = ruleset::to_text(before->version);
  if (after) made.after = ruleset::to_text(after->version);
  if (before && after) made.written = written_changes_between(*before, *after);
  return made;
}

/// Adds whatever uses one of the ids, and whatever uses that.
void add_users(const sets_by_id& sets, std::set<std::string>& ids) {
  for (bool grown = true; grown;) {
    grown = false;
    for (const auto& [id, rules] : sets) {
      const bool uses =
          std::any_of(rules->uses.begin(), rules->uses.end(),
                      [&ids](const auto& use) { return ids.contains(use.ruleset.text); });
      grown = (uses && ids.insert(id).second) || grown;
    }
  }
}

/// The wanted rule sets with all that they use, and the vocabulary.
std::vector<rule_set_ptr> closure(const sets_by_id& sets,
                                  const std::set<std::string>& ids) {
  std::set<std::string> wanted{"vocabulary"};
  std::vector<std::string> waiting(ids.begin(), ids.end());
  while (!waiting.empty()) {
    const auto next = std::move(waiting.back());
    waiting.pop_back();
    const auto found = sets.find(next);
    if (found == sets.end() || (!wanted.insert(next).second && next != "vocabulary")) {
      continue;
    }
    for (const auto& use : found->second->uses) {
      waiting.push_back(use.ruleset.text);
    }
  }
  std::vector<rule_set_ptr> out;
  for (const auto& id : wanted) {
    const auto found = sets.find(id);
    if (found != sets.end()) out.push_back(found->second);
  }
  return out;
}

}  // namespace

repository_diff diff(const repository& before, const repository& after,
                     const outcome_budget& budget) {
  const auto old_sets = last_valid(before);
  const auto new_sets = last_valid(after);
  std::set<std::string> ids;
  for (const auto* sets : {&old_sets, &new_sets}) {
    for (const auto& [id, rules] : *sets) {
      ids.insert(id);
    }
  }
  repository_diff out;
  std::set<std::string> differing;
  for (const auto& id : ids) {
    const auto was = old_sets.find(id);
    const auto is = new_sets.find(id);
    const bool both = was != old_sets.end() && is != new_sets.end();
    if (both && ruleset::outline_of(*was->second) == ruleset::outline_of(*is->second)) {
      continue;
    }
    differing.insert(id);
    out.rule_sets.push_back(compare(id, was == old_sets.end() ? nullptr : was->second,
                                    is == new_sets.end() ? nullptr : is->second));
  }
  if (differing.empty()) return out;
  add_users(old_sets, differing);
  add_users(new_sets, differing);

  findings none;  // both were linked before, with more
  const auto old_book = ruleset::link(closure(old_sets, differing), none);
  const auto new_book = ruleset::link(closure(new_sets, differing), none);
  if (old_book && new_book) {
    out.outcomes = outcome_changes_between(*old_book, *new_book, budget);
  }
  return out;
}

}  // namespace arvio::inline v0::analysis
