#ifndef ARVIO_TESTS_SUPPORT_SAMPLE_RULES_HPP
#define ARVIO_TESTS_SUPPORT_SAMPLE_RULES_HPP

#include <cstddef>
#include <string>
#include <vector>

/// Contents of rule sets beside the vocabulary of unit/book/link_support.hpp.
namespace arvio::tests {

inline std::string when(const std::string& id, const std::string& attributes,
                        const std::string& condition) {
  return "<rule id=\"" + id + "\" " + attributes + "><title lang=\"en\">t</title><when>" +
         condition + "</when><source ref=\"s\"/></rule>\n";
}

inline std::string otherwise(const std::string& id, const std::string& level) {
  return "<otherwise id=\"" + id + "\" urgency=\"" + level +
         "\"><title lang=\"en\">t</title><source ref=\"s\"/></otherwise>\n";
}

/// Inputs, derived values, a score, a table, inferences, presumptions, applicability, an
/// age limit, gates, needs, a requirement, a chain of questions: something of everything
/// that a program can hold.
inline std::string something_of_everything() {
  return R"(<inputs>
<input id="pain" type="boolean"/>
<input id="sweat" type="boolean" after="pain"/>
<input id="onset" type="code"><value id="sudden"/><value id="minutes"/><value id="slow"/>
</input>
<input id="worse" type="code" applies-when="pain" otherwise="slow">
<value id="sudden"/><value id="slow"/></input>
<input id="pulse" type="integer" unit="/min" min="20" max="250" max-age="PT1H">
<infer when="sweat" from="60" source="s"/>
<presume value="80" when="pain = false" source="s"/></input>
<input id="pregnant" type="boolean" applies-when="sex = 'female'" otherwise="false"/>
<input id="signs" type="codes"><presume value="-*" source="s"/>
<value id="fever"/><value id="rash_seen"/><value id="stiff"/></input>
<input id="ill_for" type="duration" min="PT0H" max="P30D"/>
</inputs>
<derived>
<value id="years" type="integer" unit="a">
years_between(birth_date, assessment_time)</value>
<value id="count" type="integer">count_true(pain, sweat, signs any ('fever'))</value>
<score id="points" source="s">
<item id="i1" input="pulse"><band to="50" points="2"/>
<band from="51" to="110" points="0"/><band from="111" points="1"/></item>
<item id="i2" input="onset"><band value="sudden" points="2"/>
<band otherwise="true" points="0"/></item>
<item id="i3" value="if sweat then 1 else 0"/></score>
<table id="limit" type="integer" unit="/min" input="sex age">
<row is="female"><cell to="17" value="110"/><cell otherwise="true" value="100"/></row>
<row otherwise="true"><cell otherwise="true" value="95"/></row></table>
</derived>
<rules id="signs_of_danger" need="body">
)" + when("D1", "urgency=\"U0\"", "signs all ('fever', 'stiff')") +
         when("D2", "urgency=\"U1\"", "points >= 3") + R"(</rules>
<rules id="rashes" complaints="rash" applies-when="age >= 1" need="body home">
<require input="ill_for"/><require input="sex" level="U1"/>
)" + when("R1", "urgency=\"U0\"", "pain and sweat and pulse > limit") +
         when("R2", "urgency=\"U1\"", "onset = 'sudden' and (pain or pregnant)") +
         when("R3", "urgency=\"U2\" need=\"home\"",
              "count >= 2 or ill_for > duration('P3D')") +
         when("R4", "suggest=\"U1\"", "years >= 75 and worse = 'sudden'") +
         otherwise("R9", "U3") + R"(</rules>
<rules id="coughs" complaints="cough" need="home">
)" + when("C1", "urgency=\"U1\"", "temperature >= 39.0 and age in [..2]") +
         otherwise("C9", "U4") + "</rules>\n";
}

// --- of sizes that the shipped rule sets do not reach ----------------------------------

/// A code input of so many codes, each told apart by some rule; half of the rules ask for
/// several of them.
inline std::string many_codes(int count) {
  const auto code = [](int i) { return "v" + std::to_string(i); };
  std::string out = "<inputs>\n<input id=\"place\" type=\"code\">\n";
  for (int i = 0; i < count; ++i)
    out += "<value id=\"" + code(i) + "\"/>\n";
  out +=
      "</input>\n<input id=\"flag\" type=\"boolean\"/>\n"
      "<input id=\"spot\" type=\"integer\" unit=\"1\" min=\"0\" "
      "max=\"999\"/>\n</inputs>\n"
      "<rules id=\"g\" need=\"body\">\n";
  for (int i = 0; i < count; ++i) {
    const auto level = "U" + std::to_string(i % 4) + "\"";
    const auto id = std::to_string(i);
    if (i % 2 == 0) {
      out += when(id, "urgency=\"" + level,
                  "place = '" + code(i) + "' and spot >= " + std::to_string(i));
    } else {
      // these classes are not in a row; what only suggests is joined with nothing
      out += when(id, "suggest=\"" + level,
                  "place in ('" + code(i) + "', '" + code((i * 7 + 3) % count) + "', '" +
                      code((i * 11 + 5) % count) + "') and (flag or spot in [" +
                      std::to_string(3 * i) + ".." + std::to_string(3 * i + 40) + "])");
    }
  }
  return out + "</rules>\n";
}

/// Numbers with many bands beside flags: `groups` groups, each behind the gate of one
/// complaint, of `rules` rules of 81 boxes each. Flags and numbers count one way only, so
/// that joined rules have no boxes of their own.
inline std::string many_gates(int groups, int rules) {
  const std::vector<std::string> complaints{"rash", "lump", "cough"};
  std::string out = "<inputs>\n";
  for (int i = 0; i < 12; ++i)
    out += "<input id=\"f" + std::to_string(i) + "\" type=\"boolean\"/>\n";
  for (int i = 0; i < 4; ++i)
    out += "<input id=\"n" + std::to_string(i) +
           "\" type=\"integer\" unit=\"1\" min=\"0\" max=\"300\"/>\n";
  out += "</inputs>\n";
  for (int g = 0; g < groups; ++g) {
    const auto& complaint = complaints[static_cast<std::size_t>(g) % complaints.size()];
    const auto own = "g" + std::to_string(g);
    out += "<rules id=\"" + own + "\" complaints=\"" + complaint + "\" need=\"" +
           (g % 2 == 0 ? "body" : "home") + "\">\n";
    for (int r = 0; r < rules; ++r) {
      // (a or b or c) and (d or e or f) and ...: a box for every choice
      std::string condition;
      for (int part = 0; part < 4; ++part) {
        const auto flag = [&](int which) {
          return "f" + std::to_string((g * 5 + r * 7 + part * 3 + which) % 12);
        };
        const auto number = "n" + std::to_string((g + r + part) % 4);
        const auto from = (r * 37 + part * 61 + g * 13) % 300;
        if (part != 0) condition += " and ";
        condition += "(" + flag(0) + " or " + flag(1) + " or " + number + " > " +
                     std::to_string(from) + ")";
      }
      out += when(own + "-" + std::to_string(r),
                  "urgency=\"U" + std::to_string((r + g) % 4) + "\"", condition);
    }
    out += otherwise(own + "-rest", "U4") + "</rules>\n";
  }
  return out;
}

/// Derived values of which each hangs on the one before, so that each is found after it;
/// and so many rules of three flags.
inline std::string long_chain(int values, int rules) {
  std::string inputs = "<inputs>\n";
  std::string derived = "</inputs>\n<derived>\n";
  for (int i = 0; i < values; ++i) {
    const auto own = std::to_string(i);
    inputs += "<input id=\"x" + own + "\" type=\"boolean\"/>\n";
    derived += "<value id=\"d" + own + "\" type=\"boolean\">";
    if (i != 0) derived += "d" + std::to_string(i - 1) + (i % 2 != 0 ? " and " : " or ");
    derived += "x" + own + "</value>\n";
  }
  auto out = inputs + derived + "</derived>\n<rules id=\"chain\" need=\"body\">\n" +
             when("last", "urgency=\"U1\"", "d" + std::to_string(values - 1)) +
             "</rules>\n<rules id=\"threes\" need=\"home\">\n";
  for (int r = 0; r < rules; ++r) {
    const auto flag = [&](int which) {
      return "x" + std::to_string((r * (which + 1) + which * 7) % values);
    };
    out += when(
        "t" + std::to_string(r), "suggest=\"U" + std::to_string(r % 3 + 1) + "\"",
        "x" + std::to_string(r % values) + " and (" + flag(1) + " or " + flag(2) + ")");
  }
  return out + "</rules>\n";
}

/// A rule of 2^count - 1 boxes: each band of ten years has a flag of its own.
inline std::string many_boxes(int count) {
  std::string out = "<inputs>\n";
  std::string condition;
  for (int i = 0; i < count; ++i) {
    const auto own = std::to_string(i);
    out += "<input id=\"f" + own + "\" type=\"boolean\"/>\n";
    condition += std::string(i == 0 ? "(" : " or (") + "age in [" +
                 std::to_string(10 * i) + ".." + std::to_string(10 * i + 9) + "] and f" +
                 own + ")";
  }
  return out + "</inputs>\n<rules id=\"g\" complaints=\"rash\" need=\"body\">\n" +
         when("before", "urgency=\"U1\"", "f0 and temperature >= 39.0") +
         when("many", "urgency=\"U1\"", condition) +
         when("after", "urgency=\"U1\"", "f1 and temperature >= 38.0") +
         when("again", "suggest=\"U0\"", condition) + otherwise("rest", "U3") +
         "</rules>\n";
}

}  // namespace arvio::tests

#endif  // ARVIO_TESTS_SUPPORT_SAMPLE_RULES_HPP
