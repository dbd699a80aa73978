#ifndef ARVIO_SRC_LANG_CHARACTERS_HPP
#define ARVIO_SRC_LANG_CHARACTERS_HPP

/// ASCII characters; the locale has no say.
namespace arvio::inline v0::lang {

[[nodiscard]] constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool is_letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace arvio::inline v0::lang

#endif  // ARVIO_SRC_LANG_CHARACTERS_HPP
