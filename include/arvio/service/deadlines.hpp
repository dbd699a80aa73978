#ifndef ARVIO_SERVICE_DEADLINES_HPP
#define ARVIO_SERVICE_DEADLINES_HPP

#include "arvio/base/date.hpp"
#include "arvio/base/value_set.hpp"
#include "arvio/base/verdict.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/service/latest_time.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

/// Deadlines that apply or may, with their dates: docs/services.md, "Deadlines".
namespace arvio::inline v0::service {

/// What an evaluation says of one deadline.
struct deadline_facts {
  std::uint32_t deadline = 0;             // in rulebook::deadlines
  certainty state = certainty::excluded;  // of all that decides it
  std::optional<value_set> event;         // its possible values, in units of its input;
                                          // absent: not known, or the assessment
};

/// From the first to the last that is possible; both the same where it is known.
struct date_span {
  date first;
  date last;

  friend bool operator==(const date_span&, const date_span&) = default;
};

struct moment_span {
  instant first;
  instant last;

  friend bool operator==(const moment_span&, const moment_span&) = default;
};

struct dated_deadline {
  std::uint32_t deadline = 0;
  certainty state = certainty::possible;
  std::optional<date_span> event;  // as it is known: local dates
  bool future = false;             // the event lies wholly after the assessment
  arvio::dating dating = dating::dated;
  std::optional<date_span> last;      // the last day; where it is dated
  std::optional<moment_span> latest;  // the end of it; of hours in time, else too late
  bool rolled = false;                // either end moved to the next working day
  whether binds = whether::no;
  whether passed = whether::no;

  friend bool operator==(const dated_deadline&, const dated_deadline&) = default;
};

/// Dates deadlines and puts them in the order of the result: kind, immediately, without
/// delay, by the latest moment, those without a date, id.
///
/// Meaning  an event is counted from those of its dates that are in force; a deadline
///          that is excluded, or of which none is, is left out. `days` may be null where
///          there is no calendar.
/// Cost     a few steps for each deadline, and the square of those of one kind.
[[nodiscard]] std::vector<dated_deadline> dated_deadlines(
    const book::rulebook& book, std::span<const deadline_facts> facts,
    const calendar* days, instant assessment);

}  // namespace arvio::inline v0::service

#endif  // ARVIO_SERVICE_DEADLINES_HPP
