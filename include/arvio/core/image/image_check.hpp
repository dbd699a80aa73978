#ifndef ARVIO_CORE_IMAGE_IMAGE_CHECK_HPP
#define ARVIO_CORE_IMAGE_IMAGE_CHECK_HPP

#include "arvio/base/limits.hpp"
#include "arvio/core/detail/sets.hpp"
#include "arvio/core/program.hpp"

#include <cstddef>
#include <cstdint>
#include <span>

/// Whether an image points at nothing outside itself: every place in every record, and
/// every sum that the layout of a contact follows from.
namespace arvio::inline v0::core {

class image_check {
 public:
  explicit image_check(std::span<const std::byte> image) noexcept
      : image_(image), rules_(image.data()), head_(rules_.head()) {}

  /// The first part that is unsound; part::count where none is.
  [[nodiscard]] part run() noexcept {
    for (std::size_t i = 0; i < part_count; ++i) {
      if (!lies_inside(static_cast<part>(i))) return static_cast<part>(i);
    }
    if (!frame()) return part::levels_and_sizes;
    if (!names()) return part::names;
    if (!expressions()) return part::expressions;
    if (!inputs()) return part::inputs;
    if (!derived()) return part::derived;
    if (!slots()) return part::slots;
    if (!quads()) return part::quads;
    if (!strata()) return part::strata;
    if (!clauses()) return part::clause_tests;
    if (!conditions()) return part::conditions;
    if (!rows()) return part::rows;
    if (!groups()) return part::groups;
    if (!deadlines()) return part::deadlines;
    if (!routes()) return part::routes;
    return part::count;
  }

 private:
  // --- parts ---------------------------------------------------------------------------

  [[nodiscard]] static std::size_t element_bytes(part which) noexcept {
    switch (which) {
      case part::inputs: return sizeof(input_record);
      case part::inferences: return sizeof(inference_record);
      case part::presumptions: return sizeof(presumption_record);
      case part::presumed_codes: return sizeof(presumed_code);
      case part::derived: return sizeof(derived_record);
      case part::items: return sizeof(item_record);
      case part::item_uses: return sizeof(item_use);
      case part::bands: return sizeof(band_record);
      case part::table_rows: return sizeof(row_record);
      case part::ranges: return sizeof(range_record);
      case part::expressions: return sizeof(expression_record);
      case part::nodes: return sizeof(node_record);
      case part::slots: return sizeof(slot_record);
      case part::intervals: return sizeof(interval_record);
      case part::quads: return sizeof(quad_record);
      case part::conditions:
      case part::segments: return sizeof(condition_record);
      case part::predicates: return sizeof(predicate_record);
      case part::masks:
      case part::rows:
      case part::live_lines: return sizeof(std::uint64_t);
      case part::steps: return sizeof(step_record);
      case part::strata: return sizeof(stratum_record);
      case part::truths: return sizeof(truth_record);
      case part::groups: return sizeof(group_record);
      case part::rules: return sizeof(rule_record);
      case part::requirements: return sizeof(requirement_record);
      case part::routes: return sizeof(route_record);
      case part::deadlines: return sizeof(deadline_record);
      case part::identities: return sizeof(identity_record);
      case part::names: return sizeof(name_record);
      case part::letters: return 1;
      case part::code_slots:
      case part::single_slots:
      case part::gate_codes:
      case part::gate_slots:
      case part::clause_tests:
      case part::tests:
      case part::clause_rules:
      case part::row_places:
      case part::need_rows:
      case part::level_begins:
      case part::duties:
      case part::coverage:
      case part::input_order:
      case part::levels_and_sizes:
      case part::count: break;
    }
    return sizeof(place);
  }
  [[nodiscard]] bool lies_inside(part which) const noexcept {
    const auto& section = head_.parts[static_cast<std::size_t>(which)];
    const auto begin = std::uint64_t{section.line} * line_bytes;
    const auto bytes = std::uint64_t{section.count} * element_bytes(which);
    return begin >= sizeof(image_header) && begin <= image_.size() &&
           bytes <= image_.size() - begin;
  }

  [[nodiscard]] std::uint32_t count(part which) const noexcept {
    return head_.parts[static_cast<std::size_t>(which)].count;
  }
  [[nodiscard]] bool has(part which, place index) const noexcept {
    return index < count(which);
  }
  [[nodiscard]] bool has(part which, place first, std::uint64_t many) const noexcept {
    return first <= count(which) && many <= count(which) - first;
  }
  [[nodiscard]] bool has_or_none(part which, place index) const noexcept {
    return index == none || has(which, index);
  }
  template <class T>
  [[nodiscard]] std::span<const T> all(part which) const noexcept {
    return rules_.all<T>(which);
  }
  /// Whether `fits` holds of every element of a part.
  template <class T, class Fits>
  [[nodiscard]] bool every(part which, Fits fits) const noexcept {
    for (const auto& one : all<T>(which)) {
      if (!fits(one)) return false;
    }
    return true;
  }

  [[nodiscard]] std::uint32_t row_bits() const noexcept {
    return head_.row_lines * line_bits;
  }
  [[nodiscard]] bool is_row(place line) const noexcept {
    return line % head_.row_lines == 0 &&
           line + std::uint64_t{head_.row_lines} <= count(part::rows) / line_words;
  }
  /// A condition that rows decide; loose ones may lie behind the rows.
  [[nodiscard]] bool is_decided(place condition) const noexcept {
    if (!has(part::conditions, condition)) return false;
    const auto& one = rules_.conditions()[condition];
    return std::uint64_t{one.first_clause} + one.clauses <= row_bits();
  }
  [[nodiscard]] bool is_decided_or_none(place condition) const noexcept {
    return condition == none || is_decided(condition);
  }

  [[nodiscard]] bool frame() const noexcept {
    constexpr std::uint32_t most_lines = std::uint32_t{1} << 22;  // 2^31 clauses
    return head_.level_count >= 1 && head_.level_count <= limits::levels &&
           head_.out_of_scope < head_.level_count && head_.needs <= limits::needs &&
           head_.row_lines >= 1 && head_.row_lines <= most_lines &&
           head_.early_lines <= head_.row_lines && head_.first_leveled % 64 == 0 &&
           head_.leveled % 64 == 0 &&
           std::uint64_t{head_.first_leveled} + head_.leveled <= row_bits() &&
           count(part::level_begins) == head_.level_count &&
           count(part::need_rows) == head_.needs &&
           count(part::live_lines) == std::uint64_t{words_for(head_.row_lines)} *
                                          (std::uint64_t{count(part::gate_slots)} + 1) &&
           count(part::clause_rules) == row_bits() &&
           std::uint64_t{count(part::groups)} * head_.level_count ==
               count(part::segments) &&
           has_or_none(part::inputs, head_.complaint);
  }

  [[nodiscard]] bool names() const noexcept {
    const bool lie = every<name_record>(part::names, [this](const name_record& one) {
      return has(part::letters, one.first, one.size);
    });
    const bool order = every<place>(
        part::input_order, [this](place input) { return has(part::inputs, input); });
    const bool sets =
        every<identity_record>(part::identities, [this](const identity_record& one) {
          return has(part::names, one.id) && has(part::names, one.version) &&
                 has(part::names, one.digest);
        });
    return lie && order && sets && count(part::input_order) == count(part::inputs) &&
           has(part::names, 0, std::uint64_t{head_.level_count} + head_.needs);
  }

  // --- expressions ---------------------------------------------------------------------

  [[nodiscard]] bool is_name(const operand& of) const noexcept {
    return of.kind == operand_kind::input
               ? has(part::inputs, of.index)
               : of.kind == operand_kind::derived && has(part::derived, of.index);
  }
  /// How many codes a name has, where it is a code; 0 where it is none.
  [[nodiscard]] std::uint32_t codes_of(const operand& of) const noexcept {
    if (of.kind == operand_kind::derived) return rules_.derived()[of.index].codes;
    const auto& input = rules_.inputs()[of.index];
    return input.kind == input_kind::code ? input.codes : 0;
  }
  [[nodiscard]] static operand name_of(const node_record& node) noexcept {
    return {node.kind == node_kind::input ? operand_kind::input : operand_kind::derived,
            node.index};
  }
  [[nodiscard]] static bool is_name(const node_record& node) noexcept {
    return node.kind == node_kind::input || node.kind == node_kind::derived;
  }

  /// How many parts a node has; none where there is no such node.
  [[nodiscard]] static std::uint32_t parts_of(const node_record& node) noexcept {
    switch (node.kind) {
      case node_kind::constant:
      case node_kind::assessment_time:
      case node_kind::input:
      case node_kind::derived:
      case node_kind::truth: return 0;
      case node_kind::negate:
      case node_kind::absolute:
      case node_kind::round:
      case node_kind::floor:
      case node_kind::ceiling: return 1;
      case node_kind::add:
      case node_kind::subtract:
      case node_kind::multiply:
      case node_kind::round_quotient:
      case node_kind::floor_quotient:
      case node_kind::ceiling_quotient:
      case node_kind::choose:
      case node_kind::years_between:
      case node_kind::months_between:
      case node_kind::days_between:
      case node_kind::hours_between:
      case node_kind::minutes_between: return 2;
      case node_kind::minimum:
      case node_kind::maximum:
      case node_kind::sum: return node.extra == 0 ? none : node.extra;
    }
    return none;
  }

  [[nodiscard]] bool expressions() const noexcept {
    std::uint64_t scratch = 0;
    for (const auto& one : rules_.expressions()) {
      if (one.nodes == 0 || !has(part::nodes, one.first, one.nodes)) return false;
      if (one.codes > limits::codes_per_input) return false;
      const auto words = words_for(one.codes);
      if (one.stride != (words < 2 ? 2 : words)) return false;
      const auto room = std::uint64_t{one.nodes} * one.stride;
      scratch = scratch > room ? scratch : room;
      if (!nodes(one)) return false;
    }
    return scratch == head_.scratch_words;
  }
  [[nodiscard]] bool nodes(const expression_record& of) const noexcept {
    const auto* all_nodes = rules_.get<node_record>(part::nodes) + of.first;
    for (std::uint32_t i = 0; i < of.nodes; ++i) {
      const auto& node = all_nodes[i];
      const auto parts = parts_of(node);
      if (parts == none || parts > i) return false;
      std::uint32_t size = 1;
      for (std::uint32_t p = 0; p < parts; ++p) {
        if (size > i) return false;  // nothing stands before
        size += all_nodes[i - size].size;
        if (size > i + 1) return false;
      }
      if (node.size != size) return false;
      const bool has_condition =
          node.kind == node_kind::truth || node.kind == node_kind::choose;
      if (has_condition && !is_decided(node.index)) return false;
      if (is_name(node) && !is_name(name_of(node))) return false;
      if (of.codes == 0) continue;
      // codes: literals, names and choices
      if (node.kind == node_kind::constant) {
        if (node.value < 0 || node.value >= of.codes) return false;
      } else if (is_name(node)) {
        if (codes_of(name_of(node)) == 0) return false;
      } else if (node.kind != node_kind::choose) {
        return false;
      }
    }
    return all_nodes[of.nodes - 1].size == of.nodes;
  }
  /// Words of the codes that an expression gives; 0 where it gives none.
  [[nodiscard]] std::uint32_t code_words(place expression) const noexcept {
    const auto& one = rules_.expressions()[expression];
    const auto& top = rules_.get<node_record>(part::nodes)[one.first + one.nodes - 1];
    if (one.nodes == 1 && top.factor == 1 && is_name(top))
      return words_for(codes_of(name_of(top)));
    return words_for(one.codes);
  }

  // The rest, by what it looks at: image_check_parts.hpp and image_check_rules.hpp.
  [[nodiscard]] bool inputs() const noexcept;
  [[nodiscard]] bool input_parts(const input_record& one) const noexcept;
  [[nodiscard]] bool has_own_slots(const input_record& one) const noexcept;
  [[nodiscard]] bool derived() const noexcept;
  [[nodiscard]] bool score_or_table(const derived_record& one) const noexcept;
  [[nodiscard]] bool slots() const noexcept;
  [[nodiscard]] bool has_seat(const slot_record& one) const noexcept;
  [[nodiscard]] bool slot_source(const slot_record& one) const noexcept;
  [[nodiscard]] bool quads() const noexcept;
  [[nodiscard]] bool strata() const noexcept;
  [[nodiscard]] bool clauses() const noexcept;
  [[nodiscard]] bool conditions() const noexcept;
  [[nodiscard]] bool rows() const noexcept;
  [[nodiscard]] bool last_clauses() const noexcept;
  [[nodiscard]] bool groups() const noexcept;
  [[nodiscard]] bool duties_of(const rule_record& rule) const noexcept;
  [[nodiscard]] bool deadlines() const noexcept;
  [[nodiscard]] bool routes() const noexcept;

  std::span<const std::byte> image_;
  const program rules_;
  const image_header& head_;
};

}  // namespace arvio::inline v0::core

#include "arvio/core/image/image_check_parts.hpp"
#include "arvio/core/image/image_check_rules.hpp"

#endif  // ARVIO_CORE_IMAGE_IMAGE_CHECK_HPP
