#ifndef ARVIO_BOOK_RULEBOOK_HPP
#define ARVIO_BOOK_RULEBOOK_HPP

#include "arvio/base/date.hpp"
#include "arvio/base/time_limit.hpp"
#include "arvio/base/value_set.hpp"
#include "arvio/lang/ast.hpp"
#include "arvio/ruleset/ruleset.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

/// The rule sets that are assessed together, linked: every name is an index, every
/// expression is typed, every value a number of units. This is all that evaluation reads.
///
/// Everything stands in the author's order: the vocabulary first, then the rule sets by
/// id bytewise, then document order. So an index is also a place in that order.
namespace arvio::inline v0::book {

/// A position on the scale; 0 is the emergency level, the most urgent.
using level_index = std::uint32_t;
/// Bit n stands for need n of the vocabulary.
using need_set = std::uint64_t;

/// An expression of the book, typed.
using condition = std::optional<lang::ast>;

struct linked_inference {
  condition when;                   // absent: always
  std::optional<value_set> values;  // either this ...
  condition value;                  // ... or the values of this expression
  std::uint32_t source = 0;
};

struct linked_presumption {
  condition when;
  std::int64_t value = 0;                             // inputs other than codes
  std::vector<std::pair<std::uint32_t, bool>> codes;  // codes inputs: present or absent
};

struct linked_input {
  std::string id;
  std::uint32_t set = 0;                     // the rule set that declares it
  const ruleset::input* declared = nullptr;  // nullptr for the complaint
  lang::type type;
  value_set domain;                // not for codes
  std::vector<std::string> codes;  // code and codes: the ids in order
  bool is_complaint = false;
  condition applies_when;
  std::int64_t otherwise = 0;  // where applies_when is given; codes: all absent
  std::vector<linked_inference> inferences;
  std::vector<linked_presumption> presumptions;
  std::optional<std::uint32_t> after;
  std::optional<std::int64_t> max_age;  // seconds
};

/// A band, row or cell: where the input has one of `values`, `result` units.
struct linked_row {
  value_set values;
  value_set second;  // tables with two inputs; empty otherwise
  std::int64_t result = 0;
};

/// What a score's item or a table looks up.
struct linked_operand {
  lang::symbol_kind kind = lang::symbol_kind::input;
  std::uint32_t index = 0;
};

struct linked_item {
  std::string id;
  std::optional<linked_operand> operand;  // with rows ...
  std::vector<linked_row> rows;
  condition value;  // ... or an expression
};

enum class derivation : std::uint8_t { expression, score, table };

struct linked_derived {
  std::string id;
  std::uint32_t set = 0;
  const ruleset::derived_value* declared = nullptr;
  lang::type type;
  std::vector<std::string> codes;  // of type code
  derivation how = derivation::expression;
  condition expression;                  // expression
  std::vector<linked_item> items;        // score
  std::vector<linked_operand> operands;  // table: one or two
  std::vector<linked_row> rows;          // table
};

struct linked_rule {
  std::string id;
  const ruleset::rule* declared = nullptr;
  need_set needs = 0;
  std::optional<level_index> urgency;
  std::optional<level_index> suggest;
  condition when;  // absent for otherwise
  std::vector<std::uint32_t> duties;
  std::vector<std::uint32_t> deadline_kinds;  // each asks for all deadlines of it
  bool is_otherwise = false;
};

struct linked_route {
  const ruleset::route* declared = nullptr;
  std::uint32_t channel = 0;
  std::optional<std::uint32_t> professional;
  std::uint32_t levels = 0;  // bit n stands for level n
  need_set needs = 0;        // vocabulary: 0 names no need
  condition when;
};

struct linked_requirement {
  std::uint32_t input = 0;
  std::optional<level_index> level;
};

struct linked_group {
  std::string id;
  std::uint32_t set = 0;
  const ruleset::group* declared = nullptr;
  std::vector<std::uint32_t> complaints;  // codes of the complaint input
  bool every_complaint = false;           // "*"
  condition applies_when;
  need_set needs = 0;
  std::vector<linked_requirement> requirements;
  std::vector<linked_rule> rules;  // document order; `otherwise` is the last
  std::vector<linked_route> routes;

  /// Whether the group covers complaints; one that does not adds to other groups.
  [[nodiscard]] bool covers() const { return every_complaint || !complaints.empty(); }
  /// Whether the group speaks in every contact, whatever it is about.
  [[nodiscard]] bool always_speaks() const { return complaints.empty() && !applies_when; }
};

struct linked_duty {
  std::string id;
  std::uint32_t set = 0;
  const ruleset::duty* declared = nullptr;
  time_limit within;  // from the assessment; the day of it does not count
};

/// A limit that applies where a rule that names its kind and its own `when` hold and the
/// event's date is in force: docs/services.md, "Deadlines".
struct linked_deadline {
  std::string id;  // of one deadline among all
  std::uint32_t set = 0;
  const ruleset::deadline* declared = nullptr;
  std::uint32_t kind = 0;  // in rulebook::deadline_kinds
  time_limit within;
  std::optional<std::uint32_t>
      event;  // an input, date or datetime; absent: the assessment
  bool counts_start_day = false;
  bool rolls = false;                 // to the next working day
  std::optional<date> in_force_from;  // both included
  std::optional<date> in_force_to;
  condition when;  // may look at urgency; absent: always
};

/// A calendar by which deadlines count.
struct named_calendar {
  std::string id;
  int major = 0;

  friend bool operator==(const named_calendar&, const named_calendar&) = default;
};

/// A rule set in a book: its data and the versions it was linked with.
struct linked_set {
  std::shared_ptr<const ruleset::rule_set> rules;
  std::vector<std::uint32_t> uses;  // rule sets of the book
};

/// What is evaluated next: an input's possible values or a derived value.
struct step {
  lang::symbol_kind kind = lang::symbol_kind::input;
  std::uint32_t index = 0;
};

/// Lets an id be looked up without a copy of it.
struct id_hash {
  using is_transparent = void;
  [[nodiscard]] std::size_t operator()(std::string_view id) const noexcept {
    return std::hash<std::string_view>()(id);
  }
};

struct rulebook {
  std::vector<linked_set> sets;  // the vocabulary is the first
  std::uint32_t level_count = 0;
  level_index out_of_scope = 0;
  std::vector<linked_input> inputs;
  std::optional<std::uint32_t> complaint;  // its input; absent where none is declared
  std::vector<linked_derived> derived;
  std::vector<linked_group> groups;
  std::vector<linked_duty> duties;
  std::vector<std::string> deadline_kinds;  // in the order in which deadlines have them
  std::vector<linked_deadline> deadlines;
  std::vector<named_calendar> calendars;   // that are there
  std::optional<named_calendar> calendar;  // the one that rule sets use
  std::vector<linked_route> routes;        // the vocabulary's defaults
  std::optional<linked_route> fallback;
  std::vector<step> order;  // inputs and derived values, each after all it depends on
  std::unordered_map<std::string, std::uint32_t, id_hash, std::equal_to<>> input_places;

  [[nodiscard]] level_index default_level() const { return level_count - 1; }
  [[nodiscard]] const ruleset::vocabulary_section& words() const {
    return *sets.front().rules->vocabulary;
  }
  /// Cost  one look-up in a hash table: contacts name their inputs.
  [[nodiscard]] std::optional<std::uint32_t> find_input(std::string_view id) const;
  [[nodiscard]] std::optional<std::uint32_t> find_derived(std::string_view id) const;
  /// The values of a deadline's event on which it is in force, in units of its input; of
  /// the assessment in seconds. Of a moment its local date counts.
  [[nodiscard]] value_range in_force(const linked_deadline& what) const;
  /// A rule set, the vocabulary and all that it uses, as places in `sets`.
  [[nodiscard]] std::set<std::uint32_t> sets_behind(std::uint32_t set) const;
};

}  // namespace arvio::inline v0::book

#endif  // ARVIO_BOOK_RULEBOOK_HPP
