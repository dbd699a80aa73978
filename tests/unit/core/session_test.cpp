#include "arvio/core/session.hpp"

#include "support/core_calls.hpp"
#include "support/dice.hpp"
#include "support/scale.hpp"
#include "unit/core/compiled_rules.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdio>
#include <limits>
#include <string>
#include <vector>

namespace arvio {
namespace {

using testing::all_of;
using testing::dice;
using tests::call_of;
using tests::compiled_rules;
using tests::noon;

const compiled_rules& rules() {
  static const compiled_rules made(tests::something_of_everything());
  return made;
}

certainty state(call_of& call, const char* rule) {
  return call->details().rule_state(rules().rule(rule));
}

std::string level(call_of& call, std::uint32_t which) {
  return std::string(call->rules().level_name(which));
}

TEST(Session, BeginsWithEverythingPossibleAndAQuestion) {
  call_of call(rules());
  const auto& result = call->result();
  EXPECT_EQ(result.status, status::open);
  EXPECT_EQ(result.bounds.at_least, call->rules().default_level());
  EXPECT_EQ(result.bounds.not_excluded, 0u);
  EXPECT_NE(result.next.input, core::none);
  EXPECT_EQ(result.recommended.basis, basis::absent);
  EXPECT_EQ(result.if_finished.level, 0u);
}

TEST(Session, TakesAnswersInAnyOrder) {
  using step = errc (*)(core::session&);
  const std::vector<step> steps{
      [](core::session& call) { return call.answer_codes("complaint", {"rash"}); },
      [](core::session& call) { return call.answer("age", 40); },
      [](core::session& call) { return call.answer("pain", true); },
      [](core::session& call) { return call.answer("sweat", true); },
      [](core::session& call) { return call.answer("sex", "male"); },
      [](core::session& call) { return call.answer("pulse", 120); },
  };
  dice random(3);
  std::vector<std::int64_t> first;
  for (int round = 0; round < 60; ++round) {
    auto order = steps;
    for (std::size_t i = order.size(); i > 1; --i)
      std::swap(order[i - 1], order[random.below(static_cast<std::uint32_t>(i))]);
    call_of call(rules());
    for (const auto one : order)
      ASSERT_EQ(one(*call), errc::none);
    EXPECT_EQ(call->result().status, status::emergency);
    EXPECT_EQ(state(call, "R1"), certainty::certain);
    const auto all = all_of(call->details());
    if (first.empty()) first = all;
    EXPECT_EQ(all, first);
  }
}

TEST(Session, TakesAnAnswerBack) {
  call_of call(rules());
  const auto before = all_of(call->details());
  ASSERT_EQ(call->answer_codes("complaint", {"rash"}), errc::none);
  ASSERT_EQ(call->answer("onset", "sudden"), errc::none);
  ASSERT_EQ(call->answer("pain", true), errc::none);
  ASSERT_EQ(call->answer("age", 30), errc::none);
  EXPECT_EQ(state(call, "R2"), certainty::certain);
  ASSERT_EQ(call->retract("pain"), errc::none);
  EXPECT_EQ(state(call, "R2"), certainty::possible);
  for (const char* input : {"complaint", "onset", "age", "pain"})
    ASSERT_EQ(call->retract(input), errc::none);
  EXPECT_EQ(all_of(call->details()), before);
}

TEST(Session, PutsALaterAnswerInThePlaceOfAnEarlierOne) {
  call_of call(rules());
  call_of other(rules());
  ASSERT_EQ(call->answer_between("age", 0, 17), errc::none);
  ASSERT_EQ(call->unknown("age"), errc::none);
  ASSERT_EQ(call->answer("age", 3), errc::none);
  ASSERT_EQ(call->answer_one_of("onset", {"sudden", "slow"}), errc::none);
  ASSERT_EQ(call->answer("onset", "minutes"), errc::none);
  ASSERT_EQ(call->answer_codes("signs", {"fever"}, {"stiff"}, other_codes::unknown),
            errc::none);
  ASSERT_EQ(call->answer_codes("signs", {"stiff"}, {}, other_codes::absent), errc::none);
  ASSERT_EQ(other->answer("age", 3), errc::none);
  ASSERT_EQ(other->answer("onset", "minutes"), errc::none);
  ASSERT_EQ(other->answer_codes("signs", {"stiff"}, {"fever", "rash_seen"},
                                other_codes::unsaid),
            errc::none);
  EXPECT_EQ(all_of(call->details()), all_of(other->details()));
}

TEST(Session, RefusesAnAnswerOutsideTheDomainAndKeepsItsState) {
  call_of call(rules());
  ASSERT_EQ(call->answer_codes("complaint", {"rash"}), errc::none);
  ASSERT_EQ(call->answer("age", 54), errc::none);
  ASSERT_EQ(call->answer("onset", "slow"), errc::none);
  ASSERT_EQ(call->answer_codes("signs", {"fever"}), errc::none);
  const auto before = all_of(call->details());
  using refused = errc (*)(core::session&);
  const std::vector<std::pair<refused, errc>> table{
      {[](auto& c) { return c.answer("age", 121); }, errc::answer_outside},
      {[](auto& c) { return c.answer("age", decimal{305, 1}); }, errc::answer_too_fine},
      {[](auto& c) { return c.answer("age", true); }, errc::answer_type},
      {[](auto& c) { return c.answer("ages", 1); }, errc::answer_undeclared},
      {[](auto& c) { return c.answer(core::place{4000}, 1); }, errc::answer_undeclared},
      {[](auto& c) { return c.answer("onset", "fast"); }, errc::answer_outside},
      {[](auto& c) { return c.answer("signs", "fever"); }, errc::answer_type},
      {[](auto& c) { return c.answer_between("age", 9, 8); }, errc::answer_empty},
      {[](auto& c) { return c.answer_between("age", -1, 8); }, errc::answer_outside},
      {[](auto& c) { return c.answer_between("age", 8, 121); }, errc::answer_outside},
      {[](auto& c) { return c.answer_between("pain", false, true); }, errc::answer_type},
      {[](auto& c) { return c.answer_between("onset", "sudden", "slow"); },
       errc::answer_type},
      {[](auto& c) { return c.answer_between("no", 1, 2); }, errc::answer_undeclared},
      {[](auto& c) { return c.answer_one_of("onset", {}); }, errc::answer_empty},
      {[](auto& c) { return c.answer_one_of("onset", {"slow", "fast"}); },
       errc::answer_outside},
      {[](auto& c) { return c.answer_one_of("onset", {"slow", "slow"}); },
       errc::answer_twice},
      {[](auto& c) { return c.answer_one_of("age", {"slow"}); }, errc::answer_type},
      {[](auto& c) { return c.answer_one_of("no", {"slow"}); }, errc::answer_undeclared},
      {[](auto& c) { return c.answer_codes("signs", {}); }, errc::answer_empty},
      {[](auto& c) { return c.answer_codes("signs", {"fever", "fever"}); },
       errc::answer_twice},
      {[](auto& c) {
         return c.answer_codes("signs", {"fever"}, {"fever"}, other_codes::unsaid);
       },
       errc::answer_twice},
      {[](auto& c) { return c.answer_codes("signs", {}, {"pale"}, other_codes::unsaid); },
       errc::answer_outside},
      {[](auto& c) { return c.answer_codes("onset", {"slow"}); }, errc::answer_type},
      {[](auto& c) { return c.answer_codes("no", {"slow"}); }, errc::answer_undeclared},
      {[](auto& c) {
         return c.answer_codes("complaint", {"rash"}, {}, other_codes::unknown);
       },
       errc::answer_type},
      {[](auto& c) { return c.unknown("no"); }, errc::answer_undeclared},
      {[](auto& c) { return c.retract("no"); }, errc::answer_undeclared},
      {[](auto& c) { return c.observed("no", instant{0}); }, errc::answer_undeclared},
      {[](auto& c) { return c.observed("pulse", instant{0}); }, errc::answer_empty},
      {[](auto& c) { return c.observed("age", instant{noon + 1}); }, errc::answer_later},
      {[](auto& c) { return c.at(instant{noon - 1}); }, errc::contact_time},
  };
  for (std::size_t i = 0; i < table.size(); ++i) {
    EXPECT_EQ(table[i].first(*call), table[i].second) << i;
    EXPECT_EQ(all_of(call->details()), before) << i;
  }
}

TEST(Session, TakesARangeOfOneValueForThatValue) {
  call_of call(rules());
  call_of other(rules());
  ASSERT_EQ(call->answer_between("age", 30, 30), errc::none);
  ASSERT_EQ(call->answer_one_of("onset", {"slow"}), errc::none);
  ASSERT_EQ(other->answer("age", 30), errc::none);
  ASSERT_EQ(other->answer("onset", "slow"), errc::none);
  EXPECT_EQ(all_of(call->details()), all_of(other->details()));
}

// --- codes -----------------------------------------------------------------------------

TEST(Session, ListsOfCodesSayOfTheOthersWhatTheySay) {
  const auto signs = [](call_of& call) {
    const auto which = rules().input("signs");
    std::string out;
    const auto& contact = call->details().contact();
    for (core::place code = 0; code < 3; ++code) {
      const bool no =
          core::has_bit(contact.codes(which, core::code_plane::may_be_absent), code);
      const bool yes =
          core::has_bit(contact.codes(which, core::code_plane::may_be_present), code);
      out += no ? (yes ? '*' : '-') : (yes ? '+' : '!');
    }
    return out;
  };
  const core::code_list none;
  call_of call(rules());
  EXPECT_EQ(signs(call), "***");
  ASSERT_EQ(call->answer_codes("signs", {"fever"}), errc::none);
  EXPECT_EQ(signs(call), "+**");
  ASSERT_EQ(call->answer_codes("signs", {"fever"}, {"stiff"}, other_codes::unsaid),
            errc::none);
  EXPECT_EQ(signs(call), "+*-");
  ASSERT_EQ(call->answer_codes("signs", none, {"stiff"}, other_codes::unknown),
            errc::none);
  EXPECT_EQ(signs(call), "**-");
  ASSERT_EQ(call->answer_codes("signs", {"stiff"}, none, other_codes::absent),
            errc::none);
  EXPECT_EQ(signs(call), "--+");
  ASSERT_EQ(call->answer_codes("signs", none, none, other_codes::absent), errc::none);
  EXPECT_EQ(signs(call), "---");
  ASSERT_EQ(call->answer_codes("signs", none, none, other_codes::unknown), errc::none);
  EXPECT_EQ(signs(call), "***");
}

TEST(Session, AnEmptyComplaintMeansNoneAndTheRestOfAListIsAbsent) {
  call_of call(rules());
  ASSERT_EQ(call->answer_codes("complaint", core::code_list()), errc::none);
  EXPECT_EQ(call->details().coverage(), certainty::excluded);
  EXPECT_EQ(state(call, "R9"), certainty::excluded);
  EXPECT_EQ(state(call, "C9"), certainty::excluded);
  ASSERT_EQ(call->answer_codes("complaint", {"cough"}), errc::none);
  EXPECT_EQ(call->details().coverage(), certainty::certain);
  EXPECT_EQ(state(call, "R9"), certainty::excluded);
  EXPECT_EQ(state(call, "C9"), certainty::certain);
  ASSERT_EQ(call->answer_codes("complaint", {"lump"}), errc::none);
  EXPECT_EQ(call->details().coverage(), certainty::excluded);
}

// --- time ------------------------------------------------------------------------------

TEST(Session, TimeGoesOnAndNeverBack) {
  call_of call(rules());
  EXPECT_EQ(call->at(instant{noon}), errc::none);
  EXPECT_EQ(call->at(instant{noon + 60}), errc::none);
  EXPECT_EQ(call->at(instant{noon + 59}), errc::contact_time);
  EXPECT_EQ(call->at(instant{std::numeric_limits<std::int64_t>::min()}),
            errc::contact_time);
  EXPECT_EQ(call->at(instant{noon + 60}), errc::none);
}

TEST(Session, ForgetsAnAnswerThatHasGrownTooOld) {
  const auto pulse = rules().input("pulse");
  call_of call(rules());
  ASSERT_EQ(call->answer("pulse", 120), errc::none);
  ASSERT_EQ(call->at(instant{noon + 3600}), errc::none);
  EXPECT_TRUE(call->details().contact().values(pulse).is_single())
      << "as old as it may be";
  EXPECT_FALSE(call->details().contact().possible(pulse).outdated);
  ASSERT_EQ(call->at(instant{noon + 3601}), errc::none);
  EXPECT_FALSE(call->details().contact().values(pulse).is_single());
  EXPECT_TRUE(call->details().contact().possible(pulse).outdated);
  call_of fresh(rules(), noon + 3601);
  ASSERT_EQ(call->retract("pulse"), errc::none);
  EXPECT_EQ(all_of(call->details()), all_of(fresh->details())) << "it was never asked";
  ASSERT_EQ(call->answer("pulse", 120), errc::none);
  EXPECT_TRUE(call->details().contact().values(pulse).is_single());
  ASSERT_EQ(call->observed("pulse", instant{noon}), errc::none);
  EXPECT_TRUE(call->details().contact().possible(pulse).outdated);
  ASSERT_EQ(call->observed("pulse", instant{noon + 1}), errc::none);
  EXPECT_FALSE(call->details().contact().possible(pulse).outdated);
}

TEST(Session, RefusesAnObservationFromTheFuture) {
  call_of call(rules());
  ASSERT_EQ(call->answer("pulse", 120), errc::none);
  EXPECT_EQ(call->observed("pulse", instant{noon + 1}), errc::answer_later);
  EXPECT_EQ(call->observed("pulse", instant{noon}), errc::none);
  ASSERT_EQ(call->unknown("pulse"), errc::none);
  EXPECT_EQ(call->observed("pulse", instant{noon - 5}), errc::none);
  ASSERT_EQ(call->retract("pulse"), errc::none);
  EXPECT_EQ(call->observed("pulse", instant{noon - 5}), errc::answer_empty);
}

TEST(Session, ReadsTheTimeOfTheAssessmentAndNoClock) {
  const auto years = [](std::int64_t now) {
    call_of call(rules(), now);
    EXPECT_EQ(call->answer("birth_date", to_date({1950, 3, 2})), errc::none);
    return call->details().contact().derived_values(0);
  };
  EXPECT_EQ(years(noon).min(), 76);
  EXPECT_EQ(years(noon - 12 * 3600).min(), 75) << "the evening before";
}

// --- end -------------------------------------------------------------------------------

TEST(Session, TakesWhatWasNotAskedForUnknownOnceItIsFinished) {
  call_of call(rules());
  ASSERT_EQ(call->answer_codes("complaint", {"rash"}), errc::none);
  ASSERT_EQ(call->answer("age", 40), errc::none);
  const auto foretold = call->result().if_finished;
  EXPECT_EQ(call->result().status, status::open);
  call->finish();
  EXPECT_EQ(call->result().status, status::exhausted);
  EXPECT_EQ(call->result().recommended, foretold);
  EXPECT_EQ(call->result().next.input, core::none);
}

TEST(Session, LetsAnAnswerBePutRightAfterTheEnd) {
  call_of call(rules());
  call->finish();
  ASSERT_EQ(call->answer_codes("signs", {"fever", "stiff"}), errc::none);
  EXPECT_EQ(call->result().status, status::emergency);
  EXPECT_EQ(level(call, call->result().recommended.level), "U0");
  ASSERT_EQ(call->retract("signs"), errc::none);
  EXPECT_NE(call->result().status, status::emergency);
  EXPECT_NE(call->result().status, status::open);
}

// --- any way there ---------------------------------------------------------------------

TEST(Session, EveryStepEqualsAFreshCall) {
  dice random(20261128);
  auto memory = rules().memory();
  auto other = rules().memory();
  std::size_t steps = 0;
  std::size_t refused = 0;
  for (std::size_t round = 0; round < testing::rounds(150); ++round) {
    auto now = noon;
    testing::remembered_call one(rules().program(), memory, now, core::own_row_kernel());
    const auto edits = 1 + random.below(200);
    for (std::uint32_t i = 0; i < edits; ++i) {
      if (random.chance(5)) {
        now += random.between(0, 1800);
        ASSERT_EQ(one.at(now), errc::none);
      }
      if (random.chance(1)) one.finish();
      auto edit = testing::random_core_edit(rules().program(), random);
      if (random.chance(20)) edit.observed = now - random.between(-60, 7200);
      if (one.edit(edit) != errc::none) ++refused;
      if (random.chance(60)) continue;
      const auto found = all_of(one.call().details());
      ASSERT_TRUE(one.anew(other, [&](core::evaluation& fresh) {
        ASSERT_EQ(found, all_of(fresh)) << "round " << round << ", edit " << i;
      }));
      ++steps;
    }
  }
  EXPECT_GT(refused, 0u);
  std::printf("report: sessions against fresh calls: %zu looks, %zu edits refused\n",
              steps, refused);
}

TEST(Session, KeepsInsideTheMemoryItAsksFor) {
  const auto words = core::session::words(rules().program());
  for (std::size_t offset = 0; offset < 8; ++offset) {
    constexpr std::uint64_t mark = 0x5aa5f00f12345678ULL;
    std::vector<std::uint64_t> memory(words + 16, mark);
    {
      core::session call(rules().program(), std::span(memory).subspan(offset, words),
                         instant{noon}, core::own_row_kernel());
      ASSERT_EQ(call.answer("age", 40), errc::none);
      call.finish();
      (void)all_of(call.details());
    }
    for (std::size_t i = 0; i < offset; ++i)
      EXPECT_EQ(memory[i], mark);
    for (auto i = offset + words; i < memory.size(); ++i)
      EXPECT_EQ(memory[i], mark);
  }
}

}  // namespace
}  // namespace arvio
