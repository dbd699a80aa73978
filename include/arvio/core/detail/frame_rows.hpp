#ifndef ARVIO_CORE_DETAIL_FRAME_ROWS_HPP
#define ARVIO_CORE_DETAIL_FRAME_ROWS_HPP

#include "arvio/core/detail/arithmetic.hpp"
#include "arvio/core/frame.hpp"

/// How a contact keeps the rows that evaluation puts together: an answer changes those of
/// its slots alone, so that evaluation finds its lists ready.
namespace arvio::inline v0::core {

inline void contact::lay_out(const program& rules) noexcept {
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
  quad_states_ = take(rules.quads().size());
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
                      rules.all<place>(part::single_slots).size();
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

inline void contact::refresh(place input) noexcept {
  const auto& declared = rules_.inputs()[input];
  const auto& given = answer(input);
  possible(input).applicable = certainty::certain;
  switch (declared.kind) {
    case input_kind::codes: return refresh_codes(input);
    case input_kind::code: return refresh_code(input);
    case input_kind::boolean:
    case input_kind::number:
    case input_kind::date:
    case input_kind::datetime:
    case input_kind::duration: break;
  }
  auto& set = possible(input);
  if (given.presumed) {
    set.low = set.high = given.presumed_value;
  } else if (given.state == answer_state::known ||
             given.state == answer_state::partly_known) {
    set.low = given.low;
    set.high = given.high;
  } else {
    set.low = declared.low;
    set.high = declared.high;
  }
  set.has_extra = false;
  if (declared.slot != none) {
    put_range(rules_.slots()[declared.slot], set.low, set.high);
    put_askable(declared.slot, given.state);
  }
  if (declared.uses != 0)
    put_points(declared, {set.low, set.high, 0, false, nullptr, 0});
}

inline void contact::refresh_codes(place input) noexcept {
  const auto& declared = rules_.inputs()[input];
  const auto& given = answer(input);
  const bool answered = given.state == answer_state::known;
  for (std::uint32_t w = 0; w < code_words(input); ++w) {
    const auto all = bits_from(0, declared.codes - w * 64);
    const auto present = answered ? codes(input, code_plane::present)[w] : 0;
    const auto absent = answered ? codes(input, code_plane::absent)[w] : 0;
    const auto say_no = codes(input, code_plane::presumed_absent)[w];
    const auto say_yes = codes(input, code_plane::presumed_present)[w];
    codes(input, code_plane::may_be_absent)[w] = ((all & ~present) | say_no) & ~say_yes;
    codes(input, code_plane::may_be_present)[w] = ((all & ~absent) | say_yes) & ~say_no;
  }
  put_code_slots(input);
  const auto* slots = rules_.get<place>(part::code_slots) + declared.first_code_slot;
  for (place code = 0; code < declared.codes; ++code) {
    if (slots[code] != none) put_askable(slots[code], given.state);
  }
}

inline void contact::refresh_code(place input) noexcept {
  const auto& declared = rules_.inputs()[input];
  const auto& given = answer(input);
  const bool answered =
      given.state == answer_state::known || given.state == answer_state::partly_known;
  auto* const set = codes(input, code_plane::may_be_present);
  for (std::uint32_t w = 0; w < code_words(input); ++w) {
    set[w] = given.presumed ? 0
             : answered     ? codes(input, code_plane::present)[w]
                            : bits_from(0, declared.codes - w * 64);
  }
  if (given.presumed) put_bit(set, static_cast<std::uint32_t>(given.presumed_value));
  const auto span = values(input);
  if (declared.slot != none) {
    if (span.is_single()) {
      put_range(rules_.slots()[declared.slot], span.low, span.low);
    } else {
      put_slot(declared.slot, span);
    }
    put_askable(declared.slot, given.state);
  }
  if (declared.uses != 0) put_points(declared, span);
}

/// Says of a slot of a plain input whether it can be asked.
inline void contact::put_askable(place slot, answer_state state) noexcept {
  auto& word = at<std::uint64_t>(askable_)[slot / 64];
  const auto bit = std::uint64_t{1} << (slot % 64);
  word = state == answer_state::not_asked ? word | bit : word & ~bit;
}

/// Scores that hang on plain inputs alone are sums kept up to date.
inline void contact::put_points(const input_record& of, const value_span& set) noexcept {
  const auto* uses = rules_.get<item_use>(part::item_uses) + of.first_use;
  for (std::uint32_t i = 0; i < of.uses; ++i) {
    const auto& use = uses[i];
    const auto points =
        points_of(rules_, rules_.get<item_record>(part::items)[use.item], set);
    auto& before = item_points(use.item);
    if (points.low == before.low && points.high == before.high) continue;
    auto& sum = derived_range(use.derived);
    sum = {plus(sum.low, minus(points.low, before.low)),
           plus(sum.high, minus(points.high, before.high))};
    before = points;
    put_bit(at<std::uint64_t>(changed_scores_), use.derived);
  }
}

inline void contact::settle_scores() noexcept {
  const auto words = words_for(static_cast<std::uint32_t>(rules_.derived().size()));
  for (std::uint32_t w = 0; w < words; ++w) {
    auto& changed = at<std::uint64_t>(changed_scores_)[w];
    for_bits(&changed, 1, [this, w](std::uint32_t bit) noexcept {
      const auto derived = w * 64 + bit;
      const auto slot = rules_.derived()[derived].slot;
      const auto& sum = derived_range(derived);
      if (slot != none) put_range(rules_.slots()[slot], sum.low, sum.high);
    });
    changed = 0;
  }
}

/// The classes, of those in one word, that the values [from, to] touch.
inline std::uint64_t contact::classes_of(const slot_record& of, std::int64_t from,
                                         std::int64_t to,
                                         std::uint32_t word) const noexcept {
  const auto* bands = rules_.get<interval_record>(part::intervals) + of.first_interval;
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

/// The same as put_slot for the values from `low` to `high`.
inline void contact::put_range(const slot_record& what, std::int64_t low,
                               std::int64_t high) noexcept {
  auto* const state = at<std::uint64_t>(states_) + what.first_word;
  if (what.quad != none) {
    // a boolean, as most are: its classes are its values
    const auto may_be = (low == 0 ? 1U : 0U) | (high == 1 ? 2U : 0U);
    if (state[0] == may_be) return;
    state[0] = may_be;
    put_in_quad(what.quad, what.seat, may_be);
    return;
  }
  bool changed = false;
  for (std::uint32_t w = 0; w < words_for(what.classes); ++w) {
    const auto found = classes_of(what, low, high, w);
    changed = changed || state[w] != found;
    state[w] = found;
  }
  if (changed && what.kind != slot_kind::urgency)
    put_bit(at<std::uint64_t>(changed_singles_), what.seat);
}

inline void contact::put_slot(place slot, const value_span& set) noexcept {
  const auto& what = rules_.slots()[slot];
  if (set.codes == nullptr && !set.has_extra) return put_range(what, set.low, set.high);
  auto* const state = at<std::uint64_t>(states_) + what.first_word;
  const auto* bands = rules_.get<interval_record>(part::intervals) + what.first_interval;
  bool changed = false;
  for (std::uint32_t w = 0; w < words_for(what.classes); ++w) {
    std::uint64_t found = 0;
    if (set.codes == nullptr) {
      found = classes_of(what, set.low, set.high, w) |
              classes_of(what, set.extra, set.extra, w);
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
  if (!changed) return;
  if (what.quad != none) {
    put_in_quad(what.quad, what.seat, state[0]);
  } else if (what.kind != slot_kind::urgency) {
    put_bit(at<std::uint64_t>(changed_singles_), what.seat);
  }
}

/// Gives the slots of a `codes` input what each code may be.
inline void contact::put_code_slots(place input) noexcept {
  const auto& declared = rules_.inputs()[input];
  const auto* slots = rules_.get<place>(part::code_slots) + declared.first_code_slot;
  const auto* no = codes(input, code_plane::may_be_absent);
  const auto* yes = codes(input, code_plane::may_be_present);
  for (place code = 0; code < declared.codes; ++code) {
    if (slots[code] == none) continue;
    put_boolean(slots[code],
                (has_bit(no, code) ? 1U : 0U) | (has_bit(yes, code) ? 2U : 0U));
  }
}

/// The lists of a stratum while they change: entries without gaps, and who has which.
struct contact::stratum_lists {
  enum list : std::uint32_t { missed, open, partial };

  template <class Entry>
  struct seating {
    Entry* entries = nullptr;
    place* owners = nullptr;  // of the entries
    place* seats = nullptr;   // of all owners: the place of the entry plus one, or 0
    std::uint32_t count = 0;

    /// Gives an owner that has none its entry; the empty one is none.
    void add(place owner, const Entry& what) noexcept {
      if (what == Entry()) return;
      entries[count] = what;
      owners[count] = owner;
      seats[owner] = ++count;
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

  stratum_lists(contact& of, std::uint32_t which) noexcept
      : person(of),
        rules(of.rules_),
        stratum(rules.strata()[which]),
        row_places(rules.get<place>(part::row_places)),
        counts(of.counts_of(which)),
        missed_rows(seats_of<place>(missed)),
        open_rows(seats_of<place>(open)),
        partial_rows(seats_of<partial_slot>(partial)) {}
  stratum_lists(const stratum_lists&) = delete;
  stratum_lists& operator=(const stratum_lists&) = delete;
  ~stratum_lists() {
    counts = {{missed_rows.count, open_rows.count, partial_rows.count}, 1};
  }

  /// Forgets all entries.
  void clear() noexcept {
    const auto bytes =
        (std::size_t{stratum.quads} * owners_per_quad + stratum.singles) * sizeof(place);
    std::memset(missed_rows.seats, 0, bytes);
    std::memset(open_rows.seats, 0, bytes);
    std::memset(partial_rows.seats, 0, bytes);
    missed_rows.count = open_rows.count = partial_rows.count = 0;
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

  void add_quad(place which) noexcept;
  void add_single(place which) noexcept;

  contact& person;
  const program& rules;
  const stratum_record& stratum;
  const place* const row_places;
  list_counts& counts;
  seating<place> missed_rows;
  seating<place> open_rows;
  seating<partial_slot> partial_rows;

 private:
  template <class Entry>
  [[nodiscard]] seating<Entry> seats_of(list which) noexcept {
    const auto first = first_owner(stratum);
    return {person.at<Entry>(person.entries_[which]) + first,
            person.at<place>(person.owners_[which]) + first,
            person.at<place>(person.seats_[which]) + first, counts.entries[which]};
  }
};

/// Rows of four booleans: one for those that are 0 together, one for those unknown, and
/// one for each that is 1.
inline void contact::stratum_lists::add_quad(place which) noexcept {
  const auto& quad = rules.quads()[which];
  const std::uint32_t states = person.quad_states()[which];
  const auto may_be_0 = states & 15U;
  const auto may_be_1 = states >> 4U;
  const auto absent = may_be_0 & ~may_be_1;
  const auto present = may_be_1 & ~may_be_0;
  const auto unknown = may_be_0 & may_be_1;
  const auto own = which - stratum.first_quad;
  const auto add_each = [&](seating<place>& to, std::uint64_t slots,
                            std::uint32_t row) noexcept {
    for_bits(&slots, 1, [&](std::uint32_t seat) noexcept {
      const auto first = rules.slots()[quad.slots[seat]].first_row;
      to.add(owner_of_slot(which, seat), row_places[first + row]);
    });
  };
  if (quad.is_light == 0) {
    missed_rows.add(own, row_places[quad.first_row + absent]);
    open_rows.add(own, row_places[quad.first_row + 16 + unknown]);
  } else {
    // a row of their own for those that are not all alike
    const auto there = may_be_0 | may_be_1;
    if (absent == there) {
      missed_rows.add(own, row_places[quad.first_row]);
    } else {
      add_each(missed_rows, absent, 0);
    }
    if (unknown == there) {
      open_rows.add(own, row_places[quad.first_row + 1]);
    } else {
      add_each(open_rows, unknown, 2);
    }
  }
  add_each(missed_rows, present, 1);
}

/// Rows of a slot that has its own.
inline void contact::stratum_lists::add_single(place which) noexcept {
  const auto slot = rules.get<place>(part::single_slots)[which];
  const auto& what = rules.slots()[slot];
  const auto* state = person.touched(slot);
  const auto words = words_for(what.classes);
  const auto owner = owner_of_single(which);
  bool all = true;
  std::uint32_t some = 0;  // words with a bit
  bool several = false;
  std::uint32_t first = 0;
  for (std::uint32_t w = words; w-- != 0;) {
    const auto left = what.classes - w * 64;
    all = all && state[w] == bits_from(0, left < 64 ? left : 64);
    if (state[w] == 0) continue;
    several = several || (state[w] & (state[w] - 1)) != 0;
    ++some;
    first = w * 64 + static_cast<std::uint32_t>(std::countr_zero(state[w]));
  }
  if (all) {
    // of one class alone every clause holds all
    if (what.classes != 1)
      open_rows.add(owner, row_places[what.first_row + what.classes]);
  } else if (some == 1 && !several) {
    missed_rows.add(owner, row_places[what.first_row + first]);
  } else if (some != 0) {
    const auto run = words == 1 ? state[0] >> first : 0;
    if (what.pairs != none && run != 0 && (run & (run + 1)) == 0) {
      // pairs (low, high) with low < high, in order
      const auto high = first + 63 - static_cast<std::uint32_t>(std::countl_zero(run));
      const auto before = first * (2 * what.classes - first - 1) / 2;
      const auto pair = what.pairs + 2 * (before + high - first - 1);
      missed_rows.add(owner, row_places[pair]);
      open_rows.add(owner, row_places[pair + 1]);
    } else {
      auto* places = person.at<place>(person.partial_places_) + what.first_partial;
      std::uint32_t used = 0;
      for_bits(state, words, [&](std::uint32_t bit) {
        places[used++] = row_places[what.first_row + bit];
      });
      partial_rows.add(owner, {what.first_partial, used});
    }
  }
}

inline void contact::settle(std::uint32_t stratum) noexcept {
  // So many changes are made one by one: more, and all is listed anew.
  constexpr std::uint32_t few = 8;
  const auto& what = rules_.strata()[stratum];
  auto* const quads = at<std::uint64_t>(changed_quads_);
  auto* const singles = at<std::uint64_t>(changed_singles_);
  const auto changed = count_bits(quads, what.first_quad, what.quads) +
                       count_bits(singles, what.first_single, what.singles);
  const bool listed = counts_of(stratum).listed != 0;
  if (listed && changed == 0) return;
  stratum_lists lists(*this, stratum);
  if (!listed || changed > few) {
    lists.clear();
    for (place q = what.first_quad; q < what.first_quad + what.quads; ++q)
      lists.add_quad(q);
    for (place i = what.first_single; i < what.first_single + what.singles; ++i)
      lists.add_single(i);
    const auto ignore = [](place) noexcept {};
    take_bits(quads, what.first_quad, what.quads, ignore);
    take_bits(singles, what.first_single, what.singles, ignore);
    return;
  }
  take_bits(quads, what.first_quad, what.quads, [&](place quad) noexcept {
    lists.drop_quad(quad);
    lists.add_quad(quad);
  });
  take_bits(singles, what.first_single, what.singles, [&](place single) noexcept {
    lists.drop_single(single);
    lists.add_single(single);
  });
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
