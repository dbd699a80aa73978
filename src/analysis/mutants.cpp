#include "mutants.hpp"

#include <algorithm>
#include <cstddef>

namespace arvio::inline v0::analysis {

namespace {

using ruleset::name;
using ruleset::rule_set;

/// Rule number `place` of a group; `otherwise` comes after the others.
ruleset::rule& rule_at(rule_set& rules, std::uint32_t group, std::uint32_t place) {
  auto& one = rules.groups[group];
  return place < one.rules.size() ? one.rules[place] : *one.otherwise;
}

class rule_changes {
 public:
  rule_changes(const ruleset::rulebook& book, const rule_set& rules,
               std::vector<mutant>& out)
      : rules_(rules), out_(out) {
    for (const auto& level : book.words().levels)
      levels_.push_back(level.id.text);
  }

  void run() {
    for (std::uint32_t group = 0; group < rules_.groups.size(); ++group) {
      const auto& one = rules_.groups[group];
      for (std::uint32_t i = 0; i < one.rules.size(); ++i)
        of_rule(group, i, one.rules[i]);
      if (one.otherwise) {
        of_levels(group, static_cast<std::uint32_t>(one.rules.size()), *one.otherwise);
      }
    }
  }

 private:
  void of_rule(std::uint32_t group, std::uint32_t place, const ruleset::rule& one) {
    of_levels(group, place, one);
    auto& dropped = add(mutant_kind::rule_dropped, group, place, one.id.where,
                        "rule `" + one.id.text + "` is left out");
    dropped.change = [group, place](rule_set& rules) {
      auto& tree = rule_at(rules, group, place).when->tree;
      lang::node never;
      never.op = lang::op::truth;
      never.where = tree.top().where;
      tree.nodes = {never};
      tree.root = 0;
    };
  }

  void of_levels(std::uint32_t group, std::uint32_t place, const ruleset::rule& one) {
    if (one.urgency) {
      of_level(group, place, one, *one.urgency, &ruleset::rule::urgency);
    }
    if (one.suggest) {
      of_level(group, place, one, *one.suggest, &ruleset::rule::suggest);
    }
  }

  void of_level(std::uint32_t group, std::uint32_t place, const ruleset::rule& one,
                const name& level, std::optional<name> ruleset::rule::* which) {
    const auto found = std::find(levels_.begin(), levels_.end(), level.text);
    const auto index = static_cast<std::size_t>(found - levels_.begin());
    for (const bool up : {true, false}) {
      if (up ? index == 0 : index + 1 >= levels_.size()) continue;
      const auto& other = levels_[up ? index - 1 : index + 1];
      auto& made =
          add(mutant_kind::urgency, group, place, level.where,
              "rule `" + one.id.text + "`: `" + level.text + "` becomes `" + other + "`");
      made.change = [group, place, which, other](rule_set& rules) {
        (rule_at(rules, group, place).*which)->text = other;
      };
    }
  }

  mutant& add(mutant_kind kind, std::uint32_t group, std::uint32_t place,
              source_span where, std::string words) {
    mutant made;
    made.kind = kind;
    made.words = std::move(words);
    made.where = where;
    made.rule = {group, place};
    out_.push_back(std::move(made));
    return out_.back();
  }

  const rule_set& rules_;
  std::vector<std::string> levels_;
  std::vector<mutant>& out_;
};

}  // namespace

std::vector<mutant> mutants_of(const ruleset::rulebook& book, std::uint32_t set) {
  const auto& rules = *book.sets[set].rules;
  std::vector<mutant> found;
  for (const auto& one : sites_of(rules))
    change_expression(book, set, one, found);
  for (std::uint32_t i = 0; i < rules.derived.size(); ++i)
    change_rows(book, set, i, found);
  rule_changes(book, rules, found).run();
  std::stable_sort(found.begin(), found.end(), [](const mutant& a, const mutant& b) {
    return a.where.begin < b.where.begin;
  });
  return found;
}

}  // namespace arvio::inline v0::analysis
