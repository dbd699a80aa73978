#ifndef ARVIO_TESTS_UNIT_SERVICE_REGION_SUPPORT_HPP
#define ARVIO_TESTS_UNIT_SERVICE_REGION_SUPPORT_HPP

#include "arvio/base/diagnostic.hpp"
#include "arvio/book/answer.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/service/calendar_document.hpp"
#include "arvio/service/link_region.hpp"
#include "arvio/service/profile.hpp"
#include "arvio/service/suitability.hpp"

#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

/// Profiles written in tests, and what loading them gives.
namespace arvio::inline v0::service {

struct loaded_profile {
  source_map sources;
  findings found;
  std::optional<profile> made;

  /// One line a finding: `E0011 3:14 clozed`, the last being the bytes it marks.
  [[nodiscard]] std::vector<std::string> summary() const;
  [[nodiscard]] std::string rendered() const;
};

[[nodiscard]] loaded_profile load_text(const std::string& bytes);

/// The text of a file of tests/unit/service/data.
[[nodiscard]] std::string data_text(const std::string& file);

/// A text with some parts of it changed; each stands in it once.
[[nodiscard]] std::string changed(
    std::string text, const std::vector<std::pair<std::string, std::string>>& edits);

/// Hours of all sorts, with excepts on some dates: around changes of the clock and free
/// days, too, where these are among them.
[[nodiscard]] opening random_hours(std::mt19937_64& random, date first,
                                   std::int32_t days);

/// A region on its book, and what was found in it.
struct linked_texts {
  std::shared_ptr<const book::rulebook> book;
  std::shared_ptr<const calendar> free_days;
  std::shared_ptr<const profile> written;
  std::shared_ptr<const region> made;
  std::vector<region_finding> found;

  /// The codes of the findings, with what they are about: "E0553 U3".
  [[nodiscard]] std::vector<std::string> summary() const;
};

/// Links a profile with rule sets, all as texts, and with a calendar.
[[nodiscard]] linked_texts link_texts(const std::string& profile_text,
                                      const std::vector<std::string>& rule_sets,
                                      const calendar_document& days,
                                      const link_options& options);

/// The islands with some changes, and Finland's free days of 2025 to 2029.
[[nodiscard]] linked_texts link_islands(
    const std::vector<std::pair<std::string, std::string>>& edits);

/// What answers say of a person: of what is not answered the whole domain.
[[nodiscard]] known_person person_of(const region& where, const book::rulebook& book,
                                     const std::vector<book::answer>& answers);

/// A person by codes and numbers as cases write them; "?" where nothing is known.
struct person_words {
  std::string municipality = "?";
  std::string age = "?";
  std::string language = "?";
  std::string purpose = "?";
  bool interpreter = false;
};
[[nodiscard]] known_person person_of(const region& where, const book::rulebook& book,
                                     const person_words& words);

}  // namespace arvio::inline v0::service

#endif  // ARVIO_TESTS_UNIT_SERVICE_REGION_SUPPORT_HPP
