#include "analysis/sites.hpp"

#include "arvio/engine/repository.hpp"
#include "arvio/lang/print.hpp"

#include "unit/engine/rule_texts.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace arvio {
namespace {

using analysis::site;
using testing_rules::case_documents;
using testing_rules::made;

const std::string body = R"(
  <inputs>
    <input id="pulse" type="integer" unit="/min" min="20" max="250">
      <infer when="sex = 'male'" from="30"/> <presume value="70" when="age >= 80"/>
    </input>
    <input id="twins" type="boolean" applies-when="age in [12..60]" otherwise="false"/>
  </inputs>
  <derived>
    <value id="fast" type="boolean">pulse > 100</value>
    <score id="points"> <item id="p" value="if fast then 1 else 0"/> </score>
  </derived>
  <rules id="g" complaints="ache" applies-when="age >= 16" need="body">
    <rule id="R-1" urgency="L1"> <when>points >= 1</when> </rule>
    <otherwise id="R-90" urgency="L2"> <source ref="invented"/> </otherwise>
    <route channel="line" levels="L1"> <when>twins</when> </route>
  </rules>)";

repository load() {
  auto documents = case_documents({"vocabulary.xml"});
  documents.push_back(made({.body = body}));
  return load_repository(std::move(documents), {});
}

TEST(Sites, AreAllExpressionsOfARuleSetWithTheirTypedForm) {
  const auto loaded = load();
  ASSERT_FALSE(has_errors(loaded.findings));
  const auto& book = *loaded.periods.back().book;
  ASSERT_EQ(book.sets.size(), 2u);
  const auto& rules = *book.sets[1].rules;
  std::vector<std::string> names;
  for (const auto& one : analysis::sites_of(rules)) {
    names.push_back(analysis::name_of(rules, one));
    const auto& typed = analysis::typed_at(book, 1, one);
    EXPECT_EQ(lang::print(analysis::written_at(rules, one).tree), lang::print(typed));
    EXPECT_NE(typed.top().type.kind, lang::kind::none) << names.back();
  }
  EXPECT_EQ(names, (std::vector<std::string>{"an inference of `pulse`",
                                             "a presumption of `pulse`",
                                             "`applies-when` of input `twins`", "`fast`",
                                             "item `p`", "`applies-when` of group `g`",
                                             "rule `R-1`", "route `line` of group `g`"}));
}

TEST(Sites, AreChangedInACopyOfTheRuleSet) {
  const auto loaded = load();
  auto copy = *loaded.sets.front();
  const site rule{analysis::site_kind::rule_when, 0, 0};
  for (const auto& one : loaded.sets) {
    if (one->id.text == "own.made") copy = *one;
  }
  analysis::written_at(copy, rule).tree.nodes.clear();
  EXPECT_TRUE(copy.groups[0].rules[0].when->tree.nodes.empty());
  EXPECT_FALSE(loaded.sets.front()->id.text == "own.made" &&
               loaded.sets.front()->groups[0].rules[0].when->tree.nodes.empty());
}

}  // namespace
}  // namespace arvio
