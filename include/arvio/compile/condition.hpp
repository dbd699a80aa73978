#ifndef ARVIO_COMPILE_CONDITION_HPP
#define ARVIO_COMPILE_CONDITION_HPP

#include "arvio/base/value_set.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/compile/formula.hpp"
#include "arvio/lang/ast.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace arvio::inline v0::compile {

/// Writes the conditions of a book as formulas of one pool.
///
/// Meaning  what semantics.md sections 2 to 4 say: an atom tests one slot; two slots
///          compared are one slot; arithmetic is an anonymous derived value, one per
///          canonical text; tests of `urgency` are tests of one slot per need.
///          Conditions of one rule set can share a pool. Book and pool must outlive the
///          builder, the book also the pool.
class condition_builder {
 public:
  condition_builder(const book::rulebook& book, formula_pool& pool)
      : book_(book), pool_(pool) {}

  /// A boolean expression of the book, or the part of one below a boolean node.
  term_index condition(const lang::ast& tree);
  term_index condition(const lang::ast& tree, std::uint32_t node);
  /// An expression that may be absent, which is true.
  term_index condition(const book::condition& what);

  /// The gate of a group and its `applies-when`.
  term_index scope(std::uint32_t group);
  /// Rule `rule` of a group: its own condition and the scope, `otherwise` the scope.
  term_index rule(std::uint32_t group, std::uint32_t rule);
  /// condition(group, level) of semantics.md section 4; `need`: of the rules that speak
  /// for it.
  term_index level(std::uint32_t group, book::level_index level,
                   std::optional<std::uint32_t> need);

  /// The slot that a name or arithmetic stands for.
  slot_index slot_of(const lang::ast& tree, std::uint32_t node);

 private:
  struct place {
    const lang::ast& tree;
    std::uint32_t index;

    [[nodiscard]] const lang::node& here() const { return tree.at(index); }
    [[nodiscard]] place child(std::size_t which) const {
      return {tree, here().children[which]};
    }
  };

  term_index boolean(place what);
  std::vector<term_index> booleans(place what);
  term_index comparison(place left, lang::op relation, place right);
  term_index membership(place what);
  term_index in_range(place subject, place range);
  term_index codes_test(place what);
  term_index urgency_test(place what);
  slot_index named_slot(place what);
  slot_index compared_slots(slot_index left, slot_index right);

  const book::rulebook& book_;
  formula_pool& pool_;
};

/// The rules of a group that count for (group, level), or for a need of it: those with an
/// urgency at the level or above, `otherwise` included, as places in the group.
[[nodiscard]] std::vector<std::uint32_t> rules_at(const book::linked_group& group,
                                                  book::level_index level,
                                                  std::optional<std::uint32_t> need);

/// The possible set of every slot of a pool, one after another.
///
/// Meaning  `of` gives those of slots of every kind but comparison, which follow from
///          theirs. Each is cut to the slot's domain.
[[nodiscard]] std::vector<value_set> possible_sets(
    const formula_pool& pool, const std::function<value_set(const slot&)>& of);

}  // namespace arvio::inline v0::compile

#endif  // ARVIO_COMPILE_CONDITION_HPP
