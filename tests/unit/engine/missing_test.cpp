// What the result says of what it does not know: what is missing, presumed, too old, and
// which texts are of rules that are merely possible.

#include "arvio.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace arvio {
namespace {

const engine& shipped() {
  static const auto made =
      *engine::open(std::filesystem::path(ARVIO_SOURCE_DIR) / "rules");
  return made;
}

assessment assessed(const std::string& members) {
  const auto contact = read_contact(
      R"({"at":"2026-03-02T10:00:00+02:00","language":"en",)" + members + "}");
  EXPECT_TRUE(contact) << (contact ? "" : to_json(contact.error()));
  const auto got = shipped().assess(*contact);
  EXPECT_TRUE(got) << (got ? "" : to_json(got.error()));
  return *got;
}

std::vector<std::string> inputs_of(const std::vector<listed_question>& all) {
  std::vector<std::string> out;
  for (const auto& one : all) {
    out.push_back(one.input);
  }
  return out;
}

/// Chest pain without an urgent sign; of consciousness nobody can say anything.
const std::string calm_pain = R"("answers":{"complaint":["chest_pain"],"age":35,
  "speaker":"self","setting":"phone","sex":"male","warning_signs":{"others":"no"},
  "danger_signs":{"absent":["unresponsive","not_breathing_normally","massive_bleeding",
  "seizure_now","stroke_signs","swelling_with_breathing_trouble","self_harm_now"],
  "others":"?"},"consciousness":"?","pain_now":true,"pain_onset":"gradual",
  "pain_character":"stabbing","pain_duration":"over_day","pain_radiates":false,
  "cold_sweat":false,"breathless":false,"nausea":false,"fainted":false,
  "heart_disease":false,"pain_on_exertion":false,"pain_on_breathing":false,
  "pain_on_pressing":true,"chest_injury":false,"feverish":false,"cough":false})";

TEST(Missing, NamesWhatAFinishedContactWasNotAsked) {
  const auto got = assessed(
      R"("finish":true,"answers":{"complaint":["chest_pain"],"age":54,"pain_now":true})");
  EXPECT_TRUE(got.questions.empty());
  const auto open =
      assessed(R"("answers":{"complaint":["chest_pain"],"age":54,"pain_now":true})");
  EXPECT_EQ(inputs_of(got.missing), inputs_of(open.questions));
  ASSERT_FALSE(got.missing.empty());
  EXPECT_FALSE(got.missing.front().ask.words.empty());
  EXPECT_TRUE(open.missing.empty()) << "they are the questions";
}

TEST(Missing, NamesWhatAPresumptionStandsFor) {
  const auto got = assessed(calm_pain);
  ASSERT_TRUE(got.recommended);
  EXPECT_EQ(got.recommended->basis, basis::presumed);
  EXPECT_EQ(inputs_of(got.missing),
            (std::vector<std::string>{"consciousness", "danger_signs"}));
}

TEST(Presumed, SaysTheValue) {
  const auto got = assessed(calm_pain);
  ASSERT_EQ(got.presumed.size(), 1u);
  EXPECT_EQ(got.presumed.front().input, "consciousness");
  EXPECT_EQ(answer_text(got.presumed.front()), "alert");
  EXPECT_EQ(got.presumed.front().text.words, "Awake and making sense");
}

TEST(Outdated, NamesAnswersThatAreTooOldToCount) {
  const std::string begin = R"("answers":{"consciousness":{"value":"alert","at":)";
  EXPECT_EQ(assessed(begin + R"("2026-03-02T08:59:59+02:00"}})").outdated,
            std::vector<std::string>{"consciousness"});
  EXPECT_TRUE(assessed(begin + R"("2026-03-02T09:00:00+02:00"}})").outdated.empty());
}

TEST(Texts, MarkWhatMerelyPossibleRulesSay) {
  const auto got = assessed(
      R"("finish":true,"answers":{"complaint":["chest_pain"],"age":54,"pain_now":true})");
  const auto possible = [&](const std::string& id) {
    return std::any_of(got.rules_possible.begin(), got.rules_possible.end(),
                       [&](const listed_rule& one) { return one.id == id; });
  };
  int marked = 0;
  for (const auto* audience :
       {&got.texts.patient, &got.texts.professional, &got.texts.record}) {
    for (const auto& text : *audience) {
      const auto wanted = possible(text.from) ? certainty::possible : certainty::certain;
      EXPECT_EQ(text.certainty, wanted) << id_of(text.kind) << " " << text.from;
      marked += wanted == certainty::possible ? 1 : 0;
    }
  }
  EXPECT_GT(marked, 3);
}

TEST(Inputs, HaveTheirWordsWhereOnlyTheIdIsNamed) {
  const auto got = assessed(calm_pain);
  const auto named = [&](const std::string& id) {
    return std::any_of(got.inputs.begin(), got.inputs.end(),
                       [&](const shown_term& one) { return one.id == id; });
  };
  for (const auto& one : got.inferred) {
    EXPECT_TRUE(named(one)) << one;
  }
  for (const auto& rule : got.rules_certain) {
    for (const auto& one : rule.because) {
      EXPECT_TRUE(named(one.input)) << one.input;
    }
  }
  EXPECT_TRUE(named("consciousness"));
}

TEST(Routes, TellThoseOfGroupsThatDoNotSpeakHere) {
  const auto got = assessed(calm_pain);
  int silent = 0;
  for (const auto& need : got.routes) {
    for (const auto& route : need.refused) {
      silent += route.in_scope ? 0 : 1;
    }
    for (const auto& route : need.offered) {
      EXPECT_TRUE(route.in_scope);
    }
  }
  EXPECT_GT(silent, 0);
}

}  // namespace
}  // namespace arvio
