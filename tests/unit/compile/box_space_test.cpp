#include "arvio/compile/box_space.hpp"

#include "support/dice.hpp"
#include "unit/compile/number_slot.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace arvio {
namespace {

using compile::box_space;
using compile::formula_pool;
using compile::slot;
using compile::slot_index;
using compile::term_index;
using compile::value_classes;
using tests::number_slot;

value_set set_of(std::initializer_list<value_set> parts) {
  value_set all;
  for (const auto& part : parts)
    all = all.united(part);
  return all;
}

TEST(ValueClasses, AreOneWithoutATest) {
  EXPECT_EQ(value_classes({0, 120}, {}), std::vector<value_set>{value_set(0, 120)});
  EXPECT_TRUE(value_classes({}, {{0, 3}}).empty());
}

TEST(ValueClasses, JoinWhatNoTestTellsApart) {
  // inside 10..20 or not: below and above are one class
  const auto classes = value_classes({0, 120}, {{10, 20}});
  ASSERT_EQ(classes.size(), 2u);
  EXPECT_EQ(classes[0], set_of({{0, 9}, {21, 120}}));
  EXPECT_EQ(classes[1], value_set(10, 20));
}

TEST(ValueClasses, CutAtEveryThreshold) {
  const auto classes = value_classes({0, 120}, {{16, 500}, {65, 500}, {-9, 15}});
  EXPECT_EQ(classes, (std::vector<value_set>{{0, 15}, {16, 64}, {65, 120}}));
}

TEST(ValueClasses, KeepTheGapsOfADomain) {
  const auto domain = set_of({{0, 3}, {7, 9}});
  const auto classes = value_classes(domain, {{2, 8}});
  ASSERT_EQ(classes.size(), 2u);
  EXPECT_EQ(classes[0], set_of({{0, 1}, {9, 9}}));
  EXPECT_EQ(classes[1], set_of({{2, 3}, {7, 8}}));
}

TEST(ValueClasses, AreAsManyAsTheValuesToldApart) {
  // each set by itself is one class more; so many used to take gigabytes
  std::vector<value_set> sets;
  constexpr std::int64_t count = 30'000;
  for (std::int64_t i = 0; i < count; ++i)
    sets.push_back(value_set::single(2 * i + 1));
  const auto classes = value_classes({0, 2 * count}, sets);
  ASSERT_EQ(classes.size(), std::size_t{count + 1});
  EXPECT_EQ(classes[0].ranges().size(), std::size_t{count + 1}) << "all between them";
  EXPECT_EQ(classes[7], value_set::single(13));
}

TEST(ValueClasses, TellApartExactlyWhatSomeSetDoes) {
  testing::dice random(20261130);
  for (int round = 0; round < 2000; ++round) {
    constexpr std::int64_t last = 15;
    std::vector<value_set> sets(random.below(6));
    for (auto& one : sets) {
      for (std::size_t i = random.below(5); i-- > 0;) {
        const auto low = static_cast<std::int64_t>(random.below(last + 3)) - 1;
        one = one.united({low, low + static_cast<std::int64_t>(random.below(4))});
      }
    }
    const auto classes = value_classes({0, last}, sets);
    const auto class_of = [&](std::int64_t value) {
      std::size_t found = classes.size();
      for (std::size_t i = 0; i < classes.size(); ++i) {
        if (!classes[i].contains(value)) continue;
        EXPECT_EQ(found, classes.size()) << value << " is in two classes";
        found = i;
      }
      EXPECT_NE(found, classes.size()) << value << " is in no class";
      return found;
    };
    for (std::int64_t a = 0; a <= last; ++a) {
      for (std::int64_t b = 0; b <= last; ++b) {
        const bool apart = std::any_of(sets.begin(), sets.end(), [&](const auto& one) {
          return one.contains(a) != one.contains(b);
        });
        ASSERT_EQ(class_of(a) != class_of(b), apart) << a << ", " << b;
      }
    }
    for (std::size_t i = 1; i < classes.size(); ++i)
      EXPECT_LT(classes[i - 1].min(), classes[i].min());
  }
}

TEST(BoxSpace, GivesASlotWithoutATestNoBits) {
  formula_pool pool;
  const auto age = number_slot(pool, 0, {0, 120});
  const auto untested = number_slot(pool, 1, {0, 120});
  const auto test = pool.atom(age, {0, 15});
  const box_space space(pool, std::span(&test, 1));
  EXPECT_NE(space.field_of(age), nullptr);
  EXPECT_EQ(space.field_of(untested), nullptr);
  EXPECT_EQ(space.values(space.full(), untested), value_set(0, 120));
}

/// Many slots, some of which need more than a word, so that fields lie in several words.
class ManyFields : public ::testing::Test {
 protected:
  ManyFields() {
    for (std::uint32_t i = 0; i < 40; ++i) {
      const std::int64_t last = i % 7 == 3 ? 200 : 1 + i % 5;
      slots_.push_back(number_slot(pool_, i, {0, last}));
      for (std::int64_t value = 0; value <= last; ++value) {
        tests_.push_back(pool_.atom(slots_.back(), value_set::single(value)));
      }
    }
  }

  formula_pool pool_;
  std::vector<slot_index> slots_;
  std::vector<term_index> tests_;
};

TEST_F(ManyFields, ReadBackWhatWasPut) {
  const box_space space(pool_, tests_);
  for (const auto slot : slots_) {
    const auto last = pool_.slot_at(slot).domain.max();
    auto box = space.full();
    const auto values = set_of({value_set::single(0), value_set::single(last)});
    space.put(slot, values, box);
    EXPECT_EQ(space.values(box, slot), values);
    for (const auto other : slots_) {
      if (other != slot) {
        EXPECT_EQ(space.values(box, other), pool_.slot_at(other).domain);
      }
    }
  }
}

TEST_F(ManyFields, CountTheSlotsInWhichBoxesMiss) {
  const box_space space(pool_, tests_);
  const auto& full = space.full();
  EXPECT_EQ(space.gap_between(full.data(), full.data()).count, 0u);
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    auto low = full;
    auto high = full;
    space.put(slots_[i], value_set::single(0), low);
    space.put(slots_[i], {1, 1000}, high);
    const auto one = space.gap_between(low.data(), high.data());
    ASSERT_EQ(one.count, 1u);
    EXPECT_EQ(space.fields()[one.field].slot, slots_[i]);
    const auto next = slots_[(i + 1) % slots_.size()];
    space.put(next, value_set::single(1), low);
    space.put(next, value_set::single(0), high);
    EXPECT_EQ(space.gap_between(low.data(), high.data()).count, 2u);
  }
}

}  // namespace
}  // namespace arvio
