#ifndef ARVIO_SRC_EVALUATE_SLOT_TEXTS_HPP
#define ARVIO_SRC_EVALUATE_SLOT_TEXTS_HPP

#include "arvio/book/rulebook.hpp"
#include "arvio/compile/condition.hpp"
#include "arvio/compile/formula.hpp"
#include "arvio/core/program.hpp"

#include <set>
#include <string>
#include <vector>

namespace arvio::inline v0 {

/// What an expression is: its text, empty where several could be meant, and the form of
/// its values.
struct expression_form {
  std::string text;
  lang::type type;
  std::vector<std::string> codes;  // of type code, as far as the expression names them
};

/// Finds how what conditions compute is written: a program keeps how it is computed.
class slot_texts {
 public:
  /// The book must outlive it.
  slot_texts(const book::rulebook& book, const core::program& rules)
      : book_(book), rules_(rules), builder_(book, pool_) {}

  /// An expression that conditions of a group test.
  [[nodiscard]] expression_form of_expression(core::place expression, core::place group);

 private:
  [[nodiscard]] bool matches(const lang::ast& tree, std::uint32_t node,
                             const core::node_record* nodes, std::uint32_t at) const;

  const book::rulebook& book_;
  const core::program rules_;
  compile::formula_pool pool_;
  compile::condition_builder builder_;
  std::set<core::place> read_;  // groups whose conditions are in the pool
};

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_EVALUATE_SLOT_TEXTS_HPP
