#ifndef ARVIO_ENGINE_CONTACT_CHECK_HPP
#define ARVIO_ENGINE_CONTACT_CHECK_HPP

#include "arvio/base/expected.hpp"
#include "arvio/engine/contact.hpp"
#include "arvio/engine/repository.hpp"
#include "arvio/ruleset/answer.hpp"

#include "outcome.hpp"

#include <string>
#include <vector>

namespace arvio::inline v0 {

/// A contact whose every answer lies inside its input's domain.
struct checked_contact {
  evaluated::contact contact;
  std::vector<std::string> unused;  // inputs that only other versions declare
};

/// Whether the contact as a whole can be assessed: its time, its texts.
[[nodiscard]] contact_errors check_frame(const contact& person);

/// Checks every answer against the inputs of a book.
///
/// Meaning  an input that no version in `loaded` declares is an error; one that only
///          other versions declare is unused.
/// Errors   one per faulty input, in the order in which the contact names them.
[[nodiscard]] expected<checked_contact, contact_errors> check_contact(
    const contact& person, const ruleset::rulebook& book, const repository& loaded);

}  // namespace arvio::inline v0

#endif  // ARVIO_ENGINE_CONTACT_CHECK_HPP
