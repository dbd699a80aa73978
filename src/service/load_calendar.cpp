#include "arvio/service/load_calendar.hpp"

#include "arvio/base/quoted.hpp"

#include "calendar_forms.hpp"
#include "ruleset/load_document.hpp"
#include "ruleset/load_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace arvio::inline v0::service {

namespace {

using ruleset::element_index;
using ruleset::name;
using ruleset::occurrence;
using ruleset::part_scope;
using ruleset::reader;
using ruleset::rule_scope;

constexpr auto required = ruleset::presence::required;
constexpr auto optional = ruleset::presence::optional;

const ruleset::choices weekday_words(forms::weekdays.begin(), forms::weekdays.end());
const ruleset::choices kind_words{"holiday", "eve"};

// --- one day --------------------------------------------------------------------------

/// What an element `day` may say of its date.
struct written_day {
  std::optional<name> month;
  std::optional<name> day;
  std::optional<name> easter;
  std::optional<name> weekday;
  std::optional<name> on_or_after;
  std::optional<name> date;
  std::optional<name> from_year;
  std::optional<name> to_year;
};

using entry_rule = decltype(calendar_entry::rule);

/// The one of the four ways in which a date is said; nullopt where it is none of them, or
/// more than one.
std::optional<entry_rule> rule_of(const written_day& said) {
  const bool fixed = said.month && said.day;
  const bool moving = said.weekday && said.on_or_after;
  const int ways = int{fixed} + int{said.easter.has_value()} + int{moving} +
                   int{said.date.has_value()};
  const bool half =
      fixed != (said.month || said.day) || moving != (said.weekday || said.on_or_after);
  if (ways != 1 || half) return std::nullopt;
  if (fixed)
    return same_day{forms::number_in(said.month->text), forms::number_in(said.day->text)};
  if (said.easter) return easter_day{forms::number_in(said.easter->text)};
  if (moving) {
    const std::string_view from = said.on_or_after->text;
    return weekday_from{*forms::weekday_in(said.weekday->text),
                        arvio::calendar::digits(from, 0, 2),
                        arvio::calendar::digits(from, 3, 2)};
  }
  return single_day{*parse_date(said.date->text)};
}

std::optional<int> year_in(const std::optional<name>& written) {
  if (!written) return std::nullopt;
  return forms::number_in(written->text);
}

/// Where the date is said: what a fault of it points to.
source_span place_of_date(const written_day& said) {
  for (const auto* one : {&said.day, &said.easter, &said.on_or_after, &said.date}) {
    if (*one) return (*one)->where;
  }
  return {};
}

class calendar_reader {
 public:
  calendar_reader(reader& in, calendar_document& into) : in_(in), into_(into) {}

  /// False where it is no calendar; its faults are findings.
  bool run() {
    if (!ruleset::has_root(in_, "calendar", "calendar")) return false;
    root_attributes();
    in_.children(
        0, {{"sources", occurrence::optional,
             [&](element_index at) { ruleset::read_sources(in_, at, into_.sources); }},
            {"weekend", occurrence::one, [&](element_index at) { weekend(at); }},
            {"day", occurrence::any, [&](element_index at) { day(at); }}});
    return true;
  }

 private:
  void root_attributes() {
    const part_scope root(in_);
    std::string space;
    name version;
    name from;
    name to;
    into_.where = in_.place_of(0);
    in_.attributes(0, {{"xmlns", required, &ruleset::forms::as_written, &space},
                       {"id", required, &ruleset::forms::id, &into_.id},
                       {"version", required, &ruleset::forms::version, &version},
                       {"from-year", required, &forms::calendar_year, &from},
                       {"to-year", required, &forms::calendar_year, &to}});
    years_known_ = !root.faulty();
    if (!years_known_) return;
    into_.version = *ruleset::parse_version(version.text);
    into_.from_year = forms::number_in(from.text);
    into_.to_year = forms::number_in(to.text);
    if (into_.from_year <= into_.to_year) return;
    years_known_ = false;
    in_.error(errc::calendar_years, to.where,
              fmt::format("the years end in {} and begin in {}", into_.to_year,
                          into_.from_year),
              "both are years of the calendar");
  }

  void weekend(element_index at) {
    std::vector<name> days;
    in_.attributes(at, {{"days", required, nullptr, &days, &weekday_words}});
    in_.nothing_inside(at);
    for (const auto& one : days) {
      if (const auto day = forms::weekday_in(one.text)) into_.weekend.push_back(*day);
    }
  }

  void day(element_index at) {
    const auto id = in_.peek(at, "id");
    const rule_scope about(
        in_, id && ruleset::forms::id.fits(id->text) ? id->text : std::string());
    const part_scope part(in_);
    calendar_entry made;
    written_day said;
    name kind;
    made.where = in_.place_of(at);
    in_.attributes(at, {{"id", required, &ruleset::forms::id, &made.id},
                        {"kind", required, nullptr, &kind, &kind_words},
                        {"month", optional, &forms::month, &said.month},
                        {"day", optional, &forms::day_of_month, &said.day},
                        {"easter", optional, &forms::days_from_easter, &said.easter},
                        {"weekday", optional, nullptr, &said.weekday, &weekday_words},
                        {"on-or-after", optional, &forms::day_of_year, &said.on_or_after},
                        {"date", optional, &ruleset::forms::day, &said.date},
                        {"from-year", optional, &forms::calendar_year, &said.from_year},
                        {"to-year", optional, &forms::calendar_year, &said.to_year}});
    in_.add(ids_, made.id);
    in_.children(at, {{"title", occurrence::any, [&](element_index child) {
                         in_.text(child, made.titles, ruleset::text_kind::plain);
                       }}});
    if (part.faulty()) return;  // a finding, so that the rest is not told twice
    made.kind = kind.text == "eve" ? free_day::eve : free_day::holiday;
    if (!read_rule(said, made)) return;
    check_dates(said, made);
    in_.keep(into_.days, std::move(made));
  }

  bool read_rule(const written_day& said, calendar_entry& made) {
    const auto rule = rule_of(said);
    if (!rule) {
      in_.error(errc::calendar_form, made.where,
                fmt::format("{} does not say its date in one way", quoted(made.id.text)),
                "month and day; easter; weekday and on-or-after; or date");
      return false;
    }
    if (said.date && (said.from_year || said.to_year)) {
      in_.error(errc::calendar_form,
                (said.from_year ? said.from_year : said.to_year)->where,
                "a single date has its year already", "leave the years out");
      return false;
    }
    made.rule = *rule;
    made.from_year = year_in(said.from_year);
    made.to_year = year_in(said.to_year);
    return true;
  }

  /// Every year's date lies in that year.
  void check_dates(const written_day& said, const calendar_entry& made) {
    if (!years_known_) return;
    if (const auto* once = std::get_if<single_day>(&made.rule)) {
      const auto year = to_civil(once->day).year;
      if (into_.from_year <= year && year <= into_.to_year) return;
      in_.error(errc::calendar_date, said.date->where,
                fmt::format("{} is outside the years of the calendar, {} to {}",
                            to_text(once->day), into_.from_year, into_.to_year),
                "");
      return;
    }
    const auto first = made.from_year.value_or(into_.from_year);
    const auto last = made.to_year.value_or(into_.to_year);
    if (first > last || last < into_.from_year || into_.to_year < first) {
      in_.error(
          errc::calendar_years, (said.to_year ? said.to_year : said.from_year)->where,
          fmt::format("{} has no year, from {} to {} in a calendar of {} to {}",
                      quoted(made.id.text), first, last, into_.from_year, into_.to_year),
          "its first year comes before its last, and one is of the calendar");
      return;
    }
    for (auto year = std::max(first, into_.from_year);
         year <= std::min(last, into_.to_year); ++year) {
      if (date_in(made, year)) continue;
      in_.error(errc::calendar_date, place_of_date(said),
                fmt::format("{} has no date in {}", quoted(made.id.text), year),
                "every year has such a date, and it lies in that year");
      return;
    }
  }

  reader& in_;
  calendar_document& into_;
  ruleset::id_set ids_{"day"};
  bool years_known_ = false;
};

}  // namespace

bool is_calendar(std::string_view bytes) { return root_element_of(bytes) == "calendar"; }

std::optional<calendar_document> load_calendar(const source_map& sources,
                                               std::uint32_t source, findings& out) {
  calendar_document made;
  const auto read = ruleset::read_document(sources, source, out, [&made](reader& in) {
    return calendar_reader(in, made).run();
  });
  if (!read.whole || read.faulty) return std::nullopt;
  return made;
}

}  // namespace arvio::inline v0::service
