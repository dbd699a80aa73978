#include "header_match.hpp"

#include "arvio/base/did_you_mean.hpp"
#include "arvio/base/shown.hpp"
#include "arvio/base/small_letters.hpp"

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
  if (by.at_column) out.push_back(by.at_column->column);
  for (const auto& one : by.columns)
    out.push_back(one.column);
  return out;
}

bool is_there(const std::vector<std::string>& header, const std::string& column) {
  return std::find(header.begin(), header.end(), column) != header.end();
}

/// The delimiter that a first line `sep=;` names, or by which the header has all columns
/// of the mapping.
std::optional<char> likely_delimiter(const std::vector<std::string>& header,
                                     const contact_mapping& by) {
  constexpr std::string_view told = "sep=";
  if (header.size() == 1 && header[0].starts_with(told) &&
      header[0].size() == told.size() + 1) {
    const auto named = std::find(delimiters.begin(), delimiters.end(), header[0].back());
    if (named != delimiters.end()) return *named;
  }
  const auto line = fmt::format("{}", fmt::join(header, std::string(1, by.delimiter)));
  const auto wanted = columns_of(by);
  for (const char delimiter : delimiters) {
    if (delimiter == by.delimiter) continue;
    const auto fields = split(line, delimiter);
    const bool all =
        std::all_of(wanted.begin(), wanted.end(),
                    [&fields](const std::string& one) { return is_there(fields, one); });
    if (all && fields.size() > 1) return delimiter;
  }
  return std::nullopt;
}

table_faults other_delimiter(char other, const contact_mapping& by) {
  auto message = fmt::format(
      "the columns seem to be separated by `{0}`: add \"delimiter\": \"{0}\" to the "
      "mapping",
      name_of(other));
  // Where a comma is the decimal mark, columns are separated by something else.
  if (other != ',' && by.decimal_mark == '.')
    message += ", and \"decimal\": \",\" where its numbers have a comma";
  return {{1, "", std::move(message)}};
}

/// A name without what is changed most easily: blanks around it, the case of its letters,
/// the rings and dots above them.
std::string bare_name(std::string_view name) {
  const auto from = std::min(name.find_first_not_of(' '), name.size());
  name = name.substr(from, name.find_last_not_of(' ') - from + 1);
  std::string out;
  for (std::size_t at = 0; at < name.size();) {
    const auto one = character_at(name, at);
    switch (one.point) {
      case 0xC4:
      case 0xC5:
      case 0xE4:
      case 0xE5: out += 'a'; break;
      case 0xD6:
      case 0xF6: out += 'o'; break;
      default:
        for (const char c : name.substr(at, one.size))
          out += small_letter(c);
    }
    at += one.size;
  }
  return out;
}

/// The column that was probably meant: one that the mapping does not have itself.
std::string hint_for_column(const std::vector<std::string>& header,
                            const std::string& column,
                            const std::vector<std::string>& wanted) {
  std::vector<std::size_t> places;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (is_there(wanted, header[i])) continue;
    places.push_back(i);
    names.push_back(bare_name(header[i]));
  }
  const auto meant = nearest_word(bare_name(column), names);
  if (!meant) return {};
  const auto place = places.at(static_cast<std::size_t>(
      std::find(names.begin(), names.end(), *meant) - names.begin()));
  const bool is_header =
      std::any_of(wanted.begin(), wanted.end(),
                  [&header](const auto& one) { return is_there(header, one); });
  return is_header ? fmt::format("; did you mean `{}`?", header[place])
                   : fmt::format("; did you mean its column number {}?", place + 1);
}

}  // namespace

expected<column_places, table_faults> match_header(const std::vector<std::string>& header,
                                                   const contact_mapping& by) {
  column_places made;
  table_faults faults;
  bool missing = false;
  const auto wanted = columns_of(by);
  const auto place_of = [&](const std::string& column) -> std::size_t {
    const auto first = std::find(header.begin(), header.end(), column);
    if (first == header.end()) {
      missing = true;
      faults.push_back(
          {1, column,
           "the table has no such column" + hint_for_column(header, column, wanted)});
      return 0;
    }
    if (std::find(first + 1, header.end(), column) != header.end())
      faults.push_back({1, column, "the column is there twice"});
    return static_cast<std::size_t>(first - header.begin());
  };
  if (by.id_column) made.id = place_of(*by.id_column);
  if (by.at_column) made.at = place_of(by.at_column->column);
  for (const auto& one : by.columns)
    made.columns.push_back(place_of(one.column));
  if (const auto other = missing ? likely_delimiter(header, by) : std::nullopt)
    return unexpected{other_delimiter(*other, by)};
  if (!faults.empty()) return unexpected{std::move(faults)};
  return made;
}

}  // namespace arvio::inline v0
