#ifndef ARVIO_SRC_WORDS_RESULT_HPP
#define ARVIO_SRC_WORDS_RESULT_HPP

#include "arvio/book/outcome.hpp"
#include "arvio/exchange/assessment.hpp"
#include "arvio/exchange/contact.hpp"

#include "evaluate/contact_region.hpp"
#include "exchange/contact_check.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace arvio::inline v0 {

/// The documents that a contact's services and dates come from.
struct region_documents {
  bool is_wanted = false;                     // a profile was asked for
  const service::profile* profile = nullptr;  // that is valid
  const service::calendar_document* calendar = nullptr;
  std::string_view profile_digest;
  std::string_view calendar_digest;
};

/// What is found out beside an outcome, for who reads it.
struct beside_outcome {
  const contact_region& region;  // which looked at the outcome
  const region_documents& documents;
  std::vector<book::question> missing;            // what missing_questions gives
  std::vector<book::rule_reference> safety_nets;  // what kept_safety_nets gives
};

/// Turns an outcome, which speaks in places of the book, into an assessment, which speaks
/// in names and texts. `digests`: one per rule set of the book.
[[nodiscard]] assessment describe(const book::outcome& outcome,
                                  const beside_outcome& beside,
                                  const book::rulebook& book,
                                  const std::vector<std::string>& digests,
                                  const arvio::contact& contact,
                                  const checked_contact& checked,
                                  const result_options& wanted);

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_WORDS_RESULT_HPP
