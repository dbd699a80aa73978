#ifndef ARVIO_SERVICE_ROUTES_HPP
#define ARVIO_SERVICE_ROUTES_HPP

#include "arvio/base/date.hpp"
#include "arvio/base/verdict.hpp"
#include "arvio/book/outcome.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/service/region.hpp"
#include "arvio/service/suitability.hpp"

#include <cstdint>
#include <optional>
#include <vector>

/// Which services stand behind the routes of a contact. What the routes' conditions are
/// is decided by whoever asks; nothing here looks at a condition, and nothing here
/// touches the urgency.
namespace arvio::inline v0::service {

/// A route for a need at its level, with what its condition is.
struct asked_route {
  book::route_reference route;
  certainty condition = certainty::excluded;
};

/// The routes of one need, in their order; without a need, those that stand under none.
struct asked_need {
  std::optional<std::uint32_t> need;
  book::level_index level = 0;
  std::vector<asked_route> routes;
};

/// A service for somebody: when, and what speaks against it, if anything does.
struct listed_service {
  std::uint32_t service = 0;  // of the region
  service_times times;
  unsuitable against;

  friend bool operator==(const listed_service&, const listed_service&) = default;
};

/// What becomes of a route, in the order in which it is decided.
enum class route_standing : std::uint8_t {
  excluded,           // its condition: it gets no services
  not_in_region,      // no service fits it
  services_refused,   // each for its reason
  offered_not_known,  // the same, offered with those that are not known, flagged
  condition_unknown,  // it has a suitable service, and its condition is merely possible
  offered
};

struct route_services {
  book::route_reference route;
  certainty condition = certainty::excluded;
  route_standing standing = route_standing::excluded;
  std::vector<listed_service> suitable;  // by the moment seen
  std::vector<listed_service> refused;   // in the order of the profile
  /// Of a route that is offered with them: refused ones that are not known, by the moment
  /// seen.
  std::vector<listed_service> not_known;

  /// Those that are offered, where the route is.
  [[nodiscard]] const std::vector<listed_service>& offered_services() const {
    return standing == route_standing::offered ? suitable : not_known;
  }

  friend bool operator==(const route_services&, const route_services&) = default;
};

/// The routes that are offered, in the order in which they are: those with a suitable
/// service, then those whose services are not known.
[[nodiscard]] std::vector<const route_services*> in_order_of_offer(
    const std::vector<route_services>& all);

/// The vocabulary's fallback. Where no service is suitable, all that are ever open are
/// listed with what speaks against them, and the text says to call the emergency number
/// if things get worse.
struct fallback_services {
  bool is_suitable = false;              // else flagged
  std::vector<listed_service> services;  // by the moment seen
  std::vector<listed_service> refused;   // the rest, in the order of the profile

  friend bool operator==(const fallback_services&, const fallback_services&) = default;
};

/// What could bring a route before those that are offered: a thing of purpose `route`, at
/// the level of the need.
struct route_question {
  std::optional<book::route_reference> route;  // absent: the fallback
  bool condition = false;          // what is open in the route's condition ...
  std::vector<person_fact> facts;  // ... and what is not known of its services

  friend bool operator==(const route_question&, const route_question&) = default;
};

struct need_services {
  std::optional<std::uint32_t> need;
  book::level_index level = 0;
  instant target_end;
  std::vector<route_services> routes;         // those that were asked for, in their order
  std::optional<fallback_services> fallback;  // where no route is offered
  std::vector<route_question> questions;      // in the order of the routes
  /// Whom to turn to before what is offered opens, if things get worse: where nothing
  /// that is offered is open, the first service of the fallback that is, and is suitable.
  std::optional<listed_service> meanwhile;

  friend bool operator==(const need_services&, const need_services&) = default;
};

/// The services of all needs of a contact.
///
/// Meaning  docs/services.md, section "Routes".
/// Errors   nullopt where the target of a level that is needed ends outside the calendar:
///          the assessment goes on as without a profile, and says so.
[[nodiscard]] std::optional<std::vector<need_services>> services_for(
    const region& where, const book::rulebook& book, const std::vector<asked_need>& needs,
    const known_person& person, instant at);

/// To whom a duty is owed: the services of a channel, suitable ones first (need, purpose
/// and target left aside), by the moment open, then in the order of the profile.
[[nodiscard]] std::vector<listed_service> recipients_of(const region& where,
                                                        std::uint32_t channel,
                                                        const known_person& person,
                                                        instant at);

}  // namespace arvio::inline v0::service

#endif  // ARVIO_SERVICE_ROUTES_HPP
