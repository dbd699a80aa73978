#ifndef ARVIO_LANG_PARSER_HPP
#define ARVIO_LANG_PARSER_HPP

#include <optional>
#include <string_view>

#include "arvio/base/diagnostic.hpp"
#include "arvio/lang/ast.hpp"

namespace arvio::inline v0::lang {

/// Where the bytes of an expression stand in its file. The text of an expression is decoded
/// (`&gt;` is one byte of it and four of the file): `offsets[i]` is the place in the file of
/// byte i, `offsets[text.size()]` the end.
struct text_origin {
  std::uint32_t source = 0;
  const std::uint32_t* offsets = nullptr;  // text.size() + 1 entries; nullptr: text is the file
};

/// Reads an expression of the language of docs/language.md.
///
/// Meaning  all faults of the text are reported, as far as recovery finds its way, and none
///          twice.
/// Errors   nullopt with findings of the 1xx and 9xx groups in `out`.
/// Cost     linear in the text; bounded by limits::expression_*.
[[nodiscard]] std::optional<ast> parse(std::string_view text, text_origin origin, findings& out);

}  // namespace arvio::inline v0::lang

#endif  // ARVIO_LANG_PARSER_HPP
