#ifndef ARVIO_TESTS_SUPPORT_SHIPPED_HPP
#define ARVIO_TESTS_SUPPORT_SHIPPED_HPP

#include "arvio/base/diagnostic.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace arvio::testing {

/// The documents of the rule sets that come with arvio, by their paths.
inline std::vector<std::string> shipped_documents() {
  std::vector<std::filesystem::path> paths;
  const auto folder = std::filesystem::path(ARVIO_SOURCE_DIR) / "rules";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".xml") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> documents;
  for (const auto& path : paths) {
    std::ifstream file(path);
    std::string text(std::istreambuf_iterator<char>(file),
                     std::istreambuf_iterator<char>{});
    if (root_element_of(text) == "ruleset") documents.push_back(std::move(text));
  }
  return documents;
}

}  // namespace arvio::testing

#endif  // ARVIO_TESTS_SUPPORT_SHIPPED_HPP
