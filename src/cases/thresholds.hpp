#ifndef ARVIO_SRC_CASES_THRESHOLDS_HPP
#define ARVIO_SRC_CASES_THRESHOLDS_HPP

#include "arvio/book/rulebook.hpp"
#include "arvio/lang/ast.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace arvio::inline v0 {

/// One node of one expression of the book.
struct expression_at {
  const lang::ast* tree = nullptr;
  std::uint32_t node = 0;

  [[nodiscard]] const lang::node& here() const { return tree->at(node); }
  [[nodiscard]] expression_at child(std::size_t which) const {
    return {tree, here().children[which]};
  }
  [[nodiscard]] std::size_t size() const { return here().children.size(); }
};

/// Two neighbouring values of a number between which something changes.
struct threshold {
  std::variant<expression_at, book::linked_operand> subject;
  std::int64_t below = 0;              // the other one is one unit above
  std::optional<std::uint32_t> group;  // the group it is in; none: a derived value's
  std::optional<std::uint32_t> rule;   // of that group; none: its `applies-when`
  std::string place;                   // "rule `CP-11`"
  std::string what;                    // "age 50 | 51"
  source_span where;
};

/// The thresholds of one rule set of a book: of its rules and groups where a number is
/// compared with a literal, of its scores and tables where the result changes, and of its
/// other derived values. Each once per place.
[[nodiscard]] std::vector<threshold> thresholds_of(const book::rulebook& book,
                                                   std::uint32_t set);

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_CASES_THRESHOLDS_HPP
