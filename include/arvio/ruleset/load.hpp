#ifndef ARVIO_RULESET_LOAD_HPP
#define ARVIO_RULESET_LOAD_HPP

#include <cstdint>
#include <optional>

#include "arvio/base/diagnostic.hpp"
#include "arvio/ruleset/ruleset.hpp"

namespace arvio::inline v0::ruleset {

/// Reads the XML of one rule set: source number `source` of `sources`.
///
/// Meaning  the form of the document: everything that can be said without other rule sets.
///          Names are resolved by link().
/// Errors   nullopt with every finding of the file, up to limits::findings_per_file, in `out`;
///          warnings may be there on success too.
/// Cost     linear in the file.
[[nodiscard]] std::optional<rule_set> load(const source_map& sources, std::uint32_t source,
                                           findings& out);

}  // namespace arvio::inline v0::ruleset

#endif  // ARVIO_RULESET_LOAD_HPP
