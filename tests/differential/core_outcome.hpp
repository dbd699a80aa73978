#ifndef ARVIO_TESTS_DIFFERENTIAL_CORE_OUTCOME_HPP
#define ARVIO_TESTS_DIFFERENTIAL_CORE_OUTCOME_HPP

#include "arvio/reference/outcome.hpp"

#include "engine/outcome.hpp"

#include <string>

/// Outcomes of the core and of the interpreter, brought together.
namespace arvio::testing {

/// What differs between two outcomes, part by part; empty where nothing does.
[[nodiscard]] std::string differences(const evaluated::outcome& core,
                                      const reference::outcome& truth);

}  // namespace arvio::testing

#endif  // ARVIO_TESTS_DIFFERENTIAL_CORE_OUTCOME_HPP
