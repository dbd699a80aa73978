#include "arvio/base/sort_stably.hpp"

#include "support/dice.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace arvio {
namespace {

struct entry {
  int key = 0;
  std::string text;  // tells apart what has one key

  friend bool operator==(const entry&, const entry&) = default;
};

bool by_key(const entry& a, const entry& b) { return a.key < b.key; }

TEST(SortStably, SortsAsTheLibraryDoes) {
  testing::dice random(1);
  for (std::size_t size = 0; size < 200; ++size) {
    std::vector<entry> list;
    for (std::size_t i = 0; i < size; ++i)
      list.push_back({static_cast<int>(random.below(8)), std::to_string(i)});
    auto expected = list;
    std::stable_sort(expected.begin(), expected.end(), by_key);
    sort_stably(list, by_key);
    ASSERT_EQ(list, expected);
  }
}

TEST(SortStably, LeavesWhatStandsBeforeTheIndexWhereItIs) {
  std::vector<entry> list{{9, "a"}, {8, "b"}, {2, "c"}, {1, "d"}, {2, "e"}};
  sort_stably(list, 2, by_key);
  EXPECT_EQ(list, (std::vector<entry>{{9, "a"}, {8, "b"}, {1, "d"}, {2, "c"}, {2, "e"}}));
}

TEST(SortStably, LeavesNothingToSortBehindTheEnd) {
  std::vector<entry> list{{2, "a"}, {1, "b"}};
  const auto as_it_stood = list;
  sort_stably(list, list.size(), by_key);
  EXPECT_EQ(list, as_it_stood);
}

TEST(SortStably, MovesWhatCannotBeCopied) {
  std::vector<std::unique_ptr<int>> list;
  for (const int value : {3, 1, 2})
    list.push_back(std::make_unique<int>(value));
  sort_stably(list, [](const auto& a, const auto& b) { return *a < *b; });
  EXPECT_EQ(*list[0], 1);
  EXPECT_EQ(*list[1], 2);
  EXPECT_EQ(*list[2], 3);
}

}  // namespace
}  // namespace arvio
