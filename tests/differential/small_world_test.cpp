// Every condition of up to three operators over two inputs of three values, for every
// contact there can be of them: what the core says against plain enumeration, and against
// the interpreter.

#include "arvio/compile/program.hpp"
#include "arvio/core/session.hpp"
#include "arvio/reference/interpreter.hpp"

#include "support/scale.hpp"
#include "unit/book/link_support.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <iterator>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arvio {
namespace {

/// The nine ways to answer both inputs, a bit each: value of `a` times three plus value
/// of `b`.
using truth = std::uint32_t;
constexpr truth everywhere = 0x1ff;

struct expression {
  std::string text;
  truth holds = 0;  // where it is true, found while it was put together
};

constexpr std::array<std::string_view, 3> values{"x", "y", "z"};

truth where(int input, std::uint32_t set) {
  truth made = 0;
  for (std::uint32_t a = 0; a < 3; ++a) {
    for (std::uint32_t b = 0; b < 3; ++b) {
      if ((set >> (input == 0 ? a : b) & 1U) != 0) made |= truth{1} << (3 * a + b);
    }
  }
  return made;
}

/// All expressions by their number of operators.
std::vector<expression> all_expressions(std::size_t operators) {
  std::vector<std::vector<expression>> by_size(operators + 1);
  for (int input = 0; input < 2; ++input) {
    for (std::uint32_t value = 0; value < 3; ++value)
      by_size[0].push_back({std::string(input == 0 ? "a" : "b") + " = '" +
                                std::string(values[value]) + "'",
                            where(input, 1U << value)});
  }
  for (std::size_t size = 1; size <= operators; ++size) {
    for (const auto& one : by_size[size - 1])
      by_size[size].push_back({"not(" + one.text + ")", everywhere & ~one.holds});
    for (std::size_t left = 0; left < size; ++left) {
      for (const auto& one : by_size[left]) {
        for (const auto& other : by_size[size - 1 - left]) {
          by_size[size].push_back(
              {"(" + one.text + " and " + other.text + ")", one.holds & other.holds});
          by_size[size].push_back(
              {"(" + one.text + " or " + other.text + ")", one.holds | other.holds});
        }
      }
    }
  }
  std::vector<expression> all;
  for (auto& some : by_size)
    std::move(some.begin(), some.end(), std::back_inserter(all));
  return all;
}

/// What there can be of an input: a known value, two or three possible ones, unknown, not
/// asked.
struct answer_form {
  arvio::answer_state state = answer_state::not_asked;
  std::uint32_t set = 7;
};

std::vector<answer_form> all_answers() {
  std::vector<answer_form> all{{answer_state::not_asked, 7}, {answer_state::unknown, 7}};
  for (std::uint32_t set = 1; set < 8; ++set) {
    const bool single = (set & (set - 1)) == 0;
    all.push_back({single ? answer_state::known : answer_state::partly_known, set});
  }
  return all;
}

/// Some expressions as rules that suggest: they are joined with nothing.
struct world {
  std::shared_ptr<const book::rulebook> book;
  std::vector<compile::program_image> image;
};

world world_of(const expression* first, std::size_t count) {
  std::string content = "<use ruleset=\"vocabulary\" version=\"1\"/>\n<inputs>\n";
  for (const char* input : {"a", "b"}) {
    content += std::string("<input id=\"") + input + "\" type=\"code\">";
    for (const auto value : values)
      content += "<value id=\"" + std::string(value) + "\"/>";
    content += "</input>\n";
  }
  content += "</inputs>\n<rules id=\"g\" need=\"body\">\n";
  for (std::size_t i = 0; i < count; ++i)
    content += "<rule id=\"r" + std::to_string(i) +
               "\" suggest=\"U1\"><title lang=\"en\">t</title><when>" + first[i].text +
               "</when><source ref=\"s\"/></rule>\n";
  content += "</rules>\n";
  const auto linked = tests::link_texts({tests::vocabulary_text("<inputs></inputs>"),
                                         tests::rule_set_text("demo", "1.0.0", content)});
  EXPECT_TRUE(linked.book) << linked.text();
  world made{linked.book, {}};
  if (!linked.book) return made;
  auto compiled = compile::compile_program(*linked.book, {});
  EXPECT_TRUE(compiled);
  if (compiled) made.image.push_back(std::move(compiled->image));
  return made;
}

book::answer as_book_answer(const answer_form& form) {
  book::answer made;
  made.state = form.state;
  for (std::int64_t value = 0; value < 3; ++value) {
    if (form.state >= answer_state::partly_known && (form.set >> value & 1U) != 0)
      made.values = made.values.united(value_set::single(value));
  }
  return made;
}

errc tell(core::session& call, const char* input, const answer_form& form) {
  std::vector<std::string_view> codes;
  for (std::size_t value = 0; value < 3; ++value) {
    if ((form.set >> value & 1U) != 0) codes.push_back(values[value]);
  }
  switch (form.state) {
    case answer_state::not_asked: return call.retract(input);
    case answer_state::unknown: return call.unknown(input);
    case answer_state::known: return call.answer(input, codes.front());
    case answer_state::partly_known: break;
  }
  return call.answer_one_of(input, std::span<const std::string_view>(codes));
}

certainty by_enumeration(truth holds, truth possible) {
  if ((holds & possible) == 0) return certainty::excluded;
  return (holds & possible) == possible ? certainty::certain : certainty::possible;
}

TEST(SmallWorld, EveryConditionOfThreeOperatorsIsDecidedAsByEnumeration) {
  auto all = all_expressions(3);
  ASSERT_EQ(all.size(), 6u + 78 + 1950 + 60918);
  if (!testing::whole_campaigns) {  // every tenth
    std::size_t kept = 0;
    for (std::size_t i = 0; i < all.size(); i += 10)
      all[kept++] = all[i];
    all.resize(kept);
  }
  const auto answers = all_answers();
  constexpr std::size_t at_once = 4000;
  std::size_t cases = 0;
  std::size_t failures = 0;
  std::array<std::size_t, 3> found_as{};
  for (std::size_t first = 0; first < all.size(); first += at_once) {
    const auto count = std::min(at_once, all.size() - first);
    const auto small = world_of(&all[first], count);
    ASSERT_FALSE(small.image.empty());
    const auto program = small.image.front().program();
    std::vector<std::uint64_t> memory(core::session::words(program));
    core::session call(program, memory, instant{1772438400}, core::own_row_kernel());
    const reference::interpreter truth_teller(*small.book);
    book::answers contact;
    contact.at = *parse_time("2026-03-02T10:00:00+02:00");
    contact.by_input.resize(small.book->inputs.size());
    const auto a = *small.book->find_input("a");
    const auto b = *small.book->find_input("b");
    for (const auto& of_a : answers) {
      for (const auto& of_b : answers) {
        ASSERT_EQ(tell(call, "a", of_a), errc::none);
        ASSERT_EQ(tell(call, "b", of_b), errc::none);
        contact.by_input[a] = as_book_answer(of_a);
        contact.by_input[b] = as_book_answer(of_b);
        const auto possible = where(0, of_a.set) & where(1, of_b.set);
        for (std::uint32_t i = 0; i < count; ++i) {
          const auto found = call.details().rule_state(i);
          const auto expected = by_enumeration(all[first + i].holds, possible);
          ++cases;
          ++found_as[static_cast<std::size_t>(found)];
          const auto also =
              static_cast<certainty>(truth_teller.rule_state({0, i}, contact));
          if (found == expected && also == expected) continue;
          ++failures;
          if (failures < 5)
            ADD_FAILURE() << all[first + i].text << " a " << of_a.set << " b " << of_b.set
                          << ": core " << static_cast<int>(found) << ", interpreter "
                          << static_cast<int>(also) << ", enumeration "
                          << static_cast<int>(expected);
        }
      }
    }
  }
  EXPECT_EQ(failures, 0u);
  std::printf(
      "report: small world, by core, interpreter and enumeration: %zu expressions, %zu "
      "cases, %zu failures; %zu certain, %zu possible\n",
      all.size(), cases, failures, found_as[2], found_as[1]);
}

}  // namespace
}  // namespace arvio
