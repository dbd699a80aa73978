// A table of small rule sets: each with what is found in it, and one like it in which
// nothing is.

#include "arvio/analysis/static_findings.hpp"

#include "unit/engine/rule_texts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace arvio {
namespace {

repository loaded_with(const std::string& body) {
  auto documents = testing_rules::case_documents({"vocabulary.xml"});
  documents.push_back(testing_rules::made({.body = body}));
  auto loaded = load_repository(std::move(documents), {});
  for (const auto& one : loaded.findings) {
    EXPECT_NE(one.level, severity::error) << render(one, loaded.sources);
  }
  return loaded;
}

/// What is found in the made rule set, missing texts apart: code, message and witness.
std::string found(const std::string& body, errc code, bool notes) {
  const auto loaded = loaded_with(body);
  findings all;
  analysis::find_static(loaded, {notes}, all);
  std::string out;
  for (const auto& one : all) {
    if (one.code != code) continue;
    EXPECT_EQ(one.level, code == errc::none ? severity::note : severity::warning);
    EXPECT_NE(one.where.source, 0u);
    if (loaded.sources.find(one.where.source)->name == "vocabulary.xml") continue;
    out += (one.rule.empty() ? "" : one.rule + ": ") + one.message + "\n";
    if (!one.witness.empty()) out += "  " + one.witness + "\n";
    if (one.witness.empty() && code == errc::none) out += "  " + one.hint + "\n";
  }
  return out;
}

std::string rules_with(const std::string& inside) {
  return R"(<rules id="g" complaints="ache" need="body">
    <baseline id="well" complaint="ache" age="50" sex="male"/>)" +
         inside +
         R"(<otherwise id="G-9" urgency="L2"> <source ref="invented"/> </otherwise>
    </rules>)";
}

std::string rule(const std::string& id, const std::string& level,
                 const std::string& when) {
  return "<rule id=\"" + id + "\" " + level + "> <when>" + when + "</when> </rule>";
}

// --- deadlines

std::string limits_of(const std::string& deadlines) {
  return "<deadlines>" + deadlines + "</deadlines>";
}

std::string limit(const std::string& id, const std::string& more) {
  return "<deadline id=\"" + id +
         "\" kind=\"visit\" within=\"14 days\" counts-from=\"assessment\" "
         "source=\"invented\" " +
         more;
}

TEST(DeadlineHoles, AreDaysBetweenTwoLawsOnWhichNoneIsInForce) {
  const auto holes = [](const std::string& deadlines) {
    return found(limits_of(deadlines), errc::deadline_hole, false);
  };
  EXPECT_EQ(holes(limit("a", "in-force-to=\"2026-03-30\"/>") +
                  limit("b", "in-force-from=\"2026-04-01\"/>")),
            "b: no deadline of the kind `visit` is in force from 2026-03-31 to "
            "2026-03-31\n");
  EXPECT_EQ(holes(limit("b", "in-force-from=\"2026-04-01\"/>") +
                  limit("a", "in-force-to=\"2026-03-31\"/>")),
            "");
  // of other people
  EXPECT_EQ(
      holes(limit("a", "in-force-to=\"2026-03-30\"><when>age > 5</when></deadline>") +
            limit("b", "in-force-from=\"2026-04-01\"/>")),
      "");
  // written in another way, and the same
  EXPECT_NE(
      holes(limit("a", "in-force-to=\"2026-03-30\"><when>age > 5</when></deadline>") +
            limit("b",
                  "in-force-from=\"2026-04-01\"><when> age  > 5 </when>"
                  "</deadline>")),
      "");
  // a third one closes it
  EXPECT_EQ(
      holes(limit("a", "in-force-to=\"2026-03-30\"/>") +
            limit("b", "in-force-from=\"2026-05-01\"/>") +
            limit("c", "in-force-from=\"2025-01-01\" in-force-to=\"2026-04-30\"/>")),
      "");
}

TEST(UnnamedKinds, AreAWarningWhereTheRuleSetHasRules) {
  const auto two = limit("a", "in-force-to=\"2026-03-31\"/>") +
                   limit("b", "in-force-from=\"2026-04-01\"/>");
  EXPECT_EQ(found(rules_with("") + limits_of(two), errc::deadline_unnamed, false),
            "no rule names the kind `visit`\n");
  EXPECT_EQ(found(limits_of(two), errc::deadline_unnamed, false), "");
  EXPECT_NE(found(limits_of(two), errc::none, true).find("no rule names the kind"),
            std::string::npos);
  const auto named = R"(<rules id="h" need="body"> <rule id="H-1"> <when>age >= 90</when>
    <deadline kind="visit"/> </rule> </rules>)";
  EXPECT_EQ(found(named + limits_of(two), errc::deadline_unnamed, false), "");
}

TEST(UnusedInputs, AreNotTheEventsOfDeadlines) {
  const auto input = R"(<inputs> <input id="arrived" type="date" min="2026-01-01"
    max="2027-12-31"/> </inputs>)";
  const auto with_event = [&](const std::string& event) {
    return input + rules_with("") +
           limits_of("<deadline id=\"a\" kind=\"visit\" within=\"1 day\" counts-from=\"" +
                     event + "\" source=\"invented\"/>");
  };
  EXPECT_EQ(found(with_event("arrived"), errc::input_unused, false), "");
  EXPECT_NE(found(with_event("assessment"), errc::input_unused, false), "");
}

// --- what there is too much of to look at all

TEST(StaticFindings, EndTheSearchInAVeryLargeRuleSetAndSaySo) {
  // each applies where the one before does
  std::string chain = "<inputs>";
  for (int i = 0; i < 1500; ++i) {
    const auto number = std::to_string(i);
    chain += "<input id=\"b" + number + "\" type=\"boolean\"" +
             (i == 0 ? ""
                     : " applies-when=\"b" + std::to_string(i - 1) +
                           "\" otherwise=\"false\"") +
             "/>";
  }
  const auto loaded = loaded_with(chain + "</inputs>" +
                                  rules_with(rule("G-1", "urgency=\"L1\"", "b1499")));
  findings all;
  analysis::find_static(loaded, {false}, all);
  const auto ended = std::count_if(all.begin(), all.end(), [](const finding& one) {
    return one.code == errc::limit_work && one.level == severity::note;
  });
  EXPECT_EQ(ended, 1);
}

TEST(StaticFindings, LookAtAllOfTheRuleSetsThatComeWithArvio) {
  std::vector<document> documents;
  for (const auto& place : std::filesystem::recursive_directory_iterator(
           std::filesystem::path(ARVIO_SOURCE_DIR) / "rules")) {
    if (place.path().extension() == ".xml")
      documents.push_back({place.path().string(), testing_rules::read(place.path())});
  }
  const auto loaded = load_repository(std::move(documents), {});
  findings all;
  analysis::find_static(loaded, {true}, all);
  EXPECT_TRUE(std::none_of(all.begin(), all.end(), [](const finding& one) {
    return one.code == errc::limit_work;
  }));
  EXPECT_FALSE(loaded.periods.empty());
}

// --- rules that others cover

std::string covered(const std::string& inside) {
  return found(rules_with(inside), errc::rule_covered, false);
}

TEST(CoveredRules, AreThoseInsideAMoreUrgentOne) {
  EXPECT_EQ(
      covered(rule("G-1", "urgency=\"L0\"", "age >= 60") +
              rule("G-2", "urgency=\"L1\"", "age >= 75 and sex = 'male'")),
      "G-2: `G-2` never decides anything: wherever it holds, `G-1` does, which is "
      "more urgent\n"
      "  baseline `well` with <given age=\"75\"/> makes it certain, and `G-1` too\n");
  EXPECT_EQ(covered(rule("G-1", "urgency=\"L0\"", "age >= 76") +
                    rule("G-2", "urgency=\"L1\"", "age >= 75 and sex = 'male'")),
            "");
  EXPECT_EQ(covered(rule("G-1", "urgency=\"L1\"", "age >= 60") +
                    rule("G-2", "urgency=\"L0\"", "age >= 75 and sex = 'male'")),
            "");
}

TEST(CoveredRules, AreThoseThatSeveralCoverTogether) {
  const auto two = rule("G-1", "urgency=\"L0\"", "age >= 60") +
                   rule("G-2", "urgency=\"L0\"", "sex = 'female'");
  EXPECT_EQ(
      covered(two + rule("G-3", "urgency=\"L1\"", "age >= 70 or sex = 'female'")),
      "G-3: `G-3` never decides anything: wherever it holds, one of `G-1` and `G-2` "
      "does, which is more urgent\n"
      "  baseline `well` with <given age=\"70\"/> makes it certain, and `G-1` too\n");
  EXPECT_EQ(covered(two + rule("G-3", "urgency=\"L1\"", "age >= 59 or sex = 'female'")),
            "");
}

TEST(CoveredRules, AreFoundWhereOneOfTheOthersTestsSomethingElse) {
  EXPECT_NE(covered(rule("G-1", "urgency=\"L0\"", "not(age >= 60)") +
                    rule("G-2", "urgency=\"L0\"", "sex = 'male' and age >= 60") +
                    rule("G-3", "urgency=\"L1\"", "sex = 'male'"))
                .find("G-3: `G-3` never decides anything: wherever it holds, one of"),
            std::string::npos);
}

TEST(CoveredRules, AreTheSecondOfTwoThatAreTheSame) {
  const auto got = covered(rule("G-1", "urgency=\"L1\"", "age >= 75") +
                           rule("G-2", "urgency=\"L1\"", "not(age in [..74])"));
  EXPECT_NE(got.find("G-2: `G-2` never decides"), std::string::npos) << got;
  EXPECT_EQ(got.find("G-1: "), std::string::npos) << got;
}

TEST(CoveredRules, AreSuggestionsThatAreNeverAbove) {
  EXPECT_NE(covered(rule("G-1", "urgency=\"L1\"", "age >= 60") +
                    rule("G-2", "suggest=\"L1\"", "age >= 75"))
                .find("G-2: `G-2` never decides"),
            std::string::npos);
  EXPECT_EQ(covered(rule("G-1", "urgency=\"L1\"", "age >= 60") +
                    rule("G-2", "suggest=\"L0\"", "age >= 75")),
            "");
}

TEST(CoveredRules, MayRepeatARuleOfARuleSetThatTheyUse) {
  const auto group = [](const std::string& id, const std::string& inside) {
    return "<rules id=\"" + id + "\" need=\"body\">" + inside + "</rules>";
  };
  const auto covered_at = [&group](const std::string& level) {
    auto documents = testing_rules::case_documents({"vocabulary.xml"});
    documents.push_back(testing_rules::made(
        {.id = "own.first",
         .body = group("g", rule("G-1", "urgency=\"L1\"", "age >= 60"))}));
    documents.push_back(testing_rules::made(
        {.id = "own.second",
         .uses = R"(<use ruleset="vocabulary" version="1"/>
                    <use ruleset="own.first" version="1"/>)",
         .body = group("h", rule("H-1", "urgency=\"" + level + "\"", "age >= 75"))}));
    const auto loaded = load_repository(std::move(documents), {});
    EXPECT_FALSE(has_errors(loaded.findings));
    findings all;
    analysis::find_static(loaded, {false}, all);
    return std::count_if(all.begin(), all.end(), [](const finding& one) {
      return one.code == errc::rule_covered;
    });
  };
  EXPECT_EQ(covered_at("L1"), 0);
  EXPECT_EQ(covered_at("L2"), 1);
}

TEST(CoveredRules, AreNotThoseThatSpeakForAnotherNeed) {
  EXPECT_EQ(covered(rule("G-1", "urgency=\"L0\"", "age >= 60") +
                    rule("G-2", "need=\"home\" urgency=\"L1\"", "age >= 75")),
            "");
}

// --- inputs that are asked before what decides whether they apply

std::string early(const std::string& inputs) {
  return found("<inputs>" + inputs + "</inputs>" +
                   rules_with(rule("G-1", "urgency=\"L1\"", "falls and stairs")),
               errc::asked_early, false);
}

TEST(InputsAskedEarly, AreThoseDeclaredBeforeWhatDecidesOnThem) {
  const std::string falls = R"(<input id="falls" type="boolean" applies-when="stairs" )"
                            R"(otherwise="false")";
  const std::string stairs = R"(<input id="stairs" type="boolean"/>)";
  EXPECT_EQ(early(falls + "/>" + stairs),
            "`falls` may be asked before `stairs`, which decides whether it applies\n");
  EXPECT_EQ(early(stairs + falls + "/>"), "");
  EXPECT_EQ(early(falls + R"( after="stairs"/>)" + stairs), "");
}

// --- inputs that nothing hangs on

std::string unused(const std::string& inputs, const std::string& inside) {
  return found("<inputs>" + inputs + "</inputs>" + rules_with(inside), errc::input_unused,
               false);
}

const std::string stairs = R"(<input id="stairs" type="boolean"/>)";

TEST(UnusedInputs, AreThoseInNoCondition) {
  const auto old = rule("G-1", "urgency=\"L1\"", "age >= 75");
  EXPECT_EQ(unused(stairs, old), "nothing hangs on `stairs`\n");
  EXPECT_EQ(unused(stairs, rule("G-1", "urgency=\"L1\"", "stairs")), "");
  EXPECT_EQ(unused(stairs, R"(<require input="stairs"/>)" + old), "");
}

TEST(UnusedInputs, AreNotThoseThatSayWhatAnotherIs) {
  const auto one = rule("G-1", "urgency=\"L1\"", "steps >= 3");
  const auto steps = [](const std::string& rest) {
    return R"(<input id="steps" type="integer" unit="1" min="0" max="9")" + rest;
  };
  EXPECT_EQ(unused(stairs + steps("/>"), one), "nothing hangs on `stairs`\n");
  EXPECT_EQ(unused(stairs + steps(R"( applies-when="stairs" otherwise="0"/>)"), one), "");
  EXPECT_EQ(unused(stairs + steps(R"(> <infer when="stairs" from="5"/> </input>)"), one),
            "");
  EXPECT_EQ(
      unused(stairs + steps(R"(> <presume value="0" when="stairs"/> </input>)"), one),
      "");
}

TEST(UnusedInputs, OfAVocabularyAreNotes) {
  const auto loaded = loaded_with(rules_with(rule("G-1", "urgency=\"L1\"", "age >= 75")));
  const auto unused_of_vocabulary = [&loaded](bool notes) {
    findings all;
    analysis::find_static(loaded, {notes}, all);
    std::string out;
    for (const auto& one : all) {
      if (one.message.rfind("nothing hangs on", 0) == 0) out += one.message + "\n";
    }
    return out;
  };
  EXPECT_EQ(unused_of_vocabulary(false), "");
  EXPECT_EQ(unused_of_vocabulary(true), "nothing hangs on `sex`\n");
}

// --- conditions that no contact makes true

std::string never(const std::string& before, const std::string& inside) {
  return found(before + rules_with(inside), errc::condition_never, false);
}

const std::string points =
    R"(<derived>
      <value id="points" type="integer">count_true(age >= 75, sex = 'male')</value>
    </derived>)";

TEST(ConditionsThatNeverHold, AreFoundThroughDerivedValues) {
  EXPECT_EQ(never(points, rule("G-1", "urgency=\"L1\"", "points >= 2 and age in [..74]")),
            "G-1: the condition of rule `G-1` never holds, whatever is answered\n");
  EXPECT_EQ(never(points, rule("G-1", "urgency=\"L1\"", "points >= 1 and age in [..74]")),
            "");
}

TEST(ConditionsThatNeverHold, AreFoundThroughApplicability) {
  const auto inputs = [](const std::string& second) {
    return R"(<inputs>
      <input id="twins" type="boolean" applies-when="sex = 'female'" otherwise="false"/>
      <input id="months" type="integer" unit="mo" min="0" max="9"
             applies-when=")" +
           second + R"(" otherwise="0"/> </inputs>)";
  };
  const auto one = rule("G-1", "urgency=\"L1\"", "months >= 3");
  const auto got = never(inputs("twins and sex = 'male'"), one);
  EXPECT_NE(got.find("`applies-when` of input `months` never holds"), std::string::npos);
  EXPECT_EQ(never(inputs("twins and sex = 'female'"), one), "");
}

// --- notes: things that share an input

std::string notes(const std::string& body) { return found(body, errc::none, true); }

TEST(SharedInputs, AreShownWhereTheyMatter) {
  const std::string derived =
      R"(<derived> <value id="old" type="boolean">age >= 80</value> </derived>)";
  const std::string tells =
      "G-1: tests several things that depend on `age`; they are "
      "taken as independent of each other\n";
  EXPECT_EQ(
      notes(derived + rules_with(rule("G-1", "urgency=\"L1\"",
                                      "(old and sex = 'male') or age in [..79]"))),
      tells +
          "  <given complaint=\"ache\" sex=\"male\"/> leaves it possible, and every "
          "completion makes it certain\n");
  EXPECT_EQ(
      notes(derived + rules_with(rule("G-1", "urgency=\"L1\"", "old and age in [..90]"))),
      tells + "  no contact was found where that matters\n");
  EXPECT_EQ(
      notes(derived + rules_with(rule("G-1", "urgency=\"L1\"", "old and sex = 'male'"))),
      "");
}

// --- notes: inferences and presumptions

TEST(Inferences, ThatContradictEachOtherAreShownByAContact) {
  const auto body = [](const std::string& second) {
    return R"(<inputs> <input id="stairs" type="boolean"/>
      <input id="steps" type="integer" unit="1" min="0" max="9">
        <infer when="stairs" from="5"/> <infer when=")" +
           second + R"(" to="4"/> </input> </inputs>)" +
           rules_with(rule("G-1", "urgency=\"L1\"", "steps >= 3"));
  };
  EXPECT_EQ(
      notes(body("age >= 80")),
      "this and an earlier inference of `steps` can hold together and leave no "
      "value; then neither counts\n"
      "  <given age=\"80\" stairs=\"true\"/> leaves `steps` no value by inferences 1 "
      "and 2\n");
  EXPECT_EQ(notes(body("not(stairs)")), "");
}

TEST(Presumptions, AreShownWithWhatTheyLower) {
  const std::string input =
      R"(<inputs> <input id="falls" type="boolean"> <presume value="false"/> </input> )"
      "</inputs>";
  EXPECT_EQ(
      notes(input + rules_with(rule("G-1", "urgency=\"L1\"", "falls and age >= 80"))),
      "presuming falls `false` can lower `G-1`\n"
      "  baseline `well` with <given age=\"80\" falls=\"?\"/> excludes `G-1`, which "
      "is possible without it; the cautious level is then `L2` and not `L1`\n");
  EXPECT_EQ(notes(input + rules_with(rule("G-1", "urgency=\"L1\"", "age >= 80"))),
            "presuming falls `false` can lower no rule\n"
            "  no contact was found in which a rule is lowered by it\n");
}

// --- texts and cases

TEST(MissingTexts, AreThoseOfTheDeclaredLanguages) {
  const auto loaded = loaded_with(rules_with(
      R"(<rule id="G-1" urgency="L1"> <title lang="sv">Gammal</title>
         <when>age >= 75</when> </rule>)"));
  findings all;
  analysis::find_static(loaded, {false}, all);
  std::string texts;
  for (const auto& one : all) {
    if (one.code == errc::text_missing && one.rule == "G-1") texts += one.message + "\n";
  }
  EXPECT_EQ(texts,
            "the title of `G-1` is not there in `fi`\n"
            "the title of `G-1` is not there in `en`\n");
}

TEST(MissingCases, AreNotes) {
  const auto body = rules_with(rule("G-1", "urgency=\"L1\"", "age >= 75"));
  const auto loaded = loaded_with(body);
  findings all;
  analysis::find_static(loaded, {true}, all);
  std::string cases;
  for (const auto& one : all) {
    if (one.code != errc::case_missing) continue;
    EXPECT_EQ(one.level, severity::note);
    cases += one.message + "\n";
  }
  EXPECT_EQ(
      cases,
      "no case names the complaint `ache`, which the group `g` covers\n"
      "no case of rule `G-1` stands right on either side of the threshold `age 74 | "
      "75`\n");
  EXPECT_EQ(found(body, errc::case_missing, false), "");
}

}  // namespace
}  // namespace arvio
