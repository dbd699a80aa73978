#include "arvio/base/value_set.hpp"

#include "support/dice.hpp"
#include "support/scale.hpp"

#include <gtest/gtest.h>

#include <bitset>

namespace arvio {
namespace {

constexpr int universe = 12;
using bits = std::bitset<universe>;

value_set set_of(const bits& members) {
  value_set made;
  for (int value = 0; value < universe; ++value) {
    if (members[static_cast<std::size_t>(value)])
      made = made.united(value_set::single(value));
  }
  return made;
}

bits bits_of(const value_set& set) {
  bits members;
  for (int value = 0; value < universe; ++value)
    members[static_cast<std::size_t>(value)] = set.contains(value);
  return members;
}

/// Sorted, and with a gap between any two ranges: the form that makes equal sets equal.
bool is_canonical(const value_set& set) {
  const auto& ranges = set.ranges();
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    if (ranges[i].low > ranges[i].high) return false;
    if (i > 0 && ranges[i].low <= ranges[i - 1].high + 1) return false;
  }
  return true;
}

TEST(ValueSet, IsEmptyWithoutValues) {
  EXPECT_TRUE(value_set().empty());
  EXPECT_TRUE(value_set(3, 2).empty());
  EXPECT_FALSE(value_set(2, 2).empty());
  EXPECT_TRUE(value_set().inside(value_set()));
  EXPECT_FALSE(value_set().meets(value_set(0, 9)));
}

TEST(ValueSet, KnowsItsEnds) {
  const auto set = value_set(2, 4).united(value_set(8, 9));
  EXPECT_EQ(set.min(), 2);
  EXPECT_EQ(set.max(), 9);
  EXPECT_FALSE(set.is_single());
  EXPECT_TRUE(value_set::single(7).is_single());
  EXPECT_EQ(value_set::boolean(), value_set(0, 1));
}

TEST(ValueSet, JoinsRangesThatTouch) {
  EXPECT_EQ(value_set(0, 3).united(value_set(4, 5)), value_set(0, 5));
  const auto with_a_gap = value_set(0, 3).united(value_set(5, 6));
  EXPECT_EQ(with_a_gap.ranges().size(), 2u);
}

TEST(ValueSet, ActsAsASetOfBits) {
  testing::dice random(3);
  const auto any_set = [&random] { return bits(random.below(1u << universe)); };
  for (std::size_t i = 0; i < testing::rounds(20000); ++i) {
    const auto a = any_set();
    const auto b = any_set();
    const auto first = set_of(a);
    const auto second = set_of(b);
    ASSERT_EQ(bits_of(first), a);
    ASSERT_TRUE(is_canonical(first));
    ASSERT_EQ(first == second, a == b);
    ASSERT_EQ(first.empty(), a.none());
    ASSERT_EQ(first.is_single(), a.count() == 1);
    ASSERT_EQ(first.meets(second), (a & b).any());
    ASSERT_EQ(first.inside(second), (a & ~b).none());
    for (const auto& [set, members] : {std::pair(first.intersected(second), a & b),
                                       std::pair(first.united(second), a | b),
                                       std::pair(first.without(second), a & ~b)}) {
      ASSERT_EQ(bits_of(set), members) << a << " and " << b;
      ASSERT_TRUE(is_canonical(set)) << a << " and " << b;
      ASSERT_EQ(set, set_of(members)) << a << " and " << b;
    }
  }
}

}  // namespace
}  // namespace arvio
