#ifndef ARVIO_SRC_WORDS_REFUSAL_HPP
#define ARVIO_SRC_WORDS_REFUSAL_HPP

#include "arvio/base/error.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/exchange/assessment.hpp"

#include <string_view>
#include <vector>

namespace arvio::inline v0 {

/// Why an answer is refused and what would be taken, said to the one who gave it, in the
/// language of a contact: sentences, with the words of the choices. Never the value.
[[nodiscard]] shown_text refusal_text(errc code, const book::rulebook& book,
                                      const book::linked_input& input,
                                      std::string_view language);

/// The same where the choices of the input have these words.
[[nodiscard]] shown_text refusal_text(errc code, const book::linked_input& input,
                                      const std::vector<shown_term>& options,
                                      std::string_view language);

/// The same of an input that no rule set declares.
[[nodiscard]] shown_text undeclared_text(std::string_view language);

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_WORDS_REFUSAL_HPP
