// Helsinki local time against two oracles: the EU rule as the date library can say it,
// and the system's time zone database as Python reads it.

#include "arvio/base/date.hpp"

#include <date/date.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <locale>
#include <memory>
#include <sstream>
#include <string>

namespace oracle = ::date;

namespace arvio {
namespace {

constexpr std::int64_t hour = 3600;

std::int64_t start_of_year(int year) {
  return std::int64_t{to_date({year, 1, 1}).days} * 86400;
}

TEST(HelsinkiOffset, FollowsTheEuRuleAtEveryHourFrom1990To2100) {
  for (int year = 1990; year <= 2100; ++year) {
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

TEST(HelsinkiOffset, AgreesWithTheTimeZoneDatabaseAtEveryHourFrom1996To2100) {
  const char* const script =
      "python3 -c '\n"
      "import datetime, zoneinfo\n"
      "zone = zoneinfo.ZoneInfo(\"Europe/Helsinki\")\n"
      "first, last = [int(datetime.datetime(y, 1, 1, tzinfo=datetime.timezone.utc)"
      ".timestamp()) for y in (1996, 2101)]\n"
      "before = None\n"
      "for at in range(first, last, 3600):\n"
      "    now = datetime.datetime.fromtimestamp(at, zone).utcoffset().seconds\n"
      "    if now != before: print(at, now)\n"
      "    before = now\n"
      "print(last, 0)\n"
      "' 2>/dev/null";
  std::string text;
  {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(script, "r"), pclose);
    char buffer[4096];
    while (pipe && std::fgets(buffer, sizeof buffer, pipe.get()) != nullptr)
      text += buffer;
  }
  if (text.empty()) GTEST_SKIP() << "no Python with a time zone database on this machine";
  std::istringstream changes(text);
  changes.imbue(std::locale::classic());  // the numbers have no grouping to read
  std::int64_t at = 0;
  std::int64_t expected = 0;
  changes >> at >> expected;
  EXPECT_EQ(at, start_of_year(1996));
  for (std::int64_t next = 0, offset = 0; changes >> next >> offset; expected = offset) {
    for (; at < next; at += hour)
      ASSERT_EQ(helsinki_offset({at}), expected) << at;
  }
  EXPECT_EQ(at, start_of_year(2101));
}

TEST(HelsinkiDate, BeginsAtItsMidnightOnEveryDay) {
  const auto last = to_date({2100, 12, 31});
  for (auto day = to_date({1990, 1, 1}); day <= last; ++day.days) {
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
