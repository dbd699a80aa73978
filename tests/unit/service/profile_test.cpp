#include "arvio/service/profile.hpp"

#include "arvio/service/load_profile.hpp"
#include "arvio/service/save_profile.hpp"

#include "region_support.hpp"
#include "support/mutants.hpp"
#include "support/scale.hpp"
#include "unit/ruleset/load_support.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <variant>
#include <vector>

namespace arvio::inline v0::service {
namespace {

using edits = std::vector<std::pair<std::string, std::string>>;

/// The profiles of the tests and of the repository, and that of the conformance cases.
std::vector<std::string> sound_profiles() {
  std::vector<std::string> texts{data_text("islands.xml")};
  for (const std::string path : {ARVIO_SHARED_DIR "/conformance/services/profile.xml",
                                 ARVIO_SOURCE_DIR "/rules/region/varsinais-suomi.xml"}) {
    if (std::filesystem::exists(path)) texts.push_back(tests::bytes_of(path));
  }
  return texts;
}

void expect_stable(const profile& what) {
  const auto text = save(what);
  const auto again = load_text(text);
  ASSERT_TRUE(again.made.has_value()) << again.rendered() << text;
  EXPECT_EQ(save(*again.made), text);
  EXPECT_EQ(outline_of(*again.made), outline_of(what));
  EXPECT_EQ(digest(*again.made, {}), digest(what, {}));
}

TEST(Profile, IsReadAsItIsWritten) {
  const auto got = load_text(data_text("islands.xml"));
  ASSERT_TRUE(got.made.has_value()) << got.rendered();
  const auto& islands = *got.made;
  EXPECT_EQ(islands.id.text, "islands");
  EXPECT_EQ(islands.version, (ruleset::version_number{2026, 1, 0}));
  EXPECT_EQ(islands.valid_from, *parse_date("2026-01-01"));
  ASSERT_EQ(islands.official.size(), 2u);
  ASSERT_EQ(islands.uses.size(), 2u);
  EXPECT_EQ(islands.uses[1].what, profile_use::kind::calendar);
  EXPECT_EQ(islands.municipalities[2].code, "903");
  EXPECT_EQ(islands.person.municipality->text, "home");
  EXPECT_EQ(std::get<elapsed>(islands.targets[2].within).seconds, 30 * 3600);
  EXPECT_EQ(std::get<time_limit>(islands.targets[3].within),
            (time_limit{time_limit_unit::working_days, 5}));
  const auto& clinic = islands.services[2];
  EXPECT_EQ(clinic.telephone, "+358 10 200 0002");
  EXPECT_EQ(clinic.takes.lives, service_limits::residence::listed);
  EXPECT_EQ(clinic.takes.municipalities.size(), 2u);
  EXPECT_EQ(clinic.takes.from_age, 16);
  EXPECT_FALSE(clinic.takes.to_age.has_value());
  EXPECT_EQ(clinic.open.lines[0].hours, (open_hours{8 * 60, 16 * 60}));
  EXPECT_FALSE(clinic.open.lines[2].hours.has_value());
  EXPECT_EQ(clinic.open.excepts.size(), 3u);
  EXPECT_EQ(clinic.within, elapsed{86400});
  EXPECT_EQ(islands.services[3].link, "https://night.example/clinic?a=b&c");
  EXPECT_TRUE(islands.services[4].takes.every_language);
  EXPECT_EQ(islands.services[4].takes.lives, service_limits::residence::anywhere);
}

TEST(Profile, IsGivenBackBySaving) {
  for (const auto& text : sound_profiles()) {
    const auto got = load_text(text);
    ASSERT_TRUE(got.made.has_value()) << got.rendered();
    expect_stable(*got.made);
  }
}

TEST(Profile, IsGivenBackOfEveryMutantThatLoads) {
  std::size_t taken = 0;
  std::size_t refused = 0;
  testing::mutants made(20261130);
  for (const auto& text : sound_profiles()) {
    for (std::size_t i = 0; i < testing::mutants_of(text); ++i) {
      const auto mutant = made.next(text);
      const auto got = load_text(mutant);
      got.made ? ++taken : ++refused;
      EXPECT_EQ(got.made.has_value(), !has_errors(got.found));
      for (const auto& one : got.found) {
        EXPECT_LE(one.where.begin, one.where.end);
        EXPECT_LE(one.where.end, mutant.size());
      }
      if (got.made) expect_stable(*got.made);
      if (HasFailure()) return;
    }
  }
  std::cout << "mutants: " << taken << " loaded, " << refused << " refused\n";
  if (testing::whole_campaigns) {
    EXPECT_GT(taken, 20u);
  }
}

TEST(Profile, HasAnotherDigestForAnotherCalendar) {
  const auto islands = load_text(data_text("islands.xml"));
  const std::vector<ruleset::used_version> first{{"finland", {1, 0, 0}, "aa"}};
  const std::vector<ruleset::used_version> second{{"finland", {1, 0, 1}, "bb"}};
  EXPECT_EQ(digest(*islands.made, first).size(), 64u);
  EXPECT_NE(digest(*islands.made, first), digest(*islands.made, second));
}

struct fault {
  const char* what;
  edits changes;
  std::string first;  // code and the bytes marked
};

TEST(Profile, IsRefusedForWhatIsNotOfItsForm) {
  const std::vector<fault> faults{
      {"another root",
       {{"<profile xmlns=\"urn:arvio:profile:1\"", "<profile xmlns=\"urn:x\""}},
       "E0006 urn:x"},
      {"no official languages", {{" official=\"fi sv\"", ""}}, "E0013 profile"},
      {"two calendars",
       {{"<use calendar=\"finland\" version=\"1\"/>",
         "<use calendar=\"finland\" version=\"1\"/> <use calendar=\"other\" "
         "version=\"1\"/>"}},
       "E0014 use"},
      {"a use of nothing",
       {{"<use calendar=\"finland\" version=\"1\"/>", "<use version=\"1\"/>"}},
       "E0013 use"},
      {"a code of four digits", {{"code=\"901\"", "code=\"9011\""}}, "E0016 9011"},
      {"a municipality that means all",
       {{"municipality id=\"aura\"", "municipality id=\"region\""}},
       "E0016 region"},
      {"two municipalities of one code", {{"code=\"902\"", "code=\"901\""}}, "E0300 901"},
      {"two targets of a level", {{"level=\"U1\"", "level=\"U0\""}}, "E0300 U0"},
      {"a target in weeks", {{"21 days", "3 weeks"}}, "E0016 3 weeks"},
      {"a target below nothing", {{"PT0S", "-PT1S"}}, "E0016 -PT1S"},
      {"a target of eleven years", {{"21 days", "P4000D"}}, "E0016 P4000D"},
      {"nobody to reach", {{"<telephone>116</telephone>", ""}}, "E0012 service"},
      {"dashes in a number", {{"010 200 0001", "010-200-0001"}}, "E0016 telephone"},
      {"two blanks reported as one",
       {{"<telephone>116</telephone>", "<telephone>1 1</telephone>"}},
       "E0016 telephone"},
      {"a number that ends nowhere",
       {{"010 200 0003", "010 200 0003 0000 0000"}},
       "E0016 telephone"},
      {"a link without a host",
       {{"https://chat.example", "https:///chat"}},
       "E0016 link"},
      {"a link that is not safe",
       {{"https://chat.example", "http://chat.example"}},
       "E0016 link"},
      {"no languages", {{" languages=\"*\"", ""}}, "E0013 for"},
      {"nothing said of whom",
       {{"<for languages=\"fi sv en\" interpreter=\"true\"/>\n      <open> <always/> "
         "</open>",
         "<open> <always/> </open>"}},
       "E0012 service"},
      {"every language and one more",
       {{"languages=\"*\"", "languages=\"* fi\""}},
       "E0016 *"},
      {"the region and one more",
       {{"municipalities=\"region\" languages=\"fi\"",
         "municipalities=\"aura region\" languages=\"fi\""}},
       "E0016 region"},
      {"an unknown municipality",
       {{"municipalities=\"korpo\"", "municipalities=\"korppo\""}},
       "E0301 korppo"},
      {"ages the wrong way",
       {{"from-age=\"16\" to-age=\"80\"", "from-age=\"80\" to-age=\"16\""}},
       "E0208 16"},
      {"half an age", {{"to-age=\"80\"", "to-age=\"80.5\""}}, "E0016 80.5"},
      {"no hours",
       {{"<hours days=\"mon-fri\" from=\"09:00\" to=\"15:00\"/> <closed days=\"holiday "
         "eve\"/>",
         ""}},
       "E0012 open"},
      {"hours beside always",
       {{"<always/> <except",
         "<always/> <hours days=\"holiday\" from=\"01:00\" to=\"02:00\"/> <except"}},
       "E0550 hours"},
      {"24:00 as a beginning",
       {{"from=\"22:00\" to=\"04:30\"", "from=\"24:00\" to=\"04:30\""}},
       "E0016 24:00"},
      {"25:00", {{"to=\"04:30\"", "to=\"25:00\""}}, "E0016 25:00"},
      {"minutes of one digit", {{"to=\"04:30\"", "to=\"4:30\""}}, "E0016 4:30"},
      {"days backwards", {{"days=\"fri-sun\"", "days=\"sun-fri\""}}, "E0016 sun-fri"},
      {"a range of kinds",
       {{"days=\"fri-sun\"", "days=\"fri-holiday\""}},
       "E0016 fri-holiday"},
      {"open and closed",
       {{"<closed days=\"holiday eve\"/> <except",
         "<closed days=\"holiday eve fri\"/> <except"}},
       "E0550 closed"},
      {"an except open and closed",
       {{"<except date=\"2026-03-04\" closed=\"true\"/>",
         "<except date=\"2026-06-19\" closed=\"true\"/>"}},
       "E0550 except"},
      {"an except of nothing", {{"closed=\"true\"", "closed=\"false\""}}, "E0016 false"},
      {"an except that is closed from",
       {{"closed=\"true\"", "closed=\"true\" from=\"08:00\""}},
       "E0011 from"},
      {"an eve forgotten",
       {{"<hours days=\"sat holiday\" from=\"10:00\" to=\"12:00\"/> <closed "
         "days=\"eve\"/>",
         "<hours days=\"sat holiday\" from=\"10:00\" to=\"12:00\"/>"}},
       "E0551 open"},
      {"a holiday forgotten",
       {{"<hours days=\"mon-fri\" from=\"09:00\" to=\"15:00\"/> <closed days=\"holiday "
         "eve\"/>",
         "<hours days=\"mon-fri\" from=\"09:00\" to=\"15:00\"/> <closed days=\"eve\"/>"}},
       "E0551 open"},
      {"a wait below nothing",
       {{"<within>PT45M</within>", "<within>-PT45M</within>"}},
       "E0016 within"},
      {"two services of one id",
       {{"service id=\"office\"", "service id=\"dentist\""}},
       "E0300 dentist"},
      {"a text in a language of nobody",
       {{"<text lang=\"fi\">", "<text lang=\"sv\">"}},
       "E0016 sv"},
  };
  for (const auto& one : faults) {
    const auto got = load_text(changed(data_text("islands.xml"), one.changes));
    EXPECT_FALSE(got.made.has_value()) << one.what;
    ASSERT_FALSE(got.found.empty()) << one.what;
    const auto& first = got.found.front();
    const auto& bytes = got.sources.find(1)->bytes;
    const auto marked =
        bytes.substr(first.where.begin, first.where.end - first.where.begin);
    EXPECT_EQ(code_text(first.code) + " " + marked, one.first) << one.what << "\n"
                                                               << got.rendered();
    EXPECT_EQ(got.found.size(), 1u) << one.what << "\n" << got.rendered();
  }
}

TEST(Profile, NamesTheServiceInWhichAFaultStands) {
  const auto got =
      load_text(changed(data_text("islands.xml"), {{"010 200 0003", "010/200"}}));
  ASSERT_EQ(got.found.size(), 1u) << got.rendered();
  EXPECT_EQ(got.found.front().rule, "dentist");
}

TEST(Profile, IsValidByItsSchema) {
  if (std::system("xmllint --version > /dev/null 2>&1") != 0)
    GTEST_SKIP() << "xmllint is not installed (Debian package libxml2-utils)";
  const std::string folder = ARVIO_BINARY_DIR "/profile-schema";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  testing::mutants made(20261201);
  std::size_t count = 0;
  const auto keep = [&](const std::string& text) {
    std::ofstream(folder + "/" + std::to_string(count++) + ".xml", std::ios::binary)
        << text;
  };
  for (const auto& text : sound_profiles()) {
    keep(text);
    for (std::size_t i = 0; i < testing::rounds(600); ++i) {
      const auto mutant = made.next(text);
      if (load_text(mutant).made) keep(mutant);
    }
  }
  const auto log = folder + "/xmllint.log";
  const auto fine = std::system(("xmllint --noout --nonet --schema " ARVIO_SOURCE_DIR
                                 "/rules/schema/profile-1.xsd " +
                                 folder + "/*.xml > " + log + " 2>&1")
                                    .c_str()) == 0;
  EXPECT_TRUE(fine) << tests::bytes_of(log).substr(0, 4000);
  std::cout << "report: profiles: xmllint takes " << count << " that are read\n";
}

}  // namespace
}  // namespace arvio::inline v0::service
