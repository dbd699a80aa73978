// The slots that clauses test, their classes, and in which order all is evaluated.

#include "arvio/base/sort_stably.hpp"
#include "arvio/core/detail/sets.hpp"

#include "compile/program_writer.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <tuple>

namespace arvio::inline v0::compile {

using core::none;
using core::part;
using core::place;

program_writer::program_writer(const book_clauses& clauses)
    : book_(clauses.book()), clauses_(clauses), expressions_(clauses, out_) {
  for (const auto& input : book_.inputs) {
    const bool plain = !input.applies_when && input.inferences.empty() && !input.max_age;
    is_plain_.push_back(plain ? 1 : 0);
  }
  for (const auto& derived : book_.derived) {
    const bool plain =
        derived.how == book::derivation::score &&
        std::all_of(derived.items.begin(), derived.items.end(),
                    [&](const book::linked_item& item) {
                      return item.operand &&
                             item.operand->kind == lang::symbol_kind::input &&
                             is_plain_[item.operand->index] != 0;
                    });
    is_plain_score_.push_back(plain ? 1 : 0);
  }
  choose_slots();
  find_classes();
}

namespace {

/// The author's order of slots: inputs, codes, derived values and gates as they are
/// declared, then what is computed inside conditions, by its text.
auto order_of(const formula_pool& pool, slot_index which) {
  const auto& what = pool.slot_at(which);
  int kind = 0;
  std::string left;
  std::string right;
  switch (what.kind) {
    case slot_kind::input: kind = 0; break;
    case slot_kind::code: kind = 1; break;
    case slot_kind::derived: kind = 2; break;
    case slot_kind::gate: kind = 3; break;
    case slot_kind::comparison:
      kind = 4;
      left = pool.slot_at(what.left).text;
      right = pool.slot_at(what.right).text;
      break;
    case slot_kind::anonymous:
      kind = 5;
      left = what.text;
      break;
    case slot_kind::urgency: kind = 6; break;
  }
  return std::tuple(kind, what.index, what.code, left, right);
}

}  // namespace

void program_writer::choose_slots() {
  const auto& pool = clauses_.pool();
  slot_place_.assign(pool.slots().size(), none);
  std::vector<slot_index> tested;
  for (slot_index i = 0; i < pool.slots().size(); ++i) {
    if (!clauses_.values().sets(i).empty()) tested.push_back(i);
  }
  std::sort(tested.begin(), tested.end(), [&](slot_index a, slot_index b) {
    return order_of(pool, a) < order_of(pool, b);
  });
  for (const auto one : tested) {
    slot_place_[one] = static_cast<place>(slots_.size());
    slot_plan plan;
    plan.source = one;
    slots_.push_back(std::move(plan));
  }
}

/// Where an input or derived value is declared.
source_span program_writer::declared_at(const slot& what) const {
  if (what.kind == slot_kind::derived) {
    const auto* derived = book_.derived[what.index].declared;
    return derived == nullptr ? source_span{} : derived->id.where;
  }
  if (what.kind != slot_kind::input) return {};
  const auto* input = book_.inputs[what.index].declared;
  return input == nullptr ? source_span{} : input->id.where;
}

void program_writer::find_classes() {
  for (auto& one : slots_) {
    const auto& sets = clauses_.values().sets(one.source);
    one.classes = value_classes(clauses_.pool().slot_at(one.source).domain, sets);
    one.record.classes = static_cast<std::uint32_t>(one.classes.size());
    if (one.classes.size() > limits::values_told_apart) {
      failed_ = {errc::limit_count, declared_at(clauses_.pool().slot_at(one.source))};
      return;
    }
    const auto words = core::words_for(one.record.classes);
    one.masks.resize(sets.size() * words);
    const class_index index(one.classes);
    for (std::size_t set = 0; set < sets.size(); ++set) {
      index.for_met(sets[set], [&](std::uint32_t value_class) {
        core::put_bit(one.masks.data() + set * words, value_class);
      });
    }
  }
}

place program_writer::operand_expression(slot_index which) {
  const auto& side = clauses_.pool().slot_at(which);
  if (side.kind == slot_kind::anonymous)
    return expressions_.add(*side.tree, side.node, 0);
  const core::operand of{side.kind == slot_kind::input ? core::operand_kind::input
                                                       : core::operand_kind::derived,
                         side.index};
  return expressions_.add(of, codes_of(of));
}

core::slot_record program_writer::slot_of(const slot& what) {
  core::slot_record out;
  out.index = what.index;
  switch (what.kind) {
    case slot_kind::input: out.kind = core::slot_kind::input; break;
    case slot_kind::code:
      out.kind = core::slot_kind::code;
      out.other = what.code;
      break;
    case slot_kind::derived: out.kind = core::slot_kind::derived; break;
    case slot_kind::anonymous:
      out.kind = core::slot_kind::expression;
      out.index = expressions_.add(*what.tree, what.node, 0);
      break;
    case slot_kind::comparison: {
      out.kind = core::slot_kind::comparison;
      const auto left_scale = clauses_.pool().slot_at(what.left).scale;
      const auto right_scale = clauses_.pool().slot_at(what.right).scale;
      const auto scale = std::max(left_scale, right_scale);
      out.index = operand_expression(what.left);
      out.other = operand_expression(what.right);
      out.left_factor = power_of_ten(scale - left_scale);
      out.right_factor = power_of_ten(scale - right_scale);
      break;
    }
    case slot_kind::gate: {
      out.kind = core::slot_kind::gate;
      out.other = out_.count(part::gate_codes);
      const auto& named = book_.groups[what.index].complaints;
      out.count = static_cast<std::uint32_t>(named.size());
      for (const auto complaint : named)
        out_.add(part::gate_codes, place{complaint});
      break;
    }
    case slot_kind::urgency: out.kind = core::slot_kind::urgency; break;
  }
  return out;
}

void program_writer::write_slots() {
  for (place i = 0; i < slots_.size(); ++i) {
    auto& plan = slots_[i];
    const auto classes = plan.record.classes;
    plan.record = slot_of(clauses_.pool().slot_at(plan.source));
    plan.record.classes = classes;
    plan.record.first_partial = out_.head.partial_rows;
    out_.head.partial_rows += classes;
    if (plan.record.kind == core::slot_kind::gate) out_.add(part::gate_slots, i);

    std::vector<core::interval_record> intervals;
    for (std::uint32_t c = 0; c < classes; ++c) {
      for (const auto& range : plan.classes[c].ranges())
        intervals.push_back({range.low, c, 0});
    }
    std::sort(intervals.begin(), intervals.end(),
              [](const auto& a, const auto& b) { return a.low < b.low; });
    plan.record.first_interval = out_.count(part::intervals);
    plan.record.intervals = static_cast<std::uint32_t>(intervals.size());
    for (const auto& one : intervals)
      out_.add(part::intervals, one);
  }
  find_strata();
}

// --- strata: what can be found before which conditions are decided ---------------------

std::uint32_t program_writer::stratum_after(place condition) {
  if (condition == none) return 0;
  auto& known = condition_stratum_[condition];
  if (!known) {
    std::uint32_t stratum = 0;
    for (const auto& one : clauses_.conditions()[condition].clauses) {
      for (const auto& test : one.tests)
        stratum = std::max(stratum, stratum_of_slot(slot_place_[test.slot]));
    }
    known = stratum + 1;
  }
  return *known;
}

std::uint32_t program_writer::stratum_of(const core::operand& of) const {
  return of.kind == core::operand_kind::input ? input_stratum_[of.index]
                                              : derived_stratum_[of.index];
}

std::uint32_t program_writer::stratum_of_expression(place expression) {
  const auto made = out_.at<core::expression_record>(part::expressions, expression);
  std::uint32_t stratum = 0;
  for (std::uint32_t i = 0; i < made.nodes; ++i) {
    const auto node = out_.at<core::node_record>(part::nodes, made.first + i);
    std::uint32_t own = 0;
    if (node.kind == core::node_kind::input) {
      own = input_stratum_[node.index];
    } else if (node.kind == core::node_kind::derived) {
      own = derived_stratum_[node.index];
    } else if (node.kind == core::node_kind::truth ||
               node.kind == core::node_kind::choose) {
      own = stratum_after(node.index);
    }
    stratum = std::max(stratum, own);
  }
  return stratum;
}

std::uint32_t program_writer::stratum_of_slot(place slot) {
  const auto& what = slots_[slot].record;
  switch (what.kind) {
    case core::slot_kind::input:
    case core::slot_kind::code: return input_stratum_[what.index];
    case core::slot_kind::derived: return derived_stratum_[what.index];
    case core::slot_kind::expression: return stratum_of_expression(what.index);
    case core::slot_kind::comparison:
      return std::max(stratum_of_expression(what.index),
                      stratum_of_expression(what.other));
    case core::slot_kind::gate: return input_stratum_[*book_.complaint];
    case core::slot_kind::urgency: break;
  }
  return 0;
}

std::uint32_t program_writer::stratum_of_input(place input) {
  const auto record = out_.at<core::input_record>(part::inputs, input);
  auto stratum = stratum_after(record.applies);
  for (std::uint32_t i = 0; i < record.inferences; ++i) {
    const auto one =
        out_.at<core::inference_record>(part::inferences, record.first_inference + i);
    stratum = std::max(stratum, stratum_after(one.when));
    if (one.expression != none)
      stratum = std::max(stratum, stratum_of_expression(one.expression));
  }
  return stratum;
}

std::uint32_t program_writer::stratum_of_derived(place derived) {
  const auto record = out_.at<core::derived_record>(part::derived, derived);
  switch (record.kind) {
    case core::derived_kind::number:
    case core::derived_kind::code: return stratum_of_expression(record.computed_from);
    case core::derived_kind::truth: return stratum_after(record.computed_from);
    case core::derived_kind::table:
      return std::max(stratum_of(record.first_operand),
                      record.operands == 2 ? stratum_of(record.second_operand) : 0);
    case core::derived_kind::score: break;
  }
  std::uint32_t stratum = 0;
  for (std::uint32_t i = 0; i < record.count; ++i) {
    const auto item = out_.at<core::item_record>(part::items, record.first + i);
    stratum =
        std::max(stratum, item.expression != none ? stratum_of_expression(item.expression)
                                                  : stratum_of(item.counted));
  }
  return stratum;
}

void program_writer::find_strata() {
  input_stratum_.assign(book_.inputs.size(), 0);
  derived_stratum_.assign(book_.derived.size(), 0);
  condition_stratum_.assign(clauses_.conditions().size(), std::nullopt);
  for (const auto& step : book_.order) {
    if (step.kind == lang::symbol_kind::input) {
      input_stratum_[step.index] = stratum_of_input(step.index);
    } else {
      derived_stratum_[step.index] = stratum_of_derived(step.index);
    }
  }
  for (place i = 0; i < slots_.size(); ++i)
    slots_[i].record.stratum = stratum_of_slot(i);

  // Booleans of one stratum share rows by fours.
  for (place i = 0; i < slots_.size(); ++i) {
    auto& record = slots_[i].record;
    const auto& domain = clauses_.pool().slot_at(slots_[i].source).domain;
    if (record.kind == core::slot_kind::urgency || record.classes != 2 ||
        domain != value_set::boolean())
      continue;
    // Of codes and gates mostly all four are 0, or unknown: rows for every choice would
    // take more room than they save time.
    const std::uint32_t is_light =
        record.kind == core::slot_kind::code || record.kind == core::slot_kind::gate ? 1
                                                                                     : 0;
    auto place_in = std::find_if(quads_.begin(), quads_.end(), [&](const auto& quad) {
      return quad.stratum == record.stratum && quad.slots[3] == none &&
             quad.is_light == is_light;
    });
    if (place_in == quads_.end()) {
      core::quad_record quad;
      quad.stratum = record.stratum;
      quad.is_light = is_light;
      place_in = quads_.insert(quads_.end(), quad);
    }
    *std::find(std::begin(place_in->slots), std::end(place_in->slots), none) = i;
  }
  sort_stably(quads_, [](const auto& a, const auto& b) { return a.stratum < b.stratum; });
  for (place q = 0; q < quads_.size(); ++q) {
    for (std::uint32_t seat = 0; seat < core::slots_per_quad; ++seat) {
      if (quads_[q].slots[seat] == none) continue;
      auto& record = slots_[quads_[q].slots[seat]].record;
      record.quad = q;
      record.seat = seat;
      record.first_word = q * core::slots_per_quad + seat;
    }
  }
  out_.head.state_words =
      static_cast<std::uint32_t>(quads_.size()) * core::slots_per_quad;
  for (auto& one : slots_) {
    if (one.record.quad != none) continue;
    one.record.first_word = out_.head.state_words;
    out_.head.state_words += core::words_for(one.record.classes);
  }
}

/// Where the slot of each input stands, and which items hang on it, so that plain scores
/// follow an answer at once.
void program_writer::write_plans() {
  for (place i = 0; i < book_.inputs.size(); ++i) {
    auto& input = out_.at<core::input_record>(part::inputs, i);
    if (input.slot == none) continue;
    input.state_word = slots_[input.slot].record.first_word;
  }
  std::vector<std::vector<core::item_use>> uses(book_.inputs.size());
  for (place d = 0; d < book_.derived.size(); ++d) {
    if (is_plain_score_[d] == 0) continue;
    const auto& record = out_.at<core::derived_record>(part::derived, d);
    for (std::uint32_t i = 0; i < record.count; ++i) {
      const auto& item = out_.at<core::item_record>(part::items, record.first + i);
      uses[item.counted.index].push_back({d, record.first + i});
    }
  }
  for (place i = 0; i < uses.size(); ++i) {
    auto& input = out_.at<core::input_record>(part::inputs, i);
    input.first_use = out_.count(part::item_uses);
    input.uses = static_cast<std::uint32_t>(uses[i].size());
    for (const auto& use : uses[i])
      out_.add(part::item_uses, use);
  }
}

/// Whether a derived value is decided by one word of bits, and shown by a slot.
bool program_writer::is_truth(place derived) {
  const auto record = out_.at<core::derived_record>(part::derived, derived);
  if (record.kind != core::derived_kind::truth || record.slot == none) return false;
  const auto& where = conditions_[record.computed_from];
  return where.clauses != 0 && where.first_clause % 64 + where.clauses <= 64 &&
         slots_[record.slot].record.quad != none;
}

void program_writer::write_truths(std::uint32_t stratum, core::stratum_record& out) {
  out.first_truth = out_.count(part::truths);
  for (place d = 0; d < book_.derived.size(); ++d) {
    if (derived_stratum_[d] != stratum || !is_truth(d)) continue;
    const auto record = out_.at<core::derived_record>(part::derived, d);
    const auto& where = conditions_[record.computed_from];
    const auto& slot = slots_[record.slot].record;
    core::truth_record one;
    one.mask = core::bits_from(where.first_clause % 64, where.clauses);
    one.word = where.first_clause / 64;
    one.state_word = slot.first_word;
    one.slot = record.slot;
    one.derived = d;
    out_.add(part::truths, one);
  }
  out.truths = out_.count(part::truths) - out.first_truth;
}

void program_writer::write_steps() {
  std::uint32_t strata = 1;
  for (const auto stratum : input_stratum_)
    strata = std::max(strata, stratum + 1);
  for (const auto stratum : derived_stratum_)
    strata = std::max(strata, stratum + 1);
  for (const auto& one : slots_)
    strata = std::max(strata, one.record.stratum + 1);
  place quads = 0;
  for (std::uint32_t s = 0; s < strata; ++s) {
    core::stratum_record out;
    out.first_step = out_.count(part::steps);
    for (const auto& step : book_.order) {
      const bool is_input = step.kind == lang::symbol_kind::input;
      if ((is_input ? is_plain_ : is_plain_score_)[step.index] != 0) continue;
      if (!is_input && is_truth(step.index)) continue;
      const auto stratum =
          is_input ? input_stratum_[step.index] : derived_stratum_[step.index];
      if (stratum != s) continue;
      out_.add(part::steps, core::step_record{is_input ? core::step_kind::input
                                                       : core::step_kind::derived,
                                              step.index});
    }
    for (place i = 0; i < slots_.size(); ++i) {
      const auto& record = slots_[i].record;
      const bool has_own_values = record.kind == core::slot_kind::expression ||
                                  record.kind == core::slot_kind::comparison;
      if (has_own_values && record.stratum == s)
        out_.add(part::steps, core::step_record{core::step_kind::slot, i});
    }
    out.steps = out_.count(part::steps) - out.first_step;
    write_truths(s, out);
    out.first_quad = quads;
    while (quads < quads_.size() && quads_[quads].stratum == s)
      ++quads;
    out.quads = quads - out.first_quad;
    out.first_single = out_.count(part::single_slots);
    for (place i = 0; i < slots_.size(); ++i) {
      auto& record = slots_[i].record;
      if (record.stratum == s && record.quad == none &&
          record.kind != core::slot_kind::urgency)
        record.seat = out_.add(part::single_slots, i);
    }
    out.singles = out_.count(part::single_slots) - out.first_single;
    out_.add(part::strata, out);
  }
}

}  // namespace arvio::inline v0::compile
