#ifndef ARVIO_SRC_JSON_TREE_HPP
#define ARVIO_SRC_JSON_TREE_HPP

#include "arvio/base/error.hpp"
#include "arvio/base/expected.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace arvio::inline v0::json {

enum class kind : std::uint8_t { null, truth, number, text, list, object };

struct member;

/// A JSON value as written: numbers keep their digits, members their order and
/// repetitions.
struct node {
  json::kind kind = json::kind::null;
  bool truth = false;
  std::string text;             // number: its digits; text: the text
  std::vector<node> items;      // list
  std::vector<member> members;  // object

  /// The first member of that name, or nullptr.
  [[nodiscard]] const node* find(std::string_view name) const noexcept;
  /// The name of a member that stands there twice, or nullptr.
  [[nodiscard]] const std::string* repeated() const;
};

/// A member of an object.
struct member {
  std::string name;
  node value;
};

/// Why a text is not JSON; never quotes it.
struct fault {
  errc code = errc::contact_syntax;
  std::string message;
};

struct budget {
  std::size_t bytes;
  std::size_t depth;
};

/// Reads one JSON text; anything behind it, or a NUL anywhere, is a fault.
[[nodiscard]] expected<node, fault> read(std::string_view text, budget limits);

}  // namespace arvio::inline v0::json

#endif  // ARVIO_SRC_JSON_TREE_HPP
