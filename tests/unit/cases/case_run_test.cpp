#include "arvio/cases/case_run.hpp"

#include "arvio/cases/publish_check.hpp"
#include "arvio/engine/engine.hpp"

#include "unit/engine/rule_texts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>

namespace arvio {
namespace {

using testing_rules::case_documents;
using testing_rules::made;

repository load(const std::string& body) {
  auto documents = case_documents({"vocabulary.xml"});
  documents.push_back(made({.body = body}));
  auto loaded = load_repository(std::move(documents), {});
  std::string text;
  for (const auto& one : loaded.findings) {
    text += render(one, loaded.sources);
  }
  EXPECT_FALSE(has_errors(loaded.findings)) << text;
  return loaded;
}

std::string group(const std::string& rule, const std::string& more = "") {
  return R"(<inputs> <input id="pulse" type="integer" unit="/min" min="20" max="250"/> )"
         R"(<input id="heat" type="decimal" unit="Cel" min="30.0" max="45.0" )"
         R"(resolution="0.1"/> )"
         R"(</inputs> )" +
         more +
         R"( <rules id="g" complaints="ache" applies-when="age >= 16" need="body"> )"
         R"(<baseline id="well" complaint="ache" age="30" pulse="70" heat="36.8"/> )" +
         rule +
         R"( <otherwise id="R-90" urgency="L2"> <source ref="invented"/> </otherwise> )"
         "</rules>";
}

std::string failures(const repository& loaded) {
  std::string out;
  for (const auto& one : run_cases(loaded).failures) {
    out += one.rule + ": " + one.message + "\n";
  }
  return out;
}

const threshold_coverage* threshold(const case_report& report, const std::string& what) {
  for (const auto& one : report.thresholds) {
    if (one.what == what) return &one;
  }
  return nullptr;
}

TEST(RunCases, TellsWhichCaseOfARuleIsNotSo) {
  const auto loaded = load(group(
      R"(<rule id="R-1" urgency="L1"> <when>pulse > 130</when>
           <case expect="certain">  <given pulse="131"/> </case>
           <case expect="certain">  <given pulse="130"/> </case>
           <case expect="excluded"> <given pulse="131" complaint="letter"/> </case>
           <case expect="possible"> <given pulse="?"/> </case>
           <case expect="excluded"> <given pulse="-"/> </case>
         </rule>)"));
  EXPECT_EQ(failures(loaded),
            "R-1: the condition is excluded, expected certain\n"
            "R-1: the condition is possible, expected excluded\n");
  const auto report = run_cases(loaded);
  EXPECT_EQ(report.rule_cases, 5u);
  ASSERT_EQ(report.rules.size(), 2u);
  EXPECT_EQ(report.rules[0].certain, 2u);
  EXPECT_EQ(report.rules[0].excluded, 2u);
  EXPECT_EQ(report.rules[0].possible, 1u);
}

TEST(RunCases, ComparesWholeAssessments) {
  const auto loaded =
      load(group(R"(<rule id="R-1" urgency="L1"> <when>pulse > 130</when> </rule>)") +
           R"(<cases>
           <case id="T-1" baseline="g.well"> <given pulse="131"/>
             <expect status="complete" urgency="L1" basis="certain" rules="R-1"
                     routes="line/nurse"/> </case>
           <case id="T-2" baseline="g.well"> <given pulse="-"/>
             <expect status="open" urgency="-" basis="-" next="pulse" rules=""
                     rules-possible="R-1"/> </case>
           <case id="T-3" baseline="g.well" finish="true"> <given pulse="-"/>
             <expect status="open" urgency="L2" next="" rules-possible=""/> </case>
           <case id="T-4"> <given complaint="letter"/>
             <expect uncovered="letter" status="out_of_scope"/> </case>
           <case id="T-5" at="2026-03-02T10:00:00+02:00">
             <given birth_date="2000-03-02"/> <expect inferred="age" unexpected="-"/>
           </case>
           <case id="T-6" at="2026-03-02T10:00:00+02:00">
             <given birth_date="2000-03-02" age="25"/>
             <expect inferred="age" unexpected="-"/> </case>
         </cases>)");
  EXPECT_EQ(failures(loaded),
            "T-3: `status` is exhausted, expected open\n"
            "T-3: `urgency` is L1, expected L2\n"
            "T-3: `rules-possible` is R-1, expected none\n"
            "T-6: `inferred` is none, expected age\n"
            "T-6: `unexpected` is age, expected none\n");
  EXPECT_EQ(run_cases(loaded).whole_cases, 6u);
}

TEST(RunCases, FindsTheThresholdsWithoutACaseOnASide) {
  const auto loaded = load(group(
      R"(<rule id="R-1" urgency="L1"> <when>pulse > 130 or heat in [39.0..40.9]</when>
           <case expect="certain">  <given pulse="131"/> </case>
           <case expect="excluded"> <given pulse="130"/> </case>
           <case expect="certain">  <given heat="39.0"/> </case>
           <case expect="excluded"> <given heat="38.8"/> </case>
         </rule>
         <rule id="R-2" urgency="L1"> <when>pulse in (25, 30)</when>
           <case expect="excluded"> <given age="15"/> </case>
         </rule>)"));
  const auto report = run_cases(loaded);
  EXPECT_TRUE(report.failures.empty()) << failures(loaded);
  EXPECT_EQ(report.thresholds.size(), 8u);
  const auto check = [&report](const char* what, bool below, bool above) {
    const auto* found = threshold(report, what);
    ASSERT_NE(found, nullptr) << what;
    EXPECT_EQ(found->below, below) << what;
    EXPECT_EQ(found->above, above) << what;
  };
  check("pulse 130 | 131", true, true);
  check("heat 38.9 | 39.0", false, true);
  check("heat 40.9 | 41.0", false, false);
  check("age 15 | 16", true, false);
  check("pulse 24 | 25", false, false);
  check("pulse 25 | 26", false, false);
  check("pulse 30 | 31", false, false);
}

TEST(RunCases, LooksAtScoresAndTables) {
  const auto loaded = load(group(
      R"(<rule id="R-1" urgency="L1"> <when>points >= 2</when>
           <case expect="certain">  <given pulse="131"/> </case>
           <case expect="excluded"> <given pulse="130"/> </case>
         </rule>)",
      R"(<derived> <score id="points"> <item id="p" input="pulse">
           <band to="50" points="2"/> <band from="51" to="130" points="0"/>
           <band from="131" points="2"/>
         </item> </score> </derived>)"));
  const auto report = run_cases(loaded);
  const auto* high = threshold(report, "pulse 130 | 131");
  const auto* low = threshold(report, "pulse 50 | 51");
  const auto* points = threshold(report, "points 1 | 2");
  ASSERT_TRUE(high != nullptr && low != nullptr && points != nullptr);
  EXPECT_TRUE(high->below && high->above);
  EXPECT_FALSE(low->below || low->above);
  EXPECT_TRUE(points->above);
  EXPECT_FALSE(points->below);  // the points are 0 or 2: nothing stands at 1
}

TEST(RunCases, RunsACaseWithWhatItsRuleSetUsesAlone) {
  auto documents = case_documents({"vocabulary.xml", "sums.xml"});
  documents.push_back(made(
      {.body = group(R"(<rule id="R-1" urgency="L1"> <when>pulse > 130</when> </rule>)") +
               R"(<cases> <case id="T-1" baseline="g.well">)"
               R"( <expect status="complete"/> </case> </cases>)"}));
  documents.push_back(
      made({.id = "own.danger",
            .body = R"(<inputs> <input id="danger" type="boolean"/> </inputs>
                  <rules id="d" need="body">
                  <rule id="D-1" urgency="L0"> <when>danger</when> </rule> </rules>)"}));
  const auto loaded = load_repository(std::move(documents), {});
  ASSERT_FALSE(has_errors(loaded.findings));
  EXPECT_EQ(failures(loaded), "");
}

TEST(CheckPublishable, TellsAllThatIsMissing) {
  const auto loaded = load(group(
      R"(<rule id="R-1" urgency="L1">
           <title lang="fi">Nopea</title> <when>pulse > 130</when>
           <advice lang="sv" audience="patient">Ring.</advice>
           <case expect="certain"> <given pulse="131"/> </case>
         </rule>)"));
  findings found;
  check_publishable(loaded, found);
  const auto count = [&found](errc code, const std::string& words) {
    return std::count_if(found.begin(), found.end(), [&](const finding& one) {
      return one.code == code && one.message.find(words) != std::string::npos;
    });
  };
  EXPECT_EQ(count(errc::text_missing, "title of `R-1` is not there in `sv`"), 1);
  EXPECT_EQ(count(errc::text_missing, "title of `R-1` is not there in `fi`"), 0);
  EXPECT_EQ(
      count(errc::text_missing, "advice to the patient of `R-1` is not there in `fi`"),
      1);
  EXPECT_EQ(count(errc::text_missing, "question for `pulse`"), 2);
  EXPECT_EQ(count(errc::source_missing, "`R-1` names no source"), 1);
  EXPECT_EQ(count(errc::source_missing, "an inference of `age` names no source"), 1);
  EXPECT_EQ(count(errc::case_missing, "`R-1` has no case in which it is excluded"), 1);
  EXPECT_EQ(count(errc::case_missing, "`R-90` has no case in which it is certain"), 1);
  EXPECT_EQ(count(errc::case_missing, "right below the threshold `pulse 130 | 131`"), 1);
  EXPECT_EQ(count(errc::case_missing, "either side of the threshold `age 15 | 16`"), 1);
  EXPECT_EQ(count(errc::source_unverified, "`invented`"), 2);
  EXPECT_EQ(count(errc::status_not_approved, "`demonstration`"), 2);
  for (const auto& one : found) {
    EXPECT_EQ(one.level, severity::error);
    EXPECT_NE(one.where.source, 0u) << one.message;
  }
}

document of_region(const std::string& path) {
  return {path, testing_rules::read(std::filesystem::path(ARVIO_SOURCE_DIR) / path)};
}

void change(document& in, const std::string& from, const std::string& to) {
  const auto at = in.bytes.find(from);
  ASSERT_NE(at, std::string::npos) << from;
  in.bytes.replace(at, from.size(), to);
}

TEST(CheckPublishable, LooksAtProfilesAndCalendars) {
  auto calendar = of_region("rules/region/finland-calendar.xml");
  change(calendar, "<title lang=\"sv\">Ny\u00e5rsdagen</title>", "");
  change(calendar, "confidence=\"verified\"", "confidence=\"unverified\"");
  const auto loaded = load_repository(
      {of_region("tests/unit/service/data/region-vocabulary.xml"),
       of_region("tests/unit/service/data/islands.xml"), std::move(calendar)},
      {.check_profiles = true});
  ASSERT_FALSE(has_errors(loaded.findings));
  findings found;
  check_publishable(loaded, found);
  const auto count = [&found](errc code, const std::string& words) {
    return std::count_if(found.begin(), found.end(), [&](const finding& one) {
      return one.code == code && one.message.find(words) != std::string::npos;
    });
  };
  EXPECT_EQ(count(errc::status_not_approved, "`demonstration`"), 2)
      << "of the vocabulary and the profile";
  EXPECT_EQ(count(errc::text_missing, "title of the profile is not there in `fi`"), 1);
  EXPECT_EQ(count(errc::text_missing, "purpose of the profile"), 2);
  EXPECT_EQ(count(errc::text_missing, "text of the municipality `aura`"), 1);
  EXPECT_EQ(count(errc::text_missing, "text of the municipality `bengt`"), 2);
  EXPECT_EQ(count(errc::text_missing, "name of the service `clinic_aura`"), 1);
  EXPECT_EQ(count(errc::text_missing, "name of the service `ward`"), 2);
  EXPECT_EQ(count(errc::text_missing, "title of the day `new_year` is not there in `sv`"),
            1);
  EXPECT_EQ(count(errc::text_missing, "title of the day"), 1);
  EXPECT_EQ(count(errc::source_unverified, "`almanac`"), 1);
  for (const auto& one : found)
    EXPECT_NE(one.where.source, 0u) << one.message;
}

TEST(CheckPublishable, FindsACoveredComplaintThatNoCaseNames) {
  auto body = group(R"(<rule id="R-1" urgency="L1"> <when>pulse > 130</when>
                         <case expect="certain"> <given pulse="131"/> </case> </rule>)");
  body.replace(body.find("complaints=\"ache\""), 17, "complaints=\"ache letter\"");
  findings found;
  check_publishable(load(body), found);
  const auto names = [&found](const char* complaint) {
    return std::any_of(found.begin(), found.end(), [&](const finding& one) {
      return one.message.find("no case names the complaint `" + std::string(complaint)) ==
             0;
    });
  };
  EXPECT_TRUE(names("letter"));
  EXPECT_FALSE(names("ache"));
}

}  // namespace
}  // namespace arvio
