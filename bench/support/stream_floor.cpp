#include "support/stream_floor.hpp"

#include <algorithm>
#include <chrono>
#include <limits>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace arvio::bench {

namespace {

constexpr std::size_t words_per_line = stream_floor::line_bytes / sizeof(std::uint64_t);

// Each loop loads into a register and tells the compiler that something there reads it:
// nothing but the loads is left.

void read_words(const std::uint64_t* from, std::size_t lines) noexcept {
  for (const auto* end = from + lines * words_per_line; from != end; ++from)
    asm volatile("" : : "r"(*from));
}

#if defined(__x86_64__)

__attribute__((target("avx512f"))) void read_avx512(const std::uint64_t* from,
                                                    std::size_t lines) noexcept {
  const auto* line = reinterpret_cast<const __m512i*>(from);
  const auto* end = line + lines;
  for (; end - line >= 8; line += 8) {
    asm volatile("" : : "v"(line[0]));
    asm volatile("" : : "v"(line[1]));
    asm volatile("" : : "v"(line[2]));
    asm volatile("" : : "v"(line[3]));
    asm volatile("" : : "v"(line[4]));
    asm volatile("" : : "v"(line[5]));
    asm volatile("" : : "v"(line[6]));
    asm volatile("" : : "v"(line[7]));
  }
  for (; line != end; ++line)
    asm volatile("" : : "v"(*line));
}

__attribute__((target("avx2"))) void read_avx2(const std::uint64_t* from,
                                               std::size_t lines) noexcept {
  const auto* half = reinterpret_cast<const __m256i*>(from);
  const auto* end = half + 2 * lines;
  for (; end - half >= 8; half += 8) {
    asm volatile("" : : "x"(half[0]));
    asm volatile("" : : "x"(half[1]));
    asm volatile("" : : "x"(half[2]));
    asm volatile("" : : "x"(half[3]));
    asm volatile("" : : "x"(half[4]));
    asm volatile("" : : "x"(half[5]));
    asm volatile("" : : "x"(half[6]));
    asm volatile("" : : "x"(half[7]));
  }
  for (; half != end; ++half)
    asm volatile("" : : "x"(*half));
}

#endif

using reader = void (*)(const std::uint64_t*, std::size_t) noexcept;

struct choice {
  reader read = read_words;
  std::size_t vector_bytes = sizeof(std::uint64_t);
};

const choice& chosen() noexcept {
  static const choice one = [] {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f")) return choice{read_avx512, 64};
    if (__builtin_cpu_supports("avx2")) return choice{read_avx2, 32};
#endif
    return choice{};
  }();
  return one;
}

}  // namespace

stream_floor::stream_floor(std::size_t bytes) : lines_(bytes / line_bytes) {
  for (std::size_t i = 0; i < lines_.size(); ++i)
    lines_[i].words[i % words_per_line] = i;
}

void stream_floor::read(std::size_t lines) noexcept {
  lines = std::min(lines, lines_.size());
  if (next_ + lines > lines_.size()) next_ = 0;
  chosen().read(lines_[next_].words, lines);
  next_ += lines;
}

double stream_floor::ns_per_line(std::size_t lines) {
  using clock = std::chrono::steady_clock;
  constexpr int rounds = 20;
  constexpr int reads = 2000;
  auto best = std::numeric_limits<double>::max();
  for (int round = 0; round < rounds; ++round) {
    const auto begin = clock::now();
    for (int i = 0; i < reads; ++i)
      read(lines);
    const std::chrono::duration<double, std::nano> took = clock::now() - begin;
    best = std::min(best, took.count() / reads);
  }
  return best / static_cast<double>(std::min(lines, lines_.size()));
}

std::size_t stream_floor::vector_bytes() noexcept { return chosen().vector_bytes; }

}  // namespace arvio::bench
