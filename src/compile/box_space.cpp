#include "arvio/compile/box_space.hpp"

#include "compile/bits.hpp"

#include <algorithm>
#include <bit>
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

/// Collects the sets that the formula and its parts test, per slot.
void collect(const formula_pool& pool, term_index what, std::vector<bool>& seen,
             std::map<slot_index, std::vector<value_set>>& tested) {
  if (seen[what]) return;
  seen[what] = true;
  const auto& one = pool.at(what);
  if (one.shape == term::form::atom) tested[one.slot].push_back(one.values);
  for (const auto part : one.parts)
    collect(pool, part, seen, tested);
}

/// Things in parts, which are split until none holds two that some set tells apart.
class partition {
 public:
  explicit partition(std::size_t count) : part_(count), sizes_{count} {}

  [[nodiscard]] std::size_t size() const { return sizes_.size(); }
  [[nodiscard]] std::size_t part_of(std::size_t which) const { return part_[which]; }

  /// Tells `members` from all others.
  void split(const std::vector<std::size_t>& members) {
    inside_.resize(sizes_.size());
    for (const auto one : members)
      ++inside_[part_[one]];
    constexpr auto none = ~std::size_t{0};
    becomes_.resize(sizes_.size(), none);
    const auto before = sizes_.size();
    for (const auto one : members) {
      const auto old = part_[one];
      if (old >= before || inside_[old] == sizes_[old]) continue;  // all of it is inside
      if (becomes_[old] == none) {
        becomes_[old] = sizes_.size();
        sizes_.push_back(0);
      }
      part_[one] = becomes_[old];
      ++sizes_[becomes_[old]];
      moved_.push_back(old);
    }
    for (const auto old : moved_) {
      --sizes_[old];
      becomes_[old] = none;
      inside_[old] = 0;
    }
    moved_.clear();
    for (const auto one : members) {
      if (part_[one] < before) inside_[part_[one]] = 0;
    }
  }

 private:
  std::vector<std::size_t> part_;     // of each thing
  std::vector<std::size_t> sizes_;    // of each part
  std::vector<std::size_t> inside_;   // members in each part; zero between calls
  std::vector<std::size_t> becomes_;  // the part of the members of each part
  std::vector<std::size_t> moved_;    // the part that each member was of
};

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
  partition parts(pieces);
  std::vector<std::size_t> members;
  for (const auto& one : sets) {
    // a set and what it leaves over tell the same pieces apart: the smaller will do
    std::size_t inside = 0;
    for (const auto& range : one.ranges())
      inside += piece_at(range.high + 1) - piece_at(range.low);
    members.clear();
    std::size_t at = 0;
    const auto add = [&](std::size_t begin, std::size_t end) {
      for (auto piece = begin; piece < end; ++piece)
        members.push_back(piece);
    };
    for (const auto& range : one.ranges()) {
      const auto begin = piece_at(range.low);
      const auto end = piece_at(range.high + 1);
      if (inside * 2 <= pieces) {
        add(begin, end);
      } else {
        add(at, begin);
      }
      at = end;
    }
    if (inside * 2 > pieces) add(at, pieces);
    parts.split(members);
  }
  // classes in the order of their first pieces
  constexpr auto unseen = ~std::size_t{0};
  std::vector<std::size_t> place(parts.size(), unseen);
  std::vector<std::vector<value_range>> ranges;
  for (std::size_t piece = 0; piece < pieces; ++piece) {
    if (!domain.contains(cuts[piece])) continue;
    auto& where = place[parts.part_of(piece)];
    if (where == unseen) {
      where = ranges.size();
      ranges.emplace_back();
    }
    ranges[where].push_back({cuts[piece], cuts[piece + 1] - 1});
  }
  std::vector<value_set> classes;
  classes.reserve(ranges.size());
  for (const auto& one : ranges)
    classes.push_back(value_set::of_sorted(one));
  return classes;
}

class_index::class_index(const std::vector<value_set>& classes) {
  for (std::uint32_t i = 0; i < classes.size(); ++i) {
    for (const auto& range : classes[i].ranges())
      pieces_.push_back({range, i});
  }
  std::sort(pieces_.begin(), pieces_.end(),
            [](const piece& a, const piece& b) { return a.range.low < b.range.low; });
}

box_space::box_space(const formula_pool& pool, std::span<const term_index> formulas)
    : pool_(&pool) {
  std::map<slot_index, std::vector<value_set>> tested;
  std::vector<bool> seen(pool.term_count());
  for (const auto formula : formulas)
    collect(pool, formula, seen, tested);
  lay_out(std::move(tested));
}

void box_space::lay_out(std::map<slot_index, std::vector<value_set>> tested) {
  // Fields that fit one word go into the first word that has room, in the order of the
  // slots; INVARIANT: none straddles two words.
  std::vector<std::uint32_t> used;
  for (auto& [slot, sets] : tested) {
    auto classes = value_classes(pool_->slot_at(slot).domain, std::move(sets));
    const auto width = static_cast<std::uint32_t>(classes.size());
    if (width < 2) continue;
    classes_.emplace_back(classes);
    box_field field;
    field.slot = slot;
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
  const auto found = std::lower_bound(
      fields_.begin(), fields_.end(), of,
      [](const box_field& one, slot_index slot) { return one.slot < slot; });
  return found == fields_.end() || found->slot != of ? nullptr : &*found;
}

void box_space::put(slot_index of, const value_set& values, box_bits& box) const {
  const auto* field = field_of(of);
  if (field == nullptr) return;
  const auto& classes = classes_[static_cast<std::size_t>(field - fields_.data())];
  for (std::uint32_t i = 0; i < field->word_count; ++i) {
    const auto width = std::min(word_bits, field->width - i * word_bits);
    box[field->word + i] &= ~(low_ones(width) << field->shift);
  }
  classes.for_met(values, [&](std::uint32_t value_class) {
    const auto bit = field->shift + value_class;
    box[field->word + bit / word_bits] |= std::uint64_t{1} << (bit % word_bits);
  });
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
  return classes.united([&](std::uint32_t value_class) {
    const auto bit = field->shift + value_class;
    return (box[field->word + bit / word_bits] >> (bit % word_bits) & 1) != 0;
  });
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
