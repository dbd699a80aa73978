// The time of assessment and columns of dates and times, in the forms of spreadsheets.

#include "converted.hpp"

#include <gtest/gtest.h>

#include <string>

namespace arvio {
namespace {

using testing_tables::converted;
using testing_tables::faults_of_t;
using testing_tables::mapping_of_t;

/// The time of assessment that a cell becomes, or why it becomes none.
std::string time_in(const std::string& cell, const std::string& members) {
  const auto by = read_mapping(R"({"at":{"column":"at")" + members +
                               R"(},"columns":{"t":{"input":"t"}},"delimiter":";"})");
  EXPECT_TRUE(by) << (by ? "" : by.error().front().message);
  if (!by) return {};
  const auto table = read_table("at;t\n" + cell + ";1\n", ';');
  EXPECT_TRUE(table);
  const auto rows = convert(*table, *by);
  EXPECT_TRUE(rows);
  const auto& row = rows->front();
  if (!row.faults.empty()) return row.faults.front().message;
  if (!row.dropped_for.empty()) return "left out: " + row.dropped_for.front().message;
  return to_text(row.contact.at);
}

const std::string iso = R"(,"form":"iso")";
const std::string finnish = R"(,"form":"finnish")";
const std::string unix_seconds = R"(,"form":"unix")";
const std::string winter_morning = "2026-11-30T08:15:00+02:00";

TEST(TimeOfAssessment, IsReadInTheFormsThatTheMappingDeclares) {
  for (const auto* cell : {"30.11.2026 8.15", "30.11.2026 08:15", "30.11.2026 8:15",
                           "30.11.2026 klo 8.15", "30.11.2026 8.15.00"})
    EXPECT_EQ(time_in(cell, finnish), winter_morning) << cell;
  EXPECT_EQ(time_in("1.3.2026 23:59:58", finnish), "2026-03-01T23:59:58+02:00");
  EXPECT_EQ(time_in("01.07.2026 00.00", finnish), "2026-07-01T00:00:00+03:00")
      << "summer time";
  for (const auto* cell : {"2026-11-30T08:15", "2026-11-30 08:15", "2026-11-30 08:15:00",
                           "2026-11-30T08:15:00+02:00"})
    EXPECT_EQ(time_in(cell, iso), winter_morning) << cell;
  EXPECT_EQ(time_in("2026-11-30 06:15Z", iso), "2026-11-30T06:15:00+00:00");
  EXPECT_EQ(time_in("1796019300", unix_seconds), winter_morning);
  EXPECT_EQ(time_in("0", unix_seconds), "1970-01-01T02:00:00+02:00");
  EXPECT_EQ(time_in("-1", unix_seconds), "1970-01-01T01:59:59+02:00");
  const std::string all = R"(,"form":["finnish","unix","iso"])";
  for (const auto* cell : {"30.11.2026 8.15", "1796019300", "2026-11-30 08:15"})
    EXPECT_EQ(time_in(cell, all), winter_morning) << cell;
}

TEST(TimeOfAssessment, IsIsoWithItsOffsetWhereNoFormIsDeclared) {
  EXPECT_EQ(time_in(winter_morning, ""), winter_morning);
  EXPECT_EQ(time_in("yesterday", ""), "is no time like 2026-03-02T10:00:00+02:00");
  EXPECT_EQ(time_in("30.11.2026 8.15", ""),
            "seems to be a time like 30.11.2026 8.15, which the mapping would say by "
            "\"form\": \"finnish\"");
  EXPECT_EQ(time_in("2026-11-30 08:15", ""),
            "seems to be a time like 2026-11-30T08:15, which the mapping would say by "
            "\"form\": \"iso\"");
  EXPECT_EQ(time_in("1796019300", finnish),
            "seems to be a time like 1796019300, which the mapping would say by "
            "\"form\": \"unix\"");
}

TEST(TimeOfAssessment, IsNotGuessed) {
  for (const auto* cell :
       {"30.11.26 8.15", "11/30/2026 8:15", "31.11.2026 8.15", "29.2.2026 8.15",
        "30.13.2026 8.15", "30.11.2026 24.00", "30.11.2026 8.60", "30.11.2026 8.5",
        "30.11.2026 8", "30.11.2026  8.15", "30.11.2026 8.15:00", "30.11.2026 8.15 x",
        "30.11.1899 8.15", "30.11.2200 8.15", " 30.11.2026 8.15"})
    EXPECT_EQ(time_in(cell, finnish), "is no time like 30.11.2026 8.15") << cell;
  for (const auto* cell : {"2026-11-30 8:15", "2026-11-30T08.15", "2026-11-30T08",
                           "2026-11-30x08:15", "20261130 08:15", "2026-11-30T25:15"})
    EXPECT_EQ(time_in(cell, iso), "is no time like 2026-11-30T08:15") << cell;
  for (const auto* cell :
       {"1796019300000", "1796019300.5", "-", "12e5", "99999999999999999999"})
    EXPECT_EQ(time_in(cell, unix_seconds), "is no time like 1796019300") << cell;
  EXPECT_EQ(time_in("30.11.2026", finnish), "is a date without a time of day");
  EXPECT_EQ(time_in("", finnish), "is empty: every row has its time");
  EXPECT_EQ(time_in("1.1.1995 8.15", finnish), "is a time before 1996 without its offset")
      << "the clock of Helsinki went by other rules";
}

TEST(TimeOfAssessment, SaysWhatItCannotTellOfTheHoursInWhichTheClockIsSet) {
  EXPECT_EQ(time_in("29.3.2026 2.59", finnish), "2026-03-29T02:59:00+02:00");
  for (const auto* cell : {"29.3.2026 3.00", "29.3.2026 3.59.59"})
    EXPECT_EQ(time_in(cell, finnish + R"(,"twice":"first")"),
              "is a time that never was: the clock was put forward over it")
        << cell;
  EXPECT_EQ(time_in("29.3.2026 4.00", finnish), "2026-03-29T04:00:00+03:00");
  EXPECT_EQ(time_in("25.10.2026 2.59", finnish), "2026-10-25T02:59:00+03:00");
  for (const auto* cell : {"25.10.2026 3.00", "25.10.2026 3.59.59"})
    EXPECT_EQ(time_in(cell, finnish).find("is in the hour that comes twice"), 0u) << cell;
  EXPECT_EQ(time_in("25.10.2026 3.30", finnish + R"(,"twice":"first")"),
            "2026-10-25T03:30:00+03:00");
  EXPECT_EQ(time_in("25.10.2026 3.30", finnish + R"(,"twice":"second")"),
            "2026-10-25T03:30:00+02:00");
  EXPECT_EQ(time_in("25.10.2026 4.00", finnish), "2026-10-25T04:00:00+02:00");
  EXPECT_EQ(time_in("2026-10-25T03:30+02:00", iso), "2026-10-25T03:30:00+02:00")
      << "an offset says it";
}

TEST(TimeOfAssessment, IsNeverUnknown) {
  EXPECT_EQ(time_in("x", finnish + R"(,"bad_cell":"drop")"),
            "left out: is no time like 30.11.2026 8.15");
  const auto faults = [](const std::string& members) {
    const auto made =
        read_mapping(R"({"at":{"column":"at")" + members + R"(},"columns":{}})");
    return made ? std::string() : made.error().front().message;
  };
  EXPECT_EQ(faults(R"(,"bad_cell":"unknown")"),
            "`bad_cell` is error or drop here: a contact has a time");
  EXPECT_EQ(faults(R"(,"form":"fi")").find("`form` is iso, finnish or unix"), 0u);
  EXPECT_EQ(faults(R"(,"form":[])"), "`form` is empty");
  EXPECT_EQ(faults(R"(,"form":["iso",1])"), "`form` is iso, finnish or unix");
  EXPECT_EQ(faults(R"(,"form":"iso","twice":"both")"), "`twice` is first or second");
  EXPECT_EQ(faults(R"(,"twice":"first")"), "`twice` stands beside `form`");
  EXPECT_EQ(faults(R"(,"zone":"x")").find("`zone` is unknown"), 0u);
  const auto all = read_mapping(
      R"({"at":{"column":"at"},"bad_cell":"unknown","columns":{"t":{"input":"t"}}})");
  ASSERT_TRUE(all);
  EXPECT_EQ(all->at_column->on_bad, bad_cell::error) << "what is said of all columns";
}

TEST(Columns, OfDatesAndTimesAreReadInTheirForms) {
  const auto by = mapping_of_t(finnish + R"(,"twice":"second")");
  EXPECT_EQ(converted("t\n1.2.1985\n30.11.2026 8.15\n25.10.2026 3.30\n31.2.1985\n", by),
            "{\"t\":\"1985-02-01\"}}\n"
            "{\"t\":\"2026-11-30T08:15:00+02:00\"}}\n"
            "{\"t\":\"2026-10-25T03:30:00+02:00\"}}\n"
            "5:t: is no time like 30.11.2026 8.15\n");
  EXPECT_EQ(converted("t\n2026-03-02\n", mapping_of_t(iso)), "{\"t\":\"2026-03-02\"}}\n");
  EXPECT_EQ(converted("t\n?\n", by),
            "2:t: `?` says nothing by itself: say by `codes` what it means\n");
  EXPECT_EQ(faults_of_t(finnish + R"(,"codes":{"1":1})"),
            "t: `codes`, `form` and `convert` are about different columns: give one\n");
  EXPECT_EQ(faults_of_t(R"(,"twice":"first")"), "t: `twice` stands beside `form`\n");
}

}  // namespace
}  // namespace arvio
