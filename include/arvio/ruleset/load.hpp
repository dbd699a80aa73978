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

/// What could be read of a document: all of it, or what is without fault.
struct loaded {
  std::optional<rule_set> whole;
  std::optional<rule_set> rest;
};

/// The same as load(). Where there were errors, `rest` may hold the parts that have none:
/// to be linked for its findings, never to be assessed with. Names that it refers to may
/// be among what was taken out.
[[nodiscard]] loaded load_with_rest(const source_map& sources, std::uint32_t source,
                                    findings& out);

}  // namespace arvio::inline v0::ruleset

#endif  // ARVIO_RULESET_LOAD_HPP
