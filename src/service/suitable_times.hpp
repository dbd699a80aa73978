#ifndef ARVIO_SRC_SERVICE_SUITABLE_TIMES_HPP
#define ARVIO_SRC_SERVICE_SUITABLE_TIMES_HPP

#include "arvio/book/rulebook.hpp"
#include "arvio/service/coverage.hpp"
#include "arvio/service/region.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace arvio::inline v0::service {

/// Minutes since the first of a proof, both included.
struct minute_range {
  std::int64_t first = 0;
  std::int64_t last = 0;

  friend bool operator==(const minute_range&, const minute_range&) = default;
};

/// The services of a region by their times: those that have the same hours and the same
/// wait together.
struct different_times {
  explicit different_times(const region& where);

  std::vector<const region_service*> first;  // of each kind
  std::vector<std::size_t> of_service;       // which kind
};

/// At which minutes of some dates the services of a region see nobody in time.
///
/// Cost  services that have the same hours and the same wait are looked at once.
class late_minutes {
 public:
  late_minutes(const region& where, const proof_dates& dates);

  /// The minutes at which a service is too late for a level, in order.
  [[nodiscard]] const std::vector<minute_range>& of(std::uint32_t service,
                                                    book::level_index level) const {
    return by_times_[times_of_.of_service[service]][level];
  }
  /// All minutes of the dates, as one range.
  [[nodiscard]] std::vector<minute_range> all() const { return {{0, count_ - 1}}; }

 private:
  [[nodiscard]] std::vector<std::vector<minute_range>> late_for(
      const region& where, const region_service& one, const proof_dates& dates) const;

  std::int64_t count_ = 0;  // minutes
  date last_looked_at_;     // of the hours that matter
  different_times times_of_;
  std::vector<std::vector<std::vector<minute_range>>> by_times_;  // then by level
};

/// Whether a service serves a language to somebody who needs no interpreter of his own
/// accord: it is spoken, or it is not official and there is an interpreter.
[[nodiscard]] inline bool speaks(const region& where, const region_service& one,
                                 std::int64_t language) {
  const auto& spoken = one.takes[static_cast<std::size_t>(person_fact::language)];
  return !spoken || spoken->contains(language) ||
         (one.interpreter && !where.official.contains(language));
}

}  // namespace arvio::inline v0::service

#endif  // ARVIO_SRC_SERVICE_SUITABLE_TIMES_HPP
