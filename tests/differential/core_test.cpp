// The compiled core against the interpreter: whole outcomes of random contacts with
// random rule sets and with those that are shipped.

#include "arvio/reference/interpreter.hpp"

#include "analysis/reference_contact.hpp"
#include "core_outcome.hpp"
#include "engine/evaluator.hpp"
#include "support/random_rules.hpp"
#include "support/scale.hpp"
#include "support/shipped.hpp"

#include <gtest/gtest.h>

#include <cstdio>

namespace arvio {
namespace {

using testing::dice;

std::string joined(const std::vector<std::string>& documents) {
  std::string all;
  for (const auto& one : documents)
    all += one + "\n";
  return all;
}

TEST(Core, AgreesWithTheInterpreterOnRandomRuleSets) {
  constexpr std::uint64_t seed = 20261128;
  dice random(seed);
  std::size_t contacts = 0;
  for (std::size_t b = 0; b < testing::rounds(400); ++b) {
    const auto documents = testing::random_documents(random, {});
    const auto book = testing::book_of(documents);
    ASSERT_TRUE(book);
    const auto core = evaluator::of(*book, compile::compile_options());
    ASSERT_TRUE(core) << joined(documents);
    const reference::interpreter truth(*book);
    for (std::size_t c = 0; c < 60; ++c) {
      auto person = testing::empty_contact(*book);
      const auto known = random.below(100);
      for (std::size_t i = 0; i < person.answers.size(); ++i)
        person.answers[i] = testing::random_answer(book->inputs[i], random, known);
      person.finished = random.chance(25);
      const auto found = testing::differences((*core)->assess(evaluated_contact(person)),
                                              truth.assess(person));
      ASSERT_TRUE(found.empty())
          << "seed " << seed << ", book " << b << ", contact " << c << "\n"
          << found << testing::describe(*book, person) << joined(documents);
      ++contacts;
    }
  }
  std::printf("report: core and interpreter agree on %zu contacts of random rule sets\n",
              contacts);
}

}  // namespace
}  // namespace arvio
