#ifndef ARVIO_CORE_DETAIL_FRAME_ROWS_HPP
#define ARVIO_CORE_DETAIL_FRAME_ROWS_HPP

#include "arvio/core/detail/arithmetic.hpp"
#include "arvio/core/frame.hpp"

/// How a frame lists the rows that evaluation puts together: all in one pass where much
/// has changed, one by one where little has.
namespace arvio::inline v0::core {

inline void frame::lay_out(const program& rules) noexcept {
  rules_ = rules;
  total_ = 0;
  const auto take = [this](std::size_t bytes) {
    const auto begin = total_;
    total_ += (bytes + line_bytes - 1) / line_bytes * line_words;
    return begin;
  };
  const auto take_bits = [&take](std::size_t count) {
    return take((count + 63) / 64 * sizeof(std::uint64_t));
  };
  const auto inputs = rules.inputs().size();
  const auto lines = std::size_t{rules.head().row_lines} * line_bytes;
  missed_ = take(lines);
  open_ = take(lines);
  now_ = take(sizeof(std::int64_t));
  done_ = now_ + 1;
  counts_ = take(rules.strata().size() * sizeof(list_counts));
  states_ = take(rules.head().state_words * sizeof(std::uint64_t));
  changed_ = take_bits(inputs);
  asked_changed_ = take_bits(inputs);
  changed_quads_ = take_bits(rules.quads().size());
  changed_singles_ = take_bits(rules.all<place>(part::single_slots).size());
  changed_scores_ = take_bits(rules.derived().size());
  askable_ = take_bits(rules.slots().size());
  alive_lines_ = take_bits(rules.head().row_lines);
  shut_lines_ = take_bits(rules.head().row_lines);
  answers_ = take(inputs * sizeof(answer_entry));
  possible_ = take(inputs * sizeof(possible_entry));
  planes_ = take(std::size_t{rules.head().code_words} *
                 static_cast<std::size_t>(code_plane::count) * sizeof(std::uint64_t));
  derived_ = take(rules.derived().size() * sizeof(range_record));
  points_ = take(rules.all<item_record>(part::items).size() * sizeof(range_record));
  derived_bits_ = take(rules.head().derived_words * sizeof(std::uint64_t));
  state_end_ = total_;

  const auto owners = rules.quads().size() * owners_per_quad +
                      rules.all<place>(part::single_slots).size() + rules.strata().size();
  entries_[0] = take(owners * sizeof(place));
  entries_[1] = take(owners * sizeof(place));
  entries_[2] = take(owners * sizeof(partial_slot));
  for (int i = 0; i < 3; ++i) {
    owners_[i] = take(owners * sizeof(place));
    seats_[i] = take(owners * sizeof(place));
  }
  partial_places_ = take(rules.head().partial_rows * sizeof(place));
  scratch_ = take(rules.head().scratch_words * sizeof(std::uint64_t));
  trail_ = take(trail_words(rules) * sizeof(std::uint64_t));
}

/// The lists of a stratum while they change: entries without gaps, and who has which.
struct frame::stratum_lists {
  enum list : std::uint32_t { missed, open, partial };

  template <class Entry>
  struct seating {
    Entry* entries = nullptr;
    place* owners = nullptr;  // of the entries
    place* seats = nullptr;   // of all owners: the place of the entry plus one, or 0
    std::uint32_t count = 0;

    /// Gives an owner that has none its entry; the empty one is none. Without a branch:
    /// which ones are empty cannot be foretold.
    template <bool Seated>
    void add(place owner, const Entry& what, bool is_wanted) noexcept {
      const std::uint32_t more = is_wanted && what != Entry() ? 1 : 0;
      entries[count] = what;
      if constexpr (Seated) {
        owners[count] = owner;
        seats[owner] = (count + 1) & (0U - more);
      }
      count += more;
    }
    template <bool Seated>
    void add(place owner, const Entry& what) noexcept {
      add<Seated>(owner, what, true);
    }
    /// Takes an owner's entry back, if it has one.
    void drop(place owner) noexcept {
      if (seats[owner] == 0) return;
      const auto seat = seats[owner] - 1;
      const auto last = --count;
      entries[seat] = entries[last];
      owners[seat] = owners[last];
      seats[owners[last]] = seat + 1;
      seats[owner] = 0;
    }
  };

  stratum_lists(frame& of, std::uint32_t which) noexcept
      : contact(of),
        rules(of.rules_),
        stratum(rules.strata()[which]),
        slots(rules.slots().data()),
        quads(rules.quads().data()),
        single_slots(rules.get<place>(part::single_slots)),
        row_places(rules.get<place>(part::row_places)),
        states(of.at<std::uint64_t>(of.states_)),
        partial_places(of.at<place>(of.partial_places_)),
        counts(of.counts_of(which)),
        missed_rows(seats_of<place>(missed, which)),
        open_rows(seats_of<place>(open, which)),
        partial_rows(seats_of<partial_slot>(partial, which)) {}
  stratum_lists(const stratum_lists&) = delete;
  stratum_lists& operator=(const stratum_lists&) = delete;
  void end(listing have) noexcept {
    counts = {{missed_rows.count, open_rows.count, partial_rows.count}, have};
  }

  /// Forgets all entries.
  void clear() noexcept { missed_rows.count = open_rows.count = partial_rows.count = 0; }
  void clear_seats() noexcept {
    const auto bytes =
        (std::size_t{stratum.quads} * owners_per_quad + stratum.singles) * sizeof(place);
    std::memset(missed_rows.seats, 0, bytes);
    std::memset(open_rows.seats, 0, bytes);
    std::memset(partial_rows.seats, 0, bytes);
  }

  // Owners by their numbers in the stratum: quads, the slots of quads, single slots.
  [[nodiscard]] place owner_of_slot(place quad, std::uint32_t seat) const noexcept {
    return stratum.quads + (quad - stratum.first_quad) * 4 + seat;
  }
  [[nodiscard]] place owner_of_single(place single) const noexcept {
    return stratum.quads * owners_per_quad + (single - stratum.first_single);
  }

  void drop_quad(place which) noexcept {
    const auto drop = [this](place owner) noexcept {
      missed_rows.drop(owner);
      open_rows.drop(owner);
    };
    drop(which - stratum.first_quad);
    for (std::uint32_t i = 0; i < 4; ++i)
      drop(owner_of_slot(which, i));
  }
  void drop_single(place which) noexcept {
    const auto owner = owner_of_single(which);
    missed_rows.drop(owner);
    open_rows.drop(owner);
    partial_rows.drop(owner);
  }

  template <bool Seated>
  void add_quad(place which) noexcept;
  template <bool Seated>
  void add_single(place which) noexcept;
  // apart, since few slots need them
  template <bool Seated>
  [[gnu::noinline]] void add_wide(place which, const slot_record& what,
                                  const std::uint64_t* state) noexcept;
  template <bool Seated>
  [[gnu::noinline]] void add_partial(place owner, const slot_record& what,
                                     const std::uint64_t* state) noexcept;

  frame& contact;
  const program& rules;
  const stratum_record& stratum;
  const slot_record* const slots;
  const quad_record* const quads;
  const place* const single_slots;
  const place* const row_places;
  const std::uint64_t* const states;
  place* const partial_places;
  list_counts& counts;
  seating<place> missed_rows;
  seating<place> open_rows;
  seating<partial_slot> partial_rows;

 private:
  template <class Entry>
  [[nodiscard]] seating<Entry> seats_of(list which, std::uint32_t in) noexcept {
    const auto first = contact.first_owner(in);
    return {contact.at<Entry>(contact.entries_[which]) + first,
            contact.at<place>(contact.owners_[which]) + first,
            contact.at<place>(contact.seats_[which]) + first, counts.entries[which]};
  }
};

/// Rows of four booleans: one for those that are 0 together, one for those unknown, and
/// one for each that is 1.
template <bool Seated>
void frame::stratum_lists::add_quad(place which) noexcept {
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
  const auto own = which - stratum.first_quad;
  const auto add_each = [&](seating<place>& to, std::uint64_t seats,
                            std::uint32_t row) noexcept {
    for_bits(&seats, 1, [&](std::uint32_t seat) noexcept {
      const auto first = slots[quad.slots[seat]].first_row;
      to.template add<Seated>(owner_of_slot(which, seat), row_places[first + row]);
    });
  };
  if (quad.is_light == 0) {
    missed_rows.template add<Seated>(own, row_places[quad.first_row + absent]);
    open_rows.template add<Seated>(own, row_places[quad.first_row + 16 + unknown]);
  } else {
    // a row of their own for those that are not all alike
    const auto there = may_be_0 | may_be_1;
    if (absent == there) {
      missed_rows.template add<Seated>(own, row_places[quad.first_row]);
    } else {
      add_each(missed_rows, absent, 0);
    }
    if (unknown == there) {
      open_rows.template add<Seated>(own, row_places[quad.first_row + 1]);
    } else {
      add_each(open_rows, unknown, 2);
    }
  }
  add_each(missed_rows, present, 1);
}

/// Rows of a slot that has its own.
template <bool Seated>
void frame::stratum_lists::add_single(place which) noexcept {
  const auto& what = slots[single_slots[which]];
  const auto* const state = states + what.first_word;
  if (what.classes > 64) return add_wide<Seated>(which, what, state);
  const auto owner = owner_of_single(which);
  const auto* const rows = row_places + what.first_row;
  const auto touched = state[0];
  const auto first = static_cast<std::uint32_t>(std::countr_zero(touched));
  const bool all = touched == ~std::uint64_t{0} >> (64 - what.classes);
  const bool one = (touched & (touched - 1)) == 0;
  if (all || one) {  // as most
    // of one class alone every clause holds all, and of none nothing is known
    const auto row = rows[all ? what.classes : first & 63U];
    missed_rows.template add<Seated>(owner, row, !all && touched != 0);
    open_rows.template add<Seated>(owner, row, all && !one);
  } else if (const auto run = touched >> first;
             what.pairs != none && (run & (run + 1)) == 0) {
    // pairs (low, high) with low < high, in order
    const auto more = 63 - static_cast<std::uint32_t>(std::countl_zero(run));
    const auto before = first * (2 * what.classes - first - 1) / 2;
    const auto pair = what.pairs + 2 * (before + more - 1);
    missed_rows.template add<Seated>(owner, row_places[pair]);
    open_rows.template add<Seated>(owner, row_places[pair + 1]);
  } else {
    add_partial<Seated>(owner, what, state);
  }
}

template <bool Seated>
void frame::stratum_lists::add_wide(place which, const slot_record& what,
                                    const std::uint64_t* state) noexcept {
  std::uint32_t count = 0;
  std::uint32_t first = 0;
  for_bits(state, words_for(what.classes), [&](std::uint32_t bit) noexcept {
    if (count++ == 0) first = bit;
  });
  const auto owner = owner_of_single(which);
  if (count == what.classes) {
    open_rows.template add<Seated>(owner, row_places[what.first_row + what.classes]);
  } else if (count == 1) {
    missed_rows.template add<Seated>(owner, row_places[what.first_row + first]);
  } else if (count != 0) {
    add_partial<Seated>(owner, what, state);
  }
}

template <bool Seated>
void frame::stratum_lists::add_partial(place owner, const slot_record& what,
                                       const std::uint64_t* state) noexcept {
  auto* const places = partial_places + what.first_partial;
  std::uint32_t used = 0;
  for_bits(state, words_for(what.classes), [&](std::uint32_t bit) noexcept {
    places[used++] = row_places[what.first_row + bit];
  });
  partial_rows.template add<Seated>(owner, {what.first_partial, used});
}

inline void frame::settle(std::uint32_t stratum) noexcept {
  // So many changes are made one by one: more, and all is listed anew.
  constexpr std::uint32_t few = 8;
  const auto& what = rules_.strata()[stratum];
  auto* const quads = at<std::uint64_t>(changed_quads_);
  auto* const singles = at<std::uint64_t>(changed_singles_);
  const auto changed = count_bits(quads, what.first_quad, what.quads) +
                       count_bits(singles, what.first_single, what.singles);
  const auto have = counts_of(stratum).have;
  if (have != listing::absent && changed == 0) return;
  stratum_lists lists(*this, stratum);
  if (have == listing::absent) {
    lists.clear();
    list_all<false>(lists);
    return lists.end(listing::entries);
  }
  if (have == listing::entries || changed > few) {
    lists.clear();
    lists.clear_seats();
    list_all<true>(lists);
  } else {
    take_bits(quads, what.first_quad, what.quads, [&](place quad) noexcept {
      lists.drop_quad(quad);
      lists.add_quad<true>(quad);
    });
    take_bits(singles, what.first_single, what.singles, [&](place single) noexcept {
      lists.drop_single(single);
      lists.add_single<true>(single);
    });
  }
  lists.end(listing::seats);
}

template <bool Seated>
void frame::list_all(stratum_lists& lists) noexcept {
  const auto& what = lists.stratum;
  for (place q = what.first_quad; q < what.first_quad + what.quads; ++q)
    lists.add_quad<Seated>(q);
  for (place i = what.first_single; i < what.first_single + what.singles; ++i)
    lists.add_single<Seated>(i);
  const auto nothing = [](place) noexcept {};
  take_bits(at<std::uint64_t>(changed_quads_), what.first_quad, what.quads, nothing);
  take_bits(at<std::uint64_t>(changed_singles_), what.first_single, what.singles,
            nothing);
}

/// Those that are shut already stay as they are.
inline void frame::shut_lines(std::uint32_t first, std::uint32_t end) noexcept {
  auto* const shut = at<std::uint64_t>(shut_lines_);
  for_words(first, end - first, [&](std::uint32_t word, std::uint64_t mask) noexcept {
    const auto dead = ~alive_lines()[word] & mask;
    const auto fresh = dead & ~shut[word];
    for_bits(&fresh, 1, [&](std::uint32_t bit) noexcept {
      const auto begin = (std::size_t{word} * 64 + bit) * line_words;
      for (auto w = begin; w < begin + line_words; ++w) {
        missed()[w] = ~std::uint64_t{0};
        open()[w] = 0;
      }
    });
    shut[word] = (shut[word] & ~mask) | dead;
    return true;
  });
}

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_DETAIL_FRAME_ROWS_HPP
