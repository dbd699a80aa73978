#ifndef ARVIO_TESTS_UNIT_BOOK_LINK_SUPPORT_HPP
#define ARVIO_TESTS_UNIT_BOOK_LINK_SUPPORT_HPP

#include "arvio/base/diagnostic.hpp"
#include "arvio/book/rulebook.hpp"

#include <memory>
#include <string>
#include <vector>

/// Rule sets written in tests, loaded and linked.
namespace arvio::tests {

struct linked {
  std::shared_ptr<const book::rulebook> book;
  findings found;
  source_map sources;
  bool loaded = true;

  /// All findings as an author reads them.
  [[nodiscard]] std::string text() const;
  /// The text of the rule set from where a finding points.
  [[nodiscard]] std::string place(const finding& one) const;
};

/// Loads the XML texts and links what they say. There is a calendar `finland` 1.
[[nodiscard]] linked link_texts(const std::vector<std::string>& texts);

/// A whole rule set around some content.
[[nodiscard]] std::string rule_set_text(const std::string& id, const std::string& version,
                                        const std::string& content);

/// A vocabulary of five levels, two needs, three complaints and a few inputs: `age` (a),
/// `sex` (female, male), `birth_date`, `temperature` (Cel, 25.0 to 45.0) and `seen`, a
/// time.
[[nodiscard]] std::string vocabulary_text();
/// The same with other inputs.
[[nodiscard]] std::string vocabulary_text(const std::string& inputs);

/// Links the vocabulary with a rule set `demo` of this content, which uses it.
[[nodiscard]] linked link_demo(const std::string& content);

}  // namespace arvio::tests

#endif  // ARVIO_TESTS_UNIT_BOOK_LINK_SUPPORT_HPP
