#ifndef ARVIO_SRC_WORDS_TYPED_HPP
#define ARVIO_SRC_WORDS_TYPED_HPP

#include "arvio/base/error.hpp"
#include "arvio/base/expected.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/exchange/contact.hpp"

#include <string_view>

namespace arvio::inline v0 {

/// Reads an answer as a person types it: `38,4`, `38-39`, `ei`, `2` (the second choice),
/// `kova`, `1, 3, 0` (the first and the third, and no other), `30.5.1972`, `2 h`, `?`.
///
/// Meaning  words of all languages are understood, in capitals too; a choice by its place
///          in the question, its id or its words. Nothing is guessed: what is not said of
///          other codes stays unsaid. The value is not looked at further.
/// Errors   answer_empty: nothing is said; answer_type: not of the input's kind;
///          answer_outside: no such choice, or one that could be several.
[[nodiscard]] expected<answer_content, errc> read_typed(const book::rulebook& book,
                                                        const book::linked_input& input,
                                                        std::string_view text);

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_WORDS_TYPED_HPP
