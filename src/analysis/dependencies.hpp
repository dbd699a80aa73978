#ifndef ARVIO_SRC_ANALYSIS_DEPENDENCIES_HPP
#define ARVIO_SRC_ANALYSIS_DEPENDENCIES_HPP

#include "arvio/base/value_set.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/compile/formula.hpp"
#include "arvio/lang/ast.hpp"

#include <compare>
#include <cstdint>
#include <set>
#include <vector>

/// What of a book hangs on what, and at which values of an input anything changes.
namespace arvio::inline v0::analysis {

/// What one answer can say by itself: the value of an input, or whether a code of a codes
/// input is present.
struct variable {
  static constexpr std::uint32_t no_code = ~std::uint32_t{0};

  std::uint32_t input = 0;
  std::uint32_t code = no_code;

  [[nodiscard]] bool is_code() const noexcept { return code != no_code; }

  friend auto operator<=>(const variable&, const variable&) = default;
};

/// Names that an expression holds.
struct mentions {
  std::set<variable> variables;
  std::set<std::uint32_t> derived;

  void add(const mentions& other);
};

/// The part of an expression below a node: the names in it.
void mention(const book::rulebook& book, const lang::ast& tree, std::uint32_t node,
             mentions& into);
void mention(const book::rulebook& book, const book::condition& what, mentions& into);
/// The names in the definition of a derived value.
void mention(const book::rulebook& book, const book::linked_derived& what,
             mentions& into);
/// The names in what decides whether an input is applicable, and in what is inferred of
/// it.
void mention(const book::rulebook& book, const book::linked_input& what, mentions& into);
/// What a slot of a pool tests.
void mention(const book::rulebook& book, const compile::formula_pool& pool,
             const compile::slot& what, mentions& into);

/// All that some names hang on, through derived values.
///
/// Meaning  `variables`: what can be answered, those named first; `derived`: the derived
///          values on the way, those named included. With `context` also what decides on
///          the applicability of the variables and what is inferred of them.
struct dependency_list {
  std::vector<variable> variables;
  std::set<std::uint32_t> derived;
};
[[nodiscard]] dependency_list all_behind(const book::rulebook& book, const mentions& from,
                                         bool context);

/// The part of the book's order that evaluates some inputs and derived values.
[[nodiscard]] std::vector<book::step> steps_for(const book::rulebook& book,
                                                const dependency_list& what);

/// How many values one evaluation of a book finds.
[[nodiscard]] std::size_t values_of(const book::rulebook& of);

/// Values of an input that no condition, derived value, inference or presumption of the
/// book tells apart.
struct input_classes {
  std::vector<value_set> classes;  // in order of their smallest values
  bool computed = false;  // something is computed from the value itself: no two values
                          // are sure to be alike
  bool inferred = false;  // the same of what an inference expects it to be
};

/// The classes of all inputs of a book; none for codes inputs.
[[nodiscard]] std::vector<input_classes> classes_of_inputs(const book::rulebook& book);

}  // namespace arvio::inline v0::analysis

#endif  // ARVIO_SRC_ANALYSIS_DEPENDENCIES_HPP
