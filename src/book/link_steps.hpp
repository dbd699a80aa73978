#ifndef ARVIO_SRC_BOOK_LINK_STEPS_HPP
#define ARVIO_SRC_BOOK_LINK_STEPS_HPP

#include "link_context.hpp"

#include <memory>
#include <vector>

/// The steps of link(), in the order in which they are taken. Each reports what it finds
/// and goes on, so that one run shows everything; what is at fault has the type `none`,
/// about which nothing more is said.
namespace arvio::inline v0::book::linking {

/// Puts the rule sets in order and resolves `use`. False where there is no vocabulary,
/// without which nothing else can be said, or where something is over budget.
[[nodiscard]] bool arrange_sets(context& at,
                                const std::vector<std::shared_ptr<const rule_set>>& sets);

/// Names, types and domains of all inputs; names of all derived values.
void declare_inputs(context& at);
void declare_derived(context& at);

/// Finds circles among inputs and derived values, and the order of evaluation.
void order_evaluation(context& at);

/// Definitions of derived values, each after those it is made of.
void link_derived(context& at);

/// What is known of inputs without asking: inference, applicability, presumptions;
/// `after` and `max-age`.
void link_inputs(context& at);

/// The calendar, deadlines and their kinds.
void link_deadlines(context& at);

/// Whether a limit of rule set `set` can be counted; a finding where it counts working
/// days and there is no calendar.
void check_calendar(context& at, std::uint32_t set, const name& needs_it);

/// Duties, groups with their rules and routes, the vocabulary's routes.
void link_groups(context& at);

/// Names and values of cases and baselines. They are not part of the book.
void check_cases(context& at);

/// Takes the conditions out of a book with faults that rest on what is at fault, so that
/// those that are left can be looked at.
void leave_sound_conditions(context& at);

}  // namespace arvio::inline v0::book::linking

#endif  // ARVIO_SRC_BOOK_LINK_STEPS_HPP
