#ifndef ARVIO_ENGINE_ROUTE_INPUTS_HPP
#define ARVIO_ENGINE_ROUTE_INPUTS_HPP

#include "arvio/reference/contact.hpp"
#include "arvio/reference/outcome.hpp"

#include <cstdint>
#include <vector>

namespace arvio::inline v0 {

/// The inputs that the condition of a route turns on and that are not known, in the
/// author's order: what would have to be known to offer or refuse it.
[[nodiscard]] std::vector<std::uint32_t> unknown_inputs(
    const ruleset::rulebook& book, const reference::contact& person,
    const reference::route_reference& route);

}  // namespace arvio::inline v0

#endif  // ARVIO_ENGINE_ROUTE_INPUTS_HPP
