#ifndef ARVIO_COMPILE_BOX_SPACE_HPP
#define ARVIO_COMPILE_BOX_SPACE_HPP

#include "arvio/base/value_set.hpp"
#include "arvio/compile/formula.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace arvio::inline v0::compile {

/// The coarsest partition of `domain` such that each of `sets` is a union of its classes.
///
/// Meaning  in order of the classes' smallest values; a set may reach beyond the domain.
/// Cost     that of sorting the ranges of the sets, and for each different set the ranges
///          of all sets that lie in it, or outside it where those are fewer.
[[nodiscard]] std::vector<value_set> value_classes(const value_set& domain,
                                                   std::vector<value_set> sets);

/// Which of some classes each value is in.
class class_index {
 public:
  /// The classes have no value in common.
  explicit class_index(const std::vector<value_set>& classes);

  /// Calls `visit(class)` for each class that has one of `values`, perhaps repeatedly.
  template <class Visit>
  void for_met(const value_set& values, Visit visit) const {
    for (const auto& range : values.ranges()) {
      auto at = std::lower_bound(
          pieces_.begin(), pieces_.end(), range.low,
          [](const piece& one, std::int64_t low) { return one.range.high < low; });
      for (; at != pieces_.end() && at->range.low <= range.high; ++at)
        visit(at->value_class);
    }
  }
  /// The values of the classes for which `has(class)` is true.
  template <class Has>
  [[nodiscard]] value_set united(Has has) const {
    std::vector<value_range> ranges;
    for (const auto& one : pieces_) {
      if (has(one.value_class)) ranges.push_back(one.range);
    }
    return value_set::of_sorted(ranges);
  }

 private:
  struct piece {
    value_range range;
    std::uint32_t value_class = 0;
  };
  std::vector<piece> pieces_;  // in order
};

/// Where a slot's classes stand in the bits of a box: `width` bits from bit `shift` of
/// word `word` on; more than 64 take whole words of their own.
struct box_field {
  slot_index slot = 0;
  std::uint32_t word = 0;
  std::uint32_t word_count = 1;
  std::uint32_t shift = 0;
  std::uint32_t width = 0;
};

/// A box, or any choice of classes per slot, as the bits of a space.
using box_bits = std::vector<std::uint64_t>;

/// The value classes of every slot for some formulas, and how boxes over them are
/// written.
///
/// Meaning  a slot that no formula tests has no bits: every box holds all of it.
class box_space {
 public:
  /// Over `formulas` of `pool`, which must outlive it, and the slots that it has now.
  box_space(const formula_pool& pool, std::span<const term_index> formulas);

  [[nodiscard]] std::size_t words() const noexcept { return full_.size(); }
  [[nodiscard]] const std::vector<box_field>& fields() const noexcept { return fields_; }
  /// The field of a slot; nullptr where it has one class.
  [[nodiscard]] const box_field* field_of(slot_index of) const;
  /// The box of everything.
  [[nodiscard]] const box_bits& full() const noexcept { return full_; }

  /// The classes that `values` of a slot touch, put in the place of those that `box` has.
  void put(slot_index of, const value_set& values, box_bits& box) const;
  /// The classes that a slot's values touch, slot by slot.
  ///
  /// Meaning  `sets` has one set per slot of the pool, inside its domain.
  [[nodiscard]] box_bits touched(std::span<const value_set> sets) const;
  /// The values that a box allows a slot.
  [[nodiscard]] value_set values(std::span<const std::uint64_t> box, slot_index of) const;

  /// In how many slots two boxes have no class in common: 0, 1 (and which field), or 2
  /// for two or more.
  struct gap {
    std::uint32_t count = 0;
    std::uint32_t field = 0;
  };
  [[nodiscard]] gap gap_between(const std::uint64_t* a,
                                const std::uint64_t* b) const noexcept;

 private:
  /// Fields for slots that are tested, and their classes.
  void lay_out(std::map<slot_index, std::vector<value_set>> tested);

  const formula_pool* pool_;
  std::vector<box_field> fields_;     // by slot
  std::vector<class_index> classes_;  // of each field
  box_bits full_;
  // Per word: the last bit of each narrow field and all of their other bits. Adding the
  // other bits to themselves carries into the last bit exactly where one of them is
  // set.
  box_bits last_;
  box_bits others_;
  std::vector<std::uint32_t> field_of_bit_;  // per bit of the words: the field it is of
  std::vector<std::uint32_t> wide_;          // fields of more than 64 bits
};

}  // namespace arvio::inline v0::compile

#endif  // ARVIO_COMPILE_BOX_SPACE_HPP
