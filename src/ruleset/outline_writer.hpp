#ifndef ARVIO_SRC_RULESET_OUTLINE_WRITER_HPP
#define ARVIO_SRC_RULESET_OUTLINE_WRITER_HPP

#include "arvio/ruleset/outline.hpp"
#include "arvio/ruleset/text.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arvio::inline v0::ruleset {

/// Makes an outline element by element.
class outline_writer {
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

  /// The outline, once its root has ended.
  [[nodiscard]] outline take();

 private:
  std::vector<outline> open_;
  outline done_;
};

/// The element `about`, which all documents have.
void write_about(outline_writer& out, const about_section& about);
/// The section `sources`; nothing where there are none.
void write_sources(outline_writer& out, const std::vector<source>& all);

}  // namespace arvio::inline v0::ruleset

#endif  // ARVIO_SRC_RULESET_OUTLINE_WRITER_HPP
