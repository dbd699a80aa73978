// What the result says of what it does not know: what is missing, presumed, too old, and
// which texts are of rules that are merely possible.

#include "arvio.hpp"

#include "rule_texts.hpp"
#include "shipped_engine.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace arvio {
namespace {

using testing_rules::shipped;

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
  EXPECT_FALSE(got.presumed.front().text.words.empty());
  EXPECT_NE(got.presumed.front().text.words, "alert");
}

TEST(Outdated, NamesAnswersThatAreTooOldToCount) {
  const std::string begin = R"("answers":{"consciousness":{"value":"alert","at":)";
  EXPECT_EQ(assessed(begin + R"("2026-03-02T08:59:59+02:00"}})").outdated,
            std::vector<std::string>{"consciousness"});
  EXPECT_TRUE(assessed(begin + R"("2026-03-02T09:00:00+02:00"}})").outdated.empty());
}

TEST(Texts, KeepWhatMerelyPossibleRulesSayApart) {
  const auto got = assessed(
      R"("finish":true,"answers":{"complaint":["chest_pain"],"age":54,"pain_now":true})");
  const auto possible = [&](const std::string& id) {
    return std::any_of(got.rules_possible.begin(), got.rules_possible.end(),
                       [&](const listed_rule& one) { return one.id == id; });
  };
  const auto& [patient, professional, record] = got.texts;
  for (const auto* audience : {&patient, &professional, &record}) {
    for (const auto& text : *audience) {
      EXPECT_FALSE(possible(text.from)) << id_of(text.kind) << " " << text.from;
      EXPECT_NE(text.role, text_role::possible);
    }
  }
  std::size_t apart = 0;
  const auto& if_so = got.possible_texts;
  for (const auto* audience : {&if_so.patient, &if_so.professional, &if_so.record}) {
    for (const auto& text : *audience) {
      EXPECT_TRUE(possible(text.from)) << id_of(text.kind) << " " << text.from;
      EXPECT_EQ(text.role, text_role::possible);
      ++apart;
    }
  }
  EXPECT_GT(apart, 3u);
}

/// Pressing pain of a length that nobody knows, with one sign of ischaemia: U2 is
/// certain, U0 is not excluded.
const std::string pressing_pain = R"("finish":true,"answers":{"complaint":["chest_pain"],
  "age":58,"setting":"phone","danger_signs":{"others":"no"},
  "warning_signs":{"others":"no"},
  "consciousness":"alert",
  "breathless":false,"pain_now":true,"pain_onset":"gradual","pain_character":"pressing",
  "pain_duration":"?","pain_radiates":false,"cold_sweat":true,"nausea":false,
  "fainted":false,"heart_disease":false})";

contact contact_of(const std::string& members) {
  return *read_contact(R"({"at":"2026-03-02T10:00:00+02:00","language":"en",)" + members +
                       "}");
}

std::vector<std::string> advice_of(const std::vector<text_line>& all,
                                   const std::string& rule) {
  std::vector<std::string> out;
  for (const auto& one : all) {
    if (one.kind == text_kind::advice && one.from == rule) out.push_back(one.text.words);
  }
  return out;
}

TEST(Texts, GiveLessUrgentRulesUnderAMoreUrgentLevelByTheirTitleAlone) {
  const auto got = assessed(pressing_pain);
  ASSERT_TRUE(got.recommended);
  ASSERT_EQ(got.recommended->level.id, got.scale.front().id);
  std::size_t titles = 0;
  for (const auto& rule : got.rules_certain) {
    ASSERT_NE(rule.level, got.recommended->level.id);
    EXPECT_TRUE(advice_of(got.texts.professional, rule.id).empty()) << rule.id;
    EXPECT_TRUE(advice_of(got.texts.patient, rule.id).empty()) << rule.id;
    for (const auto& one : got.texts.professional) {
      if (one.from != rule.id) continue;
      EXPECT_EQ(one.kind, text_kind::title);
      EXPECT_EQ(one.role, text_role::also_holds);
      ++titles;
    }
  }
  EXPECT_GE(titles, 1u);
}

TEST(Texts, HaveTheAdviceOfLessUrgentRulesWhereItIsAskedFor) {
  const auto contact = contact_of(pressing_pain);
  const auto brief = shipped().assess(contact);
  auto full = shipped().assess(contact, {.all_advice = true});
  ASSERT_TRUE(brief && full);
  std::size_t more = 0;
  for (const auto& rule : full->rules_certain)
    more += advice_of(full->texts.professional, rule.id).size();
  EXPECT_GE(more, 1u);
  EXPECT_EQ(full->texts.patient, brief->texts.patient) << "the person is told one thing";
  full->texts.professional = brief->texts.professional;
  EXPECT_EQ(*full, *brief) << "nothing else differs";
}

TEST(Texts, OfWhatDecidesAreMarked) {
  const auto got = assessed(
      R"("answers":{"complaint":["sore_throat"],"setting":"phone","age":34,
      "temperature":38.6,"danger_signs":{"others":"no"},"warning_signs":{"others":"no"},
  "throat_signs":{"others":"no"},
      "stiff_neck":true,"cough":"?"})");
  ASSERT_TRUE(got.recommended);
  std::size_t deciding = 0;
  for (const auto& rule : got.rules_certain) {
    const bool decides = rule.level == got.recommended->level.id;
    for (const auto& one : got.texts.professional) {
      if (one.from != rule.id) continue;
      EXPECT_EQ(one.role, decides ? text_role::deciding : text_role::also_holds);
      deciding += decides ? 1 : 0;
    }
  }
  EXPECT_GE(deciding, 2u);
}

/// Rules for two complaints, each with what must not be lost.
engine two_complaints() {
  const auto group = [](const std::string& id, const std::string& complaint,
                        const std::string& level, const std::string& more_urgent) {
    return "<rules id=\"" + id + "\" complaints=\"" + complaint + "\" need=\"body\">" +
           "<rule id=\"" + id + "-1\" urgency=\"" + more_urgent +
           "\"><title lang=\"en\">More</title><when>age &gt;= 90</when>"
           "<advice lang=\"en\" audience=\"patient\">Do.</advice></rule>"
           "<otherwise id=\"" +
           id + "-9\" urgency=\"" + level +
           "\"><title lang=\"en\">Rest</title>"
           "<advice lang=\"en\" audience=\"patient\">Rest.</advice>"
           "<safety-net lang=\"en\">Of " +
           id + ".</safety-net></otherwise></rules>";
  };
  testing_rules::made_rules what;
  what.id = "own.two";
  what.body = group("aches", "ache", "L1", "L0") + group("letters", "letter", "L2", "L1");
  auto made = engine::open(
      {testing_rules::case_document("vocabulary.xml"), testing_rules::made(what)}, {});
  EXPECT_TRUE(made) << (made ? "" : made.error().text());
  return *made;
}

assessment assessed_by(const engine& rules, const std::string& answers) {
  const auto got =
      rules.assess(contact_of(R"("finish":true,"answers":{)" + answers + "}"));
  EXPECT_TRUE(got) << (got ? "" : to_json(got.error()));
  return *got;
}

TEST(Texts, KeepTheSafetyNetOfEachComplaint) {
  const auto rules = two_complaints();
  const auto nets = [&](const std::string& answers) {
    std::vector<std::string> out;
    for (const auto& one : assessed_by(rules, answers).texts.patient) {
      if (one.kind == text_kind::safety_net && one.role != text_role::result)
        out.push_back(one.text.words);
    }
    return out;
  };
  using words = std::vector<std::string>;
  EXPECT_EQ(nets(R"("complaint":["ache"],"age":30)"), words{"Of aches."});
  EXPECT_EQ(nets(R"("complaint":["letter"],"age":30)"), words{"Of letters."});
  EXPECT_EQ(nets(R"("complaint":["ache","letter"],"age":30)"),
            (words{"Of aches.", "Of letters."}));
  EXPECT_EQ(nets(R"("complaint":["ache","letter"],"age":95)"), words{})
      << "an emergency has one text";
}

TEST(Texts, OfALesserComplaintAreItsSafetyNetAlone) {
  const auto got =
      assessed_by(two_complaints(), R"("complaint":["ache","letter"],"age":30)");
  std::size_t rests = 0;
  for (const auto& one : got.texts.patient)
    rests += one.text.words == "Rest." ? 1U : 0U;
  EXPECT_EQ(rests, 1u) << "what remains of the more urgent complaint";
}

TEST(Texts, SayTheLevelAsASentenceWhereTheVocabularyHasOne) {
  const auto line_of = [](const std::vector<text_line>& all) {
    const auto found = std::find_if(all.begin(), all.end(), [](const text_line& one) {
      return one.kind == text_kind::level;
    });
    return found == all.end() ? std::string() : found->text.words;
  };
  const auto today = assessed_by(two_complaints(), R"("complaint":["ache"],"age":30)");
  EXPECT_EQ(line_of(today.texts.professional), "Today");
  EXPECT_EQ(line_of(today.texts.patient), "You are seen today.");
  const auto emergency = assessed(pressing_pain);
  EXPECT_EQ(line_of(emergency.texts.patient), "")
      << "that it is an emergency is not said where it only may be one";
}

TEST(Texts, TellThePersonWhyALevelWasChosenToBeSafe) {
  const auto told = [](const assessment& got, const std::string& from) {
    return std::any_of(got.texts.patient.begin(), got.texts.patient.end(),
                       [&](const text_line& one) {
                         return one.kind == text_kind::status && one.from == from;
                       });
  };
  EXPECT_TRUE(told(assessed(pressing_pain), "emergency_not_excluded"));
  const auto presumed = assessed(calm_pain);
  EXPECT_TRUE(told(presumed, id_of(presumed.status)));
  const auto open = assessed(R"("answers":{"complaint":["chest_pain"]})");
  ASSERT_EQ(open.status, status::open);
  EXPECT_TRUE(told(open, "open")) << "what to do if the call breaks";
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
