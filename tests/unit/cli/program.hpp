#ifndef ARVIO_TESTS_UNIT_CLI_PROGRAM_HPP
#define ARVIO_TESTS_UNIT_CLI_PROGRAM_HPP

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

/// Runs the program `arvio` as its users do, in a folder of the test's own.
namespace arvio::testing_program {

namespace fs = std::filesystem;

struct outcome {
  int code = -1;
  std::string out;  // standard output, then standard error
};

/// Whether the program printed these words.
inline bool has(const outcome& got, const std::string& words) {
  return got.out.find(words) != std::string::npos;
}

class program_test : public testing::Test {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path(testing::TempDir()) / "arvio_cli" / info->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  [[nodiscard]] std::string write(const std::string& name,
                                  const std::string& bytes) const {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    return (folder_ / name).string();
  }
  [[nodiscard]] static std::string read(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
  }

  /// Runs `arvio` with arguments that need no quoting.
  [[nodiscard]] outcome run(const std::string& arguments,
                            const std::string& input) const {
    return run_program(ARVIO_EXECUTABLE, arguments, input);
  }
  /// The same of another program.
  [[nodiscard]] outcome run_program(const std::string& program,
                                    const std::string& arguments,
                                    const std::string& input) const {
    const auto in = write("stdin", input);
    const auto err = (folder_ / "stderr").string();
    const auto command = "cd " + folder_.string() + " && " + program + " " + arguments +
                         " <" + in + " 2>" + err;
    outcome made;
    auto* pipe = popen(command.c_str(), "r");
    if (pipe == nullptr) return made;
    std::array<char, 4096> buffer{};
    for (std::size_t got = 0; (got = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
      made.out.append(buffer.data(), got);
    }
    const auto status = pclose(pipe);
    made.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    made.out += read(err);
    return made;
  }
  [[nodiscard]] outcome run_program(const std::string& program,
                                    const std::string& arguments) const {
    return run_program(program, arguments, "");
  }
  [[nodiscard]] outcome run(const std::string& arguments) const {
    return run(arguments, "");
  }

  fs::path folder_;
};

}  // namespace arvio::testing_program

#endif  // ARVIO_TESTS_UNIT_CLI_PROGRAM_HPP
