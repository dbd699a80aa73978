#include "lang/token_reader.hpp"

#include "lang/wording.hpp"

#include <algorithm>
#include <utility>

namespace arvio::inline v0::lang {
namespace {

std::string described(const token& one) {
  switch (one.kind) {
    case token_kind::end: return "the end";
    case token_kind::text:
      return "the text " + in_backticks("'" + std::string(one.text) + "'");
    case token_kind::bad:
    case token_kind::number:
    case token_kind::name:
    case token_kind::word:
    case token_kind::symbol: return in_backticks(one.text);
  }
  return {};  // not reached
}

/// What to write for a word that cannot stand where a value or an operator is expected.
std::string_view hint_for_word(std::string_view word) {
  struct advice {
    std::string_view word;
    std::string_view hint;
  };
  constexpr advice table[] = {
      {"null", "a condition cannot ask whether something is unknown"},
      {"some", "count what is true: `count_true(a, b, c) >= 1`"},
      {"every", "join the conditions with `and`"},
      {"for", "write the values one by one: `sum(a, b, c)`"},
      {"not", "write `not(...)` around a whole condition"},
      {"if", "write `(if ... then ... else ...)`"},
      {"urgency", "put it in parentheses"},
      {"any", "put it in parentheses"},
  };
  const auto* const found =
      std::find_if(std::begin(table), std::end(table),
                   [word](const advice& one) { return one.word == word; });
  return found == std::end(table) ? std::string_view{} : found->hint;
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

}  // namespace

bool token_reader::opens_range() const {
  std::size_t open = 0;
  for (auto i = position_; i < tokens_.size(); ++i) {
    const auto& one = tokens_[i];
    if (one.is("(") || one.is("[")) ++open;
    if (open == 0) return false;
    if ((one.is(")") || one.is("]")) && --open == 0) return false;
    if (open == 1 && one.is("..")) return true;
  }
  return false;
}

void token_reader::report(errc code, source_span where, std::string_view message,
                          std::string_view hint) {
  out_.push_back(
      {code, severity::error, where, std::string(message), std::string(hint), {}});
}

void token_reader::report(errc code, const token& at, std::string_view message,
                          std::string_view hint) {
  report(code, origin_.span(at.begin, at.end), message, hint);
}

void token_reader::refuse(std::string_view message, std::string_view hint) {
  // a bad token has been reported by the lexer
  if (position_ != quiet_ && !at(token_kind::bad))
    report(errc::parse_unexpected, current(), message, hint);
  std::size_t open = 0;
  for (; !at_end(); advance()) {
    if (at("(") || at("[")) {
      ++open;
    } else if (at(")") || at("]")) {
      if (open == 0) break;
      --open;
    } else if (open == 0 &&
               (at("and") || at("or") || at(",") || at("then") || at("else"))) {
      break;
    }
  }
  stay_quiet();
}

void token_reader::unexpected(std::string_view wanted, std::string_view hint) {
  refuse("expected " + std::string(wanted) + ", found " + described(current()), hint);
}

void token_reader::unexpected(std::string_view wanted) {
  unexpected(wanted, hint_for_current(wanted));
}

std::string token_reader::hint_for_current(std::string_view wanted) const {
  const auto& now = current();
  if (now.kind == token_kind::word) return std::string(hint_for_word(now.text));
  if (now.is("..") || now.is("["))
    return "a range stands after `in`, as in `age in [16..64]`";
  if (now.kind == token_kind::name) {
    const auto lower = lower_case(now.text);
    if (lower != now.text && is_reserved(lower)) return "write " + in_backticks(lower);
  }
  if (now.is(",") && position_ > 0 && tokens_[position_ - 1].kind == token_kind::number &&
      following().kind == token_kind::number)
    return "write a number with a point, as in `38.5`";
  const bool compares = now.is("=") || now.is("!=") || now.is("<") || now.is("<=") ||
                        now.is(">") || now.is(">=");
  if (wanted == "a value" && compares) return "a comparison has a value on both sides";
  return {};
}

}  // namespace arvio::inline v0::lang
