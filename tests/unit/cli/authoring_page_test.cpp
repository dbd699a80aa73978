// docs/authoring.md, followed to the letter: its files are written, its edits made, its
// commands run, and what they print is compared with the page.

#include "page.hpp"
#include "program.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>

namespace arvio {
namespace {

namespace fs = std::filesystem;

using testing_program::program_test;

using testing_program::blocks_of;
using testing_program::joined;
using testing_program::lines;
using testing_program::lines_of;
using testing_program::matches;

class AuthoringPage : public program_test {
 protected:
  void SetUp() override {
    program_test::SetUp();
    const fs::path source(ARVIO_SOURCE_DIR);
    fs::create_directory_symlink(source / "rules", folder_ / "rules");
  }

  /// Lines with `-` and `+`: each `-` text stands once in the file and becomes the next
  /// `+` text.
  void edit(const std::string& names, const lines& changes) {
    const auto arrow = names.find(" -> ");
    auto text = read(folder_ / names.substr(0, arrow));
    std::string old;
    for (const auto& line : changes) {
      if (line.starts_with("-")) old = line.substr(1);
      if (!line.starts_with("+")) continue;
      const auto at = text.find(old);
      ASSERT_NE(at, std::string::npos) << old;
      ASSERT_EQ(text.find(old, at + 1), std::string::npos) << old << " stands twice";
      text.replace(at, old.size(), line.substr(1));
    }
    ASSERT_FALSE(write(names.substr(arrow + 4), text).empty());
  }

  /// Commands, each begun with `$ arvio`, with what they print.
  void follow(const lines& console) {
    for (std::size_t i = 0; i < console.size();) {
      const std::string start = "$ arvio ";
      ASSERT_TRUE(console[i].starts_with(start)) << console[i];
      const auto command = console[i].substr(start.size());
      lines wanted;
      for (++i; i < console.size() && !console[i].starts_with("$ "); ++i) {
        wanted.push_back(console[i]);
      }
      const auto got = run(command);
      EXPECT_TRUE(matches(wanted, lines_of(got.out)))
          << "arvio " << command << " prints\n"
          << got.out << "and the page says\n"
          << joined(wanted);
    }
  }
};

TEST_F(AuthoringPage, SaysWhatHappens) {
  const auto page = read(fs::path(ARVIO_SOURCE_DIR) / "docs" / "authoring.md");
  std::size_t commands = 0;
  for (const auto& one : blocks_of(lines_of(page))) {
    if (one.comment.starts_with("file: ")) {
      ASSERT_FALSE(write(one.comment.substr(6), joined(one.content)).empty());
    } else if (one.comment.starts_with("edit: ")) {
      edit(one.comment.substr(6), one.content);
    } else if (one.kind == "console") {
      follow(one.content);
      ++commands;
    } else {
      ADD_FAILURE() << "a block of kind " << one.kind << " that nothing is done with";
    }
  }
  EXPECT_GE(commands, 6u);
}

}  // namespace
}  // namespace arvio
