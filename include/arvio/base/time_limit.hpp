#ifndef ARVIO_BASE_TIME_LIMIT_HPP
#define ARVIO_BASE_TIME_LIMIT_HPP

#include "arvio/base/limits.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace arvio::inline v0 {

enum class time_limit_unit : std::uint8_t {
  immediately,    // there is no time to lose, and no amount
  without_delay,  // no amount either
  hours,
  days,
  working_days,
  weeks,
  months
};

/// Within what time something is to be done, as the law words it: a month is no number of
/// days, and a working day no 24 hours.
///
/// Units   `amount` of `unit`: from 1, of days from 0 (the day itself), to
///         most_of(unit); 0 where there is no amount.
struct time_limit {
  time_limit_unit unit = time_limit_unit::immediately;
  std::int32_t amount = 0;

  friend bool operator==(const time_limit&, const time_limit&) = default;
};

/// Whether limits of a unit count something; the others have no date.
[[nodiscard]] constexpr bool has_amount(time_limit_unit which) noexcept {
  return which != time_limit_unit::immediately && which != time_limit_unit::without_delay;
}

/// The largest amount of a unit: ten years.
[[nodiscard]] constexpr std::int32_t most_of(time_limit_unit which) noexcept {
  switch (which) {
    case time_limit_unit::immediately:
    case time_limit_unit::without_delay: return 0;
    case time_limit_unit::hours: return limits::deadline_hours;
    case time_limit_unit::days: return limits::deadline_days;
    case time_limit_unit::working_days: return limits::deadline_working_days;
    case time_limit_unit::weeks: return limits::deadline_weeks;
    case time_limit_unit::months: return limits::deadline_months;
  }
  return 0;  // not reached
}

/// What stands behind the amount; where there is none, the limit itself.
[[nodiscard]] constexpr std::string_view word_of(const time_limit& limit) noexcept {
  const bool one = limit.amount == 1;
  switch (limit.unit) {
    case time_limit_unit::immediately: return "immediately";
    case time_limit_unit::without_delay: return "without-delay";
    case time_limit_unit::hours: return one ? "hour" : "hours";
    case time_limit_unit::days: return one ? "day" : "days";
    case time_limit_unit::working_days: return one ? "working day" : "working days";
    case time_limit_unit::weeks: return one ? "week" : "weeks";
    case time_limit_unit::months: return one ? "month" : "months";
  }
  return "";  // not reached
}

/// Reads a time limit as rule sets write it: `immediately`, `without-delay`, `7 days`,
/// `1 working day`.
///
/// Errors  nullopt for any other text: no ISO duration, since `P1D` could be a day or 24
///         hours.
[[nodiscard]] constexpr std::optional<time_limit> parse_time_limit(
    std::string_view text) noexcept {
  constexpr std::size_t most_digits = 5;
  constexpr std::array units{time_limit_unit::hours, time_limit_unit::days,
                             time_limit_unit::working_days, time_limit_unit::weeks,
                             time_limit_unit::months};
  for (const auto unit : {time_limit_unit::immediately, time_limit_unit::without_delay}) {
    if (text == word_of({unit, 0})) return time_limit{unit, 0};
  }
  const auto blank = text.find(' ');
  if (blank == std::string_view::npos || blank == 0 || blank > most_digits ||
      (text.front() == '0' && blank > 1))
    return std::nullopt;
  std::int32_t amount = 0;
  for (const char c : text.substr(0, blank)) {
    if (c < '0' || c > '9') return std::nullopt;
    amount = amount * 10 + (c - '0');
  }
  for (const auto unit : units) {
    const time_limit limit{unit, amount};
    if (text.substr(blank + 1) != word_of(limit)) continue;
    const std::int32_t least = unit == time_limit_unit::days ? 0 : 1;
    if (amount < least || amount > most_of(unit)) return std::nullopt;
    return limit;
  }
  return std::nullopt;
}

/// The text that parse_time_limit reads back: "7 working days".
[[nodiscard]] inline std::string to_text(const time_limit& limit) {
  if (!has_amount(limit.unit)) return std::string(word_of(limit));
  return std::to_string(limit.amount) + " " + std::string(word_of(limit));
}

}  // namespace arvio::inline v0

#endif  // ARVIO_BASE_TIME_LIMIT_HPP
