#ifndef ARVIO_SRC_WORDS_RESULT_HPP
#define ARVIO_SRC_WORDS_RESULT_HPP

#include "arvio/book/outcome.hpp"
#include "arvio/exchange/assessment.hpp"
#include "arvio/exchange/contact.hpp"

#include "exchange/contact_check.hpp"

#include <string>
#include <vector>

namespace arvio::inline v0 {

/// Turns an outcome, which speaks in places of the book, into an assessment, which speaks
/// in names and texts. `missing`: what missing_questions gives; `digests`: one per rule
/// set of the book.
[[nodiscard]] assessment describe(const book::outcome& outcome,
                                  const std::vector<book::question>& missing,
                                  const book::rulebook& book,
                                  const std::vector<std::string>& digests,
                                  const arvio::contact& contact,
                                  const checked_contact& checked);

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_WORDS_RESULT_HPP
