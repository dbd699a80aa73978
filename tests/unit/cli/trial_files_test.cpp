// Files at which people who tried arvio stumbled, ../shared/trials: each run as it was
// run then, and what has to come out of it. The kinds are tested with made inputs, too.

#include "program.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace {

namespace fs = std::filesystem;

const fs::path trials = fs::path(ARVIO_SHARED_DIR) / "trials";
const std::string shipped = std::string("--rules ") + ARVIO_SOURCE_DIR + "/rules ";

class TrialFiles : public arvio::testing_program::program_test {
 protected:
  void SetUp() override {
    if (!fs::exists(trials)) GTEST_SKIP() << "the trials are not here";
    program_test::SetUp();
  }
  void TearDown() override {
    if (fs::exists(trials)) program_test::TearDown();
  }
};

struct trial {
  std::string folder;  // where the command is run
  std::string files;  // of that folder, of which the command is given one after the other
  std::string command;  // `FILE` is the file
  int code;
  std::vector<std::string> says;
  std::vector<std::string> never_says;
};

const std::string one_contact =
    R"("answers":{"temperature":37.1,"pulse":80,"respiratory_rate":16,)"
    R"("oxygen_saturation":98,"systolic_pressure":120,)";

const std::vector<trial>& all_trials() {
  static const std::string told = "hostile/11-answers-in-messages";
  static const std::string person = "CANARY";
  static const std::vector<trial> all = {
      // contacts: first what to do
      {"contacts", "sepsis.json", "assess " + shipped + "FILE", 0, {"U0 \u00b7 "}, {}},
      {"contacts",
       "fall.json",
       "next " + shipped + "FILE",
       0,
       {"  1. Onko henkil\u00f6ll\u00e4 ollut t\u00e4n\u00e4\u00e4n jokin "
        "n\u00e4ist\u00e4?\n     - "
        "Hengenahdistusta"},
       {}},
      {"contacts",
       "ecg.json",
       "assess " + shipped + "FILE",
       0,
       {"U0 \u00b7 "},
       {"EKG t\u00e4n\u00e4\u00e4n"}},
      {"contacts",
       "suic.json",
       "assess " + shipped + "FILE",
       0,
       {},
       {"vaara on nyt pieni"}},
      {"contacts",
       "retention.json",
       "assess " + shipped + "FILE",
       0,
       {"U1 \u00b7 ", "Mene p\u00e4ivystykseen nyt"},
       {}},
      {"contacts", "two.json", "assess " + shipped + "FILE", 0, {"U1 \u00b7 "}, {}},

      // tables
      {"csv",
       "blankrows.csv",
       "convert " + shipped + "mapping.json FILE",
       0,
       {one_contact, "2 blank rows left out"},
       {}},
      {"csv",
       "dup2.csv trail.csv",
       "convert " + shipped + "mapping.json FILE",
       0,
       {one_contact},
       {}},
      {"csv",
       "fi.csv semi.csv tab.csv",
       "convert " + shipped + "mapping.json FILE",
       2,
       {"the columns seem to be separated by"},
       {"the table has no such column"}},
      {"csv",
       "rc.csv",
       "convert " + shipped + "rc.json FILE",
       0,
       {R"("complaint":["cough","fever"]})",
        R"("complaint":{"present":["fever"],"absent":["cough"]}})"},
       {}},
      {"csv",
       "odk.csv",
       "convert " + shipped + "odk.json FILE",
       0,
       {R"("complaint":["cough","fever"]})", R"("complaint":["cough"]})"},
       {}},
      {"csv",
       "at.csv",
       "convert " + shipped + "m3.json FILE",
       0,
       {R"("at":"2026-03-02T10:00:00+02:00")", R"("temperature":37.1})"},
       {}},
      {"csv",
       "m2.json m4.json m6.json",
       "convert " + shipped + "FILE at.csv",
       2,
       {"the table has no such column"},
       {}},
      {"csv",
       "m5.json",
       "convert " + shipped + "FILE at.csv",
       2,
       {"did you mean `language`?", "`ID` is unknown", "did you mean `input`?"},
       {}},
      {"csv",
       "mapping.json rc.json odk.json m3.json",
       "check FILE",
       1,
       {"E0006"},
       {"temperature"}},

      // what decides whether a question applies comes after it: the author is warned
      {"questions",
       "order.xml",
       "check ../vocabulary.xml FILE",
       0,
       {"warning E0323: `b` may be asked before `a`",
        "warning E0323: `q3` may be asked before `q2`"},
       {}},
      {"questions",
       "c3.json",
       "next --lang en --rules ../vocabulary.xml --rules order.xml FILE",
       0,
       {"Q1?", "Q2, if Q1?", "Q3, if Q2?"},
       {}},

      // three pages that differ in one value each
      {"show", "a.xml", "show --full --lang en FILE", 0, {"Fast breathing"}, {}},
      {"show", "b.xml c.xml", "diff --rules ../vocabulary.xml a.xml FILE", 1, {}, {}},

      // a NUL, and lines of which the first is none
      {"hostile/08-nul-ends-json",
       "contact.json",
       "assess --rules ../d0 FILE",
       2,
       {"a NUL character at line 1"},
       {"U1"}},
      {"hostile/08-nul-ends-json",
       "lines.jsonl",
       "assess --rules ../d0 --lines FILE",
       2,
       {R"("id":"p0")", R"({"line":2,"errors":)", R"("id":"p3")"},
       {R"("id":"p1")"}},
      {"hostile/08-nul-ends-json",
       "mapping.json",
       "convert FILE ../18-convert-bad-utf8/column.csv",
       2,
       {"a NUL character"},
       {}},
      {"hostile/09-first-line-bad",
       "lines.jsonl",
       "assess --rules ../d0 --lines FILE",
       2,
       {R"({"line":1,"errors":)", R"("id":"p1")", R"("id":"p2")"},
       {}},

      // what a terminal would obey
      {"hostile/10-raw-bytes-to-terminal",
       "bidi.xml",
       "check ../d0/voc.xml FILE",
       1,
       {"\\u{202e}"},
       {"\u202e"}},
      {"hostile/10-raw-bytes-to-terminal",
       "c1.xml",
       "check FILE",
       1,
       {"\\u{9b}2Jt"},
       {"\xC2\x9B"}},
      {"hostile/10-raw-bytes-to-terminal",
       "esc.xml",
       "check FILE",
       1,
       {"\\x1b[2J\\x1b]"},
       {"\x1b"}},
      {"hostile/10-raw-bytes-to-terminal",
       "cr.xml",
       "check FILE",
       1,
       {"zz\\x0d"},
       {"\r"}},
      {"hostile/10-raw-bytes-to-terminal",
       "latin1.xml",
       "check FILE",
       1,
       {"h\\xe4t\\xe4"},
       {"\xe4"}},

      // what a person said
      {told,
       "key.json",
       "assess --rules ../d0 FILE",
       2,
       {"member 1 of `answers` is declared by no rule set"},
       {person, "Matti", "010101"}},
      {told, "key.json", "next --rules ../d0 FILE", 2, {}, {person, "Matti", "010101"}},
      {told, "contact.json", "check FILE", 1, {"FILE"}, {person}},
      {told, "contact.json", "show FILE", 1, {}, {person}},
      {told, "contact.json", "diff FILE ../d0", 2, {}, {person}},
      {told, "contact.json", "assess --rules FILE ../c0.json", 1, {}, {person}},
      {told, "contact.json", "assess --rules ../d0 \"$(cat FILE)\"", 2, {}, {person}},
      {told,
       "headerless.csv",
       "convert m.json FILE",
       2,
       {"the table has no such column"},
       {person}},

      // pages that contradict the rule sets, and each other
      {"hostile/17-repository-page",
       "rules/end.xml",
       "assess --json --rules rules ../c0.json",
       1,
       {"FILE:1:", "so that it never is"},
       {}},
      {"hostile/17-repository-page",
       "rules2/b.xml rules2/a.xml",
       "assess --json --rules rules2 ../c0.json",
       1,
       {"FILE", "ends on 2028-02-01 here, and on 2026-02-01"},
       {}},

      // tables that are no UTF-8, `?`, one column
      {"hostile/18-convert-bad-utf8",
       "latin1.csv",
       "convert m.json FILE",
       2,
       {"FILE:2: field 1 is not UTF-8"},
       {"\xe4"}},
      {"hostile/18-convert-bad-utf8",
       "question.csv",
       "convert m.json FILE",
       2,
       {"FILE:2: column `age`: `?` says nothing by itself"},
       {}},
      {"hostile/18-convert-bad-utf8",
       "question.csv",
       "convert --rules ../d0 m.json FILE",
       2,
       {"FILE:2: column `age`: `?` says nothing by itself"},
       {}},
      {"hostile/18-convert-bad-utf8",
       "column.csv",
       "convert one.json FILE",
       0,
       {R"({"age":54}})", R"("answers":{}})", R"({"age":30}})"},
       {}},

      {"hostile/21-cosmetic",
       "comment.xml",
       "check FILE",
       1,
       {"FILE:3:3: error E0002: the comment is not closed before the next one begins"},
       {}},
      {"hostile",
       "c0.json",
       "assess --lang en --rules d0 FILE",
       0,
       {"helpline, nurse"},
       {"1. ,"}},
  };
  return all;
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

std::string with_file(std::string text, const std::string& file) {
  for (auto at = text.find("FILE"); at != std::string::npos; at = text.find("FILE", at)) {
    text.replace(at, 4, file);
    at += file.size();
  }
  return text;
}

TEST_F(TrialFiles, GiveWhatTheyMust) {
  for (const auto& one : all_trials()) {
    for (const auto& file : words_of(one.files)) {
      const auto program =
          "cd '" + (trials / one.folder).string() + "' && " + ARVIO_EXECUTABLE;
      const auto command = with_file(one.command, file);
      const auto got = run_program(program, command);
      EXPECT_EQ(got.code, one.code) << command << "\n" << got.out;
      for (const auto& words : one.says) {
        EXPECT_NE(got.out.find(with_file(words, file)), std::string::npos)
            << command << " lacks " << words << "\n"
            << got.out;
      }
      for (const auto& words : one.never_says)
        EXPECT_EQ(got.out.find(words), std::string::npos) << command << "\n" << got.out;
    }
  }
}

/// Tables of other delimiters, by the mapping there with what the error proposes.
TEST_F(TrialFiles, OfOtherDelimitersAreReadAsTheErrorProposes) {
  const auto program = "cd '" + (trials / "csv").string() + "' && " + ARVIO_EXECUTABLE;
  const auto by = read(trials / "csv" / "mapping.json");
  ASSERT_TRUE(by.starts_with("{"));
  const std::string semicolon = R"("delimiter":";","decimal":",",)";
  for (const auto& [file, members] :
       {std::pair("fi.csv", semicolon), std::pair("semi.csv", semicolon),
        std::pair("tab.csv", std::string(R"("delimiter":"\t",)"))}) {
    const auto mapping = write("mapping.json", "{" + members + by.substr(1));
    const auto got =
        run_program(program, "convert " + shipped + "'" + mapping + "' " + file);
    EXPECT_EQ(got.code, 0) << file << got.out;
    EXPECT_NE(got.out.find(one_contact), std::string::npos) << file << got.out;
    const auto told = run_program(program, "convert " + shipped + "mapping.json " + file);
    EXPECT_EQ(std::count(told.out.begin(), told.out.end(), '\n'), 1) << told.out;
    EXPECT_NE(told.out.find(members.substr(1, 9)), std::string::npos) << told.out;
  }
}

/// A file that is added there gets its row here.
TEST_F(TrialFiles, HaveARowEach) {
  // Whole folders of rules, and what the others are used with.
  std::set<std::string> known = {
      "vocabulary.xml",
      "hostile/d0/t.xml",
      "hostile/d0/voc.xml",
      "hostile/11-answers-in-messages/m.json",
      "hostile/17-repository-page/rules/t.xml",
      "hostile/17-repository-page/rules/voc.xml",
      "hostile/17-repository-page/rules2/t.xml",
      "hostile/17-repository-page/rules2/voc.xml",
      "hostile/18-convert-bad-utf8/m.json",
      "hostile/18-convert-bad-utf8/one.json",
      // Not here: how long rules take to load, and a finding that is not made yet.
      "tables/rules500.xml",
      "score-gap/hole.xml",
  };
  for (const auto& one : all_trials()) {
    for (const auto& file : words_of(one.files))
      known.insert(one.folder + "/" + file);
  }
  for (const auto& entry : fs::recursive_directory_iterator(trials)) {
    if (!entry.is_regular_file() || entry.path().stem() == "README") continue;
    const auto name = fs::relative(entry.path(), trials).generic_string();
    EXPECT_TRUE(known.contains(name)) << name;
  }
}

}  // namespace
