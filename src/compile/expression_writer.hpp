#ifndef ARVIO_SRC_COMPILE_EXPRESSION_WRITER_HPP
#define ARVIO_SRC_COMPILE_EXPRESSION_WRITER_HPP

#include "arvio/core/image/image.hpp"
#include "arvio/lang/ast.hpp"

#include "compile/clauses.hpp"
#include "compile/program_parts.hpp"

#include <cstdint>

namespace arvio::inline v0::compile {

/// Writes expressions as the nodes that the core evaluates.
class expression_writer {
 public:
  expression_writer(const book_clauses& clauses, program_parts& out)
      : clauses_(clauses), out_(out) {}

  /// The expression below a node; `codes`: at least so many that its value can be.
  core::place add(const lang::ast& tree, std::uint32_t node, std::uint32_t codes);
  /// An input or a derived value by itself.
  core::place add(const core::operand& of, std::uint32_t codes);

 private:
  void write(const lang::ast& tree, std::uint32_t node, std::int64_t factor);
  void write_parts(const lang::ast& tree, std::uint32_t node);
  void put(core::node_record node, core::place first);
  core::place finish(core::place first, std::uint32_t codes);

  const book_clauses& clauses_;
  program_parts& out_;
};

}  // namespace arvio::inline v0::compile

#endif  // ARVIO_SRC_COMPILE_EXPRESSION_WRITER_HPP
