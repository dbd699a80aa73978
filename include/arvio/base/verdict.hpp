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
  deadline,
  route
};

/// docs/services.md: whether something is so while a date is known as a span alone.
enum class whether : std::uint8_t { no, maybe, yes };

/// Why a deadline has no date, or that it has one.
enum class dating : std::uint8_t {
  dated,
  without_amount,   // immediately, without-delay
  event_not_known,  // nobody knows what it counts from
  calendar_range    // a date would have to be looked at that the calendar has not
};

/// What speaks against a service, in the order in which it does; a service for another
/// need only stands behind the fallback.
enum class obstacle : std::uint8_t { need, municipality, age, language, purpose, time };

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
    case purpose::deadline: return "deadline";
    case purpose::route: return "route";
  }
  return "";  // not reached
}

[[nodiscard]] constexpr const char* id_of(whether which) noexcept {
  switch (which) {
    case whether::no: return "no";
    case whether::maybe: return "maybe";
    case whether::yes: return "yes";
  }
  return "";  // not reached
}

[[nodiscard]] constexpr const char* id_of(dating which) noexcept {
  switch (which) {
    case dating::dated: return "dated";
    case dating::without_amount: return "without_amount";
    case dating::event_not_known: return "event_not_known";
    case dating::calendar_range: return "calendar_range";
  }
  return "";  // not reached
}

[[nodiscard]] constexpr const char* id_of(obstacle which) noexcept {
  switch (which) {
    case obstacle::need: return "need";
    case obstacle::municipality: return "municipality";
    case obstacle::age: return "age";
    case obstacle::language: return "language";
    case obstacle::purpose: return "purpose";
    case obstacle::time: return "time";
  }
  return "";  // not reached
}

}  // namespace arvio::inline v0

#endif  // ARVIO_BASE_VERDICT_HPP
