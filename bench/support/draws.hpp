#ifndef ARVIO_BENCH_SUPPORT_DRAWS_HPP
#define ARVIO_BENCH_SUPPORT_DRAWS_HPP

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <random>

namespace arvio::bench {

/// A generator that gives the same numbers everywhere for a seed (the standard's
/// distributions do not).
class draws {
 public:
  explicit draws(std::uint64_t seed) : engine_(seed) {}

  /// 0 to `count` - 1.
  std::uint32_t below(std::uint64_t count) {
    return static_cast<std::uint32_t>(engine_() % count);
  }
  /// `low` to `high`, both included.
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(engine_() %
                                           (static_cast<std::uint64_t>(high - low) + 1));
  }
  bool chance(std::uint32_t percent) { return below(100) < percent; }
  /// The place of one of `weights`, each as likely as it weighs.
  std::uint32_t weighted(std::initializer_list<std::uint32_t> weights) {
    std::uint32_t sum = 0;
    for (const auto weight : weights)
      sum += weight;
    auto rest = below(sum);
    std::uint32_t place = 0;
    for (const auto weight : weights) {
      if (rest < weight) break;
      rest -= weight;
      ++place;
    }
    return place;
  }
  template <class List>
  void shuffle(List& list) {
    for (auto left = list.size(); left > 1; --left)
      std::swap(list[left - 1], list[below(left)]);
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace arvio::bench

#endif  // ARVIO_BENCH_SUPPORT_DRAWS_HPP
