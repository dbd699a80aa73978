// Whatever is read as a calendar is written in the canonical form, which is read as the
// same; its tables say of each date what the entries do. The rest is refused with
// findings that point into it. With ARVIO_FUZZ_READ=FILE, each document that was read is
// appended to the file, a zero byte after it, for xmllint.

#include "arvio/base/diagnostic.hpp"
#include "arvio/service/calendar.hpp"
#include "arvio/service/load_calendar.hpp"
#include "arvio/service/save_calendar.hpp"

#include "fuzz/fuzz.hpp"

#include <string>

namespace {

using namespace arvio;  // NOLINT: a program

void check_days(const service::calendar_document& document) {
  const service::calendar days(document);
  fuzz::must(
      !days.kinds_of({days.first().days - 1}) && !days.kinds_of({days.last().days + 1}),
      "nothing is said outside the years");
  for (const auto& entry : document.days) {
    const auto year = entry.from_year && document.from_year < *entry.from_year
                          ? *entry.from_year
                          : document.from_year;
    const auto* once = std::get_if<service::single_day>(&entry.rule);
    const auto day = once != nullptr ? once->day : service::date_in(entry, year);
    fuzz::must(day.has_value(), "every year has its date");
    const auto kinds = days.kinds_of(*day);
    fuzz::must(kinds && !kinds->working(), "a free day is no working day");
    fuzz::must(entry.kind == service::free_day::eve ? kinds->eve : kinds->holiday,
               "a date has the kinds of its entries");
    if (const auto next = days.working_day_from(*day))
      fuzz::must(*day < *next && days.kinds_of(*next)->working(),
                 "the next one is later");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(fuzz::text_of(data, size));
  source_map sources;
  const auto source = sources.add("fuzz.xml", bytes);
  findings found;
  const auto calendar = service::load_calendar(sources, source, found);
  fuzz::must(calendar.has_value() == !has_errors(found),
             "errors and nothing else refuse");
  fuzz::must_point_inside(found, sources);
  if (!calendar) return 0;
  fuzz::keep_what_is_read(bytes);
  fuzz::check_saving(*calendar, service::load_calendar,
                     [](const auto& one) { return service::save(one); });
  check_days(*calendar);
  return 0;
}
