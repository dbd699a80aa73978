#ifndef ARVIO_SRC_XML_TREE_HPP
#define ARVIO_SRC_XML_TREE_HPP

#include "report.hpp"
#include "scan.hpp"

#include <pugixml.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arvio::inline v0::xml {

/// A document that the scan let pass and that pugixml reads in the same way.
///
/// Meaning  elements are numbered in document order; 0 is the root. The two readers agree
///          in every name, value and text, or there is no tree; what pugixml holds is
///          given back once they were compared.
class tree {
 public:
  /// Errors  nullptr with findings in `report`. A tree may come beside findings of the
  ///         scan (see there).
  [[nodiscard]] static std::unique_ptr<tree> read(std::string_view bytes,
                                                  reporter& report);

  using index = std::uint32_t;

  [[nodiscard]] std::string_view name(index of) const {
    return written(where_.elements[of].name);
  }
  [[nodiscard]] place name_place(index of) const { return where_.elements[of].name; }
  [[nodiscard]] std::vector<index> children(index of) const;

  /// An attribute by its place among those of its element.
  struct attribute_view {
    std::string_view name;
    const attribute* where = nullptr;
  };
  [[nodiscard]] std::vector<attribute_view> attributes(index of) const;

  /// Value or text with the place of each byte.
  [[nodiscard]] decoded decode(const attribute_view& of) const;
  [[nodiscard]] decoded text(index of) const;

  /// What this holds on the heap, in bytes.
  [[nodiscard]] std::size_t memory() const { return memory_of(where_); }
  /// Bytes of the longest value or text.
  [[nodiscard]] std::size_t longest() const { return where_.longest; }

 private:
  tree() = default;
  [[nodiscard]] std::string_view written(place where) const {
    return bytes_.substr(where.begin, where.end - where.begin);
  }
  [[nodiscard]] bool is_read_so_by(const pugi::xml_document& other) const;
  [[nodiscard]] bool agrees(index at, pugi::xml_node with) const;

  std::string_view bytes_;
  layout where_;
};

}  // namespace arvio::inline v0::xml

#endif  // ARVIO_SRC_XML_TREE_HPP
