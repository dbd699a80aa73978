#ifndef ARVIO_LANG_TYPE_HPP
#define ARVIO_LANG_TYPE_HPP

#include <cstdint>
#include <string>

namespace arvio::inline v0::lang {

/// The kinds of value a rule set can declare or compute. `none` is a type error already
/// reported, which reports no more.
enum class kind : std::uint8_t {
  none,
  boolean,
  integer,
  decimal,
  code,
  codes,
  date,
  datetime,
  duration
};

/// The name of a kind as rule sets write it: "boolean", ...
[[nodiscard]] const char* kind_name(kind what) noexcept;

/// The type of an expression: what its values are and between which bounds they lie.
///
/// Units   values are whole numbers of units: 0 or 1 for booleans, the place in the value
///         set for codes, 10^-scale for numbers, days for dates, seconds for times and
///         durations.
/// Counts  `low` and `high` bound every value (a safe superset for computed numbers).
struct type {
  lang::kind kind = lang::kind::none;
  std::string unit;  // canonical UCUM text, "1" for none; numbers only
  int scale = 0;     // digits after the point; numbers only
  std::int64_t low = 0;
  std::int64_t high = 0;
  std::uint32_t value_set =
      0;  // which value set a code is from: two codes compare only within one

  [[nodiscard]] bool is_number() const noexcept {
    return kind == lang::kind::integer || kind == lang::kind::decimal;
  }
};

}  // namespace arvio::inline v0::lang

#endif  // ARVIO_LANG_TYPE_HPP
