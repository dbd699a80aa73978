#include "arvio/ruleset/save.hpp"

#include "arvio/base/limits.hpp"
#include "arvio/ruleset/digest.hpp"

#include "support/mutants.hpp"
#include "support/scale.hpp"
#include "unit/ruleset/load_support.hpp"
#include "unit/ruleset/save_equality.hpp"

#include <gtest/gtest.h>

#include <iostream>
#include <set>
#include <string>

namespace arvio::tests {
namespace {

using ruleset::digest;
using ruleset::save;

/// What must hold of every document that loads.
void expect_stable(const ruleset::rule_set& rules, const std::string& what) {
  const auto text = save(rules);
  const auto again = load_text(text);
  ASSERT_TRUE(again.rules.has_value()) << what << "\n" << again.rendered() << text;
  EXPECT_TRUE(same(rules, *again.rules)) << what << "\n" << text;
  EXPECT_EQ(save(*again.rules), text) << what;
  EXPECT_EQ(digest(*again.rules, {}), digest(rules, {})) << what;
}

TEST(Save, GivesBackEverySoundDocument) {
  for (const auto& bytes : sound_documents()) {
    const auto got = load_text(bytes);
    ASSERT_TRUE(got.rules.has_value()) << got.rendered();
    expect_stable(*got.rules, bytes.substr(0, 200));
  }
}

TEST(Save, GivesBackEveryMutantThatLoads) {
  std::size_t taken = 0;
  std::size_t refused = 0;
  testing::mutants made(20260302);
  for (const auto& bytes : sound_documents()) {
    for (std::size_t i = 0; i < testing::mutants_of(bytes); ++i) {
      const auto mutant = made.next(bytes);
      const auto got = load_text(mutant);
      got.rules ? ++taken : ++refused;
      EXPECT_EQ(got.rules.has_value(), !has_errors(got.found));
      for (const auto& one : got.found) {
        EXPECT_LE(one.where.begin, one.where.end);
        EXPECT_LE(one.where.end, mutant.size());
      }
      if (got.rules) expect_stable(*got.rules, mutant.substr(0, 200));
      if (HasFailure()) return;
    }
  }
  std::cout << "mutants: " << taken << " loaded, " << refused << " refused\n";
  if (!testing::whole_campaigns) return;
  EXPECT_GT(taken, 50u);
  EXPECT_GT(refused, 50u);
}

TEST(Save, WritesOneFormOnly) {
  const auto got = load_text(R"(<?xml version='1.0'?>
<!-- gone -->
<ruleset languages="en" valid-from='2026-01-01' version="1.0.0" id="demo"
 xmlns="urn:arvio:ruleset:1">
  <rules need="n" id="g"><rule urgency="U1" id="R"><note lang="en">two
   lines</note><when>(a and (b))   and 3 &gt; 2</when>
  <case expect="certain"><given a='"' b="x&#10;y"><answer value="1" input="c"
    at="2026-03-02T10:00Z"/><answer input="d" value="2"/></given></case></rule></rules>
  <inputs></inputs>
  <about status="draft"><title lang="en">A &amp; B &lt; C > D ]]&gt;</title></about>
</ruleset>)");
  ASSERT_TRUE(got.rules.has_value()) << got.rendered();
  EXPECT_EQ(save(*got.rules), R"(<?xml version="1.0" encoding="UTF-8"?>
<ruleset xmlns="urn:arvio:ruleset:1" id="demo" version="1.0.0")"
                              R"( valid-from="2026-01-01" languages="en">
  <about status="draft">
    <title lang="en">A &amp; B &lt; C > D ]]&gt;</title>
  </about>
  <rules id="g" need="n">
    <rule id="R" urgency="U1">
      <when>a and b and 3 > 2</when>
      <note lang="en">two lines</note>
      <case expect="certain">
        <given a="&quot;" b="x&#10;y">
          <answer input="c" value="1" at="2026-03-02T10:00Z"/>
          <answer input="d" value="2"/>
        </given>
      </case>
    </rule>
  </rules>
</ruleset>
)");
  expect_stable(*got.rules, "one form");
}

TEST(Digest, IsTheSameForAnyLayout) {
  const auto a = load_text(demo_with_input("<!-- x --><rules id=\"g\" need=\"n\"/>"));
  const auto b = load_text(demo_with_input("<rules  need='n'\n id='g'></rules>"));
  ASSERT_TRUE(a.rules && b.rules);
  EXPECT_EQ(digest(*a.rules, {}), digest(*b.rules, {}));
}

TEST(Digest, IsTheSha256OfTheCanonicalForm) {
  ruleset::rule_set empty;
  empty.id.text = "x";
  EXPECT_EQ(
      ruleset::canonical_form(empty, {{"b", {1, 2, 3}, "ff"}, {"a", {0, 1, 0}, "00"}}),
      R"(<?xml version="1.0" encoding="UTF-8"?>
<ruleset xmlns="urn:arvio:ruleset:1" id="x" version="0.0.0")"
      R"( valid-from="1970-01-01" languages="">
  <about status=""/>
</ruleset>
uses a 0.1.0 00
uses b 1.2.3 ff
)");
  // printf '...' | sha256sum of the text above
  EXPECT_EQ(digest(empty, {{"b", {1, 2, 3}, "ff"}, {"a", {0, 1, 0}, "00"}}),
            "ad5992d0f777225cd5e35363e8534dd6bcbac2a4f50ac0c136ab6352ef1fe882");
}

TEST(Digest, DiffersForEveryChangeOfContent) {
  std::set<std::string> digests;
  const auto add = [&digests](const std::string& content,
                              const std::vector<ruleset::used_version>& uses) {
    const auto got = load_text(demo_with_input(content));
    ASSERT_TRUE(got.rules.has_value()) << got.rendered();
    EXPECT_TRUE(digests.insert(digest(*got.rules, uses)).second) << content;
  };
  add("<rules id=\"g\" need=\"n\"/>", {});
  add("<rules id=\"h\" need=\"n\"/>", {});
  add("<rules id=\"g\" need=\"m\"/>", {});
  add("<rules id=\"g\" need=\"n\" applies-when=\"a\"/>", {});
  add("<rules id=\"g\" need=\"n\"/>", {{"vocabulary", {1, 0, 0}, "00"}});
  add("<rules id=\"g\" need=\"n\"/>", {{"vocabulary", {1, 0, 1}, "00"}});
  add("<rules id=\"g\" need=\"n\"/>", {{"vocabulary", {1, 0, 0}, "01"}});
}

}  // namespace
}  // namespace arvio::tests
