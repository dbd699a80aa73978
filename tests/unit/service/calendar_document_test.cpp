#include "arvio/service/calendar.hpp"
#include "arvio/service/load_calendar.hpp"
#include "arvio/service/save_calendar.hpp"

#include "finland.hpp"
#include "unit/ruleset/load_support.hpp"
#include "unit/ruleset/save_equality.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

namespace arvio::tests {
namespace {

using service::calendar_document;
using service::day_kinds;
using service::free_day;

struct loaded {
  std::optional<calendar_document> calendar;
  findings found;
  source_map sources;

  [[nodiscard]] std::string text() const {
    std::string out;
    for (const auto& one : found)
      out += render(one, sources);
    return out;
  }
};

loaded load(const std::string& bytes) {
  loaded made;
  const auto source = made.sources.add("calendar.xml", bytes);
  made.calendar = service::load_calendar(made.sources, source, made.found);
  return made;
}

std::string calendar_with(const std::string& days) {
  return R"(<?xml version="1.0" encoding="UTF-8"?>
<calendar xmlns="urn:arvio:calendar:1" id="c" version="1.2.3" from-year="2024"
  to-year="2028">
<sources><source id="s" title="T" publisher="P" year="2026" confidence="verified"/>
</sources>
<weekend days="sat sun"/>
)" + days +
         "</calendar>\n";
}

const char* const every_form = R"(<day id="b" kind="holiday" month="12" day="6"/>
<day id="a" kind="eve" easter="-2" from-year="2026"><title lang="fi">A</title>
  <title lang="sv">B</title></day>
<day id="d.e" kind="eve" weekday="fri" on-or-after="06-19" to-year="2027"/>
<day id="once" kind="holiday" date="2028-05-12"/>)";

std::string shipped() {
  return bytes_of(ARVIO_SOURCE_DIR "/rules/region/finland-calendar.xml");
}

bool same_entry(const service::calendar_entry& a, const service::calendar_entry& b) {
  return a.id.text == b.id.text && a.kind == b.kind && a.rule == b.rule &&
         a.from_year == b.from_year && a.to_year == b.to_year && same(a.titles, b.titles);
}

/// Places apart.
bool same_calendar(const calendar_document& a, const calendar_document& b) {
  return a.id.text == b.id.text && a.version == b.version && a.from_year == b.from_year &&
         a.to_year == b.to_year && same(a.sources, b.sources) && a.weekend == b.weekend &&
         std::equal(a.days.begin(), a.days.end(), b.days.begin(), b.days.end(),
                    same_entry);
}

TEST(LoadCalendar, ReadsEveryFormOfADay) {
  const auto got = load(calendar_with(every_form));
  ASSERT_TRUE(got.calendar) << got.text();
  const auto& made = *got.calendar;
  EXPECT_EQ(made.id.text, "c");
  EXPECT_EQ(made.version, (ruleset::version_number{1, 2, 3}));
  EXPECT_EQ(made.from_year, 2024);
  EXPECT_EQ(made.to_year, 2028);
  ASSERT_EQ(made.days.size(), 4u);
  EXPECT_EQ(std::get<service::same_day>(made.days[0].rule), (service::same_day{12, 6}));
  EXPECT_EQ(std::get<service::easter_day>(made.days[1].rule).days, -2);
  EXPECT_EQ(made.days[1].from_year, 2026);
  EXPECT_EQ(made.days[1].titles.size(), 2u);
  EXPECT_EQ(made.days[1].kind, free_day::eve);
  EXPECT_EQ(std::get<service::weekday_from>(made.days[2].rule),
            (service::weekday_from{service::weekday::fri, 6, 19}));
  EXPECT_EQ(made.days[2].to_year, 2027);
  EXPECT_EQ(std::get<service::single_day>(made.days[3].rule).day,
            parse_date("2028-05-12"));
}

TEST(LoadCalendar, TakesALeapDayInLeapYearsAlone) {
  const auto leap = R"(<day id="d" kind="eve" month="2" day="29" from-year="2024" )"
                    R"(to-year="2024"/>)";
  EXPECT_TRUE(load(calendar_with(leap)).calendar);
  const auto got = load(calendar_with(R"(<day id="d" kind="eve" month="2" day="29"/>)"));
  EXPECT_FALSE(got.calendar);
  ASSERT_EQ(got.found.size(), 1u);
  EXPECT_EQ(got.found[0].code, errc::calendar_date);
  EXPECT_EQ(got.found[0].rule, "d");
}

TEST(LoadCalendar, TellsEveryFaultOfADocument) {
  const auto got = load(calendar_with(R"(<day id="a" kind="eve"/>
<day id="b" kind="eve" easter="1" month="1" day="2"/>
<day id="c" kind="free" easter="1"/>
<day id="d" kind="eve" date="2029-01-01"/>
<day id="e" kind="eve" easter="1" from-year="2027" to-year="2026"/>)"));
  EXPECT_FALSE(got.calendar);
  std::vector<errc> codes;
  for (const auto& one : got.found)
    codes.push_back(one.code);
  EXPECT_EQ(codes,
            (std::vector<errc>{errc::calendar_form, errc::calendar_form, errc::bad_value,
                               errc::calendar_date, errc::calendar_years}))
      << got.text();
}

TEST(SaveCalendar, IsReadAsTheSameAndSavedInTheSameBytes) {
  for (const auto& bytes : {calendar_with(every_form), calendar_with(""), shipped()}) {
    const auto got = load(bytes);
    ASSERT_TRUE(got.calendar) << got.text();
    const auto written = service::save(*got.calendar);
    const auto again = load(written);
    ASSERT_TRUE(again.calendar) << again.text() << written;
    EXPECT_TRUE(same_calendar(*got.calendar, *again.calendar)) << written;
    EXPECT_EQ(service::save(*again.calendar), written);
    EXPECT_EQ(service::digest(*again.calendar), service::digest(*got.calendar));
    EXPECT_EQ(service::digest(*got.calendar).size(), 64u);
  }
}

TEST(SaveCalendar, GivesAnotherDigestForAnotherDayAndTheSameForAnotherLayout) {
  const auto digest = [](const std::string& days) {
    return service::digest(*load(calendar_with(days)).calendar);
  };
  const auto plain = digest(R"(<day id="b" kind="eve" month="12" day="6"/>)");
  EXPECT_EQ(digest("<!-- x --> <day day=\"6\"\n id=\"b\" month=\"12\" kind=\"eve\" />"),
            plain);
  for (const auto* other :
       {R"(<day id="b" kind="holiday" month="12" day="6"/>)",
        R"(<day id="b" kind="eve" month="12" day="7"/>)",
        R"(<day id="b" kind="eve" month="12" day="6" to-year="2025"/>)",
        R"(<day id="b" kind="eve" date="2026-12-06"/>)", ""})
    EXPECT_NE(digest(other), plain) << other;
}

TEST(ShippedCalendar, IsThatOfTheRulesAndNamedInThreeLanguages) {
  const auto got = load(shipped());
  ASSERT_TRUE(got.calendar) << got.text();
  EXPECT_EQ(got.calendar->from_year, 2005);
  EXPECT_EQ(got.calendar->to_year, 2040);
  const service::calendar own(*got.calendar);
  const service::calendar expected(service::finland(2005, 2040));
  for (auto day = own.first(); day <= own.last(); ++day.days)
    ASSERT_EQ(own.kinds_of(day), expected.kinds_of(day)) << to_text(day);
  for (const auto& day : got.calendar->days) {
    ASSERT_EQ(day.titles.size(), 3u) << day.id.text;
    EXPECT_EQ(day.titles[0].language + day.titles[1].language + day.titles[2].language,
              "fisven");
  }
}

TEST(CalendarSchema, TakesWhatIsReadAndRefusesWhatAnEditorShouldMark) {
  if (std::system("xmllint --version > /dev/null 2>&1") != 0)
    GTEST_SKIP() << "xmllint is not installed (Debian package libxml2-utils)";
  const std::string folder = ARVIO_BINARY_DIR "/calendar-schema";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const auto is_valid = [&folder](const std::string& bytes) {
    const auto path = folder + "/calendar.xml";
    std::ofstream(path, std::ios::binary) << bytes;
    const auto command = "xmllint --noout --nonet --schema " ARVIO_SOURCE_DIR
                         "/rules/schema/calendar-1.xsd " +
                         path + " > " + folder + "/log 2>&1";
    return std::system(command.c_str()) == 0;
  };
  for (const auto& bytes : {calendar_with(every_form), calendar_with(""), shipped(),
                            service::save(*load(shipped()).calendar)})
    EXPECT_TRUE(is_valid(bytes)) << bytes;
  for (const auto* day :
       {R"(<day id="d"/>)", R"(<holiday id="d"/>)",
        R"(<day id="d" kind="free" easter="1"/>)",
        R"(<day id="d" kind="eve" month="13" day="1"/>)",
        R"(<day id="d" kind="eve" weekday="friday" on-or-after="06-19"/>)",
        R"(<day id="d" kind="eve" easter="1"/><day id="d" kind="eve" easter="2"/>)"}) {
    EXPECT_FALSE(is_valid(calendar_with(day))) << day;
    EXPECT_FALSE(load(calendar_with(day)).calendar) << day;
  }
}

}  // namespace
}  // namespace arvio::tests
