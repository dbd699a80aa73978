#ifndef ARVIO_SRC_LANG_WORDING_HPP
#define ARVIO_SRC_LANG_WORDING_HPP

#include <string>
#include <string_view>

namespace arvio::inline v0::lang {

/// What an author wrote, as messages show it.
[[nodiscard]] inline std::string in_backticks(std::string_view text) {
  return "`" + std::string(text) + "`";
}

}  // namespace arvio::inline v0::lang

#endif  // ARVIO_SRC_LANG_WORDING_HPP
