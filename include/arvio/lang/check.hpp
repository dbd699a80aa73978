#ifndef ARVIO_LANG_CHECK_HPP
#define ARVIO_LANG_CHECK_HPP

#include "arvio/base/diagnostic.hpp"
#include "arvio/lang/ast.hpp"
#include "arvio/lang/unit.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arvio::inline v0::lang {

/// What a name stands for where an expression is written.
struct symbol {
  symbol_kind kind = symbol_kind::none;
  std::uint32_t index = 0;
  lang::type type;
};

/// Where an expression is written: the names it may use. Implemented by who links rule
/// sets.
class scope {
 public:
  virtual ~scope() = default;

  /// What `name` stands for; nullopt where nothing of that name is known here.
  [[nodiscard]] virtual std::optional<symbol> find(std::string_view name) const = 0;
  /// All names known here, for "did you mean".
  [[nodiscard]] virtual std::vector<std::string> names() const = 0;
  /// The codes of a value set, in order.
  [[nodiscard]] virtual const std::vector<std::string>& codes(
      std::uint32_t value_set) const = 0;
  /// The place of an urgency level on the scale, of a need in the vocabulary.
  [[nodiscard]] virtual std::optional<std::uint32_t> level(std::string_view id) const = 0;
  [[nodiscard]] virtual std::optional<std::uint32_t> need(std::string_view id) const = 0;
  /// All levels and needs, for "did you mean".
  [[nodiscard]] virtual std::vector<std::string> levels() const { return {}; }
  [[nodiscard]] virtual std::vector<std::string> needs() const { return {}; }
};

/// What an expression must give and may use.
struct expectation {
  /// kind::none: any. boolean for conditions. For numbers `unit` and `scale` must fit: a
  /// bare number takes the unit, a finer result is an error. An empty unit accepts any.
  lang::type type;
  bool urgency_allowed = false;  // `urgency ...`: routes, deadlines, properties
};

/// Resolves the names of an expression and finds the type of every node, in place;
/// literals get their value in units of what they meet. A tree may be checked again, in
/// another scope.
///
/// Meaning  what docs/language.md says: units agree, a literal is not finer than what it
///          meets and lies inside its bounds, dates stand only in the ..._between
///          functions, a division stands directly inside round, floor or ceiling, its
///          divisor cannot be zero, and every result stays within limits::number_units.
/// Errors   false with findings of the 2xx group and reference_unknown in `out`, in the
///          order of the text; the tree is then of no use.
///
/// What holds of a checked tree, for whoever evaluates it:
///
/// * Every node but op::range and op::absent has a type; `low` and `high` bound its
///   values; the unit of a number is never empty. Booleans are 0..1.
/// * Each number keeps its *own* scale: an input that of its declaration, a literal as
///   many digits as written (`38` 0, `38.5` 1), add, subtract, minimum, maximum, sum and
///   conditional the largest of their children, multiply the sum, negate and absolute
///   that of the child, every other function 0. So add(temperature at scale 1, literal 2
///   at scale 0) has scale 1, and whoever adds brings the 2 to scale 1 first. The kind is
///   integer where all numbers in it are, else decimal, also at scale 0. `value` of a
///   literal is its count of units at the literal's own `type.scale`.
/// * The exception: a number literal that is itself compared (an operand of equal ...
///   greater_equal, an alternative of `in` or an end of a range) with what is no literal
///   takes kind, unit and scale of the other side, and `value` is in those units:
///   `temperature >= 38` holds 380. Likewise a literal that is the whole expression takes
///   those of the expectation. Of two literals compared both have the larger scale.
/// * Other sides of a comparison may differ in scale and are rescaled to the larger one;
///   every rescaling needed anywhere (comparison, sum, branch, result to the
///   expectation's scale) stays within limits::number_units.
/// * divide stands only below round, floor, ceiling and has no exact value: its parent
///   takes the quotient of its two children's values. Its `type` holds the quotient's
///   unit, scale 0 and bounds rounded outwards.
/// * text: kind code, `value` is the place in value set `type.value_set`, that of the
///   code it is compared with, of the other branch, of the `codes` input of any_of and
///   all_of, or of the expectation.
/// * Literals have `low` = `high` = `value`; duration literals seconds, date literals
///   days.
/// * name: `symbol` and `index` are the scope's; `type` is the scope's, with unit "1"
///   where that is empty. The child of any_of, all_of, any_code is a name of kind codes.
/// * Equality of booleans has names and `true` or `false` as operands, at least one name.
///   `in` has no literal as its subject, and one of codes no ranges.
/// * The children of the ..._between functions are names, date literals or
///   assessment_time: kind date or datetime; hours and minutes only datetime.
/// * urgency_*: `index` is the level, `need_index` the need where node::need is not
///   empty.
[[nodiscard]] bool check(ast& tree, const scope& names, const expectation& wanted,
                         findings& out);

}  // namespace arvio::inline v0::lang

#endif  // ARVIO_LANG_CHECK_HPP
