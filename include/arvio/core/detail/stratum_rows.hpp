#ifndef ARVIO_CORE_DETAIL_STRATUM_ROWS_HPP
#define ARVIO_CORE_DETAIL_STRATUM_ROWS_HPP

#include "arvio/core/detail/rows.hpp"
#include "arvio/core/detail/sets.hpp"
#include "arvio/core/program.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>

namespace arvio::inline v0::core {

/// Which rows the quads and single slots of a stratum have, as its slots now stand. The
/// row at place 0 says nothing.
struct stratum_rows {
  enum class row_kind : std::uint8_t { missed, open };

  /// `touched`: the classes that slots may be of, a bit each; `partial`: room for the
  /// places of rows of those that may be of some.
  stratum_rows(const program& rules, const stratum_record& which,
               const std::uint64_t* touched, place* partial) noexcept
      : stratum(which),
        slots(rules.slots().data()),
        quads(rules.quads().data()),
        single_slots(rules.get<place>(part::single_slots)),
        row_places(rules.get<place>(part::row_places)),
        states(touched),
        partial_places(partial) {}

  const stratum_record& stratum;
  const slot_record* const slots;
  const quad_record* const quads;
  const place* const single_slots;
  const place* const row_places;
  const std::uint64_t* const states;
  place* const partial_places;

  // Owners of rows by their numbers in the stratum: quads, the four slots of each, single
  // slots.
  static constexpr std::uint32_t owners_per_quad = 1 + slots_per_quad;
  [[nodiscard]] place owner_of_quad(place quad) const noexcept {
    return quad - stratum.first_quad;
  }
  [[nodiscard]] place owner_of_slot(place quad, std::uint32_t seat) const noexcept {
    return stratum.quads + (quad - stratum.first_quad) * slots_per_quad + seat;
  }
  [[nodiscard]] place owner_of_single(place single) const noexcept {
    return stratum.quads * owners_per_quad + (single - stratum.first_single);
  }

  /// Calls `missed(owner, row)` and `open(owner, row)` for four booleans: one row for
  /// those that are 0 together, one for those unknown, and one for each that is 1.
  template <class Missed, class Open>
  [[gnu::always_inline]] void of_quad(place which, Missed missed,
                                      Open open) const noexcept {
    const auto& quad = quads[which];
    const auto* const state = states + std::size_t{which} * slots_per_quad;
    // the bits 1 of four states and the bits 2 of them, brought together
    const auto together = static_cast<std::uint32_t>(state[0] | state[1] << 8U |
                                                     state[2] << 16U | state[3] << 24U);
    const auto gathered = [](std::uint32_t bits) noexcept {
      return (bits & 0x01010101U) * 0x01020408U >> 24U & 15U;
    };
    const auto may_be_0 = gathered(together);
    const auto may_be_1 = gathered(together >> 1U);
    const auto absent = may_be_0 & ~may_be_1;
    const auto present = may_be_1 & ~may_be_0;
    const auto unknown = may_be_0 & may_be_1;
    const auto* const rows = row_places + quad.first_row;
    const auto each = [&](std::uint32_t seats, std::uint32_t row, auto& add) noexcept {
      for (; seats != 0; seats &= seats - 1) {
        const auto seat = static_cast<std::uint32_t>(std::countr_zero(seats));
        add(owner_of_slot(which, seat),
            row_places[slots[quad.slots[seat]].first_row + row]);
      }
    };
    if (quad.is_light == 0) {
      missed(owner_of_quad(which), rows[absent]);
      open(owner_of_quad(which), rows[16 + unknown]);
    } else {
      // a row of their own for those that are not all alike
      const auto there = may_be_0 | may_be_1;
      if (absent == there) {
        missed(owner_of_quad(which), rows[0]);
      } else {
        each(absent, 0, missed);
      }
      if (unknown == there) {
        open(owner_of_quad(which), rows[1]);
      } else {
        each(unknown, 2, open);
      }
    }
    each(present, 1, missed);
  }

  /// Calls `add(list, row)` for the row of a single slot; where it has neither one class
  /// nor all, for two rows, or `partial(slot)`.
  template <class Add, class Partial>
  [[gnu::always_inline]] void of_single(place which, Add add,
                                        Partial partial) const noexcept {
    const auto& what = slots[single_slots[which]];
    const auto touched = states[what.first_word];
    const bool one = (touched ^ (touched - 1)) > touched - 1;
    const bool all = touched == ~std::uint64_t{0} >> (64 - what.classes) % 64;
    if (what.classes > 64 || one == all) {  // few slots
      const auto found = what.classes > 64 ? of_wide(what) : of_some(what, touched);
      add(row_kind::missed, found.missed);
      add(row_kind::open, found.open);
      if (found.partial.count != 0) partial(found.partial);
      return;
    }
    // without a branch: which ones are known cannot be foretold
    const auto first = static_cast<std::uint32_t>(std::countr_zero(touched));
    const auto class_or_any = first + (what.classes & (0U - place{all}));
    add(static_cast<row_kind>(all), row_places[what.first_row + class_or_any]);
  }

 private:
  struct slot_rows {
    place missed = 0;
    place open = 0;
    partial_slot partial;
  };

  // apart, since few slots need them
  [[nodiscard, gnu::noinline]] slot_rows of_some(const slot_record& what,
                                                 std::uint64_t touched) const noexcept {
    // of none nothing is known, and of one class alone every clause holds all
    if (touched == 0 || what.classes == 1) return {};
    const auto first = static_cast<std::uint32_t>(std::countr_zero(touched));
    const auto run = touched >> first;
    if (what.pairs == none || (run & (run + 1)) != 0) return partial(what);
    // pairs (low, high) with low < high, in order
    const auto more = 63 - static_cast<std::uint32_t>(std::countl_zero(run));
    const auto before = first * (2 * what.classes - first - 1) / 2;
    const auto pair = what.pairs + 2 * (before + more - 1);
    return {row_places[pair], row_places[pair + 1], {}};
  }
  [[nodiscard, gnu::noinline]] slot_rows of_wide(const slot_record& what) const noexcept {
    std::uint32_t count = 0;
    std::uint32_t first = 0;
    for_bits(states + what.first_word, words_for(what.classes),
             [&](std::uint32_t bit) noexcept {
               if (count++ == 0) first = bit;
             });
    const auto* const rows = row_places + what.first_row;
    if (count == 0) return {};
    if (count == 1) return {rows[first], 0, {}};
    return count == what.classes ? slot_rows{0, rows[count], {}} : partial(what);
  }
  [[nodiscard]] slot_rows partial(const slot_record& what) const noexcept {
    auto* const places = partial_places + what.first_partial;
    std::uint32_t used = 0;
    for_bits(states + what.first_word, words_for(what.classes),
             [&](std::uint32_t bit) noexcept {
               places[used++] = row_places[what.first_row + bit];
             });
    return {0, 0, {what.first_partial, used}};
  }
};

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_DETAIL_STRATUM_ROWS_HPP
