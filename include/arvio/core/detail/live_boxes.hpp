#ifndef ARVIO_CORE_DETAIL_LIVE_BOXES_HPP
#define ARVIO_CORE_DETAIL_LIVE_BOXES_HPP

#include "arvio/core/detail/expression.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>

namespace arvio::inline v0::core {

/// Clauses that are one condition together: so many runs, of which those with a bit in
/// `speaking` count (nullptr: all).
struct clause_runs {
  const condition_record* runs = nullptr;
  std::uint32_t count = 0;
  const std::uint64_t* speaking = nullptr;
};

/// What a condition of such runs is.
[[nodiscard]] inline certainty judge(const frame& contact,
                                     const clause_runs& what) noexcept {
  auto found = certainty::excluded;
  const auto* missed = contact.missed();
  const auto* open = contact.open();
  for (std::uint32_t r = 0; r < what.count; ++r) {
    for_words(what.runs[r].first_clause, what.runs[r].clauses,
              [&](std::uint32_t word, std::uint64_t mask) {
                if (what.speaking != nullptr) mask &= what.speaking[word];
                if ((mask & ~missed[word]) != 0) found = certainty::possible;
                if ((mask & ~(missed[word] | open[word])) == 0) return true;
                found = certainty::certain;
                return false;
              });
    if (found == certainty::certain) break;
  }
  return found;
}

/// No condition but those of routes and deadlines asks for an urgency.
struct no_urgency {
  [[nodiscard]] static bool holds(const program&, const predicate_record&) noexcept {
    return true;
  }
};

/// The boxes of a condition that a contact leaves alive, cut to what is possible.
class live_boxes {
 public:
  live_boxes() noexcept {}  // NOLINT: what is remembered need not be cleared
  live_boxes(frame& contact, std::uint64_t* open) noexcept { use(contact, open); }
  /// `open` has room for a bit per slot.
  void use(frame& contact, std::uint64_t* open) noexcept {
    contact_ = &contact;
    open_ = open;
    words_ = words_for(static_cast<std::uint32_t>(contact.rules().slots().size()));
  }

  /// The slots that the last condition is open in, a bit each.
  [[nodiscard]] const std::uint64_t* open_slots() const noexcept { return open_; }

  /// Finds the slots that a condition is open in: those that occur in a live box which
  /// lies inside no other. None where some box holds all that is possible.
  template <class Urgency>
  void find_open(const clause_runs& what, const Urgency* urgency) noexcept {
    clear();
    remembered_ = 0;
    bool certain = false;
    // A box with one open slot opens it: whatever it lies inside tests that slot too.
    for_live(what, urgency, [&](place clause) noexcept {
      const auto box = outline_of(clause);
      if (box.open == 0) certain = true;
      if (box.open == 1) open_slots_of(clause);
      if (remembered_ < most_remembered) boxes_[remembered_] = box;
      ++remembered_;
      return !certain;
    });
    if (certain) return clear();
    if (remembered_ <= most_remembered) {
      for (std::uint32_t i = 0; i < remembered_; ++i)
        open_unless_covered(boxes_[i], [&](const auto& visit) noexcept {
          for (std::uint32_t j = 0; j < remembered_ && visit(boxes_[j]); ++j) {
          }
        });
      return;
    }
    for_live(what, urgency, [&](place clause) noexcept {
      open_unless_covered(outline_of(clause), [&](const auto& visit) noexcept {
        for_live(what, urgency,
                 [&](place other) noexcept { return visit(outline_of(other)); });
      });
      return true;
    });
  }

  /// Of some live boxes of a condition in a word of clauses, those that lie inside none
  /// of `others`, which are live boxes of it in the same word; of boxes that are cut to
  /// the same, the first lies inside none.
  [[nodiscard]] std::uint64_t uncovered(std::uint32_t word, std::uint64_t boxes,
                                        std::uint64_t others) noexcept {
    const auto both = boxes | others;
    for_bits(&both, 1, [&](std::uint32_t bit) noexcept {
      boxes_[bit] = outline_of(word * 64 + bit);
    });
    auto left = boxes;
    for_bits(&boxes, 1, [&](std::uint32_t bit) noexcept {
      const auto& box = boxes_[bit];
      bool covered = false;
      for (auto rest = others; rest != 0 && !covered; rest &= rest - 1) {
        const auto& other = boxes_[std::countr_zero(rest)];
        covered = other.clause != box.clause && may_hold(other, box) && holds(other, box);
      }
      if (covered) left &= ~(std::uint64_t{1} << bit);
    });
    return left;
  }

 private:
  /// Of an urgency slot: decided before what is loose is looked at.
  [[nodiscard]] static bool is_decided(const predicate_record& test) noexcept {
    return test.words == 0;
  }
  /// Whether a slot's set is not known to lie inside what a predicate allows.
  [[nodiscard]] bool is_open(const predicate_record& test) const noexcept {
    const auto* state = contact_->touched(test);
    const auto* mask = rules().get<std::uint64_t>(part::masks) + test.mask;
    std::uint64_t outside = 0;
    for (std::uint32_t w = 0; w < test.words; ++w)
      outside |= state[w] & ~mask[w];
    return outside != 0;
  }
  [[nodiscard]] bool misses(const predicate_record& test) const noexcept {
    const auto* state = contact_->touched(test);
    const auto* mask = rules().get<std::uint64_t>(part::masks) + test.mask;
    std::uint64_t inside = 0;
    for (std::uint32_t w = 0; w < test.words; ++w)
      inside |= state[w] & mask[w];
    return inside == 0;
  }
  /// Whether what one predicate leaves of its slot's set lies inside what another does.
  [[nodiscard]] bool is_inside(const predicate_record& one,
                               const predicate_record& other) const noexcept {
    const auto* masks = rules().get<std::uint64_t>(part::masks);
    const auto* state = contact_->touched(one);
    std::uint64_t outside = 0;
    for (std::uint32_t w = 0; w < one.words; ++w)
      outside |= state[w] & masks[one.mask + w] & ~masks[other.mask + w];
    return outside == 0;
  }

  /// Whether clause `one`, cut to what is possible, lies inside clause `other`, cut too.
  [[nodiscard]] bool lies_inside(place one, place other) const noexcept {
    const auto own = rules().tests(one);
    std::size_t at = 0;
    for (const auto test : rules().tests(other)) {
      const auto& wanted = rules().predicate(test);
      if (is_decided(wanted) || !is_open(wanted)) continue;
      while (at < own.size() && rules().predicate(own[at]).slot < wanted.slot)
        ++at;
      if (at == own.size()) return false;
      const auto& has = rules().predicate(own[at]);
      if (has.slot != wanted.slot || !is_inside(has, wanted)) return false;
    }
    return true;
  }

  /// Calls `visit(clause)` for each clause that is not excluded, until it returns false.
  template <class Urgency, class Visit>
  void for_live(const clause_runs& what, const Urgency* urgency, Visit visit) noexcept {
    for (std::uint32_t r = 0; r < what.count; ++r) {
      const auto& run = what.runs[r];
      if (run.first_clause >= rules().head().row_lines * line_bits) {  // loose
        for (place c = run.first_clause; c < run.first_clause + run.clauses; ++c) {
          if (is_live(c, urgency) && !visit(c)) return;
        }
        continue;
      }
      bool go_on = true;
      for_words(run.first_clause, run.clauses,
                [&](std::uint32_t word, std::uint64_t mask) {
                  if (what.speaking != nullptr) mask &= what.speaking[word];
                  mask &= ~contact_->missed()[word];
                  for (; mask != 0 && go_on; mask &= mask - 1) {
                    go_on = visit(word * 64 + static_cast<place>(std::countr_zero(mask)));
                  }
                  return go_on;
                });
      if (!go_on) return;
    }
  }
  template <class Urgency>
  [[nodiscard]] bool is_live(place clause, const Urgency* urgency) const noexcept {
    for (const auto test : rules().tests(clause)) {
      const auto& one = rules().predicate(test);
      if (is_decided(one)) {
        if (urgency != nullptr && !urgency->holds(rules(), one)) return false;
      } else if (misses(one)) {
        return false;
      }
    }
    return true;
  }

  /// What is seen of a live box at a glance: how many slots it leaves open, and which, as
  /// bits of which several slots share one.
  struct outline {
    place clause;
    std::uint32_t open;
    std::uint64_t slots;
  };
  [[nodiscard]] outline outline_of(place clause) const noexcept {
    outline box{clause, 0, 0};
    for (const auto test : rules().tests(clause)) {
      const auto& one = rules().predicate(test);
      if (is_decided(one) || !is_open(one)) continue;
      ++box.open;
      box.slots |= std::uint64_t{1} << (one.slot % 64);
    }
    return box;
  }

  /// What a box lies inside leaves no slot open that it does not.
  [[nodiscard]] static bool may_hold(const outline& other, const outline& box) noexcept {
    return other.open <= box.open && (other.slots & ~box.slots) == 0;
  }
  /// Whether a box lies inside another; of boxes that are cut to the same, inside the
  /// first.
  [[nodiscard]] bool holds(const outline& other, const outline& box) const noexcept {
    return lies_inside(box.clause, other.clause) &&
           (other.clause < box.clause || !lies_inside(other.clause, box.clause));
  }

  // Of conditions with more live boxes than these the boxes are looked at anew each time.
  template <class ForOthers>
  void open_unless_covered(const outline& box, ForOthers for_others) noexcept {
    if (box.open < 2 || !adds_a_slot(box.clause)) return;
    bool covered = false;
    for_others([&](const outline& other) noexcept {
      covered = other.clause != box.clause && may_hold(other, box) && holds(other, box);
      return !covered;
    });
    if (!covered) open_slots_of(box.clause);
  }

  void clear() noexcept {
    for (std::uint32_t w = 0; w < words_; ++w)
      open_[w] = 0;
  }

  [[nodiscard]] bool adds_a_slot(place clause) const noexcept {
    for (const auto test : rules().tests(clause)) {
      const auto& one = rules().predicate(test);
      if (!is_decided(one) && !has_bit(open_, one.slot) && is_open(one)) return true;
    }
    return false;
  }
  void open_slots_of(place clause) noexcept {
    for (const auto test : rules().tests(clause)) {
      const auto& one = rules().predicate(test);
      if (!is_decided(one) && is_open(one)) put_bit(open_, one.slot);
    }
  }

  [[nodiscard]] const program& rules() const noexcept { return contact_->rules(); }

  frame* contact_ = nullptr;
  std::uint64_t* open_ = nullptr;
  std::uint32_t words_ = 0;
  // Conditions of more live boxes than these are looked at again and again instead.
  static constexpr std::uint32_t most_remembered = 64;
  std::uint32_t remembered_ = 0;
  outline boxes_[most_remembered];
};

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_DETAIL_LIVE_BOXES_HPP
