#include "reference/formula.hpp"

#include "support/random_rules.hpp"
#include "support/scale.hpp"

#include <gtest/gtest.h>

#include <cstdio>

namespace arvio {
namespace {

using reference::constant;
using reference::formula_ptr;
using reference::formula_store;
using reference::is_open_in;
using reference::judge;
using reference::slot_sets;
using testing::dice;

const value_set yes = value_set::single(1);
const value_set no = value_set::single(0);
const value_set either = value_set::boolean();

certainty judged(formula_ptr what, slot_sets sets) { return judge(what, sets); }

TEST(Judge, FindsXOrNotXCertain) {
  formula_store made;
  const auto* x_or_not_x = made.any_of({made.atom(0, yes), made.atom(0, no)});
  EXPECT_EQ(judged(x_or_not_x, {either}), certainty::certain);
}

TEST(Judge, FindsXAndNotXExcluded) {
  formula_store made;
  const auto* x_and_not_x = made.all_of({made.atom(0, yes), made.atom(0, no)});
  EXPECT_EQ(judged(x_and_not_x, {either}), certainty::excluded);
}

TEST(Judge, FindsARuleThatHoldsForEitherSexCertain) {
  formula_store made;
  const auto* rule =
      made.any_of({made.all_of({made.atom(0, yes), made.atom(1, {51, 120})}),
                   made.all_of({made.atom(0, no), made.atom(1, {41, 120})})});
  EXPECT_EQ(judged(rule, {either, value_set::single(60)}), certainty::certain);
  EXPECT_EQ(judged(rule, {either, value_set::single(45)}), certainty::possible);
  EXPECT_EQ(judged(rule, {either, value_set::single(30)}), certainty::excluded);
}

TEST(Judge, TakesConstantsAsDecided) {
  formula_store made;
  EXPECT_EQ(judged(constant(true), {}), certainty::certain);
  EXPECT_EQ(judged(constant(false), {}), certainty::excluded);
  EXPECT_EQ(judged(made.all_of({}), {}), certainty::certain);
  EXPECT_EQ(judged(made.any_of({}), {}), certainty::excluded);
}

TEST(Open, LeavesOutASlotThatAnotherPartAbsorbs) {
  formula_store made;
  const auto* absorbing = made.any_of(
      {made.atom(0, yes), made.all_of({made.atom(0, yes), made.atom(1, yes)})});
  slot_sets sets{either, either};
  EXPECT_TRUE(is_open_in(absorbing, 0, sets));
  EXPECT_FALSE(is_open_in(absorbing, 1, sets));
}

constexpr reference::slot_id slot_count = 4;
constexpr std::int64_t values_per_slot = 3;

formula_ptr random_formula(dice& random, int depth, formula_store& made) {
  if (depth == 0 || random.chance(15)) {
    value_set values;
    for (std::int64_t value = 0; value < values_per_slot; ++value) {
      if (random.chance(50)) values = values.united(value_set::single(value));
    }
    return made.atom(random.below(slot_count), values);
  }
  std::vector<formula_ptr> parts;
  for (std::uint32_t i = 0; i < 2 + random.below(3); ++i)
    parts.push_back(random_formula(random, depth - 1, made));
  return random.chance(50) ? made.all_of(parts) : made.any_of(parts);
}

bool holds(formula_ptr what, const std::vector<std::int64_t>& choice) {
  slot_sets sets(slot_count);
  for (reference::slot_id slot = 0; slot < slot_count; ++slot)
    sets[slot] = value_set::single(choice[slot]);
  formula_store made;
  return reference::residual(what, sets, made)->shape == reference::formula::form::truth;
}

/// Every choice of one value from each slot's set.
std::vector<std::vector<std::int64_t>> choices(const slot_sets& sets) {
  std::vector<std::vector<std::int64_t>> all{{}};
  for (reference::slot_id slot = 0; slot < slot_count; ++slot) {
    std::vector<std::vector<std::int64_t>> longer;
    for (const auto& choice : all) {
      for (std::int64_t value = 0; value < values_per_slot; ++value) {
        if (!sets[slot].contains(value)) continue;
        longer.push_back(choice);
        longer.back().push_back(value);
      }
    }
    all = std::move(longer);
  }
  return all;
}

TEST(Formula, AgreesWithEnumerationOfAllChoices) {
  constexpr std::uint64_t seed = 3;
  dice random(seed);
  std::size_t judged = 0;
  for (std::size_t i = 0; i < testing::rounds(20000); ++i) {
    formula_store made;
    const auto* what = random_formula(random, 3, made);
    slot_sets sets(slot_count);
    for (reference::slot_id slot = 0; slot < slot_count; ++slot) {
      do {
        sets[slot] = {};
        for (std::int64_t value = 0; value < values_per_slot; ++value) {
          if (random.chance(60)) sets[slot] = sets[slot].united(value_set::single(value));
        }
      } while (sets[slot].empty());
    }
    const auto all = choices(sets);
    bool can_hold = false;
    bool can_fail = false;
    for (const auto& choice : all)
      (holds(what, choice) ? can_hold : can_fail) = true;
    const auto expected = can_hold && can_fail ? certainty::possible
                          : can_hold           ? certainty::certain
                                               : certainty::excluded;
    ASSERT_EQ(judge(what, sets), expected) << "seed " << seed << ", round " << i;
    for (reference::slot_id slot = 0; slot < slot_count; ++slot) {
      bool open = false;
      for (auto choice : all) {
        const bool before = holds(what, choice);
        for (std::int64_t value = 0; value < values_per_slot; ++value) {
          if (!sets[slot].contains(value)) continue;
          choice[slot] = value;
          open = open || holds(what, choice) != before;
        }
      }
      ASSERT_EQ(is_open_in(what, slot, sets), open)
          << "seed " << seed << ", round " << i << ", slot " << slot;
    }
    ++judged;
  }
  std::printf("seed %llu: %zu formulas against enumeration\n",
              static_cast<unsigned long long>(seed), judged);
}

}  // namespace
}  // namespace arvio
