#ifndef ARVIO_BENCH_SUPPORT_HEAP_HPP
#define ARVIO_BENCH_SUPPORT_HEAP_HPP

#include <cstddef>

namespace arvio::bench {

/// How often the program has called operator new so far. Benchmarks have one thread.
[[nodiscard]] std::size_t allocations() noexcept;

}  // namespace arvio::bench

#endif  // ARVIO_BENCH_SUPPORT_HEAP_HPP
