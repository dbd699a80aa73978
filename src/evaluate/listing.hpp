#ifndef ARVIO_SRC_EVALUATE_LISTING_HPP
#define ARVIO_SRC_EVALUATE_LISTING_HPP

#include "arvio/book/outcome.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/core/evaluation.hpp"

#include <vector>

namespace arvio::inline v0 {

/// Lists what the core finds of a contact: docs/semantics.md section 9, in the places of
/// the book.
[[nodiscard]] evaluated::outcome listed_outcome(const book::rulebook& book,
                                                core::assessment& found);

/// The questions about urgency, or the further ones, with their reasons.
[[nodiscard]] std::vector<evaluated::question> listed_questions(
    const book::rulebook& book, core::assessment& found);

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_EVALUATE_LISTING_HPP
