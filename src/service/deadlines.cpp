#include "arvio/service/deadlines.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

namespace arvio::inline v0::service {

namespace {

using book::linked_deadline;
using book::rulebook;

/// The event of a deadline: its possible values in units of its input, or the assessment.
struct event_values {
  value_set values;
  bool is_date = false;  // days; else moments
};

date date_of(std::int64_t value, bool is_date) {
  return is_date ? date{static_cast<std::int32_t>(value)} : helsinki_date({value});
}

/// nullopt where the event is not known.
std::optional<event_values> event_of(const rulebook& book, const linked_deadline& what,
                                     const deadline_facts& facts, instant assessment) {
  if (!what.event) return event_values{value_set::single(assessment.seconds), false};
  if (!facts.event || facts.event->empty()) return std::nullopt;
  return event_values{*facts.event,
                      book.inputs[*what.event].type.kind == lang::kind::date};
}

bool is_wholly_after(const event_values& event, instant assessment) {
  const auto first = event.values.min();
  return event.is_date ? first > helsinki_date(assessment).days
                       : first > assessment.seconds;
}

std::optional<latest_time> latest_from(std::int64_t value, bool is_date,
                                       const counting& how, const calendar* days) {
  return is_date ? latest_time_from(date_of(value, true), how, days)
                 : latest_time_from(instant{value}, how, days);
}

/// The later the event, the later the latest time: so the first and the last value that
/// are in force give the whole span.
void add_dates(dated_deadline& made, const linked_deadline& what,
               const value_set& counted, bool is_date, const calendar* days) {
  const counting how{what.within, what.counts_start_day, what.rolls};
  const auto first = latest_from(counted.min(), is_date, how, days);
  const auto last = latest_from(counted.max(), is_date, how, days);
  if (!first || !last) {
    made.dating = dating::calendar_range;
    return;
  }
  made.last = {first->last, last->last};
  made.latest = {first->latest, last->latest};
  made.rolled = first->rolled || last->rolled;
}

whether passed_by(const dated_deadline& what, bool counts_hours, instant assessment) {
  if (!what.latest) return whether::no;
  const auto is_over = [&](instant latest) {
    return counts_hours ? assessment > latest : assessment >= latest;
  };
  if (is_over(what.latest->last)) return whether::yes;
  return is_over(what.latest->first) ? whether::maybe : whether::no;
}

/// nullopt where it does not apply.
std::optional<dated_deadline> dated(const rulebook& book, const deadline_facts& facts,
                                    const calendar* days, instant assessment) {
  if (facts.state == certainty::excluded) return std::nullopt;
  const auto& what = book.deadlines[facts.deadline];
  dated_deadline made;
  made.deadline = facts.deadline;
  made.state = facts.state;
  const bool has_date = has_amount(what.within.unit);
  made.dating = has_date ? dating::event_not_known : dating::without_amount;
  const auto event = event_of(book, what, facts, assessment);
  if (!event) return made;
  const auto in_force = book.in_force(what);
  const auto counted = event->values.intersected({in_force.low, in_force.high});
  if (counted.empty()) return std::nullopt;
  const bool is_date = event->is_date;
  made.event = {date_of(event->values.min(), is_date),
                date_of(event->values.max(), is_date)};
  made.future = is_wholly_after(*event, assessment);
  if (!has_date) return made;
  made.dating = dating::dated;
  add_dates(made, what, counted, is_date, days);
  made.passed = passed_by(made, what.within.unit == time_limit_unit::hours, assessment);
  return made;
}

// --- binding --------------------------------------------------------------------------

/// Whether a certain deadline sets another one of its kind aside: it surely ends earlier,
/// and where the other is merely possible, no later.
bool sets_aside(const dated_deadline& certain, const dated_deadline& other) {
  if (certain.state != certainty::certain || !certain.latest || !other.latest)
    return false;
  const auto end = certain.latest->last;
  const auto start = other.latest->first;
  return other.state == certainty::certain ? end < start : end <= start;
}

void find_binding(const rulebook& book, std::vector<dated_deadline>& all) {
  for (auto& one : all) {
    const auto kind = book.deadlines[one.deadline].kind;
    const bool aside =
        std::any_of(all.begin(), all.end(), [&](const dated_deadline& other) {
          return &other != &one && book.deadlines[other.deadline].kind == kind &&
                 sets_aside(other, one);
        });
    const auto own = one.state == certainty::certain ? whether::yes : whether::maybe;
    one.binds = aside ? whether::no : own;
  }
}

// --- order ----------------------------------------------------------------------------

/// Immediately, without delay, with a date, without.
int rank_of(const linked_deadline& what, const dated_deadline& made) {
  if (what.within.unit == time_limit_unit::immediately) return 0;
  if (what.within.unit == time_limit_unit::without_delay) return 1;
  return made.latest ? 2 : 3;
}

void put_in_order(const rulebook& book, std::vector<dated_deadline>& all) {
  const auto key = [&book](const dated_deadline& one) {
    const auto& what = book.deadlines[one.deadline];
    const auto latest = one.latest.value_or(moment_span{});
    return std::tuple(what.kind, rank_of(what, one), latest.first, latest.last,
                      std::string_view(what.id));
  };
  std::stable_sort(all.begin(), all.end(),
                   [&key](const dated_deadline& a, const dated_deadline& b) {
                     return key(a) < key(b);
                   });
}

}  // namespace

std::vector<dated_deadline> dated_deadlines(const rulebook& book,
                                            std::span<const deadline_facts> facts,
                                            const calendar* days, instant assessment) {
  std::vector<dated_deadline> all;
  all.reserve(facts.size());
  for (const auto& one : facts) {
    if (auto made = dated(book, one, days, assessment)) all.push_back(std::move(*made));
  }
  find_binding(book, all);
  put_in_order(book, all);
  return all;
}

}  // namespace arvio::inline v0::service
