#ifndef ARVIO_SRC_WORDS_REFUSAL_HPP
#define ARVIO_SRC_WORDS_REFUSAL_HPP

#include "arvio/base/error.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/exchange/assessment.hpp"

#include <string_view>

namespace arvio::inline v0 {

/// Why an answer to an input is refused and what the input takes, to be read after its
/// name, in the language of a contact. Never the value.
[[nodiscard]] shown_text refusal_text(errc code, const book::linked_input& input,
                                      std::string_view language);

/// The same of an input that no rule set declares.
[[nodiscard]] shown_text undeclared_text(std::string_view language);

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_WORDS_REFUSAL_HPP
