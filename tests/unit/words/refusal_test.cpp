#include "words/refusal.hpp"

#include "sample_inputs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace arvio::tests {
namespace {

/// The choices of the sample inputs, whose words are their ids in capitals.
std::vector<shown_term> choices(const book::linked_input& input) {
  std::vector<shown_term> out;
  for (const auto& code : input.codes) {
    auto words = code;
    words.front() = static_cast<char>(words.front() - 'a' + 'A');
    out.push_back({code, {words, "fi", false}});
  }
  return out;
}

std::string said(errc code, const book::linked_input& input, std::string_view language) {
  const auto text = refusal_text(code, input, choices(input), language);
  EXPECT_EQ(text.language, language);
  EXPECT_FALSE(text.fallback);
  return text.words;
}

TEST(RefusalText, SaysWhatIsWrongAndWhatFitsInTheLanguageOfTheContact) {
  EXPECT_EQ(said(errc::answer_too_fine, sample::heat, "fi"),
            "Vastaus on tarkempi kuin voidaan ottaa vastaan. Vastaukseksi k\u00e4y luku "
            "v\u00e4lilt\u00e4 25,0\u201345,0 \u00b0C, 0,1 v\u00e4lein.");
  EXPECT_EQ(
      said(errc::answer_too_fine, sample::heat, "sv"),
      "Svaret \u00e4r noggrannare \u00e4n vad som kan tas emot. Svaret ska vara ett "
      "tal fr\u00e5n 25,0 till 45,0 \u00b0C i steg om 0,1.");
  EXPECT_EQ(said(errc::answer_too_fine, sample::heat, "en"),
            "The answer is finer than can be taken. Answer a number from 25.0 to 45.0 "
            "\u00b0C, in steps of 0.1.");
  EXPECT_EQ(said(errc::answer_outside, sample::strength, "fi"),
            "Vastaus ei ole mahdollisten joukossa. Vastaukseksi k\u00e4y jokin "
            "n\u00e4ist\u00e4: \u201dMild\u201d, \u201dStrong\u201d, \u201dWorst\u201d.");
  EXPECT_EQ(said(errc::answer_type, sample::truth, "sv"),
            "Svaret har fel form. Svaret ska vara ja eller nej.");
  EXPECT_EQ(said(errc::answer_twice, sample::signs, "sv"),
            "Svaret n\u00e4mner samma alternativ tv\u00e5 g\u00e5nger.");
  EXPECT_EQ(said(errc::answer_later, sample::age, "fi"),
            "Vastauksen ajankohta on arvion ajankohdan j\u00e4lkeen.");
  EXPECT_EQ(
      said(errc::answer_outside, sample::day, "fi"),
      "Vastaus ei ole mahdollisten joukossa. Vastaukseksi k\u00e4y "
      "p\u00e4iv\u00e4m\u00e4\u00e4r\u00e4 v\u00e4lilt\u00e4 1.1.1970\u201320.2.2052.");
  EXPECT_EQ(undeclared_text("fi").words,
            "T\u00e4t\u00e4 kysymyst\u00e4 ei ole miss\u00e4\u00e4n ohjeistossa.");
}

TEST(RefusalText, KnowsWhatIsSpecialAboutLists) {
  EXPECT_EQ(said(errc::answer_empty, sample::age, "en"), "The answer leaves no value.");
  EXPECT_EQ(said(errc::answer_empty, sample::signs, "en"),
            "The answer is empty; if nothing fits, answer \u201cnone\u201d.");
  EXPECT_EQ(said(errc::answer_type, sample::complaint, "en"),
            "The answer is of another form; what it does not name is not so. Answer with "
            "some of these: \u201cMild\u201d, \u201cStrong\u201d, \u201cWorst\u201d.");
  auto many = sample::signs;
  for (int i = 0; i < 10; ++i)
    many.codes.push_back("c" + std::to_string(i));
  EXPECT_EQ(
      said(errc::answer_outside, many, "sv"),
      "Svaret \u00e4r inte bland de m\u00f6jliga. Svaret ska vara ett eller flera av "
      "dessa: \u201dMild\u201d, \u201dStrong\u201d, \u201dWorst\u201d, \u201dC0\u201d, "
      "\u201dC1\u201d, \u201dC2\u201d, \u201dC3\u201d, \u201dC4\u201d med flera.");
}

TEST(RefusalText, IsThereForEveryCodeKindAndLanguage) {
  const book::linked_input none;
  for (const auto code : {errc::contact_time, errc::answer_undeclared, errc::answer_type,
                          errc::answer_outside, errc::answer_too_fine, errc::answer_empty,
                          errc::answer_twice, errc::answer_later}) {
    for (const auto* input :
         {&sample::age, &sample::heat, &sample::truth, &sample::day, &sample::moment,
          &sample::span, &sample::strength, &sample::signs, &sample::complaint, &none}) {
      std::set<std::string> all;
      for (const auto* language : {"fi", "sv", "en"}) {
        const auto words = said(code, *input, language);
        EXPECT_FALSE(words.empty());
        EXPECT_EQ(words.find("{f"), std::string::npos) << words;
        all.insert(words);
      }
      EXPECT_EQ(all.size(), 3U) << "a language speaks as another does: " << *all.begin();
    }
  }
}

TEST(RefusalText, TakesAnotherLanguageWhereItHasNotTheOneThatIsWanted) {
  const auto region = refusal_text(errc::answer_twice, sample::signs, {}, "sv-FI");
  EXPECT_EQ(region.language, "sv");
  EXPECT_FALSE(region.fallback);
  const auto other = refusal_text(errc::answer_twice, sample::signs, {}, "se");
  EXPECT_EQ(other.language, "fi");
  EXPECT_TRUE(other.fallback);
  const auto any = refusal_text(errc::answer_twice, sample::signs, {}, "");
  EXPECT_EQ(any.language, "fi");
  EXPECT_FALSE(any.fallback);
}

}  // namespace
}  // namespace arvio::tests
