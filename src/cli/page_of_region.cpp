#include "arvio/base/date.hpp"
#include "arvio/ruleset/digest.hpp"

#include "condition_words.hpp"
#include "labels.hpp"
#include "pages.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace arvio::cli {

namespace {

using ruleset::name;
using strings = std::vector<std::string>;

/// One of several words that a data file lists in one line.
std::string nth_of(std::string_view list, std::size_t place) {
  constexpr std::string_view mark = ", ";
  for (std::size_t i = 0; i < place; ++i)
    list.remove_prefix(list.find(mark) + mark.size());
  return std::string(list.substr(0, list.find(mark)));
}

std::string with_commas(const strings& parts) {
  return fmt::format("{}", fmt::join(parts, ", "));
}

/// A page of lines as the pages of rule sets have them, with words of rule sets and of
/// the program.
class page_of_words {
 public:
  page_of_words(const std::vector<const ruleset::rule_set*>& known,
                std::string_view language)
      : words_(known, language) {}

 protected:
  [[nodiscard]] std::string word(label what) const {
    return std::string(wording(what, words_.language()));
  }
  template <class Filled>
  [[nodiscard]] std::string filled(const Filled& what) const {
    return wording(what, words_.language());
  }
  [[nodiscard]] std::string weekday(std::size_t place) const {
    return nth_of(word(label::page_weekdays), place);
  }

  void line(const std::string& text) { out_ += wrapped(text, 0, ""); }
  void heading(const std::string& title) {
    out_ += fmt::format("\n{}", painted(style::strong, wrapped(title, 0, "")));
  }
  void item(const std::string& text) { out_ += wrapped(text, 4, "  - "); }
  void fact(label what, const std::string& text) {
    if (!text.empty())
      out_ += wrapped(fmt::format("{}: {}", word(what), text), 8, "      ");
  }

  void sources(const std::vector<ruleset::source>& all) {
    if (!all.empty()) heading(word(label::show_sources));
    for (const auto& one : all)
      item(wording(one, words_.language()));
  }

  condition_words words_;
  std::string out_;
};

// --- profiles --------------------------------------------------------------------------

class profile_page : page_of_words {
 public:
  profile_page(const service::profile& profile,
               const std::vector<const ruleset::rule_set*>& known,
               std::string_view language)
      : page_of_words(known, language), profile_(profile), known_(known) {}

  std::string run() {
    head();
    municipalities();
    heading(word(label::page_targets));
    for (const auto& one : profile_.targets)
      item(fmt::format("{}: {}", level(one.level.text), target(one)));
    heading(word(label::page_services));
    for (const auto& one : profile_.services)
      service(one);
    return std::move(out_);
  }

 private:
  void head() {
    const auto& about = profile_.about;
    const auto title = words_.in_words(about.titles);
    out_ += painted(style::strong,
                    fmt::format("{} {}", title.empty() ? profile_.id.text : title,
                                ruleset::to_text(profile_.version)));
    out_ += fmt::format(", {}, {}\n",
                        filled(say::show_valid_from{words_.day(profile_.valid_from)}),
                        status_name(about.status.text, words_.language()));
    const auto purpose = words_.in_words(about.purpose);
    if (!purpose.empty()) line(purpose);
    strings used;
    for (const auto& one : profile_.uses) {
      if (one.what == service::profile_use::kind::ruleset)
        used.push_back(title_of(one.id.text));
    }
    plain(label::show_uses, with_commas(used));
    plain(label::page_served_in, codes(profile_.person.language, profile_.official));
    notes();
  }
  void plain(label what, const std::string& text) {
    if (!text.empty()) line(fmt::format("{}: {}", word(what), text));
  }
  /// Those in the language of the page; where it has none, all.
  void notes() {
    const auto& all = profile_.about.notes;
    const auto wanted = label_languages[words_.language()];
    const bool some = std::any_of(
        all.begin(), all.end(), [&](const auto& one) { return one.language == wanted; });
    if (!all.empty()) heading(word(label::page_notes));
    for (const auto& one : all) {
      if (!some || one.language == wanted) item(one.words);
    }
  }
  [[nodiscard]] std::string title_of(const std::string& rules) const {
    for (const auto* one : known_) {
      const auto title = words_.in_words(one->about.titles);
      if (one->id.text == rules && !title.empty()) return title;
    }
    return rules;
  }

  void municipalities() {
    heading(word(label::page_municipalities));
    strings all;
    for (const auto& one : profile_.municipalities)
      all.push_back(municipality(one.id.text));
    out_ += wrapped(with_commas(all), 2, "  ");
  }
  [[nodiscard]] std::string municipality(const std::string& id) const {
    for (const auto& one : profile_.municipalities) {
      const auto text = words_.in_words(one.labels);
      if (one.id.text == id && !text.empty()) return text;
    }
    return id;
  }

  /// A level: its id is how everybody calls it.
  [[nodiscard]] std::string level(const std::string& id) const {
    const auto text = words_.term(id);
    return text == id ? id : fmt::format("{} \u00b7 {}", id, text);
  }
  [[nodiscard]] std::string target(const service::target& one) const {
    if (const auto* limit = std::get_if<time_limit>(&one.within))
      return wording(*limit, words_.language());
    const auto seconds = std::get<service::elapsed>(one.within).seconds;
    constexpr std::int64_t hour = 3600;
    if (seconds == 0) return word(label::within_immediately);
    if (seconds % hour == 0)
      return wording(
          time_limit{time_limit_unit::hours, static_cast<std::int32_t>(seconds / hour)},
          words_.language());
    return filled(say::page_within_minutes{std::to_string((seconds + 59) / 60)});
  }

  void service(const service::provided_service& one) {
    const auto title = words_.in_words(one.names);
    item(title.empty() ? one.id.text : title);
    fact(label::page_channel, words_.term(one.channel.text));
    fact(label::show_professionals, terms(one.professionals));
    fact(label::show_needs,
         one.needs.empty() ? word(label::page_every_need) : terms(one.needs));
    fact(label::page_telephone, one.telephone);
    fact(label::page_address, one.address);
    fact(label::page_link, one.link);
    limits(one.takes);
    fact(label::page_open, weekly(one.open));
    fact(label::page_excepts, excepts(one.open));
    fact(label::page_wait, one.within && one.within->seconds > 0
                               ? wait(one.within->seconds)
                               : word(label::page_no_wait));
  }
  [[nodiscard]] std::string terms(const std::vector<name>& ids) const {
    strings out;
    for (const auto& one : ids)
      out.push_back(words_.term(one.text));
    return with_commas(out);
  }
  /// An amount of the largest unit that it is whole in.
  [[nodiscard]] std::string wait(std::int64_t seconds) const {
    struct unit {
      std::int64_t seconds;
      label one;
      label several;
    };
    constexpr std::array units{unit{86400, label::unit_day, label::unit_days},
                               unit{3600, label::unit_hour, label::unit_hours},
                               unit{60, label::unit_minute, label::unit_minutes},
                               unit{1, label::unit_second, label::unit_seconds}};
    const auto fitting = std::find_if(units.begin(), units.end(), [&](const unit& each) {
      return seconds % each.seconds == 0;
    });
    const auto count = seconds / fitting->seconds;
    return fmt::format("{} {}", count,
                       word(count == 1 ? fitting->one : fitting->several));
  }

  // --- whom a service takes

  void limits(const service::service_limits& takes) {
    fact(label::page_for, residents(takes));
    fact(label::page_age, ages(takes));
    fact(label::page_languages, languages(takes));
    fact(label::page_purposes, codes(profile_.person.purpose, takes.purposes));
  }
  [[nodiscard]] std::string residents(const service::service_limits& takes) const {
    using residence = service::service_limits::residence;
    switch (takes.lives) {
      case residence::anywhere: return word(label::page_anywhere);
      case residence::region: return word(label::page_region);
      case residence::listed: break;
    }
    strings all;
    for (const auto& one : takes.municipalities)
      all.push_back(municipality(one.text));
    return filled(say::page_residents{with_commas(all)});
  }
  [[nodiscard]] std::string ages(const service::service_limits& takes) {
    const auto written = [](const std::optional<std::int64_t>& age) {
      return age ? std::to_string(*age) : std::string();
    };
    const auto from = written(takes.from_age);
    const auto to = written(takes.to_age);
    const auto input = profile_.person.age ? profile_.person.age->text : std::string();
    return words_.range(input, from.empty() ? nullptr : &from,
                        to.empty() ? nullptr : &to);
  }
  [[nodiscard]] std::string languages(const service::service_limits& takes) {
    if (takes.every_language) return word(label::page_any_language);
    const auto spoken = codes(profile_.person.language, takes.languages);
    return takes.interpreter ? filled(say::page_by_interpreter{spoken}) : spoken;
  }
  /// Codes of an input by their words.
  [[nodiscard]] std::string codes(const std::optional<name>& input,
                                  const std::vector<name>& all) {
    strings out;
    for (const auto& one : all)
      out.push_back(input ? words_.value(input->text, one.text) : one.text);
    return with_commas(out);
  }

  // --- opening hours

  [[nodiscard]] std::string weekly(const service::opening& open) const {
    if (open.always) return word(label::page_always);
    strings parts;
    for (const auto& one : open.lines) {
      const auto days = days_of(one.names);
      parts.push_back(one.hours ? filled(say::page_open_on{days, hours(*one.hours)})
                                : filled(say::page_closed_on{days}));
    }
    return fmt::format("{}", fmt::join(parts, "; "));
  }
  [[nodiscard]] std::string excepts(const service::opening& open) const {
    strings parts;
    for (const auto& one : open.excepts) {
      const auto what = one.hours ? hours(*one.hours) : word(label::page_closed);
      parts.push_back(filled(say::page_except{words_.day(one.day), what}));
    }
    return fmt::format("{}", fmt::join(parts, "; "));
  }
  [[nodiscard]] std::string hours(const service::open_hours& span) const {
    if (span.from == 0 && span.to == service::minutes_of_day)
      return word(label::page_always);
    const auto from = clock(span.from);
    const auto to = clock(span.to);
    return span.to <= span.from ? filled(say::page_hours_over_night{from, to})
                                : filled(say::page_hours{from, to});
  }
  [[nodiscard]] std::string clock(std::int32_t minute) const {
    return filled(
        say::page_clock{std::to_string(minute / 60), fmt::format("{:02}", minute % 60)});
  }
  /// "Mon-Fri, holidays": days in a row as the first and the last where they are three or
  /// more.
  [[nodiscard]] std::string days_of(
      const std::array<bool, service::opening_days>& named) const {
    constexpr std::size_t week = 7;
    strings out;
    for (std::size_t day = 0; day < week; ++day) {
      if (!named[day]) continue;
      auto last = day;
      while (last + 1 < week && named[last + 1])
        ++last;
      if (last - day >= 2) {
        out.push_back(fmt::format("{}\u2013{}", weekday(day), weekday(last)));
        day = last;
      } else {
        out.push_back(weekday(day));
      }
    }
    const auto also = [&](service::opening_day kind, label what) {
      if (named[static_cast<std::size_t>(kind)]) out.push_back(word(what));
    };
    also(service::opening_day::holiday, label::page_holidays);
    also(service::opening_day::eve, label::page_eves);
    return with_commas(out);
  }

  const service::profile& profile_;
  const std::vector<const ruleset::rule_set*>& known_;
};

// --- calendars -------------------------------------------------------------------------

class calendar_page : page_of_words {
 public:
  calendar_page(const service::calendar_document& calendar,
                const std::vector<const ruleset::rule_set*>& none,
                std::string_view language)
      : page_of_words(none, language), calendar_(calendar) {}

  std::string run(int first, int last) {
    out_ += painted(style::strong, fmt::format("{} {}", word(label::page_calendar),
                                               ruleset::to_text(calendar_.version)));
    out_ +=
        fmt::format(", {}\n", filled(say::page_years{std::to_string(calendar_.from_year),
                                                     std::to_string(calendar_.to_year)}));
    strings weekend;
    for (const auto day : calendar_.weekend)
      weekend.push_back(weekday(static_cast<std::size_t>(day)));
    line(fmt::format("{}: {}", word(label::page_weekend), with_commas(weekend)));
    for (auto year = first; year <= last; ++year)
      days_of(year);
    sources(calendar_.sources);
    return std::move(out_);
  }

 private:
  void days_of(int year) {
    std::vector<std::pair<date, const service::calendar_entry*>> days;
    for (const auto& one : calendar_.days) {
      const bool in_force = one.from_year.value_or(calendar_.from_year) <= year &&
                            year <= one.to_year.value_or(calendar_.to_year);
      const auto day = in_force ? service::date_in(one, year) : std::nullopt;
      if (day) days.emplace_back(*day, &one);
    }
    std::stable_sort(days.begin(), days.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    heading(std::to_string(year));
    for (const auto& [day, entry] : days) {
      const auto title = words_.in_words(entry->titles);
      const auto& called = title.empty() ? entry->id.text : title;
      const auto when = weekday(static_cast<std::size_t>(service::weekday_of(day)));
      item(entry->kind == service::free_day::eve
               ? filled(say::page_eve{when, words_.day(day), called})
               : filled(say::page_day_off{when, words_.day(day), called}));
    }
  }

  const service::calendar_document& calendar_;
};

}  // namespace

std::string page_of_profile(const service::profile& profile,
                            const std::vector<ruleset::rule_set>& known,
                            const std::string& language) {
  std::vector<const ruleset::rule_set*> all;
  for (const auto& one : known)
    all.push_back(&one);
  return profile_page(profile, all, language).run();
}

std::string page_of_calendar(const service::calendar_document& calendar, int first,
                             int last, const std::string& language) {
  return calendar_page(calendar, {}, language).run(first, last);
}

}  // namespace arvio::cli
