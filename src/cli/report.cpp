#include "report.hpp"

#include "labels.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
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
constexpr std::size_t services_shown = 3;   // of a route, and of those refused alike

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

/// The letters of fi, sv and en made small.
std::string lowered(std::string text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 'A' && c <= 'Z') text[i] = static_cast<char>(c + 0x20);
    if (c != 0xC3 || i + 1 == text.size()) continue;  // C3 80 to C3 9E: capitals
    auto& next = text[++i];
    const auto second = static_cast<unsigned char>(next);
    if (second >= 0x80 && second <= 0x9E) next = static_cast<char>(second + 0x20);
  }
  return text;
}

/// Words that begin a line, inside of one; an abbreviation stays as it is.
std::string in_sentence(const std::string& text) {
  const std::size_t first = text.starts_with('\xC3') ? 2 : 1;
  if (text.size() <= first) return text;
  const auto next = text.substr(first, 1);
  return lowered(next) == next ? lowered(text.substr(0, first)) + text.substr(first)
                               : text;
}

/// Whether a name says who works there, but for the ending: "Nursing line" a nurse.
bool names(const std::string& name, const std::string& professional) {
  auto stem = lowered(professional);
  if (!stem.empty()) stem.pop_back();
  return !stem.empty() && lowered(name).find(stem) != std::string::npos;
}

/// With blanks at which no line ends: whoever reads a number out reads it in one go.
std::string unbroken(std::string_view number) {
  std::string out;
  for (const char c : number)
    out += c == ' ' ? std::string("\u00a0") : std::string(1, c);
  return out;
}

std::string digits_of(std::string_view text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits),
               [](char c) { return c >= '0' && c <= '9'; });
  return digits;
}

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
    if (is_referred_) by_when();
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
    if (!is_emergency) {
      if (auto text = whom_to_turn_to(); !text.empty()) {
        is_referred_ = true;
        return text;
      }
    }
    says_status_ = true;
    return words(result_.status_text);
  }

  /// Of each need, what comes first; and where that is closed, who can be had now.
  [[nodiscard]] std::string whom_to_turn_to() const {
    strings first;
    strings open;
    bool is_in_time = true;  // what is open now suits, and is none for the worst case
    bool is_alone = false;   // nobody who serves the person is there until then
    for (const auto& need : result_.routes) {
      if (need.offered.empty()) continue;
      add_new(first, place_words(need.offered.front()));
      is_alone = is_alone || need.without_suitable;
      if (!is_closed(need.offered.front())) continue;
      if (auto text = open_words(need); !text.empty()) {
        add_new(open, std::move(text));
      } else if (need.meanwhile) {
        add_new(open, open_words(*need.meanwhile));
        is_in_time = false;
      } else if (result_.profile) {
        is_alone = true;
      }
    }
    if (first.empty()) return {};
    const auto services = fmt::format("{}", fmt::join(first, "; "));
    if (open.empty() && is_alone) return filled(say::refer_and_emergency{services});
    if (open.empty()) return filled(say::refer_to{services});
    const auto now = fmt::format("{}", fmt::join(open, "; "));
    return is_in_time ? filled(say::refer_and_open_now{services, now})
                      : filled(say::refer_and_meanwhile{services, now});
  }

  static void add_new(strings& to, std::string text) {
    if (std::find(to.begin(), to.end(), text) == to.end()) to.push_back(std::move(text));
  }

  /// Whether the first service behind a route is closed.
  [[nodiscard]] static bool is_closed(const listed_route& route) {
    return !route.services.empty() && !route.services.front().open_now;
  }

  /// The first service of a need that is open, whatever stands before it; or nothing.
  [[nodiscard]] std::string open_words(const listed_routes& need) const {
    for (const auto& route : need.offered) {
      for (const auto& one : route.services) {
        if (one.open_now) return open_words(one, &route);
      }
    }
    return {};
  }
  [[nodiscard]] std::string open_words(const listed_service& one,
                                       const listed_route* route = nullptr) const {
    // "Open now: ..., open now" says it twice.
    const bool at_once = one.seen_by && one.seen_by->moment == result_.at.moment;
    const bool says_more = one.open_until || !at_once;
    auto text = contact_words(one, route);
    if (says_more) text += fmt::format(", {}", words(one.hours));
    return one.why.words.empty() ? text : with_aside(text, words(one.why));
  }

  /// The need that has to be seen to first.
  [[nodiscard]] const listed_routes* most_urgent() const {
    const listed_routes* first = nullptr;
    for (const auto& need : result_.routes) {
      if (!need.latest) continue;
      if (first == nullptr || need.latest->moment < first->latest->moment) first = &need;
    }
    return first;
  }

  /// With a profile: by when at the latest, and what living elsewhere means.
  void by_when() {
    const auto* need = most_urgent();
    if (need == nullptr) return;
    line(filled(say::by_when{words(need->latest_text)}), 0, "");
    // of less urgent needs another sentence would contradict it
    if (const auto text = words(need->residence_text); !text.empty()) line(text, 0, "");
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
    if (const auto text = not_today(); !text.empty()) {
      section(label::patient);
      begun = true;
      line(filled(say::where_and_when{text}), 4, "  - ");
    }
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

  /// The service that comes first, where nobody is seen there on the day of the
  /// assessment: what rules say of "today" is not true then.
  [[nodiscard]] std::string not_today() const {
    const auto* need = is_referred_ ? most_urgent() : nullptr;
    if (need == nullptr || need->offered.empty()) return {};
    const auto& services = need->offered.front().services;
    // What may not suit is no promise to make.
    if (services.empty() || !services.front().seen_by ||
        !services.front().why.words.empty())
      return {};
    const auto seen = helsinki_date(services.front().seen_by->moment);
    return helsinki_date(result_.at.moment) < seen ? service_words(services.front())
                                                   : std::string();
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
    if (route.professional)
      text += fmt::format(", {}", in_sentence(named(*route.professional)));
    if (!route.title.words.empty()) text += fmt::format(": {}", words(route.title));
    return text;
  }

  /// A route by the service that comes first behind it, which says the channel by its
  /// name; without services by its channel.
  [[nodiscard]] std::string place_words(const listed_route& route) const {
    if (route.services.empty()) return route_words(route);
    return with_hours(contact_words(route.services.front(), &route),
                      route.services.front());
  }

  void services(bool in_full) {
    if (result_.routes.empty()) return;
    section(label::services);
    for (const auto& need : result_.routes) {
      line(need_words(need), 2, "  ");
      std::size_t number = 0;
      for (const auto& route : need.offered)
        offered(route, ++number, in_full);
      if (need.meanwhile) meanwhile(*need.meanwhile);
      refused_services(need, in_full);
      if (in_full) refused_routes(need);
    }
  }

  [[nodiscard]] std::string need_words(const listed_routes& need) const {
    strings parts;
    if (need.need) parts.push_back(named(*need.need));
    parts.push_back(level(need.level));
    if (need.latest) parts.push_back(words(need.latest_text));
    return fmt::format("{}", fmt::join(parts, ", "));
  }

  /// One service stands in the line of its route; of several each has its own.
  void offered(const listed_route& route, std::size_t number, bool in_full) {
    const auto mark = fmt::format("{:>5}. ", number);
    const bool is_plain = route.reason == route_reason::suits;
    if (route.services.size() == 1) {
      line(place_words(route), mark.size(), mark);
      if (!route.title.words.empty()) line(words(route.title), mark.size(), "");
      where_to_find(route.services.front(), mark.size());
      if (!is_plain) line(words(route.why), mark.size(), "");
      return;
    }
    const auto text = route_words(route);
    line(is_plain ? text : with_aside(text, words(route.why)), mark.size(), mark);
    const auto shared = shared_why(route.services);
    if (!shared.empty()) line(shared, mark.size(), "");
    const auto count = shown_of(route.services.size(), in_full);
    for (std::size_t i = 0; i < count; ++i) {
      auto one = route.services[i];
      if (!shared.empty()) one.why = {};
      line(service_words(one), 9, "       - ");
      where_to_find(one, 9);
    }
    const auto left = route.services.size() - count;
    if (left != 0) faint_line(filled(say::and_more{std::to_string(left)}), 9);
  }

  /// What speaks against all of some services alike: it is said once.
  [[nodiscard]] std::string shared_why(const std::vector<listed_service>& all) const {
    const bool is_shared =
        !all.empty() && std::all_of(all.begin(), all.end(), [&all](const auto& one) {
          return one.why == all.front().why;
        });
    return is_shared ? words(all.front().why) : std::string();
  }

  void meanwhile(const listed_service& one) {
    line(filled(say::meanwhile{service_words(one)}), 4, "    ");
  }

  void where_to_find(const listed_service& one, std::size_t indent) {
    for (const auto& where : {one.address, one.link}) {
      if (!where.empty()) faint_line(where, indent);
    }
  }

  [[nodiscard]] std::string named(const listed_service& what) const {
    return what.name.words.empty() ? what.id : words(what.name);
  }
  /// Name and number, and who takes the contact: nothing that the name says already.
  [[nodiscard]] std::string contact_words(const listed_service& one,
                                          const listed_route* route) const {
    const auto name = named(one);
    auto text = name;
    if (route != nullptr && route->professional) {
      const auto professional = named(*route->professional);
      // Some have an aside themselves: "physiotherapist (direct access)".
      const bool is_plain = professional.find('(') == std::string::npos;
      if (!names(name, professional))
        text = is_plain ? with_aside(text, in_sentence(professional))
                        : fmt::format("{}, {}", text, in_sentence(professional));
    }
    const bool has_number =
        !one.telephone.empty() &&
        digits_of(name).find(digits_of(one.telephone)) == std::string::npos;
    if (has_number) text += fmt::format(", {}", unbroken(one.telephone));
    return text;
  }
  [[nodiscard]] std::string with_hours(std::string text,
                                       const listed_service& one) const {
    if (!one.hours.words.empty()) text += fmt::format(", {}", words(one.hours));
    return one.why.words.empty() ? text : with_aside(text, words(one.why));
  }
  /// Name, number and hours, and what speaks against it: what is said on the telephone.
  [[nodiscard]] std::string service_words(const listed_service& one) const {
    return with_hours(contact_words(one, nullptr), one);
  }

  [[nodiscard]] static std::size_t shown_of(std::size_t count, bool in_full) {
    return in_full ? count : std::min(count, services_shown);
  }

  /// Services that are refused for one reason.
  struct refused_group {
    std::size_t rank = 0;  // less: nearer to being offered
    std::string reason;
    strings services;
  };

  /// Which services of a need are refused, and why: each reason once, first of what was
  /// the nearest to being offered; some of each where not everything is shown.
  void refused_services(const listed_routes& need, bool in_full) {
    for (auto& group : refused_groups(need)) {
      auto& all = group.services;
      const auto count = shown_of(all.size(), in_full);
      const auto left = all.size() - count;
      all.resize(count);
      auto text =
          fmt::format("{}: {}", with_aside(word(label::not_offered), group.reason),
                      fmt::join(all, "; "));
      if (left != 0)
        text += fmt::format(" {}", filled(say::and_more{std::to_string(left)}));
      faint_line(text, 4);
    }
  }

  [[nodiscard]] std::vector<refused_group> refused_groups(
      const listed_routes& need) const {
    std::vector<refused_group> groups;
    std::set<std::string> told;
    for (const auto& route : need.offered) {
      for (const auto& one : route.services)
        told.insert(one.id);
    }
    for (const auto* routes : {&need.offered, &need.refused}) {
      for (const auto& route : *routes) {
        for (const auto& one : route.refused_services) {
          if (told.insert(one.id).second) add_refused(groups, one);
        }
      }
    }
    std::stable_sort(groups.begin(), groups.end(),
                     [](const auto& a, const auto& b) { return a.rank < b.rank; });
    return groups;
  }

  void add_refused(std::vector<refused_group>& groups, const listed_service& one) const {
    const bool is_late = one.against == obstacle::time;
    const auto reason = is_late ? std::string(word(label::too_late)) : words(one.why);
    auto found = std::find_if(groups.begin(), groups.end(), [&reason](const auto& group) {
      return group.reason == reason;
    });
    if (found == groups.end()) {
      // The obstacles are asked for in their order: the last is the nearest.
      const auto rank = one.against ? static_cast<std::size_t>(obstacle::time) + 1 -
                                          static_cast<std::size_t>(*one.against)
                                    : 0;
      found = groups.insert(groups.end(), {rank, reason, {}});
    }
    found->services.push_back(is_late ? with_aside(named(one), words(one.hours))
                                      : named(one));
  }

  /// Routes that are not offered, each reason once.
  void refused_routes(const listed_routes& need) {
    std::vector<std::pair<std::string, strings>> groups;
    for (const auto& route : need.refused) {
      if (!route.in_scope) continue;
      const auto why = words(route.why);
      auto found = std::find_if(groups.begin(), groups.end(),
                                [&why](const auto& group) { return group.first == why; });
      if (found == groups.end()) found = groups.insert(groups.end(), {why, {}});
      found->second.push_back(route_words(route));
    }
    for (const auto& [why, routes] : groups)
      faint_line(fmt::format("{}: {}. {}", word(label::not_offered),
                             fmt::join(routes, "; "), why),
                 4);
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
      const bool any_suits =
          std::any_of(one.recipients.begin(), one.recipients.end(),
                      [](const auto& to) { return to.why.words.empty(); });
      for (const auto& to : one.recipients) {
        if (to.why.words.empty()) {
          line(service_words(to), 8, "      - ");
        } else if (!any_suits) {
          line(with_aside(service_words(to), words(to.why)), 8, "      - ");
        }
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
  bool is_referred_ = false;                   // it is whom to turn to
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
