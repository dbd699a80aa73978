#include "arvio/exchange/row_converter.hpp"

#include <algorithm>

namespace arvio::inline v0 {

void bad_cell_counts::add(const converted_row& row) {
  if (!row.faults.empty()) return;  // told already, and neither one nor the other
  if (row.dropped_for.empty()) {
    for (const auto& one : row.made_unknown)
      add(one, bad_cell::unknown);
    return;
  }
  ++dropped_rows_;
  for (const auto& one : row.dropped_for)
    add(one, bad_cell::drop);
}

void bad_cell_counts::add(const table_fault& one, bad_cell became) {
  const auto before = std::find_if(all_.begin(), all_.end(), [&](const count& other) {
    return other.became == became && other.column == one.column &&
           other.reason == one.message;
  });
  if (before == all_.end()) {
    all_.push_back({became, one.column, one.message, 1, one.line});
  } else {
    ++before->cells;
  }
}

}  // namespace arvio::inline v0
