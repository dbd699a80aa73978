#ifndef ARVIO_BOOK_REGION_HPP
#define ARVIO_BOOK_REGION_HPP

#include "arvio/base/value_set.hpp"
#include "arvio/book/outcome.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace arvio::inline v0::book {

/// The possible values of an input other than `codes`.
using input_values = std::function<value_set(std::uint32_t input)>;

/// What is asked for the sake of a route that is refused.
struct route_wish {
  std::size_t routes = 0;                // place in outcome::routes
  std::optional<route_reference> route;  // absent: the fallback
  bool condition = false;                // what is open in its condition
  std::vector<std::uint32_t> inputs;     // what is not known of its services
};

/// What is asked further for the sake of deadlines and services.
struct region_wishes {
  std::vector<bool> deadlines;  // one for each of the outcome: it binds, or may alone
  /// In the order of the routes; absent: services are not looked at for this contact.
  std::optional<std::vector<route_wish>> routes;
};

/// What dates, hours and services make of one contact: docs/services.md. It decides no
/// condition and changes nothing of the outcome.
class region {
 public:
  region() = default;
  region(const region&) = delete;
  region& operator=(const region&) = delete;
  virtual ~region() = default;

  /// Called once, when the deadlines and routes of an outcome are decided.
  [[nodiscard]] virtual region_wishes look_at(const outcome& decided,
                                              const input_values& values) = 0;
};

}  // namespace arvio::inline v0::book

#endif  // ARVIO_BOOK_REGION_HPP
