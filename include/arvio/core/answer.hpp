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
  enum class form : std::uint8_t { truth, number, code, day, moment, duration };

  form shape = form::truth;
  decimal number;         // truth: 0 or 1; day, moment, duration: days or seconds
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
};

/// A value in the units of its input, or why it does not fit.
struct fitted_value {
  std::int64_t units = 0;
  errc fault = errc::none;
};

/// Brings a value to the units of an input.
///
/// Errors  errc::answer_type, answer_too_fine, answer_outside.
[[nodiscard]] inline fitted_value fit(const program& rules, place input,
                                      const given_value& given) noexcept {
  const auto& declared = rules.inputs()[input];
  using form = given_value::form;
  auto wanted = form::number;
  switch (declared.kind) {
    case input_kind::boolean: wanted = form::truth; break;
    case input_kind::number: break;
    case input_kind::code: wanted = form::code; break;
    case input_kind::date: wanted = form::day; break;
    case input_kind::datetime: wanted = form::moment; break;
    case input_kind::duration: wanted = form::duration; break;
    case input_kind::codes: return {0, errc::answer_type};
  }
  if (given.shape != wanted) return {0, errc::answer_type};
  if (wanted == form::code) {
    const auto code = rules.find_code(input, given.code);
    if (code == none) return {0, errc::answer_outside};
    return {code, errc::none};
  }
  // INVARIANT: units_at gives nothing where the number is finer, or far beyond every
  // domain; only the first has a rest.
  const int scale = wanted == form::number ? static_cast<int>(declared.scale) : 0;
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
