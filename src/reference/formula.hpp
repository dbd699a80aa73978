#ifndef ARVIO_REFERENCE_FORMULA_HPP
#define ARVIO_REFERENCE_FORMULA_HPP

#include "arvio/base/value_set.hpp"
#include "arvio/reference/outcome.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <vector>

/// Conditions as formulas over slots, and the three questions asked of them: is it
/// certain, possible or excluded (semantics.md section 3), in which slots is it open
/// (section 5), and what is left of it once some slots are known.
namespace arvio::inline v0::reference {

using slot_id = std::uint32_t;

/// A condition in negation normal form: `not` stands inside the value sets of the atoms.
/// Immutable and shared.
struct formula {
  enum class form : std::uint8_t { truth, falsehood, atom, all, any };

  form shape = form::truth;
  slot_id slot = 0;  // atom: the slot ...
  value_set values;  // ... and the values for which the atom is true
  std::vector<std::shared_ptr<const formula>> parts;  // all, any
};
using formula_ptr = std::shared_ptr<const formula>;

[[nodiscard]] formula_ptr constant(bool value);
[[nodiscard]] formula_ptr atom(slot_id slot, value_set values);
/// Conjunction and disjunction; constants are absorbed, nested ones of the same kind
/// flattened.
[[nodiscard]] formula_ptr all_of(std::vector<formula_ptr> parts);
[[nodiscard]] formula_ptr any_of(std::vector<formula_ptr> parts);

/// The possible values of every slot that occurs in the formulas at hand.
using slot_sets = std::map<slot_id, value_set>;

/// All slots of a formula.
void collect_slots(const formula& what, std::set<slot_id>& into);

/// What is left of a formula where the slots have these possible values: atoms that
/// they decide are gone. Every slot of `what` must have its set in `sets`.
[[nodiscard]] formula_ptr residual(const formula_ptr& what, const slot_sets& sets);

/// Whether a condition is true for every choice of one value from each slot's set, for
/// none, or for some.
[[nodiscard]] certainty judge(const formula_ptr& what, const slot_sets& sets);

/// Whether two choices that differ in `slot` alone make the condition true once and
/// false once.
[[nodiscard]] bool is_open_in(const formula_ptr& what, slot_id slot,
                              const slot_sets& sets);

}  // namespace arvio::inline v0::reference

#endif  // ARVIO_REFERENCE_FORMULA_HPP
