#ifndef ARVIO_CORE_DETAIL_SLOT_WRITER_HPP
#define ARVIO_CORE_DETAIL_SLOT_WRITER_HPP

#include "arvio/core/detail/arithmetic.hpp"
#include "arvio/core/detail/sets.hpp"
#include "arvio/core/program.hpp"

#include <cstdint>

namespace arvio::inline v0::core {

/// Writes what slots may be into a contact: the classes that their sets touch, and which
/// quads and single slots that changed.
///
/// Meaning  holds where all of it stands, so that many slots are written quickly.
class slot_writer {
 public:
  struct memory {
    std::uint64_t* states = nullptr;  // classes, a bit each
    std::uint64_t* changed_quads = nullptr;
    std::uint64_t* changed_singles = nullptr;
  };

  slot_writer(const program& rules, const memory& into) noexcept
      : slots_(rules.slots().data()),
        bands_(rules.get<interval_record>(part::intervals)),
        quad_words_(static_cast<std::uint32_t>(rules.quads().size()) * slots_per_quad),
        into_(into) {}

  /// Gives a slot its possible set.
  void put(place slot, const value_span& set) noexcept {
    if (set.codes == nullptr && !set.has_extra) return put(slot, set.low, set.high);
    const auto& what = slots_[slot];
    const auto* bands = bands_ + what.first_interval;
    put_each_word(what, [&](std::uint32_t word) noexcept {
      if (set.codes == nullptr) {
        return classes_of(what, set.low, set.high, word) |
               classes_of(what, set.extra, set.extra, word);
      }
      std::uint64_t found = 0;
      for (std::uint32_t i = 0; i < what.intervals; ++i) {
        const auto last = i + 1 < what.intervals ? minus(bands[i + 1].low, 1) : set.high;
        if (bands[i].value_class / 64 == word && set.meets(bands[i].low, last))
          found |= std::uint64_t{1} << (bands[i].value_class % 64);
      }
      return found;
    });
  }
  /// The same of the values from one to another.
  [[gnu::always_inline]] void put(place slot, std::int64_t low,
                                  std::int64_t high) noexcept {
    const auto& what = slots_[slot];
    if (is_in_quad(what.first_word)) {
      put_boolean(what.first_word, low, high);
      return;
    }
    if (what.classes > 64) return slot_writer(*this).put_wide(what, low, high);
    put_word(what, classes_of(what, low, high));
  }

  // Slots of quads are booleans, as most are, and known by their state words: what they
  // may be stands there, as bits 1 (for 0) and 2 (for 1).
  [[nodiscard]] bool is_in_quad(place state_word) const noexcept {
    return state_word < quad_words_;
  }
  /// Says whether it was something else before.
  bool put_boolean(place state_word, std::int64_t low, std::int64_t high) noexcept {
    // 0 alone: 1; 1 alone: 2; either: 3. Unsigned, since a damaged image may call
    // anything a boolean.
    return put_in_quad(state_word, (1 + 2 * static_cast<std::uint64_t>(high) -
                                    static_cast<std::uint64_t>(low)) &
                                       3U);
  }
  bool put_in_quad(place state_word, std::uint64_t may_be) noexcept {
    auto& state = into_.states[state_word];
    if (state == may_be) return false;
    state = may_be;
    put_bit(into_.changed_quads, state_word / slots_per_quad);
    return true;
  }
  /// The same of any slot that is 0 or 1.
  void put_boolean(place slot, std::uint32_t may_be) noexcept {
    const auto word = slots_[slot].first_word;
    if (is_in_quad(word)) {
      put_in_quad(word, may_be);
    } else {  // an image may say so
      slot_writer(*this).put_single_boolean(slot, may_be);
    }
  }

 private:
  // What few slots need stands apart, and is done by a copy: a writer whose place in
  // memory nobody needs stays in registers.
  [[gnu::noinline]] void put_single_boolean(place slot, std::uint32_t may_be) noexcept {
    put(slot, (may_be & 1U) != 0 ? 0 : 1, (may_be & 2U) != 0 ? 1 : 0);
  }
  [[gnu::noinline]] void put_wide(const slot_record& what, std::int64_t low,
                                  std::int64_t high) noexcept {
    put_each_word(what, [&](std::uint32_t word) noexcept {
      return classes_of(what, low, high, word);
    });
  }
  template <class Classes>
  void put_each_word(const slot_record& what, Classes classes) noexcept {
    auto* const state = into_.states + what.first_word;
    bool changed = false;
    for (std::uint32_t w = 0; w < words_for(what.classes); ++w) {
      const auto found = classes(w);
      changed = changed || state[w] != found;
      state[w] = found;
    }
    if (!changed || what.kind == slot_kind::urgency) return;  // routes have no rows
    if (is_in_quad(what.first_word)) {
      put_bit(into_.changed_quads, what.first_word / slots_per_quad);
    } else {
      put_bit(into_.changed_singles, what.seat);
    }
  }

  void put_word(const slot_record& what, std::uint64_t found) noexcept {
    auto& state = into_.states[what.first_word];
    if (state == found || what.kind == slot_kind::urgency) return;
    state = found;
    put_bit(into_.changed_singles, what.seat);
  }
  /// The classes that the values [from, to] touch, of a slot with no more than 64.
  [[nodiscard]] std::uint64_t classes_of(const slot_record& of, std::int64_t from,
                                         std::int64_t to) const noexcept {
    const auto* const bands = bands_ + of.first_interval;
    const auto* band = band_of(bands, of.intervals, from);
    auto found = std::uint64_t{1} << (band->value_class % 64);
    if (from == to) return found;  // as most
    for (++band; band != bands + of.intervals && band->low <= to; ++band)
      found |= std::uint64_t{1} << (band->value_class % 64);
    return found;
  }
  /// The classes, of those in one word, that the values [from, to] touch.
  [[nodiscard]] std::uint64_t classes_of(const slot_record& of, std::int64_t from,
                                         std::int64_t to,
                                         std::uint32_t word) const noexcept {
    const auto* const bands = bands_ + of.first_interval;
    std::uint64_t found = 0;
    const auto* band = band_of(bands, of.intervals, from);
    do {  // up to the last that begins up to `to`
      if (band->value_class / 64 == word)
        found |= std::uint64_t{1} << (band->value_class % 64);
      ++band;
    } while (band != bands + of.intervals && band->low <= to);
    return found;
  }

  const slot_record* slots_;
  const interval_record* bands_;
  std::uint32_t quad_words_;
  memory into_;
};

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_DETAIL_SLOT_WRITER_HPP
