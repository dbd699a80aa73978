#include "explanation.hpp"

#include "arvio/book/value.hpp"

#include "book_words.hpp"
#include "evaluate/evaluator.hpp"
#include "texts.hpp"
#include "used_answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace arvio::inline v0 {

namespace {

using evaluated::box_side;

value_origin origin_of(evaluated::origin what) {
  switch (what) {
    case evaluated::origin::answered: return value_origin::answered;
    case evaluated::origin::inferred: return value_origin::inferred;
    case evaluated::origin::inapplicable: return value_origin::inapplicable;
    case evaluated::origin::computed: return value_origin::computed;
    case evaluated::origin::unknown: return value_origin::unknown;
    case evaluated::origin::not_asked: return value_origin::not_asked;
  }
  return value_origin::not_asked;  // not reached
}

/// How the values of a slot are written, and the words of its codes.
struct value_words {
  const compile::slot_meaning& slot;
  std::vector<shown_term> options;

  [[nodiscard]] bool is_listed() const {
    return slot.type.kind == lang::kind::code || slot.type.kind == lang::kind::boolean;
  }
  [[nodiscard]] std::string text(std::int64_t value) const {
    return book::value_text({slot.type, slot.codes}, value);
  }
  /// Whether a range leaves out some value that is less, or more.
  [[nodiscard]] bool has_less(const value_range& range) const {
    return range.low > slot.domain.min();
  }
  [[nodiscard]] bool has_more(const value_range& range) const {
    return range.high < slot.domain.max();
  }
};

class explanation_writer {
 public:
  explanation_writer(const evaluated::explanation& found, const evaluator& by,
                     const arvio::contact& contact, const checked_contact& checked)
      : found_(found),
        book_(by.book()),
        legend_(by.legend()),
        contact_(contact),
        checked_(checked),
        text_(contact.language),
        words_(book_, text_) {}

  [[nodiscard]] explanation run() {
    explanation made;
    made.id = contact_.id;
    made.at = contact_.at;
    made.language = contact_.language;
    made.at_least = words_.at_least(found_.level);
    for (const auto& one : found_.holding)
      made.holds.push_back({of(one.rules), group(one.group), of(one.sides)});
    for (const auto& one : found_.possible)
      made.possible.push_back({words_.level(one.level), group(one.group), of(one.rules),
                               open_answers(one.inputs)});
    for (const auto& one : found_.changes)
      made.changes.push_back(of(one));
    made.searched = found_.searched;
    return made;
  }

 private:
  // --- names

  [[nodiscard]] std::string group(core::place which) const {
    const auto& linked = book_.groups[which];
    return fmt::format("{}/{}", book_.sets[linked.set].rules->id.text, linked.id);
  }
  [[nodiscard]] std::vector<explained_rule> of(
      const std::vector<book::rule_reference>& rules) const {
    std::vector<explained_rule> out;
    for (const auto& at : rules) {
      const auto& group = book_.groups[at.group];
      const auto& rule = group.rules[at.rule];
      out.push_back({rule.id, book_.sets[group.set].rules->id.text,
                     text_.of(rule.declared->titles)});
    }
    return out;
  }
  [[nodiscard]] used_answer answer_to(core::place input) const {
    return used_answer_of(book_.inputs[input], checked_.answers.by_input[input],
                          contact_);
  }
  [[nodiscard]] std::vector<open_answer> open_answers(
      const std::vector<std::uint32_t>& inputs) const {
    std::vector<open_answer> out;
    for (const auto input : inputs) {
      out.push_back({answer_to(input), words_.ask(book_.inputs[input])});
    }
    return out;
  }

  // --- sides of boxes

  [[nodiscard]] std::vector<box_test> of(const std::vector<box_side>& sides) {
    std::vector<box_test> out;
    out.reserve(sides.size());
    for (const auto& one : sides)
      out.push_back(of(one));
    std::stable_partition(out.begin(), out.end(), [](const box_test& one) {
      return one.subject == tested_subject::complaint;
    });
    return out;
  }

  [[nodiscard]] box_test of(const box_side& side) {
    const auto& slot = legend_.slots[side.slot];
    box_test out;
    name(out, slot);
    value_words values{slot, {}};
    if (slot.kind == compile::slot_kind::input)
      values.options = words_.options(book_.inputs[slot.index]);
    for (const auto& range : side.allowed.ranges())
      add_ranges(out.allowed, range, values);
    out.words = out.subject == tested_subject::comparison
                    ? relation_words(side.allowed, out.with)
                    : allowed_words(side.allowed, values);
    if (out.subject == tested_subject::complaint) out.words = code_words(out.codes);
    out.origin = origin_of(side.origin);
    out.found = found_text(side, out.subject, values);
    for (const auto input : side.inputs)
      out.answers.push_back(answer_to(input));
    return out;
  }

  void name(box_test& out, const compile::slot_meaning& slot) {
    switch (slot.kind) {
      case compile::slot_kind::input:
        out.subject = tested_subject::input;
        return name_input(out, slot.index);
      case compile::slot_kind::code:
        out.subject = tested_subject::code;
        name_input(out, slot.index);
        out.codes = {option(slot.index, slot.code)};
        return;
      case compile::slot_kind::gate:
        out.subject = tested_subject::complaint;
        name_input(out, *book_.complaint);
        for (const auto complaint : book_.groups[slot.index].complaints)
          out.codes.push_back(option(*book_.complaint, complaint));
        return;
      case compile::slot_kind::derived:
        out.subject = tested_subject::derived;
        out.id = slot.text;
        out.text = text_.of(book_.derived[slot.index].declared->labels);
        return;
      case compile::slot_kind::comparison:
        out.subject = tested_subject::comparison;
        out.id = slot.text;
        out.with = slot.with;
        return;
      case compile::slot_kind::anonymous:
      case compile::slot_kind::urgency:
        out.subject = tested_subject::computed;
        out.id = slot.text;
        return;
    }
  }
  void name_input(box_test& out, core::place input) const {
    out.id = book_.inputs[input].id;
    out.text = words_.ask(book_.inputs[input]);
  }
  [[nodiscard]] shown_term option(core::place input, core::place code) const {
    const auto& linked = book_.inputs[input];
    for (auto& one : words_.options(linked)) {
      if (one.id == linked.codes[code]) return one;
    }
    return {linked.codes[code], {}};
  }

  static void add_ranges(std::vector<allowed_range>& to, const value_range& range,
                         const value_words& values) {
    if (values.is_listed()) {
      for (auto value = range.low; value <= range.high; ++value)
        to.push_back({values.text(value), values.text(value)});
      return;
    }
    allowed_range out;
    if (values.has_less(range)) out.from = values.text(range.low);
    if (values.has_more(range)) out.to = values.text(range.high);
    to.push_back(std::move(out));
  }

  // --- words

  [[nodiscard]] std::string word(phrase what) const { return text_.of(what).words; }
  /// `a, b or c`.
  [[nodiscard]] std::string either(std::vector<std::string> all) const {
    if (all.empty()) return {};
    const auto last = std::move(all.back());
    all.pop_back();
    if (all.empty()) return last;
    const auto first = fmt::format("{}", fmt::join(all, ", "));
    return text_.of(say::value_or{first, last}).words;
  }

  [[nodiscard]] shown_text allowed_words(const value_set& allowed,
                                         const value_words& values) const {
    std::vector<std::string> all;
    for (const auto& range : allowed.ranges()) {
      if (values.is_listed()) {
        for (auto value = range.low; value <= range.high; ++value)
          all.push_back(value_word(value, values));
        continue;
      }
      if (range.low == range.high) {
        all.push_back(values.text(range.low));
      } else if (!values.has_more(range)) {
        all.push_back(text_.of(say::value_or_more{values.text(range.low)}).words);
      } else if (!values.has_less(range)) {
        all.push_back(text_.of(say::value_or_less{values.text(range.high)}).words);
      } else {
        all.push_back(
            fmt::format("{}\u2013{}", values.text(range.low), values.text(range.high)));
      }
    }
    return text_.own(either(std::move(all)));
  }
  [[nodiscard]] std::string value_word(std::int64_t value,
                                       const value_words& values) const {
    if (values.slot.type.kind == lang::kind::boolean)
      return word(value != 0 ? phrase::value_yes : phrase::value_no);
    auto id = values.text(value);
    for (const auto& one : values.options) {
      if (one.id == id && !one.text.words.empty()) return one.text.words;
    }
    return id;
  }
  [[nodiscard]] shown_text code_words(const std::vector<shown_term>& codes) const {
    std::vector<std::string> all;
    all.reserve(codes.size());
    for (const auto& one : codes)
      all.push_back(one.text.words.empty() ? one.id : one.text.words);
    return text_.own(either(std::move(all)));
  }
  /// 0 less, 1 equal, 2 greater.
  [[nodiscard]] shown_text relation_words(const value_set& allowed,
                                          const std::string& with) const {
    const bool less = allowed.contains(0);
    const bool equal = allowed.contains(1);
    const bool greater = allowed.contains(2);
    if (less && equal) return text_.of(say::value_at_most{with});
    if (less && greater) return text_.of(say::value_other_than{with});
    if (equal && greater) return text_.of(say::value_at_least{with});
    if (less) return text_.of(say::value_less_than{with});
    if (equal) return text_.of(say::value_equal_to{with});
    return text_.of(say::value_more_than{with});
  }

  [[nodiscard]] std::string found_text(const box_side& side, tested_subject subject,
                                       const value_words& values) const {
    if (side.origin == evaluated::origin::not_asked) return "-";
    if (side.origin == evaluated::origin::unknown) return "?";
    if (subject == tested_subject::complaint)
      return answer_text(answer_to(*book_.complaint));
    std::vector<std::string> found;
    for (const auto& range : side.found.ranges()) {
      if (values.is_listed()) {
        for (auto value = range.low; value <= range.high; ++value)
          found.push_back(values.text(value));
      } else if (range.low == range.high) {
        found.push_back(values.text(range.low));
      } else {
        found.push_back(
            fmt::format("{}..{}", values.text(range.low), values.text(range.high)));
      }
    }
    return fmt::format("{}", fmt::join(found, "|"));
  }

  // --- changes

  [[nodiscard]] possible_change of(const evaluated::change_set& set) {
    possible_change out;
    out.level = words_.level(set.level);
    out.group = group(set.group);
    out.rules = of(set.rules);
    out.tests = of(set.sides);
    out.in_scope = set.in_scope;
    out.direct = set.direct;
    for (const auto& one : set.example) {
      out.example.push_back(used_answer_of(book_.inputs[one.input], one.given, contact_));
    }
    for (const auto& inputs : set.other) {
      out.other.emplace_back();
      for (const auto input : inputs)
        out.other.back().push_back(book_.inputs[input].id);
    }
    out.other_left_out = set.other_left_out;
    out.text = sentence(out);
    return out;
  }

  /// "Would be U1 if temperature were 38.0 or more"
  [[nodiscard]] shown_text sentence(const possible_change& change) const {
    std::string conditions;
    for (const auto& test : change.tests) {
      auto next = text_.of(say::were{subject(test), test.words.words}).words;
      conditions = conditions.empty()
                       ? std::move(next)
                       : text_.of(say::conditions_and{conditions, next}).words;
    }
    auto out = text_.of(say::would_be{change.level.id, conditions});
    if (change.direct) return out;
    std::vector<std::string> answers;
    for (const auto& one : change.example)
      answers.push_back(fmt::format("{} {}", one.input, answer_text(one)));
    return text_.of(
        say::change_with_example{out.words, fmt::format("{}", fmt::join(answers, ", "))});
  }
  [[nodiscard]] std::string subject(const box_test& test) const {
    if (test.subject == tested_subject::code)
      return fmt::format("{} {}", test.id, test.codes[0].id);
    return test.id;
  }

  const evaluated::explanation& found_;
  const book::rulebook& book_;
  const compile::legend& legend_;
  const contact& contact_;
  const checked_contact& checked_;
  text_chooser text_;
  book_words words_;
};

}  // namespace

explanation describe(const evaluated::explanation& found, const evaluator& by,
                     const arvio::contact& contact, const checked_contact& checked) {
  return explanation_writer(found, by, contact, checked).run();
}

}  // namespace arvio::inline v0
