// Why an assessment is what it is, in names and words: docs/semantics.md section 10.

#include "arvio.hpp"

#include "rule_texts.hpp"
#include "shipped_engine.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

namespace arvio {
namespace {

using testing_rules::shipped;

contact read(const std::string& members) {
  const auto contact =
      read_contact(R"({"at":"2026-03-02T10:00:00+02:00",)" + members + "}");
  EXPECT_TRUE(contact) << (contact ? "" : to_json(contact.error()));
  return *contact;
}

explanation explained(const engine& by, const std::string& members) {
  const auto got = by.explain(read(members));
  EXPECT_TRUE(got) << (got ? "" : to_json(got.error()));
  return *got;
}
explanation explained(const std::string& answers) {
  return explained(shipped(), R"("language":"en","answers":{)" + answers + "}");
}

/// A feverish infant of whom everything is known, and nothing wrong.
std::string infant(const std::string& temperature) {
  return R"("complaint":["fever"],"age":0,"infant_months":2,"setting":"phone",
    "danger_signs":{"others":"no"},"warning_signs":{"others":"no"},
    "child_alertness":"normal","child_colour":"normal",
    "child_fever_signs":{"others":"no"},
    "child_fluids":{"others":"no"},"abnormal_cry":false,"stiff_neck":false,
    "rigors":false,"fever_days":1,"temperature":)" +
         temperature;
}

/// Chest pain with one sign of ischaemia; everything else is known.
const std::string one_sign = R"("complaint":["chest_pain"],"age":35,"speaker":"self",
  "setting":"phone","sex":"male","danger_signs":{"others":"no"},
  "warning_signs":{"others":"no"},"consciousness":"alert",
  "pain_now":true,"pain_onset":"gradual","pain_character":"stabbing",
  "pain_duration":"over_day","pain_radiates":false,"cold_sweat":true,"breathless":false,
  "nausea":false,"fainted":false,"heart_disease":false,"pain_on_exertion":false,
  "pain_on_breathing":false,"pain_on_pressing":true,"chest_injury":false,
  "feverish":false,"cough":false)";

const std::string pain = R"("complaint":["chest_pain"],"age":54,"speaker":"self",
  "setting":"phone","danger_signs":{"others":"no"},"pain_now":true)";

template <class Items>
const typename Items::value_type* by_rule(const Items& all, const std::string& rule) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) {
    return !one.rules.empty() && one.rules.front().id == rule;
  });
  return found == all.end() ? nullptr : &*found;
}

const box_test* test_of(const std::vector<box_test>& tests, const std::string& id) {
  const auto found = std::find_if(tests.begin(), tests.end(),
                                  [&](const box_test& one) { return one.id == id; });
  return found == tests.end() ? nullptr : &*found;
}

/// The answers without their words.
std::vector<used_answer> bare(std::vector<used_answer> answers) {
  for (auto& one : answers)
    one.text = {};
  return answers;
}

TEST(Explanation, NamesTheBoxThatHoldsAndTheAnswersThatMadeItSo) {
  const auto why = explained(infant("38.4"));
  EXPECT_EQ(why.at_least.id, "U1");
  const auto* box = by_rule(why.holds, "FV-10");
  ASSERT_NE(box, nullptr);
  EXPECT_EQ(box->rules.size(), 1u);
  EXPECT_EQ(box->group, "somatic.fever-under-5/child");
  const auto* temperature = test_of(box->tests, "temperature");
  ASSERT_NE(temperature, nullptr);
  EXPECT_EQ(temperature->subject, tested_subject::input);
  EXPECT_EQ(temperature->allowed, (std::vector<allowed_range>{{"38.0", {}}}));
  EXPECT_EQ(temperature->words.words, "38.0 \u00b0C or more");
  EXPECT_EQ(temperature->found_text.words, "38.4 \u00b0C");
  EXPECT_EQ(temperature->answers.front().text.words, "38.4 \u00b0C");
  EXPECT_EQ(temperature->origin, value_origin::answered);
  EXPECT_EQ(temperature->found, "38.4");
  EXPECT_EQ(
      bare(temperature->answers),
      (std::vector<used_answer>{{"temperature", answer_value(decimal{384, 1}), {}}}));
  EXPECT_FALSE(temperature->text.words.empty());
  ASSERT_EQ(box->tests.front().subject, tested_subject::complaint);
  EXPECT_EQ(box->tests.front().words.words, "Fever");
  EXPECT_TRUE(why.possible.empty());
}

TEST(Explanation, SaysWhatWouldHaveBeenMoreUrgent) {
  const auto why = explained(infant("37.9"));
  const auto* change = by_rule(why.changes, "FV-10");
  ASSERT_NE(change, nullptr);
  EXPECT_EQ(change->text.words, "The level would be U1 if the answer to \u201c" +
                                    change->tests.front().text.words +
                                    "\u201d were 38.0 \u00b0C or more");
  EXPECT_EQ(change->level.id, "U1");
  EXPECT_TRUE(change->direct);
  EXPECT_EQ(
      bare(change->example),
      (std::vector<used_answer>{{"temperature", answer_value(decimal{380, 1}), {}}}));
  ASSERT_EQ(change->tests.size(), 1u);
  EXPECT_EQ(change->tests.front().found, "37.9");
}

TEST(Explanation, GoesByLevelAndThenByTheFewestAnswers) {
  const auto got = shipped().assess(read(R"("answers":{)" + infant("37.9") + "}"));
  const auto why = explained(infant("37.9"));
  ASSERT_TRUE(got);
  ASSERT_FALSE(why.changes.empty());
  const auto place = [&](const shown_term& level) {
    for (std::size_t i = 0; i < got->scale.size(); ++i) {
      if (got->scale[i].id == level.id) return i;
    }
    return got->scale.size();
  };
  for (std::size_t i = 0; i + 1 < why.changes.size(); ++i) {
    const auto& one = why.changes[i];
    const auto& next = why.changes[i + 1];
    EXPECT_LE(std::pair(place(one.level), one.example.size()),
              std::pair(place(next.level), next.example.size()));
  }
}

TEST(Explanation, SpeaksFinnishAndSwedish) {
  const std::string quote = "\u201d";
  for (const auto& [language, before, after] :
       {std::tuple("fi", "Taso olisi U1, jos vastaus kysymykseen ",
                   " olisi v\u00e4hint\u00e4\u00e4n 38,0 \u00b0C"),
        std::tuple("sv", "Niv\u00e5n vore U1 om svaret p\u00e5 ",
                   " vore minst 38,0 \u00b0C")}) {
    const auto why = explained(shipped(), std::string("\"language\":\"") + language +
                                              "\",\"answers\":{" + infant("37.9") + "}");
    const auto* change = by_rule(why.changes, "FV-10");
    ASSERT_NE(change, nullptr);
    EXPECT_EQ(change->text.words,
              before + quote + change->tests.front().text.words + quote + after);
    EXPECT_EQ(change->text.language, language);
    EXPECT_FALSE(change->text.fallback);
  }
}

TEST(Explanation, NamesADerivedValueWithAnExampleAndWhatElseWouldDo) {
  const auto why = explained(one_sign);
  const auto* change = by_rule(why.changes, "CP-01");
  ASSERT_NE(change, nullptr);
  EXPECT_FALSE(change->direct);
  EXPECT_EQ(change->text.words,
            "The level would be U0 if the answers were for example these: Is the person "
            "short of breath? yes")
      << "the number has no name for people";
  EXPECT_TRUE(change->tests.front().clause.words.empty());
  const std::vector<std::vector<std::string>> others{
      {"pain_onset"}, {"pain_radiates"}, {"nausea"}};
  EXPECT_EQ(change->other, others);
  ASSERT_EQ(change->tests.size(), 1u);
  EXPECT_EQ(change->tests.front().found, "1");
  EXPECT_EQ(change->tests.front().answers.size(), 5u);
}

/// The ids of the inputs that the example of a change gives.
std::vector<std::string> inputs_of(const possible_change& one) {
  std::vector<std::string> inputs;
  for (const auto& answer : one.example)
    inputs.push_back(answer.input);
  std::sort(inputs.begin(), inputs.end());
  return inputs;
}

TEST(Explanation, LeavesOutWhatHoldsASetThatItHadNoRoomToTell) {
  // of five signs any two make U0: ten pairs, of which nine are told
  auto no_sign = one_sign;
  no_sign.replace(no_sign.find("\"cold_sweat\":true"), 17, "\"cold_sweat\":false");
  const auto why = explained(no_sign);
  const auto pairs = std::find_if(
      why.changes.begin(), why.changes.end(), [](const possible_change& one) {
        return one.level.id == "U0" && one.rules.front().id == "CP-01";
      });
  ASSERT_NE(pairs, why.changes.end());
  EXPECT_EQ(pairs->other.size(), limits::explained_alternatives);
  EXPECT_EQ(pairs->other_left_out, 1u);
  const std::vector<std::string> signs{"breathless", "cold_sweat", "nausea", "pain_onset",
                                       "pain_radiates"};
  for (const auto& one : why.changes) {
    if (one.level.id == "U0") continue;
    const auto inputs = inputs_of(one);
    const auto known = std::count_if(signs.begin(), signs.end(), [&](const auto& sign) {
      return std::binary_search(inputs.begin(), inputs.end(), sign);
    });
    EXPECT_LT(known, 2) << one.text.words;
  }
}

TEST(Explanation, NamesWhatIsUnansweredAndWhatCouldNotBeSaid) {
  const auto why = explained(pain + R"(,"cold_sweat":true,"pain_onset":"?")");
  const auto* open = by_rule(why.possible, "CP-01");
  ASSERT_NE(open, nullptr);
  EXPECT_EQ(open->level.id, "U0");
  const auto state = [&](const std::string& input) {
    for (const auto& one : open->unanswered) {
      if (one.given.input == input) return answer_text(one.given);
    }
    return std::string("absent");
  };
  EXPECT_EQ(state("pain_onset"), "?");
  EXPECT_EQ(state("breathless"), "-");
  EXPECT_EQ(state("pain_now"), "absent");
  EXPECT_EQ(state("age"), "absent");
}

TEST(Explanation, NamesAnAnswerThatIsTooInexact) {
  const auto why = explained(R"("complaint":["chest_pain"],"age":{"from":40,"to":60},
    "setting":"phone","danger_signs":{"others":"no"},"pain_now":true)");
  const auto has_age = [](const possible_level& one) {
    return std::any_of(
        one.unanswered.begin(), one.unanswered.end(), [](const open_answer& open) {
          return open.given.input == "age" && answer_text(open.given) == "40..60";
        });
  };
  EXPECT_TRUE(std::any_of(why.possible.begin(), why.possible.end(), has_age));
}

TEST(Explanation, ShowsRulesThatHoldTogetherAndNoneAlone) {
  const auto why = explained(pain + R"(,"cold_sweat":true)");
  ASSERT_EQ(why.at_least.id, "U2");
  const auto* box = by_rule(why.holds, "CP-01");
  ASSERT_NE(box, nullptr);
  ASSERT_EQ(box->rules.size(), 2u);
  EXPECT_EQ(box->rules.back().id, "CP-20");
  const auto* signs = test_of(box->tests, "ischaemic_signs");
  ASSERT_NE(signs, nullptr);
  EXPECT_EQ(signs->subject, tested_subject::derived);
  EXPECT_EQ(signs->origin, value_origin::computed);
  EXPECT_EQ(signs->found, "1..5");
  EXPECT_EQ(bare(signs->answers),
            (std::vector<used_answer>{{"cold_sweat", answer_value(true), {}}}));
}

TEST(Explanation, SaysNothingOfWhatIsCertainAlready) {
  const auto why = explained(
      R"("complaint":["chest_pain"],"danger_signs":{"present":["unresponsive"]})");
  EXPECT_EQ(why.at_least.id, "U0");
  ASSERT_NE(by_rule(why.holds, "DS-01"), nullptr);
  EXPECT_TRUE(why.possible.empty());
  EXPECT_TRUE(why.changes.empty());
}

TEST(Explanation, NeverChangesTheComplaint) {
  const auto why = explained(R"("complaint":["toothache"],"age":30,"setting":"phone",
    "danger_signs":{"others":"no"})");
  for (const auto& one : why.changes) {
    for (const auto& given : one.example)
      EXPECT_NE(given.input, "complaint");
  }
}

TEST(Explanation, RefusesWhatAssessRefuses) {
  const auto contact = read(R"("answers":{"age":98765,"sex":"Kaisa"})");
  const auto got = shipped().explain(contact);
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error(), shipped().check(contact));
  EXPECT_EQ(to_json(got.error()).find("98765"), std::string::npos);
  EXPECT_EQ(to_json(got.error()).find("Kaisa"), std::string::npos);
}

TEST(Explanation, IsTheSameForTheSameContact) {
  const auto one = explained(infant("37.9"));
  const auto other = explained(infant("37.9"));
  EXPECT_EQ(one, other);
  EXPECT_EQ(to_json(one), to_json(other));
}

// --- our own small rules, for what the shipped ones do not have

std::string rule(const std::string& id, const std::string& level,
                 const std::string& when) {
  return "<rule id=\"" + id + "\" urgency=\"" + level +
         "\"> <title lang=\"en\">Rule</title> <when>" + when +
         "</when> <source ref=\"invented\"/> </rule>\n";
}

engine with_rules(const std::string& rules) {
  testing_rules::made_rules what;
  what.body = R"(<inputs>
    <input id="low" type="decimal" unit="1" min="0.0" max="9.0" resolution="0.1">
      <ask lang="en">Low?</ask> </input>
    <input id="high" type="decimal" unit="1" min="0.0" max="9.0" resolution="0.1">
      <ask lang="en">High?</ask> </input>
    <input id="warm" type="boolean"> <infer when="high &gt;= 5.0" values="true"/>
      <ask lang="en">Warm?</ask> </input>
    <input id="pregnant" type="boolean" applies-when="sex = 'female'" otherwise="false">
      <ask lang="en">Pregnant?</ask> </input>
    </inputs>
    <rules id="all" complaints="*" need="body">)" +
              rules +
              R"(<otherwise id="R-90" urgency="L3"> <title lang="en">Rest</title>
      <source ref="invented"/> </otherwise> </rules>)";
  auto documents = testing_rules::case_documents({"vocabulary.xml"});
  documents.push_back(testing_rules::made(what));
  auto made = engine::open(documents, {});
  EXPECT_TRUE(made) << (made ? "" : made.error().text());
  return *made;
}

explanation explained_by(const engine& rules, const std::string& answers) {
  return explained(rules,
                   R"("language":"en","answers":{"complaint":["ache"],)" + answers + "}");
}

TEST(Explanation, WritesWhatConditionsComputeAndCompare) {
  const auto rules = with_rules(rule("R-1", "L1", "high - low >= 2.5") +
                                rule("R-2", "L2", "low > high"));
  const auto wide = explained_by(rules, R"("low":1.0,"high":4.0)");
  ASSERT_EQ(wide.at_least.id, "L1");
  const auto& computed = wide.holds.front().tests.front();
  EXPECT_EQ(computed.subject, tested_subject::computed);
  EXPECT_EQ(computed.id, "high - low");
  EXPECT_EQ(computed.words.words, "2.5 or more");
  EXPECT_EQ(computed.found, "3.0");
  EXPECT_EQ(bare(computed.answers),
            (std::vector<used_answer>{{"low", answer_value(decimal{10, 1}), {}},
                                      {"high", answer_value(decimal{40, 1}), {}}}));
  const auto crossed = explained_by(rules, R"("low":5.0,"high":4.0)");
  ASSERT_EQ(crossed.at_least.id, "L2");
  const auto& compared = crossed.holds.front().tests.front();
  EXPECT_EQ(compared.subject, tested_subject::comparison);
  EXPECT_EQ(compared.id + ": " + compared.words.words, "high: less than low");
  EXPECT_EQ(compared.with, "low");
  EXPECT_EQ(compared.found, "less");
  const auto* change = by_rule(crossed.changes, "R-1");
  ASSERT_NE(change, nullptr);
  EXPECT_EQ(change->text.words.rfind("The level would be L1 if the answers were for "
                                     "example these: ",
                                     0),
            0u)
      << change->text.words;
}

/// A program does not keep which condition an `if` stands on: the legend does.
TEST(Explanation, WritesWhatDiffersOnlyInsideAnIf) {
  const auto rules =
      with_rules(rule("R-1", "L1", "(if warm then low else 0.0) &gt; 5") +
                 rule("R-2", "L2", "(if pregnant then low else 0.0) &gt; 5"));
  const auto why = explained_by(rules, R"("low":6.0,"high":1.0,"warm":true)");
  ASSERT_EQ(why.at_least.id, "L1");
  EXPECT_EQ(why.holds.front().tests.front().id, "if warm then low else 0.0");
}

TEST(Explanation, TellsAnInferenceFromAnAnswer) {
  const auto rules = with_rules(rule("R-1", "L1", "warm"));
  const auto inferred = explained_by(rules, R"("high":6.0)");
  ASSERT_EQ(inferred.at_least.id, "L1");
  const auto& test = inferred.holds.front().tests.front();
  EXPECT_EQ(test.origin, value_origin::inferred);
  EXPECT_EQ(test.found, "true");
  EXPECT_EQ(bare(test.answers),
            (std::vector<used_answer>{{"high", answer_value(decimal{60, 1}), {}}}));
  const auto answered = explained_by(rules, R"("warm":true)");
  EXPECT_EQ(answered.holds.front().tests.front().origin, value_origin::answered);
}

TEST(Explanation, ProposesNoAnswerThatWouldBeUnexpected) {
  const auto rules = with_rules(rule("R-1", "L1", "pregnant"));
  const auto why = explained_by(rules, R"("sex":"male")");
  const auto* change = by_rule(why.changes, "R-1");
  ASSERT_NE(change, nullptr);
  EXPECT_EQ(bare(change->example),
            (std::vector<used_answer>{{"sex", answer_value(std::string("female")), {}},
                                      {"pregnant", answer_value(true), {}}}));
  EXPECT_EQ(change->tests.front().origin, value_origin::inapplicable);
  EXPECT_EQ(bare(change->tests.front().answers),
            (std::vector<used_answer>{{"sex", "male", {}}}));
}

TEST(Explanation, KeepsTheRangeOfANumberThatAlsoEntersArithmetic) {
  const auto rules = with_rules(rule("R-1", "L1", "high >= 4.0") +
                                rule("R-2", "L2", "low + high >= 3.0"));
  const auto why = explained_by(rules, R"("low":1.0,"high":1.0)");
  const auto* change = by_rule(why.changes, "R-1");
  ASSERT_NE(change, nullptr);
  EXPECT_EQ(change->tests.front().words.words, "4.0 or more");
}

TEST(Explanation, MarksChangesOfGroupsThatDoNotSpeakForTheContact) {
  const auto why = explained(R"("complaint":["chest_pain"],"age":9,"setting":"phone",
    "danger_signs":{"others":"no"},"cold_sweat":true,"nausea":true,"pain_now":true)");
  const auto* adult = by_rule(why.changes, "CP-01");
  ASSERT_NE(adult, nullptr);
  EXPECT_FALSE(adult->in_scope);
  EXPECT_EQ(adult->tests.front().words.words, "16 years or more");
  const auto* sign = by_rule(why.changes, "DS-01");
  ASSERT_NE(sign, nullptr);
  EXPECT_TRUE(sign->in_scope);
}

TEST(Explanation, SaysNothingMoreUrgentThanWhatItNames) {
  // whatever makes R-2 certain with 8 or more makes R-1 so, too
  const auto rules =
      with_rules(rule("R-1", "L1", "high >= 8.0") + rule("R-2", "L2", "high >= 4.0"));
  const auto why = explained_by(rules, R"("high":2.0)");
  ASSERT_EQ(why.changes.size(), 2u);
  EXPECT_EQ(why.changes[0].level.id, "L1");
  EXPECT_EQ(why.changes[0].tests.front().words.words, "8.0 or more");
  EXPECT_EQ(why.changes[1].level.id, "L2");
  EXPECT_EQ(why.changes[1].tests.front().words.words, "4.0 or more");
}

}  // namespace
}  // namespace arvio
