#include "support/boxed_rules.hpp"

#include "arvio/compile/boxes.hpp"
#include "arvio/compile/condition.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <stdexcept>
#include <tuple>
#include <utility>

namespace arvio::bench {

using compile::slot_kind;

boxed_rules::boxed_rules(const book::rulebook& book) {
  add_slots(book);
  for (std::uint32_t i = 0; i < book.groups.size(); ++i) {
    derived_slot gate{first_gate_ + i, {}, nullptr};
    for (const auto complaint : book.groups[i].complaints) {
      gate.clauses.push_back(
          {{code_slot(*book.complaint, complaint), value_set::single(1)}});
    }
    if (!gate.clauses.empty()) derived_.push_back(std::move(gate));
  }
  for (const auto& step : book.order) {
    if (step.kind != lang::symbol_kind::derived) continue;
    const auto& one = book.derived[step.index];
    derived_slot made{first_derived_ + step.index, {}, nullptr};
    if (one.how == book::derivation::score) {
      made.score = &one;
    } else if (one.how == book::derivation::expression &&
               one.type.kind == lang::kind::boolean) {
      compile::formula_pool pool;
      compile::condition_builder builder(book, pool);
      made.clauses = clauses_of(pool, builder.condition(*one.expression));
    } else {
      throw std::invalid_argument("a derived value that is neither score nor boolean");
    }
    derived_.push_back(std::move(made));
  }
  for (std::uint32_t group = 0; group < book.groups.size(); ++group) {
    compile::formula_pool pool;
    compile::condition_builder builder(book, pool);
    for (std::uint32_t rule = 0; rule < book.groups[group].rules.size(); ++rule)
      rules_.push_back({{group, rule}, clauses_of(pool, builder.rule(group, rule))});
  }
  const auto urgency = [&book](const boxed_rule& of) {
    return book.groups[of.rule.group].rules[of.rule.rule].urgency.value_or(
        book.level_count);
  };
  std::stable_sort(rules_.begin(), rules_.end(),
                   [&](const auto& a, const auto& b) { return urgency(a) < urgency(b); });
}

void boxed_rules::add_slots(const book::rulebook& book) {
  for (std::uint32_t i = 0; i < book.inputs.size(); ++i) {
    const auto& input = book.inputs[i];
    if (!input.inferences.empty() || input.applies_when)
      throw std::invalid_argument("an input that is inferred or may not apply");
    first_of_input_.push_back(static_cast<std::uint32_t>(slots_.size()));
    if (input.type.kind != lang::kind::codes) {
      slots_.push_back({slot_kind::input, i, 0, input.domain});
      continue;
    }
    for (std::uint32_t code = 0; code < input.codes.size(); ++code)
      slots_.push_back({slot_kind::code, i, code, value_set::boolean()});
  }
  first_derived_ = static_cast<std::uint32_t>(slots_.size());
  for (std::uint32_t i = 0; i < book.derived.size(); ++i) {
    const auto& type = book.derived[i].type;
    slots_.push_back({slot_kind::derived, i, 0, {type.low, type.high}});
  }
  first_gate_ = static_cast<std::uint32_t>(slots_.size());
  for (std::uint32_t i = 0; i < book.groups.size(); ++i)
    slots_.push_back({slot_kind::gate, i, 0, value_set::boolean()});
}

std::uint32_t boxed_rules::operand_slot(const book::linked_operand& what) const {
  return what.kind == lang::symbol_kind::input ? first_of_input_[what.index]
                                               : first_derived_ + what.index;
}

std::uint32_t boxed_rules::slot_of(const compile::slot& what) const {
  switch (what.kind) {
    case slot_kind::input: return first_of_input_[what.index];
    case slot_kind::code: return code_slot(what.index, what.code);
    case slot_kind::derived: return first_derived_ + what.index;
    case slot_kind::gate: return first_gate_ + what.index;
    case slot_kind::anonymous:
    case slot_kind::comparison:
    case slot_kind::urgency: break;
  }
  throw std::invalid_argument("a condition over `" + what.text + "`");
}

std::vector<clause> boxed_rules::clauses_of(const compile::formula_pool& pool,
                                            compile::term_index what) const {
  compile::box_budget budget;
  const auto boxes = compile::maximal_boxes(pool, what, budget);
  if (!boxes) throw std::invalid_argument("a condition that is over its budget");
  std::vector<clause> clauses;
  for (std::size_t i = 0; i < boxes->size(); ++i) {
    clause made;
    for (const auto& field : boxes->space().fields()) {
      auto values = boxes->values(i, field.slot);
      if (values == pool.slot_at(field.slot).domain) continue;
      made.push_back({slot_of(pool.slot_at(field.slot)), std::move(values)});
    }
    std::sort(made.begin(), made.end(),
              [](const slot_test& a, const slot_test& b) { return a.slot < b.slot; });
    clauses.push_back(std::move(made));
  }
  return clauses;
}

rule_shape shape_of(const boxed_rules& of) {
  using range = std::pair<std::int64_t, std::int64_t>;
  std::map<std::pair<std::uint32_t, std::vector<range>>, int> known;
  rule_shape shape;
  shape.rules = of.rules().size();
  for (const auto& rule : of.rules()) {
    shape.clauses += rule.clauses.size();
    for (const auto& box : rule.clauses) {
      shape.tests += box.size();
      for (const auto& test : box) {
        std::vector<range> ranges;
        for (const auto& one : test.values.ranges())
          ranges.emplace_back(one.low, one.high);
        ++known[{test.slot, std::move(ranges)}];
      }
    }
  }
  for (const auto& one : of.derived())
    shape.derived_clauses += one.clauses.size();
  shape.predicates = known.size();
  return shape;
}

}  // namespace arvio::bench
