#ifndef ARVIO_SRC_ENGINE_DIGESTS_HPP
#define ARVIO_SRC_ENGINE_DIGESTS_HPP

#include "arvio/book/rulebook.hpp"
#include "arvio/engine/repository.hpp"

#include <string>
#include <vector>

namespace arvio::inline v0 {

/// The digest of every rule set of a book, in its order. A digest names those of all that
/// the rule set uses: two results with equal digests come from equal rules.
[[nodiscard]] std::vector<std::string> digests_of(const book::rulebook& book);
/// Of all that is valid in a period: two assessments of one contact under equal digests
/// are equal.
[[nodiscard]] std::string digest_of(const validity_period& period);

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_ENGINE_DIGESTS_HPP
