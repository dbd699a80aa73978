#ifndef ARVIO_SRC_EVALUATE_SAFETY_NETS_HPP
#define ARVIO_SRC_EVALUATE_SAFETY_NETS_HPP

#include "arvio/book/outcome.hpp"

#include "evaluator.hpp"

#include <vector>

namespace arvio::inline v0 {

/// The rules whose safety net is told beside what decides: of each group that covers a
/// named complaint, speaks for certain and does not decide the level, what remains in it.
///
/// Meaning  none where there is no recommendation or it is the emergency level.
/// Cost     an evaluation for each such group that has a safety net.
[[nodiscard]] std::vector<book::rule_reference> kept_safety_nets(
    const evaluator& by, const book::answers& contact, const book::outcome& outcome);

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_EVALUATE_SAFETY_NETS_HPP
