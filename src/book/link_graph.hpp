#ifndef ARVIO_SRC_BOOK_LINK_GRAPH_HPP
#define ARVIO_SRC_BOOK_LINK_GRAPH_HPP

#include <cstdint>
#include <vector>

/// Dependencies among numbered things, and orders without circles.
namespace arvio::inline v0::book::linking {

/// For each thing those it depends on.
using dependencies = std::vector<std::vector<std::uint32_t>>;

/// Every thing after all it depends on; of several that could come next, the smallest
/// number. What is in a circle, or depends on one, is left out.
[[nodiscard]] std::vector<std::uint32_t> dependencies_first(const dependencies& on);

/// Circles such that everything that is in a circle is in one of these. Each begins with
/// the smallest number that no earlier one has, and is one of the shortest through it.
[[nodiscard]] std::vector<std::vector<std::uint32_t>> circles(const dependencies& on);

}  // namespace arvio::inline v0::book::linking

#endif  // ARVIO_SRC_BOOK_LINK_GRAPH_HPP
