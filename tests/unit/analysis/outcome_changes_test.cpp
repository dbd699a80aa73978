#include "arvio/analysis/outcome_changes.hpp"

#include "arvio/analysis/diff.hpp"
#include "arvio/engine/repository.hpp"

#include "unit/engine/rule_texts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace arvio {
namespace {

using analysis::direction;
using analysis::outcome_change;
using testing_rules::case_documents;
using testing_rules::made;

/// A group with its scope, a presumption and a score, so that each can be changed.
const std::string inputs = R"(<inputs>
<input id="sore" type="boolean"/>
<input id="weak" type="boolean"> <presume value="false" source="invented"/> </input>
<input id="days" type="integer" unit="d" min="0" max="20"/>
</inputs>
<derived>
<value id="signs" type="integer">count_true(sore, weak)</value>
</derived>
)";
const std::string ache_rules =
    R"(<rules id="g" need="body" complaints="ache" applies-when="age in [18..]">
<baseline id="well" complaint="ache" age="40" sore="false" weak="false" days="1"/>
<rule id="G-1" urgency="L0"> <when>signs >= 2</when> </rule>
<rule id="G-2" urgency="L1"> <when>sore and days >= 7</when> </rule>
<rule id="G-3" suggest="L1"> <when>days >= 10</when> </rule>
<otherwise id="G-9" urgency="L3"/>
<route channel="clinic" professional="nurse" levels="L1 L2 L3"/>
</rules>)";

repository loaded_with_ache(const std::string& body) {
  auto documents = case_documents({"vocabulary.xml"});
  documents.push_back(made({.body = body}));
  auto out = load_repository(std::move(documents), {});
  std::string text;
  for (const auto& one : out.findings) {
    if (one.level == severity::error) text += render(one, out.sources);
  }
  EXPECT_EQ(text, "");
  return out;
}

analysis::repository_diff compared(const std::string& from, const std::string& to) {
  auto before = inputs + ache_rules;
  auto after = before;
  const auto at = after.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  after.replace(at, from.size(), to);
  return analysis::diff(loaded_with_ache(before), loaded_with_ache(after), {});
}

std::string shown(const outcome_change& one) {
  return one.rule + " | " + one.where + " | " + one.contact + " | " + one.before + " | " +
         one.after;
}

std::string shown(const analysis::repository_diff& found) {
  std::string out;
  for (const auto& one : found.outcomes.changes) {
    out += std::to_string(static_cast<int>(one.way)) + " " + shown(one) + "\n";
  }
  for (const auto& one : found.outcomes.silent) {
    out += "silent " + one.rule + (one.proven ? " proven\n" : "\n");
  }
  return out;
}

bool has(const analysis::repository_diff& found, const std::string& rule, direction way) {
  return std::any_of(
      found.outcomes.changes.begin(), found.outcomes.changes.end(),
      [&](const outcome_change& one) { return one.rule == rule && one.way == way; });
}

TEST(OutcomeChanges, SayForWhomARaisedThresholdIsLessUrgent) {
  const auto found = compared("days >= 7", "days >= 8");
  ASSERT_EQ(found.outcomes.changes.size(), 1u) << shown(found);
  const auto& one = found.outcomes.changes[0];
  EXPECT_EQ(one.rule, "G-2");
  EXPECT_EQ(one.way, direction::less_urgent);
  EXPECT_TRUE(one.exact);
  EXPECT_NE(one.where.find("`days` 7"), std::string::npos) << one.where;
  EXPECT_NE(one.contact.find("days=\"7\""), std::string::npos) << one.contact;
  EXPECT_NE(one.before.find("L1"), std::string::npos);
  EXPECT_NE(one.after.find("L3"), std::string::npos);
}

TEST(OutcomeChanges, FindWhatADerivedValueChangesInTheRulesThatTestIt) {
  const auto found =
      compared("count_true(sore, weak)", "count_true(sore, weak, days > 14)");
  EXPECT_TRUE(has(found, "G-1", direction::more_urgent)) << shown(found);
  EXPECT_FALSE(has(found, "G-1", direction::less_urgent)) << shown(found);
}

TEST(OutcomeChanges, GoWithTheLevelOfARule) {
  const auto up = compared("id=\"G-2\" urgency=\"L1\"", "id=\"G-2\" urgency=\"L0\"");
  EXPECT_TRUE(has(up, "G-2", direction::more_urgent)) << shown(up);
  const auto down = compared("id=\"G-2\" urgency=\"L1\"", "id=\"G-2\" urgency=\"L2\"");
  EXPECT_TRUE(has(down, "G-2", direction::less_urgent)) << shown(down);
}

TEST(OutcomeChanges, TellARuleThatIsOnlyListedFromOneThatDecides) {
  const auto found = compared("<otherwise", R"(<rule id="G-4" urgency="L2">)"
                                            R"( <when>signs >= 2 and sore</when> </rule>)"
                                            R"(<otherwise)");
  EXPECT_TRUE(has(found, "G-4", direction::listed)) << shown(found);
  EXPECT_FALSE(has(found, "G-4", direction::more_urgent)) << shown(found);
}

TEST(OutcomeChanges, ShowASmallerScopeInEachRule) {
  const auto found = compared("age in [18..]", "age in [20..]");
  EXPECT_TRUE(has(found, "G-1", direction::less_urgent)) << shown(found);
  // Out of scope is as urgent as G-2, but no longer surely so, and more than the rest.
  EXPECT_TRUE(has(found, "G-2", direction::less_urgent)) << shown(found);
  EXPECT_TRUE(has(found, "G-9", direction::more_urgent)) << shown(found);
}

TEST(OutcomeChanges, AreNoneWhereAConditionIsWrittenOtherwise) {
  const auto found = compared("sore and days >= 7", "not(not(sore) or days in [..6])");
  EXPECT_TRUE(found.outcomes.changes.empty()) << shown(found);
  EXPECT_TRUE(found.outcomes.silent.empty()) << shown(found);
  ASSERT_EQ(found.rule_sets.size(), 1u);
  EXPECT_FALSE(found.rule_sets[0].written.changes.empty());
}

TEST(OutcomeChanges, FindByContactsWhatStandsAroundTheRules) {
  const auto presumed = compared(" <presume value=\"false\" source=\"invented\"/> ", "");
  EXPECT_TRUE(has(presumed, "", direction::more_urgent)) << shown(presumed);
  const auto routed = compared("professional=\"nurse\" levels=\"L1 L2 L3\"",
                               "professional=\"nurse\" levels=\"L1 L2\"");
  EXPECT_TRUE(has(routed, "", direction::routed)) << shown(routed);
}

/// What is known of an input changes no rule's condition, and still who is how urgent.
TEST(OutcomeChanges, ShowWhatIsInferredPresumedOrPresupposedOtherwise) {
  const std::string plain = "<input id=\"sore\" type=\"boolean\"/>";
  const auto with = [](const std::string& attributes, const std::string& inside) {
    return "<input id=\"sore\" type=\"boolean\"" + attributes + ">" + inside + "</input>";
  };
  const auto shows = [&](const std::string& changed, direction way) {
    const auto found = compared(plain, changed);
    EXPECT_TRUE(found.outcomes.silent.empty()) << shown(found);
    const auto& all = found.outcomes.changes;
    return std::any_of(all.begin(), all.end(), [way](const outcome_change& one) {
      return one.input == "sore" && one.way == way;
    });
  };
  EXPECT_TRUE(shows(with("", "<infer when=\"days in [..4]\" values=\"false\"/>"),
                    direction::less_urgent));
  EXPECT_TRUE(shows(with(" applies-when=\"days in [3..]\" otherwise=\"false\"", ""),
                    direction::less_urgent));
  EXPECT_TRUE(shows(with("", "<presume value=\"false\"/>"), direction::less_urgent));
}

TEST(OutcomeChanges, AreNoneBetweenEqualRuleSets) {
  const auto found = analysis::diff(loaded_with_ache(inputs + ache_rules),
                                    loaded_with_ache(inputs + ache_rules), {});
  EXPECT_TRUE(found.rule_sets.empty());
  EXPECT_TRUE(found.outcomes.changes.empty());
}

/// Each threshold of a condition moved in turn: with everything known, a contact whose
/// rules differ exists if and only if a change of that rule is reported.
TEST(OutcomeChanges, AgreeWithGoingThroughAllContacts) {
  for (int days = 0; days <= 12; ++days) {
    const auto found =
        compared("days >= 7", "days >= " + std::to_string(days) + " and days in [..19]");
    const bool more = days < 7;
    EXPECT_EQ(has(found, "G-2", direction::more_urgent), more) << shown(found);
    EXPECT_TRUE(has(found, "G-2", direction::less_urgent)) << shown(found);  // 20 days
  }
}

}  // namespace
}  // namespace arvio
