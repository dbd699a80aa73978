#ifndef ARVIO_SERVICE_OPENING_HOURS_HPP
#define ARVIO_SERVICE_OPENING_HOURS_HPP

#include "arvio/base/date.hpp"
#include "arvio/service/calendar.hpp"
#include "arvio/service/profile.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace arvio::inline v0::service {

/// A part of time: `from` included, `to` not.
struct time_span {
  instant from;
  instant to;

  friend bool operator==(const time_span&, const time_span&) = default;
};

/// The parts of time in which the clock of Helsinki shows something from minute `from`,
/// included, to minute `to`, excluded, counted from 00:00 of a date: of an hour that does
/// not exist none, of one that comes twice both.
///
/// Counts  `from` and `to` from 0 to 2880: what is past 1440 is of the next date.
[[nodiscard]] std::vector<time_span> spans_on_the_clock(date day, std::int32_t from,
                                                        std::int32_t to);

/// When a service is open.
///
/// Meaning  docs/services.md, "Opening hours". A date outside the calendar is closed for
///          a service that looks at free days: nothing is guessed.
/// Cost     a question looks at a few dates, at most limits::opening_days_searched.
class opening_hours {
 public:
  /// `free_days` may be null where the profile uses no calendar.
  opening_hours(const opening& written, std::shared_ptr<const calendar> free_days);

  /// The hours that count on a date, as they are written, by their beginning: those that
  /// run over midnight belong to the date on which they start.
  [[nodiscard]] const std::vector<open_hours>& hours_on(date day) const;

  [[nodiscard]] bool is_open(instant at) const;

  /// The first open moment at or after a moment, itself where it is open; nullopt where
  /// limits::opening_days_searched days have none.
  [[nodiscard]] std::optional<instant> next_open(instant at) const;

  /// When what is open at a moment closes; nullopt where it is closed, or does not close
  /// within seven days.
  [[nodiscard]] std::optional<instant> open_until(instant at) const;

  /// All parts of time that are open and begin on some dates, in order, none touching the
  /// next.
  [[nodiscard]] std::vector<time_span> open_spans(date first, date last) const;

  /// Whether two services have the same hours on every date.
  friend bool operator==(const opening_hours&, const opening_hours&) = default;

 private:
  template <class Visit>
  void for_spans(date day, Visit&& visit) const;

  std::array<std::vector<open_hours>, opening_days> by_day_;
  std::vector<std::pair<date, std::vector<open_hours>>> excepts_;  // by date
  bool looks_at_free_days_ = false;
  std::shared_ptr<const calendar> free_days_;
};

}  // namespace arvio::inline v0::service

#endif  // ARVIO_SERVICE_OPENING_HOURS_HPP
