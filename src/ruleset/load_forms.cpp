#include "load_forms.hpp"

#include "arvio/base/decimal.hpp"
#include "arvio/base/time_limit.hpp"
#include "arvio/lang/token.hpp"
#include "arvio/lang/unit.hpp"

#include "xml/characters.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace arvio::inline v0::ruleset {
namespace {

using xml::is_digit;
using xml::is_letter;

bool consists_of(std::string_view text, std::string_view others) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [others](char c) {
    return is_letter(c) || is_digit(c) || others.find(c) != std::string_view::npos;
  });
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool is_code(std::string_view text) { return consists_of(text, "_"); }

/// Not a word of the language, and not the name of an attribute that answers of cases
/// stand beside.
bool is_input_name(std::string_view text) {
  return is_code(text) && !is_digit(text.front()) && text != "id" && text != "xmlns" &&
         !lang::is_reserved(text);
}

bool is_id(std::string_view text) {
  return consists_of(text, "_.-") && (is_letter(text.front()) || is_digit(text.front()));
}

bool is_whole_number(std::string_view text) {
  const auto number = parse_decimal(text);
  return number && number->scale == 0;
}

/// 1, 0.1, 0.01, ...
bool is_resolution(std::string_view text) {
  const auto number = parse_decimal(text);
  return number && number->units == 1 && (text == "1" || text.substr(0, 2) == "0.");
}

bool is_address(std::string_view text) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (text.substr(0, scheme.size()) != scheme) continue;
    text.remove_prefix(scheme.size());
    return !text.empty() && std::none_of(text.begin(), text.end(), xml::is_blank);
  }
  return false;
}

bool is_major(std::string_view text) {
  return all_digits(text) && text.size() <= 6 &&
         (text.size() == 1 || text.front() != '0');
}

bool is_language(std::string_view text) {
  return (text.size() == 2 || text.size() == 3) &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return 'a' <= c && c <= 'z'; });
}

bool is_duration(std::string_view text) {
  const auto seconds = parse_duration(text);
  return seconds && *seconds > 0;
}

}  // namespace

namespace forms {

const form input_name{"a name of an input or derived value",
                      "letters, digits and `_`, no digit first, no word of the language",
                      is_input_name};
const form code{"a code", "letters, digits and `_`", is_code};
const form id{"an id", "letters, digits, `_`, `.` and `-`, a letter or digit first",
              is_id};
const form plain_id{"an id without dots", "letters, digits, `_` and `-`",
                    [](std::string_view text) { return consists_of(text, "_-"); }};
const form complaint{"a complaint", "ids of complaints, or `*` alone for every contact",
                     [](std::string_view text) { return text == "*" || is_code(text); }};
const form language{"a language", "two or three small letters: fi", is_language};
const form version{"a version", "three numbers without leading zeros: 1.0.0",
                   [](std::string_view text) { return parse_version(text).has_value(); }};
const form major{"a major version", "one number: 1", is_major};
const form day{"a date", "year-month-day: 2026-03-02",
               [](std::string_view text) { return parse_date(text).has_value(); }};
const form time{"a time", "with its offset: 2026-03-02T10:00:00+02:00",
                [](std::string_view text) { return parse_time(text).has_value(); }};
const form duration{"a duration", "days, hours, minutes, seconds: P1DT12H, PT30M",
                    is_duration};
const form year{"a year", "four digits: 2026", [](std::string_view text) {
                  return text.size() == 4 && all_digits(text);
                }};
const form boolean{"true or false", "", [](std::string_view text) {
                     return text == "true" || text == "false";
                   }};
const form whole_number{"a whole number", "digits, perhaps after a minus: 3, -1",
                        is_whole_number};
const form resolution{"a resolution", "1, 0.1, 0.01, ...", is_resolution};
const form unit{
    "a unit", "a UCUM unit: a, /min, Cel, mm[Hg], %, or 1 for none",
    [](std::string_view text) { return lang::canonical_unit(text).has_value(); }};
const form within{
    "a time limit",
    "immediately, without-delay, or an amount of hours, days, working days, weeks or "
    "months, ten years at most: 7 days, 1 month",
    [](std::string_view text) { return parse_time_limit(text).has_value(); }};
const form address{"an address", "https://..., without blanks", is_address};
const form words{"a text", "write it, or leave it out",
                 [](std::string_view text) { return !text.empty(); }};
const form as_written{
    "a value", "without blanks at its ends; or leave it out", [](std::string_view text) {
      return !text.empty() && !xml::is_blank(text.front()) && !xml::is_blank(text.back());
    }};
const form expression{"an expression", "", [](std::string_view) { return true; }};

}  // namespace forms

std::string collapsed(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (!xml::is_blank(c)) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::optional<version_number> parse_version(std::string_view text) {
  std::array<int, 3> numbers{};
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto dot = std::min(text.find('.'), text.size());
    const auto digits = text.substr(0, dot);
    if (!is_major(digits)) return std::nullopt;
    std::from_chars(digits.data(), digits.data() + digits.size(), numbers[i]);
    text.remove_prefix(dot);
    if (i == 2) break;
    if (text.empty()) return std::nullopt;
    text.remove_prefix(1);  // the dot
  }
  if (!text.empty()) return std::nullopt;
  return version_number{numbers[0], numbers[1], numbers[2]};
}

}  // namespace arvio::inline v0::ruleset
