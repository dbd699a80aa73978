#include "arvio/lang/unit.hpp"

#include "arvio/lang/type.hpp"

#include <gtest/gtest.h>

namespace arvio::lang {
namespace {

TEST(Unit, HasOneCanonicalText) {
  struct example {
    const char* text;
    const char* canonical;
  };
  for (const auto& one : {example{"1", "1"},
                          example{"a", "a"},
                          example{"/min", "/min"},
                          example{"1/min", "/min"},
                          example{"min-1", "/min"},
                          example{"mm[Hg]", "mm[Hg]"},
                          example{"kg/m2", "kg/m2"},
                          example{"m-2.kg", "kg/m2"},
                          example{"%", "%"},
                          example{"Cel", "Cel"},
                          example{"mmol/L", "mmol/L"},
                          example{"10*9/L", "10*9/L"},
                          example{"10^9/L", "10*9/L"},
                          example{"L/min", "L/min"},
                          example{"mg/kg/d", "mg/d/kg"},
                          example{"mg/d/kg", "mg/d/kg"},
                          example{"m.s", "m.s"},
                          example{"s.m", "m.s"},
                          example{"m.m", "m2"},
                          example{"m/m", "1"},
                          example{"a/b.c", "a.c/b"},
                          example{"[iU]/L", "[iU]/L"},
                          example{"m[H2O]", "m[H2O]"},
                          example{"s+2", nullptr},
                          example{"", nullptr},
                          example{"/", nullptr},
                          example{"2", nullptr},
                          example{"2kg", nullptr},
                          example{"kg/", nullptr},
                          example{"kg//m", nullptr},
                          example{".kg", nullptr},
                          example{"kg m", nullptr},
                          example{"{beats}/min", nullptr},
                          example{"(kg)", nullptr},
                          example{"m0", nullptr},
                          example{"m-", nullptr},
                          example{"m99", nullptr},
                          example{"mm[Hg", nullptr},
                          example{"mm[]", nullptr},
                          example{"\xC2\xB0"
                                  "C",
                                  nullptr},
                          example{"m\xC2\xB2", nullptr},
                          example{"1.kg", nullptr}}) {
    const auto canonical = canonical_unit(one.text);
    if (one.canonical == nullptr) {
      EXPECT_FALSE(canonical) << one.text;
    } else {
      EXPECT_EQ(canonical, one.canonical) << one.text;
    }
  }
  EXPECT_FALSE(canonical_unit(std::string(65, 'k')));
}

TEST(Unit, MultipliesAndDivides) {
  EXPECT_EQ(unit_product("m", "m"), "m2");
  EXPECT_EQ(unit_quotient("kg", "m2"), "kg/m2");
  EXPECT_EQ(unit_product("1", "kg"), "kg");
  EXPECT_EQ(unit_quotient("1", "min"), "/min");
  EXPECT_EQ(unit_product("/min", "min"), "1");
  EXPECT_EQ(unit_quotient("kg", "kg"), "1");
  EXPECT_EQ(unit_product("10*9/L", "L"), "10*9");
}

TEST(Unit, SurvivesPowersThatNobodyWrites) {
  std::string unit = "1";
  for (int i = 0; i < 1000; ++i)
    unit = unit_product(unit, "kg9");
  EXPECT_EQ(unit, "kg9000");
  for (int i = 0; i < 1000; ++i)
    unit = unit_quotient(unit, "kg9");
  EXPECT_EQ(unit, "1");
}

TEST(Kind, IsNamedAsRuleSetsWriteIt) {
  EXPECT_STREQ(kind_name(kind::boolean), "boolean");
  EXPECT_STREQ(kind_name(kind::datetime), "datetime");
  EXPECT_STREQ(kind_name(kind::codes), "codes");
}

}  // namespace
}  // namespace arvio::lang
