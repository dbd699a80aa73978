#ifndef ARVIO_EXCHANGE_TABLE_HPP
#define ARVIO_EXCHANGE_TABLE_HPP

#include "arvio/base/expected.hpp"
#include "arvio/exchange/contact.hpp"

#include <cstddef>
#include <cstdint>
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

/// One record of a table.
struct table_row {
  std::size_t line = 0;            // where it begins in the file
  std::vector<std::string> cells;  // as many as the header has, or there is a fault
  std::string fault;               // why it is no row of the table; may be empty
  bool blank = false;              // nothing stands in any of its cells
};

/// Reads the rows of a table one after the other, out of pieces of any size; the first is
/// the header.
///
/// Meaning  RFC 4180 with a delimiter of one's own: fields may stand between double
///          quotes, two of which mean one; lines end in LF or CR LF; a byte order mark is
///          passed over. Of a table of one column an empty line is a row, of any other a
///          blank one.
/// Errors   told of the row: a quote out of place or never closed, fewer or more fields
///          than the header, bytes that are not UTF-8, a NUL, limits::row_bytes.
/// Cost     memory for one row and one piece.
class table_reader {
 public:
  explicit table_reader(char delimiter) : delimiter_(delimiter) {}

  /// Takes more of the file, behind what it had.
  void take(std::string_view bytes);
  /// No more will come.
  void end() { ended_ = true; }
  /// The next row that is whole; nullopt where more has to be taken first, or nothing is
  /// left.
  [[nodiscard]] std::optional<table_row> next();
  /// Whether the rest cannot be read: a row had no end.
  [[nodiscard]] bool is_lost() const { return state_ == state::lost; }

 private:
  enum class state : std::uint8_t {
    field_begins,
    plain,         // in a field without quotes
    quoted,        // between quotes
    quote_closed,  // behind the second of them
    line_ends,     // the same, and behind a CR
    broken,        // no row: passed over up to the end of its line
    lost,
  };

  bool read(char c);
  void begin_row();
  void end_field();
  void end_of_line();
  void break_row(std::string why);
  table_row finished();

  char delimiter_;
  state state_ = state::field_begins;
  bool ended_ = false;
  bool at_start_ = true;
  std::string bytes_;
  std::size_t at_ = 0;     // in `bytes_`
  std::size_t line_ = 1;   // that of `at_`
  std::size_t size_ = 0;   // of the row so far, in bytes
  std::size_t width_ = 0;  // of the header, in fields; 0 before it
  table_row row_;
  std::string field_;
};

struct table {
  std::vector<std::string> header;
  std::vector<table_row> rows;  // without the blank ones
  std::size_t blank_rows = 0;

  /// The place of a column, the first of several; nullopt where there is none of that
  /// name.
  [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;
};

/// Reads a whole table.
///
/// Errors  no header, or one that is out of form.
[[nodiscard]] expected<table, table_faults> read_table(std::string_view csv,
                                                       char delimiter);

/// How a column becomes the answers to an input.
struct column_mapping {
  std::string column;
  std::string input;
  std::optional<std::string> unit;  // of the column: must be the input's own
  std::vector<std::pair<std::string, answer_content>> codes;  // what each cell means
  char separator = ' ';  // between several codes in one cell, where each is a list

  /// Whether every cell says something of codes: then several may stand in one cell, and
  /// several columns may answer one input.
  [[nodiscard]] bool gives_codes() const;
};

/// How a row becomes a contact.
struct contact_mapping {
  offset_time at;
  std::optional<std::string>
      at_column;  // that has the time of each, in the place of `at`
  char delimiter = ',';
  char decimal_mark = '.';
  std::string language;
  bool finish = false;
  std::optional<std::string> id_column;
  std::vector<column_mapping> columns;
  std::vector<answer> constants;  // answers that every contact has
};

/// Reads a mapping:
///
///     {"at": "2026-03-02T10:00:00+02:00", "language": "fi", "id": "row_id", "finish":
///     true, "delimiter": ";", "decimal": ",",
///      "columns": {"age": {"input": "age", "unit": "a"},
///                  "mental": {"input": "consciousness", "codes": {"1": "alert"}}},
///      "constants": {"setting": "emergency_department"}}
///
/// Meaning  `columns` and `at` must be there; `at` may be {"column": "seen"}; the values
///          of `codes` and `constants` are answers in the forms that contacts have.
/// Errors   not JSON, an unknown or repeated member, a column without an input, an input
///          that two columns or constants answer, unless all of them give lists of codes.
[[nodiscard]] expected<contact_mapping, table_faults> read_mapping(std::string_view json);

struct converted_row {
  std::size_t line = 0;
  arvio::contact contact;
  table_faults faults;  // where there are any, the contact is not to be used
};

/// Turns rows into contacts.
///
/// Meaning  an empty cell was not asked. A cell of a column with codes means what its
///          code says, or what the codes in it say together; of another column it is a
///          number, `true`, `false`, or else a text. What several columns say of one
///          input is put together.
/// Errors   told of the row: a cell that is no code, that is `?`, that has the decimal
///          mark of another mapping; columns that contradict each other; a time that is
///          none.
class row_converter {
 public:
  /// Errors  a column of the mapping that the table does not have, or has twice; another
  ///         delimiter than that of the mapping, by its name.
  [[nodiscard]] static expected<row_converter, table_faults> of(
      const std::vector<std::string>& header, const contact_mapping& by);

  [[nodiscard]] converted_row convert(const table_row& row) const;

 private:
  explicit row_converter(const contact_mapping& by) : by_(by) {}
  void take(const column_mapping& column, const std::string& cell, converted_row& into,
            std::vector<answer>& answers) const;

  contact_mapping by_;
  std::optional<std::size_t> id_;
  std::optional<std::size_t> at_;
  std::vector<std::size_t> places_;  // one per column of the mapping
};

/// Turns every row of a table into a contact.
[[nodiscard]] expected<std::vector<converted_row>, table_faults> convert(
    const table& from, const contact_mapping& by);

}  // namespace arvio::inline v0

#endif  // ARVIO_EXCHANGE_TABLE_HPP
