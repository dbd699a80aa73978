#ifndef ARVIO_EXCHANGE_JSON_HPP
#define ARVIO_EXCHANGE_JSON_HPP

#include "arvio/base/expected.hpp"
#include "arvio/exchange/assessment.hpp"
#include "arvio/exchange/contact.hpp"
#include "arvio/exchange/explanation.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace arvio::inline v0 {

/// Reads one contact in the form of docs/contact.schema.json:
///
///     {"at": "2026-03-02T10:00:00+02:00", "language": "sv",
///      "answers": {"age": 54, "temperature": 38.4, "pain_onset": "?"}}
///
/// Meaning  numbers keep their digits: 38.40 is {3840, 2}. What is wrong with one answer
///          stays in the contact as an answer_fault, so that the engine can name all
///          faulty inputs at once; here only what is wrong with the whole is refused.
/// Errors   not JSON, over limits::contact_*, an unknown or duplicate member, no time.
///          Messages never hold a value.
[[nodiscard]] expected<contact, contact_errors> read_contact(std::string_view json);

/// The contact as one line of JSON; read_contact gives it back, faults apart.
[[nodiscard]] std::string to_json(const arvio::contact& contact);

/// The canonical form of an assessment: one line, fixed order of members, UTF-8, numbers
/// as exact decimals. A function of contact and rule sets alone:
/// docs/assessment.schema.json.
[[nodiscard]] std::string to_json(const assessment& result);

/// The same with the library's version as the last member, `library`.
[[nodiscard]] std::string to_json_with_library(const assessment& result);

/// An explanation as one line, in the form of the member `explanation` of an assessment.
[[nodiscard]] std::string to_json(const explanation& what);

/// An assessment with its explanation, which stands before `library`.
[[nodiscard]] std::string to_json_with_library(const assessment& result,
                                               const explanation& why);

/// Why a contact was refused:
/// `{"errors":[{"code":"E0404","input":"age","message":"..."}]}`.
[[nodiscard]] std::string to_json(const contact_errors& errors);

/// The same of one line of many, its number from 1 first, and the contact's id where it
/// could be read: `{"line":3,"id":"a17","errors":[...]}`.
struct refused_line {
  std::size_t number = 0;
  std::optional<std::string> id;
  contact_errors errors;
};
[[nodiscard]] std::string to_json(const refused_line& what);

}  // namespace arvio::inline v0

#endif  // ARVIO_EXCHANGE_JSON_HPP
