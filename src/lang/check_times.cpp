// The functions that measure the time between two dates.

#include "arvio/base/date.hpp"
#include "arvio/lang/functions.hpp"

#include "lang/checker.hpp"

#include <string>

namespace arvio::inline v0::lang {
namespace {

bool needs_time_of_day(op what) {
  return what == op::hours_between || what == op::minutes_between;
}

const char* unit_of(op what) {
  return what == op::years_between    ? "a"
         : what == op::months_between ? "mo"
         : what == op::days_between   ? "d"
         : what == op::hours_between  ? "h"
                                      : "min";
}

/// The day that a value of a date or a datetime lies on, in Helsinki.
date day_of(kind what, std::int64_t value) {
  if (what == kind::datetime) return helsinki_date({value});
  return {static_cast<std::int32_t>(value)};
}

/// One end of a period: its kind and a value of it.
struct period_end {
  lang::kind kind;
  std::int64_t value;
};

std::int64_t elapsed(op what, period_end from, period_end to) {
  if (needs_time_of_day(what))
    return (to.value - from.value) / (what == op::hours_between ? 3600 : 60);
  const auto first = day_of(from.kind, from.value);
  const auto last = day_of(to.kind, to.value);
  if (what == op::years_between) return whole_years(first, last);
  if (what == op::months_between) return whole_months(first, last);
  return std::int64_t{last.days} - first.days;
}

}  // namespace

void checker::visit_between(index place) {
  const auto from = at(place).children[0];
  const auto to = at(place).children[1];
  const bool from_fine = time_operand(place, from);
  if (!time_operand(place, to) || !from_fine) {
    at(place).type = type{};
    return;
  }
  const auto what = at(place).op;
  const auto& a = at(from).type;
  const auto& b = at(to).type;
  set(place, kind::integer, elapsed(what, {a.kind, a.high}, {b.kind, b.low}),
      elapsed(what, {a.kind, a.low}, {b.kind, b.high}));
  at(place).type.unit = unit_of(what);
}

/// Visits an end of the period that `place` measures.
bool checker::time_operand(index place, index part) {
  visit(part);
  const auto found = at(part).type.kind;
  if (found == kind::none) return false;
  const auto function = in_backticks(find_function(at(place).op)->name);
  if (found != kind::date && found != kind::datetime) {
    return fault(place, errc::type_mismatch, part,
                 function + " takes dates, and " + quoted(part) + " is " + word_for(part),
                 at(part).op == op::text ? "write `date('2026-03-02')` for a date" : "");
  }
  if (found == kind::date && needs_time_of_day(at(place).op)) {
    return fault(place, errc::type_mismatch, part,
                 function + " needs the time of day, and " + quoted(part) + " is a date",
                 "count days with `days_between`");
  }
  return true;
}

}  // namespace arvio::inline v0::lang
