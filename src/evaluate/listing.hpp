#ifndef ARVIO_SRC_EVALUATE_LISTING_HPP
#define ARVIO_SRC_EVALUATE_LISTING_HPP

#include "arvio/book/outcome.hpp"
#include "arvio/book/region.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/core/evaluation.hpp"

#include <vector>

namespace arvio::inline v0 {

/// Lists what the core finds of a contact: docs/semantics.md section 9, in the places of
/// the book.
/// Meaning  `region` says for which deadlines and services further questions are asked;
///          without one for all that their conditions leave open.
[[nodiscard]] book::outcome listed_outcome(const book::rulebook& book,
                                           core::evaluation& found, book::region* region);

/// How urgent, where to and by when, and no more: rules without the answers behind them,
/// of the questions the first, without its reasons; no suggestions, duties, derived
/// values, further questions or what became of answers.
[[nodiscard]] book::outcome listed_briefly(const book::rulebook& book,
                                           core::evaluation& found, book::region* region);

/// The questions about urgency, or the further ones, with their reasons.
[[nodiscard]] std::vector<book::question> listed_questions(const book::rulebook& book,
                                                           core::evaluation& found);

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_EVALUATE_LISTING_HPP
