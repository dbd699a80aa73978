#ifndef ARVIO_BENCH_SUPPORT_CONTACTS_HPP
#define ARVIO_BENCH_SUPPORT_CONTACTS_HPP

#include "arvio/book/answer.hpp"
#include "arvio/book/outcome.hpp"
#include "arvio/book/rulebook.hpp"

#include <cstdint>
#include <vector>

namespace arvio::bench {

/// The answer to one input, in the terms of no engine.
///
/// Units  as in a rulebook. Of an input of type codes those in `present` are there and
///        all others are not; `value` means nothing.
struct known_input {
  std::uint32_t input = 0;
  std::int64_t value = 0;
  std::vector<std::uint32_t> present;
};

/// All that is known of a contact; every other input was not asked.
using known_contact = std::vector<known_input>;

struct contact_plan {
  std::uint32_t known =
      0;  // inputs, besides the complaint, which is one and always known
  std::uint32_t count = 0;  // contacts
  std::uint64_t seed = 1;
};

/// Made-up contacts: the more a condition of the book tests an input, the likelier it is
/// known.
///
/// Meaning  one boolean of ten is true; codes and numbers are spread evenly over their
///          values; of a list of codes about three are present.
[[nodiscard]] std::vector<known_contact> made_contacts(const book::rulebook& book,
                                                       const contact_plan& plan);

/// The same contact for the reference interpreter.
[[nodiscard]] book::answers reference_contact(const book::rulebook& book,
                                              const known_contact& known);

}  // namespace arvio::bench

#endif  // ARVIO_BENCH_SUPPORT_CONTACTS_HPP
