#include "arvio/base/limits.hpp"
#include "arvio/base/shown.hpp"
#include "arvio/base/small_letters.hpp"
#include "arvio/engine/repository.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>
#include <system_error>
#include <utility>

namespace arvio::inline v0 {

namespace {

namespace fs = std::filesystem;

void report(findings& out, errc code, const fs::path& path, std::string_view what,
            std::string_view hint) {
  out.push_back({code,
                 severity::error,
                 {},
                 fmt::format("{}: {}", what, shown_place(path.generic_string())),
                 std::string(hint),
                 ""});
}

/// A file to read. What it is called differs from where it lies for a link.
struct found_file {
  fs::path name;
  fs::path place;
  bool followed = true;  // whether links are followed once more when it is opened
};

/// Finds the documents of a folder. Nothing that may have been meant as a document is
/// passed over: with a rule set less, a contact comes out less urgent.
class folder_search {
 public:
  folder_search(const fs::path& root, findings& out) : out_(out) {
    std::error_code fault;
    root_ = fs::canonical(root, fault);
    folders_.push_back(root);
  }

  std::vector<found_file> run() {
    while (!folders_.empty() && found_.size() <= limits::repository_files) {
      const auto folder = std::move(folders_.back());
      folders_.pop_back();
      std::error_code fault;
      auto at = fs::directory_iterator(folder, fault);
      for (; !fault && at != fs::directory_iterator(); at.increment(fault)) {
        look_at(at->path());
        if (found_.size() > limits::repository_files) break;
      }
      if (fault) refuse(folder, "cannot read the folder", "");
    }
    std::sort(found_.begin(), found_.end(), [](const found_file& a, const found_file& b) {
      return a.name.generic_string() < b.name.generic_string();
    });
    return std::move(found_);
  }
  [[nodiscard]] bool refused() const { return refused_; }

 private:
  void refuse(const fs::path& path, std::string_view what, std::string_view hint) {
    refused_ = true;
    report(out_, errc::file_unreadable, path, what, hint);
  }

  /// Whether the name is that of a document, however its letters are written.
  static bool is_named_like_a_document(const fs::path& path) {
    constexpr std::string_view ending = ".xml";
    auto name = path.filename().string();
    if (name.size() < ending.size()) return false;
    name.erase(0, name.size() - ending.size());
    return std::equal(name.begin(), name.end(), ending.begin(),
                      [](char c, char wanted) { return small_letter(c) == wanted; });
  }

  void look_at(const fs::path& path) {
    std::error_code fault;
    const auto what = fs::symlink_status(path, fault).type();
    const bool named = is_named_like_a_document(path);
    if (fault) {
      refuse(path, "cannot look at the file", "");
    } else if (what == fs::file_type::symlink) {
      look_at_link(path, named);
    } else if (what == fs::file_type::directory) {
      if (named) refuse(path, "a folder is named like a rule set", "rename it");
      folders_.push_back(path);
    } else if (named && what != fs::file_type::regular) {
      refuse(path, "this is no file that holds a rule set", "remove it");
    } else if (named) {
      keep({path, path, false});
    }
  }

  void look_at_link(const fs::path& path, bool named) {
    std::error_code fault;
    const auto target = fs::canonical(path, fault);
    const auto what = fault ? fs::file_type::not_found : fs::status(target, fault).type();
    if (fault || what == fs::file_type::not_found) {
      refuse(path, "the link leads nowhere", "mend or remove it");
    } else if (what == fs::file_type::directory) {
      refuse(path, "the link leads to a folder, and such links are not followed",
             "give the folder itself as well, and remove the link");
    } else if (!named) {
      return;
    } else if (what != fs::file_type::regular) {
      refuse(path, "the link leads to no file that holds a rule set", "remove it");
    } else if (!is_inside(target)) {
      refuse(path, "the link leads out of the folder",
             "put the rule set into the folder, or give its file as well");
    } else {
      keep({path, target, false});
    }
  }

  [[nodiscard]] bool is_inside(const fs::path& target) const {
    const auto [end, ignored] =
        std::mismatch(root_.begin(), root_.end(), target.begin(), target.end());
    return !root_.empty() && end == root_.end();
  }

  void keep(found_file file) {
    if (file.name.extension() != ".xml" && file.name.filename() != ".xml") {
      refuse(file.name, "the name of a rule set ends in small letters", "end it in .xml");
      return;
    }
    found_.push_back(std::move(file));
  }

  findings& out_;
  fs::path root_;
  std::vector<fs::path> folders_;  // still to be looked through
  std::vector<found_file> found_;
  bool refused_ = false;
};

/// An open file that closes itself.
class descriptor {
 public:
  explicit descriptor(int number) : number_(number) {}
  descriptor(const descriptor&) = delete;
  descriptor& operator=(const descriptor&) = delete;
  ~descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

void read_file(const found_file& file, std::vector<document>& into, findings& out) {
  // A FIFO that nobody writes to would be waited for, and a device may never end.
  const int links = file.followed ? 0 : O_NOFOLLOW;
  const descriptor open(
      ::open(file.place.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | links));
  struct stat about{};
  if (open.number() < 0 || ::fstat(open.number(), &about) != 0) {
    report(out, errc::file_unreadable, file.name, "cannot read the file", "");
    return;
  }
  if (!S_ISREG(about.st_mode)) {
    report(out, errc::file_unreadable, file.name, "this is no file that holds a rule set",
           "");
    return;
  }
  std::string bytes;
  std::array<char, std::size_t{1} << 16> block{};
  while (bytes.size() <= limits::file_bytes) {
    const auto got = ::read(open.number(), block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      report(out, errc::file_unreadable, file.name, "cannot read the file", "");
      return;
    }
    if (got == 0) {
      into.push_back({file.name.generic_string(), std::move(bytes)});
      return;
    }
    bytes.append(block.data(), static_cast<std::size_t>(got));
  }
  report(out, errc::limit_file, file.name,
         fmt::format("larger than {} bytes", limits::file_bytes), "");
}

}  // namespace

std::vector<document> read_documents(const std::vector<fs::path>& places, findings& out) {
  std::vector<found_file> files;
  for (const auto& place : places) {
    std::error_code fault;
    if (fs::is_directory(place, fault)) {
      folder_search search(place, out);
      const auto below = search.run();
      if (below.empty() && !search.refused())
        report(out, errc::file_unreadable, place, "no rule sets in the folder", "");
      files.insert(files.end(), below.begin(), below.end());
    } else {
      files.push_back({place, place, true});
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
