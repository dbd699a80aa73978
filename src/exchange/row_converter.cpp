#include "arvio/exchange/row_converter.hpp"

#include "codes_sum.hpp"
#include "header_match.hpp"
#include "plain_cell.hpp"
#include "time_cell.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <variant>

namespace arvio::inline v0 {

namespace {

/// The input whose list is closed: what it does not name is absent, so that of a list in
/// doubt nothing can be said.
constexpr std::string_view closed_input = "complaint";

void tell(converted_row& row, const std::string& column, std::string message,
          bad_cell as) {
  auto& into = as == bad_cell::error     ? row.faults
               : as == bad_cell::unknown ? row.made_unknown
                                         : row.dropped_for;
  into.push_back({row.line, column, std::move(message)});
}

/// The answers of one row, in the order of the columns that first name their inputs.
class row_answers {
 public:
  explicit row_answers(converted_row& into) : into_(into) {}

  void take(const column_mapping& by, const std::string& cell, char decimal_mark) {
    if (cell.empty()) return;  // not asked
    if (by.gives_codes()) {
      take_codes(by, cell);
      return;
    }
    auto read = read_plain_cell(cell, by, decimal_mark);
    if (!read.fault.empty()) {
      tell(into_, by.column, std::move(read.fault), by.on_bad);
      read.content = unknown_answer::cannot_say;
    }
    made_.push_back({{by.input, std::move(read.content), {}, {}}, {}});
  }

  void give_to(contact& to) {
    for (auto& [one, codes] : made_) {
      if (codes) one.content = said_by(*codes, one.input);
      to.give(std::move(one));
    }
  }

 private:
  struct made_answer {
    answer one;
    std::optional<codes_sum> codes;
  };

  void take_codes(const column_mapping& by, const std::string& cell) {
    auto& codes = codes_for(by.input);
    auto fault = codes.add(by, cell);
    if (fault.empty()) return;
    codes.doubt(by);
    tell(into_, by.column, std::move(fault), by.on_bad);
  }

  codes_sum& codes_for(const std::string& input) {
    const auto before = std::find_if(
        made_.begin(), made_.end(),
        [&input](const made_answer& made) { return made.one.input == input; });
    if (before != made_.end()) return *before->codes;
    made_.push_back({{input, {}, {}, {}}, codes_sum()});
    return *made_.back().codes;
  }

  static answer_content said_by(const codes_sum& codes, std::string_view input) {
    auto said = codes.said();
    const bool says_nothing = said.present.empty() && said.absent.empty();
    if (codes.is_in_doubt() && (says_nothing || input == closed_input))
      return unknown_answer::cannot_say;
    return said;
  }

  converted_row& into_;
  std::vector<made_answer> made_;
};

}  // namespace

expected<row_converter, table_faults> row_converter::of(
    const std::vector<std::string>& header, const contact_mapping& by) {
  auto places = match_header(header, by);
  if (!places) return unexpected{std::move(places.error())};
  row_converter made(by);
  made.id_ = places->id;
  made.at_ = places->at;
  made.places_ = std::move(places->columns);
  return made;
}

converted_row row_converter::convert(const table_row& row) const {
  converted_row made;
  made.line = row.line;
  made.contact = contact(by_.at);
  made.contact.language = by_.language;
  made.contact.finish = by_.finish;
  if (!row.fault.empty()) {
    made.faults.push_back({row.line, "", row.fault});
    return made;
  }
  if (id_) made.contact.id = row.cells[*id_];
  if (at_) take_time(row, made);
  row_answers answers(made);
  for (std::size_t i = 0; i < by_.columns.size(); ++i)
    answers.take(by_.columns[i], row.cells[places_[i]], by_.decimal_mark);
  answers.give_to(made.contact);
  for (const auto& constant : by_.constants)
    made.contact.give(constant);
  return made;
}

void row_converter::take_time(const table_row& row, converted_row& into) const {
  const auto& cell = row.cells[*at_];
  auto time = read_time_cell(cell, by_.at_column->times);
  if (const auto* moment = std::get_if<offset_time>(&time)) {
    into.contact.at = *moment;
    return;
  }
  auto* why = std::get_if<std::string>(&time);
  auto message = cell.empty()     ? "is empty: every row has its time"
                 : why == nullptr ? "is a date without a time of day"
                                  : std::move(*why);
  tell(into, by_.at_column->column, std::move(message), by_.at_column->on_bad);
}

void row_converter::take_errors(const contact_errors& errors, converted_row& into) const {
  for (const auto& one : errors) {
    std::string column;
    // The sternest of the columns that answer the input. What no column answers, and an
    // input that is not there, is no matter of a cell.
    auto as = bad_cell::unknown;
    for (const auto& mapped : by_.columns) {
      if (mapped.input != one.input) continue;
      column = mapped.column;
      if (mapped.on_bad == bad_cell::error || as == bad_cell::error) {
        as = bad_cell::error;
      } else if (mapped.on_bad == bad_cell::drop) {
        as = bad_cell::drop;
      }
    }
    const bool is_cell = !column.empty() && one.code != errc::answer_undeclared;
    const auto input = one.input.empty() ? "" : "`" + one.input + "` ";
    tell(into, column, input + one.message, is_cell ? as : bad_cell::error);
    if (!is_cell || as != bad_cell::unknown) continue;
    into.contact.retract(one.input);
    into.contact.unknown(one.input);
  }
}

expected<std::vector<converted_row>, table_faults> convert(const table& from,
                                                           const contact_mapping& by) {
  const auto converter = row_converter::of(from.header, by);
  if (!converter) return unexpected{converter.error()};
  std::vector<converted_row> out;
  for (const auto& row : from.rows)
    out.push_back(converter->convert(row));
  return out;
}

}  // namespace arvio::inline v0
