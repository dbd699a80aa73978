#include "arvio/core/detail/sets.hpp"

#include "support/dice.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <set>
#include <utility>
#include <vector>

namespace arvio {
namespace {

using core::bits_from;
using core::code_span;
using core::value_span;
using testing::dice;

TEST(Bits, OfAWordBeginAndEndWhereTheyAreSaidTo) {
  for (std::uint32_t first = 0; first < 64; ++first) {
    for (std::uint32_t count = 1; first + count <= 64; ++count) {
      const auto bits = bits_from(first, count);
      for (std::uint32_t bit = 0; bit < 64; ++bit) {
        EXPECT_EQ((bits >> bit & 1U) != 0, first <= bit && bit < first + count)
            << first << " " << count << " " << bit;
      }
    }
  }
}

TEST(Bits, ArePutAndDroppedAlone) {
  std::uint64_t words[3] = {};
  for (const std::uint32_t bit : {0u, 63u, 64u, 127u, 130u}) {
    core::put_bit(words, bit);
    EXPECT_TRUE(core::has_bit(words, bit));
    EXPECT_FALSE(core::has_bit(words, bit + 1));
    core::drop_bit(words, bit);
    EXPECT_EQ(words[0] | words[1] | words[2], 0u);
  }
  EXPECT_EQ(core::words_for(0), 0u);
  EXPECT_EQ(core::words_for(1), 1u);
  EXPECT_EQ(core::words_for(64), 1u);
  EXPECT_EQ(core::words_for(65), 2u);
}

TEST(Bits, AreVisitedWordByWordUntilTheVisitorHasEnough) {
  for (std::uint32_t first = 0; first < 130; ++first) {
    for (std::uint32_t count = 0; count < 200; count += 7) {
      std::set<std::uint32_t> seen;
      core::for_words(first, count, [&](std::uint32_t word, std::uint64_t mask) {
        core::for_bits(&mask, 1, [&](std::uint32_t bit) {
          EXPECT_TRUE(seen.insert(word * 64 + bit).second);
        });
        return true;
      });
      ASSERT_EQ(seen.size(), count);
      if (count != 0) {
        EXPECT_EQ(*seen.begin(), first);
        EXPECT_EQ(*seen.rbegin(), first + count - 1);
      }
    }
  }
  int calls = 0;
  core::for_words(10, 500, [&](std::uint32_t, std::uint64_t) { return ++calls < 2; });
  EXPECT_EQ(calls, 2);
}

TEST(ValueSpan, MeetsWhatSomeOfItsValuesLieIn) {
  const value_span range{3, 5, 0, false, nullptr, 0};
  const value_span with_one{3, 5, 9, true, nullptr, 0};
  const value_span below{3, 5, -2, true, nullptr, 0};
  const auto inside = [](const value_span& set, std::int64_t value) {
    return (set.low <= value && value <= set.high) ||
           (set.has_extra && value == set.extra);
  };
  for (const auto& set : {range, with_one, below}) {
    for (std::int64_t from = -4; from < 12; ++from) {
      EXPECT_EQ(set.contains(from), inside(set, from)) << from;
      for (std::int64_t to = from - 1; to < 12; ++to) {
        bool expected = false;
        for (auto value = from; value <= to; ++value)
          expected = expected || inside(set, value);
        EXPECT_EQ(set.meets(from, to), expected) << from << " " << to;
      }
    }
  }
  EXPECT_EQ(below.min(), -2);
  EXPECT_EQ(below.max(), 5);
  EXPECT_EQ(with_one.max(), 9);
  EXPECT_FALSE(range.is_single());
  EXPECT_TRUE((value_span{4, 4, 0, false, nullptr, 0}).is_single());
  EXPECT_FALSE((value_span{4, 4, 5, true, nullptr, 0}).is_single());
}

TEST(CodeSpan, KnowsItsCodesWhereverTheyStand) {
  dice random(4);
  for (int round = 0; round < 300; ++round) {
    const auto words = 1 + random.below(16);
    std::vector<std::uint64_t> bits(words);
    std::set<std::int64_t> codes;
    for (auto left = 1 + random.below(6); left != 0; --left) {
      const auto code = random.below(words * 64);
      codes.insert(code);
      core::put_bit(bits.data(), code);
    }
    const auto set = code_span(bits.data(), words);
    EXPECT_EQ(set.low, *codes.begin());
    EXPECT_EQ(set.high, *codes.rbegin());
    EXPECT_EQ(set.is_single(), codes.size() == 1);
    for (int probe = 0; probe < 60; ++probe) {
      auto from = random.between(-70, words * 64 + 70);
      auto to = random.between(-70, words * 64 + 70);
      if (from > to) std::swap(from, to);
      const auto found = codes.lower_bound(from);
      EXPECT_EQ(set.meets(from, to), found != codes.end() && *found <= to)
          << from << " " << to;
    }
    constexpr auto least = std::numeric_limits<std::int64_t>::min();
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    EXPECT_TRUE(set.meets(least, most));
    EXPECT_FALSE(set.meets(most, most));
    EXPECT_FALSE(set.meets(least, -1));
  }
}

TEST(CodeSpan, OfNothingStaysInsideItsWords) {
  const std::uint64_t nothing[3] = {};
  const auto set = code_span(nothing, 3);
  EXPECT_FALSE(set.meets(0, 191));
  EXPECT_GE(set.low, 0);
  EXPECT_LT(set.high, 192);
}

}  // namespace
}  // namespace arvio
