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

  input_key(place input) noexcept : index(input) {}
  input_key(std::string_view name) noexcept : id(name) {}
  input_key(const char* name) noexcept : id(name) {}

  [[nodiscard]] place in(const program& rules) const noexcept {
    if (index != none) return index < rules.inputs().size() ? index : none;
    return rules.find_input(id);
  }
};

/// One value as a caller gives it. The input's declaration decides what fits.
struct given_value {
  /// Up to `duration` the same numbers as the kinds of inputs that take it.
  enum class form : std::uint8_t {
    truth,
    number,
    code_place,
    nothing,  // no value is of `codes`
    day,
    moment,
    duration,
    code
  };

  union {
    decimal number;  // truth: 0 or 1; code_place; day, moment, duration: days or seconds
    std::string_view code;  // code: its id
  };
  form shape = form::truth;

  given_value(bool value) noexcept : number{value ? 1 : 0, 0} {}
  template <std::integral Number>
    requires(!std::same_as<Number, bool>)
  given_value(Number value) noexcept
      // what no signed number holds is outside of every domain, not negative
      : number{std::in_range<std::int64_t>(value)
                   ? static_cast<std::int64_t>(value)
                   : std::int64_t{limits::number_units} + 1,
               0},
        shape(form::number) {}
  /// A binary fraction is not the number that was meant: 38.4 is `decimal{384, 1}`.
  template <std::floating_point Number>
  given_value(Number value) = delete;
  given_value(decimal value) noexcept : number(value), shape(form::number) {}
  given_value(std::string_view value) noexcept : code(value), shape(form::code) {}
  given_value(const char* value) noexcept : code(value), shape(form::code) {}
  given_value(date value) noexcept : number{value.days, 0}, shape(form::day) {}
  given_value(instant value) noexcept : number{value.seconds, 0}, shape(form::moment) {}

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

  /// Whether it is of the form that inputs of a kind take, other than the id of a code.
  [[nodiscard]] bool is_of(input_kind kind) const noexcept {
    return static_cast<std::uint32_t>(shape) == static_cast<std::uint32_t>(kind) &&
           shape != form::nothing;
  }
};
static_assert(static_cast<int>(given_value::form::code_place) ==
                  static_cast<int>(input_kind::code) &&
              static_cast<int>(given_value::form::nothing) ==
                  static_cast<int>(input_kind::codes) &&
              static_cast<int>(given_value::form::duration) ==
                  static_cast<int>(input_kind::duration));

/// A value in the units of its input, or why it does not fit.
struct fitted_value {
  std::int64_t units = 0;
  errc fault = errc::none;
};

/// Whether a value is in the units of an input, and inside its domain: as nearly all are.
[[nodiscard]] inline bool fits_as_it_is(const input_record& declared,
                                        const given_value& given) noexcept {
  return given.is_of(declared.kind) &&
         given.number.scale == static_cast<int>(declared.scale) &&
         declared.low <= given.number.units && given.number.units <= declared.high;
}

/// Brings a value to the units of an input.
///
/// Errors  errc::answer_type, answer_too_fine, answer_outside.
[[nodiscard]] inline fitted_value fit(const program& rules, place input,
                                      const given_value& given) noexcept {
  const auto& declared = rules.inputs()[input];
  if (given.shape == given_value::form::code && declared.kind == input_kind::code) {
    const auto code = rules.find_code(input, given.code);
    return code == none ? fitted_value{0, errc::answer_outside}
                        : fitted_value{code, errc::none};
  }
  if (!given.is_of(declared.kind)) return {0, errc::answer_type};
  // INVARIANT: units_at gives nothing where the number is finer, or far beyond every
  // domain; only the first has a rest.
  const int scale = static_cast<int>(declared.scale);
  const auto units = units_at(given.number, scale);
  if (!units) {
    auto rest = given.number;
    while (rest.scale > scale && rest.units % 10 == 0) {
      rest.units /= 10;
      --rest.scale;
    }
    return {0, rest.scale > scale ? errc::answer_too_fine : errc::answer_outside};
  }
  if (*units < declared.low || *units > declared.high) return {0, errc::answer_outside};
  return {*units, errc::none};
}

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_ANSWER_HPP
