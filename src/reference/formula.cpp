#include "formula.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

namespace arvio::inline v0::reference {

namespace {

using form = formula::form;

formula_ptr combined(form shape, std::vector<formula_ptr> parts) {
  // In a conjunction truth vanishes and falsehood decides; in a disjunction the reverse.
  const form vanishing = shape == form::all ? form::truth : form::falsehood;
  const form deciding = shape == form::all ? form::falsehood : form::truth;
  std::vector<formula_ptr> kept;
  for (auto& part : parts) {
    if (part->shape == deciding) return part;
    if (part->shape == vanishing) continue;
    if (part->shape == shape) {
      kept.insert(kept.end(), part->parts.begin(), part->parts.end());
    } else {
      kept.push_back(std::move(part));
    }
  }
  if (kept.empty()) return constant(shape == form::all);
  if (kept.size() == 1) return kept.front();
  return std::make_shared<const formula>(formula{shape, 0, {}, std::move(kept)});
}

/// What completions a condition has.
struct verdict {
  bool can_hold = false;
  bool can_fail = false;
};

bool contains_slot(const formula& what, slot_id slot) {
  if (what.shape == form::atom) return what.slot == slot;
  return std::any_of(
      what.parts.begin(), what.parts.end(),
      [slot](const formula_ptr& part) { return contains_slot(*part, slot); });
}

/// The parts of a conjunction or disjunction, joined where they share slots: the groups
/// that remain can be chosen independently of each other.
std::vector<formula_ptr> independent_parts(const formula& what) {
  std::vector<std::pair<std::set<slot_id>, std::vector<formula_ptr>>> groups;
  for (const auto& part : what.parts) {
    std::set<slot_id> slots;
    collect_slots(*part, slots);
    std::vector<formula_ptr> members;
    std::erase_if(groups, [&](auto& group) {
      const bool shares = std::any_of(slots.begin(), slots.end(), [&](slot_id slot) {
        return group.first.contains(slot);
      });
      if (!shares) return false;
      members.insert(members.end(), group.second.begin(), group.second.end());
      slots.merge(group.first);
      return true;
    });
    members.push_back(part);
    groups.emplace_back(std::move(slots), std::move(members));
  }
  std::vector<formula_ptr> parts;
  parts.reserve(groups.size());
  for (auto& group : groups)
    parts.push_back(combined(what.shape, std::move(group.second)));
  return parts;
}

const formula& first_atom(const formula& what) {
  const formula* at = &what;
  while (at->shape != form::atom)
    at = at->parts.front().get();
  return *at;
}

/// What is left of `what` where `slot` has the values `part`, the other slots as in
/// `sets`. `sets` is changed for the time of the call only.
template <class Then>
auto with(slot_sets& sets, slot_id slot, value_set part, const formula_ptr& what,
          Then then) {
  std::swap(sets[slot], part);
  auto result = then(residual(what, sets));
  std::swap(sets[slot], part);
  return result;
}

/// `what` is a residual: no atom of it is decided by `sets`.
verdict explore(const formula_ptr& what, slot_sets& sets) {
  switch (what->shape) {
    case form::truth: return {true, false};
    case form::falsehood: return {false, true};
    case form::atom: return {true, true};
    case form::all:
    case form::any: break;
  }
  const auto parts = independent_parts(*what);
  if (parts.size() > 1) {
    const bool conjunction = what->shape == form::all;
    verdict sum{conjunction, !conjunction};
    for (const auto& part : parts) {
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
       {values.intersected(branch.values), values.without(branch.values)}) {
    const auto one = with(sets, branch.slot, part, what,
                          [&](const formula_ptr& rest) { return explore(rest, sets); });
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
    for (const auto& part : what.parts) {
      if (contains_slot(*part, slot) != holding_slot) continue;
      if (const auto* found = nearest_other_atom(*part, slot)) return found;
    }
  }
  return nullptr;
}

/// `what` is a residual.
bool explore_open(const formula_ptr& what, slot_id slot, slot_sets& sets) {
  if (!contains_slot(*what, slot)) return false;
  if (what->shape == form::atom) return true;
  const auto parts = independent_parts(*what);
  if (parts.size() > 1) {
    // The other parts must be able to leave the decision to the part that has the slot.
    const bool conjunction = what->shape == form::all;
    return std::all_of(parts.begin(), parts.end(), [&](const formula_ptr& part) {
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
                [&](const formula_ptr& rest) { return explore_open(rest, slot, sets); });
  };
  return side_is_open(values.intersected(branch->values)) ||
         side_is_open(values.without(branch->values));
}

}  // namespace

formula_ptr constant(bool value) {
  static const auto truth =
      std::make_shared<const formula>(formula{form::truth, 0, {}, {}});
  static const auto falsehood =
      std::make_shared<const formula>(formula{form::falsehood, 0, {}, {}});
  return value ? truth : falsehood;
}

formula_ptr atom(slot_id slot, value_set values) {
  return std::make_shared<const formula>(
      formula{form::atom, slot, std::move(values), {}});
}

formula_ptr all_of(std::vector<formula_ptr> parts) {
  return combined(form::all, std::move(parts));
}

formula_ptr any_of(std::vector<formula_ptr> parts) {
  return combined(form::any, std::move(parts));
}

void collect_slots(const formula& what, std::set<slot_id>& into) {
  if (what.shape == form::atom) into.insert(what.slot);
  for (const auto& part : what.parts)
    collect_slots(*part, into);
}

formula_ptr residual(const formula_ptr& what, const slot_sets& sets) {
  switch (what->shape) {
    case form::truth:
    case form::falsehood: return what;
    case form::atom: {
      const auto& possible = sets.at(what->slot);
      if (possible.inside(what->values)) return constant(true);
      if (!possible.meets(what->values)) return constant(false);
      return what;
    }
    case form::all:
    case form::any: break;
  }
  std::vector<formula_ptr> parts;
  parts.reserve(what->parts.size());
  for (const auto& part : what->parts)
    parts.push_back(residual(part, sets));
  return combined(what->shape, std::move(parts));
}

certainty judge(const formula_ptr& what, const slot_sets& sets) {
  auto branching = sets;
  const auto found = explore(residual(what, sets), branching);
  if (found.can_hold && found.can_fail) return certainty::possible;
  return found.can_hold ? certainty::certain : certainty::excluded;
}

bool is_open_in(const formula_ptr& what, slot_id slot, const slot_sets& sets) {
  auto branching = sets;
  return explore_open(residual(what, sets), slot, branching);
}

}  // namespace arvio::inline v0::reference
