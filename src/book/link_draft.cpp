#include "link_steps.hpp"

#include <algorithm>

namespace arvio::inline v0::book::linking {

namespace {

bool rests_on_faults(const context& at, const linked_operand& what) {
  return what.kind == lang::symbol_kind::derived && at.unsound[what.index];
}

bool rests_on_faults(const context& at, const condition& what) {
  return what &&
         std::any_of(
             what->nodes.begin(), what->nodes.end(), [&at](const lang::node& one) {
               return one.op == lang::op::name &&
                      (is_untyped(one) || rests_on_faults(at, {one.symbol, one.index}));
             });
}

bool rests_on_faults(const context& at, const linked_item& what) {
  return rests_on_faults(at, what.value) ||
         (what.operand && rests_on_faults(at, *what.operand));
}

bool rests_on_faults(const context& at, const linked_derived& what) {
  const auto rests = [&at](const auto& part) { return rests_on_faults(at, part); };
  return rests(what.expression) ||
         std::any_of(what.items.begin(), what.items.end(), rests) ||
         std::any_of(what.operands.begin(), what.operands.end(), rests);
}

/// What is made of a derived value that is at fault is at fault, too.
void spread_faults(context& at) {
  for (const auto index : at.derived_order) {
    auto& derived = at.book.derived[index];
    if (!at.unsound[index] && !rests_on_faults(at, derived)) continue;
    at.unsound[index] = true;
    derived.expression.reset();
    derived.items.clear();
    derived.operands.clear();
    derived.rows.clear();
  }
}

}  // namespace

void leave_sound_conditions(context& at) {
  spread_faults(at);
  const auto leave = [&at](condition& one) {
    if (rests_on_faults(at, one)) one.reset();
  };
  const auto leave_routes = [&leave](std::vector<linked_route>& routes) {
    for (auto& route : routes)
      leave(route.when);
  };
  for (auto& input : at.book.inputs) {
    leave(input.applies_when);
    for (auto& inference : input.inferences) {
      leave(inference.when);
      leave(inference.value);
    }
    for (auto& presumption : input.presumptions)
      leave(presumption.when);
  }
  for (auto& group : at.book.groups) {
    leave(group.applies_when);
    for (auto& rule : group.rules)
      leave(rule.when);
    leave_routes(group.routes);
  }
  leave_routes(at.book.routes);
  for (auto& deadline : at.book.deadlines)
    leave(deadline.when);
}

}  // namespace arvio::inline v0::book::linking
