#include "hostile/schema.hpp"

#include "unit/ruleset/load_support.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace arvio::tests {
namespace {

int run(const std::string& command) { return std::system(command.c_str()); }

}  // namespace

bool xmllint_is_there() { return run("xmllint --version > /dev/null 2>&1") == 0; }

std::string complaints_of_xmllint(const std::vector<std::string>& paths) {
  const auto folder = fresh_folder("xmllint");
  std::ofstream list(folder + "/list");
  for (const auto& path : paths)
    list << path << "\n";
  list.close();
  const auto log = folder + "/log";
  const auto fine = run("xargs -a " + folder +
                        "/list xmllint --noout --nonet --schema " ARVIO_SOURCE_DIR
                        "/rules/schema/ruleset-1.xsd > " +
                        log + " 2>&1") == 0;
  return fine ? "" : bytes_of(log);
}

std::string fresh_folder(const std::string& name) {
  const auto folder = std::string(ARVIO_BINARY_DIR "/") + name;
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  return folder;
}

}  // namespace arvio::tests
