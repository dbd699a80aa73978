#include "compile/expression_writer.hpp"

#include "arvio/base/decimal.hpp"
#include "arvio/core/detail/sets.hpp"

#include <algorithm>
#include <stdexcept>

namespace arvio::inline v0::compile {

using core::node_kind;
using core::node_record;
using core::part;
using core::place;
using lang::op;

namespace {

/// What a part is multiplied with so that it counts the units of the whole.
std::int64_t factor_to(const lang::type& whole, const lang::type& part) {
  return whole.is_number() && part.is_number() ? power_of_ten(whole.scale - part.scale)
                                               : 1;
}

std::uint32_t codes_of(const lang::ast& tree, std::uint32_t node) {
  const auto& here = tree.at(node);
  std::int64_t most = here.type.kind == lang::kind::code ? here.type.high + 1 : 0;
  for (const auto child : here.children) {
    if (tree.at(child).type.kind == lang::kind::code)
      most = std::max<std::int64_t>(most, codes_of(tree, child));
  }
  return static_cast<std::uint32_t>(most);
}

node_kind rounding_kind(op how, bool of_quotient) {
  if (how == op::round) return of_quotient ? node_kind::round_quotient : node_kind::round;
  if (how == op::floor) return of_quotient ? node_kind::floor_quotient : node_kind::floor;
  return of_quotient ? node_kind::ceiling_quotient : node_kind::ceiling;
}

}  // namespace

place expression_writer::add(const lang::ast& tree, std::uint32_t node,
                             std::uint32_t codes) {
  const auto first = out_.count(part::nodes);
  write(tree, node, 1);
  const bool is_code = tree.at(node).type.kind == lang::kind::code;
  return finish(first, is_code ? std::max(codes, codes_of(tree, node)) : 0);
}

place expression_writer::add(const core::operand& of, std::uint32_t codes) {
  const auto first = out_.count(part::nodes);
  node_record node;
  node.kind =
      of.kind == core::operand_kind::input ? node_kind::input : node_kind::derived;
  node.index = of.index;
  put(node, first);
  return finish(first, codes);
}

place expression_writer::finish(place first, std::uint32_t codes) {
  core::expression_record made;
  made.first = first;
  made.nodes = out_.count(part::nodes) - first;
  made.codes = codes;
  made.stride = std::max<std::uint32_t>(2, core::words_for(codes));
  auto& most = out_.head.scratch_words;
  most = std::max(most, made.nodes * made.stride);
  return out_.add(part::expressions, made);
}

/// Writes a node whose parts, if it has any, stand from `first` on.
void expression_writer::put(node_record node, place first) {
  node.size = out_.count(part::nodes) - first + 1;
  out_.add(part::nodes, node);
}

void expression_writer::write_parts(const lang::ast& tree, std::uint32_t node) {
  const auto& here = tree.at(node);
  for (const auto child : here.children)
    write(tree, child, factor_to(here.type, tree.at(child).type));
}

void expression_writer::write(const lang::ast& tree, std::uint32_t node,
                              std::int64_t factor) {
  const auto& here = tree.at(node);
  const auto first = out_.count(part::nodes);
  node_record made;
  made.factor = factor;
  if (here.type.kind == lang::kind::boolean) {
    made.kind = node_kind::truth;
    made.index = clauses_.at(tree, node);
    return put(made, first);
  }
  const auto whole = [&](node_kind kind, std::uint32_t extra) {
    write_parts(tree, node);
    made.kind = kind;
    made.extra = extra;
    put(made, first);
  };
  const auto parts = static_cast<std::uint32_t>(here.children.size());
  switch (here.op) {
    case op::number:
    case op::text:
    case op::date_literal:
    case op::duration_literal: made.value = here.value; return put(made, first);
    case op::assessment_time:
      made.kind = node_kind::assessment_time;
      return put(made, first);
    case op::name:
      if (here.symbol == lang::symbol_kind::none)
        throw std::logic_error("a name that check() let pass");
      made.kind =
          here.symbol == lang::symbol_kind::input ? node_kind::input : node_kind::derived;
      made.index = here.index;
      return put(made, first);
    case op::negate: return whole(node_kind::negate, 0);
    case op::add: return whole(node_kind::add, 0);
    case op::subtract: return whole(node_kind::subtract, 0);
    case op::absolute: return whole(node_kind::absolute, 0);
    case op::minimum: return whole(node_kind::minimum, parts);
    case op::maximum: return whole(node_kind::maximum, parts);
    case op::sum:
    case op::count_true: return whole(node_kind::sum, parts);
    case op::multiply:  // scales add up, so each factor keeps its own
      for (const auto child : here.children)
        write(tree, child, 1);
      made.kind = node_kind::multiply;
      return put(made, first);
    case op::round:
    case op::floor:
    case op::ceiling: {
      const auto inner = here.children.front();
      if (tree.at(inner).op != op::divide) {
        write(tree, inner, 1);
        made.kind = rounding_kind(here.op, false);
        made.value = power_of_ten(tree.at(inner).type.scale);
        return put(made, first);
      }
      const auto above = tree.at(inner).children[0];
      const auto below = tree.at(inner).children[1];
      write(tree, above, 1);
      write(tree, below, 1);
      made.kind = rounding_kind(here.op, true);
      made.value = power_of_ten(tree.at(below).type.scale);
      made.extra = static_cast<std::uint32_t>(power_of_ten(tree.at(above).type.scale));
      return put(made, first);
    }
    case op::conditional:
      made.kind = node_kind::choose;
      made.index = clauses_.at(tree, here.children[0]);
      for (const auto branch : {here.children[1], here.children[2]})
        write(tree, branch, factor_to(here.type, tree.at(branch).type));
      return put(made, first);
    case op::years_between:
    case op::months_between:
    case op::days_between:
    case op::hours_between:
    case op::minutes_between: {
      for (const auto child : here.children)
        write(tree, child, 1);
      made.kind = here.op == op::years_between    ? node_kind::years_between
                  : here.op == op::months_between ? node_kind::months_between
                  : here.op == op::days_between   ? node_kind::days_between
                  : here.op == op::hours_between  ? node_kind::hours_between
                                                  : node_kind::minutes_between;
      for (std::uint32_t i = 0; i < 2; ++i) {
        if (tree.at(here.children[i]).type.kind == lang::kind::date)
          made.extra |= 1U << i;
      }
      return put(made, first);
    }
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
    case op::urgency_at_most: break;
  }
  // INVARIANT: the type check lets nothing else stand where a value is wanted.
  throw std::logic_error("not an expression of values");
}

}  // namespace arvio::inline v0::compile
