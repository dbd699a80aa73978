#ifndef ARVIO_CASES_PUBLISH_CHECK_HPP
#define ARVIO_CASES_PUBLISH_CHECK_HPP

#include "arvio/base/diagnostic.hpp"
#include "arvio/engine/repository.hpp"

namespace arvio::inline v0 {

/// Finds what keeps documents that load without errors from being published.
///
/// Meaning  errors where a text for people is missing in Finnish or Swedish; a rule,
///          inference or presumption names no source; a source is unverified; a rule has
///          no case in which it is certain or none in which it is excluded; a threshold
///          has no case on one of its sides; a covered complaint is named by no case; a
///          case fails; or the status is not `approved`. Of profiles texts and the
///          status count, of calendars texts and sources.
void check_publishable(const repository& loaded, findings& out);

}  // namespace arvio::inline v0

#endif  // ARVIO_CASES_PUBLISH_CHECK_HPP
