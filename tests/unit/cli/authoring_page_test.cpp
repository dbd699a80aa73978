// docs/authoring.md, followed to the letter: its files are written, its edits made, its
// commands run, and what they print is compared with the page.

#include "program.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace arvio {
namespace {

namespace fs = std::filesystem;

using testing_program::program_test;

using lines = std::vector<std::string>;

lines lines_of(const std::string& text) {
  std::istringstream in(text);
  lines out;
  for (std::string line; std::getline(in, line);) {
    out.push_back(line);
  }
  return out;
}

/// A fenced block of the page, with the comment before it that says what it is.
struct block {
  std::string kind;     // "xml", "console"
  std::string comment;  // "file: ear-pain.xml"
  lines content;
};

std::vector<block> blocks_of(const lines& page) {
  std::vector<block> out;
  std::string comment;
  bool inside = false;
  for (const auto& line : page) {
    if (line.starts_with("```")) {
      if (!inside) out.push_back({line.substr(3), std::exchange(comment, ""), {}});
      inside = !inside;
    } else if (inside) {
      out.back().content.push_back(line);
    } else if (line.starts_with("<!-- ")) {
      comment = line.substr(5, line.size() - 9);
    }
  }
  return out;
}

std::string joined(const lines& all) {
  std::string out;
  for (const auto& line : all) {
    out += line + "\n";
  }
  return out;
}

/// Whether lines are as the page shows them, where `...` stands for any that it leaves
/// out.
bool match(const lines& wanted, std::size_t at, const lines& got, std::size_t from) {
  if (at == wanted.size()) return from == got.size();
  if (wanted[at] == "...") {
    for (auto next = from; next <= got.size(); ++next) {
      if (match(wanted, at + 1, got, next)) return true;
    }
    return false;
  }
  return from < got.size() && wanted[at] == got[from] &&
         match(wanted, at + 1, got, from + 1);
}

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
      EXPECT_TRUE(match(wanted, 0, lines_of(got.out), 0))
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
