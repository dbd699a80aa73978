#ifndef ARVIO_TESTS_UNIT_RULESET_LOAD_SUPPORT_HPP
#define ARVIO_TESTS_UNIT_RULESET_LOAD_SUPPORT_HPP

#include "arvio/base/diagnostic.hpp"
#include "arvio/ruleset/ruleset.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Documents written in tests, and what loading them gives.
namespace arvio::tests {

struct loaded_text {
  source_map sources;
  findings found;
  std::optional<ruleset::rule_set> rules;

  /// One line a finding: `E0011 3:14 urgancy`, the last being the bytes it marks (cut
  /// where they are many).
  [[nodiscard]] std::vector<std::string> summary() const;
  /// All findings as an author reads them.
  [[nodiscard]] std::string rendered() const;
};

[[nodiscard]] loaded_text load_text(std::string_view bytes);

/// A finding in one line, as loaded_text::summary gives it.
[[nodiscard]] std::string summary_of(const finding& one, const source_map& sources);

/// A rule set `demo` in en and fi around some content, which begins on line 3.
[[nodiscard]] std::string demo_text(std::string_view content);
/// The same with an input `a`, on line 3; the content begins on line 4.
[[nodiscard]] std::string demo_with_input(std::string_view content);
/// A vocabulary with a scale, statuses and needs around some content, on line 10.
[[nodiscard]] std::string vocabulary_with(std::string_view content);

/// Sound documents, which together hold every element and attribute of the format.
[[nodiscard]] std::string document_with_head();
[[nodiscard]] std::string document_with_inputs();
[[nodiscard]] std::string document_with_derived_values();
[[nodiscard]] std::string document_with_groups();
[[nodiscard]] std::string document_with_vocabulary();
[[nodiscard]] std::vector<std::string> complete_documents();

/// The bytes of a file; the running test fails where it cannot be read.
[[nodiscard]] std::string bytes_of(const std::string& path);
/// The rule sets of the repository and those of the conformance cases, where those are.
[[nodiscard]] std::vector<std::string> sample_paths();
/// The samples and the complete documents.
[[nodiscard]] std::vector<std::string> sound_documents();

}  // namespace arvio::tests

#endif  // ARVIO_TESTS_UNIT_RULESET_LOAD_SUPPORT_HPP
