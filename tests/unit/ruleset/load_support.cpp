#include "unit/ruleset/load_support.hpp"

#include "arvio/ruleset/load.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace arvio::tests {

std::string summary_of(const finding& one, const source_map& sources) {
  const std::string_view bytes = sources.find(one.where.source)->bytes;
  const auto at = position_of(bytes, one.where.begin);
  constexpr std::uint32_t longest = 24;
  const auto size = std::min(one.where.end - one.where.begin, longest);
  return code_text(one.code) + " " + std::to_string(at.line) + ":" +
         std::to_string(at.column) + " " +
         std::string(bytes.substr(one.where.begin, size));
}

std::vector<std::string> loaded_text::summary() const {
  std::vector<std::string> lines;
  for (const auto& one : found)
    lines.push_back(summary_of(one, sources));
  return lines;
}

std::string loaded_text::rendered() const {
  std::string all;
  for (const auto& one : found)
    all += render(one, sources);
  return all;
}

loaded_text load_text(std::string_view bytes) {
  loaded_text made;
  const auto source = made.sources.add("test.xml", std::string(bytes));
  made.rules = ruleset::load(made.sources, source, made.found);
  return made;
}

std::string demo_text(std::string_view content) {
  return R"(<ruleset xmlns="urn:arvio:ruleset:1" id="demo" version="1.0.0" )"
         R"(valid-from="2026-01-01" languages="en fi">
<about status="draft"><title lang="en">Demo</title></about>
)" + std::string(content) +
         "\n</ruleset>\n";
}

std::string demo_with_input(std::string_view content) {
  return demo_text(R"(<inputs><input id="a" type="boolean"/></inputs>
)" + std::string(content));
}

std::string vocabulary_with(std::string_view content) {
  return R"(<ruleset xmlns="urn:arvio:ruleset:1" id="vocabulary" version="1.0.0" )"
         R"(valid-from="2026-01-01" languages="en fi">
<about status="draft"><title lang="en">Demo</title></about>
<scale><level id="U0" emergency="true"/><level id="U1" out-of-scope="true"/>
<level id="U2" default="true"/></scale>
<statuses>
<status id="emergency"/><status id="open"/><status id="complete"/>
<status id="out_of_scope"/><status id="exhausted"/>
</statuses>
<needs><need id="body"/></needs>
)" + std::string(content) +
         "\n</ruleset>\n";
}

std::string document_with_head() {
  return R"(<ruleset xmlns="urn:arvio:ruleset:1" id="a.b-c_1"
  version="1.20.300" valid-from="2026-02-28" languages=" fi  sv ">
  <about status="approved" review-by="2027-01-01">
    <title lang="sv">Tv&#229;</title>
    <title lang="fi"> Kaksi
      rivi&#xE4; <!-- not this --> teksti&#228; </title>
    <purpose lang="fi">x</purpose>
    <owner role="r">w</owner>
    <note lang="fi">n</note> <note lang="fi">m</note>
    <licence spdx="CC0-1.0"/>
  </about>
  <sources>
    <source id="s" title="T,
      continued" publisher="P" year="2020" url="https://a.example/b?c=d&amp;e"
      confidence="secondary"><note lang="sv">n</note></source>
  </sources>
  <use ruleset="vocabulary" version="12"/> <use calendar="finland" version="3"/>
</ruleset>)";
}

std::string document_with_inputs() {
  return demo_text(R"(
<sources>
  <source id="s" title="t" publisher="p" year="2020" confidence="verified"/>
</sources>
<values id="scale">
  <value id="0"/>
  <value id="1"><text lang="en">One</text></value>
</values>
<inputs>
  <input id="shared" type="code" values="scale"/>
  <input id="t" type="decimal" unit="Cel" min="25.0" max="45.0" resolution="0.1"
         max-age="PT12H" after="shared" applies-when="1 &lt; 2" otherwise="36.6">
    <infer when="shared = '0'" from="30.0" to="31.0" source="s"/>
    <infer value="t"/>
    <presume value="36.6" when="shared = '1'" source="s"/>
    <ask lang="en" source="s" locked="true">How hot?</ask>
    <help lang="fi">Mittaa.</help>
  </input>
  <input id="c" type="codes"><presume value="-*"/><value id="x"/></input>
  <input id="d" type="duration" min="PT0S" max="P1D"/>
</inputs>)");
}

std::string document_with_derived_values() {
  return demo_text(R"(
<derived>
  <score id="s" unit="1"><title lang="en">Points</title>
    <item id="i" input="x"><band to="3" points="-1"/><band from="4" to="5" points="0"/>
      <band value="a" points="1"/><band otherwise="true" points="2"/></item>
    <item id="j" value="1 + 1"/>
  </score>
  <table id="t" type="code" values="v" input="x y">
    <row is="a"><cell to="1" value="p"/><cell otherwise="true" value="q"/></row>
    <row otherwise="true"><cell otherwise="true" value="p"/></row>
  </table>
  <table id="u" type="decimal" unit="kg" input="x"><row to="1" value="0.5"/></table>
  <value id="w" type="boolean"> x <!-- only --> and y </value>
</derived>)");
}

std::string document_with_groups() {
  return demo_with_input(R"(
<sources>
  <source id="s" title="t" publisher="p" year="2020" confidence="verified"/>
</sources>
<rules id="g" complaints="c d" need="n m" applies-when="a">
  <title lang="en">Group</title>
  <require input="a" level="U1"/>
  <baseline id="b" a="true" complaint="c">
    <answer input="z" value="3" at="2026-03-02T10:00+02:00" origin="device"/>
  </baseline>
  <rule id="R" need="n" urgency="U1">
    <title lang="en">Rule</title> <when>a</when>
    <advice lang="en" audience="patient">x</advice>
    <advice lang="en" audience="record">y</advice>
    <note lang="en">n</note> <source ref="s" clause="5.1"/> <duty ref="d"/>
    <deadline kind="visit"/>
    <case expect="certain" baseline="b" at="2026-03-02T10:00:00Z">
      <given a="-" c="x -y ?*"/>
    </case>
  </rule>
  <rule id="S" suggest="U0"><when>not(a)</when></rule>
  <rule id="T"><when>a</when><deadline kind="visit"/></rule>
  <otherwise id="O" urgency="U2"><source ref="s"/></otherwise>
  <route channel="x" professional="y" levels="U1 U2" need="n">
    <when>urgency = 'U1'</when><title lang="fi">r</title>
  </route>
</rules>
<rules id="every" complaints="*" need="n"><otherwise id="E" urgency="U2"/></rules>
<duties>
  <duty id="d" by="professional" to="x" subject="child" within="7 working days" basis="s">
    <title lang="en">Duty</title> <advice lang="en" audience="professional">x</advice>
  </duty>
</duties>
<deadlines>
  <deadline id="old" kind="visit" within="3 months" counts-from="assessment" source="s"
            in-force-to="2026-03-31"/>
  <deadline id="new" kind="visit" within="7 working days" counts-from="arrived"
            start-day="included" roll="next-working-day" in-force-from="2026-04-01"
            in-force-to="2030-12-31" source="s">
    <title lang="en">Visit</title> <when>urgency = 'U1' and a</when>
    <advice lang="en" audience="patient">Wait.</advice> <note lang="fi">n</note>
  </deadline>
</deadlines>
<cases>
  <case id="C" at="2026-03-02T10:00:00+02:00" baseline="g.b" finish="true">
    <given a="?"/> <expect rules="R" status="open"/>
  </case>
</cases>)");
}

std::string document_with_vocabulary() {
  return vocabulary_with(R"(
<complaints>
  <ask lang="en">What is the matter?</ask>
  <complaint id="c"><text lang="en">C</text></complaint>
</complaints>
<channels><channel id="x"/></channels>
<professionals><professional id="p"/></professionals>
<routes>
  <route channel="x" levels="U1" need="body"/>
  <fallback channel="x" professional="p"/>
</routes>)");
}

std::vector<std::string> complete_documents() {
  return {document_with_head(), document_with_inputs(), document_with_derived_values(),
          document_with_groups(), document_with_vocabulary()};
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

std::vector<std::string> sample_paths() {
  std::vector<std::string> paths;
  for (const std::string folder :
       {ARVIO_SOURCE_DIR "/rules", ARVIO_SHARED_DIR "/cases"}) {
    if (!std::filesystem::exists(folder)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      const auto path = entry.path().string();
      if (entry.path().extension() == ".xml" &&
          root_element_of(bytes_of(path)) == "ruleset")
        paths.push_back(path);
    }
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::vector<std::string> sound_documents() {
  auto documents = complete_documents();
  for (const auto& path : sample_paths())
    documents.push_back(bytes_of(path));
  return documents;
}

}  // namespace arvio::tests
