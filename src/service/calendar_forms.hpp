#ifndef ARVIO_SRC_SERVICE_CALENDAR_FORMS_HPP
#define ARVIO_SRC_SERVICE_CALENDAR_FORMS_HPP

#include "arvio/service/calendar_document.hpp"

#include "ruleset/load_forms.hpp"

#include <array>
#include <optional>
#include <string_view>

/// The forms that attributes of a calendar may have, and how they are written.
namespace arvio::inline v0::service::forms {

extern const ruleset::form calendar_year;     // 2005, limits::first_year to last_year
extern const ruleset::form month;             // 12
extern const ruleset::form day_of_month;      // 6
extern const ruleset::form days_from_easter;  // -2
extern const ruleset::form day_of_year;       // 06-20, 12-25 at the latest

/// In the order of `weekday`.
inline constexpr std::array<std::string_view, 7> weekdays{"mon", "tue", "wed", "thu",
                                                          "fri", "sat", "sun"};

/// The whole number of a text that has one of these forms.
[[nodiscard]] int number_in(std::string_view text);
/// The weekday of its word.
[[nodiscard]] std::optional<weekday> weekday_in(std::string_view text);

}  // namespace arvio::inline v0::service::forms

#endif  // ARVIO_SRC_SERVICE_CALENDAR_FORMS_HPP
