#ifndef ARVIO_CORE_DETAIL_FRAME_ANSWERS_HPP
#define ARVIO_CORE_DETAIL_FRAME_ANSWERS_HPP

#include "arvio/core/detail/arithmetic.hpp"
#include "arvio/core/frame.hpp"

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
    const auto& declared = rules_.inputs()[i];
    if (declared.kind != input_kind::codes) continue;
    const auto* slots = rules_.get<place>(part::code_slots) + declared.first_code_slot;
    for (place code = 0; code < declared.codes; ++code) {
      if (slots[code] != none) put_bit(codes(i, code_plane::with_slot), code);
    }
  }
  settle_answers();
  settle_askable();
}

/// What follows from the values of a plain input for its slot and for scores.
struct frame::settling {
  /// Apart: most inputs are booleans that count in no score.
  [[gnu::noinline]] static void number(frame& in, const input_record& declared,
                                       std::int64_t low, std::int64_t high) noexcept {
    if (declared.slot != none) in.slots().put(declared.slot, low, high);
    points(in, declared, [&](const band_record* bands, std::uint32_t count) noexcept {
      return points_of(bands, count, low, high);
    });
  }
  static void codes(frame& in, const input_record& declared,
                    const value_span& set) noexcept {
    if (set.is_single()) return number(in, declared, set.low, set.high);
    if (declared.slot != none) in.slots().put(declared.slot, set);
    points(in, declared, [&](const band_record* bands, std::uint32_t count) noexcept {
      return points_of(bands, count, set);
    });
  }

 private:
  /// Scores that hang on plain inputs alone are sums kept up to date; their slots follow
  /// once all answers are in.
  template <class Points>
  static void points(frame& in, const input_record& declared, Points found) noexcept {
    const auto& rules = in.rules_;
    const auto* const uses = rules.get<item_use>(part::item_uses) + declared.first_use;
    const auto* const items = rules.get<item_record>(part::items);
    const auto* const bands = rules.get<band_record>(part::bands);
    for (std::uint32_t i = 0; i < declared.uses; ++i) {
      const auto& item = items[uses[i].item];
      const auto now = found(bands + item.first_band, item.bands);
      auto& before = in.item_points(uses[i].item);
      if (now.low == before.low && now.high == before.high) continue;
      auto& sum = in.derived_range(uses[i].derived);
      sum = {plus(sum.low, minus(now.low, before.low)),
             plus(sum.high, minus(now.high, before.high))};
      before = now;
      put_bit(in.at<std::uint64_t>(in.changed_scores_), uses[i].derived);
    }
  }
};

inline void frame::settle_answers() noexcept {
  take_bits(at<std::uint64_t>(changed_), 0,
            static_cast<std::uint32_t>(rules_.inputs().size()),
            [this](place input) noexcept {
              switch (rules_.inputs()[input].kind) {
                case input_kind::code: return settle_code(input);
                case input_kind::codes: return settle_codes(input);
                case input_kind::boolean:
                case input_kind::number:
                case input_kind::date:
                case input_kind::datetime:
                case input_kind::duration: break;
              }
              settle_value(input);
            });
  const auto derived = rules_.derived();
  auto into = slots();
  take_bits(at<std::uint64_t>(changed_scores_), 0,
            static_cast<std::uint32_t>(derived.size()), [&](place score) noexcept {
              const auto slot = derived[score].slot;
              const auto& sum = derived_range(score);
              if (slot != none) into.put(slot, sum.low, sum.high);
            });
}

/// What an answer to an input with an order says.
inline void frame::settle_value(place input) noexcept {
  const auto& declared = rules_.inputs()[input];
  const auto& given = answer(input);
  if (given.presumed) {
    settle_value(input, given.presumed_value, given.presumed_value);
  } else if (has_values(given.state)) {
    settle_value(input, given.low, given.high);
  } else {
    settle_value(input, declared.low, declared.high);
  }
}
[[gnu::always_inline]] inline void frame::settle_value(place input, std::int64_t low,
                                                       std::int64_t high) noexcept {
  const auto& declared = rules_.inputs()[input];
  put_bit(at<std::uint64_t>(asked_changed_), input);
  if (declared.is_plain == 0) return;  // follows with evaluation
  auto& set = possible(input);
  set.low = low;
  set.high = high;
  auto into = slots();
  if (!into.is_in_quad(declared.state_word) || declared.uses != 0)
    return settling::number(*this, declared, low, high);
  into.put_boolean(declared.state_word, low, high);
}
inline void frame::settle_code(place input) noexcept {
  const auto& declared = rules_.inputs()[input];
  put_bit(at<std::uint64_t>(asked_changed_), input);
  if (declared.is_plain == 0) return;
  const auto& given = answer(input);
  const auto words = words_for(declared.codes);
  auto* const set = codes(input, code_plane::may_be_present);
  const auto* const said = codes(input, code_plane::present);
  const bool answered = has_values(given.state);
  for (std::uint32_t w = 0; w < words; ++w) {
    set[w] = given.presumed ? 0
             : answered     ? said[w]
                            : bits_from(0, declared.codes - w * 64);
  }
  if (given.presumed) put_bit(set, static_cast<std::uint32_t>(given.presumed_value));
  settling::codes(*this, declared, code_span(set, words));
}

inline void frame::settle_code(place input, std::uint32_t code) noexcept {
  const auto& declared = rules_.inputs()[input];
  put_bit(at<std::uint64_t>(asked_changed_), input);
  if (declared.is_plain == 0) return;
  auto* const set = codes(input, code_plane::may_be_present);
  for (std::uint32_t w = 0; w < words_for(declared.codes); ++w)
    set[w] = w == code / 64 ? std::uint64_t{1} << code % 64 : 0;
  settling::number(*this, declared, code, code);
}

inline void frame::settle_codes(place input) noexcept {
  const auto& declared = rules_.inputs()[input];
  put_bit(at<std::uint64_t>(asked_changed_), input);
  if (declared.is_plain == 0) return;
  const bool answered = answer(input).state == answer_state::known;
  for (std::uint32_t w = 0; w < words_for(declared.codes); ++w) {
    const auto of = [&](code_plane which) noexcept -> std::uint64_t& {
      return codes(input, which)[w];
    };
    const auto all = bits_from(0, declared.codes - w * 64);
    const auto present = answered ? of(code_plane::present) : 0;
    const auto absent = answered ? of(code_plane::absent) : 0;
    const auto say_no = of(code_plane::presumed_absent);
    const auto say_yes = of(code_plane::presumed_present);
    of(code_plane::may_be_absent) = ((all & ~present) | say_no) & ~say_yes;
    of(code_plane::may_be_present) = ((all & ~absent) | say_yes) & ~say_no;
  }
  auto into = slots();
  put_code_slots(input, into);
  if (input == rules_.head().complaint) refresh_gates(into);
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
    for_bits(codes(input, code_plane::with_slot), code_words(input),
             [&](place code) noexcept { put(of_codes[code]); });
  });
}

/// Gives the slots of a `codes` input what each code may be.
inline void frame::put_code_slots(place input, slot_writer& into) noexcept {
  const auto& declared = rules_.inputs()[input];
  const auto* slots = rules_.get<place>(part::code_slots) + declared.first_code_slot;
  const auto* no = codes(input, code_plane::may_be_absent);
  const auto* yes = codes(input, code_plane::may_be_present);
  auto writer = into;  // in registers
  for_bits(codes(input, code_plane::with_slot), words_for(declared.codes),
           [&](place code) noexcept {
             const auto bit = code % 64;
             const auto may_be =
                 (no[code / 64] >> bit & 1U) | (yes[code / 64] >> bit & 1U) << 1U;
             writer.put_boolean(slots[code], static_cast<std::uint32_t>(may_be));
           });
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
