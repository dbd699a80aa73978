#ifndef ARVIO_SRC_EXCHANGE_ENCODING_HPP
#define ARVIO_SRC_EXCHANGE_ENCODING_HPP

#include <string_view>

namespace arvio::inline v0 {

/// What a file in UTF-8 may begin with.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Whether a text begins as UTF-16 does, or UTF-32: with its mark, or with an ASCII
/// character beside a NUL.
[[nodiscard]] constexpr bool begins_as_utf16(std::string_view text) noexcept {
  return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF") ||
         (text.size() > 1 && (text[0] == '\0') != (text[1] == '\0')) ||
         text.starts_with(std::string_view("\0\0\0", 3));
}

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_EXCHANGE_ENCODING_HPP
