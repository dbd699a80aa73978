// What of an answer fits its input, kind by kind.

#include "arvio/core/answer.hpp"

#include "unit/core/compiled_rules.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace arvio {
namespace {

using core::fit;
using core::given_value;
using tests::compiled_rules;
using tests::everything;

constexpr auto least_units = std::numeric_limits<std::int64_t>::min();
constexpr auto most_units = std::numeric_limits<std::int64_t>::max();

struct fitting {
  const char* input;
  given_value given;
  std::int64_t units;
};

TEST(Fit, BringsAValueToTheUnitsOfItsInput) {
  const std::vector<fitting> table{
      {"pain", true, 1},
      {"pain", false, 0},
      {"age", 0, 0},
      {"age", 120, 120},
      {"age", std::uint8_t{7}, 7},
      {"age", decimal{54, 0}, 54},
      {"age", decimal{540, 1}, 54},
      {"age", decimal{54'000'000'000, 9}, 54},
      {"temperature", decimal{384, 1}, 384},
      {"temperature", decimal{38400, 3}, 384},
      {"temperature", decimal{38, 0}, 380},
      {"temperature", 38, 380},
      {"temperature", 25, 250},
      {"temperature", decimal{450, 1}, 450},
      {"onset", "sudden", 0},
      {"onset", "slow", 2},
      {"birth_date", to_date({1980, 2, 29}), to_date({1980, 2, 29}).days},
      {"seen", instant{1772438400}, 1772438400},
      {"ill_for", given_value::seconds(0), 0},
      {"ill_for", given_value::seconds(30 * 86400), 30 * 86400},
  };
  for (const auto& one : table) {
    const auto got =
        fit(everything().program(), everything().input(one.input), one.given);
    EXPECT_EQ(got.fault, errc::none) << one.input;
    EXPECT_EQ(got.units, one.units) << one.input;
  }
}

struct misfit {
  const char* input;
  given_value given;
  errc fault;
};

TEST(Fit, RefusesWhatIsOfAnotherType) {
  const std::vector<given_value> forms{
      true, 1, "sudden", date{100}, instant{1772438400}, given_value::seconds(60)};
  using form = given_value::form;
  const std::vector<std::pair<const char*, form>> inputs{
      {"pain", form::truth},         {"age", form::number},
      {"temperature", form::number}, {"onset", form::code},
      {"birth_date", form::day},     {"seen", form::moment},
      {"ill_for", form::duration}};
  for (const auto& [input, wanted] : inputs) {
    for (const auto& given : forms) {
      if (given.shape == wanted) continue;
      EXPECT_EQ(fit(everything().program(), everything().input(input), given).fault,
                errc::answer_type)
          << input;
    }
  }
  for (const auto& given : forms) {
    EXPECT_EQ(fit(everything().program(), everything().input("signs"), given).fault,
              errc::answer_type)
        << "a list of codes has no one value";
  }
}

TEST(Fit, RefusesWhatIsTooFineOrOutside) {
  const std::vector<misfit> table{
      {"age", decimal{545, 1}, errc::answer_too_fine},
      {"age", decimal{1, 9}, errc::answer_too_fine},
      {"age", decimal{-5, 1}, errc::answer_too_fine},
      {"temperature", decimal{3842, 2}, errc::answer_too_fine},
      // too fine and outside: what is said of it is that it is too fine
      {"temperature", decimal{999'999, 2}, errc::answer_too_fine},
      {"age", -1, errc::answer_outside},
      {"age", 121, errc::answer_outside},
      {"age", most_units, errc::answer_outside},
      {"age", least_units, errc::answer_outside},
      {"temperature", decimal{249, 1}, errc::answer_outside},
      {"temperature", decimal{451, 1}, errc::answer_outside},
      {"temperature", 46, errc::answer_outside},
      {"temperature", decimal{1'000'000'000'000'000, 0}, errc::answer_outside},
      {"onset", "", errc::answer_outside},
      {"onset", "Sudden", errc::answer_outside},
      {"onset", "sudden ", errc::answer_outside},
      {"onset", "fever", errc::answer_outside},
      {"birth_date", to_date({1899, 12, 31}), errc::answer_outside},
      {"birth_date", to_date({2031, 1, 1}), errc::answer_outside},
      {"seen", instant{least_units}, errc::answer_outside},
      {"seen", instant{most_units}, errc::answer_outside},
      {"ill_for", given_value::seconds(-1), errc::answer_outside},
      {"ill_for", given_value::seconds(30 * 86400 + 1), errc::answer_outside},
  };
  for (const auto& one : table) {
    EXPECT_EQ(fit(everything().program(), everything().input(one.input), one.given).fault,
              one.fault)
        << one.input << " " << one.given.number.units << " " << one.given.code;
  }
}

TEST(Fit, RefusesANumberThatWouldBeInsideOnlyOnceItsDigitsRunOver) {
  // 1844674407370955199 * 10 is 2^64 + 374: a temperature of 37.4, modulo 2^64
  const auto temperature = everything().input("temperature");
  for (const auto units :
       {1844674407370955199, -1844674407370955125, most_units, least_units}) {
    EXPECT_EQ(fit(everything().program(), temperature, units).fault, errc::answer_outside)
        << units;
  }
  // more than a signed number holds is not negative
  const compiled_rules other(
      "<inputs><input id=\"change\" type=\"integer\" unit=\"1\" min=\"-20\" max=\"20\"/>"
      "</inputs>");
  const auto change = other.input("change");
  EXPECT_EQ(fit(other.program(), change, -11).units, -11);
  EXPECT_EQ(fit(other.program(), change, std::uint64_t{11}).units, 11);
  EXPECT_EQ(fit(other.program(), change, most_units - 10).fault, errc::answer_outside);
  for (const auto value :
       {std::numeric_limits<std::uint64_t>::max() - 10, std::uint64_t{1} << 63})
    EXPECT_EQ(fit(other.program(), change, value).fault, errc::answer_outside);
}

TEST(Fit, ReadsADecimalWithMoreDigitsThanInputsHave) {
  const auto temperature = everything().input("temperature");
  const auto fits = [&](decimal given) {
    return fit(everything().program(), temperature, given);
  };
  EXPECT_EQ(fits({384'000'000'000'000'000, 16}).units, 384);
  EXPECT_EQ(fits({384'000'000'000'000'001, 16}).fault, errc::answer_too_fine);
  EXPECT_EQ(fits({0, 400}).fault, errc::answer_outside);
  EXPECT_EQ(fits({4, -1}).units, 400) << "four tens";
  EXPECT_EQ(fits({4, -400}).fault, errc::answer_outside);
}

TEST(InputKey, FindsAnInputByIdOrByPlace) {
  const auto program = everything().program();
  for (core::place i = 0; i < program.inputs().size(); ++i) {
    EXPECT_EQ(core::input_key(program.input_name(i)).in(program), i);
    EXPECT_EQ(core::input_key(i).in(program), i);
  }
  for (const char* id : {"", "agf", "Age", "age ", "zzz", "a"})
    EXPECT_EQ(core::input_key(id).in(program), core::none) << id;
  EXPECT_EQ(
      core::input_key(static_cast<core::place>(program.inputs().size())).in(program),
      core::none);
  EXPECT_EQ(core::input_key(core::none - 1).in(program), core::none);
}

}  // namespace
}  // namespace arvio
