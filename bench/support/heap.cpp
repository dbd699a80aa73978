#include "support/heap.hpp"

#include <cstdlib>
#include <new>

namespace {

std::size_t count = 0;

}  // namespace

namespace arvio::bench {

std::size_t allocations() noexcept { return count; }

}  // namespace arvio::bench

void* operator new(std::size_t size) {
  ++count;
  if (void* place = std::malloc(size == 0 ? 1 : size)) return place;
  throw std::bad_alloc();
}
void operator delete(void* place) noexcept { std::free(place); }
void operator delete(void* place, std::size_t) noexcept { std::free(place); }
