#include "arvio/base/did_you_mean.hpp"
#include "arvio/base/limits.hpp"
#include "arvio/base/sort_stably.hpp"

#include "link_graph.hpp"
#include "link_steps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace arvio::inline v0::book::linking {

namespace {

using shared_rules = std::shared_ptr<const rule_set>;

constexpr std::string_view vocabulary_id = "vocabulary";

bool is_vocabulary(const shared_rules& rules) {
  return rules->id.text == vocabulary_id && rules->vocabulary.has_value();
}

/// The vocabulary first, then by id.
void put_in_order(context& at, std::vector<shared_rules> sets) {
  sort_stably(sets, [](const shared_rules& a, const shared_rules& b) {
    if (is_vocabulary(a) != is_vocabulary(b)) return is_vocabulary(a);
    return a->id.text < b->id.text;
  });
  for (auto& rules : sets) {
    const auto& id = rules->id;
    if (!at.book.sets.empty() && at.book.sets.back().rules->id.text == id.text) {
      at.report(errc::rule_duplicate_id, id.where,
                fmt::format("rule set {} is given twice", quoted(id.text)),
                "one version of each rule set is assessed");
      continue;
    }
    at.book.sets.push_back({std::move(rules), {}});
  }
}

void find_vocabulary(context& at) {
  for (const auto& set : at.book.sets) {
    if (!set.rules->vocabulary || is_vocabulary(set.rules)) continue;
    at.report(
        errc::vocabulary_missing, set.rules->vocabulary->where,
        fmt::format("{} has a section of the vocabulary", quoted(set.rules->id.text)),
        "scale, needs, complaints, channels and routes of all contacts stand in the "
        "rule set `vocabulary` alone");
  }
  const auto& sets = at.book.sets;
  if (sets.empty() || !is_vocabulary(sets.front().rules)) {
    at.report(errc::vocabulary_missing, {}, "there is no rule set `vocabulary`",
              "it holds the scale that all rule sets share");
  }
}

std::optional<std::uint32_t> used_set(context& at, const use& wanted) {
  if (wanted.faulty) return std::nullopt;
  const lacking lacks{lack::rule_set, wanted.ruleset.text, wanted.major};
  std::vector<std::string> ids;
  for (std::uint32_t i = 0; i < at.book.sets.size(); ++i) {
    const auto& rules = at.rules_of(i);
    ids.push_back(rules.id.text);
    if (rules.id.text != wanted.ruleset.text) continue;
    if (rules.version.major == wanted.major) return i;
    at.report(errc::use_unresolved, wanted.version.where,
              fmt::format("{} is there in version {}, not {}",
                          quoted(wanted.ruleset.text), rules.version.major, wanted.major),
              "", wanted.ruleset.text, lacks);
    return std::nullopt;
  }
  at.report(errc::use_unresolved, wanted.ruleset.where,
            fmt::format("there is no rule set {}", quoted(wanted.ruleset.text)),
            did_you_mean(wanted.ruleset.text, ids), wanted.ruleset.text, lacks);
  return std::nullopt;
}

void resolve_uses(context& at) {
  at.uses_missing.assign(at.book.sets.size(), false);
  for (std::uint32_t set = 0; set < at.book.sets.size(); ++set) {
    for (const auto& wanted : at.rules_of(set).uses) {
      const auto used = used_set(at, wanted);
      if (!used) at.uses_missing[set] = true;
      if (used && *used == set) {
        at.report(errc::reference_cycle, wanted.ruleset.where,
                  fmt::format("{} uses itself", quoted(wanted.ruleset.text)));
      } else if (used && !at.sees(set, *used)) {
        at.book.sets[set].uses.push_back(*used);
      }
    }
  }
}

void refuse_circles(context& at) {
  dependencies on;
  for (const auto& set : at.book.sets)
    on.push_back(set.uses);
  for (const auto& circle : circles(on)) {
    const auto& first = at.rules_of(circle[0]);
    const auto& second = at.rules_of(circle[1]);
    std::string chain = quoted(first.id.text);
    for (std::size_t i = 1; i < circle.size(); ++i) {
      chain += fmt::format(" uses {}", quoted(at.rules_of(circle[i]).id.text));
    }
    const auto entry = std::find_if(
        first.uses.begin(), first.uses.end(),
        [&second](const use& one) { return one.ruleset.text == second.id.text; });
    at.report(errc::reference_cycle, entry->ruleset.where,
              fmt::format("{} uses {}", chain, quoted(first.id.text)));
  }
}

void refuse_more(context& at, std::size_t count, std::size_t most, source_span where,
                 std::string_view what) {
  if (count <= most) return;
  at.report(errc::limit_count, where,
            fmt::format("{} {} are more than the {} that can be", count, what, most));
}

void count_parts(context& at, const rule_set& rules) {
  std::size_t rule_count = 0;
  std::size_t case_count = rules.cases.size();
  for (const auto& one : rules.groups) {
    rule_count += one.rules.size() + (one.otherwise ? 1 : 0);
    for (const auto& rule : one.rules)
      case_count += rule.cases.size();
  }
  refuse_more(at, rules.inputs.size(), limits::inputs_per_set, rules.where, "inputs");
  refuse_more(at, rules.derived.size(), limits::inputs_per_set, rules.where,
              "derived values");
  refuse_more(at, rule_count, limits::rules_per_set, rules.where, "rules");
  refuse_more(at, case_count, limits::cases_per_set, rules.where, "cases");
}

void read_scale(context& at, const vocabulary_section& section) {
  const auto& levels = section.levels;
  at.book.level_count = static_cast<std::uint32_t>(levels.size());
  refuse_more(at, levels.size(), limits::levels, section.where, "levels");
  const auto outside = std::find_if(levels.begin(), levels.end(),
                                    [](const level& one) { return one.out_of_scope; });
  if (outside == levels.end()) {
    if (section.faulty) return;
    at.report(errc::scale_invalid, section.where, "no level is the one for out of scope",
              "write out-of-scope=\"true\" at the level of contacts that nothing covers");
    return;
  }
  at.book.out_of_scope = static_cast<level_index>(outside - levels.begin());
}

void read_words(context& at) {
  const auto& section = at.book.words();
  read_scale(at, section);
  refuse_more(at, section.needs.size(), limits::needs, section.where, "needs");
  refuse_more(at, section.complaints.size(), limits::codes_per_input, section.where,
              "complaints");
  at.words = {ids_of(section.levels), ids_of(section.needs), ids_of(section.complaints),
              ids_of(section.channels), ids_of(section.professionals)};
}

/// What could not be read of the rule sets.
void note_unread(context& at) {
  for (const auto& set : at.book.sets)
    at.unread.insert(set.rules->unread.begin(), set.rules->unread.end());
  at.words_in_part = at.book.sets.front().rules->in_part;
  if (at.words_in_part && is_in_part(at.words.complaints)) {
    at.unread.emplace(ruleset::complaint_input);
  }
}

}  // namespace

bool arrange_sets(context& at, const std::vector<shared_rules>& sets) {
  put_in_order(at, sets);
  find_vocabulary(at);
  if (at.book.sets.empty() || !is_vocabulary(at.book.sets.front().rules)) return false;
  resolve_uses(at);
  refuse_circles(at);
  for (const auto& set : at.book.sets)
    count_parts(at, *set.rules);
  read_words(at);
  note_unread(at);
  return std::none_of(at.found.begin(), at.found.end(),
                      [](const finding& one) { return one.code == errc::limit_count; });
}

}  // namespace arvio::inline v0::book::linking
