#ifndef ARVIO_ENGINE_REPOSITORY_HPP
#define ARVIO_ENGINE_REPOSITORY_HPP

#include "arvio/base/date.hpp"
#include "arvio/base/diagnostic.hpp"
#include "arvio/book/rulebook.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace arvio::inline v0 {

class evaluator;

/// One document of a repository: what to call it in messages, and its bytes.
struct document {
  std::string name;
  std::string bytes;
};

struct repository_options {
  /// Ids of the rule sets to load with all that they use; empty: every rule set there is.
  std::vector<std::string> only;
};

/// From one moment to the next during which the same versions are valid.
struct validity_period {
  instant from;
  std::optional<instant> to;  // the first moment after it; absent: no end is known
  std::shared_ptr<const book::rulebook> book;         // null where nothing is valid
  std::vector<std::string> digests;                   // one per rule set of the book
  std::shared_ptr<const arvio::evaluator> evaluator;  // of the book
};

/// The rule sets of a repository, and which of them are valid when.
///
/// Meaning  ids and versions decide, never file names. A version is valid from 00:00 in
///          Helsinki on its `valid-from` until a later version's, or an end that the
///          repository states: docs/semantics.md section 8.
struct repository {
  source_map sources;
  arvio::findings findings;  // in file order; where one is an error, `periods` is empty
  std::vector<std::shared_ptr<const ruleset::rule_set>> sets;  // by id, then version
  std::vector<validity_period> periods;                        // in order of time

  /// The period of a moment; nullptr before the first.
  [[nodiscard]] const validity_period* period_at(instant moment) const noexcept;
  /// Whether some version declares an input of that name.
  [[nodiscard]] bool declares(std::string_view input) const;
};

/// Reads the documents below folders, and files as they are: sorted by path, within
/// limits::repository_files. Not `*.xml` is skipped in folders.
///
/// Errors  findings of the 8xx and 9xx groups, without a place.
[[nodiscard]] std::vector<document> read_documents(
    const std::vector<std::filesystem::path>& places, findings& out);

/// Loads, links and checks documents: every finding of every document in one go.
///
/// Cost  one book is linked per period.
[[nodiscard]] repository load_repository(std::vector<document> documents,
                                         const repository_options& options);

}  // namespace arvio::inline v0

#endif  // ARVIO_ENGINE_REPOSITORY_HPP
