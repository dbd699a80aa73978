#ifndef ARVIO_SRC_ENGINE_EXPLANATION_HPP
#define ARVIO_SRC_ENGINE_EXPLANATION_HPP

#include "arvio/engine/contact.hpp"
#include "arvio/engine/explanation.hpp"
#include "arvio/engine/repository.hpp"

#include "contact_check.hpp"
#include "explained.hpp"

namespace arvio::inline v0 {

/// Turns an explanation, which speaks in places of the book and its program, into one
/// that speaks in names and texts.
[[nodiscard]] explanation describe(const evaluated::explanation& found,
                                   const validity_period& period, const contact& person,
                                   const checked_contact& checked);

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_ENGINE_EXPLANATION_HPP
