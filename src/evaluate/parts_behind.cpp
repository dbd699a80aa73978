#include "parts_behind.hpp"

namespace arvio::inline v0 {

std::set<core::place> parts_behind::inputs() const {
  std::set<core::place> out;
  for (const auto& one : found_)
    out.insert(one.input);
  return out;
}

void parts_behind::add_slot(core::place slot) {
  const auto& what = rules_.slots()[slot];
  switch (what.kind) {
    case core::slot_kind::input: return add_input({what.index, core::none});
    case core::slot_kind::code: return add_input({what.index, what.other});
    case core::slot_kind::derived: return add_derived(what.index);
    case core::slot_kind::expression: return add_expression(what.index);
    case core::slot_kind::comparison:
      add_expression(what.index);
      return add_expression(what.other);
    case core::slot_kind::gate: {
      const auto* named = rules_.get<core::place>(core::part::gate_codes) + what.other;
      for (std::uint32_t i = 0; i < what.count; ++i)
        add_input({rules_.head().complaint, named[i]});
      return;
    }
    case core::slot_kind::urgency: return;
  }
}

void parts_behind::add_condition(core::place condition) {
  if (condition == core::none || !conditions_.insert(condition).second) return;
  const auto& what = rules_.conditions()[condition];
  for (core::place c = what.first_clause; c < what.first_clause + what.clauses; ++c) {
    for (const auto test : rules_.tests(c))
      add_slot(rules_.predicate(test).slot);
  }
}

void parts_behind::add_conditions_of(core::place input) {
  const auto& declared = rules_.inputs()[input];
  add_condition(declared.applies);
  for (std::uint32_t i = 0; i < declared.inferences; ++i) {
    const auto& one = rules_.get<core::inference_record>(
        core::part::inferences)[declared.first_inference + i];
    add_condition(one.when);
    if (one.expression != core::none) add_expression(one.expression);
  }
}

void parts_behind::add_input(answer_part part) {
  found_.insert(part);
  if (!looks_through_ || !inputs_.insert(part.input).second) return;
  if (looks_through_(part.input)) add_conditions_of(part.input);
}

void parts_behind::add_operand(const core::operand& of) {
  if (of.kind == core::operand_kind::input) {
    add_input({of.index, core::none});
  } else {
    add_derived(of.index);
  }
}

void parts_behind::add_expression(core::place expression) {
  const auto& what = rules_.expressions()[expression];
  const auto* nodes = rules_.get<core::node_record>(core::part::nodes) + what.first;
  for (std::uint32_t i = 0; i < what.nodes; ++i) {
    if (nodes[i].kind == core::node_kind::input) {
      add_input({nodes[i].index, core::none});
    } else if (nodes[i].kind == core::node_kind::derived) {
      add_derived(nodes[i].index);
    } else if (nodes[i].kind == core::node_kind::truth ||
               nodes[i].kind == core::node_kind::choose) {
      add_condition(nodes[i].index);
    }
  }
}

void parts_behind::add_derived(core::place derived) {
  if (!derived_.insert(derived).second) return;
  const auto& what = rules_.derived()[derived];
  switch (what.kind) {
    case core::derived_kind::number:
    case core::derived_kind::code: return add_expression(what.computed_from);
    case core::derived_kind::truth: return add_condition(what.computed_from);
    case core::derived_kind::score:
      for (std::uint32_t i = 0; i < what.count; ++i) {
        const auto& item =
            rules_.get<core::item_record>(core::part::items)[what.first + i];
        if (item.expression != core::none) {
          add_expression(item.expression);
        } else {
          add_operand(item.counted);
        }
      }
      return;
    case core::derived_kind::table:
      add_operand(what.first_operand);
      if (what.operands == 2) add_operand(what.second_operand);
      return;
  }
}

}  // namespace arvio::inline v0
