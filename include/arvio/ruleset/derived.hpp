#ifndef ARVIO_RULESET_DERIVED_HPP
#define ARVIO_RULESET_DERIVED_HPP

#include "arvio/ruleset/text.hpp"

#include <optional>
#include <variant>
#include <vector>

namespace arvio::inline v0::ruleset {

/// Which values of an input a band, row or cell is for: a range (either end may be
/// absent), one code or boolean (`is`), or all that no other names (`otherwise`).
struct key {
  std::optional<name> from;
  std::optional<name> to;
  std::optional<name> is;
  bool otherwise = false;
  source_span where;
};

/// Points of one band of a score's item. In XML the code of a band is its `value`.
struct band {
  ruleset::key key;
  name points;
};

/// One item of a score: points by bands of an input or derived value, or by an
/// expression.
struct score_item {
  name id;
  std::optional<name> input;
  std::vector<band> bands;
  std::optional<expression> value;
  source_span where;
};

struct score {
  std::vector<score_item> items;
};

/// One row of a table: a value, or with two inputs a cell per key of the second.
struct table_cell {
  ruleset::key key;
  name value;
};
struct table_row {
  ruleset::key key;
  std::optional<name> value;
  std::vector<table_cell> cells;
};
struct table {
  std::vector<name> inputs;  // one or two
  std::vector<table_row> rows;
};

/// A value computed from inputs and other derived values.
struct derived_value {
  name id;
  std::optional<name> type;  // boolean, integer, decimal, code; a score is an integer
  std::optional<name> unit;
  std::optional<name>
      values_of;  // code: the shared value set, or the input whose set it is
  std::optional<name> source;
  texts labels;  // title
  std::variant<expression, score, table> definition;
  source_span where;
  bool faulty = false;
};

}  // namespace arvio::inline v0::ruleset

#endif  // ARVIO_RULESET_DERIVED_HPP
