// The examples of docs/language.md do what the page says.

#include "arvio/lang/check.hpp"
#include "arvio/lang/functions.hpp"
#include "arvio/lang/parser.hpp"

#include "support/sample_scope.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace arvio::lang {
namespace {

std::string page() {
  std::ifstream file(ARVIO_SOURCE_DIR "/docs/language.md");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

/// The lines of all blocks fenced as ```kind, without what stands behind `#`.
std::vector<std::string> lines_of(const std::string& kind) {
  std::istringstream text(page());
  std::vector<std::string> lines;
  bool inside = false;
  for (std::string line; std::getline(text, line);) {
    if (line.starts_with("```")) {
      inside = line == "```" + kind;
    } else if (inside) {
      line = line.substr(0, line.find('#'));
      line.erase(line.find_last_not_of(' ') + 1);
      lines.push_back(line);
    }
  }
  return lines;
}

findings found_in(const std::string& text) {
  const testing::sample_scope names;
  expectation wanted;
  wanted.urgency_allowed = text.find("urgency") != std::string::npos;
  findings found;
  auto tree = parse(text, {}, found);
  if (tree) (void)check(*tree, names, wanted, found);
  return found;
}

TEST(LanguagePage, ShowsExamplesThatAreAccepted) {
  const auto lines = lines_of("arvio");
  EXPECT_GT(lines.size(), 40u);
  for (const auto& line : lines) {
    const auto found = found_in(line);
    EXPECT_TRUE(found.empty()) << line << ": " << found.front().message;
  }
}

TEST(LanguagePage, ShowsExamplesThatAreRefusedForTheReasonItGives) {
  std::set<std::string> shown;
  for (const auto& line : lines_of("refused")) {
    const auto code = line.substr(0, 5);
    const auto found = found_in(line.size() > 6 ? line.substr(6) : "");
    ASSERT_FALSE(found.empty()) << line;
    EXPECT_EQ(code_text(found.front().code), code)
        << line << ": " << found.front().message;
    shown.insert(code);
  }
  for (const auto first :
       {errc::lex_bad_character, errc::lex_unclosed_text,  errc::lex_bad_number,
        errc::parse_unexpected,  errc::parse_mixed_and_or, errc::parse_empty,
        errc::parse_bad_literal, errc::name_unknown,       errc::type_mismatch,
        errc::unit_mismatch,     errc::literal_too_fine,   errc::literal_outside,
        errc::code_unknown,      errc::division_misplaced, errc::division_by_zero,
        errc::range_empty,       errc::number_range,       errc::not_allowed_here,
        errc::argument_count,    errc::function_unknown,   errc::reference_unknown})
    EXPECT_TRUE(shown.contains(code_text(first))) << code_text(first);
}

TEST(LanguagePage, NamesEveryFunctionAndEveryInputOfItsExamples) {
  const auto text = page();
  for (const auto& one : functions())
    EXPECT_NE(text.find(std::string(one.name) + "("), std::string::npos) << one.name;
  for (const auto& name : testing::sample_scope().names())
    EXPECT_NE(text.find("`" + name + "`"), std::string::npos) << name;
}

}  // namespace
}  // namespace arvio::lang
