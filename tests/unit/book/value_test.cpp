#include "arvio/book/value.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace arvio::tests {
namespace {

const std::vector<std::string> no_codes;
const std::vector<std::string> letters{"a", "b", "c", "d", "e", "f", "g", "h"};

lang::type type_of(lang::kind kind, int scale) {
  lang::type type;
  type.kind = kind;
  type.scale = scale;
  return type;
}

struct row {
  lang::kind kind;
  int scale;
  const char* text;
  std::int64_t value;
};

TEST(ValueText, IsReadBackToTheSameUnits) {
  const std::vector<row> rows = {
      {lang::kind::boolean, 0, "true", 1},
      {lang::kind::integer, 0, "-12", -12},
      {lang::kind::decimal, 2, "38.40", 3840},
      {lang::kind::code, 0, "c", 2},
      {lang::kind::date, 0, "2026-03-02", 20514},
      {lang::kind::datetime, 0, "2026-03-02T10:00:00+02:00", 1772438400},
      {lang::kind::datetime, 0, "2026-07-02T10:00:00+03:00", 1782975600},
      {lang::kind::duration, 0, "P1DT30M", 88200},
  };
  for (const auto& one : rows) {
    const auto type = type_of(one.kind, one.scale);
    const book::value_form form{type, letters};
    const auto read = book::units_of_text(form, one.text);
    ASSERT_TRUE(read) << one.text;
    EXPECT_EQ(*read, one.value) << one.text;
    EXPECT_EQ(book::value_text(form, one.value), one.text);
  }
}

TEST(ValueText, IsRefusedWithTheReason) {
  const auto fault = [](lang::kind kind, int scale, const char* text) {
    const auto type = type_of(kind, scale);
    return book::units_of_text({type, letters}, text).error();
  };
  EXPECT_EQ(fault(lang::kind::integer, 0, "x"), errc::answer_type);
  EXPECT_EQ(fault(lang::kind::integer, 0, "1.5"), errc::answer_too_fine);
  EXPECT_EQ(fault(lang::kind::decimal, 9, "999999999999999"), errc::answer_outside);
  EXPECT_EQ(fault(lang::kind::code, 0, "z"), errc::answer_outside);
  EXPECT_EQ(fault(lang::kind::codes, 0, "a"), errc::answer_type);
  EXPECT_EQ(fault(lang::kind::boolean, 0, "TRUE"), errc::answer_type);
  EXPECT_EQ(fault(lang::kind::datetime, 0, "2026-03-02T10:00:00"), errc::answer_type);
  EXPECT_EQ(fault(lang::kind::none, 0, "1"), errc::answer_type);
}

TEST(ValuesText, ListsRangesAndCodes) {
  const auto number = type_of(lang::kind::decimal, 1);
  const auto set = value_set(351, 360).united(value_set::single(400));
  EXPECT_EQ(book::values_text({number, no_codes}, set), "35.1 to 36.0, 40.0");
  const auto code = type_of(lang::kind::code, 0);
  EXPECT_EQ(book::values_text({code, letters}, value_set(1, 2)), "`b`, `c`");
  EXPECT_EQ(book::values_text({code, letters}, value_set(0, 7)),
            "`a`, `b`, `c`, `d`, `e`, `f` and more");
  EXPECT_EQ(book::values_text({code, letters}, {}), "");
}

}  // namespace
}  // namespace arvio::tests
