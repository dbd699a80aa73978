#ifndef ARVIO_SRC_BOOK_REFUSAL_HPP
#define ARVIO_SRC_BOOK_REFUSAL_HPP

#include "arvio/base/error.hpp"
#include "arvio/book/rulebook.hpp"

#include <cstddef>
#include <string>
#include <string_view>

/// Why an answer is refused, in the languages that the words are in (src/words/data). The
/// one place where it is worded: errors of contacts, findings about cases, and what a
/// person reads come from here. Never the value.
namespace arvio::inline v0::book {

/// A language by its tag without a region; English for one that there are no words in.
[[nodiscard]] std::size_t refusal_language(std::string_view tag);

/// To be read after the name of the input: "is finer than the input takes; it takes a
/// number from 25.0 to 45.0 Cel in steps of 0.1".
[[nodiscard]] std::string refusal_words(errc code, const linked_input& input,
                                        std::size_t language);

/// What an input takes, in a language.
[[nodiscard]] std::string what_fits(const linked_input& input, std::size_t language);

}  // namespace arvio::inline v0::book

#endif  // ARVIO_SRC_BOOK_REFUSAL_HPP
