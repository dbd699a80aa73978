#ifndef ARVIO_SRC_ANALYSIS_SEEN_TIMES_HPP
#define ARVIO_SRC_ANALYSIS_SEEN_TIMES_HPP

#include "arvio/service/coverage.hpp"
#include "arvio/service/region.hpp"

#include "service/suitable_times.hpp"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <vector>

/// When services see people, minute by minute of some dates and yet by intervals.
namespace arvio::inline v0::analysis {

using minutes = std::vector<service::minute_range>;  // in order, none touching the next

/// The first minute of some that is in none of the others.
[[nodiscard]] std::optional<std::int64_t> first_outside(
    const minutes& some, std::initializer_list<const minutes*> others);

/// At which minutes two services see whoever makes contact at different moments.
struct seen_differences {
  minutes later;    // the second sees the person later than the first
  minutes earlier;  // ... and earlier
};

/// Meaning  minutes at which either sees nobody are left out.
/// Cost     a look at either service for each opening and closing.
[[nodiscard]] seen_differences seen_differences_between(
    const service::region_service& first, const service::region_service& second,
    const service::proof_dates& dates);

}  // namespace arvio::inline v0::analysis

#endif  // ARVIO_SRC_ANALYSIS_SEEN_TIMES_HPP
