#ifndef ARVIO_TESTS_UNIT_SERVICE_FINLAND_HPP
#define ARVIO_TESTS_UNIT_SERVICE_FINLAND_HPP

#include "arvio/service/calendar_document.hpp"

#include <variant>

namespace arvio::inline v0::service {

inline calendar_entry entry_of(
    const char* id, free_day kind,
    std::variant<same_day, easter_day, weekday_from, single_day> rule) {
  calendar_entry made;
  made.id.text = id;
  made.kind = kind;
  made.rule = rule;
  return made;
}

/// The free days of Finland, from the rules alone.
inline calendar_document finland(int from_year, int to_year) {
  calendar_document made;
  made.id.text = "finland";
  made.version = {1, 0, 0};
  made.from_year = from_year;
  made.to_year = to_year;
  made.weekend = {weekday::sat, weekday::sun};
  made.days = {
      entry_of("new_year", free_day::holiday, same_day{1, 1}),
      entry_of("epiphany", free_day::holiday, same_day{1, 6}),
      entry_of("good_friday", free_day::holiday, easter_day{-2}),
      entry_of("easter_sunday", free_day::holiday, easter_day{0}),
      entry_of("easter_monday", free_day::holiday, easter_day{1}),
      entry_of("may_day", free_day::holiday, same_day{5, 1}),
      entry_of("ascension", free_day::holiday, easter_day{39}),
      entry_of("pentecost", free_day::holiday, easter_day{49}),
      entry_of("midsummer_eve", free_day::eve, weekday_from{weekday::fri, 6, 19}),
      entry_of("midsummer_day", free_day::holiday, weekday_from{weekday::sat, 6, 20}),
      entry_of("all_saints", free_day::holiday, weekday_from{weekday::sat, 10, 31}),
      entry_of("independence_day", free_day::holiday, same_day{12, 6}),
      entry_of("christmas_eve", free_day::eve, same_day{12, 24}),
      entry_of("christmas_day", free_day::holiday, same_day{12, 25}),
      entry_of("st_stephen", free_day::holiday, same_day{12, 26})};
  return made;
}

}  // namespace arvio::inline v0::service

#endif  // ARVIO_TESTS_UNIT_SERVICE_FINLAND_HPP
