#include "arvio/compile/check.hpp"

#include "arvio/base/limits.hpp"
#include "arvio/compile/boxes.hpp"
#include "arvio/compile/condition.hpp"

#include "compile/judge.hpp"
#include "lang/wording.hpp"

#include <optional>
#include <utility>

namespace arvio::inline v0::compile {

namespace {

using lang::in_backticks;
using lang::op;

constexpr const char* shared_hint =
    "write what its conditions share as derived values: a count, a score, a table or a "
    "boolean";

/// Walks through the conditions of a book.
class book_check {
 public:
  book_check(const book::rulebook& book, condition_judge& judge)
      : book_(book), judge_(judge) {}

  void run() {
    for (const auto& input : book_.inputs)
      check_input(input);
    for (const auto& derived : book_.derived)
      check_derived(derived);
    for (std::uint32_t group = 0; group < book_.groups.size(); ++group)
      check_group(group);
    for (const auto& route : book_.routes)
      check_route(route, {});
    if (book_.fallback) check_route(*book_.fallback, {});
  }

 private:
  void check_input(const book::linked_input& input);
  void check_derived(const book::linked_derived& derived);
  void check_route(const book::linked_route& route, const std::string& group);
  void check_group(std::uint32_t index);

  void check_optional(const book::condition& what, std::string name, std::string advice);
  void check_inside(const lang::ast& tree, std::uint32_t node, const std::string& owner);
  void check_own(const subject& what);

  const book::rulebook& book_;
  condition_judge& judge_;
};

/// The conditions of one group, over value classes that all of them share.
class group_check {
 public:
  group_check(const book::rulebook& book, std::uint32_t index, condition_judge& judge);

  void run();

 private:
  [[nodiscard]] expected<box_list> boxes_of(term_index formula);
  [[nodiscard]] std::optional<box_list> checked(const book::linked_rule& rule,
                                                term_index formula,
                                                const box_list& scope);
  void check_levels(std::optional<std::uint32_t> need);
  [[nodiscard]] joint_subject level_subject(book::level_index level,
                                            std::optional<std::uint32_t> need) const;

  const book::rulebook& book_;
  const book::linked_group& group_;
  condition_judge& judge_;
  formula_pool pool_;
  term_index scope_ = 0;
  std::vector<term_index> formulas_;  // per rule, without the scope
  std::shared_ptr<const box_space> space_;
  std::vector<std::optional<box_list>> rules_;  // with the scope; none: over budget
};

// --- conditions by themselves
// ---------------------------------------------------------------

void book_check::check_input(const book::linked_input& input) {
  const auto of_input = " of input " + in_backticks(input.id);
  check_optional(input.applies_when, "`applies-when`" + of_input,
                 "leave it out, and `otherwise` with it");
  for (const auto& inference : input.inferences) {
    check_optional(inference.when, "`when` of an `infer`" + of_input, "leave it out");
    if (!inference.value) continue;
    const auto& tree = *inference.value;
    const auto name = "`value` of an `infer`" + of_input;
    if (tree.top().type.kind == lang::kind::boolean) {
      check_own({name, &tree, tree.root, {}, {}, constants::fine});
    }
    check_inside(tree, tree.root, name);
  }
  for (const auto& presumption : input.presumptions) {
    check_optional(presumption.when, "`when` of a `presume`" + of_input, "leave it out");
  }
}

void book_check::check_derived(const book::linked_derived& derived) {
  const auto name = "derived value " + in_backticks(derived.id);
  if (derived.expression) {
    const auto& tree = *derived.expression;
    if (derived.type.kind == lang::kind::boolean) {
      check_own({"the expression of " + name,
                 &tree,
                 tree.root,
                 {},
                 "a value that is always the same need not be derived",
                 constants::error});
    }
    check_inside(tree, tree.root, name);
  }
  for (const auto& item : derived.items) {
    if (!item.value) continue;
    check_inside(*item.value, item.value->root,
                 "item " + in_backticks(item.id) + " of " + name);
  }
}

void book_check::check_route(const book::linked_route& route, const std::string& group) {
  if (!route.when) return;
  const auto& words = book_.words();
  auto id = words.channels[route.channel].id.text;
  if (route.professional) id += "/" + words.professionals[*route.professional].id.text;
  check_optional(route.when, "`when` of route " + in_backticks(id) + group,
                 "leave it out");
}

void book_check::check_optional(const book::condition& what, std::string name,
                                std::string advice) {
  if (!what) return;
  check_inside(*what, what->root, name);
  check_own(
      {std::move(name), &*what, what->root, {}, std::move(advice), constants::error});
}

/// What stands inside arithmetic and is decided by itself: what a count counts, and the
/// `if` of what is no condition.
void book_check::check_inside(const lang::ast& tree, std::uint32_t node,
                              const std::string& owner) {
  const auto& here = tree.at(node);
  const auto check_part = [&](std::uint32_t part, const char* role) {
    check_own(
        {quoted(tree, part) + role + owner, &tree, part, {}, {}, constants::warning});
  };
  if (here.op == op::count_true) {
    for (const auto part : here.children)
      check_part(part, ", counted in ");
  } else if (here.op == op::conditional && here.type.kind != lang::kind::boolean) {
    check_part(here.children.front(), ", an `if` of ");
  }
  for (const auto part : here.children)
    check_inside(tree, part, owner);
}

void book_check::check_own(const subject& what) {
  if (judge_.spent()) return;
  formula_pool pool;
  condition_builder builder(book_, pool);
  const auto formula = builder.condition(*what.tree, what.node);
  const auto boxes = judge_.limited(
      [&](box_budget& budget) { return maximal_boxes(pool, formula, budget); });
  if (!boxes) return judge_.over(what, boxes.error().code);
  judge_.judge(what, *boxes);
  judge_.note_size(what, boxes->size());
}

void book_check::check_group(std::uint32_t index) {
  const auto& group = book_.groups[index];
  const auto of_group = " of group " + in_backticks(group.id);
  check_optional(group.applies_when, "`applies-when`" + of_group, "leave it out");
  for (const auto& rule : group.rules) {
    if (!rule.when) continue;
    check_inside(*rule.when, rule.when->root,
                 "the condition of rule " + in_backticks(rule.id));
  }
  for (const auto& route : group.routes)
    check_route(route, of_group);
  if (!judge_.spent()) group_check(book_, index, judge_).run();
}

// --- the conditions of a group together
// -----------------------------------------------------

group_check::group_check(const book::rulebook& book, std::uint32_t index,
                         condition_judge& judge)
    : book_(book), group_(book.groups[index]), judge_(judge) {
  condition_builder builder(book, pool_);
  scope_ = builder.scope(index);
  for (const auto& rule : group_.rules)
    formulas_.push_back(builder.condition(rule.when));
  auto all = formulas_;
  all.push_back(scope_);
  space_ = std::make_shared<const box_space>(pool_, all);
}

void group_check::run() {
  const auto scope = boxes_of(scope_);
  if (!scope) return;  // reported with `applies-when`
  for (std::size_t i = 0; i < group_.rules.size() && !judge_.spent(); ++i) {
    rules_.push_back(checked(group_.rules[i], formulas_[i], *scope));
  }
  check_levels(std::nullopt);
  const auto all = rules_at(group_, book_.default_level(), std::nullopt);
  for (std::uint32_t need = 0; need < limits::needs; ++need) {
    const auto some = rules_at(group_, book_.default_level(), need);
    // where all rules speak for a need, it is decided as the group is
    if (!some.empty() && some != all) check_levels(need);
  }
}

expected<box_list> group_check::boxes_of(term_index formula) {
  return judge_.limited(
      [&](box_budget& budget) { return maximal_boxes(pool_, formula, space_, budget); });
}

/// The boxes of a rule with its scope; nothing where they are over budget, which it
/// reports.
std::optional<box_list> group_check::checked(const book::linked_rule& rule,
                                             term_index formula, const box_list& scope) {
  if (!rule.when) return scope;
  const auto name = "the condition of rule " + in_backticks(rule.id);
  const subject what{name,
                     &*rule.when,
                     rule.when->root,
                     rule.id,
                     "what always holds in the scope is for `otherwise`",
                     constants::error};
  const auto own = boxes_of(formula);
  if (!own) {
    judge_.over(what, own.error().code);
    return std::nullopt;
  }
  judge_.judge(what, *own);
  const joint_subject in_scope{name + " with its scope", what.where(), rule.id,
                               shared_hint};
  auto both = judge_.limited(
      [&](box_budget& budget) { return intersected(scope, *own, budget); });
  if (!both) {
    judge_.over(in_scope, both.error().code);
    return std::nullopt;
  }
  if (both->never_holds() && !own->never_holds() && !scope.never_holds()) {
    judge_.report({errc::condition_never, severity::warning, in_scope.where,
                   name + " never holds in the scope of group " + in_backticks(group_.id),
                   "the group's `applies-when` excludes it", rule.id});
  }
  judge_.note_size(in_scope, both->size());
  return std::move(*both);
}

/// condition(group, level) for each level at which there are rules: they and those of the
/// levels above. Ends at the first that is over budget: the next would hold more.
void group_check::check_levels(std::optional<std::uint32_t> need) {
  box_list sum(space_);
  for (book::level_index level = 0; level < book_.level_count; ++level) {
    const auto what = level_subject(level, need);
    bool has_rules = false;
    for (const auto rule : rules_at(group_, level, need)) {
      if (*group_.rules[rule].urgency != level) continue;
      if (judge_.spent() || !rules_[rule]) return;  // reported with the rule
      auto next = judge_.limited([&](box_budget& budget) {
        budget.boxes = limits::intermediate_boxes;  // not yet the level's last rule
        return united(sum, *rules_[rule], budget);
      });
      if (!next) return judge_.over(what, next.error().code);
      sum = std::move(*next);
      has_rules = true;
    }
    if (!has_rules) continue;
    if (sum.size() > limits::boxes_per_condition) {
      return judge_.over(what, errc::limit_boxes);
    }
    judge_.note_size(what, sum.size());
  }
}

joint_subject group_check::level_subject(book::level_index level,
                                         std::optional<std::uint32_t> need) const {
  const auto& words = book_.words();
  auto name = "group " + in_backticks(group_.id) + " at " +
              in_backticks(words.levels[level].id.text);
  if (need) name += " for " + in_backticks(words.needs[*need].id.text);
  const auto where =
      group_.declared == nullptr ? source_span{} : group_.declared->id.where;
  return {std::move(name), where, {}, shared_hint};
}

}  // namespace

void check_conditions(const book::rulebook& book, findings& out) {
  std::vector<condition_size> sizes;
  check_conditions(book, out, sizes);
}

void check_conditions(const book::rulebook& book, findings& out,
                      std::vector<condition_size>& sizes) {
  condition_judge judge(book, out, sizes);
  book_check(book, judge).run();
}

}  // namespace arvio::inline v0::compile
