#include "arvio/lang/parser.hpp"

#include "arvio/base/date.hpp"
#include "arvio/lang/functions.hpp"

#include <gtest/gtest.h>

#include <string>

namespace arvio::lang {
namespace {

/// A tree in Lisp's manner, which no parentheses of the text shine through.
std::string shape(const ast& tree, std::uint32_t index) {
  const auto& one = tree.at(index);
  const auto with = [&](const std::string& word) {
    std::string out = "(" + word;
    for (const auto child : one.children)
      out += " " + shape(tree, child);
    return out + ")";
  };
  switch (one.op) {
    case op::number: return to_text(one.number);
    case op::text: return "'" + one.name + "'";
    case op::truth: return one.value != 0 ? "true" : "false";
    case op::date_literal: return "day" + std::to_string(one.value);
    case op::duration_literal: return "seconds" + std::to_string(one.value);
    case op::name: return one.name;
    case op::assessment_time: return "now";
    case op::logical_and: return with("and");
    case op::logical_or: return with("or");
    case op::logical_not: return with("not");
    case op::equal: return with("=");
    case op::not_equal: return with("!=");
    case op::less: return with("<");
    case op::less_equal: return with("<=");
    case op::greater: return with(">");
    case op::greater_equal: return with(">=");
    case op::in: return with("in");
    case op::range:
      return with(std::string(one.low_open ? "open" : "closed") +
                  (one.high_open ? "-open" : "-closed"));
    case op::absent: return "_";
    case op::negate: return with("neg");
    case op::add: return with("+");
    case op::subtract: return with("-");
    case op::multiply: return with("*");
    case op::divide: return with("/");
    case op::conditional: return with("if");
    case op::minimum:
    case op::maximum:
    case op::sum:
    case op::absolute:
    case op::round:
    case op::floor:
    case op::ceiling:
    case op::count_true:
    case op::years_between:
    case op::months_between:
    case op::days_between:
    case op::hours_between:
    case op::minutes_between: return with(std::string(find_function(one.op)->name));
    case op::any_of: return with("any");
    case op::all_of: return with("all");
    case op::any_code: return with("any-code");
    case op::urgency_equal: return "(U= " + one.need + ":" + one.name + ")";
    case op::urgency_at_least: return "(U>= " + one.need + ":" + one.name + ")";
    case op::urgency_at_most: return "(U<= " + one.need + ":" + one.name + ")";
  }
  return {};
}

std::string shape(std::string_view text) {
  findings found;
  const auto tree = parse(text, {}, found);
  return tree ? shape(*tree, tree->root) : "no: " + found.front().message;
}

TEST(Parser, BindsOperatorsAsFeelDoes) {
  EXPECT_EQ(shape("a + b * c"), "(+ a (* b c))");
  EXPECT_EQ(shape("a - b - c"), "(- (- a b) c)");
  EXPECT_EQ(shape("a / b * c"), "(* (/ a b) c)");
  EXPECT_EQ(shape("-a * b"), "(* (neg a) b)");
  EXPECT_EQ(shape("a - -b"), "(- a (neg b))");
  EXPECT_EQ(shape("a + 1 > b and c"), "(and (> (+ a 1) b) c)");
  EXPECT_EQ(shape("a = 1 or b != 2"), "(or (= a 1) (!= b 2))");
  EXPECT_EQ(shape("a < 1 and b <= 2 and c > 3 and d >= 4"),
            "(and (< a 1) (<= b 2) (> c 3) (>= d 4))");
  EXPECT_EQ(shape("(a or b) and c"), "(and (or a b) c)");
  EXPECT_EQ(shape("not(a or b) and c"), "(and (not (or a b)) c)");
}

TEST(Parser, FlattensWhatIsJoinedByTheSameWord) {
  EXPECT_EQ(shape("a and b and c"), "(and a b c)");
  EXPECT_EQ(shape("(a and b) and (c and d)"), "(and a b c d)");
  EXPECT_EQ(shape("a or (b or (c or d))"), "(or a b c d)");
  EXPECT_EQ(shape("a and (b or (c and d))"), "(and a (or b (and c d)))");
}

TEST(Parser, FoldsAMinusIntoANumber) {
  EXPECT_EQ(shape("-5"), "-5");
  EXPECT_EQ(shape("-0.5"), "-0.5");
  EXPECT_EQ(shape("--5"), "5");
  EXPECT_EQ(shape("-(5)"), "-5");
  EXPECT_EQ(shape("-(5 + a)"), "(neg (+ 5 a))");
  EXPECT_EQ(shape("a -5"), "(- a 5)");
}

TEST(Parser, ReadsRangesAndLists) {
  EXPECT_EQ(shape("x in [1..2]"), "(in x (closed-closed 1 2))");
  EXPECT_EQ(shape("x in (1..2]"), "(in x (open-closed 1 2))");
  EXPECT_EQ(shape("x in [1..2)"), "(in x (closed-open 1 2))");
  EXPECT_EQ(shape("x in (1..2)"), "(in x (open-open 1 2))");
  EXPECT_EQ(shape("x in [..2)"), "(in x (closed-open _ 2))");
  EXPECT_EQ(shape("x in (1..]"), "(in x (open-closed 1 _))");
  EXPECT_EQ(shape("x in (1, [4..6], 9)"), "(in x 1 (closed-closed 4 6) 9)");
  EXPECT_EQ(shape("x in ((1..3), (y + 1) * 2)"), "(in x (open-open 1 3) (* (+ y 1) 2))");
  EXPECT_EQ(shape("x in ('a', 'b')"), "(in x 'a' 'b')");
  EXPECT_EQ(shape("x in ('a')"), "(in x 'a')");
  EXPECT_EQ(shape("x in 5"), "(in x 5)");
  EXPECT_EQ(shape("x in y + 1"), "(in x (+ y 1))");
  EXPECT_EQ(shape("x + 1 in [y - 1..y + 1]"),
            "(in (+ x 1) (closed-closed (- y 1) (+ y 1)))");
  EXPECT_EQ(shape("x between 1 and 5 and y"), "(and (in x (closed-closed 1 5)) y)");
  EXPECT_EQ(shape("x in [(1 + 2)..3]"), "(in x (closed-closed (+ 1 2) 3))");
}

TEST(Parser, ReadsConditionals) {
  EXPECT_EQ(shape("if a then 1 else 2"), "(if a 1 2)");
  EXPECT_EQ(shape("if a then if b then 1 else 2 else 3"), "(if a (if b 1 2) 3)");
  EXPECT_EQ(shape("if a or b then 1 else 2 + 3"), "(if (or a b) 1 (+ 2 3))");
  EXPECT_EQ(shape("(if a then 1 else 2) + 3"), "(+ (if a 1 2) 3)");
}

TEST(Parser, ReadsCallsAndLiterals) {
  EXPECT_EQ(shape("min(a, b + 1, 2)"), "(min a (+ b 1) 2)");
  EXPECT_EQ(shape("count_true(a, b or c, x > 1)"), "(count_true a (or b c) (> x 1))");
  EXPECT_EQ(shape("years_between(b, assessment_time)"), "(years_between b now)");
  EXPECT_EQ(shape("days_between(date('1970-01-02'), b)"), "(days_between day1 b)");
  EXPECT_EQ(shape("x >= duration('PT1M')"), "(>= x seconds60)");
  EXPECT_EQ(shape("round(a / b)"), "(round (/ a b))");
  EXPECT_EQ(shape("flag = true or false"), "(or (= flag true) false)");
  for (const auto& one : functions()) {
    std::string call(one.name);
    call += one.least_arguments == 1 ? "(a)" : "(a, b)";
    EXPECT_EQ(shape(call).substr(1, one.name.size()), one.name);
  }
}

TEST(Parser, ReadsTestsOfCodesAndUrgency) {
  EXPECT_EQ(shape("x any ('a', 'b')"), "(any x 'a' 'b')");
  EXPECT_EQ(shape("x all ('a')"), "(all x 'a')");
  EXPECT_EQ(shape("any x and any y"), "(and (any-code x) (any-code y))");
  EXPECT_EQ(shape("urgency = 'U2'"), "(U= :U2)");
  EXPECT_EQ(shape("urgency at least 'U2'"), "(U>= :U2)");
  EXPECT_EQ(shape("urgency of 'home' at most 'U2' and a"), "(and (U<= home:U2) a)");
}

TEST(Parser, GivesEveryPartItsPlaceInTheFile) {
  findings found;
  const std::string text = "age >= 16 and (sex = 'male')";
  const auto tree = parse(text, {3, nullptr}, found);
  ASSERT_TRUE(tree);
  EXPECT_EQ(tree->top().where, (source_span{3, 0, 28}));
  EXPECT_EQ(tree->at(tree->top().children[0]).where, (source_span{3, 0, 9}));
  EXPECT_EQ(tree->at(tree->top().children[1]).where, (source_span{3, 15, 27}));
}

TEST(Parser, GivesPlacesInTheFileWhereTheTextWasDecoded) {
  // `a &gt; 1` in the file from byte 50 on, decoded to `a > 1`
  const std::uint32_t offsets[] = {50, 51, 52, 56, 57, 58};
  findings found;
  const auto tree = parse("a > 1", {2, offsets}, found);
  ASSERT_TRUE(tree);
  EXPECT_EQ(tree->top().where, (source_span{2, 50, 58}));
  EXPECT_EQ(tree->at(tree->top().children[1]).where, (source_span{2, 57, 58}));
}

}  // namespace
}  // namespace arvio::lang
