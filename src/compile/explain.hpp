#ifndef ARVIO_SRC_COMPILE_EXPLAIN_HPP
#define ARVIO_SRC_COMPILE_EXPLAIN_HPP

#include "arvio/book/rulebook.hpp"
#include "arvio/lang/ast.hpp"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>

namespace arvio::inline v0::compile {

/// The text of a part of an expression in back-ticks, shortened where it is long.
[[nodiscard]] std::string quoted(const lang::ast& tree, std::uint32_t node);

/// Says which part of a condition makes it what it is, for the hints of findings.
///
/// Cost  limited on its own; where that runs out the hint says less.
class explainer {
 public:
  explicit explainer(const book::rulebook& book) : book_(book) {}

  /// Of a condition that never holds, or (`always`) always does.
  [[nodiscard]] std::string why_constant(const lang::ast& tree, std::uint32_t node,
                                         bool always);
  /// The smallest part that has too many boxes by itself; the node itself where none has.
  [[nodiscard]] std::uint32_t part_over_budget(const lang::ast& tree, std::uint32_t node);

 private:
  [[nodiscard]] std::optional<std::string> why_parts(const lang::ast& tree,
                                                     std::uint32_t node, bool always);
  [[nodiscard]] bool is_constant(const lang::ast& tree,
                                 std::initializer_list<std::uint32_t> parts, bool always);
  [[nodiscard]] bool is_over_budget(const lang::ast& tree, std::uint32_t node);

  const book::rulebook& book_;
  std::size_t steps_ = 10'000'000;  // comparisons of boxes for all hints of a book
};

}  // namespace arvio::inline v0::compile

#endif  // ARVIO_SRC_COMPILE_EXPLAIN_HPP
