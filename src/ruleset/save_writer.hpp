#ifndef ARVIO_RULESET_SAVE_WRITER_HPP
#define ARVIO_RULESET_SAVE_WRITER_HPP

#include "arvio/ruleset/text.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arvio::inline v0::ruleset {

/// Writes XML in one way only: an element a line, two blanks of indent for each element
/// around it, and nothing escaped that need not be.
class writer {
 public:
  /// Opens an element. Attributes follow, then its text or its children, then end().
  void begin(const char* element);
  void attribute(const char* attribute, std::string_view value);
  void text(std::string_view words);
  void end();

  // Attributes that are left out where there is nothing to say.
  void attribute(const char* attribute, const name& value);
  void attribute(const char* attribute, const std::optional<name>& value);
  void attribute(const char* attribute, const std::vector<name>& list);
  void attribute(const char* attribute, const std::optional<expression>& value);
  void flag(const char* attribute, bool value);

  /// `<element lang="..">words</element>` for each text.
  void texts(const char* element, const ruleset::texts& all);

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void close_tag();

  std::string out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  std::vector<const char*> open_;
  bool in_tag_ = false;    // the start tag of open_.back() is not closed yet
  bool has_text_ = false;  // open_.back() holds a text
};

}  // namespace arvio::inline v0::ruleset

#endif  // ARVIO_RULESET_SAVE_WRITER_HPP
