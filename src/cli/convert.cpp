#include "arvio/base/did_you_mean.hpp"
#include "arvio/base/limits.hpp"
#include "arvio/base/shown.hpp"
#include "arvio/engine/repository.hpp"
#include "arvio/exchange/json.hpp"
#include "arvio/exchange/row_converter.hpp"
#include "arvio/lang/unit.hpp"

#include "commands.hpp"
#include "input_file.hpp"
#include "loading.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace arvio::cli {

namespace {

/// The file as a message names it.
std::string shown_file(const std::string& file) {
  return looks_like_contents(file) ? std::string("the file") : harmless(file);
}

std::string shown_column(const std::string& column) {
  return column.empty() ? "" : fmt::format(" column `{}`:", harmless(column));
}

void complain_about(const std::string& file, const table_faults& faults) {
  for (const auto& one : faults) {
    auto place = shown_file(file);
    if (one.line != 0) place += fmt::format(":{}", one.line);
    complain(fmt::format("{}:{} {}\n", place, shown_column(one.column),
                         harmless(one.message)));
  }
}

/// The unit of a column, or what it is converted to, is the unit of its input.
table_faults check_units(const contact_mapping& by, const book::rulebook& book) {
  table_faults faults;
  for (const auto& column : by.columns) {
    const auto place = book.find_input(column.input);
    const auto unit = column.unit_given();
    if (!place || !unit) continue;
    const auto& wanted = book.inputs[*place].type.unit;
    if (lang::canonical_unit(*unit) == wanted) continue;
    faults.push_back(
        {0, column.column,
         fmt::format("the unit of `{}` is {}; another is converted by "
                     "\"convert\"",
                     column.input, wanted.empty() ? "none" : "`" + wanted + "`")});
  }
  return faults;
}

/// The inputs of all versions, for a hint.
std::vector<std::string> inputs_of(const arvio::repository& rules) {
  std::vector<std::string> all;
  for (const auto& period : rules.periods) {
    if (!period.book) continue;
    for (const auto& input : period.book->inputs)
      all.push_back(input.id);
  }
  return all;
}

/// Columns for inputs that no version of the rule sets declares: told once and by name,
/// which the mapping has from its author.
table_faults check_inputs(const contact_mapping& by, const arvio::repository& rules) {
  table_faults faults;
  for (const auto& column : by.columns) {
    if (rules.declares(column.input)) continue;
    const auto name =
        is_plain_name(column.input) ? "`" + column.input + "`" : "its input";
    const auto hint = did_you_mean(column.input, inputs_of(rules));
    faults.push_back(
        {0, column.column,
         name + " is declared by no rule set" + (hint.empty() ? "" : "; " + hint)});
  }
  return faults;
}

/// Turns one table into contacts, row by row as they come.
class conversion {
 public:
  conversion(const convert_options& from, const contact_mapping& by,
             const std::optional<engine>& ready)
      : from_(from), by_(by), ready_(ready), reader_(by.delimiter) {}

  int run(input_file& file) {
    while (!reader_.is_lost()) {
      const auto bytes = file.next();
      if (!bytes) return bad_usage;
      if (bytes->empty()) break;
      reader_.take(*bytes);
      if (!take_rows()) return bad_usage;
    }
    reader_.end();
    if (!take_rows()) return bad_usage;
    if (!converter_) refuse({{1, "", "the table is empty"}});
    tell_blank_rows();
    tell_bad_cells();
    return code_;
  }

 private:
  void refuse(const table_faults& faults) {
    complain_about(from_.table, faults);
    code_ = bad_usage;
  }

  /// False where the table cannot be read by the mapping.
  bool take_rows() {
    while (const auto row = reader_.next()) {
      if (!converter_) {
        if (!take_header(*row)) return false;
      } else if (row->blank) {
        ++blank_;
        last_blank_ = row->line;
      } else {
        write(*row);
      }
    }
    return true;
  }

  bool take_header(const table_row& header) {
    if (!header.fault.empty()) {
      refuse({{1, "", header.fault}});
      return false;
    }
    auto made = row_converter::of(header.cells, by_);
    if (!made) {
      refuse(made.error());
      return false;
    }
    converter_ = std::move(*made);
    return true;
  }

  void write(const table_row& row) {
    auto made = converter_->convert(row);
    if (ready_ && made.is_contact()) check(made);
    if (!made.faults.empty()) refuse(made.faults);
    if (made.is_contact()) print(to_json(made.contact) + "\n");
    bad_cells_.add(made);
  }

  void check(converted_row& row) {
    const auto* period = ready_->repository().period_at(row.contact.at.moment);
    if (period != nullptr && period->book) {  // else the contact is refused
      if (period != checked_) unit_faults_ = check_units(by_, *period->book);
      checked_ = period;
      for (auto one : unit_faults_) {
        one.line = row.line;
        row.faults.push_back(std::move(one));
      }
    }
    converter_->take_errors(ready_->check(row.contact), row);
  }

  void tell_blank_rows() const {
    if (blank_ == 0) return;
    complain(fmt::format("{}: {} left out, the last on line {}\n",
                         shown_file(from_.table),
                         counted(blank_, "blank row", "blank rows"), last_blank_));
  }

  /// What the mapping lets pass is no error, and is said all the same.
  void tell_bad_cells() const {
    const auto place = shown_file(from_.table);
    for (const auto& one : bad_cells_.all()) {
      const auto cells =
          one.became == bad_cell::unknown
              ? counted(one.cells, "cell read as unknown", "cells read as unknown")
              : counted(one.cells, "cell for which the row is left out",
                        "cells for which the row is left out");
      complain(fmt::format("{}:{} {}: {} (the first on line {})\n", place,
                           shown_column(one.column), cells, harmless(one.reason),
                           one.first_line));
    }
    if (bad_cells_.dropped_rows() != 0)
      complain(fmt::format("{}: {} left out as the mapping says\n", place,
                           counted(bad_cells_.dropped_rows(), "row", "rows")));
  }

  const convert_options& from_;
  const contact_mapping& by_;
  const std::optional<engine>& ready_;
  table_reader reader_;
  std::optional<row_converter> converter_;  // once the header is read
  const validity_period* checked_ = nullptr;
  table_faults unit_faults_;  // by the rule sets of that period
  bad_cell_counts bad_cells_;
  std::size_t blank_ = 0;
  std::size_t last_blank_ = 0;  // its line
  int code_ = fine;
};

}  // namespace

int run(const convert_options& from) {
  std::optional<engine> ready;
  if (!from.rules.empty()) {
    auto made = opened(from.rules, from.retired);
    if (!made) return made.error();
    ready = std::move(*made);
  }
  const auto mapping_text = bytes_of(from.mapping, limits::mapping_bytes);
  auto table = input_file::opened(from.table);
  if (!mapping_text || !table) return bad_usage;
  const auto by = read_mapping(*mapping_text);
  if (!by) {
    complain_about(from.mapping, by.error());
    return bad_usage;
  }
  if (ready) {
    const auto inputs = check_inputs(*by, ready->repository());
    if (!inputs.empty()) {
      complain_about(from.mapping, inputs);
      return bad_usage;
    }
  }
  if (ready && !by->at_column) {
    const auto* period = ready->repository().period_at(by->at.moment);
    const auto units = period != nullptr && period->book ? check_units(*by, *period->book)
                                                         : table_faults();
    if (!units.empty()) {
      complain_about(from.mapping, units);
      return bad_usage;
    }
  }
  return conversion(from, *by, ready).run(*table);
}

}  // namespace arvio::cli
