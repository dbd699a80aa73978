#include "arvio/compile/check.hpp"

#include "arvio/base/limits.hpp"
#include "arvio/compile/boxes.hpp"
#include "arvio/compile/closed_conditions.hpp"
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
  book_check(closed_conditions& conditions, condition_judge& judge)
      : book_(conditions.book()), conditions_(conditions), judge_(judge) {}

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
    for (const auto& deadline : book_.deadlines)
      check_optional(deadline.when, "`when` of deadline " + in_backticks(deadline.id),
                     "leave it out");
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
  closed_conditions& conditions_;
  condition_judge& judge_;
};

/// The conditions of one group together.
class group_check {
 public:
  group_check(closed_conditions& conditions, std::uint32_t index, condition_judge& judge)
      : book_(conditions.book()),
        index_(index),
        group_(book_.groups[index]),
        conditions_(conditions),
        judge_(judge) {}

  void run();

 private:
  void check_rule(std::uint32_t index, const box_list& scope);
  void check_levels(std::optional<std::uint32_t> need);
  void warn_apart(errc why);
  [[nodiscard]] source_span place() const;
  [[nodiscard]] joint_subject level_subject(book::level_index level,
                                            std::optional<std::uint32_t> need) const;

  const book::rulebook& book_;
  std::uint32_t index_;
  const book::linked_group& group_;
  closed_conditions& conditions_;
  condition_judge& judge_;
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
  const auto& boxes = conditions_.boxes(*what.tree, what.node);
  if (!boxes) return judge_.over(what, boxes.error());
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
  if (!judge_.spent()) group_check(conditions_, index, judge_).run();
}

// --- the conditions of a group together
// -----------------------------------------------------

void group_check::run() {
  if (const auto slot = conditions_.too_wide(index_)) {
    return judge_.report(
        {errc::limit_count, severity::error, place(),
         "the conditions of group " + in_backticks(group_.id) + " tell more than " +
             std::to_string(limits::values_told_apart) + " values of " +
             in_backticks(conditions_.pool().slot_at(*slot).text) + " apart",
         "split the group, or write a table of what the values stand for", ""});
  }
  const auto& scope = conditions_.scope(index_);
  if (!scope) return;  // reported with `applies-when`
  for (std::uint32_t i = 0; i < group_.rules.size() && !judge_.spent(); ++i) {
    if (group_.rules[i].when) check_rule(i, *scope);
  }
  if (const auto why = conditions_.apart(index_); why != errc::none)
    return warn_apart(why);
  check_levels(std::nullopt);
  const auto all = rules_at(group_, book_.default_level(), std::nullopt);
  for (std::uint32_t need = 0; need < limits::needs; ++need) {
    const auto some = rules_at(group_, book_.default_level(), need);
    // where all rules speak for a need, it is decided as the group is
    if (!some.empty() && some != all) check_levels(need);
  }
}

/// A rule by itself and with its scope.
void group_check::check_rule(std::uint32_t index, const box_list& scope) {
  const auto& rule = group_.rules[index];
  const auto name = "the condition of rule " + in_backticks(rule.id);
  const subject what{name,
                     &*rule.when,
                     rule.when->root,
                     rule.id,
                     "what always holds in the scope is for `otherwise`",
                     constants::error};
  const auto& own = conditions_.own(index_, index);
  if (!own) return judge_.over(what, own.error());
  judge_.judge(what, *own);
  const joint_subject in_scope{name + " with its scope", what.where(), rule.id,
                               shared_hint};
  const auto& both = conditions_.in_scope(index_, index);
  if (!both) return judge_.over(in_scope, both.error());
  if (both->never_holds() && !own->never_holds() && !scope.never_holds()) {
    judge_.report({errc::condition_never, severity::warning, in_scope.where,
                   name + " never holds in the scope of group " + in_backticks(group_.id),
                   "the group's `applies-when` excludes it", rule.id});
  }
  judge_.note_size(in_scope, both->size());
}

/// condition(group, level) for each level at which there are rules: they and those of the
/// levels above.
void group_check::check_levels(std::optional<std::uint32_t> need) {
  if (judge_.spent()) return;
  for (const auto& one : conditions_.levels(index_, need))
    judge_.note_size(level_subject(one.level, need), one.boxes.size());
}

/// Its rules are then taken one by one, which is safe but says less.
void group_check::warn_apart(errc why) {
  const bool boxes = why == errc::limit_boxes;
  judge_.report({why, severity::warning, place(),
                 "what the rules of group " + in_backticks(group_.id) + " say together " +
                     (boxes ? "falls into more than " +
                                  std::to_string(limits::boxes_per_condition) + " boxes"
                            : "takes more work than one group may") +
                     ": each is taken by itself",
                 "split the group, or " + std::string(shared_hint), ""});
}

joint_subject group_check::level_subject(book::level_index level,
                                         std::optional<std::uint32_t> need) const {
  const auto& words = book_.words();
  auto name = "group " + in_backticks(group_.id) + " at " +
              in_backticks(words.levels[level].id.text);
  if (need) name += " for " + in_backticks(words.needs[*need].id.text);
  return {std::move(name), place(), {}, shared_hint, true};
}

source_span group_check::place() const {
  return group_.declared == nullptr ? source_span{} : group_.declared->id.where;
}

void check(closed_conditions& conditions, findings& out,
           std::vector<condition_size>& sizes) {
  condition_judge judge(conditions.book(), out, sizes);
  book_check(conditions, judge).run();
}

}  // namespace

void check_conditions(const book::rulebook& book, findings& out) {
  closed_conditions conditions(book);
  check_conditions(conditions, out);
}

void check_conditions(closed_conditions& conditions, findings& out) {
  std::vector<condition_size> sizes;
  check(conditions, out, sizes);
}

void check_conditions(const book::rulebook& book, findings& out,
                      std::vector<condition_size>& sizes) {
  closed_conditions conditions(book);
  check(conditions, out, sizes);
}

}  // namespace arvio::inline v0::compile
