#ifndef ARVIO_SRC_XML_TREE_HPP
#define ARVIO_SRC_XML_TREE_HPP

#include "report.hpp"
#include "scan.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arvio::inline v0::xml {

/// A document that was read: the one way to the content of XML, of rule sets and of the
/// page of a repository alike.
///
/// Our scan judges the form and gives the values, since expressions need the place of
/// each byte of their text, which pugixml does not tell. pugixml is the oracle: it parses
/// every document, too, and where the two differ in an element, a name, a value or a
/// text, the document is refused with an internal error. What pugixml holds is given back
/// as soon as they were compared, since the parts of a rule set need that memory.
///
/// Meaning  elements are numbered in document order; 0 is the root.
class tree {
 public:
  /// Errors  nullptr with findings in `report`. A tree may come beside findings of the
  ///         scan (see there).
  [[nodiscard]] static std::unique_ptr<tree> read(std::string_view bytes,
                                                  reporter& report);

  using index = std::uint32_t;

  [[nodiscard]] std::string_view name(index of) const {
    return written(bytes_, where_.elements[of].name);
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

  /// Bytes that may be held of the document beside this tree and the longest text at
  /// work.
  [[nodiscard]] std::size_t spare_memory() const;

 private:
  tree(std::string_view bytes, layout where) : bytes_(bytes), where_(std::move(where)) {}

  std::string_view bytes_;
  layout where_;
};

}  // namespace arvio::inline v0::xml

#endif  // ARVIO_SRC_XML_TREE_HPP
