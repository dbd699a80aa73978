#include "arvio/base/limits.hpp"

#include "unit/ruleset/load_support.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace arvio::tests {
namespace {

/// Content of a rule set, from line 3 on, and all findings that it gives.
struct faulty {
  const char* what;
  std::string content;
  std::vector<std::string> expected;
};

void expect_findings(const std::vector<faulty>& all,
                     std::string (*document)(std::string_view)) {
  for (const auto& [what, content, expected] : all) {
    const auto got = load_text(document(content));
    EXPECT_FALSE(got.rules.has_value()) << what;
    EXPECT_EQ(got.summary(), expected) << what << "\n" << got.rendered();
  }
}

// --- the document ---------------------------------------------------------------------

TEST(Load, RefusesDocumentsThatAreNoRuleSet) {
  const std::vector<faulty> documents{
      {"not XML", "hello", {"E0006 1:1 hello"}},
      {"another root",
       R"(<profile xmlns="urn:arvio:ruleset:1"/>)",
       {"E0006 1:17 urn:arvio:ruleset:1"}},
      {"no namespace", "<ruleset/>", {"E0006 1:2 ruleset"}},
      {"another namespace",
       R"(<ruleset xmlns="urn:arvio:ruleset:2"/>)",
       {"E0006 1:17 urn:arvio:ruleset:2"}},
  };
  expect_findings(documents, [](std::string_view text) { return std::string(text); });
}

TEST(Load, RefusesARootWithoutItsAttributes) {
  const auto got = load_text(R"(<ruleset xmlns="urn:arvio:ruleset:1"/>)");
  EXPECT_EQ(got.summary(),
            (std::vector<std::string>{"E0013 1:2 ruleset", "E0013 1:2 ruleset",
                                      "E0013 1:2 ruleset", "E0013 1:2 ruleset",
                                      "E0012 1:2 ruleset"}))
      << got.rendered();
}

TEST(Load, RefusesAttributesOfTheRootThatAreNotOfTheirForm) {
  const auto got = load_text(R"(<ruleset xmlns="urn:arvio:ruleset:1" id="a b"
  version="1.0" valid-from="2026-02-30" languages="FI en en" author="x">
<about status="finished" review-by="soon"/>
</ruleset>)");
  EXPECT_EQ(got.summary(),
            (std::vector<std::string>{
                "E0016 1:42 a b", "E0016 2:12 1.0", "E0016 2:29 2026-02-30",
                "E0016 2:52 FI", "E0016 2:58 en", "E0011 2:62 author", "E0012 3:2 about",
                "E0016 3:16 finished", "E0016 3:37 soon"}))
      << got.rendered();
}

TEST(Load, SuggestsTheNameThatWasMeantAndMissesNothingElse) {
  const auto got = load_text(demo_with_input(
      "<rules id=\"g\" need=\"body\" complaints=\"c\"><rule id=\"R-1\" urgancy=\"U1\">\n"
      "<wehn>a</wehn></rule>\n<otherwse id=\"R-2\" urgency=\"U2\"/></rules>\n"
      "<derived><value id=\"x\" tpye=\"boolean\">true</value></derived>"));
  ASSERT_EQ(got.summary(),
            (std::vector<std::string>{"E0011 4:57 urgancy", "E0010 5:2 wehn",
                                      "E0010 6:2 otherwse", "E0011 7:24 tpye"}))
      << got.rendered();
  EXPECT_EQ(got.found[0].hint, "did you mean `urgency`?");
  EXPECT_EQ(got.found[0].rule, "R-1");
  EXPECT_EQ(got.found[1].hint, "did you mean `when`?");
  EXPECT_EQ(got.found[2].hint, "did you mean `otherwise`?");
}

TEST(Load, ReportsBesideRepeatedAttributesAllElse) {
  const auto got = load_text(demo_text(
      "<inputs><input id=\"x\" type=\"boolean\" type=\"code\"\n colour=\"red\"/>"
      "<thing/></inputs>"));
  EXPECT_EQ(got.summary(),
            (std::vector<std::string>{"E0004 3:38 type", "E0011 4:2 colour",
                                      "E0010 4:17 thing"}));
}

TEST(Load, StopsAfterSoManyFindings) {
  std::string content = "<inputs>";
  for (int i = 0; i < 100; ++i)
    content += "<unknown/>\n";
  const auto got = load_text(demo_text(content + "</inputs>"));
  EXPECT_FALSE(got.rules.has_value());
  ASSERT_EQ(got.found.size(), limits::findings_per_file + 1);
  EXPECT_EQ(got.found.back().code, errc::limit_count);
  EXPECT_EQ(got.found.back().level, severity::note);
}

TEST(Load, CutsLongTextsInMessagesBetweenCharacters) {
  std::string text = "x";
  for (int i = 0; i < 100; ++i)
    text += "\xC3\xA4";
  const auto got =
      load_text(demo_text("<duties " + std::string("id=\"") + text + "\"/>"));
  ASSERT_EQ(got.found.size(), 1u);
  const auto long_id = load_text(
      demo_text(R"(<inputs><input id=")" + text + R"(" type="boolean"/></inputs>)"));
  ASSERT_EQ(long_id.found.size(), 1u);
  EXPECT_NE(long_id.found[0].message.find("\xC3\xA4...` is not"), std::string::npos)
      << long_id.found[0].message;
}

// --- about, sources, use --------------------------------------------------------------

TEST(Load, RefusesFaultsOfSectionsAsAWhole) {
  expect_findings(
      {
          {"an unknown section", "<setions/>", {"E0010 3:2 setions"}},
          {"a repeated section", "<inputs/>\n<inputs/>", {"E0014 4:2 inputs"}},
          {"text between sections", "<inputs/> and\n<derived/>", {"E0015 3:11 a"}},
          {"properties", "<properties><never/></properties>", {"E0017 3:2 properties"}},
          {"an attribute of a section", R"(<inputs id="x"/>)", {"E0011 3:9 id"}},
          {"the scale of a rule set that is no vocabulary",
           "<scale/>",
           {"E0010 3:2 scale"}},
      },
      demo_text);
}

TEST(Load, RefusesFaultsOfSourcesAndUses) {
  const std::string rest =
      R"( title="t" publisher="p" year="2020" confidence="verified")";
  expect_findings(
      {
          {"a source without anything",
           "<sources><source/></sources>",
           {"E0013 3:11 source", "E0013 3:11 source", "E0013 3:11 source",
            "E0013 3:11 source", "E0013 3:11 source"}},
          {"a year in words",
           R"(<sources><source id="s" title="t" publisher="p" year="MMXX" )"
           R"(confidence="sure"/></sources>)",
           {"E0016 3:55 MMXX", "E0016 3:73 sure"}},
          {"an empty title",
           R"(<sources><source id="s" title=" " publisher="p" year="2020" )"
           R"(confidence="verified"/></sources>)",
           {"E0016 3:32  "}},
          {"an address of a file",
           "<sources><source id=\"s\"" + rest + " url=\"file:///x\"/></sources>",
           {"E0016 3:88 file:///x"}},
          {"two sources of one id",
           "<sources><source id=\"s\"" + rest + "/>\n<source id=\"s\"" + rest +
               "/></sources>",
           {"E0300 4:13 s"}},
          {"a use without a major version",
           R"(<use ruleset="vocabulary" version="1.0"/>)",
           {"E0016 3:36 1.0"}},
          {"a use twice",
           "<use ruleset=\"v\" version=\"1\"/>\n<use ruleset=\"v\" version=\"2\"/>",
           {"E0300 4:15 v"}},
          {"a use with content",
           R"(<use ruleset="v" version="1"><x/></use>)",
           {"E0010 3:31 x"}},
      },
      demo_text);
}

// --- texts ----------------------------------------------------------------------------

TEST(Load, RefusesFaultsOfTexts) {
  const auto ask = [](const std::string& text) {
    return "<inputs><input id=\"x\" type=\"boolean\">\n" + text + "</input></inputs>";
  };
  expect_findings(
      {
          {"no language", ask("<ask>Why?</ask>"), {"E0013 4:2 ask"}},
          {"another language", ask(R"(<ask lang="sv">x</ask>)"), {"E0016 4:12 sv"}},
          {"one language twice",
           ask("<ask lang=\"en\">x</ask>\n<ask lang=\"en\">y</ask>"),
           {"E0014 5:2 ask"}},
          {"no words",
           ask(R"(<ask lang="en"> <!-- soon --> )"
               R"(</ask>)"),
           {"E0016 4:2 ask"}},
          {"an element inside",
           ask(R"(<ask lang="en">a <b>big</b> x</ask>)"),
           {"E0010 4:19 b"}},
          {"a source that is not listed",
           ask(R"(<ask lang="en" source="s">x</ask>)"),
           {"E0301 4:24 s"}},
          {"locked, perhaps",
           ask(R"(<ask lang="en" locked="yes">x</ask>)"),
           {"E0016 4:24 yes"}},
      },
      demo_text);
}

// --- inputs ---------------------------------------------------------------------------

TEST(Load, RefusesFaultsOfInputs) {
  const auto inputs = [](const std::string& text) {
    return "<inputs>\n" + text + "</inputs>";
  };
  expect_findings(
      {
          {"neither id nor type",
           inputs("<input/>"),
           {"E0013 4:2 input", "E0013 4:2 input"}},
          {"no such type",
           inputs(R"(<input id="x" type="number"/>)"),
           {"E0016 4:21 number"}},
          {"a word of the language",
           inputs(R"(<input id="and" type="boolean"/>)"),
           {"E0016 4:12 and"}},
          {"a function of the language",
           inputs(R"(<input id="min" type="boolean"/>)"),
           {"E0016 4:12 min"}},
          {"the name of an attribute",
           inputs(R"(<input id="id" type="boolean"/>)"),
           {"E0016 4:12 id"}},
          {"a dash in a name",
           inputs(R"(<input id="x-y" type="boolean"/>)"),
           {"E0016 4:12 x-y"}},
          {"two of one id",
           inputs(
               "<input id=\"x\" type=\"boolean\"/>\n<input id=\"x\" type=\"boolean\"/>"),
           {"E0300 5:12 x"}},
          {"a range for a boolean",
           inputs(R"(<input id="x" type="boolean" min="0" unit="1" resolution="1"/>)"),
           {"E0011 4:35 0", "E0011 4:44 1", "E0011 4:59 1"}},
          {"a number without a range",
           inputs(R"(<input id="x" type="decimal"/>)"),
           {"E0013 4:2 input", "E0013 4:2 input", "E0013 4:2 input"}},
          {"a resolution that is no power of ten",
           inputs(R"(<input id="x" type="decimal" min="0" max="1" resolution="0.5"/>)"),
           {"E0016 4:58 0.5"}},
          {"no unit at all",
           inputs(R"(<input id="x" type="integer" min="0" max="1" unit="the cat"/>)"),
           {"E0016 4:52 the cat"}},
          {"a code without values",
           inputs(R"(<input id="x" type="code"/>)"),
           {"E0012 4:2 input"}},
          {"values twice over",
           inputs(R"(<input id="x" type="code" values="s"><value id="y"/></input>)"),
           {"E0016 4:2 input"}},
          {"values of a boolean",
           inputs(R"(<input id="x" type="boolean"><value id="y"/></input>)"),
           {"E0010 4:41 y"}},
          {"a value twice",
           inputs("<input id=\"x\" type=\"code\"><value id=\"y\"/>\n<value "
                  "id=\"y\"/></input>"),
           {"E0300 5:12 y"}},
          {"applicability without otherwise",
           inputs(R"(<input id="x" type="boolean" applies-when="true"/>)"),
           {"E0013 4:2 input"}},
          {"otherwise without applicability",
           inputs(R"(<input id="x" type="boolean" otherwise="false"/>)"),
           {"E0013 4:2 input"}},
          {"a negative age of answers",
           inputs(R"(<input id="x" type="boolean" max-age="-PT1H"/>)"),
           {"E0016 4:39 -PT1H"}},
          {"inference of codes",
           inputs(R"(<input id="x" type="codes"><infer values="y"/><value id="y"/>)"
                  R"(</input>)"),
           {"E0010 4:29 infer"}},
          {"an inference that says nothing",
           inputs(R"(<input id="x" type="boolean"><infer when="x"/></input>)"),
           {"E0013 4:31 infer"}},
          {"an inference that says two things",
           inputs(R"(<input id="x" type="boolean"><infer values="true" value="x"/>)"
                  R"(</input>)"),
           {"E0016 4:31 infer"}},
          {"an inference by an unknown source",
           inputs(R"(<input id="x" type="boolean"><infer values="true" source="s"/>)"
                  R"(</input>)"),
           {"E0301 4:59 s"}},
          {"a presumption without a value",
           inputs(R"(<input id="x" type="boolean"><presume/></input>)"),
           {"E0013 4:31 presume"}},
          {"a set of values twice",
           "<values id=\"v\"><value id=\"a\"/></values>\n<values id=\"v\"><value "
           "id=\"a\"/></values>",
           {"E0300 4:13 v"}},
          {"an empty set of values", R"(<values id="v"/>)", {"E0012 3:2 values"}},
      },
      demo_text);
}

TEST(Load, PointsIntoExpressionsThroughReferencesAndComments) {
  expect_findings(
      {
          {"after a reference",
           R"(<inputs><input id="x" type="boolean" otherwise="false"
 applies-when="x &gt;= 3 and ) x"/></inputs>)",
           {"E0110 4:30 )"}},
          {"after a comment",
           R"(<derived><value id="x" type="boolean">true <!-- but -->
 and # true</value></derived>)",
           {"E0100 4:6 #"}},
          {"nothing",
           R"(<derived><value id="x" type="boolean"/></derived>)",
           {"E0112 3:16 "}},
          {"an element",
           R"(<derived><value id="x" type="boolean"><b/>true</value></derived>)",
           {"E0010 3:40 b"}},
      },
      demo_text);
}

// --- derived values -------------------------------------------------------------------

TEST(Load, RefusesFaultsOfDerivedValues) {
  const auto score = [](const std::string& text) {
    return "<derived><score id=\"s\">\n" + text + "</score></derived>";
  };
  const auto table = [](const std::string& inputs, const std::string& text) {
    return "<derived><table id=\"t\" type=\"integer\" input=\"" + inputs + "\">\n" +
           text + "</table></derived>";
  };
  expect_findings(
      {
          {"a name twice",
           "<inputs><input id=\"x\" type=\"boolean\"/></inputs>\n"
           "<derived><value id=\"x\" type=\"boolean\">true</value></derived>",
           {"E0300 4:21 x"}},
          {"no type",
           "<derived><value id=\"x\">true</value></derived>",
           {"E0013 3:11 value"}},
          {"a date",
           R"(<derived><value id="x" type="date">true</value></derived>)",
           {"E0016 3:30 date"}},
          {"a score of a type",
           R"(<derived><score id="x" type="integer"/></derived>)",
           {"E0012 3:11 score", "E0011 3:24 type"}},
          {"an item of nothing", score(R"(<item id="i"/>)"), {"E0013 4:2 item"}},
          {"an item of two things",
           score(R"(<item id="i" input="x" value="1"/>)"),
           {"E0016 4:2 item"}},
          {"an item without bands",
           score(R"(<item id="i" input="x"/>)"),
           {"E0012 4:2 item"}},
          {"a value with bands",
           score(R"(<item id="i" value="1"><band points="1" value="a"/></item>)"),
           {"E0010 4:2 item"}},
          {"a band for nothing",
           score(R"(<item id="i" input="x"><band points="1"/></item>)"),
           {"E0013 4:25 band"}},
          {"a band for two things",
           score(R"(<item id="i" input="x"><band points="1" to="3" otherwise="true"/>)"
                 R"(</item>)"),
           {"E0016 4:25 band"}},
          {"points in words",
           score(R"(<item id="i" input="x"><band points="one" to="3"/></item>)"),
           {"E0016 4:38 one"}},
          {"an item twice",
           score("<item id=\"i\" value=\"1\"/>\n<item id=\"i\" value=\"1\"/>"),
           {"E0300 5:11 i"}},
          {"a table of three inputs",
           table("x y z", R"(<row to="3" value="1"/>)"),
           {"E0016 3:50 z"}},
          {"a table without rows", table("x", ""), {"E0012 3:11 table"}},
          {"a row without a value", table("x", R"(<row to="3"/>)"), {"E0013 4:2 row"}},
          {"cells with one input",
           table("x", R"(<row to="3" value="1"><cell is="a" value="2"/></row>)"),
           {"E0010 4:2 row"}},
          {"a value with two inputs",
           table("x y", R"(<row to="3" value="1"/>)"),
           {"E0011 4:2 row"}},
          {"no cells with two inputs",
           table("x y", R"(<row to="3"/>)"),
           {"E0012 4:2 row"}},
          {"a cell for nothing",
           table("x y", R"(<row to="3"><cell value="2"/></row>)"),
           {"E0013 4:14 cell"}},
      },
      demo_text);
}

// --- rules ----------------------------------------------------------------------------

TEST(Load, RefusesFaultsOfGroups) {
  expect_findings(
      {
          {"no otherwise",
           R"(<rules id="g" complaints="c" need="n"/>)",
           {"E0309 4:2 rules"}},
          {"no otherwise for every contact",
           R"(<rules id="g" complaints="*" need="n"/>)",
           {"E0309 4:2 rules"}},
          {"every contact and one more",
           R"(<rules id="g" complaints="c *" need="n"><otherwise id="R" )"
           R"(urgency="U1"/></rules>)",
           {"E0016 4:29 *"}},
          {"no complaints between quotes",
           R"(<rules id="g" complaints=" " need="n"/>)",
           {"E0016 4:15 complaints"}},
          {"two groups of one id",
           "<rules id=\"g\"/>\n<rules id=\"g\"/>",
           {"E0300 5:12 g"}},
          {"a requirement twice",
           "<rules id=\"g\"><require input=\"a\"/>\n<require input=\"a\"/></rules>",
           {"E0014 5:17 a"}},
          {"a need twice", R"(<rules id="g" need="n n"/>)", {"E0016 4:23 n"}},
          {"a baseline twice",
           "<rules id=\"g\"><baseline id=\"b\"/>\n<baseline id=\"b\"/></rules>",
           {"E0300 5:15 b"}},
          {"a baseline without an id",
           R"(<rules id="g"><baseline a="true"/></rules>)",
           {"E0013 4:16 baseline"}},
          {"a baseline with a dot",
           R"(<rules id="g"><baseline id="b.c"/></rules>)",
           {"E0016 4:29 b.c"}},
          {"a route without levels",
           R"(<rules id="g"><route channel="c"/></rules>)",
           {"E0013 4:16 route"}},
      },
      demo_with_input);
}

TEST(Load, RefusesFaultsOfRules) {
  const auto rules = [](const std::string& text) {
    return "<rules id=\"g\" need=\"n\">\n" + text + "</rules>";
  };
  expect_findings(
      {
          {"nothing to say",
           rules(R"(<rule id="R"><when>a</when></rule>)"),
           {"E0013 5:2 rule"}},
          {"urgency and suggestion",
           rules(R"(<rule id="R" urgency="U1" suggest="U2"><when>a</when></rule>)"),
           {"E0016 5:36 U2"}},
          {"no condition", rules(R"(<rule id="R" urgency="U1"/>)"), {"E0012 5:2 rule"}},
          {"two conditions",
           rules("<rule id=\"R\" urgency=\"U1\"><when>a</when>\n<when>a</when></rule>"),
           {"E0014 6:2 when"}},
          {"two rules of one id",
           rules("<rule id=\"R\" urgency=\"U1\"><when>a</when></rule>\n"
                 "<rule id=\"R\" urgency=\"U1\"><when>a</when></rule>"),
           {"E0300 6:11 R"}},
          {"one id in two groups",
           rules(R"(<rule id="R" urgency="U1"><when>a</when></rule>)") +
               "\n<rules id=\"h\" complaints=\"c\" need=\"n\"><otherwise id=\"R\" "
               "urgency=\"U1\"/></rules>",
           {"E0300 6:54 R"}},
          {"no need",
           R"(<rules id="g"><rule id="R" urgency="U1"><when>a</when></rule></rules>)",
           {"E0013 4:16 rule"}},
          {"a kind of deadline twice",
           rules("<rule id=\"R\"><when>a</when><deadline kind=\"d\"/>\n<deadline "
                 "kind=\"d\"/></rule>"),
           {"E0014 6:17 d"}},
          {"a source that is not listed",
           rules(R"(<rule id="R" urgency="U1"><when>a</when><source ref="s"/></rule>)"),
           {"E0301 5:54 s"}},
          {"advice for nobody",
           rules(R"(<rule id="R" urgency="U1"><when>a</when><advice )"
                 R"(lang="en">x</advice></rule>)"),
           {"E0013 5:42 advice"}},
          {"advice twice",
           rules(
               R"(<rule id="R" urgency="U1"><when>a</when>
<advice lang="en" audience="patient">x</advice>
<advice lang="en" audience="patient">y</advice></rule>)"),
           {"E0014 7:2 advice"}},
          {"a duty twice",
           rules("<rule id=\"R\"><when>a</when><duty ref=\"d\"/>\n<duty "
                 "ref=\"d\"/></rule>"),
           {"E0014 6:12 d"}},
          {"a condition of otherwise",
           R"(<rules id="g" complaints="c" need="n"><otherwise id="R" urgency="U1">)"
           R"(<when>a</when></otherwise></rules>)",
           {"E0010 4:71 when"}},
          {"otherwise without a level",
           R"(<rules id="g" complaints="c" need="n"><otherwise id="R"/></rules>)",
           {"E0013 4:40 otherwise"}},
          {"otherwise with a suggestion",
           R"(<rules id="g" complaints="c" need="n"><otherwise id="R" urgency="U1" )"
           R"(suggest="U1"/></rules>)",
           {"E0011 4:70 suggest"}},
      },
      demo_with_input);
}

TEST(Load, NamesTheRuleInItsFindings) {
  const auto got = load_text(demo_with_input(
      "<rules id=\"g\" need=\"n\"><rule id=\"R-1\" urgency=\"U1\"><when>a +</when>\n"
      "<source ref=\"s\"/><case expect=\"sure\"/></rule><route/></rules>"));
  ASSERT_EQ(got.found.size(), 5u) << got.rendered();
  for (const auto& one : got.found) {
    const bool of_route = one.code == errc::missing_attribute;
    EXPECT_EQ(one.rule, of_route ? "" : "R-1") << one.message;
  }
}

TEST(Load, RefusesFaultsOfDeadlines) {
  const auto deadline = [](const std::string& within, const std::string& more) {
    return R"(<sources><source id="s" title="t" publisher="p" year="2020" )"
           R"(confidence="verified"/></sources>)"
           "\n"
           R"(<deadlines><deadline id="d" kind="k" counts-from="a" source="s" within=")" +
           within + "\"\n" + more + "/></deadlines>";
  };
  expect_findings(
      {
          {"no deadline at all",
           "<deadlines><deadline/></deadlines>",
           {"E0013 3:13 deadline", "E0013 3:13 deadline", "E0013 3:13 deadline",
            "E0013 3:13 deadline", "E0013 3:13 deadline"}},
          {"a duration", deadline("P14D", ""), {"E0016 4:73 P14D"}},
          {"not singular", deadline("1 days", ""), {"E0016 4:73 1 days"}},
          {"over ten years", deadline("121 months", ""), {"E0016 4:73 121 months"}},
          {"a first day of hours",
           deadline("24 hours", R"(start-day="included")"),
           {"E0504 5:12 included"}},
          {"a first day of weeks",
           deadline("1 week", R"(start-day="included")"),
           {"E0504 5:12 included"}},
          {"a first day of none",
           deadline("0 days", R"(start-day="included")"),
           {"E0504 5:12 included"}},
          {"a last day of hours",
           deadline("24 hours", R"(roll="next-working-day")"),
           {"E0505 5:7 next-working-day"}},
          {"a last day of no amount",
           deadline("without-delay", R"(roll="next-working-day")"),
           {"E0505 5:7 next-working-day"}},
          {"over before it begins",
           deadline("1 day", R"(in-force-from="2026-04-01" in-force-to="2026-03-31")"),
           {"E0506 5:41 2026-03-31"}},
          {"another word",
           deadline("1 day", R"(roll="next-working_day")"),
           {"E0016 5:7 next-working_day"}},
      },
      demo_text);
}

TEST(Load, TakesWhatDeadlinesMaySay) {
  for (const auto* within : {"immediately", "without-delay", "1 hour", "0 days",
                             "14 days", "1 working day", "6 weeks", "3 months"}) {
    for (const auto* more : {R"(start-day="excluded" roll="none")",
                             R"(in-force-from="2026-04-01" in-force-to="2026-04-01")"}) {
      const auto got = load_text(demo_text(
          R"(<sources><source id="s" title="t" publisher="p" year="2020" )"
          R"(confidence="verified"/></sources><deadlines><deadline id="d" kind="k" )"
          R"(counts-from="assessment" source="s" within=")" +
          std::string(within) + "\" " + more + "/></deadlines>"));
      EXPECT_TRUE(got.rules) << got.rendered();
    }
  }
}

TEST(Load, RefusesFaultsOfDuties) {
  const std::string sources =
      R"(<sources><source id="s" title="t" publisher="p" year="2020" )"
      R"(confidence="verified"/></sources>)"
      "\n";
  const auto duty = [&](const std::string& within, const std::string& basis) {
    return sources +
           R"(<duties><duty id="d" by="anyone" to="c" subject="child" within=")" +
           within + R"(" basis=")" + basis + R"("/></duties>)";
  };
  expect_findings(
      {
          {"no duty at all",
           "<duties><duty/></duties>",
           {"E0013 3:10 duty", "E0013 3:10 duty", "E0013 3:10 duty", "E0013 3:10 duty",
            "E0013 3:10 duty", "E0013 3:10 duty"}},
          {"soon", duty("soon", "s"), {"E0016 4:65 soon"}},
          {"no weeks", duty("0 weeks", "s"), {"E0016 4:65 0 weeks"}},
          {"fortnights", duty("2 fortnights", "s"), {"E0016 4:65 2 fortnights"}},
          {"no such law", duty("7 working days", "t"), {"E0301 4:88 t"}},
          {"a duty twice",
           sources + "<duties>" +
               R"(<duty id="d" by="x" to="c" subject="y" within="immediately" )"
               R"(basis="s"/>)"
               "\n"
               R"(<duty id="d" by="x" to="c" subject="y" within="immediately" )"
               R"(basis="s"/>)" +
               "</duties>",
           {"E0300 5:11 d"}},
      },
      demo_text);
}

// --- cases ----------------------------------------------------------------------------

TEST(Load, RefusesFaultsOfCases) {
  const auto test = [](const std::string& text) {
    return "<rules id=\"g\" need=\"n\"><baseline id=\"b\"/><rule id=\"R\" urgency=\"U1\">"
           "<when>a</when>\n" +
           text + "</rule></rules>";
  };
  const auto whole = [](const std::string& text) {
    return "<rules id=\"g.h\" need=\"n\"><baseline id=\"b\"/></rules><cases>\n" + text +
           "</cases>";
  };
  expect_findings(
      {
          {"an unknown expectation",
           test(R"(<case expect="maybe"/>)"),
           {"E0016 5:15 maybe"}},
          {"no expectation", test("<case/>"), {"E0013 5:2 case"}},
          {"no such baseline",
           test(R"(<case expect="certain" baseline="c"/>)"),
           {"E0301 5:34 c"}},
          {"a time without an offset",
           test(R"(<case expect="certain" at="2026-03-02T10:00:00"/>)"),
           {"E0016 5:28 2026-03-02T10:00:00"}},
          {"two sets of answers",
           test("<case expect=\"certain\"><given a=\"true\"/>\n<given/></case>"),
           {"E0014 6:2 given"}},
          {"an empty answer",
           test(R"(<case expect="certain"><given a=""/></case>)"),
           {"E0016 5:31 a"}},
          {"a name that no input has",
           test(R"(<case expect="certain"><given a-b="1"/></case>)"),
           {"E0011 5:31 a-b"}},
          {"an answer twice",
           test(R"(<case expect="certain"><given a="true"><answer input="a" )"
                R"(value="?"/></given></case>)"),
           {"E0407 5:55 a"}},
          {"an answer from nowhere",
           test(R"(<case expect="certain"><given><answer input="a" value="?" )"
                R"(origin="rumour"/></given></case>)"),
           {"E0016 5:67 rumour"}},
          {"a case without an id",
           whole(R"(<case><expect urgency="U1"/></case>)"),
           {"E0013 5:2 case"}},
          {"a case that expects nothing", whole(R"(<case id="c"/>)"), {"E0012 5:2 case"}},
          {"an expectation of nothing",
           whole(R"(<case id="c"><expect/></case>)"),
           {"E0013 5:15 expect"}},
          {"an expectation of another name",
           whole(R"(<case id="c"><expect urgancy="U1"/></case>)"),
           {"E0011 5:22 urgancy"}},
          {"two cases of one id",
           whole("<case id=\"c\"><expect status=\"open\"/></case>\n"
                 "<case id=\"c\"><expect status=\"open\"/></case>"),
           {"E0300 6:11 c"}},
          {"a baseline of no group",
           whole(R"(<case id="c" baseline="b"><expect status="open"/></case>)"),
           {"E0301 5:24 b"}},
      },
      demo_with_input);
}

// --- the vocabulary -------------------------------------------------------------------

TEST(Load, RefusesAVocabularyWithoutItsSections) {
  const auto got = load_text(
      R"(<ruleset xmlns="urn:arvio:ruleset:1" id="vocabulary" version="1.0.0"
  valid-from="2026-01-01" languages="en">
<about status="draft"><title lang="en">Words</title></about>
</ruleset>)");
  EXPECT_EQ(got.summary(),
            (std::vector<std::string>{"E0012 1:2 ruleset", "E0012 1:2 ruleset",
                                      "E0012 1:2 ruleset"}));
}

TEST(Load, RefusesScalesThatAreNotInOrder) {
  const auto scale = [](const std::string& levels) {
    auto text = vocabulary_with("");
    const auto begin = text.find("<scale>");
    const auto end = text.find("</scale>");
    text.replace(begin, end - begin, "<scale>" + levels);
    return text;
  };
  const std::vector<faulty> scales{
      {"one level",
       scale("<level id=\"U0\" emergency=\"true\" default=\"true\"/>"),
       {"E0319 3:2 scale"}},
      {"no marks",
       scale("<level id=\"U0\"/><level id=\"U1\"/>"),
       {"E0319 3:2 scale", "E0319 3:2 scale", "E0319 3:2 scale"}},
      {"marks at the wrong ends",
       scale("<level id=\"U0\" default=\"true\"/>\n"
             "<level id=\"U1\" emergency=\"true\" out-of-scope=\"true\"/>"),
       {"E0319 3:9 level", "E0319 4:2 level"}},
      {"marks twice",
       scale("<level id=\"U0\" emergency=\"true\" out-of-scope=\"true\"/>\n"
             "<level id=\"U1\" emergency=\"true\" out-of-scope=\"true\"/>\n"
             "<level id=\"U2\" default=\"true\"/>"),
       {"E0319 4:2 level", "E0319 4:2 level"}},
      {"a level twice",
       scale("<level id=\"U0\" emergency=\"true\"/>\n"
             "<level id=\"U0\" out-of-scope=\"true\" default=\"true\"/>"),
       {"E0300 4:12 U0"}},
  };
  for (const auto& [what, text, expected] : scales) {
    EXPECT_EQ(load_text(text).summary(), expected) << what;
  }
}

TEST(Load, RefusesFaultsOfTheVocabulary) {
  expect_findings(
      {
          {"a channel twice",
           "<channels><channel id=\"c\"/>\n<channel id=\"c\"/></channels>",
           {"E0300 11:14 c"}},
          {"a complaint twice",
           "<complaints><complaint id=\"c\"/>\n<complaint id=\"c\"/></complaints>",
           {"E0300 11:16 c"}},
          {"a term with a dash",
           R"(<professionals><professional id="a-b"/></professionals>)",
           {"E0016 10:34 a-b"}},
          {"two fallbacks",
           "<routes><fallback channel=\"c\"/>\n<fallback channel=\"c\"/></routes>",
           {"E0014 11:2 fallback"}},
      },
      vocabulary_with);
  auto text = vocabulary_with("");
  text.replace(text.find("<status id=\"open\"/>"), 19, "<status id=\"ajar\"/>");
  EXPECT_EQ(load_text(text).summary(),
            (std::vector<std::string>{"E0012 5:2 statuses", "E0016 6:37 ajar"}));
}

// --- budgets --------------------------------------------------------------------------

TEST(Load, RefusesMoreThanTheFormatHasRoomFor) {
  const auto many = [](std::size_t count, const std::string& begin,
                       const std::string& end) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i)
      all += begin + std::to_string(i) + end;
    return all;
  };
  const std::string wide = "<!-- room for what is kept -->";
  const std::string long_id(limits::xml_name_bytes + 1, 'x');
  expect_findings(
      {
          {"inputs",
           "<inputs>" +
               many(limits::inputs_per_set + 1, wide + "<input id=\"i",
                    "\" type=\"boolean\"/>") +
               "</inputs>",
           {"E0906 3:2 inputs"}},
          {"values",
           "<values id=\"v\">" +
               many(limits::codes_per_input + 1, "<value id=\"i", "\"/>") + "</values>",
           {"E0906 3:13 v"}},
          {"rules",
           "<rules id=\"g\" need=\"n\">" +
               many(limits::rules_per_set + 1, wide + "<rule id=\"i",
                    "\" urgency=\"u\"><when>true</when></rule>") +
               "</rules>",
           {"E0906 1:2 ruleset"}},
          {"a long id",
           "<inputs><input id=\"" + long_id + "\" type=\"boolean\"/></inputs>",
           {"E0903 3:20 " + long_id.substr(0, 24)}},
      },
      demo_text);
  auto text = vocabulary_with("");
  text.replace(text.find("<needs>"), 7,
               "<needs>" + many(limits::needs, "<need id=\"i", "\"/>"));
  EXPECT_EQ(load_text(text).summary(), std::vector<std::string>{"E0906 9:2 needs"});
  text = vocabulary_with("");
  text.replace(text.find("<level id=\"U1\""), 0,
               many(limits::levels, "<level id=\"i", "\"/>"));
  EXPECT_EQ(load_text(text).summary(), std::vector<std::string>{"E0906 3:2 scale"});
}

}  // namespace
}  // namespace arvio::tests
