#include "arvio/lang/lexer.hpp"

#include "arvio/base/limits.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace arvio::lang {
namespace {

struct lexed {
  std::vector<token> tokens;
  findings found;
};

lexed lex(std::string_view text) {
  lexed made;
  made.tokens = tokenize(text, {1, nullptr}, made.found);
  return made;
}

/// "age >= 16 <end>": the texts of the tokens.
std::string shown(std::string_view text) {
  std::string out;
  for (const auto& one : lex(text).tokens) {
    if (one.kind == token_kind::end) return out + "<end>";
    out += one.kind == token_kind::bad ? "<bad>" : std::string(one.text);
    out += ' ';
  }
  return out;
}

std::string codes(std::string_view text) {
  std::string out;
  for (const auto& one : lex(text).found)
    out += code_text(one.code) + " ";
  return out;
}

TEST(Lexer, TakesApartNamesNumbersTextsWordsAndSymbols) {
  const auto made = lex("x1_Y in ['a b', \"it's\"] and 38.50");
  ASSERT_TRUE(made.found.empty());
  const std::vector<token_kind> kinds{
      token_kind::name,   token_kind::word, token_kind::symbol, token_kind::text,
      token_kind::symbol, token_kind::text, token_kind::symbol, token_kind::word,
      token_kind::number, token_kind::end};
  ASSERT_EQ(made.tokens.size(), kinds.size());
  for (std::size_t i = 0; i < kinds.size(); ++i)
    EXPECT_EQ(made.tokens[i].kind, kinds[i]) << i;
  EXPECT_EQ(made.tokens[3].text, "a b");
  EXPECT_EQ(made.tokens[5].text, "it's");
  EXPECT_EQ(made.tokens[8].number.units, 3850);
  EXPECT_EQ(made.tokens[8].number.scale, 2);
}

TEST(Lexer, GivesTheBytesOfEachToken) {
  const auto made = lex(" age>='x' ");
  ASSERT_EQ(made.tokens.size(), 4u);
  EXPECT_EQ(made.tokens[0].begin, 1u);
  EXPECT_EQ(made.tokens[0].end, 4u);
  EXPECT_EQ(made.tokens[1].begin, 4u);
  EXPECT_EQ(made.tokens[2].begin, 6u) << "with its quotation marks";
  EXPECT_EQ(made.tokens[2].end, 9u);
  EXPECT_EQ(made.tokens[3].begin, 10u);
}

TEST(Lexer, TellsTheTwoDotsOfARangeFromADecimalPoint) {
  EXPECT_EQ(shown("[8..21]"), "[ 8 .. 21 ] <end>");
  EXPECT_EQ(shown("[..8]"), "[ .. 8 ] <end>");
  EXPECT_EQ(shown("[25..]"), "[ 25 .. ] <end>");
  EXPECT_EQ(shown("[38.0..39.0]"), "[ 38.0 .. 39.0 ] <end>");
  EXPECT_EQ(shown("(1..2.5)"), "( 1 .. 2.5 ) <end>");
  EXPECT_EQ(codes("[38.0..39.0] [8..] [..8]"), "");
}

TEST(Lexer, TakesTheLongestSymbol) {
  EXPECT_EQ(shown("a<=b>=c!=d<e>f=g"), "a <= b >= c != d < e > f = g <end>");
  EXPECT_EQ(shown("-5--x*/+"), "- 5 - - x * / + <end>");
}

TEST(Lexer, ReservesItsWordsAndThoseOfFeelThatItLeavesOut) {
  for (const char* word : {"and",  "or",      "not",  "in",       "between",
                           "if",   "then",    "else", "true",     "false",
                           "any",  "all",     "of",   "at",       "least",
                           "most", "urgency", "date", "duration", "assessment_time",
                           "null", "some",    "every"}) {
    EXPECT_EQ(lex(word).tokens.front().kind, token_kind::word) << word;
    EXPECT_TRUE(is_reserved(word)) << word;
  }
  EXPECT_EQ(lex("min").tokens.front().kind, token_kind::name);
  EXPECT_TRUE(is_reserved("min"));
  EXPECT_TRUE(is_reserved("days_between"));
  for (const char* name : {"age", "And", "in_pain", "urgency_", "_", "a1"}) {
    EXPECT_EQ(lex(name).tokens.front().kind, token_kind::name) << name;
    EXPECT_FALSE(is_reserved(name)) << name;
  }
}

TEST(Lexer, ReadsSlipsOfThePenAsWhatWasMeant) {
  EXPECT_EQ(shown("a == b && c <> d || e => f =< g"),
            "a = b and c != d or e >= f <= g <end>");
  EXPECT_EQ(codes("a == b && c <> d || e => f =< g"),
            "E0100 E0100 E0100 E0100 E0100 E0100 ");
  EXPECT_EQ(shown("a \xE2\x89\xA5 1 \xE2\x88\x92 2"), "a >= 1 - 2 <end>");
  EXPECT_EQ(shown("[1\xE2\x80\xA6"
                  "2]"),
            "[ 1 .. 2 ] <end>");
  EXPECT_EQ(shown("x = \xE2\x80\x9Dkova\xE2\x80\x9D"), "x = kova <end>");
  EXPECT_EQ(shown("a\xC2\xA0= b"), "a = b <end>") << "a no-break space";
  EXPECT_EQ(shown("!a"), "a <end>");
}

TEST(Lexer, ReportsWhatIsNoToken) {
  struct example {
    const char* text;
    const char* codes;
    const char* shown;
  };
  for (const auto& one : {example{"12abc", "E0102 ", "<bad> <end>"},
                          example{"1e5", "E0102 ", "<bad> <end>"},
                          example{"5. + 1", "E0102 ", "<bad> + 1 <end>"},
                          example{"1.2.3", "E0102 ", "<bad> <end>"},
                          example{".5", "E0100 ", "<bad> 5 <end>"},
                          example{"0.0000000001", "E0102 ", "<bad> <end>"},
                          example{"9999999999999999", "E0102 ", "<bad> <end>"},
                          example{"'abc", "E0101 ", "<bad> <end>"},
                          example{"'a\nb = 1", "E0101 ", "<bad> b = 1 <end>"},
                          example{"\"", "E0101 ", "<bad> <end>"},
                          example{"a ; b", "E0100 ", "a <bad> b <end>"},
                          example{"kipu_\xC3\xA4 > 3", "E0100 ", "<bad> > 3 <end>"},
                          example{"\xC3\xA4iti", "E0100 ", "<bad> <end>"},
                          example{"a \x01 b", "E0100 ", "a <bad> b <end>"},
                          example{"a \xFF b", "E0100 ", "a <bad> b <end>"},
                          example{"a \xE2\x89", "E0100 E0100 ", "a <bad> <bad> <end>"}}) {
    EXPECT_EQ(codes(one.text), one.codes) << one.text;
    EXPECT_EQ(shown(one.text), one.shown) << one.text;
  }
}

TEST(Lexer, MarksThePlaceInTheFileWhereTheTextWasDecoded) {
  // `a &gt;= ;` in the file from byte 100 on, decoded to `a >= ;`
  const std::uint32_t offsets[] = {100, 101, 102, 106, 107, 108, 109};
  findings found;
  (void)tokenize("a >= ;", {7, offsets}, found);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found.front().where, (source_span{7, 108, 109}));
}

TEST(Lexer, StopsAtItsBudgets) {
  const std::string long_text(limits::expression_bytes + 1, ' ');
  EXPECT_EQ(codes(long_text), "E0905 ");
  EXPECT_EQ(codes(long_text.substr(1)), "");
  std::string many;
  for (std::size_t i = 0; i < limits::expression_tokens; ++i)
    many += "+ ";
  EXPECT_EQ(codes(many), "");
  EXPECT_EQ(lex(many).tokens.size(), limits::expression_tokens + 1);
  EXPECT_EQ(codes(many + "+"), "E0905 ");
}

}  // namespace
}  // namespace arvio::lang
