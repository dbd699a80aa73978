#include "arvio/core/put.hpp"

#include "arvio/core/empty_frame.hpp"

#include "support/core_calls.hpp"
#include "support/dice.hpp"
#include "support/scale.hpp"
#include "unit/core/compiled_rules.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace arvio {
namespace {

using core::answer_writer;
using testing::all_of;
using testing::dice;
using tests::call_of;
using tests::compiled_rules;
using tests::everything;
using tests::noon;

/// A frame with its memory, which nobody has cleared.
class frame_of {
 public:
  frame_of()
      : memory_(everything().memory()),
        empty_memory_(core::empty_frame::words(everything().program())),
        empty_(everything().program(), empty_memory_) {
    std::fill(memory_.begin(), memory_.end(), 0xa5a5a5a5a5a5a5a5U);
    const auto words = empty_.frame_words();
    frame_ = core::frame(empty_, std::span(memory_).first(words), noon);
    beside_ = core::frame(frame_, std::span(memory_).subspan(words));
  }

  core::frame& operator*() { return frame_; }
  /// All that is to be said of it.
  std::vector<std::int64_t> said() {
    core::evaluation found(frame_, beside_, core::own_row_kernel());
    return all_of(found);
  }

 private:
  std::vector<std::uint64_t> memory_;
  std::vector<std::uint64_t> empty_memory_;
  core::empty_frame empty_;
  core::frame frame_;
  core::frame beside_;
};

/// The codes as bits.
std::vector<std::uint64_t> bits_of(core::place input,
                                   std::initializer_list<const char*> codes) {
  const auto program = everything().program();
  std::vector<std::uint64_t> bits(core::words_for(program.inputs()[input].codes));
  for (const auto* code : codes)
    core::put_bit(bits.data(), program.find_code(input, code));
  return bits;
}

TEST(AnswerWriter, WritesWhatASessionWrites) {
  frame_of frame;
  call_of call(everything());
  answer_writer said(*frame);
  const auto age = everything().input("age");
  const auto onset = everything().input("onset");
  const auto signs = everything().input("signs");
  const auto complaint = everything().input("complaint");
  const auto same = [&](errc fault) {
    ASSERT_EQ(fault, errc::none);
    EXPECT_EQ(frame.said(), all_of(call->details()));
  };
  said.answer(age, 40);
  same(call->answer("age", 40));
  said.answer_between(age, 3, 17);
  same(call->answer_between("age", 3, 17));
  said.observed(age, noon - 60);
  same(call->observed("age", instant{noon - 60}));
  said.answer_one_of(onset, bits_of(onset, {"sudden", "slow"}).data());
  same(call->answer_one_of("onset", {"sudden", "slow"}));
  said.answer(onset, everything().program().find_code(onset, "minutes"));
  same(call->answer("onset", "minutes"));
  said.unknown(everything().input("pain"));
  same(call->unknown("pain"));
  const auto none = bits_of(signs, {});
  said.answer_codes(signs, bits_of(signs, {"fever"}).data(),
                    bits_of(signs, {"stiff"}).data(), none.data());
  same(call->answer_codes("signs", {"fever"}, {"stiff"}, other_codes::unsaid));
  said.answer_codes(complaint, bits_of(complaint, {"rash"}).data(),
                    bits_of(complaint, {}).data(), bits_of(complaint, {}).data());
  same(call->answer_codes("complaint", {"rash"}));
  said.retract(onset);
  same(call->retract("onset"));
  said.retract(complaint);
  same(call->retract("complaint"));
}

TEST(AnswerWriter, TakesWhatIsNotSaidOfTheComplaintForAbsent) {
  frame_of frame;
  const auto complaint = everything().input("complaint");
  const auto none = bits_of(complaint, {});
  answer_writer(*frame).answer_codes(complaint, bits_of(complaint, {"rash"}).data(),
                                     none.data(), none.data());
  const auto rash = everything().program().find_code(complaint, "rash");
  for (core::place code = 0; code < everything().program().inputs()[complaint].codes;
       ++code) {
    EXPECT_EQ(core::has_bit((*frame).codes(complaint, core::code_plane::absent), code),
              code != rash);
  }
}

TEST(EmptyFrame, BeginsFramesThatAreLikeClearedOnes) {
  frame_of begun;
  std::vector<std::uint64_t> memory(everything().memory());
  const auto words = core::frame::words(everything().program());
  core::frame cleared(everything().program(), std::span(memory).first(words), noon);
  core::frame beside(everything().program(), std::span(memory).subspan(words), noon);
  core::evaluation found(cleared, beside, core::own_row_kernel());
  EXPECT_EQ(begun.said(), all_of(found));
  EXPECT_EQ((*begun).words(), words);
  EXPECT_LT(core::empty_frame::words(everything().program()), words);
}

TEST(EmptyFrame, IsNotNeededOnceAFrameHasBegun) {
  const auto program = everything().program();
  std::vector<std::uint64_t> memory(everything().memory());
  std::vector<std::uint64_t> empty_memory(core::empty_frame::words(program));
  const auto session = [&] {
    const core::empty_frame empty(program, empty_memory);
    return core::session(empty, memory, instant{noon}, core::own_row_kernel());
  };
  auto call = session();
  std::fill(empty_memory.begin(), empty_memory.end(), ~std::uint64_t{0});
  call_of other(everything());
  EXPECT_EQ(all_of(call.details()), all_of(other->details()));
}

/// The rows of all strata, in order of their places: lists have none of their own.
std::vector<std::vector<core::place>> rows_of(const core::frame& contact) {
  std::vector<std::vector<core::place>> all;
  const auto add = [&all](const core::place* first, std::size_t count) {
    all.emplace_back(first, first + count);
    std::sort(all.back().begin(), all.back().end());
  };
  for (std::uint32_t s = 0; s < contact.rules().strata().size(); ++s) {
    const auto rows = contact.rows(s);
    add(rows.missed, rows.missed_count);
    add(rows.open, rows.open_count);
    std::vector<core::place> partial;
    for (std::size_t i = 0; i < rows.partial_count; ++i) {
      const auto* places = contact.partial_places() + rows.partial[i].first;
      partial.insert(partial.end(), places, places + rows.partial[i].count);
    }
    add(partial.data(), partial.size());
  }
  return all;
}

// A frame lists its rows anew where much has changed, and one by one where little has.
TEST(Frame, ListsTheSameRowsWhateverTheWayThere) {
  dice random(11);
  const auto program = everything().program();
  for (std::size_t round = 0; round < testing::rounds(40); ++round) {
    call_of step_by_step(everything());
    call_of in_batches(everything());
    std::vector<testing::core_edit> edits;
    for (int i = 0; i < 60; ++i) {
      edits.push_back(testing::random_core_edit(program, random));
      const auto fault = testing::tell(*step_by_step, edits.back());
      EXPECT_EQ(testing::tell(*in_batches, edits.back()), fault);
      static_cast<void>(step_by_step->details());
      if (random.below(9) == 0) static_cast<void>(in_batches->details());
    }
    call_of at_once(everything());
    for (const auto& edit : edits)
      static_cast<void>(testing::tell(*at_once, edit));
    const auto expected = rows_of(step_by_step->details().contact());
    EXPECT_EQ(rows_of(in_batches->details().contact()), expected) << "round " << round;
    EXPECT_EQ(rows_of(at_once->details().contact()), expected) << "round " << round;
  }
}

// The writer puts in place at once what a changed answer leaves to the next evaluation.
TEST(Frame, PutsAnswersInPlaceAtOnceAsItDoesLater) {
  dice random(12);
  const auto program = everything().program();
  const auto words = core::frame::words(program);
  std::vector<std::uint64_t> memory(2 * words);
  for (std::size_t round = 0; round < testing::rounds(100); ++round) {
    call_of call(everything());
    for (int i = 0; i < 20; ++i)
      static_cast<void>(testing::tell(*call, testing::random_core_edit(program, random)));
    auto& at_once = call->details();
    core::frame later(at_once.contact(), std::span(memory).first(words));
    core::frame beside(later, std::span(memory).subspan(words));
    later.copy(at_once.contact());
    for (core::place input = 0; input < program.inputs().size(); ++input)
      later.changed(input);
    core::evaluation found(later, beside, core::own_row_kernel());
    EXPECT_EQ(rows_of(later), rows_of(at_once.contact())) << "round " << round;
    EXPECT_EQ(all_of(found), all_of(at_once)) << "round " << round;
  }
}

}  // namespace
}  // namespace arvio
