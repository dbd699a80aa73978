#include "output_file.hpp"

#include "arvio/base/shown.hpp"
#include "arvio/base/small_letters.hpp"

#include "terminal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace arvio::cli {

namespace {

namespace fs = std::filesystem;

bool refuse(const std::string& path, std::string_view why) {
  complain(fmt::format("arvio: {} is not written to: {}\n", shown_place(path), why));
  return false;
}

bool is_named_like_a_document(const fs::path& path) {
  const auto ending = path.filename().extension().string();
  return is_alike(ending, ".xml");
}

bool is_inside(const fs::path& path, const fs::path& folder) {
  std::error_code fault;
  const auto whole = fs::weakly_canonical(path, fault);
  const auto around = fs::canonical(folder, fault);
  if (fault) return false;
  const auto [end, ignored] =
      std::mismatch(around.begin(), around.end(), whole.begin(), whole.end());
  return end == around.end();
}

/// What a link leads to is written, not the link.
fs::path place_of(const std::string& path) {
  std::error_code fault;
  const auto target = fs::canonical(path, fault);
  return fault ? fs::path(path) : target;
}

/// The rights of the file that is replaced, or those that new files have.
mode_t mode_for(const fs::path& place) {
  struct stat about{};
  if (::stat(place.c_str(), &about) == 0) return about.st_mode & 07777U;
  const auto hidden = ::umask(0);
  ::umask(hidden);
  return 0666U & ~hidden;
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto put = ::write(descriptor, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

/// So that the new name survives a crash, too. Where a file system cannot promise that,
/// the file is whole all the same.
void sync_folder(const fs::path& folder) {
  const int descriptor =
      ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  (void)::fsync(descriptor);
  ::close(descriptor);
}

bool fail(const std::string& path) {
  complain(fmt::format("arvio: {} could not be written\n", shown_place(path)));
  return false;
}

}  // namespace

bool may_write(const std::string& path, const paths& places, const source_map& read) {
  if (looks_like_contents(path)) return refuse(path, "it is no name for a file");
  std::error_code fault;
  const auto what = fs::status(path, fault).type();
  if (what == fs::file_type::not_found && fs::is_symlink(path, fault))
    return refuse(path, "the link leads nowhere");
  if (what == fs::file_type::directory) return refuse(path, "it is a folder");
  if (what != fs::file_type::not_found && what != fs::file_type::regular)
    return refuse(path, "it is no file");
  for (std::uint32_t source = 1; source <= read.size(); ++source) {
    if (fs::equivalent(path, read.find(source)->name, fault))
      return refuse(path, "a rule set was read from it");
  }
  for (const auto& place : places) {
    const bool is_folder = fs::is_directory(place, fault);
    if (is_folder && is_named_like_a_document(path) && is_inside(path, place))
      return refuse(path, "it would be taken for a rule set of the folder");
  }
  return true;
}

bool write_whole(const std::string& path, std::string_view bytes) {
  const auto place = place_of(path);
  auto beside = place.string() + ".XXXXXX";
  const int descriptor = ::mkstemp(beside.data());
  if (descriptor < 0) return fail(path);
  const bool written = ::fchmod(descriptor, mode_for(place)) == 0 &&
                       write_all(descriptor, bytes) && ::fsync(descriptor) == 0;
  const bool closed = ::close(descriptor) == 0;
  if (!written || !closed || std::rename(beside.c_str(), place.c_str()) != 0) {
    (void)std::remove(beside.c_str());
    return fail(path);
  }
  sync_folder(place.parent_path());
  return true;
}

}  // namespace arvio::cli
