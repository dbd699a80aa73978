#ifndef ARVIO_CORE_DETAIL_ARITHMETIC_HPP
#define ARVIO_CORE_DETAIL_ARITHMETIC_HPP

#include "arvio/base/date.hpp"
#include "arvio/base/decimal.hpp"
#include "arvio/core/image/image.hpp"

#include <cstdint>

/// Exact numbers and times, as expressions need them.
///
/// Meaning  a sound program keeps every result within limits::number_units. One made by
///          hand may not: then results are wrong, and nothing else happens.
namespace arvio::inline v0::core {

[[nodiscard]] constexpr std::int64_t plus(std::int64_t a, std::int64_t b) noexcept {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) +
                                   static_cast<std::uint64_t>(b));
}
[[nodiscard]] constexpr std::int64_t minus(std::int64_t a, std::int64_t b) noexcept {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) -
                                   static_cast<std::uint64_t>(b));
}
[[nodiscard]] constexpr std::int64_t times(std::int64_t a, std::int64_t b) noexcept {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) *
                                   static_cast<std::uint64_t>(b));
}

/// How a quotient becomes a whole number; `nearest` takes halves away from zero.
enum class rounding : std::uint8_t { nearest, down, up };

/// above * above_factor / (below * below_factor), rounded; 0 where the divisor is 0.
[[nodiscard]] constexpr std::int64_t quotient(rounding how, std::int64_t above,
                                              std::int64_t above_factor,
                                              std::int64_t below,
                                              std::int64_t below_factor) noexcept {
  // 128 bits hold the product of any two of 64, and the double of a remainder of sound
  // programs; unsigned, so that those of others wrap.
  __extension__ using word = unsigned __int128;
  const auto product = [](std::int64_t a, std::int64_t b) {
    return static_cast<wide_int>(a) * b;
  };
  const wide_int top = product(above, above_factor);
  const wide_int bottom = product(below, below_factor);
  if (bottom == 0) return 0;
  const bool negative = (top < 0) != (bottom < 0);
  const word a = top < 0 ? -static_cast<word>(top) : static_cast<word>(top);
  const word b = bottom < 0 ? -static_cast<word>(bottom) : static_cast<word>(bottom);
  word whole = a / b;
  const word rest = a % b;
  switch (how) {
    case rounding::nearest:
      if (rest >= b - rest) ++whole;
      break;
    case rounding::down:
      if (negative && rest != 0) ++whole;
      break;
    case rounding::up:
      if (!negative && rest != 0) ++whole;
      break;
  }
  return static_cast<std::int64_t>(negative ? -whole : whole);
}

/// A point in time of which the ..._between functions count from or to. A date has no
/// time of day.
struct time_point {
  std::int64_t day = 0;     // since 1970, in Helsinki
  std::int64_t second = 0;  // of the day
  std::int64_t moment = 0;
  bool is_date = false;
};

/// Days since 1970 that dates can hold: others are taken for the nearest of them.
[[nodiscard]] constexpr std::int64_t sane_days(std::int64_t days) noexcept {
  constexpr std::int64_t most = 1'000'000;
  return days < -most ? -most : days > most ? most : days;
}

[[nodiscard]] constexpr time_point point_of(std::int64_t value, bool is_date) noexcept {
  constexpr std::int64_t day_seconds = 86400;
  if (is_date) return {sane_days(value), 0, 0, true};
  constexpr std::int64_t most = std::int64_t{1'000'000} * day_seconds;
  const instant moment{value < -most ? -most : value > most ? most : value};
  const std::int64_t day = helsinki_date(moment).days;
  return {day, moment.seconds + helsinki_offset(moment) - day * day_seconds,
          moment.seconds, false};
}

/// Whole units from one point to another, towards zero.
///
/// Source  docs/semantics.md, "Time": years, months and days by the calendar and, where
///         both points have one, the clock of Helsinki; hours and minutes as they elapse.
[[nodiscard]] constexpr std::int64_t elapsed(node_kind unit, time_point from,
                                             time_point to) noexcept {
  if (unit == node_kind::hours_between) return (to.moment - from.moment) / 3600;
  if (unit == node_kind::minutes_between) return (to.moment - from.moment) / 60;
  if (from.is_date || to.is_date) from.second = to.second = 0;
  const bool backwards =
      to.day < from.day || (to.day == from.day && to.second < from.second);
  if (backwards) {
    const auto later = from;
    from = to;
    to = later;
  }
  const auto full_days = to.day - (to.second < from.second ? 1 : 0);
  const date begin{static_cast<std::int32_t>(from.day)};
  const date end{static_cast<std::int32_t>(full_days)};
  const auto count = unit == node_kind::years_between    ? whole_years(begin, end)
                     : unit == node_kind::months_between ? whole_months(begin, end)
                                                         : full_days - from.day;
  return backwards ? -count : count;
}

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_DETAIL_ARITHMETIC_HPP
