#include "calendar_forms.hpp"

#include "arvio/base/limits.hpp"

#include "xml/characters.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace arvio::inline v0::service::forms {

namespace {

/// Digits without leading zeros, perhaps behind a minus, from `low` to `high`.
bool is_between(std::string_view text, int low, int high) {
  constexpr std::size_t most_digits = 4;
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  if (text.empty() || text.size() > most_digits ||
      !std::all_of(text.begin(), text.end(), xml::is_digit))
    return false;
  if (text.front() == '0' && (text.size() > 1 || negative)) return false;
  const int number = negative ? -number_in(text) : number_in(text);
  return low <= number && number <= high;
}

/// The days of a leap year: whether a year has the date is looked at with the years.
bool is_day_of_year(std::string_view text) {
  if (text.size() != 5 || text[2] != '-') return false;
  const int month = arvio::calendar::digits(text, 0, 2);
  const int day = arvio::calendar::digits(text, 3, 2);
  constexpr int leap_year = 2000;
  if (month < 1 || day < 1 || !arvio::calendar::day_of({leap_year, month, day}).ok())
    return false;
  return month < 12 || day <= 25;
}

}  // namespace

const ruleset::form calendar_year{
    "a year of calendars", "four digits, 1900 to 2199: 2026", [](std::string_view text) {
      return is_between(text, limits::first_year, limits::last_year);
    }};
const ruleset::form month{"a month", "1 to 12",
                          [](std::string_view text) { return is_between(text, 1, 12); }};
const ruleset::form day_of_month{
    "a day of a month", "1 to 31",
    [](std::string_view text) { return is_between(text, 1, 31); }};
const ruleset::form days_from_easter{
    "a number of days from Easter", "-80 to 250, so that it lies in the year: -2",
    [](std::string_view text) { return is_between(text, -80, 250); }};
const ruleset::form day_of_year{"a day of the year",
                                "month-day, 12-25 at the latest: 06-20", is_day_of_year};

int number_in(std::string_view text) {
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::optional<weekday> weekday_in(std::string_view text) {
  const auto found = std::find(weekdays.begin(), weekdays.end(), text);
  if (found == weekdays.end()) return std::nullopt;
  return static_cast<weekday>(found - weekdays.begin());
}

}  // namespace arvio::inline v0::service::forms
