// Whatever arvio reads, xmllint with the schema takes: what xmllint refuses, arvio does.

#include "hostile/schema.hpp"

#include "hostile/corpus.hpp"
#include "support/mutants.hpp"
#include "support/scale.hpp"
#include "unit/ruleset/load_support.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iostream>
#include <string>
#include <vector>

namespace arvio::tests {
namespace {

constexpr std::size_t shown = 4000;  // bytes of what xmllint says

class HostileSchema : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!xmllint_is_there()) {
      GTEST_SKIP() << "xmllint is not installed (Debian package libxml2-utils)";
    }
  }
};

TEST_F(HostileSchema, TakesWhatIsReadOfTheCorpus) {
  std::vector<std::string> taken;
  for (const auto& one : hostile_corpus()) {
    if (load_text(one.bytes).rules) taken.push_back(hostile_folder() + "/" + one.path);
  }
  EXPECT_GT(taken.size(), 200u);
  EXPECT_EQ(complaints_of_xmllint(taken).substr(0, shown), "");
}

TEST_F(HostileSchema, TakesEveryMutantThatIsRead) {
  const auto folder = fresh_folder("mutants");
  testing::mutants made(20260401);
  std::vector<std::string> taken;
  std::size_t refused = 0;
  const auto documents = sound_documents();
  const auto each = testing::rounds(5000) / documents.size() + 1;
  for (const auto& bytes : documents) {
    for (std::size_t i = 0; i < each; ++i) {
      const auto mutant = made.next(bytes);
      if (!load_text(mutant).rules) {
        ++refused;
        continue;
      }
      taken.push_back(folder + "/" + std::to_string(taken.size()) + ".xml");
      std::ofstream(taken.back(), std::ios::binary) << mutant;
    }
  }
  EXPECT_GT(taken.size(), 50u);
  EXPECT_EQ(complaints_of_xmllint(taken).substr(0, shown), "");
  std::cout << "report: hostile mutants: " << taken.size()
            << " read, which xmllint takes, " << refused << " refused\n";
}

}  // namespace
}  // namespace arvio::tests
