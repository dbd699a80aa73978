#include "arvio/compile/condition.hpp"

#include "arvio/base/limits.hpp"
#include "arvio/lang/condition_form.hpp"
#include "arvio/lang/print.hpp"

#include <stdexcept>
#include <utility>

namespace arvio::inline v0::compile {

namespace {

using lang::op;

// Beyond every value in any units.
constexpr std::int64_t far = 4 * limits::number_units;

bool is_literal(const lang::node& what) {
  return what.op == op::number || what.op == op::text || what.op == op::truth ||
         what.op == op::date_literal || what.op == op::duration_literal;
}

/// The same relation read from the other side: `a < b` is `b > a`.
op mirrored(op relation) {
  if (relation == op::less) return op::greater;
  if (relation == op::less_equal) return op::greater_equal;
  if (relation == op::greater) return op::less;
  if (relation == op::greater_equal) return op::less_equal;
  return relation;
}

/// The values from `low` to `high` that stand in a relation to `limit`.
value_set related(op relation, std::int64_t limit, std::int64_t low, std::int64_t high) {
  if (relation == op::less) return {low, limit - 1};
  if (relation == op::less_equal) return {low, limit};
  if (relation == op::greater) return {limit + 1, high};
  if (relation == op::greater_equal) return {limit, high};
  const auto equal = value_set::single(limit);
  return relation == op::equal ? equal : value_set(low, high).without(equal);
}

/// What comparing two slots can give at all.
value_set comparison_domain(const slot& left, const slot& right) {
  return &left == &right ? value_set::single(1)
                         : compared(left.domain, left.scale, right.domain, right.scale);
}

}  // namespace

term_index condition_builder::condition(const lang::ast& tree) {
  return condition(tree, tree.root);
}

term_index condition_builder::condition(const lang::ast& tree, std::uint32_t node) {
  return boolean({tree, node});
}

term_index condition_builder::condition(const book::condition& what) {
  return what ? condition(*what) : pool_.truth(true);
}

term_index condition_builder::scope(std::uint32_t group) {
  const auto& one = book_.groups[group];
  const auto applies = condition(one.applies_when);
  if (one.every_complaint || one.complaints.empty()) return applies;
  slot gate;
  gate.kind = slot_kind::gate;
  // Groups of the same complaints have one gate: the first of them names it.
  gate.index = group;
  for (std::uint32_t first = 0; first < group; ++first) {
    const auto& other = book_.groups[first];
    if (other.every_complaint || other.complaints != one.complaints) continue;
    gate.index = first;
    break;
  }
  gate.text = "complaint of " + book_.groups[gate.index].id;
  gate.domain = value_set::boolean();
  return pool_.all(
      {pool_.atom(pool_.add_slot(std::move(gate)), value_set::single(1)), applies});
}

term_index condition_builder::rule(std::uint32_t group, std::uint32_t rule) {
  return pool_.all({scope(group), condition(book_.groups[group].rules[rule].when)});
}

term_index condition_builder::level(std::uint32_t group, book::level_index level,
                                    std::optional<std::uint32_t> need) {
  std::vector<term_index> rules;
  for (const auto one : rules_at(book_.groups[group], level, need)) {
    rules.push_back(condition(book_.groups[group].rules[one].when));
  }
  return pool_.all({scope(group), pool_.any(rules)});
}

slot_index condition_builder::slot_of(const lang::ast& tree, std::uint32_t node) {
  const place what{tree, node};
  if (what.here().op == op::name) return named_slot(what);
  const auto& type = what.here().type;
  slot value;
  value.kind = slot_kind::anonymous;
  value.text = lang::print(tree, node);
  value.domain = {type.low, type.high};
  value.scale = type.scale;
  value.tree = &tree;
  value.node = node;
  return pool_.add_slot(std::move(value));
}

slot_index condition_builder::named_slot(place what) {
  const auto& node = what.here();
  slot value;
  value.index = node.index;
  value.text = node.name;
  value.scale = node.type.scale;
  switch (node.symbol) {
    case lang::symbol_kind::input:
      value.kind = slot_kind::input;
      value.domain = book_.inputs[node.index].domain;
      break;
    case lang::symbol_kind::derived: {
      value.kind = slot_kind::derived;
      const auto& type = book_.derived[node.index].type;
      value.domain = {type.low, type.high};
      break;
    }
    case lang::symbol_kind::none: throw std::logic_error("a name that check() let pass");
  }
  return pool_.add_slot(std::move(value));
}

slot_index condition_builder::compared_slots(slot_index left, slot_index right) {
  const auto& first = pool_.slot_at(left);
  const auto& second = pool_.slot_at(right);
  slot comparison;
  comparison.kind = slot_kind::comparison;
  comparison.left = left;
  comparison.right = right;
  comparison.text = first.text + " compared with " + second.text;
  comparison.domain = comparison_domain(first, second);
  return pool_.add_slot(std::move(comparison));
}

term_index condition_builder::boolean(place what) {
  using lang::condition_form;
  const auto& node = what.here();
  switch (lang::form_of(node.op)) {
    case condition_form::truth: return pool_.truth(node.value != 0);
    case condition_form::name: return pool_.atom(named_slot(what), value_set::single(1));
    case condition_form::all: return pool_.all(booleans(what));
    case condition_form::any: return pool_.any(booleans(what));
    case condition_form::negation: return pool_.negation(boolean(what.child(0)));
    case condition_form::conditional: {
      const auto test = boolean(what.child(0));
      const auto then = pool_.all({test, boolean(what.child(1))});
      const auto otherwise = pool_.all({pool_.negation(test), boolean(what.child(2))});
      return pool_.any({then, otherwise});
    }
    case condition_form::comparison:
      return comparison(what.child(0), node.op, what.child(1));
    case condition_form::membership: return membership(what);
    case condition_form::codes_test: return codes_test(what);
    case condition_form::urgency_test: return urgency_test(what);
    case condition_form::no_condition: break;
  }
  // INVARIANT: check() lets nothing else stand where a condition is wanted. Going on
  // would be a wrong answer.
  throw std::logic_error("not a condition");
}

std::vector<term_index> condition_builder::booleans(place what) {
  std::vector<term_index> parts;
  parts.reserve(what.here().children.size());
  for (std::size_t i = 0; i < what.here().children.size(); ++i) {
    parts.push_back(boolean(what.child(i)));
  }
  return parts;
}

/// INVARIANT: check() has brought literals to the units of the other side.
term_index condition_builder::comparison(place left, op relation, place right) {
  if (is_literal(left.here()) && is_literal(right.here())) {
    return pool_.truth(
        related(relation, right.here().value, -far, far).contains(left.here().value));
  }
  if (is_literal(left.here())) return comparison(right, mirrored(relation), left);
  const auto first = slot_of(left.tree, left.index);
  if (is_literal(right.here())) {
    return pool_.atom(first, related(relation, right.here().value, -far, far));
  }
  const auto second = slot_of(right.tree, right.index);
  // One slot whichever way it is written: the lesser text stands first.
  if (pool_.slot_at(second).text < pool_.slot_at(first).text) {
    return pool_.atom(compared_slots(second, first),
                      related(mirrored(relation), 1, 0, 2));
  }
  return pool_.atom(compared_slots(first, second), related(relation, 1, 0, 2));
}

term_index condition_builder::membership(place what) {
  const auto subject = what.child(0);
  std::vector<term_index> alternatives;
  for (std::size_t i = 1; i < what.here().children.size(); ++i) {
    const auto one = what.child(i);
    alternatives.push_back(one.here().op == op::range
                               ? in_range(subject, one)
                               : comparison(subject, op::equal, one));
  }
  return pool_.any(alternatives);
}

term_index condition_builder::in_range(place subject, place range) {
  const auto low = range.child(0);
  const auto high = range.child(1);
  const auto& node = range.here();
  std::vector<term_index> ends;
  if (low.here().op != op::absent) {
    const auto above = node.low_open ? op::greater : op::greater_equal;
    ends.push_back(comparison(subject, above, low));
  }
  if (high.here().op != op::absent) {
    const auto below = node.high_open ? op::less : op::less_equal;
    ends.push_back(comparison(subject, below, high));
  }
  return pool_.all(ends);
}

term_index condition_builder::codes_test(place what) {
  const auto& subject = what.child(0).here();
  const auto& input = book_.inputs[subject.index];
  std::vector<std::uint32_t> codes;
  if (what.here().op == op::any_code) {
    for (std::uint32_t code = 0; code < input.codes.size(); ++code)
      codes.push_back(code);
  } else {
    for (std::size_t i = 1; i < what.here().children.size(); ++i) {
      codes.push_back(static_cast<std::uint32_t>(what.child(i).here().value));
    }
  }
  std::vector<term_index> present;
  for (const auto code : codes) {
    slot one;
    one.kind = slot_kind::code;
    one.index = subject.index;
    one.code = code;
    one.text = subject.name + " any ('" + input.codes[code] + "')";
    one.domain = value_set::boolean();
    present.push_back(pool_.atom(pool_.add_slot(std::move(one)), value_set::single(1)));
  }
  return what.here().op == op::all_of ? pool_.all(present) : pool_.any(present);
}

term_index condition_builder::urgency_test(place what) {
  const auto& node = what.here();
  const std::int64_t level = node.index;
  const std::int64_t least_urgent = book_.default_level();
  slot urgency;
  urgency.kind = slot_kind::urgency;
  urgency.index = node.need.empty() ? 0 : node.need_index + 1;
  urgency.text = node.need.empty() ? "urgency" : "urgency of '" + node.need + "'";
  // the urgency of an absent need, one past the last level, compares false
  urgency.domain = {0, node.need.empty() ? least_urgent : least_urgent + 1};
  const auto where = pool_.add_slot(std::move(urgency));
  if (node.op == op::urgency_at_least) return pool_.atom(where, {0, level});
  if (node.op == op::urgency_at_most) return pool_.atom(where, {level, least_urgent});
  return pool_.atom(where, value_set::single(level));
}

std::vector<std::uint32_t> rules_at(const book::linked_group& group,
                                    book::level_index level,
                                    std::optional<std::uint32_t> need) {
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < group.rules.size(); ++i) {
    const auto& rule = group.rules[i];
    const bool speaks = !need || (rule.needs >> *need & 1) != 0;
    if (speaks && rule.urgency && *rule.urgency <= level) found.push_back(i);
  }
  return found;
}

std::vector<value_set> possible_sets(const formula_pool& pool,
                                     const std::function<value_set(const slot&)>& of) {
  std::vector<value_set> sets;
  sets.reserve(pool.slots().size());
  for (const auto& one : pool.slots()) {
    // INVARIANT: a comparison stands after the two slots it compares.
    const auto values = one.kind != slot_kind::comparison
                            ? of(one)
                            : compared(sets[one.left], pool.slot_at(one.left).scale,
                                       sets[one.right], pool.slot_at(one.right).scale);
    sets.push_back(values.intersected(one.domain));
  }
  return sets;
}

}  // namespace arvio::inline v0::compile
