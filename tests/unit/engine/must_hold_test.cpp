// The shipped rule sets on contacts that must never go wrong, whatever else changes in
// them. Nothing here says how urgent a matter is; it says what no outcome may be.

#include "arvio.hpp"
#include "arvio/engine/repository.hpp"

#include "shipped_engine.hpp"
#include "support/scale.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <string>

namespace arvio {
namespace {

using testing_rules::shipped;

assessment assess(const std::string& answers, bool finish) {
  const auto contact = read_contact(
      R"({"at":"2026-03-02T10:00:00+02:00","language":"fi","finish":)" +
      std::string(finish ? "true" : "false") + ",\"answers\":{" + answers + "}}");
  EXPECT_TRUE(contact);
  const auto got = shipped().assess(*contact);
  EXPECT_TRUE(got) << (got ? "" : to_json(got.error()));
  return got ? *got : assessment();
}

/// The place of a level on the scale: 0 is the most urgent.
std::size_t place(const assessment& got, const shown_term& level) {
  for (std::size_t i = 0; i < got.scale.size(); ++i) {
    if (got.scale[i].id == level.id) return i;
  }
  ADD_FAILURE() << "no such level: " << level.id;
  return got.scale.size();
}

/// An outcome says what to do next: ask this, or do that.
void expect_no_dead_end(const assessment& got) {
  EXPECT_FALSE(got.status_text.words.empty());
  if (got.status == status::open) {
    ASSERT_FALSE(got.questions.empty());
    EXPECT_FALSE(got.questions.front().ask.words.empty());
    ASSERT_TRUE(got.if_finished);
    return;
  }
  ASSERT_TRUE(got.recommended);
  EXPECT_FALSE(got.texts.patient.empty());
  EXPECT_FALSE(got.texts.professional.empty());
  const bool emergency = got.recommended->level.id == got.scale.front().id;
  if (emergency) {
    EXPECT_TRUE(got.routes.empty());  // the emergency text, and no channel to choose
    return;
  }
  EXPECT_FALSE(got.routes.empty());
  for (const auto& need : got.routes) {
    EXPECT_FALSE(need.offered.empty());
  }
  const auto& patient = got.texts.patient;
  EXPECT_TRUE(std::any_of(patient.begin(), patient.end(), [](const text_line& one) {
    return one.kind == text_kind::safety_net;
  }));
}

/// What is recommended is never less urgent than what is not excluded, unless a named
/// source presumes it, and then the result shows it.
void expect_cautious(const assessment& got) {
  const auto& level = got.recommended ? got.recommended->level : got.if_finished->level;
  const auto basis = got.recommended ? got.recommended->basis : got.if_finished->basis;
  EXPECT_LE(place(got, got.bounds.not_excluded), place(got, got.bounds.at_least));
  EXPECT_LE(place(got, level), place(got, got.bounds.at_least));
  if (basis != basis::presumed) {
    EXPECT_LE(place(got, level), place(got, got.bounds.not_excluded));
  } else if (got.recommended) {
    EXPECT_FALSE(got.presumed.empty());
  }
}

/// The same open and finished.
void expect_sound(const std::string& answers) {
  for (const bool finish : {false, true}) {
    SCOPED_TRACE(answers + (finish ? ", finished" : ""));
    const auto got = assess(answers, finish);
    expect_no_dead_end(got);
    expect_cautious(got);
    EXPECT_FALSE(finish && got.status == status::open);
  }
}

const std::string no_danger = R"("danger_signs":{"present":[],"others":"no"},)";
const std::string child = R"("complaint":["chest_pain"],"age":9,"cold_sweat":true)";

TEST(MustHold, AChildWithChestPainAndColdSweatIsNeverSettledByAdultRules) {
  expect_sound(child);
  expect_sound(no_danger + child);
  const auto got = assess(no_danger + child, true);
  EXPECT_EQ(got.status, status::out_of_scope);
  ASSERT_EQ(got.uncovered.size(), 1u);
  EXPECT_EQ(got.uncovered.front().id, "chest_pain");
  EXPECT_LE(place(got, got.recommended->level), 2u);  // the same day or sooner
}

TEST(MustHold, AnUnknownAgeExcludesNothing) {
  const std::string pain =
      R"("complaint":["chest_pain"],"cold_sweat":true,"nausea":true,"pain_now":true)";
  expect_sound(pain);
  expect_sound(no_danger + pain + R"(,"age":"?")");
  const auto got = assess(no_danger + pain + R"(,"age":"?")", true);
  EXPECT_EQ(place(got, got.bounds.not_excluded), 0u);
  EXPECT_EQ(place(got, got.recommended->level), 0u);
}

TEST(MustHold, WithoutAComplaintDangerSignsAreStillAsked) {
  expect_sound("");
  const auto got = assess("", false);
  EXPECT_EQ(got.status, status::open);
  EXPECT_TRUE(std::any_of(
      got.questions.begin(), got.questions.end(),
      [](const listed_question& one) { return one.input == "danger_signs"; }));
  EXPECT_EQ(place(got, got.if_finished->level), 0u);
}

TEST(MustHold, NothingButAComplaintIsNeverReassuring) {
  const auto& book = *shipped().repository().periods.back().book;
  const auto& complaints = book.inputs[*book.complaint].codes;
  const std::size_t step = testing::whole_campaigns ? 1 : 4;  // slow under sanitizers
  for (std::size_t i = 0; i < complaints.size(); i += step) {
    const auto& complaint = complaints[i];
    const auto named = R"("complaint":[")" + complaint + R"("])";
    expect_sound(named);
    const auto got = assess(named, true);
    EXPECT_EQ(place(got, got.recommended->level), 0u) << complaint;
  }
}

TEST(MustHold, EverythingUnknownIsTheMostUrgentThatIsNotExcluded) {
  std::string answers;
  const auto& book = *shipped().repository().periods.back().book;
  for (const auto& input : book.inputs) {
    answers += (answers.empty() ? "\"" : ",\"") + input.id + "\":\"?\"";
  }
  expect_sound(answers);
  const auto got = assess(answers, false);
  EXPECT_EQ(got.status, status::exhausted);
  EXPECT_EQ(place(got, got.bounds.not_excluded), 0u);
  EXPECT_EQ(place(got, got.recommended->level), 0u);
  EXPECT_EQ(got.recommended->basis, basis::cautious);
}

/// Where an emergency only may be one, its own text stands in the place of the level's.
TEST(MustHold, ThePatientIsToldTheLevelInASentenceAndNotByItsLabel) {
  for (const auto& reason : {"other", "sore_throat", "chest_pain"}) {
    const auto got = assess(R"("complaint":[")" + std::string(reason) + R"("])", true);
    ASSERT_TRUE(got.recommended);
    const auto& patient = got.texts.patient;
    ASSERT_FALSE(patient.empty());
    const bool may_be_one = got.recommended->level.id == got.scale.front().id &&
                            got.recommended->basis != basis::certain;
    EXPECT_EQ(patient.front().kind, may_be_one ? text_kind::status : text_kind::level);
    EXPECT_NE(patient.front().text.words, got.recommended->level.text.words);
    EXPECT_EQ(patient.front().text.words.back(), '.');
  }
}

TEST(MustHold, NoTextIsAFallbackInFinnishOrSwedish) {
  for (const auto* language : {"fi", "sv"}) {
    auto contact = *read_contact(R"({"at":"2026-03-02T10:00:00+02:00","finish":true,)"
                                 R"("answers":{"complaint":["chest_pain"]}})");
    contact.language = language;
    const auto got = shipped().assess(contact);
    ASSERT_TRUE(got);
    EXPECT_FALSE(got->status_text.fallback);
    for (const auto* lines :
         {&got->texts.patient, &got->texts.professional, &got->texts.record}) {
      for (const auto& one : *lines) {
        EXPECT_FALSE(one.text.fallback) << language << " " << one.from;
      }
    }
  }
}

}  // namespace
}  // namespace arvio
