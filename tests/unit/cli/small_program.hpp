#ifndef ARVIO_TESTS_UNIT_CLI_SMALL_PROGRAM_HPP
#define ARVIO_TESTS_UNIT_CLI_SMALL_PROGRAM_HPP

#include "program.hpp"
#include "small_rules.hpp"

#include <filesystem>
#include <string>

namespace arvio::testing_program {

/// The program beside a folder `rules` of two small rule sets.
class small_program_test : public program_test {
 protected:
  void SetUp() override {
    program_test::SetUp();
    fs::create_directories(folder_ / "rules");
    (void)write("rules/voc.xml", small_vocabulary);
    (void)write("rules/t.xml", small_rules);
  }
};

/// A contact about a rash for which `more` is said, too: `"a":true`.
inline std::string rash(const std::string& more) {
  return R"({"at":"2026-03-02T10:00:00+02:00","language":"en","answers":)"
         R"({"complaint":["rash"],)" +
         more + "}}";
}

}  // namespace arvio::testing_program

#endif  // ARVIO_TESTS_UNIT_CLI_SMALL_PROGRAM_HPP
