#ifndef ARVIO_SRC_EXCHANGE_HEADER_MATCH_HPP
#define ARVIO_SRC_EXCHANGE_HEADER_MATCH_HPP

#include "arvio/base/expected.hpp"
#include "arvio/exchange/mapping.hpp"
#include "arvio/exchange/table.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace arvio::inline v0 {

/// Where the columns of a mapping stand in a table.
struct column_places {
  std::optional<std::size_t> id;
  std::optional<std::size_t> at;
  std::vector<std::size_t> columns;  // one per column of the mapping
};

/// Finds the columns of a mapping by the header.
///
/// Errors  a column that is missing, with the one that was probably meant, or that is
///         there twice; one error alone where the header is of another delimiter. A
///         field of the header is repeated only where others are columns of the mapping:
///         a table without a header begins with what somebody said.
[[nodiscard]] expected<column_places, table_faults> match_header(
    const std::vector<std::string>& header, const contact_mapping& by);

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_EXCHANGE_HEADER_MATCH_HPP
