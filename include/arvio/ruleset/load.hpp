#ifndef ARVIO_RULESET_LOAD_HPP
#define ARVIO_RULESET_LOAD_HPP

#include "arvio/base/diagnostic.hpp"
#include "arvio/ruleset/ruleset.hpp"

#include <cstdint>
#include <optional>

namespace arvio::inline v0::ruleset {

/// Reads the XML of one rule set: source number `source` of `sources`.
///
/// Meaning  the form of the document (docs/ruleset-format.md): everything that can be
///          said without other rule sets. Names are resolved by link().
/// Errors   nullopt with every finding of the file, up to limits::findings_per_file, in
///          `out`, in file order.
/// Cost     linear in the file (n log n in its ids); on the heap at most
///          limits::memory_per_byte for each of its bytes, and limits::memory_base.
[[nodiscard]] std::optional<rule_set> load(const source_map& sources,
                                           std::uint32_t source, findings& out);

/// The same as load(), but of a document with faults what could be read of it: marked as
/// `in_part`, to be linked for its findings, never to be assessed with.
///
/// Errors  nullopt where nothing can be said of the rest: the XML could not be read to
///         its end, the root is at fault, or there is too much of something.
[[nodiscard]] std::optional<rule_set> load_in_part(const source_map& sources,
                                                   std::uint32_t source, findings& out);

}  // namespace arvio::inline v0::ruleset

#endif  // ARVIO_RULESET_LOAD_HPP
