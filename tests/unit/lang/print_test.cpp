#include "arvio/lang/print.hpp"

#include "arvio/base/limits.hpp"
#include "arvio/lang/parser.hpp"

#include "support/dice.hpp"
#include "support/random_expression.hpp"
#include "support/scale.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace arvio::lang {
namespace {

TEST(Print, GivesTheCanonicalText) {
  struct example {
    const char* written;
    const char* printed;
  };
  for (const auto& one : {
           example{" age>=16 and  nausea ", "age >= 16 and nausea"},
           example{"((age))", "age"},
           example{"a and (b and c)", "a and b and c"},
           example{"(a or b) and not((c))", "(a or b) and not(c)"},
           example{"(a and b) or c", "(a and b) or c"},
           example{"sex = \"male\"", "sex = 'male'"},
           example{"x = \"it's\"", "x = \"it's\""},
           example{"x in 5", "x in 5"},
           example{"x in (5)", "x in 5"},
           example{"x in (-5)", "x in -5"},
           example{"x in ((a+b)*2)", "x in ((a + b) * 2)"},
           example{"x in [..8]", "x in [..8]"},
           example{"x in ([..8])", "x in [..8]"},
           example{"x in (3.0..4.50]", "x in (3.0..4.50]"},
           example{"x in (1,[4..6),'a')", "x in (1, [4..6), 'a')"},
           example{"x between 1 and y+2", "x in [1..y + 2]"},
           example{"007 + 38.0", "7 + 38.0"},
           example{"-5 - -5", "-5 - -5"},
           example{"-(5)", "-5"},
           example{"--x", "--x"},
           example{"-(a+b)*c", "-(a + b) * c"},
           example{"a-(b-c)-d", "a - (b - c) - d"},
           example{"(a-b)-c", "a - b - c"},
           example{"a*(b*c)", "a * (b * c)"},
           example{"(a*b)/c", "a * b / c"},
           example{"if a then 1 else if b then 2 else 3",
                   "if a then 1 else if b then 2 else 3"},
           example{"(if a then 1 else 2)+3", "(if a then 1 else 2) + 3"},
           example{"(a=b)=c", "(a = b) = c"},
           example{"min( 1 ,x)", "min(1, x)"},
           example{"round((a/b))", "round(a / b)"},
           example{"date(\"2026-03-02\")", "date('2026-03-02')"},
           example{"duration('PT60M')", "duration('PT1H')"},
           example{"c any ('a','b')", "c any ('a', 'b')"},
           example{"c all('a')", "c all ('a')"},
           example{"(any c) = true", "(any c) = true"},
           example{"urgency at  least 'U1'", "urgency at least 'U1'"},
           example{"urgency of \"home\"='U1'", "urgency of 'home' = 'U1'"},
           example{"urgency at most 'U1'", "urgency at most 'U1'"},
           example{"assessment_time", "assessment_time"},
       }) {
    findings found;
    const auto tree = parse(one.written, {}, found);
    ASSERT_TRUE(tree) << one.written;
    EXPECT_EQ(print(*tree), one.printed) << one.written;
  }
}

TEST(Print, GivesTheTextOfAPart) {
  findings found;
  const auto tree = parse("a and (b + 1) * 2 > c", {}, found);
  ASSERT_TRUE(tree);
  EXPECT_EQ(print(*tree, tree->top().children[1]), "(b + 1) * 2 > c");
}

TEST(Print, IsUndoneByParsing) {
  constexpr std::uint64_t seed = 20260302;
  testing::dice random(seed);
  std::set<op> forms;
  std::size_t tried = 0;
  std::size_t compared = 0;
  for (const auto wanted = testing::rounds(120000); compared < wanted; ++tried) {
    const auto tree = testing::random_tree(random, static_cast<int>(random.below(5)));
    const auto text = print(tree);
    if (text.size() > limits::expression_bytes) continue;
    findings found;
    const auto again = parse(text, {}, found);
    if (!again && found.front().code == errc::limit_expression) continue;
    ASSERT_TRUE(again) << "seed " << seed << ", tree " << tried << ": " << text << "\n"
                       << found.front().message;
    ASSERT_TRUE(testing::same_tree(tree, *again))
        << "seed " << seed << ", tree " << tried << ": " << text << "\nread as "
        << print(*again);
    ASSERT_EQ(print(*again), text);
    for (const auto& one : tree.nodes)
      forms.insert(one.op);
    ++compared;
  }
  EXPECT_LT(tried, compared + compared / 10) << "too many random trees are over budget";
  EXPECT_EQ(forms.size(), static_cast<std::size_t>(op::urgency_at_most) + 1)
      << "the random trees do not have every form";
}

TEST(Parser, LeavesNoNodeOver) {
  testing::dice random(11);
  for (std::size_t i = 0; i < testing::rounds(5000); ++i) {
    findings found;
    const auto tree = parse(print(testing::random_tree(random, 4)), {}, found);
    if (!tree) continue;
    std::vector<int> parents(tree->nodes.size());
    for (const auto& one : tree->nodes) {
      for (const auto child : one.children)
        ++parents.at(child);
    }
    for (std::size_t node = 0; node < parents.size(); ++node)
      ASSERT_EQ(parents[node], node == tree->root ? 0 : 1) << print(*tree);
  }
}

}  // namespace
}  // namespace arvio::lang
