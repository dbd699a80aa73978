#ifndef ARVIO_RULESET_OUTLINE_HPP
#define ARVIO_RULESET_OUTLINE_HPP

#include "arvio/ruleset/ruleset.hpp"

#include <string>
#include <utility>
#include <vector>

namespace arvio::inline v0::ruleset {

/// A rule set, or a part of one, as elements, attributes and texts: its canonical XML
/// before it is written, for what goes through all of a rule set without knowing it.
///
/// Meaning  an element has a text or children or neither. Attributes and children stand
///          in the canonical order, what is not stated is left out, expressions are in
///          canonical text. Equal outlines are equal rule sets, places apart.
struct outline {
  std::string element;
  std::vector<std::pair<std::string, std::string>> attributes;
  std::string text;
  std::vector<outline> children;

  friend bool operator==(const outline&, const outline&) = default;
};

/// Cost  linear in the rule set.
[[nodiscard]] outline outline_of(const rule_set& rules);

/// The document of an outline, of a rule set or of what else is written as one: an
/// element a line, and nothing escaped that need not be.
///
/// Meaning  equal outlines give equal bytes.
[[nodiscard]] std::string canonical_xml(const outline& whole);

}  // namespace arvio::inline v0::ruleset

#endif  // ARVIO_RULESET_OUTLINE_HPP
