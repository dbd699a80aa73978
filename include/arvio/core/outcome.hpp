#ifndef ARVIO_CORE_OUTCOME_HPP
#define ARVIO_CORE_OUTCOME_HPP

#include "arvio/core/question.hpp"

#include <cstdint>

namespace arvio::inline v0::core {

/// What an evaluation says of the urgency of a contact.
struct outcome {
  arvio::status status = status::open;
  recommendation recommended;
  arvio::bounds bounds;
  certainty coverage = certainty::possible;
  question next;               // about urgency; while the status is open
  recommendation if_finished;  // while the status is open
};

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_OUTCOME_HPP
