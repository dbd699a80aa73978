#ifndef ARVIO_SRC_EXCHANGE_PLAIN_CELL_HPP
#define ARVIO_SRC_EXCHANGE_PLAIN_CELL_HPP

#include "arvio/exchange/mapping.hpp"

#include <string>

namespace arvio::inline v0 {

/// What one cell says, or why it says nothing.
struct read_cell {
  answer_content content;
  std::string fault;  // to be read after the name of the column; never the cell
};

/// A cell of a column without lists of codes: what its code means; a date or time; a
/// number, converted where the mapping says so; a truth value; a text.
[[nodiscard]] read_cell read_plain_cell(const std::string& cell, const column_mapping& by,
                                        char decimal_mark);

/// What a cell means by the codes of its column; nullptr where it is none of them.
[[nodiscard]] const answer_content* meaning_of(const column_mapping& by,
                                               std::string_view cell);

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_EXCHANGE_PLAIN_CELL_HPP
