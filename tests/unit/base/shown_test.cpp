#include "arvio/base/shown.hpp"

#include "arvio/base/diagnostic.hpp"

#include <gtest/gtest.h>

#include <string>

namespace arvio {
namespace {

/// The bytes of a code point.
std::string utf8(std::uint32_t point) {
  const auto byte = [](std::uint32_t value) { return static_cast<char>(value); };
  if (point < 0x80) return {byte(point)};
  if (point < 0x800) return {byte(0xC0 | point >> 6), byte(0x80 | (point & 0x3F))};
  if (point < 0x10000)
    return {byte(0xE0 | point >> 12), byte(0x80 | (point >> 6 & 0x3F)),
            byte(0x80 | (point & 0x3F))};
  return {byte(0xF0 | point >> 18), byte(0x80 | (point >> 12 & 0x3F)),
          byte(0x80 | (point >> 6 & 0x3F)), byte(0x80 | (point & 0x3F))};
}

TEST(Escaped, LeavesWordsAsTheyAre) {
  for (const std::string words :
       {"", "plain `words` \\ and \"more\"", "k\xC3\xA4\xC3\xA4nn\xC3\xB6s",
        "\xE2\x82\xAC \xF0\x9F\x98\x80", "\xC2\xA0"}) {
    EXPECT_EQ(escaped(words), words);
  }
}

TEST(Escaped, WritesWhatATerminalWouldObey) {
  EXPECT_EQ(escaped("\x1b[2J"), "\\x1b[2J");
  EXPECT_EQ(escaped("a\nb\tc\rd\x7f"), "a\\x0ab\\x09c\\x0dd\\x7f");
  EXPECT_EQ(escaped(std::string("\0", 1)), "\\x00");
  EXPECT_EQ(escaped("\xC2\x9B"), "\\u{9b}");
  EXPECT_EQ(escaped("\xE2\x80\xAE"), "\\u{202e}");
  for (std::uint32_t point = 0; point < 0x20; ++point)
    EXPECT_EQ(escaped(utf8(point)).size(), 4u) << point;
  for (std::uint32_t point = 0x80; point <= 0x9F; ++point)
    EXPECT_EQ(escaped(utf8(point)).substr(0, 3), "\\u{") << point;
  for (const std::uint32_t point :
       {0x61Cu, 0x200Eu, 0x200Fu, 0x2028u, 0x2029u, 0x202Au, 0x202Bu, 0x202Cu, 0x202Du,
        0x202Eu, 0x2066u, 0x2067u, 0x2068u, 0x2069u})
    EXPECT_EQ(escaped(utf8(point)).substr(0, 3), "\\u{") << point;
}

TEST(Escaped, WritesBytesThatAreNotUtf8) {
  EXPECT_EQ(escaped("h\xE4t\xE4"), "h\\xe4t\\xe4");
  EXPECT_EQ(escaped("\xC3"), "\\xc3");
  EXPECT_EQ(escaped("\xC0\xAF"), "\\xc0\\xaf") << "longer than it need be";
  EXPECT_EQ(escaped("\xED\xA0\x80"), "\\xed\\xa0\\x80") << "half of a pair";
  EXPECT_EQ(escaped("\xF4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80") << "past the last";
  EXPECT_EQ(escaped("\x9B"), "\\x9b");
  EXPECT_EQ(escaped("\xE2\x82x"), "\\xe2\\x82x");
}

TEST(PlainName, IsThatOfAnInput) {
  for (const auto* name : {"age", "pain_now", "somatic.news2", "R-1", "A"})
    EXPECT_TRUE(is_plain_name(name)) << name;
  for (const std::string name :
       {"", "min granne", "010101-123N", "_x", "m\xC3\xA4", "a\n", "a\"", "a:b"})
    EXPECT_FALSE(is_plain_name(name)) << name;
  EXPECT_TRUE(is_plain_name(std::string(64, 'a')));
  EXPECT_FALSE(is_plain_name(std::string(65, 'a')));
}

TEST(ShownPlace, DoesNotRepeatWhatAFileHolds) {
  EXPECT_EQ(shown_place("rules/own.xml"), "`rules/own.xml`");
  EXPECT_EQ(shown_place("\x1b[2J"), "`\\x1b[2J`");
  for (const std::string given :
       {R"({"at":"CANARY"})", "{CANARY", "\"CANARY\"", "<x>CANARY</x>", "a\nCANARY"})
    EXPECT_EQ(shown_place(given).find("CANARY"), std::string::npos) << given;
  EXPECT_EQ(shown_place(std::string(5000, 'x')).find("xx"), std::string::npos);
}

// --- findings

std::string shown(const std::string& name, const std::string& bytes,
                  const std::string& message) {
  source_map sources;
  const auto file = sources.add(name, bytes);
  return render({errc::bad_value, severity::error, {file, 9, 10}, message, "", ""},
                sources);
}

TEST(Rendering, EscapesNamesMessagesAndLines) {
  const auto got = shown("a\x1b.xml", "<ruleset \x1b[2J \xC2\x9B \xE4 \xE2\x80\xAE",
                         "`\x1b]0;x` \xE2\x80\xAE");
  EXPECT_EQ(got,
            "a\\x1b.xml:1:10: error E0016: `\\x1b]0;x` \\u{202e}\n"
            " 1 | <ruleset \\x1b[2J \\u{9b} \\xe4 \\u{202e}\n"
            "   |          ^^^^\n");
}

TEST(Rendering, ShowsNothingOfADocumentThatIsNoRuleSet) {
  for (const auto* bytes :
       {R"({"at": "CANARY"})", "<patient>CANARY</patient>", "CANARY <ruleset>", "CANARY",
        "<rulesets CANARY", "<!-- CANARY", "<!DOCTYPE CANARY><ruleset/>"}) {
    const auto got = shown("a.xml", bytes, "`CANARY` is not known, nor `CANARY");
    EXPECT_EQ(got.find("CANARY"), std::string::npos) << got;
    EXPECT_NE(got.find("a.xml:1:"), std::string::npos) << got;
    EXPECT_NE(got.find("is not known"), std::string::npos) << got;
  }
  for (const auto* bytes :
       {"<ruleset>WORDS",
        "\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<!-- <x> --> <ruleset WORDS",
        "<repository/> WORDS", "<ruleset/>WORDS"}) {
    source_map sources;
    EXPECT_TRUE(sources.find(sources.add("a", bytes))->is_shown) << bytes;
  }
}

}  // namespace
}  // namespace arvio
