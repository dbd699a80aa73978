#ifndef ARVIO_SRC_CLI_TERMINAL_HPP
#define ARVIO_SRC_CLI_TERMINAL_HPP

#include <cstddef>
#include <cstdint>
#include <exception>
#include <string>
#include <string_view>

/// What goes to the terminal: colour only where one looks on, and texts within its width.
namespace arvio::cli {

enum class style : std::uint8_t { plain, strong, faint, good, careful, alarm };

/// The text in a style; without it where standard output is no terminal, or NO_COLOR is
/// set.
[[nodiscard]] std::string painted(style how, std::string_view text);

/// The same for standard error.
[[nodiscard]] std::string painted_error(style how, std::string_view text);

/// Words broken into lines of 88 columns, each begun with `indent` blanks; the first line
/// is begun by `first`, which is as wide as the indent or narrower.
///
/// Counts  a column per code point.
[[nodiscard]] std::string wrapped(std::string_view words, std::size_t indent,
                                  std::string_view first);

/// Text of a user with escapes for what a terminal would obey.
[[nodiscard]] std::string harmless(std::string_view text);

/// Whether somebody looks on: standard error is a terminal.
[[nodiscard]] bool is_terminal();

/// Standard output took less than it was given: a full disk, a closed pipe.
class output_lost : public std::exception {};

/// Writes to standard output, through the gate: but for line ends and the colours of
/// painted() nothing that a terminal would obey.
///
/// Errors  throws output_lost: an assessment that nobody gets must not look like one.
void print(std::string_view text);

/// Brings what was printed to its reader; the last thing that the program does.
///
/// Errors  throws output_lost, also where only what others printed (--help) was lost.
void finish_output();

/// Writes to standard error, through the same gate.
void complain(std::string_view text);

/// Writes over the last line of a terminal that somebody looks at.
void show_progress(std::string_view text);

/// `1 case`, `2 cases`.
[[nodiscard]] std::string counted(std::size_t count, std::string_view one,
                                  std::string_view several);

}  // namespace arvio::cli

#endif  // ARVIO_SRC_CLI_TERMINAL_HPP
