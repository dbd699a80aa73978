#include "arvio/compile/condition.hpp"

#include "arvio/compile/boxes.hpp"

#include "support/scale.hpp"
#include "unit/book/link_support.hpp"
#include "unit/compile/random_formula.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

namespace arvio {
namespace {

using compile::box_list;
using compile::condition_builder;
using compile::formula_pool;
using compile::slot;
using compile::slot_kind;
using testing::thrown;

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '<') {
      out += "&lt;";
    } else if (c == '&') {
      out += "&amp;";
    } else {
      out += c;
    }
  }
  return out;
}

const char* const inputs = R"(<inputs>
<input id="flag" type="boolean"/>
<input id="other" type="boolean"/>
<input id="lying" type="integer" unit="/min" min="30" max="200"/>
<input id="standing" type="integer" unit="/min" min="30" max="200"/>
<input id="slow" type="integer" unit="/min" min="10" max="30"/>
<input id="weight" type="decimal" unit="kg" min="2.0" max="9.0" resolution="0.1"/>
<input id="load" type="decimal" unit="kg" min="0.00" max="5.00" resolution="0.01"/>
<input id="ill" type="duration" min="PT0S" max="P9D"/>
<input id="signs" type="codes"><value id="a"/><value id="b"/><value id="c"/></input>
<input id="mild" type="code" values="grades"/>
<input id="severe" type="code" values="grades"/>
</inputs>
<derived>
<value id="pulses" type="integer" unit="/min">lying + standing</value>
<value id="unwell" type="boolean">flag or other</value>
</derived>
)";

/// A rule set with one rule per condition, in a group without complaints.
tests::linked book_with(const std::vector<std::string>& conditions) {
  std::string content =
      R"(<values id="grades"><value id="low"/><value id="high"/></values>)";
  content += inputs;
  content += R"(<rules id="g" need="body">)";
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    content += "<rule id=\"R-" + std::to_string(i) +
               "\" urgency=\"U1\"><title lang=\"en\">t</title><when>" +
               escaped(conditions[i]) + "</when><source ref=\"s\"/></rule>\n";
  }
  return tests::link_demo(content + "</rules>");
}

std::string text_of(const value_set& values) {
  std::string out;
  for (const auto& range : values.ranges()) {
    out += (out.empty() ? "" : ",") + std::to_string(range.low);
    if (range.low != range.high) out += ".." + std::to_string(range.high);
  }
  return out;
}

/// The boxes in a text: "age 16..120; sex 1 | ...", slots that are left open left out.
std::string text_of(const box_list& boxes, const formula_pool& pool) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    std::vector<std::string> tests;
    for (compile::slot_index one = 0; one < pool.slots().size(); ++one) {
      const auto values = boxes.values(i, one);
      const auto& where = pool.slot_at(one);
      if (values != where.domain) tests.push_back(where.text + " " + text_of(values));
    }
    std::sort(tests.begin(), tests.end());
    auto& line = lines.emplace_back();
    for (const auto& test : tests)
      line += (line.empty() ? "" : "; ") + test;
  }
  std::sort(lines.begin(), lines.end());
  std::string all;
  for (const auto& line : lines)
    all += (all.empty() ? "" : " | ") + line;
  return boxes.always_holds() ? "always" : boxes.never_holds() ? "never" : all;
}

/// The boxes of a condition.
std::string boxes_of(const std::string& condition) {
  const auto demo = book_with({condition});
  if (!demo.book) return demo.text();
  formula_pool pool;
  condition_builder builder(*demo.book, pool);
  const auto formula = builder.condition(demo.book->groups.front().rules.front().when);
  compile::box_budget budget;
  const auto boxes = maximal_boxes(pool, formula, budget);
  return boxes ? text_of(*boxes, pool) : "over budget";
}

TEST(Condition, TestsASlotForMembership) {
  EXPECT_EQ(boxes_of("flag"), "flag 1");
  EXPECT_EQ(boxes_of("flag = true"), "flag 1");
  EXPECT_EQ(boxes_of("flag = false"), "flag 0");
  EXPECT_EQ(boxes_of("flag != false"), "flag 1");
  EXPECT_EQ(boxes_of("not(flag)"), "flag 0");
  EXPECT_EQ(boxes_of("unwell"), "unwell 1");
  EXPECT_EQ(boxes_of("age >= 16"), "age 16..120");
  EXPECT_EQ(boxes_of("16 <= age"), "age 16..120");
  EXPECT_EQ(boxes_of("16 < age"), "age 17..120");
  EXPECT_EQ(boxes_of("age = 16"), "age 16");
  EXPECT_EQ(boxes_of("age != 16"), "age 0..15,17..120");
  EXPECT_EQ(boxes_of("temperature > 38"), "temperature 381..450");
  EXPECT_EQ(boxes_of("sex = 'male'"), "sex 1");
  EXPECT_EQ(boxes_of("sex != 'male'"), "sex 0");
  EXPECT_EQ(boxes_of("ill >= duration('P1D')"), "ill 86400..777600");
}

TEST(Condition, TestsRangesAndLists) {
  EXPECT_EQ(boxes_of("age in [..15]"), "age 0..15");
  EXPECT_EQ(boxes_of("age in (15..65]"), "age 16..65");
  EXPECT_EQ(boxes_of("age in [15..65)"), "age 15..64");
  EXPECT_EQ(boxes_of("age in (64..]"), "age 65..120");
  EXPECT_EQ(boxes_of("age in (3, 5, [7..9], 10)"), "age 3,5,7..10");
  EXPECT_EQ(boxes_of("not(age in (3, [7..9]))"), "age 0..2,4..6,10..120");
  EXPECT_EQ(boxes_of("temperature in [38.0..39.0]"), "temperature 380..390");
  EXPECT_EQ(boxes_of("age between 3 and 5"), "age 3..5");
  EXPECT_EQ(boxes_of("mild in ('low', 'high')"), "always");
}

TEST(Condition, HasOneSlotPerCode) {
  EXPECT_EQ(boxes_of("signs any ('a', 'c')"), "signs any ('a') 1 | signs any ('c') 1");
  EXPECT_EQ(boxes_of("signs all ('a', 'c')"), "signs any ('a') 1; signs any ('c') 1");
  EXPECT_EQ(boxes_of("not(any signs)"),
            "signs any ('a') 0; signs any ('b') 0; signs any ('c') 0");
}

TEST(Condition, FindsWhatHoldsInBothBranches) {
  EXPECT_EQ(boxes_of("if sex = 'male' then age > 40 else age > 50"),
            "age 41..120; sex 1 | age 51..120");
  EXPECT_EQ(boxes_of("not(if sex = 'male' then age > 40 else age > 50)"),
            "age 0..40 | age 0..50; sex 0");
}

TEST(Condition, ComparesTwoSlotsInOneSlot) {
  const auto* const slower = "lying compared with standing 0";
  EXPECT_EQ(boxes_of("standing > lying"), slower);
  EXPECT_EQ(boxes_of("lying < standing"), slower);
  EXPECT_EQ(boxes_of("not(lying >= standing)"), slower);
  EXPECT_EQ(boxes_of("standing >= lying and standing != lying"), slower);
  EXPECT_EQ(boxes_of("standing > lying or lying >= standing"), "always");
  EXPECT_EQ(boxes_of("lying = standing and standing > lying"), "never");
  EXPECT_EQ(boxes_of("lying in [standing..]"), "lying compared with standing 1..2");
  EXPECT_EQ(boxes_of("lying in (standing, 60)"),
            "lying 60 | lying compared with standing 1");
  EXPECT_EQ(boxes_of("mild = severe"), "mild compared with severe 1");
  EXPECT_EQ(boxes_of("mild != severe"), "mild compared with severe 0,2");
  EXPECT_EQ(boxes_of("flag = other"), "flag compared with other 1");
}

TEST(Condition, KnowsWhatComparingCanGive) {
  EXPECT_EQ(boxes_of("slow > lying"), "never");  // at most 30, at least 30
  EXPECT_EQ(boxes_of("slow <= lying"), "always");
  EXPECT_EQ(boxes_of("slow = lying"), "lying compared with slow 1");
  EXPECT_EQ(boxes_of("lying = lying"), "always");
  EXPECT_EQ(boxes_of("load > weight"), "load compared with weight 2");
}

TEST(Condition, TakesArithmeticAsOneSlotPerText) {
  EXPECT_EQ(boxes_of("lying + standing > 100"), "lying + standing 101..400");
  EXPECT_EQ(boxes_of("lying + standing > 100 and lying+standing <= 120"),
            "lying + standing 101..120");
  EXPECT_EQ(boxes_of("pulses > lying + standing"),
            "lying + standing compared with pulses 0");
  EXPECT_EQ(boxes_of("count_true(flag, other, age > 3) >= 2"),
            "count_true(flag, other, age > 3) 2..3");
  EXPECT_EQ(boxes_of("years_between(birth_date, assessment_time) in [16..17] and flag"),
            "flag 1; years_between(birth_date, assessment_time) 16..17");
}

TEST(Condition, TakesTruthAsIs) {
  EXPECT_EQ(boxes_of("flag or true"), "always");
  EXPECT_EQ(boxes_of("flag and false"), "never");
}

// --- groups
// --------------------------------------------------------------------------------

tests::linked demo_group() {
  return tests::link_demo(R"(<inputs><input id="flag" type="boolean"/></inputs>
<rules id="g" complaints="rash lump" applies-when="age >= 16" need="body">
<rule id="A" urgency="U0"><title lang="en">t</title>
  <when>flag</when><source ref="s"/></rule>
<rule id="B" urgency="U1" need="home"><title lang="en">t</title>
  <when>temperature >= 39</when><source ref="s"/></rule>
<rule id="C" suggest="U1"><title lang="en">t</title>
  <when>age >= 90</when><source ref="s"/></rule>
<otherwise id="D" urgency="U3"><title lang="en">t</title><source ref="s"/></otherwise>
<route channel="clinic" levels="U1">
  <when>urgency at most 'U1' and not(urgency of 'home' = 'U2')</when></route>
</rules>)");
}

template <class Make>
std::string boxes_in(const tests::linked& demo, Make make) {
  if (!demo.book) return demo.text();
  formula_pool pool;
  condition_builder builder(*demo.book, pool);
  compile::box_budget budget;
  const auto boxes = maximal_boxes(pool, make(builder), budget);
  return boxes ? text_of(*boxes, pool) : "over budget";
}

TEST(GroupCondition, IsScopeAndCondition) {
  const auto demo = demo_group();
  const std::string scope = "age 16..120; complaint of g 1";
  EXPECT_EQ(boxes_in(demo, [](auto& b) { return b.scope(0); }), scope);
  EXPECT_EQ(boxes_in(demo, [](auto& b) { return b.rule(0, 0); }), scope + "; flag 1");
  EXPECT_EQ(boxes_in(demo, [](auto& b) { return b.rule(0, 2); }),
            "age 90..120; complaint of g 1");
  EXPECT_EQ(boxes_in(demo, [](auto& b) { return b.rule(0, 3); }), scope);
}

TEST(GroupCondition, OfALevelIsAnyRuleAtItOrAbove) {
  const auto demo = demo_group();
  const std::string scope = "age 16..120; complaint of g 1";
  const auto at = [&](book::level_index level, std::optional<std::uint32_t> need) {
    return boxes_in(demo, [&](auto& b) { return b.level(0, level, need); });
  };
  EXPECT_EQ(at(0, std::nullopt), scope + "; flag 1");
  EXPECT_EQ(at(1, std::nullopt),
            scope + "; flag 1 | " + scope + "; temperature 390..450");
  EXPECT_EQ(at(2, std::nullopt), at(1, std::nullopt));
  EXPECT_EQ(at(3, std::nullopt), scope);
  EXPECT_EQ(at(0, 1), "never");
  EXPECT_EQ(at(1, 1), scope + "; temperature 390..450");
  EXPECT_EQ(at(2, 0), scope + "; flag 1");
}

TEST(GroupCondition, OfARouteTestsUrgencyPerNeed) {
  const auto demo = demo_group();
  ASSERT_TRUE(demo.book) << demo.text();
  EXPECT_EQ(boxes_in(demo,
                     [&](auto& b) {
                       return b.condition(demo.book->groups.front().routes.front().when);
                     }),
            "urgency 1..4; urgency of 'home' 0..1,3..5");
}

TEST(GroupCondition, HasNoGateForEveryComplaintOrNone) {
  const auto demo = tests::link_demo(R"(
<rules id="all" complaints="*" need="body" applies-when="age >= 16">
<otherwise id="D" urgency="U3"><title lang="en">t</title><source ref="s"/></otherwise>
</rules>
<rules id="none" need="body"><rule id="E" urgency="U0"><title lang="en">t</title>
  <when>age >= 90</when><source ref="s"/></rule></rules>)");
  EXPECT_EQ(boxes_in(demo, [](auto& b) { return b.scope(0); }), "age 16..120");
  EXPECT_EQ(boxes_in(demo, [](auto& b) { return b.scope(1); }), "always");
}

TEST(PossibleSets, FollowComparisonsFromTheirSlots) {
  const auto demo = book_with({"lying > standing and slow <= lying and flag"});
  ASSERT_TRUE(demo.book) << demo.text();
  formula_pool pool;
  condition_builder builder(*demo.book, pool);
  const auto formula = builder.condition(demo.book->groups.front().rules.front().when);
  compile::box_budget budget;
  const auto boxes = maximal_boxes(pool, formula, budget);
  ASSERT_TRUE(boxes);
  const auto decided = [&](value_set lying, value_set standing) {
    const auto sets = possible_sets(pool, [&](const slot& one) {
      if (one.text == "lying") return lying;
      if (one.text == "standing") return standing;
      return one.text == "flag" ? value_set::single(1) : one.domain;
    });
    return certain(*boxes, sets)    ? "certain"
           : excluded(*boxes, sets) ? "excluded"
                                    : "possible";
  };
  EXPECT_STREQ(decided({80, 90}, {50, 79}), "certain");
  EXPECT_STREQ(decided({80, 90}, {50, 80}), "possible");
  EXPECT_STREQ(decided({80, 90}, {90, 95}), "excluded");
}

// --- against enumeration
// --------------------------------------------------------------------

/// Inputs that a random condition tests, and the ways to write a test of each.
class written_world {
 public:
  written_world() { world.values = {{0, 1}, {0, 1, 2, 3}, {0, 1, 2}, {0, 1}, {0, 1}}; }

  static std::string inputs() {
    return R"(<inputs>
<input id="x" type="boolean"/>
<input id="n" type="integer" unit="1" min="0" max="3"/>
<input id="c" type="code"><value id="a"/><value id="b"/><value id="d"/></input>
<input id="k" type="codes"><value id="one"/><value id="two"/></input>
<input id="y" type="boolean"/>
</inputs>
)";
  }

  /// The text of the slot of number `index`, as slots name themselves.
  static std::string slot_text(std::size_t index) {
    static const std::vector<std::string> texts{"x", "n", "c", "k any ('one')", "y"};
    return texts[index];
  }

  std::string text(const thrown& what, testing::dice& random) const {
    const auto part = [&](std::size_t i) { return text(what.parts[i], random); };
    switch (what.shape) {
      case thrown::form::truth: return what.value ? "true" : "false";
      case thrown::form::negation: return "not(" + part(0) + ")";
      case thrown::form::atom: return atom_text(what, random);
      case thrown::form::all:
      case thrown::form::any: {
        const bool all = what.shape == thrown::form::all;
        if (what.parts.size() == 2 && random.below(3) == 0) {
          // `a and b`, `a or b`, written with `if`
          return all ? "(if " + part(0) + " then " + part(1) + " else false)"
                     : "(if " + part(0) + " then true else " + part(1) + ")";
        }
        std::string joined = "(" + part(0);
        for (std::size_t i = 1; i < what.parts.size(); ++i) {
          joined += (all ? " and " : " or ") + part(i);
        }
        return joined + ")";
      }
    }
    return {};  // not reached
  }

  testing::small_world world;

 private:
  std::string atom_text(const thrown& what, testing::dice& random) const {
    const bool none = what.mask == 0;
    if (none || what.mask == world.all_of(what.slot)) return none ? "false" : "true";
    switch (what.slot) {
      case 0:
      case 4: return boolean_text(what.slot == 0 ? "x" : "y", what.mask == 2, random);
      case 1: return number_text(what.mask, random);
      case 2: return code_text(what.mask, random);
      default: return what.mask == 2 ? "k any ('one')" : "not(k any ('one'))";
    }
  }

  static std::string boolean_text(const std::string& id, bool wanted,
                                  testing::dice& random) {
    switch (random.below(4)) {
      case 0: return id + (wanted ? " = true" : " = false");
      case 1: return id + (wanted ? " != false" : " != true");
      case 2:
        return "(if " + id + " then " +
               (wanted ? "true else false)" : "false else true)");
      default: return wanted ? id : "not(" + id + ")";
    }
  }

  static std::string number_text(testing::value_mask mask, testing::dice& random) {
    std::vector<int> values;
    for (int i = 0; i < 4; ++i) {
      if ((mask >> i & 1) != 0) values.push_back(i);
    }
    const auto low = values.front();
    const auto high = values.back();
    const bool is_range = high - low + 1 == static_cast<int>(values.size());
    const auto text = [](int value) { return std::to_string(value); };
    if (is_range && high == 3 && random.below(2) == 0) {
      return random.below(2) == 0 ? "n >= " + text(low) : text(low - 1) + " < n";
    }
    if (is_range && low == 0 && random.below(2) == 0) {
      return random.below(2) == 0 ? "n in [.." + text(high) + "]"
                                  : "not(n > " + text(high) + ")";
    }
    if (is_range && random.below(2) == 0)
      return "n in [" + text(low) + ".." + text(high) + "]";
    std::string list;
    for (const auto value : values)
      list += (list.empty() ? "" : ", ") + text(value);
    return "n in (" + list + ")";
  }

  static std::string code_text(testing::value_mask mask, testing::dice& random) {
    const std::vector<std::string> codes{"a", "b", "d"};
    std::string in;
    std::string out;
    std::size_t count = 0;
    for (std::size_t i = 0; i < codes.size(); ++i) {
      auto& list = (mask >> i & 1) != 0 ? in : out;
      if ((mask >> i & 1) != 0) ++count;
      list += (list.empty() ? "'" : ", '") + codes[i] + "'";
    }
    if (count == 2 && random.below(2) == 0) return "c != " + out;
    if (count == 1 && random.below(2) == 0) return "c = " + in;
    return "c in (" + in + ")";
  }
};

TEST(Condition, DecidesLikeEnumerationHoweverItIsWritten) {
  constexpr std::uint64_t seed = 20260305;
  testing::dice random(seed);
  const written_world writer;
  std::vector<thrown> conditions;
  std::string content = written_world::inputs() + R"(<rules id="g" need="body">)";
  for (std::size_t i = 0; i < testing::rounds(400); ++i) {
    conditions.push_back(i % 2 == 0
                             ? testing::random_condition(random, writer.world, 3)
                             : testing::random_flat_condition(random, writer.world));
    content += "<rule id=\"R-" + std::to_string(i) +
               "\" urgency=\"U1\"><title lang=\"en\">t</title><when>" +
               escaped(writer.text(conditions.back(), random)) +
               "</when><source ref=\"s\"/></rule>\n";
  }
  const auto demo = tests::link_demo(content + "</rules>");
  ASSERT_TRUE(demo.book) << demo.text();

  std::size_t evaluations = 0;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    formula_pool pool;
    condition_builder builder(*demo.book, pool);
    const auto& when = demo.book->groups.front().rules[i].when;
    compile::box_budget budget;
    const auto boxes = maximal_boxes(pool, builder.condition(when), budget);
    ASSERT_TRUE(boxes);
    const testing::enumeration all(conditions[i], writer.world);
    for (const auto& box : all.boxes()) {
      auto bits = boxes->space().full();
      for (compile::slot_index slot = 0; slot < pool.slots().size(); ++slot) {
        for (std::size_t j = 0; j < box.size(); ++j) {
          if (written_world::slot_text(j) == pool.slot_at(slot).text) {
            boxes->space().put(slot, writer.world.set_of(j, box[j]), bits);
          }
        }
      }
      ++evaluations;
      ASSERT_EQ(certain(*boxes, bits), all.certain(box))
          << "seed " << seed << ", rule " << i;
      ASSERT_EQ(excluded(*boxes, bits), all.excluded(box))
          << "seed " << seed << ", rule " << i;
    }
  }
  std::printf(
      "report: %zu conditions written in many ways decide like enumeration in %zu "
      "evaluations, seed %llu\n",
      conditions.size(), evaluations, static_cast<unsigned long long>(seed));
}

}  // namespace
}  // namespace arvio
