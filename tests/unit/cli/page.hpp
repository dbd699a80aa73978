#ifndef ARVIO_TESTS_UNIT_CLI_PAGE_HPP
#define ARVIO_TESTS_UNIT_CLI_PAGE_HPP

#include <cstddef>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

/// What tests read of a page that shows files, commands and what they print.
namespace arvio::testing_program {

using lines = std::vector<std::string>;

inline lines lines_of(const std::string& text) {
  std::istringstream in(text);
  lines out;
  for (std::string line; std::getline(in, line);) {
    out.push_back(line);
  }
  return out;
}

/// A fenced block of the page, with the comment before it that says what it is.
struct block {
  std::string kind;     // "xml", "console"
  std::string comment;  // "file: ear-pain.xml"
  lines content;
};

inline std::vector<block> blocks_of(const lines& page) {
  std::vector<block> out;
  std::string comment;
  bool inside = false;
  for (const auto& line : page) {
    if (line.starts_with("```")) {
      if (!inside) out.push_back({line.substr(3), std::exchange(comment, ""), {}});
      inside = !inside;
    } else if (inside) {
      out.back().content.push_back(line);
    } else if (line.starts_with("<!-- ")) {
      comment = line.substr(5, line.size() - 9);
    }
  }
  return out;
}

inline std::string joined(const lines& all) {
  std::string out;
  for (const auto& line : all) {
    out += line + "\n";
  }
  return out;
}

/// Whether lines are as the page shows them, where `...` stands for any that it leaves
/// out.
inline bool matches_from(const lines& wanted, std::size_t at, const lines& got,
                         std::size_t from) {
  if (at == wanted.size()) return from == got.size();
  if (wanted[at] == "...") {
    for (auto next = from; next <= got.size(); ++next) {
      if (matches_from(wanted, at + 1, got, next)) return true;
    }
    return false;
  }
  return from < got.size() && wanted[at] == got[from] &&
         matches_from(wanted, at + 1, got, from + 1);
}
inline bool matches(const lines& wanted, const lines& got) {
  return matches_from(wanted, 0, got, 0);
}

}  // namespace arvio::testing_program

#endif  // ARVIO_TESTS_UNIT_CLI_PAGE_HPP
