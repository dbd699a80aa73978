#ifndef ARVIO_COMPILE_LEGEND_HPP
#define ARVIO_COMPILE_LEGEND_HPP

#include "arvio/base/value_set.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/compile/formula.hpp"
#include "arvio/core/program.hpp"
#include "arvio/lang/type.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace arvio::inline v0::compile {

/// What a slot of a program is, in places of the book.
///
/// Meaning  code slots and gates are 0 or 1; a comparison is the code `less`, `equal` or
///          `greater`, all of which its domain has, also where the operands leave some
///          out; an urgency is the code of a level, one more where a need may be absent.
struct slot_meaning {
  slot_kind kind = slot_kind::input;
  std::uint32_t index = 0;  // input, derived value; codes: the input; gate: a group;
                            // urgency: need plus one, or 0
  std::uint32_t code = 0;   // of a codes input
  std::string text;         // id, or canonical text; comparison: of the left side
  std::string with;         // comparison: of the right side
  lang::type type;          // of its values
  std::vector<std::string> codes;  // type code: ids, as far as something names them
  value_set domain;                // all values that it can have
};

/// Whose box a clause is.
enum class clause_use : std::uint8_t {
  none,       // it fills a word
  condition,  // of a condition of the program
  rule,       // of a rule with its scope
  joint       // of rules of a group together, which none of them has alone
};

struct clause_meaning {
  clause_use use = clause_use::none;
  std::uint32_t index = 0;  // condition; rule, joint: the group
  // Rule, joint: the level at which its group says it; that of no level for a rule
  // without urgency.
  book::level_index level = core::none;
  std::uint32_t first_rule = 0;  // of legend::rules
  std::uint32_t rules = 0;
};

/// What the slots and clauses of a program mean.
struct legend {
  std::vector<slot_meaning> slots;
  std::vector<clause_meaning> clauses;
  std::vector<std::uint32_t> rules;  // places in their groups

  /// The rule of a clause; none of a joint one.
  [[nodiscard]] std::span<const std::uint32_t> rules_of(core::place clause) const {
    const auto& one = clauses[clause];
    return std::span(rules).subspan(one.first_rule, one.rules);
  }
};

}  // namespace arvio::inline v0::compile

#endif  // ARVIO_COMPILE_LEGEND_HPP
