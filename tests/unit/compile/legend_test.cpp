// What a program says in the book: docs/semantics.md section 2, slots; section 4, levels.

#include "arvio/compile/check.hpp"
#include "arvio/compile/program.hpp"

#include "compile/joined_rules.hpp"
#include "support/random_rules.hpp"
#include "support/scale.hpp"
#include "unit/book/link_support.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace arvio {
namespace {

using compile::box_of;
using compile::clause_use;
using compile::compiled;
using compile::joined_rules;
using compile::slot_kind;
using compile::slot_meaning;

struct made_program {
  tests::linked demo;
  compile::compiled code;

  [[nodiscard]] const slot_meaning* slot(const std::string& text) const {
    const auto& slots = code.legend.slots;
    const auto found = std::find_if(slots.begin(), slots.end(), [&](const auto& one) {
      return one.text == text && one.kind != slot_kind::code;
    });
    return found == slots.end() ? nullptr : &*found;
  }
};

made_program made(const std::string& content) {
  auto demo = tests::link_demo(content);
  EXPECT_TRUE(demo.book) << demo.text();
  auto code = compile::compile_program(*demo.book, {});
  EXPECT_TRUE(code);
  return {std::move(demo), std::move(*code)};
}

std::string rule_of(const std::string& id, const std::string& level,
                    const std::string& when) {
  return "<rule id=\"" + id + "\" urgency=\"" + level +
         "\"><title lang=\"en\">t</title><when>" + when +
         "</when><source ref=\"s\"/></rule>\n";
}

const std::string slotted_inputs = R"(<inputs>
<input id="low" type="decimal" unit="1" min="0.0" max="9.0" resolution="0.1"/>
<input id="high" type="decimal" unit="1" min="0.0" max="9.0" resolution="0.1"/>
<input id="f0" type="boolean"/>
<input id="f1" type="boolean"/>
<input id="signs" type="codes"><value id="none"/><value id="stiff"/></input>
</inputs>
<derived><value id="tally" type="integer">count_true(f0, f1)</value></derived>
)";

TEST(Legend, SaysWhatEachSlotIs) {
  const auto it =
      made(slotted_inputs + R"(<rules id="g" need="body" complaints="rash lump">)" +
           rule_of("A", "U1", "age &gt; 60 and sex = 'male'") +
           rule_of("B", "U1", "signs any ('stiff') and tally = 2") +
           rule_of("C", "U1", "low &gt; high or high - low &gt;= 2.5") +
           R"(<otherwise id="O" urgency="U4"><title lang="en">t</title>)"
           R"(<source ref="s"/></otherwise></rules>)");
  const auto* age = it.slot("age");
  ASSERT_NE(age, nullptr);
  EXPECT_EQ(age->kind, slot_kind::input);
  EXPECT_EQ(it.demo.book->inputs[age->index].id, "age");
  EXPECT_EQ(age->type.unit, "a");
  EXPECT_EQ(age->domain, value_set(0, 120));
  const auto* sex = it.slot("sex");
  ASSERT_NE(sex, nullptr);
  EXPECT_EQ(sex->codes, (std::vector<std::string>{"female", "male"}));
  const auto* tally = it.slot("tally");
  ASSERT_NE(tally, nullptr);
  EXPECT_EQ(tally->kind, slot_kind::derived);
  EXPECT_EQ(tally->domain, value_set(0, 2));
  const auto* compared = it.slot("high");
  ASSERT_NE(compared, nullptr);
  EXPECT_EQ(compared->kind, slot_kind::comparison);
  EXPECT_EQ(compared->with, "low");
  EXPECT_EQ(compared->codes, (std::vector<std::string>{"less", "equal", "greater"}));
  const auto* difference = it.slot("high - low");
  ASSERT_NE(difference, nullptr);
  EXPECT_EQ(difference->kind, slot_kind::anonymous);
  EXPECT_EQ(difference->type.scale, 1);
  EXPECT_EQ(difference->domain, value_set(-90, 90));
  const auto& slots = it.code.legend.slots;
  const auto count = [&](slot_kind kind) {
    return std::count_if(slots.begin(), slots.end(),
                         [&](const auto& one) { return one.kind == kind; });
  };
  EXPECT_EQ(count(slot_kind::gate), 1);
  ASSERT_EQ(count(slot_kind::code), 1);
  const auto code = std::find_if(slots.begin(), slots.end(), [](const auto& one) {
    return one.kind == slot_kind::code;
  });
  EXPECT_EQ(it.demo.book->inputs[code->index].codes[code->code], "stiff");
  EXPECT_EQ(slots.size(), it.code.image.program().slots().size());
}

/// The program alone keeps no conditions inside arithmetic, so it could not tell these.
TEST(Legend, TellsApartWhatDiffersInsideAnIf) {
  const auto it =
      made(slotted_inputs + R"(<rules id="g" need="body">)" +
           rule_of("A", "U1", "(if f0 then low else 0.0) &gt; 5") +
           rule_of("B", "U2", "(if f1 then low else 0.0) &gt; 5") + "</rules>");
  EXPECT_NE(it.slot("if f0 then low else 0.0"), nullptr);
  EXPECT_NE(it.slot("if f1 then low else 0.0"), nullptr);
}

/// The rule of a clause, or those that it joins.
std::vector<std::uint32_t> rules_behind(const compiled& code, core::place clause) {
  const auto& one = code.legend.clauses[clause];
  if (one.use == clause_use::joint) {
    const auto rules = code.image.program();
    return joined_rules(rules, one.index, one.level, box_of(rules, clause));
  }
  const auto rules = code.legend.rules_of(clause);
  return {rules.begin(), rules.end()};
}

/// Of codes, the ids of clauses as "use level: rules", without what fills words.
std::vector<std::string> clauses_of(const made_program& it) {
  std::vector<std::string> out;
  for (std::uint32_t c = 0; c < it.code.legend.clauses.size(); ++c) {
    const auto& one = it.code.legend.clauses[c];
    if (one.use != clause_use::rule && one.use != clause_use::joint) continue;
    auto text = one.use == clause_use::rule ? std::string("rule") : std::string("joint");
    text += one.level == core::none ? " -:" : " " + std::to_string(one.level) + ":";
    for (const auto rule : rules_behind(it.code, c))
      text += " " + it.demo.book->groups[one.index].rules[rule].id;
    out.push_back(text);
  }
  return out;
}

TEST(Legend, NamesTheRulesOfAJointBoxAndNoneToSpare) {
  const auto it =
      made(slotted_inputs + R"(<rules id="g" need="body">)" +
           rule_of("A", "U1", "f0 and age &lt;= 20") + rule_of("B", "U1", "low &gt; 3") +
           rule_of("C", "U3", "f0 and age &gt; 20") +
           "<rule id=\"D\" suggest=\"U1\"><title lang=\"en\">t</title><when>f1</when>"
           "<source ref=\"s\"/></rule></rules>");
  EXPECT_EQ(clauses_of(it),
            (std::vector<std::string>{"rule 1: A", "rule 1: B", "rule 3: C",
                                      "joint 3: A C", "rule -: D"}));
}

TEST(Legend, IsOfTheProgramItComesWith) {
  constexpr std::uint64_t seed = 20270301;
  testing::dice random(seed);
  std::size_t joint = 0;
  for (std::size_t b = 0; b < testing::rounds(60); ++b) {
    const auto book = testing::book_of(testing::random_documents(random, {}));
    ASSERT_TRUE(book);
    const auto code = compile::compile_program(*book, {});
    ASSERT_TRUE(code) << "seed " << seed << ", book " << b;
    const auto rules = code->image.program();
    const auto& legend = code->legend;
    ASSERT_EQ(legend.slots.size(), rules.slots().size());
    const std::map<core::slot_kind, slot_kind> kinds{
        {core::slot_kind::input, slot_kind::input},
        {core::slot_kind::code, slot_kind::code},
        {core::slot_kind::derived, slot_kind::derived},
        {core::slot_kind::expression, slot_kind::anonymous},
        {core::slot_kind::comparison, slot_kind::comparison},
        {core::slot_kind::gate, slot_kind::gate},
        {core::slot_kind::urgency, slot_kind::urgency}};
    for (std::uint32_t i = 0; i < legend.slots.size(); ++i) {
      EXPECT_EQ(legend.slots[i].kind, kinds.at(rules.slots()[i].kind));
      EXPECT_FALSE(legend.slots[i].text.empty());
      EXPECT_FALSE(legend.slots[i].domain.empty());
    }
    ASSERT_EQ(legend.clauses.size() + 1,
              rules.all<core::place>(core::part::clause_tests).size());
    std::vector<clause_use> expected(legend.clauses.size(), clause_use::none);
    for (const auto& one : rules.conditions())
      std::fill_n(expected.begin() + one.first_clause, one.clauses,
                  clause_use::condition);
    for (std::uint32_t g = 0; g < rules.groups().size(); ++g) {
      const auto& group = rules.groups()[g];
      for (auto r = group.first_rule; r < group.first_rule + group.rules; ++r) {
        const auto& one = rules.rules()[r];
        for (auto c = one.first_clause; c < one.first_clause + one.clauses; ++c) {
          expected[c] = clause_use::rule;
          EXPECT_EQ(legend.clauses[c].index, g);
          EXPECT_EQ(legend.clauses[c].level, one.level);
          ASSERT_EQ(legend.rules_of(c).size(), 1u);
          EXPECT_EQ(group.first_rule + legend.rules_of(c).front(), r);
        }
      }
      for (std::uint32_t level = 0; level < book->level_count; ++level) {
        const auto& segment = rules.segment(g, level);
        for (auto c = segment.first_clause; c < segment.first_clause + segment.clauses;
             ++c) {
          if (legend.clauses[c].use != clause_use::joint) continue;
          expected[c] = clause_use::joint;
          ++joint;
          EXPECT_EQ(legend.clauses[c].index, g);
          EXPECT_EQ(legend.clauses[c].level, level);
          EXPECT_TRUE(legend.rules_of(c).empty());
          const auto behind = joined_rules(rules, g, level, box_of(rules, c));
          EXPECT_GE(behind.size(), 2u);
          for (const auto rule : behind)
            EXPECT_LE(*book->groups[g].rules[rule].urgency, level);
        }
      }
    }
    for (std::uint32_t c = 0; c < expected.size(); ++c)
      ASSERT_EQ(legend.clauses[c].use, expected[c]) << "clause " << c;
    if (HasFailure()) FAIL() << "seed " << seed << ", book " << b;
  }
  EXPECT_GT(joint, 0u);
}

// --- conditions that are closed once ---------------------------------------------------

TEST(ClosedConditions, AreCompiledAlikeWhetherTheyWereCheckedOrNot) {
  testing::dice random(7);
  for (std::size_t b = 0; b < testing::rounds(20); ++b) {
    const auto book = testing::book_of(testing::random_documents(random, {}));
    ASSERT_TRUE(book);
    compile::closed_conditions conditions(*book);
    findings found;
    compile::check_conditions(conditions, found);
    const auto checked = compile::compile_program(conditions, {});
    const auto alone = compile::compile_program(*book, {});
    ASSERT_EQ(bool(checked), bool(alone));
    if (!alone) continue;
    EXPECT_TRUE(std::ranges::equal(checked->image.bytes(), alone->image.bytes()));
  }
}

TEST(ClosedConditions, KeepWhatWasMade) {
  const auto demo =
      tests::link_demo(slotted_inputs + R"(<rules id="g" need="body">)" +
                       rule_of("A", "U1", "f0") + rule_of("B", "U2", "f1") + "</rules>");
  ASSERT_TRUE(demo.book);
  compile::closed_conditions conditions(*demo.book);
  EXPECT_EQ(&conditions.scope(0), &conditions.scope(0));
  EXPECT_EQ(&conditions.in_scope(0, 1), &conditions.in_scope(0, 1));
  EXPECT_EQ(&conditions.levels(0, {}), &conditions.levels(0, {}));
  const auto& levels = conditions.levels(0, std::nullopt);
  ASSERT_EQ(levels.size(), 2u);
  EXPECT_EQ(levels[0].level, 1u);
  EXPECT_FALSE(levels[0].joins);
  EXPECT_EQ(levels[1].boxes.size(), 2u);
  EXPECT_TRUE(levels[1].joins);
}

}  // namespace
}  // namespace arvio
