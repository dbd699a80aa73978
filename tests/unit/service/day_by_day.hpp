#ifndef ARVIO_TESTS_UNIT_SERVICE_DAY_BY_DAY_HPP
#define ARVIO_TESTS_UNIT_SERVICE_DAY_BY_DAY_HPP

#include "arvio/base/date.hpp"
#include "arvio/base/time_limit.hpp"

#include <date/date.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <optional>
#include <set>
#include <string>

/// Deadlines counted as people do it with a calendar on the wall: day by day. The free
/// days are those that others list, the clock is told by looking for the last Sundays.
namespace arvio::tests::day_by_day {

struct ends {
  date last;
  instant latest;
  bool rolled = false;

  friend bool operator==(const ends&, const ends&) = default;
};

inline unsigned iso_weekday(date day) {
  return ::date::weekday{::date::sys_days{::date::days{day.days}}}.iso_encoding();
}

inline std::int64_t clock_change(int year, int month) {
  date day = to_date({year, month, 31});
  while (iso_weekday(day) != 7)
    --day.days;
  return std::int64_t{day.days} * 86400 + 3600;
}

inline date local_date(instant moment) {
  std::int64_t day = moment.seconds / 86400;
  while (day * 86400 > moment.seconds)
    --day;
  const auto year = to_civil({static_cast<std::int32_t>(day)}).year;
  const bool summer =
      clock_change(year, 3) <= moment.seconds && moment.seconds < clock_change(year, 10);
  const auto shown = moment.seconds + (summer ? 10800 : 7200);
  auto shown_day = shown / 86400;
  while (shown_day * 86400 > shown)
    --shown_day;
  return {static_cast<std::int32_t>(shown_day)};
}

/// The first moment whose local date is that day.
inline instant first_moment(date day) {
  instant moment{std::int64_t{day.days} * 86400 - 6 * 3600};
  while (local_date(moment) != day)
    moment.seconds += 1800;
  return moment;
}

/// The wall: free weekdays of 2005 to 2040 and a way to look at a day.
class wall_calendar {
 public:
  wall_calendar() {
    std::ifstream file(ARVIO_SOURCE_DIR "/tests/unit/service/data/finland_free_days.txt");
    for (std::string line; std::getline(file, line);) {
      if (!line.starts_with('#')) free_.insert(*parse_date(line.substr(0, 10)));
    }
  }

  /// nullopt: the wall has no such page.
  [[nodiscard]] std::optional<bool> works(date day) const {
    const auto year = to_civil(day).year;
    if (year < 2005 || year > 2040) return std::nullopt;
    return iso_weekday(day) < 6 && !free_.contains(day);
  }

 private:
  std::set<date> free_;
};

inline std::optional<date> first_working_day(date day, const wall_calendar& wall) {
  while (true) {
    const auto works = wall.works(day);
    if (!works) return std::nullopt;
    if (*works) return day;
    ++day.days;
  }
}

inline std::optional<date> counted(date event, const time_limit& within, bool included,
                                   const wall_calendar& wall) {
  if (within.unit == time_limit_unit::months) {
    auto [year, month, day] = to_civil(event);
    for (int i = 0; i < within.amount; ++i) {
      year += month == 12 ? 1 : 0;
      month = month == 12 ? 1 : month + 1;
    }
    while (!::date::year_month_day{::date::year{year},
                                   ::date::month{static_cast<unsigned>(month)},
                                   ::date::day{static_cast<unsigned>(day)}}
                .ok())
      --day;
    return to_date({year, month, day});
  }
  const bool of_work = within.unit == time_limit_unit::working_days;
  const int days = within.amount * (within.unit == time_limit_unit::weeks ? 7 : 1);
  date day = event;
  for (int number = 1; number <= days; ++number) {
    if (number > 1 || !included) ++day.days;
    if (!of_work) continue;
    const auto working = first_working_day(day, wall);
    if (!working) return std::nullopt;
    day = *working;
  }
  return day;
}

/// From a moment or from a date; nullopt where the wall has no such page.
inline std::optional<ends> latest(std::int64_t event, bool is_date,
                                  const time_limit& within, bool included, bool rolls,
                                  const wall_calendar& wall) {
  if (within.unit == time_limit_unit::hours) {
    const auto from =
        is_date ? first_moment({static_cast<std::int32_t>(event)}) : instant{event};
    const instant end{from.seconds + std::int64_t{within.amount} * 3600};
    return ends{local_date(end), end};
  }
  const auto start =
      is_date ? date{static_cast<std::int32_t>(event)} : local_date({event});
  const auto last = counted(start, within, included, wall);
  if (!last) return std::nullopt;
  const auto moved = rolls ? first_working_day(*last, wall) : last;
  if (!moved) return std::nullopt;
  return ends{*moved, first_moment({moved->days + 1}), *moved != *last};
}

}  // namespace arvio::tests::day_by_day

#endif  // ARVIO_TESTS_UNIT_SERVICE_DAY_BY_DAY_HPP
