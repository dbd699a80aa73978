#ifndef ARVIO_SRC_CLI_INPUT_FILE_HPP
#define ARVIO_SRC_CLI_INPUT_FILE_HPP

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace arvio::cli {

/// A file, or standard input for `-`, read in blocks: it may be a pipe that goes on for
/// ever, or a device.
class input_file {
 public:
  /// Says why where it cannot be opened; a folder is no file.
  [[nodiscard]] static std::optional<input_file> opened(const std::string& path);

  /// The next bytes, none at the end; nullopt, and said why, where they cannot be read.
  /// What was printed so far is on its way before it waits.
  ///
  /// Errors  throws output_lost.
  [[nodiscard]] std::optional<std::string_view> next();

 private:
  struct open_file;
  explicit input_file(std::shared_ptr<open_file> file) : file_(std::move(file)) {}

  std::shared_ptr<open_file> file_;
};

/// One line of a file, without its end.
struct input_line {
  std::size_t number = 0;  // from 1
  std::string_view text;   // until the next line is asked for; none where it is too long
  bool too_long = false;
};

/// The lines of a file, in memory for one line.
class input_lines {
 public:
  /// Lines of more than `longest` bytes are passed over, and told.
  input_lines(input_file file, std::size_t longest)
      : file_(std::move(file)), longest_(longest) {}

  /// The next line; nullopt behind the last.
  [[nodiscard]] std::optional<input_line> next();
  /// Whether lines are left that could not be read: said why.
  [[nodiscard]] bool is_cut() const { return cut_; }

 private:
  bool read_more();
  void skip_rest_of_line();

  input_file file_;
  std::size_t longest_;
  std::string bytes_;
  std::size_t at_ = 0;  // where the next line begins
  std::size_t number_ = 0;
  bool ended_ = false;
  bool cut_ = false;
};

}  // namespace arvio::cli

#endif  // ARVIO_SRC_CLI_INPUT_FILE_HPP
