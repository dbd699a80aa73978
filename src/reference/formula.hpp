#ifndef ARVIO_SRC_REFERENCE_FORMULA_HPP
#define ARVIO_SRC_REFERENCE_FORMULA_HPP

#include "arvio/base/value_set.hpp"
#include "arvio/book/outcome.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <forward_list>
#include <memory_resource>
#include <span>
#include <vector>

/// Conditions as formulas over slots, and the three questions asked of them: is it
/// certain, possible or excluded (semantics.md section 3), in which slots is it open
/// (section 5), and what is left of it once some slots are known.
namespace arvio::inline v0::reference {

using slot_id = std::uint32_t;

struct formula;
using formula_ptr = const formula*;

/// A condition in negation normal form: `not` stands inside the value sets of the atoms.
/// Immutable; made and owned by a `formula_store`.
struct formula {
  enum class form : std::uint8_t { truth, falsehood, atom, all, any };

  form shape = form::truth;
  slot_id slot = 0;                    // atom: the slot ...
  const value_set* values = nullptr;   // ... and the values for which the atom is true
  std::span<const formula_ptr> parts;  // all, any
  std::span<const slot_id> slots;      // all that stand in it, ascending
};

[[nodiscard]] formula_ptr constant(bool value);

class formula_store {
 public:
  [[nodiscard]] formula_ptr atom(slot_id slot, value_set values);
  /// Conjunction and disjunction; constants are absorbed, nested ones of the same kind
  /// flattened. The parts must live as long.
  [[nodiscard]] formula_ptr all_of(const std::vector<formula_ptr>& parts);
  [[nodiscard]] formula_ptr any_of(const std::vector<formula_ptr>& parts);
  /// The same where the kind is known at run time: `all` or `any`.
  [[nodiscard]] formula_ptr combined(formula::form shape,
                                     std::span<const formula_ptr> parts);

 private:
  template <class T>
  std::span<T> room_for(std::size_t count);
  formula_ptr keep(const formula& made);

  // What is made while a condition is judged is small, and soon gone.
  std::array<std::byte, 2048> first_;
  std::pmr::monotonic_buffer_resource memory_{first_.data(), first_.size()};
  std::forward_list<value_set> values_;
};

/// The possible values of slots, each at its number. Only those of the slots that stand
/// in the formulas at hand have a meaning.
using slot_sets = std::vector<value_set>;

/// What is left of a formula where the slots have these possible values: atoms that
/// they decide are gone. What is new is made in `into`.
[[nodiscard]] formula_ptr residual(formula_ptr what, const slot_sets& sets,
                                   formula_store& into);

/// Whether a condition is true for every choice of one value from each slot's set, for
/// none, or for some. `sets` changes while this looks, and is then as it was.
[[nodiscard]] certainty judge(formula_ptr what, slot_sets& sets);

/// Whether two choices that differ in `slot` alone make the condition true once and
/// false once. `sets` changes while this looks, and is then as it was.
[[nodiscard]] bool is_open_in(formula_ptr what, slot_id slot, slot_sets& sets);

}  // namespace arvio::inline v0::reference

#endif  // ARVIO_SRC_REFERENCE_FORMULA_HPP
