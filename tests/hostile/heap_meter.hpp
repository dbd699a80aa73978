#ifndef ARVIO_TESTS_HOSTILE_HEAP_METER_HPP
#define ARVIO_TESTS_HOSTILE_HEAP_METER_HPP

#include <cstddef>

/// What the program holds on the heap, by whomever it was asked for: malloc itself is
/// counted. One thread only.
namespace arvio::tests {

/// Whether this build can count: not where a sanitizer has its own malloc.
[[nodiscard]] bool heap_is_counted() noexcept;

/// Bytes held now, as malloc hands them out.
[[nodiscard]] std::size_t heap_bytes() noexcept;

/// The most that was held since forget_heap_peak().
[[nodiscard]] std::size_t heap_peak() noexcept;
void forget_heap_peak() noexcept;

/// How often memory was asked for or given back since the program began.
[[nodiscard]] std::size_t heap_calls() noexcept;

}  // namespace arvio::tests

#endif  // ARVIO_TESTS_HOSTILE_HEAP_METER_HPP
