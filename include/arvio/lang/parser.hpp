#ifndef ARVIO_LANG_PARSER_HPP
#define ARVIO_LANG_PARSER_HPP

#include "arvio/base/diagnostic.hpp"
#include "arvio/lang/ast.hpp"
#include "arvio/lang/token.hpp"

#include <optional>
#include <string_view>

namespace arvio::inline v0::lang {

/// Reads an expression of the language of docs/language.md.
///
/// Meaning  all faults of the text are reported, as far as recovery finds its way, and
///          none twice; in the order of the text. What is accepted is accepted in its
///          canonical text (print.hpp) as well.
/// Errors   nullopt with findings of the 1xx group, function_unknown, argument_count and
///          limit_expression in `out`.
/// Cost     linear in the text; bounded by limits::expression_*.
[[nodiscard]] std::optional<ast> parse(std::string_view text, text_origin origin,
                                       findings& out);

}  // namespace arvio::inline v0::lang

#endif  // ARVIO_LANG_PARSER_HPP
