#include "arvio/engine/repository.hpp"

#include "arvio.hpp"

#include "rule_texts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace arvio {
namespace {

using testing_rules::case_documents;
using testing_rules::made;

repository load(std::vector<document> documents) {
  return load_repository(std::move(documents), {});
}

std::string text(const repository& loaded) {
  std::string out;
  for (const auto& one : loaded.findings) {
    out += render(one, loaded.sources);
  }
  return out;
}

bool has(const repository& loaded, errc code, const std::string& words) {
  return std::any_of(
      loaded.findings.begin(), loaded.findings.end(), [&](const finding& one) {
        return one.code == code && one.message.find(words) != std::string::npos;
      });
}

instant at(const char* time) { return parse_time(time)->moment; }

std::string versions_at(const repository& loaded, const char* time) {
  const auto* period = loaded.period_at(at(time));
  if (period == nullptr || !period->book) return "none";
  std::string out;
  for (const auto& set : period->book->sets) {
    const auto& number = set.rules->version;
    out += set.rules->id.text + " " + std::to_string(number.major) + "." +
           std::to_string(number.minor) + " ";
  }
  return out;
}

const std::string empty_group =
    R"(<rules id="g" need="body"> <rule id="G-1" urgency="L1">)"
    R"( <when>age >= 90</when> </rule> </rules>)";

document version(const std::string& number, const std::string& from,
                 const std::string& id = "own.made") {
  return made({.id = id, .version = number, .valid_from = from, .body = empty_group});
}

std::vector<document> with_vocabulary(std::vector<document> more) {
  auto all = case_documents({"vocabulary.xml"});
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

// --- calendars

document calendar(const std::string& version, const std::string& id = "finland") {
  return {id + "-" + version + ".xml",
          "<calendar xmlns=\"urn:arvio:calendar:1\" id=\"" + id + "\" version=\"" +
              version +
              "\" from-year=\"2026\" to-year=\"2027\"><weekend days=\"sat sun\"/>"
              "<day id=\"d\" kind=\"holiday\" month=\"1\" day=\"6\"/></calendar>\n"};
}

document working_days(const std::string& id, const std::string& major) {
  return made({.id = id,
               .uses = R"(<use ruleset="vocabulary" version="1"/>)"
                       R"(<use calendar="finland" version=")" +
                       major + R"("/>)",
               .body = R"(<deadlines><deadline id=")" + id +
                       R"(" kind="k" within="7 working days" counts-from="assessment" )"
                       R"(source="invented"/></deadlines>)"});
}

TEST(Repository, KeepsCalendarsApartAndTakesTheNewestOfAVersion) {
  const auto loaded =
      load(with_vocabulary({calendar("1.2.0"), calendar("2.0.0"), calendar("1.10.0"),
                            calendar("1.0.0"), working_days("own.law", "1")}));
  ASSERT_FALSE(has_errors(loaded.findings)) << text(loaded);
  EXPECT_EQ(loaded.sets.size(), 2u);
  ASSERT_EQ(loaded.calendars.size(), 4u);
  const auto& book = *loaded.period_at(at("2026-03-02T10:00:00Z"))->book;
  ASSERT_TRUE(book.calendar);
  const auto* used = loaded.find_calendar(*book.calendar);
  ASSERT_NE(used, nullptr);
  EXPECT_EQ(ruleset::to_text(used->document->version), "1.10.0");
  EXPECT_EQ(used->digest.size(), 64u);
  EXPECT_EQ(used->days->is_working_day(*parse_date("2026-01-06")), false);
  EXPECT_EQ(loaded.find_calendar({"finland", 3}), nullptr);
}

TEST(Repository, RefusesWorkingDaysWithoutTheirCalendar) {
  for (const auto& calendars :
       {std::vector<document>{}, {calendar("2.0.0")}, {calendar("1.0.0", "sweden")}}) {
    auto documents = with_vocabulary(calendars);
    documents.push_back(working_days("own.law", "1"));
    const auto loaded = load(documents);
    ASSERT_EQ(loaded.findings.size(), 1u) << text(loaded);
    EXPECT_EQ(loaded.findings[0].code, errc::calendar_missing);
    EXPECT_EQ(loaded.findings[0].rule, "own.law");
    EXPECT_TRUE(loaded.periods.empty());
  }
}

TEST(Repository, SaysNothingOfACalendarThatCouldNotBeReadButItsFaults) {
  auto broken = calendar("1.0.0");
  broken.bytes.replace(broken.bytes.find("month=\"1\""), 9, "month=\"0\"");
  const auto loaded = load(with_vocabulary({broken, working_days("own.law", "1")}));
  ASSERT_EQ(loaded.findings.size(), 1u) << text(loaded);
  EXPECT_EQ(loaded.findings[0].code, errc::bad_value);
  EXPECT_NE(text(loaded).find("month=\"0\""), std::string::npos) << "its line is shown";
}

TEST(Repository, UsesOneCalendarOnly) {
  const auto loaded = load(
      with_vocabulary({calendar("1.0.0"), calendar("2.0.0"), working_days("own.law", "1"),
                       working_days("own.more", "2")}));
  EXPECT_TRUE(has(loaded, errc::calendar_differs, "`finland` 2 is used here"))
      << text(loaded);
  EXPECT_TRUE(loaded.periods.empty());
}

document of_region(const std::string& file) {
  return {file, testing_rules::read(std::filesystem::path(ARVIO_SOURCE_DIR) / file)};
}

/// An invented region with its words and its calendar, `finland` 1.
std::vector<document> islands(std::vector<document> more) {
  more.push_back(of_region("tests/unit/service/data/region-vocabulary.xml"));
  more.push_back(of_region("tests/unit/service/data/islands.xml"));
  more.push_back(of_region("rules/region/finland-calendar.xml"));
  return more;
}

TEST(Repository, UsesOneCalendarForItsProfileAndItsRuleSets) {
  const repository_options wanted{.profile = "islands"};
  const auto one = load_repository(islands({working_days("own.law", "1")}), wanted);
  ASSERT_FALSE(has_errors(one.findings)) << text(one);
  ASSERT_EQ(one.profiles.size(), 1u);
  const auto documents = islands({calendar("2.0.0"), working_days("own.law", "2")});
  const auto two = load_repository(documents, wanted);
  ASSERT_EQ(two.findings.size(), 1u) << text(two);
  EXPECT_TRUE(has(two, errc::calendar_differs, "`finland` 1 is used here")) << text(two);
  EXPECT_TRUE(two.periods.empty());
  EXPECT_FALSE(has_errors(load_repository(documents, {}).findings))
      << "nobody asked for the profile";
}

TEST(Repository, RefusesIdsOfProfilesThatDifferInTheCaseOfLettersAlone) {
  auto other = of_region("tests/unit/service/data/islands.xml");
  const std::string id = "id=\"islands\"";
  other.bytes.replace(other.bytes.find(id), id.size(), "id=\"Islands\"");
  other.name = "other.xml";
  const auto loaded = load_repository(islands({other}), {});
  EXPECT_EQ(loaded.findings.size(), 2u) << text(loaded);
  EXPECT_TRUE(has(loaded, errc::rule_duplicate_id, "`Islands` and `islands` of"))
      << text(loaded);
  EXPECT_TRUE(loaded.periods.empty());
}

TEST(Repository, RefusesAVersionOfACalendarInTwoDocuments) {
  const auto twice = load(with_vocabulary({calendar("1.0.0"), calendar("1.0.0")}));
  EXPECT_TRUE(has(twice, errc::version_invalid, "the calendar `finland` 1.0.0 is in"))
      << text(twice);
  const auto alike =
      load(with_vocabulary({calendar("1.0.0"), calendar("2.0.0", "Finland")}));
  EXPECT_TRUE(has_errors(alike.findings));
}

TEST(Repository, TakesTheVersionWhoseDayHasCome) {
  const auto loaded = load(
      with_vocabulary({version("1.1.0", "2026-06-01"), version("1.0.0", "2026-03-29")}));
  ASSERT_FALSE(has_errors(loaded.findings)) << text(loaded);
  EXPECT_EQ(versions_at(loaded, "2025-12-31T21:59:59Z"), "none");
  EXPECT_EQ(versions_at(loaded, "2025-12-31T22:00:00Z"), "vocabulary 1.0 ");
  EXPECT_EQ(versions_at(loaded, "2026-03-28T21:59:59Z"), "vocabulary 1.0 ");
  EXPECT_EQ(versions_at(loaded, "2026-03-28T22:00:00Z"), "vocabulary 1.0 own.made 1.0 ");
  EXPECT_EQ(versions_at(loaded, "2026-05-31T20:59:59Z"), "vocabulary 1.0 own.made 1.0 ");
  EXPECT_EQ(versions_at(loaded, "2026-05-31T21:00:00Z"), "vocabulary 1.0 own.made 1.1 ");
}

TEST(Repository, TellsFaultsOfFormAndOfMeaningInOneRun) {
  const auto loaded = load(with_vocabulary({made(
      {.body =
           R"(<inputs><input id="fine" type="integer" unit="1" min="0" max="9"/>)"
           R"(<input id="faulty" type="integer" unit="1" min="0" mux="9"/></inputs>)"
           R"(<rules id="g" need="body">)"
           R"(<rule id="G-1" urgency="L1" urgncy="x"><when>fyne > 3</when></rule>)"
           R"(<rule id="G-2" urgency="L1"><when>fin > 3</when></rule>)"
           R"(<rule id="G-3" urgency="L1"><when>fine > "a"</when></rule>)"
           R"(<rule id="G-4" urgency="L1"><when>fine > 3 and fine in [..2]</when></rule>)"
           R"(<rule id="G-5" urgency="L1"><when>faulty > 3</when></rule>)"
           R"(</rules>)"})}));
  EXPECT_TRUE(has(loaded, errc::unknown_attribute, "mux")) << text(loaded);
  EXPECT_TRUE(has(loaded, errc::unknown_attribute, "urgncy"));
  EXPECT_TRUE(has(loaded, errc::name_unknown, "fyne"));
  EXPECT_TRUE(has(loaded, errc::name_unknown, "fin"));
  EXPECT_TRUE(has(loaded, errc::type_mismatch, "number"));
  EXPECT_TRUE(has(loaded, errc::condition_never, "never"));
  EXPECT_FALSE(has(loaded, errc::name_unknown, "faulty")) << "it is there, with a fault";
  EXPECT_TRUE(loaded.periods.empty());
  EXPECT_EQ(loaded.sets.size(), 1u) << "nothing of a faulty document is kept";
}

TEST(Repository, TellsConditionsThatNeverHoldBesideFaultsOfForm) {
  const auto loaded = load(with_vocabulary({made(
      {.body = R"(<rules id="g" need="body">)"
               R"(<rule id="G-1" urgency="L1" urgncy="x"><when>age > 3</when></rule>)"
               R"(<rule id="G-2" urgency="L1">)"
               R"(<when>age > 3 and age in [..2]</when></rule></rules>)"})}));
  EXPECT_TRUE(has(loaded, errc::unknown_attribute, "urgncy")) << text(loaded);
  EXPECT_TRUE(has(loaded, errc::condition_never, "never"));
}

TEST(Repository, LooksAtTheRulesOfAGroupThatLacksWhatRemains) {
  const auto loaded = load(with_vocabulary({made(
      {.body = R"(<rules id="g" need="body" complaints="ache">)"
               R"(<rule id="G-1" urgency="L1"><when>agee > 3</when></rule></rules>)"})}));
  EXPECT_TRUE(has(loaded, errc::otherwise_missing, "otherwise")) << text(loaded);
  EXPECT_TRUE(has(loaded, errc::name_unknown, "agee")) << text(loaded);
}

TEST(Repository, TellsFaultsOfTheCasesOfARuleThatHasAFaultItself) {
  const auto loaded = load(with_vocabulary({made(
      {.body = R"(<rules id="g" need="body">)"
               R"(<rule id="G-1" urgency="L1" urgncy="x"><when>age > 3</when>)"
               R"(<case expect="certain"><given agge="4"/></case></rule></rules>)"})}));
  EXPECT_TRUE(has(loaded, errc::unknown_attribute, "urgncy")) << text(loaded);
  EXPECT_TRUE(has(loaded, errc::reference_unknown, "agge")) << text(loaded);
}

TEST(Repository, TellsTheFaultsOfOthersBesideThoseOfTheVocabularysInputs) {
  auto words = testing_rules::case_document("vocabulary.xml");
  const auto at = words.bytes.find("<input id=\"age\"");
  ASSERT_NE(at, std::string::npos);
  words.bytes.insert(at, "<input id=\"odd\" type=\"boolean\" tipe=\"x\"/>\n");
  const auto own =
      made({.body = R"(<rules id="g" need="body"><rule id="G-1" urgency="L1">)"
                    R"(<when>agee > 3 or odd</when></rule></rules>)"});
  const auto loaded = load({words, own});
  EXPECT_TRUE(has(loaded, errc::unknown_attribute, "tipe")) << text(loaded);
  EXPECT_TRUE(has(loaded, errc::name_unknown, "agee")) << text(loaded);
  EXPECT_FALSE(has(loaded, errc::name_unknown, "odd")) << text(loaded);
}

TEST(Repository, TellsTheFaultsOfOthersBesideAUseThatIsMisspelt) {
  const auto misspelt = made(
      {.id = "own.misspelt",
       .uses =
           R"(<use ruleset="vocabulary" version="1"/> <use ruleset="owm" version="1"/>)",
       .body = R"(<rules id="g" need="body"><rule id="G-1" urgency="L1">)"
               R"(<when>age > 'a' or theirs</when></rule>)"
               R"(<rule id="G-2" urgency="L1">)"
               R"(<when>age > 3 and age in [..2]</when></rule></rules>)"});
  const auto other =
      made({.id = "own.other",
            .body = R"(<rules id="o" need="body"><rule id="O-1" urgency="L1">)"
                    R"(<when>agee > 3</when></rule></rules>)"});
  const auto loaded = load(with_vocabulary({misspelt, other}));
  EXPECT_TRUE(has(loaded, errc::use_unresolved, "`owm`")) << text(loaded);
  EXPECT_TRUE(has(loaded, errc::type_mismatch, "")) << text(loaded);
  EXPECT_FALSE(has(loaded, errc::name_unknown, "theirs")) << text(loaded);
  EXPECT_TRUE(has(loaded, errc::name_unknown, "agee")) << text(loaded);
  EXPECT_TRUE(has(loaded, errc::condition_never, "never")) << text(loaded);
  EXPECT_EQ(loaded.findings.size(), 4u) << text(loaded);
}

TEST(Repository, NamesOnceWhatIsMissingOfARuleSetThatIsNotUsed) {
  std::string rules;
  for (int i = 0; i < 60; ++i) {
    const auto id = std::to_string(i);
    rules += "<rule id=\"G-" + id +
             "\" urgency=\"L1\"><when>age > 3 or sex = 'male'</when></rule>";
  }
  const auto loaded = load(with_vocabulary({made(
      {.uses = "", .body = "<rules id=\"g\" need=\"body\">" + rules + "</rules>"})}));
  ASSERT_EQ(loaded.findings.size(), 1u) << text(loaded);
  EXPECT_EQ(loaded.findings.front().message,
            "`age` and 1 more name are declared by `vocabulary`, which is not used here");
  EXPECT_EQ(loaded.findings.front().hint,
            "add <use ruleset=\"vocabulary\" version=\"1\"/>");
}

TEST(Repository, TellsTheFaultsOfOthersBesideThoseOfTheVocabularysWords) {
  auto words = testing_rules::case_document("vocabulary.xml");
  const auto at = words.bytes.find("<level id=");
  ASSERT_NE(at, std::string::npos);
  words.bytes.replace(at, 10, "<level ad=");
  const auto own =
      made({.body = R"(<rules id="g" need="body"><rule id="G-1" urgency="L0">)"
                    R"(<when>agee > 3</when></rule></rules>)"});
  const auto loaded = load({words, own});
  EXPECT_TRUE(has(loaded, errc::unknown_attribute, "`ad`")) << text(loaded);
  EXPECT_TRUE(has(loaded, errc::name_unknown, "agee")) << text(loaded);
  EXPECT_FALSE(has(loaded, errc::reference_unknown, "urgency level")) << text(loaded);
  EXPECT_TRUE(loaded.periods.empty());
}

TEST(Repository, TellsTheFaultsOfWhatUsesADocumentThatIsNotWellFormed) {
  auto broken = version("1.0.0", "2026-03-01", "own.broken");
  broken.bytes += "<!--";
  const auto user =
      made({.id = "own.user",
            .uses = R"(<use ruleset="vocabulary" version="1"/>)"
                    R"(<use ruleset="own.broken" version="1"/>)",
            .body = R"(<rules id="u" need="body"><rule id="U-1" urgency="L1">)"
                    R"(<when>theirs > 3 or age > 'a'</when></rule>)"
                    R"(<rule id="U-2" urgency="L1">)"
                    R"(<when>age > 3 and age in [..2]</when></rule></rules>)"});
  const auto loaded = load(with_vocabulary({broken, user}));
  EXPECT_TRUE(has(loaded, errc::xml_syntax, "")) << text(loaded);
  EXPECT_TRUE(has(loaded, errc::type_mismatch, "")) << text(loaded);
  EXPECT_TRUE(has(loaded, errc::condition_never, "")) << text(loaded);
  EXPECT_EQ(loaded.findings.size(), 3u) << text(loaded);
}

TEST(Repository, TellsAUseThatIsMisspeltBesideFaultsOfForm) {
  auto faulty = version("1.0.0", "2026-03-01", "own.faulty");
  faulty.bytes.replace(faulty.bytes.find("urgency"), 7, "urgancy");
  const auto misspelt =
      made({.uses = R"(<use ruleset="own.fauty" version="1"/>)", .body = ""});
  const auto loaded = load(with_vocabulary({faulty, misspelt}));
  EXPECT_TRUE(has(loaded, errc::unknown_attribute, "urgancy")) << text(loaded);
  EXPECT_TRUE(has(loaded, errc::use_unresolved, "own.fauty")) << text(loaded);
}

TEST(Repository, JudgesNoConditionByWhatIsAtFault) {
  const auto loaded = load(with_vocabulary({made(
      {.body =
           R"(<derived><score id="points"><item id="i" value="nobody"/></score>)"
           R"(</derived><rules id="g" need="body" complaints="ache nowhere">)"
           R"(<rule id="G-1" urgency="L1"><when>points > 3</when></rule>)"
           R"(<rule id="G-2" urgency="L1"><when>complaint any ('ache')</when></rule>)"
           R"(<rule id="G-3" urgency="L1"><when>age in [..2] and age > 3</when></rule>)"
           R"(<otherwise id="G-O" urgency="L2"/></rules>)"})}));
  EXPECT_TRUE(has(loaded, errc::name_unknown, "nobody")) << text(loaded);
  EXPECT_TRUE(has(loaded, errc::reference_unknown, "nowhere")) << text(loaded);
  EXPECT_TRUE(has(loaded, errc::condition_never, "G-3")) << text(loaded);
  EXPECT_EQ(loaded.findings.size(), 3u) << text(loaded);
}

TEST(Repository, ListsUsesThatAreMissingUpToTheBudget) {
  std::string uses;
  for (int i = 0; i < 60; ++i)
    uses += "<use ruleset=\"other-" + std::to_string(i) + "\" version=\"1\"/>\n";
  const auto loaded = load(with_vocabulary({made({.uses = uses, .body = ""})}));
  ASSERT_EQ(loaded.findings.size(), 51u) << text(loaded);
  EXPECT_EQ(loaded.findings.back().code, errc::limit_count);
  EXPECT_EQ(loaded.findings.back().level, severity::note);
}

TEST(Repository, SaysLastThatThereIsMoreThanItLists) {
  std::string rules;
  for (int i = 0; i < 60; ++i) {
    const auto id = std::to_string(i);
    rules += "<rule id=\"G-" + id + "\" urgency=\"L1\"><when>agee > 3</when></rule>\n";
  }
  const auto loaded = load(with_vocabulary(
      {made({.body = "<rules id=\"g\" need=\"body\">" + rules + "</rules>"})}));
  ASSERT_EQ(loaded.findings.size(), 51u) << text(loaded);
  EXPECT_EQ(loaded.findings.back().code, errc::limit_count);
  EXPECT_GT(loaded.findings.back().where.begin, loaded.findings[49].where.begin);
}

TEST(Repository, SaysNothingOfMeaningWhereTheRootHasAFault) {
  const auto loaded = load(with_vocabulary(
      {{"own.xml", R"(<ruleset xmlns="urn:arvio:ruleset:1" id="own.made" versio="1.0.0")"
                   R"( valid-from="2026-01-01" languages="en"><about status="draft">)"
                   R"(<title lang="en">T</title></about><rules id="g" need="body">)"
                   R"(<rule id="G-1" urgency="L1"><when>nobody</when></rule></rules>)"
                   R"(</ruleset>)"}}));
  EXPECT_TRUE(has(loaded, errc::unknown_attribute, "versio")) << text(loaded);
  EXPECT_FALSE(has(loaded, errc::name_unknown, "nobody"));
}

TEST(Repository, EndsAVersionWhenItsPageSaysSo) {
  const document page{
      "repository.xml",
      "<!-- our own -->\n<repository xmlns=\"urn:arvio:repository:1\">\n"
      "  <end ruleset=\"own.made\" version=\"1.0.0\" at=\"2026-05-01\"/>\n"
      "</repository>\n"};
  const auto loaded = load(with_vocabulary(
      {version("1.0.0", "2026-03-01"), version("1.1.0", "2026-06-01"), page}));
  ASSERT_FALSE(has_errors(loaded.findings)) << text(loaded);
  EXPECT_EQ(versions_at(loaded, "2026-04-30T20:59:59Z"), "vocabulary 1.0 own.made 1.0 ");
  EXPECT_EQ(versions_at(loaded, "2026-04-30T21:00:00Z"), "vocabulary 1.0 ");
  EXPECT_EQ(versions_at(loaded, "2026-06-01T00:00:00+03:00"),
            "vocabulary 1.0 own.made 1.1 ");
}

TEST(Repository, SaysWhatIsWrongWithItsPage) {
  const auto loaded = load(with_vocabulary(
      {version("1.0.0", "2026-03-01"),
       {"repository.xml",
        "<repository xmlns=\"urn:arvio:repository:1\">\n"
        "<end ruleset=\"own.made\" version=\"1.0\" at=\"2026-05-01\"/>\n"
        "<end ruleset=\"own.made\" version=\"1.0.0\" at=\"2026-05-32\"/>\n"
        "<end ruleset=\"own.made\" version=\"1.0.0\" since=\"2026-05-01\"/>\n"
        "<begin/>\n</repository>\n"}}));
  EXPECT_TRUE(has(loaded, errc::bad_value, "`1.0` is not a version")) << text(loaded);
  EXPECT_TRUE(has(loaded, errc::bad_value, "`2026-05-32` is not a date")) << text(loaded);
  EXPECT_TRUE(has(loaded, errc::unknown_attribute, "since")) << text(loaded);
  EXPECT_TRUE(has(loaded, errc::missing_attribute, "`at`")) << text(loaded);
  EXPECT_TRUE(has(loaded, errc::unknown_element, "begin")) << text(loaded);
  const auto unknown =
      load(with_vocabulary({{"repository.xml",
                             "<repository xmlns=\"urn:arvio:repository:1\">"
                             "<end ruleset=\"own.made\" version=\"1.0.0\" "
                             "at=\"2026-05-01\"/></repository>"}}));
  EXPECT_TRUE(has(unknown, errc::reference_unknown, "own.made")) << text(unknown);
}

TEST(Repository, RefusesOneVersionInTwoDocuments) {
  auto second = version("1.0.0", "2026-03-01");
  second.name = "copy.xml";
  const auto loaded = load(with_vocabulary({version("1.0.0", "2026-03-01"), second}));
  EXPECT_TRUE(has(loaded, errc::version_invalid, "own.made-1.0.0.xml")) << text(loaded);
  EXPECT_NE(text(loaded).find("copy.xml:2:"), std::string::npos) << text(loaded);
}

TEST(Repository, RefusesALaterVersionOfAnEarlierDay) {
  const auto loaded = load(
      with_vocabulary({version("1.1.0", "2026-03-01"), version("1.0.0", "2026-03-01")}));
  EXPECT_TRUE(has(loaded, errc::version_invalid, "1.0.0 never is")) << text(loaded);
}

document page_of(const std::string& name, const std::string& ends) {
  return {name,
          "<repository xmlns=\"urn:arvio:repository:1\">" + ends + "</repository>\n"};
}

std::string end_of(const std::string& version, const std::string& day) {
  return "<end ruleset=\"own.made\" version=\"" + version + "\" at=\"" + day + "\"/>";
}

TEST(Repository, TakesThePageOfTheManual) {
  const auto manual =
      testing_rules::read(std::string(ARVIO_SOURCE_DIR) + "/docs/ruleset-format.md");
  const auto begin = manual.find("<repository");
  const std::string closing = "</repository>";
  const auto end = manual.find(closing, begin);
  ASSERT_NE(end, std::string::npos);
  const auto loaded = load(with_vocabulary(
      {version("1.0.0", "2026-03-01", "somatic.chest-pain"),
       {"page.xml", manual.substr(begin, end + closing.size() - begin)}}));
  ASSERT_FALSE(has_errors(loaded.findings)) << text(loaded);
  EXPECT_EQ(versions_at(loaded, "2026-12-31T21:59:59Z"),
            "vocabulary 1.0 somatic.chest-pain 1.0 ");
  EXPECT_EQ(versions_at(loaded, "2026-12-31T22:00:00Z"), "vocabulary 1.0 ");
}

TEST(Repository, RefusesAnEndThatDoesNotComeAfterTheBeginning) {
  for (const auto* day : {"2025-02-01", "2026-02-28", "2026-03-01"}) {
    const auto loaded = load(with_vocabulary(
        {version("1.0.0", "2026-03-01"), page_of("end.xml", end_of("1.0.0", day))}));
    EXPECT_TRUE(has(loaded, errc::version_invalid, "so that it never is")) << day;
    EXPECT_NE(text(loaded).find("end.xml:1:"), std::string::npos) << text(loaded);
    EXPECT_TRUE(loaded.periods.empty());
  }
  const auto next_day =
      load(with_vocabulary({version("1.0.0", "2026-03-01"),
                            page_of("end.xml", end_of("1.0.0", "2026-03-02"))}));
  EXPECT_FALSE(has_errors(next_day.findings)) << text(next_day);
}

TEST(Repository, RefusesTwoPagesThatContradictEachOther) {
  const auto with_ends = [](const std::string& first, const std::string& second) {
    return load(with_vocabulary({version("1.0.0", "2026-03-01"),
                                 page_of("a.xml", end_of("1.0.0", first)),
                                 page_of("b.xml", end_of("1.0.0", second))}));
  };
  const auto loaded = with_ends("2026-05-01", "2028-05-01");
  EXPECT_TRUE(
      has(loaded, errc::version_invalid,
          "`own.made` 1.0.0 ends on 2028-05-01 here, and on 2026-05-01 in `a.xml`"))
      << text(loaded);
  EXPECT_TRUE(loaded.periods.empty());
  EXPECT_FALSE(has_errors(with_ends("2026-05-01", "2026-05-01").findings))
      << "they say the same";
}

TEST(Repository, RefusesAPageThatContradictsItself) {
  const auto loaded = load(with_vocabulary(
      {version("1.0.0", "2026-03-01"),
       page_of("a.xml", end_of("1.0.0", "2026-05-01") + end_of("1.0.0", "2026-06-01"))}));
  EXPECT_TRUE(has(loaded, errc::version_invalid, "in `a.xml`")) << text(loaded);
}

TEST(Repository, RefusesPagesThatContradictEachOtherAboutWhatIsWanted) {
  const std::vector<document> all = with_vocabulary(
      {version("1.0.0", "2026-03-01"), version("1.0.0", "2026-03-01", "own.other"),
       page_of("a.xml", end_of("1.0.0", "2026-05-01")),
       page_of("b.xml", end_of("1.0.0", "2026-06-01"))});
  EXPECT_TRUE(has(load_repository(all, {.only = {"own.made"}}), errc::version_invalid,
                  "in `a.xml`"));
  EXPECT_FALSE(has_errors(load_repository(all, {.only = {"own.other"}}).findings));
}

TEST(Repository, RefusesRetiredRuleSetsUnlessTheyAreAskedFor) {
  const auto retired = made({.body = empty_group, .status = "retired"});
  const auto all =
      with_vocabulary({retired, version("1.0.0", "2026-01-01", "own.other")});
  const auto loaded = load(all);
  EXPECT_TRUE(has(loaded, errc::rule_set_retired, "`own.made` 1.0.0 is retired"))
      << text(loaded);
  EXPECT_TRUE(loaded.periods.empty());
  EXPECT_FALSE(engine::open(all, {}));
  const auto asked = load_repository(all, {.retired = true});
  EXPECT_FALSE(has_errors(asked.findings)) << text(asked);
  EXPECT_EQ(asked.sets.size(), 3u);
  EXPECT_FALSE(has_errors(load_repository(all, {.only = {"own.other"}}).findings))
      << "it is not among what is wanted";
}

TEST(Repository, RefusesIdsThatDifferInTheCaseOfLettersAlone) {
  const auto loaded = load(with_vocabulary({version("1.0.0", "2026-01-01", "own.made"),
                                            version("1.1.0", "2026-06-01", "own.Made")}));
  EXPECT_TRUE(has(loaded, errc::rule_duplicate_id, "`own.Made`")) << text(loaded);
  EXPECT_TRUE(has(loaded, errc::rule_duplicate_id, "in the case of letters alone"));
  EXPECT_TRUE(loaded.periods.empty());
}

TEST(Repository, IsNotLinkedWhereWhatIsValidChangesTooOften) {
  std::vector<document> more;
  for (int i = 0; i < 300; ++i) {
    const auto day = "20" + std::to_string(27 + i / 28) + "-02-" +
                     (i % 28 < 9 ? "0" : "") + std::to_string(i % 28 + 1);
    more.push_back(version("1.0.0", day, "own.n" + std::to_string(i)));
  }
  const auto loaded = load(with_vocabulary(more));
  EXPECT_TRUE(has(loaded, errc::limit_count, "changes too often")) << text(loaded);
  EXPECT_TRUE(loaded.periods.empty());
}

TEST(Repository, LinksAnyNumberOfRuleSetsThatAreValidFromOneDay) {
  std::vector<document> more;
  for (std::size_t i = 0; i < 400; ++i)
    more.push_back(version("1.0.0", "2027-02-01", "own.n" + std::to_string(i)));
  const auto loaded = load(with_vocabulary(more));
  EXPECT_FALSE(has_errors(loaded.findings)) << text(loaded);
  EXPECT_EQ(loaded.periods.back().book->sets.size(), 401u);
}

TEST(Repository, LooksAtNoMoreDocumentsAfterAThousandFindings) {
  std::string inputs;
  for (int i = 0; i < 60; ++i)
    inputs += "<input id=\"a" + std::to_string(i) + "\" type=\"boolen\"/>";
  std::vector<document> more;
  for (int i = 0; i < 40; ++i)
    more.push_back(made(
        {.id = "own.n" + std::to_string(i), .body = "<inputs>" + inputs + "</inputs>"}));
  const auto loaded = load(with_vocabulary(more));
  EXPECT_LE(loaded.findings.size(), limits::findings_in_all + 100);
  EXPECT_TRUE(has(loaded, errc::limit_count, "from here on no document was looked at"));
  EXPECT_TRUE(loaded.periods.empty());
}

TEST(Repository, FindsNoMoreNamesThatAreMissingThanAThousand) {
  std::string rules;
  for (int i = 0; i < 40; ++i)
    rules += "<rule id=\"R-" + std::to_string(i) + "\" urgency=\"L1\"> <when>nobody" +
             std::to_string(i) + "</when> </rule>";
  std::vector<document> more;
  for (int i = 0; i < 40; ++i)
    more.push_back(made({.id = "own.n" + std::to_string(i),
                         .body = "<rules id=\"g\" need=\"body\">" + rules + "</rules>"}));
  const auto loaded = load(with_vocabulary(more));
  EXPECT_LE(loaded.findings.size(), limits::findings_in_all + 10);
  EXPECT_TRUE(has(loaded, errc::limit_count, "from here on nothing was looked at"));
  EXPECT_TRUE(loaded.periods.empty());
}

TEST(Repository, RefusesMoreValuesOfAllInputsThanTheLimit) {
  std::string values;
  for (int i = 0; i < 1000; ++i)
    values += "<value id=\"c" + std::to_string(i) + "\"/>";
  std::string inputs;
  for (int i = 0; i < 70; ++i)
    inputs += "<input id=\"i" + std::to_string(i) + "\" type=\"codes\" values=\"all\"/>";
  const auto loaded =
      load(with_vocabulary({made({.body = "<values id=\"all\">" + values +
                                          "</values><inputs>" + inputs + "</inputs>"})}));
  EXPECT_TRUE(
      has(loaded, errc::limit_count, "with `i65` all inputs have more than 65536 values"))
      << text(loaded);
  EXPECT_TRUE(loaded.periods.empty());
}

TEST(Repository, LoadsATableOfFiveHundredPlainRulesInOneGroup) {
  const auto trials = std::filesystem::path(ARVIO_SHARED_DIR) / "trials";
  if (!std::filesystem::exists(trials)) GTEST_SKIP() << "no " << trials;
  const auto loaded =
      load({{"rules500.xml", testing_rules::read(trials / "tables" / "rules500.xml")},
            {"vocabulary.xml", testing_rules::read(trials / "vocabulary.xml")}});
  EXPECT_FALSE(has_errors(loaded.findings)) << text(loaded);
  EXPECT_TRUE(has(loaded, errc::limit_work, "each is taken by itself")) << text(loaded);
  ASSERT_FALSE(loaded.periods.empty());
  EXPECT_EQ(loaded.periods.back().book->groups[0].rules.size(), 501u);
}

TEST(Repository, RefusesMoreValuesToldApartThanABoxHasRoomFor) {
  std::string rules;
  for (std::size_t i = 0; i <= limits::values_told_apart; ++i)
    rules += "<rule id=\"R-" + std::to_string(i) +
             "\" urgency=\"L1\"> <when>steps = " + std::to_string(2 * i) +
             "</when> <source ref=\"invented\"/> </rule>" + std::string(64, ' ');
  const auto loaded = load(with_vocabulary(
      {made({.body = R"(<inputs> <input id="steps" type="integer" unit="1" min="0" )"
                     R"(max="100000"/> </inputs> <rules id="g" need="body">)" +
                     rules + "</rules>"})}));
  EXPECT_TRUE(has(loaded, errc::limit_count, "values of `steps` apart"))
      << text(loaded).substr(0, 2000);
  EXPECT_TRUE(loaded.periods.empty());
}

TEST(Repository, RefusesInputsOfTwoRuleSetsThatDifferInTheCaseOfLettersAlone) {
  const auto input = [](const std::string& name) {
    return "<inputs><input id=\"" + name + "\" type=\"boolean\"/></inputs>" +
           R"(<rules id="g" need="body"> <rule id="G-1" urgency="L1"> <when>)" + name +
           "</when> </rule> </rules>";
  };
  const auto loaded =
      load(with_vocabulary({made({.id = "own.a", .body = input("pale")}),
                            made({.id = "own.b", .body = input("Pale")})}));
  EXPECT_TRUE(has(loaded, errc::input_duplicate,
                  "`Pale` differs from `pale`, which `own.a` declares"))
      << text(loaded);
}

TEST(Repository, RefusesIdsOfOneRuleSetThatDifferInTheCaseOfLettersAlone) {
  const auto loaded = load(with_vocabulary(
      {made({.body = R"(<rules id="g" need="body"> <rule id="G-1" urgency="L1">)"
                     R"( <when>age >= 90</when> </rule> <rule id="g-1" urgency="L1">)"
                     R"( <when>age >= 80</when> </rule> </rules>)"})}));
  EXPECT_TRUE(
      has(loaded, errc::rule_duplicate_id, "rule `g-1` differs from `G-1`, on line"))
      << text(loaded);
}

TEST(Repository, FindsAUseThatIsNotValidYet) {
  const auto loaded = load(with_vocabulary({version("1.0.0", "2025-06-01")}));
  EXPECT_TRUE(
      has(loaded, errc::use_unresolved,
          "no version 1 of `vocabulary` is valid from 2025-06-01 until 2026-01-01"))
      << text(loaded);
  EXPECT_TRUE(loaded.periods.empty());
}

TEST(Repository, TellsTheFindingsOfAllDocumentsAtOnce) {
  auto broken = version("1.0.0", "2026-03-01", "own.broken");
  broken.bytes.replace(broken.bytes.find("urgency"), 7, "urgancy");
  const auto misses =
      made({.id = "own.misses",
            .body = R"(<rules id="m" need="body"> <rule id="M-1" urgency="L1">)"
                    R"( <when>agee >= 90</when> </rule> </rules>)"});
  auto text_broken = version("1.0.0", "2026-03-01", "own.text");
  text_broken.bytes += "<!--";
  const auto loaded = load(with_vocabulary({broken, misses, text_broken}));
  EXPECT_TRUE(has(loaded, errc::unknown_attribute, "urgancy")) << text(loaded);
  EXPECT_TRUE(has(loaded, errc::name_unknown, "agee")) << text(loaded);
  EXPECT_NE(text(loaded).find("own.text-1.0.0.xml"), std::string::npos) << text(loaded);
}

TEST(Repository, TellsOneFindingOnceThoughItIsInManyPeriods) {
  const auto misses =
      made({.id = "own.misses",
            .body = R"(<rules id="m" need="body"> <rule id="M-1" urgency="L1">)"
                    R"( <when>agee >= 90</when> </rule> </rules>)"});
  const auto loaded = load(with_vocabulary(
      {misses, version("1.0.0", "2026-03-01"), version("1.1.0", "2026-06-01")}));
  EXPECT_EQ(
      std::count_if(loaded.findings.begin(), loaded.findings.end(),
                    [](const finding& one) { return one.code == errc::name_unknown; }),
      1)
      << text(loaded);
}

TEST(Repository, SaysThatThereIsNothing) {
  EXPECT_TRUE(has(load({}), errc::vocabulary_missing, "no rule sets"));
}

TEST(Repository, OpensOnSomeRuleSetsAndWhatTheyUse) {
  auto documents =
      case_documents({"vocabulary.xml", "aches-1.xml", "aches-2.xml", "sums.xml"});
  const auto loaded = load_repository(documents, {.only = {"own.sums"}});
  ASSERT_FALSE(has_errors(loaded.findings)) << text(loaded);
  EXPECT_EQ(versions_at(loaded, "2026-06-02T00:00:00Z"), "vocabulary 1.0 own.sums 1.0 ");
  const auto unknown = load_repository(documents, {.only = {"own.sum"}});
  EXPECT_TRUE(has(unknown, errc::reference_unknown, "own.sum")) << text(unknown);
  EXPECT_NE(text(unknown).find("did you mean `own.sums`?"), std::string::npos);
}

TEST(Repository, FindsConditionsThatNeverHold) {
  const auto never =
      made({.body = R"(<rules id="n" need="body"> <rule id="N-1" urgency="L1">)"
                    R"( <when>age >= 90 and age in [..10]</when> </rule> </rules>)"});
  EXPECT_TRUE(has(load(with_vocabulary({never})), errc::condition_never, "N-1") ||
              has(load(with_vocabulary({never})), errc::condition_never, "never"))
      << text(load(with_vocabulary({never})));
}

class Folder : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
    root = std::filesystem::path(::testing::TempDir()) / "arvio_engine" / info->name();
    std::filesystem::remove_all(root);
    std::filesystem::create_directories(root / "sub");
  }
  void TearDown() override { std::filesystem::remove_all(root); }
  void write(const std::string& name, const std::string& bytes) const {
    std::ofstream(root / name, std::ios::binary) << bytes;
  }
  std::filesystem::path root;
};

TEST_F(Folder, IsReadInOrderOfItsPaths) {
  write("b.xml", "b");
  write("sub/c.xml", "c");
  write("a.xml", "a");
  write("README.md", "not a rule set");
  findings found;
  const auto read = read_documents({root}, found);
  ASSERT_EQ(read.size(), 3u);
  EXPECT_EQ(read[0].bytes + read[1].bytes + read[2].bytes, "abc");
  EXPECT_TRUE(found.empty());
}

TEST_F(Folder, ThatIsNotThereIsAFinding) {
  findings found;
  EXPECT_TRUE(read_documents({root / "nowhere", root / "sub"}, found).empty());
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].code, errc::file_unreadable);
  EXPECT_EQ(found[1].code, errc::file_unreadable);
  EXPECT_FALSE(engine::open(root / "nowhere"));
}

TEST_F(Folder, IsReloadedOnlyWhereItLoads) {
  write("v.xml", case_documents({"vocabulary.xml"}).front().bytes);
  auto first = engine::open(root);
  ASSERT_TRUE(first) << first.error().text();
  engine_slot slot(*first);
  const auto before = slot.current();
  write("sums.xml", case_documents({"sums.xml"}).front().bytes);
  EXPECT_FALSE(slot.reload({root}, {}));
  EXPECT_EQ(slot.current().repository().sets.size(), 2u);
  EXPECT_EQ(before.repository().sets.size(), 1u);  // what is in use stays as it is
  write("sums.xml", "<ruleset/>");
  const auto failure = slot.reload({root}, {});
  ASSERT_TRUE(failure);
  EXPECT_FALSE(failure->text().empty());
  EXPECT_EQ(slot.current().repository().sets.size(), 2u);
}

}  // namespace
}  // namespace arvio
