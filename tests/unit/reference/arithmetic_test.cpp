// Derived values of known inputs against Python's decimal and datetime, on expressions
// made at random: see arithmetic_oracle.py.

#include "arvio/base/date.hpp"
#include "arvio/base/decimal.hpp"
#include "arvio/reference/interpreter.hpp"

#include "support/random_rules.hpp"
#include "support/scale.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace arvio {
namespace {

std::vector<std::string> lines_of_command(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string text;
  char buffer[4096];
  while (pipe && std::fgets(buffer, sizeof buffer, pipe.get()) != nullptr)
    text += buffer;
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);)
    lines.push_back(line);
  return lines;
}

std::vector<std::string> words_of(const std::string& line) {
  std::istringstream stream(line);
  std::vector<std::string> words;
  for (std::string word; stream >> word;)
    words.push_back(word);
  return words;
}

std::int64_t units_of(const lang::type& type, const std::string& text) {
  if (type.kind == lang::kind::date) return parse_date(text)->days;
  if (type.kind == lang::kind::datetime) return parse_time(text)->moment.seconds;
  return *units_at(*parse_decimal(text), type.scale);
}

TEST(Arithmetic, AgreesWithPythonsDecimal) {
  const std::string seed = "17";
  const auto lines = lines_of_command("python3 '" ARVIO_SOURCE_DIR
                                      "/tests/unit/reference/arithmetic_oracle.py' " +
                                      seed + " " + std::to_string(testing::rounds(1500)) +
                                      " " + std::to_string(testing::rounds(60)));
  std::string document;
  std::size_t at = 0;
  while (at < lines.size() && lines[at] != "---")
    document += lines[at++] + "\n";
  ASSERT_LT(at, lines.size()) << "the oracle did not run";

  testing::dice random(1);
  const auto vocabulary = testing::random_documents(random, {}).front();
  const auto book = testing::book_of({vocabulary, document});
  ASSERT_NE(book, nullptr);
  const reference::interpreter engine(*book);
  std::size_t compared = 0;
  for (++at; at + 1 < lines.size(); at += 2) {
    auto contact = testing::empty_contact(*book);
    for (const auto& word : words_of(lines[at])) {
      const auto equals = word.find('=');
      const auto input = *book->find_input(word.substr(0, equals));
      const auto units = units_of(book->inputs[input].type, word.substr(equals + 1));
      contact.by_input[input] = {answer_state::known, value_set::single(units), {}, {}};
    }
    const auto result = engine.assess(contact);
    const auto expected = words_of(lines[at + 1]);
    ASSERT_EQ(expected.size(), book->derived.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
      ASSERT_TRUE(result.derived[i].is_single());
      const decimal got{result.derived[i].min(), book->derived[i].type.scale};
      EXPECT_EQ(got, *parse_decimal(expected[i]))
          << "seed " << seed << ", " << book->derived[i].id << ": " << to_text(got)
          << " for " << expected[i] << "\n"
          << lines[at];
      ++compared;
    }
    ASSERT_FALSE(HasFailure()) << document;
  }
  std::printf("seed %s: %zu values compared\n", seed.c_str(), compared);
  EXPECT_GE(compared, testing::rounds(1500) * testing::rounds(60));
}

}  // namespace
}  // namespace arvio
