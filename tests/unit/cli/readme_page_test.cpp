// README.md, its first section: the rule stands in its file, and the contact gives what
// is printed. Its C++ is compiled and run by tests/install.

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
using testing_program::matches;
using testing_program::program_test;

lines without_indent(const lines& all) {
  lines out;
  for (const auto& line : all) {
    const auto first = line.find_first_not_of(' ');
    out.push_back(first == std::string::npos ? "" : line.substr(first));
  }
  return out;
}

/// The part of a page that stands between two texts.
std::string between(const std::string& page, const std::string& from,
                    const std::string& to) {
  const auto begin = page.find(from);
  if (begin == std::string::npos) return "";
  const auto after = begin + from.size();
  const auto end = page.find(to, after);
  return end == std::string::npos ? "" : page.substr(after, end - after);
}

class ReadmePage : public program_test {
 protected:
  void SetUp() override {
    program_test::SetUp();
    fs::create_directory_symlink(source_ / "rules", folder_ / "rules");
    page_ = read(source_ / "README.md");
    blocks_ = blocks_of(lines_of(between(page_, "## What comes out\n", "\n## ")));
  }

  /// The one block of a kind.
  [[nodiscard]] block only(const std::string& kind) const {
    const auto is_it = [&kind](const block& one) { return one.kind == kind; };
    EXPECT_EQ(std::count_if(blocks_.begin(), blocks_.end(), is_it), 1) << kind;
    const auto found = std::find_if(blocks_.begin(), blocks_.end(), is_it);
    return found == blocks_.end() ? block{} : *found;
  }
  void write_contact() const {
    ASSERT_FALSE(write("contact.json", joined(only("json").content)).empty());
  }
  [[nodiscard]] std::string command() const {
    const auto console = only("console").content;
    const std::string start = "$ arvio ";
    EXPECT_TRUE(!console.empty() && console.front().starts_with(start));
    return console.empty() ? "" : console.front().substr(start.size());
  }

  const fs::path source_{ARVIO_SOURCE_DIR};
  std::string page_;
  std::vector<block> blocks_;
};

TEST_F(ReadmePage, ShowsARuleAsItStandsInItsFileButForWholeElements) {
  const auto file = source_ / between(page_, "as it stands in [", "]");
  const auto shown = without_indent(only("xml").content);
  const auto all = without_indent(lines_of(read(file)));
  ASSERT_EQ(shown.size(), 6u);
  ASSERT_TRUE(shown.front().starts_with("<rule "));
  auto in_file = std::find(all.begin(), all.end(), shown.front());
  ASSERT_NE(in_file, all.end()) << shown.front() << " is not in " << file;
  const auto end = std::find(in_file, all.end(), "</rule>");
  EXPECT_EQ(shown.back(), "</rule>");
  for (std::size_t i = 1; i + 1 < shown.size(); ++i) {
    in_file = std::find(in_file, end, shown[i]);
    EXPECT_NE(in_file, end) << shown[i] << " is not in the rule, or not there";
    const bool is_whole =
        shown[i].ends_with("/>") || shown[i].find("</") != std::string::npos;
    EXPECT_TRUE(shown[i].starts_with("<") && is_whole) << shown[i];
  }
}

TEST_F(ReadmePage, ShowsWhatIsPrintedOfItsContact) {
  write_contact();
  const auto got = run(command());
  EXPECT_EQ(got.code, 0);
  auto wanted = only("console").content;
  wanted.erase(wanted.begin());
  EXPECT_TRUE(matches(wanted, lines_of(got.out))) << got.out << "and the page says\n"
                                                  << joined(wanted);
}

TEST_F(ReadmePage, ShowsWhatIsPrintedWhereAnAnswerIsNotKnown) {
  write_contact();
  const auto unknown = only("text");
  const auto arrow = unknown.comment.find(" -> ");
  ASSERT_TRUE(unknown.comment.starts_with("edit: ") && arrow != std::string::npos);
  const auto old = unknown.comment.substr(6, arrow - 6);
  auto contact = read(folder_ / "contact.json");
  ASSERT_NE(contact.find(old), std::string::npos);
  contact.replace(contact.find(old), old.size(), unknown.comment.substr(arrow + 4));
  ASSERT_FALSE(write("contact.json", contact).empty());

  const auto got = run(command());
  EXPECT_EQ(got.code, 0);
  auto wanted = unknown.content;
  wanted.insert(wanted.begin(), "...");
  wanted.emplace_back("...");
  EXPECT_TRUE(matches(wanted, lines_of(got.out))) << got.out << "and the page says\n"
                                                  << joined(unknown.content);
}

}  // namespace
}  // namespace arvio
