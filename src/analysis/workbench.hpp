#ifndef ARVIO_SRC_ANALYSIS_WORKBENCH_HPP
#define ARVIO_SRC_ANALYSIS_WORKBENCH_HPP

#include "arvio/analysis/witness.hpp"
#include "arvio/base/diagnostic.hpp"
#include "arvio/base/limits.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/compile/boxes.hpp"
#include "arvio/engine/repository.hpp"
#include "arvio/reference/interpreter.hpp"

#include "dependencies.hpp"
#include "reference/prepared.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What the searches for static findings share, and those searches.
namespace arvio::inline v0::analysis {

/// What looking into rule sets may still cost: limits::search_steps in all, or more of
/// them where notes are asked for. Changes whether something is found, never what.
class search_work {
 public:
  explicit search_work(bool notes) noexcept
      : left_(notes ? limits::search_steps_for_notes : limits::search_steps) {}
  /// Counts steps; false where none are left.
  bool spend(std::size_t steps) noexcept {
    left_ -= std::min(left_, steps);
    return left_ != 0;
  }
  [[nodiscard]] bool is_spent() const noexcept { return left_ == 0; }
  [[nodiscard]] std::size_t left() const noexcept { return left_; }

 private:
  std::size_t left_;
};

/// A book with all that is needed to look into it.
struct workbench {
  workbench(const book::rulebook& of, search_work& with, findings& into)
      : book(of),
        work(with),
        values(values_of(of)),
        rules(of),
        evaluator(of),
        search(of),
        classes(classes_of_inputs(of)),
        out(into) {}

  /// witness_search::find, as long as there is work left.
  [[nodiscard]] witness_search::placed_result find(const witness_request& wanted,
                                                   std::span<const starting_point> starts,
                                                   search_budget budget) const;
  [[nodiscard]] witness_search::placed_result find(
      const witness_request& wanted, std::span<const starting_point> starts) const {
    return find(wanted, starts, {});
  }

  const book::rulebook& book;
  search_work& work;
  std::size_t values;  // that one evaluation finds
  reference::prepared rules;
  reference::interpreter evaluator;
  witness_search search;
  std::vector<input_classes> classes;  // of the inputs
  findings& out;
};

/// "`A`, `B` and `C`".
[[nodiscard]] std::string listed(const std::vector<std::string>& names);

/// What a contact has to have to be inside a box.
[[nodiscard]] std::vector<demand> demands_of(const compile::formula_pool& pool,
                                             const compile::box_list& boxes,
                                             std::size_t box);

/// rule_covered. Over slots taken as independent: what is covered only because of how
/// slots hang together is not found.
void find_covered_rules(workbench& bench);

/// condition_never, where boxes exist and yet no contact is inside one.
void find_never_true(workbench& bench);

/// asked_early, by the order in which inputs are declared and `after`.
void find_asked_early(workbench& bench);

/// deadline_hole, between deadlines of one kind, event and condition.
void find_deadline_holes(const book::rulebook& book, findings& out);

/// deadline_unnamed; of a rule set without rules, which is there for others, a note.
void find_unnamed_kinds(const repository& loaded, bool notes, findings& out);

/// Notes on rules that test several things which depend on one input.
void note_shared_inputs(workbench& bench);

/// Notes on inferences that can contradict each other.
void note_contradictions(workbench& bench);

/// Notes on what presumptions can lower.
void note_presumptions(workbench& bench);

}  // namespace arvio::inline v0::analysis

#endif  // ARVIO_SRC_ANALYSIS_WORKBENCH_HPP
