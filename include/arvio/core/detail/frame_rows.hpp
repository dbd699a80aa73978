#ifndef ARVIO_CORE_DETAIL_FRAME_ROWS_HPP
#define ARVIO_CORE_DETAIL_FRAME_ROWS_HPP

#include "arvio/core/detail/arithmetic.hpp"
#include "arvio/core/frame.hpp"

/// How a contact keeps the rows that evaluation puts together: an answer changes those of
/// its slots alone, so that evaluation finds its lists ready.
namespace arvio::inline v0::core {

inline void contact::lay_out(const program& rules, std::uint64_t* base) noexcept {
  rules_ = rules;
  base_ = base;
  total_ = 0;
  const auto take = [this](std::size_t bytes) {
    const auto begin = total_;
    total_ += (bytes + line_bytes - 1) / line_bytes * line_words;
    return begin;
  };
  const auto inputs = rules.inputs().size();
  const auto owners = rules.slots().size() + rules.quads().size();
  std::size_t entries = 0;
  for (const auto& stratum : rules.strata())
    entries += stratum.entries;
  const auto lines = std::size_t{rules.head().row_lines} * line_bytes;
  missed_ = take(lines);
  open_ = take(lines);
  now_ = take(sizeof(std::int64_t));
  done_ = now_ + 1;
  entries_[0] = take(entries * sizeof(place));
  entries_[1] = take(entries * sizeof(place));
  entries_[2] = take(entries * sizeof(partial_slot));
  counts_ = take(rules.strata().size() * 3 * sizeof(std::uint32_t));
  states_ = take(rules.head().state_words * sizeof(std::uint64_t));
  for (int i = 0; i < 3; ++i) {
    owners_[i] = take(entries * sizeof(place));
    seats_[i] = take(owners * sizeof(place));
  }
  partial_places_ = take(rules.head().partial_rows * sizeof(place));
  changed_quads_ = take(words_for(static_cast<std::uint32_t>(rules.quads().size())) *
                        sizeof(std::uint64_t));
  askable_ = take(words_for(static_cast<std::uint32_t>(rules.slots().size())) *
                  sizeof(std::uint64_t));
  alive_lines_ = take(line_set_words() * sizeof(std::uint64_t));
  shut_lines_ = take(line_set_words() * sizeof(std::uint64_t));
  answers_ = take(inputs * sizeof(answer_entry));
  possible_ = take(inputs * sizeof(possible_entry));
  planes_ = take(std::size_t{rules.head().code_words} *
                 static_cast<std::size_t>(code_plane::count) * sizeof(std::uint64_t));
  derived_ = take(rules.derived().size() * sizeof(range_record));
  points_ = take(rules.all<item_record>(part::items).size() * sizeof(range_record));
  derived_bits_ = take(rules.head().derived_words * sizeof(std::uint64_t));
  scratch_ = take(rules.head().scratch_words * sizeof(std::uint64_t));
  trail_ = take(trail_words(rules) * sizeof(std::uint64_t));
}

inline void contact::refresh(place input) noexcept {
  const auto& declared = rules_.inputs()[input];
  const auto& given = answer(input);
  const bool answered =
      given.state == answer_state::known || given.state == answer_state::partly_known;
  const auto words = code_words(input);
  if (declared.kind == input_kind::codes) {
    for (std::uint32_t w = 0; w < words; ++w) {
      const auto all = bits_from(0, declared.codes - w * 64);
      const auto present =
          given.state == answer_state::known ? codes(input, code_plane::present)[w] : 0;
      const auto absent =
          given.state == answer_state::known ? codes(input, code_plane::absent)[w] : 0;
      const auto say_no = codes(input, code_plane::presumed_absent)[w];
      const auto say_yes = codes(input, code_plane::presumed_present)[w];
      codes(input, code_plane::may_be_absent)[w] = ((all & ~present) | say_no) & ~say_yes;
      codes(input, code_plane::may_be_present)[w] = ((all & ~absent) | say_yes) & ~say_no;
    }
  } else if (declared.kind == input_kind::code) {
    for (std::uint32_t w = 0; w < words; ++w) {
      codes(input, code_plane::may_be_present)[w] =
          answered ? codes(input, code_plane::present)[w]
                   : bits_from(0, declared.codes - w * 64);
    }
    if (given.presumed) {
      for (std::uint32_t w = 0; w < words; ++w)
        codes(input, code_plane::may_be_present)[w] = 0;
      put_bit(codes(input, code_plane::may_be_present),
              static_cast<std::uint32_t>(given.presumed_value));
    }
  } else {
    auto& set = possible(input);
    set.low = given.presumed ? given.presumed_value : answered ? given.low : declared.low;
    set.high = given.presumed ? given.presumed_value
               : answered     ? given.high
                              : declared.high;
    set.has_extra = false;
  }
  possible(input).applicable = certainty::certain;
  put_input_slots(input);
  put_askable(input, given.state == answer_state::not_asked);
  refresh_scores(input);
}

inline void contact::put_askable(place input, bool askable) noexcept {
  const auto& declared = rules_.inputs()[input];
  const auto put = [&](place slot) noexcept {
    if (slot == none) return;
    if (askable) {
      put_bit(at<std::uint64_t>(askable_), slot);
    } else {
      drop_bit(at<std::uint64_t>(askable_), slot);
    }
  };
  if (declared.kind != input_kind::codes) return put(declared.slot);
  const auto* slots = rules_.get<place>(part::code_slots) + declared.first_code_slot;
  for (place code = 0; code < declared.codes; ++code)
    put(slots[code]);
}

/// Scores that hang on plain inputs alone are sums kept up to date.
inline void contact::refresh_scores(place input) noexcept {
  const auto& declared = rules_.inputs()[input];
  if (declared.uses == 0) return;
  const auto set = values(input);
  const auto* uses = rules_.get<item_use>(part::item_uses) + declared.first_use;
  for (std::uint32_t i = 0; i < declared.uses; ++i) {
    const auto& use = uses[i];
    const auto points =
        points_of(rules_, rules_.get<item_record>(part::items)[use.item], set);
    auto& before = item_points(use.item);
    if (points.low == before.low && points.high == before.high) continue;
    auto& sum = derived_range(use.derived);
    sum = {plus(sum.low, minus(points.low, before.low)),
           plus(sum.high, minus(points.high, before.high))};
    before = points;
    put_score(use.derived);
  }
}

inline void contact::put_score(place derived) noexcept {
  const auto slot = rules_.derived()[derived].slot;
  if (slot != none) put_slot(slot, derived_values(derived));
}

inline void contact::put_slot(place slot, const value_span& set) noexcept {
  const auto& what = rules_.slots()[slot];
  const auto* bands = rules_.get<interval_record>(part::intervals) + what.first_interval;
  auto* state = at<std::uint64_t>(states_) + what.first_word;
  const auto words = words_for(what.classes);

  std::uint64_t first_word = 0;
  bool changed = false;
  if (words == 1 && what.quad != none && set.codes == nullptr) {
    // a boolean, as most are: its classes are its values
    first_word = (set.low == 0 ? 1U : 0U) | (set.high == 1 ? 2U : 0U);
    changed = state[0] != first_word;
    state[0] = first_word;
  } else {
    // From the band that `from` lies in to the last that begins up to `to`.
    const auto touch = [&](std::int64_t from, std::int64_t to, std::uint32_t word) {
      std::uint32_t low = 0;
      std::uint32_t size = what.intervals;
      while (size > 1) {
        const auto half = size / 2;
        low = bands[low + half].low <= from ? low + half : low;
        size -= half;
      }
      std::uint64_t found = 0;
      for (; low < what.intervals && bands[low].low <= to; ++low) {
        if (bands[low].value_class / 64 == word)
          found |= std::uint64_t{1} << (bands[low].value_class % 64);
      }
      return found;
    };
    for (std::uint32_t w = 0; w < words; ++w) {
      std::uint64_t found = 0;
      if (set.codes == nullptr) {
        found = touch(set.low, set.high, w);
        if (set.has_extra) found |= touch(set.extra, set.extra, w);
      } else {
        for (std::uint32_t i = 0; i < what.intervals; ++i) {
          const auto last =
              i + 1 < what.intervals ? minus(bands[i + 1].low, 1) : set.high;
          if (bands[i].value_class / 64 == w && set.meets(bands[i].low, last))
            found |= std::uint64_t{1} << (bands[i].value_class % 64);
        }
      }
      changed = changed || state[w] != found;
      state[w] = found;
    }
  }
  if (!changed) return;
  if (what.quad != none) {
    put_bit(changed_quads(), what.quad);
  } else if (what.kind != slot_kind::urgency) {
    put_classes(slot);
  }
}

/// The entries of one list of a stratum, without gaps, and who has which.
template <class Entry>
struct contact::seating {
  Entry* entries = nullptr;
  place* owners = nullptr;  // of the entries
  place* seats = nullptr;   // of all owners: the place of the entry plus one, or 0
  std::uint32_t* count = nullptr;

  /// Gives an owner its entry, or takes it back (0).
  void put(place owner, const Entry& what) const noexcept {
    if (what != Entry()) {
      if (seats[owner] == 0) {
        owners[*count] = owner;
        seats[owner] = ++*count;
      }
      entries[seats[owner] - 1] = what;
    } else if (seats[owner] != 0) {
      const auto seat = seats[owner] - 1;
      const auto last = --*count;
      entries[seat] = entries[last];
      owners[seat] = owners[last];
      seats[owners[last]] = seat + 1;
      seats[owner] = 0;
    }
  }
};

template <class Entry>
contact::seating<Entry> contact::seats(list which, std::uint32_t stratum) noexcept {
  const auto l = static_cast<std::size_t>(which);
  const auto first = rules_.strata()[stratum].first_entry;
  return {at<Entry>(entries_[l]) + first, at<place>(owners_[l]) + first,
          at<place>(seats_[l]),
          at<std::uint32_t>(counts_) + std::size_t{stratum} * 3 + l};
}

/// Rows of a slot that has its own.
inline void contact::put_classes(place slot) noexcept {
  const auto& what = rules_.slots()[slot];
  const auto* state = touched(slot);
  const auto words = words_for(what.classes);
  std::uint32_t count = 0;
  for (std::uint32_t w = 0; w < words; ++w)
    count += static_cast<std::uint32_t>(std::popcount(state[w]));
  place missed = 0;
  place open = 0;
  partial_slot partial;
  if (count == what.classes) {
    open = rules_.row_place(what.first_row + what.classes);
    if (count == 1) open = 0;  // every clause holds all of it
  } else if (count == 1) {
    std::uint32_t w = 0;
    while (state[w] == 0)
      ++w;
    missed = rules_.row_place(what.first_row + w * 64 +
                              static_cast<std::uint32_t>(std::countr_zero(state[w])));
  } else if (count != 0) {
    const auto low = static_cast<std::uint32_t>(std::countr_zero(state[0]));
    const bool is_run = words == 1 && state[0] == bits_from(low, count);
    if (is_run && what.pairs != none) {
      // pairs (low, high) with low < high, in order
      const auto before = low * (2 * what.classes - low - 1) / 2;
      const auto pair = what.pairs + 2 * (before + count - 2);
      missed = rules_.row_place(pair);
      open = rules_.row_place(pair + 1);
    } else {
      auto* places = at<place>(partial_places_) + what.first_partial;
      std::uint32_t used = 0;
      for_bits(state, words, [&](std::uint32_t bit) {
        places[used++] = rules_.row_place(what.first_row + bit);
      });
      partial = {what.first_partial, used};
    }
  }
  seats<place>(list::missed, what.stratum).put(slot, missed);
  seats<place>(list::open, what.stratum).put(slot, open);
  seats<partial_slot>(list::partial, what.stratum).put(slot, partial);
}

/// Rows of four booleans: one for those that are 0 together, one for those unknown, and
/// one for each that is 1.
inline void contact::put_quad(place which) noexcept {
  const auto& quad = rules_.quads()[which];
  const auto owner = static_cast<place>(rules_.slots().size()) + which;
  std::uint32_t absent = 0;
  std::uint32_t unknown = 0;
  std::uint32_t present = 0;
  std::uint32_t there = 0;
  for (std::uint32_t i = 0; i < 4; ++i) {
    if (quad.slots[i] == none) continue;
    const auto state = touched(quad.slots[i])[0];
    there |= 1U << i;
    if (state == 1) absent |= 1U << i;
    if (state == 2) present |= 1U << i;
    if (state == 3) unknown |= 1U << i;
  }
  const bool light = quad.is_light != 0;
  // Light ones: a row of their own for those that are not all alike.
  const auto alone_absent = light && absent != there ? absent : 0U;
  const auto alone_unknown = light && unknown != there ? unknown : 0U;
  const auto row_if = [this](bool said, place row) noexcept {
    return said ? rules_.row_place(row) : place{0};
  };
  const auto missed = seats<place>(list::missed, quad.stratum);
  const auto open = seats<place>(list::open, quad.stratum);
  for (std::uint32_t i = 0; i < 4; ++i) {
    const auto slot = quad.slots[i];
    if (slot == none) continue;
    const auto first = rules_.slots()[slot].first_row;
    const bool is_present = (present >> i & 1U) != 0;
    missed.put(slot, row_if(is_present || (alone_absent >> i & 1U) != 0,
                            first + (is_present ? 1U : 0U)));
    if (light) open.put(slot, row_if((alone_unknown >> i & 1U) != 0, first + 2));
  }
  if (light) {
    missed.put(owner, row_if(absent == there, quad.first_row));
    open.put(owner, row_if(unknown == there, quad.first_row + 1));
  } else {
    missed.put(owner, rules_.row_place(quad.first_row + absent));
    open.put(owner, rules_.row_place(quad.first_row + 16 + unknown));
  }
}

/// Those that are shut already stay as they are.
inline void contact::shut_lines(std::uint32_t first, std::uint32_t end) noexcept {
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
