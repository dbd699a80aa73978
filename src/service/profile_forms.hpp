#ifndef ARVIO_SRC_SERVICE_PROFILE_FORMS_HPP
#define ARVIO_SRC_SERVICE_PROFILE_FORMS_HPP

#include "arvio/service/profile.hpp"

#include "ruleset/load_forms.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

/// The forms that attributes and texts of a profile may have, beside those of rule sets.
namespace arvio::inline v0::service {

namespace forms {

extern const ruleset::form municipality;       // oak; none that means something else
extern const ruleset::form municipality_code;  // 853
extern const ruleset::form residence;          // a municipality, `*` or `region`
extern const ruleset::form spoken;             // a language of people, or `*`
extern const ruleset::form age;                // 16
extern const ruleset::form days;               // mon, mon-fri, holiday, eve
extern const ruleset::form begin;              // 00:00 to 23:59
extern const ruleset::form end;                // 00:00 to 24:00
extern const ruleset::form wait;               // PT30M
extern const ruleset::form target;             // PT2H, 3 working days
extern const ruleset::form telephone;          // +358 2 313 8800
extern const ruleset::form link;               // https://host/...

}  // namespace forms

/// "08:00" as minutes of the day; "24:00" is 1440.
[[nodiscard]] std::optional<std::int32_t> parse_clock(std::string_view text);

/// The days that `mon`, `mon-fri` or `holiday` stand for.
[[nodiscard]] std::optional<std::array<bool, opening_days>> parse_days(
    std::string_view text);

/// An ISO duration from PT0S to ten years.
[[nodiscard]] std::optional<elapsed> parse_elapsed(std::string_view text);

/// An ISO duration, or an amount of days or working days.
[[nodiscard]] std::optional<std::variant<elapsed, time_limit>> parse_target(
    std::string_view text);

}  // namespace arvio::inline v0::service

#endif  // ARVIO_SRC_SERVICE_PROFILE_FORMS_HPP
