#ifndef ARVIO_SERVICE_SAVE_CALENDAR_HPP
#define ARVIO_SERVICE_SAVE_CALENDAR_HPP

#include "arvio/ruleset/outline.hpp"
#include "arvio/service/calendar_document.hpp"

#include <string>

namespace arvio::inline v0::service {

/// A calendar as elements and attributes, as ruleset::outline says of rule sets.
[[nodiscard]] ruleset::outline outline_of(const calendar_document& what);

/// The canonical XML of a calendar.
///
/// Meaning  loading it gives an equal calendar, places apart, and saving that the same
///          bytes; so long as it is within limits::file_bytes.
[[nodiscard]] std::string save(const calendar_document& what);

/// What names the exact content of a calendar, as ruleset::digest() does of rule sets.
[[nodiscard]] std::string digest(const calendar_document& what);

}  // namespace arvio::inline v0::service

#endif  // ARVIO_SERVICE_SAVE_CALENDAR_HPP
