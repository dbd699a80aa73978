#ifndef ARVIO_SRC_CLI_EXPLAIN_HPP
#define ARVIO_SRC_CLI_EXPLAIN_HPP

#include "arvio/exchange/assessment.hpp"
#include "arvio/exchange/explanation.hpp"

#include <string>

namespace arvio::cli {

/// Why an assessment is what it is, for people, in its language (Finnish where it has
/// none).
[[nodiscard]] std::string explanation_report(const assessment& result,
                                             const explanation& why);

}  // namespace arvio::cli

#endif  // ARVIO_SRC_CLI_EXPLAIN_HPP
