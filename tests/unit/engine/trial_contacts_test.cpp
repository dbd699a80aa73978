// Contacts at which people who tried arvio stumbled,
// ../shared/trials/contacts, and what has to come out of each by the shipped rule sets.

#include "arvio.hpp"

#include "shipped_engine.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace arvio {
namespace {

const std::filesystem::path trials =
    std::filesystem::path(ARVIO_SHARED_DIR) / "trials" / "contacts";

class TrialContacts : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(trials)) GTEST_SKIP() << "no " << trials;
  }

  static contact read(const std::string& name) {
    std::ifstream file(trials / (name + ".json"), std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    return *read_contact(text);
  }

  static assessment assess(const contact& given) {
    return *testing_rules::shipped().assess(given);
  }
  static assessment assess(const std::string& name) { return assess(read(name)); }

  /// Whether anything that somebody is told has these words in it.
  static bool says(const assessment& got, const std::string& words) {
    for (const auto* lines :
         {&got.texts.patient, &got.texts.professional, &got.texts.record}) {
      for (const auto& one : *lines)
        if (one.text.words.find(words) != std::string::npos) return true;
    }
    return false;
  }
};

TEST_F(TrialContacts, NewConfusionWithHighFeverIsAnEmergencyWhateverIsCovered) {
  const auto got = assess("sepsis");
  EXPECT_EQ(got.status, status::emergency);
  ASSERT_EQ(got.uncovered.size(), 1u);
}

TEST_F(TrialContacts, AReasonThatNothingCoversIsAskedForTheWarningSigns) {
  const auto got = assess("fall");
  EXPECT_EQ(got.status, status::open);
  ASSERT_FALSE(got.questions.empty());
  EXPECT_EQ(got.questions.front().input, "warning_signs");
}

TEST_F(TrialContacts, WhoCannotPassUrineIsUrgentNow) {
  const auto got = assess("retention");
  ASSERT_TRUE(got.recommended);
  EXPECT_EQ(got.recommended->level.id, "U1");
}

TEST_F(TrialContacts, NoEcgTodayStandsUnderAnEmergencyThatIsNotExcluded) {
  const auto got = assess("ecg");
  ASSERT_TRUE(got.recommended);
  EXPECT_EQ(got.recommended->level.id, "U0");
  EXPECT_FALSE(says(got, "EKG t\u00e4n\u00e4\u00e4n"));
}

TEST_F(TrialContacts, NothingCalmsBesideAModerateDanger) {
  EXPECT_FALSE(says(assess("suic"), "vaara on nyt pieni"));
}

TEST_F(TrialContacts, WhereTwoThingsHurtEachQuestionSaysWhich) {
  auto contact = read("two");
  contact.answer_codes("warning_signs", {.others = other_codes::absent});
  for (const auto* input : {"pain_now", "pain_onset", "pain_character", "back_injury",
                            "back_nerve_signs", "urinary_retention"})
    contact.retract(input);
  const auto got = assess(contact);
  int chest = 0;
  int back = 0;
  for (const auto& one : got.questions) {
    const bool of_chest =
        one.input.starts_with("chest_") || one.input.starts_with("pain_");
    const bool of_back = one.input.starts_with("back_");
    const auto has = [&](const std::string& words) {
      return one.ask.words.find(words) != std::string::npos;
    };
    EXPECT_TRUE(!of_chest || has("intaki")) << one.ask.words;
    EXPECT_TRUE(!of_back || has("elk\u00e4ki")) << one.ask.words;
    chest += of_chest ? 1 : 0;
    back += of_back ? 1 : 0;
  }
  EXPECT_GE(chest, 1);
  EXPECT_GE(back, 2);
}

}  // namespace
}  // namespace arvio
