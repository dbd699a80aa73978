#ifndef ARVIO_CORE_IMAGE_IMAGE_HPP
#define ARVIO_CORE_IMAGE_IMAGE_HPP

#include "arvio/core/image/records.hpp"

#include <cstddef>
#include <cstdint>
#include <type_traits>

/// The form of a program image: one block of memory without a pointer in it, so that it
/// can be mapped, copied and checked as it is.
///
/// Units   little-endian; a part begins at a multiple of 64 bytes; places within a part
///         count its elements, places of rows count lines of 64 bytes.
namespace arvio::inline v0::core {

inline constexpr std::uint64_t image_magic = 0x30474d494f565241ULL;  // "ARVOIMG0"
/// A loader reads exactly one version.
inline constexpr std::uint16_t image_version = 4;
inline constexpr std::size_t line_bytes = 64;
inline constexpr std::uint32_t line_words = 8;
inline constexpr std::uint32_t line_bits = 512;

// --- the whole -------------------------------------------------------------------------

enum class part : std::uint32_t {
  inputs,
  inferences,
  presumptions,
  presumed_codes,
  code_slots,
  derived,
  items,
  item_uses,  // per input its items, one input after another
  bands,
  table_rows,
  ranges,
  expressions,
  nodes,
  slots,
  intervals,
  quads,
  single_slots,  // slots in no quad, by stratum; those of routes alone are not there
  gate_codes,
  gate_slots,
  conditions,
  clause_tests,  // per clause and one more: where its tests begin
  tests,         // predicates
  predicates,
  masks,
  clause_rules,  // per clause of the rows: its rule; none
  row_places,
  rows,
  need_rows,   // per need: the clauses of rules that speak for it; a line of the rows
  live_lines,  // sets of lines: with clauses behind no gate, then behind each gate
  steps,
  strata,
  truths,
  groups,
  segments,      // per group and level: clauses
  level_begins,  // per level: its first clause
  rules,
  duties,
  requirements,
  routes,
  coverage,  // per complaint: condition
  identities,
  input_order,  // inputs by name bytewise
  names,
  letters,
  levels_and_sizes,  // the header's own; an empty part
  count
};
inline constexpr std::size_t part_count = static_cast<std::size_t>(part::count);

struct section {
  std::uint32_t line = 0;   // where it begins
  std::uint32_t count = 0;  // of its elements
};

struct image_header {
  std::uint64_t magic = image_magic;
  std::uint64_t checksum = 0;  // of all that follows it
  std::uint64_t bytes = 0;     // of the whole
  std::uint16_t version = image_version;
  std::uint16_t level_count = 0;
  std::uint32_t out_of_scope = 0;
  place complaint = none;
  std::uint32_t needs = 0;
  std::uint32_t duty_count = 0;
  std::uint32_t row_lines = 0;    // of one row
  std::uint32_t early_lines = 0;  // those with conditions that later strata need
  place first_leveled = 0;        // clause; the first of a word
  std::uint32_t leveled = 0;      // clauses, up to the last of a word
  place invalid_row = 0;          // clauses that are none
  place last_row = 0;             // the last clause of each rule in its word
  place inner_row = 0;            // the others
  place star = 0;                 // condition
  place first_vocabulary_route = 0;
  std::uint32_t vocabulary_routes = 0;
  std::uint32_t code_words = 0;  // of one plane of code bits
  std::uint32_t derived_words = 0;
  std::uint32_t state_words = 0;  // of all slots
  std::uint32_t partial_rows = 0;
  std::uint32_t scratch_words = 0;  // that an expression can take
  section parts[part_count];
};

static_assert(std::is_trivially_copyable_v<image_header>);
static_assert(sizeof(image_header) % 8 == 0);

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_IMAGE_IMAGE_HPP
