#ifndef ARVIO_TESTS_SUPPORT_SCALE_HPP
#define ARVIO_TESTS_SUPPORT_SCALE_HPP

#include <cstddef>

namespace arvio::testing {

/// How many rounds a random campaign runs: as many as it names, a twentieth under the
/// sanitizers, which judge memory and not meaning and cost ten times as much.
constexpr std::size_t rounds(std::size_t many) {
#if defined(ARVIO_SANITIZE)
  return many / 20 + 1;
#else
  return many;
#endif
}

/// Whether campaigns run whole: counts and shares of a shortened one say nothing.
constexpr bool whole_campaigns = rounds(10) == 10;

}  // namespace arvio::testing

#endif  // ARVIO_TESTS_SUPPORT_SCALE_HPP
