#include "arvio/book/value.hpp"

#include "arvio/base/date.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace arvio::inline v0::book {

namespace {

constexpr std::size_t parts_shown = 6;  // of a set of values in a message

units found_or(const std::optional<std::int64_t>& value) {
  if (!value) return unexpected{errc::answer_type};
  return *value;
}

units number_text(const lang::type& type, std::string_view text) {
  const auto number = parse_decimal(text);
  if (!number) return unexpected{errc::answer_type};
  return units_of_number(type, *number);
}

units code_place(const std::vector<std::string>& codes, std::string_view text) {
  const auto found = std::find(codes.begin(), codes.end(), text);
  if (found == codes.end()) return unexpected{errc::answer_outside};
  return found - codes.begin();
}

std::optional<std::int64_t> truth(std::string_view text) {
  if (text == "true") return 1;
  if (text == "false") return 0;
  return std::nullopt;
}

std::optional<std::int64_t> day_number(std::string_view text) {
  const auto day = parse_date(text);
  if (!day) return std::nullopt;
  return day->days;
}

std::optional<std::int64_t> moment(std::string_view text) {
  const auto time = parse_time(text);
  if (!time) return std::nullopt;
  return time->moment.seconds;
}

std::string range_text(const value_form& form, std::int64_t low, std::int64_t high) {
  const auto first = value_text(form, low);
  return low == high ? first : first + " to " + value_text(form, high);
}

/// The parts of a set as messages list them: every code, every range of numbers.
std::vector<std::string> parts(const value_form& form, const value_set& values) {
  const bool listed =
      form.type.kind == lang::kind::code || form.type.kind == lang::kind::boolean;
  std::vector<std::string> out;
  for (const auto& range : values.ranges()) {
    if (!listed) {
      out.push_back(range_text(form, range.low, range.high));
    } else {
      for (auto value = range.low; value <= range.high; ++value) {
        out.push_back("`" + value_text(form, value) + "`");
      }
    }
    if (out.size() > parts_shown) break;
  }
  return out;
}

}  // namespace

units units_of_number(const lang::type& type, const decimal& number) {
  if (!type.is_number()) return unexpected{errc::answer_type};
  const auto value = units_at(number, type.scale);
  if (value) return *value;
  // Either a digit would be lost, or the number is too large in these units.
  decimal shortest = number;
  while (shortest.scale > 0 && shortest.units % 10 == 0) {
    shortest.units /= 10;
    --shortest.scale;
  }
  return unexpected{shortest.scale > type.scale ? errc::answer_too_fine
                                                : errc::answer_outside};
}

units units_of_text(const value_form& form, std::string_view text) {
  switch (form.type.kind) {
    case lang::kind::boolean: return found_or(truth(text));
    case lang::kind::integer:
    case lang::kind::decimal: return number_text(form.type, text);
    case lang::kind::code: return code_place(form.codes, text);
    case lang::kind::date: return found_or(day_number(text));
    case lang::kind::datetime: return found_or(moment(text));
    case lang::kind::duration: return found_or(parse_duration(text));
    case lang::kind::codes:
    case lang::kind::none: break;
  }
  return unexpected{errc::answer_type};
}

std::string value_text(const value_form& form, std::int64_t value) {
  switch (form.type.kind) {
    case lang::kind::boolean: return value == 0 ? "false" : "true";
    case lang::kind::integer:
    case lang::kind::decimal: return to_text(decimal{value, form.type.scale});
    case lang::kind::code:
    case lang::kind::codes: {
      const bool known =
          value >= 0 && static_cast<std::size_t>(value) < form.codes.size();
      return known ? form.codes[static_cast<std::size_t>(value)] : std::to_string(value);
    }
    case lang::kind::date: return to_text(date{static_cast<std::int32_t>(value)});
    case lang::kind::datetime:
      return to_text(offset_time{{value}, helsinki_offset({value})});
    case lang::kind::duration: return duration_text(value);
    case lang::kind::none: break;
  }
  return std::to_string(value);
}

std::string values_text(const value_form& form, const value_set& values) {
  const auto all = parts(form, values);
  std::string out;
  for (std::size_t i = 0; i < all.size() && i < parts_shown; ++i) {
    out += (i == 0 ? "" : ", ") + all[i];
  }
  return all.size() > parts_shown ? out + " and more" : out;
}

}  // namespace arvio::inline v0::book
