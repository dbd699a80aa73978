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
#include <vector>

namespace arvio::cli {

namespace {

// JSON has all.
constexpr std::size_t changes_shown = 5;   // of one level
constexpr std::size_t possible_shown = 3;  // of one level that is possible

std::string rule_words(const explained_rule& rule) {
  const auto title = words_of(rule.title);
  return title.empty() ? rule.id : title + " (" + rule.id + ")";
}

class explanation_writer {
 public:
  explanation_writer(const assessment& result, const explanation& why)
      : result_(result), why_(why), language_(why.language) {
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
    return std::string(cli::word(what, language_));
  }
  [[nodiscard]] std::string word(label what, const std::string& about) const {
    return fmt::format(fmt::runtime(cli::word(what, language_)), about);
  }
  void section(const std::string& title) {
    out_ += "\n" + painted(style::strong, wrapped(title, 0, ""));
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
    return words.empty() ? id : words + " [" + id + "]";
  }

  /// What is tested, and what it is or would have to be.
  [[nodiscard]] std::string wanted(const box_test& test) const {
    auto name = test.id;
    for (const auto& one : test.answers) {
      if (test.id.empty()) name += (name.empty() ? "" : ", ") + one.input;
    }
    const auto subject = named(test.text, name) + ": ";
    return subject +
           (test.subject == tested_subject::code ? code(test) : words_of(test.words));
  }
  [[nodiscard]] std::string code(const box_test& test) const {
    const auto& one = test.codes.front();
    const auto text =
        one.text.words.empty() ? one.id : words_of(one.text) + " (" + one.id + ")";
    const bool present = test.allowed.front().from == "true";
    return present ? text : text + ": " + word(label::no);
  }

  /// What the contact has, and where it comes from.
  [[nodiscard]] std::string present(const box_test& test) const {
    switch (test.origin) {
      case value_origin::not_asked: return word(label::not_asked);
      case value_origin::unknown: return word(label::not_known);
      case value_origin::inferred:
        return value(test.found) + ", " + word(label::inferred_value) + behind(test);
      case value_origin::inapplicable:
        return value(test.found) + ", " + word(label::inapplicable) + behind(test);
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
    return answers.empty() ? "" : ": " + answers;
  }
  [[nodiscard]] std::string given(const std::vector<used_answer>& answers) const {
    std::string out;
    for (const auto& one : answers)
      out += (out.empty() ? "" : ", ") + one.input + " " + value(one.value);
    return out;
  }

  // --- parts

  void holds() {
    if (why_.holds.empty()) return;
    // The least urgent level is no finding: it is not told by its name.
    const bool none = why_.at_least.id == result_.scale.back().id;
    section(none ? word(label::why) + ": " + words_of(why_.at_least.text)
                 : word(label::why_at_least, level_words(why_.at_least)));
    for (const auto& box : why_.holds) {
      if (box.rules.size() > 1) line(word(label::one_of_these) + ":", 4, "  - ");
      for (const auto& rule : box.rules)
        line(rule_words(rule), box.rules.size() > 1 ? 6 : 4,
             box.rules.size() > 1 ? "    - " : "  - ");
      if (box.tests.empty()) faint_line(word(label::for_everybody), 6);
      for (const auto& test : box.tests)
        faint_line(wanted(test) + " (" + present(test) + ")", 6);
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
          if (told.insert(one.input).second) open.push_back(&one);
        }
      }
      const bool cut = rules.size() > possible_shown;
      if (cut) rules.resize(possible_shown);
      line(level_words(level) + ": " + fmt::format("{}", fmt::join(rules, "; ")) +
               (cut ? "; ..." : ""),
           4, "  - ");
      const auto title = word(label::unanswered) + ": ";
      if (open.empty()) faint_line(title + word(label::as_above), 6);
      for (const auto* one : open)
        faint_line(title + named(one->text, one->input) + " (" + state(*one) + ")", 6);
    }
  }
  [[nodiscard]] std::string state(const open_answer& open) const {
    if (open.answer == "-") return word(label::not_asked);
    if (open.answer == "?") return word(label::not_known);
    return word(label::now) + " " + open.answer;
  }

  void changes() {
    if (changes_.empty()) return;
    section(word(label::would_be_more_urgent));
    for (std::size_t i = 0; i < changes_.size();) {
      const auto& level = changes_[i]->level;
      line(word(label::would_be_if, level_words(level)), 2, "  ");
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
      if (left > 0) faint_line(word(label::and_more, std::to_string(left)), 4);
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
      line(code(test) + " (" + word(label::now) + " " + present(test) + ")", 10,
           "        - ");
      faint_line(rules(one), 10);
    }
  }

  void change(const possible_change& one) {
    bool first = true;
    for (const auto& test : one.tests) {
      line(wanted(test) + " (" + word(label::now) + " " + present(test) + ")", 6,
           first ? "    - " : "    + ");
      first = false;
    }
    if (!one.direct) {
      auto text = word(label::for_example) + ": " + given(one.example);
      for (const auto& inputs : one.other)
        text += "; " + word(label::or_instead) + " " +
                fmt::format("{}", fmt::join(inputs, ", "));
      if (one.other_left_out != 0) text += fmt::format("; ... (+{})", one.other_left_out);
      faint_line(text, 6);
    }
    faint_line(rules(one), 6);
  }
  [[nodiscard]] static std::string rules(const possible_change& one) {
    std::string out;
    for (const auto& rule : one.rules)
      out += (out.empty() ? "-> " : "; ") + rule_words(rule);
    return out;
  }

  const assessment& result_;
  const explanation& why_;
  std::vector<const possible_change*> changes_;  // of groups that speak for the contact
  std::string language_;
  std::string out_;
};

}  // namespace

std::string explanation_report(const assessment& result, const explanation& why) {
  return explanation_writer(result, why).whole();
}

}  // namespace arvio::cli
