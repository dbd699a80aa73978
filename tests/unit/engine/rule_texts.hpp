#ifndef ARVIO_TESTS_UNIT_ENGINE_RULE_TEXTS_HPP
#define ARVIO_TESTS_UNIT_ENGINE_RULE_TEXTS_HPP

#include "arvio/engine/repository.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

/// Documents for tests: the rule sets of tests/cases, and small ones made on the spot.
namespace arvio::testing_rules {

inline std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream out;
  out << file.rdbuf();
  return out.str();
}

inline document case_document(const std::string& name) {
  const auto folder = std::filesystem::path(ARVIO_SOURCE_DIR) / "tests" / "cases";
  return {name, read(folder / name)};
}

inline std::vector<document> case_documents(const std::vector<std::string>& names) {
  std::vector<document> out;
  for (const auto& name : names) {
    out.push_back(case_document(name));
  }
  return out;
}

struct made_rules {
  std::string id = "own.made";
  std::string version = "1.0.0";
  std::string valid_from = "2026-01-01";
  std::string uses = R"(<use ruleset="vocabulary" version="1"/>)";
  std::string body;  // what follows `use`
  std::string status = "demonstration";
};

inline document made(const made_rules& what) {
  return {what.id + "-" + what.version + ".xml",
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          "<ruleset xmlns=\"urn:arvio:ruleset:1\" id=\"" +
              what.id + "\" version=\"" + what.version + "\" valid-from=\"" +
              what.valid_from + "\" languages=\"fi sv en\">\n<about status=\"" +
              what.status +
              "\" review-by=\"2027-01-01\"> <title lang=\"en\">Made</title> "
              "<licence spdx=\"CC0-1.0\"/> </about>\n"
              "<sources> <source id=\"invented\" title=\"Invented\" publisher=\"none\" "
              "year=\"2026\" confidence=\"unverified\"/> </sources>\n" +
              what.uses + "\n" + what.body + "\n</ruleset>\n"};
}

}  // namespace arvio::testing_rules

#endif  // ARVIO_TESTS_UNIT_ENGINE_RULE_TEXTS_HPP
