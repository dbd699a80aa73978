#include "words/used_answer.hpp"

#include "sample_inputs.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace arvio::tests {
namespace {

struct used {
  const book::linked_input& input;
  const char* text;        // the answer of a case
  answer_content content;  // what it is for a caller
};

answer_value text(const char* words) { return std::string(words); }

const std::vector<used>& all_used() {
  static const std::vector<used> all = {
      {sample::age, "54", answer_value(decimal{54, 0})},
      {sample::heat, "38.0", answer_value(decimal{380, 1})},
      {sample::truth, "true", answer_value(true)},
      {sample::truth, "false", answer_value(false)},
      {sample::day, "2026-03-02", text("2026-03-02")},
      {sample::moment, "2026-03-02T10:00:00+02:00", text("2026-03-02T10:00:00+02:00")},
      {sample::span, "PT2H", text("PT2H")},
      {sample::strength, "strong", text("strong")},
      {sample::age, "?", unknown_answer::cannot_say},
      {sample::age, "30..50",
       answer_range{answer_value(decimal{30, 0}), answer_value(decimal{50, 0})}},
      {sample::heat, "37.5..45.0",
       answer_range{answer_value(decimal{375, 1}), answer_value(decimal{450, 1})}},
      {sample::span, "PT1H..P1D", answer_range{text("PT1H"), text("P1D")}},
      {sample::strength, "mild|worst", answer_choice{{"mild", "worst"}}},
      {sample::signs, "mild", answer_codes{{"mild"}, {}, other_codes::unsaid}},
      {sample::signs, "mild -worst",
       answer_codes{{"mild"}, {"worst"}, other_codes::unsaid}},
      {sample::signs, "-*", answer_codes{{}, {}, other_codes::absent}},
      {sample::signs, "worst -*", answer_codes{{"worst"}, {}, other_codes::absent}},
      {sample::signs, "mild -worst ?*",
       answer_codes{{"mild"}, {"worst"}, other_codes::unknown}},
      {sample::signs, "?*", answer_codes{{}, {}, other_codes::unknown}},
      {sample::complaint, "mild -*", answer_codes{{"mild"}, {}, other_codes::absent}},
  };
  return all;
}

TEST(UsedAnswer, IsWhatACallerWouldGiveAndTheTextOfCases) {
  for (const auto& row : all_used()) {
    const auto read = book::read_answer(row.input, row.text);
    ASSERT_TRUE(read) << row.text;
    const auto got = used_answer_of(row.input, *read, {});
    EXPECT_EQ(got.input, row.input.id);
    EXPECT_EQ(got.content, row.content) << row.text;
    EXPECT_EQ(answer_text(got), row.text);
    EXPECT_EQ(answer_text(row.content), row.text);
  }
}

TEST(UsedAnswer, HasTheEndsAndAbsencesThatTheInputFillsIn) {
  const auto shown = [](const book::linked_input& input, const char* text) {
    return answer_text(used_answer_of(input, *book::read_answer(input, text), {}));
  };
  EXPECT_EQ(shown(sample::heat, "38"), "38.0");
  EXPECT_EQ(shown(sample::age, "50.."), "50..120");
  EXPECT_EQ(shown(sample::complaint, "mild"), "mild -*");
  EXPECT_EQ(shown(sample::signs, "-mild -strong -worst"), "-*");
}

TEST(UsedAnswer, OfWhatWasNotAskedIsNone) {
  const auto got = used_answer_of(sample::age, {}, {});
  EXPECT_FALSE(got.content);
  EXPECT_EQ(answer_text(got), "-");
}

TEST(UsedAnswer, KnowsWhyAnAnswerIsUnknown) {
  contact from;
  from.answer("other", 5).refused("n").unknown("c");
  const auto unknown = book::unknown_answer();
  EXPECT_EQ(used_answer_of(sample::age, unknown, from).content,
            answer_content(unknown_answer::refused));
  EXPECT_EQ(used_answer_of(sample::signs, unknown, from).content,
            answer_content(unknown_answer::cannot_say));
}

TEST(AnswerText, HasOpenEndsAndNothingForAFault) {
  EXPECT_EQ(answer_text(answer_range{answer_value(decimal{5, 1}), {}}), "0.5..");
  EXPECT_EQ(answer_text(answer_range{{}, text("PT2H")}), "..PT2H");
  EXPECT_EQ(answer_text(answer_fault{}), "");
}

TEST(AnswerText, OfPresumedCodesKeepsTheirOrder) {
  presumed_answer what;
  what.value = std::vector<presumed_code>{{"rash", false}, {"fever", true}};
  EXPECT_EQ(answer_text(what), "-rash fever");
  what.value = text("alert");
  EXPECT_EQ(answer_text(what), "alert");
}

}  // namespace
}  // namespace arvio::tests
