#include "tree.hpp"

#include "oracle.hpp"

#include <algorithm>
#include <utility>

namespace arvio::inline v0::xml {

std::unique_ptr<tree> tree::read(std::string_view bytes, reporter& report) {
  auto where = scan(bytes, report);
  if (!where) return nullptr;
  // INVARIANT: what the scan lets pass, pugixml reads in the same way. Where it does not,
  // one of them is wrong, and the document must not be used.
  if (!pugixml_reads_the_same(bytes, *where)) {
    report.error(errc::xml_syntax, where->elements.front().name,
                 "internal error: two readers of this document do not agree",
                 "please report this with the document");
    return nullptr;
  }
  return std::unique_ptr<tree>(new tree(bytes, std::move(*where)));
}

std::size_t tree::spare_memory() const {
  constexpr std::size_t of_text =
      8;  // decoded, with the place of each byte, and collapsed
  const auto all = memory_for(bytes_.size());
  return all - std::min(all, memory_of(where_) + where_.longest * of_text);
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
    all.push_back({written(bytes_, mark.name), &mark});
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
