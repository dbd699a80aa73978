#ifndef ARVIO_SRC_CLI_LABELS_HPP
#define ARVIO_SRC_CLI_LABELS_HPP

#include "arvio/base/time_limit.hpp"
#include "arvio/base/verdict.hpp"
#include "arvio/ruleset/ruleset.hpp"

#include "words_data/labels.hpp"

#include <cstddef>
#include <string>
#include <string_view>

/// The program's own words around an assessment: section [program] of src/words/data.
namespace arvio::cli {

/// A language that the words are in, by a tag like sv or sv-FI; Finnish for any other.
[[nodiscard]] std::size_t language_of(std::string_view tag);

/// Why the recommended level is what it is.
[[nodiscard]] std::string_view wording(arvio::basis what, std::size_t language);

/// What a question could decide; `level`: about which, where there is one.
[[nodiscard]] std::string wording(arvio::purpose what, std::string_view level,
                                  std::size_t language);

/// Within what time something is to be done.
[[nodiscard]] std::string wording(const time_limit& within, std::size_t language);

/// A source by title, publisher and year, with whether it was checked.
[[nodiscard]] std::string wording(const ruleset::source& what, std::size_t language);

/// What a document is as its makers see it: "draft".
[[nodiscard]] std::string status_name(std::string_view id, std::size_t language);

/// In which language a text is that is of another one: "in Finnish".
[[nodiscard]] std::string language_name(std::string_view tag, std::size_t language);

}  // namespace arvio::cli

#endif  // ARVIO_SRC_CLI_LABELS_HPP
