#ifndef ARVIO_ENGINE_ENGINE_HPP
#define ARVIO_ENGINE_ENGINE_HPP

#include "arvio/base/expected.hpp"
#include "arvio/engine/call.hpp"
#include "arvio/engine/documents.hpp"
#include "arvio/exchange/assessment.hpp"
#include "arvio/exchange/compact.hpp"
#include "arvio/exchange/contact.hpp"
#include "arvio/exchange/explanation.hpp"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace arvio::inline v0 {

struct repository;

/// Assesses contacts with the rule sets of a repository.
///
/// Meaning  a handle to an immutable snapshot: cheap to copy, safe to use from many
///          threads, and an assessment keeps the snapshot it started with.
class engine {
 public:
  /// Loads the rule sets in files and folders (searched through, `*.xml`).
  ///
  /// Errors  every finding of every document: nothing is half-loaded.
  [[nodiscard]] static expected<engine, load_failure> open(
      const std::vector<std::filesystem::path>& places,
      const repository_options& options);
  [[nodiscard]] static expected<engine, load_failure> open(
      const std::filesystem::path& place);

  /// The same of documents already read.
  [[nodiscard]] static expected<engine, load_failure> open(
      std::vector<document> documents, const repository_options& options);

  /// Assesses a contact with the rule sets that are valid at its time.
  ///
  /// Errors  every faulty input at once, nothing is assessed; errc::no_rule_set where no
  ///         rule set is valid at the contact's time.
  [[nodiscard]] expected<assessment, contact_errors> assess(
      const arvio::contact& contact) const;
  /// The same with more in it.
  [[nodiscard]] expected<assessment, contact_errors> assess(
      const arvio::contact& contact, const result_options& wanted) const;

  /// The same in ids alone: a third of the time, for what is counted rather than read.
  ///
  /// Errors  those of assess.
  [[nodiscard]] expected<compact_assessment, contact_errors> assess_briefly(
      const arvio::contact& contact) const;

  /// Explains what assess says of a contact: docs/semantics.md section 10.
  ///
  /// Errors  those of assess.
  /// Cost    limits::explanation_steps evaluations at most: more than assess by far, and
  ///         within tenths of a second.
  [[nodiscard]] expected<explanation, contact_errors> explain(
      const arvio::contact& contact) const;

  /// Begins a call with what is known already: its time, its language, first answers.
  ///
  /// Errors  those of assess.
  [[nodiscard]] expected<arvio::call, contact_errors> call(contact start) const;

  /// What is wrong with a contact: what assess would refuse it for; empty where nothing
  /// is.
  [[nodiscard]] contact_errors check(const arvio::contact& contact) const;

  /// The program of the rule sets that are valid at a moment, as a file can hold it:
  /// core::load makes a core::program of it. Empty where none is valid. It stands as long
  /// as some copy of this engine.
  [[nodiscard]] std::span<const std::byte> image(instant at) const;

  /// What was loaded: rule sets, periods, warnings.
  [[nodiscard]] const arvio::repository& repository() const noexcept { return *loaded_; }

 private:
  explicit engine(std::shared_ptr<const arvio::repository> loaded)
      : loaded_(std::move(loaded)) {}
  static expected<engine, load_failure> of(arvio::repository loaded);

  std::shared_ptr<const arvio::repository> loaded_;
};

/// Holds the engine in use while another may take its place.
///
/// Meaning  replacing is atomic: whoever asks for the current engine gets the old one or
///          the new one, whole. Where loading fails, nothing is replaced.
class engine_slot {
 public:
  explicit engine_slot(engine first) : current_(std::move(first)) {}

  [[nodiscard]] engine current() const {
    const std::lock_guard lock(mutex_);
    return current_;
  }
  void replace(engine next) {
    const std::lock_guard lock(mutex_);
    std::swap(current_, next);
  }
  /// Opens the places anew; returns why not where that fails, and keeps the engine in
  /// use.
  [[nodiscard]] std::optional<load_failure> reload(
      const std::vector<std::filesystem::path>& places,
      const repository_options& options);

 private:
  mutable std::mutex mutex_;
  engine current_;
};

}  // namespace arvio::inline v0

#endif  // ARVIO_ENGINE_ENGINE_HPP
