#include "arvio/engine/author_notes.hpp"

#include "rule_texts.hpp"

#include <gtest/gtest.h>

#include <string>

namespace arvio {
namespace {

std::string notes(const std::string& body) {
  auto documents = testing_rules::case_documents({"vocabulary.xml"});
  documents.push_back(testing_rules::made({.body = body}));
  const auto loaded = load_repository(std::move(documents), {});
  EXPECT_FALSE(has_errors(loaded.findings));
  findings found;
  list_author_notes(loaded, found);
  std::string out;
  for (const auto& one : found) {
    EXPECT_EQ(one.level, severity::note);
    EXPECT_NE(one.where.source, 0u);
    out += one.rule + ": " + one.message + "\n";
  }
  return out;
}

const std::string rule_end = "</when> </rule> </rules>";
const std::string rule_begin =
    R"(<rules id="g" need="body"> <rule id="G-1" urgency="L1"> <when>)";

TEST(AuthorNotes, NameTwoThingsThatDependOnOneInput) {
  const std::string derived =
      R"(<derived> <value id="old" type="boolean">age >= 80</value> </derived>)";
  EXPECT_EQ(
      notes(derived + rule_begin + "old and age in [..90]" + rule_end),
      "G-1: tests several things that depend on `age`; they are taken as independent "
      "of each other\n");
  EXPECT_EQ(notes(derived + rule_begin + "old and sex = 'male'" + rule_end), "");
  EXPECT_EQ(notes(rule_begin + "age >= 80 and age in [..90]" + rule_end), "");
}

TEST(AuthorNotes, NameTheRulesThatAPresumptionCanLower) {
  const std::string input =
      R"(<inputs> <input id="falls" type="boolean"> <presume value="false"/> </input> )"
      "</inputs>";
  EXPECT_EQ(notes(input + rule_begin + "falls and age >= 80" + rule_end),
            ": presuming falls `false` can lower `G-1`\n");
  EXPECT_EQ(notes(input + rule_begin + "age >= 80" + rule_end),
            ": presuming falls `false` can lower no rule\n");
}

TEST(AuthorNotes, NameInferencesThatLeaveNothing) {
  const auto input = [](const std::string& second) {
    return R"(<inputs> <input id="stairs" type="boolean"/>
      <input id="steps" type="integer" unit="1" min="0" max="9">
        <infer when="stairs" from="5"/> <infer when=")" +
           second + R"(" to="4"/> </input> </inputs>)";
  };
  EXPECT_NE(notes(input("age >= 80") + rule_begin + "steps >= 3" + rule_end)
                .find("earlier inference of `steps` can hold together"),
            std::string::npos);
  EXPECT_EQ(notes(input("not(stairs)") + rule_begin + "steps >= 3" + rule_end), "");
}

}  // namespace
}  // namespace arvio
