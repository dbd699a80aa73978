#ifndef ARVIO_LANG_CHECK_HPP
#define ARVIO_LANG_CHECK_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "arvio/base/diagnostic.hpp"
#include "arvio/lang/ast.hpp"

namespace arvio::inline v0::lang {

/// What a name stands for where an expression is written.
struct symbol {
  symbol_kind kind = symbol_kind::none;
  std::uint32_t index = 0;
  lang::type type;
};

/// Where an expression is written: the names it may use. Implemented by who links rule sets.
class scope {
 public:
  virtual ~scope() = default;

  /// What `name` stands for; nullopt where nothing of that name is known here.
  [[nodiscard]] virtual std::optional<symbol> find(std::string_view name) const = 0;
  /// All names known here, for "did you mean".
  [[nodiscard]] virtual std::vector<std::string> names() const = 0;
  /// The codes of a value set, in order.
  [[nodiscard]] virtual const std::vector<std::string>& codes(std::uint32_t value_set) const = 0;
  /// The place of an urgency level on the scale, of a need in the vocabulary.
  [[nodiscard]] virtual std::optional<std::uint32_t> level(std::string_view id) const = 0;
  [[nodiscard]] virtual std::optional<std::uint32_t> need(std::string_view id) const = 0;
};

/// What an expression must give and may use.
struct expectation {
  /// kind::none: any. boolean for conditions. For numbers `unit` and `scale` must fit: a bare
  /// number takes the unit, a finer result is an error. An empty unit accepts any.
  lang::type type;
  bool urgency_allowed = false;  // `urgency ...`: routes, deadlines, properties
};

/// Resolves the names of an expression and finds the type of every node, in place; literals
/// get their value in units of what they meet.
///
/// Meaning  what docs/language.md says: units agree, a literal is not finer than what it meets
///          and lies inside its bounds, dates stand only in the ..._between functions, a
///          division stands directly inside round, floor or ceiling, its divisor cannot be
///          zero, and every result stays within limits::number_units.
/// Errors   false with findings of the 2xx group in `out`; the tree is then of no use.
[[nodiscard]] bool check(ast& tree, const scope& names, const expectation& wanted, findings& out);

/// The canonical text of a UCUM unit ("/min", "mm[Hg]", "kg/m2", "1"), or nullopt where it is
/// not of the form that units may have.
[[nodiscard]] std::optional<std::string> canonical_unit(std::string_view text);

}  // namespace arvio::inline v0::lang

#endif  // ARVIO_LANG_CHECK_HPP
