#ifndef ARVIO_TESTS_FUZZ_NUMBERS_HPP
#define ARVIO_TESTS_FUZZ_NUMBERS_HPP

#include <cstddef>
#include <cstdint>

namespace arvio::fuzz {

/// The bytes of a fuzzer in the place of dice: each choice takes as many as it needs;
/// when they have run out, every choice is the first.
class numbers {
 public:
  numbers(const std::uint8_t* data, std::size_t size) : data_(data), left_(size) {}

  [[nodiscard]] bool empty() const { return left_ == 0; }
  std::uint32_t below(std::uint32_t count) {
    return count == 0 ? 0 : static_cast<std::uint32_t>(next(count - 1) % count);
  }
  std::int64_t between(std::int64_t low, std::int64_t high) {
    const auto most = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
    const auto step = most == ~std::uint64_t{0} ? next(most) : next(most) % (most + 1);
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + step);
  }

 private:
  std::uint64_t next(std::uint64_t most) {
    std::uint64_t made = 0;
    for (; most != 0; most >>= 8) {
      std::uint64_t byte = 0;
      if (left_ != 0) {
        byte = *data_++;
        --left_;
      }
      made = made << 8 | byte;
    }
    return made;
  }

  const std::uint8_t* data_;
  std::size_t left_;
};

}  // namespace arvio::fuzz

#endif  // ARVIO_TESTS_FUZZ_NUMBERS_HPP
