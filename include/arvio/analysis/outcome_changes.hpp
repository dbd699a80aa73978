#ifndef ARVIO_ANALYSIS_OUTCOME_CHANGES_HPP
#define ARVIO_ANALYSIS_OUTCOME_CHANGES_HPP

#include "arvio/book/rulebook.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// What comes out otherwise when a contact is assessed with other rule sets.
namespace arvio::inline v0::analysis {

/// Which way a contact's assessment goes from the earlier book to the later one: its
/// recommended level, else its lower bound.
enum class direction : std::uint8_t {
  more_urgent,
  less_urgent,
  listed,  // the urgency stays; a rule is listed that was not: texts, duties, suggestions
  unlisted,  // the urgency stays; a rule is no longer listed
  routed,    // the urgency stays; other routes are offered
};

/// Contacts for which it goes one way, with one that shows it.
///
/// Meaning  the reference interpreter assessed the contact with both books, as one that
///          is finished; `before` and `after` are what came out.
struct outcome_change {
  std::string rule_set;  // both empty where no rule's condition differs, but what is
  std::string rule;      // inferred, presumed, required or routed;
  std::string input;     // then the input of which something else is known, if it is one
  direction way = direction::more_urgent;
  bool exact = false;   // `where` is a box of contacts that all go this way ...
  std::string where;    // ... "`age` 16 to 17, `cold_sweat` true"; else empty
  std::string contact;  // the answers of one, as cases write them
  std::string before;   // "complete, U3"
  std::string after;
};

/// A rule whose condition is written otherwise and of which no contact was found that
/// shows it.
struct silent_rule {
  std::string rule_set;
  std::string rule;
  bool proven = false;  // there is none; else the search ended
};

struct outcome_changes {
  std::vector<outcome_change> changes;  // by rule in the author's order, then by way
  std::vector<silent_rule> silent;
  std::size_t boxes_left_out = 0;     // boxes beyond `most_of_a_kind`
  std::size_t contacts_compared = 0;  // by the search for what no rule's condition shows
};

struct outcome_budget {
  std::size_t most_of_a_kind = 3;       // contacts per rule and way
  std::size_t search_steps = 5'000;     // of the search for one contact
  std::size_t contacts_compared = 300;  // of each such search
  std::uint64_t seed = 1;
};

/// Compares what two books make of contacts.
///
/// Meaning  rules are matched by rule set and id. Where the condition of a rule differs,
///          the difference is found over maximal boxes: exactly, slots taken as
///          independent; a slot means the same in both books where its declaration or
///          definition is written alike. Each change is then shown by a contact. What no
///          rule's condition shows is searched for among contacts made from the baselines
///          and cases of both books, with answers changed or left out; of an input of
///          which something else is inferred, presumed or presupposed, with the answers
///          that say something of it on each side of what they are compared with.
/// Errors   none: a condition over the budget for boxes is searched instead.
[[nodiscard]] outcome_changes outcome_changes_between(const book::rulebook& before,
                                                      const book::rulebook& after,
                                                      const outcome_budget& budget);

}  // namespace arvio::inline v0::analysis

#endif  // ARVIO_ANALYSIS_OUTCOME_CHANGES_HPP
