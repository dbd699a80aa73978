#include "unit/ruleset/load_support.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace arvio::tests {
namespace {

/// The folder that documents are written to for xmllint, empty at first.
std::string fresh_folder() {
  const std::string folder = ARVIO_BINARY_DIR "/schema-test";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  return folder;
}

int run(const std::string& command) { return std::system(command.c_str()); }

/// What xmllint says of files where it finds one not to be valid; "" where it is fine
/// with all.
std::string complaints_of_xmllint(const std::string& files, const std::string& folder) {
  const auto log = folder + "/xmllint.log";
  const auto command = "xmllint --noout --nonet --schema " ARVIO_SOURCE_DIR
                       "/rules/schema/ruleset-1.xsd " +
                       files + " > " + log + " 2>&1";
  return run(command) == 0 ? "" : bytes_of(log);
}

class Schema : public ::testing::Test {
 protected:
  void SetUp() override {
    if (run("xmllint --version > /dev/null 2>&1") != 0) {
      GTEST_SKIP() << "xmllint is not installed (Debian package libxml2-utils)";
    }
  }
};

TEST_F(Schema, TakesEverySoundDocument) {
  const auto folder = fresh_folder();
  std::size_t count = 0;
  for (const auto& bytes : sound_documents()) {
    std::ofstream(folder + "/" + std::to_string(count++) + ".xml", std::ios::binary)
        << bytes;
  }
  EXPECT_EQ(complaints_of_xmllint(folder + "/*.xml", folder), "");
}

TEST_F(Schema, RefusesWhatAnEditorShouldMark) {
  const auto folder = fresh_folder();
  const std::vector<std::string> documents{
      demo_text("<setions/>"),
      demo_text(R"(<inputs><input id="x" type="number"/></inputs>)"),
      demo_text(R"(<inputs><input id="x"/></inputs>)"),
      demo_text(
          R"(<inputs><input id="x" type="date"/><input id="x" type="code"/></inputs>)"),
      demo_text(
          R"(<rules id="g"><rule id="R" urgancy="U1"><when>a</when></rule></rules>)"),
      demo_text(R"(<rules id="g"><rule id="R"><source ref="nowhere"/></rule></rules>)"),
      demo_text("<properties/>"),
  };
  for (const auto& document : documents) {
    const auto path = folder + "/document.xml";
    std::ofstream(path, std::ios::binary) << document;
    EXPECT_NE(complaints_of_xmllint(path, folder), "") << document;
  }
}

}  // namespace
}  // namespace arvio::tests
