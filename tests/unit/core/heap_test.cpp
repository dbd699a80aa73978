// Nothing that a call does asks for memory: malloc itself is counted.

#include "arvio/core/load.hpp"
#include "arvio/core/row_kernel.hpp"

#include "hostile/heap_meter.hpp"
#include "support/core_calls.hpp"
#include "support/dice.hpp"
#include "support/random_rules.hpp"
#include "support/scale.hpp"
#include "support/shipped.hpp"
#include "unit/core/compiled_rules.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <vector>

namespace arvio {
namespace {

using testing::dice;
using tests::noon;

/// What was asked of the heap since it was made.
class heap_watch {
 public:
  [[nodiscard]] std::size_t calls() const { return tests::heap_calls() - begin_; }

 private:
  std::size_t begin_ = tests::heap_calls();
};

struct counted {
  std::size_t loads = 0;
  std::size_t steps = 0;
  std::size_t evaluations = 0;
  std::size_t questions = 0;
  std::size_t calls = 0;
};

void count(std::span<const std::byte> image, std::uint64_t seed, counted& into) {
  dice random(seed);
  std::vector<std::uint64_t> memory;
  {
    const heap_watch heap;
    const auto loaded = core::load(image);
    into.calls += heap.calls();
    ++into.loads;
    ASSERT_TRUE(loaded);
    memory.resize(core::session::words(*loaded));
  }
  const core::program rules(image.data());
  std::vector<std::uint64_t> empty_memory(core::empty_frame::words(rules));
  std::vector<testing::core_edit> edits;
  for (int i = 0; i < 40; ++i)
    edits.push_back(testing::random_core_edit(rules, random));
  std::array<core::question, 64> questions;
  std::uint64_t seen = 0;

  const heap_watch heap;
  const core::empty_frame empty(rules, empty_memory);
  core::session call(empty, memory, instant{noon}, core::best_row_kernel());
  for (const auto& edit : edits) {
    seen += static_cast<std::uint64_t>(testing::tell(call, edit));
    ++into.steps;
    seen += call.result().bounds.not_excluded;
    ++into.evaluations;
    auto& found = call.details();
    seen += found.questions(questions);
    ++into.questions;
    found.for_certain_rules([&](core::place rule) { seen += rule; });
    found.for_rules_not_excluded([&](core::place rule) { seen += rule; });
    for (std::uint32_t need = 0; need < rules.head().needs; ++need)
      seen += found.need(need).found.at_least + found.cautious_need(need);
    for (core::place rule = 0; rule < rules.rules().size(); ++rule)
      seen += static_cast<std::uint64_t>(found.rule_state(rule)) + found.under(rule)[0];
    seen += found.lacks_required() ? 1U : 0U;
  }
  seen += static_cast<std::uint64_t>(call.at(instant{noon + 7200}));
  call.finish();
  seen += call.result().bounds.at_least;
  into.calls += heap.calls();
  EXPECT_NE(seen, 0u);
}

TEST(Heap, IsNotAskedByLoadingEvaluatingAnsweringOrAsking) {
  if (!tests::heap_is_counted()) GTEST_SKIP() << "the sanitizer has its own malloc";
  {
    const heap_watch heap;
    const auto some = std::make_unique<int>(7);
    ASSERT_GT(heap.calls(), 0u) << "and the counter counts";
  }
  counted all;
  const tests::compiled_rules everything(tests::something_of_everything());
  const tests::compiled_rules large(tests::many_gates(6, 8));
  const tests::compiled_rules codes(tests::many_codes(100));
  const auto book = testing::book_of(testing::shipped_documents());
  ASSERT_TRUE(book);
  const auto shipped = compile::compile_program(*book, {});
  ASSERT_TRUE(shipped);
  for (const auto& image :
       {everything.bytes(), large.bytes(), codes.bytes(), shipped->image.bytes()}) {
    for (std::uint64_t seed = 0; seed < testing::rounds(5); ++seed)
      count(image, seed, all);
  }
  dice random(5);
  for (std::size_t i = 0; i < testing::rounds(10); ++i) {
    const auto some = testing::book_of(testing::random_documents(random, {}));
    ASSERT_TRUE(some);
    const auto made = compile::compile_program(*some, {});
    ASSERT_TRUE(made);
    count(made->image.bytes(), i, all);
  }
  EXPECT_EQ(all.calls, 0u);
  std::printf(
      "report: heap: %zu calls in %zu loads, %zu session steps, %zu evaluations, %zu "
      "lists of questions\n",
      all.calls, all.loads, all.steps, all.evaluations, all.questions);
}

}  // namespace
}  // namespace arvio
