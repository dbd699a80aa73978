#include "terminal.hpp"

#include "arvio/base/shown.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>

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

bool has_colour(int descriptor) {
  static const bool out = wants_colour(STDOUT_FILENO);
  static const bool error = wants_colour(STDERR_FILENO);
  return descriptor == STDOUT_FILENO ? out : error;
}

/// The colour that a text begins with; empty where it begins with none of ours.
std::string_view colour_at(std::string_view text) {
  constexpr std::string_view normal = "\x1b[0m";
  if (text.starts_with(normal)) return normal;
  for (const auto one :
       {style::strong, style::faint, style::good, style::careful, style::alarm}) {
    if (text.starts_with(escape_of(one))) return escape_of(one);
  }
  return {};
}

/// The gate that everything goes out by. What came from outside has been escaped where it
/// was known to be; this is for what was overlooked, and for the texts of rule sets.
std::string let_through(std::string_view text, bool colour) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of("\n\x1b"), text.size());
    out += escaped(text.substr(0, end));
    text.remove_prefix(end);
    if (text.empty()) break;
    const auto kept = text.front() == '\n' ? text.substr(0, 1)
                      : colour             ? colour_at(text)
                                           : std::string_view();
    out += kept.empty() ? escaped(text.substr(0, 1)) : std::string(kept);
    text.remove_prefix(std::max<std::size_t>(kept.size(), 1));
  }
  return out;
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
  return painted_for(has_colour(STDOUT_FILENO), how, text);
}

std::string painted_error(style how, std::string_view text) {
  return painted_for(has_colour(STDERR_FILENO), how, text);
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

std::string harmless(std::string_view text) { return escaped(text); }

bool is_terminal() { return isatty(STDERR_FILENO) == 1; }

void print(std::string_view text) {
  const auto safe = let_through(text, has_colour(STDOUT_FILENO));
  if (std::fwrite(safe.data(), 1, safe.size(), stdout) != safe.size())
    throw output_lost();
}

void finish_output() {
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) throw output_lost();
}

void complain(std::string_view text) {
  std::fflush(stdout);
  const auto safe = let_through(text, has_colour(STDERR_FILENO));
  std::fwrite(safe.data(), 1, safe.size(), stderr);
}

void show_progress(std::string_view text) {
  std::fputc('\r', stderr);
  complain(text);
}

std::string counted(std::size_t count, std::string_view one, std::string_view several) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : several);
}

}  // namespace arvio::cli
