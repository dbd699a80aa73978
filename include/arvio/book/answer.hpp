#ifndef ARVIO_BOOK_ANSWER_HPP
#define ARVIO_BOOK_ANSWER_HPP

#include "arvio/base/date.hpp"
#include "arvio/base/decimal.hpp"
#include "arvio/base/expected.hpp"
#include "arvio/base/value_set.hpp"
#include "arvio/base/verdict.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/book/value.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Answers as they are given, checked against the input they are for. Contacts in any
/// form and the cases of rule sets go through these functions, so that all agree on what
/// fits.
namespace arvio::inline v0::book {

/// The answer to one input, inside its domain.
struct answer {
  answer_state state = answer_state::not_asked;
  value_set values;               // known: the one value; partly known: what it may be
  std::vector<code_state> codes;  // codes inputs that are known: one per code
  std::optional<instant> observed{};  // absent: at the time of the assessment

  friend bool operator==(const answer&, const answer&) = default;
};

/// A value that is presumed of an input, or of some of its codes.
struct presumed_input {
  std::uint32_t input = 0;
  std::optional<std::int64_t> value;
  std::vector<std::optional<bool>> codes;  // codes inputs; absent: not presumed

  friend bool operator==(const presumed_input&, const presumed_input&) = default;
};

/// What of a contact was checked against a book: one answer per input, and what the
/// contact takes some of them to be where they are unknown, by input.
struct answers {
  offset_time at;
  std::vector<answer> by_input;
  bool finished = false;
  std::vector<presumed_input> presumed{};
};

/// Why an answer is refused: a code of the 4xx group. It never holds the value.
struct answer_fault {
  errc code = errc::none;
  std::string input;

  friend bool operator==(const answer_fault&, const answer_fault&) = default;
};

using checked_answer = expected<answer, answer_fault>;
using checked_units = expected<std::int64_t, answer_fault>;

// --- one value of an input, inside its domain
// ---------------------------------------------
// Errors  answer_type, answer_too_fine, answer_outside.

[[nodiscard]] checked_units number_for(const linked_input& input, const decimal& number);
[[nodiscard]] checked_units truth_for(const linked_input& input, bool value);
/// A code, date, time or duration: what contacts write between quotes. A number or a
/// boolean between quotes is of the wrong type.
[[nodiscard]] checked_units word_for(const linked_input& input, std::string_view word);
/// A value as cases write it, where nothing stands between quotes.
[[nodiscard]] checked_units text_for(const linked_input& input, std::string_view text);

// --- answers
// ------------------------------------------------------------------------------

[[nodiscard]] answer unknown_answer();
[[nodiscard]] answer known_answer(std::int64_t value);

/// A range of an input with ordered values, both ends checked already; an end that is
/// absent is the domain's.
///
/// Errors  answer_type for booleans and codes; answer_empty where low is above high.
[[nodiscard]] checked_answer range_answer(const linked_input& input,
                                          std::optional<std::int64_t> low,
                                          std::optional<std::int64_t> high);

/// Some codes of a code input.
///
/// Errors  answer_type for other inputs; answer_outside: no such code; answer_twice;
///         answer_empty.
[[nodiscard]] checked_answer choice_answer(const linked_input& input,
                                           const std::vector<std::string>& codes);

struct codes_list {
  std::vector<std::string> present;
  std::vector<std::string> absent;
  other_codes others = other_codes::unsaid;
};

/// A list for a codes input. The complaint is closed: what is not listed is absent, and
/// an empty list means none.
///
/// Errors  answer_type for other inputs, and where the others of the complaint are said
///         to be unknown; answer_outside: no such code; answer_twice: a code named twice
///         or both present and absent; answer_empty: nothing said of any code.
[[nodiscard]] checked_answer codes_answer(const linked_input& input,
                                          const codes_list& list);

/// An answer as cases write it: `54`, `?`, `-` (not asked), `30..50`, `mild|strong`, and
/// for codes inputs `vomiting -headache -*` or `?*`.
///
/// Errors  as above.
[[nodiscard]] checked_answer read_answer(const linked_input& input,
                                         std::string_view text);

// --- messages
// -----------------------------------------------------------------------------

/// What an input takes: "a whole number from 0 to 120 a", "one of `mild`, `strong`".
[[nodiscard]] std::string what_fits(const linked_input& input);

/// A message for an answer that was refused. It names the input and what fits, never the
/// value.
[[nodiscard]] std::string fault_text(errc code, const linked_input& input);

}  // namespace arvio::inline v0::book

#endif  // ARVIO_BOOK_ANSWER_HPP
