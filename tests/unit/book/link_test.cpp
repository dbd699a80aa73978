#include "arvio/book/link.hpp"

#include "arvio/base/date.hpp"
#include "arvio/base/limits.hpp"

#include "unit/book/link_support.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

namespace arvio::tests {
namespace {

using book::rulebook;

const std::string use_vocabulary = "<use ruleset=\"vocabulary\" version=\"1\"/>\n";

const book::linked_input& input_of(const rulebook& book, const char* id) {
  return book.inputs[book.find_input(id).value()];
}
const book::linked_derived& derived_of(const rulebook& book, const char* id) {
  return book.derived[book.find_derived(id).value()];
}

std::string id_of(const rulebook& book, book::step what) {
  return what.kind == lang::symbol_kind::input ? book.inputs[what.index].id
                                               : book.derived[what.index].id;
}

std::vector<std::string> order_of(const rulebook& book) {
  std::vector<std::string> out;
  for (const auto what : book.order)
    out.push_back(id_of(book, what));
  return out;
}

// --- which rule sets, in which order ---------------------------------------------------

TEST(Link, PutsTheVocabularyFirstAndTheOthersByIdWhateverTheOrderGiven) {
  const auto b = rule_set_text("b", "1.0.0", use_vocabulary);
  const auto a = rule_set_text("a", "1.0.0", "");
  const auto capital = rule_set_text("Z", "1.0.0", "");
  const auto got = link_texts({b, capital, vocabulary_text(), a});
  ASSERT_NE(got.book, nullptr) << got.text();
  std::vector<std::string> ids;
  for (const auto& set : got.book->sets)
    ids.push_back(set.rules->id.text);
  EXPECT_EQ(ids, (std::vector<std::string>{"vocabulary", "Z", "a", "b"}));
  EXPECT_EQ(got.book->sets[3].uses, (std::vector<std::uint32_t>{0}));
  EXPECT_EQ(got.book->level_count, 5u);
  EXPECT_EQ(got.book->out_of_scope, 2u);
}

TEST(Link, NeedsAVocabulary) {
  const auto got = link_texts({rule_set_text("a", "1.0.0", "")});
  EXPECT_EQ(got.book, nullptr);
  ASSERT_EQ(got.found.size(), 1u);
  EXPECT_EQ(got.found[0].code, errc::vocabulary_missing);
}

TEST(Link, RefusesTheSameRuleSetTwice) {
  const auto got = link_texts({vocabulary_text(), rule_set_text("a", "1.0.0", ""),
                               rule_set_text("a", "2.0.0", "")});
  EXPECT_EQ(got.book, nullptr);
  ASSERT_EQ(got.found.size(), 1u) << got.text();
  EXPECT_EQ(got.found[0].code, errc::rule_duplicate_id);
}

TEST(Link, RefusesAUseOfWhatIsNotThereAndIsSilentAboutItsNames) {
  const auto got = link_demo(R"(<use ruleset="other" version="1"/>
    <derived><value id="x" type="boolean">from_there > 3</value></derived>)");
  EXPECT_EQ(got.book, nullptr);
  ASSERT_EQ(got.found.size(), 1u) << got.text();
  EXPECT_EQ(got.found[0].code, errc::use_unresolved);
}

TEST(Link, RefusesAUseOfAnotherMajorVersion) {
  const auto got = link_texts(
      {vocabulary_text(),
       rule_set_text("a", "1.0.0", R"(<use ruleset="vocabulary" version="2"/>)")});
  ASSERT_EQ(got.found.size(), 1u) << got.text();
  EXPECT_EQ(got.found[0].code, errc::use_unresolved);
  EXPECT_NE(got.found[0].message.find("version 1, not 2"), std::string::npos);
}

TEST(Link, RefusesRuleSetsThatUseOneAnotherInACircle) {
  const auto got =
      link_texts({vocabulary_text(),
                  rule_set_text("a", "1.0.0", R"(<use ruleset="b" version="1"/>)"),
                  rule_set_text("b", "1.0.0", R"(<use ruleset="c" version="1"/>)"),
                  rule_set_text("c", "1.0.0", R"(<use ruleset="a" version="1"/>)")});
  ASSERT_EQ(got.found.size(), 1u) << got.text();
  EXPECT_EQ(got.found[0].code, errc::reference_cycle);
  EXPECT_EQ(got.found[0].message, "`a` uses `b` uses `c` uses `a`");
}

TEST(Link, ShowsOnlyTheNamesOfTheRuleSetsThatAreUsed) {
  const auto got = link_texts(
      {vocabulary_text(),
       rule_set_text("a", "1.0.0",
                     use_vocabulary + R"(<inputs><input id="x" type="boolean"/></inputs>
        <derived><value id="old" type="boolean">age > 64</value></derived>)"),
       rule_set_text("b", "1.0.0",
                     R"(<use ruleset="a" version="1"/>
        <derived><value id="y" type="boolean">x and old</value>
        <value id="z" type="boolean">age > 4</value></derived>)")});
  EXPECT_EQ(got.book, nullptr);
  ASSERT_EQ(got.found.size(), 1u) << got.text();
  EXPECT_EQ(got.found[0].code, errc::name_unknown);
  EXPECT_EQ(got.place(got.found[0]).rfind("age > 4", 0), 0u);
  EXPECT_EQ(
      got.found[0].hint,
      "`vocabulary` declares it: write <use ruleset=\"vocabulary\" version=\"1\"/>");
}

TEST(Link, ReportsEverythingInOneRunInTheOrderOfTheFile) {
  const auto got = link_demo(R"(<inputs><input id="x" type="boolean" after="nobody"/>
    <input id="y" type="integer" unit="1" min="5" max="4"/></inputs>
    <derived><value id="d" type="boolean">y > 3 and nothing</value></derived>
    <rules id="g" need="body"><rule id="R-1" urgency="U9"><title lang="en">t</title>
    <when>d and aeg > 4</when></rule></rules>)");
  EXPECT_EQ(got.book, nullptr);
  std::vector<errc> codes;
  for (const auto& one : got.found)
    codes.push_back(one.code);
  EXPECT_EQ(codes, (std::vector<errc>{errc::reference_unknown, errc::domain_invalid,
                                      errc::name_unknown, errc::reference_unknown,
                                      errc::name_unknown}))
      << got.text();
  EXPECT_EQ(got.found[2].rule, "");
  EXPECT_EQ(got.found[3].rule, "R-1");
  EXPECT_EQ(got.found[4].rule, "R-1");
}

TEST(Link, ReportsEachCircleOnceAndEveryFaultBesideIt) {
  const auto got = link_demo(R"(<derived>
    <value id="a" type="integer">b + 1</value> <value id="b" type="integer">a + 1</value>
    <value id="c" type="integer">d + 1</value> <value id="d" type="integer">c + a</value>
    <value id="e" type="boolean">a > 3 and aeg > 4</value></derived>)");
  std::vector<std::string> said;
  for (const auto& one : got.found)
    said.push_back(one.message);
  ASSERT_EQ(said.size(), 3u) << got.text();
  EXPECT_EQ(said[0], "`a` needs `b` needs `a`");
  EXPECT_EQ(said[1], "`c` needs `d` needs `c`");
  EXPECT_EQ(got.found[2].code, errc::name_unknown);
}

TEST(Link, StopsAfterSoManyFindingsAndSaysSo) {
  std::string content = "<derived>";
  for (int i = 0; i < 200; ++i) {
    content +=
        "<value id=\"d" + std::to_string(i) + "\" type=\"boolean\">x > 1</value>\n";
  }
  const auto got = link_demo(content + "</derived>");
  EXPECT_EQ(got.book, nullptr);
  ASSERT_EQ(got.found.size(), limits::findings_per_file + 1) << got.text();
  EXPECT_EQ(got.found.back().level, severity::note);
  EXPECT_EQ(got.found.back().code, errc::limit_count);
  EXPECT_EQ(got.found.front().code, errc::name_unknown);
}

TEST(Link, RefusesMoreDerivedValuesThanItsBudget) {
  std::string content = "<derived>";
  for (std::size_t i = 0; i <= limits::inputs_per_set; ++i) {
    content +=
        "<value id=\"d" + std::to_string(i) + "\" type=\"boolean\">age > 1</value>\n";
    content += "<!-- room for what is kept of a value, which is more than its text -->";
  }
  const auto got = link_demo(content + "</derived>");
  ASSERT_EQ(got.found.size(), 1u) << got.text();
  EXPECT_EQ(got.found[0].code, errc::limit_count);
}

// --- inputs ----------------------------------------------------------------------------

TEST(LinkedInputs, BeginWithTheComplaintOverTheVocabularysComplaints) {
  const auto got = link_demo("");
  ASSERT_NE(got.book, nullptr) << got.text();
  const auto& first = got.book->inputs.at(0);
  EXPECT_EQ(got.book->complaint, 0u);
  EXPECT_EQ(first.id, "complaint");
  EXPECT_TRUE(first.is_complaint);
  EXPECT_EQ(first.declared, nullptr);
  EXPECT_EQ(first.type.kind, lang::kind::codes);
  EXPECT_EQ(first.codes, (std::vector<std::string>{"rash", "lump", "cough"}));
  EXPECT_EQ(got.book->inputs.at(1).id, "age");
}

TEST(LinkedInputs, HaveDomainsInUnits) {
  const auto got = link_demo(R"(<inputs><input id="b" type="boolean"/>
    <input id="d" type="decimal" unit="kg" min="-0.5" max="2" resolution="0.01"/>
    <input id="t" type="duration" min="PT0S" max="P2D" max-age="P1D"/></inputs>)");
  ASSERT_NE(got.book, nullptr) << got.text();
  const auto& book = *got.book;
  EXPECT_EQ(input_of(book, "b").domain, value_set::boolean());
  EXPECT_EQ(input_of(book, "d").domain, value_set(-50, 200));
  EXPECT_EQ(input_of(book, "d").type.scale, 2);
  EXPECT_EQ(input_of(book, "d").type.unit, "kg");
  EXPECT_EQ(input_of(book, "t").domain, value_set(0, 172800));
  EXPECT_EQ(input_of(book, "t").max_age, 86400);
  EXPECT_EQ(input_of(book, "sex").domain, value_set(0, 1));
  EXPECT_EQ(input_of(book, "birth_date").type.low, to_date({1900, 1, 1}).days);
  EXPECT_TRUE(input_of(book, "complaint").domain.empty());
}

TEST(LinkedInputs, ShareAValueSetOnlyWhereItIsDeclaredShared) {
  const auto got =
      link_demo(R"(<values id="often"><value id="no"/><value id="yes"/></values>
    <inputs><input id="p" type="code" values="often"/>
    <input id="q" type="code" values="often"/>
    <input id="r" type="code"><value id="no"/><value id="yes"/></input></inputs>
    <derived><value id="same" type="boolean">p = q</value></derived>)");
  ASSERT_NE(got.book, nullptr) << got.text();
  const auto set_of = [&](const char* id) {
    return input_of(*got.book, id).type.value_set;
  };
  EXPECT_EQ(set_of("p"), set_of("q"));
  EXPECT_NE(set_of("p"), set_of("r"));
  EXPECT_NE(set_of("r"), set_of("sex"));
}

TEST(LinkedInputs, HoldInferencesAndPresumptionsInUnits) {
  const auto got = link_demo(R"(<inputs>
    <input id="pain" type="integer" unit="1" min="0" max="10" applies-when="sex = 'male'"
      otherwise="0"><infer when="age > 90" to="3"/>
      <infer value="if age > 80 then 2 else 4"/>
      <presume value="2" when="age > 80" source="s"/></input>
    <input id="mood" type="code" after="pain"><infer when="age > 9" values="low high"/>
      <value id="low"/><value id="fair"/><value id="high"/></input>
    <input id="signs" type="codes" applies-when="pain > 3" otherwise="-*">
      <presume value="c -*" source="s"/><presume value="-b" source="s"/>
      <value id="a"/><value id="b"/><value id="c"/></input>
    <input id="well" type="boolean"><infer when="pain = 0"
      values="true"/></input></inputs>)");
  ASSERT_NE(got.book, nullptr) << got.text();
  const auto& book = *got.book;
  const auto& pain = input_of(book, "pain");
  ASSERT_TRUE(pain.applies_when);
  EXPECT_EQ(pain.otherwise, 0);
  ASSERT_EQ(pain.inferences.size(), 2u);
  EXPECT_EQ(pain.inferences[0].values, value_set(0, 3));
  EXPECT_FALSE(pain.inferences[0].value);
  EXPECT_FALSE(pain.inferences[1].when);
  EXPECT_TRUE(pain.inferences[1].value);
  EXPECT_EQ(pain.inferences[1].source, 1u);
  EXPECT_EQ(pain.presumptions.at(0).value, 2);
  const auto& mood = input_of(book, "mood");
  EXPECT_EQ(mood.after, book.find_input("pain"));
  EXPECT_EQ(mood.inferences.at(0).values,
            value_set::single(0).united(value_set::single(2)));
  using said = std::vector<std::pair<std::uint32_t, bool>>;
  const auto& signs = input_of(book, "signs");
  EXPECT_EQ(signs.presumptions.at(0).codes, (said{{0, false}, {1, false}, {2, true}}));
  EXPECT_EQ(signs.presumptions.at(1).codes, (said{{1, false}}));
  EXPECT_EQ(input_of(book, "well").inferences.at(0).values, value_set::single(1));
}

// --- derived values --------------------------------------------------------------------

TEST(LinkedDerivedValues, TakeTheUnitOfTheirExpressionWhereTheyDeclareNone) {
  const auto got = link_demo(R"(<derived>
    <value id="half" type="integer">round(age / 2)</value>
    <value id="warm" type="decimal">temperature</value>
    <value id="whole" type="decimal">age</value>
    <value id="years" type="integer">years_between(birth_date, assessment_time)</value>
    <value id="fixed" type="decimal" unit="kg">if age > 4 then 1.5 else 20</value>
    <value id="other" type="code" values="sex">if age > 4 then 'male' else sex</value>
    </derived>)");
  ASSERT_NE(got.book, nullptr) << got.text();
  const auto& book = *got.book;
  EXPECT_EQ(derived_of(book, "half").type.unit, "a");
  EXPECT_EQ(derived_of(book, "half").type.high, 60);
  EXPECT_EQ(derived_of(book, "warm").type.unit, "Cel");
  EXPECT_EQ(derived_of(book, "warm").type.scale, 1);
  EXPECT_EQ(derived_of(book, "whole").type.kind, lang::kind::decimal);
  EXPECT_EQ(derived_of(book, "whole").type.scale, 0);
  EXPECT_EQ(derived_of(book, "years").type.unit, "a");
  EXPECT_EQ(derived_of(book, "fixed").type.unit, "kg");
  EXPECT_EQ(derived_of(book, "fixed").type.scale, 1);
  EXPECT_EQ(derived_of(book, "fixed").type.high, 200);
  EXPECT_EQ(derived_of(book, "other").codes,
            (std::vector<std::string>{"female", "male"}));
  EXPECT_EQ(derived_of(book, "other").type.value_set,
            input_of(book, "sex").type.value_set);
}

TEST(LinkedDerivedValues, OfAScoreLieBetweenTheSumsOfItsPoints) {
  const auto got = link_demo(R"(<derived><score id="total">
    <item id="a" input="age"><band to="15" points="-1"/><band from="65" to="200"
      points="3"/>
      <band otherwise="true" points="0"/></item>
    <item id="t" input="temperature"><band to="35.0" points="2"/><band from="35.1"
      points="0"/>
      </item>
    <item id="s" input="sex"><band value="male" points="1"/><band value="female"
      points="1"/>
      </item>
    <item id="x" value="if age > 4 then 2 else 0"/></score></derived>)");
  ASSERT_NE(got.book, nullptr) << got.text();
  const auto& total = derived_of(*got.book, "total");
  EXPECT_EQ(total.how, book::derivation::score);
  EXPECT_EQ(total.type.kind, lang::kind::integer);
  EXPECT_EQ(total.type.unit, "1");
  EXPECT_EQ(total.type.low, 0);
  EXPECT_EQ(total.type.high, 8);
  ASSERT_EQ(total.items.size(), 4u);
  const auto& age = total.items[0];
  EXPECT_EQ(age.operand->index, got.book->find_input("age"));
  ASSERT_EQ(age.rows.size(), 3u);
  EXPECT_EQ(age.rows[0].values, value_set(0, 15));
  EXPECT_EQ(age.rows[1].values, value_set(65, 120));  // cut to the domain
  EXPECT_EQ(age.rows[2].values, value_set(16, 64));   // what the others leave
  EXPECT_EQ(age.rows[0].result, -1);
  EXPECT_EQ(total.items[1].rows.at(1).values, value_set(351, 450));
  EXPECT_FALSE(total.items[3].operand);
  EXPECT_TRUE(total.items[3].value);
}

TEST(LinkedDerivedValues, OfATableAreItsResults) {
  const auto got = link_demo(R"(<derived>
    <table id="limit" type="decimal" unit="kg" input="age"><row to="4" value="1.25"/>
      <row from="5" value="20"/></table>
    <table id="kind" type="code" values="sex" input="limit"><row to="2" value="male"/>
      <row from="2.01" value="female"/></table>
    <table id="both" type="boolean" input="sex age"><row is="male">
      <cell to="4" value="true"/><cell otherwise="true" value="false"/></row>
      <row otherwise="true"><cell to="200" value="true"/></row></table></derived>)");
  ASSERT_NE(got.book, nullptr) << got.text();
  const auto& limit = derived_of(*got.book, "limit");
  EXPECT_EQ(limit.type.scale, 2);
  EXPECT_EQ(limit.type.unit, "kg");
  EXPECT_EQ(limit.type.low, 125);
  EXPECT_EQ(limit.type.high, 2000);
  const auto& kind = derived_of(*got.book, "kind");
  EXPECT_EQ(kind.operands.at(0).kind, lang::symbol_kind::derived);
  EXPECT_EQ(kind.rows.at(0).values, value_set(125, 200));
  EXPECT_EQ(kind.rows.at(0).result, 1);
  const auto& both = derived_of(*got.book, "both");
  ASSERT_EQ(both.rows.size(), 3u);
  EXPECT_EQ(both.rows[0].values, value_set::single(1));
  EXPECT_EQ(both.rows[1].second, value_set(5, 120));
  EXPECT_EQ(both.rows[2].values, value_set::single(0));
  EXPECT_EQ(both.rows[2].second, value_set(0, 120));
}

// --- groups ----------------------------------------------------------------------------

TEST(LinkedGroups, HoldIndicesAndInheritNeeds) {
  const auto got = link_demo(R"(<rules id="g" complaints="lump cough" need="body">
    <require input="sex" level="U0"/><require input="age"/>
    <rule id="A" urgency="U1" need="home body"><title lang="en">t</title>
      <when>age > 4</when><duty ref="d"/></rule>
    <rule id="B" suggest="U2"><title lang="en">t</title><when>age > 5</when></rule>
    <otherwise id="O" urgency="U3"><title lang="en">t</title></otherwise>
    <route channel="helpline" professional="doctor" levels="U1 U3">
      <when>urgency of 'home' at least 'U2'</when></route></rules>
    <rules id="h" complaints="*" need="home">
    <otherwise id="P" urgency="U4"><title lang="en">t</title></otherwise></rules>
    <duties><duty id="d" by="professional" to="clinic" subject="patient"
      within="immediately"
      basis="s"/></duties>)");
  ASSERT_NE(got.book, nullptr) << got.text();
  const auto& book = *got.book;
  const auto& group = book.groups.at(0);
  EXPECT_EQ(group.complaints, (std::vector<std::uint32_t>{1, 2}));
  EXPECT_FALSE(group.every_complaint);
  EXPECT_TRUE(group.covers());
  EXPECT_EQ(group.needs, 1u);
  EXPECT_EQ(group.requirements.at(0).level, 0u);
  EXPECT_FALSE(group.requirements.at(1).level);
  ASSERT_EQ(group.rules.size(), 3u);
  EXPECT_EQ(group.rules[0].needs, 3u);
  EXPECT_EQ(group.rules[0].urgency, 1u);
  EXPECT_EQ(group.rules[0].duties, (std::vector<std::uint32_t>{0}));
  EXPECT_EQ(group.rules[1].needs, 1u);
  EXPECT_EQ(group.rules[1].suggest, 2u);
  EXPECT_TRUE(group.rules[2].is_otherwise);
  EXPECT_FALSE(group.rules[2].when);
  const auto& route = group.routes.at(0);
  EXPECT_EQ(route.channel, 1u);
  EXPECT_EQ(route.professional, 1u);
  EXPECT_EQ(route.levels, 0b1010u);
  EXPECT_EQ(route.needs, 1u);
  EXPECT_TRUE(book.groups.at(1).every_complaint);
  EXPECT_EQ(book.routes.at(0).needs, 0u);
  EXPECT_EQ(book.routes.at(0).levels, 0b110u);
  ASSERT_TRUE(book.fallback);
  EXPECT_EQ(book.fallback->channel, 1u);
}

TEST(LinkedGroups, NeedNoNeedsOfTheirOwnWhereEveryRuleNamesThem) {
  const auto got = link_demo(R"(<rules id="g">
    <rule id="A" urgency="U1" need="home"><title lang="en">t</title>
      <when>age > 4</when></rule>
    <rule id="B" urgency="U1" need="body"><title lang="en">t</title>
      <when>age > 5</when></rule></rules>)");
  ASSERT_NE(got.book, nullptr) << got.text();
  EXPECT_EQ(got.book->groups.at(0).needs, 3u);
}

// --- deadlines -------------------------------------------------------------------------

TEST(LinkedDeadlines, HoldPlacesAndValues) {
  const auto got = link_demo(R"(<use calendar="finland" version="1"/>
    <rules id="g" complaints="cough" need="body">
    <rule id="A"><title lang="en">t</title><when>age > 4</when>
      <deadline kind="start"/><deadline kind="visit"/></rule>
    <otherwise id="O" urgency="U3"><title lang="en">t</title>
      <deadline kind="visit"/></otherwise></rules>
    <deadlines>
    <deadline id="new" kind="visit" within="14 days" counts-from="assessment" source="s"
      in-force-from="2026-04-01"><when>urgency = 'U4' and age in [..22]</when></deadline>
    <deadline id="first" kind="start" within="7 working days" counts-from="birth_date"
      start-day="included" roll="next-working-day" in-force-to="2026-03-31" source="s"/>
    <deadline id="old" kind="visit" within="3 months" counts-from="seen" source="s"/>
    </deadlines>)");
  ASSERT_NE(got.book, nullptr) << got.text();
  const auto& book = *got.book;
  EXPECT_EQ(book.deadline_kinds, (std::vector<std::string>{"visit", "start"}));
  EXPECT_EQ(book.calendar, (book::named_calendar{"finland", 1}));
  ASSERT_EQ(book.deadlines.size(), 3u);
  const auto& visit = book.deadlines[0];
  EXPECT_EQ(visit.id, "new");
  EXPECT_EQ(visit.kind, 0u);
  EXPECT_EQ(visit.within, (time_limit{time_limit_unit::days, 14}));
  EXPECT_FALSE(visit.event);
  EXPECT_FALSE(visit.counts_start_day || visit.rolls || visit.in_force_to);
  EXPECT_EQ(visit.in_force_from, parse_date("2026-04-01"));
  EXPECT_TRUE(visit.when);
  const auto& start = book.deadlines[1];
  EXPECT_EQ(start.kind, 1u);
  EXPECT_EQ(start.event, book.find_input("birth_date"));
  EXPECT_TRUE(start.counts_start_day && start.rolls);
  EXPECT_EQ(start.in_force_to, parse_date("2026-03-31"));
  EXPECT_FALSE(start.when);
  EXPECT_EQ(book.deadlines[2].event, book.find_input("seen"));
  const auto& rules = book.groups.at(0).rules;
  EXPECT_EQ(rules[0].deadline_kinds, (std::vector<std::uint32_t>{1, 0}));
  EXPECT_EQ(rules[1].deadline_kinds, (std::vector<std::uint32_t>{0}));
}

TEST(LinkedDeadlines, AreOneKindInAllRuleSets) {
  const auto limit = [](const std::string& id, const std::string& set,
                        const std::string& content) {
    return rule_set_text(set, "1.0.0",
                         R"(<use ruleset="vocabulary" version="1"/>)" + content +
                             R"(<deadlines><deadline id=")" + id +
                             R"(" kind="visit" within="1 day" counts-from="assessment" )"
                             R"(source="s"/></deadlines>)");
  };
  const auto named = [](const std::string& use) {
    return use + R"(<rules id="g" need="body"><rule id="A"><title lang="en">t</title>
      <when>age > 4</when><deadline kind="visit"/></rule></rules>)";
  };
  const auto use_a = R"(<use ruleset="law.a" version="1"/>)";
  const auto got = link_texts(
      {vocabulary_text(), limit("a", "law.a", ""), limit("b", "law.b", named(use_a))});
  ASSERT_NE(got.book, nullptr) << got.text();
  EXPECT_EQ(got.book->deadline_kinds.size(), 1u);
  EXPECT_EQ(got.book->deadlines.size(), 2u);
  const auto twice =
      link_texts({vocabulary_text(), limit("a", "law.a", ""), limit("A", "law.b", "")});
  EXPECT_EQ(twice.book, nullptr);
  ASSERT_EQ(twice.found.size(), 1u) << twice.text();
  EXPECT_EQ(twice.found[0].code, errc::rule_duplicate_id);
  // the kind is there, but not in what the rule set uses
  const auto unseen = link_texts(
      {vocabulary_text(), limit("a", "law.a", ""),
       rule_set_text("c", "1.0.0", named(R"(<use ruleset="vocabulary" version="1"/>)"))});
  EXPECT_EQ(unseen.book, nullptr);
  ASSERT_EQ(unseen.found.size(), 1u) << unseen.text();
  EXPECT_EQ(unseen.found[0].code, errc::reference_unknown);
}

TEST(LinkedDeadlines, CountByOneCalendar) {
  const auto set = [](const std::string& id, const std::string& version) {
    return rule_set_text(id, "1.0.0",
                         R"(<use calendar="finland" version=")" + version + R"("/>)");
  };
  const auto got = link_texts({vocabulary_text(), set("a", "1"), set("b", "1")});
  EXPECT_NE(got.book, nullptr) << got.text();
  const auto two = link_texts({vocabulary_text(), set("a", "1"), set("b", "2")});
  EXPECT_EQ(two.book, nullptr);
  ASSERT_EQ(two.found.size(), 2u) << two.text();  // 2 is not there either
  EXPECT_EQ(two.found[0].code, errc::calendar_differs);
  EXPECT_EQ(two.found[1].code, errc::calendar_missing);
}

// --- order -----------------------------------------------------------------------------

TEST(Order, FollowsTheAuthorWhereNothingDepends) {
  const auto got = link_demo(R"(<inputs><input id="q" type="boolean" after="p"/>
    <input id="p" type="boolean" after="o"/><input id="o" type="boolean"/></inputs>)");
  ASSERT_NE(got.book, nullptr) << got.text();
  EXPECT_EQ(order_of(*got.book),
            (std::vector<std::string>{"complaint", "age", "sex", "birth_date",
                                      "temperature", "seen", "q", "p", "o"}));
}

TEST(Order, PutsWhatIsNeededFirst) {
  const auto got = link_demo(R"(<inputs>
    <input id="p" type="boolean" applies-when="score > 1" otherwise="false"/>
    <input id="q" type="boolean"><presume value="true" when="p" source="s"/></input>
    </inputs><derived>
    <value id="last" type="boolean">first and p</value>
    <score id="score"><item id="i" value="if q then 2 else 0"/></score>
    <value id="first" type="boolean">age > 3</value></derived>)");
  ASSERT_NE(got.book, nullptr) << got.text();
  auto order = order_of(*got.book);
  order.erase(order.begin(), order.begin() + 6);
  EXPECT_EQ(order, (std::vector<std::string>{"q", "score", "p", "first", "last"}));
}

/// The names of an expression, as typed.
void take_names(const book::condition& typed, std::vector<book::step>& into) {
  if (!typed) return;
  for (const auto& one : typed->nodes) {
    if (one.op == lang::op::name) into.push_back({one.symbol, one.index});
  }
}

std::vector<book::step> needs_of(const rulebook& book, book::step what) {
  std::vector<book::step> out;
  if (what.kind == lang::symbol_kind::input) {
    const auto& input = book.inputs[what.index];
    take_names(input.applies_when, out);
    for (const auto& one : input.inferences) {
      take_names(one.when, out);
      take_names(one.value, out);
    }
    return out;
  }
  const auto& derived = book.derived[what.index];
  take_names(derived.expression, out);
  for (const auto& one : derived.items) {
    take_names(one.value, out);
    if (one.operand) out.push_back({one.operand->kind, one.operand->index});
  }
  for (const auto& one : derived.operands)
    out.push_back({one.kind, one.index});
  return out;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class ConformanceSets : public ::testing::TestWithParam<std::vector<const char*>> {};

TEST_P(ConformanceSets, LinkWithoutFindingsAndEachStepAfterAllItNeeds) {
  const std::filesystem::path folder = std::string(ARVIO_SHARED_DIR) + "/cases";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no " << folder;
  std::vector<std::string> texts{read_file(folder / "vocabulary.xml")};
  for (const auto* name : GetParam())
    texts.push_back(read_file(folder / name));
  const auto got = link_texts(texts);
  ASSERT_NE(got.book, nullptr) << got.text();
  EXPECT_TRUE(got.found.empty()) << got.text();

  std::set<std::pair<lang::symbol_kind, std::uint32_t>> done;
  for (const auto what : got.book->order) {
    for (const auto need : needs_of(*got.book, what)) {
      EXPECT_TRUE(done.count({need.kind, need.index}))
          << id_of(*got.book, what) << " before " << id_of(*got.book, need);
    }
    done.insert({what.kind, what.index});
  }
  EXPECT_EQ(done.size(), got.book->inputs.size() + got.book->derived.size());
}

INSTANTIATE_TEST_SUITE_P(OfShared, ConformanceSets,
                         ::testing::Values(std::vector{"small.xml"},
                                           std::vector{"values.xml"},
                                           std::vector{"support.xml"},
                                           std::vector{"any.xml"},
                                           std::vector{"small.xml", "support.xml"}));

TEST(Link, TakesADashForNothingInWhatACaseExpects) {
  const auto got = link_demo(
      R"(<cases><case id="C"><expect urgency="-" basis="-" at-least="-" not-excluded="-"
      rules="-" rules-possible="-" suggestions="-" duties="-" routes="-" next="-"
      uncovered="-" inferred="-" unexpected="-"/></case></cases>)");
  EXPECT_NE(got.book, nullptr) << got.text();
}

}  // namespace
}  // namespace arvio::tests
