#include "support/closure.hpp"

#include "arvio/base/limits.hpp"
#include "arvio/compile/boxes.hpp"
#include "arvio/compile/condition.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

namespace arvio::bench {

namespace {

compile::box_list checked(expected<compile::box_list> made) {
  if (!made) throw std::runtime_error("a condition over its budget");
  return std::move(*made);
}

class closure {
 public:
  closure(const book::rulebook& book, bool levels)
      : book_(book), builder_(book, pool_), levels_(levels) {
    budget_.steps = limits::closure_steps;
  }

  boxes_made run() {
    if (levels_) {
      for (const auto& one : book_.derived) {
        if (!one.expression || one.type.kind != lang::kind::boolean) continue;
        const auto formula = builder_.condition(one.expression);
        made_.of_derived +=
            checked(compile::maximal_boxes(pool_, formula, budget_)).size();
      }
    }
    for (std::uint32_t i = 0; i < book_.groups.size(); ++i)
      close_group(i);
    return made_;
  }

 private:
  void close_group(std::uint32_t index) {
    const auto& group = book_.groups[index];
    const auto scope = builder_.scope(index);
    std::vector<compile::term_index> formulas{scope};
    for (const auto& rule : group.rules)
      formulas.push_back(builder_.condition(rule.when));
    const auto space = std::make_shared<const compile::box_space>(pool_, formulas);
    const auto of_scope = checked(compile::maximal_boxes(pool_, scope, space, budget_));
    std::vector<compile::box_list> rules;
    for (std::size_t i = 0; i < group.rules.size(); ++i) {
      if (!group.rules[i].when) {
        rules.push_back(of_scope);
      } else {
        rules.push_back(checked(compile::intersected(
            of_scope,
            checked(compile::maximal_boxes(pool_, formulas[i + 1], space, budget_)),
            budget_)));
      }
      made_.of_rules += rules.back().size();
    }
    if (!levels_) return;
    std::optional<compile::box_list> sum;
    budget_.boxes = limits::intermediate_boxes;
    for (book::level_index level = 0; level < book_.level_count; ++level) {
      for (std::size_t i = 0; i < rules.size(); ++i) {
        if (group.rules[i].urgency != level) continue;
        sum = sum ? checked(compile::united(*sum, rules[i], budget_)) : rules[i];
      }
      if (sum) made_.of_levels += sum->size();
    }
    budget_.boxes = compile::box_budget().boxes;
  }

  const book::rulebook& book_;
  compile::formula_pool pool_;
  compile::condition_builder builder_;
  compile::box_budget budget_;
  bool levels_ = false;
  boxes_made made_;
};

}  // namespace

boxes_made close_rules(const book::rulebook& book) { return closure(book, false).run(); }

boxes_made close_all(const book::rulebook& book) { return closure(book, true).run(); }

}  // namespace arvio::bench
