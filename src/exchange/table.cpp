#include "arvio/exchange/table.hpp"

#include "arvio/base/limits.hpp"

#include "encoding.hpp"

#include <fmt/format.h>
#include <utf8.h>

#include <algorithm>
#include <utility>

namespace arvio::inline v0 {

namespace {

std::string what_follows_a_quote(char c) {
  constexpr std::string_view delimiters = ",;\t|";
  if (delimiters.find(c) == std::string_view::npos)
    return "something follows a closing quote";
  const auto name = c == '\t' ? std::string("\\t") : std::string(1, c);
  return fmt::format(
      "`{0}` follows a closing quote: if it stands between the columns, add "
      "\"delimiter\": \"{0}\" to the mapping",
      name);
}

bool is_blank(const std::string& cell) {
  return cell.find_first_not_of(" \t") == std::string::npos;
}

}  // namespace

// --- rows ------------------------------------------------------------------------------

void table_reader::take(std::string_view bytes) {
  if (state_ == state::lost) return;
  bytes_.erase(0, at_);
  at_ = 0;
  bytes_ += bytes;
}

/// Passes over what stands before the header; false where more has to be taken first.
bool table_reader::start() {
  if (bytes_.size() < byte_order_mark.size() && !ended_) return false;
  if (begins_as_utf16(bytes_)) {
    row_.line = 1;
    row_.fault =
        "the table is UTF-16: save it as UTF-8 (a spreadsheet program calls that CSV "
        "UTF-8)";
    state_ = state::lost;
    return true;
  }
  std::string_view bytes = bytes_;
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  // A spreadsheet program is told its delimiter.
  for (const auto* end : {"\n", "\r\n"}) {
    const auto line = fmt::format("sep={}{}", delimiter_, end);
    if (!ended_ && bytes.size() < line.size() && line.starts_with(bytes)) return false;
    if (!bytes.starts_with(line)) continue;
    bytes.remove_prefix(line.size());
    ++line_;
    break;
  }
  at_ = bytes_.size() - bytes.size();
  return true;
}

std::optional<table_row> table_reader::next() {
  if (at_start_) {
    if (!start()) return std::nullopt;
    at_start_ = false;
    if (state_ == state::lost) return std::move(row_);
  }
  while (at_ < bytes_.size() && state_ != state::lost) {
    if (size_ == 0) begin_row();
    if (++size_ > limits::row_bytes) {
      row_.fault = fmt::format(
          "longer than {} bytes: a quote is never closed, or this is no table; nothing "
          "after it is read",
          limits::row_bytes);
      state_ = state::lost;
      return std::move(row_);
    }
    if (read(bytes_[at_++])) return finished();
  }
  if (!ended_ || size_ == 0 || state_ == state::lost) return std::nullopt;
  if (state_ == state::quoted) {
    break_row("a quote is never closed");
  } else if (state_ == state::line_ends) {
    break_row("something follows a closing quote");
  } else {
    end_of_line();
  }
  return finished();
}

void table_reader::begin_row() {
  row_ = {};
  row_.line = line_;
  field_.clear();
  state_ = state::field_begins;
}

/// Whether the row ends with this character.
bool table_reader::read(char c) {
  if (c == '\n') ++line_;
  switch (state_) {
    case state::field_begins:
    case state::plain:
      if (c == '\n') {
        if (field_.ends_with('\r')) field_.pop_back();
        end_of_line();
        return true;
      }
      if (c == delimiter_) {
        end_field();
      } else if (c == '"' && state_ == state::field_begins) {
        state_ = state::quoted;
      } else if (c == '"') {
        break_row("a quote inside a field that is not quoted");
      } else {
        field_ += c;
        state_ = state::plain;
      }
      return false;
    case state::quoted:
      if (c == '"') {
        state_ = state::quote_closed;
      } else {
        field_ += c;
      }
      return false;
    case state::quote_closed:
      if (c == '"') {
        field_ += c;
        state_ = state::quoted;
        return false;
      }
      if (c == delimiter_) {
        end_field();
        return false;
      }
      if (c == '\r') {
        state_ = state::line_ends;
        return false;
      }
      [[fallthrough]];
    case state::line_ends:
      if (c == '\n') {
        end_of_line();
        return true;
      }
      break_row(what_follows_a_quote(c));
      return false;
    case state::broken:
    case state::lost: return c == '\n';
  }
  return false;  // not reached
}

void table_reader::end_field() {
  row_.cells.push_back(std::move(field_));
  field_.clear();
  state_ = state::field_begins;
}

void table_reader::end_of_line() {
  if (state_ != state::broken) end_field();
}

void table_reader::break_row(std::string why) {
  row_.fault = std::move(why);
  state_ = state::broken;
}

table_row table_reader::finished() {
  size_ = 0;
  auto& cells = row_.cells;
  const bool is_header = width_ == 0;
  if (is_header) width_ = std::max<std::size_t>(cells.size(), 1);
  if (!row_.fault.empty()) return std::move(row_);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto& cell = cells[i];
    if (!utf8::is_valid(cell.begin(), cell.end())) {
      row_.fault = fmt::format("field {} is not UTF-8: save the table as UTF-8", i + 1);
    } else if (cell.find('\0') != std::string::npos) {
      row_.fault = fmt::format("field {} holds a NUL: save the table as UTF-8", i + 1);
    }
    if (!row_.fault.empty()) return std::move(row_);
  }
  row_.blank = width_ > 1 && std::all_of(cells.begin(), cells.end(), is_blank);
  if (!row_.blank && cells.size() != width_)
    row_.fault = fmt::format("has {} fields, the header {}", cells.size(), width_);
  return std::move(row_);
}

std::optional<std::size_t> table::column(std::string_view name) const {
  const auto found = std::find(header.begin(), header.end(), name);
  if (found == header.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header.begin());
}

expected<table, table_faults> read_table(std::string_view csv, char delimiter) {
  table_reader in(delimiter);
  in.take(csv);
  in.end();
  auto header = in.next();
  if (!header) return unexpected{table_faults{{1, "", "the table is empty"}}};
  if (!header->fault.empty())
    return unexpected{table_faults{{1, "", std::move(header->fault)}}};
  table made{std::move(header->cells), {}, 0};
  while (auto row = in.next()) {
    if (row->blank) {
      ++made.blank_rows;
    } else {
      made.rows.push_back(std::move(*row));
    }
  }
  return made;
}

}  // namespace arvio::inline v0
