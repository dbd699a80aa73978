#ifndef ARVIO_TESTS_UNIT_ENGINE_CONFORMANCE_HPP
#define ARVIO_TESTS_UNIT_ENGINE_CONFORMANCE_HPP

#include "arvio.hpp"

#include <filesystem>
#include <string>
#include <vector>

/// Runs cases in the form of the conformance cases: rule sets, a contact and what must
/// come out. A field that a case does not name is not tested.
namespace arvio::conformance {

struct test_case {
  std::string id;
  std::string json;  // the whole case
};

/// The cases of `folder`/cases.jsonl; none where there is no such file.
std::vector<test_case> cases_in(const std::filesystem::path& folder);

/// What differs from what the case says, a line per field; empty where nothing does.
std::string differences(const std::filesystem::path& folder, const test_case& which);

/// A route as cases name it: `channel`, or `channel/professional`.
std::string name_of(const listed_route& route);

}  // namespace arvio::conformance

#endif  // ARVIO_TESTS_UNIT_ENGINE_CONFORMANCE_HPP
