#include "arvio/base/limits.hpp"
#include "arvio/base/shown.hpp"
#include "arvio/engine/repository.hpp"
#include "arvio/exchange/json.hpp"
#include "arvio/exchange/table.hpp"
#include "arvio/lang/unit.hpp"

#include "commands.hpp"
#include "input_file.hpp"
#include "loading.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>

namespace arvio::cli {

namespace {

void complain_about(const std::string& file, const table_faults& faults) {
  for (const auto& one : faults) {
    auto place = looks_like_contents(file) ? std::string("the file") : harmless(file);
    if (one.line != 0) place += fmt::format(":{}", one.line);
    const auto column =
        one.column.empty() ? "" : fmt::format(" column `{}`:", harmless(one.column));
    complain(fmt::format("{}:{} {}\n", place, column, harmless(one.message)));
  }
}

/// The unit of a column is the unit of its input: nothing is converted.
table_faults check_units(const contact_mapping& by, const book::rulebook& book) {
  table_faults faults;
  for (const auto& column : by.columns) {
    const auto place = book.find_input(column.input);
    if (!place || !column.unit) continue;
    const auto& wanted = book.inputs[*place].type.unit;
    if (lang::canonical_unit(*column.unit) == wanted) continue;
    faults.push_back({0, column.column,
                      "the unit of `" + column.input + "` is " +
                          (wanted.empty() ? std::string("none") : "`" + wanted + "`")});
  }
  return faults;
}

/// Columns for inputs that no version of the rule sets declares: told once and by name,
/// which the mapping has from its author.
table_faults check_inputs(const contact_mapping& by, const arvio::repository& rules) {
  table_faults faults;
  for (const auto& column : by.columns) {
    if (rules.declares(column.input)) continue;
    const auto name =
        is_plain_name(column.input) ? "`" + column.input + "`" : "its input";
    faults.push_back({0, column.column, name + " is declared by no rule set"});
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
    if (ready_ && made.faults.empty()) check(made);
    if (made.faults.empty()) {
      print(to_json(made.contact) + "\n");
    } else {
      refuse(made.faults);
    }
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
    add_faults(ready_->check(row.contact), by_, row);
  }

  void tell_blank_rows() {
    if (blank_ == 0) return;
    const auto place = looks_like_contents(from_.table) ? std::string("the file")
                                                        : harmless(from_.table);
    complain(fmt::format("{}: {} left out, the last on line {}\n", place,
                         counted(blank_, "blank row", "blank rows"), last_blank_));
  }

  const convert_options& from_;
  const contact_mapping& by_;
  const std::optional<engine>& ready_;
  table_reader reader_;
  std::optional<row_converter> converter_;  // once the header is read
  const validity_period* checked_ = nullptr;
  table_faults unit_faults_;  // by the rule sets of that period
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
