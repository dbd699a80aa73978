#include "conformance.hpp"

#include <gtest/gtest.h>

#include <cctype>
#include <ostream>

namespace arvio::conformance {

void PrintTo(const test_case& which, std::ostream* out) { *out << which.id; }

namespace {

std::string name_of(const ::testing::TestParamInfo<test_case>& info) {
  std::string name = info.param.id;
  for (char& c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  }
  return name;
}

void expect_no_differences(const std::filesystem::path& folder, const test_case& which) {
  const auto found = differences(folder, which);
  EXPECT_TRUE(found.empty()) << which.id << "\n" << found << which.json;
}

// The cases of the task, kept beside this repository.
const std::filesystem::path shared =
    std::filesystem::path(ARVIO_SHARED_DIR) / "conformance";
class SharedCases : public ::testing::TestWithParam<test_case> {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(SharedCases);
TEST_P(SharedCases, ComesOutAsItSays) { expect_no_differences(shared, GetParam()); }
INSTANTIATE_TEST_SUITE_P(All, SharedCases, ::testing::ValuesIn(cases_in(shared)),
                         name_of);

TEST(SharedCasesFolder, IsThere) {
  if (!std::filesystem::exists(shared)) {
    GTEST_SKIP() << "no conformance cases at " << shared;
  }
  EXPECT_GE(cases_in(shared).size(), 108u);
}

// Our own, for the clauses that those do not touch.
const std::filesystem::path own =
    std::filesystem::path(ARVIO_SOURCE_DIR) / "tests" / "cases";
class OwnCases : public ::testing::TestWithParam<test_case> {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(OwnCases);
TEST_P(OwnCases, ComesOutAsItSays) { expect_no_differences(own, GetParam()); }
INSTANTIATE_TEST_SUITE_P(All, OwnCases, ::testing::ValuesIn(cases_in(own)), name_of);

}  // namespace

}  // namespace arvio::conformance
