#ifndef ARVIO_SERVICE_LOAD_PROFILE_HPP
#define ARVIO_SERVICE_LOAD_PROFILE_HPP

#include "arvio/base/diagnostic.hpp"
#include "arvio/service/profile.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace arvio::inline v0::service {

/// Whether a document means to be a profile, by its root alone.
[[nodiscard]] bool is_profile(std::string_view bytes);

/// Reads the XML of one profile: source number `source` of `sources`.
///
/// Meaning  the form of the document (docs/services.md): everything that can be said
///          without the rule sets and the calendar it uses. These are looked up by
///          link_region().
/// Errors   nullopt with every finding of the file, up to limits::findings_per_file, in
///          `out`, in file order.
/// Cost     as that of ruleset::load().
[[nodiscard]] std::optional<profile> load_profile(const source_map& sources,
                                                  std::uint32_t source, findings& out);

}  // namespace arvio::inline v0::service

#endif  // ARVIO_SERVICE_LOAD_PROFILE_HPP
