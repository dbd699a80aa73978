#include "words/refusal.hpp"

#include "sample_inputs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace arvio::tests {
namespace {

std::string said(errc code, const book::linked_input& input, std::string_view language) {
  const auto text = refusal_text(code, input, language);
  EXPECT_EQ(text.language, language);
  EXPECT_FALSE(text.fallback);
  return text.words;
}

TEST(RefusalText, SaysWhatIsWrongAndWhatFitsInTheLanguageOfTheContact) {
  EXPECT_EQ(said(errc::answer_too_fine, sample::heat, "fi"),
            "on tarkempi kuin sallitaan; kelpaa luku v\u00e4lill\u00e4 "
            "25.0\u201345.0 Cel, 0.1 v\u00e4lein");
  EXPECT_EQ(said(errc::answer_too_fine, sample::heat, "sv"),
            "\u00e4r noggrannare \u00e4n vad som till\u00e5ts; det ska vara ett tal "
            "fr\u00e5n 25.0 till 45.0 Cel i steg om 0.1");
  EXPECT_EQ(said(errc::answer_too_fine, sample::heat, "en"),
            "is finer than the input takes; it takes a number from 25.0 to 45.0 Cel in "
            "steps of 0.1");
  EXPECT_EQ(said(errc::answer_outside, sample::strength, "fi"),
            "ei ole sallittujen arvojen joukossa; kelpaa jokin n\u00e4ist\u00e4: `mild`, "
            "`strong`, `worst`");
  EXPECT_EQ(said(errc::answer_type, sample::truth, "sv"),
            "har fel form; det ska vara ja eller nej");
  EXPECT_EQ(said(errc::answer_twice, sample::signs, "sv"),
            "n\u00e4mner samma alternativ tv\u00e5 g\u00e5nger");
  EXPECT_EQ(said(errc::answer_later, sample::age, "fi"),
            "on havaittu arvion ajankohdan j\u00e4lkeen");
  EXPECT_EQ(undeclared_text("fi").words,
            "ei kuulu mihink\u00e4\u00e4n s\u00e4\u00e4nn\u00f6st\u00f6\u00f6n");
}

TEST(RefusalText, KnowsWhatIsSpecialAboutLists) {
  EXPECT_EQ(said(errc::answer_empty, sample::age, "en"), "is empty: it leaves no value");
  EXPECT_EQ(said(errc::answer_empty, sample::signs, "en"),
            "is an empty list; for none write {\"present\": [], \"others\": \"no\"}");
  EXPECT_EQ(said(errc::answer_type, sample::complaint, "en"),
            "is of another form; what it does not list is absent, so nothing can be said "
            "of the others; it takes a list of `mild`, `strong`, `worst`");
  auto many = sample::signs;
  for (int i = 0; i < 10; ++i)
    many.codes.push_back("c" + std::to_string(i));
  EXPECT_EQ(said(errc::answer_outside, many, "sv"),
            "\u00e4r inte bland de till\u00e5tna v\u00e4rdena; det ska vara en lista av "
            "`mild`, `strong`, `worst`, `c0`, `c1`, `c2`, `c3`, `c4` med flera");
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
  const auto region = refusal_text(errc::answer_twice, sample::signs, "sv-FI");
  EXPECT_EQ(region.language, "sv");
  EXPECT_FALSE(region.fallback);
  const auto other = refusal_text(errc::answer_twice, sample::signs, "se");
  EXPECT_EQ(other.language, "fi");
  EXPECT_TRUE(other.fallback);
  const auto any = refusal_text(errc::answer_twice, sample::signs, "");
  EXPECT_EQ(any.language, "fi");
  EXPECT_FALSE(any.fallback);
}

}  // namespace
}  // namespace arvio::tests
