#include "arvio/compile/check.hpp"

#include "unit/book/link_support.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace arvio {
namespace {

using compile::check_conditions;
using compile::condition_size;

struct checked {
  tests::linked demo;
  findings found;
  std::vector<condition_size> sizes;

  [[nodiscard]] std::string text() const {
    std::string out;
    for (const auto& one : found)
      out += render(one, demo.sources);
    return out;
  }
  [[nodiscard]] const finding* find(const std::string& message) const {
    for (const auto& one : found) {
      if (one.message.find(message) != std::string::npos) return &one;
    }
    return nullptr;
  }
  [[nodiscard]] std::size_t boxes(const std::string& name) const {
    for (const auto& one : sizes) {
      if (one.name == name) return one.boxes;
    }
    return 9999;
  }
  /// The bytes that a finding marks.
  [[nodiscard]] std::string marked(const finding& one) const {
    return demo.place(one).substr(0, one.where.end - one.where.begin);
  }
};

checked check(const std::string& content) {
  checked made{tests::link_demo(content), {}, {}};
  EXPECT_TRUE(made.demo.book) << made.demo.text();
  if (made.demo.book) check_conditions(*made.demo.book, made.found, made.sizes);
  return made;
}

std::string rule(const std::string& id, const std::string& when,
                 const std::string& more) {
  return "<rule id=\"" + id + "\" " + more + "><title lang=\"en\">t</title><when>" +
         when + "</when><source ref=\"s\"/></rule>\n";
}

/// Inputs for the rules of one group without complaints, and the rules.
std::string group(const std::string& inputs, const std::string& rules) {
  return "<inputs>" + inputs + "</inputs>\n<rules id=\"g\" need=\"body\">\n" + rules +
         "</rules>\n";
}

std::string flags(int count) {
  std::string out;
  for (int i = 0; i < count; ++i) {
    out += "<input id=\"f" + std::to_string(i) + "\" type=\"boolean\"/>\n";
  }
  return out;
}

/// Each band of ten years has a flag of its own: 2^count - 1 boxes.
std::string band(int i) {
  return "age in [" + std::to_string(10 * i) + ".." + std::to_string(10 * i + 9) +
         "] and f" + std::to_string(i);
}
std::string bands(int count) {
  std::string out;
  for (int i = 0; i < count; ++i)
    out += (i == 0 ? "(" : " or (") + band(i) + ")";
  return out;
}

// --- what says nothing
// ----------------------------------------------------------------------

struct constant_case {
  const char* when;
  errc code;
  const char* hint;  // what it begins with
};

TEST(CheckConditions, FindsRulesThatNeverOrAlwaysHold) {
  const constant_case cases[] = {
      {"age > 70 and age in [..60]", errc::condition_never,
       "`age > 70` and `age in [..60]` exclude each other"},
      {"age > 120", errc::condition_never,
       "`age > 120` never holds: the values of `age` go from 0 to 120"},
      {"temperature >= 25", errc::condition_always,
       "`temperature >= 25` always holds: the values of `temperature` go from 25.0 to "
       "45.0"},
      {"f0 and age > 120", errc::condition_never, "`age > 120` never holds"},
      {"f0 and (f1 or age > 3) and not(f1) and age in [..3]", errc::condition_never,
       "its parts together exclude one another"},
      {"f0 or not(f0)", errc::condition_always, "`f0` or `not(f0)` always holds"},
      {"not(f0 or not(f0))", errc::condition_never, "`f0` or `not(f0)` always holds"},
      {"f0 or f1 or (not(f0) and not(f1))", errc::condition_always,
       "its parts together leave nothing out"},
      {"f0 and true and false", errc::condition_never, "`false` never holds"},
      {"f0 or age in [0..120]", errc::condition_always, "`age in [0..120]` always holds"},
      {"if f0 then age >= 0 else true", errc::condition_always,
       "`if f0 then age &gt;= 0 else true` always holds"},
      {"f0 = f1 and f0 != f1", errc::condition_never,
       "`f0 = f1` and `f0 != f1` exclude each other"},
      {"sum(f2n, f3n) > 18", errc::condition_never,
       "`sum(f2n, f3n) > 18` never holds: the values of `sum(f2n, f3n)` go from 0 to 18"},
  };
  const auto inputs =
      flags(2) + R"(<input id="f2n" type="integer" unit="1" min="0" max="9"/>
<input id="f3n" type="integer" unit="1" min="0" max="9"/>)";
  for (const auto& one : cases) {
    const auto made = check(group(inputs, rule("R", one.when, "urgency=\"U1\"")));
    ASSERT_EQ(made.found.size(), 1u) << one.when << "\n" << made.text();
    const auto& found = made.found.front();
    EXPECT_EQ(found.code, one.code) << one.when;
    EXPECT_EQ(found.level, severity::error);
    EXPECT_EQ(found.rule, "R");
    EXPECT_EQ(found.message, one.code == errc::condition_always
                                 ? "the condition of rule `R` always holds"
                                 : "the condition of rule `R` never holds");
    std::string hint = one.hint;
    if (const auto at = hint.find("&gt;"); at != std::string::npos)
      hint.replace(at, 4, ">");
    EXPECT_EQ(found.hint.substr(0, hint.size()), hint) << one.when;
    EXPECT_EQ(made.marked(found), one.when);
  }
}

TEST(CheckConditions, IsContentWithConditionsThatTellSomethingApart) {
  const auto made = check(
      group(flags(3), rule("A", "f0 or f1", "urgency=\"U0\"") +
                          rule("B", "if f0 then f1 else age > 3", "urgency=\"U1\"") +
                          rule("C", "count_true(f0, f1, f2) >= 2", "suggest=\"U1\"")));
  EXPECT_TRUE(made.found.empty()) << made.text();
}

TEST(CheckConditions, FindsThemWhereverConditionsStand) {
  const auto made = check(R"xml(<inputs>
<input id="f0" type="boolean"/>
<input id="a" type="boolean" applies-when="age >= 0" otherwise="false"/>
<input id="b" type="boolean" applies-when="age > 5 and age in [..5]" otherwise="false"/>
<input id="c" type="integer" unit="1" min="0" max="9">
  <infer when="f0 or not(f0)" to="5" source="s"/>
  <infer when="f0 and not(f0)" to="6" source="s"/>
  <presume value="3" when="age != 50 or f0" source="s"/>
  <presume value="4" when="age > 120" source="s"/>
</input>
</inputs>
<derived>
<value id="constant" type="boolean">f0 and not(f0)</value>
<value id="tally" type="integer">count_true(f0, age >= 0)</value>
<value id="chosen" type="integer">1 + (if age > 120 then 1 else 2)</value>
</derived>
<rules id="g" need="body" applies-when="f0 or not(f0)">
<rule id="R" urgency="U1"><title lang="en">t</title><when>a</when><source ref="s"/></rule>
<route channel="clinic" professional="nurse" levels="U1">
  <when>urgency at least 'U4'</when></route>
<route channel="clinic" levels="U1">
  <when>urgency = 'U0' and urgency = 'U1'</when></route>
</rules>)xml");
  struct {
    const char* message;
    severity level;
    const char* place;
  } const wanted[] = {
      {"`applies-when` of input `a` always holds", severity::error, "age >= 0"},
      {"`applies-when` of input `b` never holds", severity::error,
       "age > 5 and age in [..5]"},
      {"`when` of an `infer` of input `c` always holds", severity::error,
       "f0 or not(f0)"},
      {"`when` of an `infer` of input `c` never holds", severity::error,
       "f0 and not(f0)"},
      {"`when` of a `presume` of input `c` never holds", severity::error, "age > 120"},
      {"the expression of derived value `constant` never holds", severity::error,
       "f0 and not(f0)"},
      {"`age >= 0`, counted in derived value `tally` always holds", severity::warning,
       "age >= 0"},
      {"`age > 120`, an `if` of derived value `chosen` never holds", severity::warning,
       "age > 120"},
      {"`applies-when` of group `g` always holds", severity::error, "f0 or not(f0)"},
      {"`when` of route `clinic/nurse` of group `g` always holds", severity::error,
       "urgency at least 'U4'"},
      {"`when` of route `clinic` of group `g` never holds", severity::error,
       "urgency = 'U0' and urgency = 'U1'"},
  };
  for (const auto& one : wanted) {
    const auto* found = made.find(one.message);
    ASSERT_NE(found, nullptr) << one.message << "\n" << made.text();
    EXPECT_EQ(found->level, one.level) << one.message;
    EXPECT_EQ(made.marked(*found), one.place);
  }
  EXPECT_EQ(made.found.size(), std::size(wanted)) << made.text();
}

TEST(CheckConditions, WarnsOfARuleThatItsScopeExcludes) {
  const auto made = check(R"(<rules id="g" need="body" applies-when="age >= 16">
<rule id="R" urgency="U1"><title lang="en">t</title>
  <when>age in [..15]</when><source ref="s"/></rule>
</rules>)");
  ASSERT_EQ(made.found.size(), 1u) << made.text();
  EXPECT_EQ(made.found.front().code, errc::condition_never);
  EXPECT_EQ(made.found.front().level, severity::warning);
  EXPECT_EQ(made.found.front().message,
            "the condition of rule `R` never holds in the scope of group `g`");
  EXPECT_EQ(made.marked(made.found.front()), "age in [..15]");
}

// --- what costs too much
// --------------------------------------------------------------------

TEST(CheckConditions, WarnsOfManyBoxes) {
  const auto made = check(group(flags(8), rule("R", bands(8), "urgency=\"U1\"")));
  const auto* found =
      made.find("the condition of rule `R` with its scope falls into 255 boxes");
  ASSERT_NE(found, nullptr) << made.text();
  EXPECT_EQ(found->code, errc::limit_boxes);
  EXPECT_EQ(found->level, severity::warning);
  EXPECT_EQ(found->rule, "R");
  EXPECT_EQ(made.marked(*found), bands(8));
  EXPECT_FALSE(has_errors(made.found));
}

TEST(CheckConditions, RefusesTooManyBoxes) {
  const auto made =
      check(group(flags(12), rule("R", "f11 and (" + bands(11) + ")", "urgency=\"U1\"") +
                                 rule("S", "f0", "urgency=\"U2\"")));
  ASSERT_EQ(made.found.size(), 1u) << made.text();
  const auto& found = made.found.front();
  EXPECT_EQ(found.code, errc::limit_boxes);
  EXPECT_EQ(found.level, severity::error);
  EXPECT_EQ(found.message, "the condition of rule `R` falls into more than 1024 boxes");
  EXPECT_EQ(
      found.hint,
      "write parts of `(age in [0..9] and f0) or (age in [10..19] and f1) or (ag...` "
      "as derived values: a count, a score, a table or a boolean");
}

TEST(CheckConditions, TakesRulesOneByOneThatTogetherHaveTooManyBoxes) {
  // nothing joins them, so there is a box for each
  std::string rules;
  for (int i = 0; i < 1100; ++i)
    rules += rule("R-" + std::to_string(i), "f" + std::to_string(i), "urgency=\"U1\"");
  const auto made = check(group(flags(1100), rules));
  ASSERT_EQ(made.found.size(), 1u) << made.text();
  const auto& found = made.found.front();
  EXPECT_EQ(found.code, errc::limit_boxes);
  EXPECT_EQ(found.level, severity::warning);
  EXPECT_EQ(found.message,
            "what the rules of group `g` say together falls into more than 1024 boxes: "
            "each is taken by itself");
  EXPECT_EQ(made.demo.place(found).substr(0, 1), "g");
  EXPECT_EQ(made.boxes("the condition of rule `R-0` with its scope"), 1u);
}

TEST(CheckConditions, TakesRulesOneByOneThatTogetherTakeTooMuchWork) {
  // rules of a small table in no order: hundreds of boxes that meet in many ways
  std::string rules;
  for (int i = 0; i < 300; ++i) {
    const auto low = i * 37 % 110;
    rules += rule("R-" + std::to_string(i),
                  "age in [" + std::to_string(low) + ".." + std::to_string(low + 5) +
                      "] and temperature >= " + std::to_string(26 + i * 29 % 18) +
                      " and f" + std::to_string(i * 7 % 12),
                  "urgency=\"U1\"");
  }
  const auto made = check(group(flags(12), rules));
  ASSERT_EQ(made.found.size(), 1u) << made.text();
  EXPECT_EQ(made.found.front().level, severity::warning);
  EXPECT_NE(made.found.front().message.find("each is taken by itself"),
            std::string::npos);
}

TEST(CheckConditions, LeavesTheWorkForOtherConditionsToThem) {
  std::string rules;
  for (int i = 0; i < 300; ++i)
    rules +=
        rule("R-" + std::to_string(i),
             band(i % 12) + " and f" + std::to_string(12 + i % 13), "urgency=\"U1\"");
  const auto made = check(group(flags(26), rules) + "<rules id=\"h\" need=\"body\">" +
                          rule("S", "f25 and not(f25)", "urgency=\"U2\"") + "</rules>");
  EXPECT_NE(made.find("each is taken by itself"), nullptr) << made.text();
  EXPECT_NE(made.find("rule `S` never holds"), nullptr) << made.text();
}

TEST(CheckConditions, LooksAtEachNeedOfAGroup) {
  std::string rules;
  for (int i = 0; i < 8; ++i) {
    const std::string need = i % 2 == 0 ? " need=\"body\"" : " need=\"home\"";
    rules += rule("R-" + std::to_string(i), band(i), "urgency=\"U1\"" + need);
  }
  const auto made = check(group(flags(8), rules));
  EXPECT_EQ(made.boxes("group `g` at `U1`"), 255u) << made.text();
  EXPECT_EQ(made.boxes("group `g` at `U1` for `body`"), 15u);
  EXPECT_EQ(made.boxes("group `g` at `U1` for `home`"), 15u);
  ASSERT_EQ(made.found.size(), 1u) << made.text();
  EXPECT_EQ(made.found.front().level, severity::warning);
}

TEST(CheckConditions, CountsTheBoxesOfEachCondition) {
  const auto made =
      check(R"(<rules id="g" complaints="rash" need="body" applies-when="age >= 16">
<rule id="A" urgency="U0"><title lang="en">t</title>
  <when>age > 80 or sex = 'male'</when><source ref="s"/></rule>
<rule id="B" urgency="U2"><title lang="en">t</title>
  <when>temperature >= 39</when><source ref="s"/></rule>
<otherwise id="C" urgency="U3"><title lang="en">t</title><source ref="s"/></otherwise>
</rules>)");
  EXPECT_TRUE(made.found.empty()) << made.text();
  EXPECT_EQ(made.boxes("`applies-when` of group `g`"), 1u);
  EXPECT_EQ(made.boxes("the condition of rule `A` with its scope"), 2u);
  EXPECT_EQ(made.boxes("group `g` at `U0`"), 2u);
  EXPECT_EQ(made.boxes("group `g` at `U2`"), 3u);
  EXPECT_EQ(made.boxes("group `g` at `U3`"), 1u);
}

/// Ten times one of three: 59,049 boxes.
std::string out_of_hand() {
  std::string out;
  for (int i = 0; i < 30; i += 3) {
    const auto flag = [i](int j) { return "f" + std::to_string(i + j); };
    out +=
        (i == 0 ? "(" : " and (") + flag(0) + " or " + flag(1) + " or " + flag(2) + ")";
  }
  return out;
}

TEST(CheckConditions, GivesUpAConditionThatTakesTooMuchWork) {
  const auto made =
      check(group(flags(30), rule("R", out_of_hand(), "urgency=\"U1\"") +
                                 rule("S", "f0 and not(f0)", "urgency=\"U2\"")));
  ASSERT_EQ(made.found.size(), 2u) << made.text();
  EXPECT_EQ(made.found[0].code, errc::limit_work);
  EXPECT_EQ(made.found[0].message,
            "the condition of rule `R` takes more work than one condition may");
  EXPECT_EQ(made.found[1].code, errc::condition_never) << "the others are still checked";
}

TEST(CheckConditions, SaysOnceWhereTheWorkOfAllEnds) {
  std::string rules;
  for (int i = 0; i < 8; ++i) {
    rules += rule("R-" + std::to_string(i), out_of_hand(), "urgency=\"U1\"");
  }
  const auto made = check(group(flags(30), rules));
  ASSERT_EQ(made.found.size(), 5u) << made.text();
  for (const auto& one : made.found)
    EXPECT_EQ(one.code, errc::limit_work);
  EXPECT_NE(made.found.back().message.find("where the work for the conditions"),
            std::string::npos);
}

}  // namespace
}  // namespace arvio
