#ifndef ARVIO_SRC_EVALUATE_DEADLINES_HPP
#define ARVIO_SRC_EVALUATE_DEADLINES_HPP

#include "arvio/book/outcome.hpp"
#include "arvio/core/evaluation.hpp"

#include "loose_conditions.hpp"

#include <vector>

namespace arvio::inline v0 {

/// The deadlines that apply to an evaluated contact, or may: in the order of the book.
[[nodiscard]] std::vector<book::applying_deadline> applying_deadlines(
    core::evaluation& found, const possible_urgency& urgency);

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_EVALUATE_DEADLINES_HPP
