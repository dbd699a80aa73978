#ifndef ARVIO_RULESET_SAVE_HPP
#define ARVIO_RULESET_SAVE_HPP

#include <string>

#include "arvio/ruleset/ruleset.hpp"

namespace arvio::inline v0::ruleset {

/// The canonical XML of a rule set: fixed order of elements and attributes, expressions in
/// canonical text, no comments. Loading it gives an equal rule set.
[[nodiscard]] std::string save(const rule_set& rules);

}  // namespace arvio::inline v0::ruleset

#endif  // ARVIO_RULESET_SAVE_HPP
