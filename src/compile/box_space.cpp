#include "arvio/compile/box_space.hpp"

#include "compile/bits.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <utility>

namespace arvio::inline v0::compile {

namespace {

/// The values at which membership of one of the sets, or of the domain, can change.
std::vector<std::int64_t> cut_points(const value_set& domain,
                                     const std::vector<value_set>& sets) {
  std::vector<std::int64_t> cuts;
  const auto add = [&cuts](const value_set& one) {
    for (const auto& range : one.ranges()) {
      cuts.push_back(range.low);
      cuts.push_back(range.high + 1);
    }
  };
  add(domain);
  for (const auto& one : sets)
    add(one);
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  return cuts;
}

bool ordered_before(const value_set& a, const value_set& b) {
  return std::lexicographical_compare(
      a.ranges().begin(), a.ranges().end(), b.ranges().begin(), b.ranges().end(),
      [](const value_range& one, const value_range& other) {
        return std::pair(one.low, one.high) < std::pair(other.low, other.high);
      });
}

/// value_set::meets without making the common values.
bool meet(const value_set& a, const value_set& b) {
  auto left = a.ranges().begin();
  auto right = b.ranges().begin();
  while (left != a.ranges().end() && right != b.ranges().end()) {
    if (left->high < right->low) {
      ++left;
    } else if (right->high < left->low) {
      ++right;
    } else {
      return true;
    }
  }
  return false;
}

/// Collects the sets that the formula and its parts test, per slot.
void collect(const formula_pool& pool, term_index what, std::vector<bool>& seen,
             std::vector<std::vector<value_set>>& tested) {
  if (seen[what]) return;
  seen[what] = true;
  const auto& one = pool.at(what);
  if (one.shape == term::form::atom) tested[one.slot].push_back(one.values);
  for (const auto part : one.parts)
    collect(pool, part, seen, tested);
}

}  // namespace

std::vector<value_set> value_classes(const value_set& domain,
                                     std::vector<value_set> sets) {
  if (domain.empty()) return {};
  for (auto& one : sets)
    one = one.intersected(domain);
  std::sort(sets.begin(), sets.end(),
            ordered_before);  // a set twice cuts no finer than once
  sets.erase(std::unique(sets.begin(), sets.end()), sets.end());

  const auto cuts = cut_points(domain, sets);
  const auto pieces =
      cuts.size() - 1;  // piece i runs from cut i to just before cut i + 1
  const auto piece_at = [&cuts](std::int64_t value) {
    return static_cast<std::size_t>(std::lower_bound(cuts.begin(), cuts.end(), value) -
                                    cuts.begin());
  };
  // Per piece: bit n says whether it lies in set n. Pieces with the same bits are one
  // class.
  std::vector<std::vector<bool>> memberships(pieces, std::vector<bool>(sets.size()));
  for (std::size_t i = 0; i < sets.size(); ++i) {
    for (const auto& range : sets[i].ranges()) {
      const auto end = piece_at(range.high + 1);
      for (auto piece = piece_at(range.low); piece < end; ++piece)
        memberships[piece][i] = true;
    }
  }
  std::map<std::vector<bool>, std::size_t> known;
  std::vector<value_set> classes;
  for (std::size_t piece = 0; piece < pieces; ++piece) {
    if (!domain.contains(cuts[piece])) continue;
    const auto [place, is_new] = known.emplace(memberships[piece], classes.size());
    if (is_new) classes.emplace_back();
    auto& members = classes[place->second];
    members = members.united({cuts[piece], cuts[piece + 1] - 1});
  }
  return classes;
}

box_space::box_space(const formula_pool& pool, std::span<const term_index> formulas)
    : pool_(&pool) {
  std::vector<std::vector<value_set>> tested(pool.slots().size());
  std::vector<bool> seen(pool.term_count());
  for (const auto formula : formulas)
    collect(pool, formula, seen, tested);
  lay_out(std::move(tested));
}

void box_space::lay_out(std::vector<std::vector<value_set>> tested) {
  // Fields that fit one word go into the first word that has room, in the order of the
  // slots; INVARIANT: none straddles two words.
  std::vector<std::uint32_t> used;
  field_of_slot_.assign(tested.size(), 0);
  for (std::size_t i = 0; i < tested.size(); ++i) {
    if (tested[i].empty()) continue;
    auto classes = value_classes(pool_->slots()[i].domain, std::move(tested[i]));
    const auto width = static_cast<std::uint32_t>(classes.size());
    if (width < 2) continue;
    classes_.push_back(std::move(classes));
    box_field field;
    field.slot = static_cast<slot_index>(i);
    field.width = width;
    if (width > word_bits) {
      field.word = static_cast<std::uint32_t>(used.size());
      field.word_count = (width + word_bits - 1) / word_bits;
      used.insert(used.end(), field.word_count, word_bits);
      wide_.push_back(static_cast<std::uint32_t>(fields_.size()));
    } else {
      const auto room =
          std::find_if(used.begin(), used.end(),
                       [width](std::uint32_t bits) { return bits + width <= word_bits; });
      field.word = static_cast<std::uint32_t>(room - used.begin());
      if (room == used.end()) used.push_back(0);
      field.shift = used[field.word];
      used[field.word] += width;
    }
    fields_.push_back(field);
    field_of_slot_[i] = static_cast<std::uint32_t>(fields_.size());
  }
  const auto words = std::max<std::size_t>(used.size(), 1);
  full_.assign(words, 0);
  last_.assign(words, 0);
  others_.assign(words, 0);
  field_of_bit_.assign(words * word_bits, 0);
  for (std::uint32_t i = 0; i < fields_.size(); ++i) {
    const auto& field = fields_[i];
    for (std::uint32_t word = 0; word < field.word_count; ++word) {
      full_[field.word + word] |= low_ones(field.width - word * word_bits) << field.shift;
    }
    if (field.width > word_bits) continue;
    const auto last_bit = field.shift + field.width - 1;
    last_[field.word] |= std::uint64_t{1} << last_bit;
    others_[field.word] |= low_ones(field.width - 1) << field.shift;
    field_of_bit_[field.word * word_bits + last_bit] = i;
  }
}

const box_field* box_space::field_of(slot_index of) const {
  const auto place = field_of_slot_[of];
  return place == 0 ? nullptr : &fields_[place - 1];
}

void box_space::put(slot_index of, const value_set& values, box_bits& box) const {
  const auto* field = field_of(of);
  if (field == nullptr) return;
  const auto& classes = classes_[static_cast<std::size_t>(field - fields_.data())];
  for (std::uint32_t i = 0; i < field->width; ++i) {
    const auto bit = field->shift + i;
    auto& word = box[field->word + bit / word_bits];
    const auto mask = std::uint64_t{1} << (bit % word_bits);
    word = meet(classes[i], values) ? word | mask : word & ~mask;
  }
}

box_bits box_space::touched(std::span<const value_set> sets) const {
  auto box = full_;
  for (const auto& field : fields_)
    put(field.slot, sets[field.slot], box);
  return box;
}

value_set box_space::values(std::span<const std::uint64_t> box, slot_index of) const {
  const auto* field = field_of(of);
  if (field == nullptr) return pool_->slot_at(of).domain;
  const auto& classes = classes_[static_cast<std::size_t>(field - fields_.data())];
  value_set allowed;
  for (std::uint32_t i = 0; i < field->width; ++i) {
    const auto bit = field->shift + i;
    if ((box[field->word + bit / word_bits] >> (bit % word_bits) & 1) != 0) {
      allowed = allowed.united(classes[i]);
    }
  }
  return allowed;
}

box_space::gap box_space::gap_between(const std::uint64_t* a,
                                      const std::uint64_t* b) const noexcept {
  gap found;
  for (std::size_t word = 0; word < full_.size(); ++word) {
    const auto both = a[word] & b[word];
    const auto met = (((both & others_[word]) + others_[word]) | both) & last_[word];
    const auto missed = last_[word] & ~met;
    if (missed == 0) continue;
    if (found.count != 0 || !std::has_single_bit(missed)) return {2, 0};
    found = {1, field_of_bit_[word * word_bits +
                              static_cast<std::uint32_t>(std::countr_zero(missed))]};
  }
  for (const auto index : wide_) {
    const auto& field = fields_[index];
    std::uint64_t both = 0;
    for (std::uint32_t word = field.word; word < field.word + field.word_count; ++word) {
      both |= a[word] & b[word];
    }
    if (both != 0) continue;
    if (found.count != 0) return {2, 0};
    found = {1, index};
  }
  return found;
}

}  // namespace arvio::inline v0::compile
