#ifndef ARVIO_SRC_ANALYSIS_SERVICE_CONTACT_HPP
#define ARVIO_SRC_ANALYSIS_SERVICE_CONTACT_HPP

#include "arvio/analysis/service_changes.hpp"
#include "arvio/book/answer.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/exchange/contact.hpp"
#include "arvio/service/routes.hpp"

#include "profile_pair.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace arvio::inline v0::analysis {

/// Services by their ids: of `reordered` the one that now stands before the other.
struct looked_at_service {
  std::string id;
  std::string other;
  service_turn turn = service_turn::lost;
};

/// Looks for contacts for which a difference shows, among those that the cases and
/// baselines of the later book are about.
class service_contacts {
 public:
  /// The pair must outlive it.
  explicit service_contacts(const profile_pair& pair);

  /// A contact of somebody, as JSON, of whom both repositories say that of a service;
  /// nullopt where none is found, or the budget for all of them has run out.
  [[nodiscard]] std::optional<std::string> find(const asked_person& who,
                                                const looked_at_service& what);

 private:
  [[nodiscard]] std::optional<service::need_services> services(
      bool later, const arvio::contact& about, const asked_person& who) const;
  void put(book::answers& into, const asked_person& who) const;
  void put(book::answers& into, std::optional<std::uint32_t> input,
           std::optional<std::int64_t> value) const;

  struct known_contact {
    book::answers answers;  // of the later book
    book::need_set needs = 0;
  };

  const profile_pair& pair_;
  std::vector<known_contact> known_;
  std::size_t left_;  // contacts that may still be tried
};

}  // namespace arvio::inline v0::analysis

#endif  // ARVIO_SRC_ANALYSIS_SERVICE_CONTACT_HPP
