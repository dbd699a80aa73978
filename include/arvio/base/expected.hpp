#ifndef ARVIO_BASE_EXPECTED_HPP
#define ARVIO_BASE_EXPECTED_HPP

#include "arvio/base/error.hpp"

#include <optional>
#include <utility>
#include <variant>

namespace arvio::inline v0 {

/// Wraps the reason of a failure, so that it cannot be taken for a value.
template <class E>
struct unexpected {
  E reason;
};
template <class E>
unexpected(E) -> unexpected<E>;

/// A value or the reason why there is none (the part of C++23's std::expected we use).
///
/// Errors  reading the value of a failure, or the error of a success, is a programming
///         error and undefined, as with std::optional.
template <class T, class E = error>
class [[nodiscard]] expected {
 public:
  using value_type = T;
  using error_type = E;

  expected(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  expected(unexpected<E> failure)
      : state_(std::in_place_index<1>, std::move(failure.reason)) {}

  [[nodiscard]] bool has_value() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  [[nodiscard]] T& operator*() & noexcept { return *std::get_if<0>(&state_); }
  [[nodiscard]] const T& operator*() const& noexcept { return *std::get_if<0>(&state_); }
  [[nodiscard]] T&& operator*() && noexcept {
    return std::move(*std::get_if<0>(&state_));
  }
  [[nodiscard]] T* operator->() noexcept { return std::get_if<0>(&state_); }
  [[nodiscard]] const T* operator->() const noexcept { return std::get_if<0>(&state_); }

  [[nodiscard]] const E& error() const& noexcept { return *std::get_if<1>(&state_); }
  [[nodiscard]] E&& error() && noexcept { return std::move(*std::get_if<1>(&state_)); }

 private:
  std::variant<T, E> state_;
};

}  // namespace arvio::inline v0

#endif  // ARVIO_BASE_EXPECTED_HPP
