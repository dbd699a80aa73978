#ifndef ARVIO_LANG_FUNCTIONS_HPP
#define ARVIO_LANG_FUNCTIONS_HPP

#include "arvio/lang/ast.hpp"

#include <cstddef>
#include <span>
#include <string_view>

namespace arvio::inline v0::lang {

/// A function of the language.
struct function {
  std::string_view name;
  op means;
  std::size_t least_arguments;
  std::size_t most_arguments;  // limits::expression_nodes: any number
};

/// All functions, in the order of docs/language.md.
[[nodiscard]] std::span<const function> functions() noexcept;

/// The function of that name, or nullptr.
[[nodiscard]] const function* find_function(std::string_view name) noexcept;

/// The function that a node calls, or nullptr where it is no call.
[[nodiscard]] const function* find_function(op means) noexcept;

}  // namespace arvio::inline v0::lang

#endif  // ARVIO_LANG_FUNCTIONS_HPP
