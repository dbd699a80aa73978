#ifndef ARVIO_CORE_DETAIL_OPEN_RULES_HPP
#define ARVIO_CORE_DETAIL_OPEN_RULES_HPP

#include "arvio/core/detail/judged.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>

namespace arvio::inline v0::core {

/// Finds which rules of urgency that are possible are open in some inputs, for all rules
/// at once: the rows of a slot tell which clauses test it. Boxes are looked at only where
/// several of one rule are alive, of which one may lie inside another.
///
/// Meaning  what is found of a rule without regard to the scope of its group.
/// Cost     the rows of the slots that lead to the inputs, and the rules with several
///          live boxes among those found.
class open_rules {
 public:
  /// So many inputs at a time.
  static constexpr std::uint32_t most_inputs = 64;

  /// `room`: three words per slot.
  open_rules(frame& contact, openness& open, std::uint64_t* room) noexcept
      : contact_(contact),
        rules_(contact.rules()),
        open_(open),
        boxes_(contact, nullptr),
        leads_(reinterpret_cast<lead*>(room)),
        cut_(reinterpret_cast<place*>(room + 2 * rules_.slots().size())) {}

  /// Looks for these inputs from now on; `inputs` has a bit for each of them.
  void look_for(const place* inputs, std::uint32_t count,
                const std::uint64_t* set) noexcept {
    inputs_ = inputs;
    count_ = count;
    found_leads_ = 0;
    cut_slots_ = 0;
    open_.settle();  // what can be asked is up to date
    const auto* askable = contact_.askable_slots();
    const auto slots = static_cast<place>(rules_.slots().size());
    for (place slot = 0; slot < slots; ++slot) {
      const auto& what = rules_.slots()[slot];
      if (what.kind == slot_kind::urgency) continue;  // of routes alone
      const auto state = state_of(slot);
      if (state != slot_state::whole) cut_[cut_slots_++] = slot;
      if (state == slot_state::single) continue;
      if ((has_bit(askable, slot) && !contact_.finished()) || asks_itself_alone(what)) {
        if (has_bit(set, what.index)) add_own_slot(slot, what.index);
      } else if (leads_further(what)) {
        add_slot(slot, set);
      }
    }
  }

  /// Whether a clause among some may be open in one of the inputs.
  [[nodiscard]] bool may_be_open(const condition_record& clauses) const noexcept {
    bool found = false;
    const auto* missed = contact_.missed();
    for_words(clauses.first_clause, clauses.clauses,
              [&](std::uint32_t word, std::uint64_t mask) noexcept {
                mask &= ~missed[word];
                for (std::uint32_t i = 0; mask != 0 && i < found_leads_ && !found; ++i)
                  found = (open_in(leads_[i].slot, word) & mask) != 0;
                return !found;
              });
    return found;
  }

  /// Calls `visit(which, word, ends)` for each of the inputs, by its number among them:
  /// so many rules, by the bits at their ends in a word of clauses, are open in it. Of
  /// rules for which `is_apart(rule)` says so nothing is visited but `apart(rule)`, where
  /// one of the inputs may matter.
  template <class IsApart, class Apart, class Visit>
  void for_rules(bool some_apart, IsApart is_apart, Apart apart, Visit visit) noexcept {
    const auto first = rules_.head().first_leveled / 64;
    const auto end = first + rules_.head().leveled / 64;
    told_ = none;
    const auto* alive = contact_.alive_lines();
    const auto lines = rules_.head().row_lines;
    for (auto line = next_bit(alive, first / line_words, lines); line * line_words < end;
         line = next_bit(alive, line + 1, lines)) {
      look_at(line);
      for (std::uint32_t k = 0; k < line_words; ++k) {
        const auto word = line * line_words + k;
        if (any_[k] != 0 && first <= word && word < end)
          look_at_word(word, some_apart, is_apart, apart, visit);
      }
    }
  }

 private:
  /// A slot that leads to inputs, a bit each.
  struct lead {
    place slot = 0;
    std::uint32_t unused = 0;
    std::uint64_t inputs = 0;
  };
  static_assert(sizeof(lead) == 2 * sizeof(std::uint64_t));

  // --- slots that lead to the inputs ---------------------------------------------------

  enum class slot_state : std::uint8_t { single, cut, whole };
  /// Whether a slot may be of one class, some or all.
  [[nodiscard]] slot_state state_of(place slot) const noexcept {
    const auto classes = rules_.slots()[slot].classes;
    const auto* touched = contact_.touched(slot);
    const auto words = words_for(classes);
    bool several = false;
    bool whole = true;
    std::uint64_t before = 0;
    for (std::uint32_t w = 0; w < words; ++w) {
      several = several || (touched[w] & (touched[w] - 1)) != 0 ||
                (before != 0 && touched[w] != 0);
      whole = whole && touched[w] == bits_from(0, classes - w * 64);
      before |= touched[w];
    }
    return !several ? slot_state::single : whole ? slot_state::whole : slot_state::cut;
  }
  /// Whether nothing is behind a slot that is undecided but its input, which can be
  /// asked: nothing was said of it, and it applies.
  [[nodiscard]] bool asks_itself_alone(const slot_record& slot) const noexcept {
    if (slot.kind != slot_kind::input && slot.kind != slot_kind::code) return false;
    const auto counts = effective(contact_, slot.index);
    return !counts.asked && counts.state == answer_state::not_asked &&
           contact_.possible(slot.index).applicable == certainty::certain;
  }
  void add_own_slot(place slot, place input) noexcept {
    std::uint32_t which = 0;
    while (inputs_[which] != input)
      ++which;
    leads_[found_leads_++] = {slot, 0, std::uint64_t{1} << which};
  }
  /// Whether something may be behind a slot that cannot be asked itself.
  [[nodiscard]] bool leads_further(const slot_record& slot) const noexcept {
    if (slot.kind != slot_kind::input) return true;
    // asked already, and nothing else says more of it
    const auto& declared = rules_.inputs()[slot.index];
    return declared.is_plain == 0 || declared.presumptions != 0;
  }
  void add_slot(place slot, const std::uint64_t* set) noexcept {
    const auto* behind = open_.behind_slot(slot);
    std::uint64_t any = 0;
    for (std::uint32_t w = 0; w < open_.input_words(); ++w)
      any |= behind[w] & set[w];
    if (any == 0) return;
    std::uint64_t led = 0;
    for (std::uint32_t i = 0; i < count_; ++i)
      led |= std::uint64_t{has_bit(behind, inputs_[i])} << i;
    if (led != 0) leads_[found_leads_++] = {slot, 0, led};
  }

  /// The clauses of a word that are open in a slot, where they are alive: those that some
  /// class it may be of lies outside.
  [[nodiscard]] std::uint64_t open_in(place slot, std::uint32_t word) const noexcept {
    const auto& what = rules_.slots()[slot];
    const auto* rows = rules_.get<place>(part::row_places) + what.first_row;
    std::uint64_t open = 0;
    for_bits(contact_.touched(slot), words_for(what.classes),
             [&](std::uint32_t value_class) noexcept {
               open |= rules_.row(rows[value_class])[word];
             });
    return open;
  }

  // --- a line of clauses ---------------------------------------------------------------

  /// Finds the live clauses of a line that are open in each input.
  void look_at(std::uint32_t line) noexcept {
    const auto first = line * line_words;
    std::uint64_t live[line_words];
    for (std::uint32_t k = 0; k < line_words; ++k) {
      live[k] = ~contact_.missed()[first + k];
      any_[k] = 0;
      wider_[k] = 0;
    }
    for (std::uint32_t i = 0; i < cut_slots_; ++i) {
      const auto& what = rules_.slots()[cut_[i]];
      const auto* row =
          rules_.row(rules_.row_place(what.first_row + what.classes)) + first;
      for (std::uint32_t k = 0; k < line_words; ++k)
        wider_[k] |= row[k];
    }
    for (std::uint32_t i = 0; i < count_; ++i) {
      for (std::uint32_t k = 0; k < line_words; ++k)
        open_in_[i][k] = 0;
    }
    for (std::uint32_t i = 0; i < found_leads_; ++i) {
      const auto& what = rules_.slots()[leads_[i].slot];
      const auto* rows = rules_.get<place>(part::row_places) + what.first_row;
      std::uint64_t open[line_words] = {};
      for_bits(contact_.touched(leads_[i].slot), words_for(what.classes),
               [&](std::uint32_t value_class) noexcept {
                 const auto* row = rules_.row(rows[value_class]) + first;
                 for (std::uint32_t k = 0; k < line_words; ++k)
                   open[k] |= row[k];
               });
      for (std::uint32_t k = 0; k < line_words; ++k) {
        open[k] &= live[k];
        any_[k] |= open[k];
      }
      for_bits(&leads_[i].inputs, 1, [&](std::uint32_t which) noexcept {
        for (std::uint32_t k = 0; k < line_words; ++k)
          open_in_[which][k] |= open[k];
      });
    }
  }

  template <class IsApart, class Apart, class Visit>
  void look_at_word(std::uint32_t word, bool some_apart, IsApart& is_apart, Apart& apart,
                    Visit& visit) noexcept {
    const auto k = word % line_words;
    const auto last = rules_.row(rules_.head().last_row)[word];
    const auto inner = rules_.row(rules_.head().inner_row)[word];
    // A rule's clauses stand side by side in a word: adding `inner` carries into its last
    // bit where any of them is set.
    const auto ends = [last, inner](std::uint64_t bits) noexcept {
      return (((bits & inner) + inner) | bits) & last;
    };
    const auto live = ~contact_.missed()[word];
    auto any = any_[k];
    const auto first_rule = rules_.rule_of(word * 64);
    if (first_rule != none && rules_.rules()[first_rule].clauses > 64) {
      const auto& wide = rules_.rules()[first_rule];  // begins a word, and fills it
      if (first_rule != told_) apart(first_rule);  // in whichever of its words it is open
      told_ = first_rule;
      const auto left = wide.first_clause + wide.clauses - word * 64;
      any &= ~bits_from(0, left < 64 ? left : 64);
    }
    const auto found = ends(any) & ~ends(live & ~contact_.open()[word]);
    // bits with a live clause of the same rule below them
    const auto alive_inner = live & inner;
    const auto several = ends(live & ((alive_inner + inner) ^ alive_inner ^ inner));
    const auto closely = some_apart ? found : found & several & ends(live & wider_[k]);
    const auto at_once = found & ~closely;
    for (std::uint32_t i = 0; i < count_; ++i) {
      const auto rules = ends(open_in_[i][k]) & at_once;
      if (rules != 0) visit(i, word, rules);
    }
    for_bits(&closely, 1, [&](std::uint32_t bit) noexcept {
      const auto rule = rules_.rule_of(word * 64 + bit);
      if (rule == none) return;
      if (some_apart && is_apart(rule)) return apart(rule);
      look_at_rule(rule, word, std::uint64_t{1} << bit, visit);
    });
  }

  /// One rule of which several boxes may be alive.
  template <class Visit>
  void look_at_rule(place rule, std::uint32_t word, std::uint64_t end,
                    Visit& visit) noexcept {
    const auto k = word % line_words;
    const auto& one = rules_.rules()[rule];
    const auto inside = one.first_clause % 64;
    if (one.clauses == 0 || one.first_clause / 64 != word || inside + one.clauses > 64)
      return;
    const auto own = bits_from(inside, one.clauses);
    const auto live = own & ~contact_.missed()[word];
    auto open = own & any_[k];
    if ((live & (live - 1)) != 0 && (live & wider_[k]) != 0)
      open = boxes_.uncovered(word, open, live & wider_[k]);
    for (std::uint32_t i = 0; i < count_; ++i) {
      if ((open_in_[i][k] & open) != 0) visit(i, word, end);
    }
  }

  frame& contact_;
  const program rules_;
  openness& open_;
  live_boxes boxes_;
  lead* leads_ = nullptr;
  std::uint32_t found_leads_ = 0;
  const place* inputs_ = nullptr;
  std::uint32_t count_ = 0;
  place told_ = none;     // the last rule of several words
  place* cut_ = nullptr;  // slots of which something is known
  std::uint32_t cut_slots_ = 0;
  // Of the line that is looked at: live clauses open in any input, and in each; and those
  // which test a slot that something is known of. Maximal boxes that test no such slot
  // are as they were, and none of the others lies inside them.
  std::uint64_t any_[line_words] = {};
  std::uint64_t wider_[line_words] = {};
  std::uint64_t open_in_[most_inputs][line_words];
};

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_DETAIL_OPEN_RULES_HPP
