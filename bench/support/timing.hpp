#ifndef ARVIO_BENCH_SUPPORT_TIMING_HPP
#define ARVIO_BENCH_SUPPORT_TIMING_HPP

#include <cstddef>
#include <cstdint>
#include <vector>

#if defined(__x86_64__)
#include <immintrin.h>
#else
#include <chrono>
#endif

namespace arvio::bench {

/// A clock that can be read around a single evaluation: nothing before it is still under
/// way, nothing after it has begun.
[[nodiscard]] inline std::uint64_t ticks() noexcept {
#if defined(__x86_64__)
  _mm_lfence();
  const auto now = __rdtsc();
  _mm_lfence();
  return now;
#else
  return static_cast<std::uint64_t>(
      std::chrono::steady_clock::now().time_since_epoch().count());
#endif
}

/// Nanoseconds per tick, and ticks that reading the clock twice takes; found once.
struct tick_length {
  double nanoseconds = 1;
  std::uint64_t empty = 0;
};
[[nodiscard]] const tick_length& of_ticks();

/// The time from `begin` to now in nanoseconds, without what reading the clock takes.
[[nodiscard]] inline double nanoseconds_since(std::uint64_t begin) noexcept {
  const auto took = ticks() - begin;
  const auto& length = of_ticks();
  return took <= length.empty
             ? 0
             : static_cast<double>(took - length.empty) * length.nanoseconds;
}

/// The value below which so large a share of the samples lies. Sorts them.
[[nodiscard]] double quantile(std::vector<double>& samples, double share);

/// Puts other things into all caches.
class cache_eraser {
 public:
  cache_eraser();
  void run() noexcept;

 private:
  std::vector<std::uint64_t> memory_;
};

}  // namespace arvio::bench

#endif  // ARVIO_BENCH_SUPPORT_TIMING_HPP
