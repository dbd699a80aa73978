#include "arvio/base/limits.hpp"
#include "arvio/lang/check.hpp"
#include "arvio/lang/parser.hpp"

#include "unit/lang/names.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace arvio::lang {
namespace {

expectation any() { return {}; }

expectation wants(kind what) {
  expectation wanted;
  wanted.type.kind = what;
  return wanted;
}

expectation wants_number(kind what, std::string unit, int scale) {
  auto wanted = wants(what);
  wanted.type.unit = std::move(unit);
  wanted.type.scale = scale;
  return wanted;
}

expectation wants_code(std::uint32_t value_set) {
  auto wanted = wants(kind::code);
  wanted.type.value_set = value_set;
  return wanted;
}

findings found_in(std::string_view text, const expectation& wanted) {
  findings found;
  auto tree = parse(text, {1, nullptr}, found);
  EXPECT_TRUE(tree) << text;
  if (tree) {
    const bool right = check(*tree, names, wanted, found);
    EXPECT_EQ(right, found.empty()) << text;
  }
  return found;
}

struct example {
  const char* text;
  errc code;
  const char* marked;
};

/// Each text has one finding, of that code, with that part marked.
void expect(const std::vector<example>& examples, const expectation& wanted) {
  for (const auto& one : examples) {
    const auto found = found_in(one.text, wanted);
    ASSERT_EQ(found.size(), 1u) << one.text;
    EXPECT_EQ(code_text(found[0].code), code_text(one.code))
        << one.text << ": " << found[0].message;
    const auto& where = found[0].where;
    EXPECT_EQ(std::string(one.text).substr(where.begin, where.end - where.begin),
              one.marked)
        << one.text << ": " << found[0].message;
    EXPECT_NE(found[0].message.back(), '.') << found[0].message;
    EXPECT_FALSE(found[0].message.front() >= 'A' && found[0].message.front() <= 'Z')
        << found[0].message;
  }
}

void expect_none(const std::vector<const char*>& texts, const expectation& wanted) {
  for (const auto* const text : texts) {
    const auto found = found_in(text, wanted);
    EXPECT_TRUE(found.empty()) << text << ": " << found.front().message;
  }
}

TEST(Check, RefusesUnknownNames) {
  expect({{"agee > 3", errc::name_unknown, "agee"},
          {"age > 3 and feverish", errc::name_unknown, "feverish"},
          {"sex = male", errc::name_unknown, "male"},
          {"any rash", errc::name_unknown, "rash"}},
         any());
}

TEST(Check, RefusesToCompareWhatIsOfDifferentKinds) {
  expect({{"age = '7'", errc::type_mismatch, "'7'"},
          {"'7' = age", errc::type_mismatch, "'7'"},
          {"age = sex", errc::type_mismatch, "sex"},
          {"age = cold_sweat", errc::type_mismatch, "cold_sweat"},
          {"cold_sweat = 1", errc::type_mismatch, "1"},
          {"cold_sweat = 'yes'", errc::type_mismatch, "'yes'"},
          {"sex = 1", errc::type_mismatch, "1"},
          {"ill_for > 5", errc::type_mismatch, "5"},
          {"ill_for > 'PT5H'", errc::type_mismatch, "'PT5H'"},
          {"age in ('a')", errc::type_mismatch, "'a'"},
          {"age in [1..'b']", errc::type_mismatch, "'b'"},
          {"sex in (1)", errc::type_mismatch, "1"}},
         any());
}

TEST(Check, RefusesAnOrderOfCodesAndConditions) {
  expect({{"sex < 'male'", errc::type_mismatch, "sex < 'male'"},
          {"sex in ['female'..'male']", errc::type_mismatch, "sex in ['female'..'male']"},
          {"cold_sweat >= nausea", errc::type_mismatch, "cold_sweat >= nausea"},
          {"cold_sweat in (true)", errc::type_mismatch, "cold_sweat"}},
         any());
}

TEST(Check, ComparesConditionsByNameOnly) {
  expect({{"cold_sweat = (nausea or pregnant)", errc::type_mismatch,
           "cold_sweat = (nausea or pregnant)"},
          {"(age > 3) = true", errc::type_mismatch, "(age > 3) = true"},
          {"true = true", errc::type_mismatch, "true = true"}},
         any());
  expect_none({"cold_sweat = true", "false != cold_sweat", "cold_sweat != nausea"},
              any());
}

TEST(Check, ComparesCodesOfOneValueSetOnly) {
  expect({{"sex = pain_onset", errc::type_mismatch, "sex = pain_onset"},
          {"'a' = 'b'", errc::type_mismatch, "'a' = 'b'"},
          {"(if nausea then 'a' else 'b') = 'a'", errc::type_mismatch,
           "(if nausea then 'a' else 'b') = 'a'"},
          {"sex = (if nausea then pain_onset else worse_onset)", errc::type_mismatch,
           "sex = (if nausea then pain_onset else worse_onset)"},
          {"pain_onset = (if nausea then sex else worse_onset)", errc::type_mismatch,
           "worse_onset"}},
         any());
  expect_none({"pain_onset = worse_onset", "pain_onset in (worse_onset, 'sudden')",
               "pain_onset = (if nausea then 'sudden' else worse_onset)",
               "pain_onset = (if nausea then 'sudden' else 'minutes')"},
              any());
}

TEST(Check, RefusesUnknownCodes) {
  expect({{"sex = 'mal'", errc::code_unknown, "'mal'"},
          {"sex in ('male', 'fem')", errc::code_unknown, "'fem'"},
          {"complaint any ('rahs')", errc::code_unknown, "'rahs'"},
          {"complaint all ('rash', '')", errc::code_unknown, "''"},
          {"pain_onset = (if nausea then 'sudden' else 'x')", errc::code_unknown, "'x'"}},
         any());
}

TEST(Check, RefusesNumbersOfDifferentUnits) {
  expect(
      {{"age > pulse", errc::unit_mismatch, "pulse"},
       {"age + pulse > 3", errc::unit_mismatch, "pulse"},
       {"max(age, 3, pulse) > 3", errc::unit_mismatch, "pulse"},
       {"sum(3, age, signs) > 3", errc::unit_mismatch, "signs"},
       {"(if nausea then age else pulse) > 3", errc::unit_mismatch, "pulse"},
       {"age in [1..pulse]", errc::unit_mismatch, "pulse"},
       {"age in (3, signs)", errc::unit_mismatch, "signs"},
       {"age > signs", errc::unit_mismatch, "signs"},
       {"weight * height > weight", errc::unit_mismatch, "weight"},
       {"round(weight / height) > weight", errc::unit_mismatch, "weight"},
       {"days_between(birth_date, assessment_time) > age", errc::unit_mismatch, "age"}},
      any());
  expect_none({"age > 3", "age + 5 > 3", "pulse > respiratory_rate",
               "years_between(birth_date, assessment_time) > age",
               "round(weight / (height * height)) * height * height > weight"},
              any());
}

TEST(Check, RefusesLiteralsFinerThanWhatTheyMeet) {
  expect({{"age > 16.5", errc::literal_too_fine, "16.5"},
          {"temperature >= 38.25", errc::literal_too_fine, "38.25"},
          {"38.25 <= temperature", errc::literal_too_fine, "38.25"},
          {"temperature in [38.0..39.05]", errc::literal_too_fine, "39.05"},
          {"temperature in (38, 38.05)", errc::literal_too_fine, "38.05"},
          {"round(temperature) > 38.5", errc::literal_too_fine, "38.5"}},
         any());
  expect_none({"age > 16.0", "temperature >= 38", "temperature >= 38.50",
               "temperature + 0.25 >= 38.25", "skin_temperature > temperature"},
              any());
}

TEST(Check, RefusesEqualityWithWhatCanNeverBe) {
  expect({{"age = 121", errc::literal_outside, "121"},
          {"age != -1", errc::literal_outside, "-1"},
          {"121 = age", errc::literal_outside, "121"},
          {"age in (3, 121, [4..6])", errc::literal_outside, "121"},
          {"temperature = 24.9", errc::literal_outside, "24.9"},
          {"signs + 1 = 0", errc::literal_outside, "0"},
          {"ill_for = duration('P31D')", errc::literal_outside, "duration('P31D')"}},
         any());
  expect_none({"age = 120", "age = 0", "age > 121", "age in [0..500]", "age <= 999",
               "ill_for >= duration('P31D')"},
              any());
}

TEST(Check, RefusesRangesThatHoldNothing) {
  expect({{"age in [9..7]", errc::range_empty, "[9..7]"},
          {"age in (7..7]", errc::range_empty, "(7..7]"},
          {"age in (7..8)", errc::range_empty, "(7..8)"},
          {"temperature in (38.5..38.6)", errc::range_empty, "(38.5..38.6)"},
          {"age between 9 and 7", errc::range_empty, "9 and 7"},
          {"ill_for in [duration('PT2H')..duration('PT1H')]", errc::range_empty,
           "[duration('PT2H')..duration('PT1H')]"}},
         any());
  expect_none({"age in [7..7]", "age in (7..9)", "temperature in (38.5..38.7)",
               "age in [9..signs * age]"},
              any());
}

TEST(Check, DividesOnlyWhereTheResultIsRounded) {
  expect({{"weight / 2 > 3", errc::division_misplaced, "weight / 2"},
          {"round(weight / 2 + 1)", errc::division_misplaced, "weight / 2"},
          {"round(weight / 2 / 3)", errc::division_misplaced, "weight / 2"},
          {"round(-(weight / 2))", errc::division_misplaced, "weight / 2"}},
         any());
  expect_none({"round(weight / 2)", "floor(weight / (2 * 3))", "ceiling(1 / height)"},
              any());
}

TEST(Check, RefusesDivisorsThatCouldBeZero) {
  expect({{"round(weight / signs)", errc::division_by_zero, "signs"},
          {"round(weight / change)", errc::division_by_zero, "change"},
          {"round(weight / 0)", errc::division_by_zero, "0"},
          {"round(1 / (height - 0.3))", errc::division_by_zero, "height - 0.3"}},
         any());
  expect_none({"round(weight / max(signs, 1))", "round(weight / (signs + 1))",
               "round(1 / (height - 0.2))", "round(1 / -height)"},
              any());
}

TEST(Check, RefusesResultsThatNumbersCannotHold) {
  expect({{"age * age * age * age * age * age * age * age > 1", errc::number_range,
           "age * age * age * age * age * age * age * age"},
          {"height * height * height * height * height > 1", errc::number_range,
           "height * height * height * height * height"},
          {"1000000000000000 * 10 > 1", errc::number_range, "1000000000000000 * 10"},
          {"1000000000000000 + 1 > 1", errc::number_range, "1000000000000000 + 1"},
          {"1000000000000000 + 0.1 > 1", errc::number_range, "1000000000000000"},
          {"min(1000000000000000, 0.5) > 0", errc::number_range, "1000000000000000"},
          {"(if nausea then 1000000000000000 else 0.5) > 0", errc::number_range,
           "1000000000000000"},
          {"temperature > 1000000000000000", errc::number_range, "1000000000000000"},
          {"age * 10000000000000 > 1", errc::number_range, "age * 10000000000000"},
          {"pain * 100000000000000 > change * 0.1", errc::number_range,
           "pain * 100000000000000"}},
         any());
}

TEST(Check, KeepsDatesToTheFunctionsBetween) {
  expect({{"birth_date", errc::not_allowed_here, "birth_date"},
          {"if nausea then birth_date else 1", errc::not_allowed_here, "birth_date"}},
         any());
  // both sides
  EXPECT_EQ(found_in("birth_date > date('2026-01-01')", any()).size(), 2u);
  EXPECT_EQ(found_in("symptoms_began < assessment_time", any()).size(), 2u);
  expect(
      {{"years_between(age, birth_date)", errc::type_mismatch, "age"},
       {"days_between('2026-01-01', birth_date)", errc::type_mismatch, "'2026-01-01'"},
       {"hours_between(birth_date, assessment_time)", errc::type_mismatch, "birth_date"},
       {"minutes_between(symptoms_began, date('2026-01-01'))", errc::type_mismatch,
        "date('2026-01-01')"}},
      any());
  expect_none({"years_between(birth_date, assessment_time)",
               "months_between(date('2026-01-01'), symptoms_began)",
               "days_between(symptoms_began, birth_date)",
               "hours_between(symptoms_began, assessment_time)",
               "minutes_between(symptoms_began, symptoms_began)"},
              any());
}

TEST(Check, KeepsCodesInputsToAnyAndAll) {
  expect({{"complaint", errc::not_allowed_here, "complaint"},
          {"complaint = 'rash'", errc::not_allowed_here, "complaint"},
          {"complaint in ('rash')", errc::not_allowed_here, "complaint"},
          {"count_true(complaint)", errc::not_allowed_here, "complaint"},
          {"sex any ('male')", errc::type_mismatch, "sex"},
          {"any age", errc::type_mismatch, "age"}},
         any());
  expect_none(
      {"complaint any ('rash', 'fever')", "complaint all ('rash')", "any complaint"},
      any());
}

TEST(Check, ComputesWithNumbersAndSomeWithDurations) {
  expect({{"cold_sweat + 1", errc::type_mismatch, "cold_sweat"},
          {"1 + cold_sweat", errc::type_mismatch, "cold_sweat"},
          {"sex + 1", errc::type_mismatch, "sex"},
          {"'a' + 'b'", errc::type_mismatch, "'a'"},
          {"-sex", errc::type_mismatch, "sex"},
          {"abs(ill_for)", errc::type_mismatch, "ill_for"},
          {"-ill_for", errc::type_mismatch, "ill_for"},
          {"ill_for * 2", errc::type_mismatch, "ill_for"},
          {"round(ill_for / 2)", errc::type_mismatch, "ill_for"},
          {"ill_for + 2", errc::type_mismatch, "2"},
          {"min(age, ill_for)", errc::type_mismatch, "ill_for"},
          {"round(cold_sweat)", errc::type_mismatch, "cold_sweat"}},
         any());
  expect_none({"ill_for + asleep_for", "ill_for - duration('PT1H')",
               "max(ill_for, asleep_for) > duration('P1D')", "sum(ill_for, asleep_for)",
               "if nausea then ill_for else duration('PT1H')"},
              any());
}

TEST(Check, WantsConditionsWhereConditionsStand) {
  expect({{"age and nausea", errc::type_mismatch, "age"},
          {"nausea or sex", errc::type_mismatch, "sex"},
          {"not(ill_for)", errc::type_mismatch, "ill_for"},
          {"count_true(nausea, age)", errc::type_mismatch, "age"},
          {"if age then 1 else 2", errc::type_mismatch, "age"},
          {"if nausea then 1 else 'a'", errc::type_mismatch, "'a'"},
          {"if nausea then nausea else 1", errc::type_mismatch, "1"},
          {"if nausea then ill_for else 1", errc::type_mismatch, "1"}},
         any());
}

TEST(Check, LetsOnlyRoutesAskForUrgency) {
  expect({{"urgency = 'U1'", errc::not_allowed_here, "urgency = 'U1'"},
          {"nausea and urgency of 'home' at least 'U1'", errc::not_allowed_here,
           "urgency of 'home' at least 'U1'"}},
         any());
  auto route = wants(kind::boolean);
  route.urgency_allowed = true;
  expect({{"urgency = 'U9'", errc::reference_unknown, "urgency = 'U9'"},
          {"urgency of 'hom' at most 'U1'", errc::reference_unknown,
           "urgency of 'hom' at most 'U1'"}},
         route);
  expect_none({"urgency = 'U1' and urgency of 'home' at least 'U2'"}, route);
}

TEST(Check, RefusesALiteralBeforeIn) {
  expect({{"5 in [1..9]", errc::not_allowed_here, "5"},
          {"'male' in ('male', 'female')", errc::not_allowed_here, "'male'"}},
         any());
}

TEST(Check, WantsWhatIsExpected) {
  expect({{"age", errc::type_mismatch, "age"},
          {"'a'", errc::type_mismatch, "'a'"},
          {"ill_for", errc::type_mismatch, "ill_for"}},
         wants(kind::boolean));
  expect({{"nausea", errc::type_mismatch, "nausea"},
          {"weight", errc::unit_mismatch, "weight"},
          {"years_between(birth_date, assessment_time) * age", errc::unit_mismatch,
           "years_between(birth_date, assessment_time) * age"}},
         wants_number(kind::integer, "a", 0));
  expect(
      {{"temperature", errc::type_mismatch, "temperature"},
       {"1.5", errc::literal_too_fine, "1.5"},
       {"if nausea then 1.5 else 2", errc::type_mismatch, "if nausea then 1.5 else 2"}},
      wants_number(kind::integer, "", 0));
  expect({{"skin_temperature", errc::type_mismatch, "skin_temperature"},
          {"38.25", errc::literal_too_fine, "38.25"}},
         wants_number(kind::decimal, "Cel", 1));
  expect({{"'a'", errc::code_unknown, "'a'"},
          {"sex", errc::type_mismatch, "sex"},
          {"nausea", errc::type_mismatch, "nausea"}},
         wants_code(1));
  expect({{"age", errc::type_mismatch, "age"}}, wants(kind::duration));
  expect({{"'a'", errc::type_mismatch, "'a'"},
          {"if nausea then 'a' else 'b'", errc::type_mismatch,
           "if nausea then 'a' else 'b'"}},
         any());
}

TEST(Check, TakesWhatIsExpected) {
  expect_none({"nausea", "age > 3", "if nausea then pregnant else false"},
              wants(kind::boolean));
  expect_none({"age", "age + 3", "5", "if nausea then 2 else 3"},
              wants_number(kind::integer, "a", 0));
  expect_none(
      {"age", "weight", "temperature", "round(weight / (height * height))", "5", "5.5"},
      wants_number(kind::decimal, "", 1));
  expect_none({"age", "5", "5.25"}, wants_number(kind::decimal, "", 2));
  expect_none({"'sudden'", "pain_onset", "if nausea then 'sudden' else pain_onset",
               "if nausea then 'sudden' else if pregnant then 'minutes' else 'gradual'"},
              wants_code(1));
  expect_none({"ill_for", "duration('PT1H')"}, wants(kind::duration));
}

TEST(Check, FindsAllFaultsInTheOrderOfTheText) {
  const auto found = found_in(
      "count_true(agee > 3, sex = 'mal', age in (121, [9..7], 'x')) + age > 1.5 and "
      "weight",
      any());
  std::vector<errc> codes;
  for (const auto& one : found)
    codes.push_back(one.code);
  EXPECT_EQ(codes,
            (std::vector{errc::name_unknown, errc::code_unknown, errc::literal_outside,
                         errc::range_empty, errc::type_mismatch, errc::type_mismatch}));
}

TEST(Check, SaysWhatToWriteInstead) {
  const auto hint = [](std::string_view text) {
    const auto found = found_in(text, any());
    return found.empty() ? std::string("none") : found.front().hint;
  };
  EXPECT_EQ(hint("agge > 3"), "did you mean `age`?");
  EXPECT_EQ(hint("sex = 'mal'"), "did you mean `male`?");
  EXPECT_EQ(hint("sex = 'x'"), "one of `female`, `male`, `other`");
  EXPECT_EQ(hint("sex = male"), "write the code in quotation marks: `'male'`");
  EXPECT_EQ(hint("pain >= \"7\""),
            "write 7 without quotation marks; `pain` is a number from 0 to 10");
  EXPECT_EQ(hint("temperature >= 38.25"),
            "write a number with at most 1 digit after the point");
  EXPECT_EQ(hint("age = 130"), "its values go from 0 to 120");
  EXPECT_EQ(hint("temperature = 50"), "its values go from 25.0 to 45.0");
  EXPECT_EQ(hint("ill_for = duration('P40D')"), "its values go from PT0S to P30D");
  EXPECT_EQ(hint("age > weight"), "`age` is in `a`, `weight` is in `kg`");
  EXPECT_EQ(hint("ill_for > 5"), "write a duration, as in `duration('PT12H')`");
  EXPECT_EQ(hint("sex < 'male'"), "list the codes that are meant: `x in ('a', 'b')`");
  EXPECT_EQ(hint("complaint = 'rash'"),
            "write `complaint any ('a', 'b')` or `any complaint`");
  EXPECT_EQ(hint("hours_between(birth_date, assessment_time) > 3"),
            "count days with `days_between`");
}

TEST(Check, ShowsItsFindingsAsArchitectureAsks) {
  source_map sources;
  const std::string line = "<ruleset><when>pain &gt;= \"7\"</when>";
  const auto file = sources.add("rules/demo/chest_pain.xml", line);
  // the text of the element, decoded, and where its bytes stand
  const std::string text = "pain >= \"7\"";
  std::vector<std::uint32_t> offsets;
  for (std::uint32_t at = 15; offsets.size() <= text.size(); ++at) {
    offsets.push_back(at);
    if (line[at] == '&') at += 3;
  }
  findings found;
  auto tree = parse(text, {file, offsets.data()}, found);
  ASSERT_TRUE(tree);
  ASSERT_FALSE(check(*tree, names, wants(kind::boolean), found));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(
      render(found.front(), sources),
      "rules/demo/chest_pain.xml:1:27: error E0201: cannot compare number with text\n"
      " 1 | <ruleset><when>pain &gt;= \"7\"</when>\n"
      "   |                           ^^^\n"
      "    = hint: write 7 without quotation marks; `pain` is a number from 0 to 10\n");
}

}  // namespace
}  // namespace arvio::lang
