#ifndef ARVIO_RULESET_SOUND_PARTS_HPP
#define ARVIO_RULESET_SOUND_PARTS_HPP

#include "arvio/base/diagnostic.hpp"
#include "arvio/ruleset/ruleset.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace arvio::inline v0::ruleset {

/// What is left of a rule set when every input, derived value, rule and so on with a
/// fault is taken out, so that what is left can be linked and its findings told in the
/// same run. It is never assessed with.
///
/// Meaning  a fault belongs to the last part that begins before it: `faults` are byte
///          offsets in the document. Of a rule its condition and its cases stay, then its
///          condition, then nothing; a fault of a baseline takes the cases with it, one
///          of an `otherwise` or a requirement its group.
/// Errors   nullopt where a fault stands before the first part or in what all others
///          depend on (`use`; of the vocabulary everything but its inputs and derived
///          values).
[[nodiscard]] std::optional<rule_set> sound_parts(
    rule_set of, const std::vector<std::uint32_t>& faults);

}  // namespace arvio::inline v0::ruleset

#endif  // ARVIO_RULESET_SOUND_PARTS_HPP
