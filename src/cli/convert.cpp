#include "arvio/engine/repository.hpp"
#include "arvio/exchange/json.hpp"
#include "arvio/exchange/table.hpp"
#include "arvio/lang/unit.hpp"

#include "commands.hpp"
#include "loading.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

namespace arvio::cli {

namespace {

void complain_about(const std::string& file, const table_faults& faults) {
  for (const auto& one : faults) {
    auto place = harmless(file);
    if (one.line != 0) place += fmt::format(":{}", one.line);
    const auto column =
        one.column.empty() ? "" : fmt::format(" column `{}`:", harmless(one.column));
    complain(fmt::format("{}:{} {}\n", place, column, harmless(one.message)));
  }
}

/// The unit of a column is the unit of its input: nothing is converted.
table_faults check_units(const contact_mapping& by, const engine& ready) {
  table_faults faults;
  const auto* period = ready.repository().period_at(by.at.moment);
  if (period == nullptr || !period->book) return faults;  // every row will say so
  for (const auto& column : by.columns) {
    const auto place = period->book->find_input(column.input);
    if (!place || !column.unit) continue;
    const auto& wanted = period->book->inputs[*place].type.unit;
    if (lang::canonical_unit(*column.unit) == wanted) continue;
    faults.push_back({0, column.column,
                      "the unit of `" + column.input + "` is " +
                          (wanted.empty() ? std::string("none") : "`" + wanted + "`")});
  }
  return faults;
}

/// What is wrong with a contact, by the columns it was made of.
void add_faults(const contact_errors& errors, const contact_mapping& by,
                converted_row& row) {
  for (const auto& one : errors) {
    std::string column;
    for (const auto& mapped : by.columns) {
      if (mapped.input == one.input) column = mapped.column;
    }
    const auto input = one.input.empty() ? "" : "`" + one.input + "` ";
    row.faults.push_back({row.line, column, input + one.message});
  }
}

int write_rows(std::vector<converted_row>& rows, const contact_mapping& by,
               const std::optional<engine>& ready, const std::string& file) {
  int code = fine;
  for (auto& row : rows) {
    if (ready && row.faults.empty()) add_faults(ready->check(row.contact), by, row);
    if (row.faults.empty()) {
      print(to_json(row.contact) + "\n");
    } else {
      complain_about(file, row.faults);
      code = bad_usage;
    }
  }
  return code;
}

}  // namespace

int run(const convert_options& from) {
  std::optional<engine> ready;
  if (!from.rules.empty()) {
    auto made = opened(from.rules);
    if (!made) return made.error();
    ready = std::move(*made);
  }
  const auto mapping_text = bytes_of(from.mapping);
  const auto table_text = bytes_of(from.table);
  if (!mapping_text || !table_text) return bad_usage;
  const auto by = read_mapping(*mapping_text);
  if (!by) {
    complain_about(from.mapping, by.error());
    return bad_usage;
  }
  const auto units = ready ? check_units(*by, *ready) : table_faults();
  if (!units.empty()) {
    complain_about(from.mapping, units);
    return bad_usage;
  }
  const auto table = read_table(*table_text);
  if (!table) {
    complain_about(from.table, table.error());
    return bad_usage;
  }
  auto rows = convert(*table, *by);
  if (!rows) {
    complain_about(from.table, rows.error());
    return bad_usage;
  }
  return write_rows(*rows, *by, ready, from.table);
}

}  // namespace arvio::cli
