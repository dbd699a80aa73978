#include "report.hpp"

#include "labels.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace arvio::cli {

namespace {

constexpr std::size_t questions_shown = 3;  // of the whole report; `arvio next` shows all
constexpr std::size_t rules_shown = 8;      // possible ones; more tell nobody anything
constexpr std::size_t titles_shown = 4;     // of what an answer could decide
constexpr std::size_t services_shown = 3;   // of a route, and of those it is refused by

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

using strings = std::vector<std::string>;

class writer {
 public:
  explicit writer(const assessment& result)
      : result_(result), language_(language_of(result.language)) {
    for (const auto& rule : result.rules_possible)
      titles_.emplace(rule.id, words(rule.title));
    for (const auto& rule : result.rules_certain)
      titles_.emplace(rule.id, words(rule.title));
    for (const auto& one : result.suggestions)
      titles_.emplace(one.rule.id, words(one.rule.title));
    for (const auto& input : result.inputs)
      inputs_.emplace(input.id, words(input.text));
    for (const auto* rules : {&result.rules_certain, &result.rules_possible}) {
      for (const auto& rule : *rules)
        speaking_.insert(rule.rule_set);
    }
  }

  std::string whole(detail how_much) {
    const bool in_full = how_much == detail::full;
    head();
    for_patient();
    if (result_.status == status::open) {
      next_questions();
    } else {
      missing();
    }
    for_professional();
    advice_if_so();
    services(in_full);
    deadlines(in_full);
    paragraph(words(result_.profile_text));
    suggestions();
    duties();
    if (result_.status != status::open) next_questions();
    if (!says_status_) paragraph(words(result_.status_text));
    facts();
    if (in_full) how_it_came_about();
    foot(in_full);
    return std::move(out_);
  }

  std::string questions_only() {
    head();
    const bool open = !result_.questions.empty();
    if (!open) all_missing();
    const auto& all = open ? result_.questions : result_.further;
    if (all.empty() && !result_.missing.empty()) return std::move(out_);
    if (all.empty()) {
      paragraph(std::string(word(label::nothing_to_ask)));
      return std::move(out_);
    }
    section(open ? label::ask_next : label::further);
    for (std::size_t i = 0; i < all.size(); ++i)
      question(all[i], i + 1, true);
    return std::move(out_);
  }

 private:
  // --- words

  [[nodiscard]] std::string_view word(label what) const {
    return wording(what, language_);
  }
  template <class Filled>
  [[nodiscard]] std::string filled(const Filled& what) const {
    return wording(what, language_);
  }
  [[nodiscard]] std::string words(const shown_text& text) const {
    return words_of(text, language_);
  }
  [[nodiscard]] std::string level(const shown_term& what) const {
    return level_words(what, language_);
  }
  [[nodiscard]] std::string level_named(const std::string& id) const {
    for (const auto& one : result_.scale) {
      if (one.id == id) return level(one);
    }
    return id;
  }
  /// The place of a level on the scale: less is more urgent.
  [[nodiscard]] std::size_t place_of(const std::string& id) const {
    const auto found =
        std::find_if(result_.scale.begin(), result_.scale.end(),
                     [&id](const shown_term& one) { return one.id == id; });
    return static_cast<std::size_t>(found - result_.scale.begin());
  }
  /// The words of something; its id rather than nothing.
  [[nodiscard]] std::string named(const shown_term& what) const {
    const auto text = words(what.text);
    return text.empty() ? what.id : text;
  }
  /// The question for an input.
  [[nodiscard]] std::string asked(const std::string& input) const {
    const auto found = inputs_.find(input);
    return found == inputs_.end() || found->second.empty() ? input : found->second;
  }
  /// The titles of rules that have one.
  [[nodiscard]] strings titles(const strings& rules) const {
    strings out;
    for (const auto& rule : rules) {
      const auto found = titles_.find(rule);
      if (found == titles_.end() || found->second.empty()) continue;
      if (std::find(out.begin(), out.end(), found->second) == out.end())
        out.push_back(found->second);
    }
    return out;
  }

  // --- form

  void section(label title) {
    out_ += fmt::format("\n{}\n", painted(style::strong, word(title)));
  }
  void line(std::string_view text, std::size_t indent, std::string_view first) {
    out_ += wrapped(text, indent, first);
  }
  void faint_line(const std::string& text, std::size_t indent) {
    out_ += painted(style::faint, wrapped(text, indent, ""));
  }
  void paragraph(const std::string& text) {
    if (!text.empty()) out_ += "\n" + wrapped(text, 0, "");
  }
  /// `Label: words`, the label in bold.
  void fact(label what, const std::string& text) {
    const auto name = fmt::format("  {}:", word(what));
    const auto full = wrapped(fmt::format("{}: {}", word(what), text), 2, "");
    out_ +=
        painted(style::strong, full.substr(0, name.size())) + full.substr(name.size());
  }
  void listed(label what, const strings& items) {
    if (!items.empty()) fact(what, fmt::format("{}", fmt::join(items, "; ")));
  }

  // --- the first two lines

  void head() {
    out_ += painted(style_of(result_.status), wrapped(first_line(), 0, ""));
    line(second_line(), 0, "");
    presumed();
  }

  [[nodiscard]] std::string first_line() const {
    if (result_.recommended) {
      const auto text = level(result_.recommended->level);
      return is_certain() ? text : with_aside(text, basis_words());
    }
    const auto& [least, most] = result_.bounds;
    const auto most_urgent = level_in_sentence(most, language_);
    if (least.id == result_.scale.back().id)
      return filled(say::still_open_none{most_urgent});
    return filled(say::still_open{level_in_sentence(least, language_), most_urgent});
  }

  [[nodiscard]] std::string second_line() {
    const bool is_emergency =
        result_.recommended && result_.recommended->level.id == result_.scale.front().id;
    if (!is_emergency && result_.status == status::open && result_.if_finished)
      return filled(say::ask_first{level(result_.if_finished->level)});
    const auto services = is_emergency ? strings() : first_services();
    if (!services.empty())
      return filled(say::refer_to{fmt::format("{}", fmt::join(services, "; "))});
    says_status_ = true;
    return words(result_.status_text);
  }

  /// Of each need, the service that comes first.
  [[nodiscard]] strings first_services() const {
    strings out;
    for (const auto& need : result_.routes) {
      if (need.offered.empty()) continue;
      auto text = route_words(need.offered.front());
      const auto& behind = need.offered.front().services;
      if (!behind.empty())
        text = fmt::format("{}: {}", text, service_words(behind.front()));
      if (std::find(out.begin(), out.end(), text) == out.end())
        out.push_back(std::move(text));
    }
    return out;
  }

  /// The level is certain; so it may be of a contact that is not covered.
  [[nodiscard]] bool is_certain() const {
    const auto& advice = *result_.recommended;
    return advice.basis == basis::certain ||
           (advice.basis == basis::cautious &&
            advice.level.id == result_.bounds.at_least.id);
  }
  /// The out-of-scope level is no finding about the answers, unless they may decide it
  /// too.
  [[nodiscard]] bool rests_on_scope_alone() const {
    const auto& advice = *result_.recommended;
    if (result_.status != status::out_of_scope || advice.basis != basis::cautious)
      return false;
    const auto place = place_of(advice.level.id);
    return std::none_of(result_.needs.begin(), result_.needs.end(),
                        [&](const need_urgency& need) {
                          return place_of(need.bounds.not_excluded.id) <= place;
                        });
  }
  [[nodiscard]] std::string_view basis_words() const {
    return rests_on_scope_alone() ? word(label::no_rule_set)
                                  : wording(result_.recommended->basis, language_);
  }

  void presumed() {
    strings items;
    for (const auto& one : result_.presumed) {
      const auto text = fmt::format("{} {}", asked(one.input), words(one.text));
      items.push_back(one.source.empty() ? text : with_aside(text, harmless(one.source)));
    }
    listed(label::presumed, items);
  }

  // --- questions

  void next_questions() {
    const bool open = !result_.questions.empty();
    some_questions(open ? label::ask_next : label::further,
                   open ? result_.questions : result_.further, true);
  }
  void missing() { some_questions(label::missing, result_.missing, false); }

  void some_questions(label title, const std::vector<listed_question>& all,
                      bool next_has_all) {
    if (all.empty()) return;
    section(title);
    const auto count = std::min(all.size(), questions_shown);
    for (std::size_t i = 0; i < count; ++i)
      question(all[i], i + 1, i == 0);
    if (all.size() == count) return;
    const auto left = std::to_string(all.size() - count);
    faint_line(next_has_all ? filled(say::more_questions{left, "arvio next"})
                            : filled(say::and_more{left}),
               2);
  }

  void all_missing() {
    if (!result_.missing.empty()) section(label::missing);
    for (std::size_t i = 0; i < result_.missing.size(); ++i)
      question(result_.missing[i], i + 1, true);
  }

  void question(const listed_question& one, std::size_t number, bool in_full) {
    const auto mark = fmt::format("{:>3}. ", number);
    const auto ask = words(one.ask);
    line(ask.empty() ? one.input : ask, mark.size(), mark);
    if (!in_full) return;
    if (!one.help.words.empty()) faint_line(words(one.help), 5);
    if (!one.form.words.empty()) faint_line(words(one.form), 5);
    for (const auto& option : one.options)
      line(named(option), 7, "     - ");
    reasons(one);
  }

  /// What the answer could decide, each purpose and level once.
  void reasons(const listed_question& one) {
    std::vector<std::pair<std::string, strings>> all;
    for (const auto& reason : one.reasons) {
      const auto level = reason.level ? level_named(*reason.level) : std::string();
      const auto what = wording(reason.purpose, level, language_);
      auto found = std::find_if(all.begin(), all.end(),
                                [&what](const auto& each) { return each.first == what; });
      if (found == all.end()) found = all.insert(all.end(), {what, {}});
      for (auto& title : titles(reason.rules)) {
        auto& told = found->second;
        if (std::find(told.begin(), told.end(), title) == told.end())
          told.push_back(std::move(title));
      }
    }
    for (auto& [what, rules] : all) {
      auto text = fmt::format("{}: {}", word(label::why), what);
      if (rules.size() > titles_shown) {
        rules.resize(titles_shown);
        rules.emplace_back("...");
      }
      if (!rules.empty()) text += fmt::format(": {}", fmt::join(rules, "; "));
      faint_line(text, 5);
    }
  }

  // --- texts

  /// What the level says by itself is told where no advice says what to do; its bare name
  /// only where there is nothing else. What two rules say alike is said once.
  void for_patient() {
    const auto& all = result_.texts.patient;
    const auto has = [&all](text_kind kind) {
      return std::any_of(all.begin(), all.end(),
                         [kind](const text_line& text) { return text.kind == kind; });
    };
    const bool has_advice = has(text_kind::advice);
    const bool says_something = has_advice || has(text_kind::status);
    bool begun = false;
    std::set<std::string> said;
    for (const auto& text : all) {
      const bool is_level = result_.recommended && text.kind == text_kind::level;
      const bool is_name = is_level && text.text == result_.recommended->level.text;
      if (is_level && (has_advice || (is_name && says_something))) continue;
      if (!said.insert(text.text.words).second) continue;
      if (!begun) section(label::patient);
      begun = true;
      line(words(text.text), 4, "  - ");
    }
  }

  void for_professional() {
    rule_texts(label::professional, text_role::deciding);
    rule_texts(label::also_holds, text_role::also_holds);
  }

  /// Safety nets are told the person. What two rules say alike is said once.
  void rule_texts(label heading, text_role role) {
    bool begun = false;
    std::set<std::string> said;
    for (const auto& text : result_.texts.professional) {
      if (text.role != role || text.kind == text_kind::safety_net) continue;
      if (!said.insert(text.text.words).second) continue;
      if (!begun) section(heading);
      begun = true;
      const bool title = text.kind == text_kind::title;
      line(words(text.text), title ? 4 : 6, title ? "  - " : "      ");
    }
  }

  /// The advice of rules that may hold, under the rule that it is for.
  void advice_if_so() {
    bool begun = false;
    for (const auto& text : result_.possible_texts.professional) {
      if (!begun) section(label::possible_advice);
      begun = true;
      if (text.kind == text_kind::title) {
        line(fmt::format("{}: {}", word(label::if_so), words(text.text)), 4, "  - ");
      } else {
        line(words(text.text), 6, "      ");
      }
    }
  }

  // --- services, duties, suggestions

  [[nodiscard]] std::string route_words(const listed_route& route) const {
    auto text = named(route.channel);
    if (route.professional) text += fmt::format(", {}", named(*route.professional));
    if (!route.title.words.empty()) text += fmt::format(": {}", words(route.title));
    return text;
  }

  void services(bool with_refused) {
    if (result_.routes.empty()) return;
    section(label::services);
    for (const auto& need : result_.routes) {
      line(need.need ? fmt::format("{}, {}", named(*need.need), level(need.level))
                     : level(need.level),
           2, "  ");
      std::size_t number = 0;
      for (const auto& route : need.offered) {
        const auto mark = fmt::format("{:>5}. ", ++number);
        const auto text = route_words(route);
        const bool is_plain = route.reason == route_reason::suits;
        line(is_plain ? text : with_aside(text, words(route.why)), mark.size(), mark);
        services_of(route, with_refused);
      }
      for (const auto& route : need.refused)
        refused_services(route, with_refused);
      if (!with_refused) continue;
      for (const auto& route : need.refused) {
        if (!route.in_scope) continue;
        faint_line(fmt::format("{}: {}. {}", word(label::not_offered), route_words(route),
                               words(route.why)),
                   7);
      }
    }
  }

  [[nodiscard]] std::string named(const listed_service& what) const {
    return what.name.words.empty() ? what.id : words(what.name);
  }
  /// Name, number and hours: what is said on the telephone.
  [[nodiscard]] std::string service_words(const listed_service& one) const {
    strings parts{named(one)};
    if (!one.telephone.empty()) parts.push_back(one.telephone);
    if (!one.hours.words.empty()) parts.push_back(words(one.hours));
    return fmt::format("{}", fmt::join(parts, ", "));
  }

  [[nodiscard]] static std::size_t shown_of(const std::vector<listed_service>& all,
                                            bool in_full) {
    return in_full ? all.size() : std::min(all.size(), services_shown);
  }
  void more_services(std::size_t count) {
    if (count != 0) faint_line(filled(say::and_more{std::to_string(count)}), 9);
  }

  void services_of(const listed_route& route, bool in_full) {
    const auto count = shown_of(route.services, in_full);
    for (std::size_t i = 0; i < count; ++i) {
      const auto& one = route.services[i];
      const auto text = service_words(one);
      line(one.why.words.empty() ? text : with_aside(text, words(one.why)), 9,
           "       - ");
      for (const auto& where : {one.address, one.link}) {
        if (!where.empty()) faint_line(where, 9);
      }
    }
    more_services(route.services.size() - count);
    refused_services(route, in_full);
  }

  /// Which services are refused, and why: some of them where not everything is shown.
  void refused_services(const listed_route& route, bool in_full) {
    const auto& all = route.refused_services;
    const auto count = shown_of(all, in_full);
    for (std::size_t i = 0; i < count; ++i) {
      faint_line(fmt::format("{}: {}: {}", word(label::not_offered), named(all[i]),
                             words(all[i].why)),
                 9);
    }
    more_services(all.size() - count);
  }

  /// Those that bind, or may; those that others set aside where everything is shown.
  void deadlines(bool in_full) {
    bool begun = false;
    for (const auto& one : result_.deadlines) {
      if (!in_full && one.binds == whether::no) continue;
      if (!begun) section(label::deadlines);
      begun = true;
      const auto title = words(one.title);
      const auto text = words(one.text);
      line(perhaps(one.certainty,
                   title.empty() ? text : fmt::format("{}: {}", title, text)),
           4, "  - ");
      for (const auto& advice : one.advice)
        line(words(advice), 6, "      ");
    }
  }

  /// Where the level is as urgent already there is nothing to raise. Before a level is
  /// recommended, what only may be so is one of the questions.
  [[nodiscard]] bool is_worth_saying(const listed_suggestion& one) const {
    if (!result_.recommended) return one.certainty == certainty::certain;
    return place_of(*one.rule.level) < place_of(result_.recommended->level.id);
  }

  void suggestions() {
    bool begun = false;
    for (const auto& one : result_.suggestions) {
      const auto title = words(one.rule.title);
      if (!is_worth_saying(one)) continue;
      if (!begun) section(label::suggestions);
      begun = true;
      const auto to = level_named(*one.rule.level);
      line(perhaps(one.certainty, title.empty() ? to : fmt::format("{}: {}", to, title)),
           4, "  - ");
    }
  }

  [[nodiscard]] std::string perhaps(arvio::certainty sure,
                                    const std::string& text) const {
    return sure == certainty::possible ? with_aside(text, word(label::maybe)) : text;
  }

  void duties() {
    if (result_.duties.empty()) return;
    section(label::duties);
    for (const auto& one : result_.duties) {
      const auto title = one.title.words.empty() ? one.id : words(one.title);
      line(perhaps(one.certainty,
                   fmt::format("{}, {}", title, wording(one.within, language_))),
           4, "  - ");
      for (const auto& to : one.recipients) {
        if (to.why.words.empty()) line(service_words(to), 8, "      - ");
      }
      for (const auto& advice : one.advice)
        line(words(advice), 6, "      ");
    }
  }

  // --- what else to know

  [[nodiscard]] strings asked(const strings& inputs) const {
    strings out;
    for (const auto& one : inputs)
      out.push_back(asked(one));
    return out;
  }

  void facts() {
    const auto before = out_.size();
    strings uncovered;
    for (const auto& one : result_.uncovered)
      uncovered.push_back(named(one));
    listed(label::uncovered, uncovered);
    listed(label::unexpected, asked(result_.unexpected));
    listed(label::outdated, asked(result_.outdated));
    // While questions are open these are among them, and in an emergency none is asked.
    if (result_.status != status::open && result_.status != status::emergency)
      listed(label::required, asked(result_.required_unanswered));
    scores();
    if (out_.size() != before) out_.insert(before, "\n");
  }

  /// Those that have a name, of rule sets that speak of this contact.
  void scores() {
    strings values;
    for (const auto& one : result_.derived) {
      if (!one.narrowed || !speaking_.contains(one.rule_set) || one.title.words.empty())
        continue;
      values.push_back(fmt::format("{} {}", words(one.title), words(one.text)));
    }
    listed(label::derived, values);
  }

  // --- how it came about

  void how_it_came_about() {
    if (!result_.rules_certain.empty()) section(label::rules_certain);
    for (const auto& rule : result_.rules_certain) {
      rule_line(rule);
      for (const auto& one : rule.because)
        faint_line(fmt::format("{} {}", asked(one.input), words(one.text)), 6);
    }
    if (!result_.rules_possible.empty()) section(label::rules_possible);
    const auto count = std::min(result_.rules_possible.size(), rules_shown);
    for (std::size_t i = 0; i < count; ++i)
      rule_line(result_.rules_possible[i]);
    if (result_.rules_possible.size() > count)
      faint_line(
          filled(say::and_more{std::to_string(result_.rules_possible.size() - count)}),
          2);
    if (!result_.inferred.empty() || !result_.unused.empty()) out_ += "\n";
    listed(label::inferred, asked(result_.inferred));
    if (!result_.unused.empty())
      line(filled(say::unused{std::to_string(result_.unused.size())}), 2, "  ");
  }

  void rule_line(const listed_rule& rule) {
    strings parts;
    if (rule.level) parts.push_back(level_named(*rule.level));
    const auto title = words(rule.title);
    if (!title.empty()) parts.push_back(title);
    if (parts.empty()) parts.push_back(rule.id);
    line(fmt::format("{}", fmt::join(parts, ": ")), 4, "  - ");
  }

  void foot(bool with_rule_sets) {
    out_ += "\n";
    auto title = filled(say::assessment{result_.at_text.words});
    if (result_.id) title = with_aside(title, harmless(*result_.id));
    faint_line(title, 0);
    strings sets;
    bool demonstration = false;
    for (const auto& one : result_.rule_sets) {
      const auto name = words(one.title);
      sets.push_back(fmt::format("{} {}", name.empty() ? one.id : name, one.version));
      demonstration = demonstration || one.status == "demonstration";
    }
    if (with_rule_sets)
      faint_line(fmt::format("{}: {}", word(label::rule_sets), fmt::join(sets, ", ")), 0);
    if (demonstration)
      out_ += fmt::format("{}\n", painted(style::careful, word(label::demonstration)));
  }

  const assessment& result_;
  std::size_t language_;
  std::string out_;
  bool says_status_ = false;                   // the second line is the status
  std::map<std::string, std::string> titles_;  // of rules
  std::map<std::string, std::string> inputs_;  // with their words
  std::set<std::string> speaking_;             // rule sets with a rule that may hold
};

}  // namespace

std::string words_of(const shown_text& text, std::size_t language) {
  return text.fallback && !text.words.empty()
             ? with_aside(text.words, language_name(text.language, language))
             : text.words;
}

std::string with_aside(std::string_view words, std::string_view passing) {
  return fmt::format("{} ({})", words, passing);
}

std::string level_words(const shown_term& level, std::size_t language) {
  const auto words = words_of(level.text, language);
  return words.empty() ? level.id : fmt::format("{} \u00b7 {}", level.id, words);
}

std::string level_in_sentence(const shown_term& level, std::size_t language) {
  const auto words = words_of(level.text, language);
  return words.empty() ? level.id : with_aside(level.id, words);
}

std::string report(const assessment& result, detail how_much) {
  return writer(result).whole(how_much);
}

std::string questions_report(const assessment& result) {
  return writer(result).questions_only();
}

}  // namespace arvio::cli
