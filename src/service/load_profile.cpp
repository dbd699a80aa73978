#include "arvio/service/load_profile.hpp"

#include "arvio/base/did_you_mean.hpp"
#include "arvio/base/limits.hpp"
#include "arvio/base/quoted.hpp"

#include "profile_forms.hpp"
#include "ruleset/load_document.hpp"
#include "ruleset/load_parts.hpp"
#include "ruleset/load_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

namespace arvio::inline v0::service {

namespace {

using ruleset::element_index;
using ruleset::id_set;
using ruleset::name;
using ruleset::occurrence;
using ruleset::reader;
using ruleset::text_kind;

int whole_number_in(const std::string& digits) {
  int number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

/// Reads an element that is a text of a form; empty, and reported, where it is not.
std::string read_formed(reader& in, element_index at, const ruleset::form& shape) {
  in.attributes(at, {});
  auto words = in.plain_text(at);
  if (words.empty() || shape.fits(words)) return words;
  in.error(errc::bad_value, in.place_of(at),
           fmt::format("{} is not {}", quoted(words), shape.what),
           std::string(shape.hint));
  return "";
}

// --- what the profile uses, municipalities, person, targets ---------------------------

void read_profile_use(reader& in, element_index at, id_set& calendars,
                      std::vector<profile_use>& into) {
  profile_use made;
  made.where = in.place_of(at);
  name major;
  const bool is_calendar = in.peek(at, "calendar") && !in.peek(at, "ruleset");
  made.what = is_calendar ? profile_use::kind::calendar : profile_use::kind::ruleset;
  in.attributes(at, {{is_calendar ? "calendar" : "ruleset", ruleset::required,
                      &ruleset::forms::id, &made.id},
                     {"version", ruleset::required, &ruleset::forms::major, &major}});
  in.nothing_inside(at);
  made.major = whole_number_in(major.text);
  if (is_calendar) {
    const auto before = std::find_if(into.begin(), into.end(), [](const auto& other) {
      return other.what == profile_use::kind::calendar;
    });
    if (before != into.end()) {
      in.error(errc::repeated_element, made.where, "a profile uses one calendar only",
               "take one of them out");
    }
    in.add(calendars, made.id);
  } else {
    in.add(in.ids.uses, made.id);
  }
  in.keep(into, std::move(made));
}

void read_municipalities(reader& in, element_index section,
                         std::vector<municipality>& into) {
  id_set ids{"municipality"};
  id_set codes{"municipality code"};
  in.attributes(section, {});
  in.children(section,
              {{"municipality", occurrence::some, [&](element_index at) {
                  municipality made;
                  name code;
                  made.where = in.place_of(at);
                  in.attributes(
                      at,
                      {{"id", ruleset::required, &forms::municipality, &made.id},
                       {"code", ruleset::required, &forms::municipality_code, &code}});
                  in.add(ids, made.id);
                  in.add(codes, code);
                  made.code = code.text;
                  in.children(at, {{"text", occurrence::any, [&](element_index child) {
                                      in.text(child, made.labels, text_kind::plain);
                                    }}});
                  in.keep(into, std::move(made));
                }}});
}

void read_person(reader& in, element_index at, person_inputs& into) {
  into.where = in.place_of(at);
  const auto* input = &ruleset::forms::input_name;
  in.attributes(at, {{"age", ruleset::optional, input, &into.age},
                     {"municipality", ruleset::optional, input, &into.municipality},
                     {"language", ruleset::optional, input, &into.language},
                     {"interpreter", ruleset::optional, input, &into.interpreter},
                     {"purpose", ruleset::optional, input, &into.purpose}});
  in.nothing_inside(at);
}

void read_targets(reader& in, element_index section, std::vector<target>& into) {
  id_set levels{"target of level"};
  in.attributes(section, {});
  in.children(section,
              {{"target", occurrence::some, [&](element_index at) {
                  target made;
                  name within;
                  made.where = in.place_of(at);
                  in.attributes(
                      at,
                      {{"level", ruleset::required, &ruleset::forms::code, &made.level},
                       {"within", ruleset::required, &forms::target, &within}});
                  in.nothing_inside(at);
                  in.add(levels, made.level);
                  if (const auto span = parse_target(within.text)) made.within = *span;
                  in.keep(into, std::move(made));
                }}});
}

// --- whom a service takes -------------------------------------------------------------

/// A list in which `word` may stand alone, in the place of what else it holds.
bool take_alone(reader& in, std::vector<name>& list, std::string_view word) {
  const auto found = std::find_if(list.begin(), list.end(),
                                  [word](const name& one) { return one.text == word; });
  if (found == list.end()) return false;
  if (list.size() > 1) {
    in.error(errc::bad_value, found->where,
             fmt::format("{} stands alone or not at all", quoted(word)),
             "take it out, or all else");
  }
  list.clear();
  return true;
}

void read_limits(reader& in, element_index at, service_limits& into) {
  into.where = in.place_of(at);
  name from_age;
  name to_age;
  in.attributes(
      at,
      {{"municipalities", ruleset::optional, &forms::residence, &into.municipalities},
       {"languages", ruleset::required, &forms::spoken, &into.languages},
       {"interpreter", ruleset::optional, &ruleset::forms::boolean, &into.interpreter},
       {"from-age", ruleset::optional, &forms::age, &from_age},
       {"to-age", ruleset::optional, &forms::age, &to_age},
       {"purposes", ruleset::optional, &ruleset::forms::code, &into.purposes}});
  in.nothing_inside(at);
  using residence = service_limits::residence;
  const bool anywhere = take_alone(in, into.municipalities, "*");
  const bool region = take_alone(in, into.municipalities, "region");
  if (!into.municipalities.empty()) into.lives = residence::listed;
  if (region) into.lives = residence::region;
  if (anywhere) into.lives = residence::anywhere;
  into.every_language = take_alone(in, into.languages, "*");
  if (!from_age.text.empty()) into.from_age = whole_number_in(from_age.text);
  if (!to_age.text.empty()) into.to_age = whole_number_in(to_age.text);
  if (into.from_age && into.to_age && *into.to_age < *into.from_age) {
    in.error(
        errc::range_empty, to_age.where,
        fmt::format("nobody is from {} to {} years old", *into.from_age, *into.to_age),
        "the first age is the lower one; both are included");
  }
}

// --- opening hours --------------------------------------------------------------------

/// What is read of `from` and `to`: both are there, or a finding says why not.
std::optional<open_hours> hours_of(const name& from, const name& to) {
  const auto begin = parse_clock(from.text);
  const auto end = parse_clock(to.text);
  if (!begin || !end) return std::nullopt;
  return open_hours{*begin, *end};
}

void read_opening_line(reader& in, element_index at, bool is_open,
                       std::vector<opening_line>& into) {
  opening_line made;
  made.where = in.place_of(at);
  name from;
  name to;
  if (is_open) {
    in.attributes(at, {{"days", ruleset::required, &forms::days, &made.days},
                       {"from", ruleset::required, &forms::begin, &from},
                       {"to", ruleset::required, &forms::end, &to}});
    made.hours = hours_of(from, to);
  } else {
    in.attributes(at, {{"days", ruleset::required, &forms::days, &made.days}});
  }
  in.nothing_inside(at);
  for (const auto& days : made.days) {
    const auto names = parse_days(days.text);
    for (std::size_t i = 0; names && i < opening_days; ++i)
      made.names[i] = made.names[i] || (*names)[i];
  }
  in.keep(into, std::move(made));
}

void read_opening_except(reader& in, element_index at,
                         std::vector<opening_except>& into) {
  opening_except made;
  made.where = in.place_of(at);
  static const ruleset::choices only_true{"true"};
  name day;
  name from;
  name to;
  if (in.peek(at, "closed")) {
    name closed;
    in.attributes(at, {{"date", ruleset::required, &ruleset::forms::day, &day},
                       {"closed", ruleset::required, nullptr, &closed, &only_true}});
  } else {
    in.attributes(at, {{"date", ruleset::required, &ruleset::forms::day, &day},
                       {"from", ruleset::required, &forms::begin, &from},
                       {"to", ruleset::required, &forms::end, &to}});
    made.hours = hours_of(from, to);
  }
  in.nothing_inside(at);
  if (const auto date = parse_date(day.text)) made.day = *date;
  in.keep(into, opening_except{made});
}

/// One day is open or closed, not both.
void check_lines(reader& in, const opening& hours) {
  std::array<bool, opening_days> open{};
  std::array<bool, opening_days> closed{};
  for (const auto& line : hours.lines) {
    const auto& otherwise = line.hours ? closed : open;
    auto& alike = line.hours ? open : closed;
    for (std::size_t day = 0; day < opening_days; ++day) {
      if (!line.names[day]) continue;
      alike[day] = true;
      if (!otherwise[day]) continue;
      in.error(errc::hours_contradict, line.where,
               fmt::format("`{}` is open by one line and closed by another",
                           id_of(static_cast<opening_day>(day))),
               "take the day out of one of them");
      return;
    }
  }
}

void check_excepts(reader& in, const opening& hours) {
  auto sorted = hours.excepts;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.day < b.day; });
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    if (sorted[i - 1].day != sorted[i].day ||
        sorted[i - 1].hours.has_value() == sorted[i].hours.has_value())
      continue;
    in.error(errc::hours_contradict, sorted[i].where,
             fmt::format("`{}` is open by one `except` and closed by another",
                         to_text(sorted[i].day)),
             "take one of them out");
    return;
  }
}

/// Who says what holds on a weekday says what holds when it is free: nobody is sent to a
/// locked door on Christmas Day because a line was forgotten.
void check_free_days(reader& in, const opening& hours) {
  std::array<bool, opening_days> said{};
  for (const auto& line : hours.lines) {
    for (std::size_t day = 0; day < opening_days; ++day)
      said[day] = said[day] || line.names[day];
  }
  const auto holiday = static_cast<std::size_t>(opening_day::holiday);
  const bool weekday =
      std::find(said.begin(), said.begin() + static_cast<std::ptrdiff_t>(holiday),
                true) != said.begin() + static_cast<std::ptrdiff_t>(holiday);
  if (!weekday) return;
  for (auto day = holiday; day < opening_days; ++day) {
    if (said[day]) continue;
    const auto* missing = id_of(static_cast<opening_day>(day));
    in.error(errc::free_day_unsaid, hours.where,
             fmt::format("nothing is said of `{}`", missing),
             fmt::format("name it in `hours`, or write <closed days=\"{}\"/>", missing));
  }
}

void read_opening(reader& in, element_index at, opening& into) {
  into.where = in.place_of(at);
  const ruleset::part_scope part(in);
  in.attributes(at, {});
  in.children(
      at,
      {{"always", occurrence::optional,
        [&](element_index child) {
          into.always = true;
          in.attributes(child, {});
          in.nothing_inside(child);
        }},
       {"hours", occurrence::any,
        [&](element_index child) { read_opening_line(in, child, true, into.lines); }},
       {"closed", occurrence::any,
        [&](element_index child) { read_opening_line(in, child, false, into.lines); }},
       {"except", occurrence::any,
        [&](element_index child) { read_opening_except(in, child, into.excepts); }}});
  if (part.faulty()) return;  // what is missing may be what could not be read
  if (into.always && !into.lines.empty()) {
    in.error(errc::hours_contradict, into.lines.front().where,
             "beside `always` there are no hours and no closed days",
             "say what differs on a date by `except`");
  }
  if (!into.always && into.lines.empty() && into.excepts.empty()) {
    in.error(errc::missing_element, into.where, "`open` says no hours",
             "write `always`, `hours`, `closed` or `except`");
  }
  check_lines(in, into);
  check_excepts(in, into);
  check_free_days(in, into);
}

// --- services -------------------------------------------------------------------------

void read_service(reader& in, element_index at, id_set& ids,
                  std::vector<provided_service>& into) {
  provided_service made;
  made.where = in.place_of(at);
  const auto id = in.peek(at, "id");
  // findings name the service, as those of rule sets name the rule
  const ruleset::rule_scope scope(
      in, id && ruleset::forms::id.fits(id->text) ? id->text : "");
  in.attributes(at, {{"id", ruleset::required, &ruleset::forms::id, &made.id},
                     {"channel", ruleset::required, &ruleset::forms::code, &made.channel},
                     {"professionals", ruleset::required, &ruleset::forms::code,
                      &made.professionals},
                     {"needs", ruleset::optional, &ruleset::forms::code, &made.needs}});
  in.add(ids, made.id);
  bool has_contact = false;
  const auto contact = [&](const char* called, std::string& text,
                           const ruleset::form& shape) {
    return ruleset::child_rule{called, occurrence::optional, [&](element_index child) {
                                 has_contact = true;
                                 text = read_formed(in, child, shape);
                               }};
  };
  in.children(
      at, {{"name", occurrence::some,
            [&](element_index child) { in.text(child, made.names, text_kind::plain); }},
           contact("telephone", made.telephone, forms::telephone),
           contact("address", made.address, ruleset::forms::words),
           contact("link", made.link, forms::link),
           {"for", occurrence::one,
            [&](element_index child) { read_limits(in, child, made.takes); }},
           {"open", occurrence::one,
            [&](element_index child) { read_opening(in, child, made.open); }},
           {"within", occurrence::optional, [&](element_index child) {
              made.within = parse_elapsed(read_formed(in, child, forms::wait));
            }}});
  if (!has_contact) {
    in.error(errc::missing_element, made.where,
             "nobody can reach a service without telephone, address and link",
             "write one of them");
  }
  in.keep(into, std::move(made));
}

void read_services(reader& in, element_index section,
                   std::vector<provided_service>& into) {
  id_set ids{"service"};
  in.attributes(section, {});
  in.children(section, {{"service", occurrence::some, [&](element_index child) {
                           read_service(in, child, ids, into);
                         }}});
}

/// Lists name municipalities of the profile. Where one of these could not be read, nobody
/// is told that it is not there.
void check_residences(reader& in, const profile& made) {
  std::vector<std::string> known;
  known.reserve(made.municipalities.size());
  for (const auto& one : made.municipalities)
    known.push_back(one.id.text);
  std::sort(known.begin(), known.end());
  if (known.empty() || known.front().empty()) return;
  for (const auto& one : made.services) {
    const ruleset::rule_scope scope(in, one.id.text);
    for (const auto& place : one.takes.municipalities) {
      const auto& unread = in.unread;
      if (place.text.empty() ||
          std::binary_search(known.begin(), known.end(), place.text) ||
          std::find(unread.begin(), unread.end(), place.text) != unread.end())
        continue;
      in.error(errc::reference_unknown, place.where,
               fmt::format("{} is no municipality of this profile", quoted(place.text)),
               did_you_mean(place.text, known));
      if (in.full()) return;
    }
  }
}

// --- the root -------------------------------------------------------------------------

void read_profile_root(reader& in, profile& into) {
  std::string space;
  name version;
  name valid_from;
  std::vector<name> languages;
  into.where = in.place_of(0);
  in.attributes(0,
                {{"xmlns", ruleset::required, &ruleset::forms::as_written, &space},
                 {"id", ruleset::required, &ruleset::forms::id, &into.id},
                 {"version", ruleset::required, &ruleset::forms::version, &version},
                 {"valid-from", ruleset::required, &ruleset::forms::day, &valid_from},
                 {"languages", ruleset::required, &ruleset::forms::language, &languages},
                 {"official", ruleset::required, &ruleset::forms::code, &into.official}});
  if (const auto number = ruleset::parse_version(version.text)) into.version = *number;
  if (const auto day = parse_date(valid_from.text)) into.valid_from = *day;
  into.languages = ruleset::taken_languages(in, std::move(languages));
}

void read_profile(reader& in, profile& into) {
  if (!ruleset::has_root(in, "profile", "profile")) return;
  read_profile_root(in, into);
  id_set calendars{"calendar"};
  in.children(
      0, {{"about", occurrence::one,
           [&](element_index at) { ruleset::read_about(in, at, into.about); }},
          {"use", occurrence::any,
           [&](element_index at) { read_profile_use(in, at, calendars, into.uses); }},
          {"municipalities", occurrence::one,
           [&](element_index at) { read_municipalities(in, at, into.municipalities); }},
          {"person", occurrence::one,
           [&](element_index at) { read_person(in, at, into.person); }},
          {"targets", occurrence::one,
           [&](element_index at) { read_targets(in, at, into.targets); }},
          {"services", occurrence::one,
           [&](element_index at) { read_services(in, at, into.services); }}});
  if (in.full()) return;
  check_residences(in, into);
  if (into.services.size() > limits::services_per_profile) {
    in.error(errc::limit_count, into.where,
             fmt::format("too many services: at most {}", limits::services_per_profile),
             "");
  }
}

}  // namespace

bool is_profile(std::string_view bytes) { return root_element_of(bytes) == "profile"; }

std::optional<profile> load_profile(const source_map& sources, std::uint32_t source,
                                    findings& out) {
  profile made;
  const auto read = ruleset::read_document(sources, source, out, [&made](reader& in) {
    read_profile(in, made);
    return !in.full();
  });
  if (!read.whole || read.faulty) return std::nullopt;
  return made;
}

}  // namespace arvio::inline v0::service
