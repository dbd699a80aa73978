#ifndef ARVIO_SRC_EVALUATE_CONTACT_REGION_HPP
#define ARVIO_SRC_EVALUATE_CONTACT_REGION_HPP

#include "arvio/book/region.hpp"
#include "arvio/service/deadlines.hpp"
#include "arvio/service/region.hpp"
#include "arvio/service/routes.hpp"

#include <optional>
#include <vector>

namespace arvio::inline v0 {

/// The dates of one contact's deadlines, and the services of its routes and duties.
class contact_region : public book::region {
 public:
  /// `days`: nullptr where there is no calendar; `where`: nullptr without a profile. What
  /// it refers to must outlive it.
  contact_region(const book::rulebook& book, const service::calendar* days,
                 const service::region* where, instant at)
      : book_(book), days_(days), where_(where), at_(at) {}

  [[nodiscard]] book::region_wishes look_at(const book::outcome& decided,
                                            const book::input_values& values) override;

  [[nodiscard]] const service::region* where() const noexcept { return where_; }
  /// In the order of the result.
  [[nodiscard]] const std::vector<service::dated_deadline>& deadlines() const noexcept {
    return deadlines_;
  }
  /// One for each need that has routes, in their order; absent: without a profile, and
  /// where a target would end outside the calendar.
  [[nodiscard]] const std::optional<std::vector<service::need_services>>& needs()
      const noexcept {
    return needs_;
  }
  /// Whether it is certain that the person lives outside the region.
  [[nodiscard]] bool lives_elsewhere() const noexcept { return lives_elsewhere_; }
  /// To whom the duties of the outcome are owed, one list for each.
  [[nodiscard]] const std::vector<std::vector<service::listed_service>>& recipients()
      const noexcept {
    return recipients_;
  }

 private:
  void date_deadlines(const book::outcome& decided);
  void find_services(const book::outcome& decided, const service::known_person& person);
  [[nodiscard]] service::known_person person_of(const book::input_values& values) const;
  [[nodiscard]] bool is_elsewhere(const service::known_person& person) const;
  [[nodiscard]] std::vector<book::route_wish> route_wishes() const;

  const book::rulebook& book_;
  const service::calendar* days_;
  const service::region* where_;
  instant at_;
  std::vector<service::dated_deadline> deadlines_;
  std::optional<std::vector<service::need_services>> needs_;
  std::vector<std::vector<service::listed_service>> recipients_;
  bool lives_elsewhere_ = false;
};

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_EVALUATE_CONTACT_REGION_HPP
