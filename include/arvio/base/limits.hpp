#ifndef ARVIO_BASE_LIMITS_HPP
#define ARVIO_BASE_LIMITS_HPP

#include <cstddef>
#include <cstdint>

/// Every budget of the library: its unit and the reason for its size. What runs out of
/// one is refused with an error of the 9xx group; the meaning of what is accepted never
/// depends on a budget.
namespace arvio::inline v0::limits {

// --- documents -------------------------------------------------------------------------

// bytes of one file
inline constexpr std::size_t file_bytes = std::size_t{8} << 20;
inline constexpr std::size_t xml_depth = 32;        // elements; the format needs 7
inline constexpr std::size_t xml_attributes = 256;  // of one element; `given` names many
inline constexpr std::size_t xml_name_bytes = 256;  // bytes of one name
inline constexpr std::size_t xml_elements = 1 << 20;  // elements of one file
// bytes on the heap while a file is read: so many for each of its own, and a little for
// small ones. Real rule sets take a third of it; what takes more is not written by hand.
inline constexpr std::size_t memory_per_byte = 16;
inline constexpr std::size_t memory_base = std::size_t{4} << 20;
// bytes of a faulty document that is still linked, for its findings: that takes room
// beside what was read. Beyond, findings of form come first and those of meaning in the
// next run.
inline constexpr std::size_t bytes_linked_in_part = std::size_t{192} << 10;
inline constexpr std::size_t findings_per_file = 50;  // then loading of that file stops
inline constexpr std::size_t warnings_per_file = 50;  // the others are counted
// errors of all files: then no further file is looked at. Nobody mends more in one go.
inline constexpr std::size_t findings_in_all = 1000;
inline constexpr std::size_t repository_files = 4096;  // documents in one folder
// What is valid is linked anew for each time at which it changes. What that takes in all,
// in rule sets and in blocks of so many bytes of their documents: about a second. The
// first time of each is free, so one time of validity is never too much.
inline constexpr std::size_t linked_again = std::size_t{1} << 13;
inline constexpr std::size_t linked_block = 4096;

// --- expressions -----------------------------------------------------------------------

inline constexpr std::size_t expression_bytes = 4096;   // bytes of text
inline constexpr std::size_t expression_tokens = 1024;  // tokens of one expression
inline constexpr std::size_t expression_depth = 32;     // nesting
inline constexpr std::size_t expression_nodes = 1024;   // nodes of one tree

// --- rule sets -------------------------------------------------------------------------

inline constexpr std::size_t rules_per_set = 65535;
inline constexpr std::size_t languages_per_set = 64;
inline constexpr std::size_t inputs_per_set = 4096;
inline constexpr std::size_t cases_per_set = 1000000;
inline constexpr std::size_t levels = 16;  // urgency levels of a scale
inline constexpr std::size_t needs = 64;   // so that a set of needs fits one word
inline constexpr std::size_t codes_per_input = 1024;  // values of one code or codes input
// values of all code and codes inputs together: inputs that share a value set have each
// their own, so that a short document could have millions
inline constexpr std::size_t codes_in_all = std::size_t{1} << 16;

// --- deadlines -------------------------------------------------------------------------

// The most of a unit that a time limit may be: ten years. What is longer is a slip of the
// pen, and would leave every calendar.
inline constexpr std::int32_t deadline_hours = 87'840;
inline constexpr std::int32_t deadline_days = 3'660;
inline constexpr std::int32_t deadline_working_days = 2'400;
inline constexpr std::int32_t deadline_weeks = 520;
inline constexpr std::int32_t deadline_months = 120;

// --- profiles --------------------------------------------------------------------------

inline constexpr std::size_t services_per_profile = 4096;
// days from the first of a profile for which its coverage is proved: two years and a day
inline constexpr std::int32_t proof_days = 731;
// parts of time in which services are open on these days, of services with the same hours
// and wait once: about half a second. Of a hundred services with hours of their own
// there are some seventy thousand.
inline constexpr std::size_t proof_spans = 400'000;
// days for which an open moment is looked for
inline constexpr std::int32_t opening_days_searched = 400;

// --- numbers ---------------------------------------------------------------------------

inline constexpr int decimal_scale = 9;  // digits after the point
// |value| of a number in its own units; far below 2^63, so that sums, products of checked
// parts and rescaling cannot overflow
inline constexpr std::int64_t number_units = 1'000'000'000'000'000;

// --- boxes -----------------------------------------------------------------------------

inline constexpr std::size_t boxes_per_condition = 1024;  // more is an error
inline constexpr std::size_t boxes_warning = 128;         // more is a warning
inline constexpr std::size_t intermediate_boxes = 1
                                                  << 15;  // while one condition is closed
// Comparisons of boxes, for all conditions of what is valid together: about two seconds;
// and for finding what the rules of a group say together, of one group and of all. A
// group that needs more is not refused: its rules are taken one by one.
inline constexpr std::size_t closure_steps = 20'000'000;
inline constexpr std::size_t joining_steps_of_group = 4'000'000;
inline constexpr std::size_t joining_steps = 8'000'000;
// values of one slot that the conditions of a group, or of all groups, tell apart: each
// takes a bit in every box
inline constexpr std::size_t values_told_apart = 4096;

// --- what `arvio check` looks for beyond errors ----------------------------------------

// values found in evaluations, and boxes looked at, of all rule sets together: half a
// second. What is not looked for then is said.
inline constexpr std::size_t search_steps = 5'000'000;
inline constexpr std::size_t search_steps_for_notes = 100 * search_steps;  // asked for

// --- explanations ----------------------------------------------------------------------

// answers that one change names: a sentence of more is no longer an explanation
inline constexpr std::uint32_t explained_answers = 3;
inline constexpr std::size_t explained_changes = 12;      // of one level
inline constexpr std::size_t explained_alternatives = 8;  // sets that do the same
// ways to choose the values of one change that are each tried; beyond, one is named
inline constexpr std::size_t explained_choices = 1000;
inline constexpr std::size_t explained_boxes = 32;  // that hold at one level
// evaluations of one contact while changes are looked for: some tenths of a second
inline constexpr std::size_t explanation_steps = 200'000;

// --- contacts --------------------------------------------------------------------------

inline constexpr std::size_t contact_bytes = 1 << 20;  // bytes of one contact as JSON
inline constexpr std::size_t contact_depth = 8;        // nesting of its JSON
// bytes that are passed over to find the end of a line that is no contact by its length;
// where it does not end, nothing after it is read
inline constexpr std::size_t skipped_bytes = std::size_t{256} << 20;

// --- tables ----------------------------------------------------------------------------

inline constexpr std::size_t mapping_bytes = 1 << 20;  // bytes of a mapping
inline constexpr std::size_t mapping_depth = 8;        // nesting of its JSON; it needs 5
// bytes of one row: what is longer is a quote that is never closed, or no table
inline constexpr std::size_t row_bytes = 1 << 20;
// Numbers that are converted from one unit to another, and factors of a mapping: units of
// 10^-scale. What is multiplied out fits 128 bits.
inline constexpr std::int64_t converted_units = 1'000'000'000'000;
inline constexpr std::int64_t factor_units = 1'000'000'000;
inline constexpr int factor_scale = 6;

// Dates and times of contacts and inputs lie in these years.
inline constexpr int first_year = 1900;
inline constexpr int last_year = 2199;

}  // namespace arvio::inline v0::limits

#endif  // ARVIO_BASE_LIMITS_HPP
