// What is linked of rule sets that have faults, and what findings carry as data.

#include "arvio/book/link.hpp"
#include "arvio/ruleset/load.hpp"

#include "support/roomy.hpp"
#include "unit/book/link_support.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace arvio::tests {
namespace {

struct linked_in_part {
  book::linked made;
  findings found;  // of linking alone
  source_map sources;

  [[nodiscard]] std::string text() const {
    std::string out;
    for (const auto& one : found)
      out += render(one, sources);
    return out;
  }
  [[nodiscard]] const book::linked_group& group() const {
    return made.draft->groups.at(0);
  }
};

/// A rule set `demo` of this content, beside the vocabulary, both read in part.
linked_in_part link_part(const std::string& content, const std::string& vocabulary) {
  linked_in_part out;
  std::vector<std::shared_ptr<const ruleset::rule_set>> sets;
  const auto demo = rule_set_text(
      "demo", "1.0.0", "<use ruleset=\"vocabulary\" version=\"1\"/>\n" + content);
  findings of_reading;
  for (const auto& text : {vocabulary, demo}) {
    const auto source = out.sources.add("made.xml", testing::roomy(text));
    auto read = ruleset::load_in_part(out.sources, source, of_reading);
    EXPECT_TRUE(read);
    if (read) sets.push_back(std::make_shared<const ruleset::rule_set>(std::move(*read)));
  }
  out.made = book::link_in_part(sets, {}, out.found);
  return out;
}

linked_in_part link_part(const std::string& content) {
  return link_part(content, vocabulary_text());
}

std::string replaced(std::string text, const std::string& old, const std::string& now) {
  const auto at = text.find(old);
  EXPECT_NE(at, std::string::npos) << old;
  return at == std::string::npos ? text : text.replace(at, old.size(), now);
}

TEST(LinkInPart, GivesNoBookOfWhatWasReadInPartThoughNothingIsFound) {
  const auto got = link_part(R"(<inputs><input id="x" type="boolean" x="y"/></inputs>
    <rules id="g" need="body"><rule id="r" urgency="U1"><when>x</when></rule></rules>)");
  EXPECT_TRUE(got.found.empty()) << got.text();
  EXPECT_EQ(got.made.book, nullptr);
  ASSERT_NE(got.made.draft, nullptr);
  EXPECT_FALSE(got.group().rules[0].when) << "it rests on what could not be read";
}

TEST(LinkInPart, SaysNothingOfNamesInWhatCouldNotBeRead) {
  const auto got = link_part(
      R"(<inputs><imput id="x" type="code"><value id="c"/></imput></inputs>
    <ruls id="h"><rule id="lost"/></ruls>
    <rules id="g" need="body"><require input="x"/>
    <rule id="r" urgency="U1"><when>x = 'c' or nobody</when></rule></rules>
    <cases><case id="t"><given x="c"/>
      <expect rules="lost gone" next="x"/></case></cases>)");
  ASSERT_EQ(got.found.size(), 2u) << got.text();
  EXPECT_EQ(got.found[0].subject, "nobody");
  EXPECT_EQ(got.found[1].subject, "gone");
}

TEST(LinkInPart, CarriesTheUseThatIsMissingAsData) {
  const auto got = link_texts(
      {vocabulary_text(),
       rule_set_text("demo", "1.0.0",
                     R"(<derived><value id="d" type="boolean">age > 3</value></derived>
    <rules id="g" need="body"><require input="sex"/></rules>)")});
  ASSERT_EQ(got.found.size(), 2u) << got.text();
  const lacking vocabulary{lack::use, "vocabulary", 1};
  EXPECT_EQ(got.found[0].subject, "age");
  EXPECT_EQ(got.found[0].lacks, vocabulary);
  EXPECT_EQ(got.found[1].subject, "sex");
  EXPECT_EQ(got.found[1].lacks, vocabulary);
  auto united = got.found;
  for (auto& one : united)  // nobody reads these
    one.message = one.hint = "";
  book::unite_unused_names(united);
  ASSERT_EQ(united.size(), 1u);
  EXPECT_EQ(united[0].message,
            "`age` and 1 more name are declared by `vocabulary`, which is not used here");
}

TEST(LinkInPart, CarriesTheRuleSetThatIsNotThereAsData) {
  const auto got = link_demo(R"(<use ruleset="other" version="2"/>)");
  ASSERT_EQ(got.found.size(), 1u) << got.text();
  EXPECT_EQ(got.found[0].subject, "other");
  EXPECT_EQ(got.found[0].lacks, (lacking{lack::rule_set, "other", 2}));
}

TEST(LinkInPart, LeavesOutConditionsOfValuesThatAreAtFault) {
  const auto got = link_part(R"(<derived>
    <score id="points"><item id="i" value="nobody"/><item id="j" value="1"/></score>
    <value id="many" type="boolean">points > 3</value></derived>
    <rules id="g" need="body">
    <rule id="r" urgency="U1"><when>points > 700</when></rule>
    <rule id="s" urgency="U1"><when>many</when></rule>
    <rule id="t" urgency="U1"><when>age > 3 and age in [..2]</when></rule></rules>)");
  ASSERT_EQ(got.found.size(), 1u) << got.text();
  EXPECT_FALSE(got.group().rules[0].when);
  EXPECT_FALSE(got.group().rules[1].when);
  EXPECT_TRUE(got.group().rules[2].when);
}

TEST(LinkInPart, SaysNothingOfTheSizeOfNumbersThatRestOnFaults) {
  const auto got = link_part(
      R"(<inputs><input id="x" type="integer" unit="1" min="0" mux="3"/></inputs>
    <derived><value id="twice" type="integer">x + x</value>
    <score id="points"><item id="i" value="twice"/></score></derived>)");
  EXPECT_TRUE(got.found.empty()) << got.text();
}

TEST(LinkInPart, JudgesNoRuleByAScopeThatIsKnownInPart) {
  const auto got = link_part(R"(<rules id="g" need="body" complaints="rash lumb">
    <rule id="r" urgency="U1"><when>complaint any ('lump')</when></rule>
    <otherwise id="o" urgency="U3"/></rules>)");
  ASSERT_EQ(got.found.size(), 1u) << got.text();
  EXPECT_TRUE(got.group().complaints.empty()) << "it would exclude `lump`";
}

TEST(LinkInPart, SaysNothingOfWordsOfWhichAVocabularyReadInPartIsShort) {
  const std::string content = R"(<rules id="g" need="body">
    <rule id="r" urgency="U2"><when>age > 3</when></rule>
    <rule id="s" urgency="U9" need="hoome"><when>age > 3</when></rule>
    <route channel="clinic" levels="U1"><when>urgency >= U2</when></route></rules>)";
  const auto whole = link_part(content);
  EXPECT_EQ(whole.found.size(), 2u) << whole.text();
  const auto levels =
      link_part(content, replaced(vocabulary_text(), "id=\"U2\"", "idd=\"U2\""));
  ASSERT_EQ(levels.found.size(), 1u) << levels.text();
  EXPECT_EQ(levels.found[0].subject, "hoome");
  auto no_needs = replaced(vocabulary_text(), "<needs>", "<channels>");
  no_needs = replaced(no_needs, "</needs>", "</channels>");
  const auto needs = link_part(content, no_needs);
  ASSERT_EQ(needs.found.size(), 1u) << needs.text();
  EXPECT_EQ(needs.found[0].subject, "U9");
}

}  // namespace
}  // namespace arvio::tests
