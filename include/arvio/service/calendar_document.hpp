#ifndef ARVIO_SERVICE_CALENDAR_DOCUMENT_HPP
#define ARVIO_SERVICE_CALENDAR_DOCUMENT_HPP

#include "arvio/base/date.hpp"
#include "arvio/base/error.hpp"
#include "arvio/ruleset/ruleset.hpp"
#include "arvio/ruleset/text.hpp"

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

namespace arvio::inline v0::service {

enum class weekday : std::uint8_t { mon, tue, wed, thu, fri, sat, sun };

[[nodiscard]] constexpr weekday weekday_of(date day) noexcept {
  const auto since_monday = (day.days + 3) % 7;  // 1970-01-01 was a Thursday
  return static_cast<weekday>(since_monday < 0 ? since_monday + 7 : since_monday);
}

/// What an entry makes of its dates. Both are free for deadlines; opening hours name them
/// apart.
enum class free_day : std::uint8_t { holiday, eve };

/// month="12" day="6"
struct same_day {
  int month = 1;
  int day = 1;

  friend bool operator==(const same_day&, const same_day&) = default;
};

/// easter="-2": so many days after Easter Sunday
struct easter_day {
  int days = 0;

  friend bool operator==(const easter_day&, const easter_day&) = default;
};

/// weekday="sat" on-or-after="06-20": the first such weekday
struct weekday_from {
  service::weekday weekday = weekday::mon;
  int month = 1;
  int day = 1;

  friend bool operator==(const weekday_from&, const weekday_from&) = default;
};

/// date="2028-05-12": once
struct single_day {
  date day;

  friend bool operator==(const single_day&, const single_day&) = default;
};

/// A free day that comes every year, or once.
struct calendar_entry {
  ruleset::name id;
  free_day kind = free_day::holiday;
  std::variant<same_day, easter_day, weekday_from, single_day> rule;
  std::optional<int> from_year;  // absent: the calendar's
  std::optional<int> to_year;
  ruleset::texts titles;
  source_span where;
};

/// A calendar as plain data: what its XML says.
struct calendar_document {
  ruleset::name id;
  ruleset::version_number version;
  int from_year = 0;  // both included
  int to_year = 0;
  std::vector<ruleset::source> sources;
  std::vector<weekday> weekend;
  std::vector<calendar_entry> days;
  source_span where;
};

/// Easter Sunday of a year of the Gregorian calendar.
///
/// Source  the rule of the Inter gravissimas bull (1582): the Sunday after the first
///         full moon, by the lunar cycle of the Church, on or after 21 March.
[[nodiscard]] date easter_sunday(int year) noexcept;

/// The date on which an entry falls in a year, its own years left aside; nullopt where
/// the year has no such date, as 29 February in 2026, or it would lie in another year.
[[nodiscard]] std::optional<date> date_in(const calendar_entry& entry, int year) noexcept;

}  // namespace arvio::inline v0::service

#endif  // ARVIO_SERVICE_CALENDAR_DOCUMENT_HPP
