#include "arvio/service/save_calendar.hpp"

#include "arvio/ruleset/digest.hpp"

#include "calendar_forms.hpp"
#include "ruleset/outline_writer.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string_view>
#include <variant>

namespace arvio::inline v0::service {

namespace {

using ruleset::outline_writer;

std::string_view word_of(weekday day) {
  return forms::weekdays[static_cast<std::size_t>(day)];
}

void number(outline_writer& out, const char* attribute, int value) {
  out.attribute(attribute, std::to_string(value));
}

void write_rule(outline_writer& out, const calendar_entry& what) {
  if (const auto* same = std::get_if<same_day>(&what.rule)) {
    number(out, "month", same->month);
    number(out, "day", same->day);
  } else if (const auto* easter = std::get_if<easter_day>(&what.rule)) {
    number(out, "easter", easter->days);
  } else if (const auto* first = std::get_if<weekday_from>(&what.rule)) {
    out.attribute("weekday", word_of(first->weekday));
    out.attribute("on-or-after", fmt::format("{:02}-{:02}", first->month, first->day));
  } else if (const auto* once = std::get_if<single_day>(&what.rule)) {
    out.attribute("date", to_text(once->day));
  }
}

void write_entry(outline_writer& out, const calendar_entry& what) {
  out.begin("day");
  out.attribute("id", what.id);
  out.attribute("kind", what.kind == free_day::eve ? "eve" : "holiday");
  write_rule(out, what);
  if (what.from_year) number(out, "from-year", *what.from_year);
  if (what.to_year) number(out, "to-year", *what.to_year);
  out.texts("title", what.titles);
  out.end();
}

}  // namespace

ruleset::outline outline_of(const calendar_document& what) {
  outline_writer out;
  out.begin("calendar");
  out.attribute("xmlns", "urn:arvio:calendar:1");
  out.attribute("id", what.id);
  out.attribute("version", ruleset::to_text(what.version));
  number(out, "from-year", what.from_year);
  number(out, "to-year", what.to_year);
  ruleset::write_sources(out, what.sources);
  std::string days;
  for (const auto day : what.weekend) {
    days += days.empty() ? "" : " ";
    days += word_of(day);
  }
  out.begin("weekend");
  out.attribute("days", days);
  out.end();
  for (const auto& one : what.days)
    write_entry(out, one);
  out.end();
  return out.take();
}

std::string save(const calendar_document& what) {
  return ruleset::canonical_xml(outline_of(what));
}

std::string digest(const calendar_document& what) {
  return ruleset::digest_of(save(what));
}

}  // namespace arvio::inline v0::service
