#include "arvio/analysis/diff.hpp"

#include "arvio/book/link.hpp"
#include "arvio/ruleset/digest.hpp"
#include "arvio/ruleset/outline.hpp"
#include "arvio/service/link_region.hpp"
#include "arvio/service/save_calendar.hpp"
#include "arvio/service/save_profile.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>

namespace arvio::inline v0::analysis {
namespace {

using rule_set_ptr = std::shared_ptr<const ruleset::rule_set>;
using book_ptr = std::shared_ptr<const book::rulebook>;

/// The last period in which some rule sets are valid; nullptr where there is none.
const validity_period* last_period(const repository& loaded) {
  const validity_period* last = nullptr;
  for (const auto& period : loaded.periods) {
    if (period.book) last = &period;
  }
  return last;
}

/// Its book.
book_ptr last_book(const repository& loaded) {
  const auto* last = last_period(loaded);
  return last == nullptr ? nullptr : last->book;
}

std::map<std::string, const ruleset::rule_set*> rule_sets_of(const book_ptr& book) {
  std::map<std::string, const ruleset::rule_set*> all;
  if (!book) return all;
  for (const auto& set : book->sets)
    all.emplace(set.rules->id.text, set.rules.get());
  return all;
}

template <class Document>
document_diff compare(const std::string& id, const Document* before,
                      const Document* after) {
  document_diff made;
  made.id = id;
  if (before != nullptr) made.before = ruleset::to_text(before->version);
  if (after != nullptr) made.after = ruleset::to_text(after->version);
  if (before != nullptr && after != nullptr)
    made.written = written_changes_between(outline_of(*before), outline_of(*after));
  return made;
}

/// Those that differ of the newest documents of two repositories, by id.
template <class Document>
std::vector<document_diff> compare(const std::map<std::string, const Document*>& before,
                                   const std::map<std::string, const Document*>& after) {
  std::set<std::string> ids;
  for (const auto* all : {&before, &after}) {
    for (const auto& [id, one] : *all)
      ids.insert(id);
  }
  const auto in = [](const auto& all, const std::string& id) -> const Document* {
    const auto found = all.find(id);
    return found == all.end() ? nullptr : found->second;
  };
  std::vector<document_diff> out;
  for (const auto& id : ids) {
    const auto* was = in(before, id);
    const auto* is = in(after, id);
    const bool same =
        was != nullptr && is != nullptr && outline_of(*was) == outline_of(*is);
    if (!same) out.push_back(compare(id, was, is));
  }
  return out;
}

using profile_ptr = std::shared_ptr<const service::profile>;

/// Of each profile the newest: versions ascend.
std::map<std::string, profile_ptr> newest_profiles(const repository& loaded) {
  std::map<std::string, profile_ptr> all;
  for (const auto& one : loaded.profiles)
    all[one->id.text] = one;
  return all;
}

template <class Document>
std::map<std::string, const Document*> plain(
    const std::map<std::string, std::shared_ptr<const Document>>& all) {
  std::map<std::string, const Document*> out;
  for (const auto& [id, one] : all)
    out.emplace(id, one.get());
  return out;
}

std::map<std::string, const service::calendar_document*> newest_calendars(
    const repository& loaded) {
  std::map<std::string, const service::calendar_document*> all;
  for (const auto& one : loaded.calendars)
    all[one.document->id.text] = one.document.get();
  return all;
}

/// A profile on the last book; without a region where it is not valid with it.
profile_side side_of(const repository& loaded, const profile_ptr& profile) {
  profile_side made{&loaded, last_period(loaded), nullptr};
  if (made.period == nullptr) return made;
  service::given_calendar given;
  for (const auto& use : profile->uses) {
    if (use.what != service::profile_use::kind::calendar) continue;
    if (const auto* calendar = loaded.find_calendar({use.id.text, use.major}))
      given = {calendar->document.get(), calendar->days};
  }
  made.where = service::link_region(profile, *made.period->book, given, {}).made;
  return made;
}

std::vector<profile_diff> services_between(const repository& before,
                                           const repository& after) {
  std::vector<profile_diff> out;
  const auto was = newest_profiles(before);
  for (const auto& [id, profile] : newest_profiles(after)) {
    const auto old = was.find(id);
    if (old == was.end()) continue;
    const auto old_side = side_of(before, old->second);
    const auto new_side = side_of(after, profile);
    if (old_side.where && new_side.where) {
      out.push_back({id, service_changes_between(old_side, new_side)});
    } else {
      out.push_back({id, {}});
      out.back().services.not_compared = "it cannot be used with what is valid last";
    }
  }
  return out;
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
  repository_diff out;
  out.rule_sets = compare(rule_sets_of(old_book), rule_sets_of(new_book));
  out.profiles = compare(plain(newest_profiles(before)), plain(newest_profiles(after)));
  out.calendars = compare(newest_calendars(before), newest_calendars(after));
  if (!out.profiles.empty() || !out.calendars.empty())
    out.services = services_between(before, after);
  if (out.rule_sets.empty()) return out;

  std::set<std::string> differing;
  for (const auto& one : out.rule_sets)
    differing.insert(one.id);
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
