// The order of questions, and what of them coverage, requirements and chains make, on
// rule sets small enough to see it.

#include "arvio/core/evaluation.hpp"

#include "unit/core/compiled_rules.hpp"
#include "unit/core/open_rules_found.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace arvio {
namespace {

using tests::call_of;
using tests::compiled_rules;
using tests::expect_open_rules_found_at_once;
using tests::when;

constexpr const char* flags = R"(<inputs>
<input id="a" type="boolean"/><input id="b" type="boolean"/><input id="c" type="boolean"/>
<input id="d" type="boolean" after="b"/><input id="e" type="boolean" after="d"/>
</inputs>
)";

std::string group(const std::string& attributes, const std::string& content) {
  return "<rules id=\"g\" need=\"body\" " + attributes + ">\n" + content + "</rules>\n";
}

/// "c a:U1 complaint:U2": the inputs in order, each with its level.
std::string questions(call_of& call) {
  std::array<core::question, 16> all;
  const auto count = call->details().questions(all);
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    if (i != 0) out += " ";
    out += std::string(call->rules().input_name(all[i].input)) + ":" +
           std::string(call->rules().level_name(all[i].level));
  }
  // next() finds the first of them by looking no further than it has to
  const auto next = call->details().next();
  EXPECT_EQ(next, count == 0 ? core::question() : all[0]);
  return out;
}

TEST(Questions, ComeByTheLevelThatTheyCouldDecide) {
  const compiled_rules rules(flags +
                             group("", when("1", "urgency=\"U3\"", "a") +
                                           when("2", "urgency=\"U1\"", "b or c") +
                                           when("3", "urgency=\"U0\"", "c and a")));
  call_of call(rules);
  EXPECT_EQ(questions(call), "complaint:U2 a:U0 c:U0 b:U1");
  ASSERT_EQ(call->answer("c", false), errc::none);
  EXPECT_EQ(questions(call), "complaint:U2 b:U1 a:U3");
  ASSERT_EQ(call->answer("b", true), errc::none);
  EXPECT_EQ(questions(call), "") << "whatever else is so, finish recommends U1";
  EXPECT_EQ(call->result().recommended.level, 1u);
}

TEST(Questions, OfOneLevelComeByHowMuchHangsOnThem) {
  const compiled_rules rules(flags + group("", when("1", "urgency=\"U1\"", "a and b")) +
                             "<rules id=\"h\" need=\"body\">" +
                             when("2", "urgency=\"U1\"", "b and c") + "</rules>");
  call_of call(rules);
  EXPECT_EQ(questions(call), "complaint:U2 b:U1 a:U1 c:U1");
}

std::string boolean(const std::string& id) {
  return "<input id=\"" + id + "\" type=\"boolean\"/>";
}

TEST(Questions, AreCountedInRulesOfMoreBoxesThanAWordHasBits) {
  std::string inputs = "<inputs>";
  std::string pairs;
  for (int i = 0; i < 14; ++i) {
    inputs += boolean("p" + std::to_string(i + 10));
    for (int j = 0; j < i; ++j) {
      pairs += (pairs.empty() ? "" : " or ") + std::string("(p") +
               std::to_string(j + 10) + " and p" + std::to_string(i + 10) + ")";
    }
  }
  inputs += boolean("q") + boolean("r") + "</inputs>";
  // 91 boxes, and rules that share words with it
  const compiled_rules rules(
      inputs + group("", when("1", "urgency=\"U1\"", pairs) +
                             when("2", "urgency=\"U1\"", "(p12 and q) or (q and r)") +
                             when("3", "urgency=\"U2\"", "(p12 and p13) or (p13 and r)") +
                             when("4", "suggest=\"U0\"", "p12")));
  call_of call(rules);
  ASSERT_EQ(call->unknown("complaint"), errc::none);
  const std::vector<std::string_view> said = {"", "p15", "p11", "q", "p23"};
  for (const auto& input : said) {
    if (!input.empty()) {
      ASSERT_EQ(call->answer(input, input == "q"), errc::none);
    }
    expect_open_rules_found_at_once(*call);
  }
  EXPECT_EQ(rules.program().input_name(call->details().next().input), "p12")
      << "three rules of urgency are open in it, and the first of all is";
}

TEST(Questions, AreCountedInARuleWhicheverOfItsManyBoxesAreLeft) {
  std::string inputs = "<inputs>";
  std::string pairs;
  for (int i = 10; i < 24; ++i) {
    inputs += boolean("p" + std::to_string(i));
    for (int j = 10; j < i; ++j) {
      pairs += (pairs.empty() ? "" : " or ") + std::string("(p") + std::to_string(j) +
               " and p" + std::to_string(i) + ")";
    }
  }
  // 91 boxes, in two words
  const compiled_rules rules(inputs + "</inputs>" +
                             group("", when("1", "urgency=\"U1\"", pairs)));
  for (const bool from_first : {true, false}) {
    call_of call(rules);
    ASSERT_EQ(call->unknown("complaint"), errc::none);
    for (int said = 0; said < 12; ++said) {
      const auto id = "p" + std::to_string(from_first ? 10 + said : 23 - said);
      ASSERT_EQ(call->answer(std::string_view(id), false), errc::none);
      expect_open_rules_found_at_once(*call);
    }
    std::vector<core::place> left;
    for (const auto* id : {"p10", "p11", "p22", "p23"})
      left.push_back(rules.input(id));
    std::string open;
    call->details().for_open_rules(left, [&](core::place input, core::place) {
      open += std::string(rules.program().input_name(input)) + " ";
    });
    EXPECT_EQ(open, from_first ? "p22 p23 " : "p10 p11 ");
  }
}

TEST(Questions, AreCountedHoweverManyOneRuleAsks) {
  std::string inputs = "<inputs>";
  std::string all;
  for (int i = 0; i < 150; ++i) {
    const auto id = "p" + std::to_string(i + 100);
    inputs += boolean(id);
    all += (all.empty() ? "" : " and ") + id;
  }
  const compiled_rules rules(inputs + "</inputs>" +
                             group("", when("1", "urgency=\"U1\"", all) +
                                           when("2", "urgency=\"U2\"", "p240 or p241")));
  call_of call(rules);
  expect_open_rules_found_at_once(*call);
  EXPECT_EQ(rules.program().input_name(call->details().next().input), "complaint");
  ASSERT_EQ(call->unknown("complaint"), errc::none);
  expect_open_rules_found_at_once(*call);
  EXPECT_EQ(rules.program().input_name(call->details().next().input), "p240");
  ASSERT_EQ(call->answer("p240", true), errc::none);
  EXPECT_EQ(rules.program().input_name(call->details().next().input), "p100")
      << "of the same number, the author's first";
}

TEST(Questions, StandInThePlaceOfWhatIsAskedAfterThem) {
  const compiled_rules rules(flags + group("", when("1", "urgency=\"U0\"", "e") +
                                                   when("2", "urgency=\"U1\"", "a")));
  call_of call(rules);
  EXPECT_EQ(questions(call), "complaint:U2 b:U0 a:U1") << "e is after d, and d after b";
  ASSERT_EQ(call->answer("b", false), errc::none);
  EXPECT_EQ(questions(call), "complaint:U2 d:U0 a:U1");
  ASSERT_EQ(call->unknown("d"), errc::none);
  EXPECT_EQ(questions(call), "complaint:U2 e:U0 a:U1");
  ASSERT_EQ(call->answer("e", false), errc::none);
  EXPECT_EQ(questions(call), "complaint:U2 a:U1");
}

TEST(Questions, OfAScopeComeBeforeWhatIsUnderIt) {
  const compiled_rules rules(
      flags + group("complaints=\"rash\" applies-when=\"a\"",
                    when("1", "urgency=\"U0\"", "b") + tests::otherwise("2", "U4")));
  call_of call(rules);
  EXPECT_EQ(questions(call), "complaint:U0 a:U0");
  ASSERT_EQ(call->answer_codes("complaint", {"rash"}), errc::none);
  EXPECT_EQ(questions(call), "a:U0");
  ASSERT_EQ(call->answer("a", true), errc::none);
  EXPECT_EQ(questions(call), "b:U0");
  ASSERT_EQ(call->answer("a", false), errc::none);
  EXPECT_EQ(questions(call), "");
  EXPECT_EQ(call->result().status, status::out_of_scope);
}

TEST(Questions, AreAskedForWhatIsRequired) {
  const compiled_rules rules(
      flags + group("complaints=\"rash\"",
                    "<require input=\"d\"/><require input=\"c\" level=\"U1\"/>\n" +
                        when("1", "urgency=\"U1\"", "a") + tests::otherwise("2", "U4")));
  call_of call(rules);
  ASSERT_EQ(call->answer_codes("complaint", {"rash"}), errc::none);
  EXPECT_EQ(questions(call), "c:U1 a:U1 b:U4") << "b before d; a level of its own first";
  ASSERT_EQ(call->answer("a", true), errc::none);
  EXPECT_EQ(call->result().status, status::open) << "something is required";
  EXPECT_TRUE(call->details().lacks_required());
  EXPECT_EQ(call->result().recommended.basis, basis::certain)
      << "and the level stands all the same";
  ASSERT_EQ(call->unknown("c"), errc::none);
  ASSERT_EQ(call->unknown("b"), errc::none);
  ASSERT_EQ(call->unknown("d"), errc::none);
  EXPECT_FALSE(call->details().lacks_required()) << "it was asked";
  EXPECT_EQ(call->result().status, status::complete);
}

TEST(Questions, EndWithTheEmergencyLevel) {
  const compiled_rules rules(
      flags + group("complaints=\"rash\"", "<require input=\"d\"/>\n" +
                                               when("1", "urgency=\"U0\"", "a") +
                                               tests::otherwise("2", "U4")));
  call_of call(rules);
  ASSERT_EQ(call->answer_codes("complaint", {"rash"}), errc::none);
  ASSERT_EQ(call->answer("a", true), errc::none);
  EXPECT_EQ(questions(call), "");
  EXPECT_EQ(call->result().status, status::emergency);
}

TEST(Coverage, OfEveryNamedComplaintIsWhatCounts) {
  const compiled_rules rules(
      flags +
      group("complaints=\"rash\" applies-when=\"a\"", tests::otherwise("1", "U4")) +
      "<rules id=\"h\" complaints=\"cough\" need=\"body\">" +
      tests::otherwise("2", "U3") + "</rules>");
  call_of call(rules);
  const auto coverage = [&] { return call->details().coverage(); };
  EXPECT_EQ(coverage(), certainty::possible);
  ASSERT_EQ(call->answer_codes("complaint", {"cough"}), errc::none);
  EXPECT_EQ(coverage(), certainty::certain);
  ASSERT_EQ(call->answer_codes("complaint", {"cough", "rash"}), errc::none);
  EXPECT_EQ(coverage(), certainty::possible);
  EXPECT_EQ(questions(call), "a:U2");
  ASSERT_EQ(call->answer("a", false), errc::none);
  EXPECT_EQ(coverage(), certainty::excluded);
  EXPECT_EQ(call->result().status, status::out_of_scope);
  EXPECT_EQ(call->result().recommended.level, 2u) << "more urgent than what remains";
  ASSERT_EQ(call->answer("a", true), errc::none);
  EXPECT_EQ(coverage(), certainty::certain);
  EXPECT_EQ(call->result().status, status::complete);
  EXPECT_EQ(call->result().recommended.level, 3u);
  ASSERT_EQ(call->unknown("complaint"), errc::none);
  EXPECT_EQ(coverage(), certainty::possible);
}

TEST(Coverage, OfAGroupForEveryContactNeedsNoComplaint) {
  const compiled_rules rules(
      flags + group("complaints=\"*\" applies-when=\"a\"",
                    when("1", "urgency=\"U1\"", "b") + tests::otherwise("2", "U4")));
  call_of call(rules);
  ASSERT_EQ(call->answer("a", true), errc::none);
  EXPECT_EQ(call->details().coverage(), certainty::certain);
  ASSERT_EQ(call->answer("b", true), errc::none);
  EXPECT_EQ(call->result().status, status::complete);
  ASSERT_EQ(call->answer("a", false), errc::none);
  ASSERT_EQ(call->answer_codes("complaint", {"lump"}), errc::none);
  EXPECT_EQ(call->details().coverage(), certainty::excluded);
}

TEST(Bounds, OfANeedAreThoseOfItsOwnRules) {
  const compiled_rules rules(
      flags + group("", when("1", "urgency=\"U1\"", "a") +
                            when("2", "urgency=\"U3\" need=\"home\"", "b") +
                            when("3", "urgency=\"U0\" need=\"body home\"", "c")));
  call_of call(rules);
  ASSERT_EQ(call->answer("a", true), errc::none);
  ASSERT_EQ(call->answer("b", true), errc::none);
  const auto body = call->details().need(0);
  const auto home = call->details().need(1);
  EXPECT_EQ(body.found, (arvio::bounds{1, 0}));
  EXPECT_EQ(home.found, (arvio::bounds{3, 0}));
  ASSERT_EQ(call->answer("c", false), errc::none);
  ASSERT_EQ(call->answer("b", false), errc::none);
  EXPECT_EQ(call->details().need(0).found, (arvio::bounds{1, 1}));
  EXPECT_FALSE(call->details().need(1).present);
}

TEST(Bounds, SeeRulesThatHoldTogetherInEveryCase) {
  const compiled_rules rules(flags +
                             group("", when("1", "urgency=\"U1\"", "a and b") +
                                           when("2", "urgency=\"U2\"", "a and not(b)")));
  call_of call(rules);
  ASSERT_EQ(call->answer("a", true), errc::none);
  EXPECT_EQ(call->details().rule_state(rules.rule("1")), certainty::possible);
  EXPECT_EQ(call->details().rule_state(rules.rule("2")), certainty::possible);
  EXPECT_EQ(call->details().bounds(), (arvio::bounds{2, 1}));
}

TEST(Rules, AreVisitedByUrgency) {
  const compiled_rules rules(flags +
                             group("", when("1", "urgency=\"U3\"", "a") +
                                           when("2", "suggest=\"U0\"", "a") +
                                           when("3", "urgency=\"U1\"", "a or b") +
                                           when("4", "urgency=\"U2\"", "a and c")));
  call_of call(rules);
  ASSERT_EQ(call->answer("a", true), errc::none);
  std::string certain;
  call->details().for_certain_rules(
      [&](core::place rule) { certain += call->rules().rule_name(rule); });
  EXPECT_EQ(certain, "312") << "those without an urgency last";
  std::string alive;
  call->details().for_rules_not_excluded(
      [&](core::place rule) { alive += call->rules().rule_name(rule); });
  EXPECT_EQ(alive, "3412");
}

}  // namespace
}  // namespace arvio
