#ifndef ARVIO_BOOK_VALUE_HPP
#define ARVIO_BOOK_VALUE_HPP

#include "arvio/base/decimal.hpp"
#include "arvio/base/error.hpp"
#include "arvio/base/expected.hpp"
#include "arvio/base/value_set.hpp"
#include "arvio/lang/type.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Values as texts and as whole numbers of units: the one place where one becomes the
/// other.
namespace arvio::inline v0::book {

/// What a value is of: its type and, for code and codes, the codes in order.
struct value_form {
  const lang::type& type;
  const std::vector<std::string>& codes;
};

/// A value in units of its type, or why it is none.
///
/// Errors  answer_type: not a value of this kind; answer_too_fine: finer than the
///         resolution; answer_outside: no such code, or beyond limits::number_units. The
///         bounds of the type are not looked at.
using units = expected<std::int64_t, errc>;

/// A number, for numbers only.
[[nodiscard]] units units_of_number(const lang::type& type, const decimal& number);

/// A text as rule sets and cases write it: `true`, `54`, `38.4`, a code, `2026-03-02`,
/// `2026-03-02T10:00:00+02:00`, `PT12H`. Codes inputs have no single value: answer_type.
[[nodiscard]] units units_of_text(const value_form& form, std::string_view text);

/// The text that units_of_text reads back: `true`, `38.4`, `alert`. Times are given with
/// the offset of Helsinki.
[[nodiscard]] std::string value_text(const value_form& form, std::int64_t value);

/// A set of values for a message: `9 to 11, 25`, "alert, drowsy". Long sets are cut
/// short.
[[nodiscard]] std::string values_text(const value_form& form, const value_set& values);

}  // namespace arvio::inline v0::book

#endif  // ARVIO_BOOK_VALUE_HPP
