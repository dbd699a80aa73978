#ifndef ARVIO_LANG_PRINT_HPP
#define ARVIO_LANG_PRINT_HPP

#include "arvio/lang/ast.hpp"

#include <string>

namespace arvio::inline v0::lang {

/// The canonical text of an expression: parsing it gives the same tree (spans apart), and
/// equal trees have equal texts.
[[nodiscard]] std::string print(const ast& tree);

/// The same for the part of a tree below one node; what names an anonymous derived value.
[[nodiscard]] std::string print(const ast& tree, std::uint32_t node);

}  // namespace arvio::inline v0::lang

#endif  // ARVIO_LANG_PRINT_HPP
