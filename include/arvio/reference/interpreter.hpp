#ifndef ARVIO_REFERENCE_INTERPRETER_HPP
#define ARVIO_REFERENCE_INTERPRETER_HPP

#include "arvio/book/answer.hpp"
#include "arvio/book/outcome.hpp"
#include "arvio/book/region.hpp"
#include "arvio/book/rulebook.hpp"

#include <memory>
#include <vector>

namespace arvio::inline v0::reference {

using book::answers;
using book::outcome;
using book::rule_reference;

/// Assesses contacts: docs/semantics.md, sentence by sentence, slowly. Every faster
/// engine is judged by it; it shares no evaluation code with them.
///
/// Meaning  the conditions of the book are prepared once. Immutable, cheap to copy, may
///          be read by many threads. The book must outlive it.
class interpreter {
 public:
  explicit interpreter(const book::rulebook& book);
  /// The same where groups are apart, which hangs on a budget and so on who compiled them
  /// (semantics.md section 4): one entry per group.
  interpreter(const book::rulebook& book, const std::vector<bool>& apart);

  /// Meaning  `contact.answers` has one entry per input of the book, each inside its
  ///          domain.
  /// Cost     grows with the number of open slots of each condition, exponentially at
  ///          worst.
  ///          `region` says for which deadlines and services further questions are asked;
  ///          without one for all that their conditions leave open.
  [[nodiscard]] outcome assess(const answers& contact,
                               book::region* region = nullptr) const;

  /// What one rule's condition, its group's scope included, is for a contact.
  [[nodiscard]] certainty rule_state(rule_reference rule, const answers& contact) const;

 private:
  struct state;
  std::shared_ptr<const state> state_;
};

/// The same for one contact alone.
[[nodiscard]] outcome assess(const book::rulebook& book, const answers& contact);

}  // namespace arvio::inline v0::reference

#endif  // ARVIO_REFERENCE_INTERPRETER_HPP
