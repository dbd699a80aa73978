#ifndef ARVIO_CORE_DETAIL_FRAME_ANSWERS_HPP
#define ARVIO_CORE_DETAIL_FRAME_ANSWERS_HPP

#include "arvio/core/detail/arithmetic.hpp"
#include "arvio/core/frame.hpp"

#include <bit>
#include <cstdint>
#include <cstring>

/// What follows from answers without a condition: what plain inputs may be, their slots,
/// the scores that hang on them alone, and which gates are open.
namespace arvio::inline v0::core {

inline void frame::clear(std::int64_t at) noexcept {
  std::memset(base_, 0, state_end_ * sizeof(std::uint64_t));
  now() = at;
  revive_lines(0);
  for (place i = 0; i < rules_.inputs().size(); ++i) {
    possible(i).applicable = certainty::certain;
    changed(i);
  }
  settle_answers();
  settle_askable();
}

/// Where all of it stands, while it is put in place: answers come in numbers.
struct frame::settling {
  explicit settling(frame& of) noexcept
      : contact(of),
        rules(of.rules_),
        slots(of.slots()),
        uses(rules.get<item_use>(part::item_uses)),
        items(rules.get<item_record>(part::items)),
        bands(rules.get<band_record>(part::bands)),
        points(of.at<range_record>(of.points_)),
        sums(of.at<range_record>(of.derived_)),
        changed_scores(of.at<std::uint64_t>(of.changed_scores_)) {}

  void put(const input_record& declared, const answer_entry& given,
           possible_entry& set) noexcept {
    auto low = declared.low;
    auto high = declared.high;
    if (has_values(given.state)) {
      low = given.low;
      high = given.high;
    }
    if (given.presumed) low = high = given.presumed_value;
    set.low = low;
    set.high = high;
    if (slots.is_in_quad(declared.state_word)) {
      slots.put_boolean(declared.state_word, low, high);
    } else if (declared.slot != none) {
      slots.put(declared.slot, low, high);
    }
    if (declared.uses != 0) put_points(declared, {low, high, 0, false, nullptr, 0});
  }

  void put_code(place input, const input_record& declared,
                const answer_entry& given) noexcept {
    const auto words = words_for(declared.codes);
    auto* const set = contact.codes(input, code_plane::may_be_present);
    const auto* const said = contact.codes(input, code_plane::present);
    const bool answered = has_values(given.state);
    for (std::uint32_t w = 0; w < words; ++w) {
      set[w] = given.presumed ? 0
               : answered     ? said[w]
                              : bits_from(0, declared.codes - w * 64);
    }
    if (given.presumed) put_bit(set, static_cast<std::uint32_t>(given.presumed_value));
    auto span = code_span(set, words);
    if (span.is_single()) span.codes = nullptr;  // the same, sooner found
    if (declared.slot != none) slots.put(declared.slot, span);
    if (declared.uses != 0) put_points(declared, span);
  }

  void put_codes(place input, const input_record& declared,
                 const answer_entry& given) noexcept {
    const bool answered = given.state == answer_state::known;
    for (std::uint32_t w = 0; w < words_for(declared.codes); ++w) {
      const auto of = [&](code_plane which) noexcept -> std::uint64_t& {
        return contact.codes(input, which)[w];
      };
      const auto all = bits_from(0, declared.codes - w * 64);
      const auto present = answered ? of(code_plane::present) : 0;
      const auto absent = answered ? of(code_plane::absent) : 0;
      const auto say_no = of(code_plane::presumed_absent);
      const auto say_yes = of(code_plane::presumed_present);
      of(code_plane::may_be_absent) = ((all & ~present) | say_no) & ~say_yes;
      of(code_plane::may_be_present) = ((all & ~absent) | say_yes) & ~say_no;
    }
    contact.put_code_slots(input, slots);
  }

  /// Scores that hang on plain inputs alone are sums kept up to date.
  void put_points(const input_record& declared, const value_span& set) noexcept {
    const auto end = declared.first_use + declared.uses;
    for (auto i = declared.first_use; i < end; ++i) {
      const auto& use = uses[i];
      const auto& item = items[use.item];
      const auto now = points_of(bands + item.first_band, item.bands, set);
      auto& before = points[use.item];
      if (now.low == before.low && now.high == before.high) continue;
      auto& sum = sums[use.derived];
      sum = {plus(sum.low, minus(now.low, before.low)),
             plus(sum.high, minus(now.high, before.high))};
      before = now;
      put_bit(changed_scores, use.derived);
    }
  }
  void put_scores() noexcept {
    const auto count = static_cast<std::uint32_t>(rules.derived().size());
    take_bits(changed_scores, 0, count, [this](place derived) noexcept {
      const auto slot = rules.derived()[derived].slot;
      if (slot != none) slots.put(slot, sums[derived].low, sums[derived].high);
    });
  }

  frame& contact;
  const program& rules;
  slot_writer slots;
  const item_use* uses;
  const item_record* items;
  const band_record* bands;
  range_record* points;  // of items, as their inputs stand
  range_record* sums;
  std::uint64_t* changed_scores;
};

inline void frame::settle_answers() noexcept {
  const auto inputs = rules_.inputs();
  const auto complaint = rules_.head().complaint;
  auto* const changed = at<std::uint64_t>(changed_);
  const bool gates =
      complaint != none && has_bit(changed, complaint) && inputs[complaint].is_plain != 0;
  settling now(*this);
  const auto* const given = at<answer_entry>(answers_);
  auto* const sets = at<possible_entry>(possible_);
  const auto words = words_for(static_cast<std::uint32_t>(inputs.size()));
  for (std::uint32_t w = 0; w < words; ++w) {
    for (auto left = changed[w]; left != 0; left &= left - 1) {
      const auto input = w * 64 + static_cast<std::uint32_t>(std::countr_zero(left));
      const auto& declared = inputs[input];
      if (declared.is_plain == 0) continue;  // follows with evaluation
      if (declared.kind == input_kind::code) {
        now.put_code(input, declared, given[input]);
      } else if (declared.kind == input_kind::codes) {
        now.put_codes(input, declared, given[input]);
      } else {
        now.put(declared, given[input], sets[input]);
      }
    }
    at<std::uint64_t>(asked_changed_)[w] |= changed[w];
    changed[w] = 0;
  }
  now.put_scores();
  if (gates) refresh_gates(now.slots);
}

/// Brings up to date which slots can be asked.
inline void frame::settle_askable() noexcept {
  auto* const slots = at<std::uint64_t>(askable_);
  const auto count = static_cast<std::uint32_t>(rules_.inputs().size());
  take_bits(at<std::uint64_t>(asked_changed_), 0, count, [&](place input) noexcept {
    const auto& declared = rules_.inputs()[input];
    if (declared.is_plain == 0) return;
    const bool is_askable = answer(input).state == answer_state::not_asked;
    const auto put = [&](place slot) noexcept {
      if (slot == none) return;
      if (is_askable) {
        put_bit(slots, slot);
      } else {
        drop_bit(slots, slot);
      }
    };
    if (declared.kind != input_kind::codes) return put(declared.slot);
    const auto* of_codes = rules_.get<place>(part::code_slots) + declared.first_code_slot;
    for (place code = 0; code < declared.codes; ++code)
      put(of_codes[code]);
  });
}

/// Gives the slots of a `codes` input what each code may be.
inline void frame::put_code_slots(place input, slot_writer& into) noexcept {
  const auto& declared = rules_.inputs()[input];
  const auto* slots = rules_.get<place>(part::code_slots) + declared.first_code_slot;
  const auto* no = codes(input, code_plane::may_be_absent);
  const auto* yes = codes(input, code_plane::may_be_present);
  for (place code = 0; code < declared.codes; ++code) {
    if (slots[code] == none) continue;
    into.put_boolean(slots[code],
                     (has_bit(no, code) ? 1U : 0U) | (has_bit(yes, code) ? 2U : 0U));
  }
}

inline void frame::refresh_gates(slot_writer& into) noexcept {
  const auto complaint = rules_.head().complaint;
  if (complaint == none) return;
  const auto* no = codes(complaint, code_plane::may_be_absent);
  const auto* yes = codes(complaint, code_plane::may_be_present);
  const auto gates = rules_.all<place>(part::gate_slots);
  std::memset(at<void>(alive_lines_), 0, line_set_words() * sizeof(std::uint64_t));
  revive_lines(0);
  for (std::size_t g = 0; g < gates.size(); ++g) {
    const auto& gate = rules_.slots()[gates[g]];
    const auto* named = rules_.get<place>(part::gate_codes) + gate.other;
    bool may = false;
    bool must = false;
    for (std::uint32_t i = 0; i < gate.count; ++i) {
      may = may || has_bit(yes, named[i]);
      must = must || !has_bit(no, named[i]);
    }
    into.put_boolean(gates[g], (must ? 0U : 1U) | (may ? 2U : 0U));
    if (may) revive_lines(g + 1);
  }
}

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_DETAIL_FRAME_ANSWERS_HPP
