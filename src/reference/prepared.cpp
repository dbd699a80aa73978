#include "prepared.hpp"

#include "arvio/lang/condition_form.hpp"
#include "arvio/lang/print.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

namespace arvio::inline v0::reference {

namespace {

using book::rulebook;
using lang::op;

constexpr std::int64_t far = 4 * limits::number_units;  // beyond every value

bool is_literal(const lang::node& what) {
  return what.op == op::number || what.op == op::text || what.op == op::truth ||
         what.op == op::duration_literal;
}

/// The value of a literal in units of what it is compared with.
std::int64_t literal_units(const lang::node& literal, const lang::type& met) {
  if (!literal.type.is_number()) return literal.value;
  return literal.value * power_of_ten(met.scale - literal.type.scale);
}

/// The values that stand in a relation to `limit`.
value_set related(op relation, std::int64_t limit) {
  if (relation == op::less) return {-far, limit - 1};
  if (relation == op::less_equal) return {-far, limit};
  if (relation == op::greater) return {limit + 1, far};
  if (relation == op::greater_equal) return {limit, far};
  return value_set::single(limit);
}

/// The same relation read from the other side: `a < b` is `b > a`.
op mirrored(op relation) {
  if (relation == op::less) return op::greater;
  if (relation == op::less_equal) return op::greater_equal;
  if (relation == op::greater) return op::less;
  if (relation == op::greater_equal) return op::less_equal;
  return relation;
}

/// The outcomes of comparing two slots (0 less, 1 equal, 2 greater) for which a
/// relation holds.
value_set outcomes_of(op relation) {
  if (relation == op::less) return {0, 0};
  if (relation == op::less_equal) return {0, 1};
  if (relation == op::greater) return {2, 2};
  if (relation == op::greater_equal) return {1, 2};
  return {1, 1};
}

}  // namespace

bool is_input(const lang::node& name) {
  switch (name.symbol) {
    case lang::symbol_kind::input: return true;
    case lang::symbol_kind::derived: return false;
    case lang::symbol_kind::none: break;
  }
  throw std::logic_error("a name that check() let pass");
}

prepared::prepared(const rulebook& book, const std::vector<bool>& apart) : book_(&book) {
  for (const auto& input : book.inputs) {
    prepare(input.applies_when);
    for (const auto& inference : input.inferences) {
      prepare(inference.when);
      if (inference.value) prepare_parts({&*inference.value, inference.value->root});
    }
    for (const auto& presumption : input.presumptions)
      prepare(presumption.when);
  }
  for (const auto& derived : book.derived) {
    if (derived.expression) {
      const expression_at top{&*derived.expression, derived.expression->root};
      if (derived.type.kind == lang::kind::boolean) prepare(derived.expression);
      prepare_parts(top);
    }
    for (const auto& item : derived.items) {
      if (item.value) prepare_parts({&*item.value, item.value->root});
    }
  }
  for (std::uint32_t i = 0; i < book.groups.size(); ++i)
    prepare_group(i, !apart.empty() && apart[i]);
  for (const auto& route : book.routes) {
    prepare(route.when);
    routes_.push_back(condition(route.when));
  }
  for (const auto& deadline : book.deadlines)
    prepare(deadline.when);

  std::vector<formula_ptr> star;
  for (std::uint32_t i = 0; i < book.groups.size(); ++i) {
    if (book.groups[i].every_complaint) star.push_back(groups_[i].scope);
  }
  star_ = formulas_.any_of(star);
  const auto complaints = book.complaint ? book.inputs[*book.complaint].codes.size() : 0;
  for (std::uint32_t complaint = 0; complaint < complaints; ++complaint) {
    std::vector<formula_ptr> scopes{star_};
    for (std::uint32_t i = 0; i < book.groups.size(); ++i) {
      const auto& covered = book.groups[i].complaints;
      if (std::find(covered.begin(), covered.end(), complaint) != covered.end())
        scopes.push_back(groups_[i].scope);
    }
    coverage_.push_back(formulas_.any_of(scopes));
  }
}

formula_ptr prepared::condition(const book::condition& what) const {
  return what ? conditions_.at({&*what, what->root}) : constant(true);
}

void prepared::prepare(const book::condition& what) {
  if (!what) return;
  const expression_at top{&*what, what->root};
  conditions_[top] = build(top, true);
}

/// Prepares the conditions that stand inside arithmetic: of `if`, and what a count
/// counts.
void prepared::prepare_parts(expression_at what) {
  const auto& node = what.here();
  const bool is_condition = node.type.kind == lang::kind::boolean;
  if (is_condition && !conditions_.contains(what)) conditions_[what] = build(what, true);
  for (std::size_t i = 0; i < what.size(); ++i)
    prepare_parts(what.child(i));
}

void prepared::prepare_group(std::uint32_t index, bool apart) {
  const auto& group = book_->groups[index];
  prepare(group.applies_when);
  group_conditions made;
  const auto gate = group.complaints.empty() || group.every_complaint
                        ? constant(true)
                        : formulas_.atom(named("gate " + std::to_string(index),
                                               {slot::form::gate, index, 0, {}, {}}),
                                         value_set::single(1));
  made.scope = formulas_.all_of({gate, condition(group.applies_when)});
  for (const auto& rule : group.rules) {
    prepare(rule.when);
    made.rules.push_back(formulas_.all_of({made.scope, condition(rule.when)}));
  }
  for (const auto& route : group.routes) {
    prepare(route.when);
    made.routes.push_back(formulas_.all_of({made.scope, condition(route.when)}));
  }

  // condition(group, L): its rules at L or above, `otherwise` included; nullopt: every
  // need.
  const auto at_or_above = [&](book::level_index level,
                               std::optional<std::uint32_t> need) -> level_condition {
    std::vector<formula_ptr> rules;
    level_condition each;
    for (std::size_t i = 0; i < group.rules.size(); ++i) {
      const auto& rule = group.rules[i];
      const bool speaks = !need || (rule.needs >> *need & 1u) != 0;
      if (!speaks || !rule.urgency || *rule.urgency > level) continue;
      rules.push_back(condition(rule.when));
      each.push_back(made.rules[i]);
    }
    if (apart) return each;
    return {formulas_.all_of({made.scope, formulas_.any_of(rules)})};
  };
  book::need_set needs = 0;
  for (const auto& rule : group.rules) {
    if (rule.urgency) needs |= rule.needs;
  }
  for (book::level_index level = 0; level < book_->level_count; ++level) {
    made.at_level.push_back(at_or_above(level, std::nullopt));
    for (std::uint32_t need = 0; need < limits::needs; ++need) {
      if ((needs >> need & 1u) != 0)
        made.of_need[need].push_back(at_or_above(level, need));
    }
  }
  groups_.push_back(std::move(made));
}

slot_id prepared::named(const std::string& text, slot what) {
  const auto [place, fresh] =
      names_.try_emplace(text, static_cast<slot_id>(slots_.size()));
  if (fresh) slots_.push_back(what);
  return place->second;
}

/// The slot whose value a name or an arithmetic expression is.
slot_id prepared::slot_of(expression_at what) {
  const auto& node = what.here();
  const auto number = std::to_string(node.index);
  if (node.op == op::name && is_input(node))
    return named("input " + number, {slot::form::input, node.index, 0, {}, {}});
  if (node.op == op::name)
    return named("derived " + number, {slot::form::derived, node.index, 0, {}, {}});
  prepare_parts(what);
  return named("value " + lang::print(*what.tree, what.node),
               {slot::form::anonymous, 0, 0, what, {}});
}

formula_ptr prepared::tested(slot_id id, const value_set& domain, const value_set& values,
                             bool holds) {
  return formulas_.atom(id, holds ? values.intersected(domain) : domain.without(values));
}

/// `holds`: the formula of the expression, otherwise of its negation.
formula_ptr prepared::build(expression_at what, bool holds) {
  const auto& node = what.here();
  const auto parts = [&](bool each_holds) {
    std::vector<formula_ptr> made;
    for (std::size_t i = 0; i < what.size(); ++i)
      made.push_back(build(what.child(i), each_holds));
    return made;
  };
  using lang::condition_form;
  switch (lang::form_of(node.op)) {
    case condition_form::truth: return constant((node.value != 0) == holds);
    case condition_form::negation: return build(what.child(0), !holds);
    case condition_form::all:
      return holds ? formulas_.all_of(parts(true)) : formulas_.any_of(parts(false));
    case condition_form::any:
      return holds ? formulas_.any_of(parts(true)) : formulas_.all_of(parts(false));
    case condition_form::conditional: {
      // (if and then) or (not if and else), negated branch by branch
      const auto then =
          formulas_.all_of({build(what.child(0), true), build(what.child(1), holds)});
      const auto otherwise =
          formulas_.all_of({build(what.child(0), false), build(what.child(2), holds)});
      return formulas_.any_of({then, otherwise});
    }
    case condition_form::name:
      return tested(slot_of(what), value_set::boolean(), value_set::single(1), holds);
    case condition_form::membership: return membership(what, holds);
    case condition_form::codes_test: return codes_test(what, holds);
    case condition_form::urgency_test:
      return tested(named("urgency " + lang::print(*what.tree, what.node),
                          {slot::form::urgency, 0, 0, what, {}}),
                    value_set::boolean(), value_set::single(1), holds);
    case condition_form::comparison: return comparison(what, holds);
    case condition_form::no_condition: break;
  }
  // INVARIANT: check() lets nothing else stand where a condition is wanted. Going on
  // would be a wrong answer.
  throw std::logic_error("not a condition");
}

formula_ptr prepared::comparison(expression_at what, bool holds) {
  const auto relation = what.here().op;
  if (relation == op::not_equal)
    return test(what.child(0), op::equal, what.child(1), !holds);
  return test(what.child(0), relation, what.child(1), holds);
}

/// `subject relation other`, or its negation.
formula_ptr prepared::test(expression_at subject, op relation, expression_at other,
                           bool holds) {
  if (is_literal(subject.here())) {
    if (is_literal(other.here())) {
      const auto& a = subject.here();
      const auto& b = other.here();
      const auto scale = std::max(a.type.scale, b.type.scale);
      const bool is_true = related(relation, b.value * power_of_ten(scale - b.type.scale))
                               .contains(a.value * power_of_ten(scale - a.type.scale));
      return constant(is_true == holds);
    }
    return test(other, mirrored(relation), subject, holds);
  }
  const auto& type = subject.here().type;
  if (is_literal(other.here())) {
    if (type.kind == lang::kind::boolean) {  // flag = true
      return build(subject, (other.here().value != 0) == holds);
    }
    return tested(slot_of(subject), {type.low, type.high},
                  related(relation, literal_units(other.here(), type)), holds);
  }
  // Two slots compared are one slot, whichever comparison is written.
  auto left_text = lang::print(*subject.tree, subject.node);
  auto right_text = lang::print(*other.tree, other.node);
  if (right_text < left_text) {
    std::swap(left_text, right_text);
    std::swap(subject, other);
    relation = mirrored(relation);
  }
  prepare_parts(subject);
  prepare_parts(other);
  const auto id = named("compare " + left_text + " | " + right_text,
                        {slot::form::comparison, 0, 0, subject, other});
  return tested(id, {0, 2}, outcomes_of(relation), holds);
}

/// `x in (...)`: one of the alternatives fits, a value or a range.
formula_ptr prepared::membership(expression_at what, bool holds) {
  const auto subject = what.child(0);
  std::vector<formula_ptr> fits;  // or, negated, what each needs to fail
  for (std::size_t i = 1; i < what.size(); ++i) {
    const auto alternative = what.child(i);
    const auto& node = alternative.here();
    if (node.op != op::range) {
      fits.push_back(test(subject, op::equal, alternative, holds));
      continue;
    }
    std::vector<formula_ptr> ends;
    const auto low = alternative.child(0);
    const auto high = alternative.child(1);
    if (low.here().op != op::absent)
      ends.push_back(
          test(subject, node.low_open ? op::greater : op::greater_equal, low, holds));
    if (high.here().op != op::absent)
      ends.push_back(
          test(subject, node.high_open ? op::less : op::less_equal, high, holds));
    fits.push_back(holds ? formulas_.all_of(ends) : formulas_.any_of(ends));
  }
  return holds ? formulas_.any_of(fits) : formulas_.all_of(fits);
}

/// `x any (...)`, `x all (...)`, `any x`: one boolean slot per code.
formula_ptr prepared::codes_test(expression_at what, bool holds) {
  const auto input = what.child(0).here().index;
  std::vector<std::uint32_t> codes;
  if (what.here().op == op::any_code) {
    for (std::uint32_t i = 0; i < book_->inputs[input].codes.size(); ++i)
      codes.push_back(i);
  } else {
    for (std::size_t i = 1; i < what.size(); ++i)
      codes.push_back(static_cast<std::uint32_t>(what.child(i).here().value));
  }
  std::vector<formula_ptr> present;
  for (const auto code : codes) {
    const auto id = named("code " + std::to_string(input) + "." + std::to_string(code),
                          {slot::form::code, input, code, {}, {}});
    present.push_back(tested(id, value_set::boolean(), value_set::single(1), holds));
  }
  const bool conjunction = (what.here().op == op::all_of) == holds;
  return conjunction ? formulas_.all_of(present) : formulas_.any_of(present);
}

std::set<std::uint32_t> prepared::inputs_behind(formula_ptr what) const {
  std::set<std::uint32_t> all;
  std::vector<formula_ptr> waiting{what};
  while (!waiting.empty()) {
    std::set<std::uint32_t> fresh;
    for (const auto id : waiting.back()->slots)
      inputs_of(slots_[id], fresh);
    waiting.pop_back();
    while (!fresh.empty()) {
      const auto input = fresh.extract(fresh.begin()).value();
      if (!all.insert(input).second) continue;
      const auto& declared = book_->inputs[input];
      waiting.push_back(condition(declared.applies_when));
      for (const auto& inference : declared.inferences) {
        waiting.push_back(condition(inference.when));
        if (inference.value) inputs_of({&*inference.value, inference.value->root}, fresh);
      }
    }
  }
  return all;
}

std::vector<book::step> prepared::order_of(const std::set<std::uint32_t>& inputs) const {
  std::vector<book::step> order;
  for (const auto& step : book_->order) {
    std::set<std::uint32_t> needed{step.index};
    if (step.kind == lang::symbol_kind::derived) {
      needed.clear();
      inputs_of(book_->derived[step.index], needed);
    }
    if (std::includes(inputs.begin(), inputs.end(), needed.begin(), needed.end()))
      order.push_back(step);
  }
  return order;
}

void prepared::inputs_of(const slot& what, std::set<std::uint32_t>& into) const {
  switch (what.kind) {
    case slot::form::input:
    case slot::form::code: into.insert(what.index); return;
    case slot::form::gate: into.insert(*book_->complaint); return;
    case slot::form::derived: return inputs_of(book_->derived[what.index], into);
    case slot::form::comparison: inputs_of(what.right, into); [[fallthrough]];
    case slot::form::anonymous:
    case slot::form::urgency: return inputs_of(what.left, into);
  }
}

void prepared::inputs_of(const book::linked_derived& what,
                         std::set<std::uint32_t>& into) const {
  const auto add = [&](const book::linked_operand& operand) {
    if (operand.kind == lang::symbol_kind::input) {
      into.insert(operand.index);
    } else {
      inputs_of(book_->derived[operand.index], into);
    }
  };
  if (what.expression) inputs_of({&*what.expression, what.expression->root}, into);
  for (const auto& operand : what.operands)
    add(operand);
  for (const auto& item : what.items) {
    if (item.operand) add(*item.operand);
    if (item.value) inputs_of({&*item.value, item.value->root}, into);
  }
}

void prepared::inputs_of(expression_at what, std::set<std::uint32_t>& into) const {
  const auto& node = what.here();
  if (node.op == op::name) {
    if (is_input(node)) {
      into.insert(node.index);
    } else {
      inputs_of(book_->derived[node.index], into);
    }
  }
  for (std::size_t i = 0; i < what.size(); ++i)
    inputs_of(what.child(i), into);
}

}  // namespace arvio::inline v0::reference
