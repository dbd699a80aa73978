#ifndef ARVIO_CORE_IMAGE_IMAGE_CHECK_PARTS_HPP
#define ARVIO_CORE_IMAGE_IMAGE_CHECK_PARTS_HPP

#include "arvio/core/image/image_check.hpp"

namespace arvio::inline v0::core {

inline bool image_check::inputs() const noexcept {
  std::uint64_t words = 0;
  std::uint64_t code_slots = 0;
  for (const auto& one : rules_.inputs()) {
    if (one.kind > input_kind::duration || one.codes > limits::codes_per_input)
      return false;
    const bool has_codes = one.kind == input_kind::code || one.kind == input_kind::codes;
    if (has_codes != (one.codes != 0)) return false;
    if (one.first_word != words || one.first_code_slot != code_slots) return false;
    words += words_for(one.codes);
    if (one.kind == input_kind::codes) code_slots += one.codes;
    const auto scale = static_cast<std::uint32_t>(limits::decimal_scale);
    if (one.scale > (one.kind == input_kind::number ? scale : 0)) return false;
    if (one.kind == input_kind::code &&
        (one.low != 0 || one.high != std::int64_t{one.codes} - 1))
      return false;
    if (!input_parts(one)) return false;
  }
  if (words != head_.code_words || code_slots != count(part::code_slots)) return false;
  if (head_.complaint == none) return count(part::coverage) == 0;
  const auto& complaint = rules_.inputs()[head_.complaint];
  return complaint.kind == input_kind::codes && complaint.codes == count(part::coverage);
}

inline bool image_check::input_parts(const input_record& one) const noexcept {
  const bool is_code = one.kind == input_kind::code;
  const auto is_of_code = [&](std::int64_t value) {
    return value >= 0 && value < std::int64_t{one.codes};
  };
  if (is_code && !is_of_code(one.otherwise)) return false;
  if (!has_or_none(part::slots, one.slot) || !has_or_none(part::inputs, one.after))
    return false;
  if (!has(part::names, one.name) || !has(part::names, one.first_code_name, one.codes))
    return false;
  if (!is_decided_or_none(one.applies)) return false;
  if (!has(part::item_uses, one.first_use, one.uses)) return false;
  const bool bare = one.applies == none && one.inferences == 0 && one.ages == 0;
  if (one.is_plain != 0 && !bare) return false;

  if (!has(part::inferences, one.first_inference, one.inferences)) return false;
  for (std::uint32_t i = 0; i < one.inferences; ++i) {
    const auto& inference =
        rules_.get<inference_record>(part::inferences)[one.first_inference + i];
    if (!is_decided_or_none(inference.when)) return false;
    if (!has_or_none(part::expressions, inference.expression)) return false;
    if (!is_code) continue;
    const auto words = words_for(one.codes);
    if (inference.expression != none ? code_words(inference.expression) < words
                                     : !has(part::masks, inference.mask, words))
      return false;
  }
  if (!has(part::presumptions, one.first_presumption, one.presumptions)) return false;
  for (std::uint32_t i = 0; i < one.presumptions; ++i) {
    const auto& presumption =
        rules_.get<presumption_record>(part::presumptions)[one.first_presumption + i];
    if (!is_decided_or_none(presumption.when)) return false;
    if (is_code && !is_of_code(presumption.value)) return false;
    if (!has(part::presumed_codes, presumption.first_code, presumption.codes))
      return false;
    if (one.kind != input_kind::codes) continue;
    for (std::uint32_t c = 0; c < presumption.codes; ++c) {
      const auto& code =
          rules_.get<presumed_code>(part::presumed_codes)[presumption.first_code + c];
      if (code.code >= one.codes) return false;
    }
  }
  return true;
}

inline bool image_check::derived() const noexcept {
  std::uint64_t words = 0;
  for (const auto& one : rules_.derived()) {
    if (one.codes > limits::codes_per_input || one.first_word != words) return false;
    words += words_for(one.codes);
    if (one.kind > derived_kind::table) return false;  // an image may hold any number
    if (!has_or_none(part::slots, one.slot) || !has(part::names, one.name)) return false;
    switch (one.kind) {
      case derived_kind::number:
        if (!has(part::expressions, one.what) || one.codes != 0) return false;
        break;
      case derived_kind::truth:
        if (!is_decided(one.what) || one.codes != 0) return false;
        break;
      case derived_kind::code:
        if (!has(part::expressions, one.what) || one.codes == 0) return false;
        if (code_words(one.what) < words_for(one.codes)) return false;
        break;
      case derived_kind::score:
      case derived_kind::table:
        if (!score_or_table(one)) return false;
        break;
    }
  }
  // an item that is used has bands; so nothing else is asked of its score
  return words == head_.derived_words &&
         every<item_use>(part::item_uses, [this](const item_use& one) {
           if (!has(part::derived, one.derived) || !has(part::items, one.item))
             return false;
           const auto& item = rules_.get<item_record>(part::items)[one.item];
           return item.bands != 0 && has(part::bands, item.first_band, item.bands);
         });
}

inline bool image_check::score_or_table(const derived_record& one) const noexcept {
  if (one.kind == derived_kind::score) {
    if (!has(part::items, one.first, one.count) || one.codes != 0) return false;
    for (std::uint32_t i = 0; i < one.count; ++i) {
      const auto& item = rules_.get<item_record>(part::items)[one.first + i];
      if (item.expression != none) {
        if (!has(part::expressions, item.expression)) return false;
      } else if (!is_name(item.of) || item.bands == 0 ||
                 !has(part::bands, item.first_band, item.bands)) {
        return false;
      }
    }
    return true;
  }
  if (!has(part::table_rows, one.first, one.count)) return false;
  if (one.operands < 1 || one.operands > 2 || !is_name(one.one)) return false;
  if (one.operands == 2 && !is_name(one.two)) return false;
  for (std::uint32_t i = 0; i < one.count; ++i) {
    const auto& row = rules_.get<row_record>(part::table_rows)[one.first + i];
    if (!has(part::ranges, row.first, row.ranges)) return false;
    if (!has(part::ranges, row.first_second, row.seconds)) return false;
    if (one.codes != 0 && (row.result < 0 || row.result >= std::int64_t{one.codes}))
      return false;
  }
  return true;
}

inline bool image_check::slots() const noexcept {
  std::uint64_t words = std::uint64_t{count(part::quads)} * slots_per_quad;
  std::uint64_t partial = 0;
  for (const auto& one : rules_.slots()) {
    if (one.classes == 0 || one.first_partial != partial) return false;
    if (one.quad == none) {
      if (one.first_word != words) return false;
      words += words_for(one.classes);
    } else if (one.first_word != std::uint64_t{one.quad} * slots_per_quad + one.seat) {
      return false;
    }
    partial += one.classes;
    if (!slot_source(one)) return false;
    if (one.stratum >= count(part::strata)) return false;
    if (one.intervals == 0 || !has(part::intervals, one.first_interval, one.intervals))
      return false;
    for (std::uint32_t i = 0; i < one.intervals; ++i) {
      const auto& interval =
          rules_.get<interval_record>(part::intervals)[one.first_interval + i];
      if (interval.value_class >= one.classes) return false;
    }
    if (!has(part::row_places, one.first_row, std::uint64_t{one.classes} + 1))
      return false;
    const auto pairs = std::uint64_t{one.classes} * (one.classes - 1);
    if (one.pairs != none && !has(part::row_places, one.pairs, pairs)) return false;
    if (!has_seat(one)) return false;
  }
  for (const auto& one : rules_.inputs()) {
    if (!has_own_slots(one)) return false;
  }
  return words == head_.state_words && partial == head_.partial_rows;
}

/// Whether a slot is the one that has its seat. A slot of routes alone has none, since
/// it has no rows.
inline bool image_check::has_seat(const slot_record& one) const noexcept {
  const auto slot = static_cast<place>(&one - rules_.slots().data());
  if (one.quad == none) {
    return one.kind == slot_kind::urgency ||
           (has(part::single_slots, one.seat) &&
            all<place>(part::single_slots)[one.seat] == slot);
  }
  return one.kind != slot_kind::urgency && one.classes == 2 &&
         has(part::quads, one.quad) && one.seat < slots_per_quad &&
         rules_.quads()[one.quad].slots[one.seat] == slot;
}

/// Whether the slots that an input gives its values are slots of that input.
inline bool image_check::has_own_slots(const input_record& one) const noexcept {
  const auto input = static_cast<place>(&one - rules_.inputs().data());
  const auto is_own = [&](place slot, slot_kind kind, place code) noexcept {
    if (slot == none) return true;
    if (!has(part::slots, slot)) return false;
    const auto& what = rules_.slots()[slot];
    return what.kind == kind && what.index == input && what.other == code;
  };
  if (one.kind != input_kind::codes) {
    if (one.slot == none) return one.state_word == none;
    return is_own(one.slot, slot_kind::input, 0) &&
           one.state_word == rules_.slots()[one.slot].first_word;
  }
  const auto* slots = rules_.get<place>(part::code_slots) + one.first_code_slot;
  for (place code = 0; code < one.codes; ++code) {
    if (!is_own(slots[code], slot_kind::code, code)) return false;
  }
  return true;
}

inline bool image_check::slot_source(const slot_record& one) const noexcept {
  switch (one.kind) {
    case slot_kind::input: return has(part::inputs, one.index);
    case slot_kind::code:
      return has(part::inputs, one.index) &&
             rules_.inputs()[one.index].kind == input_kind::codes &&
             one.other < rules_.inputs()[one.index].codes;
    case slot_kind::derived: return has(part::derived, one.index);
    case slot_kind::expression: return has(part::expressions, one.index);
    case slot_kind::comparison:
      return has(part::expressions, one.index) && has(part::expressions, one.other) &&
             one.left_factor != 0 && one.right_factor != 0;
    case slot_kind::gate: {
      if (head_.complaint == none || !has(part::gate_codes, one.other, one.count))
        return false;
      const auto* codes = rules_.get<place>(part::gate_codes) + one.other;
      for (std::uint32_t i = 0; i < one.count; ++i) {
        if (codes[i] >= rules_.inputs()[head_.complaint].codes) return false;
      }
      return true;
    }
    case slot_kind::urgency: return one.index <= head_.needs;
  }
  return false;
}

inline bool image_check::quads() const noexcept {
  for (place q = 0; q < count(part::quads); ++q) {
    const auto& quad = rules_.quads()[q];
    if (!has(part::row_places, quad.first_row, quad.is_light != 0 ? 2 : 32)) return false;
    for (std::uint32_t i = 0; i < slots_per_quad; ++i) {
      if (quad.slots[i] == none) continue;
      if (!has(part::slots, quad.slots[i])) return false;
      const auto& one = rules_.slots()[quad.slots[i]];
      if (one.quad != q || one.seat != i) return false;
    }
  }
  return every<place>(part::gate_slots, [this](place slot) {
    return has(part::slots, slot) && rules_.slots()[slot].kind == slot_kind::gate;
  });
}

/// Every quad and single slot is of one stratum, one stratum after another.
inline bool image_check::strata() const noexcept {
  const auto strata = count(part::strata);
  if (strata == 0) return false;
  std::uint64_t quads = 0;
  std::uint64_t singles = 0;
  for (std::uint32_t s = 0; s < strata; ++s) {
    const auto& one = rules_.strata()[s];
    if (one.first_quad != quads || one.first_single != singles) return false;
    if (!has(part::quads, one.first_quad, one.quads) ||
        !has(part::single_slots, one.first_single, one.singles))
      return false;
    quads += one.quads;
    singles += one.singles;
    for (place q = one.first_quad; q < quads; ++q) {
      if (rules_.quads()[q].stratum != s) return false;
    }
    for (place i = one.first_single; i < singles; ++i) {
      const auto slot = all<place>(part::single_slots)[i];
      if (!has(part::slots, slot)) return false;
      const auto& single = rules_.slots()[slot];
      if (single.stratum != s || single.quad != none || single.seat != i ||
          single.kind == slot_kind::urgency)
        return false;
    }
    if (!has(part::steps, one.first_step, one.steps)) return false;
    if (!has(part::truths, one.first_truth, one.truths)) return false;
  }
  if (quads != count(part::quads) || singles != count(part::single_slots)) return false;
  const bool truths = every<truth_record>(part::truths, [this](const truth_record& one) {
    if (!has(part::slots, one.slot) || !has(part::derived, one.derived)) return false;
    const auto& slot = rules_.slots()[one.slot];
    return one.word < head_.row_lines * line_words && slot.quad != none &&
           one.state_word == slot.first_word;
  });
  if (!truths) return false;
  return every<step_record>(part::steps, [this](const step_record& one) {
    switch (one.kind) {
      case step_kind::input: return has(part::inputs, one.index);
      case step_kind::derived: return has(part::derived, one.index);
      case step_kind::slot: {
        if (!has(part::slots, one.index)) return false;
        const auto kind = rules_.slots()[one.index].kind;
        return kind == slot_kind::expression || kind == slot_kind::comparison;
      }
    }
    return false;
  });
}

inline bool image_check::clauses() const noexcept {
  const auto begins = all<place>(part::clause_tests);
  if (begins.size() < std::size_t{row_bits()} + 1) return false;
  for (std::size_t i = 1; i < begins.size(); ++i) {
    if (begins[i] < begins[i - 1]) return false;
  }
  if (begins.back() > count(part::tests)) return false;
  const bool tests = every<place>(
      part::tests, [this](place test) { return has(part::predicates, test); });
  const bool predicates =
      every<predicate_record>(part::predicates, [this](const predicate_record& one) {
        if (!has(part::slots, one.slot)) return false;
        const auto& slot = rules_.slots()[one.slot];
        const auto words = words_for(slot.classes);
        return has(part::masks, one.mask, words) && one.state_word == slot.first_word &&
               one.words == (slot.kind == slot_kind::urgency ? 0 : words);
      });
  const bool rules = every<place>(
      part::clause_rules, [this](place rule) { return has_or_none(part::rules, rule); });
  return tests && predicates && rules;
}

inline bool image_check::conditions() const noexcept {
  const auto clauses = std::uint64_t{count(part::clause_tests)} - 1;
  const auto lies = [&](const condition_record& one) {
    const auto end = std::uint64_t{one.first_clause} + one.clauses;
    // not half in the rows and half behind them
    return end <= row_bits() || (one.first_clause >= row_bits() && end <= clauses);
  };
  const bool all_lie = every<condition_record>(part::conditions, lies);
  const bool segments =
      every<condition_record>(part::segments, [&](const condition_record& one) {
        return std::uint64_t{one.first_clause} + one.clauses <= row_bits();
      });
  const bool covers = every<place>(
      part::coverage, [this](place condition) { return is_decided(condition); });
  const auto begins = all<place>(part::level_begins);
  for (const auto begin : begins) {
    if (begin > row_bits()) return false;
  }
  return all_lie && segments && covers && is_decided(head_.star);
}

inline bool image_check::rows() const noexcept {
  if (count(part::rows) % (std::uint64_t{head_.row_lines} * line_words) != 0)
    return false;
  const auto fits = [this](place line) { return is_row(line); };
  return every<place>(part::row_places, fits) && every<place>(part::need_rows, fits) &&
         is_row(head_.invalid_row) && is_row(head_.last_row) && is_row(head_.inner_row) &&
         last_clauses();
}

/// Whoever visits the rules that hold is given the rule of each clause that ends one.
inline bool image_check::last_clauses() const noexcept {
  const auto* last = rules_.row(head_.last_row);
  bool all = true;
  for_bits(last, head_.row_lines * line_words,
           [&](place clause) { all = all && rules_.rule_of(clause) != none; });
  return all;
}

inline bool image_check::groups() const noexcept {
  const auto is_level = [this](std::uint32_t level) {
    return level == none || level < head_.level_count;
  };
  const bool groups = every<group_record>(part::groups, [&](const group_record& one) {
    return is_decided(one.scope) && one.apart <= 1 &&
           has(part::rules, one.first_rule, one.rules) &&
           has(part::requirements, one.first_requirement, one.requirements) &&
           has(part::routes, one.first_route, one.routes) && has(part::names, one.name);
  });
  const bool rules = every<rule_record>(part::rules, [&](const rule_record& one) {
    return std::uint64_t{one.first_clause} + one.clauses <= row_bits() &&
           is_level(one.level) && is_level(one.suggest) && has(part::groups, one.group) &&
           has(part::duties, one.first_duty, one.duties) && has(part::names, one.name);
  });
  const bool duties =
      every<place>(part::duties, [this](place duty) { return duty < head_.duty_count; });
  const bool requirements =
      every<requirement_record>(part::requirements, [&](const requirement_record& one) {
        return has(part::inputs, one.input) && is_level(one.level);
      });
  return groups && rules && duties && requirements;
}

inline bool image_check::routes() const noexcept {
  return has(part::routes, head_.first_vocabulary_route, head_.vocabulary_routes) &&
         every<route_record>(part::routes, [this](const route_record& one) {
           return has(part::conditions, one.condition) &&
                  has_or_none(part::groups, one.group);
         });
}

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_IMAGE_IMAGE_CHECK_PARTS_HPP
