#ifndef ARVIO_SRC_ANALYSIS_MUTANT_MEANING_HPP
#define ARVIO_SRC_ANALYSIS_MUTANT_MEANING_HPP

#include "arvio/book/rulebook.hpp"

#include "mutants.hpp"

#include <cstdint>
#include <optional>
#include <string>

/// Whether a change of a rule set changes what it means.
namespace arvio::inline v0::analysis {

/// A rule set as it is and as it is changed, each linked with the same others.
struct changed_book {
  const book::rulebook& original;
  const book::rulebook& changed;
  std::uint32_t set = 0;
};

/// Why the two mean the same; nullopt where that is not proven.
[[nodiscard]] std::optional<std::string> why_equivalent(const changed_book& books,
                                                        const mutant& change);

/// What would tell the two apart, for an author: a contact of which the changed condition
/// is certain in the one and excluded in the other, or what a case has to say.
[[nodiscard]] std::string difference(const changed_book& books, const mutant& change);

}  // namespace arvio::inline v0::analysis

#endif  // ARVIO_SRC_ANALYSIS_MUTANT_MEANING_HPP
