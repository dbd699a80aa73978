#include "arvio.hpp"

#include "json/writer.hpp"
#include "schema.hpp"
#include "unit/engine/rule_texts.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

namespace arvio {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

json schema_named(const std::string& name) {
  return json::parse(
      testing_rules::read(std::filesystem::path(ARVIO_SOURCE_DIR) / "docs" / name));
}

engine own_engine() {
  auto made = engine::open(
      testing_rules::case_documents({"vocabulary.xml", "aches-2.xml", "sums.xml"}), {});
  EXPECT_TRUE(made) << (made ? "" : made.error().text());
  return *made;
}

contact contact_in(const std::string& text) {
  const auto made = read_contact(text);
  EXPECT_TRUE(made) << (made ? "" : to_json(made.error()));
  return *made;
}

/// The contacts of our own cases, refused ones too.
std::vector<json> own_cases() {
  std::ifstream file(std::filesystem::path(ARVIO_SOURCE_DIR) / "tests/cases/cases.jsonl");
  std::vector<json> out;
  for (std::string line; std::getline(file, line);) {
    out.push_back(json::parse(line));
  }
  return out;
}

TEST(AssessmentSchema, FitsWhatIsWritten) {
  const schema::validator valid(schema_named("assessment.schema.json"));
  const auto ready = own_engine();
  int written = 0;
  for (const auto& one : own_cases()) {
    if (!one.contains("contact") || one["expect"].contains("error")) continue;
    const auto contact = read_contact(one["contact"].dump());
    if (!contact) continue;
    const auto got = ready.assess(*contact);
    if (!got) continue;
    EXPECT_EQ(valid.check(json::parse(to_json(*got))), "") << one["id"];
    EXPECT_EQ(valid.check(json::parse(to_json_with_library(*got))), "") << one["id"];
    const auto why = ready.explain(*contact);
    ASSERT_TRUE(why) << one["id"];
    EXPECT_EQ(valid.check(json::parse(to_json_with_library(*got, *why))), "")
        << one["id"];
    ++written;
  }
  EXPECT_GT(written, 20);
}

/// On a night when what is offered is closed, from elsewhere and from the region.
TEST(AssessmentSchema, FitsWhatTheServicesOfARegionAdd) {
  const schema::validator valid(schema_named("assessment.schema.json"));
  const std::vector places{std::filesystem::path(ARVIO_SOURCE_DIR) / "rules"};
  const auto region = engine::open(places, {.profile = "varsinais-suomi"});
  ASSERT_TRUE(region);
  for (const std::string home : {"elsewhere", "parainen"}) {
    const auto told = read_contact(
        R"({"at":"2026-06-21T23:50:00+03:00","finish":true,"answers":{
          "complaint":["low_back_pain"],"age":34,"danger_signs":{"others":"no"},
          "warning_signs":{"others":"no"},"back_nerve_signs":{"others":"no"},
          "back_risks":{"others":"no"},"back_injury":"none","back_limits_life":true,
          "infection_signs":{"others":"no"},"speaker":"self","setting":"phone",
          "language":"fi","interpreter":false,"visit_purpose":"care",
          "home_municipality":")" +
        home + "\"}}");
    ASSERT_TRUE(told);
    const auto got = region->assess(*told);
    ASSERT_TRUE(got);
    const auto written = json::parse(to_json(*got));
    EXPECT_EQ(valid.check(written), "");
    ASSERT_EQ(written["routes"].size(), 1u) << home;
    const auto& need = written["routes"][0];
    ASSERT_TRUE(need.contains("latest")) << written;
    EXPECT_EQ(need["latest"], "2026-07-06T00:00:00+03:00");
    EXPECT_EQ(need.contains("residence_text"), home == "elsewhere");
    EXPECT_EQ(need.contains("meanwhile"), home == "parainen");
  }
}

TEST(AssessmentSchema, NamesEveryMemberInOrder) {
  const auto wanted = ordered_json::parse(schema_named("assessment.schema.json").dump());
  const auto text = testing_rules::read(std::filesystem::path(ARVIO_SOURCE_DIR) /
                                        "docs/assessment.schema.json");
  const auto schema = ordered_json::parse(text);
  const auto contact = contact_in(
      R"({"at":"2026-09-01T12:00:00+03:00","answers":{"complaint":["ache"]}})");
  const auto got = own_engine().assess(contact);
  const auto why = own_engine().explain(contact);
  ASSERT_TRUE(got && why);
  const auto names = [](const ordered_json& object) {
    std::vector<std::string> out;
    for (const auto& [name, unused] : object.items()) {
      out.push_back(name);
    }
    return out;
  };
  EXPECT_EQ(names(ordered_json::parse(to_json_with_library(*got, *why))),
            names(schema["properties"]));
  EXPECT_EQ(names(ordered_json::parse(to_json(*why))),
            names(schema["$defs"]["explanation"]["properties"]));
  const auto& question = schema["$defs"]["question"]["properties"];
  EXPECT_EQ(names(ordered_json::parse(to_json(*got))["questions"][0]), names(question));
}

TEST(AssessmentSchema, RefusesWhatIsNotWritten) {
  const schema::validator valid(schema_named("assessment.schema.json"));
  const auto got = own_engine().assess(
      contact_in(R"({"at":"2026-09-01T12:00:00+03:00","answers":{}})"));
  ASSERT_TRUE(got);
  auto changed = json::parse(to_json(*got));
  changed["status"] = "settled";
  EXPECT_NE(valid.check(changed), "");
  changed = json::parse(to_json(*got));
  changed.erase("coverage");
  EXPECT_NE(valid.check(changed), "");
}

TEST(ContactSchema, FitsTheContactsThatAreRead) {
  const schema::validator valid(schema_named("contact.schema.json"));
  for (const auto& one : own_cases()) {
    if (!one.contains("contact")) continue;
    const bool form_is_wrong = one["id"] == "error-forms" ||
                               one["id"] == "error-top-member" ||
                               one["id"] == "error-no-time" ||
                               one["id"] == "error-twice" || one["id"] == "error-empty";
    EXPECT_EQ(valid.check(one["contact"]) == "", !form_is_wrong)
        << one["id"] << " " << valid.check(one["contact"]);
  }
}

/// The contact with an answer in the place of the one it has, seen at the same time.
void replace(arvio::contact& contact, const used_answer& used) {
  const auto& all = contact.answers();
  const auto had = std::find_if(all.begin(), all.end(), [&used](const answer& one) {
    return one.input == used.input;
  });
  ASSERT_NE(had, all.end()) << used.input;
  answer as_used{used.input, *used.content, had->at, had->origin};
  contact.retract(used.input);
  contact.give(std::move(as_used));
}

TEST(UsedAnswers, GivenToTheContactAreTheSameAnswersAgain) {
  const auto ready = own_engine();
  std::size_t replaced = 0;
  for (const auto& one : own_cases()) {
    if (!one.contains("contact")) continue;
    auto contact = read_contact(one["contact"].dump());
    if (!contact) continue;
    const auto got = ready.assess(*contact);
    if (!got) continue;
    for (const auto& rule : got->rules_certain) {
      for (const auto& used : rule.because) {
        ASSERT_TRUE(used.content) << one["id"];
        replace(*contact, used);
        ++replaced;
      }
    }
    const auto again = ready.assess(*contact);
    ASSERT_TRUE(again) << one["id"];
    EXPECT_EQ(to_json(*again), to_json(*got)) << one["id"];
    EXPECT_EQ(*again, *got) << one["id"];
  }
  EXPECT_GT(replaced, 20U);
}

TEST(AssessmentJson, IsTheSameForTheSameContact) {
  const auto contact = contact_in(R"({"at":"2026-09-01T12:00:00+03:00","language":"sv",)"
                                  R"("answers":{"complaint":["ache"],"age":30}})");
  const auto first = own_engine().assess(contact);
  const auto second = own_engine().assess(contact);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(*first, *second);
  EXPECT_EQ(to_json(*first), to_json(*second));
  EXPECT_EQ(to_json(*first).find('\n'), std::string::npos);
}

TEST(AssessmentJson, EscapesWhereverItStandsInALongText) {
  const std::vector<std::pair<std::string, std::string>> parts = {
      {"\"", "\\\""},
      {"\\", "\\\\"},
      {"\n", "\\n"},
      {"\x1b", "\\u001b"},
      {"\x7f", "\\u007f"},
      {"\xff", "\\ufffd"},
      {"\xc3", "\\ufffd"},
      {"\xc2\x85", "\\u0085"},
      {"\xc3\xa4", "\xc3\xa4"},
      {"\xe2\x80\xae", "\\u202e"},
      {"~", "~"},
      {"\xe2\x80\x93", "\xe2\x80\x93"}};
  const auto written = [](const std::string& text) {
    return std::move(arvio::json::writer().text(text)).take();
  };
  for (std::size_t before = 0; before < 20; ++before) {
    for (std::size_t after = 0; after < 20; ++after) {
      for (const auto& [part, expected] : parts) {
        const std::string head(before, 'a');
        const std::string tail(after, 'b');
        EXPECT_EQ(written(head + part + tail), '"' + head + expected + tail + '"');
      }
    }
  }
}

TEST(AssessmentJson, HasTheLibraryBesideTheCanonicalForm) {
  const auto got = own_engine().assess(
      contact_in(R"({"at":"2026-09-01T12:00:00+03:00","answers":{}})"));
  ASSERT_TRUE(got);
  auto canonical = to_json(*got);
  EXPECT_EQ(canonical.find("\"library\""), std::string::npos);
  canonical.pop_back();
  EXPECT_EQ(to_json_with_library(*got),
            canonical + ",\"library\":\"" + got->library + "\"}");
}

TEST(AssessmentJson, HasTheExplanationOnlyWhereItIsAskedFor) {
  const auto contact = contact_in(
      R"({"at":"2026-09-01T12:00:00+03:00","answers":{"complaint":["ache"]}})");
  const auto got = own_engine().assess(contact);
  const auto why = own_engine().explain(contact);
  ASSERT_TRUE(got && why);
  auto without = json::parse(to_json_with_library(*got, *why));
  EXPECT_EQ(without["explanation"], json::parse(to_json(*why)));
  without.erase("explanation");
  EXPECT_EQ(without, json::parse(to_json_with_library(*got)));
}

TEST(AssessmentJson, NamesTheRuleSetsThatMadeIt) {
  const auto got = own_engine().assess(
      contact_in(R"({"at":"2026-09-01T12:00:00+03:00","answers":{}})"));
  ASSERT_TRUE(got);
  ASSERT_EQ(got->rule_sets.size(), 3u);
  EXPECT_EQ(got->rule_sets[0].id, "vocabulary");
  EXPECT_EQ(got->rule_sets[1].version, "1.1.0");
  for (const auto& one : got->rule_sets) {
    EXPECT_EQ(one.digest.size(), 64u);
    EXPECT_EQ(one.status, "demonstration");
  }
}

TEST(AssessmentJson, WritesNumbersExactly) {
  const auto got =
      own_engine().assess(contact_in(R"({"at":"2026-09-01T12:00:00+03:00",)"
                                     R"("answers":{"complaint":["sums"],"c":-0.10}})"));
  ASSERT_TRUE(got);
  EXPECT_NE(to_json(*got).find(R"("unit":"1","from":0.10,"to":0.10,"text":)"),
            std::string::npos)
      << to_json(*got);
}

TEST(ContactErrors, NeverSayWhatWasAnswered) {
  const auto ready = own_engine();
  const auto contact = contact_in(R"({"at":"2026-09-01T12:00:00+03:00","answers":{
    "age":987654,"strength":"Kaisa","where":["Kaisa"],"since":"Kaisa","rested":"Kaisa",
    "birth_date":"Kaisa","a":"Kaisa","c":9.87654,"complaint":{"present":["Kaisa"]},
    "sex":{"one_of":["Kaisa"]},"b":{"from":987654,"to":1},"yes":"Kaisa"}})");
  const auto got = ready.assess(contact);
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().size(), 12u);
  EXPECT_EQ(got.error(), ready.check(contact));
  const auto text = to_json(got.error());
  EXPECT_EQ(text.find("Kaisa"), std::string::npos) << text;
  EXPECT_EQ(text.find("98765"), std::string::npos) << text;
  EXPECT_EQ(text.find("87654"), std::string::npos) << text;
}

TEST(ContactErrors, SayWhatWasProbablyMeant) {
  const auto got = own_engine().assess(
      contact_in(R"({"at":"2026-09-01T12:00:00+03:00","answers":{"agge":3}})"));
  ASSERT_FALSE(got);
  EXPECT_NE(got.error().front().message.find("did you mean `age`?"), std::string::npos);
}

/// What stands in the place of a name may be the name of anybody.
TEST(ContactErrors, RepeatTheNameOfNoInputOnlyWhereItIsWrittenAsInputsAre) {
  const std::string at = R"({"at":"2026-09-01T12:00:00+03:00",)";
  const auto error_of = [&](const std::string& name) {
    const auto got = own_engine().assess(
        contact_in(at + "\"answers\":{\"age\":3,\"" + name + "\":3}}"));
    EXPECT_FALSE(got) << name;
    return got ? contact_error() : got.error().front();
  };
  for (const std::string name : {"agge", "birth_day", "wings", "score_2"}) {
    EXPECT_EQ(error_of(name).input, name);
    EXPECT_TRUE(error_of(name).message.starts_with("is declared by no rule set"));
  }
  for (const std::string name :
       {"Matti", "Virtanen", "Matti_Virtanen", "matti.virtanen", "Anna-Liisa",
        "min granne Matti", "010101-123N", "0401234567", ""}) {
    EXPECT_EQ(error_of(name).input, "") << name;
    EXPECT_EQ(error_of(name).message, "member 2 of `answers` is declared by no rule set")
        << name;
  }
  const auto twice =
      own_engine().assess(contact_in(at + R"("answers":{"Matti":3,"age":3,"Matti":4}})"));
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().front().message, "member 1 of `answers` is given twice");
  const auto presumed = own_engine().assess(
      contact_in(at + R"("presumed_source":"x","presumed":{"age":3,"Matti":3}})"));
  ASSERT_FALSE(presumed);
  EXPECT_EQ(presumed.error().front().message,
            "member 2 of `presumed` is declared by no rule set");
}

TEST(ContactErrors, CoverWhatOnlyCppCanSay) {
  const auto ready = own_engine();
  arvio::contact contact{*parse_time("2026-09-01T12:00:00+03:00")};
  contact.answer("age", decimal{30, -1});
  EXPECT_EQ(ready.check(contact).front().code, errc::answer_outside);
  contact = arvio::contact(offset_time{{0}, 7});
  EXPECT_EQ(ready.check(contact).front().code, errc::contact_time);
  contact = arvio::contact(offset_time{{-9'000'000'000}, 0});
  EXPECT_EQ(ready.check(contact).front().code, errc::contact_time);
  contact = arvio::contact(*parse_time("2026-09-01T12:00:00+03:00"));
  contact.language = "fi\n";
  EXPECT_EQ(ready.check(contact).front().code, errc::contact_syntax);
  contact.language = "";
  contact.id = "\xFF";
  EXPECT_EQ(ready.check(contact).front().code, errc::contact_syntax);
  contact.id.reset();
  contact.answer_between("age", answer_range{});
  EXPECT_EQ(ready.check(contact).front().code, errc::answer_empty);
}

}  // namespace
}  // namespace arvio
