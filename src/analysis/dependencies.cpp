#include "dependencies.hpp"

#include "arvio/compile/box_space.hpp"
#include "arvio/compile/condition.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace arvio::inline v0::analysis {

namespace {

using book::rulebook;
using lang::op;
using lang::symbol_kind;

bool is_codes(const book::linked_input& input) {
  return input.type.kind == lang::kind::codes;
}

bool is_literal(const lang::node& what) {
  return what.op == op::number || what.op == op::text || what.op == op::truth ||
         what.op == op::date_literal || what.op == op::duration_literal ||
         what.op == op::absent;
}

void mention_operand(const book::linked_operand& operand, mentions& into) {
  if (operand.kind == symbol_kind::input) {
    into.variables.insert({operand.index});
  } else {
    into.derived.insert(operand.index);
  }
}

/// Every expression of a book, with whether it is a condition.
void for_each_expression(const rulebook& book,
                         const std::function<void(const lang::ast&)>& visit) {
  const auto optional = [&visit](const book::condition& what) {
    if (what) visit(*what);
  };
  for (const auto& input : book.inputs) {
    optional(input.applies_when);
    for (const auto& one : input.inferences) {
      optional(one.when);
      optional(one.value);
    }
    for (const auto& one : input.presumptions)
      optional(one.when);
  }
  for (const auto& derived : book.derived) {
    optional(derived.expression);
    for (const auto& item : derived.items)
      optional(item.value);
  }
  for (const auto& group : book.groups) {
    optional(group.applies_when);
    for (const auto& rule : group.rules)
      optional(rule.when);
    for (const auto& route : group.routes)
      optional(route.when);
  }
  for (const auto& route : book.routes)
    optional(route.when);
  for (const auto& deadline : book.deadlines)
    optional(deadline.when);
}

/// Gathers the sets of values that are told apart, per input.
class class_finder {
 public:
  explicit class_finder(const rulebook& book)
      : book_(book), tested_(book.inputs.size()), computed_(book.inputs.size()) {}

  [[nodiscard]] std::vector<input_classes> run() {
    for_each_expression(book_, [this](const lang::ast& tree) {
      const auto& top = tree.top();
      walk(tree, tree.root, top.type.kind != lang::kind::boolean);
      tests(tree);
    });
    for (const auto& derived : book_.derived) {
      for (const auto& item : derived.items) {
        if (item.operand) rows(*item.operand, item.rows, false);
      }
      for (std::size_t i = 0; i < derived.operands.size(); ++i)
        rows(derived.operands[i], derived.rows, i == 1);
    }
    std::vector<input_classes> all;
    for (std::size_t i = 0; i < book_.inputs.size(); ++i)
      all.push_back(of_input(i));
    return all;
  }

 private:
  input_classes of_input(std::size_t index) {
    const auto& input = book_.inputs[index];
    if (is_codes(input)) return {};
    auto& sets = tested_[index];
    if (input.type.kind == lang::kind::boolean) sets.push_back(value_set::single(1));
    if (input.applies_when) sets.push_back(value_set::single(input.otherwise));
    for (const auto& one : input.inferences) {
      if (one.values) sets.push_back(*one.values);
    }
    for (const auto& one : input.presumptions)
      sets.push_back(value_set::single(one.value));
    for (const auto& deadline : book_.deadlines) {
      if (deadline.event != index) continue;
      const auto in_force = book_.in_force(deadline);
      sets.emplace_back(in_force.low, in_force.high);
    }
    const bool inferred =
        std::any_of(input.inferences.begin(), input.inferences.end(),
                    [](const auto& one) { return one.value.has_value(); });
    return {compile::value_classes(input.domain, std::move(sets)), computed_[index],
            inferred};
  }

  void rows(const book::linked_operand& operand, const std::vector<book::linked_row>& all,
            bool second) {
    if (operand.kind != symbol_kind::input) return;
    for (const auto& row : all)
      tested_[operand.index].push_back(second ? row.second : row.values);
  }

  /// The sets that the tests of a tree ask for.
  void tests(const lang::ast& tree) {
    compile::formula_pool pool;
    compile::condition_builder builder(book_, pool);
    for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
      const auto what = tree.at(i).op;
      const bool compares = what == op::in || what == op::equal ||
                            what == op::not_equal || what == op::less ||
                            what == op::less_equal || what == op::greater ||
                            what == op::greater_equal;
      if (compares) static_cast<void>(builder.condition(tree, i));
    }
    for (compile::term_index i = 0; i < pool.term_count(); ++i) {
      const auto& term = pool.at(i);
      if (term.shape != compile::term::form::atom) continue;
      const auto& slot = pool.slot_at(term.slot);
      if (slot.kind == compile::slot_kind::input)
        tested_[slot.index].push_back(term.values);
    }
  }

  /// Marks the inputs whose values are computed with. `as_value`: the value of this node
  /// is, and not only whether it lies in a set.
  void walk(const lang::ast& tree, std::uint32_t node, bool as_value) {
    const auto& here = tree.at(node);
    if (here.op == op::name) {
      if (as_value && here.symbol == symbol_kind::input) computed_[here.index] = true;
      return;
    }
    const auto& parts = here.children;
    bool below = here.type.kind != lang::kind::boolean;
    if (here.op == op::in || here.op == op::equal || here.op == op::not_equal ||
        here.op == op::less || here.op == op::less_equal || here.op == op::greater ||
        here.op == op::greater_equal) {
      below = !against_literals(tree, here);
    } else if (here.op == op::count_true) {
      below = false;
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const bool is_test = here.op == op::conditional && i == 0;
      walk(tree, parts[i], below && !is_test);
    }
  }

  /// Whether all parts of a comparison but one are literals.
  static bool against_literals(const lang::ast& tree, const lang::node& comparison) {
    const auto is_fixed = [&tree](std::uint32_t part) {
      const auto& one = tree.at(part);
      if (one.op != op::range) return is_literal(one);
      return is_literal(tree.at(one.children[0])) && is_literal(tree.at(one.children[1]));
    };
    const auto& parts = comparison.children;
    const auto fixed = std::count_if(parts.begin(), parts.end(), is_fixed);
    return static_cast<std::size_t>(fixed) + 1 >= parts.size();
  }

  const rulebook& book_;
  std::vector<std::vector<value_set>> tested_;
  std::vector<bool> computed_;
};

}  // namespace

void mentions::add(const mentions& other) {
  variables.insert(other.variables.begin(), other.variables.end());
  derived.insert(other.derived.begin(), other.derived.end());
}

void mention(const rulebook& book, const lang::ast& tree, std::uint32_t node,
             mentions& into) {
  const auto& here = tree.at(node);
  if (here.op == op::name && here.symbol == symbol_kind::derived) {
    into.derived.insert(here.index);
  } else if (here.op == op::name && here.symbol == symbol_kind::input) {
    if (!is_codes(book.inputs[here.index])) into.variables.insert({here.index});
  } else if (here.op == op::any_of || here.op == op::all_of) {
    const auto input = tree.at(here.children.front()).index;
    for (std::size_t i = 1; i < here.children.size(); ++i) {
      const auto code = static_cast<std::uint32_t>(tree.at(here.children[i]).value);
      into.variables.insert({input, code});
    }
  } else if (here.op == op::any_code) {
    const auto input = tree.at(here.children.front()).index;
    for (std::uint32_t code = 0; code < book.inputs[input].codes.size(); ++code)
      into.variables.insert({input, code});
  }
  for (const auto part : here.children)
    mention(book, tree, part, into);
}

void mention(const rulebook& book, const book::condition& what, mentions& into) {
  if (what) mention(book, *what, what->root, into);
}

void mention(const rulebook& book, const book::linked_derived& what, mentions& into) {
  mention(book, what.expression, into);
  for (const auto& operand : what.operands)
    mention_operand(operand, into);
  for (const auto& item : what.items) {
    if (item.operand) mention_operand(*item.operand, into);
    mention(book, item.value, into);
  }
}

void mention(const rulebook& book, const book::linked_input& what, mentions& into) {
  mention(book, what.applies_when, into);
  for (const auto& one : what.inferences) {
    mention(book, one.when, into);
    mention(book, one.value, into);
  }
}

void mention(const rulebook& book, const compile::formula_pool& pool,
             const compile::slot& what, mentions& into) {
  switch (what.kind) {
    case compile::slot_kind::input: into.variables.insert({what.index}); return;
    case compile::slot_kind::code: into.variables.insert({what.index, what.code}); return;
    case compile::slot_kind::derived: into.derived.insert(what.index); return;
    case compile::slot_kind::anonymous:
      mention(book, *what.tree, what.node, into);
      return;
    case compile::slot_kind::comparison:
      mention(book, pool, pool.slot_at(what.left), into);
      mention(book, pool, pool.slot_at(what.right), into);
      return;
    case compile::slot_kind::gate:
      for (const auto code : book.groups[what.index].complaints)
        into.variables.insert({*book.complaint, code});
      return;
    case compile::slot_kind::urgency: return;  // of routes: no answer sets it
  }
}

dependency_list all_behind(const rulebook& book, const mentions& from, bool context) {
  dependency_list found;
  std::set<variable> seen;
  std::set<std::uint32_t> inputs;
  auto now = from;
  while (!now.variables.empty() || !now.derived.empty()) {
    mentions next;
    for (const auto one : now.variables) {
      if (!seen.insert(one).second) continue;
      found.variables.push_back(one);
      if (context && inputs.insert(one.input).second)
        mention(book, book.inputs[one.input], next);
    }
    for (const auto one : now.derived) {
      if (found.derived.insert(one).second) mention(book, book.derived[one], next);
    }
    now = std::move(next);
  }
  return found;
}

std::vector<book::step> steps_for(const rulebook& book, const dependency_list& what) {
  std::set<std::uint32_t> asked;
  for (const auto& one : what.variables)
    asked.insert(one.input);
  std::vector<book::step> steps;
  for (const auto& step : book.order) {
    const bool wanted = step.kind == symbol_kind::derived
                            ? what.derived.contains(step.index)
                            : asked.contains(step.index);
    if (wanted) steps.push_back(step);
  }
  return steps;
}

std::size_t values_of(const rulebook& of) {
  auto count = of.inputs.size() + of.derived.size() + 1;
  for (const auto& input : of.inputs)
    count += is_codes(input) ? input.codes.size() : 0;
  return count;
}

std::vector<input_classes> classes_of_inputs(const rulebook& book) {
  return class_finder(book).run();
}

}  // namespace arvio::inline v0::analysis
