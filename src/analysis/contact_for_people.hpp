#ifndef ARVIO_SRC_ANALYSIS_CONTACT_FOR_PEOPLE_HPP
#define ARVIO_SRC_ANALYSIS_CONTACT_FOR_PEOPLE_HPP

#include "arvio/book/answer.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/exchange/contact.hpp"

namespace arvio::inline v0::analysis {

/// A contact that was made up, as a caller would give it.
[[nodiscard]] contact contact_for_people(const book::rulebook& book,
                                         const book::answers& from);

}  // namespace arvio::inline v0::analysis

#endif  // ARVIO_SRC_ANALYSIS_CONTACT_FOR_PEOPLE_HPP
