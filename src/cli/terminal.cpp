#include "terminal.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace arvio::cli {

namespace {

constexpr std::size_t line_width = 88;

bool wants_colour(int descriptor) {
  const char* no_colour = std::getenv("NO_COLOR");
  if (no_colour != nullptr && *no_colour != '\0') return false;
  const char* terminal = std::getenv("TERM");
  if (terminal != nullptr && std::string_view(terminal) == "dumb") return false;
  return isatty(descriptor) == 1;
}

std::string_view escape_of(style how) {
  switch (how) {
    case style::plain: return "";
    case style::strong: return "\x1b[1m";
    case style::faint: return "\x1b[2m";
    case style::good: return "\x1b[1;32m";
    case style::careful: return "\x1b[1;33m";
    case style::alarm: return "\x1b[1;31m";
  }
  return "";  // not reached
}

std::string painted_for(bool colour, style how, std::string_view text) {
  if (!colour || how == style::plain) return std::string(text);
  return std::string(escape_of(how)) + std::string(text) + "\x1b[0m";
}

/// Code points, those of colours apart.
std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  bool colour = false;
  for (const char c : text) {
    if (c == '\x1b') colour = true;
    if (!colour && (static_cast<unsigned char>(c) & 0xC0u) != 0x80u) ++columns;
    if (c == 'm') colour = false;
  }
  return columns;
}

}  // namespace

std::string painted(style how, std::string_view text) {
  static const bool colour = wants_colour(STDOUT_FILENO);
  return painted_for(colour, how, text);
}

std::string painted_error(style how, std::string_view text) {
  static const bool colour = wants_colour(STDERR_FILENO);
  return painted_for(colour, how, text);
}

std::string wrapped(std::string_view words, std::size_t indent, std::string_view first) {
  std::string out(first);
  const auto begun = columns_of(first);
  if (begun < indent) out += std::string(indent - begun, ' ');
  std::size_t column = indent;
  bool line_begins = true;
  while (!words.empty()) {
    const auto end = std::min(words.find(' '), words.size());
    const auto word = words.substr(0, end);
    const auto width = columns_of(word);
    if (!line_begins && column + 1 + width > line_width) {
      out += "\n" + std::string(indent, ' ');
      column = indent;
      line_begins = true;
    }
    if (!line_begins) out += ' ';
    column += width + (line_begins ? 0 : 1);
    out += word;
    line_begins = false;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return out + "\n";
}

std::string harmless(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    out += byte < 0x20 || byte == 0x7F ? '?' : c;
  }
  return out;
}

bool is_terminal() { return isatty(STDERR_FILENO) == 1; }

void print(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size())
    throw output_lost();
}

void finish_output() {
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) throw output_lost();
}

void complain(std::string_view text) {
  std::fflush(stdout);
  std::fwrite(text.data(), 1, text.size(), stderr);
}

std::string counted(std::size_t count, std::string_view one, std::string_view several) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : several);
}

}  // namespace arvio::cli
