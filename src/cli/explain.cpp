#include "explain.hpp"

#include "labels.hpp"
#include "report.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace arvio::cli {

namespace {

// JSON has all.
constexpr std::size_t changes_shown = 5;   // of one level
constexpr std::size_t possible_shown = 3;  // of one level that is possible

using strings = std::vector<std::string>;

class explanation_writer {
 public:
  explanation_writer(const assessment& result, const explanation& why)
      : result_(result), why_(why), language_(language_of(why.language)) {
    for (const auto& one : why.changes) {
      if (one.in_scope) changes_.push_back(&one);
    }
    for (const auto& input : why.inputs)
      inputs_.emplace(input.id, words(input.text));
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
  template <class Filled>
  [[nodiscard]] std::string filled(const Filled& what) const {
    return wording(what, language_);
  }
  [[nodiscard]] std::string words(const shown_text& text) const {
    return words_of(text, language_);
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

  /// The titles of rules that have one.
  [[nodiscard]] strings titles(const std::vector<explained_rule>& rules) const {
    strings out;
    for (const auto& rule : rules) {
      auto title = words(rule.title);
      if (!title.empty() && std::find(out.begin(), out.end(), title) == out.end())
        out.push_back(std::move(title));
    }
    return out;
  }
  [[nodiscard]] std::string asked(const std::string& input) const {
    const auto found = inputs_.find(input);
    return found == inputs_.end() || found->second.empty() ? input : found->second;
  }
  [[nodiscard]] std::string question_and_answer(const used_answer& one) const {
    return fmt::format("{} {}", asked(one.input), words(one.text));
  }

  // --- sides of boxes

  /// What a test finds, and where that comes from; nothing where it goes without saying.
  [[nodiscard]] std::string found(const box_test& test) const {
    switch (test.origin) {
      case value_origin::not_asked: return word(label::not_asked);
      case value_origin::unknown: return word(label::not_known);
      case value_origin::inferred:
        return test.found_text.words.empty()
                   ? std::string()
                   : filled(say::inferred_value{words(test.found_text)});
      case value_origin::inapplicable:
        return test.found_text.words.empty()
                   ? std::string()
                   : filled(say::inapplicable{words(test.found_text)});
      case value_origin::computed:
      case value_origin::answered: return words(test.found_text);
    }
    return {};  // not reached
  }
  [[nodiscard]] std::string now(const box_test& test) const {
    const auto text = found(test);
    return text.empty() ? text : filled(say::now{text});
  }

  /// A test that holds: the question and what it wants, with what it finds where that is
  /// more than what it wants.
  void held(const box_test& test) {
    const auto& named = test.text.words;
    switch (test.subject) {
      case tested_subject::input:
        return held(named.empty() ? test.id : words(test.text), words(test.words), test);
      case tested_subject::complaint:
        return held(words(test.text), words(test.found_text), test);
      case tested_subject::code: return held_code(test);
      case tested_subject::derived:
        if (!named.empty()) return held(words(test.text), words(test.words), test);
        break;
      case tested_subject::computed:
      case tested_subject::comparison: break;
    }
    // It has no name of its own: what it is computed from tells it.
    for (const auto& one : test.answers)
      faint_line(question_and_answer(one), 6);
  }
  void held(const std::string& what, const std::string& wanted, const box_test& test) {
    const auto text = fmt::format("{} {}", what, wanted);
    const auto got = found(test);
    faint_line(got.empty() || got == wanted ? text : with_aside(text, got), 6);
  }
  void held_code(const box_test& test) {
    const auto& code = test.codes.front();
    const auto choice = code.text.words.empty() ? code.id : words(code.text);
    const bool present = test.allowed.front().from == "true";
    faint_line(present ? fmt::format("{} {}", words(test.text), choice)
                       : fmt::format("{} {}: {}", words(test.text),
                                     word(label::no_choice), choice),
               6);
  }

  // --- parts

  void holds() {
    if (why_.holds.empty()) return;
    // The least urgent level is no finding: it is not told by its name.
    const bool none = why_.at_least.id == result_.scale.back().id;
    section(none
                ? fmt::format("{}: {}", word(label::why), words(why_.at_least.text))
                : filled(say::why_at_least{level_in_sentence(why_.at_least, language_)}));
    for (const auto& box : why_.holds) {
      const auto rules = titles(box.rules);
      if (rules.size() > 1) line(word(label::one_of_these) + ":", 4, "  - ");
      for (const auto& rule : rules)
        line(rule, rules.size() > 1 ? 6 : 4, rules.size() > 1 ? "    - " : "  - ");
      if (rules.empty() && !box.rules.empty()) line(box.rules.front().id, 4, "  - ");
      if (box.tests.empty()) faint_line(word(label::for_everybody), 6);
      for (const auto& test : box.tests)
        held(test);
    }
  }

  /// By level; an input is named where it matters first.
  void possible() {
    if (why_.possible.empty()) return;
    section(word(label::may_be_more_urgent));
    std::set<std::string> told;
    for (std::size_t i = 0; i < why_.possible.size();) {
      const auto& level = why_.possible[i].level;
      strings rules;
      std::vector<const open_answer*> open;
      for (; i < why_.possible.size() && why_.possible[i].level.id == level.id; ++i) {
        for (auto& title : titles(why_.possible[i].rules))
          rules.push_back(std::move(title));
        for (const auto& one : why_.possible[i].unanswered) {
          if (told.insert(one.given.input).second) open.push_back(&one);
        }
      }
      if (rules.size() > possible_shown) {
        rules.resize(possible_shown);
        rules.emplace_back("...");
      }
      line(fmt::format("{}: {}", level_words(level, language_), fmt::join(rules, "; ")),
           4, "  - ");
      const auto title = word(label::unanswered);
      if (open.empty())
        faint_line(fmt::format("{}: {}", title, word(label::as_above)), 6);
      for (const auto* one : open) {
        const auto ask = one->text.words.empty() ? one->given.input : words(one->text);
        faint_line(fmt::format("{}: {} ({})", title, ask, words(one->given.text)), 6);
      }
    }
  }

  void changes() {
    if (changes_.empty()) return;
    section(word(label::would_be_more_urgent));
    for (std::size_t i = 0; i < changes_.size();) {
      const auto& level = changes_[i]->level;
      line(filled(say::would_be_if{level_in_sentence(level, language_)}), 2, "  ");
      std::size_t shown = 0;
      std::size_t left = 0;
      while (i < changes_.size() && changes_[i]->level.id == level.id) {
        const auto end = end_of_choices(i);
        if (++shown > changes_shown) {
          left += end - i;
        } else if (end - i == 1) {
          change(*changes_[i]);
        } else {
          choices(i, end);
        }
        i = end;
      }
      if (left > 0) faint_line(filled(say::and_more{std::to_string(left)}), 4);
    }
  }

  /// Changes that are each one choice of one question are told together.
  [[nodiscard]] std::size_t end_of_choices(std::size_t first) const {
    const auto is_choice = [this](std::size_t i) {
      const auto& one = *changes_[i];
      return one.tests.size() == 1 && one.direct &&
             one.tests.front().subject == tested_subject::code &&
             one.tests.front().allowed.front().from == "true";
    };
    auto end = first + 1;
    while (is_choice(first) && end < changes_.size() && is_choice(end) &&
           changes_[end]->level.id == changes_[first]->level.id &&
           changes_[end]->tests.front().id == changes_[first]->tests.front().id)
      ++end;
    return end;
  }
  void choices(std::size_t first, std::size_t end) {
    line(fmt::format("{}: {}", word(label::some_were_so),
                     words(changes_[first]->tests.front().text)),
         6, "    - ");
    for (; first < end; ++first) {
      const auto& code = changes_[first]->tests.front().codes.front();
      line(code.text.words.empty() ? code.id : words(code.text), 10, "        - ");
    }
  }

  void change(const possible_change& one) {
    bool first = true;
    const auto add = [&](const std::string& text) {
      line(text, 6, first ? "    - " : "    + ");
      first = false;
    };
    bool has_words = true;
    for (const auto& test : one.tests) {
      has_words = has_words && !test.clause.words.empty();
      if (test.clause.words.empty()) continue;
      const auto got = now(test);
      const auto text = words(test.clause);
      add(got.empty() ? text : with_aside(text, got));
    }
    if (!one.direct || !has_words) {
      strings answers;
      for (const auto& answer : one.example)
        answers.push_back(question_and_answer(answer));
      auto text =
          fmt::format("{}: {}", word(label::for_example), fmt::join(answers, "; "));
      for (const auto& inputs : one.other) {
        strings questions;
        for (const auto& input : inputs)
          questions.push_back(asked(input));
        text += fmt::format(
            "; {}",
            filled(say::or_instead{fmt::format("{}", fmt::join(questions, " "))}));
      }
      if (one.other_left_out != 0) text += "; ...";
      if (has_words) {
        faint_line(text, 6);
      } else {
        add(text);
      }
    }
    const auto rules = titles(one.rules);
    if (!rules.empty()) faint_line(fmt::format("{}", fmt::join(rules, "; ")), 8);
  }

  const assessment& result_;
  const explanation& why_;
  std::vector<const possible_change*> changes_;  // of groups that speak for the contact
  std::map<std::string, std::string> inputs_;    // with their words
  std::size_t language_;
  std::string out_;
};

}  // namespace

std::string explanation_report(const assessment& result, const explanation& why) {
  return explanation_writer(result, why).whole();
}

}  // namespace arvio::cli
