#ifndef ARVIO_BASE_VALUE_SET_HPP
#define ARVIO_BASE_VALUE_SET_HPP

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace arvio::inline v0 {

/// A closed range of whole units, `low <= high`.
struct value_range {
  std::int64_t low = 0;
  std::int64_t high = 0;

  friend bool operator==(const value_range&, const value_range&) = default;
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
  static value_set single(std::int64_t value) { return {value, value}; }
  static value_set boolean() { return {0, 1}; }

  [[nodiscard]] const std::vector<value_range>& ranges() const& noexcept {
    return ranges_;
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
    for (const auto& a : ranges_) {
      for (const auto& b : other.ranges_) {
        const auto low = std::max(a.low, b.low);
        const auto high = std::min(a.high, b.high);
        if (low <= high) both.ranges_.push_back({low, high});
      }
    }
    return both;
  }

  [[nodiscard]] value_set united(const value_set& other) const {
    auto all = ranges_;
    all.insert(all.end(), other.ranges_.begin(), other.ranges_.end());
    std::sort(all.begin(), all.end(),
              [](const value_range& a, const value_range& b) { return a.low < b.low; });
    value_set either;
    for (const auto& range : all) {
      if (!either.ranges_.empty() && range.low <= either.ranges_.back().high + 1) {
        either.ranges_.back().high = std::max(either.ranges_.back().high, range.high);
      } else {
        either.ranges_.push_back(range);
      }
    }
    return either;
  }

  [[nodiscard]] value_set without(const value_set& other) const {
    value_set rest = *this;
    for (const auto& hole : other.ranges_) {
      std::vector<value_range> kept;
      for (const auto& range : rest.ranges_) {
        if (hole.high < range.low || range.high < hole.low) {
          kept.push_back(range);
          continue;
        }
        if (range.low < hole.low) kept.push_back({range.low, hole.low - 1});
        if (hole.high < range.high) kept.push_back({hole.high + 1, range.high});
      }
      rest.ranges_ = std::move(kept);
    }
    return rest;
  }

  [[nodiscard]] bool meets(const value_set& other) const {
    return !intersected(other).empty();
  }
  [[nodiscard]] bool inside(const value_set& other) const {
    return without(other).empty();
  }

  friend bool operator==(const value_set&, const value_set&) = default;

 private:
  std::vector<value_range> ranges_;
};

}  // namespace arvio::inline v0

#endif  // ARVIO_BASE_VALUE_SET_HPP
