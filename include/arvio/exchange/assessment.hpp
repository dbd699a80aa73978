#ifndef ARVIO_EXCHANGE_ASSESSMENT_HPP
#define ARVIO_EXCHANGE_ASSESSMENT_HPP

#include "arvio/base/date.hpp"
#include "arvio/base/decimal.hpp"
#include "arvio/base/time_limit.hpp"
#include "arvio/base/verdict.hpp"
#include "arvio/exchange/contact.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace arvio::inline v0 {

/// The version of what an assessment holds and of its JSON: docs/assessment.schema.json.
inline constexpr int assessment_format = 4;

/// Words for people. Where the contact's language has none, they are of another language
/// and `fallback` says so; no words at all leave `words` and `language` empty.
struct shown_text {
  std::string words;
  std::string language;
  bool fallback = false;

  friend bool operator==(const shown_text&, const shown_text&) = default;
};

/// Something with an id and words: a level, a need, a complaint, a channel.
struct shown_term {
  std::string id;
  shown_text text;

  friend bool operator==(const shown_term&, const shown_term&) = default;
};

struct recommended_urgency {
  shown_term level;
  arvio::basis basis = basis::certain;

  friend bool operator==(const recommended_urgency&,
                         const recommended_urgency&) = default;
};

/// Between which levels the urgency lies, whatever is still to be found out. At the least
/// urgent level of the scale `at_least` reads "no urgency established".
struct urgency_bounds {
  shown_term at_least;
  shown_term not_excluded;

  friend bool operator==(const urgency_bounds&, const urgency_bounds&) = default;
};

struct need_urgency {
  shown_term need;
  urgency_bounds bounds;

  friend bool operator==(const need_urgency&, const need_urgency&) = default;
};

/// An answer as the assessment used it: at the input's resolution, ends of ranges filled
/// in, what a closed list leaves out said to be absent. Given to a contact it is the same
/// answer again.
struct used_answer {
  std::string input;
  std::optional<answer_content> content;  // absent: not asked
  shown_text text;                        // for people: "38.4 degrees", "no"

  friend bool operator==(const used_answer&, const used_answer&) = default;
};
/// In the form of cases: `38.4`, `vomiting -headache -*`, `?`; `-` for not asked.
[[nodiscard]] std::string answer_text(const used_answer& what);

/// What a presumption says of one code of a `codes` input.
struct presumed_code {
  std::string id;
  bool present = false;

  friend bool operator==(const presumed_code&, const presumed_code&) = default;
};

/// What a presumption put in the place of what is not known.
struct presumed_answer {
  std::string input;
  std::variant<answer_value, std::vector<presumed_code>> value;  // codes in their order
  shown_text text;     // for people, as that of a used answer
  std::string source;  // whose word it is: the contact's; empty: the rule set's author's

  friend bool operator==(const presumed_answer&, const presumed_answer&) = default;
};
/// In the form of cases: `alert`, `rash -fever`.
[[nodiscard]] std::string answer_text(const presumed_answer& what);

/// A rule that holds, or may hold.
struct listed_rule {
  std::string id;
  std::string rule_set;
  std::optional<std::string> level;  // absent: carries a duty only
  shown_text title;
  std::vector<used_answer> because;  // certain: none of these answers can be left out

  friend bool operator==(const listed_rule&, const listed_rule&) = default;
};

/// A professional is asked to consider raising the urgency to the rule's level.
struct listed_suggestion {
  listed_rule rule;
  arvio::certainty certainty = certainty::possible;

  friend bool operator==(const listed_suggestion&, const listed_suggestion&) = default;
};

/// A service of the region, as it is for this contact.
struct listed_service {
  std::string id;
  shown_text name;
  std::string telephone;  // each of these three may be empty
  std::string address;
  std::string link;
  bool open_now = false;
  std::optional<offset_time> open_until;  // absent: closed now, or not within seven days
  std::optional<offset_time> opens;       // closed now; absent: open, or never opens
  std::optional<offset_time> seen_by;     // whoever makes contact is seen then; or never
  shown_text hours;                       // for people: "open until 16.00"
  std::optional<obstacle> against;        // the first thing that speaks against it
  std::vector<std::string> inputs;        // nothing does, but these are not known
  shown_text why;                         // the same for people; no words: suitable

  friend bool operator==(const listed_service&, const listed_service&) = default;
};

/// A limit in time that the law sets, or may set: docs/services.md, "Deadlines".
struct listed_deadline {
  std::string id;
  std::string kind;
  std::string rule_set;
  arvio::certainty certainty = certainty::possible;
  shown_text title;
  time_limit within;
  std::string counts_from;                     // `assessment`, or an input
  std::optional<std::pair<date, date>> event;  // its local dates as they are known
  bool future = false;                         // it lies wholly after the assessment
  arvio::dating dating = dating::dated;
  std::optional<std::pair<date, date>> last_date;
  std::optional<std::pair<offset_time, offset_time>> latest;
  bool rolled = false;  // to the next working day
  whether binds = whether::no;
  whether passed = whether::no;
  std::vector<std::string> asked_by;  // rules that name its kind
  std::string source;
  shown_text text;  // for people: "by 15.9.2023: 14 days from 1.9.2023 ..."
  std::vector<shown_text> advice;

  friend bool operator==(const listed_deadline&, const listed_deadline&) = default;
};

/// A statutory duty: who must do what for whom, by when.
struct listed_duty {
  std::string id;
  std::string rule_set;
  arvio::certainty certainty = certainty::possible;
  shown_text title;
  std::string by;
  std::string to;
  std::string subject;
  time_limit within;
  std::string basis;  // the source that is the legal base
  std::vector<shown_text> advice;
  std::vector<listed_service> recipients;  // with a profile: suitable ones first

  friend bool operator==(const listed_duty&, const listed_duty&) = default;
};

/// What a derived value can be: for numbers the range, for booleans and codes the values.
struct derived_result {
  std::string id;
  std::string rule_set;
  shown_text title;
  std::string unit;                                  // numbers; may be empty
  std::optional<std::pair<decimal, decimal>> range;  // numbers: lowest and highest
  std::vector<std::string> values;                   // "false", "true", or codes
  shown_text text;                                   // the same for people: "3 to 9"
  bool narrowed = false;  // the answers say something of it: it could be more by itself

  friend bool operator==(const derived_result&, const derived_result&) = default;
};

/// Why a route is offered or refused.
enum class route_reason : std::uint8_t {
  suits,
  services_not_known,  // offered, since no other is, though something is not known
  fallback,
  not_known,
  not_suited,
  not_in_region,  // no service of the region is of its kind
  no_service      // each is refused for a reason of its own
};
[[nodiscard]] const char* id_of(route_reason what) noexcept;

struct listed_route {
  shown_term channel;
  std::optional<shown_term> professional;
  shown_text title;  // the route's own words, where it has some
  route_reason reason = route_reason::suits;
  shown_text why;                   // the reason in words
  std::vector<std::string> inputs;  // not_known: what would have to be known
  bool in_scope = true;  // refused: the group it stands in speaks for this contact
  std::vector<listed_service> services;          // with a profile: those offered
  std::vector<listed_service> refused_services;  // each with its reason

  friend bool operator==(const listed_route&, const listed_route&) = default;
};

/// The routes of one need, first suitable first; without a need those that come before
/// all.
struct listed_routes {
  std::optional<shown_term> need;
  shown_term level;
  std::vector<listed_route> offered;
  std::vector<listed_route> refused;
  bool fallback = false;  // nothing was open: the last route offered is the fallback
  bool without_suitable = false;      // and no service of it is suitable either
  std::optional<offset_time> latest;  // with a profile: when the level's target ends
  shown_text latest_text;             // for people: "by Mon 22 June 23:50 at the latest"
  shown_text residence_text;  // the person lives outside the region: what that means
  /// Whom to turn to if things get worse before what is offered opens: nothing that is
  /// offered is open, and this is.
  std::optional<listed_service> meanwhile;

  friend bool operator==(const listed_routes&, const listed_routes&) = default;
};

/// What a question could decide.
struct question_reason {
  arvio::purpose purpose = purpose::urgency;
  std::optional<std::string> level;
  std::optional<std::string> group;
  std::vector<std::string> rules;

  friend bool operator==(const question_reason&, const question_reason&) = default;
};

/// What the answer to a question is: the types that rule sets declare inputs with.
enum class input_type : std::uint8_t {
  boolean,
  integer,
  decimal,
  code,
  codes,
  date,
  datetime,
  duration
};
[[nodiscard]] const char* id_of(input_type what) noexcept;

/// A question that still matters, with what an interface needs to put it.
struct listed_question {
  std::string input;
  arvio::purpose purpose = purpose::urgency;
  std::optional<std::string> level;  // that the answer could decide about
  shown_text ask;
  shown_text help;
  input_type type = input_type::boolean;
  std::string unit;                      // numbers; may be empty
  shown_text form;                       // for people: "yes / no"; no words: options
  std::vector<shown_term> options;       // code and codes
  std::vector<question_reason> reasons;  // most urgent first

  friend bool operator==(const listed_question&, const listed_question&) = default;
};

/// What a sentence for a reader is.
enum class text_kind : std::uint8_t { status, level, title, advice, safety_net };
[[nodiscard]] const char* id_of(text_kind what) noexcept;

/// Why a reader is told a sentence.
enum class text_role : std::uint8_t {
  result,      // it is of the status or the level itself
  deciding,    // of a rule that decides the recommended level
  also_holds,  // of another rule that holds: it speaks for a level of its own
  possible     // of a rule that merely may hold: no fact and no instruction
};
[[nodiscard]] const char* id_of(text_role what) noexcept;

/// One sentence for a reader; `from` is the id of the status, level or rule that says it.
struct text_line {
  text_kind kind = text_kind::status;
  std::string from;
  text_role role = text_role::result;
  shown_text text;

  friend bool operator==(const text_line&, const text_line&) = default;
};

/// What each reader is told, in the order in which to tell it.
struct audience_texts {
  std::vector<text_line> patient;
  std::vector<text_line> professional;
  std::vector<text_line> record;

  friend bool operator==(const audience_texts&, const audience_texts&) = default;
};

/// A rule set that took part: the result is a function of these and the contact alone.
struct rule_set_identity {
  std::string id;
  shown_text title;
  std::string version;
  std::string digest;  // SHA-256 of the canonical form and of what it uses, hexadecimal
  std::string status;  // demonstration, draft, approved, retired

  friend bool operator==(const rule_set_identity&, const rule_set_identity&) = default;
};

/// A profile or calendar that took part.
struct region_identity {
  std::string id;
  shown_text title;  // of a profile
  std::string version;
  std::string digest;
  std::string status;  // of a profile, as of a rule set

  friend bool operator==(const region_identity&, const region_identity&) = default;
};

/// What more an assessment may hold than it must.
struct result_options {
  /// The professional gets the advice of every rule that holds, that of less urgent ones
  /// too.
  bool all_advice = false;
};

/// What the rule sets say about a contact: docs/semantics.md section 9.
///
/// Meaning  lists of rules, suggestions and duties are ordered by level, then in the
///          author's order; lists of inputs in the author's order; `unused` in the
///          contact's.
struct assessment {
  std::optional<std::string> id;  // the contact's own
  offset_time at;
  shown_text at_text;    // for people: "2.3.2026 klo 10.00"
  std::string language;  // wanted for the texts; empty: no wish
  bool finished = false;

  arvio::status status = status::open;
  shown_text status_text;
  std::optional<recommended_urgency> recommended;
  std::optional<recommended_urgency>
      if_finished;  // while open: what finish would recommend
  urgency_bounds bounds;
  std::vector<need_urgency> needs;  // those present
  arvio::certainty coverage = certainty::possible;
  std::vector<shown_term> uncovered;  // complaints that nothing covers

  std::vector<listed_rule> rules_certain;
  std::vector<listed_rule> rules_possible;
  std::vector<listed_suggestion> suggestions;
  std::vector<listed_duty> duties;
  std::vector<listed_deadline> deadlines;  // by kind, those that end first first
  std::vector<derived_result> derived;
  std::vector<listed_routes> routes;
  std::vector<listed_question> questions;  // about urgency, in the order to ask them
  std::vector<listed_question> further;
  std::vector<listed_question> missing;  // a basis that is not certain: what would matter

  std::vector<std::string> inferred;      // inputs whose set an inference made smaller
  std::vector<presumed_answer> presumed;  // what presumptions stand for
  std::vector<std::string> unexpected;    // answers that the rule sets would not expect
  std::vector<std::string> outdated;      // answered too long ago: count as not asked
  std::vector<std::string> required_unanswered;
  std::vector<std::string> unused;  // answers that only other versions know
  std::vector<shown_term> inputs;   // the words of the inputs that are named by id alone

  /// What holds. A less urgent rule that holds too gives the professional its title
  /// alone, unless result_options ask for more: "ECG today" is no advice in an emergency.
  audience_texts texts;
  /// What rules say that may decide the level and merely may hold. Apart, since whoever
  /// reads it out as if it were so tells a person what nobody knows.
  audience_texts possible_texts;
  std::vector<shown_term> scale;  // the urgency levels, most urgent first
  std::vector<rule_set_identity> rule_sets;
  std::optional<region_identity> profile;  // absent: services were not looked at
  shown_text profile_text;                 // why not, where a profile was asked for
  std::optional<region_identity> calendar;
  std::string library;  // version of arvio; beside the result, never a part of it

  friend bool operator==(const assessment&, const assessment&) = default;
};

}  // namespace arvio::inline v0

#endif  // ARVIO_EXCHANGE_ASSESSMENT_HPP
