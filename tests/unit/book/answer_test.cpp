#include "arvio/book/answer.hpp"

#include "arvio/base/diagnostic.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace arvio::tests {
namespace {

using book::answer;
using book::linked_input;
using book::read_answer;

linked_input numbers(lang::kind kind, int scale, std::int64_t low, std::int64_t high) {
  linked_input made;
  made.id = "n";
  made.type.kind = kind;
  made.type.unit = "1";
  made.type.scale = scale;
  made.type.low = low;
  made.type.high = high;
  made.domain = value_set(low, high);
  return made;
}

linked_input coded(lang::kind kind) {
  linked_input made;
  made.id = "c";
  made.codes = {"mild", "strong", "worst"};
  made.type.kind = kind;
  made.type.high = 2;
  if (kind == lang::kind::code) made.domain = value_set(0, 2);
  return made;
}

const linked_input age = numbers(lang::kind::integer, 0, -5, 120);
const linked_input heat = numbers(lang::kind::decimal, 1, 250, 450);
const linked_input truth = numbers(lang::kind::boolean, 0, 0, 1);
const linked_input day = numbers(lang::kind::date, 0, 0, 30000);
const linked_input span = numbers(lang::kind::duration, 0, 0, 86400);
const linked_input strength = coded(lang::kind::code);
const linked_input signs = coded(lang::kind::codes);
const linked_input complaint = [] {
  auto made = coded(lang::kind::codes);
  made.is_complaint = true;
  return made;
}();

answer known(std::int64_t value) { return book::known_answer(value); }
answer partly(const value_set& values) {
  return {answer_state::partly_known, values, {}};
}
answer listed(code_state a, code_state b, code_state c) {
  return {answer_state::known, {}, {a, b, c}};
}

constexpr auto silent = code_state::unsaid;
constexpr auto present = code_state::present;
constexpr auto absent = code_state::absent;
constexpr auto unknown = code_state::unknown;

struct taken {
  const linked_input& input;
  const char* text;
  book::answer answer;
};

TEST(AnswerText, GivesTheStateItIsWrittenFor) {
  const std::vector<taken> rows = {
      {age, "54", known(54)},
      {age, "-5", known(-5)},
      {age, "54.0", known(54)},
      {age, "?", book::unknown_answer()},
      {age, "-", answer{}},
      {age, "30..50", partly(value_set(30, 50))},
      {age, "-5..-1", partly(value_set(-5, -1))},
      {age, "30..", partly(value_set(30, 120))},
      {age, "..50", partly(value_set(-5, 50))},
      {age, "30..30", known(30)},
      {heat, "38.4", known(384)},
      {heat, "38", known(380)},
      {heat, "38.40", known(384)},
      {heat, "37.0..38", partly(value_set(370, 380))},
      {truth, "true", known(1)},
      {truth, "false", known(0)},
      {day, "1970-01-11", known(10)},
      {day, "1970-01-11..1970-01-21", partly(value_set(10, 20))},
      {span, "PT1H", known(3600)},
      {strength, "strong", known(1)},
      {strength, "mild|worst", partly(value_set::single(0).united(value_set::single(2)))},
      {signs, "mild", listed(present, silent, silent)},
      {signs, "mild -strong", listed(present, absent, silent)},
      {signs, " mild  -* ", listed(present, absent, absent)},
      {signs, "-*", listed(absent, absent, absent)},
      {signs, "?*", listed(unknown, unknown, unknown)},
      {signs, "worst -mild ?*", listed(absent, unknown, present)},
      {signs, "?", book::unknown_answer()},
      {signs, "-", answer{}},
      {complaint, "strong", listed(absent, present, absent)},
      {complaint, "", listed(absent, absent, absent)},
      {complaint, "?", book::unknown_answer()},
  };
  for (const auto& row : rows) {
    const auto got = read_answer(row.input, row.text);
    ASSERT_TRUE(got) << row.text;
    EXPECT_EQ(*got, row.answer) << row.text;
  }
}

struct refused {
  const linked_input& input;
  const char* text;
  errc code;
};

TEST(AnswerText, IsRefusedWhereItDoesNotFit) {
  const std::vector<refused> rows = {
      {age, "old", errc::answer_type},
      {age, "", errc::answer_type},
      {age, "true", errc::answer_type},
      {age, "121", errc::answer_outside},
      {age, "54.5", errc::answer_too_fine},
      {age, "50..30", errc::answer_empty},
      {age, "..", errc::answer_type},
      {age, "30..130", errc::answer_outside},
      {age, "30|40", errc::answer_type},
      {heat, "38.45", errc::answer_too_fine},
      {heat, "999999999999999", errc::answer_outside},
      {truth, "yes", errc::answer_type},
      {truth, "1", errc::answer_type},
      {truth, "true|false", errc::answer_type},
      {truth, "false..true", errc::answer_type},
      {day, "1970-02-30", errc::answer_type},
      {day, "1969-12-31", errc::answer_outside},
      {span, "3600", errc::answer_type},
      {strength, "both", errc::answer_outside},
      {strength, "mild|both", errc::answer_outside},
      {strength, "mild|mild", errc::answer_twice},
      {strength, "mild..worst", errc::answer_outside},
      {signs, "", errc::answer_empty},
      {signs, "pain", errc::answer_outside},
      {signs, "mild -mild", errc::answer_twice},
      {signs, "mild mild", errc::answer_twice},
      {signs, "-* ?*", errc::answer_twice},
      {signs, "- mild", errc::answer_outside},
      {complaint, "mild ?*", errc::answer_type},
  };
  for (const auto& row : rows) {
    const auto got = read_answer(row.input, row.text);
    ASSERT_FALSE(got) << row.text;
    EXPECT_EQ(code_text(got.error().code), code_text(row.code)) << row.text;
    EXPECT_EQ(got.error().input, row.input.id);
  }
}

TEST(AnswerValues, AreOfTheInputsTypeAndInItsDomain) {
  EXPECT_EQ(*book::number_for(heat, {384, 1}), 384);
  EXPECT_EQ(book::number_for(heat, {3845, 2}).error().code, errc::answer_too_fine);
  EXPECT_EQ(book::number_for(truth, {1, 0}).error().code, errc::answer_type);
  EXPECT_EQ(book::number_for(strength, {1, 0}).error().code, errc::answer_type);
  EXPECT_EQ(*book::truth_for(truth, true), 1);
  EXPECT_EQ(book::truth_for(age, true).error().code, errc::answer_type);
  EXPECT_EQ(*book::word_for(strength, "worst"), 2);
  EXPECT_EQ(*book::word_for(day, "1970-01-02"), 1);
  EXPECT_EQ(book::word_for(age, "54").error().code, errc::answer_type);
  EXPECT_EQ(book::word_for(truth, "true").error().code, errc::answer_type);
  EXPECT_EQ(book::word_for(signs, "mild").error().code, errc::answer_type);
}

TEST(AnswerLists, SayOfTheOthersWhatTheyAreToldTo) {
  const auto of = [](other_codes others) {
    return *book::codes_answer(signs, {{"mild"}, {"worst"}, others});
  };
  EXPECT_EQ(of(other_codes::unsaid), listed(present, silent, absent));
  EXPECT_EQ(of(other_codes::absent), listed(present, absent, absent));
  EXPECT_EQ(of(other_codes::unknown), listed(present, unknown, absent));
  EXPECT_EQ(book::codes_answer(strength, {{"mild"}, {}, {}}).error().code,
            errc::answer_type);
}

TEST(AnswerMessages, NameTheInputAndWhatFitsButNeverTheValue) {
  EXPECT_EQ(book::what_fits(age), "a whole number from -5 to 120");
  EXPECT_EQ(book::what_fits(heat), "a number from 25.0 to 45.0 in steps of 0.1");
  EXPECT_EQ(book::what_fits(strength), "one of `mild`, `strong`, `worst`");
  EXPECT_EQ(book::what_fits(span), "a duration from PT0S to P1D");
  EXPECT_EQ(book::fault_text(errc::answer_outside, age),
            "the answer for `n` is not among the values it can have");
  EXPECT_EQ(book::fault_text(errc::answer_empty, signs),
            "the answer for `c` is empty: it leaves no value");
}

}  // namespace
}  // namespace arvio::tests
