#include "arvio/lang/lexer.hpp"

#include "arvio/base/limits.hpp"
#include "arvio/lang/functions.hpp"

#include "lang/characters.hpp"
#include "lang/wording.hpp"

#include <algorithm>
#include <string>

namespace arvio::inline v0::lang {
namespace {

constexpr std::string_view words[] = {
    "and", "or", "not", "in", "between", "if", "then", "else", "true", "false", "any",
    "all", "of", "at", "least", "most", "urgency", "date", "duration", "assessment_time",
    // of FEEL, and left out
    "null", "some", "every", "for", "return", "satisfies", "function", "external"};

// longest first: the first that fits is taken
constexpr std::string_view symbols[] = {"..", "!=", "<=", ">=", "(", ")", "[", "]",
                                        ",",  "=",  "<",  ">",  "+", "-", "*", "/"};

/// What people write, or their word processor writes for them, and what they mean by it.
struct slip {
  std::string_view written;
  std::string_view meant;
  token_kind kind;
};
constexpr slip slips[] = {
    {"==", "=", token_kind::symbol},
    {"<>", "!=", token_kind::symbol},
    {"=<", "<=", token_kind::symbol},
    {"=>", ">=", token_kind::symbol},
    {"&&", "and", token_kind::word},
    {"||", "or", token_kind::word},
    {"\xE2\x89\xA4", "<=", token_kind::symbol},  // less-than or equal to
    {"\xE2\x89\xA5", ">=", token_kind::symbol},  // greater-than or equal to
    {"\xE2\x89\xA0", "!=", token_kind::symbol},  // not equal to
    {"\xE2\x80\xA6", "..", token_kind::symbol},  // ellipsis
    {"\xE2\x88\x92", "-", token_kind::symbol},   // minus sign
    {"\xE2\x80\x93", "-", token_kind::symbol},   // en dash
    {"\xC3\x97", "*", token_kind::symbol},       // multiplication sign
    {"\xC3\xB7", "/", token_kind::symbol},       // division sign
};

constexpr std::string_view curly_quotes[] = {
    "\xE2\x80\x98", "\xE2\x80\x99", "\xE2\x80\x9A", "\xE2\x80\x9C",
    "\xE2\x80\x9D", "\xE2\x80\x9E", "\xC2\xAB",     "\xC2\xBB"};

constexpr std::string_view no_break_space = "\xC2\xA0";

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }
bool starts_name(char c) { return is_letter(c) || c == '_'; }
bool is_name(char c) { return starts_name(c) || is_digit(c); }

/// The size of the UTF-8 sequence at the front of `rest`; 0 where there is none.
std::size_t code_point_size(std::string_view rest) {
  const auto lead = static_cast<unsigned char>(rest.front());
  const std::size_t size = lead < 0x80             ? 1u
                           : (lead & 0xE0) == 0xC0 ? 2u
                           : (lead & 0xF0) == 0xE0 ? 3u
                           : (lead & 0xF8) == 0xF0 ? 4u
                                                   : 0u;
  if (size == 0 || size > rest.size()) return 0;
  for (std::size_t i = 1; i < size; ++i) {
    if ((static_cast<unsigned char>(rest[i]) & 0xC0) != 0x80) return 0;
  }
  return size;
}

template <class Texts>
std::string_view starts_with_one_of(std::string_view rest, const Texts& texts) {
  for (const auto text : texts) {
    if (rest.starts_with(text)) return text;
  }
  return {};
}

class lexer {
 public:
  lexer(std::string_view text, text_origin origin, findings& out)
      : text_(text), origin_(origin), out_(out) {}

  std::vector<token> run() {
    if (text_.size() > limits::expression_bytes) {
      report(errc::limit_expression, 0, text_.size(),
             "the expression is longer than " + std::to_string(limits::expression_bytes) +
                 " bytes",
             "give parts of it a name as derived values");
      return finished(text_.size());
    }
    while (true) {
      while (at_ < text_.size() && is_blank(text_[at_]))
        ++at_;
      if (at_ == text_.size()) return finished(at_);
      if (tokens_.size() == limits::expression_tokens) {
        report(errc::limit_expression, at_, text_.size(),
               "the expression has more than " +
                   std::to_string(limits::expression_tokens) + " words and signs",
               "give parts of it a name as derived values");
        return finished(at_);
      }
      next();
    }
  }

 private:
  std::string_view rest() const { return text_.substr(at_); }

  std::vector<token> finished(std::size_t at) {
    add(token_kind::end, at, at);
    return std::move(tokens_);
  }

  void report(errc code, std::size_t begin, std::size_t end, std::string_view message,
              std::string_view hint) {
    const auto where =
        origin_.span(static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end));
    out_.push_back(
        {code, severity::error, where, std::string(message), std::string(hint), {}});
  }

  /// Adds the token of the bytes [begin, end) and goes on behind them.
  token& add(token_kind kind, std::size_t begin, std::size_t end) {
    token made;
    made.kind = kind;
    made.text = text_.substr(begin, end - begin);
    made.begin = static_cast<std::uint32_t>(begin);
    made.end = static_cast<std::uint32_t>(end);
    at_ = end;
    return tokens_.emplace_back(made);
  }

  void next() {
    const char c = text_[at_];
    if (starts_name(c)) return name();
    if (is_digit(c)) return number();
    if (c == '\'' || c == '"') return quoted_text();
    for (const auto& one : slips) {
      if (rest().starts_with(one.written)) return repaired(one);
    }
    const auto symbol = starts_with_one_of(rest(), symbols);
    if (!symbol.empty()) {
      add(token_kind::symbol, at_, at_ + symbol.size());
      return;
    }
    bad_character();
  }

  void repaired(const slip& one) {
    report(errc::lex_bad_character, at_, at_ + one.written.size(),
           in_backticks(one.written) + " is no operator",
           "write " + in_backticks(one.meant));
    add(one.kind, at_, at_ + one.written.size()).text = one.meant;
  }

  /// The end of the run of letters, digits and what is not ASCII from `from` on, but for
  /// signs that mean something by themselves.
  std::size_t end_of_run(std::size_t from) const {
    while (from < text_.size()) {
      const auto left = text_.substr(from);
      if (is_ascii(left.front())) {
        if (!is_name(left.front())) break;
        ++from;
        continue;
      }
      const bool sign =
          std::any_of(std::begin(slips), std::end(slips),
                      [left](const slip& one) { return left.starts_with(one.written); });
      const auto size = code_point_size(left);
      if (sign || size == 0 || left.starts_with(no_break_space) ||
          !starts_with_one_of(left, curly_quotes).empty())
        break;
      from += size;
    }
    return from;
  }

  void name() {
    const auto end = end_of_run(at_);
    const auto text = text_.substr(at_, end - at_);
    if (!std::all_of(text.begin(), text.end(), is_ascii)) return bad_name(end);
    const bool word =
        std::find(std::begin(words), std::end(words), text) != std::end(words);
    add(word ? token_kind::word : token_kind::name, at_, end);
  }

  void bad_name(std::size_t end) {
    report(errc::lex_bad_character, at_, end,
           in_backticks(text_.substr(at_, end - at_)) + " is no name",
           "names have the letters a to z and A to Z, digits and `_`");
    add(token_kind::bad, at_, end);
  }

  std::size_t end_of_digits(std::size_t from) const {
    while (from < text_.size() && is_digit(text_[from]))
      ++from;
    return from;
  }

  void number() {
    auto end = end_of_digits(at_);
    const auto at = [this](std::size_t place, char c) {
      return place < text_.size() && text_[place] == c;
    };
    std::string hint;
    if (at(end, '.') && !at(end + 1, '.')) {
      const auto digits = end + 1;
      end = end_of_digits(digits);
      if (end == digits) hint = "write digits behind the point, or no point";
      if (at(end, '.') && !at(end + 1, '.')) hint = "a number has one point";
      while (!hint.empty() && end < text_.size() &&
             (is_digit(text_[end]) || text_[end] == '.'))
        ++end;
    }
    if (end_of_run(end) != end) {
      end = end_of_run(end);
      hint = "a number has digits and at most one point, no unit and no exponent";
    }
    const auto text = text_.substr(at_, end - at_);
    if (!hint.empty()) {
      report(errc::lex_bad_number, at_, end, in_backticks(text) + " is no number", hint);
      add(token_kind::bad, at_, end);
      return;
    }
    const auto value = parse_decimal(text);
    if (!value) {
      report(errc::lex_bad_number, at_, end, in_backticks(text) + " has too many digits",
             "numbers have at most " + std::to_string(limits::decimal_scale) +
                 " digits behind the point and 15 in all");
      add(token_kind::bad, at_, end);
      return;
    }
    add(token_kind::number, at_, end).number = *value;
  }

  void quoted_text() {
    const char quote = text_[at_];
    const auto begin = at_ + 1;
    const auto end =
        std::min(text_.find_first_of(std::string{quote, '\n'}, begin), text_.size());
    if (end == text_.size() || text_[end] != quote) {
      report(errc::lex_unclosed_text, at_, end, "this text has no end",
             std::string("end it with `") + quote + "` on the same line");
      add(token_kind::bad, at_, end);
      return;
    }
    add(token_kind::text, at_, end + 1).text = text_.substr(begin, end - begin);
  }

  void bad_character() {
    const auto size = code_point_size(rest());
    const char c = text_[at_];
    if (size == 0 || (is_ascii(c) && (c < ' ' || c == '\x7F'))) {
      report(errc::lex_bad_character, at_, at_ + 1, "this byte is no character", {});
      add(token_kind::bad, at_, at_ + 1);
      return;
    }
    const auto written = rest().substr(0, size);
    if (written == no_break_space) {
      report(errc::lex_bad_character, at_, at_ + size, "this blank is a no-break space",
             "write an ordinary blank");
      at_ += size;
      return;
    }
    if (!starts_with_one_of(rest(), curly_quotes).empty()) return curly_text(size);
    if (!is_ascii(c)) return bad_name(end_of_run(at_));
    std::string hint;
    if (c == '!') hint = "write `not(...)`";
    if (c == '^') hint = "there are no powers; write `x * x`";
    if (c == '%') hint = "write numbers without their unit";
    if (c == '.') hint = "write a digit before the point of a number";
    if (c == '{') hint = "write lists in `(` and `)`";
    if (c == '&') hint = "write `and`";
    if (c == '|') hint = "write `or`";
    report(errc::lex_bad_character, at_, at_ + size,
           in_backticks(written) + " has no meaning here", hint);
    if (c == '!') {
      at_ += size;  // what it would negate is worth reading
    } else {
      add(token_kind::bad, at_, at_ + size);
    }
  }

  /// Reads what stands between typographic quotation marks as a text.
  void curly_text(std::size_t size) {
    const auto begin = at_ + size;
    auto end = begin;
    std::size_t close = 0;
    while (end < text_.size() && text_[end] != '\n') {
      close = starts_with_one_of(text_.substr(end), curly_quotes).size();
      if (close != 0) break;
      ++end;
    }
    report(
        errc::lex_bad_character, at_, begin,
        in_backticks(text_.substr(at_, size)) + " is no quotation mark of this language",
        "write texts in `'` or `\"`");
    if (close == 0) {
      add(token_kind::bad, at_, end);
    } else {
      add(token_kind::text, at_, end + close).text = text_.substr(begin, end - begin);
    }
  }

  std::string_view text_;
  text_origin origin_;
  findings& out_;
  std::vector<token> tokens_;
  std::size_t at_ = 0;
};

}  // namespace

bool is_reserved(std::string_view name) noexcept {
  return std::find(std::begin(words), std::end(words), name) != std::end(words) ||
         find_function(name) != nullptr;
}

std::vector<token> tokenize(std::string_view text, text_origin origin, findings& out) {
  return lexer(text, origin, out).run();
}

}  // namespace arvio::inline v0::lang
