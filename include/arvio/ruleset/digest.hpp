#ifndef ARVIO_RULESET_DIGEST_HPP
#define ARVIO_RULESET_DIGEST_HPP

#include "arvio/ruleset/ruleset.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace arvio::inline v0::ruleset {

/// A rule set as another one uses it: the version that was taken, and its digest.
struct used_version {
  std::string id;
  version_number version;
  std::string digest;
};

/// What a digest is taken of: the canonical XML, then for each rule set it uses, by id, a
/// line `uses <id> <version> <digest>`.
///
/// Meaning  the order of `uses` makes no difference.
[[nodiscard]] std::string canonical_form(const rule_set& rules,
                                         const std::vector<used_version>& uses);

/// The same of any document: its canonical XML, then the lines of what it uses.
[[nodiscard]] std::string canonical_form(std::string canonical_xml,
                                         const std::vector<used_version>& uses);

/// The SHA-256 of the canonical form as 64 small hexadecimal digits: what names the exact
/// content of a rule set, whatever its layout and comments.
///
/// Errors   an empty text where the machine's cryptographic library offers no SHA-256.
[[nodiscard]] std::string digest(const rule_set& rules,
                                 const std::vector<used_version>& uses);

/// The SHA-256 of a text that is a canonical form already.
///
/// Errors   as above.
[[nodiscard]] std::string digest_of(std::string_view canonical_form);

}  // namespace arvio::inline v0::ruleset

#endif  // ARVIO_RULESET_DIGEST_HPP
