// The strict scan and the XML library behind it: they agree in all that the scan lets
// pass, or there is no tree.

#include "fuzz/fuzz.hpp"
#include "xml/tree.hpp"

#include <algorithm>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace arvio;  // NOLINT: a program

  const auto bytes = fuzz::text_of(data, size);
  source_map sources;
  const auto source = sources.add("fuzz.xml", std::string(bytes));
  findings found;
  xml::reporter report(bytes, source, found);
  const auto tree = xml::tree::read(bytes, report);
  report.finish();
  fuzz::must(tree != nullptr || report.failed(), "what is not read has a finding");
  fuzz::must_point_inside(found, sources);
  // A message that quotes the document may have the words, but not as its beginning.
  for (const auto& one : found) {
    fuzz::must(!one.message.starts_with("internal error"), "both readers agree");
  }
  if (tree == nullptr) return 0;
  fuzz::must(bytes.find("<!DOCTYPE") == std::string_view::npos ||
                 bytes.find("<!--") != std::string_view::npos,
             "no DOCTYPE is let pass");
  for (const auto child : tree->children(0)) {
    const auto text = tree->text(child);
    fuzz::must(text.offsets.size() == text.text.size() + 1, "each byte has its place");
    fuzz::must(std::is_sorted(text.offsets.begin(), text.offsets.end()),
               "places are in order");
  }
  return 0;
}
