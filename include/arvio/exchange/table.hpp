#ifndef ARVIO_EXCHANGE_TABLE_HPP
#define ARVIO_EXCHANGE_TABLE_HPP

#include "arvio/base/expected.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
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
  bool blank = false;              // nothing but blanks stands in any of its cells
};

/// Reads the rows of a table one after the other, out of pieces of any size; the first is
/// the header.
///
/// Meaning  RFC 4180 with a delimiter of one's own: fields may stand between double
///          quotes, two of which mean one; lines end in LF or CR LF; a byte order mark is
///          passed over, and a first line `sep=;` of its delimiter. Of a table of one
///          column an empty line is a row, of any other a blank one.
/// Errors   told of the row: a quote out of place or never closed, fewer or more fields
///          than the header, bytes that are not UTF-8, a NUL, limits::row_bytes. UTF-16
///          is known by its first bytes and told of the header; nothing after is read.
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

  bool start();
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

}  // namespace arvio::inline v0

#endif  // ARVIO_EXCHANGE_TABLE_HPP
