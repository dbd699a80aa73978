#ifndef ARVIO_BASE_SMALL_LETTERS_HPP
#define ARVIO_BASE_SMALL_LETTERS_HPP

#include <algorithm>
#include <string_view>

namespace arvio::inline v0 {

/// A capital letter of ASCII as the small one; anything else as it is, in any locale.
[[nodiscard]] constexpr char small_letter(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Orders ids by their letters without the case. Ids that are equal by it are one to a
/// reader, so that two of them may not stand beside each other.
struct before_in_small_letters {
  using is_transparent = void;
  constexpr bool operator()(std::string_view a, std::string_view b) const noexcept {
    return std::lexicographical_compare(
        a.begin(), a.end(), b.begin(), b.end(),
        [](char x, char y) { return small_letter(x) < small_letter(y); });
  }
};

/// Whether two ids differ in the case of letters at most.
[[nodiscard]] constexpr bool is_alike(std::string_view a, std::string_view b) noexcept {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return small_letter(x) == small_letter(y); });
}

}  // namespace arvio::inline v0

#endif  // ARVIO_BASE_SMALL_LETTERS_HPP
