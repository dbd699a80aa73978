#include "profile_forms.hpp"

#include "arvio/base/date.hpp"
#include "arvio/base/limits.hpp"

#include "xml/characters.hpp"

#include <algorithm>

namespace arvio::inline v0::service {

namespace {

using xml::is_digit;

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool is_municipality(std::string_view text) {
  return ruleset::forms::code.fits(text) && text != "region";
}

bool is_residence(std::string_view text) {
  return text == "*" || ruleset::forms::code.fits(text);
}

bool is_age(std::string_view text) {
  constexpr std::size_t most_digits = 3;
  return all_digits(text) && text.size() <= most_digits &&
         (text.size() == 1 || text.front() != '0');
}

bool is_begin(std::string_view text) {
  const auto minute = parse_clock(text);
  return minute && *minute < minutes_of_day;
}

/// Digits in groups with one blank between them, a `+` before them where it is
/// international.
bool is_telephone(std::string_view text) {
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  std::size_t digits = 0;
  bool after_digit = false;
  for (const char c : text) {
    if (is_digit(c)) {
      ++digits;
    } else if (c != ' ' || !after_digit) {
      return false;
    }
    after_digit = is_digit(c);
  }
  return after_digit && 3 <= digits && digits <= 15;
}

bool is_link(std::string_view text) {
  constexpr std::string_view scheme = "https://";
  if (!text.starts_with(scheme)) return false;
  text.remove_prefix(scheme.size());
  constexpr std::string_view begins_no_host = "/?#:@";
  return !text.empty() && begins_no_host.find(text.front()) == std::string_view::npos &&
         std::none_of(text.begin(), text.end(), xml::is_blank);
}

std::optional<std::size_t> day_named(std::string_view text) {
  for (std::size_t i = 0; i < opening_days; ++i) {
    if (text == id_of(static_cast<opening_day>(i))) return i;
  }
  return std::nullopt;
}

}  // namespace

namespace forms {

const ruleset::form municipality{
    "a municipality", "letters, digits and `_`; not `region`", is_municipality};
const ruleset::form municipality_code{
    "a municipality code", "three digits: 853",
    [](std::string_view text) { return text.size() == 3 && all_digits(text); }};
const ruleset::form residence{"a municipality",
                              "ids of municipalities, or one of `*` and `region` alone",
                              is_residence};
const ruleset::form spoken{"a language", "codes of languages, or `*` alone for any",
                           is_residence};
const ruleset::form age{"an age", "whole years: 16", is_age};
const ruleset::form days{
    "a day", "mon to sun, a range that runs forwards (mon-fri), holiday, eve",
    [](std::string_view text) { return parse_days(text).has_value(); }};
const ruleset::form begin{"a time of day at which something can begin",
                          "hours and minutes: 00:00 to 23:59", is_begin};
const ruleset::form end{
    "a time of day", "hours and minutes: 00:00 to 24:00",
    [](std::string_view text) { return parse_clock(text).has_value(); }};
const ruleset::form wait{
    "a duration", "days, hours, minutes, seconds, ten years at most: P1D, PT30M",
    [](std::string_view text) { return parse_elapsed(text).has_value(); }};
const ruleset::form target{
    "a target",
    "a duration (PT2H), or an amount of days or working days (3 working days), ten years "
    "at most",
    [](std::string_view text) { return parse_target(text).has_value(); }};
const ruleset::form telephone{
    "a telephone number",
    "3 to 15 digits with single blanks, `+` first if any: 02 313 8800", is_telephone};
const ruleset::form link{"a link", "https://, a host, no blanks", is_link};

}  // namespace forms

std::optional<std::int32_t> parse_clock(std::string_view text) {
  using arvio::calendar::digits;
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto hour = digits(text, 0, 2);
  const auto minute = digits(text, 3, 2);
  if (hour < 0 || minute < 0 || minute > 59) return std::nullopt;
  const auto of_day = hour * 60 + minute;
  if (of_day > minutes_of_day) return std::nullopt;
  return of_day;
}

std::optional<std::array<bool, opening_days>> parse_days(std::string_view text) {
  const auto dash = text.find('-');
  const auto first = day_named(text.substr(0, dash));
  const auto last =
      dash == std::string_view::npos ? first : day_named(text.substr(dash + 1));
  constexpr auto sunday = static_cast<std::size_t>(opening_day::sun);
  if (!first || !last) return std::nullopt;
  if (dash != std::string_view::npos && (*first >= *last || *last > sunday))
    return std::nullopt;
  std::array<bool, opening_days> days{};
  for (auto i = *first; i <= *last; ++i)
    days[i] = true;
  return days;
}

std::optional<elapsed> parse_elapsed(std::string_view text) {
  constexpr std::int64_t longest = std::int64_t{limits::deadline_days} * 86400;
  const auto seconds = parse_duration(text);
  if (!seconds || text.front() == '-' || *seconds > longest) return std::nullopt;
  return elapsed{*seconds};
}

std::optional<std::variant<elapsed, time_limit>> parse_target(std::string_view text) {
  if (const auto duration = parse_elapsed(text)) return *duration;
  const auto limit = parse_time_limit(text);
  if (!limit) return std::nullopt;
  if (limit->unit != time_limit_unit::days &&
      limit->unit != time_limit_unit::working_days)
    return std::nullopt;
  return *limit;
}

std::string clock_text(std::int32_t minute) {
  using arvio::calendar::padded;
  return padded(minute / 60, 2) + ":" + padded(minute % 60, 2);
}

}  // namespace arvio::inline v0::service
