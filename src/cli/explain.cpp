#include "explain.hpp"

#include "labels.hpp"
#include "report.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <set>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace arvio::cli {

namespace {

// JSON has all.
constexpr std::size_t changes_shown = 5;   // of one level
constexpr std::size_t possible_shown = 3;  // of one level that is possible

std::string rule_words(const explained_rule& rule) {
  const auto title = words_of(rule.title);
  return title.empty() ? rule.id : with_id(title, rule.id);
}

class explanation_writer {
 public:
  explanation_writer(const assessment& result, const explanation& why)
      : result_(result), why_(why), language_(language_of(why.language)) {
    for (const auto& one : why.changes) {
      if (one.in_scope) changes_.push_back(&one);
    }
  }

  std::string whole() {
    holds();
    possible();
    changes();
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string word(label what) const {
    return std::string(wording(what, language_));
  }
  void section(const std::string& title) {
    out_ += fmt::format("\n{}", painted(style::strong, wrapped(title, 0, "")));
  }
  void line(std::string_view text, std::size_t indent, std::string_view first) {
    out_ += wrapped(text, indent, first);
  }
  void faint_line(const std::string& text, std::size_t indent) {
    out_ += painted(style::faint, wrapped(text, indent, ""));
  }

  // --- sides of boxes

  [[nodiscard]] static std::string named(const shown_text& text, const std::string& id) {
    const auto words = words_of(text);
    return words.empty() ? id : fmt::format("{} [{}]", words, id);
  }

  /// What is tested, and what it is or would have to be.
  [[nodiscard]] std::string wanted(const box_test& test) const {
    auto name = test.id;
    if (name.empty()) {
      std::vector<std::string> inputs;
      for (const auto& one : test.answers)
        inputs.push_back(one.input);
      name = fmt::format("{}", fmt::join(inputs, ", "));
    }
    return fmt::format(
        "{}: {}", named(test.text, name),
        test.subject == tested_subject::code ? code(test) : words_of(test.words));
  }
  [[nodiscard]] std::string code(const box_test& test) const {
    const auto& one = test.codes.front();
    const auto text =
        one.text.words.empty() ? one.id : with_id(words_of(one.text), one.id);
    const bool present = test.allowed.front().from == "true";
    return present ? text : fmt::format("{}: {}", text, word(label::no));
  }

  /// What the contact has, and where it comes from.
  [[nodiscard]] std::string present(const box_test& test) const {
    switch (test.origin) {
      case value_origin::not_asked: return word(label::not_asked);
      case value_origin::unknown: return word(label::not_known);
      case value_origin::inferred:
        return fmt::format("{}, {}{}", value(test.found), word(label::inferred_value),
                           behind(test));
      case value_origin::inapplicable:
        return fmt::format("{}, {}{}", value(test.found), word(label::inapplicable),
                           behind(test));
      case value_origin::computed: return value(test.found) + behind(test);
      case value_origin::answered: return value(test.found);
    }
    return {};  // not reached
  }
  [[nodiscard]] std::string value(const std::string& found) const {
    if (found == "true") return word(label::yes);
    return found == "false" ? word(label::no) : found;
  }
  [[nodiscard]] std::string behind(const box_test& test) const {
    const auto answers = given(test.answers);
    return answers.empty() ? "" : fmt::format(": {}", answers);
  }
  [[nodiscard]] std::string given(const std::vector<used_answer>& answers) const {
    std::vector<std::string> given;
    for (const auto& one : answers)
      given.push_back(fmt::format("{} {}", one.input, value(answer_text(one))));
    return fmt::format("{}", fmt::join(given, ", "));
  }

  // --- parts

  void holds() {
    if (why_.holds.empty()) return;
    // The least urgent level is no finding: it is not told by its name.
    const bool none = why_.at_least.id == result_.scale.back().id;
    section(none ? fmt::format("{}: {}", word(label::why), words_of(why_.at_least.text))
                 : wording(say::why_at_least{level_words(why_.at_least)}, language_));
    for (const auto& box : why_.holds) {
      if (box.rules.size() > 1)
        line(fmt::format("{}:", word(label::one_of_these)), 4, "  - ");
      for (const auto& rule : box.rules)
        line(rule_words(rule), box.rules.size() > 1 ? 6 : 4,
             box.rules.size() > 1 ? "    - " : "  - ");
      if (box.tests.empty()) faint_line(word(label::for_everybody), 6);
      for (const auto& test : box.tests)
        faint_line(with_id(wanted(test), present(test)), 6);
    }
  }

  /// By level; an input is named where it matters first.
  void possible() {
    if (why_.possible.empty()) return;
    section(word(label::may_be_more_urgent));
    std::set<std::string> told;
    for (std::size_t i = 0; i < why_.possible.size();) {
      const auto& level = why_.possible[i].level;
      std::vector<std::string> rules;
      std::vector<const open_answer*> open;
      for (; i < why_.possible.size() && why_.possible[i].level.id == level.id; ++i) {
        for (const auto& rule : why_.possible[i].rules)
          rules.push_back(rule_words(rule));
        for (const auto& one : why_.possible[i].unanswered) {
          if (told.insert(one.given.input).second) open.push_back(&one);
        }
      }
      if (rules.size() > possible_shown) {
        rules.resize(possible_shown);
        rules.emplace_back("...");
      }
      line(fmt::format("{}: {}", level_words(level), fmt::join(rules, "; ")), 4, "  - ");
      const auto title = word(label::unanswered);
      if (open.empty())
        faint_line(fmt::format("{}: {}", title, word(label::as_above)), 6);
      for (const auto* one : open)
        faint_line(fmt::format("{}: {} ({})", title, named(one->text, one->given.input),
                               state(one->given)),
                   6);
    }
  }
  [[nodiscard]] std::string state(const used_answer& given) const {
    if (!given.content) return word(label::not_asked);
    if (std::holds_alternative<unknown_answer>(*given.content))
      return word(label::not_known);
    return fmt::format("{} {}", word(label::now), answer_text(given));
  }
  /// `now 37.2, inferred`: what a test finds.
  [[nodiscard]] std::string now(const box_test& test) const {
    return fmt::format("{} {}", word(label::now), present(test));
  }

  void changes() {
    if (changes_.empty()) return;
    section(word(label::would_be_more_urgent));
    for (std::size_t i = 0; i < changes_.size();) {
      const auto& level = changes_[i]->level;
      line(wording(say::would_be_if{level_words(level)}, language_), 2, "  ");
      std::size_t shown = 0;
      std::size_t left = 0;
      while (i < changes_.size() && changes_[i]->level.id == level.id) {
        const auto end = end_of_codes(i);
        if (++shown > changes_shown) {
          left += end - i;
        } else if (end - i == 1) {
          change(*changes_[i]);
        } else {
          codes(i, end);
        }
        i = end;
      }
      if (left > 0)
        faint_line(wording(say::and_more{std::to_string(left)}, language_), 4);
    }
  }

  /// Changes that are each one code of one input are told together.
  [[nodiscard]] std::size_t end_of_codes(std::size_t first) const {
    const auto is_code = [this](std::size_t i) {
      const auto& one = *changes_[i];
      return one.tests.size() == 1 && one.direct &&
             one.tests.front().subject == tested_subject::code;
    };
    auto end = first + 1;
    while (is_code(first) && end < changes_.size() && is_code(end) &&
           changes_[end]->level.id == changes_[first]->level.id &&
           changes_[end]->tests.front().id == changes_[first]->tests.front().id)
      ++end;
    return end;
  }
  void codes(std::size_t first, std::size_t end) {
    const auto& question = changes_[first]->tests.front();
    line(named(question.text, question.id), 6, "    - ");
    for (; first < end; ++first) {
      const auto& one = *changes_[first];
      const auto& test = one.tests.front();
      line(with_id(code(test), now(test)), 10, "        - ");
      faint_line(rules(one), 10);
    }
  }

  void change(const possible_change& one) {
    bool first = true;
    for (const auto& test : one.tests) {
      line(with_id(wanted(test), now(test)), 6, first ? "    - " : "    + ");
      first = false;
    }
    if (!one.direct) {
      auto text = fmt::format("{}: {}", word(label::for_example), given(one.example));
      for (const auto& inputs : one.other)
        text += fmt::format("; {} {}", word(label::or_instead), fmt::join(inputs, ", "));
      if (one.other_left_out != 0) text += fmt::format("; ... (+{})", one.other_left_out);
      faint_line(text, 6);
    }
    faint_line(rules(one), 6);
  }
  [[nodiscard]] static std::string rules(const possible_change& one) {
    std::vector<std::string> names;
    for (const auto& rule : one.rules)
      names.push_back(rule_words(rule));
    return fmt::format("-> {}", fmt::join(names, "; "));
  }

  const assessment& result_;
  const explanation& why_;
  std::vector<const possible_change*> changes_;  // of groups that speak for the contact
  std::size_t language_;
  std::string out_;
};

}  // namespace

std::string explanation_report(const assessment& result, const explanation& why) {
  return explanation_writer(result, why).whole();
}

}  // namespace arvio::cli
