// docs/cli.md, its table from a spreadsheet program: saved as such a program does, it
// gives what the page prints.

#include "page.hpp"
#include "program.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace arvio {
namespace {

namespace fs = std::filesystem;

using testing_program::block;
using testing_program::blocks_of;
using testing_program::joined;
using testing_program::lines;
using testing_program::lines_of;
using testing_program::program_test;

class ConvertPage : public program_test {
 protected:
  void SetUp() override {
    program_test::SetUp();
    fs::create_directory_symlink(source_ / "rules", folder_ / "rules");
    blocks_ = blocks_of(lines_of(read(source_ / "docs" / "cli.md")));
  }

  /// The one block with a comment.
  [[nodiscard]] lines only(const std::string& comment) const {
    const auto is_it = [&comment](const block& one) { return one.comment == comment; };
    EXPECT_EQ(std::count_if(blocks_.begin(), blocks_.end(), is_it), 1) << comment;
    const auto found = std::find_if(blocks_.begin(), blocks_.end(), is_it);
    return found == blocks_.end() ? lines() : found->content;
  }

  /// A mark before the first line, CR LF at the end of each.
  [[nodiscard]] static std::string as_saved(const lines& rows) {
    std::string out = "\xEF\xBB\xBF";
    for (const auto& row : rows)
      out += row + "\r\n";
    return out;
  }

  const fs::path source_{ARVIO_SOURCE_DIR};
  std::vector<block> blocks_;
};

TEST_F(ConvertPage, ShowsWhatBecomesOfATableFromASpreadsheetProgram) {
  (void)write("soitot.csv", as_saved(only("file: soitot.csv")));
  (void)write("soitot.json", joined(only("file: soitot.json")));
  auto wanted = only("run");
  const std::string start = "$ arvio ";
  ASSERT_TRUE(!wanted.empty() && wanted.front().starts_with(start));
  const auto command = wanted.front().substr(start.size());
  wanted.erase(wanted.begin());
  const auto got = run(command);
  EXPECT_EQ(got.code, 0);
  EXPECT_EQ(got.out, joined(wanted));
}

}  // namespace
}  // namespace arvio
