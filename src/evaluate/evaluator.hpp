#ifndef ARVIO_SRC_EVALUATE_EVALUATOR_HPP
#define ARVIO_SRC_EVALUATE_EVALUATOR_HPP

#include "arvio/base/expected.hpp"
#include "arvio/book/outcome.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/compile/program.hpp"
#include "arvio/core/frame.hpp"

#include "explained.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace arvio::inline v0 {

/// Puts answers into a contact of the core.
void fill(core::contact& into, const evaluated::contact& person);

/// Assesses contacts with a compiled book.
///
/// Meaning  immutable, may be read by many threads. The book must outlive it.
class evaluator {
 public:
  /// Errors  those of compile::compile_program.
  [[nodiscard]] static expected<std::shared_ptr<const evaluator>> of(
      const book::rulebook& book, const compile::compile_options& options);

  evaluator(const book::rulebook& book, compile::program_image image, std::size_t probes)
      : book_(&book), image_(std::move(image)), probes_(probes) {}

  [[nodiscard]] const compile::program_image& image() const noexcept { return image_; }
  [[nodiscard]] core::program program() const noexcept { return image_.program(); }
  [[nodiscard]] const book::rulebook& book() const noexcept { return *book_; }

  /// The possible values of each probe of the options, and of some inputs and derived
  /// values, as ranges from the least to the greatest.
  [[nodiscard]] std::vector<value_range> probed(
      const evaluated::contact& person,
      const std::vector<book::linked_operand>& operands) const;

  /// Meaning  `person.answers` has one entry per input of the book.
  [[nodiscard]] evaluated::outcome assess(const evaluated::contact& person) const;
  /// Why that is what is found.
  [[nodiscard]] evaluated::explanation explain(const evaluated::contact& person) const;
  /// The questions about urgency alone.
  [[nodiscard]] std::vector<evaluated::question> questions(
      const evaluated::contact& person) const;
  /// What one rule's condition, its group's scope included, is for a contact.
  [[nodiscard]] evaluated::certainty rule_state(evaluated::rule_reference rule,
                                                const evaluated::contact& person) const;

 private:
  const book::rulebook* book_;
  compile::program_image image_;
  std::size_t probes_ = 0;
};

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_EVALUATE_EVALUATOR_HPP
