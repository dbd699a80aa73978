#include "arvio/exchange/table.hpp"

#include <algorithm>

namespace arvio::inline v0 {

namespace {

/// Reads fields one after the other.
class csv_reader {
 public:
  explicit csv_reader(std::string_view text) : rest_(text) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (rest_.starts_with(mark)) rest_.remove_prefix(mark.size());
  }

  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  [[nodiscard]] std::size_t line() const { return line_; }

  /// The fields up to the end of the line; why not, where a quote is out of place.
  [[nodiscard]] expected<std::vector<std::string>, std::string> record() {
    std::vector<std::string> fields;
    while (true) {
      auto field = next_field();
      if (!field) return unexpected{field.error()};
      fields.push_back(std::move(*field));
      if (take(',')) continue;
      if (take_line_end() || at_end()) return fields;
      return unexpected{std::string("something follows a closing quote")};
    }
  }

  /// Goes on behind the end of the line, so that the next record is read too.
  void skip_line() {
    while (!at_end() && !take_line_end()) {
      rest_.remove_prefix(1);
    }
  }

 private:
  bool take(char wanted) {
    if (rest_.empty() || rest_.front() != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool take_line_end() {
    if (rest_.starts_with("\r\n")) rest_.remove_prefix(1);
    if (!take('\n')) return false;
    ++line_;
    return true;
  }

  expected<std::string, std::string> next_field() {
    if (take('"')) return quoted();
    const auto end = std::min(rest_.find_first_of(",\n"), rest_.size());
    auto field = rest_.substr(0, end);
    if (end < rest_.size() && rest_[end] == '\n' && field.ends_with('\r')) {
      field.remove_suffix(1);
    }
    rest_.remove_prefix(field.size());
    if (field.find('"') != std::string_view::npos) {
      return unexpected{std::string("a quote inside a field that is not quoted")};
    }
    return std::string(field);
  }

  expected<std::string, std::string> quoted() {
    std::string field;
    while (!rest_.empty()) {
      const char c = rest_.front();
      rest_.remove_prefix(1);
      if (c == '\n') ++line_;
      if (c != '"') {
        field += c;
      } else if (!take('"')) {
        return field;
      } else {
        field += '"';
      }
    }
    return unexpected{std::string("a quote is never closed")};
  }

  std::string_view rest_;
  std::size_t line_ = 1;
};

table_faults check_header(const std::vector<std::string>& header) {
  table_faults faults;
  auto names = header;
  std::sort(names.begin(), names.end());
  for (auto at = names.begin(); at != names.end();) {
    const auto next = std::upper_bound(at, names.end(), *at);
    if (next - at > 1) faults.push_back({1, *at, "the column is there twice"});
    at = next;
  }
  return faults;
}

/// A cell without codes: a number, a truth value, or a text.
answer_content plain_content(const std::string& cell) {
  if (const auto number = parse_decimal(cell)) return answer_value(*number);
  if (cell == "true" || cell == "false") return answer_value(cell == "true");
  return answer_value(cell);
}

class converter {
 public:
  converter(const table& from, const contact_mapping& by) : from_(from), by_(by) {}

  [[nodiscard]] expected<std::vector<converted_row>, table_faults> run() {
    if (by_.id_column) id_ = place_of(*by_.id_column);
    for (const auto& one : by_.columns) {
      places_.push_back(place_of(one.column).value_or(0));
    }
    if (!faults_.empty()) return unexpected{std::move(faults_)};
    std::vector<converted_row> out;
    for (const auto& row : from_.rows) {
      out.push_back(converted(row));
    }
    return out;
  }

 private:
  std::optional<std::size_t> place_of(const std::string& column) {
    const auto place = from_.column(column);
    if (!place) faults_.push_back({1, column, "the table has no such column"});
    return place;
  }

  [[nodiscard]] converted_row converted(const table_row& row) const {
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
    for (std::size_t i = 0; i < by_.columns.size(); ++i) {
      take(by_.columns[i], row.cells[places_[i]], made);
    }
    for (const auto& constant : by_.constants) {
      made.contact.give(constant);
    }
    return made;
  }

  static void take(const column_mapping& by, const std::string& cell,
                   converted_row& into) {
    if (cell.empty()) return;  // not asked
    if (by.codes.empty()) {
      into.contact.give({by.input, plain_content(cell), {}, {}});
      return;
    }
    const auto meant =
        std::find_if(by.codes.begin(), by.codes.end(),
                     [&cell](const auto& one) { return one.first == cell; });
    if (meant != by.codes.end()) {
      into.contact.give({by.input, meant->second, {}, {}});
    } else {
      into.faults.push_back(
          {into.line, by.column, "the mapping has no code for this cell"});
    }
  }

  const table& from_;
  const contact_mapping& by_;
  std::optional<std::size_t> id_;
  std::vector<std::size_t> places_;  // one per column of the mapping
  table_faults faults_;
};

}  // namespace

std::optional<std::size_t> table::column(std::string_view name) const {
  const auto found = std::find(header.begin(), header.end(), name);
  if (found == header.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header.begin());
}

expected<table, table_faults> read_table(std::string_view csv) {
  csv_reader in(csv);
  if (in.at_end()) return unexpected{table_faults{{1, "", "the table is empty"}}};
  auto header = in.record();
  if (!header) return unexpected{table_faults{{1, "", header.error()}}};
  table made{std::move(*header), {}};
  auto faults = check_header(made.header);
  while (!in.at_end()) {
    const auto line = in.line();
    auto fields = in.record();
    if (!fields) {
      faults.push_back({line, "", fields.error()});
      in.skip_line();
    } else if (fields->size() == 1 && fields->front().empty()) {
      continue;  // an empty line
    } else if (fields->size() != made.header.size()) {
      made.rows.push_back({line,
                           {},
                           "has " + std::to_string(fields->size()) +
                               " fields, the header " +
                               std::to_string(made.header.size())});
    } else {
      made.rows.push_back({line, std::move(*fields), ""});
    }
  }
  if (!faults.empty()) return unexpected{std::move(faults)};
  return made;
}

expected<std::vector<converted_row>, table_faults> convert(const table& from,
                                                           const contact_mapping& by) {
  return converter(from, by).run();
}

}  // namespace arvio::inline v0
