#ifndef ARVIO_TESTS_SUPPORT_RANDOM_RULES_HPP
#define ARVIO_TESTS_SUPPORT_RANDOM_RULES_HPP

#include "arvio/book/answer.hpp"
#include "arvio/book/rulebook.hpp"

#include "support/dice.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

/// Random rule sets and contacts, small enough to enumerate every completion of a
/// contact.
namespace arvio::testing {

/// What a random rule set may use.
struct rule_features {
  bool inference = true;      // infer, with values, ranges and expressions
  bool applicability = true;  // applies-when
  bool presumption = true;
  bool after = true;
  bool derived = true;  // counts, scores, tables, comparisons, arithmetic
  bool complaint_in_conditions = true;
  bool deadlines = false;  // and a date to count from: five more values to enumerate
};

/// The documents of a random vocabulary and one or two rule sets that use it.
[[nodiscard]] std::vector<std::string> random_documents(dice& random,
                                                        const rule_features& features);

/// Loads and links documents; fails the running test, with findings and documents,
/// where that does not succeed.
[[nodiscard]] std::shared_ptr<const book::rulebook> book_of(
    const std::vector<std::string>& documents);

/// A contact without any answer, at a fixed time.
[[nodiscard]] book::answers empty_contact(const book::rulebook& book);

/// A random answer to one input: a value, a range or some codes, unknown, or none, in the
/// proportions that `known_percent` gives.
[[nodiscard]] book::answer random_answer(const book::linked_input& input, dice& random,
                                         std::uint32_t known_percent);

/// A value of an input, each as likely: what a caller who knows would answer.
[[nodiscard]] book::answer random_value(const book::linked_input& input, dice& random);

/// Every contact in which every input is answered with a value.
[[nodiscard]] std::vector<book::answers> all_full_contacts(const book::rulebook& book);

/// Whether `full` answers every input as `partial` allows: a completion of it.
[[nodiscard]] bool completes(const book::answers& full, const book::answers& partial);

/// The states and values of a contact's answers, for messages of tests.
[[nodiscard]] std::string describe(const book::rulebook& book,
                                   const book::answers& contact);

}  // namespace arvio::testing

#endif  // ARVIO_TESTS_SUPPORT_RANDOM_RULES_HPP
