#ifndef ARVIO_REFERENCE_INTERPRETER_HPP
#define ARVIO_REFERENCE_INTERPRETER_HPP

#include "arvio/reference/contact.hpp"
#include "arvio/reference/outcome.hpp"
#include "arvio/ruleset/rulebook.hpp"

namespace arvio::inline v0::reference {

/// Assesses a contact: docs/semantics.md, sentence by sentence, slowly. Every faster engine is
/// judged by it; it shares no evaluation code with them.
///
/// Meaning  `person.answers` has one entry per input of `book`, each inside its domain.
/// Cost     grows with the number of open slots of each condition, exponentially at worst.
[[nodiscard]] outcome assess(const ruleset::rulebook& book, const contact& person);

}  // namespace arvio::inline v0::reference

#endif  // ARVIO_REFERENCE_INTERPRETER_HPP
