// Helsinki local time against two oracles: the EU rule as the date library can say it,
// and the system's time zone database as Python reads it.

#include "arvio/base/date.hpp"

#include <date/date.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <locale>
#include <memory>
#include <optional>
#include <sstream>
#include <string>

namespace oracle = ::date;

namespace arvio {
namespace {

constexpr std::int64_t hour = 3600;

std::int64_t start_of_year(int year) {
  return std::int64_t{to_date({year, 1, 1}).days} * 86400;
}

TEST(HelsinkiOffset, FollowsTheEuRuleAtEveryHourOfEveryYear) {
  for (int year = limits::first_year; year <= limits::last_year; ++year) {
    const auto one_o_clock = [year](oracle::month month) {
      const oracle::sys_days day(oracle::year(year) / month /
                                 oracle::Sunday[oracle::last]);
      return std::int64_t{day.time_since_epoch().count()} * 86400 + hour;
    };
    const auto begin = one_o_clock(oracle::March);
    const auto end = one_o_clock(oracle::October);
    for (auto at = start_of_year(year); at < start_of_year(year + 1); at += hour) {
      const auto expected = begin <= at && at < end ? 3 * hour : 2 * hour;
      ASSERT_EQ(helsinki_offset({at}), expected) << at;
    }
    for (const auto change : {begin, end})
      ASSERT_NE(helsinki_offset({change - 1}), helsinki_offset({change})) << change;
  }
}

/// What the time zone database says from the first hour of a year to the first of
/// another: `moment offset` for each hour at which the offset is another one, then the
/// end. Empty where this machine has no Python with a database.
std::string database_offsets(int first_year, int end_year) {
  const auto script =
      "python3 -c '\n"
      "import datetime, zoneinfo\n"
      "zone = zoneinfo.ZoneInfo(\"Europe/Helsinki\")\n"
      "first, end = [int(datetime.datetime(y, 1, 1, tzinfo=datetime.timezone.utc)"
      ".timestamp()) for y in (" +
      std::to_string(first_year) + ", " + std::to_string(end_year) +
      ")]\n"
      "before = None\n"
      "for at in range(first, end, 3600):\n"
      "    now = datetime.datetime.fromtimestamp(at, zone).utcoffset().seconds\n"
      "    if now != before: print(at, now)\n"
      "    before = now\n"
      "print(end, 0)\n"
      "' 2>/dev/null";
  std::string text;
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(script.c_str(), "r"), pclose);
  char buffer[4096];
  while (pipe && std::fgets(buffer, sizeof buffer, pipe.get()) != nullptr)
    text += buffer;
  return text;
}

/// The first hour at which our offset is not the database's; nullopt when there is none.
std::optional<std::int64_t> first_difference(const std::string& offsets) {
  std::istringstream changes(offsets);
  changes.imbue(std::locale::classic());  // the numbers have no grouping to read
  std::int64_t at = 0;
  std::int64_t expected = 0;
  changes >> at >> expected;
  for (std::int64_t next = 0, offset = 0; changes >> next >> offset; expected = offset) {
    for (; at < next; at += hour) {
      if (helsinki_offset({at}) != expected) return at;
    }
  }
  return std::nullopt;
}

TEST(HelsinkiOffset, AgreesWithTheTimeZoneDatabaseAtEveryHourFromItsFirstYearTo2100) {
  const auto offsets = database_offsets(helsinki_first_year, 2101);
  if (offsets.empty())
    GTEST_SKIP() << "no Python with a time zone database on this machine";
  EXPECT_EQ(offsets.find(std::to_string(start_of_year(helsinki_first_year)) + " "), 0U);
  EXPECT_NE(offsets.find("\n" + std::to_string(start_of_year(2101)) + " 0\n"),
            std::string::npos);
  EXPECT_EQ(first_difference(offsets), std::nullopt);
}

TEST(HelsinkiOffset, IsAnHourLateInTheOctoberBeforeItsFirstYear) {
  const auto offsets = database_offsets(helsinki_first_year - 1, helsinki_first_year);
  if (offsets.empty())
    GTEST_SKIP() << "no Python with a time zone database on this machine";
  EXPECT_EQ(first_difference(offsets),
            parse_time("1995-09-24T01:00:00Z")->moment.seconds);
}

TEST(HelsinkiOffset, SkipsAnHourInSpringAndRepeatsOneInAutumn) {
  const auto clock_at = [](const char* text, std::int64_t later) {
    const instant moment{parse_time(text)->moment.seconds + later};
    return to_text(offset_time{moment, helsinki_offset(moment)});
  };
  EXPECT_EQ(clock_at("2026-03-29T01:00:00Z", -1), "2026-03-29T02:59:59+02:00");
  EXPECT_EQ(clock_at("2026-03-29T01:00:00Z", 0), "2026-03-29T04:00:00+03:00");
  EXPECT_EQ(clock_at("2026-10-25T01:00:00Z", -1), "2026-10-25T03:59:59+03:00");
  EXPECT_EQ(clock_at("2026-10-25T01:00:00Z", 0), "2026-10-25T03:00:00+02:00");
  // March that ends with a Sunday, and March that begins its last week after one.
  EXPECT_EQ(clock_at("2030-03-31T01:00:00Z", 0), "2030-03-31T04:00:00+03:00");
  EXPECT_EQ(clock_at("2031-03-30T01:00:00Z", 0), "2031-03-30T04:00:00+03:00");
}

TEST(HelsinkiDate, BeginsAtItsMidnightOnEveryDay) {
  const auto last = to_date({limits::last_year, 12, 31});
  for (auto day = to_date({limits::first_year, 1, 1}); day <= last; ++day.days) {
    const auto midnight = helsinki_midnight(day);
    ASSERT_EQ(helsinki_date(midnight), day) << to_text(day);
    ASSERT_EQ(helsinki_date({midnight.seconds - 1}).days, day.days - 1) << to_text(day);
  }
}

TEST(HelsinkiDate, HasDaysOf23And25Hours) {
  const auto length_of_day = [](civil_date day) {
    const auto first = to_date(day);
    return helsinki_midnight({first.days + 1}).seconds - helsinki_midnight(first).seconds;
  };
  EXPECT_EQ(length_of_day({2026, 3, 29}), 23 * hour);
  EXPECT_EQ(length_of_day({2026, 10, 25}), 25 * hour);
  EXPECT_EQ(length_of_day({2026, 3, 28}), 24 * hour);
}

TEST(HelsinkiDate, IsTheDayOnTheClockThere) {
  const auto day_of = [](const char* text) {
    return to_text(helsinki_date(parse_time(text)->moment));
  };
  EXPECT_EQ(day_of("2026-03-02T21:59:59Z"), "2026-03-02");
  EXPECT_EQ(day_of("2026-03-02T22:00:00Z"), "2026-03-03");
  EXPECT_EQ(day_of("2026-07-02T21:00:00Z"), "2026-07-03");
  EXPECT_EQ(day_of("1969-12-31T21:59:59Z"), "1969-12-31");
  EXPECT_EQ(day_of("1969-12-31T22:00:00Z"), "1970-01-01");
}

}  // namespace
}  // namespace arvio
