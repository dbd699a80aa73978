#ifndef ARVIO_SRC_EVALUATE_JOINED_RULES_HPP
#define ARVIO_SRC_EVALUATE_JOINED_RULES_HPP

#include "arvio/book/outcome.hpp"
#include "arvio/core/frame.hpp"

#include <cstdint>
#include <vector>

namespace arvio::inline v0 {

/// The rule of a box of (group, level); for one that no rule has alone, rules at the
/// level or above that hold all of it together, none of them to spare.
///
/// Meaning  with `person`: that hold all that is possible for it, which may need fewer.
[[nodiscard]] std::vector<evaluated::rule_reference> rules_of_box(
    const core::program& rules, core::place group, std::uint32_t level,
    core::place clause, const core::contact* person);

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_EVALUATE_JOINED_RULES_HPP
