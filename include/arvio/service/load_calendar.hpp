#ifndef ARVIO_SERVICE_LOAD_CALENDAR_HPP
#define ARVIO_SERVICE_LOAD_CALENDAR_HPP

#include "arvio/base/diagnostic.hpp"
#include "arvio/service/calendar_document.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace arvio::inline v0::service {

/// Whether a document is meant as a calendar: by its root.
[[nodiscard]] bool is_calendar(std::string_view bytes);

/// Reads the XML of one calendar: source number `source` of `sources`.
///
/// Meaning  the form of the document (docs/services.md, "Calendar"), and that every entry
///          has a date in each of its years.
/// Errors   nullopt with every finding of the file, up to limits::findings_per_file, in
///          `out`, in file order.
/// Cost     as that of ruleset::load(), and a step for each year of each entry.
[[nodiscard]] std::optional<calendar_document> load_calendar(const source_map& sources,
                                                             std::uint32_t source,
                                                             findings& out);

}  // namespace arvio::inline v0::service

#endif  // ARVIO_SERVICE_LOAD_CALENDAR_HPP
