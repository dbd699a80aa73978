#include "refusal.hpp"

#include "arvio/base/decimal.hpp"
#include "arvio/book/answer.hpp"
#include "arvio/book/value.hpp"

#include "words_data/refusals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace arvio::inline v0::book {

namespace {

constexpr std::size_t codes_shown = 8;  // in a message

std::string list_of(const std::vector<std::string>& codes, std::size_t language) {
  std::vector<std::string> shown;
  for (std::size_t i = 0; i < codes.size() && i < codes_shown; ++i)
    shown.push_back(fmt::format("`{}`", codes[i]));
  auto list = fmt::format("{}", fmt::join(shown, ", "));
  return codes.size() > codes_shown ? wording(say::codes_and_more{list}, language) : list;
}

/// `a date from 2020-01-01 to 2026-12-31`.
std::string bounded(refusal what, const linked_input& input, std::size_t language) {
  const std::string value(wording(what, language));
  if (input.domain.empty()) return value;
  const value_form form{input.type, input.codes};
  const auto low = value_text(form, input.domain.min());
  const auto high = value_text(form, input.domain.max());
  return wording(say::between{value, low, high}, language);
}

std::string number(refusal what, const linked_input& input, std::size_t language) {
  const auto& unit = input.type.unit;
  const auto value = bounded(what, input, language);
  return unit.empty() || unit == "1" ? value : fmt::format("{} {}", value, unit);
}

/// What is wrong with an answer in itself, whatever the input takes.
refusal fault_of(errc code) {
  if (code == errc::answer_undeclared) return refusal::undeclared;
  if (code == errc::answer_twice) return refusal::codes_twice;
  if (code == errc::answer_too_fine) return refusal::too_fine;
  if (code == errc::answer_outside) return refusal::outside;
  if (code == errc::answer_empty) return refusal::empty;
  if (code == errc::contact_time) return refusal::observed_year;
  if (code == errc::answer_later) return refusal::observed_later;
  return refusal::other_form;
}

/// Whether it helps to hear what the input takes.
bool is_of_value(errc code) {
  return code == errc::answer_too_fine || code == errc::answer_outside ||
         code == errc::answer_type;
}

}  // namespace

std::size_t refusal_language(std::string_view tag) {
  const auto& all = refusal_languages;
  auto found = std::find(all.begin(), all.end(), tag);
  if (found == all.end()) found = std::find(all.begin(), all.end(), "en");
  return static_cast<std::size_t>(found - all.begin());
}

std::string refusal_words(errc code, const linked_input& input, std::size_t language) {
  auto fault = fault_of(code);
  if (code == errc::answer_empty && input.type.kind == lang::kind::codes)
    fault = refusal::empty_list;
  if (fault == refusal::other_form && input.is_complaint) fault = refusal::closed_list;
  const auto words = wording(fault, language);
  if (!is_of_value(code)) return std::string(words);
  return wording(say::and_takes{words, what_fits(input, language)}, language);
}

std::string what_fits(const linked_input& input, std::size_t language) {
  const auto codes = [&] { return list_of(input.codes, language); };
  switch (input.type.kind) {
    case lang::kind::boolean: return std::string(wording(refusal::a_truth, language));
    case lang::kind::integer: return number(refusal::a_whole_number, input, language);
    case lang::kind::decimal:
      return wording(say::in_steps{number(refusal::any_number, input, language),
                                   to_text(decimal{1, input.type.scale})},
                     language);
    case lang::kind::code: return wording(say::one_code{codes()}, language);
    case lang::kind::codes: return wording(say::some_codes{codes()}, language);
    case lang::kind::date: return bounded(refusal::any_date, input, language);
    case lang::kind::datetime: return bounded(refusal::any_time, input, language);
    case lang::kind::duration: return bounded(refusal::any_duration, input, language);
    case lang::kind::none: break;
  }
  return std::string(wording(refusal::nothing, language));
}

std::string what_fits(const linked_input& input) {
  return what_fits(input, refusal_language("en"));
}

std::string fault_text(errc code, const linked_input& input) {
  return fmt::format("the answer for `{}` {}", input.id,
                     wording(fault_of(code), refusal_language("en")));
}

}  // namespace arvio::inline v0::book
