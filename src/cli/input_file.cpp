#include "input_file.hpp"

#include "arvio/base/limits.hpp"
#include "arvio/base/shown.hpp"

#include "terminal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace arvio::cli {

struct input_file::open_file {
  std::string path;
  int descriptor = -1;
  std::array<char, std::size_t{1} << 16> block{};

  open_file(std::string from, int opened) : path(std::move(from)), descriptor(opened) {}
  open_file(const open_file&) = delete;
  open_file& operator=(const open_file&) = delete;
  ~open_file() {
    if (descriptor > STDERR_FILENO) ::close(descriptor);
  }
};

std::optional<input_file> input_file::opened(const std::string& path) {
  const int descriptor =
      path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_NOCTTY | O_CLOEXEC);
  if (descriptor < 0) {
    complain(fmt::format("arvio: cannot read the file {}\n", shown_place(path)));
    return std::nullopt;
  }
  auto file = std::make_shared<open_file>(path, descriptor);
  struct stat about{};
  if (::fstat(descriptor, &about) == 0 && S_ISDIR(about.st_mode)) {
    complain(fmt::format("arvio: {} is a folder; give a file\n", shown_place(path)));
    return std::nullopt;
  }
  return input_file(std::move(file));
}

std::optional<std::string_view> input_file::next() {
  finish_output();  // who waits for an answer before the next line gets it
  auto& block = file_->block;
  while (true) {
    const auto got = ::read(file_->descriptor, block.data(), block.size());
    if (got >= 0) return std::string_view(block.data(), static_cast<std::size_t>(got));
    if (errno == EINTR) continue;
    complain(fmt::format("arvio: cannot read the file {}\n", shown_place(file_->path)));
    return std::nullopt;
  }
}

bool input_lines::read_more() {
  if (ended_) return false;
  const auto more = file_.next();
  ended_ = !more || more->empty();
  cut_ = !more;
  if (ended_) return false;
  bytes_.erase(0, at_);
  at_ = 0;
  bytes_ += *more;
  return true;
}

std::optional<input_line> input_lines::next() {
  std::size_t looked = at_;
  while (true) {
    const auto end = bytes_.find('\n', looked);
    if (end != std::string::npos) {
      const std::string_view text(bytes_.data() + at_, end - at_);
      at_ = end + 1;
      const bool too_long = text.size() > longest_;
      return input_line{++number_, too_long ? std::string_view() : text, too_long};
    }
    if (bytes_.size() - at_ > longest_) {
      skip_rest_of_line();
      return input_line{++number_, {}, true};
    }
    const auto unread = bytes_.size() - at_;
    if (!read_more()) break;
    looked = at_ + unread;
  }
  if (cut_ || at_ == bytes_.size()) return std::nullopt;
  const std::string_view text(bytes_.data() + at_, bytes_.size() - at_);
  at_ = bytes_.size();
  return input_line{++number_, text, false};
}

void input_lines::skip_rest_of_line() {
  std::size_t skipped = 0;
  while (true) {
    skipped += bytes_.size() - at_;
    at_ = bytes_.size();
    if (skipped > limits::skipped_bytes) {
      complain(fmt::format(
          "arvio: line {} does not end within {} bytes; nothing after it was read\n",
          number_ + 1, limits::skipped_bytes));
      ended_ = true;
      cut_ = true;
      return;
    }
    if (!read_more()) return;
    const auto end = bytes_.find('\n', at_);
    if (end == std::string::npos) continue;
    at_ = end + 1;
    return;
  }
}

}  // namespace arvio::cli
