#include "arvio/compile/closed_conditions.hpp"

#include <algorithm>

namespace arvio::inline v0::compile {

using lang::op;

/// Conditions are added in the order of evaluation: inputs, derived values, groups. So
/// slots stand in the order in which an author would meet them, and boxes follow from the
/// book alone.
closed_conditions::closed_conditions(const book::rulebook& book)
    : book_(book), builder_(book, pool_) {
  for (const auto& input : book.inputs) {
    add(input.applies_when, true);
    for (const auto& inference : input.inferences) {
      add(inference.when, true);
      if (inference.value) add_parts(*inference.value, inference.value->root);
    }
    for (const auto& presumption : input.presumptions)
      add(presumption.when, false);
  }
  for (const auto& derived : book.derived) {
    if (derived.expression) {
      if (derived.type.kind == lang::kind::boolean) add(derived.expression, true);
      add_parts(*derived.expression, derived.expression->root);
    }
    for (const auto& item : derived.items) {
      if (item.value) add_parts(*item.value, item.value->root);
    }
  }
  groups_.resize(book.groups.size());
  for (std::uint32_t group = 0; group < book.groups.size(); ++group)
    add_group(group);
  for (const auto& route : book.routes)
    add_parts_of_slots(route.when);
  for (const auto& deadline : book.deadlines)
    add_parts_of_slots(deadline.when);
}

void closed_conditions::add(const book::condition& what, bool gives_values) {
  if (what) add(*what, what->root, gives_values);
}

void closed_conditions::add(const lang::ast& tree, std::uint32_t node,
                            bool gives_values) {
  static_cast<void>(formula(tree, node));
  add_parts_of_slots(tree, node);
  decided_.push_back({&tree, node, gives_values});
}

/// The conditions that stand inside arithmetic: of `if`, and what a count counts.
void closed_conditions::add_parts(const lang::ast& tree, std::uint32_t node) {
  const auto& here = tree.at(node);
  if (here.type.kind == lang::kind::boolean) {
    if (!formulas_.contains({&tree, node})) add(tree, node, true);
    return;
  }
  for (const auto child : here.children)
    add_parts(tree, child);
}

/// The same, of the arithmetic that a condition tests.
void closed_conditions::add_parts_of_slots(const lang::ast& tree, std::uint32_t node) {
  const auto& here = tree.at(node);
  if (here.type.kind != lang::kind::boolean && here.op != op::range &&
      here.op != op::absent) {
    add_parts(tree, node);
    return;
  }
  for (const auto child : here.children)
    add_parts_of_slots(tree, child);
}

void closed_conditions::add_parts_of_slots(const book::condition& what) {
  if (!what) return;
  static_cast<void>(formula(*what, what->root));
  add_parts_of_slots(*what, what->root);
}

void closed_conditions::add_group(std::uint32_t index) {
  const auto& group = book_.groups[index];
  auto& formulas = groups_[index].formulas;
  formulas.push_back(builder_.scope(index));
  add_parts_of_slots(group.applies_when);
  for (const auto& rule : group.rules) {
    formulas.push_back(rule.when ? formula(*rule.when, rule.when->root)
                                 : pool_.truth(true));
    add_parts_of_slots(rule.when);
  }
  for (const auto& route : group.routes)
    add_parts_of_slots(route.when);
}

term_index closed_conditions::formula(const lang::ast& tree, std::uint32_t node) {
  const auto known = formulas_.find({&tree, node});
  if (known != formulas_.end()) return known->second;
  return formulas_.emplace(place_of_node(&tree, node), builder_.condition(tree, node))
      .first->second;
}

/// One condition that is out of hand leaves enough for the others to be closed too.
template <class Make>
closed_boxes closed_conditions::limited(Make make) {
  box_budget budget;
  budget.steps = std::min(steps_, limits::closure_steps / 5);
  const auto given = budget.steps;
  auto made = make(budget);
  steps_ -= given - budget.steps;
  if (made) return std::move(*made);
  const auto why = made.error().code;
  return unexpected(over_budget{why, why == errc::limit_work && steps_ == 0});
}

const closed_boxes& closed_conditions::boxes(const lang::ast& tree, std::uint32_t node) {
  return boxes(formula(tree, node));
}

const closed_boxes& closed_conditions::boxes(term_index formula) {
  const auto known = boxes_.find(formula);
  if (known != boxes_.end()) return known->second;
  auto made =
      limited([&](box_budget& budget) { return maximal_boxes(pool_, formula, budget); });
  return boxes_.emplace(formula, std::move(made)).first->second;
}

// --- groups ----------------------------------------------------------------------------

const closed_boxes& closed_conditions::closed_in(std::uint32_t group, std::size_t which) {
  auto& in = groups_[group];
  if (!in.space) {
    in.space = std::make_shared<const box_space>(pool_, in.formulas);
    for (const auto& field : in.space->fields()) {
      if (field.width > limits::values_told_apart) in.too_wide = field.slot;
    }
    in.closed.resize(in.formulas.size());
    in.in_scope.resize(book_.groups[group].rules.size());
  }
  auto& known = in.closed[which];
  if (!known && in.too_wide) known = unexpected(over_budget{errc::limit_count, false});
  if (!known) {
    known = limited([&](box_budget& budget) {
      return maximal_boxes(pool_, in.formulas[which], in.space, budget);
    });
  }
  return *known;
}

const closed_boxes& closed_conditions::scope(std::uint32_t group) {
  return closed_in(group, 0);
}

std::optional<slot_index> closed_conditions::too_wide(std::uint32_t group) {
  static_cast<void>(scope(group));
  return groups_[group].too_wide;
}

const closed_boxes& closed_conditions::own(std::uint32_t group, std::uint32_t rule) {
  return closed_in(group, rule + std::size_t{1});
}

const closed_boxes& closed_conditions::in_scope(std::uint32_t group, std::uint32_t rule) {
  const auto& shared = scope(group);
  if (!shared || !book_.groups[group].rules[rule].when) return shared;
  auto& known = groups_[group].in_scope[rule];
  if (known) return *known;
  const auto& alone = own(group, rule);
  if (!alone) return alone;
  known =
      limited([&](box_budget& budget) { return intersected(*shared, *alone, budget); });
  return *known;
}

errc closed_conditions::apart(std::uint32_t index) {
  auto& in = groups_[index];
  if (in.apart) return *in.apart;
  in.apart = errc::none;
  auto steps = std::min(joining_steps_, limits::joining_steps_of_group);
  joining_steps_ -= steps;
  const auto keep = [&](std::optional<std::uint32_t> need) {
    auto made = made_levels(index, need, steps);
    if (made) {
      in.levels.emplace(need, std::move(*made));
    } else {
      in.apart = made.error().code;
    }
  };
  keep(std::nullopt);
  const auto& group = book_.groups[index];
  const auto all = rules_at(group, book_.default_level(), std::nullopt);
  for (std::uint32_t need = 0; need < limits::needs && *in.apart == errc::none; ++need) {
    const auto some = rules_at(group, book_.default_level(), need);
    // where all rules speak for a need, it is decided as the group is
    if (!some.empty() && some != all) keep(need);
  }
  joining_steps_ += steps;
  if (*in.apart != errc::none) in.levels.clear();
  return *in.apart;
}

const std::vector<closed_level>& closed_conditions::levels(
    std::uint32_t group, std::optional<std::uint32_t> need) {
  static_cast<void>(apart(group));
  return groups_[group].levels[need];
}

expected<std::vector<closed_level>> closed_conditions::made_levels(
    std::uint32_t index, std::optional<std::uint32_t> need, std::size_t& steps) {
  const auto& group = book_.groups[index];
  std::vector<closed_level> out;
  std::optional<box_list> sum;
  for (book::level_index level = 0; level < book_.level_count; ++level) {
    bool has_rules = false;
    bool joins = false;
    for (const auto rule : rules_at(group, level, need)) {
      if (*group.rules[rule].urgency != level) continue;
      const auto& next = in_scope(index, rule);
      if (!next) return out;
      has_rules = true;
      if (!sum || !group.rules[rule].when) {  // the scope holds what its rules say
        joins = joins || sum.has_value();
        sum = *next;
        continue;
      }
      box_budget budget;
      // not yet the level's last rule: there may be fewer in the end
      budget.boxes = 4 * limits::boxes_per_condition;
      budget.steps = steps;
      auto both = united(std::move(*sum), *next, budget);
      steps = budget.steps;
      if (!both) return unexpected(both.error());
      joins = true;
      sum = std::move(*both);
    }
    if (!has_rules) continue;
    if (sum->size() > limits::boxes_per_condition && joins)
      return unexpected(error{errc::limit_boxes, {}});
    out.push_back({level, joins, *sum});
  }
  return out;
}

}  // namespace arvio::inline v0::compile
