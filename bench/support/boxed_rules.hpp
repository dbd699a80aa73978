#ifndef ARVIO_BENCH_SUPPORT_BOXED_RULES_HPP
#define ARVIO_BENCH_SUPPORT_BOXED_RULES_HPP

#include "arvio/base/value_set.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/compile/formula.hpp"
#include "arvio/reference/outcome.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

/// A book as plain lists of boxes: what the baselines are made from.
namespace arvio::bench {

/// Something with a possible set: an input, a code of an input of type codes, a derived
/// value or the gate of a group.
struct tested_slot {
  compile::slot_kind kind = compile::slot_kind::input;
  std::uint32_t index = 0;
  std::uint32_t code = 0;
  value_set domain;
};

/// The slot has one of `values`, which is less than its domain.
struct slot_test {
  std::uint32_t slot = 0;
  value_set values;
};
/// A maximal box: all of the tests; none of them is of a slot of another one.
using clause = std::vector<slot_test>;

/// What a slot's possible set follows from: the clauses of a boolean, or a score.
struct derived_slot {
  std::uint32_t slot = 0;
  std::vector<clause> clauses;
  const book::linked_derived* score = nullptr;  // of the book
};

struct boxed_rule {
  reference::rule_reference rule;
  std::vector<clause> clauses;
};

/// The slots of a book, what is derived (each after all it depends on), and its rules by
/// urgency, then in the author's order; those without urgency last.
///
/// Meaning  the book must outlive it.
class boxed_rules {
 public:
  /// Errors  std::invalid_argument where a book has what the baselines leave out
  ///         (inferences, applicability, tables, arithmetic, slots compared) or a
  ///         condition over its budget.
  explicit boxed_rules(const book::rulebook& book);

  [[nodiscard]] const std::vector<tested_slot>& slots() const noexcept { return slots_; }
  [[nodiscard]] const std::vector<derived_slot>& derived() const noexcept {
    return derived_;
  }
  [[nodiscard]] const std::vector<boxed_rule>& rules() const noexcept { return rules_; }

  [[nodiscard]] std::uint32_t input_slot(std::uint32_t input) const {
    return first_of_input_[input];
  }
  [[nodiscard]] std::uint32_t code_slot(std::uint32_t input, std::uint32_t code) const {
    return first_of_input_[input] + code;
  }
  [[nodiscard]] std::uint32_t operand_slot(const book::linked_operand& what) const;

 private:
  void add_slots(const book::rulebook& book);
  [[nodiscard]] std::uint32_t slot_of(const compile::slot& what) const;
  [[nodiscard]] std::vector<clause> clauses_of(const compile::formula_pool& pool,
                                               compile::term_index what) const;

  std::vector<tested_slot> slots_;
  std::vector<std::uint32_t> first_of_input_;
  std::uint32_t first_derived_ = 0;
  std::uint32_t first_gate_ = 0;
  std::vector<derived_slot> derived_;
  std::vector<boxed_rule> rules_;
};

/// How large the rules of a book are.
struct rule_shape {
  std::size_t rules = 0;
  std::size_t clauses = 0;     // of the rules
  std::size_t tests = 0;       // of the rules
  std::size_t predicates = 0;  // different tests among them
  std::size_t derived_clauses = 0;
};
[[nodiscard]] rule_shape shape_of(const boxed_rules& of);

}  // namespace arvio::bench

#endif  // ARVIO_BENCH_SUPPORT_BOXED_RULES_HPP
