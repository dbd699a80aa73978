#ifndef ARVIO_SRC_CLI_REPORT_HPP
#define ARVIO_SRC_CLI_REPORT_HPP

#include "arvio/exchange/assessment.hpp"

#include <string>
#include <string_view>

/// An assessment for people: what a nurse needs to know to do the next thing.
namespace arvio::cli {

/// The words; where they are of another language, which.
[[nodiscard]] std::string words_of(const shown_text& text);

/// `words (id)`: something with its id, or whatever else is said in passing.
[[nodiscard]] std::string with_id(std::string_view words, std::string_view id);

/// A level as it is written everywhere: its id, and its name.
[[nodiscard]] std::string level_words(const shown_term& level);

/// The whole assessment, in its language (Finnish where it has none).
[[nodiscard]] std::string report(const assessment& result);

/// The questions still worth asking, each with its reasons: those about urgency, or where
/// it is settled the further ones.
[[nodiscard]] std::string questions_report(const assessment& result);

}  // namespace arvio::cli

#endif  // ARVIO_SRC_CLI_REPORT_HPP
