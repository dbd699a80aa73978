#include "arvio/analysis/mutation.hpp"

#include "arvio/cases/case_run.hpp"

#include "unit/engine/rule_texts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace arvio {
namespace {

using analysis::mutant_fate;
using analysis::mutant_kind;
using analysis::mutant_result;
using analysis::mutation_report;
using testing_rules::case_documents;
using testing_rules::made;

/// A small rule set in which every kind of change can be made, and all cases that its
/// rules need. `<!--name-->` marks a case that tests leave out.
const std::string whole_rules = R"(
  <inputs>
    <input id="pulse" type="integer" unit="/min" min="20" max="250"/>
    <input id="heat" type="decimal" unit="Cel" min="30.0" max="45.0" resolution="0.1"/>
    <input id="smoker" type="boolean"/>
    <input id="signs" type="codes"> <value id="rash"/> <value id="cough"/> </input>
  </inputs>
  <derived>
    <table id="speed" type="integer" input="pulse">
      <row to="130" value="1"/> <row from="131" value="2"/>
    </table>
  </derived>
  <rules id="g" complaints="ache" applies-when="age >= 16" need="body">
    <baseline id="well" complaint="ache" age="30" pulse="70" heat="36.8" smoker="false"
              signs="-*"/>
    <rule id="R-1" urgency="L0"> <when>heat in [39.0..41.0] and smoker</when>
      <!--heat--> <case expect="certain"> <given heat="39.0" smoker="true"/> </case>
      <!--cool--> <case expect="excluded"> <given heat="38.9" smoker="true"/> </case>
      <!--hot--> <case expect="certain"> <given heat="41.0" smoker="true"/> </case>
      <!--hotter--> <case expect="excluded"> <given heat="41.1" smoker="true"/> </case>
      <!--smoke--> <case expect="excluded"> <given heat="40.0" smoker="false"/> </case>
      <!--young--> <case expect="excluded">
        <given age="15" heat="40.0" smoker="true"/> </case>
      <!--grown--> <case expect="certain">
        <given age="16" heat="40.0" smoker="true"/> </case>
    </rule>
    <rule id="R-2" urgency="L1"> <when>speed = 2 or smoker</when>
      <!--slow--> <case expect="excluded"> <given pulse="130"/> </case>
      <!--fast--> <case expect="certain"> <given pulse="131"/> </case>
      <!--fumes--> <case expect="certain"> <given smoker="true"/> </case>
    </rule>
    <rule id="R-3" suggest="L1"> <when>speed = 1 and signs any ('rash', 'cough')</when>
      <!--rash--> <case expect="certain"> <given signs="rash -*"/> </case>
      <!--cough--> <case expect="certain"> <given signs="cough -*"/> </case>
      <!--none--> <case expect="excluded"> <given signs="-*"/> </case>
      <!--rush--> <case expect="excluded"> <given pulse="131" signs="rash -*"/> </case>
    </rule>
    <otherwise id="R-90" urgency="L2"> <source ref="invented"/> </otherwise>
  </rules>
  <cases>
    <!--T-1--> <case id="T-1" baseline="g.well"> <given heat="40.0" smoker="true"/>
      <expect urgency="L0" rules="R-1 R-2"/> </case>
    <!--T-2--> <case id="T-2" baseline="g.well"> <given pulse="131"/>
      <expect urgency="L1" rules="R-2" suggestions=""/> </case>
    <!--T-3--> <case id="T-3" baseline="g.well"> <given signs="rash -*"/>
      <expect urgency="L2" rules="R-90" suggestions="R-3"/> </case>
    <!--T-4--> <case id="T-4" baseline="g.well"> <given smoker="true" signs="rash -*"/>
      <expect urgency="L1" suggestions=""/> </case>
  </cases>)";

/// The rules without the case of a name.
std::string without(const std::string& name) {
  auto text = whole_rules;
  const auto mark = "<!--" + name + "-->";
  const auto begin = text.find(mark);
  EXPECT_NE(begin, std::string::npos) << name;
  const std::string end = "</case>";
  text.erase(begin, text.find(end, begin) + end.size() - begin);
  return text;
}

mutation_report report_of(const std::string& body) {
  auto documents = case_documents({"vocabulary.xml"});
  documents.push_back(made({.body = body}));
  const auto loaded = load_repository(std::move(documents), {});
  for (const auto& one : loaded.findings)
    ADD_FAILURE() << render(one, loaded.sources);
  EXPECT_TRUE(run_cases(loaded).failures.empty());
  return analysis::try_mutants(loaded, {});
}

std::vector<std::string> words_of(const mutation_report& report, mutant_fate fate) {
  std::vector<std::string> words;
  for (const auto& one : report.mutants) {
    if (one.rule_set == "own.made" && one.fate == fate) words.push_back(one.words);
  }
  return words;
}

const mutant_result* find(const mutation_report& report, const std::string& words) {
  for (const auto& one : report.mutants) {
    if (one.words == words) return &one;
  }
  return nullptr;
}

TEST(Mutants, AreOfEveryKindAndAllCaughtByAWholeSetOfCases) {
  const auto report = report_of(whole_rules);
  EXPECT_EQ(words_of(report, mutant_fate::survived), std::vector<std::string>());
  std::set<mutant_kind> kinds;
  for (const auto& one : report.mutants) {
    if (one.rule_set == "own.made") kinds.insert(one.kind);
  }
  EXPECT_EQ(kinds.size(), analysis::mutant_kinds);
}

struct missing_case {
  const char* name;
  mutant_kind kind;
  const char* words;
};

TEST(Mutants, SurviveWhereTheCaseThatNoticesThemIsMissing) {
  using kind = mutant_kind;
  const std::vector<missing_case> table = {
      {"cool", kind::threshold,
       "rule `R-1`: `heat in [39.0..41.0]` becomes `heat in [38.9..41.0]`"},
      {"heat", kind::threshold,
       "rule `R-1`: `heat in [39.0..41.0]` becomes `heat in [39.1..41.0]`"},
      {"heat", kind::comparator,
       "rule `R-1`: `heat in [39.0..41.0]` becomes `heat in (39.0..41.0]`"},
      {"hot", kind::comparator,
       "rule `R-1`: `heat in [39.0..41.0]` becomes `heat in [39.0..41.0)`"},
      {"hotter", kind::threshold,
       "rule `R-1`: `heat in [39.0..41.0]` becomes `heat in [39.0..41.1]`"},
      {"grown", kind::threshold,
       "`applies-when` of group `g`: `age >= 16` becomes `age >= 17`"},
      {"grown", kind::comparator,
       "`applies-when` of group `g`: `age >= 16` becomes `age > 16`"},
      {"young", kind::condition_dropped,
       "`applies-when` of group `g`: `age >= 16` is left out"},
      {"slow", kind::threshold, "table `speed`: `to=\"130\"` becomes `to=\"129\"`"},
      {"cough", kind::comparator,
       "rule `R-3`: `signs any ('rash', 'cough')` becomes `signs any ('rash')`"},
      {"rush", kind::condition_dropped,
       "rule `R-3`: `speed = 1 and signs any ('rash', 'cough')` becomes `signs any "
       "('rash', 'cough')`"},
      {"T-1", kind::urgency, "rule `R-1`: `L0` becomes `L1`"},
      {"T-4", kind::urgency, "rule `R-3`: `L1` becomes `L0`"},
      {"T-3", kind::urgency, "rule `R-3`: `L1` becomes `L2`"},
      {"smoke", kind::atom_true, "rule `R-1`: `smoker` becomes `true`"},
      {"smoke", kind::condition_dropped,
       "rule `R-1`: `heat in [39.0..41.0] and smoker` becomes `heat in [39.0..41.0]`"},
  };
  for (const auto& one : table) {
    const auto report = report_of(without(one.name));
    const auto* found = find(report, one.words);
    ASSERT_NE(found, nullptr) << one.words;
    EXPECT_EQ(found->kind, one.kind) << one.words;
    EXPECT_EQ(found->fate, mutant_fate::survived) << one.name << ": " << one.words;
    EXPECT_FALSE(found->reason.empty()) << one.words;
  }
}

/// A rule set with one rule, of which `cases` are all.
std::string one_rule(const std::string& when, const std::string& cases) {
  return R"(<inputs> <input id="pulse" type="integer" unit="/min" min="20" max="250"/>
    <input id="smoker" type="boolean"/> </inputs>
    <derived> <score id="points"> <item id="p" input="pulse">
      <band to="100" points="1"/> <band from="101" points="1"/> </item> </score>
    </derived>
    <rules id="g" need="body"> <rule id="R-1" urgency="L1"> <when>)" +
         when + "</when> " + cases + " </rule> </rules>";
}

TEST(Mutants, OfARuleThatIsDroppedOrSwappedSurviveWithoutCases) {
  const auto report = report_of(one_rule("pulse > 100 and smoker", ""));
  for (const auto* words :
       {"rule `R-1` is left out",
        "rule `R-1`: `pulse > 100 and smoker` becomes `pulse > 100 "
        "or smoker`",
        "rule `R-1`: `smoker` becomes `false`", "rule `R-1`: `L1` becomes `L2`"}) {
    const auto* found = find(report, words);
    ASSERT_NE(found, nullptr) << words;
    EXPECT_EQ(found->fate, mutant_fate::survived) << words;
    EXPECT_EQ(found->rule, "R-1");
    EXPECT_NE(found->where.source, 0u);
  }
  const auto* points = find(report, "item `p`: `1` becomes `2`");
  ASSERT_NE(points, nullptr);
  EXPECT_EQ(points->kind, mutant_kind::points);
  EXPECT_EQ(points->fate, mutant_fate::survived);
  EXPECT_EQ(points->reason, "a case in which `points` decides, with `pulse` 20");
}

TEST(Mutants, AreEquivalentWhereTheirMeaningIsProvenToBeTheSame) {
  const auto report =
      report_of(one_rule("(pulse > 100 and (smoker or pulse > 110)) or "
                         "(pulse > 120 and smoker)",
                         ""));
  // Above 120 the first half holds already.
  const auto* found = find(report, "rule `R-1`: `pulse > 120` becomes `pulse > 119`");
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->fate, mutant_fate::equivalent);
  EXPECT_EQ(found->reason, "it has the same boxes");
  // Both bands give one point: where the one ends makes no difference.
  const auto* band = find(report, "item `p`: `to=\"100\"` becomes `to=\"101\"`");
  ASSERT_NE(band, nullptr);
  EXPECT_EQ(band->fate, mutant_fate::equivalent);
}

TEST(Mutants, OfARouteAreEquivalentWhereItsLevelsLeaveNoDifference) {
  const auto rules = [](const std::string& input) {
    return R"(<inputs> <input id="smoker" type="boolean"/>
        <input id="ill" type="boolean">)" +
           input + R"(</input> </inputs>
      <rules id="g" complaints="ache" need="body">
        <rule id="R-1" urgency="L1"> <when>ill</when> </rule>
        <otherwise id="R-90" urgency="L2"> <source ref="invented"/> </otherwise>
        <route channel="clinic" levels="L2"> <when>smoker and not(ill)</when> </route>
      </rules>)";
  };
  const std::string words =
      "route `clinic` of group `g`: `smoker and not(ill)` becomes `smoker`";
  // At L2 nobody is ill.
  const auto none = report_of(rules(""));
  ASSERT_NE(find(none, words), nullptr);
  EXPECT_EQ(find(none, words)->fate, mutant_fate::equivalent);
  // Who is presumed not to be ill may be.
  const auto some = report_of(rules(R"(<presume value="false"/>)"));
  ASSERT_NE(find(some, words), nullptr);
  EXPECT_EQ(find(some, words)->fate, mutant_fate::survived);
}

TEST(Mutants, AreMadeOfWhatInferencesSay) {
  const auto report = report_of(R"(
    <inputs> <input id="stairs" type="boolean"/>
      <input id="steps" type="integer" unit="1" min="0" max="9">
        <infer when="stairs" from="5"/> </input>
      <input id="pace" type="code"> <infer when="stairs" values="slow fast"/>
        <value id="slow"/> <value id="fast"/> <value id="none"/> </input> </inputs>
    <cases> <case id="T-1"> <given stairs="true" steps="5" pace="slow"/>
      <expect unexpected="-"/> </case> </cases>)");
  const auto fate = [&report](const std::string& words) {
    const auto* found = find(report, words);
    return found == nullptr ? mutant_fate::refused : found->fate;
  };
  EXPECT_EQ(fate("an inference of `steps`: `5` becomes `6`"), mutant_fate::caught);
  EXPECT_EQ(fate("an inference of `steps`: `5` becomes `4`"), mutant_fate::survived);
  EXPECT_EQ(fate("an inference of `pace`: the value `slow` is left out"),
            mutant_fate::caught);
  EXPECT_EQ(fate("an inference of `pace`: the value `fast` is left out"),
            mutant_fate::survived);
}

TEST(ShippedRuleSets, NoticeEverySmallChangeThatMeansSomething) {
#ifdef ARVIO_SANITIZE
  GTEST_SKIP() << "thousands of rule sets are linked: under sanitizers too slow";
#endif
  findings unread;
  auto documents = read_documents({std::string(ARVIO_SOURCE_DIR) + "/rules"}, unread);
  const auto loaded = load_repository(std::move(documents), {});
  ASSERT_FALSE(has_errors(loaded.findings));
  const auto report = analysis::try_mutants(loaded, {});
  EXPECT_GT(report.mutants.size(), 1500u);
  for (const auto& one : report.mutants) {
    if (one.fate != mutant_fate::survived) continue;
    ADD_FAILURE() << render(analysis::finding_of(one), loaded.sources);
  }
  for (const auto& one : report.atoms)
    EXPECT_EQ(one.missing, 0u) << one.rule_set << " " << one.rule;
}

TEST(Mutants, AreRefusedWhereTheyDoNotLoadOrAreConstant) {
  const auto report = report_of(one_rule("pulse >= 250", ""));
  for (const auto* words : {"rule `R-1`: `pulse >= 250` becomes `pulse >= 251`",
                            "rule `R-1`: `pulse >= 250` becomes `pulse > 250`"}) {
    const auto* found = find(report, words);
    ASSERT_NE(found, nullptr) << words;
    EXPECT_EQ(found->fate, mutant_fate::refused) << words;
  }
  const auto ranges = report_of(R"(<inputs>
    <input id="n" type="integer" min="0" max="9" unit="1"/> </inputs>
    <rules id="g" need="body"> <rule id="R-1" urgency="L1"> <when>n in [4..4]</when>
    </rule> </rules>)");
  const auto* empty = find(ranges, "rule `R-1`: `n in [4..4]` becomes `n in [5..4]`");
  ASSERT_NE(empty, nullptr);
  EXPECT_EQ(empty->fate, mutant_fate::refused);
}

TEST(Mutants, OfTheVocabularyMayBeCaughtByARuleSetThatUsesIt) {
  const auto rules = [](const std::string& cases) {
    return R"(<rules id="g" need="body"> <rule id="R-1" urgency="L1">
      <when>age >= 80</when> )" +
           cases + " </rule> </rules>";
  };
  const std::string words = "an inference of `age`";
  const auto fates = [&](const std::string& cases) {
    std::set<mutant_fate> found;
    auto documents = case_documents({"vocabulary.xml"});
    auto& bytes = documents.front().bytes;
    const std::string infer = R"(<infer value="years_between)";
    bytes.insert(bytes.find(infer), R"(<infer when="sex = 'male'" to="79"/> )");
    documents.push_back(made({.body = rules(cases)}));
    const auto loaded = load_repository(std::move(documents), {});
    EXPECT_FALSE(has_errors(loaded.findings));
    for (const auto& one : analysis::try_mutants(loaded, {}).mutants) {
      if (one.rule_set == "vocabulary" &&
          one.words.find("`sex = 'male'` becomes `sex != 'male'`") != std::string::npos) {
        found.insert(one.fate);
      }
    }
    return found;
  };
  EXPECT_EQ(fates(""), std::set{mutant_fate::survived});
  EXPECT_EQ(fates(R"(<case expect="excluded"> <given sex="male"/> </case>)"),
            std::set{mutant_fate::caught});
}

TEST(Atoms, AreShownMissingOrUnable) {
  const auto rules = [](const std::string& cases) {
    return one_rule("smoker and pulse > 100", cases);
  };
  const std::string both =
      R"(<case expect="certain"> <given smoker="true" pulse="101"/> </case>
    <case expect="excluded"> <given smoker="false" pulse="101"/> </case>)";
  const auto some = report_of(rules(both));
  ASSERT_EQ(some.atoms.size(), 1u);
  EXPECT_EQ(some.atoms[0].rule, "R-1");
  EXPECT_EQ(some.atoms[0].atoms, 2u);
  EXPECT_EQ(some.atoms[0].shown, 1u);  // no case says what a slow pulse is
  EXPECT_EQ(some.atoms[0].missing, 1u);
  const auto all = report_of(rules(
      both + R"(<case expect="excluded"> <given smoker="true" pulse="100"/> </case>)"));
  EXPECT_EQ(all.atoms[0].shown, 2u);
  const auto masked = report_of(one_rule("pulse > 100 or (pulse > 110 and smoker)", ""));
  EXPECT_EQ(masked.atoms[0].atoms, 3u);
  EXPECT_EQ(masked.atoms[0].unable, 1u);  // `smoker`: above 110 all holds already
}

TEST(Survivors, AreFindingsWithWhatWouldTellTheTwoApart) {
  const auto report = report_of(one_rule("pulse > 100 and smoker", ""));
  const auto* found = find(report, "rule `R-1`: `pulse > 100` becomes `pulse > 101`");
  ASSERT_NE(found, nullptr);
  const auto shown = analysis::finding_of(*found);
  EXPECT_EQ(shown.code, errc::mutant_survived);
  EXPECT_EQ(shown.rule, "R-1");
  EXPECT_EQ(shown.hint,
            "a case of the rule: `<given pulse=\"101\" smoker=\"true\"/>` is "
            "certain, and excluded where it is changed");
}

}  // namespace
}  // namespace arvio
