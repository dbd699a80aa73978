#include "arvio/base/date.hpp"
#include "arvio/lang/print.hpp"

#include "lang/wording.hpp"
#include "workbench.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace arvio::inline v0::analysis {

namespace {

using book::linked_deadline;
using book::rulebook;
using lang::in_backticks;

/// What deadlines have in common that follow one another as the law changes.
using succession = std::tuple<std::uint32_t, std::optional<std::uint32_t>, std::string>;

succession succession_of(const linked_deadline& what) {
  const auto& when = what.declared->when;
  return {what.kind, what.event, when ? lang::print(when->tree) : ""};
}

void report_hole(const rulebook& book, const linked_deadline& next, date last,
                 findings& out) {
  const auto& kind = book.deadline_kinds[next.kind];
  out.push_back({errc::deadline_hole, severity::warning,
                 next.declared->in_force_from->where,
                 "no deadline of the kind " + in_backticks(kind) + " is in force from " +
                     to_text(date{last.days + 1}) + " to " +
                     to_text(date{next.in_force_from->days - 1}),
                 "`in-force-to` is the last day of the old law, not the first of the new",
                 next.id});
}

}  // namespace

void find_deadline_holes(const rulebook& book, findings& out) {
  std::map<succession, std::vector<const linked_deadline*>> all;
  for (const auto& one : book.deadlines)
    all[succession_of(one)].push_back(&one);
  for (auto& [which, deadlines] : all) {
    std::stable_sort(deadlines.begin(), deadlines.end(),
                     [](const auto* a, const auto* b) {
                       return a->in_force_from < b->in_force_from;  // an open one first
                     });
    auto last = deadlines.front()->in_force_to;  // the last day covered so far
    for (std::size_t i = 1; i < deadlines.size() && last; ++i) {
      const auto& next = *deadlines[i];
      if (next.in_force_from && last->days + 1 < next.in_force_from->days)
        report_hole(book, next, *last, out);
      last = next.in_force_to ? std::max(last, next.in_force_to) : std::nullopt;
    }
  }
}

void find_unnamed_kinds(const repository& loaded, bool notes, findings& out) {
  std::set<std::string> named;
  for (const auto& rules : loaded.sets) {
    const auto take = [&named](const ruleset::rule& one) {
      for (const auto& kind : one.deadlines)
        named.insert(kind.text);
    };
    for (const auto& group : rules->groups) {
      std::for_each(group.rules.begin(), group.rules.end(), take);
      if (group.otherwise) take(*group.otherwise);
    }
  }
  for (const auto& rules : loaded.sets) {
    const bool is_law = rules->groups.empty();  // it is there for others
    if (is_law && !notes) continue;
    std::set<std::string> told;
    for (const auto& one : rules->deadlines) {
      if (named.contains(one.kind.text) || !told.insert(one.kind.text).second) continue;
      out.push_back({is_law ? errc::none : errc::deadline_unnamed,
                     is_law ? severity::note : severity::warning, one.kind.where,
                     "no rule names the kind " + in_backticks(one.kind.text),
                     is_law ? "" : "name it in a rule, or take the deadlines out", ""});
    }
  }
}

}  // namespace arvio::inline v0::analysis
