// Whatever is parsed is parsed again, as the same, from its canonical text.

#include "arvio/lang/parser.hpp"
#include "arvio/lang/print.hpp"

#include "fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace arvio;  // NOLINT: a program
  const std::string text(fuzz::text_of(data, size));
  source_map sources;
  const auto source = sources.add("fuzz", text);
  findings found;
  const auto tree = lang::parse(text, {source, nullptr}, found);
  fuzz::must(tree.has_value() == !has_errors(found), "errors and nothing else refuse");
  fuzz::must_point_inside(found, sources);
  if (!tree) return 0;
  const auto printed = lang::print(*tree);
  findings none;
  const auto again = lang::parse(printed, {}, none);
  fuzz::must(again.has_value(), "the canonical text is accepted");
  fuzz::must(lang::print(*again) == printed, "the canonical text is one");
  fuzz::must(again->nodes.size() == tree->nodes.size(), "the tree is the same");
  return 0;
}
