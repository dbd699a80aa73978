#ifndef ARVIO_CORE_DETAIL_FRAME_ROWS_HPP
#define ARVIO_CORE_DETAIL_FRAME_ROWS_HPP

#include "arvio/core/frame.hpp"

#include <cstdint>
#include <cstring>

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

/// A list without gaps whose entries have owners, so that later changes find them.
template <class Entry>
struct frame::seating {
  Entry* entries = nullptr;
  place* owners = nullptr;  // of the entries
  place* seats = nullptr;   // of all owners: the place of the entry plus one, or 0
  std::uint32_t count = 0;

  /// Gives an owner that has none its entry; the empty one is none. Without a branch:
  /// which ones are empty cannot be foretold.
  void add(place owner, const Entry& what) noexcept {
    const std::uint32_t more = what != Entry() ? 1 : 0;
    entries[count] = what;
    owners[count] = owner;
    seats[owner] = (count + 1) & (0U - more);
    count += more;
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

/// The lists of a stratum while they change one by one.
struct frame::stratum_lists {
  stratum_lists(frame& of, std::uint32_t which) noexcept
      : rows(of.rows_of(which)),
        counts(of.counts_of(which)),
        missed(of.seats_of<place>(0, which)),
        open(of.seats_of<place>(1, which)),
        partial(of.seats_of<partial_slot>(2, which)) {}

  /// Forgets all entries.
  void clear() noexcept {
    missed.count = open.count = partial.count = 0;
    const auto bytes =
        (std::size_t{rows.stratum.quads} * owners_per_quad + rows.stratum.singles) *
        sizeof(place);
    std::memset(missed.seats, 0, bytes);
    std::memset(open.seats, 0, bytes);
    std::memset(partial.seats, 0, bytes);
  }
  void drop_quad(place which) noexcept {
    const auto drop = [this](place owner) noexcept {
      missed.drop(owner);
      open.drop(owner);
    };
    drop(rows.owner_of_quad(which));
    for (std::uint32_t seat = 0; seat < slots_per_quad; ++seat)
      drop(rows.owner_of_slot(which, seat));
  }
  void drop_single(place which) noexcept {
    const auto owner = rows.owner_of_single(which);
    missed.drop(owner);
    open.drop(owner);
    partial.drop(owner);
  }
  void add_quad(place which) noexcept {
    rows.of_quad(
        which, [this](place owner, place row) noexcept { missed.add(owner, row); },
        [this](place owner, place row) noexcept { open.add(owner, row); });
  }
  void add_single(place which) noexcept {
    const auto owner = rows.owner_of_single(which);
    rows.of_single(
        which,
        [&](stratum_rows::row_kind list, place row) noexcept {
          (list == stratum_rows::row_kind::missed ? missed : open).add(owner, row);
        },
        [&](const partial_slot& slot) noexcept { partial.add(owner, slot); });
  }
  void end() noexcept {
    counts = {{missed.count, open.count, partial.count}, listing::seats};
  }

  const stratum_rows rows;
  list_counts& counts;
  seating<place> missed;
  seating<place> open;
  seating<partial_slot> partial;
};

inline void frame::settle(std::uint32_t stratum) noexcept {
  // So many changes are made one by one: more, and all is listed anew.
  constexpr std::uint32_t few = 8;
  const auto& what = rules_.strata()[stratum];
  const auto have = counts_of(stratum).have;
  if (have == listing::absent) return list_all(stratum);
  auto* const quads = at<std::uint64_t>(changed_quads_);
  auto* const singles = at<std::uint64_t>(changed_singles_);
  const auto changed = count_bits(quads, what.first_quad, what.quads) +
                       count_bits(singles, what.first_single, what.singles);
  if (changed == 0) return;
  stratum_lists lists(*this, stratum);
  if (have == listing::entries || changed > few) {
    lists.clear();
    for (place q = what.first_quad; q < what.first_quad + what.quads; ++q)
      lists.add_quad(q);
    for (place i = what.first_single; i < what.first_single + what.singles; ++i)
      lists.add_single(i);
    forget_changes(what);
  } else {
    take_bits(quads, what.first_quad, what.quads, [&](place quad) noexcept {
      lists.drop_quad(quad);
      lists.add_quad(quad);
    });
    take_bits(singles, what.first_single, what.singles, [&](place single) noexcept {
      lists.drop_single(single);
      lists.add_single(single);
    });
  }
  lists.end();
}

/// Lists all rows of a stratum in one pass, without seats: they take time, and many
/// contacts are evaluated once.
inline void frame::list_all(std::uint32_t stratum) noexcept {
  const auto& what = rules_.strata()[stratum];
  const auto rows = rows_of(stratum);
  const auto first = first_owner(stratum);
  auto* const missed = at<place>(entries_[0]) + first;
  auto* const open = at<place>(entries_[1]) + first;
  auto* const partial = at<partial_slot>(entries_[2]) + first;
  // without a branch: what says nothing is written over
  const auto add = [](place*& end, place row) noexcept {
    *end = row;
    end += row != 0 ? 1 : 0;
  };
  auto* missed_end = missed;
  auto* open_end = open;
  const auto quads_end = what.first_quad + what.quads;
  for (place q = what.first_quad; q < quads_end; ++q) {
    rows.of_quad(
        q, [&](place, place row) noexcept { add(missed_end, row); },
        [&](place, place row) noexcept { add(open_end, row); });
  }
  place* ends[] = {missed_end, open_end};
  auto* partial_end = partial;
  const auto singles_end = what.first_single + what.singles;
  for (place i = what.first_single; i < singles_end; ++i) {
    rows.of_single(
        i,
        [&](stratum_rows::row_kind list, place row) noexcept {
          add(ends[static_cast<std::size_t>(list)], row);
        },
        [&](const partial_slot& slot) noexcept { *partial_end++ = slot; });
  }
  forget_changes(what);
  counts_of(stratum) = {{static_cast<std::uint32_t>(ends[0] - missed),
                         static_cast<std::uint32_t>(ends[1] - open),
                         static_cast<std::uint32_t>(partial_end - partial)},
                        listing::entries};
}

inline void frame::forget_changes(const stratum_record& stratum) noexcept {
  const auto forget = [this](std::size_t changed, place first,
                             std::uint32_t count) noexcept {
    for_words(first, count, [&](std::uint32_t word, std::uint64_t mask) noexcept {
      at<std::uint64_t>(changed)[word] &= ~mask;
      return true;
    });
  };
  forget(changed_quads_, stratum.first_quad, stratum.quads);
  forget(changed_singles_, stratum.first_single, stratum.singles);
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
