#ifndef ARVIO_SRC_ANALYSIS_EXPRESSION_CHANGES_HPP
#define ARVIO_SRC_ANALYSIS_EXPRESSION_CHANGES_HPP

#include <string>
#include <string_view>
#include <vector>

namespace arvio::inline v0::analysis {

/// A part of an expression and what stands in its place; either may be empty.
struct expression_change {
  std::string before;
  std::string after;
};

/// The smallest conditions that differ between two expressions in canonical text.
///
/// Meaning  looks into `and`, `or` and `not`, whose parts are matched where they are
///          equal; anything else is one part.
[[nodiscard]] std::vector<expression_change> expression_changes(std::string_view before,
                                                                std::string_view after);

}  // namespace arvio::inline v0::analysis

#endif  // ARVIO_SRC_ANALYSIS_EXPRESSION_CHANGES_HPP
