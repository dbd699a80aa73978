#include "arvio/analysis/written_changes.hpp"

#include "arvio/ruleset/load.hpp"
#include "arvio/ruleset/save.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace arvio {
namespace {

using analysis::written_change;
using analysis::written_changes_between;

const std::string small = R"(<?xml version="1.0" encoding="UTF-8"?>
<ruleset xmlns="urn:arvio:ruleset:1" id="own.made" version="1.0.0" valid-from="2026-01-01"
         languages="fi en">
  <about status="draft"><title lang="en">Made</title></about>
  <sources>
    <source id="book" title="A book" publisher="P" year="2020" confidence="unverified"/>
  </sources>
  <use ruleset="vocabulary" version="1"/>
  <inputs>
    <input id="onset" type="code">
      <infer when="cold" values="sudden"/>
      <ask lang="en">How did it begin?</ask>
      <value id="sudden"/><value id="slow"/>
    </input>
    <input id="cold" type="boolean"/>
  </inputs>
  <derived>
    <score id="points">
      <item id="points_age" input="age">
        <band to="64" points="0"/> <band from="65" points="1"/>
      </item>
    </score>
  </derived>
  <rules id="g" need="body" applies-when="age >= 16 and cold">
    <baseline id="well" age="54"/>
    <rule id="G-1" urgency="L1">
      <title lang="en">One</title>
      <when>points >= 1 and (cold or onset = "sudden")</when>
      <advice lang="en" audience="patient">Rest.</advice>
      <source ref="book"/>
      <case expect="certain"><given age="70"/></case>
    </rule>
    <rule id="G-2" urgency="L2"><when>cold</when></rule>
  </rules>
  <deadlines>
    <deadline id="visit" kind="visit" within="3 days" counts-from="assessment"
              source="book"/>
    <deadline id="call" kind="visit" within="1 day" counts-from="assessment"
              source="book"/>
  </deadlines>
</ruleset>
)";

ruleset::rule_set rule_set_in(const std::string& xml) {
  source_map sources;
  findings found;
  const auto source = sources.add("a.xml", xml);
  auto made = ruleset::load(sources, source, found);
  std::string text;
  for (const auto& one : found) {
    text += render(one, sources);
  }
  EXPECT_TRUE(made.has_value()) << text;
  return made.value_or(ruleset::rule_set());
}

std::string changed(const std::string& from, const std::string& to) {
  auto text = small;
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

std::string words(const written_change& one) {
  return one.where + " | " + one.what + " | " + one.before + " | " + one.after;
}

struct edit {
  std::string from;
  std::string to;
  std::string words;  // of the one change that it makes
};

TEST(WrittenChanges, NameThePartAndWhatBecameOfIt) {
  const std::vector<edit> edits{
      {"1.0.0", "1.1.0", " | version | 1.0.0 | 1.1.0"},
      {"status=\"draft\"", "status=\"approved\"", " | status | draft | approved"},
      {">Made<", ">Done<", " | title (en) | Made | Done"},
      {"year=\"2020\"", "year=\"2021\"", "source `book` | year | 2020 | 2021"},
      {"age >= 16", "age >= 18", "group `g` | applies-when | age >= 16 | age >= 18"},
      {" and cold\">", "\">",
       "group `g` | applies-when | age >= 16 and cold | age >= 16"},
      {"points >= 1", "points >= 2", "rule `G-1` | when | points >= 1 | points >= 2"},
      {"cold or onset = \"sudden\"", "cold or onset = \"slow\"",
       "rule `G-1` | when | onset = 'sudden' | onset = 'slow'"},
      {"(cold or onset = \"sudden\")", "onset = \"sudden\"",
       "rule `G-1` | when | cold or onset = 'sudden' | onset = 'sudden'"},
      {"urgency=\"L1\"", "urgency=\"L2\"", "rule `G-1` | urgency | L1 | L2"},
      {"urgency=\"L1\"", "suggest=\"L1\"", ""},
      {">Rest.<", ">Sleep.<", "rule `G-1` | advice (en, patient) | Rest. | Sleep."},
      {"<source ref=\"book\"/>", "<source ref=\"book\" clause=\"2\"/>",
       "rule `G-1` | source | ref=\"book\" | ref=\"book\" clause=\"2\""},
      {"<rule id=\"G-2\" urgency=\"L2\"><when>cold</when></rule>", "",
       "rule `G-2` |  | rule id=\"G-2\" urgency=\"L2\"; when cold | "},
      {"<value id=\"slow\"/>", "<value id=\"slow\"/><value id=\"other\"/>",
       "input `onset`, value `other` |  |  | value id=\"other\""},
      {"<value id=\"sudden\"/><value id=\"slow\"/>",
       "<value id=\"slow\"/><value id=\"sudden\"/>",
       "input `onset` | order | sudden slow | slow sudden"},
      {"values=\"sudden\"", "values=\"slow\"",
       "input `onset` | infer | when=\"cold\" values=\"sudden\" | when=\"cold\" "
       "values=\"slow\""},
      {"points=\"1\"", "points=\"2\"",
       "score `points`, item `points_age` | band | from=\"65\" points=\"1\" | "
       "from=\"65\" points=\"2\""},
      {"within=\"3 days\"", "within=\"4 days\"",
       "deadline `visit` | within | 3 days | 4 days"},
  };
  const auto before = rule_set_in(small);
  for (const auto& one : edits) {
    const auto found =
        written_changes_between(before, rule_set_in(changed(one.from, one.to)));
    if (one.words.empty()) {
      EXPECT_EQ(found.changes.size(), 2u) << one.from;  // an attribute for another
      continue;
    }
    ASSERT_EQ(found.changes.size(), 1u) << one.from << " -> " << one.to;
    EXPECT_EQ(words(found.changes[0]), one.words);
    EXPECT_EQ(found.cases.added + found.cases.gone, 0u);
  }
}

TEST(WrittenChanges, CountCasesAndBaselines) {
  const auto found = written_changes_between(
      rule_set_in(small),
      rule_set_in(changed("<given age=\"70\"/>", "<given age=\"71\"/>")));
  EXPECT_TRUE(found.changes.empty());
  EXPECT_EQ(found.cases.added, 1u);
  EXPECT_EQ(found.cases.gone, 1u);
}

/// Every fifth attribute of a shipped rule set, one at a time.
TEST(WrittenChanges, MissNothingThatTheCanonicalFormShows) {
  std::size_t edits = 0;
  std::size_t place = 0;
  const auto folder = std::filesystem::path(ARVIO_SOURCE_DIR) / "rules" / "somatic";
  std::ifstream file(folder / "chest-pain.xml", std::ios::binary);
  const std::string xml((std::istreambuf_iterator<char>(file)), {});
  const auto before = rule_set_in(xml);
  const auto canonical = ruleset::save(before);
  for (auto at = xml.find('"'); at != std::string::npos; at = xml.find('"', at + 1)) {
    if (++place % 5 != 0) continue;
    auto text = xml;
    text.insert(at, "9");  // at the end of a value; before one it is no XML
    source_map sources;
    findings found;
    const auto source = sources.add("a.xml", text);
    const auto after = ruleset::load(sources, source, found);
    if (!after) continue;
    ++edits;
    const auto changes = written_changes_between(before, *after);
    const bool same = ruleset::save(*after) == canonical;
    const bool none = changes.changes.empty() && changes.cases.added == 0;
    EXPECT_EQ(same, none) << xml.substr(at < 60 ? 0 : at - 60, 80);
  }
  EXPECT_GT(edits, 40u);
}

}  // namespace
}  // namespace arvio
