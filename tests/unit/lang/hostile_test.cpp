// Texts that nobody would write: whatever they are, reading them ends, says where, and
// what it accepts has a canonical text.

#include "arvio/base/limits.hpp"
#include "arvio/lang/check.hpp"
#include "arvio/lang/parser.hpp"
#include "arvio/lang/print.hpp"

#include "support/dice.hpp"
#include "support/random_expression.hpp"
#include "support/scale.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace arvio::lang {
namespace {

/// Reads and, where that succeeds, checks a text; the promises that hold for any.
/// Gives whether it could be read.
bool judge(const std::string& text, const testing::sample_scope& names) {
  findings found;
  auto tree = parse(text, {1, nullptr}, found);
  EXPECT_EQ(tree.has_value(), found.empty()) << text;
  if (tree) {
    findings none;
    const auto again = parse(print(*tree), {}, none);
    EXPECT_TRUE(again && testing::same_tree(*tree, *again)) << text;
    expectation wanted;
    wanted.urgency_allowed = true;
    const bool right = check(*tree, names, wanted, found);
    EXPECT_EQ(right, found.empty()) << text;
  }
  const findings in_order = found;
  sort_and_unite(found);
  EXPECT_EQ(found, in_order) << text;
  for (const auto& one : found) {
    EXPECT_LE(one.where.begin, one.where.end) << text;
    EXPECT_LE(one.where.end, text.size()) << text;
    EXPECT_FALSE(one.message.empty()) << text;
  }
  return tree.has_value();
}

TEST(AnyText, MadeOfTokensIsReadOrRefusedInPlace) {
  const std::vector<std::string> parts{"and",
                                       "or",
                                       "not",
                                       "in",
                                       "between",
                                       "if",
                                       "then",
                                       "else",
                                       "true",
                                       "false",
                                       "any",
                                       "all",
                                       "of",
                                       "at",
                                       "least",
                                       "most",
                                       "urgency",
                                       "date",
                                       "duration",
                                       "assessment_time",
                                       "null",
                                       "(",
                                       ")",
                                       "(",
                                       ")",
                                       "[",
                                       "]",
                                       ",",
                                       "..",
                                       "=",
                                       "!=",
                                       "<",
                                       "<=",
                                       ">",
                                       ">=",
                                       "+",
                                       "-",
                                       "*",
                                       "/",
                                       "1",
                                       "38.5",
                                       "0",
                                       "age",
                                       "sex",
                                       "nausea",
                                       "complaint",
                                       "birth_date",
                                       "ill_for",
                                       "temperature",
                                       "'male'",
                                       "'U1'",
                                       "'2026-03-02'",
                                       "'PT1H'",
                                       "min",
                                       "round",
                                       "count_true",
                                       "days_between",
                                       "'",
                                       ";",
                                       "==",
                                       "5x"};
  testing::dice random(21);
  const testing::sample_scope names;
  std::size_t read = 0;
  for (std::size_t i = 0; i < testing::rounds(100000); ++i) {
    std::string text;
    for (auto count = 1 + random.below(14); count > 0; --count)
      text += random.pick(parts) + (random.chance(80) ? " " : "");
    if (judge(text, names)) ++read;
    if (HasFailure()) return;
  }
  EXPECT_GT(read, testing::rounds(100000) / 100) << "hardly any text could be read";
}

TEST(AnyText, MadeOfBytesIsReadOrRefusedInPlace) {
  testing::dice random(22);
  const testing::sample_scope names;
  for (std::size_t i = 0; i < testing::rounds(50000); ++i) {
    std::string text;
    for (auto count = random.below(20); count > 0; --count)
      text += static_cast<char>(random.below(256));
    (void)judge(text, names);
    if (HasFailure()) return;
  }
}

TEST(AnyText, NearACorrectOneIsReadOrRefusedInPlace) {
  testing::dice random(23);
  const testing::sample_scope names;
  for (std::size_t i = 0; i < testing::rounds(30000); ++i) {
    auto text = print(testing::random_condition(random, names, 2));
    for (auto changes = 1 + random.below(3); changes > 0 && !text.empty(); --changes) {
      const auto at = random.below(static_cast<std::uint32_t>(text.size()));
      switch (random.below(3)) {
        case 0: text.erase(at, 1 + random.below(4)); break;
        case 1: text.insert(at, 1, "()[],.'=<>-+ a1"[random.below(15)]); break;
        default: std::swap(text[at], text[text.size() - 1 - at]); break;
      }
    }
    (void)judge(text, names);
    if (HasFailure()) return;
  }
}

TEST(AnyText, AsDeepAsTreesCanBeIsCheckedAndPrinted) {
  // sums nest to the left without parentheses: as deep as there are tokens
  std::string text = "pain";
  for (std::size_t i = 0; i + 1 < limits::expression_tokens / 2; ++i)
    text += " + 1";
  EXPECT_TRUE(judge(text, testing::sample_scope()));
}

TEST(AnyText, AtTheBudgetsIsReadInNoTime) {
  const testing::sample_scope names;
  const auto filled = [](const std::string& part) {
    std::string text;
    while (text.size() + part.size() <= limits::expression_bytes)
      text += part;
    return text;
  };
  for (const char* part :
       {"(", "[", "x in (", "-", "not(", "if ", "a,", "))", "x in [", "min(", "'", "\"",
        "5.", "..", "a b ", "a and ", "\xC3\xA4", "\xE2"})
    (void)judge(filled(part), names);
}

}  // namespace
}  // namespace arvio::lang
