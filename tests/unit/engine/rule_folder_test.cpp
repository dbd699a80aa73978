// A folder of rule sets with something in it that cannot be used. With a rule set less a
// contact comes out less urgent, so nothing is passed over.

#include "arvio.hpp"
#include "arvio/base/limits.hpp"

#include "rule_texts.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

namespace arvio {
namespace {

namespace fs = std::filesystem;

class RuleFolder : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
    home = fs::path(::testing::TempDir()) / "arvio_rule_folder" / info->name();
    fs::remove_all(home);
    rules = home / "rules";
    fs::create_directories(rules / "sub");
    fs::create_directories(home / "elsewhere");
    write("rules/vocabulary.xml", testing_rules::case_document("vocabulary.xml").bytes);
    write("elsewhere/sums.xml", testing_rules::case_document("sums.xml").bytes);
  }
  void TearDown() override { fs::remove_all(home); }
  void write(const std::string& name, const std::string& bytes) const {
    std::ofstream(home / name, std::ios::binary) << bytes;
  }

  /// The engine does not open, and says what is wrong with `name`.
  void refuses(const std::string& name, const std::string& words) const {
    const auto opened = engine::open(rules);
    ASSERT_FALSE(opened) << "opened without " << name;
    const auto text = opened.error().text();
    const auto& all = opened.error().findings;
    const auto found = std::find_if(all.begin(), all.end(), [&](const finding& one) {
      return one.message.find("`" + (rules / name).generic_string() + "`") !=
             std::string::npos;
    });
    ASSERT_NE(found, all.end()) << text;
    EXPECT_EQ(found->level, severity::error);
    EXPECT_NE(found->message.find(words), std::string::npos) << text;
  }

  fs::path home;
  fs::path rules;
};

TEST_F(RuleFolder, OpensWhereAllIsInOrder) {
  write("rules/notes.txt", "no rule set, and not named like one");
  write("rules/sub/.xml", testing_rules::case_document("sums.xml").bytes);
  const auto opened = engine::open(rules);
  ASSERT_TRUE(opened) << opened.error().text();
  EXPECT_EQ(opened->repository().sets.size(), 2u) << "a name of nothing but the ending";
}

TEST_F(RuleFolder, RefusesALinkThatLeadsNowhere) {
  fs::create_symlink("gone.xml", rules / "sub" / "urgent.xml");
  refuses("sub/urgent.xml", "leads nowhere");
}

TEST_F(RuleFolder, RefusesALinkToItself) {
  fs::create_symlink("urgent.xml", rules / "urgent.xml");
  refuses("urgent.xml", "leads nowhere");
}

TEST_F(RuleFolder, RefusesALinkThatMayHaveLedToAFolder) {
  fs::create_symlink("gone", rules / "urgent");
  refuses("urgent", "leads nowhere");
}

TEST_F(RuleFolder, RefusesALinkToAFolder) {
  fs::create_directory_symlink(home / "elsewhere", rules / "more");
  refuses("more", "leads to a folder");
}

TEST_F(RuleFolder, RefusesALinkToAFolderOfItsOwn) {
  fs::create_directory_symlink(rules, rules / "sub" / "again");
  refuses("sub/again", "leads to a folder");
}

TEST_F(RuleFolder, RefusesALinkOutOfIt) {
  fs::create_symlink("../elsewhere/sums.xml", rules / "sums.xml");
  refuses("sums.xml", "out of the folder");
}

TEST_F(RuleFolder, ReadsNothingOfWhatALinkOutOfItLeadsTo) {
  write("elsewhere/secret.xml", "SECRET");
  fs::create_symlink("../elsewhere/secret.xml", rules / "sums.xml");
  const auto opened = engine::open(rules);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().text().find("SECRET"), std::string::npos);
}

TEST_F(RuleFolder, TakesAFolderBesideItForAnother) {
  fs::create_directories(home / "rules-old");
  write("rules-old/sums.xml", testing_rules::case_document("sums.xml").bytes);
  fs::create_symlink("../rules-old/sums.xml", rules / "sums.xml");
  refuses("sums.xml", "out of the folder");
}

TEST_F(RuleFolder, FollowsALinkToAFileOfItsOwn) {
  write("rules/sub/sums.txt", testing_rules::case_document("sums.xml").bytes);
  fs::create_symlink("sub/sums.txt", rules / "sums.xml");
  const auto opened = engine::open(rules);
  ASSERT_TRUE(opened) << opened.error().text();
  EXPECT_EQ(opened->repository().sets.size(), 2u);
}

TEST_F(RuleFolder, RefusesAFifoAndDoesNotWaitForIt) {
  ASSERT_EQ(mkfifo((rules / "urgent.xml").c_str(), 0600), 0);
  refuses("urgent.xml", "no file that holds a rule set");
  findings found;
  EXPECT_TRUE(read_documents({rules / "urgent.xml"}, found).empty());
  EXPECT_EQ(found.size(), 1u) << "named by itself";
}

TEST_F(RuleFolder, RefusesALinkToADevice) {
  fs::create_symlink("/dev/zero", rules / "urgent.xml");
  refuses("urgent.xml", "no file that holds a rule set");
  findings found;
  EXPECT_TRUE(read_documents({"/dev/zero"}, found).empty());
  EXPECT_EQ(found.size(), 1u) << "named by itself";
}

TEST_F(RuleFolder, RefusesANameInOtherLetters) {
  write("rules/urgent.XML", testing_rules::case_document("sums.xml").bytes);
  refuses("urgent.XML", "small letters");
}

TEST_F(RuleFolder, RefusesAFolderThatIsNamedLikeARuleSet) {
  fs::create_directories(rules / "urgent.xml");
  refuses("urgent.xml", "named like a rule set");
}

/// Runs what follows as somebody who may not read everything.
class without_rights {
 public:
  without_rights() : before_(geteuid()) {
    constexpr uid_t nobody = 65534;
    if (before_ == 0) changed_ = seteuid(nobody) == 0;
  }
  without_rights(const without_rights&) = delete;
  without_rights& operator=(const without_rights&) = delete;
  ~without_rights() {
    if (changed_ && seteuid(before_) != 0) std::abort();
  }

 private:
  uid_t before_;
  bool changed_ = false;
};

TEST_F(RuleFolder, RefusesAFileThatMayNotBeRead) {
  write("rules/urgent.xml", testing_rules::case_document("sums.xml").bytes);
  fs::permissions(rules / "urgent.xml", fs::perms::none);
  const without_rights now;
  refuses("urgent.xml", "cannot read the file");
}

TEST_F(RuleFolder, RefusesAFolderInItThatMayNotBeRead) {
  write("rules/sub/urgent.xml", testing_rules::case_document("sums.xml").bytes);
  fs::permissions(rules / "sub", fs::perms::none);
  {
    const without_rights now;
    refuses("sub", "cannot read the folder");
  }
  fs::permissions(rules / "sub", fs::perms::owner_all);
}

TEST_F(RuleFolder, RefusesAFileThatIsTooLarge) {
  std::ofstream(rules / "urgent.xml").close();
  fs::resize_file(rules / "urgent.xml", limits::file_bytes + 1);
  refuses("urgent.xml", "larger than");
}

TEST_F(RuleFolder, RefusesAFolderWithoutAnyRuleSet) {
  findings found;
  EXPECT_TRUE(read_documents({rules, rules / "sub"}, found).size() == 1);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].level, severity::error);
  EXPECT_NE(found[0].message.find("no rule sets in the folder"), std::string::npos);
}

TEST_F(RuleFolder, NamesEverythingThatIsWrongAtOnce) {
  fs::create_symlink("gone.xml", rules / "a.xml");
  write("rules/b.XML", "");
  ASSERT_EQ(mkfifo((rules / "c.xml").c_str(), 0600), 0);
  refuses("a.xml", "leads nowhere");
  refuses("b.XML", "small letters");
  refuses("c.xml", "no file");
}

}  // namespace
}  // namespace arvio
