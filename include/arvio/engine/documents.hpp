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
  std::vector<std::string> only{};
  /// Whether rule sets of the status `retired` may be used: to assess contacts of their
  /// time once more. They are errors otherwise.
  bool retired = false;
  /// The id of the profile whose services are recommended; empty: none.
  std::string profile{};
  /// Whether the other profiles are linked and proved too, for their findings.
  bool check_profiles = false;
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
/// limits::repository_files.
///
/// Meaning  in folders what is not named `*.xml` is passed over. Whatever may have been
///          meant as a document and cannot be read as one is an error that names it: a
///          link that leads nowhere, out of the folder or to a folder, a FIFO or device,
///          a name in other letters (`.XML`), a file or folder that may not be read.
/// Errors   findings of the 8xx and 9xx groups, without a place.
[[nodiscard]] std::vector<document> read_documents(
    const std::vector<std::filesystem::path>& places, findings& out);

}  // namespace arvio::inline v0

#endif  // ARVIO_ENGINE_DOCUMENTS_HPP
