#ifndef ARVIO_SERVICE_REGION_HPP
#define ARVIO_SERVICE_REGION_HPP

#include "arvio/base/date.hpp"
#include "arvio/base/value_set.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/service/calendar.hpp"
#include "arvio/service/opening_hours.hpp"
#include "arvio/service/profile.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

/// A profile linked with the rule sets it is used with: every name is a place in the
/// book. This is all that the choice of services reads.
namespace arvio::inline v0::service {

/// What services ask of a person, in the order in which they refuse.
enum class person_fact : std::uint8_t { municipality, age, language, purpose };

inline constexpr std::size_t person_facts = 4;

/// A service with its limits in values of the inputs; a limit that is absent is none.
struct region_service {
  const provided_service* declared = nullptr;
  std::uint32_t channel = 0;
  std::vector<std::uint32_t> professionals;
  book::need_set needs = 0;                                  // 0: every need
  std::array<std::optional<value_set>, person_facts> takes;  // language: those spoken
  bool interpreter = false;
  opening_hours open;
  std::int64_t within = 0;  // seconds
};

struct region {
  std::shared_ptr<const profile> written;
  std::shared_ptr<const calendar> free_days;  // null where the profile uses none
  std::array<std::optional<std::uint32_t>, person_facts> inputs;  // of the book
  std::optional<std::uint32_t> interpreter;                       // an input, too
  value_set official;                        // values of the language input
  std::vector<std::int64_t> municipalities;  // values, as the profile lists them
  std::vector<std::variant<elapsed, time_limit>> targets;  // by level
  std::vector<region_service> services;                    // as the profile lists them

  [[nodiscard]] std::optional<std::uint32_t> input_of(person_fact which) const {
    return inputs[static_cast<std::size_t>(which)];
  }
};

/// When the target of a level ends for a contact: what is seen at that moment is in time.
///
/// Errors  nullopt where it would end outside the calendar.
[[nodiscard]] std::optional<instant> target_end(const region& where,
                                                book::level_index level, instant at);

/// Whether a service stands behind a route: channel, professional and need match. A route
/// that stands under no need is one for every service.
[[nodiscard]] bool fits_route(const region_service& which,
                              const book::linked_route& route,
                              std::optional<std::uint32_t> need);

}  // namespace arvio::inline v0::service

#endif  // ARVIO_SERVICE_REGION_HPP
