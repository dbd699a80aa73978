#ifndef ARVIO_SRC_EXCHANGE_TIME_CELL_HPP
#define ARVIO_SRC_EXCHANGE_TIME_CELL_HPP

#include "arvio/base/date.hpp"
#include "arvio/exchange/mapping.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

/// Dates and times as tables write them.
namespace arvio::inline v0 {

/// What a cell says: a date, a moment, or why it is neither.
using time_cell = std::variant<date, offset_time, std::string>;

/// Reads a cell in the forms of a mapping.
///
/// Meaning  without an offset it is what the clock of Helsinki showed: an hour that the
///          clock passed over is no time, one that comes twice only where the mapping
///          says which is meant. Seconds since 1970 get the offset of Helsinki then.
/// Errors   the reason, to be read after the name of the column; never the cell.
[[nodiscard]] time_cell read_time_cell(std::string_view cell, const time_reading& by);

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_EXCHANGE_TIME_CELL_HPP
