#ifndef ARVIO_SRC_XML_CHARACTERS_HPP
#define ARVIO_SRC_XML_CHARACTERS_HPP

#include <cstdint>

namespace arvio::inline v0::xml {

[[nodiscard]] constexpr bool is_blank(char c) noexcept {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
[[nodiscard]] constexpr bool is_digit(char c) noexcept { return '0' <= c && c <= '9'; }
[[nodiscard]] constexpr bool is_letter(char c) noexcept {
  return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z');
}
/// A colon is let through here, so that a prefix gets a finding of its own.
[[nodiscard]] constexpr bool begins_name(char c) noexcept {
  return is_letter(c) || c == '_' || c == ':';
}
[[nodiscard]] constexpr bool continues_name(char c) noexcept {
  return begins_name(c) || is_digit(c) || c == '-' || c == '.';
}

/// The characters of XML 1.0 without the control characters U+007F to U+009F: those stand
/// in a text only where its encoding was mistaken.
[[nodiscard]] constexpr bool is_allowed(std::uint32_t point) noexcept {
  if (point < 0x20) return point == 0x9 || point == 0xA || point == 0xD;
  if (0x7F <= point && point <= 0x9F) return false;
  if (0xD800 <= point && point <= 0xDFFF) return false;
  return point <= 0x10FFFF && point != 0xFFFE && point != 0xFFFF;
}

}  // namespace arvio::inline v0::xml

#endif  // ARVIO_SRC_XML_CHARACTERS_HPP
