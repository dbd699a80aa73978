#ifndef ARVIO_TESTS_SUPPORT_DICE_HPP
#define ARVIO_TESTS_SUPPORT_DICE_HPP

#include <cstdint>
#include <random>
#include <vector>

namespace arvio::testing {

/// A generator that gives the same numbers everywhere for a seed (the standard's
/// distributions do not).
class dice {
 public:
  explicit dice(std::uint64_t seed) : engine_(seed) {}

  /// 0 to `count` - 1.
  std::uint32_t below(std::uint32_t count) {
    return static_cast<std::uint32_t>(engine_() % count);
  }
  /// `low` to `high`, both included.
  std::int64_t between(std::int64_t low, std::int64_t high) {
    const auto count =
        static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low) + 1;
    const auto step = count == 0 ? engine_() : engine_() % count;
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + step);
  }
  bool chance(std::uint32_t percent) { return below(100) < percent; }
  template <class T>
  const T& pick(const std::vector<T>& from) {
    return from[below(static_cast<std::uint32_t>(from.size()))];
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace arvio::testing

#endif  // ARVIO_TESTS_SUPPORT_DICE_HPP
