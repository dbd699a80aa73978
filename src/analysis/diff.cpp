#include "arvio/analysis/diff.hpp"

#include "arvio/book/link.hpp"
#include "arvio/ruleset/digest.hpp"
#include "arvio/ruleset/outline.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <utility>

namespace arvio::inline v0::analysis {
namespace {

using rule_set_ptr = std::shared_ptr<const ruleset::rule_set>;
using book_ptr = std::shared_ptr<const book::rulebook>;

/// The book of the last period in which some rule sets are valid.
book_ptr last_book(const repository& loaded) {
  book_ptr last;
  for (const auto& period : loaded.periods) {
    if (period.book) last = period.book;
  }
  return last;
}

/// The rule set of an id; nullptr where there is none.
rule_set_ptr find(const book_ptr& book, const std::string& id) {
  if (!book) return nullptr;
  for (const auto& set : book->sets) {
    if (set.rules->id.text == id) return set.rules;
  }
  return nullptr;
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

/// The rule sets with one of the ids, all that hang on them, and all that those use.
std::vector<rule_set_ptr> around(const book_ptr& book, const std::set<std::string>& ids) {
  std::vector<rule_set_ptr> out;
  if (!book) return out;
  std::set<std::uint32_t> wanted;
  for (std::uint32_t set = 0; set < book->sets.size(); ++set) {
    const auto behind = book->sets_behind(set);
    const bool hangs = std::any_of(behind.begin(), behind.end(), [&](std::uint32_t one) {
      return ids.contains(book->sets[one].rules->id.text);
    });
    if (hangs) wanted.insert(behind.begin(), behind.end());
  }
  for (const auto one : wanted) {
    out.push_back(book->sets[one].rules);
  }
  return out;
}

}  // namespace

repository_diff diff(const repository& before, const repository& after,
                     const outcome_budget& budget) {
  const auto old_book = last_book(before);
  const auto new_book = last_book(after);
  std::set<std::string> ids;
  for (const auto& book : {old_book, new_book}) {
    if (!book) continue;
    for (const auto& set : book->sets) {
      ids.insert(set.rules->id.text);
    }
  }
  repository_diff out;
  std::set<std::string> differing;
  for (const auto& id : ids) {
    const auto was = find(old_book, id);
    const auto is = find(new_book, id);
    if (was && is && ruleset::outline_of(*was) == ruleset::outline_of(*is)) continue;
    differing.insert(id);
    out.rule_sets.push_back(compare(id, was, is));
  }
  if (differing.empty()) return out;

  findings none;  // both were linked before, with more
  const auto old_part =
      book::link(around(old_book, differing), old_book->calendars, none);
  const auto new_part =
      book::link(around(new_book, differing), new_book->calendars, none);
  if (old_part && new_part) {
    out.outcomes = outcome_changes_between(*old_part, *new_part, budget);
  }
  return out;
}

}  // namespace arvio::inline v0::analysis
