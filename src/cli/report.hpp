#ifndef ARVIO_CLI_REPORT_HPP
#define ARVIO_CLI_REPORT_HPP

#include "arvio/exchange/assessment.hpp"

#include <cstddef>
#include <string>

/// An assessment for people: what a nurse needs to know to do the next thing.
namespace arvio::cli {

/// The whole assessment, in its language (Finnish where it has none).
[[nodiscard]] std::string report(const assessment& result);

/// The questions still worth asking, each with its reasons: those about urgency, or where
/// it is settled the further ones.
[[nodiscard]] std::string questions_report(const assessment& result);

}  // namespace arvio::cli

#endif  // ARVIO_CLI_REPORT_HPP
