#ifndef ARVIO_BASE_DATE_HPP
#define ARVIO_BASE_DATE_HPP

#include "arvio/base/limits.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

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

[[nodiscard]] constexpr bool is_leap_year(int year) noexcept {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

[[nodiscard]] constexpr int days_in_month(int year, int month) noexcept {
  constexpr int common[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap_year(year) ? 29 : common[month - 1];
}

/// Source  the days-from-civil method of H. Hinnant, "chrono-Compatible Low-Level Date
///         Algorithms" (public domain).
[[nodiscard]] constexpr date to_date(const civil_date& day) noexcept {
  const int year = day.month <= 2 ? day.year - 1 : day.year;
  const int era = (year >= 0 ? year : year - 399) / 400;
  const int year_of_era = year - era * 400;
  const int month_from_march = day.month > 2 ? day.month - 3 : day.month + 9;
  const int day_of_year = (153 * month_from_march + 2) / 5 + day.day - 1;
  const int day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return {era * 146097 + day_of_era - 719468};
}

[[nodiscard]] constexpr civil_date to_civil(date day) noexcept {
  const int shifted = day.days + 719468;
  const int era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  const int day_of_era = shifted - era * 146097;
  const int year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int month_from_march = (5 * day_of_year + 2) / 153;
  const int month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month,
          day_of_year - (153 * month_from_march + 2) / 5 + 1};
}

/// The offset of Helsinki at a moment, in seconds east of UTC.
///
/// Meaning  two hours; three from 01:00 UTC on the last Sunday of March to 01:00 UTC on
///          the last Sunday of October. The rule in force is applied to every year;
///          before 1996 summer time ended earlier and before 1981 there was none, which
///          no input of a contact needs.
/// Source   Directive 2000/84/EC, articles 1 to 3.
[[nodiscard]] constexpr std::int32_t helsinki_offset(instant moment) noexcept {
  constexpr std::int64_t day_seconds = 86400;
  const auto floor_days =
      (moment.seconds >= 0 ? moment.seconds : moment.seconds - day_seconds + 1) /
      day_seconds;
  const int year = to_civil({static_cast<std::int32_t>(floor_days)}).year;
  const auto last_sunday = [year](int month) {
    const auto last = to_date({year, month, 31});
    const auto weekday =
        ((last.days + 4) % 7 + 7) % 7;  // 0 is Sunday: 1970-01-01 was a Thursday
    return (static_cast<std::int64_t>(last.days) - weekday) * day_seconds + 3600;
  };
  const bool summer =
      last_sunday(3) <= moment.seconds && moment.seconds < last_sunday(10);
  return summer ? 3 * 3600 : 2 * 3600;
}

/// The calendar day in Helsinki at a moment.
[[nodiscard]] constexpr date helsinki_date(instant moment) noexcept {
  const auto local = moment.seconds + helsinki_offset(moment);
  return {static_cast<std::int32_t>((local >= 0 ? local : local - 86399) / 86400)};
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
  const auto a = to_civil(from);
  const auto b = to_civil(to);
  return (b.year - a.year) * 12 + (b.month - a.month) - (b.day < a.day ? 1 : 0);
}

/// Whole years elapsed from one day to another, towards zero; see whole_months.
[[nodiscard]] constexpr std::int64_t whole_years(date from, date to) noexcept {
  return whole_months(from, to) / 12;
}

// --- texts (ISO 8601 extended forms; nothing else, no locale) --------------------------

/// `2026-03-02`, years limits::first_year to limits::last_year.
[[nodiscard]] constexpr std::optional<date> parse_date(std::string_view text) noexcept {
  const auto number = [text](std::size_t begin, std::size_t count) {
    int value = 0;
    for (std::size_t i = begin; i < begin + count; ++i) {
      if (text[i] < '0' || text[i] > '9') return -1;
      value = value * 10 + (text[i] - '0');
    }
    return value;
  };
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const civil_date day{number(0, 4), number(5, 2), number(8, 2)};
  if (day.year < limits::first_year || day.year > limits::last_year) return std::nullopt;
  if (day.month < 1 || day.month > 12) return std::nullopt;
  if (day.day < 1 || day.day > days_in_month(day.year, day.month)) return std::nullopt;
  return to_date(day);
}

/// `2026-03-02T10:00:00+02:00`; seconds may be absent; `Z` or an offset of up to 14 hours
/// is required; no fractions, no leap second.
[[nodiscard]] constexpr std::optional<offset_time> parse_time(
    std::string_view text) noexcept {
  if (text.size() < 17 || text[10] != 'T' || text[13] != ':') return std::nullopt;
  const auto day = parse_date(text.substr(0, 10));
  if (!day) return std::nullopt;
  const auto two = [](std::string_view digits) {
    return digits[0] < '0' || digits[0] > '9' || digits[1] < '0' || digits[1] > '9'
               ? -1
               : (digits[0] - '0') * 10 + (digits[1] - '0');
  };
  const int hour = two(text.substr(11, 2));
  const int minute = two(text.substr(14, 2));
  int second = 0;
  auto zone = text.substr(16);
  if (zone.front() == ':') {
    if (zone.size() < 4) return std::nullopt;
    second = two(zone.substr(1, 2));
    zone.remove_prefix(3);
  }
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
    return std::nullopt;
  std::int32_t offset = 0;
  if (zone != "Z") {
    if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':')
      return std::nullopt;
    const int hours = two(zone.substr(1, 2));
    const int minutes = two(zone.substr(4, 2));
    if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59) return std::nullopt;
    offset = (hours * 60 + minutes) * 60 * (zone[0] == '-' ? -1 : 1);
  }
  const int of_day = (hour * 60 + minute) * 60 + second;
  const auto local = std::int64_t{day->days} * 86400 + of_day;
  return offset_time{{local - offset}, offset};
}

/// `PT12H`, `P3D`, `P1DT2H30M`, `-PT5M`: days, hours, minutes and seconds in that order,
/// each at most once and at least one. No months or years: they have no fixed length.
///
/// Units   seconds; nullopt beyond limits::number_units.
[[nodiscard]] constexpr std::optional<std::int64_t> parse_duration(
    std::string_view text) noexcept {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  if (text.size() < 3 || text.front() != 'P') return std::nullopt;
  text.remove_prefix(1);
  std::int64_t seconds = 0;
  constexpr std::string_view order = "DTHMS";
  constexpr std::int64_t lengths[] = {86400, 0, 3600, 60, 1};
  std::size_t next = 0;
  bool any = false;
  bool open_time = false;
  while (!text.empty()) {
    if (text.front() == 'T') {
      if (next > 1) return std::nullopt;
      next = 2;
      open_time = true;
      text.remove_prefix(1);
      continue;
    }
    std::int64_t count = 0;
    std::size_t digits = 0;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') {
      count = count * 10 + (text[digits++] - '0');
      if (count > limits::number_units) return std::nullopt;
    }
    if (digits == 0 || digits == text.size()) return std::nullopt;
    const auto place = order.find(text[digits]);
    if (place == std::string_view::npos || place == 1 || place < next)
      return std::nullopt;
    if (place >= 2 && next < 2) return std::nullopt;  // hours before the T
    if (count > limits::number_units / lengths[place]) return std::nullopt;
    seconds += count * lengths[place];
    if (seconds > limits::number_units) return std::nullopt;
    next = place + 1;
    any = true;
    open_time = false;
    text.remove_prefix(digits + 1);
  }
  if (!any || open_time) return std::nullopt;
  return negative ? -seconds : seconds;
}

[[nodiscard]] inline std::string to_text(date day) {
  const auto civil = to_civil(day);
  const auto padded = [](int number, std::size_t width) {
    const auto digits = std::to_string(number);
    return std::string(digits.size() < width ? width - digits.size() : 0, '0') + digits;
  };
  return padded(civil.year, 4) + "-" + padded(civil.month, 2) + "-" +
         padded(civil.day, 2);
}

/// The form that parse_time reads back: `2026-03-02T10:00:00+02:00`.
[[nodiscard]] inline std::string to_text(const offset_time& time) {
  const auto local = time.moment.seconds + time.offset;
  const auto days = (local >= 0 ? local : local - 86399) / 86400;
  const auto second = local - days * 86400;
  const auto two = [](std::int64_t number) {
    return std::string(number < 10 ? "0" : "") + std::to_string(number);
  };
  const auto east = time.offset < 0 ? -time.offset : time.offset;
  return to_text(date{static_cast<std::int32_t>(days)}) + "T" + two(second / 3600) + ":" +
         two(second / 60 % 60) + ":" + two(second % 60) + (time.offset < 0 ? "-" : "+") +
         two(east / 3600) + ":" + two(east / 60 % 60);
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
