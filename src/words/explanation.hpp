#ifndef ARVIO_SRC_WORDS_EXPLANATION_HPP
#define ARVIO_SRC_WORDS_EXPLANATION_HPP

#include "arvio/exchange/contact.hpp"
#include "arvio/exchange/explanation.hpp"

#include "evaluate/evaluator.hpp"
#include "evaluate/explained.hpp"
#include "exchange/contact_check.hpp"

namespace arvio::inline v0 {

/// Turns an explanation, which speaks in places of the book and its program, into one
/// that speaks in names and texts. `by`: what found it.
[[nodiscard]] explanation describe(const evaluated::explanation& found,
                                   const evaluator& by, const arvio::contact& contact,
                                   const checked_contact& checked);

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_WORDS_EXPLANATION_HPP
