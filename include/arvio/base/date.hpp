#ifndef ARVIO_BASE_DATE_HPP
#define ARVIO_BASE_DATE_HPP

#include "arvio/base/limits.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// The calendar is std::chrono's. The clock of Helsinki is ours: a time zone database is
// not part of every standard library, and would have to be there wherever arvio runs.
namespace arvio::inline v0 {

/// A day of the Gregorian calendar, as a number: 1970-01-01 is 0.
struct date {
  std::int32_t days = 0;

  friend constexpr auto operator<=>(const date&, const date&) = default;
};

/// A moment, in seconds since 1970-01-01T00:00:00Z, without leap seconds.
struct instant {
  std::int64_t seconds = 0;

  friend constexpr auto operator<=>(const instant&, const instant&) = default;
};

/// A day by year, month (1 to 12) and day of the month (1 to 31).
struct civil_date {
  int year = 1970;
  int month = 1;
  int day = 1;

  friend constexpr auto operator<=>(const civil_date&, const civil_date&) = default;
};

/// A moment with the offset it was written with, as texts carry it.
struct offset_time {
  instant moment;
  std::int32_t offset = 0;  // seconds east of UTC, whole minutes

  friend constexpr bool operator==(const offset_time&, const offset_time&) = default;
};

namespace calendar {

/// The day of a date; may be none (`ok()`), as 29 February 2026 is.
[[nodiscard]] constexpr std::chrono::year_month_day day_of(
    const civil_date& day) noexcept {
  return {std::chrono::year{day.year},
          std::chrono::month{static_cast<unsigned>(day.month)},
          std::chrono::day{static_cast<unsigned>(day.day)}};
}

[[nodiscard]] constexpr std::chrono::year_month_day day_of(date day) noexcept {
  return std::chrono::sys_days{std::chrono::days{day.days}};
}

[[nodiscard]] constexpr date date_of(std::chrono::sys_days day) noexcept {
  return {static_cast<std::int32_t>(day.time_since_epoch().count())};
}

/// The day that a clock `offset` seconds ahead of UTC shows at a moment.
[[nodiscard]] constexpr std::chrono::sys_days shown_day(instant moment,
                                                        std::int32_t offset) noexcept {
  return std::chrono::floor<std::chrono::days>(
      std::chrono::sys_seconds{std::chrono::seconds{moment.seconds + offset}});
}

}  // namespace calendar

[[nodiscard]] constexpr date to_date(const civil_date& day) noexcept {
  return calendar::date_of(calendar::day_of(day));
}

[[nodiscard]] constexpr civil_date to_civil(date date) noexcept {
  const auto day = calendar::day_of(date);
  return {static_cast<int>(day.year()),
          static_cast<int>(static_cast<unsigned>(day.month())),
          static_cast<int>(static_cast<unsigned>(day.day()))};
}

/// The first year in which the clock of Helsinki went by the rule of helsinki_offset.
inline constexpr int helsinki_first_year = 1996;

/// The offset of Helsinki at a moment, in seconds east of UTC.
///
/// Meaning  two hours; three from 01:00 UTC on the last Sunday of March to 01:00 UTC on
///          the last Sunday of October. The rule is applied to every year, and right from
///          1996 on (helsinki_first_year). From 1981 to 1995 summer time ended in
///          September, before it there was none (but in 1942), and until 1921 the clock
///          went by the sun: moments of those years may be shown an hour off. Dates are
///          days of the calendar alone, right in every year.
/// Source   Directive 2000/84/EC, articles 1 to 3; from 1996 on the same by its
///          forerunners 94/21/EC and 97/44/EC.
[[nodiscard]] constexpr std::int32_t helsinki_offset(instant moment) noexcept {
  namespace chrono = std::chrono;
  const chrono::year_month_day day{calendar::shown_day(moment, 0)};
  const auto change = [&day](chrono::month month) {
    const chrono::sys_days sunday{day.year() / month / chrono::Sunday[chrono::last]};
    return chrono::sys_seconds{sunday + chrono::hours{1}}.time_since_epoch().count();
  };
  const bool summer =
      change(chrono::March) <= moment.seconds && moment.seconds < change(chrono::October);
  return summer ? 3 * 3600 : 2 * 3600;
}

/// The calendar day in Helsinki at a moment.
[[nodiscard]] constexpr date helsinki_date(instant moment) noexcept {
  return calendar::date_of(calendar::shown_day(moment, helsinki_offset(moment)));
}

/// A moment as the clock of Helsinki shows it.
[[nodiscard]] constexpr offset_time helsinki_time(instant moment) noexcept {
  return {moment, helsinki_offset(moment)};
}

/// The moment when a day begins in Helsinki: 00:00 local time, which never is skipped
/// there.
[[nodiscard]] constexpr instant helsinki_midnight(date day) noexcept {
  const instant winter{std::int64_t{day.days} * 86400 - 7200};
  const instant summer{winter.seconds - 3600};
  return helsinki_offset(summer) == 3 * 3600 ? summer : winter;
}

/// Whole months elapsed from one day to another, towards zero. A day that the target
/// month does not have counts as the first of the next month: from 29 February one year
/// is full on 1 March of common years, from 31 January one month on 1 March.
[[nodiscard]] constexpr std::int64_t whole_months(date from, date to) noexcept {
  if (to < from) return -whole_months(to, from);
  const auto first = calendar::day_of(from);
  const auto last = calendar::day_of(to);
  const auto begun = last.year() / last.month() - first.year() / first.month();
  return begun.count() - (last.day() < first.day() ? 1 : 0);
}

/// Whole years elapsed from one day to another, towards zero; see whole_months.
[[nodiscard]] constexpr std::int64_t whole_years(date from, date to) noexcept {
  return whole_months(from, to) / 12;
}

// --- texts (ISO 8601 extended forms; nothing else, no locale) --------------------------

namespace calendar {

/// The number that `count` digits from `begin` on say; -1 where they are not there.
[[nodiscard]] constexpr int digits(std::string_view text, std::size_t begin,
                                   std::size_t count) noexcept {
  if (text.size() < begin + count) return -1;
  int number = 0;
  for (const char digit : text.substr(begin, count)) {
    if (digit < '0' || digit > '9') return -1;
    number = number * 10 + (digit - '0');
  }
  return number;
}

/// A number with zeros before it, `width` characters at least.
[[nodiscard]] inline std::string padded(std::int64_t number, std::size_t width) {
  const auto text = std::to_string(number);
  return std::string(text.size() < width ? width - text.size() : 0, '0') + text;
}

}  // namespace calendar

/// `2026-03-02`, years limits::first_year to limits::last_year.
[[nodiscard]] constexpr std::optional<date> parse_date(std::string_view text) noexcept {
  using calendar::digits;
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text, 0, 4);
  if (year < limits::first_year || year > limits::last_year) return std::nullopt;
  const auto day = calendar::day_of({year, digits(text, 5, 2), digits(text, 8, 2)});
  if (!day.ok()) return std::nullopt;
  return calendar::date_of(day);
}

/// `2026-03-02T10:00:00+02:00`; seconds may be absent; `Z` or an offset of up to 14 hours
/// is required; no fractions, no leap second.
[[nodiscard]] constexpr std::optional<offset_time> parse_time(
    std::string_view text) noexcept {
  using calendar::digits;
  if (text.size() < 17 || text[10] != 'T' || text[13] != ':') return std::nullopt;
  const auto day = parse_date(text.substr(0, 10));
  const bool has_second = text[16] == ':';
  const int hour = digits(text, 11, 2);
  const int minute = digits(text, 14, 2);
  const int second = has_second ? digits(text, 17, 2) : 0;
  if (!day || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 ||
      second > 59)
    return std::nullopt;
  const auto zone = text.substr(has_second ? 19 : 16);
  std::int32_t offset = 0;
  if (zone != "Z") {
    if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':')
      return std::nullopt;
    const int hours = digits(zone, 1, 2);
    const int minutes = digits(zone, 4, 2);
    if (hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > 14 * 60)
      return std::nullopt;
    offset = (hours * 60 + minutes) * 60 * (zone[0] == '-' ? -1 : 1);
  }
  const auto midnight = std::int64_t{day->days} * 86400;
  return offset_time{
      {midnight + (std::int64_t{hour} * 60 + minute) * 60 + second - offset}, offset};
}

/// `PT12H`, `P3D`, `P1DT2H30M`, `-PT5M`: days, hours, minutes and seconds in that order,
/// each at most once and at least one. No months or years: they have no fixed length.
///
/// Units   seconds; nullopt beyond limits::number_units.
[[nodiscard]] constexpr std::optional<std::int64_t> parse_duration(
    std::string_view text) noexcept {
  const auto skip = [&text](char mark) {
    if (text.empty() || text.front() != mark) return false;
    text.remove_prefix(1);
    return true;
  };
  std::int64_t seconds = 0;
  bool fits = true;
  const auto take = [&](char unit, std::int64_t length) {
    std::int64_t count = 0;
    std::size_t end = 0;
    for (; calendar::digits(text, end, 1) >= 0; ++end) {
      if (count <= limits::number_units) count = count * 10 + (text[end] - '0');
    }
    if (end == 0 || end == text.size() || text[end] != unit) return false;
    text.remove_prefix(end + 1);
    fits = fits && count <= (limits::number_units - seconds) / length;
    if (fits) seconds += count * length;
    return true;
  };
  const bool negative = skip('-');
  if (!skip('P')) return std::nullopt;
  bool any = take('D', 86400);
  if (skip('T')) {
    any = take('H', 3600);
    any = take('M', 60) || any;
    any = take('S', 1) || any;
  }
  if (!any || !fits || !text.empty()) return std::nullopt;
  return negative ? -seconds : seconds;
}

[[nodiscard]] inline std::string to_text(date day) {
  using calendar::padded;
  const auto civil = to_civil(day);
  return padded(civil.year, 4) + "-" + padded(civil.month, 2) + "-" +
         padded(civil.day, 2);
}

/// The form that parse_time reads back: `2026-03-02T10:00:00+02:00`.
[[nodiscard]] inline std::string to_text(const offset_time& time) {
  using calendar::padded;
  const auto day = calendar::date_of(calendar::shown_day(time.moment, time.offset));
  const auto second = time.moment.seconds + time.offset - std::int64_t{day.days} * 86400;
  const auto east = time.offset < 0 ? -time.offset : time.offset;
  return to_text(day) + "T" + padded(second / 3600, 2) + ":" +
         padded(second / 60 % 60, 2) + ":" + padded(second % 60, 2) +
         (time.offset < 0 ? "-" : "+") + padded(east / 3600, 2) + ":" +
         padded(east / 60 % 60, 2);
}

/// The shortest form that parse_duration reads back: `PT12H`, `P1DT30M`, `PT0S`.
[[nodiscard]] inline std::string duration_text(std::int64_t seconds) {
  auto rest = seconds < 0 ? -seconds : seconds;
  std::string out = seconds < 0 ? "-P" : "P";
  if (rest >= 86400) out += std::to_string(rest / 86400) + "D";
  rest %= 86400;
  if (rest == 0 && seconds != 0) return out;
  out += "T";
  if (rest >= 3600) out += std::to_string(rest / 3600) + "H";
  if (rest / 60 % 60 != 0) out += std::to_string(rest / 60 % 60) + "M";
  if (rest % 60 != 0 || seconds == 0) out += std::to_string(rest % 60) + "S";
  return out;
}

}  // namespace arvio::inline v0

#endif  // ARVIO_BASE_DATE_HPP
