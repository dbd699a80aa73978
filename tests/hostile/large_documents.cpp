#include "hostile/large_documents.hpp"

#include <string_view>
#include <utility>

namespace arvio::tests {
namespace {

constexpr std::string_view head =
    R"(<ruleset xmlns="urn:arvio:ruleset:1" id="x" version="1.0.0" )"
    R"(valid-from="2026-01-01" languages="en"><about status="draft">)"
    R"(<title lang="en">t</title></about><use ruleset="vocabulary" version="1"/>)";
constexpr std::string_view tail = "<fault/></ruleset>";
constexpr std::string_view profile_head =
    R"(<profile xmlns="urn:arvio:profile:1" id="x" version="1.0.0" )"
    R"(valid-from="2026-01-01" languages="en" official="fi"><about status="draft">)"
    R"(<title lang="en">t</title></about>)";
constexpr std::string_view profile_tail = "<fault/></profile>";
constexpr std::string_view calendar_head =
    R"(<calendar xmlns="urn:arvio:calendar:1" id="x" version="1.0.0" )"
    R"(from-year="1900" to-year="2199"><weekend days="sun"/>)";
constexpr std::string_view calendar_tail = "<fault/></calendar>";

/// One thing over and over: `#` is a new number each time, in as few letters as may be.
struct sort {
  const char* name;
  std::string_view begin;
  std::string_view unit;
  std::string_view end;
};

constexpr std::string_view a_rule = R"(<rules id="g" need="n"><rule id="r" urgency="u">)";

constexpr sort sorts[] = {
    {"blanks", "", " ", ""},
    {"line ends", "", "\n", ""},
    {"comments", "", "<!---->", ""},
    {"references", R"(<inputs><input id="a" type="boolean"><ask lang="en">)", "&#9;",
     "x</ask></input></inputs>"},
    {"letters of two bytes", R"(<inputs><input id="a" type="boolean"><ask lang="en">)",
     "\xC3\xA4", "</ask></input></inputs>"},
    {"pieces of text", R"(<inputs><input id="a" type="boolean"><ask lang="en">)",
     "a<!---->", "</ask></input></inputs>"},
    {"one long value",
     R"(<sources><source id="s" publisher="p" year="2026" )"
     R"(confidence="verified" title=")",
     "x", R"("/></sources>)"},
    {"unknown elements", "", "<a/>", ""},
    {"unknown elements inside", "<inputs>", "<a></a>", "</inputs>"},
    {"repeated sections", "", "<cases/>", ""},
    {"uses", "", R"(<use ruleset="#" version="1"/>)", ""},
    {"sources", "<sources>",
     R"(<source id="#" title="t" publisher="p" year="2026" confidence="verified"/>)",
     "</sources>"},
    {"value sets", "", R"(<values id="#"><value id="a"/></values>)", ""},
    {"values", R"(<values id="v">)", R"(<value id="#"/>)", "</values>"},
    {"inputs", "<inputs>", R"(<input id="a#" type="boolean"/>)", "</inputs>"},
    {"inferences", R"(<inputs><input id="a" type="boolean">)", R"(<infer value="a"/>)",
     "</input></inputs>"},
    {"inferred lists", R"(<inputs><input id="a" type="boolean">)",
     R"(<infer values="a"/>)", "</input></inputs>"},
    {"presumptions", R"(<inputs><input id="a" type="boolean">)",
     R"(<presume value="1"/>)", "</input></inputs>"},
    {"conditions of presumptions", R"(<inputs><input id="a" type="boolean">)",
     R"(<presume value="1" when="a"/>)", "</input></inputs>"},
    {"values of an expression", "<derived>", R"(<value id="a#" type="boolean">a</value>)",
     "</derived>"},
    {"items", R"(<derived><score id="s">)", R"(<item id="a#" value="1"/>)",
     "</score></derived>"},
    {"bands", R"(<derived><score id="s"><item id="i" input="a">)",
     R"(<band points="1" to="1"/>)", "</item></score></derived>"},
    {"rows", R"(<derived><table id="s" type="integer" input="a">)",
     R"(<row to="1" value="1"/>)", "</table></derived>"},
    {"cells", R"(<derived><table id="s" type="integer" input="a b"><row to="1">)",
     R"(<cell to="1" value="1"/>)", "</row></table></derived>"},
    {"groups", "", R"(<rules id="#"/>)", ""},
    {"conditions of groups", "", R"(<rules id="#" applies-when="a"/>)", ""},
    {"requirements", R"(<rules id="g">)", R"(<require input="a#"/>)", "</rules>"},
    {"baselines", R"(<rules id="g">)", R"(<baseline id="#"/>)", "</rules>"},
    {"rules", R"(<rules id="g" need="n">)",
     R"(<rule id="#" urgency="u"><when>a</when></rule>)", "</rules>"},
    {"deadlines", "<deadlines>",
     R"(<deadline id="#" kind="k" within="1 day" counts-from="a" source="s"/>)",
     "</deadlines>"},
    {"kinds of deadlines", "<deadlines>",
     R"(<deadline id="#" kind="#" within="1 day" counts-from="a" source="s"/>)",
     "</deadlines>"},
    {"conditions of deadlines", "<deadlines>",
     R"(<deadline id="#" kind="k" within="1 day" counts-from="a" source="s">)"
     R"(<when>a</when></deadline>)",
     "</deadlines>"},
    {"deadlines of a rule", a_rule, R"(<deadline kind="#"/>)",
     "<when>a</when></rule></rules>"},
    {"duties of a rule", a_rule, R"(<duty ref="#"/>)", "<when>a</when></rule></rules>"},
    {"notes of a rule", a_rule, R"(<note lang="en">x</note>)",
     "<when>a</when></rule></rules>"},
    {"citations", a_rule, R"(<source ref="s"/>)", "<when>a</when></rule></rules>"},
    {"cases of a rule", a_rule, R"(<case expect="certain"/>)",
     "<when>a</when></rule></rules>"},
    {"answers of a case", a_rule,
     R"(<case expect="certain"><given a="1" b="1" c="1"/></case>)",
     "<when>a</when></rule></rules>"},
    {"routes", R"(<rules id="g" need="n">)", R"(<route channel="c" levels="u"/>)",
     "</rules>"},
    {"routes with conditions", R"(<rules id="g" need="n">)",
     R"(<route channel="c" levels="u"><when>a</when></route>)", "</rules>"},
    {"cases", "<cases>", R"(<case id="#"><expect rules="a"/></case>)", "</cases>"},
};

constexpr std::string_view a_service =
    R"(<services><service id="s" channel="c" professionals="p">)";

constexpr sort sorts_of_profiles[] = {
    {"uses of a profile", "", R"(<use ruleset="#" version="1"/>)", ""},
    {"municipalities", "<municipalities>",
     R"(<municipality id="a#" code="001"><text lang="en">x</text></municipality>)",
     "</municipalities>"},
    {"targets", "<targets>", R"(<target level="a#" within="P1D"/>)", "</targets>"},
    {"services", "<services>", R"(<service id="#" channel="c" professionals="p"/>)",
     "</services>"},
    {"whole services", "<services>",
     R"(<service id="#" channel="c" professionals="p"><name lang="en">x</name>)"
     R"(<telephone>112</telephone><for languages="*"/><open><always/></open></service>)",
     "</services>"},
    {"names of a service", a_service, R"(<name lang="en">x</name>)",
     "</service></services>"},
    {"professionals of a service",
     R"(<services><service id="s" channel="c" )"
     R"(professionals=")",
     "a# ", R"("/></services>)"},
    {"municipalities of a service",
     R"(<municipalities><municipality id="m" code="001"><text lang="en">x</text>)"
     R"(</municipality></municipalities><services>)"
     R"(<service id="s" channel="c" professionals="p"><name lang="en">x</name>)"
     R"(<telephone>112</telephone><for languages="*" municipalities=")",
     "a# ", R"("/><open><always/></open></service></services>)"},
    {"opening hours", R"(<services><service id="s" channel="c" professionals="p"><open>)",
     R"(<hours days="mon" from="00:00" to="01:00"/>)", "</open></service></services>"},
    {"closed days", R"(<services><service id="s" channel="c" professionals="p"><open>)",
     R"(<closed days="mon"/>)", "</open></service></services>"},
    {"single dates", R"(<services><service id="s" channel="c" professionals="p"><open>)",
     R"(<except date="2026-01-01" closed="true"/>)", "</open></service></services>"},
};

constexpr sort sorts_of_calendars[] = {
    {"days", "", R"(<day id="#" kind="eve" month="1" day="1"/>)", ""},
    {"single days", "", R"(<day id="#" kind="eve" date="2026-01-01"/>)", ""},
    {"weekdays", "", R"(<day id="#" kind="eve" weekday="fri" on-or-after="06-19"/>)", ""},
    {"days after Easter", "", R"(<day id="#" kind="eve" easter="-2"/>)", ""},
    {"sources of a calendar", "<sources>",
     R"(<source id="#" title="t" publisher="p" year="2026" confidence="verified"/>)",
     "</sources>"},
};

std::string short_name(std::size_t number) {
  // small letters alone: names that differ in the case of letters are refused early
  constexpr std::string_view digits = "0123456789abcdefghijklmnopqrstuvwxyz";
  std::string name;
  do {
    name += digits[number % digits.size()];
    number /= digits.size();
  } while (number != 0);
  return name;
}

/// What stands around the things of a document.
struct frame {
  std::string_view head;
  std::string_view tail;
};

constexpr frame rule_set_frame{head, tail};
constexpr frame profile_frame{profile_head, profile_tail};
constexpr frame calendar_frame{calendar_head, calendar_tail};

std::string filled(const sort& with, const frame& around, std::size_t bytes) {
  std::string document(around.head);
  document += with.begin;
  const auto room = bytes - with.end.size() - around.tail.size();
  const auto mark = with.unit.find('#');
  for (std::size_t number = 0; document.size() + with.unit.size() + 4 < room; ++number) {
    document += with.unit.substr(0, mark);
    if (mark == std::string_view::npos) continue;
    document += short_name(number);
    document += with.unit.substr(mark + 1);
  }
  document += with.end;
  document += around.tail;
  return document;
}

/// An element with as many attributes as may be, over and over.
std::string many_attributes(std::size_t bytes) {
  std::string unit = R"(<case id="#"><given)";
  for (std::size_t i = 0; i < 256; ++i)
    unit += " a" + short_name(i) + R"(="")";
  unit += R"(/><expect rules="a"/></case>)";
  return filled({"", "<cases>", unit, "</cases>"}, rule_set_frame, bytes);
}

}  // namespace

std::vector<large_document> large_documents(std::size_t bytes) {
  std::vector<large_document> all;
  for (const auto& one : sorts)
    all.push_back({one.name, filled(one, rule_set_frame, bytes)});
  for (const auto& one : sorts_of_profiles)
    all.push_back({one.name, filled(one, profile_frame, bytes)});
  for (const auto& one : sorts_of_calendars)
    all.push_back({one.name, filled(one, calendar_frame, bytes)});
  all.push_back({"attributes", many_attributes(bytes)});
  std::string open(head);
  while (open.size() + 3 < bytes)
    open += "<a>";
  all.push_back({"not closed", std::move(open)});
  return all;
}

std::string large_profile(std::size_t services, std::size_t municipalities) {
  std::string all(profile_head);
  const auto three_digits = [](std::size_t number) {
    const auto digits = std::to_string(1000 + number % 1000);
    return digits.substr(1);
  };
  std::string ids;
  all += R"(<use ruleset="vocabulary" version="1"/><municipalities>)";
  for (std::size_t i = 0; i < municipalities; ++i) {
    const auto id = "m" + std::to_string(i);
    ids += (i == 0 ? "" : " ") + id;
    all += "<municipality id=\"" + id + "\" code=\"" + three_digits(i) +
           "\"><text lang=\"en\">x</text></municipality>";
  }
  all += R"(</municipalities><person/><targets><target level="U" within="P1D"/>)"
         R"(</targets><services>)";
  for (std::size_t i = 0; i < services; ++i) {
    const auto hour = std::to_string(10 + i / 50 % 10);
    const auto minute = std::to_string(10 + i % 50);
    all += "<service id=\"s" + std::to_string(i) +
           "\" channel=\"c\" professionals=\"p\"><name lang=\"en\">x</name>"
           "<telephone>112</telephone><for languages=\"*\"";
    if (i % 500 == 0) all += " municipalities=\"" + ids + "\"";
    all += "/><open><hours days=\"mon-sun holiday eve\" from=\"" + hour + ":" + minute +
           "\" to=\"23:" + minute + "\"/></open></service>";
  }
  return all + "</services></profile>";
}

}  // namespace arvio::tests
