#ifndef ARVIO_EXCHANGE_ROW_CONVERTER_HPP
#define ARVIO_EXCHANGE_ROW_CONVERTER_HPP

#include "arvio/base/expected.hpp"
#include "arvio/exchange/contact.hpp"
#include "arvio/exchange/mapping.hpp"
#include "arvio/exchange/table.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace arvio::inline v0 {

struct converted_row {
  std::size_t line = 0;
  arvio::contact contact;
  table_faults faults;        // where there are any, the row is refused
  table_faults made_unknown;  // bad cells whose answers are unknown now
  table_faults dropped_for;   // where there are any, and no faults, the row is left out

  /// Whether the contact is to be used.
  [[nodiscard]] bool is_contact() const { return faults.empty() && dropped_for.empty(); }
};

/// Turns rows into contacts.
///
/// Meaning  an empty cell was not asked. A cell of a column with codes means what its
///          code says, or what the codes in it say together; of a column of times it is a
///          date or time; of another it is a number, `true`, `false`, or else a text.
///          What several columns say of one input is put together. Of a bad cell that
///          becomes unknown nothing is taken for absent: the codes that its column could
///          have named are unknown, and all of an input whose list is closed.
/// Errors   bad cells, told of the row: one that is no code, that is `?`, that has the
///          decimal mark of another mapping, that is no time or one that the clock never
///          showed; columns that contradict each other; a number that cannot be converted
///          as the mapping says. None holds what the cell says.
class row_converter {
 public:
  /// Errors  a column of the mapping that the table does not have, or has twice; another
  ///         delimiter than that of the mapping, by its name.
  [[nodiscard]] static expected<row_converter, table_faults> of(
      const std::vector<std::string>& header, const contact_mapping& by);

  [[nodiscard]] converted_row convert(const table_row& row) const;

  /// Takes in what an engine would refuse the contact for, by the columns that it was
  /// made of: as the mapping says of their bad cells.
  void take_errors(const contact_errors& errors, converted_row& into) const;

 private:
  explicit row_converter(const contact_mapping& by) : by_(by) {}
  void take_time(const table_row& row, converted_row& into) const;

  contact_mapping by_;
  std::optional<std::size_t> id_;
  std::optional<std::size_t> at_;
  std::vector<std::size_t> places_;  // one per column of the mapping
};

/// Bad cells of a whole table that the mapping lets pass, by column and reason.
///
/// Cost  memory for each column and reason once, whatever the length of the table.
class bad_cell_counts {
 public:
  struct count {
    bad_cell became = bad_cell::unknown;
    std::string column;
    std::string reason;
    std::size_t cells = 0;
    std::size_t first_line = 0;
  };

  /// Counts what was let pass in a row that is not refused.
  void add(const converted_row& row);

  /// In the order in which they came.
  [[nodiscard]] const std::vector<count>& all() const { return all_; }
  [[nodiscard]] std::size_t dropped_rows() const { return dropped_rows_; }

 private:
  void add(const table_fault& one, bad_cell became);

  std::vector<count> all_;
  std::size_t dropped_rows_ = 0;
};

/// Turns every row of a table into a contact.
[[nodiscard]] expected<std::vector<converted_row>, table_faults> convert(
    const table& from, const contact_mapping& by);

}  // namespace arvio::inline v0

#endif  // ARVIO_EXCHANGE_ROW_CONVERTER_HPP
