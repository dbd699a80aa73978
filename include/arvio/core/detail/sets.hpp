#ifndef ARVIO_CORE_DETAIL_SETS_HPP
#define ARVIO_CORE_DETAIL_SETS_HPP

#include "arvio/base/verdict.hpp"

#include <bit>
#include <cstdint>

namespace arvio::inline v0::core {

/// The bits [first, first + count) of a word, count 1 to 64.
[[nodiscard]] constexpr std::uint64_t bits_from(std::uint32_t first,
                                                std::uint32_t count) noexcept {
  const auto ones = count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
  return ones << first;
}

[[nodiscard]] constexpr std::uint32_t words_for(std::uint32_t bits) noexcept {
  return (bits + 63) / 64;
}

[[nodiscard]] inline bool has_bit(const std::uint64_t* words,
                                  std::uint32_t bit) noexcept {
  return (words[bit / 64] >> (bit % 64) & 1U) != 0;
}
inline void put_bit(std::uint64_t* words, std::uint32_t bit) noexcept {
  words[bit / 64] |= std::uint64_t{1} << (bit % 64);
}
inline void drop_bit(std::uint64_t* words, std::uint32_t bit) noexcept {
  words[bit / 64] &= ~(std::uint64_t{1} << (bit % 64));
}

// What visits bits is inlined: whatever `visit` holds then stays in registers.

/// Calls `visit(word, mask)` for each word that the bits [first, first + count) touch,
/// until it returns false.
template <class Visit>
[[gnu::always_inline]] inline void for_words(std::uint32_t first, std::uint32_t count,
                                             Visit visit) noexcept {
  while (count != 0) {
    const auto inside = first % 64;
    const auto here = count < 64 - inside ? count : 64 - inside;
    if (!visit(first / 64, bits_from(inside, here))) return;
    first += here;
    count -= here;
  }
}

/// Calls `visit(bit)` for each bit of `words` that is set, the first `count` of them.
template <class Visit>
[[gnu::always_inline]] inline void for_bits(const std::uint64_t* words,
                                            std::uint32_t count, Visit visit) noexcept {
  for (std::uint32_t w = 0; w < count; ++w) {
    for (auto left = words[w]; left != 0; left &= left - 1) {
      visit(w * 64 + static_cast<std::uint32_t>(std::countr_zero(left)));
    }
  }
}

/// Calls `visit(bit)` for each of the bits [first, first + count) that is set, and drops
/// them.
template <class Visit>
[[gnu::always_inline]] inline void take_bits(std::uint64_t* words, std::uint32_t first,
                                             std::uint32_t count, Visit visit) noexcept {
  for_words(first, count, [&](std::uint32_t word, std::uint64_t mask) {
    const auto taken = words[word] & mask;
    words[word] &= ~mask;
    for_bits(&taken, 1, [&](std::uint32_t bit) { visit(word * 64 + bit); });
    return true;
  });
}
/// How many bits of a word are set. Without an instruction for it, which baseline builds
/// do not have, std::popcount is a call.
[[nodiscard]] constexpr std::uint32_t ones_in(std::uint64_t word) noexcept {
  constexpr auto each = ~std::uint64_t{0} / 255;  // 1 in every byte
  word -= word >> 1U & each * 0x55U;
  word = (word & each * 0x33U) + (word >> 2U & each * 0x33U);
  word = (word + (word >> 4U)) & each * 0x0fU;
  return static_cast<std::uint32_t>(word * each >> 56U);
}
/// How many of the bits [first, first + count) are set.
[[nodiscard]] inline std::uint32_t count_bits(const std::uint64_t* words,
                                              std::uint32_t first,
                                              std::uint32_t count) noexcept {
  std::uint32_t found = 0;
  for_words(first, count, [&](std::uint32_t word, std::uint64_t mask) {
    found += ones_in(words[word] & mask);
    return true;
  });
  return found;
}

/// The first bit that is set from one on; `end` where there is none before it.
[[nodiscard]] inline std::uint32_t next_bit(const std::uint64_t* words,
                                            std::uint32_t from,
                                            std::uint32_t end) noexcept {
  while (from < end) {
    const auto left = words[from / 64] >> (from % 64);
    if (left != 0) {
      const auto found = from + static_cast<std::uint32_t>(std::countr_zero(left));
      return found < end ? found : end;
    }
    from = (from / 64 + 1) * 64;
  }
  return end;
}

/// The last of `count` bands that begins at a value or below; else the first.
///
/// Meaning  there is a band, and they stand in order. Halves, without a branch on what is
///          found: answers cannot be foretold.
template <class Band>
[[nodiscard]] inline const Band* band_of(const Band* bands, std::uint32_t count,
                                         std::int64_t value) noexcept {
  while (count > 1) {
    const auto half = count / 2;
    bands += bands[half].low <= value ? half : 0;
    count -= half;
  }
  return bands;
}

/// A set of values: a range and perhaps one value beside it, or codes as bits.
///
/// Meaning  where `codes` is given, the values are its bits, and `low` and `high` the
///          first and the last of them. Never empty.
struct value_span {
  std::int64_t low = 0;
  std::int64_t high = 0;
  std::int64_t extra = 0;
  bool has_extra = false;
  const std::uint64_t* codes = nullptr;
  std::uint32_t code_words = 0;

  [[nodiscard]] std::int64_t min() const noexcept {
    return has_extra && extra < low ? extra : low;
  }
  [[nodiscard]] std::int64_t max() const noexcept {
    return has_extra && extra > high ? extra : high;
  }
  [[nodiscard]] bool is_single() const noexcept { return low == high && !has_extra; }

  /// Whether some value lies in [from, to].
  [[nodiscard]] bool meets(std::int64_t from, std::int64_t to) const noexcept {
    if (codes != nullptr) return meets_codes(from, to);
    if (has_extra && from <= extra && extra <= to) return true;
    return (low > from ? low : from) <= (high < to ? high : to);
  }
  [[nodiscard]] bool contains(std::int64_t value) const noexcept {
    return meets(value, value);
  }

 private:
  [[nodiscard]] bool meets_codes(std::int64_t from, std::int64_t to) const noexcept {
    const auto end = std::int64_t{code_words} * 64;
    if (from < 0) from = 0;
    if (to >= end) to = end - 1;
    if (from > to) return false;
    bool found = false;
    for_words(static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to - from + 1),
              [&](std::uint32_t word, std::uint64_t mask) {
                found = (codes[word] & mask) != 0;
                return !found;
              });
    return found;
  }
};

/// The codes of a set given as bits; `words` holds at least one.
[[nodiscard]] inline value_span code_span(const std::uint64_t* words,
                                          std::uint32_t count) noexcept {
  value_span span;
  span.codes = words;
  span.code_words = count;
  std::uint32_t first = 0;
  while (first + 1 < count && words[first] == 0)
    ++first;
  std::uint32_t last = count - 1;
  while (last > first && words[last] == 0)
    --last;
  // An empty set cannot be; whatever a word holds, the values stay inside the words.
  const auto low = words[first] == 0 ? 0 : std::countr_zero(words[first]);
  const auto high = words[last] == 0 ? 0 : 63 - std::countl_zero(words[last]);
  span.low = std::int64_t{first} * 64 + low;
  span.high = std::int64_t{last} * 64 + high;
  return span;
}

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_DETAIL_SETS_HPP
