#ifndef ARVIO_BOOK_OUTCOME_HPP
#define ARVIO_BOOK_OUTCOME_HPP

#include "arvio/base/value_set.hpp"
#include "arvio/base/verdict.hpp"
#include "arvio/book/answer.hpp"
#include "arvio/book/rulebook.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

/// What an evaluation says of a contact, in places of the book. The interpreter and the
/// core each fill one, and two of them are compared.
namespace arvio::inline v0::book {

/// A rule of a group; `otherwise` is the last rule of its group.
struct rule_reference {
  std::uint32_t group = 0;
  std::uint32_t rule = 0;

  friend bool operator==(const rule_reference&, const rule_reference&) = default;
};

/// A route of a group, or of the vocabulary.
struct route_reference {
  std::optional<std::uint32_t> group;
  std::uint32_t route = 0;

  friend bool operator==(const route_reference&, const route_reference&) = default;
};

[[nodiscard]] inline const linked_route& route_of(const rulebook& book,
                                                  const route_reference& which) {
  return which.group ? book.groups[*which.group].routes[which.route]
                     : book.routes[which.route];
}

/// Why a question is asked: what it could decide.
struct reason {
  arvio::purpose purpose = purpose::urgency;
  std::optional<level_index> level;
  std::optional<std::uint32_t> group;
  std::vector<rule_reference> rules;  // the rules it is open in

  friend bool operator==(const reason&, const reason&) = default;
};

struct question {
  std::uint32_t input = 0;
  arvio::purpose purpose = purpose::urgency;  // of the most urgent reason
  std::optional<level_index> level;           // of the most urgent reason
  std::vector<reason> reasons;                // most urgent first

  friend bool operator==(const question&, const question&) = default;
};

/// A certain rule with the inputs whose answers make it certain: none of them can be
/// left out.
struct certain_rule {
  rule_reference rule;
  std::vector<std::uint32_t> inputs;

  friend bool operator==(const certain_rule&, const certain_rule&) = default;
};

struct suggestion {
  rule_reference rule;
  level_index level = 0;
  arvio::certainty certainty = certainty::possible;

  friend bool operator==(const suggestion&, const suggestion&) = default;
};

struct applying_duty {
  std::uint32_t duty = 0;
  arvio::certainty certainty = certainty::possible;

  friend bool operator==(const applying_duty&, const applying_duty&) = default;
};

/// A deadline that applies or may (docs/services.md, "Deadlines"), as far as no calendar
/// is needed: each of the three that decide it is certain or possible.
struct applying_deadline {
  std::uint32_t deadline = 0;
  arvio::certainty asked = certainty::possible;  // some rule that names its kind
  arvio::certainty when = certainty::possible;   // its own condition
  arvio::certainty in_force = certainty::possible;
  std::vector<rule_reference> asked_by{};  // not excluded
  /// The dates of the event, in units of its input; absent where nothing is known of it,
  /// and where it is the assessment.
  std::optional<value_set> event{};

  [[nodiscard]] arvio::certainty state() const {
    return std::min({asked, when, in_force});
  }

  friend bool operator==(const applying_deadline&, const applying_deadline&) = default;
};

struct refused_route {
  route_reference route;
  arvio::certainty condition = certainty::excluded;  // possible: "not known"
  bool in_scope = true;  // false: its group does not speak for this contact
  /// Possible: the inputs that would have to be known.
  std::vector<std::uint32_t> unknown{};

  friend bool operator==(const refused_route&, const refused_route&) = default;
};

/// The routes of one need, in the order in which they are offered.
struct need_routes {
  std::optional<std::uint32_t> need;  // absent: the vocabulary's routes that name none
  level_index level = 0;
  std::vector<route_reference> offered;
  std::vector<refused_route> refused;
  bool fallback = false;  // nothing was open: the vocabulary's fallback is given

  friend bool operator==(const need_routes&, const need_routes&) = default;
};

struct need_outcome {
  std::uint32_t need = 0;
  arvio::bounds bounds;
  level_index cautious = 0;  // not_excluded, with presumptions

  friend bool operator==(const need_outcome&, const need_outcome&) = default;
};

/// Lists of rules, suggestions and duties are ordered by level (none last), then in the
/// author's order; lists of inputs in the author's order.
struct outcome {
  arvio::status status = status::open;
  std::optional<recommendation> recommended;
  arvio::bounds bounds;
  level_index cautious = 0;
  std::vector<need_outcome> needs;  // those present
  certainty coverage = certainty::possible;
  std::vector<std::uint32_t> uncovered;  // complaints
  std::vector<certain_rule> rules_certain;
  std::vector<rule_reference> rules_possible;
  std::vector<suggestion> suggestions;
  std::vector<applying_duty> duties;
  std::vector<applying_deadline> deadlines;  // in the order of the book
  std::vector<value_set> derived;            // one per derived value of the book
  std::vector<need_routes> routes;
  std::vector<question> questions;
  std::vector<question> further;
  std::optional<recommendation> if_finished;  // while open
  std::vector<std::uint32_t> inferred;        // inputs
  std::vector<presumed_input> presumed;       // what replaced more than one value
  std::vector<std::uint32_t> unexpected;
  std::vector<std::uint32_t> outdated;  // answered too long ago: counts as not asked
  std::vector<std::uint32_t> required_unanswered;

  friend bool operator==(const outcome&, const outcome&) = default;
};

}  // namespace arvio::inline v0::book

#endif  // ARVIO_BOOK_OUTCOME_HPP
