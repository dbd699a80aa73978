#ifndef ARVIO_SERVICE_CALENDAR_HPP
#define ARVIO_SERVICE_CALENDAR_HPP

#include "arvio/base/date.hpp"
#include "arvio/service/calendar_document.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace arvio::inline v0::service {

/// What a date is, by weekday and by the free days of a calendar.
struct day_kinds {
  bool weekend = false;
  bool holiday = false;
  bool eve = false;

  /// Whether it is neither of them.
  [[nodiscard]] constexpr bool working() const noexcept {
    return !weekend && !holiday && !eve;
  }

  friend bool operator==(const day_kinds&, const day_kinds&) = default;
};

/// The free days and working days of the years of one calendar.
///
/// Meaning  docs/services.md, "Calendar". Nothing is said of a date outside its years:
///          nullopt is `calendar_range`, never a guess.
/// Cost     a look-up is one step. Building it is linear in its days; it takes some ten
///          bytes for each.
class calendar {
 public:
  /// Of a document as load_calendar() gives it. An entry marks no day in a year that has
  /// no such date.
  explicit calendar(const calendar_document& document);

  /// The first and the last date of its years.
  [[nodiscard]] date first() const noexcept { return first_; }
  [[nodiscard]] date last() const noexcept { return last_; }
  [[nodiscard]] bool has(date day) const noexcept {
    return first_ <= day && day <= last_;
  }

  [[nodiscard]] std::optional<day_kinds> kinds_of(date day) const noexcept;
  [[nodiscard]] std::optional<bool> is_working_day(date day) const noexcept;

  /// The first working day on or after a date.
  [[nodiscard]] std::optional<date> working_day_from(date day) const noexcept;

  /// The `count`th working day after a date, from 1. The date itself is not looked at:
  /// it may be the last before the years of the calendar.
  [[nodiscard]] std::optional<date> working_day_after(date day,
                                                      std::int64_t count) const noexcept;

 private:
  [[nodiscard]] std::size_t place_of(date day) const noexcept {
    return static_cast<std::size_t>(day.days - first_.days);
  }
  void mark(const calendar_entry& entry, int from_year, int to_year);

  date first_;
  date last_;
  std::vector<day_kinds> kinds_;  // by place
  // INVARIANT: working_[before_[p]] is the first working day on or after that of place p.
  std::vector<std::uint32_t> before_;  // working days before a place
  std::vector<date> working_;          // all of them
};

}  // namespace arvio::inline v0::service

#endif  // ARVIO_SERVICE_CALENDAR_HPP
