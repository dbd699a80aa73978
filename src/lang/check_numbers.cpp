// Arithmetic: units, scales and the bounds of every result.

#include "arvio/base/limits.hpp"

#include "lang/checker.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace arvio::inline v0::lang {
namespace {

/// What an operation does, for "cannot ... a and b".
std::string_view verb_of(op what) {
  return what == op::add || what == op::sum           ? "add"
         : what == op::subtract                       ? "subtract"
         : what == op::multiply                       ? "multiply"
         : what == op::divide                         ? "divide"
         : what == op::minimum || what == op::maximum ? "take the least or greatest of"
         : what == op::conditional                    ? "choose between"
                                                      : "compute with";
}

wide_int magnitude(wide_int number) { return number < 0 ? -number : number; }

/// The whole number below (floor), above (ceiling) or nearest (round, a half away from
/// zero) to the fraction; `divisor` is not 0.
wide_int rounded(op how, wide_int dividend, wide_int divisor) {
  if (divisor < 0) {
    dividend = -dividend;
    divisor = -divisor;
  }
  if (how == op::round) {
    const auto nearest = (2 * magnitude(dividend) + divisor) / (2 * divisor);
    return dividend < 0 ? -nearest : nearest;
  }
  const auto truncated = dividend / divisor;
  const auto rest = dividend % divisor;
  if (how == op::ceiling) return rest > 0 ? truncated + 1 : truncated;
  return rest < 0 ? truncated - 1 : truncated;
}

}  // namespace

// --- what arithmetic shares ------------------------------------------------------------

/// Visits the parts of `place`: numbers all, or durations all where those are allowed.
bool checker::operands(index place, bool durations) {
  const parts of = at(place).children;
  bool fine = true;
  for (const auto part : of)
    fine = value_of(part) != kind::none && fine;
  if (!fine) return false;
  const bool times = durations && at(of.front()).type.kind == kind::duration;
  for (const auto part : of) {
    const auto& found = at(part).type;
    if (times ? found.kind == kind::duration : found.is_number()) continue;
    const auto verb = std::string(verb_of(at(place).op));
    if (of.size() > 1 && part != of.front()) {
      return fault(
          place, errc::type_mismatch, part,
          "cannot " + verb + " " + word_for(of.front()) + " and " + word_for(part), {});
    }
    const auto hint = found.kind == kind::boolean
                          ? "write `if x then 1 else 0`, or `count_true(x, y)`"
                          : std::string();
    return fault(place, errc::type_mismatch, part,
                 "cannot " + verb + " " + word_for(part), hint);
  }
  return true;
}

/// Gives a number that is made of literals alone its unit; factors have had theirs.
void checker::settle_unit(index place, const std::string& unit) {
  auto& one = at(place);
  if (!one.type.is_number() || !one.type.unit.empty()) return;
  one.type.unit = unit;
  for (const auto part : one.children)
    settle_unit(part, unit);
}

/// Brings parts to one unit: that of those which have one. False where they differ.
bool checker::agree_on_unit(index place, parts of, std::string_view verb) {
  const auto has_unit = [this](index part) { return !at(part).type.unit.empty(); };
  const auto first = std::find_if(of.begin(), of.end(), has_unit);
  if (first == of.end()) return true;
  const auto unit = at(*first).type.unit;
  for (const auto part : of) {
    settle_unit(part, unit);
    const auto& other = at(part).type.unit;
    if (other == unit) continue;
    return fault(place, errc::unit_mismatch, part,
                 "cannot " + std::string(verb) + " numbers of different units",
                 quoted(*first) + " is " + unit_words(unit) + ", " + quoted(part) +
                     " is " + unit_words(other));
  }
  return true;
}

int checker::largest_scale(parts of) const {
  int scale = 0;
  for (const auto part : of)
    scale = std::max(scale, at(part).type.scale);
  return scale;
}

checker::bounds checker::at_scale(index part, int scale) const {
  const auto& found = at(part).type;
  const wide_int factor = power_of_ten(scale - found.scale);
  return {found.low * factor, found.high * factor};
}

bool checker::fits_scale(index place, index part, int scale) {
  const auto values = at_scale(part, scale);
  if (magnitude(values.low) <= limits::number_units &&
      magnitude(values.high) <= limits::number_units)
    return true;
  return fault(
      place, errc::number_range, part,
      quoted(part) + " can be too large to compute with as " + digits_words(scale),
      "numbers have at most 15 digits in all");
}

/// What parts of one unit give: integer where all are, else decimal; or duration.
kind checker::joint_kind(parts of) const {
  const auto first = at(of.front()).type.kind;
  if (first == kind::duration) return first;
  const bool whole = std::all_of(of.begin(), of.end(), [this](index part) {
    return at(part).type.kind == kind::integer;
  });
  return whole ? kind::integer : kind::decimal;
}

/// Makes `place` a number, or a duration, with these bounds; false where they are too
/// wide.
bool checker::set_number(index place, kind what, std::string unit, int scale,
                         bounds values) {
  if (scale > limits::decimal_scale) {
    return fault(place, errc::number_range, place,
                 "the result has " + std::to_string(scale) + " digits after the point",
                 "at most " + std::to_string(limits::decimal_scale) +
                     " are possible; round a part of it");
  }
  if (magnitude(values.low) > limits::number_units ||
      magnitude(values.high) > limits::number_units) {
    return fault(place, errc::number_range, place,
                 quoted(place) + " can become larger than numbers can be",
                 "numbers have at most 15 digits in all; narrow the bounds of its parts");
  }
  set(place, what, static_cast<std::int64_t>(values.low),
      static_cast<std::int64_t>(values.high));
  at(place).type.unit = std::move(unit);
  at(place).type.scale = scale;
  return true;
}

// --- signs, sums, extremes -------------------------------------------------------------

void checker::visit_negate(index place) {
  if (!operands(place, false)) return;
  const auto& of = at(at(place).children.front()).type;
  (void)set_number(place, of.kind, of.unit, of.scale,
                   {-wide_int{of.high}, -wide_int{of.low}});
}

void checker::visit_absolute(index place) {
  if (!operands(place, false)) return;
  const auto& of = at(at(place).children.front()).type;
  const auto low = magnitude(of.low);
  const auto high = magnitude(of.high);
  const bool crosses_zero = of.low < 0 && of.high > 0;
  (void)set_number(place, of.kind, of.unit, of.scale,
                   {crosses_zero ? 0 : std::min(low, high), std::max(low, high)});
}

void checker::visit_sum(index place) {
  if (!operands(place, true)) return;
  const parts of = at(place).children;
  if (!agree_on_unit(place, of, verb_of(at(place).op))) return;
  const int scale = largest_scale(of);
  const bool subtracts = at(place).op == op::subtract;
  bounds values;
  for (const auto part : of) {
    if (!fits_scale(place, part, scale)) return;
    const auto more = at_scale(part, scale);
    const bool negative = subtracts && part != of.front();
    values.low += negative ? -more.high : more.low;
    values.high += negative ? -more.low : more.high;
  }
  (void)set_number(place, joint_kind(of), at(of.front()).type.unit, scale, values);
}

void checker::visit_extreme(index place) {
  if (!operands(place, true)) return;
  const parts of = at(place).children;
  if (!agree_on_unit(place, of, verb_of(at(place).op))) return;
  const int scale = largest_scale(of);
  const bool least = at(place).op == op::minimum;
  auto values = at_scale(of.front(), scale);
  for (const auto part : of) {
    if (!fits_scale(place, part, scale)) return;
    const auto more = at_scale(part, scale);
    values.low = least ? std::min(values.low, more.low) : std::max(values.low, more.low);
    values.high =
        least ? std::min(values.high, more.high) : std::max(values.high, more.high);
  }
  (void)set_number(place, joint_kind(of), at(of.front()).type.unit, scale, values);
}

// --- products and quotients ------------------------------------------------------------

void checker::visit_multiply(index place) {
  if (!operands(place, false)) return;
  const auto left = at(place).children[0];
  const auto right = at(place).children[1];
  const bool plain = at(left).type.unit.empty() && at(right).type.unit.empty();
  settle_unit(left, "1");
  settle_unit(right, "1");
  const auto& a = at(left).type;
  const auto& b = at(right).type;
  // 128 bits: each factor is within limits::number_units
  const wide_int corners[] = {wide_int{a.low} * b.low, wide_int{a.low} * b.high,
                              wide_int{a.high} * b.low, wide_int{a.high} * b.high};
  (void)set_number(place, joint_kind(at(place).children),
                   plain ? "" : unit_product(a.unit, b.unit), a.scale + b.scale,
                   {*std::min_element(std::begin(corners), std::end(corners)),
                    *std::max_element(std::begin(corners), std::end(corners))});
}

/// The bounds of a quotient, rounded `how`. The divisor is not zero anywhere, so the
/// quotient is monotone in both of its parts and its extremes lie at the corners.
checker::bounds checker::quotient(index division, op how) const {
  const auto& a = at(at(division).children[0]).type;
  const auto& b = at(at(division).children[1]).type;
  std::vector<wide_int> corners;
  for (const auto dividend : {a.low, a.high}) {
    for (const auto divisor : {b.low, b.high}) {
      corners.push_back(rounded(how, wide_int{dividend} * power_of_ten(b.scale),
                                wide_int{divisor} * power_of_ten(a.scale)));
    }
  }
  const auto [low, high] = std::minmax_element(corners.begin(), corners.end());
  return {*low, *high};
}

void checker::visit_divide(index place) {
  if (!operands(place, false)) return;
  const auto left = at(place).children[0];
  const auto right = at(place).children[1];
  const bool plain = at(left).type.unit.empty() && at(right).type.unit.empty();
  settle_unit(left, "1");
  settle_unit(right, "1");
  if (at(right).type.low <= 0 && at(right).type.high >= 0) {
    fault(place, errc::division_by_zero, right, quoted(right) + " could be zero",
          "divide by what its bounds keep away from zero, such as `max(x, 1)`");
    return;
  }
  // the quotient need not be whole: outwards
  const bounds values{quotient(place, op::floor).low, quotient(place, op::ceiling).high};
  (void)set_number(place, kind::decimal,
                   plain ? "" : unit_quotient(at(left).type.unit, at(right).type.unit), 0,
                   values);
}

void checker::visit_misplaced_division(index place) {
  visit_divide(place);
  if (at(place).type.kind == kind::none) return;
  fault(place, errc::division_misplaced, place,
        "a division stands directly in `round`, `floor` or `ceiling`",
        "write `round(a / b)`, and `a / (b * c)` for two divisions");
}

void checker::visit_rounding(index place) {
  const auto part = at(place).children.front();
  const auto how = at(place).op;
  bounds values;
  if (at(part).op == op::divide) {
    visit_divide(part);
    if (at(part).type.kind == kind::none) return;
    values = quotient(part, how);
  } else {
    if (!operands(place, false)) return;
    const auto& of = at(part).type;
    const wide_int divisor = power_of_ten(of.scale);
    values = {rounded(how, of.low, divisor), rounded(how, of.high, divisor)};
  }
  (void)set_number(place, kind::integer, at(part).type.unit, 0, values);
}

// --- if ... then ... else --------------------------------------------------------------

void checker::visit_conditional(index place) {
  const parts branches = parts(at(place).children).subspan(1);
  (void)condition(at(place).children.front(), "`if` needs");
  const auto first = value_of(branches[0]);
  const auto second = value_of(branches[1]);
  if (first == kind::none || second == kind::none) return;
  const bool numbers =
      at(branches[0]).type.is_number() && at(branches[1]).type.is_number();
  if (!numbers && first != second) {
    fault(place, errc::type_mismatch, branches[1],
          "the choices are " + word_for(branches[0]) + " and " + word_for(branches[1]),
          {});
    return;
  }
  if (first == kind::boolean) return set(place, kind::boolean, 0, 1);
  if (first == kind::code) return choose_code(place);

  if (!agree_on_unit(place, branches, verb_of(op::conditional))) return;
  const int scale = largest_scale(branches);
  if (!fits_scale(place, branches[0], scale) || !fits_scale(place, branches[1], scale))
    return;
  const auto a = at_scale(branches[0], scale);
  const auto b = at_scale(branches[1], scale);
  (void)set_number(place, joint_kind(branches), at(branches[0]).type.unit, scale,
                   {std::min(a.low, b.low), std::max(a.high, b.high)});
}

void checker::choose_code(index place) {
  const parts branches = parts(at(place).children).subspan(1);
  settle_codes(branches[0], at(branches[1]).type.value_set);
  settle_codes(branches[1], at(branches[0]).type.value_set);
  const auto& a = at(branches[0]).type;
  const auto& b = at(branches[1]).type;
  if (a.kind == kind::none || b.kind == kind::none) return;
  if (a.value_set != b.value_set) {
    fault(place, errc::type_mismatch, branches[1],
          quoted(branches[0]) + " and " + quoted(branches[1]) + " have different codes",
          {});
    return;
  }
  set(place, kind::code, std::min(a.low, b.low), std::max(a.high, b.high));
  at(place).type.value_set = a.value_set;
}

}  // namespace arvio::inline v0::lang
