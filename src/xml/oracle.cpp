#include "oracle.hpp"

#include <pugixml.hpp>

#include <cstdint>
#include <string>
#include <vector>

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

bool reads_the_same(std::string_view bytes, const layout& found, const element& ours,
                    pugi::xml_node theirs) {
  if (written(bytes, ours.name) != theirs.name()) return false;
  std::uint32_t count = 0;
  for (const auto& one : theirs.attributes()) {
    if (count == ours.attribute_count) return false;
    const auto& mark = found.attributes[ours.attributes + count++];
    if (written(bytes, mark.name) != one.name() ||
        value_of(bytes, mark).text != one.value()) {
      return false;
    }
  }
  return count == ours.attribute_count &&
         text_of(bytes, found, ours).text == text_in(theirs);
}

}  // namespace

bool pugixml_reads_the_same(std::string_view bytes, const layout& found) {
  pugi::xml_document document;
  if (!document.load_buffer(bytes.data(), bytes.size(), options, pugi::encoding_utf8))
    return false;
  const auto root = document.document_element();
  std::vector<pugi::xml_node> nodes;
  nodes.reserve(found.elements.size());
  std::vector<std::size_t> around;  // the elements that the one at hand is inside of
  for (auto at = root; at; at = following(at, root)) {
    const auto number = nodes.size();
    if (number == found.elements.size()) return false;
    while (!around.empty() && found.elements[around.back()].end <= number)
      around.pop_back();
    if (!around.empty() && at.parent() != nodes[around.back()]) return false;
    nodes.push_back(at);
    around.push_back(number);
    if (!reads_the_same(bytes, found, found.elements[number], at)) return false;
  }
  return nodes.size() == found.elements.size();
}

}  // namespace arvio::inline v0::xml
