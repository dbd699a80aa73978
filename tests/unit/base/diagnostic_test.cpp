#include "arvio/base/diagnostic.hpp"

#include <gtest/gtest.h>

#include <string>

namespace arvio {
namespace {

/// The first line of what may be quoted.
const std::string root = "<ruleset >\n";

TEST(Rendering, ShowsPlaceLineMarkHintAndRule) {
  const auto before = root + std::string(39, '\n');
  const std::string line = "  <when>pain_score &gt;= \"7\"</when>\n";
  source_map sources;
  const auto file = sources.add("rules/demo/chest_pain.xml", before + line + "  <x/>\n");
  const auto at = static_cast<std::uint32_t>(before.size() + line.find('"'));
  const finding what{errc::type_mismatch,
                     severity::error,
                     {file, at, at + 3},
                     "cannot compare number with text",
                     "write 7 without quotes; `pain_score` is number(0..10)",
                     "chest-pain-04 \xC2\xB7 source: DEMO-1 \xC2\xA7"
                     "3.2"};
  EXPECT_EQ(
      render(what, sources),
      "rules/demo/chest_pain.xml:41:26: error E0201: cannot compare number with text\n"
      " 41 |   <when>pain_score &gt;= \"7\"</when>\n"
      "    |                          ^^^\n"
      "    = hint: write 7 without quotes; `pain_score` is number(0..10)\n"
      "    = rule: chest-pain-04 \xC2\xB7 source: DEMO-1 \xC2\xA7"
      "3.2\n");
}

TEST(Rendering, LeavesOutWhatAFindingHasNot) {
  const finding what{
      errc::file_unreadable, severity::error, {}, "cannot read `x`", {}, {}};
  EXPECT_EQ(render(what, {}), "error E0800: cannot read `x`\n");
}

TEST(Rendering, NamesTheSeverity) {
  finding what{errc::none, severity::warning, {}, "m", {}, {}};
  EXPECT_EQ(render(what, {}), "warning: m\n");
  what.level = severity::note;
  EXPECT_EQ(render(what, {}), "note: m\n");
}

TEST(Rendering, MarksByCodePointWithBlanksForTabs) {
  source_map sources;
  const auto file = sources.add("a", root + "\tk\xC3\xA4\xC3\xA4 virhe\r\n");
  const finding what{errc::bad_value, severity::error, {file, 18, 23}, "m", {}, {}};
  EXPECT_EQ(render(what, sources),
            "a:2:6: error E0016: m\n"
            " 2 |  k\xC3\xA4\xC3\xA4 virhe\n"
            "   |      ^^^^^\n");
}

TEST(Rendering, MarksOnePlaceWhereASpanIsEmptyOrEndsOnALaterLine) {
  source_map sources;
  const auto file = sources.add("a", root + "one\ntwo\nthree");
  const auto at = [&](std::uint32_t begin, std::uint32_t end) {
    const auto before = static_cast<std::uint32_t>(root.size());
    return render(
        {errc::none, severity::error, {file, before + begin, before + end}, "m", {}, {}},
        sources);
  };
  EXPECT_EQ(at(5, 5), "a:3:2: error: m\n 3 | two\n   |  ^\n");
  EXPECT_EQ(at(5, 11), "a:3:2: error: m\n 3 | two\n   |  ^^\n");
  EXPECT_EQ(at(13, 13), "a:4:6: error: m\n 4 | three\n   |      ^\n");
  EXPECT_EQ(at(99, 120), "a:4:6: error: m\n 4 | three\n   |      ^\n");
}

TEST(Rendering, CutsALongLineAroundThePlace) {
  source_map sources;
  const auto file = sources.add(
      "a", root + std::string(300, 'x') + "here" + std::string(300, 'y') + "\n");
  const finding what{errc::bad_value, severity::error, {file, 311, 315}, "m", {}, {}};
  EXPECT_EQ(render(what, sources),
            "a:2:301: error E0016: m\n 2 | ..." + std::string(60, 'x') + "here" +
                std::string(96, 'y') + "...\n   |    " + std::string(60, ' ') + "^^^^\n");
}

TEST(Position, CountsLinesAndCodePointsFromOne) {
  const std::string text = "a\xC3\xA4z\nb";
  EXPECT_EQ(position_of(text, 0), (text_position{1, 1}));
  EXPECT_EQ(position_of(text, 1), (text_position{1, 2}));
  EXPECT_EQ(position_of(text, 2), (text_position{1, 2})) << "inside a code point";
  EXPECT_EQ(position_of(text, 3), (text_position{1, 3}));
  EXPECT_EQ(position_of(text, 5), (text_position{2, 1}));
  EXPECT_EQ(position_of(text, 99), (text_position{2, 2}));
}

TEST(Findings, AreSortedByPlaceAndUnited) {
  const auto at = [](std::uint32_t source, std::uint32_t begin, const char* message) {
    return finding{
        errc::bad_value, severity::error, {source, begin, begin}, message, {}, {}};
  };
  findings all{at(2, 1, "d"), at(1, 9, "c"), at(1, 3, "b"), at(1, 3, "a"), at(1, 9, "c")};
  sort_and_unite(all);
  EXPECT_EQ(all, (findings{at(1, 3, "b"), at(1, 3, "a"), at(1, 9, "c"), at(2, 1, "d")}));
}

findings many(std::size_t count, severity level, std::uint32_t source) {
  findings all;
  for (std::uint32_t i = 0; i < count; ++i)
    all.push_back({errc::bad_value, level, {source, i, i + 1}, "m", {}, {}});
  return all;
}

TEST(Findings, LeaveOutTheWarningsOfADocumentBeyondTheFirstFifty) {
  auto all = many(70, severity::warning, 1);
  for (auto& one : many(3, severity::warning, 2))
    all.push_back(one);
  leave_out_many(all);
  ASSERT_EQ(all.size(), limits::warnings_per_file + 1 + 3);
  EXPECT_EQ(all[50].level, severity::note);
  EXPECT_EQ(all[50].message, "20 more warnings of this document are left out");
  EXPECT_EQ(all[50].where.source, 1u);
}

TEST(Findings, KeepEveryNoteAndEveryErrorOfADocument) {
  auto all = many(80, severity::note, 1);
  for (auto& one : many(80, severity::error, 2))
    all.push_back(one);
  const auto before = all;
  leave_out_many(all);
  EXPECT_EQ(all, before);
}

TEST(Findings, KeepAnErrorHoweverManyWarningsThereAre) {
  findings all;
  for (std::uint32_t source = 1; source <= 30; ++source) {
    for (auto& one : many(60, severity::warning, source))
      all.push_back(one);
  }
  for (auto& one : many(1, severity::error, 31))
    all.push_back(one);
  leave_out_many(all);
  EXPECT_TRUE(has_errors(all));
  EXPECT_LE(all.size(), limits::findings_in_all + 32);
  EXPECT_EQ(all.back().message, "more than 1000 findings: the others are left out");
}

TEST(Findings, HaveErrorsWhereOneIsNoMereWarning) {
  findings all{{errc::bad_value, severity::warning, {}, "m", {}, {}},
               {errc::bad_value, severity::note, {}, "m", {}, {}}};
  EXPECT_FALSE(has_errors(all));
  all.push_back({errc::bad_value, severity::error, {}, "m", {}, {}});
  EXPECT_TRUE(has_errors(all));
}

TEST(SourceMap, FindsTextsByTheNumberItGave) {
  source_map sources;
  const auto first = sources.add("a", "1");
  const auto second = sources.add("b", "2");
  EXPECT_EQ(sources.size(), 2u);
  EXPECT_EQ(sources.find(first)->name, "a");
  EXPECT_EQ(sources.find(second)->bytes, "2");
  EXPECT_EQ(sources.find(0), nullptr);
  EXPECT_EQ(sources.find(3), nullptr);
}

}  // namespace
}  // namespace arvio
