#ifndef ARVIO_SRC_CLI_REPORT_HPP
#define ARVIO_SRC_CLI_REPORT_HPP

#include "arvio/exchange/assessment.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// An assessment for people: what a nurse needs to know to do the next thing. No id and
/// no code stands in it but the names of levels: whoever needs them takes the JSON.
namespace arvio::cli {

/// The words; where they are of another language than the report, in which.
[[nodiscard]] std::string words_of(const shown_text& text, std::size_t language);

/// Words with what is said in passing: `words (passing)`.
[[nodiscard]] std::string with_aside(std::string_view words, std::string_view passing);

/// A level as it stands by itself, `U1 - now`, and inside a sentence: `U1 (now)`.
[[nodiscard]] std::string level_words(const shown_term& level, std::size_t language);
[[nodiscard]] std::string level_in_sentence(const shown_term& level,
                                            std::size_t language);

/// How much a report tells.
enum class detail : std::uint8_t {
  brief,  // what to do now
  full    // also how it came about: rules and their answers, what is inferred, versions
};

/// The whole assessment, in its language (Finnish where it has none): the level and what
/// to do in the first two lines, then what to tell the person and what to ask.
[[nodiscard]] std::string report(const assessment& result, detail how_much);

/// The questions still worth asking, each with its reasons: those about urgency, or where
/// it is settled the further ones.
[[nodiscard]] std::string questions_report(const assessment& result);

}  // namespace arvio::cli

#endif  // ARVIO_SRC_CLI_REPORT_HPP
