#ifndef ARVIO_SRC_WORDS_TYPED_WORD_HPP
#define ARVIO_SRC_WORDS_TYPED_WORD_HPP

#include <cstdint>
#include <string_view>

namespace arvio::inline v0 {

/// What a word that a person types as an answer, or a part of one, can mean.
enum class typed_word : std::uint8_t { yes, no, unknown, none, minutes, hours, days };

/// Whether a word, in small letters, means that in some language.
[[nodiscard]] bool is_word(typed_word meaning, std::string_view word) noexcept;

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_WORDS_TYPED_WORD_HPP
