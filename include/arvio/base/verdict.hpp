#ifndef ARVIO_BASE_VERDICT_HPP
#define ARVIO_BASE_VERDICT_HPP

#include <cstdint>

/// The closed sets in which answers and verdicts are said: the same words for the core,
/// the interpreter, the book and the assessment. docs/semantics.md has their meaning.
namespace arvio::inline v0 {

/// Section 1: what there is for an input. A `codes` input for which a list was given is
/// `known`, whatever the list leaves unsaid.
enum class answer_state : std::uint8_t { not_asked, unknown, partly_known, known };

/// Section 1: what was said of one code of a `codes` input.
enum class code_state : std::uint8_t { unsaid, unknown, present, absent };

/// Section 1: what is said of the codes that a list does not name.
enum class other_codes : std::uint8_t { unsaid, absent, unknown };

/// Section 3: true whatever the answers still missing are, for some of them, or for none.
enum class certainty : std::uint8_t { excluded, possible, certain };

/// Section 4, in the order in which they are tried.
enum class status : std::uint8_t { emergency, open, complete, out_of_scope, exhausted };

/// Section 4: why the recommended level is what it is. Every completion gives it; it is
/// the cautious side of what is not known; or a named source presumes what is not known.
/// `absent`: nothing is recommended.
enum class basis : std::uint8_t { absent, certain, cautious, presumed };

/// Section 5: what a question is for. Those about urgency first, then the further ones,
/// each in the order in which they are asked.
enum class purpose : std::uint8_t {
  urgency,
  coverage,
  requirement,
  need,
  suggestion,
  duty,
  route
};

/// Section 4: between which levels the urgency lies. A level is a place on the scale; 0
/// is the most urgent.
struct bounds {
  std::uint32_t at_least = 0;
  std::uint32_t not_excluded = 0;

  friend bool operator==(const bounds&, const bounds&) = default;
};

/// A level with its basis.
struct recommendation {
  std::uint32_t level = 0;
  arvio::basis basis = arvio::basis::absent;

  friend bool operator==(const recommendation&, const recommendation&) = default;
};

// The ids that JSON and the command line use: "out_of_scope", "cautious", ...

[[nodiscard]] constexpr const char* id_of(certainty which) noexcept {
  switch (which) {
    case certainty::excluded: return "excluded";
    case certainty::possible: return "possible";
    case certainty::certain: return "certain";
  }
  return "";  // not reached
}

[[nodiscard]] constexpr const char* id_of(status which) noexcept {
  switch (which) {
    case status::emergency: return "emergency";
    case status::open: return "open";
    case status::complete: return "complete";
    case status::out_of_scope: return "out_of_scope";
    case status::exhausted: return "exhausted";
  }
  return "";  // not reached
}

[[nodiscard]] constexpr const char* id_of(basis which) noexcept {
  switch (which) {
    case basis::absent: return "absent";
    case basis::certain: return "certain";
    case basis::cautious: return "cautious";
    case basis::presumed: return "presumed";
  }
  return "";  // not reached
}

[[nodiscard]] constexpr const char* id_of(purpose which) noexcept {
  switch (which) {
    case purpose::urgency: return "urgency";
    case purpose::coverage: return "coverage";
    case purpose::requirement: return "requirement";
    case purpose::need: return "need";
    case purpose::suggestion: return "suggestion";
    case purpose::duty: return "duty";
    case purpose::route: return "route";
  }
  return "";  // not reached
}

}  // namespace arvio::inline v0

#endif  // ARVIO_BASE_VERDICT_HPP
