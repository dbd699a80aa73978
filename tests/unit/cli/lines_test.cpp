// Contacts by line: each line in gets one line out, whatever it holds.

#include "small_program.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

namespace {

using arvio::testing_program::rash;
using nlohmann::json;

class Lines : public arvio::testing_program::small_program_test {
 protected:
  /// What comes out for lines of standard input, line by line.
  std::vector<json> answers_to(const std::string& lines) {
    const auto got = run("assess --rules rules -", lines);
    code = got.code;
    std::istringstream out(got.out);
    std::vector<json> answers;
    for (std::string line; std::getline(out, line);)
      answers.push_back(json::parse(line, nullptr, false));
    return answers;
  }
  int code = -1;
};

const std::string sound = rash("\"a\":true");

TEST_F(Lines, GetALineEachWhateverTheFirstHolds) {
  for (const std::string first : {"{\"at\":\"2026-03-02T10:00", "null", "[]", "# note",
                                  "", "   ", "{}", "{}}", "\xFF\xFE", "{\"at\":1},"}) {
    const auto got = answers_to(first + "\n" + sound + "\n" + sound + "\n");
    EXPECT_EQ(code, 2) << first;
    ASSERT_EQ(got.size(), 3u) << first;
    EXPECT_EQ(got[0]["line"], 1) << first;
    EXPECT_FALSE(got[0]["errors"].empty()) << first;
    EXPECT_EQ(got[1]["status"], "complete") << first << got[1];
    EXPECT_EQ(got[1], got[2]) << first;
  }
}

TEST_F(Lines, LoseNothingBehindANul) {
  const std::string nul(1, '\0');
  const auto got =
      answers_to(sound + "\n" + sound + nul + sound + "\n" + sound + "\n" + nul + "\n");
  EXPECT_EQ(code, 2);
  ASSERT_EQ(got.size(), 4u);
  EXPECT_EQ(got[0]["status"], "complete");
  EXPECT_EQ(got[1]["line"], 2);
  EXPECT_FALSE(got[1].contains("status"));
  EXPECT_EQ(got[2]["status"], "complete");
  EXPECT_EQ(got[3]["line"], 4);
}

TEST_F(Lines, NeedNoEndOfTheLast) {
  EXPECT_EQ(answers_to(sound).size(), 1u);
  EXPECT_EQ(code, 0);
  EXPECT_EQ(answers_to(sound + "\r\n" + sound).size(), 2u);
  EXPECT_EQ(code, 0);
  EXPECT_EQ(answers_to("").size(), 0u);
}

TEST_F(Lines, AreReadFromAFileWhereThatIsAskedFor) {
  const auto file = write("two.jsonl", sound + "\n" + sound + "\n");
  const auto asked = run("assess --rules rules --lines " + file);
  EXPECT_EQ(asked.code, 0) << asked.out;
  EXPECT_EQ(json::parse(asked.out.substr(0, asked.out.find('\n')))["status"], "complete");
  const auto not_asked = run("assess --rules rules --json " + file);
  EXPECT_EQ(not_asked.code, 2) << "two contacts are none";
}

TEST_F(Lines, ThatAreRefusedNameTheContact) {
  const auto got = answers_to(
      R"({"at":"2026-03-02T10:00:00+02:00","id":"a \"17\"","answers":{"age":-1}})");
  EXPECT_EQ(code, 2);
  ASSERT_EQ(got.size(), 1u);
  EXPECT_EQ(got[0]["line"], 1);
  EXPECT_EQ(got[0]["id"], "a \"17\"");
  EXPECT_EQ(got[0]["errors"][0]["input"], "age");
}

TEST_F(Lines, AreAnsweredInIdsAloneWhereThatIsAskedFor) {
  const auto got = run("assess --rules rules --json=compact -", sound + "\n{}\n");
  EXPECT_EQ(got.code, 2) << "a line is refused";
  const auto end = got.out.find('\n');
  const auto brief = json::parse(got.out.substr(0, end));
  EXPECT_EQ(brief["status"], "complete");
  EXPECT_EQ(brief["basis"], "certain");
  EXPECT_FALSE(brief.contains("texts"));
  EXPECT_LT(end, 600u);
  EXPECT_EQ(json::parse(got.out.substr(end + 1))["line"], 2);
}

TEST_F(Lines, ThatAreTooLongAreRefusedAndPassedOver) {
  const std::string longer = "{" + std::string(std::size_t{3} << 20, ' ') + "}";
  const auto got = answers_to(sound + "\n" + longer + "\n" + sound + "\n" + longer);
  EXPECT_EQ(code, 2);
  ASSERT_EQ(got.size(), 4u);
  EXPECT_EQ(got[0]["status"], "complete");
  EXPECT_EQ(got[1]["errors"][0]["code"], "E0900");
  EXPECT_EQ(got[1]["line"], 2);
  EXPECT_EQ(got[2]["status"], "complete");
  EXPECT_EQ(got[3]["line"], 4);
}

TEST_F(Lines, ThatNeverEndAreGivenUp) {
  const auto got = run("assess --rules rules --lines /dev/zero");
  EXPECT_EQ(got.code, 2);
  EXPECT_NE(got.out.find("\"line\":1,\"errors\":[{\"code\":\"E0900\""), std::string::npos)
      << got.out;
  EXPECT_NE(got.out.find("nothing after it was read"), std::string::npos) << got.out;
}

TEST_F(Lines, AreAnsweredAsTheyCome) {
  // The second line is written once the first is answered: else both sides wait.
  (void)write("contact.jsonl", sound + "\n");
  (void)write("talk.sh", "mkfifo in out\ntimeout 60 " + std::string(ARVIO_EXECUTABLE) +
                             " assess --rules rules - <in >out &\n"
                             "exec 3>in 4<out\n"
                             "for turn in 1 2 3; do\n"
                             "  cat contact.jsonl >&3\n"
                             "  read -r answer <&4 && echo \"${answer%%:*}\"\n"
                             "done\n");
  const auto got = run_program("sh", "talk.sh");
  EXPECT_EQ(got.out, "{\"format\"\n{\"format\"\n{\"format\"\n");
}

TEST_F(Lines, OfAContactInOneFileAreOneContact) {
  const auto file = write("contact.json", json::parse(sound).dump(2));
  EXPECT_EQ(run("assess --rules rules " + file).code, 0);
  EXPECT_EQ(run("assess --rules rules /dev/stdin", json::parse(sound).dump(2)).code, 0);
}

TEST_F(Lines, OfAContactThatIsTooLargeAreNotRead) {
  for (const auto* command : {"assess --rules rules ", "next --rules rules "}) {
    const auto zero = run(std::string(command) + "/dev/zero");
    EXPECT_EQ(zero.code, 2) << command;
    EXPECT_NE(zero.out.find("E0900"), std::string::npos) << zero.out;
  }
  std::filesystem::resize_file(write("large.json", "{"), std::uintmax_t{200} << 20);
  EXPECT_EQ(run("assess --rules rules large.json").code, 2);
  EXPECT_EQ(run("convert /dev/zero rules/t.xml").code, 2);
  const auto by = write("m.json", R"({"at":"2026-03-02T10:00:00Z","columns":{}})");
  EXPECT_EQ(run("convert " + by + " /dev/zero").code, 2);
  EXPECT_EQ(run("show /dev/zero").code, 1);
  EXPECT_EQ(run("check /dev/zero").code, 1);
}

}  // namespace
