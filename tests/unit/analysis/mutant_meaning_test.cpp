#include "analysis/mutant_meaning.hpp"

#include "arvio/book/link.hpp"
#include "arvio/reference/interpreter.hpp"

#include "support/random_rules.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <memory>
#include <vector>

namespace arvio {
namespace {

using analysis::mutant;
using book::rulebook;
using ruleset::rule_set;

/// The book with one rule set of it changed; null where that does not link.
std::shared_ptr<const rulebook> changed_by(const mutant& change, const rulebook& book,
                                           std::uint32_t set) {
  std::vector<std::shared_ptr<const rule_set>> sets;
  for (std::uint32_t i = 0; i < book.sets.size(); ++i) {
    auto copy = *book.sets[i].rules;
    if (i == set) change.change(copy);
    sets.push_back(std::make_shared<const rule_set>(std::move(copy)));
  }
  findings none;
  return book::link(sets, book::calendars_used_by(sets), none);
}

struct mutant_count {
  std::size_t mutants = 0;
  std::size_t equivalent = 0;
  std::size_t contacts = 0;
};

/// What comes out, but for the answers behind certain rules: those of a derived value are
/// all that stand in its definition, also where they change nothing.
book::outcome decided(const reference::interpreter& by, const book::answers& contact) {
  auto outcome = by.assess(contact);
  for (auto& rule : outcome.rules_certain)
    rule.inputs.clear();
  return outcome;
}

/// Whatever is answered, what is proven to mean the same gives the same outcome.
void compare(const mutant& change, const rulebook& book, const rulebook& changed,
             testing::dice& random, mutant_count& count) {
  const reference::interpreter one(book);
  const reference::interpreter other(changed);
  constexpr int contacts = 25;
  for (int i = 0; i < contacts; ++i) {
    auto contact = testing::empty_contact(book);
    for (std::size_t input = 0; input < book.inputs.size(); ++input) {
      contact.by_input[input] = testing::random_answer(book.inputs[input], random, 50);
    }
    contact.finished = random.chance(30);
    ++count.contacts;
    ASSERT_TRUE(decided(one, contact) == decided(other, contact))
        << change.words << "\n"
        << testing::describe(book, contact);
  }
}

TEST(Meaning, ThatIsProvenToBeTheSameGivesTheSameOutcomes) {
#ifdef ARVIO_SANITIZE
  constexpr std::uint64_t books = 3;
#else
  constexpr std::uint64_t books = 20;
#endif
  mutant_count count;
  for (std::uint64_t seed = 0; seed < books; ++seed) {
    testing::dice random(seed);
    const auto book = testing::book_of(testing::random_documents(random, {}));
    ASSERT_TRUE(book) << "seed " << seed;
    for (std::uint32_t set = 0; set < book->sets.size(); ++set) {
      for (const auto& change : analysis::mutants_of(*book, set)) {
        ++count.mutants;
        const auto changed = changed_by(change, *book, set);
        if (!changed || !analysis::why_equivalent({*book, *changed, set}, change))
          continue;
        ++count.equivalent;
        compare(change, *book, *changed, random, count);
        if (HasFatalFailure()) return;
      }
    }
  }
  std::printf("report: random rule sets: %zu of %zu mutants equivalent, %zu contacts\n",
              count.equivalent, count.mutants, count.contacts);
  EXPECT_GT(count.equivalent, 0u);
}

}  // namespace
}  // namespace arvio
