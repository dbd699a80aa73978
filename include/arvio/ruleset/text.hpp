#ifndef ARVIO_RULESET_TEXT_HPP
#define ARVIO_RULESET_TEXT_HPP

#include "arvio/base/error.hpp"
#include "arvio/lang/ast.hpp"

#include <optional>
#include <string>
#include <vector>

namespace arvio::inline v0::ruleset {

/// A word of a rule set with its place: an id, a reference, a value as written.
struct name {
  std::string text;
  source_span where;
};

/// One text for people in one language ("fi", "sv", "en").
struct text {
  std::string language;
  std::string words;
  source_span where;
  std::string audience;        // advice only: "patient", "professional" or "record"
  std::optional<name> source;  // where the wording is somebody's
  bool locked = false;         // the wording may not be altered
};
using texts = std::vector<text>;

/// An expression with the place of the element or attribute that holds it.
struct expression {
  lang::ast tree;
  source_span where;
};

/// Reference to a source, with the place in it ("5.1", "table 2"), where it has one.
struct citation {
  name source;
  std::string clause;
};

}  // namespace arvio::inline v0::ruleset

#endif  // ARVIO_RULESET_TEXT_HPP
