#include "support/timing.hpp"

#include <algorithm>
#include <chrono>
#include <limits>

namespace arvio::bench {

namespace {

constexpr std::size_t erased_bytes = std::size_t{96} << 20;

tick_length measured_length() {
  using clock = std::chrono::steady_clock;
  tick_length found;
  found.empty = std::numeric_limits<std::uint64_t>::max();
  for (int i = 0; i < 10000; ++i) {
    const auto begin = ticks();
    found.empty = std::min(found.empty, ticks() - begin);
  }
  const auto begin = clock::now();
  const auto first = ticks();
  while (clock::now() - begin < std::chrono::milliseconds(50)) {
  }
  const std::chrono::duration<double, std::nano> took = clock::now() - begin;
  found.nanoseconds = took.count() / static_cast<double>(ticks() - first);
  return found;
}

}  // namespace

const tick_length& of_ticks() {
  static const tick_length once = measured_length();
  return once;
}

double quantile(std::vector<double>& samples, double share) {
  std::sort(samples.begin(), samples.end());
  const auto place =
      static_cast<std::size_t>(share * static_cast<double>(samples.size()));
  return samples[std::min(place, samples.size() - 1)];
}

cache_eraser::cache_eraser() : memory_(erased_bytes / sizeof(std::uint64_t)) {}

void cache_eraser::run() noexcept {
  constexpr std::size_t words_per_line = 8;
  for (std::size_t i = 0; i < memory_.size(); i += words_per_line)
    memory_[i] += i;
}

}  // namespace arvio::bench
