#ifndef ARVIO_SRC_ENGINE_COMPACT_HPP
#define ARVIO_SRC_ENGINE_COMPACT_HPP

#include "arvio/exchange/compact.hpp"
#include "arvio/exchange/contact.hpp"

#include "admit.hpp"

namespace arvio::inline v0 {

/// What the rule sets say of an admitted contact, in ids.
[[nodiscard]] compact_assessment assess_briefly(const arvio::contact& contact,
                                                const admitted& ready);

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_ENGINE_COMPACT_HPP
