#include "xml_tree.hpp"

#include <string>
#include <utility>

namespace arvio::inline v0::ruleset::xml {
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
  const auto result = made->document_.load_buffer(bytes.data(), bytes.size(), options,
                                                  pugi::encoding_utf8);
  // INVARIANT: what the scan lets pass, pugixml reads in the same way. Where it does not,
  // one of them is wrong, and the document must not be used.
  if (!result || !made->join(made->document_.document_element())) {
    const auto root = made->where_.elements.front().name;
    report.error(errc::xml_syntax, root,
                 "internal error: two readers of this document do not agree",
                 "please report this with the document");
    return nullptr;
  }
  return made;
}

bool tree::join(pugi::xml_node root) {
  nodes_.reserve(where_.elements.size());
  std::vector<index> around;  // the elements that the one at hand is inside of
  for (auto at = root; at; at = following(at, root)) {
    const auto number = static_cast<index>(nodes_.size());
    if (number == where_.elements.size()) return false;
    while (!around.empty() && where_.elements[around.back()].end <= number)
      around.pop_back();
    if (!around.empty() && at.parent() != nodes_[around.back()]) return false;
    nodes_.push_back(at);
    around.push_back(number);
    if (!agrees(number)) return false;
  }
  return nodes_.size() == where_.elements.size();
}

bool tree::agrees(index at) const {
  const auto& element = where_.elements[at];
  const auto written =
      bytes_.substr(element.name.begin, element.name.end - element.name.begin);
  if (written != nodes_[at].name()) return false;
  std::uint32_t count = 0;
  for (const auto& one : nodes_[at].attributes()) {
    if (count == element.attribute_count) return false;
    const auto& mark = where_.attributes[element.attributes + count++];
    const auto name = bytes_.substr(mark.name.begin, mark.name.end - mark.name.begin);
    if (name != one.name() || value_of(bytes_, mark).text != one.value()) return false;
  }
  return count == element.attribute_count && text(at).text == text_in(nodes_[at]);
}

std::vector<tree::index> tree::children(index of) const {
  std::vector<index> all;
  for (auto i = of + 1; i < where_.elements[of].end; i = where_.elements[i].end) {
    all.push_back(i);
  }
  return all;
}

std::vector<tree::attribute_view> tree::attributes(index of) const {
  std::vector<attribute_view> all;
  auto mark = where_.elements[of].attributes;
  for (const auto& one : nodes_[of].attributes()) {
    all.push_back({one.name(), one.value(), &where_.attributes[mark++]});
  }
  return all;
}

decoded tree::decode(const attribute_view& of) const {
  return value_of(bytes_, *of.where);
}

decoded tree::text(index of) const {
  return text_of(bytes_, where_, where_.elements[of]);
}

}  // namespace arvio::inline v0::ruleset::xml
