#include "mutants.hpp"

#include "arvio/base/decimal.hpp"

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
  rule_changes(const book::rulebook& book, const rule_set& rules,
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

/// What inferences say: the ends of ranges, and lists of values.
class inference_changes {
 public:
  inference_changes(const book::rulebook& book, std::uint32_t set,
                    std::vector<mutant>& out)
      : book_(book),
        rules_(*book.sets[set].rules),
        first_(places_of(book, set).input),
        out_(out) {}

  void run() {
    for (std::uint32_t input = 0; input < rules_.inputs.size(); ++input) {
      for (std::uint32_t i = 0; i < rules_.inputs[input].inferences.size(); ++i) {
        of_end(input, i, &ruleset::inference::from);
        of_end(input, i, &ruleset::inference::to);
        of_values(input, i);
      }
    }
  }

 private:
  void of_end(std::uint32_t input, std::uint32_t place,
              std::optional<name> ruleset::inference::* which) {
    const auto& end = rules_.inputs[input].inferences[place].*which;
    const auto& type = book_.inputs[first_ + input].type;
    const auto number = end && type.is_number() ? parse_decimal(end->text) : std::nullopt;
    const auto units = number ? units_at(*number, type.scale) : std::nullopt;
    if (!units) return;
    for (const int step : {-1, 1}) {
      const auto other = to_text(decimal{*units + step, type.scale});
      auto& made = add(mutant_kind::threshold, input, end->where,
                       "`" + end->text + "` becomes `" + other + "`");
      made.change = [input, place, which, other](rule_set& rules) {
        (rules.inputs[input].inferences[place].*which)->text = other;
      };
    }
  }

  void of_values(std::uint32_t input, std::uint32_t place) {
    const auto& values = rules_.inputs[input].inferences[place].values;
    if (values.size() < 2) return;
    for (std::size_t i = 0; i < values.size(); ++i) {
      auto& made = add(mutant_kind::comparator, input, values[i].where,
                       "the value `" + values[i].text + "` is left out");
      made.change = [input, place, i](rule_set& rules) {
        auto& left = rules.inputs[input].inferences[place].values;
        left.erase(left.begin() + static_cast<std::ptrdiff_t>(i));
      };
    }
  }

  mutant& add(mutant_kind kind, std::uint32_t input, source_span where,
              const std::string& what) {
    mutant made;
    made.kind = kind;
    made.words = "an inference of `" + rules_.inputs[input].id.text + "`: " + what;
    made.where = where;
    out_.push_back(std::move(made));
    return out_.back();
  }

  const book::rulebook& book_;
  const rule_set& rules_;
  std::uint32_t first_;
  std::vector<mutant>& out_;
};

}  // namespace

std::vector<mutant> mutants_of(const book::rulebook& book, std::uint32_t set) {
  const auto& rules = *book.sets[set].rules;
  std::vector<mutant> found;
  for (const auto& one : sites_of(rules))
    change_expression(book, set, one, found);
  for (std::uint32_t i = 0; i < rules.derived.size(); ++i)
    change_rows(book, set, i, found);
  inference_changes(book, set, found).run();
  rule_changes(book, rules, found).run();
  std::stable_sort(found.begin(), found.end(), [](const mutant& a, const mutant& b) {
    return a.where.begin < b.where.begin;
  });
  return found;
}

}  // namespace arvio::inline v0::analysis
