#ifndef ARVIO_SERVICE_LATEST_TIME_HPP
#define ARVIO_SERVICE_LATEST_TIME_HPP

#include "arvio/base/date.hpp"
#include "arvio/base/time_limit.hpp"
#include "arvio/service/calendar.hpp"

#include <optional>

namespace arvio::inline v0::service {

/// How a limit counts.
struct counting {
  time_limit within;
  bool counts_start_day = false;  // day 1 is that of the event
  bool rolls = false;             // a last day that is free moves to the next working day
};

/// By when something is to be done.
///
/// Meaning  `latest` is the end of the last day, 00:00 of the next, and so no longer in
///          time; of hours it is itself in time, and `last` its local date.
struct latest_time {
  date last;
  instant latest;
  bool rolled = false;

  friend bool operator==(const latest_time&, const latest_time&) = default;
};

/// The latest time of a limit that counts from a moment: days in Helsinki, hours as
/// elapsed time.
///
/// Meaning  `days` may be null where nothing is free or working.
/// Errors   nullopt where there is no amount, or `calendar_range`: where a date would
///          have to be looked at that the calendar has not.
[[nodiscard]] std::optional<latest_time> latest_time_from(instant event,
                                                          const counting& how,
                                                          const calendar* days) noexcept;

/// The same from a date: hours count from its 00:00.
[[nodiscard]] std::optional<latest_time> latest_time_from(date event, const counting& how,
                                                          const calendar* days) noexcept;

}  // namespace arvio::inline v0::service

#endif  // ARVIO_SERVICE_LATEST_TIME_HPP
