#include "arvio/ruleset/save.hpp"

#include "arvio/ruleset/outline.hpp"

#include <cstddef>
#include <string_view>

namespace arvio::inline v0::ruleset {
namespace {

/// Line ends and tabs as references, since a reader makes blanks of them.
void append_escaped(std::string& to, std::string_view text, bool in_attribute) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '&') {
      to += "&amp;";
    } else if (c == '<') {
      to += "&lt;";
    } else if (c == '>' && i >= 2 && text.substr(i - 2, 2) == "]]") {
      to += "&gt;";
    } else if (c == '"' && in_attribute) {
      to += "&quot;";
    } else if (c == '\r' || (in_attribute && (c == '\n' || c == '\t'))) {
      to += c == '\r' ? "&#13;" : c == '\n' ? "&#10;" : "&#9;";
    } else {
      to += c;
    }
  }
}

/// In one way only: an element a line, two blanks of indent for each element around it,
/// and nothing escaped that need not be.
void append(std::string& to, const outline& what, std::size_t depth) {
  to.append(2 * depth, ' ');
  to += "<" + what.element;
  for (const auto& [attribute, value] : what.attributes) {
    to += " " + attribute + "=\"";
    append_escaped(to, value, true);
    to += "\"";
  }
  if (what.text.empty() && what.children.empty()) {
    to += "/>\n";
    return;
  }
  to += ">";
  append_escaped(to, what.text, false);
  if (!what.children.empty()) {
    to += "\n";
    for (const auto& child : what.children) {
      append(to, child, depth + 1);
    }
    to.append(2 * depth, ' ');
  }
  to += "</" + what.element + ">\n";
}

}  // namespace

std::string canonical_xml(const outline& whole) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  append(out, whole, 0);
  return out;
}

std::string save(const rule_set& rules) { return canonical_xml(outline_of(rules)); }

}  // namespace arvio::inline v0::ruleset
