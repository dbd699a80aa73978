#ifndef ARVIO_SERVICE_SAVE_PROFILE_HPP
#define ARVIO_SERVICE_SAVE_PROFILE_HPP

#include "arvio/ruleset/digest.hpp"
#include "arvio/ruleset/outline.hpp"
#include "arvio/service/profile.hpp"

#include <string>
#include <vector>

namespace arvio::inline v0::service {

/// A profile as elements and attributes, as ruleset::outline says of rule sets.
[[nodiscard]] ruleset::outline outline_of(const profile& what);

/// The canonical XML of a profile.
///
/// Meaning  loading it gives an equal profile, places apart, and saving that the same
///          bytes; so long as it is within limits::file_bytes.
[[nodiscard]] std::string save(const profile& what);

/// What names the exact content of a profile, as ruleset::digest() does of rule sets.
/// `uses` are the rule sets and the calendar that were taken.
[[nodiscard]] std::string digest(const profile& what,
                                 const std::vector<ruleset::used_version>& uses);

}  // namespace arvio::inline v0::service

#endif  // ARVIO_SERVICE_SAVE_PROFILE_HPP
