#ifndef ARVIO_BASE_VALUE_SET_HPP
#define ARVIO_BASE_VALUE_SET_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace arvio::inline v0 {

/// A closed range of whole units, `low <= high`.
struct value_range {
  std::int64_t low = 0;
  std::int64_t high = 0;

  friend bool operator==(const value_range&, const value_range&) = default;
};

/// Ranges in a row. Nearly every set has one: that one needs no heap.
class range_list {
 public:
  void push_back(value_range range) {
    if (count_ == 0) {
      one_ = range;
    } else {
      if (count_ == 1) many_.assign(1, one_);
      many_.push_back(range);
    }
    ++count_;
  }
  [[nodiscard]] std::size_t size() const noexcept { return count_; }
  [[nodiscard]] bool empty() const noexcept { return count_ == 0; }
  [[nodiscard]] const value_range* begin() const noexcept {
    return count_ > 1 ? many_.data() : &one_;
  }
  [[nodiscard]] const value_range* end() const noexcept { return begin() + count_; }
  [[nodiscard]] const value_range& front() const noexcept { return *begin(); }
  [[nodiscard]] const value_range& back() const noexcept { return *(end() - 1); }
  /// Makes the last range longer.
  void extend_back(std::int64_t high) noexcept {
    auto& last = count_ > 1 ? many_.back() : one_;
    last.high = std::max(last.high, high);
  }

  friend bool operator==(const range_list& a, const range_list& b) noexcept {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
  }

 private:
  value_range one_;
  std::size_t count_ = 0;
  std::vector<value_range> many_;  // all of them, where they are more than one
};

/// A finite set of values, each an exact number of units (a boolean is 0 or 1, a code its
/// place in the value set, a decimal the count of its resolution, a date its day number).
///
/// Meaning  kept as sorted, disjoint ranges with gaps between them, so that equal sets
///          are equal objects.
class value_set {
 public:
  value_set() = default;
  value_set(std::int64_t low, std::int64_t high) {
    if (low <= high) ranges_.push_back({low, high});
  }
  /// From ranges in ascending order, none of which meets another; those side by side
  /// become one.
  static value_set of_sorted(std::span<const value_range> ranges) {
    value_set made;
    for (const auto& next : ranges) {
      if (!made.empty() && next.low <= made.max() + 1) {
        made.ranges_.extend_back(next.high);
      } else {
        made.ranges_.push_back(next);
      }
    }
    return made;
  }
  static value_set single(std::int64_t value) { return {value, value}; }
  static value_set boolean() { return {0, 1}; }

  [[nodiscard]] std::span<const value_range> ranges() const& noexcept {
    return {ranges_.begin(), ranges_.size()};
  }
  /// Of a temporary they would dangle.
  void ranges() const&& = delete;
  [[nodiscard]] bool empty() const noexcept { return ranges_.empty(); }
  [[nodiscard]] bool is_single() const noexcept {
    return ranges_.size() == 1 && ranges_.front().low == ranges_.front().high;
  }
  /// The smallest and the largest value; undefined where the set is empty.
  [[nodiscard]] std::int64_t min() const noexcept { return ranges_.front().low; }
  [[nodiscard]] std::int64_t max() const noexcept { return ranges_.back().high; }

  [[nodiscard]] bool contains(std::int64_t value) const noexcept {
    return std::any_of(ranges_.begin(), ranges_.end(), [value](const value_range& range) {
      return range.low <= value && value <= range.high;
    });
  }

  [[nodiscard]] value_set intersected(const value_set& other) const {
    value_set both;
    const auto* a = ranges_.begin();
    const auto* b = other.ranges_.begin();
    while (a != ranges_.end() && b != other.ranges_.end()) {
      const auto low = std::max(a->low, b->low);
      const auto high = std::min(a->high, b->high);
      if (low <= high) both.ranges_.push_back({low, high});
      a->high < b->high ? ++a : ++b;
    }
    return both;
  }

  [[nodiscard]] value_set united(const value_set& other) const {
    value_set either;
    const auto* a = ranges_.begin();
    const auto* b = other.ranges_.begin();
    while (a != ranges_.end() || b != other.ranges_.end()) {
      const bool take_a =
          b == other.ranges_.end() || (a != ranges_.end() && a->low < b->low);
      const auto& next = take_a ? *a++ : *b++;
      if (!either.empty() && next.low <= either.max() + 1) {
        either.ranges_.extend_back(next.high);
      } else {
        either.ranges_.push_back(next);
      }
    }
    return either;
  }

  [[nodiscard]] value_set without(const value_set& other) const {
    value_set rest;
    const auto* hole = other.ranges_.begin();
    for (const auto& range : ranges_) {
      auto low = range.low;
      while (hole != other.ranges_.end() && hole->high < low)
        ++hole;
      for (; hole != other.ranges_.end() && hole->low <= range.high; ++hole) {
        if (low < hole->low) rest.ranges_.push_back({low, hole->low - 1});
        if (hole->high >= range.high) {  // it may reach into the next range
          low = range.high;
          break;
        }
        low = hole->high + 1;
      }
      const bool is_gone = hole != other.ranges_.end() && hole->low <= range.high;
      if (!is_gone) rest.ranges_.push_back({low, range.high});
    }
    return rest;
  }

  [[nodiscard]] bool meets(const value_set& other) const noexcept {
    const auto* a = ranges_.begin();
    const auto* b = other.ranges_.begin();
    while (a != ranges_.end() && b != other.ranges_.end()) {
      if (a->low <= b->high && b->low <= a->high) return true;
      a->high < b->high ? ++a : ++b;
    }
    return false;
  }
  [[nodiscard]] bool inside(const value_set& other) const noexcept {
    const auto* b = other.ranges_.begin();
    return std::all_of(ranges_.begin(), ranges_.end(), [&](const value_range& a) {
      while (b != other.ranges_.end() && b->high < a.high)
        ++b;
      return b != other.ranges_.end() && b->low <= a.low;
    });
  }

  friend bool operator==(const value_set&, const value_set&) = default;

 private:
  range_list ranges_;
};

}  // namespace arvio::inline v0

#endif  // ARVIO_BASE_VALUE_SET_HPP
