// Cells that cannot be read: an error, an unknown answer or a row less, as the mapping
// says. What is unknown is never "no".

#include "converted.hpp"

#include <gtest/gtest.h>

#include <string>

namespace arvio {
namespace {

using testing_tables::converted;
using testing_tables::faults_of_t;
using testing_tables::mapping;
using testing_tables::text_of;

const std::string unknown = R"("bad_cell":"unknown",)";
const std::string drop = R"("bad_cell":"drop",)";

std::string columns(const std::string& members) {
  return R"("columns":{)" + members + "}";
}

const std::string plain =
    R"("t":{"input":"t"},"k":{"input":"k","codes":{"1":"x","9":"?"}})";

TEST(BadCells, AreErrorsWhereTheMappingDoesNotSay) {
  EXPECT_EQ(converted("t,k\n?,2\n37,1\n", mapping(columns(plain))),
            "2:t: `?` says nothing by itself: say by `codes` what it means\n"
            "2:k: the mapping has no code for this cell\n"
            "{\"t\":37,\"k\":\"x\"}}\n");
}

TEST(BadCells, BecomeUnknownAnswersWhereTheMappingSaysSo) {
  EXPECT_EQ(converted("t,k\n\"37,1\",2\n37,1\n38,\n", mapping(unknown + columns(plain))),
            "{\"t\":\"?\",\"k\":\"?\"}}\n"
            "?2:t: seems to be a number with `,` as its decimal mark, which the mapping "
            "would say by \"decimal\": \",\"\n"
            "?2:k: the mapping has no code for this cell\n"
            "{\"t\":37,\"k\":\"x\"}}\n"
            "{\"t\":38}}\n")
      << "an empty cell was not asked";
}

TEST(BadCells, LeaveTheirRowOutWhereTheMappingSaysSo) {
  EXPECT_EQ(converted("t,k\n37,2\n38,1\n", mapping(drop + columns(plain))),
            "-2:k: the mapping has no code for this cell\n"
            "{\"t\":38,\"k\":\"x\"}}\n");
}

TEST(BadCells, AreWhatTheirColumnSaysBeforeTheMapping) {
  const auto by = mapping(
      drop + columns(R"("t":{"input":"t","bad_cell":"error"},)"
                     R"("k":{"input":"k","codes":{"1":"x"},"bad_cell":"unknown"},)"
                     R"("m":{"input":"m","codes":{"1":"x"}})"));
  EXPECT_EQ(converted("t,k,m\n37,2,1\n37,1,2\n?,1,2\n", by),
            "{\"t\":37,\"k\":\"?\",\"m\":\"x\"}}\n"
            "?2:k: the mapping has no code for this cell\n"
            "-3:m: the mapping has no code for this cell\n"
            "4:t: `?` says nothing by itself: say by `codes` what it means\n"
            "-4:m: the mapping has no code for this cell\n");
  EXPECT_EQ(faults_of_t(R"(,"bad_cell":"skip")"),
            "t: `bad_cell` is error, unknown or drop\n");
}

TEST(BadCells, OfARowOfAnotherFormAreAlwaysAnError) {
  EXPECT_EQ(converted("t,k\n37\n", mapping(drop + columns(plain))),
            "2:: has 1 fields, the header 2\n");
}

// --- lists of codes

const std::string of_codes =
    columns(R"("a":{"input":"c","codes":{"1":["x"],"0":{"absent":["x"]}}},)"
            R"("b":{"input":"c","codes":{"1":["y"],"0":{"absent":["y"]},)"
            R"("no x":{"absent":["x"]}}},)"
            R"("n":{"input":"c","codes":{"1":{"others":"no"}}})");

TEST(BadCells, OfCodesNeverMakeACodeAbsent) {
  const auto by = mapping(unknown + of_codes);
  const std::string why = ": the mapping has no code for this cell\n";
  EXPECT_EQ(converted("a,b,n\n1,q,\n", by),
            "{\"c\":{\"present\":[\"x\"],\"others\":\"?\"}}}\n?2:b" + why);
  EXPECT_EQ(converted("a,b,n\n0,q,1\n", by), "{\"c\":\"?\"}}\n?2:b" + why)
      << "`b` could have named x too, and nobody knows that there is nothing else";
  EXPECT_EQ(converted("a,b,n\nq,0,\n", by),
            "{\"c\":{\"present\":[],\"absent\":[\"y\"],\"others\":\"?\"}}}\n?2:a" + why);
  EXPECT_EQ(converted("a,b,n\nq,,\n", by), "{\"c\":\"?\"}}\n?2:a" + why);
}

TEST(BadCells, OfCodesThatContradictLeaveThoseCodesUnknown) {
  const auto by = mapping(unknown + of_codes);
  const std::string why = ": contradicts what another column says of `c`\n";
  EXPECT_EQ(converted("a,b,n\n1,no x,\n", by), "{\"c\":\"?\"}}\n?2:b" + why);
  const auto cell =
      mapping(unknown +
              columns(R"("c":{"input":"c","separator":";","codes":{"x":["x"],"y":["y"],)"
                      R"("not x":{"absent":["x"]},"z":{"absent":["z"]}}})"));
  EXPECT_EQ(converted("c\nx;y;not x\n", cell),
            "{\"c\":{\"present\":[\"y\"],\"others\":\"?\"}}}\n"
            "?2:c: its codes contradict each other\n");
  EXPECT_EQ(converted("c\nz;q;y\n", cell),
            "{\"c\":{\"present\":[\"y\"],\"others\":\"?\"}}}\n"
            "?2:c: the mapping has no code for this cell\n")
      << "what is understood of a cell is present, and nothing is absent";
}

TEST(BadCells, OfCodesSayTheSameInAnyOrderOfTheColumns) {
  const auto by = mapping(unknown + of_codes);
  const auto turned = mapping(
      unknown + columns(R"("n":{"input":"c","codes":{"1":{"others":"no"}}},)"
                        R"("b":{"input":"c","codes":{"1":["y"],"0":{"absent":["y"]},)"
                        R"("no x":{"absent":["x"]}}},)"
                        R"("a":{"input":"c","codes":{"1":["x"],"0":{"absent":["x"]}}})"));
  for (const std::string row : {"1,q,1", "q,1,", "1,no x,1", "0,q,", "q,0,1", "q,q,q"}) {
    const auto answers = [&](const contact_mapping& mapped) {
      const auto got = converted("a,b,n\n" + row + "\n", mapped);
      return got.substr(0, got.find('\n'));
    };
    EXPECT_EQ(answers(by), answers(turned)) << row;
  }
}

TEST(BadCells, OfTheClosedListMakeAllOfItUnknown) {
  const auto by =
      mapping(unknown + columns(R"("a":{"input":"complaint","codes":{"1":["cough"]}},)"
                                R"("b":{"input":"complaint","codes":{"1":["fever"]}})"));
  EXPECT_EQ(converted("a,b\n1,1\n1,q\n", by),
            "{\"complaint\":[\"cough\",\"fever\"]}}\n"
            "{\"complaint\":\"?\"}}\n"
            "?3:b: the mapping has no code for this cell\n")
      << "a list without fever would say that there is none";
}

// --- what an engine refuses

converted_row checked(const contact_mapping& by, const contact_errors& errors) {
  const auto table = read_table("t,k\n37,1\n", ',');
  const auto converter = row_converter::of(table->header, by);
  EXPECT_TRUE(converter);
  auto row = converter->convert(table->rows.front());
  converter->take_errors(errors, row);
  return row;
}

TEST(BadCells, AreWhatAnEngineRefusesToo) {
  const contact_errors outside = {{errc::answer_outside, "t", "is outside"}};
  EXPECT_EQ(text_of(checked(mapping(columns(plain)), outside)), "2:t: `t` is outside\n");
  EXPECT_EQ(text_of(checked(mapping(unknown + columns(plain)), outside)),
            "{\"k\":\"x\",\"t\":\"?\"}}\n?2:t: `t` is outside\n");
  EXPECT_EQ(text_of(checked(mapping(drop + columns(plain)), outside)),
            "-2:t: `t` is outside\n");
}

TEST(BadCells, AreNotWhatAnEngineRefusesOfTheWhole) {
  const auto by = mapping(unknown + columns(plain) + R"(,"constants":{"place":"moon"})");
  EXPECT_EQ(text_of(checked(by, {{errc::answer_outside, "place", "is outside"}})),
            "2:: `place` is outside\n");
  EXPECT_EQ(text_of(checked(by, {{errc::contact_time, "", "is no time"}})),
            "2:: is no time\n");
  EXPECT_EQ(text_of(checked(by, {{errc::answer_undeclared, "t", "is undeclared"}})),
            "2:t: `t` is undeclared\n")
      << "unknown would be no answer to it either";
}

TEST(BadCells, OfAnInputOfSeveralColumnsAreWhatTheSternestSays) {
  const auto of = [](const char* first, const char* second) {
    const auto column = [](const char* name, const char* bad) {
      return '"' + std::string(name) +
             R"(":{"input":"c","codes":{"1":["x"],"37":["x"]},)"
             R"("bad_cell":")" +
             bad + R"("})";
    };
    return text_of(
        checked(mapping(columns(column("t", first) + "," + column("k", second))),
                {{errc::answer_outside, "c", "is outside"}}));
  };
  EXPECT_EQ(of("unknown", "error"), "2:k: `c` is outside\n");
  EXPECT_EQ(of("error", "unknown"), "2:k: `c` is outside\n");
  EXPECT_EQ(of("drop", "unknown"), "-2:k: `c` is outside\n");
  EXPECT_EQ(of("unknown", "unknown"), "{\"c\":\"?\"}}\n?2:k: `c` is outside\n");
}

// --- counting

TEST(BadCells, AreCountedByColumnAndReason) {
  const auto by = mapping(
      unknown + columns(R"("t":{"input":"t"},)"
                        R"("k":{"input":"k","codes":{"1":"x"},"bad_cell":"drop"},)"
                        R"("e":{"input":"e","codes":{"1":"x"},"bad_cell":"error"})"));
  const auto table =
      read_table("t,k,e\n?,1,1\n1,1,1\n?,1,1\n\"1,5\",1,1\n?,2,1\n1,2,1\n?,1,2\n", ',');
  const auto rows = convert(*table, by);
  ASSERT_TRUE(rows);
  bad_cell_counts counts;
  for (const auto& row : *rows)
    counts.add(row);
  std::string out;
  for (const auto& one : counts.all())
    out += one.column + (one.became == bad_cell::drop ? "-" : "?") +
           std::to_string(one.cells) + "@" + std::to_string(one.first_line) + " " +
           one.reason.substr(0, 5) + "\n";
  EXPECT_EQ(out, "t?2@2 `?` s\nt?1@5 seems\nk-2@6 the m\n")
      << "of rows that are left out or refused no cell became an answer";
  EXPECT_EQ(counts.dropped_rows(), 2u);
}

}  // namespace
}  // namespace arvio
