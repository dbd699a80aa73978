#include "arvio/base/time_limit.hpp"

#include <gtest/gtest.h>

namespace arvio::tests {
namespace {

TEST(TimeLimit, IsReadAndWrittenAsRuleSetsHaveIt) {
  for (const auto* text : {"immediate", "without-delay", "1 hours", "24 hours", "7 days",
                           "7 working-days", "6 weeks", "3 months", "9999 days"}) {
    const auto limit = parse_time_limit(text);
    ASSERT_TRUE(limit) << text;
    EXPECT_EQ(to_text(*limit), text);
  }
  EXPECT_EQ(parse_time_limit("7 working-days"),
            (time_limit{time_limit_unit::working_days, 7}));
  EXPECT_EQ(parse_time_limit("immediate"), time_limit{});
}

TEST(TimeLimit, IsNothingElse) {
  for (const auto* text :
       {"", " ", "soon", "days", " days", "0 days", "07 days", "1 day", "1  days",
        "-1 days", "99999 days", "P7D", "7 days ", "7 immediate", "7 without-delay",
        "immediate ", "7\tdays", "1x days"})
    EXPECT_FALSE(parse_time_limit(text)) << text;
}

}  // namespace
}  // namespace arvio::tests
