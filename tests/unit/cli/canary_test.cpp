// Nothing that a person said goes out in a message, whatever is given where: every field
// of a contact, at every door. And nothing that goes out paints the terminal.

#include "small_program.hpp"
#include "support/scale.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace {

namespace fs = std::filesystem;
using arvio::testing_program::outcome;

class Door : public arvio::testing_program::small_program_test {};

/// All of them; a few under the sanitizers, where each start of the program takes long.
std::vector<std::string> some_of(std::vector<std::string> all) {
  if (arvio::testing::whole_campaigns) return all;
  std::vector<std::string> some;
  for (std::size_t i = 0; i < all.size(); i += 6)
    some.push_back(std::move(all[i]));
  return some;
}

// --- nothing leaks

/// What must not be seen again: a sentence with a name in it.
const std::string canary = "min granne Matti CANARY 010101-123N";

/// A contact, and one with the canary in the place of each of its fields: the value of
/// each member, each answer in each form, and names.
std::vector<std::string> contacts_with_a_canary() {
  const std::string q = "\"" + canary + "\"";
  const auto with = [](const std::string& members) { return "{" + members + "}"; };
  const std::string at = R"("at":"2026-03-02T10:00:00+02:00")";
  const auto answers = [&](const std::string& inside) {
    return with(at + R"(,"language":"en","answers":{)" + inside + "}");
  };
  std::vector<std::string> all = {
      with("\"at\":" + q + R"(,"answers":{"a":true})"),
      with("\"at\":[" + q + R"(],"answers":{"a":true})"),
      with(at + ",\"language\":" + q),
      with(at + ",\"finish\":" + q),
      with(at + ",\"id\":{\"a\":" + q + "}"),
      with(at + ",\"answers\":" + q),
      with(at + ",\"answers\":[" + q + "]"),
      with(at + "," + q + ":1"),
      with(at + "," + q + ":1," + q + ":2"),
      with(at + ",\"presumed\":{" + q + ":1}"),
      answers(q + ":true"),
      answers(q + ":null"),
      answers(q + ":true," + q + ":false"),
      answers(q + R"(:{"value":1,"at":"x"})"),
      answers("\"ag\":" + q),
      "[" + q + "]",
      q,
      with(at + ",\"answers\":{\"a\":" + q),
      with(at + R"(,"answers":{"a":)" + canary + "}"),
      answers(q + ":" + canary),
      canary,
      with(at) + canary,
      with(at) + std::string(1, '\0') + q,
  };
  for (const auto* input : {"complaint", "age", "birth_date", "temperature", "began",
                            "ill_for", "sex", "signs", "a", "n", "nobody"}) {
    for (const auto& form :
         {q, "[" + q + "]", "[" + q + "," + q + "]", "{\"present\":[" + q + "]}",
          "{\"absent\":[" + q + "]}", "{\"present\":[],\"others\":" + q + "}",
          "{\"one_of\":[" + q + "]}", "{\"from\":" + q + "}", "{\"to\":" + q + "}",
          "{\"unknown\":" + q + "}", "{\"value\":" + q + "}",
          "{\"value\":1,\"at\":" + q + "}", "{\"value\":1,\"origin\":" + q + "}",
          "{" + q + ":1}", "{\"value\":{" + q + ":1}}"}) {
      all.push_back(answers("\"" + std::string(input) + "\":" + form));
    }
  }
  return all;
}

/// The text in quotes of the shell.
std::string in_quotes(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    if (c != '\0') out += c;
  }
  return out + "'";
}

testing::AssertionResult is_kept(const outcome& got) {
  for (const auto* word : {"CANARY", "Matti", "010101", "granne"}) {
    if (got.out.find(word) != std::string::npos)
      return testing::AssertionFailure() << "`" << word << "` in:\n" << got.out;
  }
  return testing::AssertionSuccess();
}

TEST_F(Door, OfContactsRepeatsNoField) {
  std::size_t number = 0;
  for (const auto& contact : some_of(contacts_with_a_canary())) {
    (void)write("contact.json", contact);
    // As what it is, once by each door for contacts, which read them alike.
    const auto* command = ++number % 2 == 0 ? "assess --json --explain --rules rules "
                                            : "next --rules rules ";
    const auto got = run(std::string(command) + "contact.json");
    EXPECT_EQ(got.code, 2) << contact << "\n" << got.out;
    EXPECT_TRUE(is_kept(got)) << command << contact;
  }
  std::string lines;
  for (const auto& contact : contacts_with_a_canary())
    lines += contact + "\n";
  const auto got = run("assess --rules rules -", lines);
  EXPECT_EQ(got.code, 2);
  EXPECT_TRUE(is_kept(got));
}

TEST_F(Door, OfOtherThingsRepeatsNothingOfAContact) {
  const auto sound =
      R"({"at":"2026-03-02T10:00:00Z","answers":{"sex":")" + canary + "\"}}";
  const auto xml = "<patient name=\"" + canary +
                   "\"><"
                   "Matti>" +
                   canary;
  (void)write("m.json",
              R"({"at":"2026-03-02T10:00:00Z","columns":{"age":{"input":"age"}}})");
  (void)write("sound.json", R"({"at":"2026-03-02T10:00:00Z","answers":{"a":true}})");
  auto all = std::vector<std::string>{sound, xml, canary};
  for (auto& one : contacts_with_a_canary()) {
    if (all.size() < 30) all.push_back(std::move(one));
  }
  for (const auto& contact : some_of(all)) {
    (void)write("contact.json", contact);
    for (const auto* command :
         {"check contact.json", "check --publishable rules contact.json",
          "test contact.json", "show contact.json", "diff contact.json rules",
          "diff rules contact.json", "diff --rules contact.json rules rules",
          "assess --rules contact.json rules", "assess --rules contact.json sound.json",
          "next --rules contact.json sound.json", "compile contact.json -o x.image",
          "verify contact.json --cases 1", "convert contact.json m.json",
          "convert m.json contact.json", "convert --rules contact.json m.json m.json"}) {
      const auto got = run(command);
      EXPECT_NE(got.code, 0) << command << "\n" << contact;
      EXPECT_TRUE(is_kept(got)) << command << "\n" << contact;
    }
  }
}

TEST_F(Door, RepeatsNoContactThatIsGivenAsAnArgument) {
  const auto contact = in_quotes(R"({"at": "x", "answers": {"sex": ")" + canary + "\"}}");
  (void)write("m.json", "{}");
  for (const auto& command :
       {"assess --rules rules " + contact, "next --rules rules " + contact,
        "assess --rules " + contact + " m.json", "check " + contact, "test " + contact,
        "show " + contact, "diff " + contact + " rules", "diff rules " + contact,
        "convert " + contact + " m.json", "convert m.json " + contact,
        "convert --rules " + contact + " m.json m.json", "compile rules -o " + contact,
        "compile " + contact + " -o x.image", "verify rules --save " + contact + "/x",
        "assess --rules rules m.json " + contact, "assess --lang " + contact,
        "verify rules --cases " + contact, "compile rules -o x.image --at " + contact,
        "assess --rules rules m.json --" + contact, contact,
        // taken apart by the shell
        "assess --rules rules {\"at\": \"x\", \"answers\": \"" + canary + "\"}",
        "assess --rules rules m.json " + canary}) {
    const auto got = run(command);
    EXPECT_EQ(got.code, 2) << command << got.out;
    EXPECT_TRUE(is_kept(got)) << command;
  }
}

TEST_F(Door, RepeatsNoCellOfATable) {
  (void)write(
      "m.json",
      R"({"at":"2026-03-02T10:00:00Z","id":"row","columns":{"age":{"input":"age"},)"
      R"("s":{"input":"signs","codes":{"1":["rash"]}},"sex":{"input":"sex"}}})");
  for (const std::string& table : std::vector<std::string>{
           canary + "," + canary + ",54\nx,y,30\n", canary + ";" + canary + "\n",
           "row,age,s,sex\n" + canary + "," + canary + "," + canary + "," + canary + "\n",
           "row,age,s,sex\n" + canary + ",1\n",
           "row,age,s,sex\n1,\"" + canary + "\"x,,\n", "row,age,s,sex\n1,\"" + canary,
           "row,age,s,sex\n1,54\xFF,1," + canary + "\n", "row,age,age\n" + canary + "\n",
           canary, "\"" + canary}) {
    (void)write("t.csv", table);
    for (const auto* command :
         {"convert m.json t.csv", "convert --rules rules m.json t.csv"}) {
      const auto got = run(command);
      EXPECT_EQ(got.code, 2) << command << table << got.out;
      EXPECT_TRUE(is_kept(got)) << command << table;
    }
  }
}

TEST_F(Door, RepeatsNoCellThatAMappingLetsPass) {
  for (const std::string on_bad : {"unknown", "drop"}) {
    (void)write(
        "m.json",
        R"({"at":{"column":"seen","form":["finnish","unix"],"bad_cell":"drop"},)"
        R"("bad_cell":")" +
            on_bad +
            R"(","id":"row","columns":{"age":{"input":"age"},)"
            R"("t":{"input":"temperature","unit":"[degF]","convert":{"to":"Cel"}},)"
            R"("b":{"input":"birth_date","form":"finnish"},)"
            R"("s":{"input":"signs","codes":{"1":["rash"]}},"sex":{"input":"sex"}}})");
    const auto bad = canary + "," + canary + "," + canary + "," + canary + "," + canary;
    (void)write("t.csv", "row,seen,age,t,b,s,sex\n1,2.3.2026 8.00," + bad + "\n2," +
                             canary + ",1,1,1.1.2000,1,male\n");
    for (const auto* command :
         {"convert m.json t.csv", "convert --rules rules m.json t.csv"}) {
      const auto got = run(command);
      EXPECT_EQ(got.code, 0) << command << got.out;
      EXPECT_NE(got.out.find("column `seen`: 1 cell"), std::string::npos) << got.out;
      const auto rules = std::string(command).find("--rules") != std::string::npos;
      if (on_bad == "drop" || rules) {
        EXPECT_TRUE(is_kept(got)) << command << got.out;
      }
    }
  }
}

// --- nothing paints

testing::AssertionResult is_harmless(const std::string& text) {
  const std::vector<std::string> marks = {"\xC2\x9B",     "\xC2\x85",     "\xD8\x9C",
                                          "\xE2\x80\x8E", "\xE2\x80\x8F", "\xE2\x80\xA8",
                                          "\xE2\x80\xAE", "\xE2\x81\xA6", "\xE2\x81\xA9"};
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\n') || byte == 0x7F)
      return testing::AssertionFailure() << "byte " << int{byte} << " in:\n" << text;
  }
  for (const auto& one : marks) {
    if (text.find(one) != std::string::npos)
      return testing::AssertionFailure() << "a mark in:\n" << text;
  }
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::size_t size = byte < 0x80 ? 1 : byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
    bool sound = byte < 0x80 || (byte >= 0xC2 && byte < 0xF5);
    for (std::size_t k = 1; k < size; ++k) {
      sound = sound && i + k < text.size() &&
              (static_cast<unsigned char>(text[i + k]) & 0xC0) == 0x80;
    }
    if (!sound) return testing::AssertionFailure() << "a byte in:\n" << text;
    i += size;
  }
  return testing::AssertionSuccess();
}

const std::vector<std::string> paints = {"\x1b[2J\x1b]0;owned\x07",
                                         "\x08\x7f",
                                         "\xC2\x9B"
                                         "2J",
                                         "\xC2\x85",
                                         "\xE2\x80\xAE",
                                         "\xE2\x81\xA6x\xE2\x81\xA9",
                                         "\xE2\x80\xA8",
                                         "\xD8\x9C",
                                         "h\xE4t\xE4",
                                         "\x9b",
                                         "\xFF"};

std::string with(std::string text, const std::string& what, const std::string& by) {
  const auto at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), by);
}

TEST_F(Door, OfRuleSetsPaintsNoTerminal) {
  const std::string sound = arvio::testing_program::small_rules;
  (void)write("contact.json", arvio::testing_program::rash("\"a\":true"));
  for (const auto& paint : some_of(paints)) {
    const auto title = ">" + paint + "t</title>";
    const std::vector<std::string> documents = {
        with(sound, ">t</title>", title),
        with(sound, "n > 3", "zz <!-- " + paint + " or b -->"),
        with(sound, "n > 3", "zz '" + paint + "'"),
        with(sound, "id=\"R-2\"", "id=\"R-2" + paint + "\""),
        with(sound, "id=\"t\"", "id=\"t" + paint + "\""),
        with(sound, "urgency=\"U2\"", "urgency=\"" + paint + "\""),
        with(sound, "<otherwise", "<" + paint + "/><otherwise"),
        with(sound, "<use ruleset=\"vocabulary\"", "<use ruleset=\"" + paint + "\"")};
    for (const auto& document : documents) {
      (void)write("rules/t.xml", document);
      for (const auto* command :
           {"check -v rules", "show rules/t.xml", "assess --rules rules contact.json",
            "assess --json --rules rules contact.json", "diff rules/voc.xml rules"}) {
        EXPECT_TRUE(is_harmless(run(command).out)) << command;
      }
    }
  }
}

TEST_F(Door, PaintsNoTerminalByTheNamesOfFiles) {
  for (const auto& paint : some_of(paints)) {
    const auto name = "x" + paint + "y";
    (void)write(name, "<ruleset/>");
    fs::create_directories(folder_ / ("d" + paint));
    (void)write("d" + paint + "/a" + paint + ".xml", "<ruleset/>");
    (void)write("m.json", "{\"x\":1}");
    for (const auto& given : {name, "d" + paint, "none" + paint}) {
      const auto quoted = in_quotes(given);
      for (const auto& command :
           {"check " + quoted, "show " + quoted, "assess --rules rules " + quoted,
            "assess --rules " + quoted + " m.json", "diff rules " + quoted,
            "convert " + quoted + " m.json", "convert m.json " + quoted, quoted,
            "assess --" + quoted, "compile rules -o " + quoted + "/no/x"}) {
        const auto got = run(command);
        EXPECT_NE(got.code, 0) << command;
        EXPECT_TRUE(is_harmless(got.out)) << command;
      }
    }
  }
}

TEST_F(Door, OfContactsPaintsNoTerminal) {
  for (const auto& paint : some_of(paints)) {
    std::string id;  // as JSON writes it
    for (const char c : paint) {
      constexpr const char* digits = "0123456789abcdef";
      const auto byte = static_cast<unsigned char>(c);
      if (byte >= 0x20) {
        id += c;
      } else {
        id += std::string("\\u00") + digits[byte / 16] + digits[byte % 16];
      }
    }
    (void)write("contact.json", R"({"at":"2026-03-02T10:00:00+02:00","id":"x)" + id +
                                    R"(","answers":{"complaint":["rash"],"a":true}})");
    (void)write("m.json", R"({"at":"2026-03-02T10:00:00Z","id":"row","columns":{"a)" +
                              id + R"(":{"input":"age"}}})");
    (void)write("t.csv",
                "row,a" + paint + "\n\"" + paint + "\",54\n\"" + paint + "\",x\n");
    for (const auto* command :
         {"assess --rules rules contact.json", "assess --json --rules rules contact.json",
          "next --rules rules contact.json", "convert --rules rules m.json t.csv"}) {
      EXPECT_TRUE(is_harmless(run(command).out)) << command;
    }
  }
}

}  // namespace
