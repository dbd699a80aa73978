// One program, many threads, each with a call of its own: no writes are shared, and every
// thread finds what one alone finds. Built under the thread sanitizer (run.sh), from the
// headers of the core alone.
//
//   threads IMAGE [THREADS [CALLS]]

#include "arvio/core/load.hpp"
#include "arvio/core/session.hpp"

#include "support/core_calls.hpp"
#include "support/dice.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <span>
#include <thread>
#include <vector>

namespace {

using namespace arvio;  // NOLINT: a program
using testing::dice;

struct alignas(core::line_bytes) line {
  std::byte bytes[core::line_bytes];
};

std::vector<line> read(const char* path) {
  std::ifstream file(path, std::ios::binary);
  const std::vector<char> bytes(std::istreambuf_iterator<char>(file), {});
  std::vector<line> lines(bytes.size() / core::line_bytes);
  if (!lines.empty())
    std::memcpy(lines.data(), bytes.data(), lines.size() * core::line_bytes);
  return lines;
}

/// A number that stands for all that some calls say, each of its own seed.
std::uint64_t calls_of(const core::program& rules, std::size_t calls) {
  std::vector<std::uint64_t> memory(core::session::words(rules));
  std::uint64_t sum = 0;
  for (std::size_t c = 0; c < calls; ++c) {
    dice random(c);
    core::session call(rules, memory, instant{1772438400}, core::own_row_kernel());
    for (int i = 0; i < 30; ++i) {
      const auto fault = testing::tell(call, testing::random_core_edit(rules, random));
      sum = sum * 31 + static_cast<std::uint64_t>(fault);
      if (random.chance(20)) sum = sum * 31 + call.result().bounds.not_excluded;
    }
    for (const auto one : testing::all_of(call.details()))
      sum = sum * 31 + static_cast<std::uint64_t>(one);
  }
  return sum;
}

}  // namespace

int main(int count, char** words) {
  const auto number = [&](int place, std::size_t otherwise) {
    return count > place ? std::strtoul(words[place], nullptr, 10) : otherwise;
  };
  if (count < 2) return 2;
  const auto image = read(words[1]);
  const auto loaded = core::load(std::as_bytes(std::span(image)));
  if (!loaded) {
    std::fprintf(stderr, "threads: no sound image\n");
    return 2;
  }
  const auto threads = number(2, 4);
  const auto calls = number(3, 100);
  const auto alone = calls_of(*loaded, calls);
  std::vector<std::uint64_t> sums(threads);
  std::vector<std::thread> running;
  for (std::size_t t = 0; t < threads; ++t)
    running.emplace_back([&, t] { sums[t] = calls_of(*loaded, calls); });
  for (auto& one : running)
    one.join();
  for (const auto sum : sums) {
    if (sum == alone) continue;
    std::fprintf(stderr, "threads: a thread found something else\n");
    return 1;
  }
  std::printf("report: %zu threads with %zu calls each over one program: as one alone\n",
              threads, calls);
  return 0;
}
