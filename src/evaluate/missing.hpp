#ifndef ARVIO_SRC_EVALUATE_MISSING_HPP
#define ARVIO_SRC_EVALUATE_MISSING_HPP

#include "arvio/book/outcome.hpp"

#include "evaluator.hpp"

#include <vector>

namespace arvio::inline v0 {

/// What is missing where a recommendation is not certain.
///
/// Meaning  the questions about urgency that would be open if the contact went on and
///          nobody had been asked what could not be said; where there are none, those
///          that a more exact answer could settle. None where the basis is certain or
///          there is no recommendation: then the outcome's own questions are the ones.
/// Cost     one more assessment, at most two; nothing where the basis is certain.
[[nodiscard]] std::vector<book::question> missing_questions(const evaluator& by,
                                                            const book::answers& contact,
                                                            const book::outcome& outcome);

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_EVALUATE_MISSING_HPP
