#ifndef ARVIO_REFERENCE_CONTACT_HPP
#define ARVIO_REFERENCE_CONTACT_HPP

#include "arvio/base/date.hpp"
#include "arvio/base/value_set.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace arvio::inline v0::reference {

/// What a contact has for an input. A `codes` input for which a list was given is
/// `known`, whatever the list leaves unsaid.
enum class answer_state : std::uint8_t { not_asked, unknown, partly_known, known };

/// What was said of one code of a `codes` input.
enum class code_state : std::uint8_t { not_said, unknown, present, absent };

/// The answer to one input, already found to lie inside its domain.
struct answer {
  answer_state state = answer_state::not_asked;
  value_set values;                 // known: the one value; partly known: what it may be
  std::vector<code_state> codes;    // codes inputs that are known: one per code
  std::optional<instant> observed;  // absent: at the time of the assessment
};

/// A contact as evaluation reads it: one answer per input of the rulebook.
struct contact {
  offset_time at;
  std::vector<answer> answers;
  bool finished = false;
};

}  // namespace arvio::inline v0::reference

#endif  // ARVIO_REFERENCE_CONTACT_HPP
