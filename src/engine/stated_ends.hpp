#ifndef ARVIO_SRC_ENGINE_STATED_ENDS_HPP
#define ARVIO_SRC_ENGINE_STATED_ENDS_HPP

#include "arvio/base/date.hpp"
#include "arvio/base/diagnostic.hpp"
#include "arvio/ruleset/ruleset.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace arvio::inline v0 {

/// A day on which a version ends though no later one follows.
struct stated_end {
  std::string ruleset;
  ruleset::version_number version;
  instant at;  // 00:00 in Helsinki: the first moment without it
  source_span where;
};

/// Whether a document is a repository's own page rather than a rule set.
[[nodiscard]] bool is_repository_page(std::string_view bytes);

/// Reads
///
///     <repository xmlns="urn:arvio:repository:1">
///       <end ruleset="somatic.chest-pain" version="1.0.0" at="2027-01-01"/>
///     </repository>
///
/// Errors  findings of the 00xx group in `out`.
[[nodiscard]] std::vector<stated_end> read_repository_page(const source_map& sources,
                                                           std::uint32_t source,
                                                           findings& out);

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_ENGINE_STATED_ENDS_HPP
