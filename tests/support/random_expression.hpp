#ifndef ARVIO_TESTS_SUPPORT_RANDOM_EXPRESSION_HPP
#define ARVIO_TESTS_SUPPORT_RANDOM_EXPRESSION_HPP

#include "arvio/lang/ast.hpp"

#include "support/dice.hpp"
#include "support/sample_scope.hpp"

#include <cstdint>
#include <string>

/// Random expressions, as trees: what the parser could give, never printed or parsed.
namespace arvio::testing {

/// A tree of every form the grammar has, whether or not it means anything. `depth` bounds
/// the nesting; 0 gives a leaf.
[[nodiscard]] lang::ast random_tree(dice& random, int depth);

/// A condition over the names of `names` that check() accepts but for bounds now and
/// then.
[[nodiscard]] lang::ast random_condition(dice& random, const sample_scope& names,
                                         int depth);

/// A number likewise, in a unit of some of those names.
[[nodiscard]] lang::ast random_number(dice& random, const sample_scope& names, int depth);

/// Whether two trees are the same but for spans and what check() fills in.
[[nodiscard]] bool same_tree(const lang::ast& a, const lang::ast& b);

}  // namespace arvio::testing

#endif  // ARVIO_TESTS_SUPPORT_RANDOM_EXPRESSION_HPP
