#include "arvio/lang/check.hpp"

#include "arvio/lang/parser.hpp"
#include "arvio/lang/print.hpp"

#include "unit/lang/names.hpp"

#include <gtest/gtest.h>

#include <string>

namespace arvio::lang {
namespace {

ast checked(std::string_view text, const expectation& wanted) {
  findings found;
  auto tree = parse(text, {}, found);
  EXPECT_TRUE(tree && check(*tree, names, wanted, found))
      << text << ": " << (found.empty() ? "" : found.front().message);
  return tree ? *tree : ast{{node{}}, 0};
}

ast checked(std::string_view text) { return checked(text, {}); }

/// "decimal kg/m2 scale 1 from 3 to 5", in units.
std::string shown(const type& of) {
  std::string out = kind_name(of.kind);
  if (of.is_number()) out += " " + of.unit + " scale " + std::to_string(of.scale);
  return out + " from " + std::to_string(of.low) + " to " + std::to_string(of.high);
}

std::string type_of(std::string_view text) { return shown(checked(text).top().type); }

/// The node of a part, by its canonical text.
const node& part(const ast& tree, const std::string& text) {
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
    if (tree.at(i).op != op::absent && print(tree, i) == text) return tree.at(i);
  }
  ADD_FAILURE() << "no part " << text;
  return tree.top();
}

TEST(Types, OfNamesAreThoseOfTheScope) {
  const auto tree = checked("temperature");
  EXPECT_EQ(shown(tree.top().type), "decimal Cel scale 1 from 250 to 450");
  EXPECT_EQ(tree.top().symbol, symbol_kind::input);
  EXPECT_EQ(tree.top().index, names.find("temperature")->index);
  EXPECT_EQ(type_of("nausea"), "boolean from 0 to 1");
  EXPECT_EQ(type_of("sex"), "code from 0 to 2");
}

/// A scope that leaves out the unit of `pain`, and gives one to what is no number.
class careless_scope : public testing::sample_scope {
 public:
  [[nodiscard]] std::optional<symbol> find(std::string_view name) const override {
    auto found = sample_scope::find(name);
    if (found && name == "pain") found->type.unit.clear();
    if (found && !found->type.is_number()) found->type.unit = "kg";
    return found;
  }
};

TEST(Types, OfNumbersWithoutAUnitHaveTheUnitOne) {
  const careless_scope careless;
  findings found;
  auto tree = parse("pain + 1 > signs and ill_for > asleep_for", {}, found);
  ASSERT_TRUE(tree && check(*tree, careless, {}, found));
  EXPECT_EQ(part(*tree, "pain").type.unit, "1");
  EXPECT_EQ(part(*tree, "1").type.unit, "1");
  EXPECT_EQ(part(*tree, "ill_for").type.unit, "");
  auto wrong = parse("pain > age", {}, found);
  ASSERT_TRUE(wrong);
  EXPECT_FALSE(check(*wrong, careless, {}, found)) << "no unit is not any unit";
}

TEST(Types, OfArithmeticHaveUnitScaleAndBounds) {
  struct example {
    const char* text;
    const char* type;
  };
  for (const auto& one : {
           example{"5", "integer 1 scale 0 from 5 to 5"},
           example{"-5.50", "decimal 1 scale 2 from -550 to -550"},
           example{"2 + 3", "integer 1 scale 0 from 5 to 5"},
           example{"age + 5", "integer a scale 0 from 5 to 125"},
           example{"age - 5", "integer a scale 0 from -5 to 115"},
           example{"5 - age", "integer a scale 0 from -115 to 5"},
           example{"temperature + 0.25", "decimal Cel scale 2 from 2525 to 4525"},
           example{"temperature - 37", "decimal Cel scale 1 from -120 to 80"},
           example{"skin_temperature - temperature",
                   "decimal Cel scale 2 from -3500 to 2000"},
           example{"-change", "integer 1 scale 0 from -10 to 10"},
           example{"-age", "integer a scale 0 from -120 to 0"},
           example{"abs(change)", "integer 1 scale 0 from 0 to 10"},
           example{"abs(change - 20)", "integer 1 scale 0 from 10 to 30"},
           example{"abs(temperature)", "decimal Cel scale 1 from 250 to 450"},
           example{"signs * 7", "integer 1 scale 0 from 0 to 35"},
           example{"change * change", "integer 1 scale 0 from -100 to 100"},
           example{"weight * height", "decimal kg.m scale 3 from 150 to 750000"},
           example{"2 * weight", "decimal kg scale 1 from 10 to 6000"},
           example{"age * 0.5", "decimal a scale 1 from 0 to 600"},
           example{"round(weight / (height * height))",
                   "integer kg/m2 scale 0 from 0 to 3333"},
           example{"floor(change / 3)", "integer 1 scale 0 from -4 to 3"},
           example{"ceiling(change / 3)", "integer 1 scale 0 from -3 to 4"},
           example{"round(change / 4)", "integer 1 scale 0 from -3 to 3"},
           example{"round(change / -4)", "integer 1 scale 0 from -3 to 3"},
           example{"round(1 / 2)", "integer 1 scale 0 from 1 to 1"},
           example{"round(-1 / 2)", "integer 1 scale 0 from -1 to -1"},
           example{"round(pulse / respiratory_rate)", nullptr},
           example{"round(pulse / max(respiratory_rate, 1))",
                   "integer 1 scale 0 from 0 to 250"},
           example{"round(temperature)", "integer Cel scale 0 from 25 to 45"},
           example{"floor(temperature + 0.5)", "integer Cel scale 0 from 25 to 45"},
           example{"min(age, 18)", "integer a scale 0 from 0 to 18"},
           example{"max(age, 18)", "integer a scale 0 from 18 to 120"},
           example{"max(temperature, 38.25)", "decimal Cel scale 2 from 3825 to 4500"},
           example{"sum(signs, pain, 1.5)", "decimal 1 scale 1 from 15 to 165"},
           example{"count_true(nausea, age > 3)", "integer 1 scale 0 from 0 to 2"},
           example{"if nausea then 2 else 0", "integer 1 scale 0 from 0 to 2"},
           example{"if nausea then 2 else age", "integer a scale 0 from 0 to 120"},
           example{"if nausea then temperature else 38",
                   "decimal Cel scale 1 from 250 to 450"},
           example{"ill_for + duration('P1D')", "duration from 86400 to 2678400"},
           example{"min(ill_for, asleep_for)", "duration from 0 to 172800"},
           example{"if nausea then 'sudden' else pain_onset", "code from 0 to 2"},
       }) {
    if (one.type == nullptr) {
      findings found;
      auto tree = parse(one.text, {}, found);
      EXPECT_FALSE(tree && check(*tree, names, {}, found)) << one.text;
    } else {
      EXPECT_EQ(type_of(one.text), one.type) << one.text;
    }
  }
}

TEST(Types, OfTheTimeBetweenHaveItsUnit) {
  EXPECT_EQ(type_of("years_between(birth_date, assessment_time)"),
            "integer a scale 0 from -300 to 300");
  EXPECT_EQ(checked("months_between(birth_date, assessment_time)").top().type.unit, "mo");
  EXPECT_EQ(checked("days_between(birth_date, assessment_time)").top().type.unit, "d");
  EXPECT_EQ(type_of("days_between(date('2026-01-01'), date('2026-03-02'))"),
            "integer d scale 0 from 60 to 60");
  EXPECT_EQ(checked("hours_between(symptoms_began, assessment_time)").top().type.unit,
            "h");
  EXPECT_EQ(checked("minutes_between(symptoms_began, assessment_time)").top().type.unit,
            "min");
}

TEST(Literals, TakeUnitScaleAndKindOfWhatTheyAreComparedWith) {
  const auto tree = checked("temperature >= 38 and temperature in (37.0, [36..39.50])");
  EXPECT_EQ(part(tree, "38").value, 380);
  EXPECT_EQ(shown(part(tree, "38").type), "decimal Cel scale 1 from 380 to 380");
  EXPECT_EQ(part(tree, "37.0").value, 370);
  EXPECT_EQ(part(tree, "36").value, 360);
  EXPECT_EQ(part(tree, "39.50").value, 395);
  EXPECT_EQ(part(tree, "39.50").number.scale, 2) << "kept as written";
  const auto turned = checked("38 <= temperature");
  EXPECT_EQ(part(turned, "38").value, 380);
  const auto whole = checked("age > 16.0");
  EXPECT_EQ(part(whole, "16.0").value, 16);
  EXPECT_EQ(part(whole, "16.0").type.kind, kind::integer);
}

TEST(Literals, KeepTheirScaleInArithmetic) {
  const auto tree = checked("temperature + 2 > 38.5 and max(2.50, temperature) > 0");
  EXPECT_EQ(part(tree, "2").value, 2);
  EXPECT_EQ(shown(part(tree, "2").type), "integer Cel scale 0 from 2 to 2");
  EXPECT_EQ(part(tree, "2.50").value, 250);
  EXPECT_EQ(part(tree, "2.50").type.scale, 2);
  EXPECT_EQ(part(tree, "38.5").value, 385);
  EXPECT_EQ(part(tree, "0").value, 0);
  EXPECT_EQ(part(tree, "0").type.scale, 2);
}

TEST(Literals, ComparedWithLiteralsHaveTheLargerScale) {
  const auto tree = checked("2 > 1.25");
  EXPECT_EQ(part(tree, "2").value, 200);
  EXPECT_EQ(part(tree, "1.25").value, 125);
  EXPECT_EQ(part(tree, "2").type.unit, "1");
}

TEST(Literals, TakeWhatIsExpectedOfTheWhole) {
  expectation wanted;
  wanted.type.kind = kind::decimal;
  wanted.type.unit = "Cel";
  wanted.type.scale = 1;
  const auto tree = checked("38", wanted);
  EXPECT_EQ(tree.top().value, 380);
  EXPECT_EQ(shown(tree.top().type), "decimal Cel scale 1 from 380 to 380");
  const auto chosen = checked("if nausea then 38 else 39.5", wanted);
  EXPECT_EQ(shown(chosen.top().type), "decimal Cel scale 1 from 380 to 395");
  EXPECT_EQ(part(chosen, "38").value, 38) << "its own scale, as any part of a whole";
  EXPECT_EQ(part(chosen, "38").type.unit, "Cel");
}

TEST(Literals, OfCodesAreThePlaceInTheirValueSet) {
  const auto tree = checked(
      "pain_onset in ('minutes', 'gradual') and complaint any ('fever') and"
      " worse_onset = (if nausea then 'sudden' else if pregnant then 'minutes' else"
      " pain_onset) and 'male' != sex");
  EXPECT_EQ(part(tree, "'minutes'").value, 1);
  EXPECT_EQ(part(tree, "'minutes'").type.value_set, 1u);
  EXPECT_EQ(part(tree, "'gradual'").value, 2);
  EXPECT_EQ(part(tree, "'fever'").value, 2);
  EXPECT_EQ(part(tree, "'fever'").type.value_set, 2u);
  EXPECT_EQ(part(tree, "'sudden'").value, 0);
  EXPECT_EQ(part(tree, "'male'").value, 1);
  expectation wanted;
  wanted.type.kind = kind::code;
  wanted.type.value_set = 1;
  const auto whole = checked("if nausea then 'gradual' else 'minutes'", wanted);
  EXPECT_EQ(shown(whole.top().type), "code from 1 to 2");
  EXPECT_EQ(whole.top().type.value_set, 1u);
}

TEST(Literals, OfTimeAreDaysAndSeconds) {
  const auto tree = checked(
      "days_between(date('1970-01-03'), assessment_time) > 1 and ill_for > "
      "duration('PT1H')");
  EXPECT_EQ(part(tree, "date('1970-01-03')").value, 2);
  EXPECT_EQ(part(tree, "date('1970-01-03')").type.low, 2);
  EXPECT_EQ(part(tree, "duration('PT1H')").value, 3600);
  EXPECT_EQ(part(tree, "duration('PT1H')").type.high, 3600);
}

TEST(Urgency, IsThePlaceOfLevelAndNeed) {
  expectation wanted;
  wanted.urgency_allowed = true;
  const auto tree = checked("urgency of 'home' at least 'U2'", wanted);
  EXPECT_EQ(tree.top().index, 2u);
  EXPECT_EQ(tree.top().need_index, 1u);
  EXPECT_EQ(tree.top().type.kind, kind::boolean);
}

TEST(Check, GivesTheSameWhenItIsRunAgain) {
  const std::string text =
      "temperature >= 38 and round(weight / 2) > 5 and sex in ('male')";
  auto tree = checked(text);
  const auto first = tree;
  findings found;
  ASSERT_TRUE(check(tree, names, {}, found));
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    EXPECT_EQ(shown(tree.nodes[i].type), shown(first.nodes[i].type));
    EXPECT_EQ(tree.nodes[i].value, first.nodes[i].value);
  }
}

}  // namespace
}  // namespace arvio::lang
