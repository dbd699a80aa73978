#include "arvio/engine/engine.hpp"
#include "arvio/exchange/compact.hpp"
#include "arvio/exchange/json.hpp"

#include "../ruleset/load_support.hpp"
#include "schema.hpp"
#include "unit/engine/rule_texts.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

namespace arvio {
namespace {

using nlohmann::json;

const std::filesystem::path sources = ARVIO_SOURCE_DIR;

/// What a compact assessment says, taken out of the whole one.
compact_assessment compact_of(const assessment& whole) {
  compact_assessment made;
  made.id = whole.id;
  made.at = whole.at;
  made.status = whole.status;
  if (whole.recommended)
    made.recommended = {whole.recommended->level.id, whole.recommended->basis};
  made.at_least = whole.bounds.at_least.id;
  made.not_excluded = whole.bounds.not_excluded.id;
  for (const auto& one : whole.needs)
    made.needs.push_back(
        {one.need.id, one.bounds.at_least.id, one.bounds.not_excluded.id});
  made.coverage = whole.coverage;
  for (const auto& one : whole.rules_certain) {
    if (whole.recommended && one.level == whole.recommended->level.id)
      made.deciding.push_back({one.id, one.rule_set});
  }
  for (const auto& one : whole.deadlines) {
    if (one.binds == whether::yes)
      made.deadlines.push_back({one.id, one.kind, one.latest, one.passed});
  }
  if (!whole.questions.empty()) made.next = whole.questions.front().input;

  const auto urgency = [&whole](const listed_routes& routes) {
    return std::find_if(whole.scale.begin(), whole.scale.end(),
                        [&](const auto& level) { return level.id == routes.level.id; }) -
           whole.scale.begin();
  };
  const auto first = std::min_element(
      whole.routes.begin(), whole.routes.end(),
      [&](const auto& a, const auto& b) { return urgency(a) < urgency(b); });
  if (first == whole.routes.end() || first->offered.empty()) return made;
  const auto& route = first->offered.front();
  made.to = {
      route.channel.id, route.professional ? route.professional->id : "", "", true, {}};
  if (route.services.empty()) return made;
  made.to->service = route.services.front().id;
  made.to->suits = route.services.front().why.words.empty();
  made.to->seen_by = route.services.front().seen_by;
  return made;
}

/// How many of the contacts were sent somewhere.
std::size_t expect_the_same(const engine& ready, const std::vector<json>& contacts) {
  const schema::validator valid(
      json::parse(testing_rules::read(sources / "docs/compact.schema.json")));
  std::size_t sent = 0;
  for (const auto& one : contacts) {
    const auto contact = read_contact(one.dump());
    if (!contact) continue;
    const auto whole = ready.assess(*contact);
    const auto brief = ready.assess_briefly(*contact);
    EXPECT_EQ(whole.has_value(), brief.has_value()) << one.dump();
    if (!whole || !brief) continue;
    auto wanted = compact_of(*whole);
    wanted.digest = brief->digest;
    EXPECT_EQ(*brief, wanted) << to_json(*brief) << "\n" << to_json(wanted);
    EXPECT_EQ(brief->digest.size(), 64u);
    EXPECT_EQ(valid.check(json::parse(to_json(*brief))), "") << to_json(*brief);
    sent += brief->to ? 1U : 0U;
  }
  return sent;
}

engine shipped(const std::string& profile) {
  auto made = engine::open({sources / "rules"}, {.profile = profile});
  EXPECT_TRUE(made) << (made ? "" : made.error().text());
  return std::move(*made);
}

/// An answer that speaks against all that is asked for, or `?`.
json answer_to(const listed_question& asked, bool knows) {
  if (knows && asked.type == input_type::boolean) return false;
  if (knows && asked.type == input_type::codes)
    return {{"present", json::array()}, {"others", "no"}};
  if (knows && asked.type == input_type::code) return asked.options.back().id;
  return "?";
}

/// Contacts at each step of calls about some complaints, in which everything is denied,
/// or nothing is known.
std::vector<json> calls(const engine& ready) {
  std::vector<json> contacts;
  for (const char* complaint : {"sore_throat", "chest_pain", "fever", "low_back_pain"}) {
    for (const bool knows : {true, false}) {
      json contact = {{"at", "2026-06-21T23:50:00+03:00"},
                      {"id", complaint},
                      {"answers",
                       {{"complaint", {complaint}},
                        {"age", 40},
                        {"setting", "phone"},
                        {"home_municipality", "turku"}}}};
      for (int step = 0; step < 40; ++step) {
        contacts.push_back(contact);
        const auto whole = ready.assess(*read_contact(contact.dump()));
        EXPECT_TRUE(whole) << to_json(whole.error());
        if (!whole || whole->questions.empty()) break;
        const auto& asked = whole->questions.front();
        contact["answers"][asked.input] = answer_to(asked, knows);
      }
      contact["finish"] = true;
      contacts.push_back(contact);
    }
  }
  return contacts;
}

TEST(CompactAssessment, SaysOfOurCasesWhatTheWholeOneSays) {
  auto ready = engine::open(
      testing_rules::case_documents({"vocabulary.xml", "aches-2.xml", "sums.xml"}), {});
  ASSERT_TRUE(ready) << ready.error().text();
  std::vector<json> contacts;
  std::ifstream file(sources / "tests/cases/cases.jsonl");
  for (std::string line; std::getline(file, line);) {
    const auto one = json::parse(line);
    if (one.contains("contact")) contacts.push_back(one["contact"]);
  }
  EXPECT_GT(expect_the_same(*ready, contacts), 5u);
}

TEST(CompactAssessment, SaysOfCallsWhatTheWholeOneSays) {
  for (const char* profile : {"", "varsinais-suomi"}) {
    const auto ready = shipped(profile);
    EXPECT_GT(expect_the_same(ready, calls(ready)), 4u) << profile;
  }
}

TEST(CompactAssessment, TakesSomeHundredBytes) {
  const auto ready = shipped("varsinais-suomi");
  for (const auto& one : calls(ready)) {
    const auto brief = ready.assess_briefly(*read_contact(one.dump()));
    ASSERT_TRUE(brief);
    EXPECT_LT(to_json(*brief).size(), 800u) << to_json(*brief);
  }
}

TEST(CompactAssessment, NamesOneDigestForOneSetOfRulesAndProfile) {
  const auto contact =
      *read_contact(R"({"at":"2026-06-21T23:50:00+03:00","answers":{}})");
  const auto of = [&](const std::string& profile) {
    return shipped(profile).assess_briefly(contact)->digest;
  };
  EXPECT_EQ(of(""), of(""));
  EXPECT_NE(of(""), of("varsinais-suomi"));
}

}  // namespace
}  // namespace arvio
