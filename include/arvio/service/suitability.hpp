#ifndef ARVIO_SERVICE_SUITABILITY_HPP
#define ARVIO_SERVICE_SUITABILITY_HPP

#include "arvio/base/date.hpp"
#include "arvio/base/value_set.hpp"
#include "arvio/base/verdict.hpp"
#include "arvio/service/region.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace arvio::inline v0::service {

/// What is known of a person, as possible sets (docs/semantics.md, section 1): the whole
/// domain where nothing was said.
///
/// Meaning  of what the profile names no input for, nothing need be given: no service has
///          a limit of that sort.
struct known_person {
  std::array<value_set, person_facts> possible;  // by person_fact
  /// Whether it is certain that the person needs an interpreter.
  bool interpreter = false;
};

/// Why a service is refused: for the first thing that is excluded, or, where none is, for
/// what is not known.
struct unsuitable {
  std::optional<obstacle> because;
  std::vector<person_fact> unknown;
  bool for_interpreter = false;  // obstacle::language: it has none, and one is needed

  /// Whether it is not refused at all.
  [[nodiscard]] bool is_suitable() const { return !because && unknown.empty(); }
  /// Whether it may yet turn out to be suitable.
  [[nodiscard]] bool is_unknown() const { return !because && !unknown.empty(); }

  friend bool operator==(const unsuitable&, const unsuitable&) = default;
};

/// When a service can be had by a contact.
struct service_times {
  bool is_open = false;               // at the assessment
  std::optional<instant> open_until;  // absent: closed, or no end within seven days
  std::optional<instant> contact;     // the first open moment; absent: never open
  std::optional<instant> seen;        // absent: never

  friend bool operator==(const service_times&, const service_times&) = default;
};

[[nodiscard]] service_times times_of(const region_service& which, instant at);

/// Whether a service serves a person in a language: certain, excluded, or not known.
[[nodiscard]] certainty in_language(const region& where, const region_service& which,
                                    const known_person& person);

/// What is asked of a service whatever the route: whose, how old and in which language,
/// and what for, unless that is left aside.
[[nodiscard]] unsuitable suitability_of(const region& where, const region_service& which,
                                        const known_person& person, bool for_purpose);

/// The questions that are asked of a service for a route: whose, how old, in which
/// language, what for, and whether in time. Whether it fits the route is not asked here.
///
/// Meaning  docs/services.md, "Suitable".
[[nodiscard]] unsuitable suitability_of(const region& where, const region_service& which,
                                        const known_person& person,
                                        const service_times& times, instant target_end);

}  // namespace arvio::inline v0::service

#endif  // ARVIO_SERVICE_SUITABILITY_HPP
