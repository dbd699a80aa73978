#include "arvio/core/image/checksum.hpp"

#include "support/dice.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <set>
#include <utility>
#include <vector>

namespace arvio {
namespace {

using core::checksum_of;
using testing::dice;

std::vector<std::byte> random_bytes(std::size_t count, std::uint64_t seed) {
  dice random(seed);
  std::vector<std::byte> bytes(count);
  for (auto& one : bytes)
    one = static_cast<std::byte>(random.below(256));
  return bytes;
}

TEST(Checksum, ChangesWithEveryBit) {
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    auto bytes = random_bytes(512, seed);
    const auto words = bytes.size() / 8;
    const auto whole = checksum_of(bytes.data(), words);
    std::set<std::uint64_t> seen{whole};
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
      const auto mask = static_cast<std::byte>(1U << (bit % 8));
      bytes[bit / 8] ^= mask;
      EXPECT_TRUE(seen.insert(checksum_of(bytes.data(), words)).second) << bit;
      bytes[bit / 8] ^= mask;
    }
    EXPECT_EQ(checksum_of(bytes.data(), words), whole);
  }
}

TEST(Checksum, ChangesWithAnyChangeOfOneWord) {
  dice random(5);
  auto bytes = random_bytes(256, 9);
  const auto whole = checksum_of(bytes.data(), 32);
  for (int round = 0; round < 20000; ++round) {
    const auto at = std::size_t{8} * random.below(32);
    std::uint64_t word = 0;
    std::memcpy(&word, &bytes[at], 8);
    const auto other = static_cast<std::uint64_t>(random.between(-40, 40)) + word * 3;
    if (other == word) continue;
    std::memcpy(&bytes[at], &other, 8);
    EXPECT_NE(checksum_of(bytes.data(), 32), whole);
    std::memcpy(&bytes[at], &word, 8);
  }
}

TEST(Checksum, DependsOnLengthAndOrder) {
  const std::vector<std::byte> zeros(256);
  std::set<std::uint64_t> seen;
  for (std::size_t words = 0; words <= 32; ++words)
    EXPECT_TRUE(seen.insert(checksum_of(zeros.data(), words)).second) << words;
  auto bytes = random_bytes(64, 3);
  const auto whole = checksum_of(bytes.data(), 8);
  std::swap_ranges(bytes.begin(), bytes.begin() + 8, bytes.begin() + 8);
  EXPECT_NE(checksum_of(bytes.data(), 8), whole);
}

}  // namespace
}  // namespace arvio
