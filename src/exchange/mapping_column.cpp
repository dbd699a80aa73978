#include "arvio/base/limits.hpp"
#include "arvio/exchange/mapping.hpp"

#include "json_answer.hpp"
#include "mapping_members.hpp"
#include "unit_conversion.hpp"

#include <fmt/format.h>

#include <array>
#include <variant>

namespace arvio::inline v0::json {

namespace {

/// Reads one member of `columns`, and what its members say of each other.
class column_reader {
 public:
  column_reader(const std::string& name, bad_cell on_bad, table_faults& faults)
      : in_(name, faults) {
    made_.column = name;
    made_.on_bad = on_bad;
  }

  [[nodiscard]] column_mapping run(const node& root) {
    if (root.kind != kind::object) {
      in_.fault("a column is an object: {\"input\": ...}");
      return std::move(made_);
    }
    in_.once(root);
    for (const auto& [name, value] : root.members)
      member(name, value);
    if (made_.input.empty()) in_.fault("the column has no `input`");
    if (const auto* value = root.find("convert")) convert(*value);
    if (repeated_ && !made_.times) in_.fault("`twice` stands beside `form`");
    if (made_.times) made_.times->repeated = repeated_;
    if (root.find("separator") != nullptr && !made_.gives_codes())
      in_.fault("`separator` stands beside `codes` that are all lists");
    const int kinds = (made_.codes.empty() ? 0 : 1) + (made_.times ? 1 : 0) +
                      (root.find("convert") == nullptr ? 0 : 1);
    if (kinds > 1)
      in_.fault("`codes`, `form` and `convert` are about different columns: give one");
    return std::move(made_);
  }

 private:
  void member(const std::string& name, const node& value) {
    if (name == "input") {
      made_.input = in_.text(name, value);
    } else if (name == "unit") {
      made_.unit = in_.text(name, value);
    } else if (name == "codes") {
      codes(value);
    } else if (name == "separator") {
      const auto one = in_.character(name, value, "", "one character");
      made_.separator = one.value_or(made_.separator);
    } else if (name == "form") {
      made_.times.emplace().forms = read_time_forms(in_, value);
    } else if (name == "twice") {
      repeated_ = read_repeated_hour(in_, value);
    } else if (name == "bad_cell") {
      made_.on_bad = read_bad_cell(in_, value).value_or(made_.on_bad);
    } else if (name != "convert") {  // which is read when the unit is known
      in_.unknown(name, "a column",
                  {"input", "unit", "convert", "codes", "separator", "form", "twice",
                   "bad_cell"});
    }
  }

  void codes(const node& value) {
    if (value.kind != kind::object || value.members.empty()) {
      in_.fault("`codes` is an object: what a cell says, and what it means");
      return;
    }
    in_.once(value);
    for (const auto& [cell, meaning] : value.members) {
      auto content = content_of(meaning);
      if (const auto* wrong = std::get_if<answer_fault>(&content))
        in_.fault("a code: " + wrong->message);
      made_.codes.emplace_back(cell, std::move(content));
    }
  }

  // --- conversion

  void convert(const node& value) {
    const auto* to = value.find("to");
    if (value.kind != kind::object || to == nullptr || to->kind != kind::text) {
      in_.fault("`convert` is an object: {\"to\": the unit of the input}");
      return;
    }
    in_.once(value);
    unit_conversion made;
    made.to = to->text;
    for (const auto& [name, inner] : value.members)
      of_conversion(name, inner, made);
    factor(value, made);
    if ((value.find("rounding") == nullptr) != (value.find("digits") == nullptr))
      in_.fault("`rounding` and `digits` stand together");
    made_.conversion = std::move(made);
  }

  void of_conversion(const std::string& name, const node& value, unit_conversion& into) {
    if (name == "substance") {
      into.substance = in_.text(name, value);
    } else if (name == "multiply") {
      into.multiply = factor_of(name, value);
    } else if (name == "divide") {
      into.divide = factor_of(name, value);
    } else if (name == "rounding") {
      static constexpr std::array words = {std::pair("nearest", rounding::nearest),
                                           std::pair("floor", rounding::floor),
                                           std::pair("ceiling", rounding::ceiling)};
      into.round = in_.word<rounding>(name, value, words);
    } else if (name == "digits") {
      const auto number =
          value.kind == kind::number ? parse_decimal(value.text) : std::nullopt;
      const auto digits = number ? units_at(*number, 0) : std::nullopt;
      if (digits && *digits >= 0 && *digits <= limits::factor_scale) {
        into.digits = static_cast<int>(*digits);
      } else {
        in_.fault(
            fmt::format("`digits` is a whole number from 0 to {}", limits::factor_scale));
      }
    } else if (name != "to") {
      in_.unknown(name, "`convert`",
                  {"to", "substance", "multiply", "divide", "rounding", "digits"});
    }
  }

  decimal factor_of(const std::string& name, const node& value) {
    const auto number =
        value.kind == kind::number ? parse_decimal(value.text) : std::nullopt;
    if (number && is_factor(*number)) return *number;
    in_.fault(
        fmt::format("`{}` is a number above 0 of at most nine digits, {} of them "
                    "behind the point",
                    name, limits::factor_scale));
    return {1, 0};
  }

  /// A pair of units that is known, or the factor of a substance.
  void factor(const node& value, unit_conversion& into) {
    if (!made_.unit) {
      in_.fault("`convert` stands beside `unit`, from which it converts");
      return;
    }
    const bool has_factor =
        value.find("multiply") != nullptr || value.find("divide") != nullptr;
    const auto known = known_conversion(*made_.unit, into.to);
    if (known && (has_factor || !into.substance.empty())) {
      in_.fault(
          "these units have a factor of their own: leave `substance`, `multiply` "
          "and `divide` out");
    } else if (known) {
      into.minus = known->minus;
      into.multiply = known->multiply;
      into.divide = known->divide;
    } else if (!has_factor || into.substance.empty()) {
      in_.fault(
          "no conversion between these units is known: say of which `substance` and by "
          "which `multiply` or `divide`; known are " +
          known_conversions());
    }
  }

  member_reader in_;
  column_mapping made_;
  std::optional<repeated_hour> repeated_;
};

}  // namespace

column_mapping read_column(const std::string& name, const node& value, bad_cell on_bad,
                           table_faults& faults) {
  return column_reader(name, on_bad, faults).run(value);
}

}  // namespace arvio::inline v0::json
