// What is read of a document that has faults.

#include "arvio/base/limits.hpp"
#include "arvio/ruleset/load.hpp"

#include "unit/ruleset/load_support.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace arvio::tests {
namespace {

struct read_in_part {
  findings found;
  std::optional<ruleset::rule_set> rules;
};

read_in_part read(const std::string& bytes) {
  source_map sources;
  const auto source = sources.add("made.xml", bytes);
  read_in_part made;
  made.rules = ruleset::load_in_part(sources, source, made.found);
  return made;
}

TEST(LoadInPart, MarksThePartThatHasTheFaultAndNoOther) {
  const auto got = read(demo_text(
      R"(<values id="v"><value id="a"/><valeu id="b"/></values>
<inputs><input id="fine" type="boolean"/><input id="odd" type="boolean" mix="1"/></inputs>
<derived><value id="d" type="boolean" typ="x">fine</value></derived>
<rules id="g" need="n"><rule id="r" urgency="u" urg="x"><when>fine</when></rule>
<rule id="s" urgency="u"><when>fine</when></rule></rules>)"));
  ASSERT_TRUE(got.rules);
  const auto& rules = *got.rules;
  EXPECT_TRUE(rules.in_part);
  EXPECT_TRUE(rules.values[0].faulty);
  EXPECT_FALSE(rules.inputs[0].faulty);
  EXPECT_TRUE(rules.inputs[1].faulty);
  EXPECT_TRUE(rules.derived[0].faulty);
  EXPECT_FALSE(rules.groups[0].faulty);
  EXPECT_TRUE(rules.groups[0].rules[0].faulty);
  EXPECT_TRUE(rules.groups[0].rules[0].when);
  EXPECT_FALSE(rules.groups[0].rules[1].faulty);
}

TEST(LoadInPart, CountsFaultsOfTextsCasesAndCitationsForNoPart) {
  const auto got = read(demo_with_input(
      R"(<rules id="g" need="n"><baseline idx="b"/><require inputs="a"/>
<rule id="r" urgency="u"><title lang="xx">t</title><when>a</when><source reff="s"/>
<case expects="certain"/></rule></rules>)"));
  EXPECT_EQ(got.found.size(), 5u);
  ASSERT_TRUE(got.rules);
  EXPECT_FALSE(got.rules->groups[0].faulty);
  EXPECT_FALSE(got.rules->groups[0].rules[0].faulty);
}

TEST(LoadInPart, ReadsWhatIsNotOfItsFormAsEmpty) {
  const auto got = read(
      demo_with_input(R"(<rules id="g" need="n o!">)"
                      R"(<rule id="r" urgency="u u"><when>a</when></rule></rules>)"));
  ASSERT_TRUE(got.rules);
  const auto& group = got.rules->groups[0];
  ASSERT_EQ(group.needs.size(), 2u);
  EXPECT_EQ(group.needs[0].text, "n");
  EXPECT_EQ(group.needs[1].text, "");
  EXPECT_EQ(group.rules[0].urgency->text, "");
}

TEST(LoadInPart, KeepsTheIdsOfWhatItCouldNotRead) {
  const auto got =
      read(demo_text(R"(<imputs><input id="a"><value id="b"/></input></imputs>
<inputs><input idd="c" type="boolean"/><input id="d!" type="boolean"/></inputs>
<inputs><input id="e" type="boolean"/></inputs><scale><level id="f"/></scale>
<properties><never id="g"/></properties>)"));
  ASSERT_TRUE(got.rules);
  EXPECT_EQ(got.rules->unread,
            (std::vector<std::string>{"a", "b", "c", "d!", "e", "f", "g"}));
}

TEST(LoadInPart, GivesSoundDocumentsAsTheyAre) {
  for (const auto& bytes : complete_documents()) {
    const auto got = read(bytes);
    ASSERT_TRUE(got.rules);
    EXPECT_FALSE(got.rules->in_part);
    EXPECT_TRUE(got.rules->unread.empty());
  }
}

TEST(LoadInPart, GivesNothingWhereNothingCanBeSaidOfTheRest) {
  EXPECT_FALSE(read("<ruleset").rules) << "not well-formed";
  EXPECT_FALSE(read("<other/>").rules) << "no rule set";
  auto root = demo_text("");
  root.replace(root.find(" version="), 9, " versoin=");
  EXPECT_FALSE(read(root).rules) << "the root at fault";
  std::string many;
  for (std::size_t i = 0; i <= limits::codes_per_input; ++i)
    many += "<value id=\"c" + std::to_string(i) + "\"/>";
  EXPECT_FALSE(read(demo_text("<values id=\"v\">" + many + "</values>")).rules)
      << "over a budget";
  std::string faults;
  for (std::size_t i = 0; i <= limits::findings_per_file; ++i)
    faults += "<fault/>";
  EXPECT_FALSE(read(demo_text(faults)).rules) << "not read to its end";
}

TEST(Load, GivesNothingOfADocumentWithFaults) {
  const auto got = load_text(demo_text("<inputs><input idd=\"x\"/></inputs>"));
  EXPECT_FALSE(got.rules);
}

}  // namespace
}  // namespace arvio::tests
