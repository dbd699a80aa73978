#include "arvio/exchange/table.hpp"

#include "arvio/exchange/json.hpp"

#include <gtest/gtest.h>

#include <string>

namespace arvio {
namespace {

table read(const std::string& csv) {
  auto made = read_table(csv);
  EXPECT_TRUE(made) << (made ? "" : made.error().front().message);
  return made ? *made : table();
}

table_fault first_fault(const std::string& csv) {
  const auto made = read_table(csv);
  return made ? table_fault() : made.error().front();
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
  EXPECT_EQ(first_fault("a,a\n").column, "a");
  EXPECT_EQ(first_fault("a,b\n1\"2,3\n").line, 2u);
  EXPECT_EQ(first_fault("a,b\n\"1\"2,3\n").line, 2u);
  EXPECT_EQ(first_fault("a,b\n1,2\n\"1,2\n3,4\n").line, 3u);
  const auto several = read_table("a,b\n\"1\"x,2\n3,4\n\"5\"x,6\n");
  ASSERT_FALSE(several);
  EXPECT_EQ(several.error().size(), 2u);
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
}

}  // namespace
}  // namespace arvio
