#ifndef ARVIO_BASE_ERROR_HPP
#define ARVIO_BASE_ERROR_HPP

#include <cstdint>

namespace arvio::inline v0 {

/// What went wrong. Grouped by hundreds; a number is never used for anything else later.
/// Printed as `E0201`.
enum class errc : std::uint16_t {
  none = 0,

  // 00xx  the XML of a document
  xml_encoding = 1,     // not UTF-8, or a character XML does not allow
  xml_syntax = 2,       // not well-formed
  xml_not_allowed = 3,  // DOCTYPE, processing instruction, CDATA, unknown entity
  xml_duplicate_attribute = 4,
  xml_unbound_prefix = 5,
  xml_root = 6,  // no root, two roots, or not the document expected
  unknown_element = 10,
  unknown_attribute = 11,
  missing_element = 12,
  missing_attribute = 13,
  repeated_element = 14,
  misplaced_text = 15,
  bad_value = 16,      // an attribute or text that is not of its form
  not_supported = 17,  // known to the format, not yet to this version

  // 1xx  the text of an expression
  lex_bad_character = 100,
  lex_unclosed_text = 101,
  lex_bad_number = 102,
  parse_unexpected = 110,
  parse_mixed_and_or = 111,  // `and` beside `or` without parentheses
  parse_empty = 112,
  parse_bad_literal = 113,  // a date or duration that is none

  // 2xx  the meaning of an expression
  name_unknown = 200,
  type_mismatch = 201,
  unit_mismatch = 202,
  literal_too_fine = 203,  // finer than the resolution of what it meets
  literal_outside = 204,   // can never be equal to what it meets
  code_unknown = 205,
  division_misplaced = 206,  // outside round, floor, ceiling
  division_by_zero = 207,    // the divisor could be zero
  range_empty = 208,
  number_range = 209,      // a result could leave limits::number_units
  not_allowed_here = 210,  // `urgency` in a clinical rule, a date compared, ...
  argument_count = 211,
  function_unknown = 212,

  // 3xx  the rule set as a whole
  rule_duplicate_id = 300,
  reference_unknown = 301,
  reference_cycle = 302,
  band_gap = 303,
  band_overlap = 304,
  condition_never = 305,
  condition_always = 306,
  input_duplicate = 307,  // declared by two rule sets that are assessed together
  domain_invalid = 308,
  otherwise_missing = 309,
  version_invalid = 310,
  use_unresolved = 311,
  vocabulary_missing = 312,
  text_missing = 313,
  source_missing = 314,
  case_missing = 315,
  case_failed = 316,
  status_not_approved = 317,
  source_unverified = 318,
  scale_invalid = 319,
  value_outside = 320,     // a default, presumed or inferred value outside the domain
  rule_covered = 321,      // where a rule holds, others hold that are as urgent or more
  input_unused = 322,      // nothing hangs on the answer
  asked_early = 323,       // before what decides whether the question applies
  rule_set_retired = 325,  // and nobody asked for retired ones
  mutant_survived = 330,   // no case notices a small change

  // 4xx  a contact
  contact_syntax = 400,  // not JSON, a duplicate key, an unknown member
  contact_time = 401,
  answer_undeclared = 402,
  answer_type = 403,
  answer_outside = 404,  // outside the domain, no such code
  answer_too_fine = 405,
  answer_empty = 406,  // an empty range, or an empty list without others
  answer_twice = 407,  // given twice, or a code both present and absent
  answer_later = 408,  // observed after the time of the assessment
  no_rule_set = 409,   // no rule set is valid at the contact's time

  // 5xx  deadlines and calendars
  calendar_range = 500,      // the calendar says nothing of the date
  calendar_missing = 501,    // working days are counted, and by no calendar
  calendar_differs = 502,    // two documents use different calendars
  deadline_event = 503,      // counts from what is no date
  deadline_start_day = 504,  // the first day of what counts no days
  deadline_roll = 505,       // the last day of what has none
  deadline_in_force = 506,   // ends before it begins
  deadline_unnamed = 507,    // no rule names the kind
  deadline_hole = 508,       // between two ranges in force nothing is
  calendar_form = 509,       // a day that is said in none of the four ways, or in two
  calendar_date = 510,       // a year has no such date, or the calendar has not the year
  calendar_years = 511,      // years that end before they begin, or that never come

  // 55x  profiles
  hours_contradict = 550,  // one day is open by one line and closed by another
  free_day_unsaid = 551,   // a service names weekdays, not what holds on free ones
  target_missing = 552,    // a level has none
  target_order = 553,      // a less urgent level is to be seen earlier
  not_covered = 554,       // somebody has no suitable service
  fallback_empty = 555,    // no service stands behind the fallback route
  never_open = 556,        // a service, on no date that was looked at
  proof_range = 557,       // the calendar ends before the proof of coverage does

  // 6xx  a program image
  image_format = 600,   // no image, or of another version
  image_damaged = 601,  // cut short or changed
  image_unsound = 602,  // it points outside itself
  // 8xx  the outside
  file_unreadable = 800,
  file_unwritable = 801,

  // 9xx  a budget from base/limits.hpp ran out
  limit_file = 900,
  limit_depth = 901,
  limit_attributes = 902,
  limit_name = 903,
  limit_elements = 904,
  limit_expression = 905,
  limit_count = 906,
  limit_boxes = 907,
  limit_work = 908,
  limit_memory = 909,
};

/// Half-open byte range [begin, end) of one source text.
struct source_span {
  std::uint32_t source = 0;  // index into source_map plus one; 0 is "no source"
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend bool operator==(const source_span&, const source_span&) = default;
};

/// Why a call failed and where. Trivially copyable, so failing costs nothing.
struct error {
  errc code = errc::none;
  source_span where;

  friend bool operator==(const error&, const error&) = default;
};

}  // namespace arvio::inline v0

#endif  // ARVIO_BASE_ERROR_HPP
