#include "arvio/compile/formula.hpp"

#include "arvio/base/decimal.hpp"

#include <algorithm>
#include <utility>

namespace arvio::inline v0::compile {

namespace {

using form = term::form;

form dual(form shape) { return shape == form::all ? form::any : form::all; }

/// The largest whole number that is not above `value / divisor`; `divisor` is positive.
wide_int floor_of(wide_int value, wide_int divisor) {
  return value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor);
}

/// Whether some value of `coarse`, times `factor`, is a value of `fine`.
bool can_be_equal(const value_set& coarse, wide_int factor, const value_set& fine) {
  for (const auto& a : coarse.ranges()) {
    for (const auto& b : fine.ranges()) {
      const auto first = -floor_of(-static_cast<wide_int>(b.low), factor);
      const auto last = floor_of(b.high, factor);
      if (std::max<wide_int>(first, a.low) <= std::min<wide_int>(last, a.high))
        return true;
    }
  }
  return false;
}

}  // namespace

slot_index formula_pool::add_slot(slot what) {
  identity key{what.kind, what.index, what.code, what.left, what.right, what.text};
  const auto index = static_cast<slot_index>(slots_.size());
  const auto [place, is_new] = known_.emplace(std::move(key), index);
  if (is_new) slots_.push_back(std::move(what));
  return place->second;
}

term_index formula_pool::add(term what) {
  terms_.push_back(std::move(what));
  return static_cast<term_index>(terms_.size() - 1);
}

term_index formula_pool::truth(bool value) {
  term what;
  what.value = value;
  return add(std::move(what));
}

term_index formula_pool::atom(slot_index where, const value_set& values) {
  const auto& domain = slots_[where].domain;
  auto inside = domain.intersected(values);
  if (inside.empty()) return truth(false);
  if (inside == domain) return truth(true);
  term what;
  what.shape = form::atom;
  what.slot = where;
  what.values = std::move(inside);
  return add(std::move(what));
}

term_index formula_pool::all(const std::vector<term_index>& parts) {
  return combined(form::all, parts);
}

term_index formula_pool::any(const std::vector<term_index>& parts) {
  return combined(form::any, parts);
}

term_index formula_pool::combined(form shape, const std::vector<term_index>& parts) {
  const bool conjunction = shape == form::all;
  std::vector<term_index> flat;
  for (const auto part : parts) {
    if (terms_[part].shape == shape) {
      flat.insert(flat.end(), terms_[part].parts.begin(), terms_[part].parts.end());
    } else {
      flat.push_back(part);
    }
  }
  std::map<slot_index, value_set> tested;  // what the atoms say together of each slot
  std::vector<term_index> kept;
  for (const auto part : flat) {
    const auto& one = terms_[part];
    if (one.shape == form::truth) {
      if (one.value != conjunction) return part;  // it decides the whole
    } else if (one.shape == form::atom) {
      const auto [place, is_first] = tested.emplace(one.slot, one.values);
      if (!is_first) {
        place->second = conjunction ? place->second.intersected(one.values)
                                    : place->second.united(one.values);
      }
    } else {
      kept.push_back(part);
    }
  }
  std::vector<term_index> atoms;
  for (const auto& [where, values] : tested) {
    const auto merged = atom(where, values);
    if (terms_[merged].shape == form::atom) {
      atoms.push_back(merged);
    } else if (terms_[merged].value != conjunction) {
      return merged;
    }
  }
  kept.insert(kept.begin(), atoms.begin(), atoms.end());
  if (kept.empty()) return truth(conjunction);
  if (kept.size() == 1) return kept.front();
  term what;
  what.shape = shape;
  what.parts = std::move(kept);
  return add(std::move(what));
}

void formula_pool::relate(term_index one, term_index negated) {
  negations_.emplace(one, negated);
  negations_.emplace(negated, one);
}

term_index formula_pool::negation(term_index of) {
  if (const auto known = negations_.find(of); known != negations_.end())
    return known->second;
  const auto one = terms_[of];  // a copy: adding terms moves them
  term_index negated = 0;
  switch (one.shape) {
    case form::truth: negated = truth(!one.value); break;
    case form::atom:
      negated = atom(one.slot, slots_[one.slot].domain.without(one.values));
      break;
    case form::all:
    case form::any: {
      std::vector<term_index> parts;
      parts.reserve(one.parts.size());
      for (const auto part : one.parts)
        parts.push_back(negation(part));
      negated = combined(dual(one.shape), parts);
      break;
    }
  }
  relate(of, negated);
  return negated;
}

bool holds(const formula_pool& pool, term_index what,
           std::span<const std::int64_t> choice) {
  const auto& one = pool.at(what);
  const auto part_holds = [&](term_index part) { return holds(pool, part, choice); };
  switch (one.shape) {
    case form::truth: return one.value;
    case form::atom: return one.values.contains(choice[one.slot]);
    case form::all: return std::all_of(one.parts.begin(), one.parts.end(), part_holds);
    case form::any: return std::any_of(one.parts.begin(), one.parts.end(), part_holds);
  }
  return false;  // not reached
}

value_set compared(const value_set& left, int left_scale, const value_set& right,
                   int right_scale) {
  if (left.empty() || right.empty()) return {};
  const wide_int left_factor =
      left_scale < right_scale ? power_of_ten(right_scale - left_scale) : 1;
  const wide_int right_factor =
      right_scale < left_scale ? power_of_ten(left_scale - right_scale) : 1;
  value_set results;
  if (left.min() * left_factor < right.max() * right_factor) {
    results = results.united(value_set::single(0));
  }
  const bool equal = left_factor == 1 ? can_be_equal(right, right_factor, left)
                                      : can_be_equal(left, left_factor, right);
  if (equal) results = results.united(value_set::single(1));
  if (left.max() * left_factor > right.min() * right_factor) {
    results = results.united(value_set::single(2));
  }
  return results;
}

}  // namespace arvio::inline v0::compile
