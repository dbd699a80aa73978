// Writes random rule sets, each into a folder of its own, for `arvio verify`:
//
//     write_rule_sets FOLDER COUNT SEED
//
// The same seed writes the same rule sets.

#include "support/random_rules.hpp"

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: write_rule_sets FOLDER COUNT SEED\n";
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  const auto count = std::strtoul(argv[2], nullptr, 10);
  arvio::testing::dice random(std::strtoull(argv[3], nullptr, 10));
  for (unsigned long set = 0; set < count; ++set) {
    const auto into = folder / std::to_string(set);
    std::filesystem::create_directories(into);
    std::size_t number = 0;
    for (const auto& document :
         arvio::testing::random_documents(random, {.deadlines = true}))
      std::ofstream(into / (std::to_string(number++) + ".xml")) << document;
  }
}
