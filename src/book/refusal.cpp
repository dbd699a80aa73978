#include "refusal.hpp"

#include "arvio/base/decimal.hpp"
#include "arvio/book/answer.hpp"
#include "arvio/book/value.hpp"

#include <fmt/format.h>

#include <vector>

namespace arvio::inline v0::book {

namespace {

constexpr std::size_t codes_shown = 8;  // in a message

std::string list_of(const std::vector<std::string>& codes) {
  std::vector<std::string> shown;
  for (std::size_t i = 0; i < codes.size() && i < codes_shown; ++i)
    shown.push_back(fmt::format("`{}`", codes[i]));
  return fmt::format("{}{}", fmt::join(shown, ", "),
                     codes.size() > codes_shown ? " and more" : "");
}

/// `a date from 2020-01-01 to 2026-12-31`.
std::string bounded(std::string_view value, const linked_input& input) {
  if (input.domain.empty()) return std::string(value);
  const value_form form{input.type, input.codes};
  return fmt::format("{} from {} to {}", value, value_text(form, input.domain.min()),
                     value_text(form, input.domain.max()));
}

std::string number(std::string_view what, const linked_input& input) {
  const auto& unit = input.type.unit;
  const auto value = bounded(what, input);
  return unit.empty() || unit == "1" ? value : fmt::format("{} {}", value, unit);
}

}  // namespace

refusal fault_of(errc code, const linked_input& input) {
  if (code == errc::answer_undeclared) return refusal::undeclared;
  if (code == errc::answer_twice) return refusal::codes_twice;
  if (code == errc::answer_too_fine) return refusal::too_fine;
  if (code == errc::answer_outside) return refusal::outside;
  if (code == errc::contact_time) return refusal::observed_year;
  if (code == errc::answer_later) return refusal::observed_later;
  if (code == errc::answer_empty)
    return input.type.kind == lang::kind::codes ? refusal::empty_list : refusal::empty;
  return input.is_complaint ? refusal::closed_list : refusal::other_form;
}

bool is_about_the_value(errc code) {
  return code == errc::answer_too_fine || code == errc::answer_outside ||
         code == errc::answer_type;
}

std::string_view fault_words(refusal what) {
  switch (what) {
    case refusal::undeclared: return "is declared by no rule set";
    case refusal::given_twice: return "is given twice";
    case refusal::observed_year: return "is observed in a year that is not allowed";
    case refusal::observed_later: return "is observed after the time of the assessment";
    case refusal::codes_twice: return "names a code twice";
    case refusal::empty: return "is empty: it leaves no value";
    case refusal::empty_list:
      return R"(is an empty list; for none write {"present": [], "others": "no"})";
    case refusal::too_fine: return "is finer than the input takes";
    case refusal::outside: return "is not among the values it can have";
    case refusal::other_form: return "is of another form";
    case refusal::closed_list:
      return "is of another form; what it does not list is absent, so nothing can be "
             "said "
             "of the others";
  }
  return {};  // not reached
}

std::string refusal_words(errc code, const linked_input& input) {
  const auto words = fault_words(fault_of(code, input));
  if (!is_about_the_value(code)) return std::string(words);
  return fmt::format("{}; it takes {}", words, what_fits(input));
}

std::string what_fits(const linked_input& input) {
  switch (input.type.kind) {
    case lang::kind::boolean: return "true or false";
    case lang::kind::integer: return number("a whole number", input);
    case lang::kind::decimal:
      return fmt::format("{} in steps of {}", number("a number", input),
                         to_text(decimal{1, input.type.scale}));
    case lang::kind::code: return fmt::format("one of {}", list_of(input.codes));
    case lang::kind::codes: return fmt::format("a list of {}", list_of(input.codes));
    case lang::kind::date: return bounded("a date", input);
    case lang::kind::datetime: return bounded("a time with its offset", input);
    case lang::kind::duration: return bounded("a duration", input);
    case lang::kind::none: break;
  }
  return "nothing";
}

std::string fault_text(errc code, const linked_input& input) {
  // Of a list with nothing in it, and of the complaint, only the plain fault.
  const linked_input plain;
  return fmt::format("the answer for `{}` {}", input.id,
                     fault_words(fault_of(code, plain)));
}

}  // namespace arvio::inline v0::book
