#ifndef ARVIO_LANG_AST_HPP
#define ARVIO_LANG_AST_HPP

#include "arvio/base/decimal.hpp"
#include "arvio/base/error.hpp"
#include "arvio/lang/type.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace arvio::inline v0::lang {

/// What a node of an expression does; in brackets its children, in order.
enum class op : std::uint8_t {
  number,            // a number as written                           node::number
  text,              // 'sudden': a code                              node::name
  truth,             // true, false                                   node::value 0 or 1
  date_literal,      // date("2026-03-02")                            node::value, days
  duration_literal,  // duration("PT12H")                             node::value, seconds
  name,              // an input or a derived value                   node::name
  assessment_time,   // the moment of the assessment

  logical_and,  // [2 or more]
  logical_or,   // [2 or more]
  logical_not,  // [1]

  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,  // [left, right]

  in,      // [subject, alternative...]: an alternative is a value or a range
  range,   // [low, high]; an end that is absent is a child of op::absent
  absent,  // no bound on this side of a range

  negate,  // [1]
  add,
  subtract,
  multiply,
  divide,       // [2]
  conditional,  // [if, then, else]
  minimum,
  maximum,
  sum,  // [1 or more]
  absolute,
  round,
  floor,
  ceiling,     // [1]
  count_true,  // [1 or more]
  years_between,
  months_between,
  days_between,
  hours_between,
  minutes_between,  // [2]

  any_of,    // `x any ('a', 'b')`  [name, text...]: one of the codes is present
  all_of,    // `x all ('a', 'b')`  [name, text...]: all of the codes are present
  any_code,  // `any x`             [name]: some code is present

  // `urgency = 'U2'`, `urgency of 'need' at least 'U2'`: node::name is the level,
  // node::need the need or empty. At least: as urgent or more.
  urgency_equal,
  urgency_at_least,
  urgency_at_most,
};

/// What a name stands for, once the rule sets are linked.
enum class symbol_kind : std::uint8_t { none, input, derived };

/// One node. Children are indices into the same tree and greater than the parent's index
/// is never promised: walk from the root.
struct node {
  lang::op op = op::truth;
  source_span where;
  std::vector<std::uint32_t> children;

  decimal number;  // op::number, as written
  std::int64_t value =
      0;             // literals in units of `type`, filled for all literals by check()
  std::string name;  // op::text, op::name, urgency_*: the level
  std::string need;  // urgency_*
  bool low_open = false;   // op::range: `(a..`
  bool high_open = false;  // op::range: `..b)`

  // Filled by check(); meaningless before.
  lang::type type;
  symbol_kind symbol = symbol_kind::none;
  std::uint32_t index = 0;  // of the input or derived value in the rulebook; of the level
  std::uint32_t need_index = 0;  // urgency_* with a need
};

/// An expression as a flat tree.
///
/// Meaning  `nodes[root]` is the whole; the tree is never empty once parsed. Each node
///          but the root is the child of exactly one other.
/// INVARIANT: what keeps the tree of a text unique, hence its canonical text: no
///          logical_and is a child of logical_and, no logical_or of logical_or, no number
///          of negate.
struct ast {
  std::vector<node> nodes;
  std::uint32_t root = 0;

  [[nodiscard]] const node& at(std::uint32_t index) const { return nodes[index]; }
  [[nodiscard]] node& at(std::uint32_t index) { return nodes[index]; }
  [[nodiscard]] const node& top() const { return nodes[root]; }
};

/// The text of a node with all that stands below it: the place of a node may be that of
/// its operator alone.
[[nodiscard]] inline source_span whole_place(const ast& tree, std::uint32_t node) {
  auto span = tree.at(node).where;
  for (const auto child : tree.at(node).children) {
    const auto part = whole_place(tree, child);
    if (part.source != span.source || part.begin == part.end) continue;
    span.begin = std::min(span.begin, part.begin);
    span.end = std::max(span.end, part.end);
  }
  return span;
}

}  // namespace arvio::inline v0::lang

#endif  // ARVIO_LANG_AST_HPP
