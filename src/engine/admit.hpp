#ifndef ARVIO_SRC_ENGINE_ADMIT_HPP
#define ARVIO_SRC_ENGINE_ADMIT_HPP

#include "arvio/base/expected.hpp"
#include "arvio/engine/repository.hpp"
#include "arvio/exchange/assessment.hpp"
#include "arvio/exchange/contact.hpp"

#include "evaluate/contact_region.hpp"
#include "exchange/contact_check.hpp"

namespace arvio::inline v0 {

/// A contact beside the rule sets that are valid at its time.
struct admitted {
  const validity_period* period = nullptr;
  checked_contact checked;
  bool wants_profile = false;
};

/// Finds the rule sets of a contact's time, and checks its answers against them.
[[nodiscard]] expected<admitted, contact_errors> admit(const arvio::contact& contact,
                                                       const repository& loaded);

/// The dates and services of a contact at a moment of a period, which must outlive it.
[[nodiscard]] contact_region region_for(const validity_period& period, instant at);

/// What the rule sets say of an admitted contact.
[[nodiscard]] assessment assess(const arvio::contact& contact, const admitted& ready,
                                const result_options& wanted);

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_ENGINE_ADMIT_HPP
