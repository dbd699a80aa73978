#ifndef ARVIO_ANALYSIS_SERVICE_CHANGES_HPP
#define ARVIO_ANALYSIS_SERVICE_CHANGES_HPP

#include "arvio/engine/repository.hpp"
#include "arvio/service/region.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

/// For whom two profiles have other services.
namespace arvio::inline v0::analysis {

/// What becomes of a service for somebody.
enum class service_turn : std::uint8_t {
  lost,       // it suited, and no longer does
  gained,     // it suits, and did not
  later,      // it suits as before, and the person is seen later
  earlier,    // the same, earlier
  moved,      // it suits as before, behind other routes
  reordered,  // it stands before another that sees the person at the same moment
};

/// Everybody for whom a service takes one turn, with the first of them.
///
/// Meaning  words in English for authors. `before` and `after`: the services that suit
///          the first and are offered whatever else is so, by the moment at which each
///          sees the person, and the service itself where it suits; "none" where none
///          does.
struct service_change {
  std::string service;  // its id
  service_turn turn = service_turn::lost;
  std::string title;     // its name, of `reordered` with the other's
  std::string for_whom;  // "U2 / U3; every need; Parainen; Swedish; 0 to 15 years"
  std::string first;     // "U2, Acute, Parainen, Swedish, 0 years, Mon 2026-01-05 08:00"
  std::string before;
  std::string after;
  /// A contact as JSON for which it shows: both repositories were asked. Empty where none
  /// was found, as where no rule set speaks for the need.
  std::string contact;
  std::string contact_of;  // who that is, where it is not the first
};

struct service_changes {
  std::vector<service_change> changes;  // by service, as the later profile lists them;
                                        // those that are gone come last
  std::string not_compared;             // why nothing was; empty: it was
  std::string first_day;                // of the days that were compared, `days` of them
  std::int32_t days = 0;
  bool order_in_part = false;  // more services changed places than could be compared
};

/// One version of a profile, linked, in its repository.
struct profile_side {
  const repository* loaded = nullptr;
  const validity_period* period = nullptr;  // the last, whose book `where` refers to
  std::shared_ptr<const service::region> where;
};

/// Compares what two profiles offer.
///
/// Meaning  for every level below emergency, need (and none in particular), municipality,
///          language, age, purpose and minute of limits::proof_days from the first day on
///          which both are valid, for a person of whom all this is known, with and
///          without an interpreter: the services that stand behind some route of the
///          level and need, and are suitable, and when each sees the person. By
///          intervals, so that nothing is left out. What speaks against a service that
///          does not suit, and to whom duties are owed, is not compared.
/// Errors   not_compared: where the days lie outside a calendar, or the profiles ask
///          different inputs for the same thing.
/// Cost     for each service its opening hours over the days, and the ways in which it
///          takes persons; contacts are looked for among the cases of the later book.
[[nodiscard]] service_changes service_changes_between(const profile_side& before,
                                                      const profile_side& after);

}  // namespace arvio::inline v0::analysis

#endif  // ARVIO_ANALYSIS_SERVICE_CHANGES_HPP
