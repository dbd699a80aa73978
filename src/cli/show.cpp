#include "arvio/base/limits.hpp"
#include "arvio/engine/documents.hpp"
#include "arvio/ruleset/load.hpp"
#include "arvio/service/load_calendar.hpp"
#include "arvio/service/load_profile.hpp"
#include "arvio/service/save_calendar.hpp"
#include "arvio/service/save_profile.hpp"

#include "commands.hpp"
#include "loading.hpp"
#include "pages.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

namespace arvio::cli {

namespace {

/// The rule sets that lend their words. What is wrong with them is for `check` to say.
std::vector<ruleset::rule_set> known_in(const paths& places) {
  findings ignored;
  std::vector<ruleset::rule_set> made;
  source_map sources;
  for (auto& one : read_documents(places, ignored)) {
    const auto source = sources.add(one.name, std::move(one.bytes));
    auto rules = ruleset::load(sources, source, ignored);
    if (rules) made.push_back(std::move(*rules));
  }
  return made;
}

exit_code faulty(const findings& found, const source_map& sources) {
  complain(shown(found, sources, painted_error));
  return has_findings;
}

exit_code show_profile(const service::profile& profile, const show_options& from) {
  print(from.full ? service::save(profile)
                  : page_of_profile(profile, known_in(from.rules), from.language));
  return fine;
}

/// Of a calendar the year that was asked for; all it has where none was.
exit_code show_calendar(const service::calendar_document& calendar,
                        const show_options& from) {
  const auto first = from.year == 0 ? calendar.from_year : from.year;
  const auto last = from.year == 0 ? calendar.to_year : from.year;
  if (first < calendar.from_year || last > calendar.to_year) {
    complain(fmt::format("arvio: the calendar has the years {} to {}\n",
                         calendar.from_year, calendar.to_year));
    return bad_usage;
  }
  print(from.full ? service::save(calendar)
                  : page_of_calendar(calendar, first, last, from.language));
  return fine;
}

exit_code show_rule_set(const ruleset::rule_set& rules, const show_options& from) {
  print(from.full ? page_as_written(rules, from.language)
                  : page_in_words(rules, known_in(from.rules), from.language));
  return fine;
}

}  // namespace

int run(const show_options& from) {
  if (!are_there(from.rules)) return bad_usage;
  const auto bytes = bytes_of(from.document, limits::file_bytes);
  if (!bytes) return bad_usage;
  source_map sources;
  findings found;
  const auto source = sources.add(from.document, *bytes);
  const bool is_calendar = service::is_calendar(*bytes);
  if (from.year != 0 && !is_calendar) {
    complain("arvio: `--year` is for calendars\n");
    return bad_usage;
  }
  if (is_calendar) {
    const auto calendar = service::load_calendar(sources, source, found);
    return calendar ? show_calendar(*calendar, from) : faulty(found, sources);
  }
  if (service::is_profile(*bytes)) {
    const auto profile = service::load_profile(sources, source, found);
    return profile ? show_profile(*profile, from) : faulty(found, sources);
  }
  const auto rules = ruleset::load(sources, source, found);
  return rules ? show_rule_set(*rules, from) : faulty(found, sources);
}

}  // namespace arvio::cli
