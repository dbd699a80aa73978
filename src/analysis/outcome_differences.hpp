#ifndef ARVIO_SRC_ANALYSIS_OUTCOME_DIFFERENCES_HPP
#define ARVIO_SRC_ANALYSIS_OUTCOME_DIFFERENCES_HPP

#include "arvio/book/outcome.hpp"
#include "arvio/reference/outcome.hpp"

#include <string>

/// Outcomes of the core and of the interpreter, brought together.
namespace arvio::inline v0::analysis {

/// What differs between two outcomes, part by part; empty where nothing does.
[[nodiscard]] std::string differences(const evaluated::outcome& core,
                                      const reference::outcome& truth);
[[nodiscard]] std::string differences(const evaluated::outcome& core,
                                      const evaluated::outcome& other);

}  // namespace arvio::inline v0::analysis

#endif  // ARVIO_SRC_ANALYSIS_OUTCOME_DIFFERENCES_HPP
