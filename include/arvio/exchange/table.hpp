#ifndef ARVIO_EXCHANGE_TABLE_HPP
#define ARVIO_EXCHANGE_TABLE_HPP

#include "arvio/base/expected.hpp"
#include "arvio/exchange/contact.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arvio::inline v0 {

/// What is wrong with a table or its mapping, and where. Never holds what a cell says.
struct table_fault {
  std::size_t line = 0;  // 1-based, in the file; 0 is the whole
  std::string column;    // its name in the header; may be empty
  std::string message;

  friend bool operator==(const table_fault&, const table_fault&) = default;
};
using table_faults = std::vector<table_fault>;

/// One record: as many cells as the header has.
struct table_row {
  std::size_t line = 0;            // where it begins in the file
  std::vector<std::string> cells;  // as many as the header has, or there is a fault
  std::string fault;               // why it is no row of the table; may be empty
};

struct table {
  std::vector<std::string> header;
  std::vector<table_row> rows;

  /// The place of a column; nullopt where there is none of that name.
  [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;
};

/// Reads comma-separated values with a header.
///
/// Meaning  RFC 4180: fields may stand between double quotes, two of which mean one;
///          lines end in LF or CR LF; a byte order mark is passed over, and so are empty
///          lines.
/// Errors   no header, a column named twice, a quote out of place or never closed, a row
///          with fewer or more fields than the header.
[[nodiscard]] expected<table, table_faults> read_table(std::string_view csv);

/// How a column becomes the answers to an input.
struct column_mapping {
  std::string column;
  std::string input;
  std::optional<std::string> unit;  // of the column: must be the input's own
  std::vector<std::pair<std::string, answer_content>> codes;  // what each cell means
};

/// How a row becomes a contact.
struct contact_mapping {
  offset_time at;
  std::string language;
  bool finish = false;
  std::optional<std::string> id_column;
  std::vector<column_mapping> columns;
  std::vector<answer> constants;  // answers that every contact has
};

/// Reads a mapping:
///
///     {"at": "2026-03-02T10:00:00+02:00", "language": "fi", "id": "row_id", "finish":
///     true,
///      "columns": {"age": {"input": "age", "unit": "a"},
///                  "mental": {"input": "consciousness", "codes": {"1": "alert"}}},
///      "constants": {"setting": "emergency_department"}}
///
/// Meaning  `columns` and `at` must be there; the values of `codes` and `constants` are
///          answers in the forms that contacts have.
/// Errors   not JSON, an unknown or repeated member, a column without an input, an input
///          that two columns or constants answer.
[[nodiscard]] expected<contact_mapping, table_faults> read_mapping(std::string_view json);

struct converted_row {
  std::size_t line = 0;
  arvio::contact contact;
  table_faults faults;  // where there are any, the contact is not to be used
};

/// Turns every row into a contact.
///
/// Meaning  an empty cell was not asked. A cell of a column with codes means what its
///          code says; of another column it is a number, `true`, `false`, or else a text.
/// Errors   a column of the mapping that the table does not have. A cell that is no code
///          is a fault of its row.
[[nodiscard]] expected<std::vector<converted_row>, table_faults> convert(
    const table& from, const contact_mapping& by);

}  // namespace arvio::inline v0

#endif  // ARVIO_EXCHANGE_TABLE_HPP
