#ifndef ARVIO_SRC_ENGINE_CORE_LISTING_HPP
#define ARVIO_SRC_ENGINE_CORE_LISTING_HPP

#include "arvio/core/assessment.hpp"
#include "arvio/ruleset/rulebook.hpp"

#include "outcome.hpp"

#include <vector>

namespace arvio::inline v0 {

/// Lists what the core finds of a contact: docs/semantics.md section 9, in the places of
/// the book.
[[nodiscard]] evaluated::outcome listed_outcome(const ruleset::rulebook& book,
                                                core::assessment& found);

/// The questions about urgency, or the further ones, with their reasons.
[[nodiscard]] std::vector<evaluated::question> listed_questions(
    const ruleset::rulebook& book, core::assessment& found);

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_ENGINE_CORE_LISTING_HPP
