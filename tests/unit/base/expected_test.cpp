#include "arvio/base/expected.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <type_traits>

namespace arvio {
namespace {

expected<int> half_of(int number) {
  if (number % 2 != 0) return unexpected(error{errc::bad_value, {1, 2, 3}});
  return number / 2;
}

TEST(Expected, HoldsAValue) {
  const auto got = half_of(8);
  ASSERT_TRUE(got);
  EXPECT_TRUE(got.has_value());
  EXPECT_EQ(*got, 4);
}

TEST(Expected, HoldsTheReasonOfAFailure) {
  const auto got = half_of(7);
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error(), (error{errc::bad_value, {1, 2, 3}}));
}

TEST(Expected, CarriesErrorsOfTheTypeOfItsValue) {
  const expected<std::string, std::string> failed = unexpected(std::string("why"));
  const expected<std::string, std::string> fine = std::string("what");
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error(), "why");
  ASSERT_TRUE(fine);
  EXPECT_EQ(fine->size(), 4u);
}

TEST(Expected, GivesItsValueAway) {
  expected<std::unique_ptr<int>> got = std::make_unique<int>(5);
  ASSERT_TRUE(got);
  const auto taken = *std::move(got);
  EXPECT_EQ(*taken, 5);
}

TEST(Error, CostsNothingToReturn) {
  EXPECT_TRUE(std::is_trivially_copyable_v<error>);
  EXPECT_LE(sizeof(error), 16u);
}

}  // namespace
}  // namespace arvio
