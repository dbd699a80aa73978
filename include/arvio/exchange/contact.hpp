#ifndef ARVIO_EXCHANGE_CONTACT_HPP
#define ARVIO_EXCHANGE_CONTACT_HPP

#include "arvio/base/date.hpp"
#include "arvio/base/decimal.hpp"
#include "arvio/base/error.hpp"
#include "arvio/base/verdict.hpp"

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace arvio::inline v0 {

/// One value as a caller gives it. Text stands for codes, dates ("1972-05-30"), times
/// ("2026-03-02T10:00:00+02:00") and durations ("PT2H"): the input's declaration decides.
using answer_value = std::variant<bool, decimal, std::string>;

/// Asked, and the caller cannot or will not say. Never taken for "no".
enum class unknown_answer : std::uint8_t { cannot_say, refused };

/// Somewhere from one value to another, both included: "about 40", "a child". An end that
/// is absent is the end of the input's domain.
struct answer_range {
  std::optional<answer_value> from;
  std::optional<answer_value> to;

  friend bool operator==(const answer_range&, const answer_range&) = default;
};

/// One of some codes of a `code` input: "mild or strong".
struct answer_choice {
  std::vector<std::string> one_of;

  friend bool operator==(const answer_choice&, const answer_choice&) = default;
};

/// What is said of the codes of a `codes` input. The complaint is closed: there, what is
/// not listed is absent, and an empty list means none.
struct answer_codes {
  std::vector<std::string> present{};
  std::vector<std::string> absent{};
  other_codes others = other_codes::unsaid;

  friend bool operator==(const answer_codes&, const answer_codes&) = default;
};

/// What could not be read as an answer; the engine refuses it under the input's name.
struct answer_fault {
  errc code = errc::contact_syntax;
  std::string message;

  friend bool operator==(const answer_fault&, const answer_fault&) = default;
};

using answer_content = std::variant<answer_value, unknown_answer, answer_range,
                                    answer_choice, answer_codes, answer_fault>;

/// An answer in the form of cases: `38.4`, `30..50`, `mild|strong`, `vomiting -*`, `?`.
/// Nothing for a fault.
[[nodiscard]] std::string answer_text(const answer_content& content);

/// Where an answer comes from.
enum class answer_origin : std::uint8_t { caller, proxy, professional, device, record };

/// The answer to one input.
struct answer {
  std::string input;
  answer_content content;
  std::optional<offset_time> at;  // observed then; absent: at the time of the assessment
  std::optional<answer_origin> origin;

  /// Says when the value was observed, or where it comes from.
  answer& observed(offset_time time) {
    at = time;
    return *this;
  }
  answer& from(answer_origin source) {
    origin = source;
    return *this;
  }

  friend bool operator==(const answer&, const answer&) = default;
};

/// A contact: when it is assessed, and what was answered. An input without an answer was
/// not asked. Nothing is checked here; the engine checks it whole against the declared
/// inputs.
///
///     arvio::contact person{*arvio::parse_time("2026-03-02T10:00:00+02:00")};
///     person.answer("age", 54).answer("temperature", arvio::decimal{384, 1});
///     person.answer_codes("danger_signs", {.others = arvio::other_codes::absent});
///     person.unknown("pain_onset");
///
/// Meaning  answers keep the order in which they were given; an input that is given twice
///          stays twice, and is refused.
class contact {
 public:
  contact() = default;
  explicit contact(offset_time time) : at(time) {}

  offset_time at;        // the time of the assessment: evaluation reads no clock
  std::string language;  // of the texts: "fi", "sv", "en"; empty: no wish
  bool finish = false;   // what was not asked will not be: the call was cut, or a record
  std::optional<std::string> id;  // the caller's own name for the contact; given back
  // Whose word it is what is presumed: needed where something is.
  std::string presumed_source;

  contact& answer(std::string_view input, bool value) {
    return add(input, answer_value(value));
  }
  contact& answer(std::string_view input, decimal value) {
    return add(input, answer_value(value));
  }
  contact& answer(std::string_view input, const char* value) {
    return add(input, answer_value(std::string(value)));
  }
  contact& answer(std::string_view input, std::string value) {
    return add(input, answer_value(std::move(value)));
  }
  contact& answer(std::string_view input, date value) {
    return add(input, answer_value(to_text(value)));
  }
  contact& answer(std::string_view input, offset_time value) {
    return add(input, answer_value(to_text(value)));
  }
  template <std::integral Number>
    requires(!std::same_as<Number, bool>)
  contact& answer(std::string_view input, Number value) {
    return add(input, answer_value(decimal{static_cast<std::int64_t>(value), 0}));
  }
  /// A binary fraction is not the number that was meant: write 38.4 as `decimal{384, 1}`.
  template <std::floating_point Number>
  contact& answer(std::string_view input, Number value) = delete;

  contact& answer_between(std::string_view input, std::int64_t from, std::int64_t to) {
    return add(input, answer_range{answer_value(decimal{from, 0}),
                                   answer_value(decimal{to, 0})});
  }
  contact& answer_between(std::string_view input, answer_range values) {
    return add(input, std::move(values));
  }
  template <std::integral Number>
    requires(!std::same_as<Number, bool> && !std::same_as<Number, std::int64_t>)
  contact& answer_between(std::string_view input, Number from, Number to) {
    return answer_between(input, static_cast<std::int64_t>(from),
                          static_cast<std::int64_t>(to));
  }
  contact& answer_between(std::string_view input, decimal from, decimal to) {
    return add(input, answer_range{answer_value(from), answer_value(to)});
  }
  contact& answer_one_of(std::string_view input, std::vector<std::string> codes) {
    return add(input, answer_choice{std::move(codes)});
  }
  contact& answer_codes(std::string_view input, arvio::answer_codes said) {
    return add(input, std::move(said));
  }
  contact& unknown(std::string_view input) {
    return add(input, unknown_answer::cannot_say);
  }
  contact& refused(std::string_view input) { return add(input, unknown_answer::refused); }

  /// Adds an answer of any form, with its time and origin where it has them.
  arvio::answer& give(arvio::answer what) {
    return answers_.emplace_back(std::move(what));
  }

  /// Says what an input is taken to be where it is unknown: what an unrecorded value
  /// means in a study, or what call software knows to be usual. One value, or codes that
  /// are present or absent. It wins over what rule sets presume, and touches no bound.
  contact& presume(std::string_view input, answer_content value) {
    presumed_.push_back({std::string(input), std::move(value), {}, {}});
    return *this;
  }

  /// Takes every answer to an input back: it was not asked.
  contact& retract(std::string_view input) {
    std::erase_if(answers_,
                  [input](const arvio::answer& one) { return one.input == input; });
    return *this;
  }

  [[nodiscard]] const std::vector<arvio::answer>& answers() const noexcept {
    return answers_;
  }

  [[nodiscard]] const std::vector<arvio::answer>& presumed() const noexcept {
    return presumed_;
  }

  friend bool operator==(const contact&, const contact&) = default;

 private:
  contact& add(std::string_view input, answer_content content) {
    answers_.push_back({std::string(input), std::move(content), {}, {}});
    return *this;
  }

  std::vector<arvio::answer> answers_;
  std::vector<arvio::answer> presumed_;
};

/// Why a contact was refused: one entry per faulty input, all of them at once.
///
/// Meaning  `input`: the name of the input, empty where the fault is the contact's own or
///          where what stands in the place of a name is none and may be anybody's;
///          `message`: never holds the value of an answer.
struct contact_error {
  errc code = errc::none;
  std::string input;
  std::string message;

  friend bool operator==(const contact_error&, const contact_error&) = default;
};
using contact_errors = std::vector<contact_error>;

}  // namespace arvio::inline v0

#endif  // ARVIO_EXCHANGE_CONTACT_HPP
