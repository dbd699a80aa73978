#ifndef ARVIO_SRC_COMPILE_PROGRAM_WRITER_HPP
#define ARVIO_SRC_COMPILE_PROGRAM_WRITER_HPP

#include "arvio/book/rulebook.hpp"
#include "arvio/compile/legend.hpp"
#include "arvio/compile/program.hpp"
#include "arvio/core/image/image.hpp"

#include "compile/clauses.hpp"
#include "compile/expression_writer.hpp"
#include "compile/program_parts.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace arvio::inline v0::compile {

/// Writes a book and its clauses as the parts of an image: what is declared, in which
/// order it is evaluated, where each clause stands, and the rows.
class program_writer {
 public:
  explicit program_writer(const book_clauses& clauses);

  program_parts written(const compile_options& options);
  /// What stands in the program that was written.
  /// errc::none, or what there is too much of, and the input or derived value it is of.
  [[nodiscard]] const error& failed() const noexcept { return failed_; }
  [[nodiscard]] legend meaning() const;

 private:
  // --- declarations (program_declarations.cpp)
  void write_names(const std::vector<std::string>& digests);
  void write_input(const book::linked_input& input);
  void write_derived(const book::linked_derived& derived);
  void write_table(const book::linked_derived& derived, core::derived_record& out);
  core::item_record item_of(const book::linked_item& item);
  void write_group(std::uint32_t index);
  void write_deadline(const book::linked_deadline& deadline, core::place condition);
  void write_route(const book::linked_route& route, core::place condition,
                   core::place group);
  core::place write_mask(const value_set& codes, std::uint32_t count);
  core::place write_ranges(const value_set& values, std::uint32_t& count);
  [[nodiscard]] std::uint32_t codes_of(const core::operand& of) const;

  // --- slots and order (program_slots.cpp)
  void choose_slots();
  [[nodiscard]] source_span declared_at(const slot& what) const;
  void find_classes();
  void write_slots();
  core::slot_record slot_of(const slot& what);
  core::place operand_expression(slot_index which);
  void find_strata();
  void write_steps();
  void write_plans();
  void write_truths(std::uint32_t stratum, core::stratum_record& out);
  [[nodiscard]] bool is_truth(core::place derived);
  [[nodiscard]] std::uint32_t stratum_after(core::place condition);
  [[nodiscard]] std::uint32_t stratum_of_expression(core::place expression);
  [[nodiscard]] std::uint32_t stratum_of(const core::operand& of) const;
  [[nodiscard]] std::uint32_t stratum_of_slot(core::place slot);
  [[nodiscard]] std::uint32_t stratum_of_input(core::place input);
  [[nodiscard]] std::uint32_t stratum_of_derived(core::place derived);

  // --- clauses and rows (program_rows.cpp)
  void place_clauses();
  core::condition_record placed(const std::vector<clause>& clauses, std::uint64_t needs,
                                const clause_meaning& meaning);
  void put(const clause& one, std::uint64_t needs, const clause_meaning& meaning);
  void align(std::uint32_t bits);
  void write_clauses();
  void write_rows();
  core::place row(const std::vector<std::uint64_t>& bits);
  [[nodiscard]] std::vector<std::vector<std::uint64_t>> class_rows(
      core::place slot) const;
  void write_live_lines();

  // --- legend (program_legend.cpp)
  [[nodiscard]] slot_meaning meaning_of(const slot& what) const;
  [[nodiscard]] std::string text_of(const slot& operand) const;

  const book::rulebook& book_;
  const book_clauses& clauses_;
  program_parts out_;
  expression_writer expressions_;

  struct slot_plan {
    slot_index source = 0;
    core::slot_record record;
    std::vector<value_set> classes;
    std::vector<std::uint64_t> masks;  // per set of values that clauses allow: classes
  };
  std::vector<slot_plan> slots_;              // those that clauses test
  std::vector<core::place> slot_place_;       // per slot of the pool; none
  std::vector<std::uint32_t> input_stratum_;  // per input
  std::vector<std::uint32_t> derived_stratum_;
  std::vector<std::uint8_t> is_plain_;
  std::vector<std::uint8_t> is_plain_score_;
  std::vector<std::optional<std::uint32_t>> condition_stratum_;
  std::vector<core::quad_record> quads_;

  struct placed_clause {
    const clause* box = nullptr;  // none: it fills a word
    std::uint64_t needs = 0;
    clause_meaning meaning;
  };
  std::vector<placed_clause> bits_;
  std::vector<core::condition_record> conditions_;  // where they stand
  std::vector<core::condition_record> rules_;
  std::vector<core::condition_record> segments_;
  error failed_;
  std::uint32_t row_bits_ = 0;  // clauses that have bits in the rows
  std::vector<std::uint64_t> row_words_;
  std::unordered_map<std::uint64_t, std::vector<core::place>> known_rows_;
};

}  // namespace arvio::inline v0::compile

#endif  // ARVIO_SRC_COMPILE_PROGRAM_WRITER_HPP
