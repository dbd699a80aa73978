#include "arvio/base/decimal.hpp"

#include "support/dice.hpp"
#include "support/scale.hpp"

#include <gtest/gtest.h>

#include <string>

namespace arvio {
namespace {

constexpr std::int64_t most = limits::number_units;

TEST(Decimal, IsReadWithItsScale) {
  struct example {
    const char* text;
    std::int64_t units;
    int scale;
  };
  for (const auto& one :
       {example{"0", 0, 0}, example{"12", 12, 0}, example{"-12", -12, 0},
        example{"38.4", 384, 1}, example{"38.40", 3840, 2}, example{"-0.5", -5, 1},
        example{"007", 7, 0}, example{"0.000000001", 1, 9},
        example{"1000000000000000", most, 0}}) {
    const auto number = parse_decimal(one.text);
    ASSERT_TRUE(number) << one.text;
    EXPECT_EQ(number->units, one.units) << one.text;
    EXPECT_EQ(number->scale, one.scale) << one.text;
  }
}

TEST(Decimal, IsNotReadFromAnythingElse) {
  for (const char* text : {"",
                           "-",
                           "+1",
                           ".5",
                           "5.",
                           "-.5",
                           "1.2.3",
                           "1,5",
                           " 1",
                           "1 ",
                           "1e5",
                           "0x10",
                           "--1",
                           "1-",
                           "nan",
                           "inf",
                           "\xD9\xA1",
                           "1000000000000001",
                           "0.0000000001",
                           "99999999999999999999999999"}) {
    EXPECT_FALSE(parse_decimal(text)) << text;
  }
}

TEST(Decimal, ComparesByValueWhateverTheScale) {
  EXPECT_EQ((decimal{384, 1}), (decimal{3840, 2}));
  EXPECT_LT((decimal{384, 1}), (decimal{3841, 2}));
  EXPECT_GT((decimal{-384, 1}), (decimal{-3841, 2}));
  EXPECT_EQ((decimal{0, 0}), (decimal{0, 9}));
  EXPECT_LT((decimal{most, 9}), (decimal{most, 0}));
  EXPECT_GT((decimal{-most, 9}), (decimal{-most, 0}));
}

TEST(Decimal, IsWrittenAsItIsReadBack) {
  EXPECT_EQ(to_text(decimal{3840, 2}), "38.40");
  EXPECT_EQ(to_text(decimal{5, 3}), "0.005");
  EXPECT_EQ(to_text(decimal{-5, 1}), "-0.5");
  EXPECT_EQ(to_text(decimal{0, 0}), "0");
  EXPECT_EQ(to_text(decimal{0, 2}), "0.00");
  testing::dice random(1);
  for (std::size_t i = 0; i < testing::rounds(100000); ++i) {
    // small numbers as often as large ones
    const auto bound = power_of_ten(static_cast<int>(random.below(16)));
    const decimal number{random.between(-bound, bound),
                         static_cast<int>(random.below(10))};
    const auto again = parse_decimal(to_text(number));
    ASSERT_TRUE(again) << to_text(number);
    ASSERT_EQ(again->units, number.units) << to_text(number);
    ASSERT_EQ(again->scale, number.scale) << to_text(number);
  }
}

TEST(Decimal, CountsItsUnitsAtAnotherScaleWhereThatIsExact) {
  EXPECT_EQ(units_at({384, 1}, 1), 384);
  EXPECT_EQ(units_at({384, 1}, 3), 38400);
  EXPECT_EQ(units_at({3840, 2}, 1), 384);
  EXPECT_EQ(units_at({3841, 2}, 1), std::nullopt);
  EXPECT_EQ(units_at({-3840, 2}, 1), -384);
  EXPECT_EQ(units_at({0, 9}, 0), 0);
  EXPECT_EQ(units_at({most, 0}, 0), most);
  EXPECT_EQ(units_at({most, 0}, 1), std::nullopt);
  EXPECT_EQ(units_at({-most, 0}, 1), std::nullopt);
}

TEST(Decimal, KeepsItsValueAtAnotherScale) {
  testing::dice random(2);
  std::size_t exact = 0;
  for (std::size_t i = 0; i < testing::rounds(100000); ++i) {
    const decimal number{
        random.between(-100000, 100000) * power_of_ten(static_cast<int>(random.below(4))),
        static_cast<int>(random.below(10))};
    const int scale = static_cast<int>(random.below(10));
    const auto units = units_at(number, scale);
    if (!units) continue;
    ++exact;
    ASSERT_EQ((decimal{*units, scale}), number) << to_text(number) << " at " << scale;
  }
  EXPECT_GT(exact, testing::rounds(100000) / 4);
}

}  // namespace
}  // namespace arvio
