#include "compile/clauses.hpp"

#include "arvio/base/limits.hpp"
#include "arvio/core/detail/sets.hpp"

#include <algorithm>
#include <memory>

namespace arvio::inline v0::compile {

using core::place;
using lang::op;

std::uint32_t value_catalogue::add(slot_index of, const value_set& values) {
  if (of >= sets_.size()) sets_.resize(of + 1);
  auto& known = sets_[of];
  const auto found = std::find(known.begin(), known.end(), values);
  if (found != known.end()) return static_cast<std::uint32_t>(found - known.begin());
  known.push_back(values);
  return static_cast<std::uint32_t>(known.size() - 1);
}

/// Conditions are added in the order of evaluation: inputs, derived values, groups. So
/// slots stand in the order in which an author would meet them.
book_clauses::book_clauses(const book::rulebook& book)
    : book_(book), builder_(book, pool_), steps_(limits::closure_steps) {
  for (const auto& input : book.inputs) {
    add(input.applies_when, condition_use::early);
    for (const auto& inference : input.inferences) {
      add(inference.when, condition_use::early);
      if (inference.value) add_parts(*inference.value, inference.value->root);
    }
    for (const auto& presumption : input.presumptions)
      add(presumption.when, condition_use::late);
  }
  for (const auto& derived : book.derived) {
    if (derived.expression) {
      if (derived.type.kind == lang::kind::boolean)
        add(derived.expression, condition_use::early);
      add_parts(*derived.expression, derived.expression->root);
    }
    for (const auto& item : derived.items) {
      if (item.value) add_parts(*item.value, item.value->root);
    }
  }
  for (std::uint32_t group = 0; group < book.groups.size(); ++group)
    add_group(group);
  for (const auto& route : book.routes) {
    const auto formula = builder_.condition(route.when);
    if (route.when) add_parts_of_slots(*route.when, route.when->root);
    vocabulary_routes_.push_back(add(formula, condition_use::loose));
  }
  add_coverage();
}

/// Makes boxes within the work that is left; nothing where there is too much of it.
template <class Make>
std::optional<box_list> book_clauses::made(Make make) {
  if (failed_ != errc::none) return std::nullopt;
  box_budget budget;
  budget.steps = steps_;
  auto boxes = make(budget);
  steps_ = budget.steps;
  if (boxes) return std::move(*boxes);
  failed_ = boxes.error().code;
  return std::nullopt;
}

clause book_clauses::clause_of(const box_list& boxes, std::size_t box) {
  clause out;
  const auto& space = boxes.space();
  const auto bits = boxes.box(box);
  for (const auto& field : space.fields()) {
    bool is_all = true;
    for (std::uint32_t word = field.word; word < field.word + field.word_count; ++word) {
      const auto all = field.word_count == 1 ? core::bits_from(field.shift, field.width)
                                             : space.full()[word];
      is_all = is_all && (bits[word] & all) == all;
    }
    if (is_all) continue;
    out.tests.push_back(
        {field.slot, values_.add(field.slot, space.values(bits, field.slot))});
  }
  std::sort(out.tests.begin(), out.tests.end(),
            [](const auto& a, const auto& b) { return a.slot < b.slot; });
  return out;
}

std::vector<clause> book_clauses::clauses_of(const box_list& boxes) {
  std::vector<clause> out;
  out.reserve(boxes.size());
  for (std::size_t i = 0; i < boxes.size(); ++i)
    out.push_back(clause_of(boxes, i));
  return out;
}

place book_clauses::add(term_index formula, condition_use use) {
  const auto boxes =
      made([&](box_budget& budget) { return maximal_boxes(pool_, formula, budget); });
  return add(boxes ? clauses_of(*boxes) : std::vector<clause>(), use);
}

/// Conditions with the same boxes are one: many scopes are always true.
place book_clauses::add(std::vector<clause> clauses, condition_use use) {
  std::vector<std::uint32_t> key{static_cast<std::uint32_t>(use)};
  for (const auto& one : clauses) {
    key.push_back(static_cast<std::uint32_t>(one.tests.size()));
    for (const auto& test : one.tests) {
      key.push_back(test.slot);
      key.push_back(test.values);
    }
  }
  const auto next = static_cast<place>(conditions_.size());
  const auto [where, is_new] = known_lists_.emplace(std::move(key), next);
  if (is_new) conditions_.push_back({std::move(clauses), use});
  return where->second;
}

void book_clauses::add(const book::condition& what, condition_use use) {
  if (what) add(*what, what->root, use);
}

void book_clauses::add(const lang::ast& tree, std::uint32_t node, condition_use use) {
  const auto formula = builder_.condition(tree, node);
  add_parts_of_slots(tree, node);
  const auto where = add(formula, use);
  known_[{&tree, node}] = where;
}

/// The conditions that stand inside arithmetic: of `if`, and what a count counts.
void book_clauses::add_parts(const lang::ast& tree, std::uint32_t node) {
  const auto& here = tree.at(node);
  if (here.type.kind == lang::kind::boolean) {
    if (!known_.contains({&tree, node})) add(tree, node, condition_use::early);
    return;
  }
  for (const auto child : here.children)
    add_parts(tree, child);
}

/// The same, of the arithmetic that a condition tests.
void book_clauses::add_parts_of_slots(const lang::ast& tree, std::uint32_t node) {
  const auto& here = tree.at(node);
  if (here.type.kind != lang::kind::boolean && here.op != op::range &&
      here.op != op::absent) {
    add_parts(tree, node);
    return;
  }
  for (const auto child : here.children)
    add_parts_of_slots(tree, child);
}

void book_clauses::add_group(std::uint32_t index) {
  const auto& group = book_.groups[index];
  group_clauses out;
  const auto scope = builder_.scope(index);
  if (group.applies_when)
    add_parts_of_slots(*group.applies_when, group.applies_when->root);
  scopes_.push_back(scope);
  std::vector<term_index> formulas{scope};
  for (const auto& rule : group.rules) {
    formulas.push_back(builder_.condition(rule.when));
    if (rule.when) add_parts_of_slots(*rule.when, rule.when->root);
  }
  for (const auto& route : group.routes) {
    const auto formula = pool_.all({scope, builder_.condition(route.when)});
    if (route.when) add_parts_of_slots(*route.when, route.when->root);
    out.routes.push_back(add(formula, condition_use::loose));
  }

  const auto space = std::make_shared<const box_space>(pool_, formulas);
  const auto boxes_of = [&](term_index formula) {
    return made(
        [&](box_budget& budget) { return maximal_boxes(pool_, formula, space, budget); });
  };
  const auto of_scope = boxes_of(scope);
  out.scope =
      add(of_scope ? clauses_of(*of_scope) : std::vector<clause>(), condition_use::late);

  std::vector<std::optional<box_list>> rules;
  for (std::size_t i = 0; i < group.rules.size(); ++i) {
    auto own = boxes_of(formulas[i + 1]);
    if (own && of_scope && group.rules[i].when) {
      own =
          made([&](box_budget& budget) { return intersected(*of_scope, *own, budget); });
    } else if (of_scope) {
      own = of_scope;
    }
    out.rules.push_back(own ? clauses_of(*own) : std::vector<clause>());
    for (auto& one : out.rules.back()) {
      one.rule = rules_before_ + static_cast<place>(i);
      one.needs = group.rules[i].needs;
    }
    rules.push_back(std::move(own));
  }
  rules_before_ += static_cast<std::uint32_t>(group.rules.size());
  out.joint.resize(book_.level_count);
  groups_.push_back(std::move(out));

  // Needs for which all urgency rules of the group speak are decided as the group is.
  const auto all = rules_at(group, book_.default_level(), std::nullopt);
  book::need_set shared = 0;
  for (std::uint32_t need = 0; need < limits::needs; ++need) {
    if (rules_at(group, book_.default_level(), need) == all)
      shared |= book::need_set{1} << need;
  }
  add_levels(index, rules, std::nullopt, all.empty() ? 0 : shared);
  for (std::uint32_t need = 0; need < limits::needs; ++need) {
    const auto some = rules_at(group, book_.default_level(), need);
    if (some.empty() || some == all) continue;
    add_levels(index, rules, need, book::need_set{1} << need);
  }
}

/// Boxes of the group's rules together that none of them has by itself, each at the most
/// urgent level at which it is one.
void book_clauses::add_levels(std::uint32_t index,
                              const std::vector<std::optional<box_list>>& rules,
                              std::optional<std::uint32_t> need, book::need_set needs) {
  const auto& group = book_.groups[index];
  std::optional<box_list> sum;
  std::vector<std::vector<std::uint64_t>> told;  // boxes that stand as clauses
  for (book::level_index level = 0; level < book_.level_count; ++level) {
    bool is_joined = false;
    for (const auto rule : rules_at(group, level, need)) {
      if (*group.rules[rule].urgency != level || !rules[rule]) continue;
      const auto& own = *rules[rule];
      for (std::size_t i = 0; i < own.size(); ++i)
        told.emplace_back(own.box(i).begin(), own.box(i).end());
      if (!sum) {
        sum = own;
        continue;
      }
      sum = made([&](box_budget& budget) {
        budget.boxes = limits::intermediate_boxes;  // not yet the level's last rule
        return united(*sum, own, budget);
      });
      if (!sum) return;
      is_joined = true;
    }
    if (!is_joined) continue;
    if (sum->size() > limits::boxes_per_condition) failed_ = errc::limit_boxes;
    for (std::size_t i = 0; i < sum->size(); ++i) {
      const auto box = sum->box(i);
      std::vector<std::uint64_t> bits(box.begin(), box.end());
      if (std::find(told.begin(), told.end(), bits) != told.end()) continue;
      auto joint = clause_of(*sum, i);
      joint.needs = needs;
      // what joins the rules of one need may be what joins all of them
      auto& there = groups_[index].joint[level];
      const auto same = std::find_if(there.begin(), there.end(), [&](const clause& one) {
        return std::equal(one.tests.begin(), one.tests.end(), joint.tests.begin(),
                          joint.tests.end(), [](const auto& a, const auto& b) {
                            return a.slot == b.slot && a.values == b.values;
                          });
      });
      if (same != there.end()) {
        same->needs |= needs;
      } else {
        there.push_back(std::move(joint));
      }
      told.push_back(std::move(bits));
    }
  }
}

/// Section 4, "Coverage".
void book_clauses::add_coverage() {
  std::vector<term_index> star;
  for (std::uint32_t i = 0; i < book_.groups.size(); ++i) {
    if (book_.groups[i].every_complaint) star.push_back(scopes_[i]);
  }
  star_ = add(pool_.any(star), condition_use::late);
  const auto complaints =
      book_.complaint ? book_.inputs[*book_.complaint].codes.size() : 0;
  std::map<std::vector<term_index>, place> known;  // many complaints have the same scopes
  for (std::uint32_t complaint = 0; complaint < complaints; ++complaint) {
    auto scopes = star;
    for (std::uint32_t i = 0; i < book_.groups.size(); ++i) {
      const auto& covered = book_.groups[i].complaints;
      if (std::find(covered.begin(), covered.end(), complaint) != covered.end())
        scopes.push_back(scopes_[i]);
    }
    const auto [where, is_new] = known.emplace(scopes, star_);
    if (is_new && scopes != star)
      where->second = add(pool_.any(scopes), condition_use::late);
    coverage_.push_back(where->second);
  }
}

}  // namespace arvio::inline v0::compile
