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

std::string short_name(std::size_t number) {
  constexpr std::string_view digits =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  std::string name;
  do {
    name += digits[number % digits.size()];
    number /= digits.size();
  } while (number != 0);
  return name;
}

std::string filled(const sort& with, std::size_t bytes) {
  std::string document(head);
  document += with.begin;
  const auto room = bytes - with.end.size() - tail.size();
  const auto mark = with.unit.find('#');
  for (std::size_t number = 0; document.size() + with.unit.size() + 4 < room; ++number) {
    document += with.unit.substr(0, mark);
    if (mark == std::string_view::npos) continue;
    document += short_name(number);
    document += with.unit.substr(mark + 1);
  }
  document += with.end;
  document += tail;
  return document;
}

/// An element with as many attributes as may be, over and over.
std::string many_attributes(std::size_t bytes) {
  std::string unit = R"(<case id="#"><given)";
  for (std::size_t i = 0; i < 256; ++i)
    unit += " a" + short_name(i) + R"(="")";
  unit += R"(/><expect rules="a"/></case>)";
  return filled({"", "<cases>", unit, "</cases>"}, bytes);
}

}  // namespace

std::vector<large_document> large_documents(std::size_t bytes) {
  std::vector<large_document> all;
  for (const auto& one : sorts)
    all.push_back({one.name, filled(one, bytes)});
  all.push_back({"attributes", many_attributes(bytes)});
  std::string open(head);
  while (open.size() + 3 < bytes)
    open += "<a>";
  all.push_back({"not closed", std::move(open)});
  return all;
}

}  // namespace arvio::tests
