#include "arvio/lang/unit.hpp"

#include "lang/characters.hpp"

#include <map>

namespace arvio::inline v0::lang {
namespace {

/// The exponents of a unit's names; none is 0.
using powers = std::map<std::string, int, std::less<>>;

constexpr std::size_t longest_unit = 64;      // bytes; the longest in use have about 15
constexpr int largest_exponent = 9;           // as written; products may have larger ones
constexpr int readable_exponent = 1'000'000;  // no product of one expression comes near

void multiply(powers& unit, const std::string& name, int exponent) {
  const int power = unit[name] + exponent;
  if (power == 0) {
    unit.erase(name);
  } else {
    unit[name] = power;
  }
}

/// Takes a name such as `mm[Hg]`, `%` or `10*` off the front of `rest`; empty where there
/// is none.
std::string_view take_name(std::string_view& rest) {
  std::size_t size = 0;
  if (rest.starts_with("10*") || rest.starts_with("10^")) {
    size = 3;
  } else {
    while (size < rest.size()) {
      if (is_letter(rest[size]) || rest[size] == '%' || rest[size] == '_') {
        ++size;
      } else if (rest[size] == '[') {
        const auto close = rest.find(']', size);
        if (close == std::string_view::npos || close == size + 1) return {};
        for (const char c : rest.substr(size + 1, close - size - 1)) {
          if (!is_letter(c) && !is_digit(c) && c != '_') return {};
        }
        size = close + 1;
      } else {
        break;
      }
    }
  }
  const auto name = rest.substr(0, size);
  rest.remove_prefix(size);
  return name;
}

/// Takes an exponent off the front of `rest`; 1 where there is none, nullopt where it is
/// not a number other than 0.
std::optional<int> take_exponent(std::string_view& rest) {
  const bool negative = rest.starts_with('-');
  if (!negative && (rest.empty() || !is_digit(rest.front()))) return 1;
  if (negative) rest.remove_prefix(1);
  int exponent = 0;
  while (!rest.empty() && is_digit(rest.front())) {
    exponent = exponent * 10 + (rest.front() - '0');
    if (exponent > readable_exponent) return std::nullopt;
    rest.remove_prefix(1);
  }
  if (exponent == 0) return std::nullopt;
  return negative ? -exponent : exponent;
}

std::optional<powers> parse(std::string_view text) {
  powers unit;
  if (text == "1") return unit;
  if (text.starts_with("1/")) text.remove_prefix(1);
  int sign = 1;
  if (text.starts_with('/')) {
    sign = -1;
    text.remove_prefix(1);
  }
  while (true) {
    const auto name = take_name(text);
    const auto exponent = take_exponent(text);
    if (name.empty() || !exponent) return std::nullopt;
    multiply(unit, name == "10^" ? "10*" : std::string(name), sign * *exponent);
    if (text.empty()) return unit;
    // from left to right: a/b.c is (a/b).c
    if (text.front() != '.' && text.front() != '/') return std::nullopt;
    sign = text.front() == '.' ? 1 : -1;
    text.remove_prefix(1);
  }
}

std::string to_text(const powers& unit) {
  std::string above;
  std::string below;
  for (const auto& [name, exponent] : unit) {
    const int size = exponent < 0 ? -exponent : exponent;
    const auto factor = name + (size == 1 ? "" : std::to_string(size));
    if (exponent < 0) {
      below += "/" + factor;
    } else {
      above += (above.empty() ? "" : ".") + factor;
    }
  }
  return above.empty() && below.empty() ? "1" : above + below;
}

std::string combined(std::string_view left, std::string_view right, int sign) {
  // INVARIANT: both came from canonical_unit or from here, so both can be read
  auto unit = parse(left).value_or(powers{});
  for (const auto& [name, exponent] : parse(right).value_or(powers{}))
    multiply(unit, name, sign * exponent);
  return to_text(unit);
}

}  // namespace

std::optional<std::string> canonical_unit(std::string_view text) {
  if (text.size() > longest_unit) return std::nullopt;
  const auto unit = parse(text);
  if (!unit) return std::nullopt;
  for (const auto& [name, exponent] : *unit) {
    if (exponent > largest_exponent || exponent < -largest_exponent) return std::nullopt;
  }
  return to_text(*unit);
}

std::string unit_product(std::string_view left, std::string_view right) {
  return combined(left, right, 1);
}

std::string unit_quotient(std::string_view left, std::string_view right) {
  return combined(left, right, -1);
}

}  // namespace arvio::inline v0::lang
