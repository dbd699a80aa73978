#ifndef ARVIO_SERVICE_COVERAGE_HPP
#define ARVIO_SERVICE_COVERAGE_HPP

#include "arvio/base/date.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/service/region.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace arvio::inline v0::service {

/// Somebody who has no suitable service.
struct coverage_witness {
  book::level_index level = 0;
  std::uint32_t need = 0;
  std::optional<std::uint32_t> municipality;  // of the profile; absent: of none of it
  std::optional<std::int64_t> language;       // a value; absent: no input says it
  std::optional<std::int64_t> age;            // absent: no input says it
  instant moment;

  friend bool operator==(const coverage_witness&, const coverage_witness&) = default;
};

/// The dates of a proof.
struct proof_dates {
  date first;
  std::int32_t count = 0;

  [[nodiscard]] date last() const { return {first.days + count - 1}; }
};

/// The first somebody without a suitable service, in the order of level, need,
/// municipality (those of the profile, then one outside), language, age and minute.
///
/// Meaning  docs/services.md, "What loading proves": behind a route of the vocabulary
///          that has no condition, or behind the fallback, and without a limit of
///          purposes.
/// Counts   every minute of the dates, by intervals.
/// Errors   a moment whose target ends outside the calendar needs no service here: who
///          asks makes sure that there is none.
[[nodiscard]] std::optional<coverage_witness> first_uncovered(
    const region& where, const book::rulebook& book,
    const std::vector<std::int64_t>& languages, const proof_dates& dates);

/// How many parts of time in which services are open a proof goes through: of services
/// with the same hours and the same wait those of one.
[[nodiscard]] std::size_t spans_of_proof(const region& where, const proof_dates& dates);

/// A less urgent level that is to be seen earlier than the one before it.
struct target_disorder {
  book::level_index level = 0;  // the less urgent one
  instant moment;

  friend bool operator==(const target_disorder&, const target_disorder&) = default;
};

/// Each such level with the first moment that shows it, among the first and the last
/// minutes of the dates.
[[nodiscard]] std::vector<target_disorder> disordered_targets(const region& where,
                                                              const proof_dates& dates);

/// The first moment, among the first and the last minutes of the dates, at which the
/// target of some level ends outside the calendar.
[[nodiscard]] std::optional<instant> first_target_out_of_range(const region& where,
                                                               const proof_dates& dates);

}  // namespace arvio::inline v0::service

#endif  // ARVIO_SERVICE_COVERAGE_HPP
