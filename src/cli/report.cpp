#include "report.hpp"

#include "labels.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <vector>

namespace arvio::cli {

namespace {

constexpr std::size_t questions_shown = 3;  // of the whole report; `arvio next` shows all
constexpr std::size_t rules_shown = 8;      // possible ones; more tell nobody anything
constexpr std::size_t titles_shown = 4;     // of one reason

style style_of(arvio::status status) {
  switch (status) {
    case status::emergency: return style::alarm;
    case status::open: return style::strong;
    case status::complete: return style::good;
    case status::out_of_scope:
    case status::exhausted: return style::careful;
  }
  return style::plain;  // not reached
}

std::string set_words(const derived_result& derived) {
  if (!derived.range) return fmt::format("{}", fmt::join(derived.values, " | "));
  const auto& [low, high] = *derived.range;
  return low == high ? to_text(low) : fmt::format("{}..{}", to_text(low), to_text(high));
}

class writer {
 public:
  explicit writer(const assessment& result)
      : result_(result), language_(language_of(result.language)) {
    for (const auto& rule : result.rules_possible) {
      titles_.emplace(rule.id, words_of(rule.title));
    }
    for (const auto& rule : result.rules_certain) {
      titles_.emplace(rule.id, words_of(rule.title));
    }
    for (const auto& one : result.suggestions) {
      titles_.emplace(one.rule.id, words_of(one.rule.title));
    }
    for (const auto& level : result.scale) {
      levels_.emplace(level.id, level_words(level));
    }
    for (const auto& input : result.inputs) {
      inputs_.emplace(input.id, words_of(input.text));
    }
    for (const auto* rules : {&result.rules_certain, &result.rules_possible}) {
      for (const auto& rule : *rules) {
        speaking_.insert(rule.rule_set);
      }
    }
  }

  std::string whole() {
    headline();
    urgency();
    missing();
    next_questions();
    for_patient();
    for_professional();
    advice_if_so();
    services();
    suggestions();
    duties();
    rules();
    derived();
    listed(label::uncovered, words_of_terms(result_.uncovered));
    listed(label::unexpected, named(result_.unexpected));
    listed(label::outdated, named(result_.outdated));
    listed(label::inferred, named(result_.inferred));
    listed(label::required, named(result_.required_unanswered));
    listed(label::unused, result_.unused);
    rule_sets();
    return std::move(out_);
  }

  std::string questions_only() {
    headline();
    const bool open = !result_.questions.empty();
    if (!open) all_missing();
    const auto& all = open ? result_.questions : result_.further;
    if (all.empty() && !result_.missing.empty()) return std::move(out_);
    if (all.empty()) {
      out_ += wrapped(word(label::nothing_to_ask), 0, "");
      return std::move(out_);
    }
    section(open ? label::ask_next : label::further);
    for (std::size_t i = 0; i < all.size(); ++i) {
      question(all[i], i + 1, true);
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string level_named(const std::string& id) const {
    const auto found = levels_.find(id);
    return found == levels_.end() ? id : found->second;
  }

  [[nodiscard]] std::string_view word(label what) const {
    return wording(what, language_);
  }

  void section(label title) {
    out_ += fmt::format("\n{}\n", painted(style::strong, word(title)));
  }
  void line(std::string_view text, std::size_t indent, std::string_view first) {
    out_ += wrapped(text, indent, first);
  }
  void faint_line(const std::string& text, std::size_t indent) {
    out_ += painted(style::faint, wrapped(text, indent, ""));
  }
  /// `Label: words`, the label in bold.
  void fact(label what, const std::string& text) {
    const auto name = fmt::format("  {}:", word(what));
    const auto full = wrapped(fmt::format("{}: {}", word(what), text), 2, "");
    out_ +=
        painted(style::strong, full.substr(0, name.size())) + full.substr(name.size());
  }

  void headline() {
    auto title = fmt::format("{} {}", word(label::assessment), to_text(result_.at));
    if (result_.id) title += fmt::format(" ({})", harmless(*result_.id));
    out_ += fmt::format("{}\n", painted(style::faint, title));
    out_ +=
        painted(style_of(result_.status), wrapped(words_of(result_.status_text), 0, ""));
  }

  /// The out-of-scope level is no finding about the answers, unless they decide it too.
  [[nodiscard]] bool rests_on_scope_alone() const {
    const auto& bounds = result_.bounds;
    const auto& advice = *result_.recommended;
    return result_.status == status::out_of_scope && advice.basis == basis::cautious &&
           (advice.level.id != bounds.not_excluded.id ||
            bounds.at_least.id == bounds.not_excluded.id);
  }

  [[nodiscard]] std::string_view basis_words() const {
    return rests_on_scope_alone() ? word(label::no_rule_set)
                                  : wording(result_.recommended->basis, language_);
  }

  void presumed() {
    std::vector<std::string> items;
    for (const auto& one : result_.presumed) {
      const auto value = one.text.words.empty()
                             ? answer_text(one)
                             : with_id(words_of(one.text), answer_text(one));
      items.push_back(fmt::format("{} {}", named(one.input), value));
    }
    listed(label::presumed, items);
  }

  void urgency() {
    out_ += "\n";
    if (result_.recommended) {
      fact(label::urgency,
           with_id(level_words(result_.recommended->level), basis_words()));
    }
    presumed();
    const auto& bounds = result_.bounds;
    if (!result_.recommended || bounds.at_least.id != bounds.not_excluded.id) {
      const bool none = bounds.at_least.id == result_.scale.back().id;
      fact(label::at_least,
           none ? words_of(bounds.at_least.text) : level_words(bounds.at_least));
      fact(label::not_excluded, level_words(bounds.not_excluded));
    }
    if (result_.if_finished) {
      fact(label::if_breaks, level_words(result_.if_finished->level));
    }
  }

  // --- questions

  void next_questions() {
    const bool open = !result_.questions.empty();
    const auto& all = open ? result_.questions : result_.further;
    if (all.empty()) return;
    section(open ? label::ask_next : label::further);
    const auto count = std::min(all.size(), questions_shown);
    for (std::size_t i = 0; i < count; ++i) {
      question(all[i], i + 1, i == 0);
    }
    if (all.size() > count) {
      const auto left = std::to_string(all.size() - count);
      faint_line(wording(say::more_questions{left, "arvio next"}, language_), 2);
    }
  }

  void missing() {
    if (result_.missing.empty()) return;
    section(label::missing);
    const auto count = std::min(result_.missing.size(), questions_shown);
    for (std::size_t i = 0; i < count; ++i) {
      question(result_.missing[i], i + 1, i == 0);
    }
    if (result_.missing.size() > count) {
      const auto left = std::to_string(result_.missing.size() - count);
      faint_line(wording(say::and_more{left}, language_), 2);
    }
  }

  void all_missing() {
    if (!result_.missing.empty()) section(label::missing);
    for (std::size_t i = 0; i < result_.missing.size(); ++i) {
      question(result_.missing[i], i + 1, true);
    }
  }

  void question(const listed_question& one, std::size_t number, bool in_full) {
    const auto mark = fmt::format("{:>3}. ", number);
    const auto ask = words_of(one.ask);
    line(fmt::format("{} [{}]", ask.empty() ? one.input : ask, one.input), mark.size(),
         mark);
    if (!in_full) return;
    if (!one.help.words.empty()) faint_line(words_of(one.help), 5);
    if (one.options.empty()) {
      faint_line(form_of(one), 5);
    }
    for (const auto& option : one.options) {
      line(with_id(words_of(option.text), option.id), 7, "     - ");
    }
    for (const auto& reason : one.reasons) {
      reason_line(reason);
    }
  }

  [[nodiscard]] std::string form_of(const listed_question& one) const {
    switch (one.type) {
      case input_type::boolean: return std::string(word(label::yes_or_no));
      case input_type::date: return std::string(word(label::a_date));
      case input_type::datetime: return std::string(word(label::a_time));
      case input_type::duration: return std::string(word(label::a_duration));
      case input_type::integer:
      case input_type::decimal:
      case input_type::code:  // these two have their options
      case input_type::codes: break;
    }
    const bool bare = one.unit.empty() || one.unit == "1";
    return bare ? std::string(word(label::a_number))
                : fmt::format("{}, {}", word(label::a_number), one.unit);
  }

  void reason_line(const question_reason& reason) {
    const auto level = reason.level ? level_named(*reason.level) : std::string();
    auto text = fmt::format("{}: {}", word(label::why),
                            wording(reason.purpose, level, language_));
    std::vector<std::string> rules;
    for (std::size_t i = 0; i < reason.rules.size() && i < titles_shown; ++i)
      rules.push_back(rule_named(reason.rules[i]));
    if (reason.rules.size() > titles_shown) rules.emplace_back("...");
    if (!rules.empty()) text += fmt::format(": {}", fmt::join(rules, "; "));
    faint_line(text, 5);
  }

  [[nodiscard]] std::string rule_named(const std::string& id) const {
    const auto found = titles_.find(id);
    if (found == titles_.end() || found->second.empty()) return id;
    return with_id(found->second, id);
  }

  // --- texts

  static bool holds(const text_line& text) {
    return text.certainty == certainty::certain;
  }

  /// What may be so is not told as if it were. The level's own words are those of the
  /// urgency above: they are told where nothing else says what to do.
  void for_patient() {
    const auto& all = result_.texts.patient;
    const bool told = std::any_of(all.begin(), all.end(), [](const text_line& text) {
      return holds(text) &&
             (text.kind == text_kind::status || text.kind == text_kind::advice);
    });
    bool begun = false;
    for (const auto& text : all) {
      if (!holds(text) || (told && text.kind == text_kind::level)) continue;
      if (!begun) section(label::patient);
      begun = true;
      line(words_of(text.text), 4, "  - ");
    }
  }

  void for_professional() {
    bool begun = false;
    for (const auto& text : result_.texts.professional) {
      const bool title = text.kind == text_kind::title;
      if (!holds(text) || (!title && text.kind != text_kind::advice)) continue;
      if (!begun) section(label::professional);
      begun = true;
      const auto words = words_of(text.text);
      line(title ? with_id(words, text.from) : words, title ? 4 : 6,
           title ? "  - " : "      ");
    }
  }

  /// The advice of rules that may hold, under the rule that it is for.
  void advice_if_so() {
    std::string rule;
    for (const auto& text : result_.texts.professional) {
      if (holds(text)) continue;
      if (rule.empty()) section(label::not_excluded_advice);
      if (rule != text.from) {
        rule = text.from;
        line(fmt::format("{}: {}", word(label::if_so), rule_named(rule)), 4, "  - ");
      }
      if (text.kind == text_kind::advice) line(words_of(text.text), 6, "      ");
    }
  }

  // --- services, duties, suggestions

  [[nodiscard]] static std::string route_words(const listed_route& route) {
    auto text = words_of(route.channel.text);
    if (route.professional)
      text += fmt::format(", {}", words_of(route.professional->text));
    if (!route.title.words.empty()) text += fmt::format(": {}", words_of(route.title));
    return text;
  }

  void services() {
    if (result_.routes.empty()) return;
    section(label::services);
    for (const auto& need : result_.routes) {
      const auto level = level_words(need.level);
      line(need.need ? fmt::format("{}, {}", words_of(need.need->text), level) : level, 2,
           "  ");
      std::size_t number = 0;
      for (const auto& route : need.offered) {
        const auto mark = fmt::format("{:>5}. ", ++number);
        const auto words = route_words(route);
        line(need.fallback ? with_id(words, words_of(route.why)) : words, mark.size(),
             mark);
      }
      for (const auto& route : need.refused) {
        if (!route.in_scope) continue;
        faint_line(fmt::format("{}: {} - {}", word(label::not_offered),
                               route_words(route), words_of(route.why)),
                   7);
      }
    }
  }

  void suggestions() {
    if (result_.suggestions.empty()) return;
    section(label::suggestions);
    for (const auto& one : result_.suggestions) {
      line(perhaps(one.certainty,
                   fmt::format("{}: {}", *one.rule.level, rule_named(one.rule.id))),
           4, "  - ");
    }
  }

  [[nodiscard]] std::string perhaps(arvio::certainty sure, std::string text) const {
    return sure == certainty::possible ? with_id(text, word(label::maybe)) : text;
  }

  void duties() {
    if (result_.duties.empty()) return;
    section(label::duties);
    for (const auto& one : result_.duties) {
      const auto title = one.title.words.empty() ? one.id : words_of(one.title);
      auto text = fmt::format("{} - {} -> {}, {} ({})", title, one.by, one.to,
                              to_text(one.within), one.basis);
      line(perhaps(one.certainty, std::move(text)), 4, "  - ");
      for (const auto& advice : one.advice) {
        line(words_of(advice), 6, "      ");
      }
    }
  }

  // --- how it came about

  void rules() {
    if (!result_.rules_certain.empty()) section(label::rules_certain);
    for (const auto& rule : result_.rules_certain) {
      line(rule_line(rule), 4, "  - ");
      std::vector<std::string> answers;
      for (const auto& one : rule.because)
        answers.push_back(fmt::format("{} {}", named(one.input), answer_text(one)));
      if (!answers.empty())
        faint_line(fmt::format("{}: {}", word(label::answers), fmt::join(answers, ", ")),
                   6);
    }
    // While questions are open these stand in their reasons.
    if (result_.status == status::open || result_.rules_possible.empty()) return;
    section(label::rules_possible);
    const auto count = std::min(result_.rules_possible.size(), rules_shown);
    for (std::size_t i = 0; i < count; ++i) {
      line(rule_line(result_.rules_possible[i]), 4, "  - ");
    }
    if (result_.rules_possible.size() > count) out_ += "  - ...\n";
  }

  [[nodiscard]] std::string rule_line(const listed_rule& rule) const {
    const auto name = rule_named(rule.id);
    return rule.level ? fmt::format("{} {}", *rule.level, name) : name;
  }

  void derived() {
    std::vector<std::string> values;
    for (const auto& one : result_.derived) {
      if (!one.narrowed || !speaking_.contains(one.rule_set)) continue;
      const auto title = one.title.words.empty() ? one.id : words_of(one.title);
      values.push_back(fmt::format("{} {}", title, set_words(one)));
    }
    if (values.empty()) return;
    out_ += "\n";
    listed(label::derived, values);
  }

  static std::vector<std::string> words_of_terms(const std::vector<shown_term>& terms) {
    std::vector<std::string> out;
    for (const auto& one : terms) {
      out.push_back(words_of(one.text));
    }
    return out;
  }

  /// The words of an input, with its id as in questions.
  [[nodiscard]] std::string named(const std::string& input) const {
    const auto found = inputs_.find(input);
    if (found == inputs_.end() || found->second.empty()) return input;
    return fmt::format("{} [{}]", found->second, input);
  }
  [[nodiscard]] std::vector<std::string> named(
      const std::vector<std::string>& inputs) const {
    std::vector<std::string> out;
    for (const auto& one : inputs) {
      out.push_back(named(one));
    }
    return out;
  }

  void listed(label what, const std::vector<std::string>& items) {
    if (items.empty()) return;
    fact(what, fmt::format("{}", fmt::join(items, ", ")));
  }

  void rule_sets() {
    std::vector<std::string> sets;
    bool demonstration = false;
    for (const auto& one : result_.rule_sets) {
      sets.push_back(fmt::format("{} {}", one.id, one.version));
      demonstration = demonstration || one.status == "demonstration";
    }
    out_ += "\n";
    faint_line(fmt::format("{}: {}", word(label::rule_sets), fmt::join(sets, ", ")), 2);
    if (demonstration)
      out_ += fmt::format("{}\n", painted(style::careful, word(label::demonstration)));
  }

  const assessment& result_;
  std::size_t language_;
  std::string out_;
  std::map<std::string, std::string> titles_;  // of rules
  std::map<std::string, std::string> levels_;  // with their words
  std::map<std::string, std::string> inputs_;  // with their words
  std::set<std::string> speaking_;             // rule sets with a rule that may hold
};

}  // namespace

std::string words_of(const shown_text& text) {
  return text.fallback ? fmt::format("{} [{}]", text.words, text.language) : text.words;
}

std::string with_id(std::string_view words, std::string_view id) {
  return fmt::format("{} ({})", words, id);
}

std::string level_words(const shown_term& level) {
  return fmt::format("{} {}", level.id, words_of(level.text));
}

std::string report(const assessment& result) { return writer(result).whole(); }

std::string questions_report(const assessment& result) {
  return writer(result).questions_only();
}

}  // namespace arvio::cli
