#include "arvio/base/limits.hpp"
#include "arvio/engine/repository.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string_view>
#include <system_error>
#include <utility>

namespace arvio::inline v0 {

namespace {

namespace fs = std::filesystem;

void report(findings& out, errc code, const fs::path& path, std::string_view what) {
  out.push_back({code,
                 severity::error,
                 {},
                 fmt::format("{}: `{}`", what, path.generic_string()),
                 "",
                 ""});
}

/// The `*.xml` files below a folder, links to folders not followed.
std::vector<fs::path> files_below(const fs::path& folder, findings& out) {
  std::vector<fs::path> files;
  std::error_code fault;
  auto at = fs::recursive_directory_iterator(folder, fault);
  while (!fault && at != fs::recursive_directory_iterator()) {
    std::error_code ignored;
    if (at->path().extension() == ".xml" && at->is_regular_file(ignored)) {
      files.push_back(at->path());
    }
    at.increment(fault);
  }
  if (fault) report(out, errc::file_unreadable, folder, "cannot read the folder");
  std::sort(files.begin(), files.end(), [](const fs::path& a, const fs::path& b) {
    return a.generic_string() < b.generic_string();
  });
  return files;
}

void read_file(const fs::path& path, std::vector<document>& into, findings& out) {
  std::error_code fault;
  const auto size = fs::file_size(path, fault);
  if (!fault && size > limits::file_bytes) {
    report(out, errc::limit_file, path,
           fmt::format("larger than {} bytes", limits::file_bytes));
    return;
  }
  std::ifstream file(path, std::ios::binary);
  if (fault || !file) {
    report(out, errc::file_unreadable, path, "cannot read the file");
    return;
  }
  std::string bytes(std::istreambuf_iterator<char>(file), {});
  if (file.bad()) {
    report(out, errc::file_unreadable, path, "cannot read the file");
    return;
  }
  into.push_back({path.generic_string(), std::move(bytes)});
}

}  // namespace

std::vector<document> read_documents(const std::vector<fs::path>& places, findings& out) {
  std::vector<fs::path> files;
  for (const auto& place : places) {
    std::error_code fault;
    if (fs::is_directory(place, fault)) {
      const auto below = files_below(place, out);
      if (below.empty())
        report(out, errc::file_unreadable, place, "no rule sets in the folder");
      files.insert(files.end(), below.begin(), below.end());
    } else {
      files.push_back(place);
    }
  }
  std::vector<document> documents;
  if (files.size() > limits::repository_files) {
    out.push_back({errc::limit_count,
                   severity::error,
                   {},
                   fmt::format("more than {} documents", limits::repository_files),
                   "open the engine on a part of the folder",
                   ""});
    return documents;
  }
  for (const auto& file : files) {
    read_file(file, documents, out);
  }
  return documents;
}

}  // namespace arvio::inline v0
