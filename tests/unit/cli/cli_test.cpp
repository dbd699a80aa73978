// The program as its users meet it: what it prints, and with which exit code it ends.

#include "program.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const std::string source = ARVIO_SOURCE_DIR;
const std::string rules = "--rules " + source + "/rules ";

using arvio::testing_program::has;
using arvio::testing_program::outcome;

class Program : public arvio::testing_program::program_test {};

std::string contact(const std::string& answers) {
  return R"({"at":"2026-03-02T10:00:00+02:00","answers":{)" + answers + "}}";
}

const std::string half_answered =
    R"("complaint":["chest_pain"],"age":54,"speaker":"self","setting":"phone",)"
    R"("danger_signs":{"present":[],"others":"no"},"warning_signs":{"others":"no"},)"
    R"("pain_now":true,"cold_sweat":true)";

/// The same caller with two complaints: more questions than a report shows.
const std::string two_pains =
    R"("complaint":["chest_pain","low_back_pain"],"age":54,"speaker":"self",)"
    R"("setting":"phone","danger_signs":{"others":"no"},"warning_signs":{"others":"no"},)"
    R"("pain_now":true,"cold_sweat":true)";

const std::string broken_rules = R"(<?xml version="1.0" encoding="UTF-8"?>
<ruleset xmlns="urn:arvio:ruleset:1" id="own.broken" version="1.0.0"
         valid-from="2026-01-01" languages="en">
  <about status="demonstration" review-by="2027-01-01">
    <title lang="en">Broken</title> <licence spdx="CC0-1.0"/>
  </about>
  <use ruleset="vocabulary" version="1"/>
  <rules id="g" need="acute_somatic">
    <rule id="B-1" urgency="U1"> <when>agee >= 16</when> </rule>
  </rules>
</ruleset>
)";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST_F(Program, SaysItsVersionAndItsCommands) {
  const auto version = run("--version");
  EXPECT_EQ(version.code, 0);
  EXPECT_TRUE(has(version, "arvio 0.")) << version.out;
  const auto help = run("--help");
  EXPECT_EQ(help.code, 0);
  for (const auto* command : {"check", "assess", "next", "test", "show", "diff",
                              "convert", "compile", "verify"}) {
    EXPECT_TRUE(has(help, command)) << help.out;
    EXPECT_EQ(run(std::string(command) + " --help").code, 0);
  }
}

TEST_F(Program, ChangesRuleSetsAndSaysWhichChangesNoCaseNotices) {
  const std::string begin = R"(<?xml version="1.0" encoding="UTF-8"?>
<ruleset xmlns="urn:arvio:ruleset:1" id="own.small" version="1.0.0"
         valid-from="2026-01-01" languages="en">
  <about status="demonstration" review-by="2027-01-01">
    <title lang="en">Small</title> <licence spdx="CC0-1.0"/>
  </about>
  <use ruleset="vocabulary" version="1"/>
  <rules id="g" need="acute_somatic">
    <rule id="S-1" urgency="U0"> <when>pulse >= 150</when>
)";
  const std::string case_above =
      R"(<case expect="certain"> <given pulse="150"/> </case>)";
  const std::string end = R"(
      <case expect="excluded"> <given pulse="149"/> </case>
    </rule>
  </rules>
  <cases> <case id="S-T1"> <given pulse="150"/> <expect urgency="U0"/> </case> </cases>
</ruleset>
)";
  const auto words = source + "/rules/vocabulary/vocabulary.xml ";
  const auto gap = write("gap.xml", begin + end);
  const auto some = run("test --mutate --list " + words + gap);
  EXPECT_EQ(some.code, 1);
  EXPECT_TRUE(has(some, "error E0330: rule `S-1`: `pulse >= 150` becomes `false`"))
      << some.out;
  EXPECT_TRUE(has(some, "atoms of conditions: ")) << some.out;
  EXPECT_TRUE(has(some, "1 of 1 atoms missing")) << some.out;
  EXPECT_FALSE(has(some, "\r"));  // progress is for terminals
  const auto whole = write("whole.xml", begin + case_above + end);
  const auto less = run("test --mutate " + words + whole);
  EXPECT_EQ(less.code, 1);  // not all of the vocabulary is used by so small a rule set
  EXPECT_FALSE(has(less, "rule `S-1`: ")) << less.out;
  EXPECT_EQ(run("test --list " + words + whole).code, 2);
}

TEST_F(Program, EndsWithTwoForBadUsage) {
  EXPECT_EQ(run("").code, 2);
  EXPECT_EQ(run("asess").code, 2);
  EXPECT_EQ(run("assess contact.json").code, 2);
  EXPECT_EQ(run("check").code, 2);
  EXPECT_EQ(run("assess " + rules + "nowhere.json").code, 2);
}

TEST_F(Program, EndsWithTwoWhenItsOutputIsLost) {
  if (!fs::exists("/dev/full")) GTEST_SKIP() << "this system has no /dev/full";
  const auto file = write("contact.json", contact(half_answered));
  const auto by = write("mapping.json", R"({"at":"2026-03-02T10:00:00+02:00",
    "columns":{"age":{"input":"age"}}})");
  const auto table = write("table.csv", "age\n54\n");
  for (const auto& command :
       {"assess " + rules + file, "assess --json " + rules + file, "next " + rules + file,
        "check " + source + "/rules", "test " + source + "/rules",
        "show " + source + "/rules/somatic/news2.xml", "convert " + by + " " + table,
        std::string("--help"), std::string("--version")}) {
    const auto got = run(command + " >/dev/full");
    EXPECT_EQ(got.code, 2) << command;
    EXPECT_TRUE(has(got, "standard output could not be written")) << command << got.out;
  }
}

TEST_F(Program, NamesWhatIsNoCommandNoLanguageAndNoFile) {
  const auto file = write("contact.json", contact(half_answered));
  const auto command = run("asess");
  EXPECT_EQ(command.code, 2);
  EXPECT_TRUE(has(command, "`asess` is no command; did you mean `assess`?"))
      << command.out;
  const auto language = run("assess " + rules + "--lang xx " + file);
  EXPECT_EQ(language.code, 2);
  EXPECT_TRUE(has(language, "the languages are fi, sv and en")) << language.out;
  for (const auto* name : {"check ", "test ", "assess - --rules "}) {
    const auto got = run(std::string(name) + "nowhere");
    EXPECT_EQ(got.code, 2) << name;
    EXPECT_EQ(got.out, "arvio: there is no `nowhere`\n") << name;
  }
}

TEST_F(Program, TakesNoFolderForAFile) {
  const auto folder = source + "/rules";
  const auto by = write("mapping.json", "{}");
  for (const auto& command : {"show " + folder, "assess " + rules + folder,
                              "next " + rules + folder, "convert " + by + " " + folder}) {
    const auto got = run(command);
    EXPECT_EQ(got.code, 2) << command;
    EXPECT_TRUE(has(got, "`" + folder + "` is a folder")) << command << got.out;
  }
}

TEST_F(Program, ShowsThatRulesTakeOnePathAtATime) {
  const auto got = run("assess --help");
  EXPECT_TRUE(has(got, "--rules PATH (may be repeated)")) << got.out;
  EXPECT_TRUE(has(got, "--lang fi|sv|en")) << got.out;
}

TEST_F(Program, CountsInSingularAndPlural) {
  const auto got = run("check " + write("broken.xml", "<ruleset/>"));
  EXPECT_TRUE(has(got, "1 document, ")) << got.out;
}

TEST_F(Program, TellsANurseWhatToDoNext) {
  const auto file = write("contact.json", contact(half_answered));
  const auto got = run("assess " + rules + "--lang en " + file);
  EXPECT_EQ(got.code, 0) << got.out;
  EXPECT_EQ(got.out.rfind("Still open: certainly at least U2 (", 0), 0u) << got.out;
  EXPECT_TRUE(has(got, "at its most urgent U0 (")) << got.out;
  EXPECT_TRUE(has(got, "\nAsk the first question. If the call breaks now: U0 \u00b7 "))
      << got.out;
  EXPECT_TRUE(has(got, "\nTell the person\n  - ")) << got.out;
  EXPECT_TRUE(has(got, "\nAsk next\n  1. ")) << got.out;
  EXPECT_TRUE(has(got, "Why: Could be U0 \u00b7 ")) << got.out;
  EXPECT_TRUE(has(got, "\nAssessment of 2 March 2026 at 10:00\n")) << got.out;
  EXPECT_TRUE(has(got, "Demonstration, not for care")) << got.out;
  EXPECT_EQ(got.out.find('\x1b'), std::string::npos);  // colour on terminals only
}

TEST_F(Program, SpeaksTheLanguageAskedFor) {
  const auto file = write("contact.json", contact(half_answered));
  EXPECT_TRUE(has(run("assess " + rules + "--lang fi " + file), "Kysy seuraavaksi"));
  EXPECT_TRUE(has(run("assess " + rules + "--lang sv " + file),
                  "Fr\xC3\xA5ga h\xC3\xA4rn\xC3\xA4st"));
  EXPECT_TRUE(has(run("assess " + rules + file), "Kysy seuraavaksi"));
}

TEST_F(Program, SaysThatAnEmergencyCannotBeRuledOut) {
  const auto file = write("contact.json", contact(half_answered));
  const auto got = run("assess " + rules + "--finish --lang en " + file);
  EXPECT_EQ(got.code, 0);
  EXPECT_EQ(got.out.rfind("U0 \u00b7 ", 0), 0u) << got.out;
  EXPECT_TRUE(has(got, " (to be safe, not everything is known)\n")) << got.out;
  EXPECT_TRUE(has(got, "Tell the person\n  - We cannot rule out an emergency yet. Stay"))
      << got.out;
}

TEST_F(Program, SaysWhatIsMissingAndNotWhatIsMerelyPossibleAsFact) {
  const auto file = write("contact.json", contact(two_pains));
  const auto got = run("assess " + rules + "--finish --lang en " + file);
  EXPECT_TRUE(has(got, "\nStill to be found out\n  1. ")) << got.out;
  EXPECT_TRUE(has(got, " more\n")) << got.out;
  EXPECT_FALSE(has(got, "nitrate")) << "told the person of a rule that may hold";
  EXPECT_TRUE(has(got, "\nPossible, not certain\n  - If this is so: Chest")) << got.out;
  EXPECT_TRUE(
      has(run("assess " + rules + "--finish --lang fi " + file), "\nSelvit\u00e4 viel"));
  EXPECT_TRUE(
      has(run("assess " + rules + "--finish --lang sv " + file), "\nAtt ta reda p"));
}

TEST_F(Program, ShowsWhatWasPresumedBesideTheUrgency) {
  const auto file = write("contact.json", contact(R"(
    "complaint":["chest_pain"],"age":35,"speaker":"self","setting":"phone","sex":"male",
    "danger_signs":{"absent":["unresponsive","not_breathing_normally",
    "massive_bleeding","seizure_now","stroke_signs","swelling_with_breathing_trouble",
    "self_harm_now"],"others":"?"},"warning_signs":{"others":"no"},"consciousness":"?",
    "pain_now":true,"pain_onset":"gradual","pain_character":"stabbing",
    "pain_duration":"over_day","pain_radiates":false,"cold_sweat":false,
    "breathless":false,"nausea":false,
    "fainted":false,"heart_disease":false,"pain_on_exertion":false,
    "pain_on_breathing":false,"pain_on_pressing":true,"chest_injury":false,
    "feverish":false,"cough":false)"));
  const auto got = run("assess " + rules + "--lang en " + file);
  EXPECT_TRUE(has(got, "(rests on a presumption)\n")) << got.out;
  EXPECT_TRUE(has(got, "\n  Presumed, for want of an answer: ")) << got.out;
  EXPECT_LT(got.out.find("Presumed"), got.out.find("Tell the person"));
  EXPECT_FALSE(has(got, "Rules that may hold\n  - U0 Chest pain now")) << got.out;
  EXPECT_FALSE(has(got, "physiotherapist where there is no red flag")) << got.out;
  EXPECT_FALSE(has(got, "centor")) << got.out;
  const auto next = run("next " + rules + "--lang en " + file);
  EXPECT_TRUE(has(next, "\nStill to be found out\n  1. ")) << next.out;
}

TEST_F(Program, NamesAnswersThatAreTooOldInWords) {
  const auto file = write("contact.json", contact(R"("complaint":["chest_pain"],
    "consciousness":{"value":"alert","at":"2026-03-02T08:59:59+02:00"})"));
  const auto got = run("assess " + rules + "--lang en " + file);
  EXPECT_TRUE(has(got, "Answered too long ago, ask again: ")) << got.out;
}

TEST_F(Program, SaysWhereNoRuleSetCoversTheContact) {
  const auto file = write(
      "contact.json",
      contact(R"("complaint":["toothache"],"danger_signs":{"others":"no"},"age":40,)"
              R"("warning_signs":{"others":"no"},)"
              R"("setting":"phone","consciousness":"alert")"));
  const auto got = run("assess " + rules + "--finish --lang en " + file);
  EXPECT_TRUE(has(got, "(no rule set for this reason)")) << got.out;
}

TEST_F(Program, WritesTheAssessmentAsJson) {
  const auto file = write("contact.json", contact(half_answered));
  const auto got = run("assess " + rules + "--json " + file);
  EXPECT_EQ(got.code, 0);
  const auto parsed = json::parse(got.out);
  EXPECT_EQ(parsed["status"], "open");
  EXPECT_TRUE(parsed.contains("library"));
}

/// The text on one line, however it is broken.
std::string flat(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n';
    if (!blank || (!out.empty() && out.back() != ' ')) out += blank ? ' ' : c;
  }
  return out;
}

const std::string warm_infant =
    R"("complaint":["fever"],"age":0,"infant_months":2,"setting":"phone",)"
    R"("danger_signs":{"others":"no"},"warning_signs":{"others":"no"},)"
    R"("child_alertness":"normal","child_colour":"normal",)"
    R"("child_fever_signs":{"others":"no"},"child_fluids":{"others":"no"},)"
    R"("abnormal_cry":false,"stiff_neck":false,"rigors":false,"fever_days":1,)"
    R"("temperature":37.9)";

TEST_F(Program, ExplainsWhyTheUrgencyIsWhatItIs) {
  const auto file = write("contact.json", contact(warm_infant));
  const auto plain = run("assess " + rules + "--lang en " + file);
  const auto got = run("assess " + rules + "--explain --lang en " + file);
  EXPECT_EQ(got.code, 0) << got.out;
  EXPECT_EQ(got.out.rfind(plain.out, 0), 0u) << "the report stands first";
  EXPECT_TRUE(has(got, "Why: Nothing urgent has been established\n")) << got.out;
  EXPECT_TRUE(has(got, "  The level would be U1 (")) << got.out;
  const auto told = flat(got.out);
  EXPECT_NE(told.find("were 38.0 \u00b0C or more (now 37.9 \u00b0C)"), std::string::npos)
      << got.out;
  EXPECT_NE(flat(run("assess " + rules + "--explain --lang fi " + file).out)
                .find("38,0 \u00b0C (nyt 37,9 \u00b0C)"),
            std::string::npos);
  EXPECT_NE(flat(run("assess " + rules + "--explain --lang sv " + file).out)
                .find("minst 38,0 \u00b0C (nu 37,9 \u00b0C)"),
            std::string::npos);
}

TEST_F(Program, ExplainsWhatIsStillOpen) {
  const auto file = write("contact.json", contact(half_answered));
  const auto got = run("assess " + rules + "--explain --lang en " + file);
  EXPECT_TRUE(has(got, "Why at least U2 (")) << got.out;
  EXPECT_TRUE(has(got, ")\n  - One of these holds:\n")) << got.out;
  EXPECT_TRUE(has(got, "What may still be more urgent\n  - U0 \u00b7 ")) << got.out;
  EXPECT_TRUE(has(got, "Not answered: ")) << got.out;
  EXPECT_TRUE(has(got, "? (not asked)\n")) << got.out;
}

TEST_F(Program, ExplainsInJsonToo) {
  const auto file = write("contact.json", contact(warm_infant));
  const auto got = run("assess " + rules + "--explain --json --lang en " + file);
  const auto parsed = json::parse(got.out);
  bool told = false;
  for (const auto& one : parsed["explanation"]["changes"])
    told = told ||
           one["text"]["words"].get<std::string>().ends_with("were 38.0 \u00b0C or more");
  EXPECT_TRUE(told) << got.out;
  const auto lines = run("assess " + rules + "--explain -",
                         contact(warm_infant) + "\n" + contact("\"age\":98765") + "\n");
  EXPECT_EQ(lines.code, 2);
  EXPECT_TRUE(
      json::parse(lines.out.substr(0, lines.out.find('\n'))).contains("explanation"));
  EXPECT_FALSE(has(lines, "98765")) << lines.out;
}

TEST_F(Program, TurnsJsonLinesIntoJsonLines) {
  const auto lines = contact(half_answered) + "\n\n" + contact("\"age\":-1") +
                     "\n{oops\n" + contact(half_answered);
  const auto got = run("assess " + rules + "-", lines);
  EXPECT_EQ(got.code, 2) << "a line is refused";
  std::istringstream out(got.out);
  std::vector<json> answers;
  for (std::string line; std::getline(out, line);) {
    answers.push_back(json::parse(line));
  }
  ASSERT_EQ(answers.size(), 5u) << got.out;
  EXPECT_EQ(answers[0]["status"], "open");
  EXPECT_EQ(answers[1]["line"], 2);
  EXPECT_EQ(answers[2]["line"], 3);
  EXPECT_EQ(answers[2]["errors"][0]["input"], "age");
  EXPECT_EQ(answers[3]["line"], 4);
  EXPECT_EQ(answers[4], answers[0]);
}

TEST_F(Program, ReadsOneContactOfSeveralLinesFromAFile) {
  const auto got = run("assess " + rules + "--json /dev/stdin",
                       json::parse(contact(half_answered)).dump(2));
  EXPECT_EQ(got.code, 0) << got.out;
  EXPECT_EQ(json::parse(got.out)["status"], "open");
}

TEST_F(Program, NamesFaultyInputsAndNeverTheirValues) {
  const auto file =
      write("contact.json", contact(R"("age":98765,"sex":"Kaisa","agge":1)"));
  for (const auto* command : {"assess ", "next "}) {
    const auto got = run(command + rules + file);
    EXPECT_EQ(got.code, 2);
    EXPECT_TRUE(has(got, "`age`")) << got.out;
    EXPECT_TRUE(has(got, "`sex`")) << got.out;
    EXPECT_TRUE(has(got, "`agge` is declared by no rule set; did you mean `age`?"))
        << got.out;
    EXPECT_FALSE(has(got, "98765")) << got.out;
    EXPECT_FALSE(has(got, "Kaisa")) << got.out;
  }
}

/// Three pages that differ in one value each: what is taken where a question does not
/// apply, and what an inference without a condition says.
TEST_F(Program, ShowsEveryValueThatARuleSetHas) {
  const auto folder = std::string(ARVIO_SHARED_DIR) + "/trials/show/";
  if (!fs::exists(folder)) GTEST_SKIP() << "the trials are not here";
  for (const auto* full : {"", "--full "}) {
    const auto page = [&](const char* name) {
      const auto got = run("show --lang en " + std::string(full) + folder + name);
      EXPECT_EQ(got.code, 0) << got.out;
      return got.out;
    };
    const auto first = page("a.xml");
    EXPECT_NE(first, page("b.xml")) << full;
    EXPECT_NE(first, page("c.xml")) << full;
  }
}

TEST_F(Program, TellsHowItCameAboutWhereThatIsAskedFor) {
  const auto file = write("contact.json", contact(half_answered));
  const auto brief = run("assess " + rules + "--lang en " + file);
  const auto full = run("assess --full " + rules + "--lang en " + file);
  for (const auto* words : {"Rules that may hold\n", "Rule sets: "}) {
    EXPECT_FALSE(has(brief, words)) << words;
    EXPECT_TRUE(has(full, words)) << words;
  }
}

TEST_F(Program, ListsAllQuestionsWithTheirReasons) {
  const auto file = write("contact.json", contact(two_pains));
  const auto got = run("next " + rules + "--lang en " + file);
  EXPECT_EQ(got.code, 0);
  EXPECT_TRUE(has(got, "  4. ")) << got.out;
  EXPECT_FALSE(has(got, "arvio next")) << got.out;
}

TEST_F(Program, ChecksRuleSets) {
  const auto fine = run("check " + source + "/rules");
  EXPECT_EQ(fine.code, 0) << fine.out;
  EXPECT_TRUE(has(fine, " 0 errors")) << fine.out;
  const auto verbose = run("check -v " + source + "/rules");
  EXPECT_TRUE(has(verbose, "from 2026-01-01 until ...")) << verbose.out;
  EXPECT_TRUE(has(verbose, " boxes: ")) << verbose.out;
  EXPECT_TRUE(has(verbose, "note: presuming consciousness `alert` can lower "))
      << verbose.out;
  EXPECT_TRUE(has(verbose, "    = witness: baseline `well` with <given ")) << verbose.out;
  EXPECT_FALSE(has(verbose, "E0000")) << verbose.out;
  const auto broken = write("broken.xml", broken_rules);
  const auto got = run("check " + source + "/rules/vocabulary " + broken);
  EXPECT_EQ(got.code, 1);
  EXPECT_TRUE(has(got, "broken.xml:9:")) << got.out;
  EXPECT_TRUE(has(got, "^^^^")) << got.out;
  EXPECT_TRUE(has(got, "did you mean `age`?")) << got.out;
  EXPECT_EQ(run("assess " + rules + "--rules " + broken + " -", contact("")).code, 1);
}

TEST_F(Program, TellsWhatARuleSetLacksToBePublished) {
  const auto got = run("check --publishable " + source + "/rules");
  EXPECT_EQ(got.code, 1);
  EXPECT_TRUE(has(got, "the status is `demonstration`, not `approved`")) << got.out;
  EXPECT_TRUE(has(got, "is unverified")) << got.out;
  EXPECT_FALSE(has(got, "error E0313")) << got.out;  // texts in fi and sv are all there
  EXPECT_FALSE(has(got, "error E0315")) << got.out;  // cases on both sides too
}

TEST_F(Program, RunsTheCasesOfRuleSets) {
  const auto fine = run("test " + source + "/rules");
  EXPECT_EQ(fine.code, 0) << fine.out;
  EXPECT_TRUE(has(fine, " 0 differences")) << fine.out;
  EXPECT_TRUE(has(fine, "certain excluded possible")) << fine.out;
  auto changed = read(source + "/rules/somatic/news2.xml");
  const auto at = changed.find("expect=\"certain\"");
  ASSERT_NE(at, std::string::npos);
  changed.replace(at, 16, "expect=\"excluded\"");
  const auto file = write("news2.xml", changed);
  const auto got = run("test " + source + "/rules/vocabulary " + file);
  EXPECT_EQ(got.code, 1);
  EXPECT_TRUE(has(got, "E0316: the condition is certain, expected excluded")) << got.out;
  EXPECT_TRUE(has(got, " 1 difference\n")) << got.out;
}

TEST_F(Program, ShowsARuleSetAsText) {
  const auto page = run("show --lang sv " + rules + source + "/rules/somatic/news2.xml");
  EXPECT_EQ(page.code, 0);
  EXPECT_EQ(page.out.rfind("NEWS2", 0), 0u) << page.out;
  EXPECT_TRUE(has(page, "den 1 januari 2026")) << page.out;
  EXPECT_TRUE(has(page, " minst 7\n")) << page.out;
  EXPECT_FALSE(has(page, "news2")) << page.out;
  const auto got = run("show --full --lang sv " + source + "/rules/somatic/news2.xml");
  EXPECT_EQ(got.code, 0);
  EXPECT_TRUE(has(got, "somatic.news2 1.0.0, valid from 2026-01-01, demonstration"))
      << got.out;
  EXPECT_TRUE(has(got, "when: news2 >= 7")) << got.out;
  EXPECT_EQ(run("show " + source + "/rules/vocabulary/vocabulary.xml").code, 0);
  EXPECT_EQ(run("show " + write("broken.xml", "<ruleset/>")).code, 1);
}

TEST_F(Program, ShowsAProfileInWords) {
  const auto path = source + "/rules/region/varsinais-suomi.xml";
  const auto page = run("show --lang en " + rules + path);
  EXPECT_EQ(page.code, 0);
  EXPECT_EQ(page.out.rfind("Varsinais-Suomi (Southwest Finland) 2026.1.0, valid from "
                           "1 January 2026, demonstration\n",
                           0),
            0u)
      << page.out;
  for (const auto* words :
       {"Served in: Finnish, Swedish\n", "Aura, Kaarina, ", "  - U1 \u00b7 ",
        ": within 2 h\n", ": within 3 working days\n",
        "  - Urgent-care reception, Salo\n",
        "      For: residents of Salo, Somero, Koski Tl, Marttila\n",
        "      Open: Mon\u2013Fri 8:00\u201318:00; Sat, Sun, holidays 10:00\u201316:00; ",
        "closed: eves\n", "      Usual wait after making contact: 2 hours\n",
        "      Usual wait after making contact: 1 day\n", "      Open: day and night\n",
        "      Telephone: 116 117\n"})
    EXPECT_TRUE(has(page, words)) << words << page.out;
  EXPECT_TRUE(
      has(run("show --lang fi " + rules + path), "ma\u2013pe klo 8.00\u201316.00"));
  EXPECT_TRUE(has(run("show --lang sv " + rules + path),
                  "m\u00e5n\u2013fre kl. 8.00\u201316.00"));
  const auto written = run("show --full " + path);
  EXPECT_EQ(written.code, 0);
  EXPECT_TRUE(has(written, "<service id=\"hatanumero\"")) << written.out;
  EXPECT_EQ(run("show --year 2026 " + path).code, 2);
}

TEST_F(Program, ShowsTheDaysOffOfACalendar) {
  const auto path = source + "/rules/region/finland-calendar.xml";
  const auto page = run("show --lang en --year 2026 " + path);
  EXPECT_EQ(page.code, 0);
  EXPECT_EQ(page.out.rfind("Calendar of days off 1.0.0, years 2005\u20132040\n"
                           "Weekend: Sat, Sun\n\n2026\n"
                           "  - Thu 1 January 2026: New Year's Day\n"
                           "  - Tue 6 January 2026: Epiphany\n"
                           "  - Fri 3 April 2026: Good Friday\n",
                           0),
            0u)
      << page.out;
  EXPECT_TRUE(has(page, "  - Fri 19 June 2026: Midsummer Eve (eve)\n")) << page.out;
  EXPECT_FALSE(has(page, "2027")) << page.out;
  EXPECT_TRUE(has(run("show --lang sv --year 2026 " + path),
                  "  - tors den 24 december 2026: Julafton (afton)\n"));
  const auto all = run("show " + path);
  EXPECT_EQ(all.code, 0);
  EXPECT_TRUE(has(all, "\n2005\n") && has(all, "\n2040\n")) << all.out;
  const auto outside = run("show --year 2050 " + path);
  EXPECT_EQ(outside.code, 2);
  EXPECT_TRUE(has(outside, "the calendar has the years 2005 to 2040")) << outside.out;
  const auto broken =
      run("show " + write("broken.xml", "<calendar xmlns=\"urn:arvio:calendar:1\"/>"));
  EXPECT_EQ(broken.code, 1);
  EXPECT_TRUE(has(broken, "error E")) << broken.out;
}

TEST_F(Program, SaysForWhomAProfileChanges) {
  const auto path = source + "/rules/region/varsinais-suomi.xml";
  auto text = replaced(read(path), "<telephone>000 0000 001</telephone>",
                       "<telephone>000 0000 101</telephone>");
  text = replaced(text, "<for municipalities=\"parainen\" languages=\"fi sv\"/>",
                  "<for municipalities=\"parainen\" languages=\"fi\"/>");
  const auto got = run("diff " + rules + path + " " + write("new.xml", text));
  EXPECT_EQ(got.code, 1);
  EXPECT_TRUE(
      has(got, "varsinais-suomi 2026.1.0 differs, though its version is the same"))
      << got.out;
  EXPECT_TRUE(has(got, "    - telephone `000 0000 001` becomes `000 0000 101`"));
  EXPECT_TRUE(has(got, "Health and social services centre, Parainen no longer suits\n"))
      << got.out;
  EXPECT_TRUE(has(got, "Parainen; Swedish")) << got.out;
  const auto at = got.out.find("    - contact: {");
  ASSERT_NE(at, std::string::npos) << got.out;
  const auto begin = got.out.find('{', at);
  const auto told = got.out.substr(begin, got.out.find('\n', begin) - begin);
  const auto services = [&](const std::string& places) {
    return run("assess --json --profile varsinais-suomi " + places + " -", told + "\n")
        .out;
  };
  const std::string around =
      "--rules " + source + "/rules/vocabulary --rules " + source +
      "/rules/somatic --rules " + source + "/rules/mental --rules " + source +
      "/rules/law --rules " + source + "/rules/region/finland-calendar.xml --rules " +
      source + "/rules/region/varsinais-suomi-residents.xml --rules ";
  const auto before = services(around + path);
  const auto after = services(around + "new.xml");
  EXPECT_NE(before.find("sote_keskus_turunmaa"), std::string::npos) << before;
  EXPECT_NE(before, after);
}

const std::string mapping = R"({"at":"2026-03-02T10:00:00+02:00","id":"row",
  "columns":{"years":{"input":"age","unit":"a"},
             "mental":{"input":"consciousness","codes":{"1":"alert"}}}})";

TEST_F(Program, ConvertsTablesIntoContacts) {
  const auto by = write("mapping.json", mapping);
  const auto table = write("table.csv", "row,years,mental\nr1,54,1\nr2,,\n");
  const auto got = run("convert " + by + " " + table);
  EXPECT_EQ(got.code, 0) << got.out;
  EXPECT_EQ(got.out,
            "{\"id\":\"r1\",\"at\":\"2026-03-02T10:00:00+02:00\",\"answers\":{\"age\":54,"
            "\"consciousness\":\"alert\"}}\n"
            "{\"id\":\"r2\",\"at\":\"2026-03-02T10:00:00+02:00\",\"answers\":{}}\n");
  const auto piped = run("assess " + rules + "-", got.out);
  EXPECT_EQ(piped.code, 0) << piped.out;
}

TEST_F(Program, NamesFaultyCellsAndNeverTheirValues) {
  const auto by = write("mapping.json", mapping);
  const auto table =
      write("table.csv", "row,years,mental\nr1,54,98765\nr2,987654,1\nr3,30,1\n");
  const auto plain = run("convert " + by + " " + table);
  EXPECT_EQ(plain.code, 2);
  EXPECT_TRUE(has(plain, "table.csv:2: column `mental`:")) << plain.out;
  EXPECT_FALSE(has(plain, "98765\"")) << plain.out;
  const auto checked = run("convert " + rules + by + " " + table);
  EXPECT_EQ(checked.code, 2);
  EXPECT_TRUE(has(checked, "table.csv:3: column `years`: `age` ")) << checked.out;
  EXPECT_FALSE(has(checked, "987654")) << checked.out;
  EXPECT_TRUE(has(checked, "\"id\":\"r3\"")) << checked.out;
}

TEST_F(Program, WantsTheUnitOfTheInput) {
  auto wrong = mapping;
  wrong.replace(wrong.find("\"unit\":\"a\""), 10, "\"unit\":\"mo\"");
  const auto by = write("mapping.json", wrong);
  const auto table = write("table.csv", "row,years,mental\nr1,54,1\n");
  const auto got = run("convert " + rules + by + " " + table);
  EXPECT_EQ(got.code, 2);
  EXPECT_TRUE(has(got, "the unit of `age` is `a`")) << got.out;
}

TEST_F(Program, SaysWhatANewVersionChangesAndForWhom) {
  const auto old_path = source + "/rules/somatic/chest-pain.xml";
  auto text = replaced(read(old_path), "version=\"1.0.0\"", "version=\"1.1.0\"");
  text = replaced(text, "ischaemic_signs >= 2", "ischaemic_signs >= 3");
  const auto got = run("diff " + rules + old_path + " " + write("new.xml", text));
  EXPECT_EQ(got.code, 1);
  EXPECT_TRUE(has(got, "somatic.chest-pain 1.0.0 becomes 1.1.0")) << got.out;
  EXPECT_TRUE(has(got, "`ischaemic_signs >= 2` becomes `ischaemic_signs >= 3`"));
  EXPECT_TRUE(has(got, "LESS URGENT\n  rule CP-01 of somatic.chest-pain")) << got.out;
  EXPECT_TRUE(has(got, "before: emergency, U0")) << got.out;
}

TEST_F(Program, FindsNoDifferenceBetweenARuleSetAndItself) {
  const auto path = source + "/rules/somatic/news2.xml";
  const auto got = run("diff " + rules + path + " " + path);
  EXPECT_EQ(got.code, 0) << got.out;
  EXPECT_EQ(got.out, "no difference\n");
}

TEST_F(Program, ComparesProfilesAndCalendarsWithTheRuleSetsAround) {
  for (const auto* file : {"varsinais-suomi.xml", "finland-calendar.xml"}) {
    const auto path = source + "/rules/region/" + file;
    const auto got = run("diff " + rules + path + " " + path);
    EXPECT_EQ(got.code, 0) << got.out;
    EXPECT_EQ(got.out, "no difference\n");
  }
}

// --- compile and verify

TEST_F(Program, WritesTheSameImageEachTimeAndSaysWhatIsInIt) {
  const auto first = run("compile " + source + "/rules -o first.image");
  ASSERT_EQ(first.code, 0) << first.out;
  EXPECT_TRUE(has(first, "somatic.chest-pain 1.0.0  ")) << first.out;
  ASSERT_EQ(run("compile " + source + "/rules --output second.image").code, 0);
  const auto bytes = read(folder_ / "first.image");
  EXPECT_EQ(bytes.substr(0, 8), "ARVOIMG0");
  EXPECT_TRUE(bytes == read(folder_ / "second.image"));
}

TEST_F(Program, CompilesTheRuleSetsThatAreValidAtATime) {
  const auto early =
      run("compile " + source + "/rules -o no.image --at 1999-01-01T00:00:00+02:00");
  EXPECT_EQ(early.code, 1);
  EXPECT_TRUE(has(early, "no rule set is valid at that time")) << early.out;
  EXPECT_FALSE(fs::exists(folder_ / "no.image"));
  EXPECT_EQ(run("compile " + source + "/rules -o no.image --at tomorrow").code, 2);
}

TEST_F(Program, WritesNoImageOfRuleSetsWithErrors) {
  const auto got = run("compile " + source + "/rules " +
                       write("broken.xml", broken_rules) + " -o no.image");
  EXPECT_EQ(got.code, 1);
  EXPECT_TRUE(has(got, "error E0200")) << got.out;
  EXPECT_FALSE(fs::exists(folder_ / "no.image"));
}

TEST_F(Program, HoldsFourEnginesAgainstEachOther) {
  const auto got = run("verify " + source + "/rules --cases 20 --seed 7");
  EXPECT_EQ(got.code, 0) << got.out;
  EXPECT_TRUE(
      has(got, "20 contacts by interpreter, core, session and image, from seed 7"))
      << got.out;
  EXPECT_TRUE(has(got, "0 mismatches")) << got.out;
  EXPECT_EQ(run("verify " + source + "/rules --cases 20 --seed 7").out, got.out);
}

TEST_F(Program, RefusesToCompareWhatDoesNotLoad) {
  const auto path = source + "/rules/somatic/news2.xml";
  const auto got = run("diff " + path + " " + write("new.xml", "<ruleset/>"));
  EXPECT_EQ(got.code, 2);
  EXPECT_TRUE(has(got, "--rules names the rule sets")) << got.out;
}

}  // namespace
