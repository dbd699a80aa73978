#ifndef ARVIO_EXCHANGE_EXPLANATION_HPP
#define ARVIO_EXCHANGE_EXPLANATION_HPP

#include "arvio/base/date.hpp"
#include "arvio/exchange/assessment.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace arvio::inline v0 {

/// What a box tests.
enum class tested_subject : std::uint8_t {
  input,      // the value of an input
  code,       // whether one code of a codes input is present
  complaint,  // whether one of some complaints is named
  derived,    // a derived value
  computed,   // what an expression gives
  comparison  // how what two expressions give compares: "less", "equal", "greater"
};
[[nodiscard]] const char* id_of(tested_subject what) noexcept;

/// Where what a contact has for it comes from.
enum class value_origin : std::uint8_t {
  answered,
  inferred,      // from other answers
  inapplicable,  // it does not concern the person: what the rule sets say then
  computed,      // from answers
  unknown,       // asked, and it could not be said
  not_asked
};
[[nodiscard]] const char* id_of(value_origin what) noexcept;

/// Values from one to another, both included, exact and in the form of cases: `38.0`,
/// `sudden`, `true`. An end that is absent is that of all values there are.
struct allowed_range {
  std::optional<std::string> from;
  std::optional<std::string> to;

  friend bool operator==(const allowed_range&, const allowed_range&) = default;
};

/// One side of a box: what it allows, and what the contact has there.
struct box_test {
  tested_subject subject = tested_subject::input;
  std::string id;    // of the input or derived value; else the expression, if it is known
  std::string with;  // comparison: the expression that it is compared with
  std::vector<shown_term> codes;  // code: the one; complaint: those that the group covers
  shown_text text;                // the question, or the title of the derived value
  std::vector<allowed_range> allowed;  // code and complaint: `true` or `false`
  shown_text words;                    // the same for people: "38.0 or more"
  value_origin origin = value_origin::answered;
  std::string
      found;  // what the contact has, in the form of cases: `54`, `3..9`, `?`, `-`
  shown_text found_text;  // the same for people; no words where nothing is known
  /// The test as a clause: "the answer to '...' were 38.0 or more". No words where what
  /// is tested has none: a number that is computed and not named.
  shown_text clause;
  std::vector<used_answer> answers;  // that it rests on

  friend bool operator==(const box_test&, const box_test&) = default;
};

struct explained_rule {
  std::string id;
  std::string rule_set;
  shown_text title;

  friend bool operator==(const explained_rule&, const explained_rule&) = default;
};

/// A maximal box of a condition that holds, and why: every side of it is certain.
struct held_box {
  std::vector<explained_rule> rules;  // one; several that hold together, none by itself
  std::string group;
  std::vector<box_test> tests;  // none: it holds for everybody

  friend bool operator==(const held_box&, const held_box&) = default;
};

struct open_answer {
  used_answer given;  // not asked, not known, or not known exactly
  shown_text text;    // the question

  friend bool operator==(const open_answer&, const open_answer&) = default;
};

/// A level that a group may still reach, and what it hangs on.
struct possible_level {
  shown_term level;
  std::string group;
  std::vector<explained_rule> rules;
  std::vector<open_answer> unanswered;  // in the author's order

  friend bool operator==(const possible_level&, const possible_level&) = default;
};

/// The fewest answers that would make a level certain which is excluded.
///
/// Meaning  `direct`: the tests name the answers themselves, and any that they allow will
///          do. Otherwise some test is of what is computed from answers. In either case
///          `example` is enough, all else left as it is: the answers to give instead.
struct possible_change {
  shown_term level;
  std::string group;
  std::vector<explained_rule> rules;
  bool in_scope = true;         // the group speaks for this contact, or may
  std::vector<box_test> tests;  // what would have to be otherwise
  bool direct = false;
  std::vector<used_answer> example;
  std::vector<std::vector<std::string>> other;  // as few inputs, to change instead
  std::size_t other_left_out = 0;  // more of them than limits::explained_alternatives
  shown_text text;                 // as a sentence: "The level would be U1 ... if ..."

  friend bool operator==(const possible_change&, const possible_change&) = default;
};

/// Why an assessment is what it is: docs/semantics.md section 10.
///
/// Meaning  `at_least` is that of the assessment; `holds` is what is certain at that
///          level, so none where nothing is. `possible`: more urgent than that, by level.
///          `changes`: more urgent than what is recommended, or than `at_least` where
///          nothing is; by level, then fewest answers first, then in the author's order.
///          Of each level limits::explained_changes at most, and as many out of scope.
///          The complaint is never changed.
/// Counts   sets of up to `searched` answers were all looked at.
struct explanation {
  std::optional<std::string> id;  // the contact's own
  offset_time at;
  std::string language;
  shown_term at_least;
  std::vector<held_box> holds;
  std::vector<possible_level> possible;
  std::vector<possible_change> changes;
  std::uint32_t searched = 0;
  std::vector<shown_term> inputs;  // the questions of the inputs that are named by id

  friend bool operator==(const explanation&, const explanation&) = default;
};

}  // namespace arvio::inline v0

#endif  // ARVIO_EXCHANGE_EXPLANATION_HPP
