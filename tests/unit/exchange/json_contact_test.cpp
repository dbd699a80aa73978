#include "arvio.hpp"

#include <gtest/gtest.h>

#include <string>

namespace arvio {
namespace {

const std::string time = R"("at":"2026-03-02T10:00:00+02:00")";

contact contact_with(const std::string& answers) {
  const auto made = read_contact("{" + time + ",\"answers\":{" + answers + "}}");
  EXPECT_TRUE(made) << (made ? "" : to_json(made.error()));
  return made ? *made : contact();
}

answer_content content(const std::string& answer) {
  const auto made = contact_with("\"x\":" + answer);
  return made.answers().empty() ? answer_content() : made.answers().front().content;
}

errc fault(const std::string& answer) {
  const auto made = content(answer);
  const auto* found = std::get_if<answer_fault>(&made);
  return found == nullptr ? errc::none : found->code;
}

contact_errors errors(const std::string& json) {
  const auto made = read_contact(json);
  return made ? contact_errors() : made.error();
}

TEST(ReadContact, KeepsTheDigitsOfNumbers) {
  EXPECT_EQ(content("38.40"), answer_content(answer_value(decimal{3840, 2})));
  EXPECT_EQ(std::get<decimal>(std::get<answer_value>(content("38.40"))).scale, 2);
  EXPECT_EQ(content("-7"), answer_content(answer_value(decimal{-7, 0})));
  EXPECT_EQ(content("-0.5"), answer_content(answer_value(decimal{-5, 1})));
  EXPECT_EQ(content("0.1"), answer_content(answer_value(decimal{1, 1})));
  EXPECT_EQ(content("999999999999999"),
            answer_content(answer_value(decimal{999999999999999})));
}

TEST(ReadContact, RefusesNumbersThatNoInputTakes) {
  EXPECT_EQ(fault("1e2"), errc::answer_type);
  EXPECT_EQ(fault("1E-2"), errc::answer_type);
  EXPECT_EQ(fault("99999999999999999999"), errc::answer_outside);
  EXPECT_EQ(fault("0.1234567891"), errc::answer_too_fine);
  EXPECT_EQ(fault("9007199254740993.5"), errc::answer_outside);
}

TEST(ReadContact, ReadsEveryForm) {
  EXPECT_EQ(content("true"), answer_content(answer_value(true)));
  EXPECT_EQ(content("\"sudden\""), answer_content(answer_value(std::string("sudden"))));
  EXPECT_EQ(content("\"?\""), answer_content(unknown_answer::cannot_say));
  EXPECT_EQ(content(R"({"unknown":"cannot_say"})"),
            answer_content(unknown_answer::cannot_say));
  EXPECT_EQ(content(R"({"unknown":"refused"})"), answer_content(unknown_answer::refused));
  EXPECT_EQ(
      content(R"({"from":0,"to":17})"),
      answer_content(answer_range{answer_value(decimal{0}), answer_value(decimal{17})}));
  EXPECT_EQ(content(R"({"to":17})"),
            answer_content(answer_range{{}, answer_value(decimal{17})}));
  EXPECT_EQ(content(R"({"one_of":["mild","strong"]})"),
            answer_content(answer_choice{{"mild", "strong"}}));
  EXPECT_EQ(content(R"(["vomiting"])"),
            answer_content(answer_codes{{"vomiting"}, {}, {}}));
  EXPECT_EQ(content(R"({"present":[],"absent":["headache"],"others":"no"})"),
            answer_content(answer_codes{{}, {"headache"}, other_codes::absent}));
  EXPECT_EQ(content(R"({"others":"?"})"),
            answer_content(answer_codes{{}, {}, other_codes::unknown}));
}

TEST(ReadContact, ReadsTimeAndOriginAroundAnyForm) {
  const auto made = contact_with(
      R"("t":{"value":38.4,"at":"2026-03-02T09:40:00+02:00","origin":"device"},)"
      R"("u":{"value":{"from":1,"to":2},"origin":"proxy"},"v":{"value":"?"})");
  ASSERT_EQ(made.answers().size(), 3u);
  const auto& first = made.answers()[0];
  EXPECT_EQ(first.content, answer_content(answer_value(decimal{384, 1})));
  EXPECT_EQ(first.at, parse_time("2026-03-02T09:40:00+02:00"));
  EXPECT_EQ(first.origin, answer_origin::device);
  EXPECT_EQ(made.answers()[1].origin, answer_origin::proxy);
  EXPECT_TRUE(std::holds_alternative<answer_range>(made.answers()[1].content));
  EXPECT_EQ(made.answers()[2].content, answer_content(unknown_answer::cannot_say));
}

TEST(ReadContact, MakesWhatIsWrongWithAnAnswerAFaultOfThatAnswer) {
  for (const auto* wrong :
       {"null", "{}", "[1]", R"({"from":1,"until":2})", R"({"from":[1]})",
        R"({"unknown":"maybe"})", R"({"unknown":"refused","at":"x"})",
        R"({"one_of":"mild"})", R"({"present":[],"rest":"no"})", R"({"others":"yes"})",
        R"({"value":1,"at":"now"})", R"({"value":1,"origin":"hearsay"})",
        R"({"value":1,"unit":"kg"})", R"({"value":{"value":1}})",
        R"({"from":1,"from":2})", R"({"value":1,"value":2})"}) {
    EXPECT_NE(fault(wrong), errc::none) << wrong;
  }
}

TEST(ReadContact, KeepsAnInputThatIsGivenTwice) {
  EXPECT_EQ(contact_with(R"("x":1,"x":2)").answers().size(), 2u);
}

TEST(ReadContact, RefusesTheWholeForItsOwnMembers) {
  EXPECT_EQ(errors("[]").front().code, errc::contact_syntax);
  EXPECT_EQ(errors("{}").front().code, errc::contact_time);
  EXPECT_EQ(errors(R"({"at":"yesterday"})").front().code, errc::contact_time);
  EXPECT_EQ(errors(R"({"at":"2200-01-01T00:00:00Z"})").front().code, errc::contact_time);
  EXPECT_EQ(errors("{" + time + R"(,"answers":[]})").front().code, errc::contact_syntax);
  EXPECT_EQ(errors("{" + time + R"(,"finish":"yes"})").front().code,
            errc::contact_syntax);
  EXPECT_EQ(errors("{" + time + "," + time + "}").front().code, errc::contact_syntax);
  EXPECT_EQ(errors("{" + time + R"(,"anwsers":{},"id":7})").size(), 2u);
}

TEST(ReadContact, SaysWhereItIsNotJson) {
  const auto found = errors("{\n \"at\": oops}");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NE(found.front().message.find("line 2, column"), std::string::npos)
      << found.front().message;
}

TEST(ReadContact, RefusesANulWhereverItStands) {
  const std::string nul(1, '\0');
  const auto whole = "{" + time + ",\"answers\":{\"x\":true}}";
  ASSERT_TRUE(errors(whole).empty());
  for (const auto& text : {whole + nul, whole + nul + "rubbish", whole + nul + whole,
                           nul + whole, whole.substr(0, 10) + nul + whole.substr(10)}) {
    const auto got = errors(text);
    ASSERT_EQ(got.size(), 1u);
    EXPECT_EQ(got.front().code, errc::contact_syntax);
    EXPECT_NE(got.front().message.find("NUL"), std::string::npos);
  }
}

TEST(ReadContact, TakesNothingBehindTheContact) {
  const auto whole = "{" + time + ",\"answers\":{\"x\":true}}";
  EXPECT_TRUE(errors(whole + " \r\n\t ").empty());
  for (const auto* more : {"{}", ",", "x", "\xEF\xBB\xBF", "\x1a", "null", "//"})
    EXPECT_EQ(errors(whole + more).size(), 1u) << more;
}

TEST(ReadContact, RefusesALanguageThatIsNone) {
  EXPECT_EQ(errors("{" + time + ",\"language\":\"\"}").size(), 1u);
  EXPECT_TRUE(errors("{" + time + "}").empty());
}

TEST(ReadContact, TellsAnswersByTheirNumberSinceItKnowsNoInputs) {
  const auto got = errors(
      "{" + time + ",\"finish\":1,\"answers\":{\"age\":1,\"Matti\":null,\"x\":null}}");
  ASSERT_EQ(got.size(), 3u);
  EXPECT_TRUE(got[1].message.starts_with("member 2 of `answers` ")) << got[1].message;
  EXPECT_TRUE(got[2].message.starts_with("member 3 of `answers` ")) << got[2].message;
  for (const auto& one : got) {
    EXPECT_EQ(one.input, "");
    EXPECT_EQ(one.message.find("Matti"), std::string::npos) << one.message;
  }
}

TEST(ReadContact, RepeatsOfAMemberOnlyWhatIsNearlyOne) {
  const auto near = errors("{" + time + R"(,"langauge":"fi"})");
  ASSERT_EQ(near.size(), 1u);
  EXPECT_TRUE(near.front().message.starts_with("`langauge` is unknown"))
      << near.front().message;
  for (const auto* name : {"Matti", "Virtanen", "min granne"}) {
    const auto far = errors("{" + time + ",\"" + name + "\":1,\"" + name + "\":2}");
    ASSERT_FALSE(far.empty());
    for (const auto& one : far)
      EXPECT_TRUE(one.message.starts_with("a member is ")) << one.message;
  }
}

TEST(ReadContact, SaysWhereANumberStandsThatNothingCanHold) {
  for (const auto* answers :
       {R"({"age":5,"Matti":1e400})", R"({"age":5,"Matti":{"value":-1e999}})"}) {
    const auto got = errors("{" + time + ",\n\"answers\":" + answers + "}");
    ASSERT_EQ(got.size(), 1u);
    EXPECT_EQ(got.front().input, "");
    EXPECT_NE(got.front().message.find("a number out of range at line 2, column "),
              std::string::npos);
    EXPECT_EQ(got.front().message.find("Matti"), std::string::npos);
  }
}

TEST(ReadContact, TellsFaultsOfTheWholeAndOfAnswersTogether) {
  const auto got = errors(R"({"language":5,"answers":{"age":null,"sex":{"x":1}}})");
  ASSERT_EQ(got.size(), 4u);
  EXPECT_TRUE(got[2].message.starts_with("member 1 of `answers` ")) << got[2].message;
  EXPECT_TRUE(got[3].message.starts_with("member 2 of `answers` ")) << got[3].message;
}

TEST(ReadContact, StaysWithinItsBudgets) {
  const std::string deep = "{" + time + ",\"answers\":{\"x\":" + std::string(50000, '[') +
                           std::string(50000, ']') + "}}";
  EXPECT_EQ(errors(deep).front().code, errc::limit_depth);
  EXPECT_EQ(errors(std::string((1u << 20) + 1, ' ')).front().code, errc::limit_file);
}

TEST(ReadContact, NeverSaysWhatWasAnswered) {
  const std::string secret = "Kaisa170452";
  for (const auto& json : {"{" + secret, "{\"" + secret + " x\":1}",
                           "{" + time + ",\"at\":\"" + secret + "\"}",
                           "{" + time + ",\"answers\":\"" + secret + "\"}",
                           "{" + time + ",\"answers\":{\"x\":" + secret,
                           "{" + time + ",\"language\":{\"" + secret + "\":1}}"}) {
    for (const auto& one : errors(json)) {
      EXPECT_EQ(one.message.find(secret), std::string::npos) << one.message;
    }
  }
  for (const auto& answer : {"{\"" + secret + "\":1}", "[\"" + secret + "\",1]",
                             "{\"unknown\":\"" + secret + "\"}"}) {
    const auto made = content(answer);
    ASSERT_TRUE(std::holds_alternative<answer_fault>(made));
    EXPECT_EQ(std::get<answer_fault>(made).message.find(secret), std::string::npos);
  }
}

TEST(WriteContact, IsReadBack) {
  arvio::contact contact{*parse_time("2026-03-02T10:00:00+02:00")};
  contact.language = "sv";
  contact.finish = true;
  contact.id = "line \"7\"\n\x01";
  contact.answer("age", 54).answer("temperature", decimal{3840, 2}).answer("sex", "male");
  contact.answer("born", date{0}).answer("pain", true).unknown("since").refused("drinks");
  contact.answer_between("weight", 60, 70)
      .answer_between("low", {answer_value(decimal{5, 1}), {}});
  contact.answer_one_of("strength", {"mild", "strong"});
  contact.answer_codes("signs", {.others = other_codes::absent})
      .answer_codes("where", {{"head"}, {}, {}});
  contact.answer_codes("more", {{"a"}, {"b"}, other_codes::unknown});
  contact.give({"pulse", answer_value(decimal{70}), {}, {}})
      .observed(*parse_time("2026-03-02T09:00:00+02:00"))
      .from(answer_origin::device);
  const auto back = read_contact(to_json(contact));
  ASSERT_TRUE(back) << to_json(back.error());
  EXPECT_EQ(*back, contact) << to_json(contact);
}

TEST(WriteContact, EscapesWhatATerminalWouldObey) {
  contact made{*parse_time("2026-03-02T10:00:00+02:00")};
  made.id = "a\x1b\x7f\xC2\x9B\xE2\x80\xAE\xC3\xA4\"";
  const auto json = to_json(made);
  EXPECT_EQ(json.substr(0, json.find(",\"at\"")),
            "{\"id\":\"a\\u001b\\u007f\\u009b\\u202e\xC3\xA4\\\"\"");
  const auto back = read_contact(json);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->id, made.id);
}

TEST(Contact, ForgetsAnAnswer) {
  arvio::contact contact;
  contact.answer("age", 54).answer("sex", "male").retract("age");
  ASSERT_EQ(contact.answers().size(), 1u);
  EXPECT_EQ(contact.answers().front().input, "sex");
}

}  // namespace
}  // namespace arvio
