#include "arvio/engine/call.hpp"

#include "arvio/engine/engine.hpp"
#include "arvio/exchange/json.hpp"

#include "rule_texts.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace arvio::testing_rules {

namespace {

// One input of every kind, all of which decide the same.
const std::string every_kind = R"x(
<inputs>
  <input id="hurts" type="boolean"><ask lang="fi">Sattuuko?</ask></input>
  <input id="warmth" type="decimal" unit="Cel" min="30" max="45" resolution="0.1">
    <ask lang="fi">Kuume?</ask></input>
  <input id="years" type="integer" unit="a" min="0" max="120">
    <ask lang="fi">Ik&#228;?</ask></input>
  <input id="kind" type="code"><ask lang="fi">Millainen?</ask>
    <value id="dull">
      <text lang="fi">Tylpp&#228;</text><text lang="sv">Dov</text></value>
    <value id="sharp">
      <text lang="fi">Ter&#228;v&#228;, pist&#228;v&#228;</text></value>
  </input>
  <input id="signs" type="codes"><ask lang="fi">Mit&#228; n&#228;ist&#228;?</ask>
    <value id="rash"><text lang="fi">Ihottuma</text></value>
    <value id="cough"><text lang="fi">Ysk&#228;</text></value>
    <value id="itch"><text lang="fi">Kutina</text></value>
  </input>
  <input id="born" type="date" min="1900-01-01" max="2030-01-01">
    <ask lang="fi">Syntym&#228;aika?</ask></input>
  <input id="began" type="datetime" min="2020-01-01T00:00:00+02:00"
      max="2030-01-01T00:00:00+02:00"><ask lang="fi">Milloin alkoi?</ask></input>
  <input id="lasted" type="duration" min="PT0S" max="P30D">
    <ask lang="fi">Kauanko?</ask></input>
</inputs>
<rules id="g" complaints="*" need="body">
  <rule id="K-1" urgency="L0">
    <title lang="fi">Kaikki</title>
    <when>hurts and warmth &gt; 39 and years &gt; 5 and kind = 'sharp'
      and signs all ('rash', 'cough')</when>
    <source ref="invented"/>
  </rule>
  <otherwise id="K-9" urgency="L2">
    <title lang="fi">Muu</title><source ref="invented"/></otherwise>
</rules>
)x";

/// An answer as it is typed, and as the contact then has it in JSON.
struct typed_answer {
  const char* input;
  const char* typed;
  const char* json;
};

class Call : public ::testing::Test {
 protected:
  void SetUp() override {
    auto opened =
        engine::open({case_document("vocabulary.xml"), made({.body = every_kind})}, {});
    ASSERT_TRUE(opened) << opened.error().text();
    engine_ = std::make_unique<engine>(*std::move(opened));
  }
  [[nodiscard]] call begin() const {
    contact start(*parse_time("2026-03-02T10:00:00+02:00"));
    start.language = "fi";
    auto begun = engine_->call(start);
    EXPECT_TRUE(begun);
    return *std::move(begun);
  }
  /// The answer that the call then has to an input, as JSON; empty where it has none.
  static std::string told(const call& so_far, const std::string& input) {
    const auto json = to_json(so_far.so_far());
    const auto begin = json.find("\"" + input + "\":");
    if (begin == std::string::npos) return "";
    return json.substr(begin + input.size() + 3, json.size() - begin - input.size() - 5);
  }
  std::unique_ptr<engine> engine_;
};

TEST_F(Call, UnderstandsAnswersAsPeopleTypeThem) {
  for (const auto& row : std::vector<typed_answer>{
           {"hurts", "Kyll\u00e4", "true"},
           {"hurts", "nej", "false"},
           {"hurts", "?", R"("?")"},
           {"hurts", "En tied\u00e4", R"("?")"},
           {"warmth", "38,4", "38.4"},
           {"warmth", " 38.4 \u00b0C ", "38.4"},
           {"warmth", "38-39,5", R"({"from":38,"to":39.5})"},
           {"years", "7", "7"},
           {"years", "5..7", R"({"from":5,"to":7})"},
           {"kind", "2", R"("sharp")"},
           {"kind", "dull", R"("dull")"},
           {"kind", "TER\u00c4V\u00c4, PIST\u00c4V\u00c4", R"("sharp")"},
           {"kind", "dov", R"("dull")"},
           {"kind", "1/2", R"({"one_of":["dull","sharp"]})"},
           {"signs", "1, 3", R"(["rash","itch"])"},
           {"signs", "ysk\u00e4, 0", R"({"present":["cough"],"others":"no"})"},
           {"signs", "ei mik\u00e4\u00e4n", R"({"present":[],"others":"no"})"},
           {"signs", "2, ?", R"({"present":["cough"],"others":"?"})"},
           {"born", "30.5.1972", R"("1972-05-30")"},
           {"born", "1972-05-30", R"("1972-05-30")"},
           {"began", "1.3.2026 22:15", R"("2026-03-01T22:15:00+02:00")"},
           {"lasted", "2 h", R"("PT2H")"},
           {"lasted", "3 vrk", R"("P3D")"},
           {"lasted", "1,5 tuntia", R"("PT1H30M")"},
       }) {
    auto now = begin();
    const auto refused = now.answer_typed(row.input, row.typed);
    EXPECT_FALSE(refused) << row.typed << ": " << refused->text.words;
    EXPECT_EQ(told(now, row.input), row.json) << row.typed;
  }
}

/// An answer as it is typed, and why it is not taken.
struct mistyped_answer {
  const char* input;
  const char* typed;
  errc code;
};

TEST_F(Call, RefusesWhatItDoesNotUnderstandAndKeepsWhatItHad) {
  for (const auto& row : std::vector<mistyped_answer>{
           {"hurts", "", errc::answer_empty},
           {"hurts", "ehk\u00e4", errc::answer_type},
           {"hurts", "38", errc::answer_type},
           {"warmth", "kuuma", errc::answer_type},
           {"warmth", "38,45", errc::answer_too_fine},
           {"warmth", "384", errc::answer_outside},
           {"warmth", "39-38", errc::answer_empty},
           {"kind", "3", errc::answer_outside},
           {"kind", "kova", errc::answer_outside},
           {"signs", "1, 4", errc::answer_outside},
           {"signs", "1, 1", errc::answer_twice},
           {"born", "31.2.1972", errc::answer_type},
           {"began", "1.3.2026 24:15", errc::answer_type},
           {"lasted", "2 kuuta", errc::answer_type},
           {"nothing", "1", errc::answer_undeclared},
       }) {
    auto now = begin();
    const auto before = to_json(now.so_far());
    const auto refused = now.answer_typed(row.input, row.typed);
    ASSERT_TRUE(refused) << row.typed;
    EXPECT_EQ(code_text(refused->code), code_text(row.code)) << row.typed;
    EXPECT_FALSE(refused->text.words.empty());
    EXPECT_EQ(to_json(now.so_far()), before);
  }
}

TEST_F(Call, RefusesInTheLanguageOfTheContact) {
  const auto refusal = [this](const char* language, const char* input,
                              const char* typed) {
    contact start(*parse_time("2026-03-02T10:00:00+02:00"));
    start.language = language;
    auto now = engine_->call(start);
    EXPECT_TRUE(now);
    return now->answer_typed(input, typed)->text;
  };
  const shown_text finnish{
      "Vastaus on v\u00e4\u00e4r\u00e4\u00e4 muotoa. Vastaukseksi k\u00e4y "
      "kokonaisluku v\u00e4lilt\u00e4 0\u2013120 vuotta.",
      "fi", false};
  EXPECT_EQ(refusal("fi", "years", "monta"), finnish);
  EXPECT_EQ(refusal("fi-FI", "years", "monta"), finnish);
  EXPECT_TRUE(refusal("se", "years", "monta").fallback);
  EXPECT_EQ(refusal("sv", "warmth", "384").words,
            "Svaret \u00e4r inte bland de m\u00f6jliga. Svaret ska vara ett tal "
            "fr\u00e5n 30,0 till 45,0 \u00b0C i steg om 0,1.");
  EXPECT_EQ(refusal("sv", "nothing", "1").words,
            "Den h\u00e4r fr\u00e5gan finns inte i n\u00e5gon "
            "regelupps\u00e4ttning.");
  EXPECT_EQ(refusal("en", "signs", "1, 1").words, "The answer names a choice twice.");
}

TEST_F(Call, SaysAtEachMomentWhatTheEngineSaysOfTheSameContact) {
  auto now = begin();
  const auto agrees = [&] {
    const auto alone = engine_->assess(now.so_far());
    ASSERT_TRUE(alone);
    EXPECT_EQ(now.result(), *alone);
  };
  agrees();
  ASSERT_FALSE(now.answer("years", 7));
  agrees();
  ASSERT_FALSE(now.answer("years", 8));  // in the place of 7
  ASSERT_FALSE(now.answer("hurts", true));
  agrees();
  ASSERT_FALSE(now.answer_between("warmth", 38, 40));
  ASSERT_FALSE(now.answer_one_of("kind", {"dull", "sharp"}));
  ASSERT_FALSE(
      now.answer_codes("signs", {.present = {"rash"}, .others = other_codes::absent}));
  agrees();
  now.retract("hurts");
  ASSERT_FALSE(now.unknown("born"));
  ASSERT_TRUE(now.answer("warmth", 99));
  agrees();
  now.finish(true);
  agrees();
  now.finish(false);
  agrees();
}

TEST_F(Call, AsksWithChoicesUnitAndLimits) {
  auto now = begin();
  ASSERT_FALSE(now.answer_codes("complaint", {.present = {"ache"}}));
  ASSERT_FALSE(now.answer("hurts", true));
  const auto warmth = now.next();
  ASSERT_TRUE(warmth);
  EXPECT_EQ(warmth->question.input, "warmth");
  EXPECT_EQ(warmth->question.ask.words, "Kuume?");
  EXPECT_EQ(warmth->question.unit, "Cel");
  EXPECT_EQ(warmth->limits.minimum, answer_value(decimal{300, 1}));
  EXPECT_EQ(warmth->limits.maximum, answer_value(decimal{450, 1}));
  EXPECT_EQ(warmth->limits.resolution, (decimal{1, 1}));
  ASSERT_FALSE(now.answer("warmth", 40));
  ASSERT_FALSE(now.answer("years", 40));
  const auto kind = now.next();
  ASSERT_TRUE(kind);
  EXPECT_EQ(kind->question.input, "kind");
  EXPECT_EQ(kind->question.options.size(), 2U);
  EXPECT_FALSE(kind->limits.minimum);
}

TEST_F(Call, HasNothingToAskOnceNothingCanChangeTheResult) {
  auto now = begin();
  ASSERT_FALSE(now.answer_codes("complaint", {.present = {"ache"}}));
  ASSERT_FALSE(now.answer("hurts", false));
  EXPECT_EQ(now.result().status, status::complete);
  EXPECT_FALSE(now.next());
}

TEST_F(Call, RefusesToBeginWithAnAnswerThatDoesNotFit) {
  contact start(*parse_time("2026-03-02T10:00:00+02:00"));
  start.answer("warmth", 99);
  const auto begun = engine_->call(start);
  ASSERT_FALSE(begun);
  EXPECT_EQ(begun.error().front().code, errc::answer_outside);
}

}  // namespace

}  // namespace arvio::testing_rules
