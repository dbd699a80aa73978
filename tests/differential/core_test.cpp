// Interpreter, compiled core, session and image against each other: random rule sets with
// contacts at every level of missing answers, and the rule sets that are shipped.

#include "arvio/analysis/verify.hpp"
#include "arvio/exchange/json.hpp"

#include "support/random_rules.hpp"
#include "support/scale.hpp"
#include "support/shipped.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdio>
#include <string>

namespace arvio {
namespace {

using testing::dice;

std::string joined(const std::vector<std::string>& documents) {
  std::string all;
  for (const auto& one : documents)
    all += one + "\n";
  return all;
}

std::string told(const analysis::verify_mismatch& what) {
  return what.engine + " differs\n" + what.differences + to_json(what.contact) + "\n";
}

void report(const char* what, const analysis::verification& sum) {
  const auto percent = [](std::size_t part, const auto& all) {
    std::size_t whole = 0;
    for (const auto one : all)
      whole += one;
    return part * 100 / (whole == 0 ? 1 : whole);
  };
  std::printf(
      "report: %s: %zu contacts by interpreter, core, session and image, %zu edits, "
      "%zu mismatches;\n  answers %zu %% known, %zu %% in part, %zu %% unknown; rules "
      "%zu %% certain, %zu %% possible; %zu questions\n",
      what, sum.cases, sum.edits, sum.mismatches, percent(sum.answers[3], sum.answers),
      percent(sum.answers[2], sum.answers), percent(sum.answers[1], sum.answers),
      percent(sum.rules[2], sum.rules), percent(sum.rules[1], sum.rules), sum.questions);
}

void run_campaign(std::uint64_t seed, std::size_t books, std::size_t contacts) {
  dice random(seed);
  analysis::verification sum;
  for (std::size_t b = 0; b < testing::rounds(books); ++b) {
    const auto documents = testing::random_documents(random, {.deadlines = true});
    const auto book = testing::book_of(documents);
    ASSERT_TRUE(book);
    const auto found = analysis::verify(*book, {contacts, seed + b});
    ASSERT_TRUE(found) << joined(documents);
    sum.add(*found);
    ASSERT_EQ(found->mismatches, 0u) << "seed " << seed << ", book " << b << "\n"
                                     << told(*found->first) << joined(documents);
  }
  report("random rule sets", sum);
  for (const auto cases : sum.statuses)
    EXPECT_GT(cases, 0u) << "some status never came out";
}

// 120,000 contacts in four parts, each compared three ways; `arvio verify` makes more.
constexpr std::size_t books = 60;
constexpr std::size_t contacts = 500;

TEST(Core, AgreesWithTheInterpreterOnRandomRuleSets) {
  run_campaign(20261128, books, contacts);
}
TEST(Core, AgreesWithTheInterpreterOnMoreRandomRuleSets) {
  run_campaign(20261129, books, contacts);
}
TEST(Core, AgreesWithTheInterpreterOnStillMoreRandomRuleSets) {
  run_campaign(20261130, books, contacts);
}
TEST(Core, AgreesWithTheInterpreterOnTheLastRandomRuleSets) {
  run_campaign(20261201, books, contacts);
}

TEST(Core, AgreesWithTheInterpreterOnTheShippedRuleSets) {
  const auto book = testing::book_of(testing::shipped_documents());
  ASSERT_TRUE(book);
  const auto found = analysis::verify(*book, {testing::rounds(100), 20261129});
  ASSERT_TRUE(found);
  report("shipped rule sets", *found);
  ASSERT_EQ(found->mismatches, 0u) << told(*found->first);
}

}  // namespace
}  // namespace arvio
