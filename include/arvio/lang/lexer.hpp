#ifndef ARVIO_LANG_LEXER_HPP
#define ARVIO_LANG_LEXER_HPP

#include "arvio/base/diagnostic.hpp"
#include "arvio/lang/token.hpp"

#include <string_view>
#include <vector>

namespace arvio::inline v0::lang {

/// The tokens of an expression, the last of kind `end`. They refer to `text`.
///
/// Meaning  what is no token is reported once; a slip of the pen such as `==` is then
///          read as what was meant, anything else as a token of kind `bad`.
/// Errors   findings lex_* in `out`; limit_expression beyond limits::expression_bytes or
///          limits::expression_tokens, with the end for what lies behind.
/// Cost     linear in the text.
[[nodiscard]] std::vector<token> tokenize(std::string_view text, text_origin origin,
                                          findings& out);

}  // namespace arvio::inline v0::lang

#endif  // ARVIO_LANG_LEXER_HPP
