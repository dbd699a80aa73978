#ifndef ARVIO_ENGINE_DOCUMENTS_HPP
#define ARVIO_ENGINE_DOCUMENTS_HPP

#include "arvio/base/diagnostic.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace arvio::inline v0 {

/// One document of a repository: what to call it in messages, and its bytes.
struct document {
  std::string name;
  std::string bytes;
};

struct repository_options {
  /// Ids of the rule sets to load with all that they use; empty: every rule set there is.
  std::vector<std::string> only;
};

/// Why rule sets could not be loaded: every finding of every document, with the texts
/// that its places point into.
struct load_failure {
  source_map sources;
  arvio::findings findings;

  /// All findings as an author reads them.
  [[nodiscard]] std::string text() const;
};

/// Reads the documents below folders, and files as they are: sorted by path, within
/// limits::repository_files. Not `*.xml` is skipped in folders.
///
/// Errors  findings of the 8xx and 9xx groups, without a place.
[[nodiscard]] std::vector<document> read_documents(
    const std::vector<std::filesystem::path>& places, findings& out);

}  // namespace arvio::inline v0

#endif  // ARVIO_ENGINE_DOCUMENTS_HPP
