#include "arvio/service/opening_hours.hpp"

#include "finland.hpp"
#include "region_support.hpp"
#include "support/scale.hpp"
#include "times.hpp"

#include <date/date.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace arvio::inline v0::service {
namespace {

std::shared_ptr<const calendar> free_days(int from_year, int to_year) {
  return std::make_shared<const calendar>(finland(from_year, to_year));
}

opening_line line(const std::vector<opening_day>& days, std::optional<open_hours> hours) {
  opening_line made;
  for (const auto day : days)
    made.names[static_cast<std::size_t>(day)] = true;
  made.hours = hours;
  return made;
}

/// The opening hours of a service of the islands.
opening hours_of(const char* service) {
  const auto islands = load_text(data_text("islands.xml"));
  for (const auto& one : islands.made->services) {
    if (one.id.text == service) return one.open;
  }
  ADD_FAILURE() << service;
  return {};
}

opening_hours clinic(const char* service) {
  return {hours_of(service), free_days(2025, 2029)};
}

// --- the oracle: minute by minute, by the words of the page ----------------------------

/// What the clock of Helsinki shows, by the rule of the European Union as it is written:
/// from 01:00 UTC on the last Sunday of March three hours ahead, else two.
struct shown_time {
  date day;
  std::int32_t minute = 0;
};

std::int64_t last_sunday(int year, unsigned month) {
  const ::date::sys_days day =
      ::date::year{year} / ::date::month{month} / ::date::Sunday[::date::last];
  return std::int64_t{day.time_since_epoch().count()} * 86400 + 3600;
}

shown_time shown(std::int64_t seconds) {
  const auto utc_day =
      ::date::floor<::date::days>(::date::sys_seconds{std::chrono::seconds{seconds}});
  const auto year = static_cast<int>(::date::year_month_day{utc_day}.year());
  const bool summer = last_sunday(year, 3) <= seconds && seconds < last_sunday(year, 10);
  const auto local = seconds + (summer ? 3 : 2) * 3600;
  const auto day = local / 86400;  // after 1970
  return {{static_cast<std::int32_t>(day)},
          static_cast<std::int32_t>(local % 86400 / 60)};
}

/// The same for so many minutes from a moment on. Told once: every walk is over the same
/// two years.
const std::vector<shown_time>& shown_by_the_minute(std::int64_t begin,
                                                   std::size_t minutes) {
  static std::map<std::int64_t, std::vector<shown_time>> told;
  auto& all = told[begin];
  while (all.size() < minutes)
    all.push_back(shown(begin + static_cast<std::int64_t>(all.size()) * 60));
  return all;
}

class minute_oracle {
 public:
  minute_oracle(const opening& hours, std::shared_ptr<const calendar> days, date first,
                date last)
      : hours_(hours), days_(std::move(days)), begin_(seconds_of(first)) {
    const auto count = (seconds_of({last.days + 1}) - begin_) / 60;
    open_.resize(static_cast<std::size_t>(count));
    const auto& clock = shown_by_the_minute(begin_, open_.size());
    for (std::size_t i = 0; i < open_.size(); ++i)
      open_[i] = is_open_at(clock[i]) ? 1 : 0;
    next_.resize(open_.size() + 1, open_.size());
    closes_.resize(open_.size() + 1, open_.size());
    for (auto i = open_.size(); i-- > 0;) {
      next_[i] = is_open(i) ? i : next_[i + 1];
      closes_[i] = is_open(i) ? closes_[i + 1] : i;
    }
  }

  [[nodiscard]] std::size_t size() const { return open_.size(); }
  [[nodiscard]] std::int64_t moment(std::size_t minute) const {
    return begin_ + static_cast<std::int64_t>(minute) * 60;
  }
  [[nodiscard]] bool is_open(std::size_t minute) const { return open_[minute] != 0; }
  /// size() where none comes.
  [[nodiscard]] std::size_t next_open(std::size_t minute) const { return next_[minute]; }
  /// The minute itself where it is closed.
  [[nodiscard]] std::size_t closes(std::size_t minute) const { return closes_[minute]; }

 private:
  static std::int64_t seconds_of(date day) { return std::int64_t{day.days} * 86400; }

  [[nodiscard]] bool is_open_at(const shown_time& now) const {
    const auto holds = [](const std::vector<open_hours>& spans, std::int32_t minute) {
      return std::any_of(spans.begin(), spans.end(), [minute](const open_hours& one) {
        const auto end = one.to <= one.from ? one.to + 1440 : one.to;
        return one.from <= minute && minute < end;
      });
    };
    return holds(lines_for(now.day), now.minute) ||
           holds(lines_for({now.day.days - 1}), now.minute + 1440);
  }

  [[nodiscard]] const std::vector<open_hours>& lines_for(date day) const {
    if (known_day_ != day && other_day_ == day) {
      std::swap(known_day_, other_day_);
      std::swap(known_, other_);
    }
    if (known_day_ != day) {
      std::swap(known_day_, other_day_);
      std::swap(known_, other_);
      known_day_ = day;
      known_ = read_lines(day);
    }
    return known_;
  }

  [[nodiscard]] std::vector<open_hours> read_lines(date day) const {
    std::vector<open_hours> spans;
    bool excepted = false;
    for (const auto& one : hours_.excepts) {
      if (one.day != day) continue;
      excepted = true;
      if (one.hours) spans.push_back(*one.hours);
    }
    if (excepted) return spans;
    if (hours_.always) return {{0, 1440}};
    const auto kinds = days_->kinds_of(day);
    if (!kinds) return {};
    const auto which = kinds->holiday ? opening_day::holiday
                       : kinds->eve   ? opening_day::eve
                                      : static_cast<opening_day>(weekday_of(day));
    for (const auto& one : hours_.lines) {
      if (one.hours && one.names[static_cast<std::size_t>(which)])
        spans.push_back(*one.hours);
    }
    return spans;
  }

  const opening& hours_;
  std::shared_ptr<const calendar> days_;
  std::int64_t begin_;
  std::vector<char> open_;  // not of bool, whose elements are slow to reach
  std::vector<std::size_t> next_;
  std::vector<std::size_t> closes_;
  mutable date known_day_{-1};
  mutable std::vector<open_hours> known_;
  mutable date other_day_{-1};
  mutable std::vector<open_hours> other_;
};

void expect_as_by_the_minute(const opening& hours, std::mt19937_64& random,
                             std::size_t looks) {
  const auto days = free_days(2026, 2027);
  const minute_oracle oracle(hours, days, on("2026-01-01"), on("2027-12-31"));
  const opening_hours made(hours, days);

  std::vector<char> open(oracle.size());
  for (const auto& span : made.open_spans(on("2025-12-31"), on("2028-01-01"))) {
    ASSERT_LT(span.from, span.to);
    ASSERT_EQ(span.from.seconds % 60, 0);
    for (auto i = std::max<std::int64_t>((span.from.seconds - oracle.moment(0)) / 60, 0);
         i < (span.to.seconds - oracle.moment(0)) / 60 &&
         i < static_cast<std::int64_t>(open.size());
         ++i)
      open[static_cast<std::size_t>(i)] = 1;
  }
  for (std::size_t i = 0; i < open.size(); ++i) {
    const bool is_open = open[i] != 0;
    if (is_open != oracle.is_open(i))  // a million times: quicker than ASSERT_EQ
      FAIL() << to_text(offset_time{{oracle.moment(i)}, 0}) << " is " << is_open;
  }

  const auto look = [&](std::size_t i, std::int64_t seconds) {
    const instant now{oracle.moment(i) + seconds};
    const auto text = to_text(offset_time{now, 0});
    ASSERT_EQ(made.is_open(now), oracle.is_open(i)) << text;
    const auto next = oracle.next_open(i);
    const auto found = made.next_open(now);
    if (next < oracle.size()) {
      const auto wanted = next == i ? now.seconds : oracle.moment(next);
      const auto within = wanted <= now.seconds + std::int64_t{400} * 86400;
      ASSERT_EQ(found.has_value(), within) << text;
      if (found) {
        ASSERT_EQ(found->seconds, wanted) << text;
      }
    }
    const auto closes = oracle.closes(i);
    if (closes == oracle.size()) return;
    const auto until = made.open_until(now);
    const bool told = oracle.is_open(i) &&
                      oracle.moment(closes) - now.seconds <= std::int64_t{7} * 86400;
    ASSERT_EQ(until.has_value(), told) << text;
    if (told) {
      ASSERT_EQ(until->seconds, oracle.moment(closes)) << text;
    }
  };
  for (std::size_t n = 0; n < looks; ++n)
    look(random() % oracle.size(), static_cast<std::int64_t>(random() % 60));
  for (std::size_t i = 1; i < oracle.size(); ++i) {  // where something changes
    if (oracle.is_open(i) == oracle.is_open(i - 1) || random() % 8 != 0) continue;
    look(i, 0);
    look(i - 1, 59);
  }
}

TEST(OpeningHours, AgreeWithAWalkByTheMinuteOverTwoYears) {
  std::mt19937_64 random(20261130);
  for (const auto* service :
       {"ward", "line", "clinic_aura", "clinic_night", "chat", "dentist", "office"}) {
    SCOPED_TRACE(service);
    expect_as_by_the_minute(hours_of(service), random, testing::rounds(4000));
    if (HasFailure()) return;
  }
}

TEST(OpeningHours, AgreeWithAWalkByTheMinuteHoweverTheyAreWritten) {
  std::mt19937_64 random(7);
  for (std::size_t i = 0; i < testing::rounds(16); ++i) {
    SCOPED_TRACE("hours " + std::to_string(i));
    expect_as_by_the_minute(random_hours(random, on("2026-01-01"), 730), random,
                            testing::rounds(1500));
    if (HasFailure()) return;
  }
}

TEST(OpeningHours, AreOpenFromTheFirstMinuteToTheLastAndNotLonger) {
  const auto hours = clinic("clinic_aura");
  EXPECT_FALSE(hours.is_open(at("2026-03-02T07:59:59+02:00")));
  EXPECT_TRUE(hours.is_open(at("2026-03-02T08:00:00+02:00")));
  EXPECT_TRUE(hours.is_open(at("2026-03-02T15:59:59+02:00")));
  EXPECT_FALSE(hours.is_open(at("2026-03-02T16:00:00+02:00")));
}

TEST(OpeningHours, FollowTheLinesOfAHolidayBeforeThoseOfAnEveAndOfAWeekday) {
  auto document = finland(2025, 2028);
  document.days.push_back(
      entry_of("both", free_day::eve, same_day{12, 6}));  // Independence Day, a Sunday
  const opening_hours night(hours_of("clinic_night"),
                            std::make_shared<const calendar>(document));
  const std::vector<open_hours> holiday{{20 * 60, 20 * 60}};
  EXPECT_EQ(night.hours_on(on("2026-12-06")), holiday);
  EXPECT_EQ(night.hours_on(on("2026-12-24")), (std::vector<open_hours>{{23 * 60, 0}}));
  EXPECT_EQ(night.hours_on(on("2026-12-13")),
            (std::vector<open_hours>{{22 * 60, 4 * 60 + 30}}));
  EXPECT_TRUE(night.hours_on(on("2026-12-14")).empty());
}

TEST(OpeningHours, RunOverMidnightIntoWhateverDateIsNext) {
  const auto night = clinic("clinic_night");
  // Good Friday from 20.00 for 24 hours, then Saturday's night
  EXPECT_TRUE(night.is_open(at("2026-04-04T19:59:00+03:00")));
  EXPECT_FALSE(night.is_open(at("2026-04-04T20:00:00+03:00")));
  EXPECT_EQ(night.open_until(at("2026-04-03T21:00:00+03:00")),
            at("2026-04-04T20:00:00+03:00"));
  auto closed = hours_of("clinic_night");
  closed.excepts.push_back({on("2026-04-04"), std::nullopt, {}});
  const opening_hours excepted(closed, free_days(2025, 2029));
  EXPECT_TRUE(excepted.is_open(at("2026-04-04T19:59:00+03:00")));
  EXPECT_FALSE(excepted.is_open(at("2026-04-04T23:00:00+03:00")));
}

TEST(OpeningHours, KnowNoHourThatDoesNotExistAndTwiceTheOneThatComesTwice) {
  const auto night = clinic("clinic_night");
  EXPECT_EQ(night.open_until(at("2026-03-29T02:59:00+02:00")),
            at("2026-03-29T04:30:00+03:00"));
  opening to_half_past_three;
  to_half_past_three.lines = {line({opening_day::sat}, open_hours{22 * 60, 3 * 60 + 30})};
  const opening_hours bar(to_half_past_three, free_days(2025, 2029));
  EXPECT_EQ(bar.open_until(at("2026-03-29T02:59:00+02:00")),
            at("2026-03-29T04:00:00+03:00"));
  EXPECT_TRUE(bar.is_open(at("2026-10-25T03:29:00+03:00")));
  EXPECT_FALSE(bar.is_open(at("2026-10-25T03:30:00+03:00")));
  EXPECT_EQ(bar.next_open(at("2026-10-25T03:40:00+03:00")),
            at("2026-10-25T03:00:00+02:00"));
  EXPECT_EQ(bar.open_until(at("2026-10-25T03:00:00+02:00")),
            at("2026-10-25T03:30:00+02:00"));
}

TEST(OpeningHours, FindAnEarlierMomentBetweenTheTwoPartsOfAnHourThatComesTwice) {
  opening hours;
  hours.lines = {line({opening_day::sat}, open_hours{22 * 60, 3 * 60 + 30}),
                 line({opening_day::sun}, open_hours{3 * 60 + 45, 3 * 60 + 50})};
  const opening_hours made(hours, free_days(2025, 2029));
  EXPECT_EQ(made.next_open(at("2026-10-25T03:40:00+03:00")),
            at("2026-10-25T03:45:00+03:00"));
}

TEST(OpeningHours, AreClosedOutsideTheCalendarWhereFreeDaysAreLookedAt) {
  const auto days = free_days(2026, 2026);
  const opening_hours office(hours_of("office"), days);
  EXPECT_FALSE(office.next_open(at("2026-12-31T15:00:00+02:00")).has_value());
  EXPECT_EQ(office.next_open(at("2025-12-01T10:00:00+02:00")),
            at("2026-01-02T09:00:00+02:00"));
  const opening_hours line(hours_of("line"), nullptr);
  EXPECT_TRUE(line.is_open(at("2026-12-31T15:00:00+02:00")));
  opening once;
  once.excepts = {{on("2031-05-05"), open_hours{600, 660}, {}}};
  const opening_hours excepted(once, nullptr);
  EXPECT_TRUE(excepted.is_open(at("2031-05-05T10:30:00+03:00")));
}

TEST(OpeningHours, AreLookedForInFourHundredDays) {
  opening once;
  once.excepts = {{on("2027-02-05"), open_hours{0, 1440}, {}}};
  const opening_hours made(once, nullptr);
  EXPECT_EQ(made.next_open(at("2026-01-01T00:00:00+02:00")),
            at("2027-02-05T00:00:00+02:00"));
  EXPECT_FALSE(made.next_open(at("2025-12-31T23:59:00+02:00")).has_value());
}

TEST(OpeningHours, SayNoEndThatIsFurtherThanSevenDays) {
  const auto ward = clinic("ward");  // closed from 00:00 to 12:00 on 2 May 2026
  EXPECT_FALSE(ward.open_until(at("2026-04-24T23:59:00+03:00")).has_value());
  EXPECT_EQ(ward.open_until(at("2026-04-25T00:00:00+03:00")),
            at("2026-05-02T00:00:00+03:00"));
  EXPECT_FALSE(ward.open_until(at("2026-05-02T03:00:00+03:00")).has_value());
}

}  // namespace
}  // namespace arvio::inline v0::service
