// What the program reads and writes: folders that hold what cannot be used, tables as
// they come out of other programs, images that are written or not.

#include "small_program.hpp"
#include "support/scale.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using arvio::testing_program::has;
using arvio::testing_program::outcome;
using arvio::testing_program::rash;

class Files : public arvio::testing_program::small_program_test {};

std::size_t lines_of(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

// --- rule sets

TEST_F(Files, OfRuleSetsThatCannotBeReadStopEveryCommand) {
  const auto contact = write("contact.json", rash("\"a\":true"));
  const auto by = write("m.json", R"({"at":"2026-03-02T10:00:00Z","columns":{}})");
  const auto table = write("t.csv", "a\n1\n");
  fs::create_symlink("gone.xml", folder_ / "rules" / "urgent.xml");
  for (const auto& command :
       {"assess --rules rules " + contact,
        std::string("assess --rules rules - <contact.json"),
        "next --rules rules " + contact, std::string("check rules"),
        std::string("test rules"), std::string("compile rules -o rules.image"),
        std::string("verify rules --cases 1"), std::string("diff rules rules"),
        "convert --rules rules " + by + " " + table}) {
    const auto got = run(command);
    EXPECT_NE(got.code, 0) << command << got.out;
    EXPECT_TRUE(has(got, "rules/urgent.xml`")) << command << got.out;
    EXPECT_FALSE(has(got, "Today")) << command << got.out;
  }
  EXPECT_FALSE(fs::exists(folder_ / "rules.image"));
}

TEST_F(Files, ThatNobodyWritesToAreNotWaitedFor) {
  ASSERT_EQ(mkfifo((folder_ / "rules" / "urgent.xml").c_str(), 0600), 0);
  const auto got = run_program("timeout 60 " ARVIO_EXECUTABLE, "check rules");
  EXPECT_EQ(got.code, 1) << got.out;
  EXPECT_TRUE(has(got, "rules/urgent.xml`")) << got.out;
}

TEST_F(Files, OfRetiredRuleSetsAreTakenWhereTheyAreAskedFor) {
  std::string retired = arvio::testing_program::small_rules;
  const std::string status = "demonstration";
  retired.replace(retired.find(status), status.size(), "retired");
  (void)write("rules/t.xml", retired);
  const auto contact = write("contact.json", rash("\"a\":true"));
  for (const auto& command :
       {"assess --rules rules " + contact, "next --rules rules " + contact,
        std::string("check rules"), std::string("test rules"),
        std::string("verify rules --cases 1")}) {
    const auto refused = run(command);
    EXPECT_EQ(refused.code, 1) << command << refused.out;
    EXPECT_TRUE(has(refused, "error E0325: `t` 1.0.0 is retired")) << refused.out;
    EXPECT_EQ(run(command + " --retired").code, 0) << command;
  }
}

TEST_F(Files, OfARepositoryThatContradictThemselvesAreTold) {
  (void)write("contact.json", rash("\"a\":true"));
  const auto page = [](const std::string& day) {
    return "<repository xmlns=\"urn:arvio:repository:1\"><end ruleset=\"t\" "
           "version=\"1.0.0\" at=\"" +
           day + "\"/></repository>";
  };
  (void)write("rules/end.xml", page("2025-02-01"));
  const auto early = run("assess --json --rules rules contact.json");
  EXPECT_EQ(early.code, 1);
  EXPECT_TRUE(has(early, "end.xml:1:")) << early.out;
  EXPECT_TRUE(has(early, "so that it never is")) << early.out;
  (void)write("rules/end.xml", page("2026-02-01"));
  (void)write("rules/other-end.xml", page("2028-02-01"));
  const auto two = run("assess --json --rules rules contact.json");
  EXPECT_EQ(two.code, 1);
  EXPECT_TRUE(has(two, "ends on 2028-02-01 here, and on 2026-02-01")) << two.out;
}

// --- images

TEST_F(Files, ThatWereReadAreNotWrittenOnto) {
  const auto before = read(folder_ / "rules" / "t.xml");
  (void)write("alone.xml", arvio::testing_program::small_vocabulary);
  fs::create_symlink("rules/t.xml", folder_ / "t.image");
  fs::create_hard_link(folder_ / "rules" / "t.xml", folder_ / "same.image");
  for (const auto* command :
       {"compile rules -o rules/t.xml", "compile rules -o rules/new.xml",
        "compile rules -o rules/new.XML",
        "compile rules/voc.xml -o rules/../rules/voc.xml", "compile rules -o t.image",
        "compile rules -o same.image", "compile rules -o rules",
        "compile rules -o /dev/null", "verify rules --cases 1 --save rules/t.xml"}) {
    const auto got = run(command);
    EXPECT_EQ(got.code, 2) << command << got.out;
    EXPECT_TRUE(has(got, "is not written to")) << command << got.out;
  }
  EXPECT_EQ(read(folder_ / "rules" / "t.xml"), before);
  EXPECT_FALSE(fs::exists(folder_ / "rules" / "new.xml"));
  EXPECT_TRUE(fs::exists("/dev/null") && !fs::is_regular_file("/dev/null"));
  EXPECT_EQ(run("compile rules -o rules/t.image").code, 0)
      << "it is taken for no rule set";
  EXPECT_EQ(run("compile alone.xml -o new.xml").code, 0) << "in no folder that was read";
}

TEST_F(Files, AreWrittenWholeOrNotAtAll) {
  ASSERT_EQ(run("compile rules -o rules.image").code, 0);
  const auto image = read(folder_ / "rules.image");
  // Whoever has the old file open keeps it: it is replaced, not written anew.
  fs::create_hard_link(folder_ / "rules.image", folder_ / "held");
  (void)write("rules/t.xml", [] {
    std::string text = arvio::testing_program::small_rules;
    const std::string condition = "n > 3";
    return text.replace(text.find(condition), condition.size(), "n > 4");
  }());
  fs::permissions(folder_ / "rules.image", fs::perms::owner_all);
  ASSERT_EQ(run("compile rules -o rules.image").code, 0);
  EXPECT_EQ(read(folder_ / "held"), image);
  EXPECT_NE(read(folder_ / "rules.image"), image);
  EXPECT_EQ(fs::status(folder_ / "rules.image").permissions(), fs::perms::owner_all);
  // Nothing of it stays where it cannot be written.
  const auto got = run("compile rules -o nowhere/rules.image");
  EXPECT_EQ(got.code, 2);
  EXPECT_TRUE(has(got, "`nowhere/rules.image` could not be written")) << got.out;
  const auto lost =
      run_program("ulimit -f 0; " ARVIO_EXECUTABLE, "compile rules -o rules.image");
  EXPECT_NE(lost.code, 0) << "no room for it";
  EXPECT_EQ(read(folder_ / "rules.image").substr(0, 8), "ARVOIMG0");
}

TEST_F(Files, AreNeverLeftHalfWrittenByWhoIsKilled) {
  ASSERT_EQ(run("compile rules -o rules.image").code, 0);
  const auto image = read(folder_ / "rules.image");
  for (int milliseconds = 1; milliseconds <= 40; ++milliseconds) {
    const auto after =
        "0.0" + std::string(milliseconds < 10 ? "0" : "") + std::to_string(milliseconds);
    (void)run_program("timeout -s KILL " + after + " " ARVIO_EXECUTABLE,
                      "compile rules -o rules.image");
    ASSERT_EQ(read(folder_ / "rules.image"), image) << after;
  }
}

// --- options

TEST_F(Files, AreNotComparedWithOptionsOutOfRange) {
  for (const auto* option :
       {"--seconds -1", "--seconds 0", "--seconds 1e3", "--seconds 99999999999",
        "--cases -1", "--cases 0", "--cases 1000000000001", "--cases ten", "--cases 1.5",
        "--seed -1", "--seed 18446744073709551616", "--seconds=-1"}) {
    const auto got = run(std::string("verify rules ") + option);
    EXPECT_EQ(got.code, 2) << option << got.out;
    EXPECT_FALSE(has(got, "mismatches")) << option << got.out;
    EXPECT_TRUE(has(got, "it takes a whole number from ")) << option << got.out;
  }
  EXPECT_EQ(run("verify rules --cases 5 --seed 18446744073709551615 --seconds 60").code,
            0);
}

// --- tables

const std::string vital_signs = R"({"at":"2026-03-02T10:00:00+02:00","language":"en",)"
                                R"("id":"stay_id","finish":true,)";
const std::string vital_columns =
    R"("columns":{"temperature":{"input":"temperature","unit":"Cel"},)"
    R"("years":{"input":"age","unit":"a"},"n":{"input":"n"}}})";

TEST_F(Files, WithBlankRowsAndOtherColumnsAreRead) {
  (void)write("m.json", vital_signs + vital_columns);
  (void)write("blank.csv", "stay_id,temperature,years,n\n1,37.1,80,3\n,,,\n,,,\n");
  const auto blank = run("convert --rules rules m.json blank.csv");
  EXPECT_EQ(blank.code, 0) << blank.out;
  EXPECT_EQ(lines_of(blank.out), 2u) << "one contact, and what was left out";
  EXPECT_TRUE(has(blank, "blank.csv: 2 blank rows left out, the last on line 4"))
      << blank.out;
  (void)write("twice.csv", "stay_id,note,note,temperature,years,n\n1,a,b,37.1,80,3\n");
  (void)write("trail.csv", "stay_id,temperature,years,n,,\n1,37.1,80,3,,\n");
  for (const auto* table : {"twice.csv", "trail.csv"}) {
    const auto got = run(std::string("convert --rules rules m.json ") + table);
    EXPECT_EQ(got.code, 0) << got.out;
    EXPECT_TRUE(has(got, R"("temperature":37.1,"age":80,"n":3})")) << got.out;
  }
}

TEST_F(Files, OfOtherDelimitersAreReadByTheMapping) {
  (void)write("plain.json", vital_signs + vital_columns);
  (void)write("fi.json",
              vital_signs + R"("delimiter":";","decimal":",",)" + vital_columns);
  (void)write("tab.json", vital_signs + R"("delimiter":"\t",)" + vital_columns);
  (void)write("fi.csv", "\xEF\xBB\xBFstay_id;temperature;years;n\r\n1;37,1;80;3\r\n");
  (void)write("tab.csv", "stay_id\ttemperature\tyears\tn\n1\t37.1\t80\t3\n");
  for (const auto* what : {"fi.json fi.csv", "tab.json tab.csv"}) {
    const auto got = run(std::string("convert --rules rules ") + what);
    EXPECT_EQ(got.code, 0) << got.out;
    EXPECT_TRUE(has(got, R"("temperature":37.1,"age":80,"n":3})")) << got.out;
  }
  for (const auto* what : {"fi.csv", "tab.csv"}) {
    const auto got = run(std::string("convert --rules rules plain.json ") + what);
    EXPECT_EQ(got.code, 2);
    EXPECT_EQ(lines_of(got.out), 1u) << "one error: " << got.out;
    EXPECT_TRUE(has(got, "the columns seem to be separated by")) << got.out;
  }
}

TEST_F(Files, ThatAreNotUtf8AreRefusedWithAndWithoutRules) {
  (void)write(
      "m.json",
      R"({"at":"2026-03-02T10:00:00Z","id":"row","columns":{"age":{"input":"age"}}})");
  (void)write("latin1.csv", "row,age\nM\xE4ki,54\nr2,30\n");
  (void)write("question.csv", "row,age\nr1,?\n");
  (void)write("one.json",
              R"({"at":"2026-03-02T10:00:00Z","columns":{"age":{"input":"age"}}})");
  (void)write("column.csv", "age\n54\n\n30\n");
  std::string question;
  for (const auto* rules : {"", "--rules rules "}) {
    const auto command = std::string("convert ") + rules;
    const auto latin = run(command + "m.json latin1.csv");
    EXPECT_EQ(latin.code, 2);
    EXPECT_TRUE(has(latin, "latin1.csv:2: field 1 is not UTF-8")) << latin.out;
    EXPECT_TRUE(has(latin, "\"id\":\"r2\"")) << latin.out;
    EXPECT_EQ(latin.out.find('\xE4'), std::string::npos);
    const auto asked = run(command + "m.json question.csv");
    EXPECT_EQ(asked.code, 2) << asked.out;
    if (question.empty()) question = asked.out;
    EXPECT_EQ(asked.out, question);
    const auto column = run(command + "one.json column.csv");
    EXPECT_EQ(column.code, 0) << column.out;
    EXPECT_EQ(lines_of(column.out), 3u) << column.out;
  }
}

TEST_F(Files, WithSeveralCodesAndTimesOfTheirOwnAreRead) {
  (void)write(
      "rc.json",
      R"({"at":"2026-03-02T10:00:00+02:00","id":"row","columns":{)"
      R"("r___1":{"input":"signs","codes":{"1":["rash"],"0":{"absent":["rash"]}}},)"
      R"("r___2":{"input":"signs","codes":{"1":["swelling"],)"
      R"("0":{"absent":["swelling"]}}}}})");
  (void)write("rc.csv", "row,r___1,r___2\n1,1,1\n2,0,1\n");
  const auto columns = run("convert --rules rules rc.json rc.csv");
  EXPECT_EQ(columns.code, 0) << columns.out;
  EXPECT_TRUE(has(columns, R"({"signs":["rash","swelling"]}})")) << columns.out;
  EXPECT_TRUE(has(columns, R"({"signs":{"present":["swelling"],"absent":["rash"]}}})"))
      << columns.out;
  (void)write("odk.json",
              R"({"at":{"column":"seen"},"id":"row","columns":{"s":{"input":"signs",)"
              R"("codes":{"r":["rash"],"w":["swelling"]}}}})");
  (void)write("odk.csv",
              "row,seen,s\n1,2026-03-02T10:00:00+02:00,r w\n2,2026-03-03T10:00:00Z,w\n");
  const auto cells = run("convert --rules rules odk.json odk.csv");
  EXPECT_EQ(cells.code, 0) << cells.out;
  EXPECT_TRUE(
      has(cells, R"("at":"2026-03-02T10:00:00+02:00","answers":{"signs":["rash",)"))
      << cells.out;
  EXPECT_TRUE(
      has(cells, R"("at":"2026-03-03T10:00:00+00:00","answers":{"signs":["swelling"]}})"))
      << cells.out;
}

TEST_F(Files, WithColumnsForInputsThatNothingDeclaresAreNotRead) {
  (void)write("m.json", R"({"at":"2026-03-02T10:00:00Z","columns":{)"
                        R"("t":{"input":"temprature"},"n":{"input":"n"}}})");
  (void)write("t.csv", "t,n\n37,1\n38,2\n");
  const auto got = run("convert --rules rules m.json t.csv");
  EXPECT_EQ(got.code, 2);
  EXPECT_EQ(lines_of(got.out), 1u) << got.out;
  EXPECT_TRUE(has(got,
                  "m.json: column `t`: `temprature` is declared by no rule set; did you "
                  "mean `temperature`?"))
      << got.out;
  EXPECT_EQ(run("convert m.json t.csv").code, 0) << "without rules nobody knows";
}

TEST_F(Files, InUtf16AreRefusedByName) {
  (void)write("m.json", R"({"at":"2026-03-02T10:00:00Z","columns":{"t":{"input":"t"}}})");
  (void)write("t.csv", std::string("\xFF\xFEt\0\n\0"
                                   "1\0\n\0",
                                   10));
  const auto got = run("convert m.json t.csv");
  EXPECT_EQ(got.code, 2);
  EXPECT_EQ(got.out,
            "t.csv:1: the table is UTF-16: save it as UTF-8 (a spreadsheet "
            "program calls that CSV UTF-8)\n");
}

TEST_F(Files, WithBadCellsThatTheMappingLetsPassAreCounted) {
  const std::string table =
      "row,seen,t,n\n1,2.3.2026 10.00,37.1,3\n2,2.3.2026 10.00,99,3\n"
      "3,2.3.2026 10.00,98,99\n4,2.3.2026 10.00,37.15,3\n5,yesterday,37.1,3\n";
  (void)write("t.csv", table);
  const auto converted = [&](const std::string& on_bad_time) {
    (void)write(
        "m.json",
        R"({"at":{"column":"seen","form":"finnish")" + on_bad_time +
            R"(},"bad_cell":"unknown","id":"row","columns":{)"
            R"("t":{"input":"temperature"},"n":{"input":"n","bad_cell":"drop"}}})");
    return run("convert --rules rules m.json t.csv");
  };
  const std::string contacts =
      R"({"id":"1","at":"2026-03-02T10:00:00+02:00","answers":{"temperature":37.1,)"
      R"("n":3}})"
      "\n"
      R"({"id":"2","at":"2026-03-02T10:00:00+02:00","answers":{"n":3,"temperature":"?"}})"
      "\n"
      R"({"id":"4","at":"2026-03-02T10:00:00+02:00","answers":{"n":3,"temperature":"?"}})"
      "\n";
  const std::string takes =
      "; it takes a number from 25.0 to 45.0 Cel in steps of 0.1 (the first on line ";
  const std::string cells =
      "t.csv: column `t`: 1 cell read as unknown: `temperature` is not among the values "
      "it can have" +
      takes +
      "3)\n"
      "t.csv: column `n`: 1 cell for which the row is left out: `n` is not among the "
      "values it can have; it takes a whole number from -10 to 10 (the first on line 4)\n"
      "t.csv: column `t`: 1 cell read as unknown: `temperature` is finer than the input "
      "takes" +
      takes + "5)\n";
  const auto as_error = converted("");
  EXPECT_EQ(as_error.code, 2) << "a contact has a time";
  EXPECT_EQ(as_error.out,
            contacts + "t.csv:6: column `seen`: is no time like 30.11.2026 8.15\n" +
                cells + "t.csv: 1 row left out as the mapping says\n");
  const auto dropped = converted(R"(,"bad_cell":"drop")");
  EXPECT_EQ(dropped.code, 0);
  EXPECT_EQ(dropped.out,
            contacts + cells +
                "t.csv: column `seen`: 1 cell for which the row is left out: is no time "
                "like 30.11.2026 8.15 (the first on line 6)\n"
                "t.csv: 2 rows left out as the mapping says\n");
}

TEST_F(Files, WithUnitsThatTheMappingConvertsAreInThoseOfTheInput) {
  const auto converted = [&](const std::string& to, const std::string& digits) {
    (void)write("m.json",
                R"({"at":"2026-03-02T10:00:00Z","bad_cell":"unknown","columns":{"f":{)"
                R"("input":"temperature","unit":"[degF]","convert":{"to":")" +
                    to + R"(","rounding":"nearest","digits":)" + digits + "}}}}");
    return run("convert --rules rules m.json t.csv");
  };
  (void)write("t.csv", "f\n98.6\n100\n");
  const auto fits = converted("Cel", "1");
  EXPECT_EQ(fits.code, 0);
  EXPECT_TRUE(has(fits, R"({"temperature":37.0})")) << fits.out;
  EXPECT_TRUE(has(fits, R"({"temperature":37.8})")) << fits.out;
  const auto finer = converted("Cel", "2");
  EXPECT_EQ(finer.code, 0);
  EXPECT_TRUE(has(finer, R"({"temperature":37.00})")) << finer.out;
  EXPECT_TRUE(has(finer, "column `f`: 1 cell read as unknown: `temperature` is finer"))
      << finer.out;
  (void)write("k.json", R"({"at":"2026-03-02T10:00:00Z","columns":{"f":{"input":)"
                        R"("temperature","unit":"g","convert":{"to":"kg"}}}})");
  const auto other = run("convert --rules rules k.json t.csv");
  EXPECT_EQ(other.code, 2);
  EXPECT_TRUE(has(other, "k.json: column `f`: the unit of `temperature` is `Cel`"))
      << other.out;
}

TEST_F(Files, OfAnyLengthTakeNoMoreMemory) {
  if (!arvio::testing::whole_campaigns) GTEST_SKIP() << "a sanitizer takes its own room";
  (void)write("m.json", R"({"at":"2026-03-02T10:00:00Z","bad_cell":"unknown",)"
                        R"("columns":{"t":{"input":"t","codes":{"1":"x"}}}})");
  // A million rows, which would take more than these kilobytes if they were kept.
  const std::string limit = "ulimit -v 100000\n";
  (void)write("convert.sh", limit +
                                "(echo t,n; yes 2,0123456789012345678901234567890 | "
                                "head -n 1000000) | " +
                                ARVIO_EXECUTABLE + " convert m.json - > out.jsonl\n");
  const auto got = run_program("sh convert.sh", "");
  EXPECT_EQ(got.code, 0) << got.out;
  EXPECT_EQ(got.out,
            "-: column `t`: 1000000 cells read as unknown: the mapping has no "
            "code for this cell (the first on line 2)\n");
  EXPECT_GT(fs::file_size(folder_ / "out.jsonl"), 50'000'000u);
}

TEST_F(Files, WithUnitsOfTheirOwnAreCheckedByTheTimeOfEachRow) {
  (void)write("m.json", R"({"at":{"column":"seen"},"columns":{)"
                        R"("t":{"input":"temperature","unit":"[degF]"}}})");
  (void)write("t.csv", "seen,t\n2026-03-02T10:00:00+02:00,37\n");
  const auto got = run("convert --rules rules m.json t.csv");
  EXPECT_EQ(got.code, 2);
  EXPECT_TRUE(has(got, "t.csv:2: column `t`: the unit of `temperature` is `Cel`"))
      << got.out;
}

}  // namespace
