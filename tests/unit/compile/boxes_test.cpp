#include "arvio/compile/boxes.hpp"

#include "support/scale.hpp"
#include "unit/compile/random_formula.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cstdio>
#include <set>

namespace arvio {
namespace {

using compile::box_budget;
using compile::box_list;
using compile::box_space;
using compile::formula_pool;
using compile::slot_index;
using compile::term_index;
using testing::value_mask;

const value_set yes = value_set::single(1);

slot_index add_slot(formula_pool& pool, value_set domain) {
  compile::slot one;
  one.index = static_cast<std::uint32_t>(pool.slots().size());
  one.text = "n" + std::to_string(one.index);
  one.domain = std::move(domain);
  return pool.add_slot(one);
}

/// The boxes of a list as masks of a small world.
std::set<std::vector<value_mask>> masks_of(const box_list& list,
                                           const testing::small_world& world) {
  std::set<std::vector<value_mask>> found;
  for (std::size_t i = 0; i < list.size(); ++i) {
    std::vector<value_mask> box;
    for (std::size_t slot = 0; slot < world.size(); ++slot) {
      const auto values = list.values(i, static_cast<slot_index>(slot));
      value_mask mask = 0;
      for (std::size_t bit = 0; bit < world.values[slot].size(); ++bit) {
        if (values.contains(world.values[slot][bit])) mask |= 1u << bit;
      }
      box.push_back(mask);
    }
    found.insert(box);
  }
  return found;
}

/// The bits of every choice of values: what box_space::touched gives, put together
/// faster.
class touched_bits {
 public:
  touched_bits(const box_space& space, const testing::small_world& world)
      : space_(space) {
    for (std::size_t slot = 0; slot < world.size(); ++slot) {
      auto& per_mask = parts_.emplace_back();
      for (value_mask mask = 0; mask <= world.all_of(slot); ++mask) {
        per_mask.push_back(space.full());
        space.put(static_cast<slot_index>(slot), world.set_of(slot, mask),
                  per_mask.back());
      }
    }
  }

  const compile::box_bits& of(const std::vector<value_mask>& box) {
    bits_ = space_.full();
    for (std::size_t slot = 0; slot < box.size(); ++slot) {
      const auto& part = parts_[slot][box[slot]];
      for (std::size_t i = 0; i < bits_.size(); ++i)
        bits_[i] &= part[i];
    }
    return bits_;
  }

 private:
  const box_space& space_;
  std::vector<std::vector<compile::box_bits>> parts_;
  compile::box_bits bits_;
};

TEST(MaximalBoxes, DecideLikeEnumerationAndAreAllThereAre) {
  constexpr std::uint64_t seed = 20260302;
  testing::dice random(seed);
  std::size_t evaluations = 0;
  std::size_t counts[3] = {};  // certain, excluded, possible
  std::size_t conditions = 0;
  std::size_t most_boxes = 0;
  std::size_t all_boxes = 0;
  while (evaluations < testing::rounds(4'000'000)) {
    // few slots of up to four values, or more slots of two or three
    const bool wide = random.below(3) == 0;
    const auto world = wide ? testing::random_world(random, 5 + random.below(2), 3)
                            : testing::random_world(random, 3 + random.below(2), 4);
    const auto condition = random.below(3) == 0
                               ? testing::random_condition(random, world, 3)
                               : testing::random_flat_condition(random, world);
    formula_pool pool;
    testing::add_slots(pool, world);
    box_budget budget;
    const auto list =
        maximal_boxes(pool, testing::written(condition, world, pool), budget);
    ASSERT_TRUE(list);
    ++conditions;
    most_boxes = std::max(most_boxes, list->size());
    all_boxes += list->size();

    const testing::enumeration all(condition, world);
    touched_bits touched(list->space(), world);
    std::set<std::vector<value_mask>> maximal;
    for (const auto& box : all.boxes()) {
      const auto& bits = touched.of(box);
      const bool certain = compile::certain(*list, bits);
      const bool excluded = compile::excluded(*list, bits);
      ASSERT_EQ(certain, all.certain(box))
          << "seed " << seed << ", condition " << conditions;
      ASSERT_EQ(excluded, all.excluded(box))
          << "seed " << seed << ", condition " << conditions;
      if (all.maximal(box)) maximal.insert(box);
      ++evaluations;
      ++counts[certain ? 0 : excluded ? 1 : 2];
    }
    ASSERT_EQ(masks_of(*list, world), maximal)
        << "seed " << seed << ", condition " << conditions;
    ASSERT_EQ(list->size(), maximal.size());
  }
  const auto percent = [&](std::size_t part) { return part * 100 / evaluations; };
  std::printf(
      "report: maximal boxes of %zu conditions decide like enumeration in %zu "
      "evaluations: "
      "%zu %% certain, %zu %% excluded, %zu %% possible; %zu boxes, at most %zu of a "
      "condition; seed %llu\n",
      conditions, evaluations, percent(counts[0]), percent(counts[1]), percent(counts[2]),
      all_boxes, most_boxes, static_cast<unsigned long long>(seed));
  EXPECT_GE(percent(counts[0]), 10u);
  EXPECT_GE(percent(counts[1]), 10u);
  EXPECT_GE(percent(counts[2]), 10u);
}

TEST(MaximalBoxes, CombineAsTheirConditionsDo) {
  constexpr std::uint64_t seed = 20260303;
  testing::dice random(seed);
  for (std::size_t round = 0; round < testing::rounds(2000); ++round) {
    const auto world = testing::random_world(random, 3, 4);
    formula_pool pool;
    testing::add_slots(pool, world);
    const auto throw_one = [&] {
      return testing::written(testing::random_flat_condition(random, world), world, pool);
    };
    const auto one = throw_one();
    const auto other = throw_one();
    const auto either = pool.any({one, other});
    const auto both = pool.all({one, other});
    const term_index formulas[] = {one, other, either, both};
    const auto space = std::make_shared<const box_space>(pool, formulas);
    box_budget budget;
    const auto boxes_of_one = maximal_boxes(pool, one, space, budget);
    const auto boxes_of_other = maximal_boxes(pool, other, space, budget);
    ASSERT_TRUE(boxes_of_one && boxes_of_other);
    const auto joined = united(*boxes_of_one, *boxes_of_other, budget);
    const auto common = intersected(*boxes_of_one, *boxes_of_other, budget);
    const auto boxes_of_either = maximal_boxes(pool, either, space, budget);
    const auto boxes_of_both = maximal_boxes(pool, both, space, budget);
    ASSERT_TRUE(joined && common && boxes_of_either && boxes_of_both);
    ASSERT_EQ(masks_of(*joined, world), masks_of(*boxes_of_either, world)) << round;
    ASSERT_EQ(masks_of(*common, world), masks_of(*boxes_of_both, world)) << round;
    const auto holds_somewhere = can_hold(pool, both, budget);
    ASSERT_TRUE(holds_somewhere);
    ASSERT_EQ(*holds_somewhere, !common->never_holds());
  }
}

TEST(MaximalBoxes, KnowWhatNeverAndWhatAlwaysHolds) {
  formula_pool pool;
  const auto x = pool.atom(add_slot(pool, value_set::boolean()), yes);
  const auto age = add_slot(pool, {0, 120});
  box_budget budget;
  const auto boxes_of = [&](term_index what) {
    return *maximal_boxes(pool, what, budget);
  };
  EXPECT_TRUE(boxes_of(pool.any({x, pool.negation(x)})).always_holds());
  EXPECT_TRUE(boxes_of(pool.all({x, pool.negation(x)})).never_holds());
  EXPECT_TRUE(boxes_of(pool.truth(true)).always_holds());
  EXPECT_TRUE(boxes_of(pool.truth(false)).never_holds());
  EXPECT_FALSE(boxes_of(x).always_holds());
  EXPECT_FALSE(boxes_of(x).never_holds());
  // not said outright: each age is covered, but by parts that differ in x
  const auto young = pool.atom(age, {0, 59});
  const auto all_ages =
      pool.any({pool.all({x, young}), pool.all({pool.negation(x), young}),
                pool.atom(age, {60, 120})});
  EXPECT_TRUE(boxes_of(all_ages).always_holds());
}

TEST(MaximalBoxes, SayOfARangeWhatHoldsInAllOfIt) {
  // (sex = 'female' and age > 50) or (sex = 'male' and age > 40)
  formula_pool pool;
  const auto sex = add_slot(pool, value_set::boolean());
  const auto age = add_slot(pool, {0, 120});
  const auto rule = pool.any(
      {pool.all({pool.atom(sex, yes), pool.atom(age, {51, 120})}),
       pool.all({pool.atom(sex, value_set::single(0)), pool.atom(age, {41, 120})})});
  box_budget budget;
  const auto boxes = maximal_boxes(pool, rule, budget);
  ASSERT_TRUE(boxes);
  EXPECT_EQ(boxes->size(), 2u);  // a man over 40; anybody over 50
  const auto sets = [](value_set ages) {
    return std::vector<value_set>{value_set::boolean(), std::move(ages)};
  };
  EXPECT_TRUE(certain(*boxes, sets(value_set::single(60))));
  EXPECT_TRUE(certain(*boxes, sets({51, 70})));
  EXPECT_FALSE(certain(*boxes, sets({50, 70})));
  EXPECT_FALSE(excluded(*boxes, sets({50, 70})));
  EXPECT_TRUE(excluded(*boxes, sets({0, 40})));
  EXPECT_FALSE(excluded(*boxes, sets({0, 41})));
}

TEST(MaximalBoxes, AreTheSameOverFinerClasses) {
  // bands of age with a flag each; the space also tells every single age apart, which
  // takes more than a word
  formula_pool pool;
  const auto age = add_slot(pool, {0, 99});
  std::vector<term_index> bands;
  std::vector<term_index> formulas;
  for (std::int64_t band = 0; band < 5; ++band) {
    const auto flag = pool.atom(add_slot(pool, value_set::boolean()), yes);
    bands.push_back(pool.all({pool.atom(age, {20 * band, 20 * band + 19}), flag}));
  }
  formulas.push_back(pool.any(bands));
  for (std::int64_t year = 0; year < 100; ++year)
    formulas.push_back(pool.atom(age, value_set::single(year)));
  const auto boxes_in = [&](std::size_t formula_count) {
    const auto space =
        std::make_shared<const box_space>(pool, std::span(formulas).first(formula_count));
    box_budget budget;
    const auto boxes = maximal_boxes(pool, formulas.front(), space, budget);
    std::set<std::string> texts;
    for (std::size_t i = 0; boxes && i < boxes->size(); ++i) {
      std::string text;
      for (slot_index slot = 0; slot < pool.slots().size(); ++slot) {
        const auto values = boxes->values(i, slot);
        for (const auto& range : values.ranges())
          text += std::to_string(range.low) + ".." + std::to_string(range.high) + " ";
        text += "| ";
      }
      texts.insert(text);
    }
    return texts;
  };
  const auto coarse = boxes_in(1);
  EXPECT_EQ(coarse.size(), 31u);
  EXPECT_EQ(boxes_in(formulas.size()), coarse);
}

// --- the figures of the design
// -------------------------------------------------------------

/// "k of n", written out as the disjunction of all ways.
term_index some_of(formula_pool& pool, int wanted, int count) {
  std::vector<term_index> flags;
  for (int i = 0; i < count; ++i) {
    flags.push_back(pool.atom(add_slot(pool, value_set::boolean()), yes));
  }
  std::vector<term_index> ways;
  for (std::uint32_t chosen = 0; chosen < 1u << count; ++chosen) {
    if (std::popcount(chosen) != wanted) continue;
    std::vector<term_index> way;
    for (int i = 0; i < count; ++i) {
      if ((chosen >> i & 1) != 0) way.push_back(flags[static_cast<std::size_t>(i)]);
    }
    ways.push_back(pool.all(way));
  }
  return pool.any(ways);
}

std::size_t box_count(const formula_pool& pool, term_index what) {
  box_budget budget;
  const auto boxes = maximal_boxes(pool, what, budget);
  return boxes ? boxes->size() : 0;
}

TEST(Figures, SixOfTwelveIs924Boxes) {
  formula_pool pool;
  EXPECT_EQ(box_count(pool, some_of(pool, 6, 12)), 924u);
}

TEST(Figures, AnyThreeOfEightIs56Boxes) {
  formula_pool pool;
  EXPECT_EQ(box_count(pool, some_of(pool, 3, 8)), 56u);
}

TEST(Figures, AnAgeTableOfEightBandsWithAFlagEachIs255Boxes) {
  // the band's own flag decides: for every choice of bands, all of their flags
  formula_pool pool;
  const auto age = add_slot(pool, {0, 7});
  std::vector<term_index> bands;
  for (std::int64_t band = 0; band < 8; ++band) {
    const auto flag = pool.atom(add_slot(pool, value_set::boolean()), yes);
    bands.push_back(pool.all({pool.atom(age, value_set::single(band)), flag}));
  }
  EXPECT_EQ(box_count(pool, pool.any(bands)), 255u);
}

TEST(Figures, FiveAgeBandsOfThreeTwoSidedVitalSignsAre423Boxes) {
  // Each band has limits of its own, all of them shifted against those of the next band
  // while the normal ranges of all bands have values in common.
  formula_pool pool;
  const auto age = add_slot(pool, {0, 4});
  const slot_index signs[] = {add_slot(pool, {0, 300}), add_slot(pool, {0, 300}),
                              add_slot(pool, {0, 300})};
  std::vector<term_index> bands;
  for (std::int64_t band = 0; band < 5; ++band) {
    std::vector<term_index> abnormal;
    for (const auto sign : signs) {
      abnormal.push_back(
          pool.negation(pool.atom(sign, {100 + 10 * band, 180 + 10 * band})));
    }
    bands.push_back(
        pool.all({pool.atom(age, value_set::single(band)), pool.any(abnormal)}));
  }
  EXPECT_EQ(box_count(pool, pool.any(bands)), 423u);
}

TEST(Figures, TheSameWithABooleanPerSignIs3Boxes) {
  formula_pool pool;
  std::vector<term_index> abnormal;
  for (int i = 0; i < 3; ++i) {
    abnormal.push_back(pool.atom(add_slot(pool, value_set::boolean()), yes));
  }
  EXPECT_EQ(box_count(pool, pool.any(abnormal)), 3u);
}

// --- budgets
// -------------------------------------------------------------------------------

TEST(Budget, RefusesMoreBoxesThanAllowed) {
  formula_pool pool;
  const auto formula = some_of(pool, 7, 13);  // 1,716
  box_budget budget;
  const auto boxes = maximal_boxes(pool, formula, budget);
  ASSERT_FALSE(boxes);
  EXPECT_EQ(boxes.error().code, errc::limit_boxes);
}

TEST(Budget, RefusesMoreBoxesOnTheWayThanAllowed) {
  formula_pool pool;
  const auto formula = some_of(pool, 3, 8);
  box_budget budget;
  budget.intermediate = 55;
  EXPECT_EQ(maximal_boxes(pool, formula, budget).error().code, errc::limit_boxes);
  budget.intermediate = 56;
  EXPECT_TRUE(maximal_boxes(pool, formula, budget));
}

TEST(Budget, RefusesMoreWorkThanAllowed) {
  formula_pool pool;
  const auto formula = some_of(pool, 3, 8);
  box_budget budget;
  budget.steps = 500;
  EXPECT_EQ(maximal_boxes(pool, formula, budget).error().code, errc::limit_work);
  EXPECT_EQ(budget.steps, 0u);
}

TEST(Budget, CountsTheWorkDown) {
  formula_pool pool;
  const auto formula = some_of(pool, 3, 8);
  box_budget budget;
  ASSERT_TRUE(maximal_boxes(pool, formula, budget));
  EXPECT_LT(budget.steps, limits::closure_steps);
  EXPECT_GT(budget.steps, limits::closure_steps - 10'000);
}

TEST(Budget, EndsAConditionThatDoublesWithEveryLevel) {
  // x1 = (x2 = (x3 = ...)): 2^39 boxes, from a formula of a few hundred terms
  formula_pool pool;
  auto nest = pool.atom(add_slot(pool, value_set::boolean()), yes);
  for (int i = 1; i < 40; ++i) {
    const auto x = pool.atom(add_slot(pool, value_set::boolean()), yes);
    nest = pool.any(
        {pool.all({x, nest}), pool.all({pool.negation(x), pool.negation(nest)})});
  }
  box_budget budget;
  budget.steps = testing::rounds(10'000'000);
  EXPECT_FALSE(maximal_boxes(pool, nest, budget));
}

TEST(Budget, NeverChangesAnAnswer) {
  constexpr std::uint64_t seed = 20260304;
  testing::dice random(seed);
  std::size_t refused = 0;
  std::size_t answered = 0;
  for (std::size_t round = 0; round < testing::rounds(2000); ++round) {
    const auto world = testing::random_world(random, 4, 4);
    const auto condition = testing::random_flat_condition(random, world);
    formula_pool pool;
    testing::add_slots(pool, world);
    const auto formula = testing::written(condition, world, pool);
    box_budget ample;
    const auto all = maximal_boxes(pool, formula, ample);
    ASSERT_TRUE(all);
    box_budget scant;
    scant.boxes = 1 + random.below(8);
    scant.intermediate = 1 + random.below(16);
    scant.steps = 1 + random.below(400);
    const auto some = maximal_boxes(pool, formula, scant);
    ++(some ? answered : refused);
    if (some) {
      ASSERT_EQ(masks_of(*some, world), masks_of(*all, world)) << seed;
    }
  }
  EXPECT_GT(answered, refused / 10);
  EXPECT_GT(refused, answered / 10);
}

}  // namespace
}  // namespace arvio
