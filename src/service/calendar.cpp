#include "arvio/service/calendar.hpp"

#include <algorithm>
#include <type_traits>
#include <variant>

namespace arvio::inline v0::service {

date easter_sunday(int year) noexcept {
  const int golden = year % 19;  // place in the cycle of 19 years, from 0
  const int century = year / 100;
  // Days from 21 March to the full moon: the moon is a day later for three leap days
  // left out in four centuries, and a day earlier eight times in 2500 years.
  const int skipped = century - century / 4;
  const int lunar = (8 * century + 13) / 25;
  int moon = (19 * golden + 15 + skipped - lunar) % 30;
  // The tables of the Church know no full moon 29 days after, and only one 28 days after.
  if (moon == 29 || (moon == 28 && golden > 10)) --moon;
  const date full_moon{to_date({year, 3, 21}).days + moon};
  const int since_sunday = (static_cast<int>(weekday_of(full_moon)) + 1) % 7;
  return {full_moon.days + 7 - since_sunday};
}

namespace {

std::optional<date> day_if_any(int year, int month, int day) noexcept {
  const auto civil = arvio::calendar::day_of({year, month, day});
  if (!civil.ok()) return std::nullopt;
  return arvio::calendar::date_of(civil);
}

std::optional<date> date_by(const same_day& rule, int year) noexcept {
  return day_if_any(year, rule.month, rule.day);
}

std::optional<date> date_by(const easter_day& rule, int year) noexcept {
  return date{easter_sunday(year).days + rule.days};
}

std::optional<date> date_by(const weekday_from& rule, int year) noexcept {
  const auto first = day_if_any(year, rule.month, rule.day);
  if (!first) return std::nullopt;
  const int ahead = static_cast<int>(rule.weekday) - static_cast<int>(weekday_of(*first));
  return date{first->days + (ahead < 0 ? ahead + 7 : ahead)};
}

std::optional<date> date_by(const single_day& rule, int) noexcept { return rule.day; }

}  // namespace

std::optional<date> date_in(const calendar_entry& entry, int year) noexcept {
  std::optional<date> day;
  if (const auto* same = std::get_if<same_day>(&entry.rule)) day = date_by(*same, year);
  if (const auto* easter = std::get_if<easter_day>(&entry.rule))
    day = date_by(*easter, year);
  if (const auto* first = std::get_if<weekday_from>(&entry.rule))
    day = date_by(*first, year);
  if (const auto* once = std::get_if<single_day>(&entry.rule)) day = date_by(*once, year);
  if (day && to_civil(*day).year != year) return std::nullopt;
  return day;
}

calendar::calendar(const calendar_document& document)
    : first_(to_date({document.from_year, 1, 1})),
      last_(to_date({document.to_year, 12, 31})) {
  kinds_.resize(last_ < first_ ? 0 : place_of(last_) + 1);
  for (auto day = first_; day <= last_; ++day.days) {
    const auto& weekend = document.weekend;
    kinds_[place_of(day)].weekend =
        std::find(weekend.begin(), weekend.end(), weekday_of(day)) != weekend.end();
  }
  for (const auto& entry : document.days)
    mark(entry, document.from_year, document.to_year);
  before_.reserve(kinds_.size());
  for (auto day = first_; day <= last_; ++day.days) {
    before_.push_back(static_cast<std::uint32_t>(working_.size()));
    if (kinds_[place_of(day)].working()) working_.push_back(day);
  }
}

void calendar::mark(const calendar_entry& entry, int from_year, int to_year) {
  const auto last_year = std::min(to_year, entry.to_year.value_or(to_year));
  for (auto year = std::max(from_year, entry.from_year.value_or(from_year));
       year <= last_year; ++year) {
    const auto day = date_in(entry, year);
    if (!day) continue;
    auto& kinds = kinds_[place_of(*day)];
    switch (entry.kind) {
      case free_day::holiday: kinds.holiday = true; break;
      case free_day::eve: kinds.eve = true; break;
    }
  }
}

std::optional<day_kinds> calendar::kinds_of(date day) const noexcept {
  if (!has(day)) return std::nullopt;
  return kinds_[place_of(day)];
}

std::optional<bool> calendar::is_working_day(date day) const noexcept {
  if (!has(day)) return std::nullopt;
  return kinds_[place_of(day)].working();
}

std::optional<date> calendar::working_day_from(date day) const noexcept {
  if (!has(day)) return std::nullopt;
  const auto next = before_[place_of(day)];
  if (next == working_.size()) return std::nullopt;
  return working_[next];
}

std::optional<date> calendar::working_day_after(date day,
                                                std::int64_t count) const noexcept {
  // The last date has none after it, and the latest there are have no next day.
  if (count < 1 || day >= last_ || !has({day.days + 1})) return std::nullopt;
  const auto next = before_[place_of({day.days + 1})];
  if (count > static_cast<std::int64_t>(working_.size() - next)) return std::nullopt;
  return working_[next + static_cast<std::size_t>(count) - 1];
}

}  // namespace arvio::inline v0::service
