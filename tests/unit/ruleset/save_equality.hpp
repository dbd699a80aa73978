#ifndef ARVIO_TESTS_UNIT_RULESET_SAVE_EQUALITY_HPP
#define ARVIO_TESTS_UNIT_RULESET_SAVE_EQUALITY_HPP

#include "arvio/ruleset/ruleset.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

/// Whether two rule sets are equal, places apart.
///
/// The members of each type are bound by number, so that a member that is added to the
/// format and forgotten here does not compile.
namespace arvio::tests {

namespace parts {

/// The members of `of`, of which there are `count`.
template <int count, class T>
auto tied(const T& of) {
  if constexpr (count == 1) {
    const auto& [a] = of;
    return std::tie(a);
  } else if constexpr (count == 2) {
    const auto& [a, b] = of;
    return std::tie(a, b);
  } else if constexpr (count == 3) {
    const auto& [a, b, c] = of;
    return std::tie(a, b, c);
  } else if constexpr (count == 4) {
    const auto& [a, b, c, d] = of;
    return std::tie(a, b, c, d);
  } else if constexpr (count == 5) {
    const auto& [a, b, c, d, e] = of;
    return std::tie(a, b, c, d, e);
  } else if constexpr (count == 6) {
    const auto& [a, b, c, d, e, f] = of;
    return std::tie(a, b, c, d, e, f);
  } else if constexpr (count == 7) {
    const auto& [a, b, c, d, e, f, g] = of;
    return std::tie(a, b, c, d, e, f, g);
  } else if constexpr (count == 8) {
    const auto& [a, b, c, d, e, f, g, h] = of;
    return std::tie(a, b, c, d, e, f, g, h);
  } else if constexpr (count == 9) {
    const auto& [a, b, c, d, e, f, g, h, i] = of;
    return std::tie(a, b, c, d, e, f, g, h, i);
  } else if constexpr (count == 10) {
    const auto& [a, b, c, d, e, f, g, h, i, j] = of;
    return std::tie(a, b, c, d, e, f, g, h, i, j);
  } else if constexpr (count == 11) {
    const auto& [a, b, c, d, e, f, g, h, i, j, k] = of;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k);
  } else if constexpr (count == 13) {
    const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m] = of;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m);
  } else if constexpr (count == 14) {
    const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n] = of;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n);
  } else if constexpr (count == 15) {
    const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o] = of;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o);
  } else if constexpr (count == 18) {
    const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r] = of;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r);
  } else {
    static_assert(count == 19);
    const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s] = of;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s);
  }
}

/// How many members a type of the format has.
template <class T>
inline constexpr int count = 0;
template <>
inline constexpr int count<ruleset::name> = 2;
template <>
inline constexpr int count<ruleset::text> = 6;
template <>
inline constexpr int count<ruleset::citation> = 2;
template <>
inline constexpr int count<ruleset::source> = 8;
template <>
inline constexpr int count<ruleset::use> = 5;
template <>
inline constexpr int count<ruleset::used_calendar> = 5;
template <>
inline constexpr int count<ruleset::about_section> = 8;
template <>
inline constexpr int count<ruleset::about_section::owner> = 2;
template <>
inline constexpr int count<ruleset::coded_value> = 2;
template <>
inline constexpr int count<ruleset::shared_values> = 4;
template <>
inline constexpr int count<ruleset::inference> = 7;
template <>
inline constexpr int count<ruleset::presumption> = 4;
template <>
inline constexpr int count<ruleset::input> = 18;
template <>
inline constexpr int count<ruleset::key> = 5;
template <>
inline constexpr int count<ruleset::band> = 2;
template <>
inline constexpr int count<ruleset::score_item> = 5;
template <>
inline constexpr int count<ruleset::score> = 1;
template <>
inline constexpr int count<ruleset::table_cell> = 2;
template <>
inline constexpr int count<ruleset::table_row> = 3;
template <>
inline constexpr int count<ruleset::table> = 2;
template <>
inline constexpr int count<ruleset::derived_value> = 9;
template <>
inline constexpr int count<ruleset::given_answer> = 4;
template <>
inline constexpr int count<ruleset::baseline> = 3;
template <>
inline constexpr int count<ruleset::rule_case> = 5;
template <>
inline constexpr int count<ruleset::rule> = 15;
template <>
inline constexpr int count<ruleset::route> = 8;
template <>
inline constexpr int count<ruleset::requirement> = 2;
template <>
inline constexpr int count<ruleset::group> = 13;
template <>
inline constexpr int count<ruleset::duty> = 9;
template <>
inline constexpr int count<ruleset::deadline> = 15;
template <>
inline constexpr int count<ruleset::assessment_case> = 7;
template <>
inline constexpr int count<ruleset::level> = 8;
template <>
inline constexpr int count<ruleset::term> = 3;
template <>
inline constexpr int count<ruleset::vocabulary_section> = 11;
template <>
inline constexpr int count<ruleset::rule_set> = 19;

}  // namespace parts

inline bool same(const lang::ast& a, std::uint32_t i, const lang::ast& b,
                 std::uint32_t j) {
  const auto& x = a.at(i);
  const auto& y = b.at(j);
  const bool equal = x.op == y.op && x.number.units == y.number.units &&
                     x.number.scale == y.number.scale && x.value == y.value &&
                     x.name == y.name && x.need == y.need && x.low_open == y.low_open &&
                     x.high_open == y.high_open && x.children.size() == y.children.size();
  if (!equal) return false;
  for (std::size_t k = 0; k < x.children.size(); ++k) {
    if (!same(a, x.children[k], b, y.children[k])) return false;
  }
  return true;
}

inline bool same(const source_span&, const source_span&) { return true; }
inline bool same(const std::string& a, const std::string& b) { return a == b; }
inline bool same(bool a, bool b) { return a == b; }
inline bool same(int a, int b) { return a == b; }
inline bool same(date a, date b) { return a == b; }
inline bool same(const ruleset::version_number& a, const ruleset::version_number& b) {
  return a == b;
}
inline bool same(const ruleset::expression& a, const ruleset::expression& b) {
  return same(a.tree, a.tree.root, b.tree, b.tree.root);
}

template <class T>
bool same(const std::optional<T>& a, const std::optional<T>& b);
template <class T>
bool same(const std::vector<T>& a, const std::vector<T>& b);
template <class... T>
bool same(const std::variant<T...>& a, const std::variant<T...>& b);
template <class T>
  requires(parts::count<T> > 0)
bool same(const T& a, const T& b);

template <class T>
bool same(const std::optional<T>& a, const std::optional<T>& b) {
  return a.has_value() == b.has_value() && (!a || same(*a, *b));
}
template <class T>
bool same(const std::vector<T>& a, const std::vector<T>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const T& x, const T& y) { return same(x, y); });
}
template <class... T>
bool same(const std::variant<T...>& a, const std::variant<T...>& b) {
  if (a.index() != b.index()) return false;
  return std::visit(
      [&b](const auto& x) {
        return same(x, *std::get_if<std::decay_t<decltype(x)>>(&b));
      },
      a);
}
template <class T>
  requires(parts::count<T> > 0)
bool same(const T& a, const T& b) {
  const auto left = parts::tied<parts::count<T>>(a);
  const auto right = parts::tied<parts::count<T>>(b);
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return (same(std::get<I>(left), std::get<I>(right)) && ...);
  }(std::make_index_sequence<static_cast<std::size_t>(parts::count<T>)>());
}

}  // namespace arvio::tests

#endif  // ARVIO_TESTS_UNIT_RULESET_SAVE_EQUALITY_HPP
