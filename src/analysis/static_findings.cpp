#include "arvio/analysis/static_findings.hpp"

#include "arvio/cases/case_run.hpp"

#include "cases/lacks.hpp"
#include "dependencies.hpp"
#include "lang/wording.hpp"
#include "workbench.hpp"

#include <algorithm>
#include <iterator>
#include <ranges>
#include <set>
#include <utility>

namespace arvio::inline v0::analysis {

namespace {

using lang::in_backticks;

using book::rulebook;

/// Collects which inputs something hangs on.
class usage {
 public:
  void add(const rulebook& book) {
    mentions named;
    for (const auto& input : book.inputs) {
      mention(book, input, named);
      for (const auto& one : input.presumptions)
        mention(book, one.when, named);
    }
    for (const auto& derived : book.derived)
      mention(book, derived, named);
    for (const auto& group : book.groups) {
      mention(book, group.applies_when, named);
      for (const auto& rule : group.rules)
        mention(book, rule.when, named);
      for (const auto& route : group.routes)
        mention(book, route.when, named);
      for (const auto& one : group.requirements)
        named.variables.insert({one.input});
    }
    for (const auto& route : book.routes)
      mention(book, route.when, named);
    for (const auto& deadline : book.deadlines) {
      mention(book, deadline.when, named);
      if (deadline.event) named.variables.insert({*deadline.event});
    }
    for (const auto& one : named.variables)
      used_.insert(book.inputs[one.input].declared);
    see(book);
  }

  void report(bool notes, findings& out) const {
    for (const auto& [input, shared] : declared_) {
      if (used_.contains(input) || (shared && !notes)) continue;
      out.push_back({shared ? errc::none : errc::input_unused,
                     shared ? severity::note : severity::warning, input->id.where,
                     "nothing hangs on " + in_backticks(input->id.text),
                     shared ? "" : "take it out, or write the condition that needs it",
                     ""});
    }
  }

 private:
  /// The inputs of rule sets that have rules, and those of rule sets that others use:
  /// what nothing here hangs on may be there for a rule set that is not.
  void see(const rulebook& book) {
    std::set<std::uint32_t> ruling;
    std::set<std::uint32_t> used;
    for (const auto& group : book.groups)
      ruling.insert(group.set);
    for (const auto& set : book.sets)
      used.insert(set.uses.begin(), set.uses.end());
    for (const auto& input : book.inputs) {
      const bool has_rules = ruling.contains(input.set);
      const bool counts =
          input.declared != nullptr && (has_rules || used.contains(input.set));
      if (counts && seen_.insert(input.declared).second)
        declared_.emplace_back(input.declared, !has_rules);
    }
  }

  std::set<const ruleset::input*> used_;
  std::set<const ruleset::input*> seen_;
  // In order, with whether it is there for others alone.
  std::vector<std::pair<const ruleset::input*, bool>> declared_;
};

}  // namespace

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool last = i + 1 == names.size();
    text += (i == 0 ? "" : last ? " and " : ", ") + in_backticks(names[i]);
  }
  return text;
}

std::vector<demand> demands_of(const compile::formula_pool& pool,
                               const compile::box_list& boxes, std::size_t box) {
  std::vector<demand> all;
  for (const auto& field : boxes.space().fields()) {
    auto values = boxes.values(box, field.slot);
    if (values != pool.slot_at(field.slot).domain)
      all.push_back({field.slot, std::move(values)});
  }
  return all;
}

witness_search::placed_result workbench::find(const witness_request& wanted,
                                              std::span<const starting_point> starts,
                                              search_budget budget) const {
  if (work.is_spent()) return {};
  budget.steps = std::min(budget.steps, work.left() / values + 1);
  auto found = search.find(wanted, starts, budget);
  work.spend(found.result.values);
  return found;
}

void find_static(const repository& loaded, const static_options& options, findings& out) {
  usage inputs;
  search_work work(options.notes);
  // What is valid last matters most, should the work end.
  for (const auto& period : loaded.periods | std::views::reverse) {
    if (!period.book) continue;
    inputs.add(*period.book);
    if (work.is_spent()) continue;
    workbench bench(*period.book, work, out);
    work.spend(bench.values);
    find_covered_rules(bench);
    find_never_true(bench);
    find_asked_early(bench);
    find_deadline_holes(*period.book, out);
    if (!options.notes) continue;
    note_shared_inputs(bench);
    note_contradictions(bench);
    note_presumptions(bench);
  }
  if (work.is_spent()) {
    out.push_back(
        {errc::limit_work,
         severity::note,
         {},
         "these rule sets are too large to look for all rules that never decide "
         "anything and all conditions that never hold",
         "check parts of them by themselves",
         ""});
  }
  inputs.report(options.notes, out);
  find_unnamed_kinds(loaded, options.notes, out);
  for (const auto& rules : loaded.sets)
    add_missing_texts(*rules, rules->languages, severity::warning, out);
  for (const auto& profile : loaded.profiles)
    add_missing_texts(*profile, profile->languages, severity::warning, out);
  if (options.notes) add_missing_cases(run_cases(loaded), severity::note, out);
  sort_and_unite(out);
}

}  // namespace arvio::inline v0::analysis
