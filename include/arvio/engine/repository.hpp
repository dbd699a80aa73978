#ifndef ARVIO_ENGINE_REPOSITORY_HPP
#define ARVIO_ENGINE_REPOSITORY_HPP

#include "arvio/base/date.hpp"
#include "arvio/base/diagnostic.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/engine/documents.hpp"
#include "arvio/service/calendar.hpp"
#include "arvio/service/calendar_document.hpp"
#include "arvio/service/profile.hpp"
#include "arvio/service/region.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arvio::inline v0 {

/// A calendar of a repository, with what is made of it.
struct loaded_calendar {
  std::shared_ptr<const service::calendar_document> document;
  std::shared_ptr<const service::calendar> days;
  std::string digest;
};

/// From one moment to the next during which the same versions are valid.
struct validity_period {
  instant from;
  std::optional<instant> to;  // the first moment after it; absent: no end is known
  std::shared_ptr<const book::rulebook> book;  // null where nothing is valid
  std::vector<std::string> digests;            // one per rule set of the book

  struct compiled;  // what assesses contacts by the book
  std::shared_ptr<const compiled> ready;

  std::optional<loaded_calendar> calendar;        // that rule sets or the profile use
  std::shared_ptr<const service::region> region;  // of the profile that was asked for;
                                                  // null where none is valid
  std::string profile_digest;
  std::string digest;  // over all of these: rule sets, calendar, profile
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
  std::vector<loaded_calendar> calendars;                      // by id, then version
  /// Those that were asked for, by id, then version.
  std::vector<std::shared_ptr<const service::profile>> profiles;
  bool has_profile = false;  // one was asked for by its id

  /// The period of a moment; nullptr before the first.
  [[nodiscard]] const validity_period* period_at(instant moment) const noexcept;
  /// The newest version of a calendar that is used; nullptr where there is none.
  [[nodiscard]] const loaded_calendar* find_calendar(
      const book::named_calendar& used) const noexcept;
  /// Whether some version declares an input of that name.
  [[nodiscard]] bool declares(std::string_view input) const;
};

/// Loads, links and checks documents: every finding of every document in one go.
///
/// Cost  one book is linked per period.
[[nodiscard]] repository load_repository(std::vector<document> documents,
                                         const repository_options& options);

}  // namespace arvio::inline v0

#endif  // ARVIO_ENGINE_REPOSITORY_HPP
