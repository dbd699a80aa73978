#ifndef ARVIO_SRC_ANALYSIS_PROFILE_PAIR_HPP
#define ARVIO_SRC_ANALYSIS_PROFILE_PAIR_HPP

#include "arvio/analysis/service_changes.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/ruleset/text.hpp"
#include "arvio/service/coverage.hpp"
#include "arvio/service/region.hpp"
#include "arvio/service/suitability.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

/// What two profiles say of one person, each in the places of its own book.
namespace arvio::inline v0::analysis {

/// A thing by its places in both.
template <class Place>
struct place_pair {
  Place before{};
  Place after{};
  std::string id;
  std::string words;
};

/// A level or a need; a need without places is none in particular.
using level_pair = place_pair<book::level_index>;
using need_pair = place_pair<std::optional<std::uint32_t>>;
/// A value of what services ask; without places where nobody asks.
using value_pair = place_pair<std::optional<std::int64_t>>;

/// Somebody, by places in the lists of a profile_pair; the age is itself.
struct asked_person {
  std::size_t level = 0;
  std::size_t need = 0;
  std::size_t municipality = 0;
  std::size_t language = 0;  // past all: the same once more, with an interpreter
  std::optional<std::int64_t> age;
  std::size_t purpose = 0;
  std::int64_t minute = 0;
};

class profile_pair {
 public:
  profile_pair(const profile_side& before, const profile_side& after);

  /// Why the two cannot be compared; empty: they can.
  [[nodiscard]] const std::string& fault() const { return fault_; }

  [[nodiscard]] const profile_side& side(bool later) const {
    return later ? after_ : before_;
  }
  [[nodiscard]] const service::proof_dates& dates() const { return dates_; }
  [[nodiscard]] instant moment_of(std::int64_t minute) const;

  // in the order in which persons are looked at
  [[nodiscard]] const std::vector<level_pair>& levels() const { return levels_; }
  [[nodiscard]] const std::vector<need_pair>& needs() const { return needs_; }
  [[nodiscard]] const std::vector<value_pair>& values(service::person_fact which) const {
    return values_[static_cast<std::size_t>(which)];
  }
  [[nodiscard]] const std::optional<value_range>& ages() const { return ages_; }
  /// Languages, and as many once more where somebody asks about an interpreter.
  [[nodiscard]] std::size_t language_count() const;
  [[nodiscard]] bool with_interpreter(std::size_t language) const {
    return language >= values(service::person_fact::language).size();
  }

  /// Whether a service stands behind some route of a level and a need, or behind the
  /// fallback.
  [[nodiscard]] bool fits(bool later, const service::region_service& one,
                          std::size_t level, std::size_t need) const;
  /// Whether it stands behind a route of the vocabulary that has no condition.
  [[nodiscard]] bool fits_plainly(bool later, const service::region_service& one,
                                  std::size_t level, std::size_t need) const;
  /// Those routes, by their channels and professionals.
  [[nodiscard]] std::set<std::string> routes_behind(bool later,
                                                    const service::region_service& one,
                                                    std::size_t level,
                                                    std::size_t need) const;
  /// Whether a service takes a person: by one thing that it asks.
  [[nodiscard]] bool takes(bool later, const service::region_service& one,
                           service::person_fact which, std::size_t value) const;
  [[nodiscard]] static bool takes_age(const service::region_service& one,
                                      std::optional<std::int64_t> age);

  /// Somebody as the one side knows them.
  [[nodiscard]] service::known_person known(bool later, const asked_person& who) const;

  [[nodiscard]] std::string words(const asked_person& who) const;

 private:
  void pair_words();
  void pair_facts();
  void pair_codes(service::person_fact which);
  void pair_ages();
  void find_dates();
  /// Calls with each route behind which a service may stand, until it is told to stop.
  template <class Look>
  void for_routes(bool later, const service::region_service& one, std::size_t level,
                  std::size_t need, Look look) const;
  /// The input that says a thing, by either side; nullptr where none does.
  const book::linked_input* input_of(bool later, service::person_fact which) const;
  [[nodiscard]] std::optional<std::int64_t> value_for(bool later,
                                                      service::person_fact which,
                                                      std::size_t value) const;

  const profile_side& before_;
  const profile_side& after_;
  std::string fault_;
  service::proof_dates dates_;
  std::vector<level_pair> levels_;
  std::vector<need_pair> needs_;
  std::array<std::vector<value_pair>, service::person_facts> values_;
  std::optional<value_range> ages_;
  bool asks_for_interpreter_ = false;
};

/// A text for authors: English where there is any.
[[nodiscard]] std::string english(const ruleset::texts& all, const std::string& id);

/// A route by its channel and professional: "clinic/nurse".
[[nodiscard]] std::string route_name(const book::linked_route& route);

/// "Mon 2026-01-05 08:00", in Helsinki.
[[nodiscard]] std::string moment_words(instant at);

}  // namespace arvio::inline v0::analysis

#endif  // ARVIO_SRC_ANALYSIS_PROFILE_PAIR_HPP
