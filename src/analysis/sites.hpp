#ifndef ARVIO_SRC_ANALYSIS_SITES_HPP
#define ARVIO_SRC_ANALYSIS_SITES_HPP

#include "arvio/book/rulebook.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// Where expressions stand in a rule set, beside their typed form in the book.
namespace arvio::inline v0::analysis {

enum class site_kind : std::uint8_t {
  input_applies,       // input, -, -
  infer_when,          // input, inference
  infer_value,         // input, inference
  presume_when,        // input, presumption
  derived_expression,  // derived value
  item_value,          // derived value, item
  group_applies,       // group
  rule_when,           // group, rule
  group_route,         // group, route
  common_route,        // route of the vocabulary
};

/// One expression of a rule set.
///
/// Counts  `first` and `second` are places in the rule set, as site_kind lists them.
struct site {
  site_kind kind = site_kind::rule_when;
  std::uint32_t first = 0;
  std::uint32_t second = 0;

  friend bool operator==(const site&, const site&) = default;
};

/// All expressions of a rule set, in the order of the document's parts.
[[nodiscard]] std::vector<site> sites_of(const ruleset::rule_set& rules);

/// The expression as written.
[[nodiscard]] const ruleset::expression& written_at(const ruleset::rule_set& rules,
                                                    const site& where);
/// The same, to be changed.
[[nodiscard]] ruleset::expression& written_at(ruleset::rule_set& rules,
                                              const site& where);

/// The expression as the book has it: the same nodes at the same indices, typed.
///
/// Meaning  `set` is the place of the rule set in the book.
[[nodiscard]] const lang::ast& typed_at(const book::rulebook& book, std::uint32_t set,
                                        const site& where);

/// How to speak of it: "rule `CP-01`", "`applies-when` of group `adult`".
[[nodiscard]] std::string name_of(const ruleset::rule_set& rules, const site& where);

/// The places of a rule set's inputs, derived values and groups in the book: each is that
/// of the first one, the others follow.
struct set_places {
  std::uint32_t input = 0;
  std::uint32_t derived = 0;
  std::uint32_t group = 0;
};
[[nodiscard]] set_places places_of(const book::rulebook& book, std::uint32_t set);

}  // namespace arvio::inline v0::analysis

#endif  // ARVIO_SRC_ANALYSIS_SITES_HPP
