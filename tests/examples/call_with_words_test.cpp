// examples/call_with_words with typed answers: what it asks, and what it comes to.

#include <arvio.hpp>

#include "examples/shipped_rules.hpp"
#include "unit/cli/program.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace {

using namespace arvio;
using testing_program::shipped_rules;

class CallWithWords : public testing_program::program_test {
 protected:
  void SetUp() override {
    program_test::SetUp();
    const auto opened = engine::open(shipped_rules);
    ASSERT_TRUE(opened) << opened.error().text();
    engine_.emplace(*opened);
    auto back_pain = known();
    for (const bool is_first : {true, false}) {
      if (!is_first) {
        back_pain.answer("age", 44);
        back_pain.answer_codes("danger_signs", {.others = other_codes::absent});
      }
      const auto result = engine_->assess(back_pain);
      ASSERT_TRUE(result) << to_json(result.error());
      for (const auto& one : result->questions)
        inputs_.emplace(one.ask.words, one.input);
      for (const auto& level : result->scale)
        levels_.emplace("=> " + level.text.words, level.id);
    }
  }

  /// What the program is told before the call.
  static contact known() {
    contact start(*parse_time("2026-03-02T10:00:00+02:00"));
    start.language = "fi";
    start.answer_codes("complaint", {.present = {"low_back_pain"}});
    start.answer("setting", "phone");
    return start;
  }
  /// The same call in the terminal, with answers as they are typed.
  void call(const std::string& typed) {
    const auto made = run_program(ARVIO_CALL_WITH_WORDS,
                                  shipped_rules +
                                      " 2026-03-02T10:00:00+02:00"
                                      " complaint=low_back_pain setting=phone",
                                  typed);
    EXPECT_EQ(made.code, 0) << made.out;
    out_ = made.out;
    asked_.clear();
    level_.clear();
    std::istringstream lines(out_);
    for (std::string line; std::getline(lines, line);) {
      const auto question = inputs_.find(line.substr(0, line.find(" (0 - ")));
      if (question != inputs_.end()) asked_.push_back(question->second);
      const auto level = levels_.find(line);
      if (level != levels_.end()) level_ += level->second;
    }
  }

  std::optional<engine> engine_;
  std::map<std::string, std::string> inputs_;  // by the words of their questions
  std::map<std::string, std::string> levels_;  // by the line that tells them
  std::string out_;
  std::vector<std::string> asked_;
  std::string level_;
};

using names = std::vector<std::string>;

TEST_F(CallWithWords, AsksUntilTheUrgencyIsSettled) {
  call("0\n44\n0\n2\n");
  EXPECT_EQ(asked_, (names{"danger_signs", "age", "warning_signs", "back_nerve_signs"}))
      << out_;
  EXPECT_EQ(level_, "U1") << out_;
}

TEST_F(CallWithWords, AsksAgainWhatWasRefusedOrTakenBack) {
  call("0\n440\n44\n<\n45\n0\n2\n");
  EXPECT_EQ(asked_, (names{"danger_signs", "age", "age", "warning_signs", "age",
                           "warning_signs", "back_nerve_signs"}))
      << out_;
  EXPECT_EQ(level_, "U1") << out_;
}

TEST_F(CallWithWords, KeepsWhatWasKnownBeforeTheCallWhenThereIsNothingToTakeBack) {
  call("<\n<\n<\n0\n44\n0\n2\n");
  EXPECT_EQ(asked_, (names{"danger_signs", "danger_signs", "danger_signs", "danger_signs",
                           "age", "warning_signs", "back_nerve_signs"}))
      << out_;
  EXPECT_EQ(level_, "U1") << out_;
}

TEST_F(CallWithWords, ClosesTheBoundsFromAboveWhereNothingIsWrong) {
  call("0\n44\n0\n0\n0\n1\n0\nei\n");
  EXPECT_EQ(asked_.size(), 8u) << out_;
  EXPECT_EQ(level_, "U5") << out_;
  std::size_t bounds = 0;
  std::istringstream lines(out_);
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with("[")) ++bounds;
  EXPECT_EQ(bounds, 5u) << out_;  // not excluded: U0, U1, U2, U3, U4
}

TEST_F(CallWithWords, IsCautiousWhenTheLineIsCutAndTellsNothingThatOnlyMayBeSo) {
  call("0\n");
  EXPECT_EQ(asked_, (names{"danger_signs", "age"})) << out_;
  EXPECT_EQ(level_, "U0") << out_;

  auto cut = known();
  cut.answer_codes("danger_signs", {.others = other_codes::absent});
  cut.finish = true;
  const auto result = engine_->assess(cut);
  ASSERT_TRUE(result);
  std::size_t possible = 0;
  for (const auto& line : result->possible_texts.patient) {
    ++possible;
    EXPECT_EQ(out_.find(line.text.words), std::string::npos) << line.text.words;
  }
  EXPECT_GT(possible, 0u);
}

}  // namespace
