#include "arvio/ruleset/load.hpp"

#include "arvio/lang/print.hpp"

#include "unit/ruleset/load_support.hpp"

#include <gtest/gtest.h>

#include <string>
#include <variant>
#include <vector>

namespace arvio::tests {
namespace {

using ruleset::rule_set;

/// The rule set of a text that must load without a finding.
rule_set sound(const std::string& bytes) {
  auto got = load_text(bytes);
  EXPECT_TRUE(got.found.empty()) << got.rendered();
  return got.rules ? std::move(*got.rules) : rule_set{};
}

std::vector<std::string> texts_of(const std::vector<ruleset::name>& names) {
  std::vector<std::string> texts;
  for (const auto& one : names)
    texts.push_back(one.text);
  return texts;
}

std::string text_of(const std::optional<ruleset::name>& one) {
  return one ? one->text : "(none)";
}

std::string printed(const std::optional<ruleset::expression>& one) {
  return one ? lang::print(one->tree) : "(none)";
}

TEST(Load, TakesEverySample) {
  const auto paths = sample_paths();
  ASSERT_FALSE(paths.empty());
  for (const auto& path : paths) {
    const auto got = load_text(bytes_of(path));
    EXPECT_TRUE(got.rules.has_value()) << path << "\n" << got.rendered();
    EXPECT_TRUE(got.found.empty()) << path << "\n" << got.rendered();
  }
}

/// The blocks of XML in a page.
std::vector<std::string> examples_in(const std::string& page) {
  std::vector<std::string> examples;
  const std::string fence = "```";
  for (auto at = page.find(fence + "xml\n"); at != std::string::npos;) {
    const auto begin = at + fence.size() + 4;
    const auto end = page.find("\n" + fence, begin);
    examples.push_back(page.substr(begin, end - begin));
    at = page.find(fence + "xml\n", end);
  }
  return examples;
}

/// A rule set around some sections, unless they are one themselves.
std::string document_around(const std::string& example) {
  if (example.find("<ruleset") != std::string::npos) return example;
  const std::string id =
      example.find("<scale>") == std::string::npos ? "x" : "vocabulary";
  return R"(<ruleset xmlns="urn:arvio:ruleset:1" version="1.0.0" languages="en" )"
         R"(valid-from="2026-01-01" id=")" +
         id + R"("><about status="draft"><title lang="en">x</title></about><sources>)" +
         R"(<source id="guideline" title="t" publisher="p" year="2020" )" +
         R"(confidence="verified"/></sources>)" + example + "</ruleset>";
}

TEST(Load, TakesEveryExampleOfTheManual) {
  const auto examples = examples_in(bytes_of(ARVIO_SOURCE_DIR "/docs/ruleset-format.md"));
  EXPECT_GT(examples.size(), 5u);
  for (const auto& example : examples)
    (void)sound(document_around(example));
}

TEST(Load, FailsWithoutASource) {
  const source_map none;
  findings found;
  EXPECT_FALSE(ruleset::load(none, 1, found).has_value());
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].code, errc::file_unreadable);
}

TEST(Load, LeavesFindingsOfOtherFilesAlone) {
  source_map sources;
  const auto source = sources.add("test.xml", "<a/>");
  findings found{{errc::bad_value, severity::error, {9, 50, 60}, "before", "", ""}};
  EXPECT_FALSE(ruleset::load(sources, source, found).has_value());
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].message, "before");
  EXPECT_EQ(found[1].code, errc::xml_root);
}

TEST(Load, ReadsTheHead) {
  const auto rules = sound(document_with_head());
  EXPECT_EQ(rules.id.text, "a.b-c_1");
  EXPECT_EQ(rules.version, (ruleset::version_number{1, 20, 300}));
  EXPECT_EQ(to_text(rules.valid_from), "2026-02-28");
  EXPECT_EQ(rules.languages, (std::vector<std::string>{"fi", "sv"}));
  EXPECT_EQ(rules.about.status.text, "approved");
  EXPECT_EQ(text_of(rules.about.review_by), "2027-01-01");
  ASSERT_EQ(rules.about.titles.size(), 2u);
  EXPECT_EQ(rules.about.titles[0].words, "Tv\xC3\xA5");
  EXPECT_EQ(rules.about.titles[1].words, "Kaksi rivi\xC3\xA4 teksti\xC3\xA4");
  EXPECT_EQ(rules.about.notes.size(), 2u);
  ASSERT_EQ(rules.about.owners.size(), 1u);
  EXPECT_EQ(rules.about.owners[0].role + rules.about.owners[0].who, "rw");
  EXPECT_EQ(rules.about.licence, "CC0-1.0");
  ASSERT_EQ(rules.sources.size(), 1u);
  EXPECT_EQ(rules.sources[0].title, "T, continued");
  EXPECT_EQ(rules.sources[0].url, "https://a.example/b?c=d&e");
  EXPECT_EQ(rules.sources[0].confidence.text, "secondary");
  ASSERT_EQ(rules.uses.size(), 1u);
  EXPECT_EQ(rules.uses[0].major, 12);
}

TEST(Load, ReadsInputs) {
  const auto rules = sound(document_with_inputs());
  ASSERT_EQ(rules.values.size(), 1u);
  EXPECT_EQ(rules.values[0].values[1].labels[0].words, "One");
  ASSERT_EQ(rules.inputs.size(), 4u);
  EXPECT_EQ(text_of(rules.inputs[0].values_of), "scale");
  const auto& t = rules.inputs[1];
  EXPECT_EQ(text_of(t.unit) + text_of(t.minimum) + text_of(t.maximum), "Cel25.045.0");
  EXPECT_EQ(text_of(t.resolution) + text_of(t.max_age) + text_of(t.after),
            "0.1PT12Hshared");
  EXPECT_EQ(printed(t.applies_when) + text_of(t.otherwise), "1 < 236.6");
  ASSERT_EQ(t.inferences.size(), 2u);
  EXPECT_EQ(text_of(t.inferences[0].from) + text_of(t.inferences[0].to), "30.031.0");
  EXPECT_EQ(printed(t.inferences[1].value), "t");
  ASSERT_EQ(t.presumptions.size(), 1u);
  EXPECT_EQ(t.presumptions[0].value.text, "36.6");
  ASSERT_EQ(t.ask.size(), 1u);
  EXPECT_TRUE(t.ask[0].locked);
  EXPECT_EQ(text_of(t.ask[0].source), "s");
  EXPECT_EQ(t.help[0].words, "Mittaa.");
  EXPECT_EQ(rules.inputs[2].values[0].id.text, "x");
}

TEST(Load, ReadsDerivedValues) {
  const auto rules = sound(document_with_derived_values());
  ASSERT_EQ(rules.derived.size(), 4u);
  const auto* score = std::get_if<ruleset::score>(&rules.derived[0].definition);
  ASSERT_NE(score, nullptr);
  ASSERT_EQ(score->items.size(), 2u);
  EXPECT_EQ(score->items[0].bands[0].points.text, "-1");
  EXPECT_EQ(text_of(score->items[0].bands[2].key.is), "a");
  EXPECT_TRUE(score->items[0].bands[3].key.otherwise);
  EXPECT_EQ(printed(score->items[1].value), "1 + 1");
  const auto* table = std::get_if<ruleset::table>(&rules.derived[1].definition);
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(texts_of(table->inputs), (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(text_of(table->rows[0].cells[0].key.to), "1");
  EXPECT_EQ(table->rows[0].cells[0].value.text, "p");
  const auto* value = std::get_if<ruleset::expression>(&rules.derived[3].definition);
  ASSERT_NE(value, nullptr);
  EXPECT_EQ(lang::print(value->tree), "x and y");
}

TEST(Load, ReadsGroups) {
  const auto rules = sound(document_with_groups());
  ASSERT_EQ(rules.groups.size(), 2u);
  const auto& g = rules.groups[0];
  EXPECT_EQ(texts_of(g.complaints), (std::vector<std::string>{"c", "d"}));
  EXPECT_EQ(texts_of(g.needs), (std::vector<std::string>{"n", "m"}));
  EXPECT_EQ(printed(g.applies_when), "a");
  EXPECT_EQ(text_of(g.requirements[0].level), "U1");
  ASSERT_EQ(g.baselines[0].answers.size(), 3u);
  EXPECT_EQ(g.baselines[0].answers[1].input.text, "complaint");
  EXPECT_EQ(text_of(g.baselines[0].answers[2].origin), "device");
  ASSERT_EQ(g.rules.size(), 3u);
  const auto& r = g.rules[0];
  EXPECT_EQ(r.advice[1].audience, "record");
  EXPECT_EQ(r.sources[0].clause, "5.1");
  EXPECT_EQ(texts_of(r.duties), (std::vector<std::string>{"d"}));
  EXPECT_EQ(r.cases[0].given[1].value.text, "x -y ?*");
  EXPECT_EQ(text_of(g.rules[1].suggest), "U0");
  ASSERT_TRUE(g.otherwise.has_value());
  EXPECT_EQ(g.otherwise->id.text, "O");
  EXPECT_EQ(printed(g.routes[0].when), "urgency = 'U1'");
  EXPECT_TRUE(rules.groups[1].every_complaint);
  EXPECT_TRUE(rules.groups[1].complaints.empty());
  EXPECT_EQ(rules.duties[0].within.text, "7 working days");
  EXPECT_EQ(texts_of(r.deadlines), (std::vector<std::string>{"visit"}));
  ASSERT_EQ(rules.deadlines.size(), 2u);
  EXPECT_FALSE(rules.deadlines[0].when || rules.deadlines[0].start_day);
  const auto& limit = rules.deadlines[1];
  EXPECT_EQ(limit.counts_from.text, "arrived");
  EXPECT_EQ(text_of(limit.start_day), "included");
  EXPECT_EQ(text_of(limit.roll), "next-working-day");
  EXPECT_EQ(text_of(limit.in_force_to), "2030-12-31");
  EXPECT_EQ(printed(limit.when), "urgency = 'U1' and a");
  EXPECT_EQ(limit.titles[0].words, "Visit");
  EXPECT_EQ(limit.notes[0].language, "fi");
  ASSERT_EQ(rules.cases.size(), 1u);
  EXPECT_TRUE(rules.cases[0].finish);
  EXPECT_EQ(rules.cases[0].expect[0].input.text, "status");  // in the order of the format
  EXPECT_EQ(rules.cases[0].expect[1].value.text, "R");
}

TEST(Load, ReadsALevelAsASentenceForEachReader) {
  auto text = document_with_vocabulary();
  const std::string plain = R"(<level id="U2" default="true"/>)";
  const auto at = text.find(plain);
  ASSERT_NE(at, std::string::npos);
  text.replace(at, plain.size(), R"(<level id="U2" default="true">
    <advice lang="en" audience="patient">You wait.</advice>
    <advice lang="en" audience="professional">Let wait.</advice></level>)");
  const auto rules = sound(text);
  const auto& advice = rules.vocabulary->levels[2].advice;
  ASSERT_EQ(advice.size(), 2u);
  EXPECT_EQ(advice[0].words, "You wait.");
  EXPECT_EQ(advice[1].audience, "professional");
}

TEST(Load, ReadsTheVocabulary) {
  const auto rules = sound(document_with_vocabulary());
  ASSERT_TRUE(rules.vocabulary.has_value());
  const auto& words = *rules.vocabulary;
  ASSERT_EQ(words.levels.size(), 3u);
  EXPECT_TRUE(words.levels[0].emergency && words.levels[1].out_of_scope);
  EXPECT_TRUE(words.levels[2].standard);
  EXPECT_EQ(words.statuses.size(), 5u);
  EXPECT_EQ(words.complaint_ask[0].words, "What is the matter?");
  EXPECT_EQ(words.complaints[0].labels[0].words, "C");
  EXPECT_EQ(texts_of(words.routes[0].needs), (std::vector<std::string>{"body"}));
  ASSERT_TRUE(words.fallback.has_value());
  EXPECT_EQ(text_of(words.fallback->professional), "p");
}

TEST(Load, KeepsThePlaceOfEverythingThatNamesSomething) {
  const auto bytes =
      demo_with_input(R"(<rules id="g" need="n m"><rule id="R" urgency="U1">
<when> a &gt; 1 </when></rule></rules>)");
  const auto got = load_text(bytes);
  ASSERT_TRUE(got.rules.has_value()) << got.rendered();
  const auto marked = [&](source_span where) {
    return bytes.substr(where.begin, where.end - where.begin);
  };
  const auto& group = got.rules->groups[0];
  EXPECT_EQ(marked(got.rules->id.where), "demo");
  EXPECT_EQ(marked(group.where), "rules");
  EXPECT_EQ(marked(group.needs[1].where), "m");
  EXPECT_EQ(marked(group.rules[0].where), "rule");
  EXPECT_EQ(marked(group.rules[0].urgency->where), "U1");
  EXPECT_EQ(marked(group.rules[0].when->where), "a &gt; 1");
  const auto& tree = group.rules[0].when->tree;
  EXPECT_EQ(marked(tree.at(tree.top().children[1]).where), "1");
}

TEST(Load, ReadsLineEndsAndByteOrderMarksOfOtherMachines) {
  auto bytes = demo_text("<inputs>\n<input id=\"a\"\n type=\"boolean\"/>\n</inputs>");
  std::string other = "\xEF\xBB\xBF";
  for (const char c : bytes)
    other += c == '\n' ? "\r\n" : std::string(1, c);
  EXPECT_EQ(sound(other).inputs.size(), 1u);
}

}  // namespace
}  // namespace arvio::tests
