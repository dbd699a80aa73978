#include "loose_conditions.hpp"

#include "box_sides.hpp"

namespace arvio::inline v0 {

namespace {

constexpr std::uint64_t bit_of(std::uint32_t level) { return std::uint64_t{1} << level; }

/// The bits of the levels from one to another, both included.
constexpr std::uint64_t bits_between(std::uint32_t first, std::uint32_t last) {
  return (bit_of(last) << 1) - bit_of(first);
}

/// The levels that a test of an urgency allows.
std::uint64_t allowed(const core::program& rules, const core::predicate_record& test,
                      const core::slot_record& slot) noexcept {
  const auto* bands =
      rules.get<core::interval_record>(core::part::intervals) + slot.first_interval;
  const auto* mask = rules.get<std::uint64_t>(core::part::masks) + test.mask;
  std::uint64_t levels = 0;
  std::uint32_t band = 0;
  for (std::uint32_t level = 0; level <= rules.head().level_count; ++level) {
    while (band + 1 < slot.intervals && bands[band + 1].low <= level)
      ++band;
    if (core::has_bit(mask, bands[band].value_class)) levels |= bit_of(level);
  }
  return levels;
}

}  // namespace

possible_urgency::possible_urgency(const book::outcome& found,
                                   core::evaluation& evaluation) {
  const auto& head = evaluation.rules().head();
  const auto absent = bit_of(head.level_count);
  of_need_.assign(head.needs, absent);
  if (found.recommended) {
    own_ = bit_of(found.recommended->level);
    for (const auto& need : found.needs)
      of_need_[need.need] = bit_of(need.cautious);
    return;
  }
  own_ = bits_between(found.bounds.not_excluded, found.bounds.at_least);
  for (const auto& need : found.needs) {
    of_need_[need.need] = bits_between(need.bounds.not_excluded, need.bounds.at_least);
    if (!evaluation.need(need.need).certain) of_need_[need.need] |= absent;
  }
}

possible_urgency possible_urgency::with_own(book::level_index level) const {
  auto made = *this;
  made.own_ = bit_of(level);
  return made;
}

bool possible_urgency::holds(const core::program& rules,
                             const core::predicate_record& test) const noexcept {
  const auto& slot = rules.slots()[test.slot];
  return (of(slot) & allowed(rules, test, slot)) != 0;
}

bool possible_urgency::always_holds(const core::program& rules,
                                    const core::predicate_record& test) const noexcept {
  const auto& slot = rules.slots()[test.slot];
  return (of(slot) & ~allowed(rules, test, slot)) == 0;
}

// A box that holds every combination of the levels lies inside one of the maximal boxes,
// so that each urgency can be looked at by itself, as other slots are.
certainty judge_loose(const core::frame& contact, core::place condition,
                      const possible_urgency& urgency) noexcept {
  const auto& rules = contact.rules();
  const auto& boxes = rules.conditions()[condition];
  auto state = certainty::excluded;
  for (auto c = boxes.first_clause; c < boxes.first_clause + boxes.clauses; ++c) {
    bool alive = true;
    bool certain = true;
    for (const auto test : rules.tests(c)) {
      const auto& one = rules.predicate(test);
      const auto& slot = rules.slots()[one.slot];
      if (slot.kind == core::slot_kind::urgency) {
        alive = alive && urgency.holds(rules, one);
        certain = certain && urgency.always_holds(rules, one);
        continue;
      }
      const auto* touched = contact.touched(one.slot);
      const auto* mask = rules.get<std::uint64_t>(core::part::masks) + one.mask;
      bool meets = false;
      for (std::uint32_t w = 0; w < core::words_for(slot.classes); ++w)
        meets = meets || (touched[w] & mask[w]) != 0;
      alive = alive && meets;
      certain = certain && lies_inside(contact, one);
    }
    if (!alive) continue;
    if (certain) return certainty::certain;
    state = certainty::possible;
  }
  return state;
}

}  // namespace arvio::inline v0
