#ifndef ARVIO_COMPILE_CHECK_HPP
#define ARVIO_COMPILE_CHECK_HPP

#include "arvio/base/diagnostic.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/compile/closed_conditions.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace arvio::inline v0::compile {

/// How many boxes a condition has, for authors who want to see what costs how much.
struct condition_size {
  std::string name;  // "the condition of rule `CP-01`", "group `adult` at `U1`"
  source_span where;
  std::size_t boxes = 0;

  friend bool operator==(const condition_size&, const condition_size&) = default;
};

/// Finds the conditions of a book that say nothing, and those that have too many boxes.
///
/// Meaning  condition_never, condition_always: errors for the own condition of a rule,
///          for `applies-when`, the `when` of `infer`, `presume`, routes and deadlines,
///          and the expression of a boolean derived value; warnings for what a count
///          counts, for the `if` of a number, and (never) for a rule in the scope of its
///          group.
///          limit_boxes, limit_work: errors for all of these, for scope and condition
///          of a rule, and for what a group's rules say together of a level, or of a
///          level for one need; above limits::boxes_warning a warning. A finding stands
///          at the condition, or at the group's id where it is about its rules
///          together.
/// Counts   the work of closed_conditions. When that of the book has run out, one
///          limit_work error says so and the rest is not checked.
void check_conditions(const book::rulebook& book, findings& out);
/// The same of conditions that are to be compiled too.
void check_conditions(closed_conditions& conditions, findings& out);

/// The same, and the number of boxes of each condition that is within the limits: of a
/// rule with its scope, of a group per level at which it has rules.
void check_conditions(const book::rulebook& book, findings& out,
                      std::vector<condition_size>& sizes);

}  // namespace arvio::inline v0::compile

#endif  // ARVIO_COMPILE_CHECK_HPP
