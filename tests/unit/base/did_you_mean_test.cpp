#include "arvio/base/did_you_mean.hpp"

#include <gtest/gtest.h>

namespace arvio {
namespace {

TEST(EditDistance, CountsLettersPutInLeftOutChangedAndSwapped) {
  EXPECT_EQ(edit_distance("age", "age"), 0u);
  EXPECT_EQ(edit_distance("age", "aged"), 1u);
  EXPECT_EQ(edit_distance("age", "ae"), 1u);
  EXPECT_EQ(edit_distance("age", "aga"), 1u);
  EXPECT_EQ(edit_distance("urgency", "urgnecy"), 1u);
  EXPECT_EQ(edit_distance("", "abc"), 3u);
  EXPECT_EQ(edit_distance("abc", ""), 3u);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3u);
}

TEST(DidYouMean, NamesTheNearestWord) {
  EXPECT_EQ(did_you_mean("temprature", {"age", "temperature", "pulse"}),
            "did you mean `temperature`?");
  EXPECT_EQ(nearest_word("ag", {"age", "sex"}), "age");
  EXPECT_EQ(nearest_word("abc", {"abd", "abe"}), "abd")
      << "the first of equally near ones";
}

TEST(DidYouMean, SaysNothingWhereNoWordIsNear) {
  EXPECT_EQ(did_you_mean("temperature", {"age", "sex"}), "");
  EXPECT_EQ(did_you_mean("", {"a"}), "");
  EXPECT_EQ(did_you_mean("age", {}), "");
  EXPECT_EQ(did_you_mean(std::string(65, 'a'), {std::string(65, 'a')}), "");
}

}  // namespace
}  // namespace arvio
