#ifndef ARVIO_CORE_FRAME_HPP
#define ARVIO_CORE_FRAME_HPP

#include "arvio/core/detail/rows.hpp"
#include "arvio/core/detail/scores.hpp"
#include "arvio/core/detail/sets.hpp"
#include "arvio/core/detail/slot_writer.hpp"
#include "arvio/core/detail/stratum_rows.hpp"
#include "arvio/core/program.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace arvio::inline v0::core {

/// Whether there is an answer of one or more values.
[[nodiscard]] constexpr bool has_values(answer_state state) noexcept {
  return state == answer_state::known || state == answer_state::partly_known;
}

/// The answer to one input, inside its domain: a value or a range. Codes stand in planes.
struct answer_entry {
  std::int64_t low = 0;
  std::int64_t high = 0;
  std::int64_t observed = 0;  // seconds since 1970
  std::int64_t presumed_value = 0;
  answer_state state = answer_state::not_asked;
  bool presumed = false;
  std::uint8_t unused[6] = {};
};

/// What is possible for an input: its set, and how it came about.
struct possible_entry {
  std::int64_t low = 0;
  std::int64_t high = 0;
  std::int64_t extra = 0;
  bool has_extra = false;
  certainty applicable = certainty::certain;
  bool inferred = false;
  bool unexpected = false;
  bool outdated = false;  // there is an answer, and it is too old to count
  std::uint8_t unused[3] = {};
};

/// Which plane of code bits. The first three are what was said of each code; the last is
/// of the program.
enum class code_plane : std::uint32_t {
  present,  // a code input: the codes that were said to be possible
  absent,
  unknown,
  may_be_absent,  // possible sets
  may_be_present,
  presumed_absent,
  presumed_present,
  with_slot,  // codes that conditions ask for
  count
};

/// What a contact takes an input, or a code of a `codes` input, to be where it is
/// unknown: it wins over what the author presumes.
struct assumption {
  place input = none;
  place code = none;       // of a codes input; none of others
  std::int64_t value = 0;  // in units, the place of a code; of a codes input 0 or 1
};

class empty_frame;

/// What was answered in a contact, and room to evaluate it, in memory of the caller's.
///
/// Meaning  a handle to that memory; copies of a frame are the same frame. For one
///          thread at a time. Answers are inside their domains: session checks them.
/// Units    some 60 KB for 128 inputs and 1,200 clauses, of which an empty one holds 14.
/// Cost     an answer is noted; what follows from it, evaluation puts in place.
class frame {
 public:
  frame() noexcept = default;
  /// Words of memory that a frame of a program takes.
  [[nodiscard]] static std::size_t words(const program& rules) noexcept {
    frame sizes;
    sizes.lay_out(rules);
    return sizes.words();
  }
  /// The same of this frame's program.
  [[nodiscard]] std::size_t words() const noexcept { return total_ + line_words; }

  /// Without any answer, at a time. `memory` holds words(rules) at least.
  frame(const program& rules, std::span<std::uint64_t> memory,
        std::int64_t now) noexcept {
    lay_out(rules);
    base_ = first_line(memory);
    clear(now);
  }
  /// The same, quicker: a copy of what was prepared.
  frame(const empty_frame& empty, std::span<std::uint64_t> memory,
        std::int64_t now) noexcept;
  /// Room for a copy of a frame of the same program: nothing but copy() may be asked of
  /// it before that.
  frame(const frame& like, std::span<std::uint64_t> memory) noexcept : frame(like) {
    base_ = first_line(memory);
  }

  void clear(std::int64_t at) noexcept;
  /// Takes all that another frame of the same program holds; its room stays its own.
  void copy(const frame& other) noexcept {
    std::memcpy(base_, other.base_, scratch_ * sizeof(std::uint64_t));
    assumptions_ = other.assumptions_;
  }

  [[nodiscard]] const program& rules() const noexcept { return rules_; }
  [[nodiscard]] std::int64_t& now() noexcept { return *at<std::int64_t>(now_); }
  [[nodiscard]] std::int64_t now() const noexcept { return *at<std::int64_t>(now_); }
  [[nodiscard]] bool finished() const noexcept { return *at<std::uint64_t>(done_) != 0; }
  void finish(bool done) noexcept { *at<std::uint64_t>(done_) = done ? 1 : 0; }

  // --- presumptions ------------------------------------------------------------------

  /// What the contact presumes, each inside the domain; the memory is the caller's.
  void assume(std::span<const assumption> all) noexcept { assumptions_ = all; }
  [[nodiscard]] std::span<const assumption> assumptions() const noexcept {
    return assumptions_;
  }
  [[nodiscard]] const assumption* assumed(place input, place code) const noexcept {
    for (const auto& assumed : assumptions_) {
      if (assumed.input == input && assumed.code == code) return &assumed;
    }
    return nullptr;
  }
  /// The evaluated contact that this is a copy of, where this one is evaluated with
  /// presumptions: on it their conditions are judged.
  [[nodiscard]] const frame* presumes_on() const noexcept { return presumes_on_; }
  void presume_on(const frame* contact) noexcept { presumes_on_ = contact; }

  // --- answers -----------------------------------------------------------------------

  [[nodiscard]] const answer_entry& answer(place input) const noexcept {
    return at<answer_entry>(answers_)[input];
  }
  [[nodiscard]] answer_entry& answer(place input) noexcept {
    return at<answer_entry>(answers_)[input];
  }
  [[nodiscard]] std::uint64_t* codes(place input, code_plane which) noexcept {
    return at<std::uint64_t>(planes_) + plane(input, which);
  }
  [[nodiscard]] const std::uint64_t* codes(place input, code_plane which) const noexcept {
    return at<std::uint64_t>(planes_) + plane(input, which);
  }
  [[nodiscard]] std::uint32_t code_words(place input) const noexcept {
    return words_for(rules_.inputs()[input].codes);
  }

  /// To be called after an answer was changed: what follows from it is put in place
  /// before the next evaluation.
  void changed(place input) noexcept { put_bit(at<std::uint64_t>(changed_), input); }
  /// The same at once: the values of an input with an order, or what is said in the
  /// planes of one that takes codes, or one code.
  void settle_value(place input, std::int64_t low, std::int64_t high) noexcept;
  void settle_code(place input) noexcept;
  void settle_code(place input, std::uint32_t code) noexcept;
  void settle_codes(place input) noexcept;

  // --- possible sets -----------------------------------------------------------------

  [[nodiscard]] possible_entry& possible(place input) noexcept {
    return at<possible_entry>(possible_)[input];
  }
  [[nodiscard]] const possible_entry& possible(place input) const noexcept {
    return at<possible_entry>(possible_)[input];
  }
  /// The possible set of an input other than `codes`.
  [[nodiscard]] value_span values(place input) const noexcept {
    const auto& declared = rules_.inputs()[input];
    if (declared.kind == input_kind::code)
      return code_span(codes(input, code_plane::may_be_present), code_words(input));
    const auto& set = possible(input);
    return {set.low, set.high, set.extra, set.has_extra, nullptr, 0};
  }
  [[nodiscard]] range_record& derived_range(place derived) noexcept {
    return at<range_record>(derived_)[derived];
  }
  /// The points of an item of a plain score, as its input stands.
  [[nodiscard]] range_record& item_points(place item) noexcept {
    return at<range_record>(points_)[item];
  }
  [[nodiscard]] std::uint64_t* derived_codes(place derived) noexcept {
    return at<std::uint64_t>(derived_bits_) + rules_.derived()[derived].first_word;
  }
  [[nodiscard]] value_span derived_values(place derived) const noexcept {
    const auto& declared = rules_.derived()[derived];
    if (declared.codes != 0)
      return code_span(at<std::uint64_t>(derived_bits_) + declared.first_word,
                       words_for(declared.codes));
    const auto& set = at<range_record>(derived_)[derived];
    return {set.low, set.high, 0, false, nullptr, 0};
  }
  [[nodiscard]] value_span values(const operand& from) const noexcept {
    return from.kind == operand_kind::input ? values(from.index)
                                            : derived_values(from.index);
  }

  // --- slots -------------------------------------------------------------------------

  /// The classes that the possible set of a slot touches.
  [[nodiscard]] const std::uint64_t* touched(place slot) const noexcept {
    return at<std::uint64_t>(states_) + rules_.slots()[slot].first_word;
  }
  /// The same of the slot of a predicate.
  [[nodiscard]] const std::uint64_t* touched(
      const predicate_record& test) const noexcept {
    return at<std::uint64_t>(states_) + test.state_word;
  }
  /// Writes what slots may be.
  [[nodiscard, gnu::always_inline]] slot_writer slots() noexcept {
    return {rules_,
            {at<std::uint64_t>(states_), at<std::uint64_t>(changed_quads_),
             at<std::uint64_t>(changed_singles_)}};
  }
  /// Gives the slots of an input their sets, from its possible set.
  void put_input_slots(place input, slot_writer& into) noexcept {
    const auto& declared = rules_.inputs()[input];
    if (declared.kind == input_kind::codes) return put_code_slots(input, into);
    if (declared.slot != none) into.put(declared.slot, values(input));
  }
  /// A gate is open where one of its complaints is named. Of lines whose gates are all
  /// shut, nothing is alive.
  void refresh_gates(slot_writer& into) noexcept;

  /// Slots of which is known without a look at their inputs that these can be asked, as
  /// long as the contact is not finished; a bit each, as they stood when settled.
  void settle_askable() noexcept;
  [[nodiscard]] const std::uint64_t* askable_slots() const noexcept {
    return at<std::uint64_t>(askable_);
  }

  /// Puts in place what follows at once from answers that were changed; to be called
  /// before an evaluation.
  void settle_answers() noexcept;
  /// Lists the rows of a stratum as its slots now stand; to be called before rows().
  void settle(std::uint32_t stratum) noexcept;
  /// The rows of a stratum, as the slots stood when they were settled.
  [[nodiscard]] row_list rows(std::uint32_t stratum) const noexcept {
    const auto first = first_owner(stratum);
    const auto& counts = counts_of(stratum);
    return {at<place>(entries_[0]) + first,        counts.entries[0],
            at<place>(entries_[1]) + first,        counts.entries[1],
            at<partial_slot>(entries_[2]) + first, counts.entries[2]};
  }
  [[nodiscard]] const place* partial_places() const noexcept {
    return at<place>(partial_places_);
  }

  // --- what evaluation leaves: clauses, a bit each ------------------------------------

  /// Clauses of which some slot misses its set.
  [[nodiscard]] std::uint64_t* missed() noexcept { return at<std::uint64_t>(missed_); }
  [[nodiscard]] const std::uint64_t* missed() const noexcept {
    return at<std::uint64_t>(missed_);
  }
  /// Clauses of which some slot is not known to lie inside.
  [[nodiscard]] std::uint64_t* open() noexcept { return at<std::uint64_t>(open_); }
  [[nodiscard]] const std::uint64_t* open() const noexcept {
    return at<std::uint64_t>(open_);
  }

  /// A line of clauses, a bit each: whether some clause of it may have its gate open.
  [[nodiscard]] const std::uint64_t* alive_lines() const noexcept {
    return at<std::uint64_t>(alive_lines_);
  }
  /// Calls `visit(word)` for the words [first, end) of clauses that stand in such lines,
  /// until it returns false: all others are excluded.
  template <class Visit>
  void for_alive_words(std::uint32_t first, std::uint32_t end,
                       Visit visit) const noexcept {
    const auto lines = rules_.head().row_lines;
    for (auto line = next_bit(alive_lines(), first / line_words, lines); line < lines;
         line = next_bit(alive_lines(), line + 1, lines)) {
      for (auto word = line * line_words; word < (line + 1) * line_words; ++word) {
        if (first <= word && word < end && !visit(word)) return;
      }
    }
  }
  /// Excludes the clauses of the lines [first, end) that are not alive.
  void shut_lines(std::uint32_t first, std::uint32_t end) noexcept;

  /// Room for one expression while it is evaluated.
  [[nodiscard]] std::uint64_t* scratch() noexcept { return at<std::uint64_t>(scratch_); }
  /// Room for following what is open; see openness.
  [[nodiscard]] std::uint64_t* trail() noexcept { return at<std::uint64_t>(trail_); }
  /// Words that the room for following takes.
  [[nodiscard]] static std::size_t trail_words(const program& rules) noexcept {
    const auto inputs = words_for(static_cast<std::uint32_t>(rules.inputs().size()));
    const auto slots = words_for(static_cast<std::uint32_t>(rules.slots().size()));
    const auto nodes = trail_nodes(rules);
    const auto derived = static_cast<std::uint32_t>(rules.derived().size());
    const auto trail = std::size_t{words_for(nodes)} + (nodes + 1) / 2 + slots + inputs;
    return 2 * trail + words_for(derived) + std::size_t{derived} * inputs +
           std::size_t{4} * inputs + 2 * rules.inputs().size() + 3 * rules.slots().size();
  }
  /// What can be reached while following: inputs, codes, derived values, conditions.
  [[nodiscard]] static std::uint32_t trail_nodes(const program& rules) noexcept {
    return static_cast<std::uint32_t>(rules.inputs().size() +
                                      rules.all<place>(part::code_slots).size() +
                                      rules.derived().size() + rules.conditions().size());
  }

 private:
  [[nodiscard]] std::size_t plane(place input, code_plane which) const noexcept {
    return std::size_t{rules_.head().code_words} * static_cast<std::size_t>(which) +
           rules_.inputs()[input].first_word;
  }
  [[nodiscard]] std::uint32_t line_set_words() const noexcept {
    return words_for(rules_.head().row_lines);
  }
  /// Lines with clauses behind no gate (0), or behind a gate (its place plus one).
  void revive_lines(std::size_t gate) noexcept {
    const auto words = line_set_words();
    const auto* set = rules_.get<std::uint64_t>(part::live_lines) + gate * words;
    for (std::uint32_t w = 0; w < words; ++w)
      at<std::uint64_t>(alive_lines_)[w] |= set[w];
  }
  void put_code_slots(place input, slot_writer& into) noexcept;
  void settle_value(place input) noexcept;
  struct settling;

  // Who has entries in the lists of a stratum: its quads, the four slots of each, and its
  // single slots. They are counted through the strata, and one more for each: what is
  // not listed after all is written there first.
  static constexpr auto owners_per_quad = stratum_rows::owners_per_quad;
  [[nodiscard]] std::size_t first_owner(std::uint32_t stratum) const noexcept {
    const auto& declared = rules_.strata()[stratum];
    return std::size_t{declared.first_quad} * owners_per_quad + declared.first_single +
           stratum;
  }
  /// How long the lists of a stratum are, and what there is of them: the first time they
  /// are made without seats, which only later changes need.
  enum class listing : std::uint32_t { absent, entries, seats };
  struct list_counts {
    std::uint32_t entries[3] = {};  // missed, open, partial
    listing have = listing::absent;
  };
  [[nodiscard]] list_counts& counts_of(std::uint32_t stratum) const noexcept {
    return at<list_counts>(counts_)[stratum];
  }
  template <class Entry>
  struct seating;
  struct stratum_lists;
  template <class Entry>
  [[nodiscard]] seating<Entry> seats_of(std::size_t list,
                                        std::uint32_t stratum) const noexcept {
    const auto first = first_owner(stratum);
    return {at<Entry>(entries_[list]) + first, at<place>(owners_[list]) + first,
            at<place>(seats_[list]) + first, counts_of(stratum).entries[list]};
  }
  [[nodiscard]] stratum_rows rows_of(std::uint32_t stratum) const noexcept {
    return {rules_, rules_.strata()[stratum], at<std::uint64_t>(states_),
            at<place>(partial_places_)};
  }
  void list_all(std::uint32_t stratum) noexcept;
  void forget_changes(const stratum_record& stratum) noexcept;

  void lay_out(const program& rules) noexcept;
  [[nodiscard]] static std::uint64_t* first_line(
      std::span<std::uint64_t> memory) noexcept {
    auto* begin = memory.data();
    while (reinterpret_cast<std::uintptr_t>(begin) % line_bytes != 0)
      ++begin;
    return begin;
  }

  template <class T>
  [[nodiscard]] T* at(std::size_t word) const noexcept {
    return reinterpret_cast<T*>(base_ + word);
  }

  friend class empty_frame;

  program rules_;
  std::uint64_t* base_ = nullptr;
  std::size_t total_ = 0;
  // Where each part of the memory begins, in words. What a frame without answers holds
  // ends at state_end_; what a copy holds ends at scratch_.
  std::size_t now_ = 0, done_ = 0, answers_ = 0, possible_ = 0, planes_ = 0, derived_ = 0,
              points_ = 0, derived_bits_ = 0, states_ = 0, changed_ = 0,
              asked_changed_ = 0, changed_quads_ = 0, changed_singles_ = 0,
              changed_scores_ = 0, askable_ = 0, missed_ = 0, open_ = 0, alive_lines_ = 0,
              shut_lines_ = 0, counts_ = 0, state_end_ = 0, partial_places_ = 0,
              scratch_ = 0, trail_ = 0;
  std::span<const assumption> assumptions_;
  const frame* presumes_on_ = nullptr;
  std::size_t entries_[3] = {}, owners_[3] = {}, seats_[3] = {};
};

}  // namespace arvio::inline v0::core

#include "arvio/core/detail/frame_answers.hpp"
#include "arvio/core/detail/frame_rows.hpp"

#endif  // ARVIO_CORE_FRAME_HPP
