#include "arvio/service/latest_time.hpp"

#include <algorithm>
#include <chrono>

namespace arvio::inline v0::service {

namespace {

/// The same day so many months later; where the month lacks it, its last day.
date months_after(date day, std::int32_t count) noexcept {
  const auto civil = arvio::calendar::day_of(day);
  const auto month = civil.year() / civil.month() + std::chrono::months{count};
  const auto same = month / civil.day();
  if (same.ok()) return arvio::calendar::date_of(same);
  return arvio::calendar::date_of(month / std::chrono::last);
}

std::optional<date> last_working_day(date event, const counting& how,
                                     const calendar& days) noexcept {
  const auto count = how.within.amount;
  if (!how.counts_start_day) return days.working_day_after(event, count);
  const auto first = days.working_day_from(event);
  if (!first || count == 1) return first;
  return days.working_day_after(*first, count - 1);
}

/// The last day before it rolls; of limits in days, weeks and months.
std::optional<date> last_day(date event, const counting& how,
                             const calendar* days) noexcept {
  const auto amount = how.within.amount;
  switch (how.within.unit) {
    case time_limit_unit::immediately:
    case time_limit_unit::without_delay:
    case time_limit_unit::hours: return std::nullopt;
    case time_limit_unit::days:
      return date{event.days + amount - (how.counts_start_day && amount > 0 ? 1 : 0)};
    case time_limit_unit::working_days:
      return days == nullptr ? std::nullopt : last_working_day(event, how, *days);
    case time_limit_unit::weeks: return date{event.days + 7 * amount};
    case time_limit_unit::months: return months_after(event, amount);
  }
  return std::nullopt;  // not reached
}

std::optional<latest_time> end_of_last_day(date event, const counting& how,
                                           const calendar* days) noexcept {
  const auto last = last_day(event, how, days);
  if (!last) return std::nullopt;
  auto moved = last;
  if (how.rolls) moved = days == nullptr ? std::nullopt : days->working_day_from(*last);
  if (!moved) return std::nullopt;
  return latest_time{*moved, helsinki_midnight({moved->days + 1}), *moved != *last};
}

}  // namespace

std::optional<latest_time> latest_time_from(instant event, const counting& how,
                                            const calendar* days) noexcept {
  if (how.within.unit != time_limit_unit::hours)
    return end_of_last_day(helsinki_date(event), how, days);
  const instant latest{event.seconds + std::int64_t{how.within.amount} * 3600};
  return latest_time{helsinki_date(latest), latest, false};
}

std::optional<latest_time> latest_time_from(date event, const counting& how,
                                            const calendar* days) noexcept {
  if (how.within.unit == time_limit_unit::hours)
    return latest_time_from(helsinki_midnight(event), how, days);
  return end_of_last_day(event, how, days);
}

}  // namespace arvio::inline v0::service
