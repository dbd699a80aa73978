#ifndef ARVIO_RULESET_SAVE_HPP
#define ARVIO_RULESET_SAVE_HPP

#include "arvio/ruleset/ruleset.hpp"

#include <string>

namespace arvio::inline v0::ruleset {

/// The canonical XML of a rule set: fixed order of elements and attributes, lists in the
/// author's order, expressions in canonical text, no comments.
///
/// Meaning  loading it gives an equal rule set, places apart, and saving that the same
///          bytes; so long as it is within limits::file_bytes.
[[nodiscard]] std::string save(const rule_set& rules);

}  // namespace arvio::inline v0::ruleset

#endif  // ARVIO_RULESET_SAVE_HPP
