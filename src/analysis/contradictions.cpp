#include "arvio/compile/condition.hpp"

#include "lang/wording.hpp"
#include "workbench.hpp"

#include <algorithm>
#include <set>

namespace arvio::inline v0::analysis {

namespace {

using lang::in_backticks;

class contradiction_finder {
 public:
  explicit contradiction_finder(workbench& bench) : bench_(bench), book_(bench.book) {}

  void run() {
    for (std::uint32_t i = 0; i < book_.inputs.size(); ++i) {
      const auto count = book_.inputs[i].inferences.size();
      for (std::size_t b = 1; b < count; ++b) {
        for (std::size_t a = 0; a < b; ++a) {
          if (check(i, a, b)) break;  // one is enough
        }
      }
    }
  }

 private:
  bool check(std::uint32_t index, std::size_t a, std::size_t b) {
    const auto& input = book_.inputs[index];
    const auto& one = input.inferences[a];
    const auto& other = input.inferences[b];
    if (one.values && other.values && one.values->meets(*other.values)) return false;
    compile::formula_pool pool;
    compile::condition_builder builder(book_, pool);
    const auto both =
        pool.all({builder.condition(one.when), builder.condition(other.when)});
    compile::box_budget budget;
    const auto boxes = maximal_boxes(pool, both, budget);
    if (!boxes) return false;  // the load has refused it

    witness_request wanted;
    wanted.pool = &pool;
    wanted.vary = inputs_of({&one, &other});
    wanted.unexpected_may_be = true;
    wanted.confirm = [&](const book::answers& contact) {
      const auto unexpected = bench_.evaluator.assess(contact).unexpected;
      return std::find(unexpected.begin(), unexpected.end(), index) != unexpected.end();
    };
    const auto start = empty_start(book_);
    for (std::size_t box = 0; box < boxes->size(); ++box) {
      wanted.demands = demands_of(pool, *boxes, box);
      const auto found = bench_.find(wanted, {&start, 1}, {2000, 1}).result;
      if (!found.contact) continue;
      const auto& unasked = found.contact->by_input[index].state;
      if (unasked != answer_state::not_asked) continue;
      report(input, a, b, words(book_, *found.contact, start));
      return true;
    }
    return false;
  }

  /// What the values of expressions hang on; those of fixed values on nothing.
  [[nodiscard]] std::vector<std::uint32_t> inputs_of(
      const std::vector<const book::linked_inference*>& inferences) const {
    mentions named;
    for (const auto* one : inferences)
      mention(book_, one->value, named);
    std::set<std::uint32_t> found;
    for (const auto& one : all_behind(book_, named, false).variables)
      found.insert(one.input);
    return {found.begin(), found.end()};
  }

  void report(const book::linked_input& input, std::size_t a, std::size_t b,
              const std::string& contact) {
    const auto& declared = input.declared->inferences;
    bench_.out.push_back(
        {errc::none, severity::note, declared[b].where,
         "this and an earlier inference of " + in_backticks(input.id) +
             " can hold together and leave no value; then neither counts",
         "", "",
         contact + " leaves " + in_backticks(input.id) + " no value by inferences " +
             std::to_string(a + 1) + " and " + std::to_string(b + 1)});
  }

  workbench& bench_;
  const book::rulebook& book_;
};

}  // namespace

void note_contradictions(workbench& bench) { contradiction_finder(bench).run(); }

}  // namespace arvio::inline v0::analysis
