#ifndef ARVIO_LANG_TOKEN_HPP
#define ARVIO_LANG_TOKEN_HPP

#include "arvio/base/decimal.hpp"
#include "arvio/base/error.hpp"

#include <cstdint>
#include <string_view>

namespace arvio::inline v0::lang {

/// Where the bytes of an expression stand in its file. The text of an expression is
/// decoded (`&gt;` is one byte of it and four of the file): `offsets[i]` is the place in
/// the file of byte i, `offsets[text.size()]` the end.
struct text_origin {
  std::uint32_t source = 0;
  const std::uint32_t* offsets =
      nullptr;  // text.size() + 1 entries; nullptr: text is the file

  /// The place in the file of the bytes [begin, end) of the text.
  [[nodiscard]] source_span span(std::uint32_t begin, std::uint32_t end) const noexcept {
    if (offsets == nullptr) return {source, begin, end};
    return {source, offsets[begin], offsets[end]};
  }
};

enum class token_kind : std::uint8_t {
  end,  // behind the last one; always there
  bad,  // already reported; what would have been a value
  number,
  text,    // in quotes
  name,    // of an input, a derived value or a function
  word,    // reserved: `and`, `urgency`, ...
  symbol,  // ( ) [ ] , .. = != < <= > >= + - * /
};

/// One token of an expression.
struct token {
  token_kind kind = token_kind::end;
  std::string_view text;    // as written; a text without its quotes
  decimal number;           // token_kind::number
  std::uint32_t begin = 0;  // bytes of the expression's text
  std::uint32_t end = 0;

  /// Whether this is the word or the symbol `spelled`.
  [[nodiscard]] bool is(std::string_view spelled) const noexcept {
    return (kind == token_kind::word || kind == token_kind::symbol) && text == spelled;
  }
};

/// Whether expressions use `name` as a word or function, so that it cannot be the id of
/// an input or a derived value. The words of FEEL that this language leaves out are
/// reserved too: they must never silently mean something else.
[[nodiscard]] bool is_reserved(std::string_view name) noexcept;

}  // namespace arvio::inline v0::lang

#endif  // ARVIO_LANG_TOKEN_HPP
