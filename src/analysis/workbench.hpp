#ifndef ARVIO_SRC_ANALYSIS_WORKBENCH_HPP
#define ARVIO_SRC_ANALYSIS_WORKBENCH_HPP

#include "arvio/analysis/witness.hpp"
#include "arvio/base/diagnostic.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/compile/boxes.hpp"
#include "arvio/engine/repository.hpp"
#include "arvio/reference/interpreter.hpp"

#include "dependencies.hpp"
#include "reference/prepared.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// What the searches for static findings share, and those searches.
namespace arvio::inline v0::analysis {

/// A book with all that is needed to look into it.
struct workbench {
  workbench(const book::rulebook& of, findings& into)
      : book(of),
        rules(of),
        evaluator(of),
        search(of),
        classes(classes_of_inputs(of)),
        out(into) {}

  const book::rulebook& book;
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
