#include "arvio/exchange/table.hpp"

#include "arvio/exchange/json.hpp"
#include "arvio/exchange/row_converter.hpp"

#include "converted.hpp"

#include <gtest/gtest.h>

#include <string>

namespace arvio {
namespace {

using testing_tables::converted;
using testing_tables::mapping;

table read(const std::string& csv) {
  auto made = read_table(csv, ',');
  EXPECT_TRUE(made) << (made ? "" : made.error().front().message);
  return made ? *made : table();
}

/// The line of the first fault, and what it is; 0 where there is none.
table_fault first_fault(const std::string& csv) {
  const auto made = read_table(csv, ',');
  if (!made) return made.error().front();
  for (const auto& row : made->rows) {
    if (!row.fault.empty()) return {row.line, "", row.fault};
  }
  return {};
}

TEST(ReadTable, ReadsFieldsAsTheyAre) {
  const auto made = read("a,b,c\n1, two ,\n\"x,y\",\"say \"\"hi\"\"\",\"two\nlines\"\n");
  ASSERT_EQ(made.rows.size(), 2u);
  EXPECT_EQ(made.rows[0].cells, (std::vector<std::string>{"1", " two ", ""}));
  EXPECT_EQ(made.rows[1].cells,
            (std::vector<std::string>{"x,y", "say \"hi\"", "two\nlines"}));
  EXPECT_EQ(made.column("c"), 2u);
  EXPECT_FALSE(made.column("d"));
}

TEST(ReadTable, TakesBothLineEndsAMarkAndNoLastLineEnd) {
  const auto made = read(
      "\xEF\xBB\xBF"
      "a,b\r\n1,2\r\n\r\n3,4");
  EXPECT_EQ(made.header, (std::vector<std::string>{"a", "b"}));
  ASSERT_EQ(made.rows.size(), 2u);
  EXPECT_EQ(made.rows[1].cells, (std::vector<std::string>{"3", "4"}));
  EXPECT_EQ(made.rows[1].line, 4u);
}

TEST(ReadTable, CountsTheLinesOfQuotedFields) {
  const auto made = read("a\n\"1\n2\n3\"\n4\n");
  ASSERT_EQ(made.rows.size(), 2u);
  EXPECT_EQ(made.rows[0].line, 2u);
  EXPECT_EQ(made.rows[1].line, 5u);
}

TEST(ReadTable, SaysWhereItIsOutOfForm) {
  EXPECT_EQ(first_fault("").line, 1u);
  EXPECT_EQ(first_fault("a,\"b\n").line, 1u);
  EXPECT_EQ(first_fault("a,b\n1\"2,3\n").line, 2u);
  EXPECT_EQ(first_fault("a,b\n\"1\"2,3\n").line, 2u);
  EXPECT_EQ(first_fault("a,b\n\"1\"\r2,3\n").line, 2u);
  EXPECT_EQ(first_fault("a,b\n1,2\n\"1,2\n3,4\n").line, 3u);
  EXPECT_EQ(first_fault("a,b\n1,\"2\"\r\n").line, 0u);
  EXPECT_EQ(first_fault("a,b\n1,\"2\"").line, 0u);
  const auto several = read("a,b\n\"1\"x,2\n3,4\n\"5\"x,6\n");
  ASSERT_EQ(several.rows.size(), 3u);
  EXPECT_FALSE(several.rows[0].fault.empty());
  EXPECT_TRUE(several.rows[1].fault.empty());
  EXPECT_FALSE(several.rows[2].fault.empty());
}

TEST(ReadTable, RefusesWhatIsNotUtf8) {
  EXPECT_EQ(first_fault("row,age\nM\xE4ki,54\n").line, 2u);
  EXPECT_EQ(first_fault("row,age\n\xFF,54\n").line, 2u);
  EXPECT_EQ(first_fault(std::string("row,age\na\0b,54\n", 16)).line, 2u);
  EXPECT_EQ(first_fault("r\xF6w,age\nx,54\n").line, 1u) << "in the header";
  EXPECT_EQ(first_fault(std::string("\xFF\xFE"
                                    "a\0\n\0",
                                    6))
                .line,
            1u)
      << "UTF-16";
}

TEST(ReadTable, KnowsUtf16ByItsFirstBytes) {
  for (const auto& start :
       {std::string("\xFF\xFE"
                    "a\0",
                    4),
        std::string("\xFE\xFF\0a", 4), std::string("a\0,\0", 4), std::string("\0a\0,", 4),
        std::string("\xFF\xFE\0\0a\0\0\0", 8), std::string("\0\0\0a", 4)}) {
    const auto fault = first_fault(start + std::string("b\0\n\0", 4));
    EXPECT_EQ(fault.line, 1u);
    EXPECT_EQ(fault.message,
              "the table is UTF-16: save it as UTF-8 (a spreadsheet program calls that "
              "CSV UTF-8)");
  }
  table_reader in(',');
  in.take(std::string("a\0,\0b\0\n\0c\0,\0d\0\n\0", 16));
  in.end();
  EXPECT_TRUE(in.next());
  EXPECT_FALSE(in.next()) << "nothing of it is a row";
  EXPECT_TRUE(in.is_lost());
}

TEST(ReadTable, PassesOverWhatASpreadsheetProgramIsTold) {
  for (const auto* end : {"\n", "\r\n"}) {
    for (const auto* mark : {"", "\xEF\xBB\xBF"}) {
      const auto made = read(std::string(mark) + "sep=," + end + "a,b\n1,2\n");
      EXPECT_EQ(made.header, (std::vector<std::string>{"a", "b"}));
      ASSERT_EQ(made.rows.size(), 1u);
      EXPECT_EQ(made.rows[0].line, 3u);
    }
  }
  EXPECT_EQ(converted("sep=;\na;b\n1;2\n", mapping(R"("columns":{"a":{"input":"a"}})"))
                .find(": the columns seem to be separated by `;`"),
            0u);
}

TEST(ReadTable, CountsBlankRowsAndKeepsThemInOneColumn) {
  const auto several = read("a,b\n1,2\n,\n\n3,\n  ,\t\n");
  EXPECT_EQ(several.rows.size(), 2u);
  EXPECT_EQ(several.blank_rows, 3u);
  const auto one = read("a\n54\n\n30\n");
  ASSERT_EQ(one.rows.size(), 3u);
  EXPECT_EQ(one.blank_rows, 0u);
  EXPECT_EQ(one.rows[1].cells, std::vector<std::string>{""});
}

TEST(TableReader, ReadsTheSameOfPiecesOfAnySize) {
  const std::string csv =
      "\xEF\xBB\xBF"
      "a,b\r\n\"x,\"\"y\",\"two\nlines\"\r\n,\r\n\"1\"x,2\n5,6";
  const auto whole = read(csv);
  ASSERT_EQ(whole.rows.size(), 3u);
  for (std::size_t size = 1; size < csv.size(); ++size) {
    table_reader in(',');
    std::vector<table_row> rows;
    for (std::size_t at = 0; at < csv.size(); at += size) {
      in.take(csv.substr(at, size));
      while (auto row = in.next())
        rows.push_back(*row);
    }
    in.end();
    while (auto row = in.next())
      rows.push_back(*row);
    ASSERT_EQ(rows.size(), 5u) << size;
    EXPECT_EQ(rows[0].cells, whole.header) << size;
    EXPECT_EQ(rows[1].cells, whole.rows[0].cells) << size;
    EXPECT_TRUE(rows[2].blank) << size;
    EXPECT_EQ(rows[3].fault, whole.rows[1].fault) << size;
    EXPECT_EQ(rows[4].cells, whole.rows[2].cells) << size;
    EXPECT_EQ(rows[4].line, whole.rows[2].line) << size;
  }
}

TEST(TableReader, GivesARowUpThatDoesNotEnd) {
  table_reader in(',');
  in.take("a,b\n1,\"");
  EXPECT_TRUE(in.next());
  const std::string block(std::size_t{1} << 16, 'x');
  std::optional<table_row> row;
  for (int i = 0; i < 100 && !row; ++i) {
    in.take(block);
    row = in.next();
  }
  ASSERT_TRUE(row);
  EXPECT_EQ(row->line, 2u);
  EXPECT_NE(row->fault.find("longer than"), std::string::npos);
  EXPECT_TRUE(in.is_lost());
  in.take("\"\n3,4\n");
  EXPECT_FALSE(in.next());
}

TEST(ReadTable, LeavesARowOfAnotherNumberOfFieldsOut) {
  const auto made = read("a,b\n1\n2,3\n4,5,6\n");
  ASSERT_EQ(made.rows.size(), 3u);
  EXPECT_EQ(made.rows[0].fault, "has 1 fields, the header 2");
  EXPECT_EQ(made.rows[1].fault, "");
  EXPECT_EQ(made.rows[2].line, 4u);
  const auto by = read_mapping(
      R"({"at":"2026-03-02T10:00:00+02:00","columns":{"a":{"input":"age"}}})");
  ASSERT_TRUE(by);
  const auto rows = convert(made, *by);
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 3u);
  EXPECT_EQ((*rows)[0].faults.size(), 1u);
  EXPECT_EQ((*rows)[0].faults.front().line, 2u);
  EXPECT_TRUE((*rows)[1].faults.empty());
  EXPECT_FALSE((*rows)[2].faults.empty());
}

const std::string mapping_text = R"({
  "at": "2026-03-02T10:00:00+02:00", "language": "fi", "id": "row", "finish": true,
  "columns": {"age": {"input": "age", "unit": "a"},
              "mental": {"input": "consciousness", "codes": {"1": "alert", "9": "?"}},
              "smokes": {"input": "smokes"}, "since": {"input": "since"}},
  "constants": {"setting": "ward", "signs": {"present": [], "others": "no"}}})";

TEST(Convert, TurnsRowsIntoContacts) {
  const auto by = read_mapping(mapping_text);
  ASSERT_TRUE(by) << by.error().front().message;
  const auto rows = convert(read("row,age,mental,smokes,since,other\n"
                                 "r1,54,1,true,2026-03-01,x\n"
                                 "r2,38.40,9,,,y\n"
                                 "r3,,,,,\n"),
                            *by);
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 3u);
  const std::string head =
      R"(,"at":"2026-03-02T10:00:00+02:00","language":"fi","finish":true,"answers":{)";
  const std::string constants =
      R"("setting":"ward","signs":{"present":[],"others":"no"}}})";
  EXPECT_EQ(
      to_json((*rows)[0].contact),
      R"({"id":"r1")" + head +
          R"("age":54,"consciousness":"alert","smokes":true,"since":"2026-03-01",)" +
          constants);
  EXPECT_EQ(to_json((*rows)[1].contact),
            R"({"id":"r2")" + head + R"("age":38.40,"consciousness":"?",)" + constants);
  EXPECT_EQ(to_json((*rows)[2].contact), R"({"id":"r3")" + head + constants);
}

TEST(Convert, NamesLineAndColumnOfAFaultyCellAndNeverItsValue) {
  const auto by = read_mapping(mapping_text);
  ASSERT_TRUE(by);
  const auto rows =
      convert(read("row,age,mental,smokes,since\nr1,1,1,,\nr2,2,secret,,\n"), *by);
  ASSERT_TRUE(rows);
  EXPECT_TRUE((*rows)[0].faults.empty());
  ASSERT_EQ((*rows)[1].faults.size(), 1u);
  const auto& fault = (*rows)[1].faults.front();
  EXPECT_EQ(fault.line, 3u);
  EXPECT_EQ(fault.column, "mental");
  EXPECT_EQ(fault.message.find("secret"), std::string::npos);
}

TEST(Convert, TakesAQuestionMarkForNothingThatSomebodySaid) {
  const auto by = mapping(R"("columns":{"age":{"input":"age"}})");
  EXPECT_EQ(converted("age\n?\n54\n", by),
            "2:age: `?` says nothing by itself: say by `codes` what it means\n"
            "{\"age\":54}}\n");
  const auto told = mapping(R"("columns":{"age":{"input":"age","codes":{"?":"?"}}})");
  EXPECT_EQ(converted("age\n?\n", told), "{\"age\":\"?\"}}\n");
}

TEST(Convert, ReadsTheDelimiterAndDecimalMarkOfTheMapping) {
  const std::string columns = R"("columns":{"t":{"input":"t"},"n":{"input":"n"}})";
  const auto semicolon = mapping(R"("delimiter":";","decimal":",",)" + columns);
  EXPECT_EQ(converted("\xEF\xBB\xBFt;n\r\n37,1;80\r\n-0,5;3\r\n", semicolon),
            "{\"t\":37.1,\"n\":80}}\n{\"t\":-0.5,\"n\":3}}\n");
  EXPECT_EQ(converted("t\tn\n37.1\t80\n", mapping(R"("delimiter":"\t",)" + columns)),
            "{\"t\":37.1,\"n\":80}}\n");
  EXPECT_EQ(converted("t|n\n37.1|80\n", mapping(R"("delimiter":"|",)" + columns)),
            "{\"t\":37.1,\"n\":80}}\n");
}

TEST(Convert, SaysWhichDelimiterItSeemsToBe) {
  const auto by = mapping(R"("columns":{"t":{"input":"t"},"n":{"input":"n"}})");
  EXPECT_EQ(converted("t;n\n37,1;80\n", by),
            ": the columns seem to be separated by `;`: add \"delimiter\": \";\" to the "
            "mapping, and \"decimal\": \",\" where its numbers have a comma\n");
  EXPECT_EQ(converted("t\tn\n37,1\t80\n", by),
            ": the columns seem to be separated by `\\t`: add \"delimiter\": \"\\t\" to "
            "the mapping, and \"decimal\": \",\" where its numbers have a comma\n");
  EXPECT_EQ(converted("\"t\"|\"n\"\n", by),
            "`|` follows a closing quote: if it stands between the columns, add "
            "\"delimiter\": \"|\" to the mapping");
  const auto other = mapping(R"("delimiter":";","columns":{"t":{"input":"t"}})");
  EXPECT_EQ(converted("t,n\n1,2\n", other),
            ": the columns seem to be separated by `,`: add \"delimiter\": \",\" to the "
            "mapping\n");
}

TEST(Convert, RefusesANumberOfAnotherDecimalMark) {
  const auto point = mapping(R"("delimiter":";","columns":{"t":{"input":"t"}})");
  EXPECT_NE(converted("t\n37,1\n", point).find("2:t: seems to be a number with `,`"),
            std::string::npos);
  const auto comma =
      mapping(R"("delimiter":";","decimal":",","columns":{"t":{"input":"t"}})");
  EXPECT_NE(converted("t\n1.000\n", comma).find("2:t: seems to be a number with `.`"),
            std::string::npos);
  EXPECT_EQ(converted("t\n2.3.2026\n", comma), "{\"t\":\"2.3.2026\"}}\n");
}

TEST(Convert, LeavesOutColumnsThatNothingNamesWhateverTheyAreCalled) {
  const auto by = mapping(R"("columns":{"t":{"input":"t"}})");
  EXPECT_EQ(converted("note,note,t,,\na,b,37,,\n", by), "{\"t\":37}}\n");
  EXPECT_EQ(converted("t,t\n1,2\n", by), "t: the column is there twice\n");
}

TEST(Convert, PutsTogetherWhatSeveralColumnsSayOfCodes) {
  const auto by =
      mapping(R"("columns":{"a":{"input":"c","codes":{"1":["x"],"0":{"absent":["x"]}}},)"
              R"("b":{"input":"c","codes":{"1":["y"],"0":{"absent":["y"]},)"
              R"("no x":{"absent":["x"]},"none":{"others":"no"},"?":{"others":"?"}}}})");
  EXPECT_EQ(converted("a,b\n1,1\n0,1\n,0\n,\n1,\n1,none\n", by),
            "{\"c\":[\"x\",\"y\"]}}\n"
            "{\"c\":{\"present\":[\"y\"],\"absent\":[\"x\"]}}}\n"
            "{\"c\":{\"present\":[],\"absent\":[\"y\"]}}}\n"
            "{\"c\":[\"x\"]}}\n"
            "{\"c\":{\"present\":[\"x\"],\"others\":\"no\"}}}\n");
  EXPECT_EQ(converted("a,b\n1,no x\n", by),
            "2:b: contradicts what another column says of `c`\n");
  const auto others =
      mapping(R"("columns":{"a":{"input":"c","codes":{"n":{"others":"no"}}},)"
              R"("b":{"input":"c","codes":{"q":{"others":"?"}}}})");
  EXPECT_EQ(converted("a,b\nn,q\n", others),
            "2:b: contradicts what another column says of `c`\n");
}

TEST(Convert, TakesSeveralCodesOutOfOneCell) {
  const auto blank =
      mapping(R"("columns":{"c":{"input":"c","codes":{"x":["x"],"y":["y"]}}})");
  EXPECT_EQ(converted("c\nx y\ny\n  x  x \n", blank),
            "{\"c\":[\"x\",\"y\"]}}\n{\"c\":[\"y\"]}}\n{\"c\":[\"x\"]}}\n");
  EXPECT_EQ(converted("c\nx z\n \n", blank),
            "2:c: the mapping has no code for this cell\n"
            "3:c: the mapping has no code for this cell\n");
  const auto semicolon =
      mapping(R"("columns":{"c":{"input":"c","separator":";",)"
              R"("codes":{"x x":["x"],"not x":{"absent":["x"]},"y":["y"]}}})");
  EXPECT_EQ(converted("c\nx x; y\nx x;not x\n", semicolon),
            "{\"c\":[\"x\",\"y\"]}}\n3:c: its codes contradict each other\n");
  const auto single = mapping(R"("columns":{"c":{"input":"c","codes":{"1":"x"}}})");
  EXPECT_EQ(converted("c\n1 1\n", single), "2:c: the mapping has no code for this cell\n")
      << "one value is one value";
}

TEST(Convert, TakesTheTimeOutOfAColumn) {
  const auto by =
      read_mapping(R"({"at":{"column":"seen"},"columns":{"t":{"input":"t"}}})");
  ASSERT_TRUE(by);
  const auto rows = convert(
      read("seen,t\n2026-03-02T10:00:00+02:00,37.1\n,38\n2026-03-02 10:00,39\n"), *by);
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 3u);
  EXPECT_EQ(to_json((*rows)[0].contact),
            R"({"at":"2026-03-02T10:00:00+02:00","answers":{"t":37.1}})");
  for (const std::size_t row : {1u, 2u}) {
    ASSERT_EQ((*rows)[row].faults.size(), 1u);
    EXPECT_EQ((*rows)[row].faults.front().column, "seen");
  }
  EXPECT_EQ(converted("t\n37.1\n", *by), "seen: the table has no such column\n");
}

TEST(Convert, SaysWhichColumnWasProbablyMeant) {
  const auto by =
      mapping(R"("columns":{"temperature":{"input":"t"},"pulse":{"input":"p"}})");
  EXPECT_EQ(converted("temprature,pulse\n37,80\n", by),
            "temperature: the table has no such column; did you mean `temprature`?\n");
  EXPECT_EQ(converted("Temperature,pulse \n37,80\n", by),
            "temperature: the table has no such column; did you mean its column number "
            "1?\n"
            "pulse: the table has no such column; did you mean its column number 2?\n")
      << "a table without a header begins with what somebody said";
  const auto finnish = mapping(
      R"("columns":{"L\u00e4mp\u00f6":{"input":"t"},"Ik\u00e4":{"input":"age"}})");
  EXPECT_EQ(converted(" LAMPO,Ik\u00e4\n37,80\n", finnish),
            "L\u00e4mp\u00f6: the table has no such column; did you mean ` LAMPO`?\n");
  EXPECT_EQ(converted("pulse,puls\n80,37\n", by),
            "temperature: the table has no such column\n");
}

TEST(Convert, WantsEveryColumnOfTheMapping) {
  const auto by = read_mapping(mapping_text);
  ASSERT_TRUE(by);
  const auto rows = convert(read("age\n1\n"), *by);
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().size(), 4u);  // row, mental, smokes, since
}

TEST(ReadMapping, SaysAllThatIsWrong) {
  const auto faults = [](const std::string& json) {
    const auto made = read_mapping(json);
    return made ? std::size_t{0} : made.error().size();
  };
  EXPECT_EQ(faults("{"), 1u);
  EXPECT_EQ(faults("[]"), 1u);
  EXPECT_EQ(faults("{}"), 2u);
  EXPECT_EQ(faults(R"({"at":"x","columns":{},"more":1})"), 2u);
  EXPECT_EQ(
      faults(R"({"at":"2026-03-02T10:00:00Z","columns":{"a":{"unit":"a","form":1}}})"),
      2u);
  EXPECT_EQ(faults(R"({"at":"2026-03-02T10:00:00Z",
                       "columns":{"a":{"input":"x"},"b":{"input":"x"}},
                       "constants":{"x":1,"y":null}})"),
            3u);
  EXPECT_EQ(
      faults(R"({"at":"2026-03-02T10:00:00Z","columns":{"a":{"input":"x","codes":{}}}})"),
      1u);
  for (const auto* member :
       {R"("delimiter":"ab")", R"("delimiter":"x")", R"("delimiter":1)",
        R"("decimal":";")", R"("delimiter":",","decimal":",")", R"("language":"")",
        R"("langauge":"en")"}) {
    EXPECT_EQ(faults(R"({"at":"2026-03-02T10:00:00Z","columns":{},)" +
                     std::string(member) + "}"),
              1u)
        << member;
  }
  for (const auto* column : {R"("separator":";")", R"("codes":{"1":"x"},"separator":";")",
                             R"("codes":{"1":["x"]},"separator":"")",
                             R"("codes":{"1":["x"]},"separator":";;")"}) {
    EXPECT_EQ(faults(R"({"at":"2026-03-02T10:00:00Z","columns":{"a":{"input":"x",)" +
                     std::string(column) + "}}}"),
              1u)
        << column;
  }
  for (const auto* at : {R"({"column":1})", R"({"column":"a","more":1})", "{}", "[]"}) {
    EXPECT_EQ(faults(R"({"at":)" + std::string(at) + R"(,"columns":{}})"), 1u) << at;
  }
  EXPECT_EQ(faults(std::string(R"({"at":"2026-03-02T10:00:00Z","columns":{}})") +
                   std::string(1, '\0') + "rubbish"),
            1u);
}

TEST(ReadMapping, PassesOverAMarkAndRefusesUtf16ByName) {
  const std::string json = R"({"at":"2026-03-02T10:00:00Z","columns":{}})";
  EXPECT_TRUE(read_mapping("\xEF\xBB\xBF" + json));
  std::string wide = "\xFF\xFE";
  for (const char c : json)
    wide += std::string(1, c) + '\0';
  const auto made = read_mapping(wide);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().front().message, "the mapping is UTF-16: save it as UTF-8");
}

TEST(ReadMapping, SaysWhatWasProbablyMeant) {
  const auto made = read_mapping(
      R"({"at":"2026-03-02T10:00:00Z","langauge":"en","columns":{"t":{"inptu":"t"}}})");
  ASSERT_FALSE(made);
  EXPECT_NE(made.error()[0].message.find("did you mean `language`?"), std::string::npos);
  EXPECT_NE(made.error()[1].message.find("did you mean `input`?"), std::string::npos);
}

TEST(ReadMapping, RepeatsNothingOfAContactThatIsGivenForOne) {
  const auto made = read_mapping(
      R"({"at":"2026-03-02T10:00:00Z","answers":{"s":"CANARY"},"min granne CANARY":1})");
  ASSERT_FALSE(made);
  for (const auto& one : made.error())
    EXPECT_EQ(one.message.find("CANARY"), std::string::npos) << one.message;
}

}  // namespace
}  // namespace arvio
