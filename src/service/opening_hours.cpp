#include "arvio/service/opening_hours.hpp"

#include "arvio/base/limits.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace arvio::inline v0::service {

namespace {

constexpr std::int64_t seconds_a_day = 86400;
constexpr std::int64_t winter_offset = 7200;
constexpr std::int64_t summer_offset = 10800;

/// When summer time begins and ends in a year: 01:00 UTC on the last Sundays of March and
/// October (see helsinki_offset).
time_span summer_of(std::chrono::year year) {
  namespace chrono = std::chrono;
  const auto change = [year](chrono::month month) {
    const chrono::sys_days sunday{year / month / chrono::Sunday[chrono::last]};
    return instant{
        chrono::sys_seconds{sunday + chrono::hours{1}}.time_since_epoch().count()};
  };
  return {change(chrono::March), change(chrono::October)};
}

/// Visits the parts of time in which the clock shows minutes `from` to `to` of a date, in
/// order, none touching the next.
template <class Visit>
void for_spans_on_the_clock(date day, std::int32_t from, std::int32_t to, Visit&& visit) {
  const auto midnight = std::int64_t{day.days} * seconds_a_day;
  const auto at_offset = [&](std::int64_t offset) {
    return time_span{{midnight + std::int64_t{from} * 60 - offset},
                     {midnight + std::int64_t{to} * 60 - offset}};
  };
  // The changes of one year are enough: around the turn of a year there is none.
  const auto summer = summer_of(arvio::calendar::day_of(day).year());
  const auto in_winter = at_offset(winter_offset);
  const auto in_summer = at_offset(summer_offset);
  const time_span spring{in_winter.from, std::min(in_winter.to, summer.from)};
  const time_span warm{std::max(in_summer.from, summer.from),
                       std::min(in_summer.to, summer.to)};
  const time_span autumn{std::max(in_winter.from, summer.to), in_winter.to};
  time_span open{};  // what is not visited yet, since the next may touch it
  for (const auto& part : {spring, warm, autumn}) {
    if (part.to <= part.from) continue;
    if (open.from < open.to && part.from == open.to) {
      open.to = part.to;
      continue;
    }
    if (open.from < open.to) visit(open);
    open = part;
  }
  if (open.from < open.to) visit(open);
}

/// Into order, what touches or overlaps made one.
void unite_spans(std::vector<time_span>& spans) {
  std::sort(spans.begin(), spans.end(),
            [](const time_span& a, const time_span& b) { return a.from < b.from; });
  std::size_t kept = 0;
  for (const auto& span : spans) {
    if (kept > 0 && span.from <= spans[kept - 1].to) {
      spans[kept - 1].to = std::max(spans[kept - 1].to, span.to);
    } else {
      spans[kept++] = span;
    }
  }
  spans.resize(kept);
}

std::int32_t end_of(const open_hours& hours) {
  return hours.to <= hours.from ? hours.to + minutes_of_day : hours.to;
}

bool starts_before(const open_hours& a, const open_hours& b) {
  return std::pair(a.from, end_of(a)) < std::pair(b.from, end_of(b));
}

const std::vector<open_hours>& closed_all_day() {
  static const std::vector<open_hours> closed;
  return closed;
}

}  // namespace

std::vector<time_span> spans_on_the_clock(date day, std::int32_t from, std::int32_t to) {
  std::vector<time_span> spans;
  for_spans_on_the_clock(day, from, to,
                         [&spans](const time_span& span) { spans.push_back(span); });
  return spans;
}

opening_hours::opening_hours(const opening& written,
                             std::shared_ptr<const calendar> free_days)
    : free_days_(std::move(free_days)) {
  if (written.always) {
    for (auto& hours : by_day_)
      hours.push_back({0, minutes_of_day});
  }
  for (const auto& line : written.lines) {
    looks_at_free_days_ = true;
    for (std::size_t day = 0; line.hours && day < opening_days; ++day) {
      if (line.names[day]) by_day_[day].push_back(*line.hours);
    }
  }
  for (auto& hours : by_day_)
    std::sort(hours.begin(), hours.end(), starts_before);
  auto excepts = written.excepts;
  std::stable_sort(excepts.begin(), excepts.end(),
                   [](const auto& a, const auto& b) { return a.day < b.day; });
  for (const auto& one : excepts) {
    if (excepts_.empty() || excepts_.back().first != one.day)
      excepts_.push_back({one.day, {}});
    if (one.hours) excepts_.back().second.push_back(*one.hours);
  }
  for (auto& [day, hours] : excepts_)
    std::sort(hours.begin(), hours.end(), starts_before);
}

const std::vector<open_hours>& opening_hours::hours_on(date day) const {
  const auto except =
      std::lower_bound(excepts_.begin(), excepts_.end(), day,
                       [](const auto& one, date wanted) { return one.first < wanted; });
  if (except != excepts_.end() && except->first == day) return except->second;
  auto which = static_cast<opening_day>(weekday_of(day));
  if (looks_at_free_days_) {
    const auto kinds = free_days_ ? free_days_->kinds_of(day) : std::nullopt;
    if (!kinds) return closed_all_day();
    if (kinds->eve) which = opening_day::eve;
    if (kinds->holiday) which = opening_day::holiday;
  }
  return by_day_[static_cast<std::size_t>(which)];
}

template <class Visit>
void opening_hours::for_spans(date day, Visit&& visit) const {
  for (const auto& hours : hours_on(day))
    for_spans_on_the_clock(day, hours.from, end_of(hours), visit);
}

bool opening_hours::is_open(instant at) const { return next_open(at) == at; }

std::optional<instant> opening_hours::next_open(instant at) const {
  const auto today = helsinki_date(at);
  const auto limit =
      at.seconds + std::int64_t{limits::opening_days_searched} * seconds_a_day;
  std::optional<instant> first;
  // What began yesterday may run on. Where a date has an open moment the next may have an
  // earlier one: one hour that comes twice is cut in two.
  for (date day{today.days - 1};
       day.days <= today.days + limits::opening_days_searched + 1; ++day.days) {
    const bool last = first.has_value();
    for_spans(day, [&](const time_span& span) {
      if (span.to <= at) return;
      const auto begins = std::max(span.from, at);
      if (!first || begins < *first) first = begins;
    });
    if (first == at || last) break;
  }
  if (first && first->seconds > limit) return std::nullopt;
  return first;
}

std::optional<instant> opening_hours::open_until(instant at) const {
  constexpr std::int64_t looked_at = 7 * seconds_a_day;
  auto end = at;
  for (bool runs_on = true; runs_on;) {
    if (end.seconds - at.seconds > looked_at) return std::nullopt;
    runs_on = false;
    const auto today = helsinki_date(end);
    for (date day{today.days - 1}; day <= today; ++day.days) {
      for_spans(day, [&](const time_span& span) {
        if (end < span.from || span.to <= end) return;
        end = span.to;
        runs_on = true;
      });
    }
  }
  if (end == at) return std::nullopt;
  return end;
}

std::vector<time_span> opening_hours::open_spans(date first, date last) const {
  std::vector<time_span> spans;
  for (auto day = first; day <= last; ++day.days) {
    for_spans(day, [&spans](const time_span& span) { spans.push_back(span); });
  }
  unite_spans(spans);
  return spans;
}

}  // namespace arvio::inline v0::service
