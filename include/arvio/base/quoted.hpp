#ifndef ARVIO_BASE_QUOTED_HPP
#define ARVIO_BASE_QUOTED_HPP

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace arvio::inline v0 {

/// Text of a user as a message shows it: in back-ticks, cut where it is long, without
/// line breaks.
[[nodiscard]] inline std::string quoted(std::string_view text) {
  constexpr std::size_t longest = 60;
  std::size_t size = std::min(text.size(), longest);
  while (size > 0 && size < text.size() &&
         (static_cast<unsigned char>(text[size]) & 0xC0u) == 0x80u) {
    --size;  // not inside a code point
  }
  std::string shown(text.substr(0, size));
  std::replace_if(
      shown.begin(), shown.end(),
      [](char c) { return c == '\n' || c == '\t' || c == '\r'; }, ' ');
  return "`" + shown + (size < text.size() ? "..." : "") + "`";
}

}  // namespace arvio::inline v0

#endif  // ARVIO_BASE_QUOTED_HPP
