#include "explanation.hpp"

#include "arvio/book/value.hpp"

#include "book_words.hpp"
#include "evaluate/evaluator.hpp"
#include "texts.hpp"
#include "used_answer.hpp"
#include "value_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
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

/// How the values of a slot are written in cases.
struct slot_values {
  const compile::slot_meaning& slot;

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
        words_(book_, text_),
        values_(text_) {}

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
    made.inputs = inputs_of(made);
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
    return told(input, checked_.answers.by_input[input]);
  }
  [[nodiscard]] used_answer told(core::place place, const book::answer& said) const {
    const auto& input = book_.inputs[place];
    auto used = used_answer_of(input, said, contact_);
    used.text = values_.answer(words_.kind(input), input, said);
    return used;
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
    const slot_values values{slot};
    const auto kind = kind_of(slot);
    for (const auto& range : side.allowed.ranges())
      add_ranges(out.allowed, range, values);
    out.words = out.subject == tested_subject::comparison
                    ? relation_words(side.allowed, out.with)
                    : text_.own(values_.any_of(kind, side.allowed));
    if (out.subject == tested_subject::complaint) out.words = code_words(out.codes);
    out.origin = origin_of(side.origin);
    out.found = found_text(side, out.subject, values);
    if (side.origin != evaluated::origin::not_asked &&
        side.origin != evaluated::origin::unknown)
      out.found_text = found_words(side, out.subject, kind);
    out.clause = clause(out);
    for (const auto input : side.inputs)
      out.answers.push_back(answer_to(input));
    return out;
  }

  [[nodiscard]] value_kind kind_of(const compile::slot_meaning& slot) const {
    value_kind kind{slot.type, {}, slot.domain};
    if (slot.kind == compile::slot_kind::input) {
      kind.options = words_.options(book_.inputs[slot.index]);
    } else {
      for (const auto& code : slot.codes)
        kind.options.push_back({code, {}});
    }
    return kind;
  }

  /// The test as a clause, in the words of the rule sets. None of what is computed and
  /// has no name, which is told by the answers it rests on.
  [[nodiscard]] shown_text clause(const box_test& test) const {
    switch (test.subject) {
      case tested_subject::input:
        return text_.of(say::were_answer{named(test.text, test.id), test.words.words});
      case tested_subject::code: {
        const auto choice = named(test.codes.front().text, test.codes.front().id);
        return test.allowed.front().from == "true" ? text_.of(say::were_so{choice})
                                                   : text_.of(say::were_not_so{choice});
      }
      case tested_subject::complaint: return text_.of(say::were_reason{test.words.words});
      case tested_subject::derived:
        if (test.text.words.empty()) return {};
        return text_.of(say::were_named{test.text.words, test.words.words});
      case tested_subject::computed:
      case tested_subject::comparison: break;
    }
    return {};
  }
  [[nodiscard]] static const std::string& named(const shown_text& text,
                                                const std::string& id) {
    return text.words.empty() ? id : text.words;
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
                         const slot_values& values) {
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

  [[nodiscard]] shown_text code_words(const std::vector<shown_term>& codes) const {
    std::vector<std::string> all;
    all.reserve(codes.size());
    for (const auto& one : codes)
      all.push_back(named(one.text, one.id));
    return text_.own(values_.either(std::move(all)));
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
                                       const slot_values& values) const {
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

  [[nodiscard]] shown_text found_words(const box_side& side, tested_subject subject,
                                       const value_kind& kind) const {
    if (subject == tested_subject::complaint) return answer_to(*book_.complaint).text;
    if (subject == tested_subject::comparison) return {};
    return text_.own(values_.any_of({kind.type, kind.options, {}}, side.found));
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
      out.example.push_back(told(one.input, one.given));
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

  /// "The level would be U1 if the answer to ... were 38.0 or more"
  [[nodiscard]] shown_text sentence(const possible_change& change) const {
    std::string conditions;
    const auto add = [&](const std::string& next) {
      conditions = conditions.empty()
                       ? next
                       : text_.of(say::conditions_and{conditions, next}).words;
    };
    const bool has_words =
        std::all_of(change.tests.begin(), change.tests.end(),
                    [](const box_test& one) { return !one.clause.words.empty(); });
    if (has_words) {
      for (const auto& test : change.tests)
        add(test.clause.words);
    } else {
      std::vector<std::string> answers;
      for (const auto& one : change.example) {
        const auto question = asked(one.input);
        answers.push_back(
            text_.of(say::question_and_answer{question, one.text.words}).words);
      }
      add(text_.of(say::were_answers{fmt::format("{}", fmt::join(answers, "; "))}).words);
    }
    return text_.of(say::would_be{change.level.id, conditions});
  }
  [[nodiscard]] std::string asked(const std::string& input) const {
    const auto place = book_.find_input(input);
    return place ? named(words_.ask(book_.inputs[*place]), input) : input;
  }

  /// The questions of the inputs that stand somewhere by their id.
  [[nodiscard]] std::vector<shown_term> inputs_of(const explanation& made) const {
    std::set<std::string> ids;
    const auto name = [&ids](const std::vector<used_answer>& answers) {
      for (const auto& one : answers)
        ids.insert(one.input);
    };
    const auto name_tests = [&name](const std::vector<box_test>& tests) {
      for (const auto& one : tests)
        name(one.answers);
    };
    for (const auto& one : made.holds)
      name_tests(one.tests);
    for (const auto& one : made.changes) {
      name_tests(one.tests);
      name(one.example);
      for (const auto& others : one.other)
        ids.insert(others.begin(), others.end());
    }
    std::vector<shown_term> out;
    for (const auto& input : book_.inputs) {
      if (ids.contains(input.id)) out.push_back({input.id, words_.ask(input)});
    }
    return out;
  }

  const evaluated::explanation& found_;
  const book::rulebook& book_;
  const compile::legend& legend_;
  const contact& contact_;
  const checked_contact& checked_;
  text_chooser text_;
  book_words words_;
  value_words values_;
};

}  // namespace

explanation describe(const evaluated::explanation& found, const evaluator& by,
                     const arvio::contact& contact, const checked_contact& checked) {
  return explanation_writer(found, by, contact, checked).run();
}

}  // namespace arvio::inline v0
