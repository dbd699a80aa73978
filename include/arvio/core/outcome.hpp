#ifndef ARVIO_CORE_OUTCOME_HPP
#define ARVIO_CORE_OUTCOME_HPP

#include "arvio/core/question.hpp"

#include <cstdint>

namespace arvio::inline v0::core {

/// docs/semantics.md section 4, in the order in which they are tried.
enum class status : std::uint8_t { emergency, open, complete, out_of_scope, exhausted };

/// Why the recommended level is what it is.
enum class basis : std::uint8_t { absent, certain, cautious, presumed };

struct bounds {
  std::uint32_t at_least = 0;
  std::uint32_t not_excluded = 0;

  friend bool operator==(const bounds&, const bounds&) = default;
};

/// A level with its basis; no recommendation where the basis is absent.
struct recommendation {
  std::uint32_t level = 0;
  core::basis basis = core::basis::absent;

  friend bool operator==(const recommendation&, const recommendation&) = default;
};

/// What an evaluation says of the urgency of a contact.
struct outcome {
  core::status status = core::status::open;
  recommendation recommended;
  core::bounds bounds;
  certainty coverage = certainty::possible;
  question next;               // about urgency; while the status is open
  recommendation if_finished;  // while the status is open
};

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_OUTCOME_HPP
