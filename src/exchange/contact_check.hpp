#ifndef ARVIO_SRC_EXCHANGE_CONTACT_CHECK_HPP
#define ARVIO_SRC_EXCHANGE_CONTACT_CHECK_HPP

#include "arvio/base/expected.hpp"
#include "arvio/book/answer.hpp"
#include "arvio/exchange/contact.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace arvio::inline v0 {

/// A contact whose every answer lies inside its input's domain.
struct checked_contact {
  book::answers answers;
  std::vector<std::string> unused;  // inputs that only other versions declare
};

/// What is wrong with the member of that index. It is told by its number: what stands in
/// the place of a name may be anything that somebody said, a name of a person too.
[[nodiscard]] contact_error error_of_member(errc code, std::size_t index,
                                            std::string_view of_what,
                                            const std::string& message);

/// Whether the contact as a whole can be assessed: its time, its texts.
[[nodiscard]] contact_errors check_frame(const arvio::contact& contact);

/// Checks every answer against the inputs of a book.
///
/// Meaning  an input that neither the book nor, by `declared_elsewhere`, another version
///          declares is an error; one that only another version declares is unused.
/// Errors   one per faulty input, in the order in which the contact names them.
[[nodiscard]] expected<checked_contact, contact_errors> check_contact(
    const arvio::contact& contact, const book::rulebook& book,
    const std::function<bool(std::string_view input)>& declared_elsewhere);

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_EXCHANGE_CONTACT_CHECK_HPP
