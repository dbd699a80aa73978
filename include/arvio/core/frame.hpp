#ifndef ARVIO_CORE_FRAME_HPP
#define ARVIO_CORE_FRAME_HPP

#include "arvio/core/detail/rows.hpp"
#include "arvio/core/detail/scores.hpp"
#include "arvio/core/detail/sets.hpp"
#include "arvio/core/program.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace arvio::inline v0::core {

/// What there is for an input.
enum class answer_state : std::uint8_t { not_asked, unknown, partly_known, known };

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

/// Which plane of code bits. The first three are what was said of each code.
enum class code_plane : std::uint32_t {
  present,  // a code input: the codes that were said to be possible
  absent,
  unknown,
  may_be_absent,  // possible sets
  may_be_present,
  presumed_absent,
  presumed_present,
  count
};

/// A contact: what was answered, and room to evaluate it, in memory of the caller's.
///
/// Meaning  a handle to that memory; copies of a contact are the same contact. For one
///          thread at a time. Answers are inside their domains: session checks them.
/// Cost     an answer changes the rows that evaluation puts together; nothing is
///          evaluated.
class contact {
 public:
  contact() noexcept = default;
  /// Words of memory that a contact of a program takes.
  [[nodiscard]] static std::size_t words(const program& rules) noexcept {
    contact sizes;
    sizes.lay_out(rules, nullptr);
    return sizes.total_ + line_words;  // to begin at a line
  }
  /// Without any answer, at a time. `memory` holds words(rules) at least.
  contact(const program& rules, std::span<std::uint64_t> memory,
          std::int64_t now) noexcept {
    auto* begin = memory.data();
    while (reinterpret_cast<std::uintptr_t>(begin) % line_bytes != 0)
      ++begin;
    lay_out(rules, begin);
    clear(now);
  }

  void clear(std::int64_t at) noexcept {
    std::memset(base_, 0, total_ * sizeof(std::uint64_t));
    now() = at;
    revive_lines(0);
    for (place i = 0; i < rules_.inputs().size(); ++i) {
      if (rules_.inputs()[i].is_plain != 0) refresh(i);
    }
    if (gates_are_plain()) refresh_gates();
  }
  /// Takes all that another contact of the same program holds; its room stays its own.
  void copy(const contact& other) noexcept {
    std::memcpy(base_, other.base_, scratch_ * sizeof(std::uint64_t));
  }

  [[nodiscard]] const program& rules() const noexcept { return rules_; }
  [[nodiscard]] std::int64_t& now() noexcept { return *at<std::int64_t>(now_); }
  [[nodiscard]] std::int64_t now() const noexcept { return *at<std::int64_t>(now_); }
  [[nodiscard]] bool finished() const noexcept { return *at<std::uint64_t>(done_) != 0; }
  void finish(bool done) noexcept { *at<std::uint64_t>(done_) = done ? 1 : 0; }

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

  /// To be called after an answer was changed.
  void changed(place input) noexcept {
    if (rules_.inputs()[input].is_plain == 0) return;  // follows with evaluation
    refresh(input);
    if (input == rules_.head().complaint) refresh_gates();
  }

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
  [[nodiscard]] value_span values(const operand& of) const noexcept {
    return of.kind == operand_kind::input ? values(of.index) : derived_values(of.index);
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
  /// Gives a slot its possible set.
  void put_slot(place slot, const value_span& set) noexcept;
  /// The same of a slot that is 0 or 1: what it may be, as bits 1 and 2.
  void put_boolean(place slot, std::uint64_t may_be) noexcept {
    const auto& what = rules_.slots()[slot];
    auto& state = at<std::uint64_t>(states_)[what.first_word];
    if (what.quad == none) {  // an image may say so
      put_slot(slot, {(may_be & 1U) != 0 ? 0 : 1, (may_be & 2U) != 0 ? 1 : 0, 0, false,
                      nullptr, 0});
    } else if (state != may_be) {
      state = may_be;
      put_bit(changed_quads(), what.quad);
    }
  }
  /// Shows a truth by its slot, as its condition has been decided.
  void put_truth(const truth_record& what) noexcept {
    const auto alive = what.mask & ~missed()[what.word];
    const auto certain = alive & ~open()[what.word];
    // excluded, possible, certain: 0 alone, either, 1 alone
    constexpr std::uint64_t may_be[] = {1, 3, 2};
    const auto found = may_be[(alive != 0 ? 1 : 0) + (certain != 0 ? 1 : 0)];
    auto& state = at<std::uint64_t>(states_)[what.state_word];
    if (state == found) return;
    state = found;
    derived_range(what.derived) = {found == 2 ? 1 : 0, found == 1 ? 0 : 1};
    put_bit(changed_quads(), what.quad);
  }
  /// Gives the slots of an input their sets, from its possible set.
  void put_input_slots(place input) noexcept {
    const auto& declared = rules_.inputs()[input];
    if (declared.kind != input_kind::codes) {
      if (declared.slot != none) put_slot(declared.slot, values(input));
      return;
    }
    const auto* slots = rules_.get<place>(part::code_slots) + declared.first_code_slot;
    const auto* no = codes(input, code_plane::may_be_absent);
    const auto* yes = codes(input, code_plane::may_be_present);
    for (place code = 0; code < declared.codes; ++code) {
      if (slots[code] == none) continue;
      put_boolean(slots[code],
                  (has_bit(no, code) ? 1U : 0U) | (has_bit(yes, code) ? 2U : 0U));
    }
  }
  /// A gate is open where one of its complaints is named. Of lines whose gates are all
  /// shut, nothing is alive.
  void refresh_gates() noexcept {
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
      put_boolean(gates[g], (must ? 0U : 1U) | (may ? 2U : 0U));
      if (may) revive_lines(g + 1);
    }
  }

  /// Slots of which is known without a look at their inputs that these can be asked, as
  /// long as the contact is not finished; a bit each.
  [[nodiscard]] const std::uint64_t* askable_slots() const noexcept {
    return at<std::uint64_t>(askable_);
  }

  /// Puts the rows of slots in place that changed in fours; to be called before rows().
  void settle() noexcept {
    const auto words = words_for(static_cast<std::uint32_t>(rules_.quads().size()));
    for (std::uint32_t w = 0; w < words; ++w) {
      auto& changed = changed_quads()[w];
      if (changed == 0) continue;
      for_bits(&changed, 1, [&](std::uint32_t bit) noexcept { put_quad(w * 64 + bit); });
      changed = 0;
    }
  }
  /// The rows of a stratum, as the slots stood when they were settled.
  [[nodiscard]] row_list rows(std::uint32_t stratum) const noexcept {
    const auto first = rules_.strata()[stratum].first_entry;
    const auto* counts = at<std::uint32_t>(counts_) + std::size_t{stratum} * 3;
    return {at<place>(entries_[0]) + first,        counts[0],
            at<place>(entries_[1]) + first,        counts[1],
            at<partial_slot>(entries_[2]) + first, counts[2]};
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
           std::size_t{2} * inputs + 2 * rules.inputs().size();
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
  void revive_lines(std::size_t which) noexcept {
    const auto words = line_set_words();
    const auto* set = rules_.get<std::uint64_t>(part::live_lines) + which * words;
    for (std::uint32_t w = 0; w < words; ++w)
      at<std::uint64_t>(alive_lines_)[w] |= set[w];
  }
  [[nodiscard]] bool gates_are_plain() const noexcept {
    const auto complaint = rules_.head().complaint;
    return complaint != none && rules_.inputs()[complaint].is_plain != 0;
  }

  /// The possible set of an input to which nothing applies but its answer, and what
  /// follows from it at once.
  void refresh(place input) noexcept;
  void refresh_scores(place input) noexcept;
  void put_score(place derived) noexcept;

  /// Says of the slots of a plain input whether it can be asked.
  void put_askable(place input, bool askable) noexcept;
  [[nodiscard]] std::uint64_t* changed_quads() noexcept {
    return at<std::uint64_t>(changed_quads_);
  }

  enum class list : std::uint32_t { missed, open, partial };
  template <class Entry>
  struct seating;
  template <class Entry>
  [[nodiscard]] seating<Entry> seats(list which, std::uint32_t stratum) noexcept;
  void put_quad(place which) noexcept;
  void put_classes(place slot) noexcept;

  void lay_out(const program& rules, std::uint64_t* base) noexcept;

  template <class T>
  [[nodiscard]] T* at(std::size_t word) const noexcept {
    return reinterpret_cast<T*>(base_ + word);
  }

  program rules_;
  std::uint64_t* base_ = nullptr;
  std::size_t total_ = 0;
  // Where each part of the memory begins, in words.
  std::size_t now_ = 0, done_ = 0, answers_ = 0, possible_ = 0, planes_ = 0, derived_ = 0,
              points_ = 0, derived_bits_ = 0, states_ = 0, counts_ = 0,
              partial_places_ = 0, changed_quads_ = 0, askable_ = 0, missed_ = 0,
              open_ = 0, alive_lines_ = 0, shut_lines_ = 0, scratch_ = 0, trail_ = 0;
  std::size_t entries_[3] = {}, owners_[3] = {}, seats_[3] = {};
};

}  // namespace arvio::inline v0::core

#include "arvio/core/detail/frame_rows.hpp"

#endif  // ARVIO_CORE_FRAME_HPP
