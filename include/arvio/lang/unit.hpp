#ifndef ARVIO_LANG_UNIT_HPP
#define ARVIO_LANG_UNIT_HPP

#include <optional>
#include <string>
#include <string_view>

namespace arvio::inline v0::lang {

/// The canonical text of a UCUM unit ("/min", "mm[Hg]", "kg/m2", "1"), or nullopt where
/// it is not of the form that units may have.
///
/// Meaning  factors joined by `.` and `/`, each a name of letters, `%` and `[...]` with
///          an optional exponent, or `10*` with one. Canonical: equal names joined, those
///          above the line first, both in bytewise order; "1" where nothing is left.
///          Names are not looked up and never converted: `h` and `min` are two units.
/// Source   UCUM 2.1, without annotations, parentheses and other numbers.
[[nodiscard]] std::optional<std::string> canonical_unit(std::string_view text);

/// The unit of a product or a quotient of numbers in these units, both canonical.
[[nodiscard]] std::string unit_product(std::string_view left, std::string_view right);
[[nodiscard]] std::string unit_quotient(std::string_view left, std::string_view right);

}  // namespace arvio::inline v0::lang

#endif  // ARVIO_LANG_UNIT_HPP
