#ifndef ARVIO_TESTS_FUZZ_FUZZ_HPP
#define ARVIO_TESTS_FUZZ_FUZZ_HPP

#include "arvio/base/diagnostic.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

/// What the fuzz targets share: an oracle that stops the fuzzer where it does not hold.
namespace arvio::fuzz {

/// Ends the program, so that libFuzzer keeps the input, where something is not so.
inline void must(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

/// Every finding points into its document.
inline void must_point_inside(const findings& found, const source_map& sources) {
  for (const auto& one : found) {
    must(one.where.begin <= one.where.end, "a place begins before it ends");
    const auto* text = sources.find(one.where.source);
    must(one.where.source == 0 || text != nullptr, "a place is in a document");
    if (text == nullptr) continue;
    must(one.where.end <= text->bytes.size(), "a place is inside its document");
    must(!render(one, sources).empty(), "a finding can be shown");
  }
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

inline std::string bytes_of(const char* path) {
  std::ifstream file(path, std::ios::binary);
  must(static_cast<bool>(file), path);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// With ARVIO_FUZZ_READ=FILE a document that was read is appended to the file, a zero
/// byte after it: tools/check_fuzzed.py gives them to xmllint.
inline void keep_what_is_read(const std::string& bytes) {
  static const auto* path = std::getenv("ARVIO_FUZZ_READ");
  if (path == nullptr) return;
  std::ofstream file(path, std::ios::binary | std::ios::app);
  file << bytes << '\0';
  must(static_cast<bool>(file.flush()), "what was read can be kept");
}

/// What was read is saved in a form that is read again, and saved as the same.
template <class Document, class Load, class Save>
void check_saving(const Document& document, Load load, Save save) {
  const std::string written = save(document);
  source_map sources;
  const auto source = sources.add("saved.xml", written);
  findings found;
  const auto again = load(sources, source, found);
  must(again.has_value(), "what was saved is read");
  must(save(*again) == written, "the canonical form is one");
}

}  // namespace arvio::fuzz

#endif  // ARVIO_TESTS_FUZZ_FUZZ_HPP
