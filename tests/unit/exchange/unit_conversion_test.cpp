// Columns in another unit than their input: exactly, or rounded as the mapping says.

#include "converted.hpp"

#include <gtest/gtest.h>

#include <string>

namespace arvio {
namespace {

using testing_tables::converted;
using testing_tables::faults_of_t;
using testing_tables::mapping_of_t;

std::string converting(const std::string& unit, const std::string& members) {
  return R"(,"unit":")" + unit + R"(","convert":{)" + members + "}";
}

/// What one cell becomes.
std::string number_in(const std::string& cell, const std::string& unit,
                      const std::string& members) {
  const auto got =
      converted("t\n" + cell + "\n", mapping_of_t(converting(unit, members)));
  const std::string before = "{\"t\":";
  const std::string after = "}}\n";
  if (!got.starts_with(before) || !got.ends_with(after)) return got;
  return got.substr(before.size(), got.size() - before.size() - after.size());
}

std::string rounded(const std::string& to, const std::string& how) {
  return R"("to":")" + to + R"(","digits":1,"rounding":")" + how + '"';
}

TEST(Units, OfKnownPairsAreConvertedExactly) {
  const std::string celsius = R"("to":"Cel")";
  EXPECT_EQ(number_in("98.6", "[degF]", celsius), "37");
  EXPECT_EQ(number_in("99.5", "[degF]", celsius), "37.5");
  EXPECT_EQ(number_in("-40.0", "[degF]", celsius), "-40");
  EXPECT_EQ(number_in("310.15", "K", celsius), "37");
  EXPECT_EQ(number_in("150", "[lb_av]", R"("to":"kg","digits":2,"rounding":"nearest")"),
            "68.04");
  EXPECT_EQ(number_in("70", "[in_i]", R"("to":"cm")"), "177.8");
  EXPECT_EQ(number_in("0.975", "1", R"("to":"%")"), "97.5");
  EXPECT_EQ(number_in("90", "min", R"("to":"h")"), "1.5");
  EXPECT_EQ(number_in("100", "[degF]", celsius),
            "2:t: is no decimal in `Cel`: say by \"digits\" and \"rounding\" how it is "
            "rounded\n")
      << "37.777...";
}

TEST(Units, AreRoundedOnceAsTheMappingSays) {
  EXPECT_EQ(number_in("100.4", "[degF]", rounded("Cel", "nearest")), "38.0");
  EXPECT_EQ(number_in("100.3", "[degF]", rounded("Cel", "nearest")), "37.9");
  EXPECT_EQ(number_in("100.3", "[degF]", rounded("Cel", "floor")), "37.9");
  EXPECT_EQ(number_in("100.3", "[degF]", rounded("Cel", "ceiling")), "38.0");
  EXPECT_EQ(number_in("100.4", "[degF]", rounded("Cel", "ceiling")), "38.0") << "exact";
  EXPECT_EQ(number_in("99.59", "[degF]", rounded("Cel", "nearest")), "37.6")
      << "37.55: a half away from zero";
  EXPECT_EQ(number_in("31.91", "[degF]", rounded("Cel", "nearest")), "-0.1") << "-0.05";
  EXPECT_EQ(number_in("31.9", "[degF]", rounded("Cel", "floor")), "-0.1") << "-0.0555";
  EXPECT_EQ(number_in("31.9", "[degF]", rounded("Cel", "ceiling")), "0.0");
}

TEST(Units, OfASubstanceAreConvertedByTheFactorOfTheMapping) {
  const std::string glucose = R"(,"substance":"glucose","multiply":10,"divide":180.156)";
  EXPECT_EQ(number_in("90", "mg/dL", rounded("mmol/L", "nearest") + glucose), "5.0");
  EXPECT_EQ(number_in("100", "mg/dL", rounded("mmol/L", "nearest") + glucose), "5.6");
  EXPECT_EQ(number_in("180.156", "mg/dL", R"("to":"mmol/L")" + glucose), "10");
  EXPECT_EQ(number_in("5", "mmol/L",
                      R"("to":"mg/dL","substance":"glucose","multiply":18.0156)"),
            "90.078");
}

TEST(Units, AreNotConvertedWhereNothingIsKnownOfThem) {
  const auto fault = [](const std::string& unit, const std::string& members) {
    return faults_of_t(converting(unit, members));
  };
  for (const auto* members : {R"("to":"mmol/L")", R"("to":"mmol/L","multiply":2)",
                              R"("to":"mmol/L","substance":"glucose")"})
    EXPECT_EQ(
        fault("mg/dL", members)
            .find("t: no conversion between these units is known: say of which "
                  "`substance` and by which `multiply` or `divide`; known are `[degF]` "
                  "to `Cel`"),
        0u)
        << members;
  EXPECT_NE(fault("mo", R"("to":"a")"), "") << "an age in years is no twelfth of months";
  EXPECT_NE(fault("[degF]", R"("to":"Cel","substance":"x","multiply":2)"), "");
  EXPECT_NE(fault("[degF]", R"("to":"Cel","digits":1)"), "");
  EXPECT_NE(fault("[degF]", R"("to":"Cel","rounding":"nearest")"), "");
  EXPECT_NE(fault("[degF]", R"("to":"Cel","digits":7,"rounding":"nearest")"), "");
  EXPECT_NE(fault("[degF]", R"("to":"Cel","digits":1,"rounding":"even")"), "");
  EXPECT_NE(fault("[degF]", R"("to":"Cel","round":1)"), "");
  EXPECT_NE(fault("[degF]", R"("from":"Cel")"), "");
  for (const auto* factor : {"0", "-1", "\"2\"", "0.0000001", "10000000000"})
    EXPECT_NE(fault("x", R"("to":"y","substance":"s","multiply":)" + std::string(factor)),
              "")
        << factor;
  EXPECT_EQ(faults_of_t(R"(,"convert":{"to":"Cel"})"),
            "t: `convert` stands beside `unit`, from which it converts\n");
  EXPECT_EQ(faults_of_t(converting("[degF]", R"("to":"Cel")") + R"(,"codes":{"1":1})"),
            "t: `codes`, `form` and `convert` are about different columns: give one\n");
}

TEST(Units, OfWhatIsNoNumberAreNotConverted) {
  const std::string celsius = R"("to":"Cel")";
  for (const auto* cell : {"warm", "true", "37 C", "1e2"})
    EXPECT_EQ(number_in(cell, "[degF]", celsius),
              "2:t: is no number, which the mapping converts\n")
        << cell;
  EXPECT_EQ(number_in("1000000000001", "[degF]", celsius),
            "2:t: has more digits than can be converted\n");
  EXPECT_EQ(number_in("1.0000001", "[degF]", celsius),
            "2:t: has more digits than can be converted\n");
  EXPECT_EQ(number_in("1.500000000", "min", R"("to":"s")"), "90")
      << "zeros at the end say nothing";
}

TEST(Units, AreReckonedWithoutOverflowAtTheLimits) {
  const std::string most = R"("to":"y","substance":"s","digits":6,"rounding":"nearest",)"
                           R"("multiply":1000000000,"divide":0.000001)";
  EXPECT_EQ(number_in("1000000000000", "x", most),
            "2:t: has more digits than can be converted\n");
  EXPECT_EQ(number_in("-1000000000000", "x", most),
            "2:t: has more digits than can be converted\n");
  EXPECT_EQ(number_in("0", "x", most), "0.000000");
  const std::string least = R"("to":"y","substance":"s","digits":6,"rounding":"ceiling",)"
                            R"("multiply":0.000001,"divide":1000000000)";
  EXPECT_EQ(number_in("0.000001", "x", least), "0.000001");
}

}  // namespace
}  // namespace arvio
