#include "arvio/service/calendar.hpp"

#include "finland.hpp"
#include "times.hpp"

#include <date/date.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <string>
#include <tuple>

namespace arvio::inline v0::service {
namespace {

/// Easter by the algorithm of Meeus, Jones and Butcher, which is put together in another
/// way than ours.
date easter_of_meeus(int year) {
  const int a = year % 19;
  const int b = year / 100;
  const int c = year % 100;
  const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int number = h + l - 7 * m + 114;
  return to_date({year, number / 31, number % 31 + 1});
}

TEST(EasterSunday, AgreesWithTheAlgorithmOfMeeusInEveryYearOfTheFormat) {
  for (int year = limits::first_year; year <= limits::last_year; ++year)
    ASSERT_EQ(easter_sunday(year), easter_of_meeus(year)) << year;
}

TEST(EasterSunday, IsAsPublishedAtItsEarliestAndLatest) {
  EXPECT_EQ(easter_sunday(1913), on("1913-03-23"));
  EXPECT_EQ(easter_sunday(2008), on("2008-03-23"));
  EXPECT_EQ(easter_sunday(2038), on("2038-04-25"));
  EXPECT_EQ(easter_sunday(1954), on("1954-04-18"));  // 28 days, and late in the cycle
  EXPECT_EQ(easter_sunday(1981), on("1981-04-19"));  // would be the 26th by the moon
}

TEST(Weekday, IsThatOfTheDateLibraryBeforeAndAfter1970) {
  for (auto day = on("1900-01-01"); day <= on("2199-12-31"); ++day.days) {
    const ::date::weekday expected{::date::sys_days{::date::days{day.days}}};
    ASSERT_EQ(static_cast<unsigned>(weekday_of(day)) + 1, expected.iso_encoding());
  }
}

std::map<date, day_kinds> published_days() {
  std::ifstream file(ARVIO_SOURCE_DIR "/tests/unit/service/data/finland_free_days.txt");
  std::map<date, day_kinds> all;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    const auto kind = line.substr(11);
    all[*parse_date(line.substr(0, 10))] = {false, kind == "holiday", kind == "eve"};
  }
  return all;
}

TEST(Calendar, HasTheFreeDaysThatOthersListFrom2005To2040) {
  const calendar days(finland(2005, 2040));
  const auto published = published_days();
  ASSERT_GT(published.size(), 500u);
  for (auto day = days.first(); day <= days.last(); ++day.days) {
    const auto listed = published.find(day);
    auto expected = listed == published.end() ? day_kinds{} : listed->second;
    expected.weekend = weekday_of(day) >= weekday::sat;
    ASSERT_EQ(days.kinds_of(day), expected) << to_text(day);
  }
}

TEST(Calendar, HasAsManyFreeWeekdaysAsTheAlmanacCounts) {
  const std::map<int, int> counts{{2024, 10}, {2025, 10}, {2026, 9},  {2027, 8},
                                  {2028, 9},  {2029, 10}, {2030, 10}, {2031, 10}};
  const calendar days(finland(2024, 2031));
  std::map<int, int> found;
  for (auto day = days.first(); day <= days.last(); ++day.days) {
    const auto kinds = *days.kinds_of(day);
    if (!kinds.weekend && !kinds.working()) ++found[to_civil(day).year];
  }
  EXPECT_EQ(found, counts);
}

TEST(Calendar, HasTheMovableDaysOfTheAlmanac) {
  struct year_of_almanac {
    const char* easter;
    const char* ascension;
    const char* midsummer_eve;
    const char* all_saints;
  };
  const calendar days(finland(2024, 2031));
  for (const auto& year : {
           year_of_almanac{"2024-03-31", "2024-05-09", "2024-06-21", "2024-11-02"},
           year_of_almanac{"2025-04-20", "2025-05-29", "2025-06-20", "2025-11-01"},
           year_of_almanac{"2026-04-05", "2026-05-14", "2026-06-19", "2026-10-31"},
           year_of_almanac{"2027-03-28", "2027-05-06", "2027-06-25", "2027-11-06"},
           year_of_almanac{"2028-04-16", "2028-05-25", "2028-06-23", "2028-11-04"},
           year_of_almanac{"2029-04-01", "2029-05-10", "2029-06-22", "2029-11-03"},
           year_of_almanac{"2030-04-21", "2030-05-30", "2030-06-21", "2030-11-02"},
           year_of_almanac{"2031-04-13", "2031-05-22", "2031-06-20", "2031-11-01"},
       }) {
    EXPECT_TRUE(days.kinds_of(on(year.easter))->holiday) << year.easter;
    EXPECT_TRUE(days.kinds_of(on(year.ascension))->holiday) << year.ascension;
    EXPECT_TRUE(days.kinds_of(on(year.midsummer_eve))->eve) << year.midsummer_eve;
    EXPECT_TRUE(days.kinds_of(on(year.all_saints))->holiday) << year.all_saints;
  }
}

TEST(Calendar, SaysNothingOfADateOutsideItsYears) {
  const calendar days(finland(2024, 2025));
  for (const auto* outside : {"2023-12-31", "2026-01-01", "1900-01-01", "2199-12-31"}) {
    EXPECT_FALSE(days.has(on(outside)));
    EXPECT_FALSE(days.kinds_of(on(outside)));
    EXPECT_FALSE(days.is_working_day(on(outside)));
    EXPECT_FALSE(days.working_day_from(on(outside)));
  }
  EXPECT_TRUE(days.kinds_of(on("2024-01-01"))->holiday);
  EXPECT_TRUE(days.kinds_of(on("2025-12-31"))->working());
  EXPECT_FALSE(days.working_day_after(on("2025-12-31"), 1));
  EXPECT_FALSE(days.working_day_after(on("2023-12-30"), 1));
  EXPECT_FALSE(days.working_day_after({INT32_MAX}, 1));
}

TEST(Calendar, CountsFromTheDateBeforeItsYearsAtWhichItNeedNotLook) {
  const calendar days(finland(2024, 2025));
  EXPECT_EQ(days.working_day_after(on("2023-12-31"), 1), on("2024-01-02"));
}

TEST(Calendar, GivesADateThatSeveralEntriesNameAllItsKinds) {
  auto document = finland(2026, 2026);
  document.days.push_back(
      entry_of("extra", free_day::holiday, single_day{on("2026-12-24")}));
  const auto kinds = *calendar(document).kinds_of(on("2026-12-24"));
  EXPECT_TRUE(kinds.holiday);
  EXPECT_TRUE(kinds.eve);
  EXPECT_FALSE(kinds.working());
}

TEST(Calendar, KeepsToTheYearsOfAnEntryAndCountsASingleDateOnce) {
  auto document = finland(2024, 2030);
  auto late = entry_of("late", free_day::eve, same_day{4, 30});
  late.from_year = 2027;
  late.to_year = 2028;
  document.days.push_back(late);
  document.days.push_back(
      entry_of("once", free_day::holiday, single_day{on("2028-05-12")}));
  const calendar days(document);
  EXPECT_FALSE(days.kinds_of(on("2026-04-30"))->eve);
  EXPECT_TRUE(days.kinds_of(on("2027-04-30"))->eve);
  EXPECT_TRUE(days.kinds_of(on("2028-04-30"))->eve);
  EXPECT_FALSE(days.kinds_of(on("2029-04-30"))->eve);
  EXPECT_TRUE(days.kinds_of(on("2028-05-12"))->holiday);
  EXPECT_FALSE(days.kinds_of(on("2027-05-12"))->holiday);
}

TEST(DateInYear, IsNoneWhereTheYearHasNoSuchDate) {
  const auto leap = entry_of("leap", free_day::holiday, same_day{2, 29});
  EXPECT_FALSE(date_in(leap, 2027));
  EXPECT_EQ(date_in(leap, 2028), on("2028-02-29"));
  const auto early = entry_of("early", free_day::holiday, easter_day{-83});
  EXPECT_FALSE(date_in(early, 2008));  // 23 March is the 83rd day
  EXPECT_EQ(date_in(early, 2038), on("2038-02-01"));
  const auto late = entry_of("late", free_day::eve, weekday_from{weekday::fri, 12, 28});
  EXPECT_EQ(date_in(late, 2027), on("2027-12-31"));
  EXPECT_FALSE(date_in(late, 2026));  // 31 December is a Thursday
}

TEST(WorkingDays, AreThoseOfALoopOverTheDays) {
  const calendar days(finland(2005, 2040));
  for (auto day = days.first(); day <= days.last(); day.days += 3) {
    auto walked = day;
    while (days.has(walked) && !days.kinds_of(walked)->working())
      ++walked.days;
    ASSERT_EQ(days.working_day_from(day),
              days.has(walked) ? std::optional(walked) : std::nullopt);
    walked = day;
    for (std::int64_t count = 1; count <= 25; ++count) {
      do {
        ++walked.days;
      } while (days.has(walked) && !days.kinds_of(walked)->working());
      ASSERT_EQ(days.working_day_after(day, count),
                days.has(walked) ? std::optional(walked) : std::nullopt)
          << to_text(day) << " " << count;
    }
  }
  EXPECT_FALSE(days.working_day_after(on("2026-03-02"), 0));
}

TEST(WorkingDays, AreTheSeventhOnesOfTheHandbook) {
  const calendar days(finland(2005, 2040));
  for (const auto& [from, to] : {
           std::tuple{"2026-03-03", "2026-03-12"},
           std::tuple{"2026-03-31", "2026-04-13"},  // Easter
           std::tuple{"2026-04-30", "2026-05-12"},  // May Day
           std::tuple{"2026-12-18", "2026-12-31"},  // Christmas Eve and Day
           std::tuple{"2027-06-21", "2027-07-01"},  // Midsummer Eve
       })
    EXPECT_EQ(days.working_day_after(on(from), 7), on(to)) << from;
}

}  // namespace
}  // namespace arvio::inline v0::service
