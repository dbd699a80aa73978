// One fault each, in a rule set `demo` beside the vocabulary of link_support.

#include "unit/book/link_support.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace arvio::tests {
namespace {

struct fault {
  const char* name;     // of the row, for the reader of a failure
  const char* content;  // of the rule set
  errc code;
  const char* place;    // the text from where the finding points begins with this
  const char* message;  // part of the message or hint
};

void PrintTo(const fault& row, std::ostream* out) { *out << row.name; }

class LinkFault : public ::testing::TestWithParam<fault> {};

TEST_P(LinkFault, IsFoundOnceAtItsPlace) {
  const auto& row = GetParam();
  const auto got = link_demo(row.content);
  ASSERT_TRUE(got.loaded) << got.text();
  EXPECT_EQ(got.book, nullptr);
  ASSERT_EQ(got.found.size(), 1u) << row.name << "\n" << got.text();
  const auto& one = got.found.front();
  EXPECT_EQ(code_text(one.code), code_text(row.code)) << got.text();
  EXPECT_EQ(got.place(one).rfind(row.place, 0), 0u) << got.text();
  const auto said = one.message + "\n" + one.hint;
  EXPECT_NE(said.find(row.message), std::string::npos) << said;
}

const std::vector<fault> names = {
    {"input of another rule set", R"(<inputs><input id="age" type="boolean"/></inputs>)",
     errc::input_duplicate, "age", "declared in `vocabulary` already"},
    {"derived value called as an input",
     R"(<derived><value id="sex" type="boolean">age > 4</value></derived>)",
     errc::input_duplicate, "sex", "one name space"},
    {"the complaint's name", R"(<inputs><input id="complaint" type="boolean"/></inputs>)",
     errc::bad_value, "complaint", "the input of the complaints"},
    {"unknown name",
     R"(<derived><value id="old" type="boolean">aeg > 4</value></derived>)",
     errc::name_unknown, "aeg", "did you mean `age`?"},
    {"values that nobody declares", R"(<values id="often"><value id="a"/></values>
      <inputs><input id="x" type="code" values="oftn"/></inputs>)",
     errc::reference_unknown, "oftn", "did you mean `often`?"},
    {"after an unknown input",
     R"(<inputs><input id="x" type="boolean" after="sexx"/></inputs>)",
     errc::reference_unknown, "sexx", "did you mean `sex`?"},
    {"after a derived value",
     R"(<inputs><input id="x" type="boolean" after="old"/></inputs>
      <derived><value id="old" type="boolean">age > 4</value></derived>)",
     errc::reference_unknown, "old", "is a derived value"},
};

const std::vector<fault> domains = {
    {"number without unit",
     R"(<inputs><input id="x" type="integer" min="0" max="9"/></inputs>)",
     errc::missing_attribute, "input", "has no `unit`"},
    {"bound that is no number",
     R"(<inputs><input id="x" type="integer" unit="1" min="none" max="9"/></inputs>)",
     errc::bad_value, "none", "is not of type integer"},
    {"bound finer than the resolution",
     R"(<inputs><input id="x" type="decimal" unit="1" min="0.05" max="9"
      resolution="0.1"/>
      </inputs>)",
     errc::domain_invalid, "0.05", "finer than 0.1"},
    {"bound of an integer with digits after the point",
     R"(<inputs><input id="x" type="integer" unit="1" min="0.5" max="9"/></inputs>)",
     errc::domain_invalid, "0.5", "finer than 1"},
    {"bounds in the wrong order",
     R"(<inputs><input id="x" type="integer" unit="1" min="9" max="8"/></inputs>)",
     errc::domain_invalid, "9", "above `max`"},
    {"dates in the wrong order",
     R"(<inputs><input id="x" type="date" min="2026-01-02" max="2026-01-01"/></inputs>)",
     errc::domain_invalid, "2026-01-02", "above `max`"},
    {"time without offset",
     R"(<inputs><input id="x" type="datetime" min="2026-01-02T10:00:00"
      max="2026-01-03T10:00:00Z"/></inputs>)",
     errc::bad_value, "2026-01-02T10:00:00", "not of type datetime"},
    {"max-age of minutes",
     R"(<inputs><input id="x" type="boolean" max-age="PT90M"/></inputs>)",
     errc::bad_value, "PT90M", "days or hours"},
};

const std::vector<fault> knowledge = {
    {"otherwise outside",
     R"(<inputs><input id="x" type="integer" unit="1" min="1" max="9"
      applies-when="age > 4"
      otherwise="0"/></inputs>)",
     errc::value_outside, "0", "the domain is 1 to 9"},
    {"otherwise of codes",
     R"(<inputs><input id="x" type="codes" applies-when="age > 4" otherwise="a">
      <value id="a"/></input></inputs>)",
     errc::value_outside, "a", "none of the codes"},
    {"applicability that is a number",
     R"(<inputs><input id="x" type="boolean" applies-when="age"
      otherwise="false"/></inputs>)",
     errc::type_mismatch, "age", ""},
    {"inferred code that is none",
     R"(<inputs><input id="x" type="code"><infer when="age > 4" values="b"/>
      <value id="a"/></input></inputs>)",
     errc::value_outside, "b", "outside the domain"},
    {"inferred bound outside",
     R"(<inputs><input id="x" type="integer" unit="1" min="0" max="9">
      <infer when="age > 4" from="10"/></input></inputs>)",
     errc::value_outside, "10", "the domain is 0 to 9"},
    {"inferred range that is empty",
     R"(<inputs><input id="x" type="integer" unit="1" min="0" max="9">
      <infer when="age > 4" from="6" to="5"/></input></inputs>)",
     errc::range_empty, "infer", "empty"},
    {"inferred range of a boolean",
     R"(<inputs><input id="x" type="boolean"><infer when="age > 4" from="true"/></input>
      </inputs>)",
     errc::type_mismatch, "infer", "write values="},
    {"inferred values of a number",
     R"(<inputs><input id="x" type="integer" unit="1" min="0" max="9">
      <infer when="age > 4" values="3"/></input></inputs>)",
     errc::type_mismatch, "infer", "not inferred by `values`"},
    {"inferred value of another unit",
     R"(<inputs><input id="x" type="integer" unit="kg" min="0" max="9">
      <infer value="age"/></input></inputs>)",
     errc::unit_mismatch, "age", ""},
    {"inferred value that never fits",
     R"(<inputs><input id="x" type="integer" unit="a" min="300" max="900">
      <infer value="age"/></input></inputs>)",
     errc::value_outside, "", "the domain is 300 to 900"},
    {"inferred value of a date",
     R"(<inputs><input id="x" type="date" min="2020-01-01" max="2021-01-01">
      <infer value="birth_date"/></input></inputs>)",
     errc::not_supported, "infer", "not supported yet"},
    {"presumed value outside",
     R"(<inputs><input id="x" type="integer" unit="1" min="0" max="9">
      <presume value="10" source="s"/></input></inputs>)",
     errc::value_outside, "10", "the presumed value"},
    {"presumed value of another type",
     R"(<inputs><input id="x" type="boolean"><presume value="3" source="s"/></input>
      </inputs>)",
     errc::bad_value, "3", "not of type boolean"},
    {"presumed code that is none",
     R"(<inputs><input id="x" type="codes"><presume value="-b" source="s"/>
      <value id="a"/></input></inputs>)",
     errc::value_outside, "-b", "a list of `a`"},
    {"presumed to be unknown",
     R"(<inputs><input id="x" type="codes"><presume value="?*" source="s"/>
      <value id="a"/></input></inputs>)",
     errc::bad_value, "?*", "is not presumed"},
};

const std::vector<fault> circles = {
    {"derived value of itself",
     R"(<derived><value id="x" type="integer">x + 1</value></derived>)",
     errc::reference_cycle, "x", "`x` needs `x`"},
    {"two derived values of each other",
     R"(<derived><value id="x" type="integer">y + 1</value>
      <value id="y" type="integer">x + 1</value></derived>)",
     errc::reference_cycle, "x", "`x` needs `y` needs `x`"},
    {"applicability and inference",
     R"(<inputs><input id="x" type="boolean" applies-when="y" otherwise="false"/>
      <input id="y" type="boolean"><infer when="x" values="true"/></input></inputs>)",
     errc::reference_cycle, "x", "`x` needs `y` needs `x`"},
    {"after and applicability",
     R"(<inputs><input id="x" type="boolean" after="y"/>
      <input id="y" type="boolean" applies-when="x" otherwise="false"/></inputs>)",
     errc::reference_cycle, "x", "`x` needs `y` needs `x`"},
    {"through a table",
     R"(<inputs><input id="x" type="boolean" applies-when="y = 1" otherwise="false"/>
      </inputs><derived><table id="y" type="integer" input="x"><row is="true" value="1"/>
      <row is="false" value="0"/></table></derived>)",
     errc::reference_cycle, "x", "`x` needs `y` needs `x`"},
    {"after itself", R"(<inputs><input id="x" type="boolean" after="x"/></inputs>)",
     errc::reference_cycle, "x", "after itself"},
};

const std::vector<fault> derivations = {
    {"integer that is a boolean",
     R"(<derived><value id="x" type="integer">age > 4</value></derived>)",
     errc::type_mismatch, "age", ""},
    {"integer with digits after the point",
     R"(<derived><value id="x" type="integer">temperature * 2</value></derived>)",
     errc::type_mismatch, "temp", ""},
    {"unit that is not the expression's",
     R"(<derived><value id="x" type="integer" unit="h">age * 2</value></derived>)",
     errc::unit_mismatch, "age", ""},
    {"unit of a boolean",
     R"(<derived><value id="x" type="boolean" unit="h">age > 2</value></derived>)",
     errc::bad_value, "h", "only a number has a unit"},
    {"code without values", R"(<derived><value id="x" type="code">'a'</value></derived>)",
     errc::missing_attribute, "value", "has no `values`"},
    {"code of a number",
     R"(<derived><value id="x" type="code" values="age">'a'</value></derived>)",
     errc::type_mismatch, "age", "has no codes"},
    {"code that is none",
     R"(<derived><value id="x" type="code" values="sex">'other'</value></derived>)",
     errc::code_unknown, "'other'", ""},
    {"gap between bands",
     R"(<derived><score id="x"><item id="i" input="age"><band to="8" points="0"/>
      <band from="10" to="20" points="1"/><band from="25" points="2"/></item></score>
      </derived>)",
     errc::band_gap, "item", "no band is for `age` 9, 21 to 24"},
    {"overlapping bands",
     R"(<derived><score id="x"><item id="i" input="age"><band to="8" points="0"/>
      <band from="8" points="1"/></item></score></derived>)",
     errc::band_overlap, "band from=\"8\"", "`age` 8"},
    {"band that is empty",
     R"(<derived><score id="x"><item id="i" input="age"><band to="8" points="0"/>
      <band from="9" points="0"/><band from="5" to="4" points="1"/></item></score>
      </derived>)",
     errc::range_empty, "band from=\"5\"", "`5` is above `4`"},
    {"band beyond the domain",
     R"(<derived><score id="x"><item id="i" input="age"><band to="120" points="0"/>
      <band from="121" points="1"/></item></score></derived>)",
     errc::value_outside, "band from=\"121\"", "never reached"},
    {"otherwise for nothing",
     R"(<derived><score id="x"><item id="i" input="age"><band to="120" points="0"/>
      <band otherwise="true" points="1"/></item></score></derived>)",
     errc::value_outside, "band otherwise", "never reached"},
    {"code that no band names",
     R"(<derived><score id="x"><item id="i" input="sex"><band value="male" points="0"/>
      </item></score></derived>)",
     errc::band_gap, "item", "`female`"},
    {"code that two bands name",
     R"(<derived><score id="x"><item id="i" input="sex"><band value="male" points="0"/>
      <band value="male" points="1"/><band otherwise="true" points="2"/></item></score>
      </derived>)",
     errc::band_overlap, "band value=\"male\" points=\"1\"", "`male`"},
    {"range of a code",
     R"(<derived><score id="x"><item id="i" input="sex"><band to="male" points="0"/>
      <band otherwise="true" points="2"/></item></score></derived>)",
     errc::type_mismatch, "band", "has no ranges"},
    {"bound of a band that is too fine",
     R"(<derived><score id="x"><item id="i" input="temperature">
      <band to="36.05" points="0"/><band from="36.1"
      points="2"/></item></score></derived>)",
     errc::literal_too_fine, "36.05", "finer than 0.1"},
    {"bands over codes",
     R"(<derived><score id="x"><item id="i" input="complaint">
      <band value="rash" points="0"/></item></score></derived>)",
     errc::type_mismatch, "complaint", "many values at once"},
    {"bands over a date",
     R"(<derived><score id="x"><item id="i" input="birth_date">
      <band to="2000-01-01" points="0"/></item></score></derived>)",
     errc::not_allowed_here, "birth_date", "_between"},
    {"item that is no whole number",
     R"(<derived><score id="x"><item id="i" value="temperature"/></score></derived>)",
     errc::unit_mismatch, "temperature", ""},
    {"score of an unknown input",
     R"(<derived><score id="x"><item id="i" input="aeg"><band to="8" points="0"/></item>
      </score></derived>)",
     errc::reference_unknown, "aeg", "did you mean `age`?"},
    {"cells with a gap",
     R"(<derived><table id="x" type="integer" input="sex age">
      <row is="male"><cell to="4" value="1"/><cell from="5" value="2"/></row>
      <row is="female"><cell to="4" value="1"/><cell from="6" value="2"/></row></table>
      </derived>)",
     errc::band_gap, "row is=\"female\"", "no cell is for `age` 5"},
    {"result of another type",
     R"(<derived><table id="x" type="integer" input="age"><row to="4" value="1"/>
      <row from="5" value="true"/></table></derived>)",
     errc::bad_value, "true", "not of type integer"},
    {"result that is no code",
     R"(<derived><table id="x" type="code" values="sex" input="age">
      <row to="4" value="male"/><row from="5" value="other"/></table></derived>)",
     errc::value_outside, "other", "the result"},
};

const std::vector<fault> groups = {
    {"unknown complaint",
     R"(<rules id="g" complaints="rsh" need="body"><otherwise id="O" urgency="U3">
      <title lang="en">t</title></otherwise></rules>)",
     errc::reference_unknown, "rsh", "did you mean `rash`?"},
    {"unknown need",
     R"(<rules id="g" need="bdy"><rule id="R" urgency="U1"><title lang="en">t</title>
      <when>age > 4</when></rule></rules>)",
     errc::reference_unknown, "bdy", "did you mean `body`?"},
    {"unknown level",
     R"(<rules id="g" need="body"><rule id="R" urgency="U9"><title lang="en">t</title>
      <when>age > 4</when></rule></rules>)",
     errc::reference_unknown, "U9", "no urgency level `U9`"},
    {"unknown suggested level",
     R"(<rules id="g" need="body"><rule id="R" suggest="U9"><title lang="en">t</title>
      <when>age > 4</when></rule></rules>)",
     errc::reference_unknown, "U9", "no urgency level `U9`"},
    {"unknown duty",
     R"(<rules id="g" need="body"><rule id="R"><title lang="en">t</title>
      <when>age > 4</when><duty ref="d"/></rule></rules>)",
     errc::reference_unknown, "d", "there is no duty `d`"},
    {"urgency in a rule",
     R"(<rules id="g" need="body"><rule id="R" urgency="U1"><title lang="en">t</title>
      <when>urgency = 'U2'</when></rule></rules>)",
     errc::not_allowed_here, "urgency", ""},
    {"urgency in a scope",
     R"(<rules id="g" need="body" applies-when="urgency = 'U2'"><rule id="R" urgency="U1">
      <title lang="en">t</title><when>age > 4</when></rule></rules>)",
     errc::not_allowed_here, "urgency", ""},
    {"rule that is a number",
     R"(<rules id="g" need="body"><rule id="R" urgency="U1"><title lang="en">t</title>
      <when>age + 1</when></rule></rules>)",
     errc::type_mismatch, "age", ""},
    {"unknown channel",
     R"(<rules id="g" need="body"><route channel="clinik" levels="U1"/></rules>)",
     errc::reference_unknown, "clinik", "did you mean `clinic`?"},
    {"unknown professional",
     R"(<rules id="g" need="body"><route channel="clinic" professional="nurs"
      levels="U1"/>
      </rules>)",
     errc::reference_unknown, "nurs", "did you mean `nurse`?"},
    {"unknown level of a route",
     R"(<rules id="g" need="body"><route channel="clinic" levels="U1 U7"/></rules>)",
     errc::reference_unknown, "U7", "no urgency level"},
    {"route without need",
     R"(<rules id="g"><route channel="clinic" levels="U1"/></rules>)",
     errc::missing_attribute, "rules", "names no `need`"},
    {"unknown required input",
     R"(<rules id="g" need="body"><require input="sexx"/></rules>)",
     errc::reference_unknown, "sexx", "the required input"},
    {"unknown level of a requirement",
     R"(<rules id="g" need="body"><require input="sex" level="U8"/></rules>)",
     errc::reference_unknown, "U8", "no urgency level"},
    {"duty to an unknown channel",
     R"(<duties><duty id="d" by="professional" to="clinik" subject="patient"
      within="immediately" basis="s"/></duties>)",
     errc::reference_unknown, "clinik", "did you mean `clinic`?"},
};

#define GROUP(content)                                                                \
  R"(<rules id="g" need="body"><baseline id="b" age="4"/><rule id="R" urgency="U1">)" \
  R"(<title lang="en">t</title><when>age > 4</when>)" content "</rule></rules>"
#define CASE(content) GROUP("") "<cases><case id=\"T\"" content "</case></cases>"

const std::vector<fault> cases = {
    {"unknown answer in a case",
     GROUP(R"(<case expect="certain"><given aeg="4"/></case>)"), errc::reference_unknown,
     "aeg", "did you mean `age`?"},
    {"derived value in a case",
     "<derived><value id=\"old\" type=\"boolean\">age > 4</value></derived>"  //
     GROUP(R"(<case expect="certain"><given old="true"/></case>)"),
     errc::reference_unknown, "old", "is a derived value"},
    {"answer outside", GROUP(R"(<case expect="certain"><given age="130"/></case>)"),
     errc::value_outside, "130", "a whole number from 0 to 120 a"},
    {"answer of another type",
     GROUP(R"(<case expect="certain"><given age="old"/></case>)"), errc::value_outside,
     "old", "is of another form"},
    {"answer too fine",
     GROUP(R"(<case expect="certain"><given temperature="38.45"/></case>)"),
     errc::value_outside, "38.45", "in steps of 0.1"},
    {"range that is empty",
     GROUP(R"(<case expect="certain"><given age="50..30"/></case>)"), errc::value_outside,
     "50..30", "is empty"},
    {"code that is none",
     GROUP(R"(<case expect="certain"><given sex="male|other"/></case>)"),
     errc::value_outside, "male|other", "one of `female`, `male`"},
    {"complaint that is none",
     GROUP(R"(<case expect="certain"><given complaint="rash cold"/></case>)"),
     errc::value_outside, "rash cold", "a list of `rash`, `lump`, `cough`"},
    {"element answer outside",
     GROUP(R"(<case expect="certain"><given><answer input="age" value="130"/></given>
      </case>)"),
     errc::value_outside, "130", "is not among the values it can have"},
    {"unknown rule expected", CASE(R"(><expect rules="R S"/>)"), errc::reference_unknown,
     "R S", "there is no rule `S`"},
    {"unknown level expected", CASE(R"(><expect urgency="U8"/>)"),
     errc::reference_unknown, "U8", "no urgency level `U8`"},
    {"unknown status expected", CASE(R"(><expect status="opn"/>)"),
     errc::reference_unknown, "opn", "did you mean `open`?"},
    {"unknown duty expected", CASE(R"(><expect duties="d"/>)"), errc::reference_unknown,
     "d", "there is no duty `d`"},
    {"unknown channel expected", CASE(R"(><expect routes="clinic clnic/nurse"/>)"),
     errc::reference_unknown, "clinic clnic", "no channel `clnic`"},
    {"unknown professional expected", CASE(R"(><expect routes="clinic/nurs"/>)"),
     errc::reference_unknown, "clinic/nurs", "no professional `nurs`"},
    {"unknown question expected", CASE(R"(><expect next="aeg"/>)"),
     errc::reference_unknown, "aeg", "did you mean `age`?"},
    {"unknown answer in a whole case",
     CASE(R"(><given aeg="4"/><expect status="open"/>)"), errc::reference_unknown, "aeg",
     "did you mean `age`?"},
};

std::string row_name(const ::testing::TestParamInfo<fault>& info) {
  std::string out;
  bool capital = true;
  for (const char c : std::string(info.param.name)) {
    const bool letter = ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z');
    if (letter) out += capital && 'a' <= c ? static_cast<char>(c - 'a' + 'A') : c;
    capital = !letter;
  }
  return out;
}

INSTANTIATE_TEST_SUITE_P(OfNames, LinkFault, ::testing::ValuesIn(names), row_name);
INSTANTIATE_TEST_SUITE_P(OfDomains, LinkFault, ::testing::ValuesIn(domains), row_name);
INSTANTIATE_TEST_SUITE_P(OfKnowledge, LinkFault, ::testing::ValuesIn(knowledge),
                         row_name);
INSTANTIATE_TEST_SUITE_P(OfCircles, LinkFault, ::testing::ValuesIn(circles), row_name);
INSTANTIATE_TEST_SUITE_P(OfDerivations, LinkFault, ::testing::ValuesIn(derivations),
                         row_name);
INSTANTIATE_TEST_SUITE_P(OfGroups, LinkFault, ::testing::ValuesIn(groups), row_name);
INSTANTIATE_TEST_SUITE_P(OfCases, LinkFault, ::testing::ValuesIn(cases), row_name);

}  // namespace
}  // namespace arvio::tests
