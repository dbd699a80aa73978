#ifndef ARVIO_ANALYSIS_VERIFY_HPP
#define ARVIO_ANALYSIS_VERIFY_HPP

#include "arvio/base/expected.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/exchange/contact.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

/// Four ways to evaluate a contact, held against each other.
namespace arvio::inline v0::analysis {

struct verify_options {
  std::size_t cases = 0;
  std::uint64_t seed = 0;
};

/// A contact of which two engines say different things, with as few answers as still
/// show it.
struct verify_mismatch {
  std::string engine;       // "core", "session", "image": what differs from the others
  std::string differences;  // part by part
  arvio::contact contact;
};

struct verification {
  std::size_t cases = 0;  // contacts, each evaluated by all four
  // of all answers: not asked, unknown, partly known, known
  std::array<std::size_t, 4> answers{};
  // of all rules of all contacts: excluded, possible, certain
  std::array<std::size_t, 3> rules{};
  std::array<std::size_t, 5> statuses{};  // as arvio::status has them
  std::size_t questions = 0;
  std::size_t edits = 0;  // of the sessions
  std::size_t mismatches = 0;
  std::optional<verify_mismatch> first;

  /// Adds what another run found.
  void add(const verification& other);
};

/// Shoots generated contacts at the interpreter, at the compiled core, at a session that
/// gets there by detours (answers changed, taken back, looks in between), and at the core
/// over a copy of the image that load() has let pass.
///
/// Meaning  contacts stand at every level of missing answers, with values at, beside and
///          between what the rule sets distinguish. Ends at the first mismatch. The same
///          seed makes the same contacts.
/// Errors   those of compile::compile_program.
/// Cost     nearly all of it is the interpreter's.
[[nodiscard]] expected<verification> verify(const book::rulebook& book,
                                            const verify_options& options);

}  // namespace arvio::inline v0::analysis

#endif  // ARVIO_ANALYSIS_VERIFY_HPP
