#include "hostile/heap_meter.hpp"

#include <malloc.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>

namespace {

std::size_t held = 0;
std::size_t most = 0;
std::size_t calls = 0;

}  // namespace

namespace arvio::tests {

std::size_t heap_bytes() noexcept { return held; }
std::size_t heap_peak() noexcept { return most; }
void forget_heap_peak() noexcept { most = held; }
std::size_t heap_calls() noexcept { return calls; }

}  // namespace arvio::tests

#if defined(ARVIO_SANITIZE)

bool arvio::tests::heap_is_counted() noexcept { return false; }

#else

bool arvio::tests::heap_is_counted() noexcept { return true; }

// glibc lets a program put its own malloc in the place of the library's, and keeps the
// library's under these names.
extern "C" {

void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* place, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);
void __libc_free(void* place);

}  // extern "C"

namespace {

void* taken(void* place) {
  ++calls;
  held += malloc_usable_size(place);
  most = std::max(most, held);
  return place;
}

}  // namespace

extern "C" {

void* malloc(std::size_t size) { return taken(__libc_malloc(size)); }
void* calloc(std::size_t count, std::size_t size) {
  return taken(__libc_calloc(count, size));
}
void* realloc(void* place, std::size_t size) {
  // while it is moved both are there
  const auto before = malloc_usable_size(place);
  most = std::max(most, held + size);
  void* moved = __libc_realloc(place, size);
  if (moved == nullptr && size != 0) return nullptr;
  held -= before;
  return taken(moved);
}
void* memalign(std::size_t alignment, std::size_t size) {
  return taken(__libc_memalign(alignment, size));
}
void* aligned_alloc(std::size_t alignment, std::size_t size) {
  return taken(__libc_memalign(alignment, size));
}
int posix_memalign(void** into, std::size_t alignment, std::size_t size) {
  *into = taken(__libc_memalign(alignment, size));
  return *into == nullptr ? ENOMEM : 0;
}
void free(void* place) {
  ++calls;
  held -= malloc_usable_size(place);
  __libc_free(place);
}

}  // extern "C"

#endif
