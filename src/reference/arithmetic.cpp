// The possible values of expressions: exact intervals, no binary floating point.

#include "arvio/base/date.hpp"

#include "world.hpp"

#include <algorithm>
#include <stdexcept>

namespace arvio::inline v0::reference {

namespace {

using lang::kind;
using lang::op;

value_set hull(value_range range) { return {range.low, range.high}; }

std::int64_t narrow(wide_int value) { return static_cast<std::int64_t>(value); }

/// The values of an expression in the (finer or equal) scale of what it stands in.
value_range at_scale(const value_set& values, const lang::type& own, int scale) {
  const auto step = power_of_ten(own.is_number() ? scale - own.scale : 0);
  return {values.min() * step, values.max() * step};
}

/// The smallest and largest of a function's values at the four corners: what a product
/// or a quotient ranges over.
template <class Function>
value_range corners(value_range a, value_range b, Function function) {
  const auto all = {function(a.low, b.low), function(a.low, b.high),
                    function(a.high, b.low), function(a.high, b.high)};
  return {std::min(all), std::max(all)};
}

/// A quotient as a whole number: `round` is half away from zero.
std::int64_t whole_quotient(op how, wide_int numerator, wide_int denominator) {
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  const wide_int towards_zero = numerator / denominator;
  const wide_int rest = numerator % denominator;  // has the sign of the numerator
  if (how == op::floor) return narrow(rest < 0 ? towards_zero - 1 : towards_zero);
  if (how == op::ceiling) return narrow(rest > 0 ? towards_zero + 1 : towards_zero);
  const wide_int away = numerator < 0 ? -1 : 1;
  return narrow((rest < 0 ? -rest : rest) * 2 >= denominator ? towards_zero + away
                                                             : towards_zero);
}

/// A point in time as the ..._between functions see it: a date has no time of day.
struct point {
  date day;
  std::int64_t second_of_day = 0;  // Helsinki local time
  std::int64_t moment = 0;         // seconds of elapsed time
  bool has_time = false;
};

point point_of(std::int64_t value, kind what) {
  if (what == kind::date) return {{static_cast<std::int32_t>(value)}, 0, 0, false};
  const auto local = value + helsinki_offset({value});
  const auto day = helsinki_date({value});
  return {day, local - std::int64_t{day.days} * 86400, value, true};
}

/// Whole units elapsed, towards zero. Years, months and days are counted on the
/// calendar and, where both ends have one, the clock of Helsinki; hours and minutes are
/// elapsed time.
std::int64_t elapsed(op unit, const point& from, const point& to) {
  if (unit == op::hours_between) return (to.moment - from.moment) / 3600;
  if (unit == op::minutes_between) return (to.moment - from.moment) / 60;
  // A date has no time of day, so against it only the days count.
  const bool clock = from.has_time && to.has_time;
  const auto begin = clock ? from.second_of_day : 0;
  const auto end = clock ? to.second_of_day : 0;
  if (to.day < from.day || (to.day == from.day && end < begin))
    return -elapsed(unit, to, from);
  const date last{to.day.days - (end < begin ? 1 : 0)};  // the last day is not yet full
  if (unit == op::years_between) return whole_years(from.day, last);
  if (unit == op::months_between) return whole_months(from.day, last);
  return last.days - from.day.days;
}

}  // namespace

value_set world::values_of(expression_at what) const {
  const auto& node = what.here();
  if (node.type.kind == kind::boolean) {
    switch (judge(rules_->condition(what))) {
      case certainty::certain: return value_set::single(1);
      case certainty::excluded: return value_set::single(0);
      case certainty::possible: break;
    }
    return value_set::boolean();
  }
  if (node.op == op::name)
    return is_input(node) ? inputs_[node.index] : derived_[node.index];
  if (node.op == op::conditional) return conditional(what);
  return arithmetic(what);
}

value_set world::conditional(expression_at what) const {
  const auto& type = what.here().type;
  const auto branch = [&](std::size_t which) {
    auto values = values_of(what.child(which));
    if (!type.is_number()) return values;
    return hull(at_scale(values, what.child(which).here().type, type.scale));
  };
  switch (judge(rules_->condition(what.child(0)))) {
    case certainty::certain: return branch(1);
    case certainty::excluded: return branch(2);
    case certainty::possible: break;
  }
  const auto either = branch(1).united(branch(2));
  return type.kind == kind::code ? either : value_set{either.min(), either.max()};
}

/// Numbers and durations: the hull of what the parts allow, each taken by itself.
value_set world::arithmetic(expression_at what) const {
  const auto& node = what.here();
  const auto part = [&](std::size_t i) {
    return at_scale(values_of(what.child(i)), what.child(i).here().type, node.type.scale);
  };
  const auto own_scale = [&](expression_at at) {
    return at_scale(values_of(at), at.here().type, at.here().type.scale);
  };
  switch (node.op) {
    case op::number:
    case op::text:
    case op::date_literal:
    case op::duration_literal: return value_set::single(node.value);
    case op::assessment_time: return value_set::single(now_.seconds);
    case op::negate: return {-part(0).high, -part(0).low};
    case op::add: return {part(0).low + part(1).low, part(0).high + part(1).high};
    case op::subtract: return {part(0).low - part(1).high, part(0).high - part(1).low};
    case op::multiply:  // scales add up, so each factor keeps its own
      return hull(corners(own_scale(what.child(0)), own_scale(what.child(1)),
                          [](wide_int a, wide_int b) { return narrow(a * b); }));
    case op::minimum:
    case op::maximum:
    case op::sum: {
      auto all = part(0);
      for (std::size_t i = 1; i < what.size(); ++i) {
        const auto next = part(i);
        if (node.op == op::sum) {
          all = {all.low + next.low, all.high + next.high};
        } else if (node.op == op::minimum) {
          all = {std::min(all.low, next.low), std::min(all.high, next.high)};
        } else {
          all = {std::max(all.low, next.low), std::max(all.high, next.high)};
        }
      }
      return hull(all);
    }
    case op::absolute: {
      const auto all = part(0);
      if (all.low >= 0) return hull(all);
      if (all.high <= 0) return {-all.high, -all.low};
      return {0, std::max(-all.low, all.high)};
    }
    case op::round:
    case op::floor:
    case op::ceiling: {
      const auto inner = what.child(0);
      if (inner.here().op != op::divide) {
        const auto all = own_scale(inner);
        const auto one = power_of_ten(inner.here().type.scale);
        return {whole_quotient(node.op, all.low, one),
                whole_quotient(node.op, all.high, one)};
      }
      const auto above = inner.child(0);
      const auto below = inner.child(1);
      const auto above_one = power_of_ten(above.here().type.scale);
      const auto below_one = power_of_ten(below.here().type.scale);
      return hull(
          corners(own_scale(above), own_scale(below), [&](wide_int a, wide_int b) {
            return whole_quotient(node.op, a * below_one, b * above_one);
          }));
    }
    case op::count_true: {
      value_range count;
      for (std::size_t i = 0; i < what.size(); ++i) {
        const auto counted = values_of(what.child(i));
        count.low += counted.min();
        count.high += counted.max();
      }
      return hull(count);
    }
    case op::years_between:
    case op::months_between:
    case op::days_between:
    case op::hours_between:
    case op::minutes_between: return hull(time_between(what));
    case op::truth:
    case op::name:
    case op::logical_and:
    case op::logical_or:
    case op::logical_not:
    case op::equal:
    case op::not_equal:
    case op::less:
    case op::less_equal:
    case op::greater:
    case op::greater_equal:
    case op::in:
    case op::range:
    case op::absent:
    case op::divide:
    case op::conditional:
    case op::any_of:
    case op::all_of:
    case op::any_code:
    case op::urgency_equal:
    case op::urgency_at_least:
    case op::urgency_at_most: break;
  }
  // INVARIANT: values_of() and check() let nothing else stand where a value is wanted.
  throw std::logic_error("not an expression of values");
}

/// Time elapsed grows with the later point and shrinks with the earlier one.
value_range world::time_between(expression_at what) const {
  const auto unit = what.here().op;
  const auto from = values_of(what.child(0));
  const auto to = values_of(what.child(1));
  const auto from_kind = what.child(0).here().type.kind;
  const auto to_kind = what.child(1).here().type.kind;
  return {elapsed(unit, point_of(from.max(), from_kind), point_of(to.min(), to_kind)),
          elapsed(unit, point_of(from.min(), from_kind), point_of(to.max(), to_kind))};
}

/// How two slots can compare: 0 less, 1 equal, 2 greater.
value_set world::comparison(expression_at left, expression_at right) const {
  const auto& left_type = left.here().type;
  const auto& right_type = right.here().type;
  const auto scale = std::max(left_type.scale, right_type.scale);
  const auto a = values_of(left);
  const auto b = values_of(right);
  const auto a_ends = at_scale(a, left_type, scale);
  const auto b_ends = at_scale(b, right_type, scale);
  // Equal: some value of the coarser side is a value of the finer one too.
  const bool left_is_coarser = left_type.scale < right_type.scale;
  const auto& coarse = left_is_coarser ? a : b;
  const auto& fine = left_is_coarser ? b : a;
  const auto step = left_type.is_number()
                        ? power_of_ten(2 * scale - left_type.scale - right_type.scale)
                        : std::int64_t{1};
  value_set fine_as_coarse;
  for (const auto& range : fine.ranges()) {
    const value_set whole{whole_quotient(op::ceiling, range.low, step),
                          whole_quotient(op::floor, range.high, step)};
    fine_as_coarse = fine_as_coarse.united(whole);
  }
  value_set outcomes;
  if (a_ends.low < b_ends.high) outcomes = outcomes.united(value_set::single(0));
  if (coarse.meets(fine_as_coarse)) outcomes = outcomes.united(value_set::single(1));
  if (a_ends.high > b_ends.low) outcomes = outcomes.united(value_set::single(2));
  return outcomes;
}

}  // namespace arvio::inline v0::reference
