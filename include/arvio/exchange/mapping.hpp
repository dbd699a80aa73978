#ifndef ARVIO_EXCHANGE_MAPPING_HPP
#define ARVIO_EXCHANGE_MAPPING_HPP

#include "arvio/base/decimal.hpp"
#include "arvio/base/expected.hpp"
#include "arvio/exchange/contact.hpp"
#include "arvio/exchange/table.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What the columns of a table mean: data, written by who knows the table; its JSON is
/// described in docs/cli.md, "convert".
namespace arvio::inline v0 {

/// What becomes of a cell that cannot be read as the mapping says.
enum class bad_cell : std::uint8_t {
  error,    // the row is refused
  unknown,  // its answer is: asked, and not known; counted
  drop,     // the row is left out; counted
};

/// A form in which a table writes times. No two forms read one text as two times.
enum class time_form : std::uint8_t {
  iso,           // 2026-11-30T08:15, 2026-11-30 08:15:00, with an offset or without
  finnish,       // 30.11.2026 8.15, 30.11.2026 klo 08:15
  unix_seconds,  // 1796019300
};

/// Which of the two is meant of the hour that comes twice when the clock goes back.
enum class repeated_hour : std::uint8_t { first, second };

/// How the times of a column are written.
///
/// Meaning  a time without an offset is one of the clock of Helsinki.
struct time_reading {
  std::vector<time_form> forms;           // none: ISO with its offset alone
  std::optional<repeated_hour> repeated;  // absent: such a time is a bad cell
};

/// How a number that was converted becomes one of so many digits.
enum class rounding : std::uint8_t {
  nearest,  // a half away from zero
  floor,
  ceiling,
};

/// From one unit to another, exactly: (number - minus) * multiply / divide.
///
/// Units   of the factors: limits::factor_units, limits::factor_scale.
struct unit_conversion {
  std::string to;
  std::string substance;  // whose factor it is; empty where the pair of units has its own
  decimal minus{};
  decimal multiply{1, 0};
  decimal divide{1, 0};
  std::optional<rounding> round;  // absent: what has no end as a decimal is a bad cell
  int digits = 0;                 // behind the point, where it is rounded
};

/// How a column becomes the answers to an input.
struct column_mapping {
  std::string column;
  std::string input;
  std::optional<std::string> unit;  // of the column: the input's own, or converted
  std::optional<unit_conversion> conversion;
  std::optional<time_reading> times;  // of a column of dates or times
  std::vector<std::pair<std::string, answer_content>> codes;  // what each cell means
  char separator = ' ';  // between several codes in one cell, where each is a list
  bad_cell on_bad = bad_cell::error;

  /// Whether every cell says something of codes: then several may stand in one cell, and
  /// several columns may answer one input.
  [[nodiscard]] bool gives_codes() const;
  /// The unit that its numbers have in the contact.
  [[nodiscard]] std::optional<std::string> unit_given() const {
    return conversion ? conversion->to : unit;
  }
};

/// The column that has the time of each assessment.
struct time_column {
  std::string column;
  time_reading times;
  bad_cell on_bad = bad_cell::error;  // never unknown: a contact has a time
};

/// How a row becomes a contact.
struct contact_mapping {
  offset_time at;
  std::optional<time_column> at_column;  // in the place of `at`
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
///     true, "delimiter": ";", "decimal": ",", "bad_cell": "unknown",
///      "columns": {"age": {"input": "age", "unit": "a"},
///                  "mental": {"input": "consciousness", "codes": {"1": "alert"}}},
///      "constants": {"setting": "emergency_department"}}
///
/// Meaning  `columns` and `at` must be there; the values of `codes` and `constants` are
///          answers in the forms that contacts have. A byte order mark is passed over.
/// Errors   not JSON, an unknown or repeated member, a column without an input, an input
///          that two columns or constants answer, unless all of them give lists of codes;
///          a pair of units that is neither known nor converted by a factor.
[[nodiscard]] expected<contact_mapping, table_faults> read_mapping(std::string_view json);

}  // namespace arvio::inline v0

#endif  // ARVIO_EXCHANGE_MAPPING_HPP
