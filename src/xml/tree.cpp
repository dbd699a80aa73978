#include "tree.hpp"

#include <string>
#include <utility>

namespace arvio::inline v0::xml {
namespace {

// Blank texts are kept, since a text is all its pieces. Comments, the declaration and all
// that the scan refuses are left out.
constexpr unsigned options = pugi::parse_escapes | pugi::parse_eol |
                             pugi::parse_wconv_attribute | pugi::parse_ws_pcdata;

std::string text_in(pugi::xml_node of) {
  std::string all;
  for (const auto& child : of.children()) {
    if (child.type() == pugi::node_pcdata) all += child.value();
  }
  return all;
}

pugi::xml_node next_element(pugi::xml_node from) {
  while (from && from.type() != pugi::node_element)
    from = from.next_sibling();
  return from;
}

/// The element after `at` in document order; null after the last below `root`.
pugi::xml_node following(pugi::xml_node at, pugi::xml_node root) {
  if (const auto child = next_element(at.first_child())) return child;
  while (at && at != root) {
    if (const auto sibling = next_element(at.next_sibling())) return sibling;
    at = at.parent();
  }
  return {};
}

}  // namespace

std::unique_ptr<tree> tree::read(std::string_view bytes, reporter& report) {
  auto where = scan(bytes, report);
  if (!where) return nullptr;
  std::unique_ptr<tree> made(new tree);
  made->bytes_ = bytes;
  made->where_ = std::move(*where);
  pugi::xml_document document;
  const auto result =
      document.load_buffer(bytes.data(), bytes.size(), options, pugi::encoding_utf8);
  // INVARIANT: what the scan lets pass, pugixml reads in the same way. Where it does not,
  // one of them is wrong, and the document must not be used.
  if (!result || !made->is_read_so_by(document)) {
    const auto root = made->where_.elements.front().name;
    report.error(errc::xml_syntax, root,
                 "internal error: two readers of this document do not agree",
                 "please report this with the document");
    return nullptr;
  }
  return made;
}

bool tree::is_read_so_by(const pugi::xml_document& other) const {
  const auto root = other.document_element();
  std::vector<pugi::xml_node> nodes;
  nodes.reserve(where_.elements.size());
  std::vector<index> around;  // the elements that the one at hand is inside of
  for (auto at = root; at; at = following(at, root)) {
    const auto number = static_cast<index>(nodes.size());
    if (number == where_.elements.size()) return false;
    while (!around.empty() && where_.elements[around.back()].end <= number)
      around.pop_back();
    if (!around.empty() && at.parent() != nodes[around.back()]) return false;
    nodes.push_back(at);
    around.push_back(number);
    if (!agrees(number, at)) return false;
  }
  return nodes.size() == where_.elements.size();
}

bool tree::agrees(index at, pugi::xml_node with) const {
  const auto& element = where_.elements[at];
  if (written(element.name) != with.name()) return false;
  std::uint32_t count = 0;
  for (const auto& one : with.attributes()) {
    if (count == element.attribute_count) return false;
    const auto& mark = where_.attributes[element.attributes + count++];
    if (written(mark.name) != one.name() || value_of(bytes_, mark).text != one.value()) {
      return false;
    }
  }
  return count == element.attribute_count && text(at).text == text_in(with);
}

std::vector<tree::index> tree::children(index of) const {
  std::vector<index> all;
  for (auto i = of + 1; i < where_.elements[of].end; i = where_.elements[i].end) {
    all.push_back(i);
  }
  return all;
}

std::vector<tree::attribute_view> tree::attributes(index of) const {
  const auto& element = where_.elements[of];
  std::vector<attribute_view> all;
  all.reserve(element.attribute_count);
  for (std::uint32_t i = 0; i < element.attribute_count; ++i) {
    const auto& mark = where_.attributes[element.attributes + i];
    all.push_back({written(mark.name), &mark});
  }
  return all;
}

decoded tree::decode(const attribute_view& of) const {
  return value_of(bytes_, *of.where);
}

decoded tree::text(index of) const {
  return text_of(bytes_, where_, where_.elements[of]);
}

}  // namespace arvio::inline v0::xml
