#ifndef ARVIO_SRC_COMPILE_BITS_HPP
#define ARVIO_SRC_COMPILE_BITS_HPP

#include <cstdint>

namespace arvio::inline v0::compile {

inline constexpr std::uint32_t word_bits = 64;

/// The lowest `count` bits of a word; all of them from word_bits on.
[[nodiscard]] constexpr std::uint64_t low_ones(std::uint32_t count) noexcept {
  return count >= word_bits ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
}

}  // namespace arvio::inline v0::compile

#endif  // ARVIO_SRC_COMPILE_BITS_HPP
