#include "unit_conversion.hpp"

#include "arvio/base/limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace arvio::inline v0 {

namespace {

struct known_pair {
  const char* from;
  const char* to;
  decimal minus;
  decimal multiply;
  decimal divide;
};

constexpr decimal no_factor{1, 0};
constexpr decimal no_shift{0, 0};

// UCUM 2.1, table 5 and the definitions there; each exact.
constexpr std::array known_pairs = {
    known_pair{"[degF]", "Cel", {32, 0}, {5, 0}, {9, 0}},
    known_pair{"K", "Cel", {27315, 2}, no_factor, no_factor},
    known_pair{"g", "kg", no_shift, no_factor, {1000, 0}},
    known_pair{"kg", "g", no_shift, {1000, 0}, no_factor},
    known_pair{"[lb_av]", "kg", no_shift, {45359237, 0}, {100000000, 0}},
    known_pair{"cm", "m", no_shift, no_factor, {100, 0}},
    known_pair{"m", "cm", no_shift, {100, 0}, no_factor},
    known_pair{"[in_i]", "cm", no_shift, {254, 2}, no_factor},
    known_pair{"s", "min", no_shift, no_factor, {60, 0}},
    known_pair{"min", "s", no_shift, {60, 0}, no_factor},
    known_pair{"min", "h", no_shift, no_factor, {60, 0}},
    known_pair{"h", "min", no_shift, {60, 0}, no_factor},
    known_pair{"h", "d", no_shift, no_factor, {24, 0}},
    known_pair{"d", "h", no_shift, {24, 0}, no_factor},
    known_pair{"wk", "d", no_shift, {7, 0}, no_factor},
    known_pair{"1", "%", no_shift, {100, 0}, no_factor},
};

decimal without_idle_zeros(decimal number) {
  while (number.scale > 0 && number.units % 10 == 0) {
    number.units /= 10;
    --number.scale;
  }
  return number;
}

wide_int wide_power_of_ten(int exponent) {
  wide_int power = 1;
  for (int i = 0; i < exponent; ++i)
    power *= 10;
  return power;
}

/// What is reckoned with: above / below, below > 0.
struct fraction {
  wide_int above;
  wide_int below;
};

/// `number`, of at most limits::converted_units and limits::factor_scale, as it is
/// converted, in units of 10^-digits. At most 10^12 * 10^2 (what is taken away has two
/// digits behind the point) * 10^9 * 10^(6 + 6) above, 10^9 * 10^(6 + 2 + 6) below.
fraction converted(const decimal& number, const unit_conversion& by, int digits) {
  fraction made{static_cast<wide_int>(number.units) * power_of_ten(by.minus.scale) -
                    static_cast<wide_int>(by.minus.units) * power_of_ten(number.scale),
                by.divide.units};
  made.above *= by.multiply.units;
  const int up = by.divide.scale + digits;
  const int down = number.scale + by.minus.scale + by.multiply.scale;
  made.above *= wide_power_of_ten(std::max(up - down, 0));
  made.below *= wide_power_of_ten(std::max(down - up, 0));
  return made;
}

wide_int rounded(const fraction& what, rounding how) {
  const auto [above, below] = what;
  const auto rest = above % below;  // has the sign of what is above
  const auto towards_zero = above / below;
  if (rest == 0) return towards_zero;
  const wide_int away = above < 0 ? -1 : 1;
  switch (how) {
    case rounding::nearest: {
      const auto size = rest < 0 ? -rest : rest;
      return towards_zero + (2 * size >= below ? away : 0);
    }
    case rounding::floor: return towards_zero - (above < 0 ? 1 : 0);
    case rounding::ceiling: return towards_zero + (above < 0 ? 0 : 1);
  }
  return towards_zero;  // not reached
}

converted_number of_units(wide_int units, int digits) {
  if (units > limits::number_units || units < -limits::number_units)
    return {{}, conversion_fault::too_long};
  return {{static_cast<std::int64_t>(units), digits}, conversion_fault::none};
}

}  // namespace

std::optional<unit_conversion> known_conversion(std::string_view from,
                                                std::string_view to) {
  for (const auto& pair : known_pairs) {
    if (from != pair.from || to != pair.to) continue;
    return unit_conversion{pair.to, "", pair.minus, pair.multiply, pair.divide, {}, 0};
  }
  return std::nullopt;
}

std::string known_conversions() {
  std::vector<std::string> all;
  for (const auto& pair : known_pairs)
    all.push_back(fmt::format("`{}` to `{}`", pair.from, pair.to));
  return fmt::format("{}", fmt::join(all, ", "));
}

bool is_factor(const decimal& number) {
  return number.units > 0 && number.units <= limits::factor_units &&
         number.scale <= limits::factor_scale;
}

converted_number convert_number(const decimal& number, const unit_conversion& by) {
  const auto from = without_idle_zeros(number);
  if (from.units > limits::converted_units || from.units < -limits::converted_units ||
      from.scale > limits::factor_scale)
    return {{}, conversion_fault::too_long};
  if (by.round)
    return of_units(rounded(converted(from, by, by.digits), *by.round), by.digits);
  for (int digits = 0; digits <= limits::factor_scale; ++digits) {
    const auto exact = converted(from, by, digits);
    if (exact.above % exact.below == 0)
      return of_units(exact.above / exact.below, digits);
  }
  return {{}, conversion_fault::no_end};
}

}  // namespace arvio::inline v0
