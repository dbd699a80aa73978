#include "arvio/base/time_limit.hpp"

#include <gtest/gtest.h>

namespace arvio::tests {
namespace {

TEST(TimeLimit, IsReadAndWrittenAsRuleSetsHaveIt) {
  for (const auto* text :
       {"immediately", "without-delay", "1 hour", "24 hours", "0 days", "1 day", "7 days",
        "1 working day", "7 working days", "1 week", "6 weeks", "1 month", "3 months"}) {
    const auto limit = parse_time_limit(text);
    ASSERT_TRUE(limit) << text;
    EXPECT_EQ(to_text(*limit), text);
  }
  EXPECT_EQ(parse_time_limit("7 working days"),
            (time_limit{time_limit_unit::working_days, 7}));
  EXPECT_EQ(parse_time_limit("0 days"), (time_limit{time_limit_unit::days, 0}));
  EXPECT_EQ(parse_time_limit("immediately"), time_limit{});
}

TEST(TimeLimit, IsNothingElse) {
  for (const auto* text : {"",
                           " ",
                           "soon",
                           "days",
                           " days",
                           "07 days",
                           "00 days",
                           "1  days",
                           "-1 days",
                           "99999 days",
                           "P7D",
                           "P1D",
                           "PT1H",
                           "7 days ",
                           "7 immediately",
                           "7 without-delay",
                           "immediately ",
                           "immediate",
                           "without delay",
                           "7\tdays",
                           "1x days",
                           "7 working-days",
                           "7 working  days",
                           "3.5 days",
                           "1.0 days",
                           "999999 hours"})
    EXPECT_FALSE(parse_time_limit(text)) << text;
}

TEST(TimeLimit, IsSingularForOneAlone) {
  for (const auto* text : {"1 hours", "1 days", "1 working days", "1 weeks", "1 months",
                           "2 hour", "0 day", "21 day", "7 working day", "11 month"})
    EXPECT_FALSE(parse_time_limit(text)) << text;
}

TEST(TimeLimit, IsZeroOfDaysAlone) {
  for (const auto* text : {"0 hours", "0 working days", "0 weeks", "0 months"})
    EXPECT_FALSE(parse_time_limit(text)) << text;
}

TEST(TimeLimit, IsTenYearsAtMost) {
  for (const auto* text :
       {"87840 hours", "3660 days", "2400 working days", "520 weeks", "120 months"})
    EXPECT_TRUE(parse_time_limit(text)) << text;
  for (const auto* text :
       {"87841 hours", "3661 days", "2401 working days", "521 weeks", "121 months"})
    EXPECT_FALSE(parse_time_limit(text)) << text;
}

}  // namespace
}  // namespace arvio::tests
