#include "arvio/base/date.hpp"

#include "arvio/base/decimal.hpp"

#include "support/dice.hpp"
#include "support/scale.hpp"

#include <date/date.h>
#include <gtest/gtest.h>

#include <string>

// The date library is the oracle for civil dates. Its namespace is called as our struct
// is.
namespace oracle = ::date;

namespace arvio {
namespace {

TEST(CivilDate, AgreesWithTheDateLibraryOnEveryDayOfEightCenturies) {
  const auto first =
      oracle::sys_days(oracle::year(1600) / 1 / 1).time_since_epoch().count();
  const auto last =
      oracle::sys_days(oracle::year(2400) / 12 / 31).time_since_epoch().count();
  for (int day = first; day <= last; ++day) {
    const oracle::year_month_day expected{oracle::sys_days(oracle::days(day))};
    const auto civil = to_civil({day});
    ASSERT_EQ(civil.year, static_cast<int>(expected.year())) << day;
    ASSERT_EQ(civil.month, static_cast<int>(static_cast<unsigned>(expected.month())))
        << day;
    ASSERT_EQ(civil.day, static_cast<int>(static_cast<unsigned>(expected.day()))) << day;
    ASSERT_EQ(to_date(civil).days, day);
  }
}

TEST(CivilDate, Has29FebruaryInLeapYearsAlone) {
  for (int year = limits::first_year; year <= limits::last_year; ++year) {
    const auto leap_day = std::to_string(year) + "-02-29";
    ASSERT_EQ(parse_date(leap_day).has_value(), oracle::year(year).is_leap()) << year;
  }
  EXPECT_FALSE(parse_date("1900-02-29"));
  EXPECT_TRUE(parse_date("2000-02-29"));
  EXPECT_FALSE(parse_date("2100-02-29"));
}

TEST(CivilDate, HasTheLastDayOfEachMonthAndNoLaterOne) {
  for (int year = limits::first_year; year <= limits::last_year; ++year) {
    for (unsigned month = 1; month <= 12; ++month) {
      const oracle::year_month_day_last last{
          oracle::year(year), oracle::month_day_last(oracle::month(month))};
      const auto begin =
          std::to_string(year) + (month < 10 ? "-0" : "-") + std::to_string(month) + "-";
      const auto day = static_cast<unsigned>(last.day());
      ASSERT_TRUE(parse_date(begin + std::to_string(day))) << begin << day;
      ASSERT_FALSE(parse_date(begin + std::to_string(day + 1))) << begin << day + 1;
    }
  }
}

TEST(CivilDate, IsReadFromIsoTextOnly) {
  EXPECT_EQ(parse_date("2026-03-02"), to_date({2026, 3, 2}));
  EXPECT_EQ(parse_date("1900-01-01"), to_date({1900, 1, 1}));
  EXPECT_EQ(parse_date("2199-12-31"), to_date({2199, 12, 31}));
  EXPECT_EQ(parse_date("2024-02-29"), to_date({2024, 2, 29}));
  for (const char* text :
       {"", "2026-3-2", "2026-03-02 ", " 2026-03-02", "2026/03/02", "02.03.2026",
        "20260302", "2026-00-01", "2026-13-01", "2026-01-00", "2026-01-32", "2026-02-29",
        "1899-12-31", "2200-01-01", "2026-0a-01", "-026-01-01", "2026-03-02T00:00"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

TEST(CivilDate, IsWrittenAsItIsReadBack) {
  const auto first = to_date({limits::first_year, 1, 1}).days;
  const auto last = to_date({limits::last_year, 12, 31}).days;
  for (int day = first; day <= last; ++day)
    ASSERT_EQ(parse_date(to_text(date{day})), date{day});
}

/// The day on which `months` months since `from` are full, counted on by hand: where the
/// month has no such day, the first of the next one.
date anniversary(civil_date from, int months) {
  civil_date day = from;
  for (int i = 0; i < months; ++i) {
    if (++day.month > 12) {
      day.month = 1;
      ++day.year;
    }
  }
  const oracle::year_month_day_last last{
      oracle::year(day.year),
      oracle::month_day_last(oracle::month(static_cast<unsigned>(day.month)))};
  const auto last_day = static_cast<int>(static_cast<unsigned>(last.day()));
  if (day.day <= last_day) return to_date(day);
  return {to_date({day.year, day.month, last_day}).days + 1};
}

TEST(WholeMonths, CountsAnniversariesReached) {
  testing::dice random(4);
  for (std::size_t i = 0; i < testing::rounds(4000); ++i) {
    const date from{static_cast<std::int32_t>(random.between(-20000, 40000))};
    const date to{from.days + static_cast<std::int32_t>(random.between(0, 4000))};
    int full = 0;
    while (anniversary(to_civil(from), full + 1) <= to)
      ++full;
    ASSERT_EQ(whole_months(from, to), full) << to_text(from) << " to " << to_text(to);
    ASSERT_EQ(whole_months(to, from), -full) << to_text(to) << " to " << to_text(from);
    ASSERT_EQ(whole_years(from, to), full / 12);
    ASSERT_EQ(whole_years(to, from), -(full / 12));
  }
}

TEST(WholeYears, CountsALeapDayAsTheFirstOfMarchInCommonYears) {
  const auto born = to_date({2004, 2, 29});
  EXPECT_EQ(whole_years(born, to_date({2022, 2, 28})), 17);
  EXPECT_EQ(whole_years(born, to_date({2022, 3, 1})), 18);
  EXPECT_EQ(whole_years(born, to_date({2024, 2, 28})), 19);
  EXPECT_EQ(whole_years(born, to_date({2024, 2, 29})), 20);
  EXPECT_EQ(whole_months(to_date({2026, 1, 31}), to_date({2026, 2, 28})), 0);
  EXPECT_EQ(whole_months(to_date({2026, 1, 31}), to_date({2026, 3, 1})), 1);
  EXPECT_EQ(whole_years(born, born), 0);
}

TEST(WholeYears, CountsALeapDayAsTheFirstOfMarchInCenturiesWithoutOne) {
  const auto born = to_date({2000, 2, 29});
  EXPECT_EQ(whole_years(born, to_date({2100, 2, 28})), 99);
  EXPECT_EQ(whole_years(born, to_date({2100, 3, 1})), 100);
  EXPECT_EQ(whole_years(to_date({1900, 2, 28}), to_date({2000, 2, 28})), 100);
  EXPECT_EQ(whole_years(to_date({1900, 3, 1}), to_date({2000, 2, 29})), 99);
}

TEST(WholeMonths, CountsFromTheFirstDayToTheLast) {
  const auto first = to_date({limits::first_year, 1, 1});
  const auto last = to_date({limits::last_year, 12, 31});
  EXPECT_EQ(whole_months(first, last), 300 * 12 - 1);
  EXPECT_EQ(whole_months(last, first), -(300 * 12 - 1));
  EXPECT_EQ(whole_years(first, {last.days + 1}), 300);
}

TEST(OffsetTime, IsReadFromIsoTextWithAnOffset) {
  struct example {
    const char* text;
    std::int64_t seconds;
    std::int32_t offset;
  };
  for (const auto& one :
       {example{"1970-01-01T00:00:00Z", 0, 0}, example{"1970-01-01T00:00Z", 0, 0},
        example{"1970-01-01T02:00:00+02:00", 0, 7200},
        example{"1970-01-01T02:00+02:00", 0, 7200},
        example{"1969-12-31T19:00:30-05:00", 30, -18000},
        example{"1970-01-01T05:45:00+05:45", 0, 20700},
        example{"2026-03-02T10:00:00+02:00", 1772438400, 7200}}) {
    const auto time = parse_time(one.text);
    ASSERT_TRUE(time) << one.text;
    EXPECT_EQ(time->moment.seconds, one.seconds) << one.text;
    EXPECT_EQ(time->offset, one.offset) << one.text;
  }
}

TEST(OffsetTime, IsReadFromTheFirstSecondToTheLast) {
  const std::int64_t begin = std::int64_t{to_date({1900, 1, 1}).days} * 86400;
  const std::int64_t end = std::int64_t{to_date({2200, 1, 1}).days} * 86400;
  const auto second_of = [](const char* text) {
    return parse_time(text)->moment.seconds;
  };
  EXPECT_EQ(second_of("1900-01-01T00:00:00Z"), begin);
  EXPECT_EQ(second_of("1900-01-01T00:00:00+14:00"), begin - 14 * 3600);
  EXPECT_EQ(second_of("2199-12-31T23:59:59Z"), end - 1);
  EXPECT_EQ(second_of("2199-12-31T23:59:59-14:00"), end - 1 + 14 * 3600);
  for (const char* text : {"1900-01-01T00:00:00+14:00", "2199-12-31T23:59:59-14:00",
                           "2000-02-29T00:00:00-05:00", "1999-12-31T23:59:59+00:00"})
    EXPECT_EQ(to_text(*parse_time(text)), text);
}

TEST(OffsetTime, IsNotReadFromAnythingElse) {
  for (const char* text : {"",
                           "2026-03-02",
                           "2026-03-02T10:00",
                           "2026-03-02T10:00:00",
                           "2026-03-02T10:00:00.5Z",
                           "2026-03-02 10:00:00Z",
                           "2026-03-02t10:00:00z",
                           "2026-03-02T24:00:00Z",
                           "2026-03-02T10:60:00Z",
                           "2026-03-02T10:00:60Z",
                           "2026-03-02T10:00:00+2:00",
                           "2026-03-02T10:00:00+0200",
                           "2026-03-02T10:00:00+15:00",
                           "2026-03-02T10:00:00+02:60",
                           "2026-03-02T1:00:00Z",
                           "2026-02-30T10:00:00Z",
                           "2026-03-02T10:00:00ZZ",
                           "2026-03-02T10:00:0Z",
                           "2026-03-02T10:00:",
                           "2026-03-02T10:00:Z",
                           "2026-03-02T10-00-00Z",
                           "1899-12-31T23:00:00Z"}) {
    EXPECT_FALSE(parse_time(text)) << text;
  }
}

TEST(OffsetTime, IsWrittenAsItIsReadBack) {
  EXPECT_EQ(to_text(*parse_time("2026-03-02T10:00+02:00")), "2026-03-02T10:00:00+02:00");
  EXPECT_EQ(to_text(*parse_time("1969-12-31T23:59:59Z")), "1969-12-31T23:59:59+00:00");
  testing::dice random(5);
  for (std::size_t i = 0; i < testing::rounds(50000); ++i) {
    const offset_time time{
        {random.between(-2200000000, 7200000000)},
        static_cast<std::int32_t>(random.between(-14 * 60, 14 * 60)) * 60};
    ASSERT_EQ(parse_time(to_text(time)), time) << to_text(time);
  }
}

TEST(Duration, IsReadInDaysHoursMinutesAndSeconds) {
  EXPECT_EQ(parse_duration("PT12H"), 43200);
  EXPECT_EQ(parse_duration("P3D"), 3 * 86400);
  EXPECT_EQ(parse_duration("P1DT2H30M"), 86400 + 9000);
  EXPECT_EQ(parse_duration("PT90S"), 90);
  EXPECT_EQ(parse_duration("-PT5M"), -300);
  EXPECT_EQ(parse_duration("PT0S"), 0);
  EXPECT_EQ(parse_duration("PT1000000000000000S"), limits::number_units);
  for (const char* text : {"",
                           "P",
                           "PT",
                           "-P",
                           "P1",
                           "PT1",
                           "P1M",
                           "P1Y",
                           "P1W",
                           "P1H",
                           "PT1D",
                           "PT1M1H",
                           "P1D1D",
                           "PT1H1H",
                           "P1DT",
                           "pt1h",
                           "PT1.5H",
                           "PT-1H",
                           "+PT1H",
                           "PT1H ",
                           "TP1H",
                           "PTT1H",
                           "PT1HT1M",
                           "PT1000000000000001S",
                           "P99999999999999999999D"}) {
    EXPECT_FALSE(parse_duration(text)) << text;
  }
}

TEST(Duration, IsWrittenInItsShortestFormAndReadBack) {
  EXPECT_EQ(duration_text(43200), "PT12H");
  EXPECT_EQ(duration_text(86400 + 1800), "P1DT30M");
  EXPECT_EQ(duration_text(0), "PT0S");
  EXPECT_EQ(duration_text(-300), "-PT5M");
  EXPECT_EQ(duration_text(86400), "P1D");
  testing::dice random(6);
  for (std::size_t i = 0; i < testing::rounds(50000); ++i) {
    const auto bound = power_of_ten(static_cast<int>(random.below(16)));
    const auto seconds = random.between(-bound, bound);
    ASSERT_EQ(parse_duration(duration_text(seconds)), seconds) << duration_text(seconds);
  }
}

}  // namespace
}  // namespace arvio
