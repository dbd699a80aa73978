#include "slot_texts.hpp"

#include <optional>
#include <ranges>

namespace arvio::inline v0 {

using core::node_kind;
using lang::op;

namespace {

std::optional<node_kind> kind_of(op what, bool of_quotient) {
  switch (what) {
    case op::number:
    case op::text:
    case op::date_literal:
    case op::duration_literal: return node_kind::constant;
    case op::assessment_time: return node_kind::assessment_time;
    case op::negate: return node_kind::negate;
    case op::add: return node_kind::add;
    case op::subtract: return node_kind::subtract;
    case op::multiply: return node_kind::multiply;
    case op::absolute: return node_kind::absolute;
    case op::minimum: return node_kind::minimum;
    case op::maximum: return node_kind::maximum;
    case op::sum:
    case op::count_true: return node_kind::sum;
    case op::round: return of_quotient ? node_kind::round_quotient : node_kind::round;
    case op::floor: return of_quotient ? node_kind::floor_quotient : node_kind::floor;
    case op::ceiling:
      return of_quotient ? node_kind::ceiling_quotient : node_kind::ceiling;
    case op::conditional: return node_kind::choose;
    case op::years_between: return node_kind::years_between;
    case op::months_between: return node_kind::months_between;
    case op::days_between: return node_kind::days_between;
    case op::hours_between: return node_kind::hours_between;
    case op::minutes_between: return node_kind::minutes_between;
    case op::name:
    case op::truth:
    case op::logical_and:
    case op::logical_or:
    case op::logical_not:
    case op::equal:
    case op::not_equal:
    case op::less:
    case op::less_equal:
    case op::greater:
    case op::greater_equal:
    case op::in:
    case op::range:
    case op::absent:
    case op::divide:
    case op::any_of:
    case op::all_of:
    case op::any_code:
    case op::urgency_equal:
    case op::urgency_at_least:
    case op::urgency_at_most: return std::nullopt;
  }
  return std::nullopt;  // not reached
}

/// The codes that an expression names, each in its place.
void name_codes(const lang::ast& tree, std::uint32_t node,
                std::vector<std::string>& codes) {
  const auto& here = tree.at(node);
  if (here.op == op::text) {
    const auto code = static_cast<std::size_t>(here.value);
    if (codes.size() <= code) codes.resize(code + 1);
    codes[code] = here.name;
  }
  for (const auto child : here.children)
    name_codes(tree, child, codes);
}

}  // namespace

expression_form slot_texts::of_expression(core::place expression, core::place group) {
  if (read_.insert(group).second) {
    for (std::uint32_t r = 0; r < book_.groups[group].rules.size(); ++r)
      (void)builder_.rule(group, r);
  }
  const auto& what = rules_.expressions()[expression];
  const auto* nodes = rules_.get<core::node_record>(core::part::nodes) + what.first;
  const auto& top = nodes[what.nodes - 1];
  if (top.kind == node_kind::input) {
    const auto& input = book_.inputs[top.index];
    return {input.id, input.type, input.codes};
  }
  if (top.kind == node_kind::derived) {
    const auto& derived = book_.derived[top.index];
    return {derived.id, derived.type, derived.codes};
  }
  expression_form found;
  bool several = false;
  for (const auto& slot : pool_.slots()) {
    if (slot.kind != compile::slot_kind::anonymous ||
        !matches(*slot.tree, slot.node, nodes, what.nodes - 1))
      continue;
    several = several || (!found.text.empty() && found.text != slot.text);
    found = {slot.text, slot.tree->at(slot.node).type, {}};
    name_codes(*slot.tree, slot.node, found.codes);
  }
  if (several) found.text.clear();
  return found;
}

/// Whether a part of an expression may be what node `at` and its parts compute. Of
/// conditions inside it the program does not say enough to tell.
bool slot_texts::matches(const lang::ast& tree, std::uint32_t node,
                         const core::node_record* nodes, std::uint32_t at) const {
  const auto& here = tree.at(node);
  const auto& made = nodes[at];
  if (here.type.kind == lang::kind::boolean) return made.kind == node_kind::truth;
  if (here.op == op::name) {
    const auto kind =
        here.symbol == lang::symbol_kind::input ? node_kind::input : node_kind::derived;
    return made.kind == kind && made.index == here.index;
  }
  auto parts = here.children;
  const bool rounds =
      here.op == op::round || here.op == op::floor || here.op == op::ceiling;
  const bool of_quotient = rounds && tree.at(parts.front()).op == op::divide;
  if (made.kind != kind_of(here.op, of_quotient)) return false;
  if (made.kind == node_kind::constant) return made.value == here.value;
  if (of_quotient) parts = tree.at(parts.front()).children;
  if (here.op == op::conditional) parts.erase(parts.begin());  // it is a condition
  auto end = at;  // the last part stands right before the whole
  for (const auto part : std::views::reverse(parts)) {
    if (end == 0 || at - end >= made.size) return false;
    if (!matches(tree, part, nodes, end - 1)) return false;
    end -= nodes[end - 1].size;
  }
  return at + 1 - end == made.size;
}

}  // namespace arvio::inline v0
