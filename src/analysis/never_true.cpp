#include "arvio/compile/condition.hpp"

#include "lang/wording.hpp"
#include "workbench.hpp"

#include <functional>
#include <utility>

namespace arvio::inline v0::analysis {

namespace {

using lang::in_backticks;

using make_formula = std::function<compile::term_index(compile::condition_builder&)>;

/// Whether a condition has boxes and no contact is inside one of them: because what it
/// tests hangs together.
bool is_never_true(const workbench& bench, const make_formula& make) {
  if (bench.work.is_spent()) return false;
  compile::formula_pool pool;
  compile::condition_builder builder(bench.book, pool);
  compile::box_budget budget;
  const auto boxes = maximal_boxes(pool, make(builder), budget);
  if (!boxes || boxes->never_holds()) return false;  // compile::check_conditions tells
  const auto start = empty_start(bench.book);
  for (std::size_t box = 0; box < boxes->size(); ++box) {
    witness_request wanted;
    wanted.pool = &pool;
    wanted.demands = demands_of(pool, *boxes, box);
    if (!bench.find(wanted, {&start, 1}).result.exhaustive) return false;
  }
  return true;
}

class never_finder {
 public:
  explicit never_finder(workbench& bench) : bench_(bench), book_(bench.book) {}

  void run() {
    for (const auto& input : book_.inputs) {
      const auto of_input = " of input " + in_backticks(input.id);
      check(input.applies_when, "`applies-when`" + of_input);
      for (const auto& one : input.inferences)
        check(one.when, "`when` of an `infer`" + of_input);
      for (const auto& one : input.presumptions)
        check(one.when, "`when` of a `presume`" + of_input);
    }
    for (std::uint32_t g = 0; g < book_.groups.size(); ++g)
      group(g);
  }

 private:
  void group(std::uint32_t index) {
    const auto& group = book_.groups[index];
    const auto name = "`applies-when` of group " + in_backticks(group.id);
    if (check(group.applies_when, name)) return;  // none of its rules does then
    for (std::uint32_t r = 0; r < group.rules.size(); ++r) {
      const auto& rule = group.rules[r];
      if (!rule.when) continue;
      const auto formula = [&](auto& builder) { return builder.rule(index, r); };
      if (is_never_true(bench_, formula))
        report(rule.declared->when->where,
               "the condition of rule " + in_backticks(rule.id), rule.id);
    }
  }

  bool check(const book::condition& what, const std::string& name) {
    if (!what) return false;
    const auto formula = [&](auto& builder) { return builder.condition(what); };
    if (!is_never_true(bench_, formula)) return false;
    report(what->top().where, name, "");
    return true;
  }

  void report(source_span where, const std::string& name, const std::string& rule) {
    bench_.out.push_back(
        {errc::condition_never, severity::warning, where,
         name + " never holds, whatever is answered",
         "all combinations were gone through: what it tests hangs together by derived "
         "values, applicability or inferences",
         rule});
  }

  workbench& bench_;
  const book::rulebook& book_;
};

}  // namespace

void find_never_true(workbench& bench) { never_finder(bench).run(); }

}  // namespace arvio::inline v0::analysis
