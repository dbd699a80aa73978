#include "arvio/exchange/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace arvio::inline v0 {

namespace {

constexpr std::array delimiters = {',', ';', '\t', '|'};

std::string name_of(char delimiter) {
  return delimiter == '\t' ? "\\t" : std::string(1, delimiter);
}

/// Fields without regard to quotes but those around them: to guess by.
std::vector<std::string> split(std::string_view text, char delimiter) {
  std::vector<std::string> out;
  while (true) {
    const auto end = std::min(text.find(delimiter), text.size());
    auto field = text.substr(0, end);
    if (field.size() > 1 && field.starts_with('"') && field.ends_with('"')) {
      field.remove_prefix(1);
      field.remove_suffix(1);
    }
    out.emplace_back(field);
    if (end == text.size()) return out;
    text.remove_prefix(end + 1);
  }
}

std::vector<std::string> columns_of(const contact_mapping& by) {
  std::vector<std::string> out;
  if (by.id_column) out.push_back(*by.id_column);
  if (by.at_column) out.push_back(*by.at_column);
  for (const auto& one : by.columns)
    out.push_back(one.column);
  return out;
}

/// The delimiter by which the header has all columns of the mapping.
std::optional<char> likely_delimiter(const std::vector<std::string>& header,
                                     const contact_mapping& by) {
  const auto line = fmt::format("{}", fmt::join(header, std::string(1, by.delimiter)));
  const auto wanted = columns_of(by);
  for (const char delimiter : delimiters) {
    if (delimiter == by.delimiter) continue;
    const auto fields = split(line, delimiter);
    const bool all =
        std::all_of(wanted.begin(), wanted.end(), [&fields](const std::string& one) {
          return std::find(fields.begin(), fields.end(), one) != fields.end();
        });
    if (all && fields.size() > 1) return delimiter;
  }
  return std::nullopt;
}

/// Whether a cell is digits, one mark, digits, perhaps behind a sign.
bool is_fraction(std::string_view cell, char mark) {
  if (cell.starts_with('-') || cell.starts_with('+')) cell.remove_prefix(1);
  const auto at = cell.find(mark);
  const auto is_digits = [](std::string_view part) {
    return !part.empty() && std::all_of(part.begin(), part.end(),
                                        [](char c) { return c >= '0' && c <= '9'; });
  };
  return at != std::string_view::npos && is_digits(cell.substr(0, at)) &&
         is_digits(cell.substr(at + 1));
}

struct plain_cell {
  answer_content content;
  std::string fault;
};

/// A cell without codes: a number, a truth value, or a text.
plain_cell plain_content(const std::string& cell, char decimal_mark) {
  // As JSON this would be read as "cannot say", which nobody has said.
  if (cell == "?")
    return {{}, "`?` says nothing by itself: say by `codes` what it means"};
  const char other = decimal_mark == '.' ? ',' : '.';
  if (is_fraction(cell, other)) {
    return {{},
            fmt::format("seems to be a number with `{}` as its decimal mark, which the "
                        "mapping would say by \"decimal\": \"{}\"",
                        other, other)};
  }
  auto digits = cell;
  if (decimal_mark != '.' && is_fraction(cell, decimal_mark))
    std::replace(digits.begin(), digits.end(), decimal_mark, '.');
  if (const auto number = parse_decimal(digits)) return {answer_value(*number), ""};
  if (cell == "true" || cell == "false") return {answer_value(cell == "true"), ""};
  return {answer_value(cell), ""};
}

const answer_content* meaning_of(const column_mapping& by, std::string_view cell) {
  const auto meant = std::find_if(by.codes.begin(), by.codes.end(),
                                  [cell](const auto& one) { return one.first == cell; });
  return meant == by.codes.end() ? nullptr : &meant->second;
}

bool has(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

/// Says of codes what `more` says as well. False where the two contradict each other.
bool add(answer_codes& to, const answer_codes& more) {
  for (const auto& code : more.present) {
    if (has(to.absent, code)) return false;
    if (!has(to.present, code)) to.present.push_back(code);
  }
  for (const auto& code : more.absent) {
    if (has(to.present, code)) return false;
    if (!has(to.absent, code)) to.absent.push_back(code);
  }
  if (more.others == other_codes::unsaid) return true;
  if (to.others != other_codes::unsaid && to.others != more.others) return false;
  to.others = more.others;
  return true;
}

std::string_view without_blanks(std::string_view text) {
  while (text.starts_with(' '))
    text.remove_prefix(1);
  while (text.ends_with(' '))
    text.remove_suffix(1);
  return text;
}

/// What the codes in one cell say together; nullopt where one of them is none.
std::optional<answer_codes> codes_in(const column_mapping& by, std::string_view cell,
                                     bool& contradicts) {
  answer_codes all;
  std::size_t found = 0;
  while (!cell.empty()) {
    const auto end = std::min(cell.find(by.separator), cell.size());
    const auto code = without_blanks(cell.substr(0, end));
    cell.remove_prefix(std::min(end + 1, cell.size()));
    if (code.empty()) continue;
    const auto* meant = meaning_of(by, code);
    if (meant == nullptr) return std::nullopt;
    contradicts = !add(all, std::get<answer_codes>(*meant)) || contradicts;
    ++found;
  }
  if (found == 0) return std::nullopt;
  return all;
}

}  // namespace

bool column_mapping::gives_codes() const {
  return !codes.empty() && std::all_of(codes.begin(), codes.end(), [](const auto& one) {
    return std::holds_alternative<answer_codes>(one.second);
  });
}

expected<row_converter, table_faults> row_converter::of(
    const std::vector<std::string>& header, const contact_mapping& by) {
  row_converter made(by);
  table_faults faults;
  bool missing = false;
  const auto place_of = [&](const std::string& column) -> std::size_t {
    const auto first = std::find(header.begin(), header.end(), column);
    if (first == header.end()) {
      missing = true;
      faults.push_back({1, column, "the table has no such column"});
      return 0;
    }
    if (std::find(first + 1, header.end(), column) != header.end())
      faults.push_back({1, column, "the column is there twice"});
    return static_cast<std::size_t>(first - header.begin());
  };
  if (by.id_column) made.id_ = place_of(*by.id_column);
  if (by.at_column) made.at_ = place_of(*by.at_column);
  for (const auto& one : by.columns) {
    made.places_.push_back(place_of(one.column));
  }
  if (const auto other = missing ? likely_delimiter(header, by) : std::nullopt) {
    return unexpected{table_faults{
        {1, "",
         fmt::format("the columns seem to be separated by `{0}`: add \"delimiter\": "
                     "\"{0}\" to the mapping",
                     name_of(*other))}}};
  }
  if (!faults.empty()) return unexpected{std::move(faults)};
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
  if (at_) {
    const auto time = parse_time(row.cells[*at_]);
    if (time) {
      made.contact.at = *time;
    } else {
      made.faults.push_back(
          {row.line, *by_.at_column, "is no time like 2026-03-02T10:00:00+02:00"});
    }
  }
  std::vector<answer> answers;
  for (std::size_t i = 0; i < by_.columns.size(); ++i) {
    take(by_.columns[i], row.cells[places_[i]], made, answers);
  }
  for (auto& one : answers) {
    made.contact.give(std::move(one));
  }
  for (const auto& constant : by_.constants) {
    made.contact.give(constant);
  }
  return made;
}

void row_converter::take(const column_mapping& column, const std::string& cell,
                         converted_row& into, std::vector<answer>& answers) const {
  const auto fault = [&](std::string message) {
    into.faults.push_back({into.line, column.column, std::move(message)});
  };
  if (cell.empty()) return;  // not asked
  if (column.codes.empty()) {
    auto plain = plain_content(cell, by_.decimal_mark);
    if (!plain.fault.empty()) return fault(std::move(plain.fault));
    answers.push_back({column.input, std::move(plain.content), {}, {}});
    return;
  }
  const auto* meant = meaning_of(column, cell);
  if (!column.gives_codes()) {
    if (meant == nullptr) return fault("the mapping has no code for this cell");
    answers.push_back({column.input, *meant, {}, {}});
    return;
  }
  bool contradicts = false;
  const auto said = meant != nullptr ? std::get<answer_codes>(*meant)
                                     : codes_in(column, cell, contradicts);
  if (!said) return fault("the mapping has no code for this cell");
  const auto before =
      std::find_if(answers.begin(), answers.end(),
                   [&](const answer& one) { return one.input == column.input; });
  if (before == answers.end()) {
    answers.push_back({column.input, *said, {}, {}});
  } else if (!add(std::get<answer_codes>(before->content), *said)) {
    fault("contradicts what another column says of `" + column.input + "`");
  }
  if (contradicts) fault("its codes contradict each other");
}

expected<std::vector<converted_row>, table_faults> convert(const table& from,
                                                           const contact_mapping& by) {
  const auto converter = row_converter::of(from.header, by);
  if (!converter) return unexpected{converter.error()};
  std::vector<converted_row> out;
  for (const auto& row : from.rows) {
    out.push_back(converter->convert(row));
  }
  return out;
}

}  // namespace arvio::inline v0
