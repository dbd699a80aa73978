#ifndef ARVIO_SRC_ANALYSIS_OUTCOME_DIFFERENCES_HPP
#define ARVIO_SRC_ANALYSIS_OUTCOME_DIFFERENCES_HPP

#include "arvio/book/outcome.hpp"

#include <string>

/// Outcomes of the core and of the interpreter, brought together.
namespace arvio::inline v0::analysis {

/// What the core says differently from the interpreter, part by part; empty where nothing
/// is. What a refused route would have to know is listed by the core alone.
[[nodiscard]] std::string differences_from_reference(const book::outcome& core,
                                                     book::outcome truth);
/// What another way through the core says differently.
[[nodiscard]] std::string differences(const book::outcome& core,
                                      const book::outcome& other);

}  // namespace arvio::inline v0::analysis

#endif  // ARVIO_SRC_ANALYSIS_OUTCOME_DIFFERENCES_HPP
