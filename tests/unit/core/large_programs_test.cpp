// Programs of sizes that the shipped rule sets do not reach, against the interpreter.

#include "arvio/analysis/verify.hpp"
#include "arvio/core/row_kernel.hpp"
#include "arvio/exchange/json.hpp"

#include "support/core_calls.hpp"
#include "support/dice.hpp"
#include "support/scale.hpp"
#include "unit/core/compiled_rules.hpp"
#include "unit/core/open_rules_found.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

namespace arvio {
namespace {

using core::part;
using testing::dice;
using tests::call_of;
using tests::compiled_rules;
using tests::noon;

void must_agree(const char* what, const compiled_rules& rules, std::size_t cases) {
  const auto found =
      analysis::verify(rules.book(), {testing::rounds(cases / 2), 20261128});
  ASSERT_TRUE(found);
  ASSERT_EQ(found->mismatches, 0u)
      << found->first->engine << " differs\n"
      << found->first->differences << to_json(found->first->contact);
  std::printf(
      "report: %s: %zu contacts by interpreter, core, session and image, "
      "%u places for clauses, %u lines, 0 mismatches\n",
      what, found->cases,
      rules.program().head().parts[static_cast<std::size_t>(part::clause_tests)].count,
      rules.program().head().row_lines);
}

TEST(LargePrograms, HaveSlotsOfMoreClassesThanAWordHasBits) {
  const compiled_rules rules(tests::many_codes(200));
  std::uint32_t most = 0;
  for (const auto& slot : rules.program().slots())
    most = std::max(most, slot.classes);
  EXPECT_GT(most, 128u);
  must_agree("200 codes", rules, 150);
}

TEST(LargePrograms, HaveRulesThatEndInSeveralWords) {
  const compiled_rules rules(tests::many_boxes(8));
  const auto& many = rules.program().rules()[rules.rule("many")];
  EXPECT_GT(many.clauses, 200u);
  EXPECT_GT(rules.program().rules()[rules.rule("again")].clauses, 200u);
  must_agree("rules of 255 boxes", rules, 1500);

  // each is visited once, whatever words it ends in
  call_of call(rules);
  ASSERT_EQ(call->answer_codes("complaint", {"rash"}), errc::none);
  for (int i = 0; i < 8; ++i)
    ASSERT_EQ(call->answer(core::input_key("f" + std::to_string(i)), true), errc::none);
  ASSERT_EQ(call->answer_between("age", 0, 79), errc::none);
  std::vector<std::string> visited;
  call->details().for_certain_rules(
      [&](core::place rule) { visited.emplace_back(call->rules().rule_name(rule)); });
  EXPECT_EQ(visited, (std::vector<std::string>{"many", "rest", "again"}));
}

TEST(LargePrograms, SkipTheLinesWhoseGatesAreShut) {
  const compiled_rules rules(tests::many_gates(6, 8));
  const auto& head = rules.program().head();
  EXPECT_GT(head.row_lines, 4u) << "more than is put together at once";
  const auto* free = rules.program().get<std::uint64_t>(part::live_lines);
  std::uint32_t gated = 0;
  for (std::uint32_t line = 0; line < head.row_lines; ++line)
    gated += core::has_bit(free, line) ? 0U : 1U;
  EXPECT_GT(gated, 0u);
  must_agree("more than four lines behind gates", rules, 200);
}

TEST(LargePrograms, CountTheOpenRulesOfAllAsOneByOne) {
  const compiled_rules books[] = {compiled_rules(tests::many_gates(6, 8)),
                                  compiled_rules(tests::many_boxes(8)),
                                  compiled_rules(tests::many_codes(70)),
                                  compiled_rules(tests::something_of_everything())};
  for (const auto& rules : books) {
    for (std::size_t round = 0; round < testing::rounds(40); ++round) {
      dice random(round);
      call_of call(rules);
      for (int i = 0; i < 12; ++i) {
        (void)testing::tell(*call, testing::random_core_edit(rules.program(), random));
        tests::expect_open_rules_found_at_once(*call);
        ASSERT_FALSE(HasFailure()) << "round " << round << ", edit " << i;
      }
    }
  }
}

TEST(LargePrograms, HaveMoreStrataThanArePutTogetherAtOnce) {
  for (const int values : {63, 64, 65, 130}) {
    for (const int more_rules : {0, 1200}) {
      const compiled_rules rules(tests::long_chain(values, more_rules));
      EXPECT_GE(rules.program().strata().size(), static_cast<std::size_t>(values));
      EXPECT_EQ(rules.program().head().row_lines > 4, more_rules != 0);
      must_agree("a chain of derived values", rules, 20);
    }
  }
}

/// A table of kinds, each with a sign of its own, of several levels and needs: together
/// far more boxes than a group may have.
std::string a_table_of_kinds(int kinds) {
  std::string values;
  std::string signs;
  std::string rules;
  for (int i = 0; i < kinds; ++i) {
    const auto number = std::to_string(i);
    values += "<value id=\"k" + number + "\"/>";
    signs += "<input id=\"s" + number + "\" type=\"boolean\"/>";
    rules += "<rule id=\"R" + number + "\" urgency=\"U" + std::to_string(i % 3) + "\"" +
             (i % 4 == 0 ? " need=\"home\"" : "") +
             "><title lang=\"en\">t</title><when>kind = 'k" + number + "' and (s" +
             number + " or (s" + std::to_string((i + 1) % kinds) +
             " and age > 60))</when><source ref=\"s\"/></rule>";
  }
  return "<inputs><input id=\"kind\" type=\"code\">" + values + "</input>" + signs +
         "</inputs><rules id=\"g\" complaints=\"rash\" need=\"body\" "
         "applies-when=\"age >= 16\">" +
         rules +
         "<otherwise id=\"rest\" urgency=\"U3\"><title lang=\"en\">t</title>"
         "<source ref=\"s\"/></otherwise></rules>";
}

TEST(LargePrograms, TakeTheRulesOfALargeTableOneByOne) {
  const compiled_rules rules(a_table_of_kinds(14));
  EXPECT_EQ(rules.program().groups()[0].apart, 1u);
  must_agree("a group that is apart", rules, 1500);
  // a smaller one is joined: whatever the kind is, one of its rules holds
  for (const int kinds : {4, 14}) {
    const compiled_rules table(a_table_of_kinds(kinds));
    call_of call(table);
    ASSERT_EQ(call->answer_codes("complaint", {"rash"}), errc::none);
    ASSERT_EQ(call->answer("age", 50), errc::none);
    for (int i = 0; i < kinds; ++i)
      ASSERT_EQ(call->answer(core::input_key("s" + std::to_string(i)), true), errc::none);
    EXPECT_EQ(call->result().bounds.at_least, kinds == 4 ? 2u : 3u);
    EXPECT_EQ(call->result().bounds.not_excluded, 0u);
  }
}

TEST(LargePrograms, SayTheSameByEveryKernel) {
  std::vector<core::row_kernel> kernels{core::own_row_kernel()};
  for (const auto* name : {"avx512", "avx2", "baseline"}) {
    const auto kernel = core::row_kernel_named(name);
    if (kernel != nullptr) {
      kernels.push_back(kernel);
    } else {
      std::printf("report: this machine does not run the kernel %s\n", name);
    }
  }
  const compiled_rules books[] = {compiled_rules(tests::many_gates(6, 8)),
                                  compiled_rules(tests::many_codes(70)),
                                  compiled_rules(tests::something_of_everything())};
  for (const auto& rules : books) {
    for (std::size_t round = 0; round < testing::rounds(100); ++round) {
      std::vector<std::int64_t> first;
      for (const auto kernel : kernels) {
        dice random(round);
        auto memory = rules.memory();
        core::session call(rules.program(), memory, instant{noon}, kernel);
        for (int i = 0; i < 12; ++i)
          (void)testing::tell(call, testing::random_core_edit(rules.program(), random));
        const auto found = testing::all_of(call.details());
        if (first.empty()) first = found;
        ASSERT_EQ(found, first) << "round " << round;
      }
    }
  }
}

}  // namespace
}  // namespace arvio
