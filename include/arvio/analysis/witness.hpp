#ifndef ARVIO_ANALYSIS_WITNESS_HPP
#define ARVIO_ANALYSIS_WITNESS_HPP

#include "arvio/base/value_set.hpp"
#include "arvio/book/answer.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/compile/formula.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// Contacts that show something: that a rule can hold, that two versions differ.
namespace arvio::inline v0::analysis {

/// A slot of a formula_pool over the book, and the values it is to have.
struct demand {
  compile::slot_index slot = 0;
  value_set values;
};

/// The answers that a search begins with, and what to call them.
struct starting_point {
  std::string baseline;  // `well`; empty: nobody was asked anything
  book::answers contact;
};

/// The baselines of a group, in their order, as contacts at noon (Helsinki time) on its
/// rule set's first day: what its cases start from. Without one, a contact without
/// answers at that time.
[[nodiscard]] std::vector<starting_point> starting_points(const book::rulebook& book,
                                                          std::uint32_t group);

/// A contact without answers, at noon (Helsinki time) on the first day on which all rule
/// sets of the book are valid.
[[nodiscard]] starting_point empty_start(const book::rulebook& book);

/// Asks the reference interpreter whether a contact shows what it is to show.
using confirmation = std::function<bool(const book::answers&)>;

/// What a search looks for.
struct witness_request {
  const compile::formula_pool* pool = nullptr;  // of the demands; may be absent with them
  std::vector<demand> demands;
  /// Inputs whose answers may be changed besides those that the demands hang on, since
  /// `confirm` hangs on them.
  std::vector<std::uint32_t> vary;
  confirmation confirm;  // absent: what meets the demands will do
  /// Answers may be unexpected; then a search never proves that there is nothing.
  bool unexpected_may_be = false;
};

/// What a search may cost. It changes whether something is found, never what.
struct search_budget {
  std::size_t steps = 20'000;  // sets of answers that are evaluated
  std::uint64_t seed = 1;      // of the part of the search that is not systematic
};

struct witness_result {
  std::optional<book::answers> contact;
  bool exhaustive = false;  // nothing was found because there is nothing
  std::size_t steps = 0;    // that were taken
  std::size_t values = 0;   // that were found meanwhile, and names that were followed
};

/// Searches for contacts.
///
/// Meaning  a contact is found that differs from `start` only in inputs that the demands
///          hang on (through derived values, applicability and inferences) and in those
///          of `vary`; it differs in none that could have stayed; what differs is known.
///          For it the interpreter's possible set of each demanded slot lies inside its
///          values, no answer is unexpected that was not so in `start`, and `confirm` is
///          true. `exhaustive`: there is no such contact; this was proven by going
///          through all value classes, not supposed.
/// Cost     at most `budget.steps` evaluations of what the demands hang on, and as many
///          calls of `confirm`. The book must outlive the search. May be used by many
///          threads.
class witness_search {
 public:
  explicit witness_search(const book::rulebook& book);

  [[nodiscard]] witness_result find(const witness_request& wanted,
                                    const starting_point& start,
                                    const search_budget& budget) const;

  /// From each starting point in turn, until one leads somewhere; `from` is then its
  /// place.
  struct placed_result {
    witness_result result;
    std::size_t from = 0;
  };
  [[nodiscard]] placed_result find(const witness_request& wanted,
                                   std::span<const starting_point> starts,
                                   const search_budget& budget) const;

  /// The possible set of a slot for a contact, as the interpreter has it.
  [[nodiscard]] value_set possible(const compile::formula_pool& pool,
                                   compile::slot_index slot,
                                   const book::answers& contact) const;

 private:
  struct state;
  std::shared_ptr<const state> state_;
};

/// The answers in which a contact differs from where it started, as cases write them:
/// `<given age="50" cold_sweat="true"/>`, in the book's order.
[[nodiscard]] std::string given_element(const book::rulebook& book,
                                        const book::answers& contact,
                                        const book::answers& start);

/// The same with the name of the baseline: "baseline `well` with <given age="50"/>".
[[nodiscard]] std::string words(const book::rulebook& book, const book::answers& contact,
                                const starting_point& start);

}  // namespace arvio::inline v0::analysis

#endif  // ARVIO_ANALYSIS_WITNESS_HPP
