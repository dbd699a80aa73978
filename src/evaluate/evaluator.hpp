#ifndef ARVIO_SRC_EVALUATE_EVALUATOR_HPP
#define ARVIO_SRC_EVALUATE_EVALUATOR_HPP

#include "arvio/base/expected.hpp"
#include "arvio/book/outcome.hpp"
#include "arvio/book/region.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/compile/program.hpp"
#include "arvio/core/empty_frame.hpp"
#include "arvio/core/frame.hpp"

#include "explained.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace arvio::inline v0 {

/// The same contact before anybody was asked what could not be said: that is as open as
/// what was not asked.
///
/// Meaning  the complaint is closed: a code of it that is not said is absent, so its
///          unknown codes stay what they are.
[[nodiscard]] book::answers without_unknown(const book::rulebook& book,
                                            book::answers contact);
/// Puts answers into a frame that has none.
void fill(core::frame& into, const book::answers& contact);
/// What a contact presumes, as a frame takes it.
[[nodiscard]] std::vector<core::assumption> assumptions_of(const book::answers& contact);

struct explained_outcome {
  book::outcome outcome;
  evaluated::explanation explanation;
};

/// Assesses contacts with a compiled book.
///
/// Meaning  immutable, may be read by many threads. The book must outlive it.
class evaluator {
 public:
  /// Errors  those of compile::compile_program.
  [[nodiscard]] static expected<std::shared_ptr<const evaluator>> of(
      const book::rulebook& book, const compile::compile_options& options);
  /// The same of conditions that were checked.
  [[nodiscard]] static expected<std::shared_ptr<const evaluator>> of(
      compile::closed_conditions& conditions, const compile::compile_options& options);

  evaluator(const book::rulebook& book, compile::compiled made, std::size_t probes);
  evaluator(const evaluator&) = delete;
  evaluator& operator=(const evaluator&) = delete;

  [[nodiscard]] const compile::program_image& image() const noexcept {
    return compiled_.image;
  }
  [[nodiscard]] core::program program() const noexcept {
    return compiled_.image.program();
  }
  [[nodiscard]] const compile::legend& legend() const noexcept {
    return compiled_.legend;
  }
  [[nodiscard]] const book::rulebook& book() const noexcept { return *book_; }

  /// The possible values of each probe of the options, and of some inputs and derived
  /// values, as ranges from the least to the greatest.
  [[nodiscard]] std::vector<value_range> probed(
      const book::answers& contact,
      const std::vector<book::linked_operand>& operands) const;

  /// Meaning  `contact.by_input` has one entry per input of the book.
  ///          `region` as of listed_outcome().
  [[nodiscard]] book::outcome assess(const book::answers& contact,
                                     book::region* region = nullptr) const;
  /// The same as of listed_briefly().
  [[nodiscard]] book::outcome assess_briefly(const book::answers& contact,
                                             book::region* region = nullptr) const;
  /// Why that is what is found.
  [[nodiscard]] evaluated::explanation explain(const book::answers& contact) const;
  /// Both, of one evaluation.
  [[nodiscard]] explained_outcome assess_and_explain(
      const book::answers& contact, book::region* region = nullptr) const;
  /// The questions about urgency alone.
  [[nodiscard]] std::vector<book::question> questions(const book::answers& contact) const;
  /// What one rule's condition, its group's scope included, is for a contact.
  [[nodiscard]] arvio::certainty rule_state(book::rule_reference rule,
                                            const book::answers& contact) const;

 private:
  [[nodiscard]] evaluated::explanation explained(core::evaluation& found,
                                                 const book::answers& contact) const;

  const book::rulebook* book_;
  compile::compiled compiled_;
  std::size_t probes_ = 0;
  std::vector<std::uint64_t> empty_memory_;
  core::empty_frame empty_;  // what every contact begins with
};

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_EVALUATE_EVALUATOR_HPP
