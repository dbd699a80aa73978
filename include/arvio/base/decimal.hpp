#ifndef ARVIO_BASE_DECIMAL_HPP
#define ARVIO_BASE_DECIMAL_HPP

#include "arvio/base/limits.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace arvio::inline v0 {

/// Wide enough for a product of two numbers within limits::number_units.
__extension__ using wide_int = __int128;

/// 10 to the power of `exponent`, 0 to limits::decimal_scale.
[[nodiscard]] constexpr std::int64_t power_of_ten(int exponent) noexcept {
  std::int64_t power = 1;
  for (int i = 0; i < exponent; ++i)
    power *= 10;
  return power;
}

/// An exact number: `units` times 10 to the power of minus `scale`. 38.40 is {3840, 2}.
///
/// Units   |units| <= limits::number_units, 0 <= scale <= limits::decimal_scale.
struct decimal {
  std::int64_t units = 0;
  int scale = 0;

  /// Compares values, not forms: 38.4 equals 38.40.
  friend constexpr std::strong_ordering operator<=>(const decimal& a,
                                                    const decimal& b) noexcept {
    // 128 bits: units below 10^15 times at most 10^9
    const auto left = static_cast<wide_int>(a.units) * power_of_ten(b.scale);
    const auto right = static_cast<wide_int>(b.units) * power_of_ten(a.scale);
    return left < right   ? std::strong_ordering::less
           : left > right ? std::strong_ordering::greater
                          : std::strong_ordering::equal;
  }
  friend constexpr bool operator==(const decimal& a, const decimal& b) noexcept {
    return (a <=> b) == 0;
  }
};

/// Reads `-12`, `38.40`: an optional minus, digits, optionally a point and digits.
/// Nothing else: no plus, no exponent, no blanks, no locale.
///
/// Errors  nullopt where the text is not of that form or leaves the limits of `decimal`.
[[nodiscard]] constexpr std::optional<decimal> parse_decimal(
    std::string_view text) noexcept {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  decimal number;
  bool point = false;
  bool digit_before = false;
  bool digit_last = false;
  for (const char c : text) {
    if (c == '.' && !point && digit_before) {
      point = true;
      digit_last = false;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    number.units = number.units * 10 + (c - '0');
    if (number.units > limits::number_units) return std::nullopt;
    if (point && ++number.scale > limits::decimal_scale) return std::nullopt;
    digit_before = digit_last = true;
  }
  if (!digit_last) return std::nullopt;
  if (negative) number.units = -number.units;
  return number;
}

/// The number of units of 10^-scale that make up `number`; nullopt where it is finer than
/// that, or leaves limits::number_units.
[[nodiscard]] constexpr std::optional<std::int64_t> units_at(decimal number,
                                                             int scale) noexcept {
  while (number.scale > scale) {
    if (number.units % 10 != 0) return std::nullopt;
    number.units /= 10;
    --number.scale;
  }
  for (; number.scale < scale; ++number.scale) {
    // before it is multiplied: a caller's number may be far beyond the limit
    constexpr auto most = limits::number_units / 10;
    if (number.units > most || number.units < -most) return std::nullopt;
    number.units *= 10;
  }
  return number.units;
}

/// The text that `parse_decimal` reads back to the same units and scale: "38.40".
[[nodiscard]] inline std::string to_text(const decimal& number) {
  const auto magnitude = number.units < 0 ? -static_cast<std::uint64_t>(number.units)
                                          : static_cast<std::uint64_t>(number.units);
  auto digits = std::to_string(magnitude);
  if (number.scale > 0) {
    const auto scale = static_cast<std::size_t>(number.scale);
    if (digits.size() <= scale) digits.insert(0, scale + 1 - digits.size(), '0');
    digits.insert(digits.size() - scale, ".");
  }
  return (number.units < 0 ? "-" : "") + digits;
}

}  // namespace arvio::inline v0

#endif  // ARVIO_BASE_DECIMAL_HPP
