#include "arvio/compile/formula.hpp"

#include "support/scale.hpp"
#include "unit/compile/number_slot.hpp"
#include "unit/compile/random_formula.hpp"

#include <gtest/gtest.h>

#include <cstdio>

namespace arvio {
namespace {

using compile::compared;
using compile::formula_pool;
using compile::slot;
using compile::slot_index;
using compile::slot_kind;
using compile::term;
using tests::number_slot;

TEST(FormulaPool, KnowsASlotAgain) {
  formula_pool pool;
  EXPECT_EQ(number_slot(pool, 0, {0, 9}), number_slot(pool, 0, {0, 9}));
  EXPECT_NE(number_slot(pool, 0, {0, 9}), number_slot(pool, 1, {0, 9}));
  EXPECT_EQ(pool.slots().size(), 2u);
}

TEST(FormulaPool, TakesATestThatEveryValuePassesAsTrue) {
  formula_pool pool;
  const auto age = number_slot(pool, 0, {0, 120});
  EXPECT_EQ(pool.at(pool.atom(age, {-5, 200})).shape, term::form::truth);
  EXPECT_TRUE(pool.at(pool.atom(age, {-5, 200})).value);
  EXPECT_FALSE(pool.at(pool.atom(age, {121, 200})).value);
}

TEST(FormulaPool, JoinsTestsOfOneSlot) {
  formula_pool pool;
  const auto age = number_slot(pool, 0, {0, 120});
  const auto both = pool.all({pool.atom(age, {10, 120}), pool.atom(age, {0, 20})});
  ASSERT_EQ(pool.at(both).shape, term::form::atom);
  EXPECT_EQ(pool.at(both).values, value_set(10, 20));
  const auto either = pool.any({pool.atom(age, {0, 60}), pool.atom(age, {61, 120})});
  EXPECT_TRUE(pool.at(either).value);
  const auto neither = pool.all({pool.atom(age, {0, 60}), pool.atom(age, {61, 120})});
  EXPECT_EQ(pool.at(neither).shape, term::form::truth);
  EXPECT_FALSE(pool.at(neither).value);
}

TEST(FormulaPool, TakesNoPartsAsDecided) {
  formula_pool pool;
  EXPECT_TRUE(pool.at(pool.all({})).value);
  EXPECT_FALSE(pool.at(pool.any({})).value);
}

TEST(FormulaPool, MeansWhatWasWrittenInTheNegationToo) {
  constexpr std::uint64_t seed = 20260301;
  testing::dice random(seed);
  std::size_t choices = 0;
  for (std::size_t round = 0; round < testing::rounds(500); ++round) {
    const auto world = testing::random_world(random, 2 + random.below(3), 4);
    const auto condition = testing::random_condition(random, world, 4);
    formula_pool pool;
    testing::add_slots(pool, world);
    const auto formula = testing::written(condition, world, pool);
    const auto negation = pool.negation(formula);
    const testing::enumeration all(condition, world);
    for (const auto& box : all.boxes()) {
      std::vector<std::int64_t> values;
      for (std::size_t i = 0; i < box.size(); ++i) {
        const auto set = world.set_of(i, box[i]);
        if (set.is_single()) values.push_back(set.min());
      }
      if (values.size() != box.size()) continue;
      ++choices;
      ASSERT_EQ(compile::holds(pool, formula, values), all.certain(box)) << seed;
      ASSERT_EQ(compile::holds(pool, negation, values), all.excluded(box)) << seed;
    }
  }
  std::printf("report: formulas agree with their conditions on %zu choices, seed %llu\n",
              choices, static_cast<unsigned long long>(seed));
}

TEST(FormulaPool, NegatesANestOfEqualitiesWithoutGrowingWild) {
  // x1 = (x2 = (x3 = ...)): written out, each level doubles
  formula_pool pool;
  const auto yes = value_set::single(1);
  auto nest = pool.atom(number_slot(pool, 0, value_set::boolean()), yes);
  for (std::uint32_t i = 1; i < 60; ++i) {
    const auto x = pool.atom(number_slot(pool, i, value_set::boolean()), yes);
    nest = pool.any(
        {pool.all({x, nest}), pool.all({pool.negation(x), pool.negation(nest)})});
  }
  EXPECT_LT(pool.term_count(), 2000u);
}

TEST(Compared, SaysWhatIsLeftOpen) {
  const value_set less = value_set::single(0);
  const value_set equal = value_set::single(1);
  const value_set greater = value_set::single(2);
  EXPECT_EQ(compared({0, 9}, 0, {0, 9}, 0), value_set(0, 2));
  EXPECT_EQ(compared({0, 4}, 0, {5, 9}, 0), less);
  EXPECT_EQ(compared({5, 9}, 0, {0, 4}, 0), greater);
  EXPECT_EQ(compared({0, 5}, 0, {5, 9}, 0), value_set(0, 1));
  EXPECT_EQ(compared({5, 5}, 0, {5, 5}, 0), equal);
  const auto odd = value_set::single(1).united(value_set::single(3));
  EXPECT_EQ(compared(odd, 0, value_set::single(2), 0), less.united(greater));
}

TEST(Compared, RescalesExactly) {
  // 3.8 to 4.1 against the whole number 4, and against 3.80 to 4.19
  EXPECT_EQ(compared({38, 41}, 1, {4, 4}, 0), value_set(0, 2));
  EXPECT_EQ(compared({38, 39}, 1, {4, 4}, 0), value_set::single(0));
  EXPECT_EQ(compared({4, 4}, 0, {41, 42}, 1), value_set::single(0));
  EXPECT_EQ(compared({38, 38}, 1, {380, 380}, 2), value_set::single(1));
  EXPECT_EQ(compared({38, 38}, 1, {381, 389}, 2), value_set::single(0));
  EXPECT_EQ(compared({-7, -7}, 0, {-75, -65}, 1), value_set(0, 2));
  EXPECT_EQ(compared({-7, -7}, 0, {-69, -65}, 1), value_set::single(0));
  constexpr std::int64_t most = 1'000'000'000'000'000;
  EXPECT_EQ(compared({-most, most}, 0, {-most, most}, 9), value_set(0, 2));
}

}  // namespace
}  // namespace arvio
