#ifndef ARVIO_CORE_ANSWER_HPP
#define ARVIO_CORE_ANSWER_HPP

#include "arvio/base/date.hpp"
#include "arvio/base/decimal.hpp"
#include "arvio/base/error.hpp"
#include "arvio/base/limits.hpp"
#include "arvio/core/program.hpp"

#include <concepts>
#include <cstdint>
#include <string_view>
#include <utility>

namespace arvio::inline v0::core {

/// Which input: its place in the program, or its id, which is looked up.
struct input_key {
  place index = none;
  std::string_view id;

  input_key(place which) noexcept : index(which) {}
  input_key(std::string_view name) noexcept : id(name) {}
  input_key(const char* name) noexcept : id(name) {}

  [[nodiscard]] place in(const program& rules) const noexcept {
    if (index != none) return index < rules.inputs().size() ? index : none;
    return rules.find_input(id);
  }
};

/// One value as a caller gives it. The input's declaration decides what fits.
struct given_value {
  enum class form : std::uint8_t {
    truth,
    number,
    code,
    code_place,
    day,
    moment,
    duration
  };

  form shape = form::truth;
  decimal number;  // truth: 0 or 1; code_place; day, moment, duration: days or seconds
  std::string_view code;  // of a code input

  given_value(bool value) noexcept : number{value ? 1 : 0, 0} {}
  template <std::integral Number>
    requires(!std::same_as<Number, bool>)
  given_value(Number value) noexcept
      : shape(form::number),
        // what no signed number holds is outside of every domain, not negative
        number{std::in_range<std::int64_t>(value)
                   ? static_cast<std::int64_t>(value)
                   : std::int64_t{limits::number_units} + 1,
               0} {}
  /// A binary fraction is not the number that was meant: 38.4 is `decimal{384, 1}`.
  template <std::floating_point Number>
  given_value(Number value) = delete;
  given_value(decimal value) noexcept : shape(form::number), number(value) {}
  given_value(std::string_view value) noexcept : shape(form::code), code(value) {}
  given_value(const char* value) noexcept : shape(form::code), code(value) {}
  given_value(date value) noexcept : shape(form::day), number{value.days, 0} {}
  given_value(instant value) noexcept : shape(form::moment), number{value.seconds, 0} {}

  [[nodiscard]] static given_value seconds(std::int64_t count) noexcept {
    given_value made(count);
    made.shape = form::duration;
    return made;
  }
  /// A code of a code input by its place.
  [[nodiscard]] static given_value code_at(place code) noexcept {
    given_value made(code);
    made.shape = form::code_place;
    return made;
  }
};

/// A value in the units of its input, or why it does not fit.
struct fitted_value {
  std::int64_t units = 0;
  errc fault = errc::none;
};

/// A number in units of 10^-scale, if the input takes so fine ones and so large ones.
[[nodiscard]] inline fitted_value fit_number(const decimal& given, int scale) noexcept {
  if (given.scale == scale) return {given.units, errc::none};
  // INVARIANT: units_at gives nothing where the number is finer, or far beyond every
  // domain; only the first has a rest.
  if (const auto units = units_at(given, scale)) return {*units, errc::none};
  auto rest = given;
  while (rest.scale > scale && rest.units % 10 == 0) {
    rest.units /= 10;
    --rest.scale;
  }
  return {0, rest.scale > scale ? errc::answer_too_fine : errc::answer_outside};
}

/// Brings a value to the units of an input.
///
/// Errors  errc::answer_type, answer_too_fine, answer_outside.
[[nodiscard]] inline fitted_value fit(const program& rules, place input,
                                      const given_value& given) noexcept {
  using form = given_value::form;
  const auto& declared = rules.inputs()[input];
  const auto is_one = [&](form wanted) noexcept { return given.shape == wanted; };
  const auto inside = [&](std::int64_t units) noexcept {
    return declared.low <= units && units <= declared.high
               ? fitted_value{units, errc::none}
               : fitted_value{0, errc::answer_outside};
  };
  bool fits = false;
  switch (declared.kind) {
    case input_kind::boolean: fits = is_one(form::truth); break;
    case input_kind::number: {
      if (!is_one(form::number)) return {0, errc::answer_type};
      const auto number = fit_number(given.number, static_cast<int>(declared.scale));
      return number.fault != errc::none ? number : inside(number.units);
    }
    case input_kind::code: {
      if (!is_one(form::code) && !is_one(form::code_place)) return {0, errc::answer_type};
      const auto code = is_one(form::code) ? rules.find_code(input, given.code)
                                           : static_cast<place>(given.number.units);
      return code < declared.codes ? fitted_value{code, errc::none}
                                   : fitted_value{0, errc::answer_outside};
    }
    case input_kind::codes: break;
    case input_kind::date: fits = is_one(form::day); break;
    case input_kind::datetime: fits = is_one(form::moment); break;
    case input_kind::duration: fits = is_one(form::duration); break;
  }
  return fits ? inside(given.number.units) : fitted_value{0, errc::answer_type};
}

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_ANSWER_HPP
