#include "arvio/base/limits.hpp"
#include "arvio/lang/functions.hpp"
#include "arvio/lang/parser.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace arvio::lang {
namespace {

/// Where a finding is expected: its code and the text that is marked.
struct fault {
  errc code;
  std::string marked;
};
struct faulty {
  const char* text;
  std::vector<fault> faults;
};

findings faults_of(std::string_view text) {
  findings found;
  EXPECT_FALSE(parse(text, {1, nullptr}, found)) << text;
  return found;
}

void expect(const std::vector<faulty>& faulty_texts) {
  for (const auto& one : faulty_texts) {
    const auto found = faults_of(one.text);
    std::string got;
    for (const auto& what : found)
      got += "\n  " + code_text(what.code) + " " + what.message;
    EXPECT_EQ(found.size(), one.faults.size()) << one.text << got;
    for (std::size_t i = 0; i < std::min(found.size(), one.faults.size()); ++i) {
      const auto& where = found[i].where;
      EXPECT_EQ(code_text(found[i].code), code_text(one.faults[i].code))
          << one.text << got;
      EXPECT_EQ(std::string(one.text).substr(where.begin, where.end - where.begin),
                one.faults[i].marked)
          << one.text << got;
    }
  }
}

constexpr auto unexpected_token = errc::parse_unexpected;

TEST(Parser, RefusesAnEmptyExpression) {
  expect({{"", {{errc::parse_empty, ""}}}, {" \n\t", {{errc::parse_empty, ""}}}});
}

TEST(Parser, RefusesAndBesideOr) {
  expect({{"a and b or c", {{errc::parse_mixed_and_or, "or"}}},
          {"a or b and c and d or e", {{errc::parse_mixed_and_or, "and"}}},
          {"a and (b or c and d)", {{errc::parse_mixed_and_or, "and"}}}});
}

TEST(Parser, RefusesWhatDoesNotFit) {
  expect({
      {"age >=", {{unexpected_token, ""}}},
      {"age 5", {{unexpected_token, "5"}}},
      {"1 < 2 < 3", {{unexpected_token, "<"}}},
      {"a = b = c", {{unexpected_token, "="}}},
      {"not a", {{unexpected_token, "a"}}},
      {"(a", {{unexpected_token, ""}}},
      {"((a)", {{unexpected_token, ""}}},
      {"a)", {{unexpected_token, ")"}}},
      {")", {{unexpected_token, ")"}}},
      {"a, b", {{unexpected_token, ","}}},
      {"x in", {{unexpected_token, ""}}},
      {"x in ()", {{unexpected_token, ")"}}},
      {"x in (1, )", {{unexpected_token, ")"}}},
      {"x in [1]", {{unexpected_token, "]"}}},
      {"x in [..]", {{unexpected_token, "[..]"}}},
      {"x in (..8]", {{unexpected_token, "("}}},
      {"x in [8..)", {{unexpected_token, ")"}}},
      {"x in ]3..4]", {{unexpected_token, "]"}}},
      {"x in [3..4[", {{unexpected_token, "["}}},
      {"x in (> 5)", {{unexpected_token, ">"}}},
      {"x = [1..3]", {{unexpected_token, "["}}},
      {"x between 1 or 2", {{unexpected_token, "or"}}},
      {"x any 'a'", {{unexpected_token, "'a'"}}},
      {"x any (a)", {{unexpected_token, "a"}}},
      {"(x + 1) any ('a')", {{unexpected_token, "any"}}},
      {"any 'a'", {{unexpected_token, "'a'"}}},
      {"urgency", {{unexpected_token, ""}}},
      {"urgency != 'U1'", {{unexpected_token, "!="}}},
      {"urgency at 'U1'", {{unexpected_token, "at"}}},
      {"urgency = U1", {{unexpected_token, "U1"}}},
      {"urgency of home = 'U1'", {{unexpected_token, "home"}}},
      {"1 + urgency = 'U1'", {{unexpected_token, "urgency"}}},
      {"if a then 1", {{unexpected_token, ""}}},
      {"if a else 1", {{unexpected_token, "else"}}},
      {"1 + if a then 2 else 3", {{unexpected_token, "if"}}},
      {"min", {{unexpected_token, "min"}}},
      {"null = x", {{unexpected_token, "null"}}},
      {"some x in y", {{unexpected_token, "some"}}},
      {"x AND y", {{unexpected_token, "AND"}}},
      {"date(2026)", {{unexpected_token, "2026"}}},
  });
}

TEST(Parser, RefusesDatesAndDurationsThatAreNone) {
  expect({{"date('2026-02-30')", {{errc::parse_bad_literal, "'2026-02-30'"}}},
          {"date('1899-12-31')", {{errc::parse_bad_literal, "'1899-12-31'"}}},
          {"duration('P1M')", {{errc::parse_bad_literal, "'P1M'"}}},
          {"duration('')", {{errc::parse_bad_literal, "''"}}}});
}

TEST(Parser, RefusesUnknownFunctionsAndWrongCountsOfArguments) {
  expect({{"foo(1)", {{errc::function_unknown, "foo"}}},
          {"age(1) + mni(2)",
           {{errc::function_unknown, "age"}, {errc::function_unknown, "mni"}}},
          {"round(1, 2)", {{errc::argument_count, "round(1, 2)"}}},
          {"min()", {{errc::argument_count, "min()"}}},
          {"days_between(a)", {{errc::argument_count, "days_between(a)"}}}});
}

TEST(Parser, FindsAllFaultsAndNoneTwice) {
  expect({
      {"age >= and sex = ", {{unexpected_token, "and"}, {unexpected_token, ""}}},
      {"(a b) and c >", {{unexpected_token, "b"}, {unexpected_token, ""}}},
      {"f(1, , 2) or (x >)",
       {{errc::function_unknown, "f"}, {unexpected_token, ","}, {unexpected_token, ")"}}},
      {"a == 3 && b > 38,5",
       {{errc::lex_bad_character, "=="},
        {errc::lex_bad_character, "&&"},
        {unexpected_token, ","}}},
      {"12abc + .5 > 'x",
       {{errc::lex_bad_number, "12abc"},
        {errc::lex_bad_character, "."},
        {errc::lex_unclosed_text, "'x"}}},
      {"a and and b or or c",
       {{unexpected_token, "and"},
        {errc::parse_mixed_and_or, "or"},
        {unexpected_token, "or"}}},
      {"if a b then c d else e f",
       {{unexpected_token, "b"}, {unexpected_token, "d"}, {unexpected_token, "f"}}},
      {"x in [1 and y any ('a' 'b') and z in",
       {{unexpected_token, "and"}, {unexpected_token, "'b'"}, {unexpected_token, ""}}},
      {"date('x') and duration('y')",
       {{errc::parse_bad_literal, "'x'"}, {errc::parse_bad_literal, "'y'"}}},
      {"not x or not y", {{unexpected_token, "x"}, {unexpected_token, "y"}}},
      {"a ; b and c >", {{errc::lex_bad_character, ";"}, {unexpected_token, ""}}},
  });
}

std::string repeated(const std::string& part, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i)
    out += part;
  return out;
}

TEST(Parser, KeepsToItsBudgets) {
  const auto over = [](const std::string& text) {
    findings found;
    const bool read = parse(text, {}, found).has_value();
    EXPECT_EQ(read, found.empty());
    EXPECT_LE(found.size(), 1u);
    return !read && found.front().code == errc::limit_expression;
  };
  const auto nested = [](const std::string& open, std::size_t depth) {
    return repeated(open, depth) + "a" + repeated(")", depth);
  };
  EXPECT_FALSE(over(nested("(", limits::expression_depth - 1)));
  EXPECT_TRUE(over(nested("(", limits::expression_depth)));
  EXPECT_TRUE(over(nested("not(", limits::expression_depth)));
  EXPECT_TRUE(over(nested("abs(", limits::expression_depth)));
  EXPECT_TRUE(over(repeated("(", 1000)));
  EXPECT_FALSE(over(repeated("-", limits::expression_depth - 1) + "a"));
  EXPECT_TRUE(over(repeated("-", limits::expression_depth) + "a"));
  EXPECT_TRUE(over(repeated("if a then ", limits::expression_depth) + "1"));
  EXPECT_FALSE(over("a" + repeated(" + a", 500)));
  EXPECT_TRUE(over("a" + repeated(" + a", 512)));
  EXPECT_TRUE(over(std::string(limits::expression_bytes + 1, 'a')));
  // as short as it can be written, but too long as it would be saved
  const auto dense = "a" + repeated("+" + std::string(10, 'b'), 350);
  EXPECT_LT(dense.size(), limits::expression_bytes);
  EXPECT_TRUE(over(dense));
}

TEST(Parser, SaysWhatToWriteInstead) {
  const auto hint = [](std::string_view text) { return faults_of(text).front().hint; };
  EXPECT_EQ(hint("x AND y"), "write `and`");
  EXPECT_EQ(hint("x == y"), "write `=`");
  EXPECT_EQ(hint("x > 38,5"), "write a number with a point, as in `38.5`");
  EXPECT_EQ(hint("mni(1)"), "did you mean `min`?");
  EXPECT_EQ(hint("today() > x"), "write `assessment_time`");
  EXPECT_EQ(hint("x = null"), "a condition cannot ask whether something is unknown");
  EXPECT_EQ(hint("not x"), "write `not(...)` around what is negated");
  EXPECT_EQ(hint("1 < x < 3"), "join two comparisons with `and`");
  EXPECT_EQ(hint("x = [1..3]"), "a range stands after `in`, as in `age in [16..64]`");
}

TEST(Parser, WritesMessagesInOneStyle) {
  for (const char* text : {"x AND y", "x == y", "mni(1)", "x in (..8]", "'x", "5.",
                           "min()", "date('x')", "a and b or c", "", "x in ]1..2]"}) {
    for (const auto& one : faults_of(text)) {
      ASSERT_FALSE(one.message.empty());
      EXPECT_FALSE(one.message.front() >= 'A' && one.message.front() <= 'Z')
          << one.message;
      EXPECT_NE(one.message.back(), '.') << one.message;
      EXPECT_EQ(one.level, severity::error);
    }
  }
}

}  // namespace
}  // namespace arvio::lang
