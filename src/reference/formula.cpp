#include "formula.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

namespace arvio::inline v0::reference {

namespace {

using form = formula::form;

/// What completions a condition has.
struct verdict {
  bool can_hold = false;
  bool can_fail = false;
};

bool contains_slot(const formula& what, slot_id slot) {
  return std::binary_search(what.slots.begin(), what.slots.end(), slot);
}

/// The parts of a conjunction or disjunction, joined where they share slots: the groups
/// that remain can be chosen independently of each other.
std::vector<formula_ptr> independent_parts(const formula& what, formula_store& made) {
  std::size_t slots_of_parts = 0;
  for (const auto* part : what.parts)
    slots_of_parts += part->slots.size();
  if (slots_of_parts == what.slots.size())  // none stands in two
    return {what.parts.begin(), what.parts.end()};

  struct group {
    std::vector<slot_id> slots;
    std::vector<formula_ptr> members;
  };
  std::vector<group> groups;
  for (const auto* part : what.parts) {
    group joined{{part->slots.begin(), part->slots.end()}, {}};
    std::erase_if(groups, [&](const group& other) {
      const auto shared = [&](slot_id slot) {
        return std::binary_search(other.slots.begin(), other.slots.end(), slot);
      };
      if (std::none_of(joined.slots.begin(), joined.slots.end(), shared)) return false;
      std::vector<slot_id> slots;
      std::set_union(joined.slots.begin(), joined.slots.end(), other.slots.begin(),
                     other.slots.end(), std::back_inserter(slots));
      joined.slots = std::move(slots);
      joined.members.insert(joined.members.end(), other.members.begin(),
                            other.members.end());
      return true;
    });
    joined.members.push_back(part);
    groups.push_back(std::move(joined));
  }
  std::vector<formula_ptr> parts;
  parts.reserve(groups.size());
  for (const auto& one : groups)
    parts.push_back(made.combined(what.shape, one.members));
  return parts;
}

const formula& first_atom(const formula& what) {
  const formula* at = &what;
  while (at->shape != form::atom)
    at = at->parts.front();
  return *at;
}

/// What is left of `what` where `slot` has the values `part`, the other slots as in
/// `sets`. `sets` is changed for the time of the call only.
template <class Then>
auto with(slot_sets& sets, slot_id slot, value_set part, formula_ptr what, Then then) {
  formula_store made;
  std::swap(sets[slot], part);
  auto result = then(residual(what, sets, made));
  std::swap(sets[slot], part);
  return result;
}

/// `what` is a residual: no atom of it is decided by `sets`.
verdict explore(formula_ptr what, slot_sets& sets) {
  switch (what->shape) {
    case form::truth: return {true, false};
    case form::falsehood: return {false, true};
    case form::atom: return {true, true};
    case form::all:
    case form::any: break;
  }
  formula_store made;
  const auto parts = independent_parts(*what, made);
  if (parts.size() > 1) {
    const bool conjunction = what->shape == form::all;
    verdict sum{conjunction, !conjunction};
    for (const auto* part : parts) {
      const auto one = explore(part, sets);
      sum.can_hold =
          conjunction ? sum.can_hold && one.can_hold : sum.can_hold || one.can_hold;
      sum.can_fail =
          conjunction ? sum.can_fail || one.can_fail : sum.can_fail && one.can_fail;
    }
    return sum;
  }
  // Branch on one atom: its slot inside the atom's values, then outside them.
  const auto& branch = first_atom(*what);
  const auto values = sets[branch.slot];
  verdict sum;
  for (const auto& part :
       {values.intersected(*branch.values), values.without(*branch.values)}) {
    const auto one = with(sets, branch.slot, part, what,
                          [&](formula_ptr rest) { return explore(rest, sets); });
    sum.can_hold = sum.can_hold || one.can_hold;
    sum.can_fail = sum.can_fail || one.can_fail;
    if (sum.can_hold && sum.can_fail)
      break;  // cut off: nothing more can change the verdict
  }
  return sum;
}

/// An atom of another slot, as near to an atom of `slot` as there is one; nullptr where
/// all atoms are of `slot`. Deciding near atoms first shows soonest whether `slot`
/// matters.
const formula* nearest_other_atom(const formula& what, slot_id slot) {
  if (what.shape == form::atom) return what.slot == slot ? nullptr : &what;
  for (const bool holding_slot : {true, false}) {
    for (const auto* part : what.parts) {
      if (contains_slot(*part, slot) != holding_slot) continue;
      if (const auto* found = nearest_other_atom(*part, slot)) return found;
    }
  }
  return nullptr;
}

/// `what` is a residual.
bool explore_open(formula_ptr what, slot_id slot, slot_sets& sets) {
  if (!contains_slot(*what, slot)) return false;
  if (what->shape == form::atom) return true;
  formula_store made;
  const auto parts = independent_parts(*what, made);
  if (parts.size() > 1) {
    // The other parts must be able to leave the decision to the part that has the slot.
    const bool conjunction = what->shape == form::all;
    return std::all_of(parts.begin(), parts.end(), [&](formula_ptr part) {
      if (contains_slot(*part, slot)) return explore_open(part, slot, sets);
      const auto other = explore(part, sets);
      return conjunction ? other.can_hold : other.can_fail;
    });
  }
  const auto* branch = nearest_other_atom(*what, slot);
  if (branch == nullptr) {  // a condition on this slot alone
    const auto own = explore(what, sets);
    return own.can_hold && own.can_fail;
  }
  const auto values = sets[branch->slot];
  const auto side_is_open = [&](value_set part) {
    return with(sets, branch->slot, std::move(part), what,
                [&](formula_ptr rest) { return explore_open(rest, slot, sets); });
  };
  return side_is_open(values.intersected(*branch->values)) ||
         side_is_open(values.without(*branch->values));
}

}  // namespace

formula_ptr constant(bool value) {
  static constexpr formula truth{form::truth, 0, nullptr, {}, {}};
  static constexpr formula falsehood{form::falsehood, 0, nullptr, {}, {}};
  return value ? &truth : &falsehood;
}

template <class T>
std::span<T> formula_store::room_for(std::size_t count) {
  auto* const place = std::pmr::polymorphic_allocator<T>(&memory_).allocate(count);
  std::uninitialized_default_construct_n(place, count);
  return {place, count};
}

formula_ptr formula_store::keep(const formula& made) {
  auto& place = room_for<formula>(1).front();
  place = made;
  return &place;
}

formula_ptr formula_store::atom(slot_id slot, value_set values) {
  values_.push_front(std::move(values));
  const auto slots = room_for<slot_id>(1);
  slots.front() = slot;
  return keep({form::atom, slot, &values_.front(), {}, slots});
}

formula_ptr formula_store::all_of(const std::vector<formula_ptr>& parts) {
  return combined(form::all, parts);
}

formula_ptr formula_store::any_of(const std::vector<formula_ptr>& parts) {
  return combined(form::any, parts);
}

formula_ptr formula_store::combined(form shape, std::span<const formula_ptr> parts) {
  // In a conjunction truth vanishes and falsehood decides; in a disjunction the reverse.
  const form vanishing = shape == form::all ? form::truth : form::falsehood;
  const form deciding = shape == form::all ? form::falsehood : form::truth;
  std::size_t most_parts = 0;
  std::size_t most_slots = 0;
  for (const auto* part : parts) {
    if (part->shape == deciding) return part;
    most_parts += part->shape == shape ? part->parts.size() : 1;
    most_slots += part->slots.size();
  }
  const auto kept = room_for<formula_ptr>(most_parts);
  const auto slots = room_for<slot_id>(most_slots);
  auto end = kept.begin();
  auto slots_end = slots.begin();
  for (const auto* part : parts) {
    if (part->shape == vanishing) continue;
    slots_end = std::copy(part->slots.begin(), part->slots.end(), slots_end);
    if (part->shape == shape) {
      end = std::copy(part->parts.begin(), part->parts.end(), end);
    } else {
      *end++ = part;
    }
  }
  if (end == kept.begin()) return constant(shape == form::all);
  if (end == kept.begin() + 1) return kept.front();
  std::sort(slots.begin(), slots_end);
  slots_end = std::unique(slots.begin(), slots_end);
  return keep({shape, 0, nullptr, {kept.begin(), end}, {slots.begin(), slots_end}});
}

formula_ptr residual(formula_ptr what, const slot_sets& sets, formula_store& into) {
  switch (what->shape) {
    case form::truth:
    case form::falsehood: return what;
    case form::atom: {
      const auto& possible = sets[what->slot];
      if (possible.inside(*what->values)) return constant(true);
      if (!possible.meets(*what->values)) return constant(false);
      return what;
    }
    case form::all:
    case form::any: break;
  }
  std::vector<formula_ptr> parts;
  parts.reserve(what->parts.size());
  for (const auto* part : what->parts)
    parts.push_back(residual(part, sets, into));
  if (std::ranges::equal(parts, what->parts)) return what;
  return into.combined(what->shape, parts);
}

certainty judge(formula_ptr what, slot_sets& sets) {
  formula_store made;
  const auto found = explore(residual(what, sets, made), sets);
  if (found.can_hold && found.can_fail) return certainty::possible;
  return found.can_hold ? certainty::certain : certainty::excluded;
}

bool is_open_in(formula_ptr what, slot_id slot, slot_sets& sets) {
  formula_store made;
  return explore_open(residual(what, sets, made), slot, sets);
}

}  // namespace arvio::inline v0::reference
