#include "plain_cell.hpp"

#include "time_cell.hpp"
#include "unit_conversion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace arvio::inline v0 {

namespace {

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

std::optional<decimal> number_in(const std::string& cell, char decimal_mark) {
  auto digits = cell;
  if (decimal_mark != '.' && is_fraction(cell, decimal_mark))
    std::replace(digits.begin(), digits.end(), decimal_mark, '.');
  return parse_decimal(digits);
}

read_cell converted_cell(const std::optional<decimal>& number,
                         const unit_conversion& by) {
  if (!number) return {{}, "is no number, which the mapping converts"};
  const auto made = convert_number(*number, by);
  switch (made.fault) {
    case conversion_fault::none: return {answer_value(made.number), ""};
    case conversion_fault::too_long: return {{}, "has more digits than can be converted"};
    case conversion_fault::no_end:
      return {{},
              fmt::format("is no decimal in `{}`: say by \"digits\" and \"rounding\" how "
                          "it is rounded",
                          by.to)};
  }
  return {};  // not reached
}

read_cell time_content(const std::string& cell, const time_reading& by) {
  auto time = read_time_cell(cell, by);
  if (auto* fault = std::get_if<std::string>(&time)) return {{}, std::move(*fault)};
  if (const auto* day = std::get_if<date>(&time))
    return {answer_value(to_text(*day)), ""};
  return {answer_value(to_text(std::get<offset_time>(time))), ""};
}

}  // namespace

const answer_content* meaning_of(const column_mapping& by, std::string_view cell) {
  const auto meant = std::find_if(by.codes.begin(), by.codes.end(),
                                  [cell](const auto& one) { return one.first == cell; });
  return meant == by.codes.end() ? nullptr : &meant->second;
}

read_cell read_plain_cell(const std::string& cell, const column_mapping& by,
                          char decimal_mark) {
  if (!by.codes.empty()) {
    const auto* meant = meaning_of(by, cell);
    if (meant == nullptr) return {{}, "the mapping has no code for this cell"};
    return {*meant, ""};
  }
  // As JSON this would be read as "cannot say", which nobody has said.
  if (cell == "?")
    return {{}, "`?` says nothing by itself: say by `codes` what it means"};
  if (by.times) return time_content(cell, *by.times);
  const char other = decimal_mark == '.' ? ',' : '.';
  if (is_fraction(cell, other)) {
    return {{},
            fmt::format("seems to be a number with `{}` as its decimal mark, which the "
                        "mapping would say by \"decimal\": \"{}\"",
                        other, other)};
  }
  const auto number = number_in(cell, decimal_mark);
  if (by.conversion) return converted_cell(number, *by.conversion);
  if (number) return {answer_value(*number), ""};
  if (cell == "true" || cell == "false") return {answer_value(cell == "true"), ""};
  return {answer_value(cell), ""};
}

}  // namespace arvio::inline v0
