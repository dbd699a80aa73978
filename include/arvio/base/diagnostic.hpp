#ifndef ARVIO_BASE_DIAGNOSTIC_HPP
#define ARVIO_BASE_DIAGNOSTIC_HPP

#include "arvio/base/error.hpp"
#include "arvio/base/limits.hpp"
#include "arvio/base/shown.hpp"
#include "arvio/base/sort_stably.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace arvio::inline v0 {

/// The name of the first element of a document, behind its declaration, comments and
/// processing instructions; empty where something else comes first, as in JSON.
[[nodiscard]] inline std::string_view root_element_of(std::string_view bytes) noexcept {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  constexpr std::string_view blanks = " \t\r\n";
  if (bytes.starts_with(mark)) bytes.remove_prefix(mark.size());
  while (true) {
    bytes.remove_prefix(std::min(bytes.find_first_not_of(blanks), bytes.size()));
    const std::string_view closing = bytes.starts_with("<!--") ? "-->"
                                     : bytes.starts_with("<?") ? "?>"
                                                               : "";
    if (closing.empty()) break;
    const auto end = bytes.find(closing);
    if (end == std::string_view::npos) return {};
    bytes.remove_prefix(end + closing.size());
  }
  if (!bytes.starts_with('<')) return {};
  bytes.remove_prefix(1);
  return bytes.substr(0, bytes.find_first_of(" \t\r\n/><"));
}

/// One text that was read: what to call it in messages, and its bytes.
struct source_text {
  std::string name;
  std::string bytes;
  bool is_shown = false;  // whether messages may quote it: its root is that of rules
};

/// The texts that spans point into.
///
/// Counts  source_span::source is the index plus one.
class source_map {
 public:
  /// Returns the number by which spans name the text.
  std::uint32_t add(std::string name, std::string bytes) {
    // Somebody's answers, given in the place of a rule set by mistake, are not repeated.
    const auto root = root_element_of(bytes);
    const bool is_shown = root == "ruleset" || root == "repository" ||
                          root == "calendar" || root == "profile";
    texts_.push_back({std::move(name), std::move(bytes), is_shown});
    return static_cast<std::uint32_t>(texts_.size());
  }

  [[nodiscard]] std::size_t size() const noexcept { return texts_.size(); }

  /// The text numbered `source`, or nullptr where a span has no source.
  [[nodiscard]] const source_text* find(std::uint32_t source) const noexcept {
    return source == 0 || source > texts_.size() ? nullptr : &texts_[source - 1];
  }

 private:
  std::vector<source_text> texts_;
};

/// Where a byte of a text stands for a reader: line and column, both 1-based, the column
/// counted in code points.
struct text_position {
  std::size_t line = 1;
  std::size_t column = 1;

  friend bool operator==(const text_position&, const text_position&) = default;
};

/// Errors  an offset past the end gives the end; a byte inside a code point its column.
/// Cost    linear in `offset`.
[[nodiscard]] inline text_position position_of(std::string_view text,
                                               std::size_t offset) {
  text_position at;
  for (std::size_t i = 0; i < offset && i < text.size(); ++i) {
    if (text[i] == '\n') {
      ++at.line;
      at.column = 1;
    } else if (i + 1 >= text.size() ||
               (static_cast<unsigned char>(text[i + 1]) & 0xC0u) != 0x80u) {
      ++at.column;  // the last byte of a code point moves the column on
    }
  }
  return at;
}

enum class severity : std::uint8_t { error, warning, note };

/// What is not there where a finding says that something is missing.
enum class lack : std::uint8_t {
  nothing,      // the finding is about something else
  declaration,  // of the subject: nobody declares it
  use,          // of the rule set that declares the subject
  rule_set,     // the subject itself, a rule set, in the version that is wanted
};

/// What a finding lacks, as data: a rule set is named where it is one that is wanted.
struct lacking {
  lack kind = lack::nothing;
  std::string rule_set{};  // use, rule_set: its id ...
  int major = 0;           // ... and the version that would do

  friend bool operator==(const lacking&, const lacking&) = default;
};

/// One finding about a document, for its author.
///
/// Meaning  `message`: lower-case, no final period, user text in back-ticks, never an
///          answer of a person; `hint`: what to do, may be empty; `rule`: the rule
///          concerned, may be empty; `witness`: a made-up contact that shows it, in the
///          words of cases, may be empty. These are read by people alone: for programs
///          `subject` is the name that something is missing for, and `lacks` says what.
struct finding {
  errc code = errc::none;
  severity level = severity::error;
  source_span where;
  std::string message;
  std::string hint;
  std::string rule;
  std::string witness{};
  std::string subject{};
  lacking lacks{};

  friend bool operator==(const finding&, const finding&) = default;
};

/// Findings, in the order they were made. `sort` brings them into file order.
using findings = std::vector<finding>;

[[nodiscard]] inline bool has_errors(const findings& all) noexcept {
  return std::any_of(all.begin(), all.end(),
                     [](const finding& one) { return one.level == severity::error; });
}

/// Into file order; equal findings (found once per book that a file is linked into) once.
///
/// Cost  n log n, and the square of the findings of one place.
inline void sort_and_unite(findings& all) {
  // That there is more than is listed is said after what is listed.
  const auto key = [](const finding& one) {
    const bool of_more = one.code == errc::limit_count && one.level == severity::note;
    return std::tuple(one.where.source, of_more, one.where.begin);
  };
  sort_stably(all,
              [&key](const finding& a, const finding& b) { return key(a) < key(b); });
  findings once;
  std::size_t of_place = 0;  // where those of the same place begin
  for (auto& one : all) {
    if (!once.empty() && key(once.back()) != key(one)) of_place = once.size();
    const auto first = once.begin() + static_cast<std::ptrdiff_t>(of_place);
    if (std::find(first, once.end(), one) == once.end()) once.push_back(std::move(one));
  }
  all = std::move(once);
}

/// The number printed for a code: `E0201`.
[[nodiscard]] inline std::string code_text(errc code) {
  const auto digits = std::to_string(static_cast<unsigned>(code));
  return "E" + std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
}

namespace excerpts {

constexpr std::size_t before_mark = 60;  // bytes of a long line that are shown
constexpr std::size_t after_mark = 100;

/// Whether a byte is the first of a code point.
constexpr bool begins(char c) noexcept {
  return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u;
}

/// A part of a line as it is shown: a blank for a tab, and nothing that is obeyed.
inline std::string shown(std::string_view part) {
  std::string plain(part);
  std::replace(plain.begin(), plain.end(), '\t', ' ');
  return escaped(plain);
}

/// In code points.
inline std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins));
}

/// The line of the place, cut where it is long, and a mark under the place.
inline std::string of(std::string_view bytes, source_span where, std::size_t line) {
  const auto offset = std::min<std::size_t>(where.begin, bytes.size());
  const auto break_before =
      offset == 0 ? std::string_view::npos : bytes.rfind('\n', offset - 1);
  const auto line_begin = break_before == std::string_view::npos ? 0 : break_before + 1;
  auto line_end = std::min(bytes.find('\n', offset), bytes.size());
  if (line_end > offset && bytes[line_end - 1] == '\r') --line_end;

  auto first = line_begin + before_mark < offset ? offset - before_mark : line_begin;
  while (first < offset && !begins(bytes[first]))
    ++first;
  auto last = std::min(line_end, offset + after_mark);
  while (last < line_end && !begins(bytes[last]))
    ++last;
  const std::string_view cut_before = first > line_begin ? "..." : "";
  const std::string_view cut_after = last < line_end ? "..." : "";

  const auto number = std::to_string(line);
  const auto end = std::min<std::size_t>(std::max(where.end, where.begin), last);
  const auto before = shown(bytes.substr(first, offset - first));
  const auto marked = shown(bytes.substr(offset, end < offset ? 0 : end - offset));
  const auto behind = std::min(std::max(offset, end), last);
  std::string out = " " + number + " | ";
  out += cut_before;
  out += before + marked + shown(bytes.substr(behind, last - behind));
  out += cut_after;
  out += "\n " + std::string(number.size(), ' ') + " | ";
  out += std::string(cut_before.size() + width_of(before), ' ');
  out += std::string(std::max<std::size_t>(width_of(marked), 1), '^');
  return out + "\n";
}

/// A message with dots in the place of what it quotes in back-ticks.
inline std::string without_quotes(std::string_view message) {
  std::string out;
  bool inside = false;
  for (const char c : message) {
    if (c == '`') {
      out += inside ? "...`" : "`";
      inside = !inside;
    } else if (!inside) {
      out += c;
    }
  }
  return out;
}

}  // namespace excerpts

/// Keeps of the warnings of each file the first limits::warnings_per_file, and of all
/// errors and of all warnings the first limits::findings_in_all; says so where it leaves
/// any out. Notes stay.
///
/// Meaning  `all` is sorted: sort_and_unite(). Where there is an error, one is kept.
inline void leave_out_many(findings& all) {
  findings kept;
  const auto tell = [&kept](source_span where, std::string message) {
    kept.push_back({errc::limit_count, severity::note, where, std::move(message),
                    "mend these first", ""});
  };
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t of_file = 0;  // warnings
  source_span where;        // of the last finding
  const auto end_file = [&] {
    if (of_file > limits::warnings_per_file)
      tell(where, std::to_string(of_file - limits::warnings_per_file) +
                      " more warnings of this document are left out");
    of_file = 0;
  };
  for (auto& one : all) {
    if (one.where.source != where.source) end_file();
    where = one.where;
    const bool is_error = one.level == severity::error;
    if (one.level == severity::note ||
        (is_error ? ++errors <= limits::findings_in_all
                  : ++of_file <= limits::warnings_per_file &&
                        ++warnings <= limits::findings_in_all))
      kept.push_back(std::move(one));
  }
  end_file();
  if (errors > limits::findings_in_all || warnings > limits::findings_in_all)
    tell({}, "more than " + std::to_string(limits::findings_in_all) +
                 " findings: the others are left out");
  all = std::move(kept);
}

/// A finding as an author reads it, the line that says what it is apart from the rest.
/// What came from outside is escaped, and of a document that is no rule set nothing is
/// quoted.
struct finding_text {
  std::string headline;  // `file:line:column: error E0201: message`, without a line end
  std::string
      details;  // the source line with a mark under the place, hint, rule, witness
};

[[nodiscard]] inline finding_text text_of(const finding& what,
                                          const source_map& sources) {
  finding_text out;
  const auto* text = sources.find(what.where.source);
  const auto at =
      text == nullptr ? text_position{} : position_of(text->bytes, what.where.begin);
  if (text != nullptr) {
    out.headline = escaped(text->name) + ":" + std::to_string(at.line) + ":" +
                   std::to_string(at.column) + ": ";
  }
  switch (what.level) {
    case severity::error: out.headline += "error"; break;
    case severity::warning: out.headline += "warning"; break;
    case severity::note: out.headline += "note"; break;
  }
  // what has no number cannot be looked up by it
  if (what.code != errc::none) out.headline += " " + code_text(what.code);
  const bool is_quoted = text == nullptr || text->is_shown;
  out.headline +=
      ": " + escaped(is_quoted ? what.message : excerpts::without_quotes(what.message));
  if (text != nullptr && text->is_shown)
    out.details = excerpts::of(text->bytes, what.where, at.line);
  const auto add = [&out](const char* name, const std::string& words) {
    if (!words.empty()) out.details += "    = " + (name + (": " + escaped(words))) + "\n";
  };
  add("hint", what.hint);
  if (is_quoted) add("rule", what.rule);
  add("witness", what.witness);
  return out;
}

[[nodiscard]] inline std::string render(const finding& what, const source_map& sources) {
  const auto text = text_of(what, sources);
  return text.headline + "\n" + text.details;
}

}  // namespace arvio::inline v0

#endif  // ARVIO_BASE_DIAGNOSTIC_HPP
