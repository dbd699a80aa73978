#ifndef ARVIO_COMPILE_PROGRAM_HPP
#define ARVIO_COMPILE_PROGRAM_HPP

#include "arvio/base/expected.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/compile/closed_conditions.hpp"
#include "arvio/compile/legend.hpp"
#include "arvio/core/image/image.hpp"
#include "arvio/core/program.hpp"
#include "arvio/lang/ast.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace arvio::inline v0::compile {

/// A program image that owns its memory.
class program_image {
 public:
  struct alignas(core::line_bytes) line {
    std::array<std::byte, core::line_bytes> bytes{};
  };

  explicit program_image(std::vector<line> lines) : lines_(std::move(lines)) {}

  [[nodiscard]] std::span<const std::byte> bytes() const noexcept {
    return std::as_bytes(std::span(lines_));
  }
  /// The program; the image must outlive it.
  [[nodiscard]] core::program program() const noexcept {
    return core::program(bytes().data());
  }

 private:
  std::vector<line> lines_;
};

/// A node of an expression of a book.
struct expression_place {
  const lang::ast* tree = nullptr;
  std::uint32_t node = 0;
};

struct compile_options {
  /// One per rule set of the book; empty: the program names no rule sets.
  std::vector<std::string> digests;
  /// Numbers to be evaluated besides what is needed: the last expressions of the program.
  std::vector<expression_place> probes;
};

/// A program, and what its slots and clauses mean in the book.
struct compiled {
  program_image image;
  compile::legend legend;
};

/// Compiles a book: every condition to its maximal boxes, and those to rows.
///
/// Meaning  the image is a function of the book and the options alone. Inputs, derived
///          values, groups and duties keep their places in the book; rules are counted
///          through the groups.
/// Errors   errc::limit_boxes, errc::limit_work: what check_conditions tells with places;
///          errc::limit_memory: more clauses or rows than an image can hold.
/// Cost     that of the boxes; then linear in clauses times slots.
[[nodiscard]] expected<compiled> compile_program(const book::rulebook& book,
                                                 const compile_options& options);
/// The same of conditions that were checked: what was closed is not closed again.
[[nodiscard]] expected<compiled> compile_program(closed_conditions& conditions,
                                                 const compile_options& options);

}  // namespace arvio::inline v0::compile

#endif  // ARVIO_COMPILE_PROGRAM_HPP
