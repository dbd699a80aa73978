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
    std::uint64_t* states = nullptr;      // classes, a bit each
    std::uint8_t* quad_states = nullptr;  // a bit per slot: may be 0, then may be 1
    std::uint64_t* changed_quads = nullptr;
    std::uint64_t* changed_singles = nullptr;
  };

  slot_writer(const program& rules, const memory& into) noexcept
      : slots_(rules.slots().data()),
        bands_(rules.get<interval_record>(part::intervals)),
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
  void put(place slot, std::int64_t low, std::int64_t high) noexcept {
    const auto& what = slots_[slot];
    if (what.quad != none) {
      // a boolean, as most are: its classes are its values
      put_in_quad(what.quad, what.seat, what.first_word,
                  (low == 0 ? 1U : 0U) | (high == 1 ? 2U : 0U));
      return;
    }
    put_each_word(what, [&](std::uint32_t word) noexcept {
      return classes_of(what, low, high, word);
    });
  }
  /// The same of a slot that is 0 or 1: what it may be, as bits 1 and 2.
  void put_boolean(place slot, std::uint32_t may_be) noexcept {
    const auto& what = slots_[slot];
    if (what.quad != none) {
      put_in_quad(what.quad, what.seat, what.first_word, may_be);
    } else {  // an image may say so
      put(slot, (may_be & 1U) != 0 ? 0 : 1, (may_be & 2U) != 0 ? 1 : 0);
    }
  }
  /// The same by its seat in a quad; says whether it was something else before.
  bool put_in_quad(place quad, std::uint32_t seat, std::uint32_t state_word,
                   std::uint32_t may_be) noexcept {
    auto& state = into_.states[state_word];
    if (state == may_be) return false;
    state = may_be;
    show_in_quad(quad, seat, may_be);
    return true;
  }

 private:
  void show_in_quad(place quad, std::uint32_t seat, std::uint64_t may_be) noexcept {
    const auto own = ((may_be & 1U) | (may_be & 2U) << 3U) << seat;
    auto& all = into_.quad_states[quad];
    all = static_cast<std::uint8_t>((all & ~(0x11U << seat)) | own);
    put_bit(into_.changed_quads, quad);
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
    if (what.quad != none) return show_in_quad(what.quad, what.seat, state[0]);
    put_bit(into_.changed_singles, what.seat);
  }

  /// The classes, of those in one word, that the values [from, to] touch.
  [[nodiscard]] std::uint64_t classes_of(const slot_record& of, std::int64_t from,
                                         std::int64_t to,
                                         std::uint32_t word) const noexcept {
    const auto* bands = bands_ + of.first_interval;
    // the band that `from` lies in, then up to the last that begins up to `to`
    std::uint32_t low = 0;
    for (std::uint32_t size = of.intervals; size > 1;) {
      const auto half = size / 2;
      low = bands[low + half].low <= from ? low + half : low;
      size -= half;
    }
    std::uint64_t found = 0;
    do {
      if (bands[low].value_class / 64 == word)
        found |= std::uint64_t{1} << (bands[low].value_class % 64);
      ++low;
    } while (low < of.intervals && bands[low].low <= to);
    return found;
  }

  const slot_record* slots_;
  const interval_record* bands_;
  memory into_;
};

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_DETAIL_SLOT_WRITER_HPP
