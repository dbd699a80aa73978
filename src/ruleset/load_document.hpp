#ifndef ARVIO_SRC_RULESET_LOAD_DOCUMENT_HPP
#define ARVIO_SRC_RULESET_LOAD_DOCUMENT_HPP

#include "load_reader.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// What the documents of all formats (rule sets, calendars, profiles) have in common.
namespace arvio::inline v0::ruleset {

/// Whether the root is the element of a format, in its namespace; anything else would
/// only give findings without end. `called`: what such a document is, "rule set".
[[nodiscard]] bool has_root(reader& in, std::string_view element,
                            std::string_view called);

/// The languages that a document says its texts are in: those of the reader from now on.
[[nodiscard]] std::vector<std::string> taken_languages(reader& in,
                                                       std::vector<name> written);

/// How a document was read.
struct reading {
  bool whole = false;   // to its end, as `read` says
  bool faulty = false;  // something in it is an error
};

/// Reads one source, its findings in file order behind those in `out`.
[[nodiscard]] reading read_document(const source_map& sources, std::uint32_t source,
                                    findings& out,
                                    const std::function<bool(reader&)>& read);

}  // namespace arvio::inline v0::ruleset

#endif  // ARVIO_SRC_RULESET_LOAD_DOCUMENT_HPP
