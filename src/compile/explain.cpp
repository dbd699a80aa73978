#include "compile/explain.hpp"

#include "arvio/base/date.hpp"
#include "arvio/base/decimal.hpp"
#include "arvio/compile/boxes.hpp"
#include "arvio/compile/condition.hpp"
#include "arvio/lang/print.hpp"

#include <algorithm>
#include <vector>

namespace arvio::inline v0::compile {

namespace {

using lang::op;

constexpr std::size_t longest_quote = 60;  // bytes
constexpr std::size_t steps_per_part = 1'000'000;

/// "from 25.0 to 45.0" for numbers and durations, nothing for what has no bounds to tell.
std::string bounds_of(const lang::type& type) {
  if (type.kind == lang::kind::duration) {
    return "from " + duration_text(type.low) + " to " + duration_text(type.high);
  }
  if (!type.is_number()) return {};
  return "from " + to_text(decimal{type.low, type.scale}) + " to " +
         to_text(decimal{type.high, type.scale});
}

bool is_comparison(op what) {
  return what == op::equal || what == op::not_equal || what == op::less ||
         what == op::less_equal || what == op::greater || what == op::greater_equal ||
         what == op::in;
}

bool is_number_or_duration_literal(const lang::node& what) {
  return what.op == op::number || what.op == op::duration_literal;
}

/// Why a test that has no parts is constant.
std::string why_test(const lang::ast& tree, std::uint32_t node, bool always) {
  auto text = quoted(tree, node) + (always ? " always holds" : " never holds");
  if (!is_comparison(tree.at(node).op)) return text;
  for (const auto child : tree.at(node).children) {
    const auto bounds = bounds_of(tree.at(child).type);
    if (bounds.empty() || is_number_or_duration_literal(tree.at(child))) continue;
    text += ": the values of " + quoted(tree, child) + " go " + bounds;
    break;
  }
  return text;
}

}  // namespace

std::string quoted(const lang::ast& tree, std::uint32_t node) {
  auto text = lang::print(tree, node);
  if (text.size() > longest_quote) text = text.substr(0, longest_quote - 3) + "...";
  return "`" + text + "`";
}

std::string explainer::why_constant(const lang::ast& tree, std::uint32_t node,
                                    bool always) {
  const auto& here = tree.at(node);
  if (here.op == op::logical_not) return why_constant(tree, here.children[0], !always);
  if (here.op == op::logical_and || here.op == op::logical_or) {
    if (auto why = why_parts(tree, node, always)) return *why;
    return "its parts together " +
           std::string(always ? "leave nothing out" : "exclude one another");
  }
  return why_test(tree, node, always);
}

/// One part that is constant by itself, or two that are together.
std::optional<std::string> explainer::why_parts(const lang::ast& tree, std::uint32_t node,
                                                bool always) {
  const auto& parts = tree.at(node).children;
  for (const auto part : parts) {
    if (is_constant(tree, {part}, always)) return why_constant(tree, part, always);
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    for (std::size_t j = i + 1; j < parts.size(); ++j) {
      if (!is_constant(tree, {parts[i], parts[j]}, always)) continue;
      const auto both =
          quoted(tree, parts[i]) + (always ? " or " : " and ") + quoted(tree, parts[j]);
      return both + (always ? " always holds" : " exclude each other");
    }
  }
  return std::nullopt;
}

/// Whether no part can fail together with the others (`always`), or hold together with
/// them.
bool explainer::is_constant(const lang::ast& tree,
                            std::initializer_list<std::uint32_t> parts, bool always) {
  formula_pool pool;
  condition_builder builder(book_, pool);
  std::vector<term_index> terms;
  for (const auto part : parts) {
    const auto term = builder.condition(tree, part);
    terms.push_back(always ? pool.negation(term) : term);
  }
  box_budget budget;
  budget.steps = std::min(steps_, steps_per_part);
  const auto given = budget.steps;
  const auto can = can_hold(pool, pool.all(terms), budget);
  steps_ -= given - budget.steps;
  return can && !*can;
}

std::uint32_t explainer::part_over_budget(const lang::ast& tree, std::uint32_t node) {
  for (const auto part : tree.at(node).children) {
    const bool is_condition = tree.at(part).type.kind == lang::kind::boolean;
    if (is_condition && is_over_budget(tree, part)) return part_over_budget(tree, part);
  }
  return node;
}

bool explainer::is_over_budget(const lang::ast& tree, std::uint32_t node) {
  formula_pool pool;
  condition_builder builder(book_, pool);
  box_budget budget;
  budget.steps = std::min(steps_, steps_per_part);
  const auto given = budget.steps;
  const auto boxes = maximal_boxes(pool, builder.condition(tree, node), budget);
  steps_ -= given - budget.steps;
  return !boxes && given != 0;
}

}  // namespace arvio::inline v0::compile
