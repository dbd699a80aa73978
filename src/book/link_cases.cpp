#include "arvio/base/did_you_mean.hpp"
#include "arvio/book/answer.hpp"

#include "link_steps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <set>
#include <utility>

namespace arvio::inline v0::book::linking {

namespace {

using answers = std::vector<given_answer>;

// --- answers --------------------------------------------------------------------------

void check_answer(context& at, const linked_input& input, const name& value) {
  // what is at fault was reported where it is declared or read
  if (input.type.kind == lang::kind::none || value.text.empty()) return;
  const auto read = read_answer(input, value.text);
  if (read) return;
  at.report(
      errc::value_outside, value.where, fault_text(read.error().code, input),
      fmt::format("{} takes {}, or `?`, or `-`", quoted(input.id), what_fits(input)));
}

void check_answers(context& at, std::uint32_t set, const answers& given) {
  std::set<std::string_view> named;
  for (const auto& one : given) {
    if (!one.input.text.empty() && !named.insert(one.input.text).second) {
      at.report(errc::answer_twice, one.input.where,
                fmt::format("{} is answered twice", quoted(one.input.text)));
    }
    const auto input = at.resolve_input(set, one.input, "the answered input");
    if (input) check_answer(at, at.book.inputs[*input], one.value);
  }
}

// --- what is expected -----------------------------------------------------------------

using words = std::vector<name>;

/// The words of a list; `-` alone is the empty one.
words words_of(const name& list) {
  words out;
  if (list.text == "-") return out;
  constexpr const char* blanks = " \t\r\n";
  for (auto begin = list.text.find_first_not_of(blanks); begin != std::string::npos;) {
    const auto end = std::min(list.text.find_first_of(blanks, begin), list.text.size());
    out.push_back({list.text.substr(begin, end - begin), list.where});
    begin = list.text.find_first_not_of(blanks, end);
  }
  return out;
}

/// Words that may be expected, in order and by themselves.
class known_words {
 public:
  explicit known_words(std::vector<std::string> all)
      : in_order_(std::move(all)), all_(in_order_.begin(), in_order_.end()) {}

  [[nodiscard]] bool contains(std::string_view word) const { return all_.contains(word); }
  [[nodiscard]] const std::vector<std::string>& in_order() const { return in_order_; }

 private:
  std::vector<std::string> in_order_;
  std::set<std::string, std::less<>> all_;
};

std::vector<std::string> rules_in(const context& at, std::uint32_t set) {
  std::vector<std::string> rules;
  for (const auto& group : at.book.groups) {
    if (!at.sees(set, group.set)) continue;
    for (const auto& rule : group.rules)
      rules.push_back(rule.id);
  }
  return rules;
}

/// What the cases of one rule set may name.
struct visible {
  known_words rules;
  known_words duties;
  known_words complaints;
};

void expect_known(context& at, std::uint32_t set, const name& list,
                  const known_words& known, std::string_view what) {
  for (const auto& word : words_of(list)) {
    if (known.contains(word.text)) continue;
    at.report_unknown(set, word,
                      fmt::format("there is no {} {} here", what, quoted(word.text)),
                      known.in_order());
  }
}

void expect_level(context& at, const name& level) {
  if (level.text == "-") return;  // none
  (void)at.resolve_word(level, at.words.levels, "urgency level");
}

/// `channel` or `channel/professional`.
void expect_routes(context& at, const name& list) {
  for (const auto& word : words_of(list)) {
    const auto slash = std::min(word.text.find('/'), word.text.size());
    (void)at.resolve_word({word.text.substr(0, slash), word.where}, at.words.channels,
                          "channel");
    if (slash == word.text.size()) continue;
    (void)at.resolve_word({word.text.substr(slash + 1), word.where},
                          at.words.professionals, "professional");
  }
}

void expect_inputs(context& at, std::uint32_t set, const name& list) {
  for (const auto& word : words_of(list)) {
    (void)at.resolve_input(set, word, "the expected input");
  }
}

void check_expected(context& at, std::uint32_t set, const visible& known,
                    const given_answer& expected) {
  const auto& what = expected.input.text;
  const auto& value = expected.value;
  if (what == "status") {
    static const known_words statuses(
        {"emergency", "open", "complete", "out_of_scope", "exhausted"});
    expect_known(at, set, value, statuses, "status");
  } else if (what == "basis") {
    static const known_words bases({"certain", "cautious", "presumed", "-"});
    expect_known(at, set, value, bases, "basis");
  } else if (what == "urgency" || what == "at-least" || what == "not-excluded") {
    expect_level(at, value);
  } else if (what == "rules" || what == "rules-possible" || what == "suggestions") {
    expect_known(at, set, value, known.rules, "rule");
  } else if (what == "duties") {
    expect_known(at, set, value, known.duties, "duty");
  } else if (what == "uncovered") {
    if (!at.words_in_part || !is_in_part(at.words.complaints)) {
      expect_known(at, set, value, known.complaints, "complaint");
    }
  } else if (what == "routes") {
    expect_routes(at, value);
  } else if (what == "next" || what == "inferred" || what == "unexpected") {
    expect_inputs(at, set, value);
  }
}

// --- cases ----------------------------------------------------------------------------

void check_rule_cases(context& at, std::uint32_t set, const rule& tested) {
  const about_rule about(at, tested.id.text);
  for (const auto& one : tested.cases)
    check_answers(at, set, one.given);
}

void check_group(context& at, std::uint32_t set, const group& around) {
  for (const auto& one : around.baselines)
    check_answers(at, set, one.answers);
  for (const auto& one : around.rules)
    check_rule_cases(at, set, one);
  if (around.otherwise) check_rule_cases(at, set, *around.otherwise);
}

void check_whole_cases(context& at, std::uint32_t set) {
  const auto& rules = at.rules_of(set);
  if (rules.cases.empty()) return;
  const visible known{known_words(rules_in(at, set)), known_words(at.duties_in(set)),
                      known_words(at.words.complaints)};
  for (const auto& one : rules.cases) {
    check_answers(at, set, one.given);
    for (const auto& expected : one.expect)
      check_expected(at, set, known, expected);
  }
}

}  // namespace

void check_cases(context& at) {
  for (std::uint32_t set = 0; set < at.book.sets.size(); ++set) {
    for (const auto& around : at.rules_of(set).groups)
      check_group(at, set, around);
    check_whole_cases(at, set);
  }
}

}  // namespace arvio::inline v0::book::linking
