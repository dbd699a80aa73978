#ifndef ARVIO_SRC_EXCHANGE_UNIT_CONVERSION_HPP
#define ARVIO_SRC_EXCHANGE_UNIT_CONVERSION_HPP

#include "arvio/base/decimal.hpp"
#include "arvio/exchange/mapping.hpp"

#include <optional>
#include <string>
#include <string_view>

/// Units of columns into those of inputs: exact, or as the mapping says to round.
namespace arvio::inline v0 {

/// The conversion of a pair of UCUM units that is exact and needs no substance; nullopt
/// where none is known.
///
/// Meaning  months and years are no such pair: an age in whole years is no number of
///          months.
[[nodiscard]] std::optional<unit_conversion> known_conversion(std::string_view from,
                                                              std::string_view to);
/// The pairs, for a message: "`[degF]` to `Cel`, ...".
[[nodiscard]] std::string known_conversions();

/// Whether a factor of a mapping can be reckoned with.
[[nodiscard]] bool is_factor(const decimal& number);

enum class conversion_fault : std::uint8_t {
  none,
  too_long,  // more digits than can be reckoned with
  no_end,    // no decimal, and nothing says how to round
};

struct converted_number {
  decimal number;
  conversion_fault fault = conversion_fault::none;
};

/// The number in the other unit. Nothing in between is rounded.
[[nodiscard]] converted_number convert_number(const decimal& number,
                                              const unit_conversion& by);

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_EXCHANGE_UNIT_CONVERSION_HPP
