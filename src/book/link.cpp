#include "arvio/book/link.hpp"

#include "link_steps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace arvio::inline v0::book {

namespace {

/// The names that one document takes from one rule set that it does not use.
struct unused_names {
  std::size_t first = 0;  // place among the findings
  std::set<std::string> names;
};

}  // namespace

void unite_unused_names(findings& all) {
  std::map<std::tuple<std::uint32_t, std::string, int>, unused_names> missing;
  findings kept;
  for (auto& one : all) {
    if (one.lacks.kind != lack::use) {
      kept.push_back(std::move(one));
      continue;
    }
    const auto [place, is_new] =
        missing.try_emplace({one.where.source, one.lacks.rule_set, one.lacks.major},
                            unused_names{kept.size(), {}});
    place->second.names.insert(one.subject);
    if (is_new) kept.push_back(std::move(one));
  }
  for (const auto& [key, unused] : missing) {
    if (unused.names.size() < 2) continue;
    auto& first = kept[unused.first];
    const auto more = unused.names.size() - 1;
    first.message = fmt::format(
        "{} and {} more {} declared by {}, which is not used here", quoted(first.subject),
        more, more == 1 ? "name are" : "names are", quoted(first.lacks.rule_set));
    first.hint = fmt::format("add {}", linking::use_of(first.lacks));
    first.rule.clear();
  }
  all = std::move(kept);
}

linked link_in_part(const std::vector<std::shared_ptr<const ruleset::rule_set>>& sets,
                    const std::vector<named_calendar>& calendars, findings& out) {
  linking::context at;
  at.book.calendars = calendars;
  const bool arranged = linking::arrange_sets(at, sets);
  if (arranged) {
    linking::declare_inputs(at);
    linking::declare_derived(at);
    linking::order_evaluation(at);
    linking::link_derived(at);
    linking::link_inputs(at);
    linking::link_deadlines(at);
    linking::link_groups(at);
    linking::check_cases(at);
  }
  sort_and_unite(at.found);
  out.insert(out.end(), at.found.begin(), at.found.end());
  if (!arranged) return {};
  const bool whole =
      !has_errors(at.found) && std::none_of(sets.begin(), sets.end(),
                                            [](const auto& one) { return one->in_part; });
  if (!whole) linking::leave_sound_conditions(at);
  auto made = std::make_shared<const rulebook>(std::move(at.book));
  return {whole ? made : nullptr, made};
}

std::vector<named_calendar> calendars_used_by(
    const std::vector<std::shared_ptr<const ruleset::rule_set>>& sets) {
  std::vector<named_calendar> all;
  for (const auto& one : sets) {
    if (one->calendar)
      all.push_back({one->calendar->calendar.text, one->calendar->major});
  }
  return all;
}

std::shared_ptr<const rulebook> link(
    const std::vector<std::shared_ptr<const ruleset::rule_set>>& sets,
    const std::vector<named_calendar>& calendars, findings& out) {
  return link_in_part(sets, calendars, out).book;
}

std::shared_ptr<const rulebook> link(
    const std::vector<std::shared_ptr<const ruleset::rule_set>>& sets, findings& out) {
  return link(sets, {}, out);
}

}  // namespace arvio::inline v0::book
