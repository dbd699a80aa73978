#include "arvio/base/time_limit.hpp"

#include "load_parts.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace arvio::inline v0::ruleset {
namespace {

const choices start_days{"excluded", "included"};
const choices rolls{"none", "next-working-day"};

/// The unit of an amount that was read; nullopt where it has a fault.
std::optional<time_limit> amount_of(const deadline& made) {
  return parse_time_limit(made.within.text);
}

/// Day 1 is one of several days: of nothing else.
void check_start_day(reader& in, const deadline& made) {
  const auto within = amount_of(made);
  if (!within || !made.start_day || made.start_day->text != "included") return;
  const bool counts_days = within->unit == time_limit_unit::days ||
                           within->unit == time_limit_unit::working_days;
  if (counts_days && within->amount > 0) return;
  in.error(
      errc::deadline_start_day, made.start_day->where,
      fmt::format("the day of the event cannot be counted in `{}`", made.within.text),
      "only days and working days, one at least, have a first day");
}

/// The last day moves: there must be one.
void check_roll(reader& in, const deadline& made) {
  const auto within = amount_of(made);
  if (!within || !made.roll || made.roll->text != "next-working-day") return;
  if (has_amount(within->unit) && within->unit != time_limit_unit::hours) return;
  in.error(errc::deadline_roll, made.roll->where,
           fmt::format("`{}` has no last day that could move", made.within.text),
           "leave `roll` out");
}

void check_in_force(reader& in, const deadline& made) {
  if (!made.in_force_from || !made.in_force_to) return;
  const auto from = parse_date(made.in_force_from->text);
  const auto to = parse_date(made.in_force_to->text);
  if (!from || !to || *from <= *to) return;
  in.error(errc::deadline_in_force, made.in_force_to->where,
           fmt::format("`in-force-to` {} is before `in-force-from` {}", to_text(*to),
                       to_text(*from)),
           "both are days on which it is in force");
}

void read_deadline(reader& in, element_index at, std::vector<deadline>& into) {
  deadline made;
  const part_scope part(in);
  made.where = in.place_of(at);
  in.attributes(at, {{"id", required, &forms::id, &made.id},
                     {"kind", required, &forms::id, &made.kind},
                     {"within", required, &forms::within, &made.within},
                     {"counts-from", required, &forms::input_name, &made.counts_from},
                     {"start-day", optional, nullptr, &made.start_day, &start_days},
                     {"roll", optional, nullptr, &made.roll, &rolls},
                     {"in-force-from", optional, &forms::day, &made.in_force_from},
                     {"in-force-to", optional, &forms::day, &made.in_force_to},
                     {"source", required, &forms::id, &made.source}});
  in.add(in.ids.deadlines, made.id);
  in.cite(made.source);
  in.children(
      at, {{"title", occurrence::any,
            [&](element_index child) { in.text(child, made.titles, text_kind::plain); }},
           {"when", occurrence::optional,
            [&](element_index child) {
              in.attributes(child, {});
              made.when = in.formula(child);
            }},
           {"advice", occurrence::any,
            [&](element_index child) { in.text(child, made.advice, text_kind::advice); }},
           {"note", occurrence::any,
            [&](element_index child) { in.text(child, made.notes, text_kind::note); }}});
  check_start_day(in, made);
  check_roll(in, made);
  check_in_force(in, made);
  made.faulty = part.faulty();
  in.keep(into, std::move(made));
}

}  // namespace

void read_deadlines(reader& in, element_index section, std::vector<deadline>& into) {
  in.attributes(section, {});
  in.children(section, {{"deadline", occurrence::any,
                         [&](element_index child) { read_deadline(in, child, into); }}});
}

}  // namespace arvio::inline v0::ruleset
