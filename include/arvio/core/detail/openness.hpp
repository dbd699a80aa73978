#ifndef ARVIO_CORE_DETAIL_OPENNESS_HPP
#define ARVIO_CORE_DETAIL_OPENNESS_HPP

#include "arvio/core/detail/live_boxes.hpp"
#include "arvio/core/evaluate.hpp"

#include <cstddef>
#include <cstdint>
#include <span>

namespace arvio::inline v0::core {

/// Whether an input can be asked: not asked, not inapplicable, more than one value
/// possible.
[[nodiscard]] inline bool is_undecided(const frame& contact, place input) noexcept {
  if (contact.rules().inputs()[input].kind != input_kind::codes)
    return !contact.values(input).is_single();
  std::uint64_t both = 0;
  for (std::uint32_t w = 0; w < contact.code_words(input); ++w) {
    both |= contact.codes(input, code_plane::may_be_absent)[w] &
            contact.codes(input, code_plane::may_be_present)[w];
  }
  return both != 0;
}
[[nodiscard]] inline bool can_be_asked(const frame& contact, place input) noexcept {
  const auto counts = effective(contact, input);
  return !counts.asked && counts.state == answer_state::not_asked &&
         contact.possible(input).applicable != certainty::excluded &&
         is_undecided(contact, input);
}

/// Finds the inputs that can be asked and on which conditions hang: docs/semantics.md
/// section 5.
///
/// Meaning  the contact is evaluated, and stays as it is but for its room.
/// Cost     for a condition the live boxes, compared with each other where a slot is not
///          yet known to be open.
class openness {
 public:
  explicit openness(frame& contact) noexcept
      : contact_(contact), rules_(contact.rules()), numbers_(contact) {
    auto* room = contact.trail();
    const auto take = [&room](std::size_t words) {
      auto* const begin = room;
      room += words;
      return begin;
    };
    const auto inputs = static_cast<std::uint32_t>(rules_.inputs().size());
    const auto slots = static_cast<std::uint32_t>(rules_.slots().size());
    input_words_ = words_for(inputs);
    slot_words_ = words_for(slots);
    node_words_ = words_for(frame::trail_nodes(rules_));
    for (auto& one : trails_) {
      one.seen = take(node_words_);
      one.stack = reinterpret_cast<place*>(take((frame::trail_nodes(rules_) + 1) / 2));
      one.boxes.use(contact, take(slot_words_));
      one.found = take(input_words_);
    }
    const auto derived = static_cast<std::uint32_t>(rules_.derived().size());
    remembered_ = take(words_for(derived));
    for (std::uint32_t w = 0; w < words_for(derived); ++w)
      remembered_[w] = 0;
    behind_derived_ = take(std::size_t{derived} * input_words_);
    room_ = room;
    first_code_ = inputs;
    first_derived_ =
        first_code_ + static_cast<place>(rules_.all<place>(part::code_slots).size());
    first_condition_ = first_derived_ + static_cast<place>(rules_.derived().size());
  }

  openness(const openness&) = delete;
  openness& operator=(const openness&) = delete;

  /// Room that following leaves to others: four sets of inputs, two words per input
  /// and three per slot.
  [[nodiscard]] std::uint64_t* room() const noexcept { return room_; }

  /// Words of a set of inputs.
  [[nodiscard]] std::uint32_t input_words() const noexcept { return input_words_; }

  /// The inputs behind a condition, a bit each; they stand until the next call.
  [[nodiscard]] const std::uint64_t* behind(const clause_runs& what) noexcept {
    begin();
    follow(what);
    walk<false>();
    return trail_->found;
  }
  /// The inputs behind some rules, each by itself.
  [[nodiscard]] const std::uint64_t* behind(std::span<const rule_record> rules,
                                            std::uint32_t level,
                                            const std::uint64_t* speaking) noexcept {
    begin();
    for (const auto& one : rules) {
      const condition_record clauses{one.first_clause, one.clauses};
      if (one.level <= level) follow({&clauses, 1, speaking});
    }
    walk<false>();
    return trail_->found;
  }
  [[nodiscard]] const std::uint64_t* behind(place condition) noexcept {
    return behind({&rules_.conditions()[condition], 1, nullptr});
  }
  /// The inputs behind a route's condition; `urgency` says where its urgency slots stand.
  template <class Urgency>
  [[nodiscard]] const std::uint64_t* behind_route(place condition,
                                                  const Urgency& urgency) noexcept {
    begin();
    follow({&rules_.conditions()[condition], 1, nullptr}, &urgency);
    walk<false>();
    return trail_->found;
  }
  /// The inputs that narrow what is possible of an input, itself among them.
  [[nodiscard]] const std::uint64_t* behind_input(place input) noexcept {
    begin();
    const auto& what = rules_.inputs()[input];
    if (what.kind != input_kind::codes) {
      push(input);
    } else {
      for (std::uint32_t code = 0; code < what.codes; ++code)
        push_code(input, code);
    }
    walk<false>();
    return trail_->found;
  }
  /// Finds which slots can be asked, if nobody has yet.
  void settle() noexcept {
    if (settled_) return;
    settled_ = true;
    contact_.settle_askable();
  }
  /// The inputs behind a slot that is undecided.
  [[nodiscard]] const std::uint64_t* behind_slot(place slot) noexcept {
    begin();
    expand_slot(slot);
    walk<false>();
    return trail_->found;
  }
  [[nodiscard]] bool found_any() const noexcept {
    std::uint64_t any = 0;
    for (std::uint32_t w = 0; w < input_words_; ++w)
      any |= trail_->found[w];
    return any != 0;
  }

 private:
  void begin() noexcept {
    settle();
    for (std::uint32_t w = 0; w < node_words_; ++w)
      trail_->seen[w] = 0;
    for (std::uint32_t w = 0; w < input_words_; ++w)
      trail_->found[w] = 0;
    trail_->waiting = 0;
  }
  void push(place node) noexcept {
    if (has_bit(trail_->seen, node)) return;
    put_bit(trail_->seen, node);
    trail_->stack[trail_->waiting++] = node;
  }

  /// Pushes what hangs on the open slots of a condition.
  void follow(const clause_runs& what) noexcept {
    follow(what, static_cast<const no_urgency*>(nullptr));
  }
  template <class Urgency>
  void follow(const clause_runs& what, const Urgency* urgency) noexcept {
    auto& boxes = trail_->boxes;
    boxes.find_open(what, urgency);
    for (std::uint32_t w = 0; w < slot_words_; ++w) {
      const auto asked_itself =
          contact_.finished() ? 0 : boxes.open_slots()[w] & contact_.askable_slots()[w];
      const auto others = boxes.open_slots()[w] & ~asked_itself;
      for_bits(&asked_itself, 1, [&](std::uint32_t bit) noexcept {
        put_bit(trail_->found, rules_.slots()[w * 64 + bit].index);
      });
      for_bits(&others, 1,
               [&](std::uint32_t bit) noexcept { expand_slot(w * 64 + bit); });
    }
  }

  // --- from slots to inputs ------------------------------------------------------------

  void expand_slot(place slot) noexcept {
    const auto& what = rules_.slots()[slot];
    switch (what.kind) {
      case slot_kind::input: return push(what.index);
      case slot_kind::code: return push_code(what.index, what.other);
      case slot_kind::derived: return push(first_derived_ + what.index);
      case slot_kind::expression: return follow_expression(what.index);
      case slot_kind::comparison:
        follow_expression(what.index);
        return follow_expression(what.other);
      case slot_kind::gate: {
        const auto* named = rules_.get<place>(part::gate_codes) + what.other;
        for (std::uint32_t i = 0; i < what.count; ++i)
          push_code(rules_.head().complaint, named[i]);
        return;
      }
      case slot_kind::urgency: return;  // decided by what is asked about urgency
    }
  }
  void push_code(place input, place code) noexcept {
    push(first_code_ + rules_.inputs()[input].first_code_slot + code);
  }
  void push(const operand& of) noexcept {
    push(of.kind == operand_kind::input ? of.index : first_derived_ + of.index);
  }

  /// Inner: from a derived value on; then others are followed as they come.
  template <bool Inner>
  void walk() noexcept {
    while (trail_->waiting != 0) {
      const auto node = trail_->stack[--trail_->waiting];
      if (node < first_code_) {
        follow_input(node);
      } else if (node < first_derived_) {
        follow_code(node - first_code_);
      } else if (node < first_condition_) {
        if constexpr (Inner) {
          follow_derived(node - first_derived_);
        } else {
          find_derived(node - first_derived_);
        }
      } else {
        const auto& one = rules_.conditions()[node - first_condition_];
        follow({&one, 1, nullptr});
      }
    }
  }

  void follow_input(place input) noexcept {
    if (rules_.inputs()[input].kind == input_kind::codes) return;  // code by code
    if (contact_.values(input).is_single()) return;
    if (can_be_asked(contact_, input)) put_bit(trail_->found, input);
    follow_conditions_of(input, effective(contact_, input).state, none);
  }

  void follow_code(place which) noexcept {
    const auto inputs = rules_.inputs();
    place input = 0;  // the last whose codes begin there or before
    for (auto size = static_cast<place>(inputs.size()); size > 1;) {
      const auto half = size / 2;
      if (inputs[input + half].first_code_slot <= which) input += half;
      size -= half;
    }
    const auto code = which - inputs[input].first_code_slot;
    const bool may_be_either =
        has_bit(contact_.codes(input, code_plane::may_be_absent), code) &&
        has_bit(contact_.codes(input, code_plane::may_be_present), code);
    if (!may_be_either) return;
    const bool unknown = is_unknown_code(contact_, input, code);
    if (!unknown && contact_.possible(input).applicable != certainty::excluded)
      put_bit(trail_->found, input);
    // What was not said of a code is not asked, whatever was said of its neighbours.
    follow_conditions_of(input, unknown ? answer_state::unknown : answer_state::not_asked,
                         code);
  }

  /// What could still narrow the possible set of an input, or of a code.
  void follow_conditions_of(place input, answer_state state, place code) noexcept {
    const auto& declared = rules_.inputs()[input];
    const bool answered =
        state == answer_state::known || state == answer_state::partly_known;
    if (!answered && contact_.possible(input).applicable == certainty::possible)
      push(first_condition_ + declared.applies);
    if (state == answer_state::not_asked) return;  // it is asked itself
    for (std::uint32_t i = 0; i < declared.inferences; ++i) {
      const auto& one =
          rules_.get<inference_record>(part::inferences)[declared.first_inference + i];
      const auto holds = judge(contact_, one.when);
      if (holds == certainty::excluded) continue;
      if (holds == certainty::possible) push(first_condition_ + one.when);
      if (one.expression != none) follow_expression(one.expression);
    }
    if (state != answer_state::unknown || contact_.assumed(input, code) != nullptr)
      return;
    for (std::uint32_t i = 0; i < declared.presumptions; ++i) {
      const auto& one = rules_.get<presumption_record>(
          part::presumptions)[declared.first_presumption + i];
      if (judge(contact_, one.when) == certainty::possible)
        push(first_condition_ + one.when);
    }
  }

  /// What is behind a derived value is found once: many conditions test it.
  void find_derived(place derived) noexcept {
    auto* const found = behind_derived_ + std::size_t{derived} * input_words_;
    if (!has_bit(remembered_, derived)) {
      trail_ = &trails_[1];
      begin();
      follow_derived(derived);
      walk<true>();
      for (std::uint32_t w = 0; w < input_words_; ++w)
        found[w] = trail_->found[w];
      trail_ = &trails_[0];
      put_bit(remembered_, derived);
    }
    for (std::uint32_t w = 0; w < input_words_; ++w)
      trail_->found[w] |= found[w];
  }

  void follow_derived(place derived) noexcept {
    if (contact_.derived_values(derived).is_single()) return;
    const auto& what = rules_.derived()[derived];
    switch (what.kind) {
      case derived_kind::number:
      case derived_kind::code: return follow_expression(what.computed_from);
      case derived_kind::truth: return push(first_condition_ + what.computed_from);
      case derived_kind::score: {
        for (std::uint32_t i = 0; i < what.count; ++i) {
          const auto& item = rules_.get<item_record>(part::items)[what.first + i];
          if (item.expression != none) {
            follow_expression(item.expression);  // which ends where it has one value
            continue;
          }
          const auto range = points_of(rules_, item, contact_.values(item.counted));
          if (range.low != range.high) push(item.counted);
        }
        return;
      }
      case derived_kind::table:
        push(what.first_operand);
        if (what.operands == 2) push(what.second_operand);
        return;
    }
  }

  /// The names and conditions that can change the value of an expression; branches that
  /// cannot be taken and parts with one possible value are left out.
  void follow_expression(place expression) noexcept {
    const auto& what = rules_.expressions()[expression];
    const auto* nodes = numbers_.first_node(what);
    numbers_.run(what);
    // From the whole to its parts, which stand before it. What has one value ends with
    // all its parts.
    std::uint32_t next = what.nodes;
    while (next != 0) {
      const auto at = next - 1;
      const auto& node = nodes[at];
      next = at;
      if (numbers_.value_at(what, at).is_single()) {
        next = at + 1 - node.size;
      } else if (node.kind == node_kind::truth) {
        push(first_condition_ + node.index);
      } else if (node.kind == node_kind::input) {
        push(node.index);
      } else if (node.kind == node_kind::derived) {
        push(first_derived_ + node.index);
      } else if (node.kind == node_kind::choose) {
        const auto holds = judge(contact_, node.index);
        const auto second = at - 1;
        if (holds == certainty::possible) push(first_condition_ + node.index);
        if (holds == certainty::certain) numbers_.settle(what, second);
        if (holds == certainty::excluded)
          numbers_.settle(what, second - nodes[second].size);
      }
    }
  }

  frame& contact_;
  const program rules_;
  expression_machine numbers_;
  struct trail {
    std::uint64_t* seen = nullptr;
    place* stack = nullptr;
    std::uint32_t waiting = 0;
    live_boxes boxes;
    std::uint64_t* found = nullptr;
  };
  trail trails_[2];  // the second: of a derived value that the first has come upon
  trail* trail_ = trails_;
  std::uint64_t* remembered_ = nullptr;  // derived values, a bit each
  std::uint64_t* behind_derived_ = nullptr;
  std::uint64_t* room_ = nullptr;
  bool settled_ = false;
  std::uint32_t input_words_ = 0;
  std::uint32_t slot_words_ = 0;
  std::uint32_t node_words_ = 0;
  place first_code_ = 0;
  place first_derived_ = 0;
  place first_condition_ = 0;
};

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_DETAIL_OPENNESS_HPP
