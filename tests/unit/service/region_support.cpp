#include "region_support.hpp"

#include "arvio/service/load_profile.hpp"

#include "unit/ruleset/load_support.hpp"

#include <gtest/gtest.h>

namespace arvio::inline v0::service {

std::vector<std::string> loaded_profile::summary() const {
  std::vector<std::string> lines;
  for (const auto& one : found)
    lines.push_back(tests::summary_of(one, sources));
  return lines;
}

std::string loaded_profile::rendered() const {
  std::string all;
  for (const auto& one : found)
    all += render(one, sources);
  return all;
}

loaded_profile load_text(const std::string& bytes) {
  loaded_profile out;
  const auto source = out.sources.add("test.xml", bytes);
  out.made = load_profile(out.sources, source, out.found);
  return out;
}

std::string data_text(const std::string& file) {
  return tests::bytes_of(ARVIO_SOURCE_DIR "/tests/unit/service/data/" + file);
}

std::string changed(std::string text,
                    const std::vector<std::pair<std::string, std::string>>& edits) {
  for (const auto& [from, to] : edits) {
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    EXPECT_EQ(text.find(from, at + 1), std::string::npos) << "twice: " << from;
    if (at != std::string::npos) text.replace(at, from.size(), to);
  }
  return text;
}

}  // namespace arvio::inline v0::service
