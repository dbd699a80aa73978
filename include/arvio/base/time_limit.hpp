#ifndef ARVIO_BASE_TIME_LIMIT_HPP
#define ARVIO_BASE_TIME_LIMIT_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace arvio::inline v0 {

enum class time_limit_unit : std::uint8_t {
  immediate,      // there is no time to lose, and no amount
  without_delay,  // no amount either
  hours,
  days,
  working_days,
  weeks,
  months
};

/// Within what time a duty is to be done, as the law words it: a month is no number of
/// days, and a working day no 24 hours.
///
/// Units   `amount` of `unit`: 1 to 9999; 0 for immediate and without_delay.
struct time_limit {
  time_limit_unit unit = time_limit_unit::immediate;
  std::int32_t amount = 0;

  friend bool operator==(const time_limit&, const time_limit&) = default;
};

/// "immediate", "without-delay", "hours", "working-days", ...
[[nodiscard]] constexpr const char* id_of(time_limit_unit which) noexcept {
  switch (which) {
    case time_limit_unit::immediate: return "immediate";
    case time_limit_unit::without_delay: return "without-delay";
    case time_limit_unit::hours: return "hours";
    case time_limit_unit::days: return "days";
    case time_limit_unit::working_days: return "working-days";
    case time_limit_unit::weeks: return "weeks";
    case time_limit_unit::months: return "months";
  }
  return "";  // not reached
}

/// Reads a time limit as rule sets write it: `immediate`, `without-delay`, `7 days`.
///
/// Errors  nullopt for any other text.
[[nodiscard]] constexpr std::optional<time_limit> parse_time_limit(
    std::string_view text) noexcept {
  constexpr std::size_t most_digits = 4;
  for (const auto unit : {time_limit_unit::immediate, time_limit_unit::without_delay}) {
    if (text == id_of(unit)) return time_limit{unit, 0};
  }
  const auto blank = text.find(' ');
  if (blank == std::string_view::npos || blank == 0 || blank > most_digits ||
      text.front() == '0')
    return std::nullopt;
  std::int32_t amount = 0;
  for (const char c : text.substr(0, blank)) {
    if (c < '0' || c > '9') return std::nullopt;
    amount = amount * 10 + (c - '0');
  }
  for (const auto unit :
       {time_limit_unit::hours, time_limit_unit::days, time_limit_unit::working_days,
        time_limit_unit::weeks, time_limit_unit::months}) {
    if (text.substr(blank + 1) == id_of(unit)) return time_limit{unit, amount};
  }
  return std::nullopt;
}

/// The text that parse_time_limit reads back: "7 working-days".
[[nodiscard]] inline std::string to_text(const time_limit& limit) {
  if (limit.amount == 0) return id_of(limit.unit);
  return std::to_string(limit.amount) + " " + id_of(limit.unit);
}

}  // namespace arvio::inline v0

#endif  // ARVIO_BASE_TIME_LIMIT_HPP
