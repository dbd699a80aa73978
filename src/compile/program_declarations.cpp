// What a rule set declares, as records of an image.

#include "arvio/core/detail/sets.hpp"

#include "compile/program_writer.hpp"

#include <algorithm>
#include <numeric>
#include <string_view>

namespace arvio::inline v0::compile {

using core::none;
using core::part;
using core::place;

namespace {

core::input_kind kind_of(lang::kind kind) {
  switch (kind) {
    case lang::kind::boolean: return core::input_kind::boolean;
    case lang::kind::code: return core::input_kind::code;
    case lang::kind::codes: return core::input_kind::codes;
    case lang::kind::date: return core::input_kind::date;
    case lang::kind::datetime: return core::input_kind::datetime;
    case lang::kind::duration: return core::input_kind::duration;
    case lang::kind::integer:
    case lang::kind::decimal:
    case lang::kind::none: break;
  }
  return core::input_kind::number;
}

core::operand operand_of(const book::linked_operand& of) {
  return {of.kind == lang::symbol_kind::input ? core::operand_kind::input
                                              : core::operand_kind::derived,
          of.index};
}

}  // namespace

/// Levels and needs first: their places are known without a record.
void program_writer::write_names(const std::vector<std::string>& digests) {
  const auto& words = book_.words();
  for (const auto& level : words.levels)
    out_.add_name(level.id.text);
  for (const auto& need : words.needs)
    out_.add_name(need.id.text);
  out_.head.level_count = static_cast<std::uint16_t>(book_.level_count);
  out_.head.needs = static_cast<std::uint32_t>(words.needs.size());
  out_.head.out_of_scope = book_.out_of_scope;
  out_.head.complaint = book_.complaint.value_or(none);
  out_.head.duty_count = static_cast<std::uint32_t>(book_.duties.size());
  out_.head.deadline_kinds = static_cast<std::uint32_t>(book_.deadline_kinds.size());
  for (std::size_t i = 0; i < digests.size() && i < book_.sets.size(); ++i) {
    const auto& rules = *book_.sets[i].rules;
    const auto version = std::to_string(rules.version.major) + "." +
                         std::to_string(rules.version.minor) + "." +
                         std::to_string(rules.version.patch);
    core::identity_record identity;
    identity.id = out_.add_name(rules.id.text);
    identity.version = out_.add_name(version);
    identity.digest = out_.add_name(digests[i]);
    out_.add(part::identities, identity);
  }
  std::vector<place> order(book_.inputs.size());
  std::iota(order.begin(), order.end(), place{0});
  std::sort(order.begin(), order.end(),
            [this](place a, place b) { return book_.inputs[a].id < book_.inputs[b].id; });
  for (const auto input : order)
    out_.add(part::input_order, input);
}

place program_writer::write_mask(const value_set& codes, std::uint32_t count) {
  std::vector<std::uint64_t> words(core::words_for(count));
  for (const auto& range : codes.ranges()) {
    for (auto code = range.low; code <= range.high; ++code)
      core::put_bit(words.data(), static_cast<std::uint32_t>(code));
  }
  const auto first = out_.count(part::masks);
  for (const auto word : words)
    out_.add(part::masks, word);
  return first;
}

place program_writer::write_ranges(const value_set& values, std::uint32_t& count) {
  const auto first = out_.count(part::ranges);
  count = static_cast<std::uint32_t>(values.ranges().size());
  for (const auto& range : values.ranges())
    out_.add(part::ranges, core::range_record{range.low, range.high});
  return first;
}

void program_writer::write_input(const book::linked_input& input) {
  const auto index = out_.count(part::inputs);
  core::input_record out;
  out.kind = kind_of(input.type.kind);
  out.scale = static_cast<std::uint32_t>(input.type.scale);
  out.codes = static_cast<std::uint32_t>(input.codes.size());
  if (!input.domain.empty()) {
    out.low = input.domain.min();
    out.high = input.domain.max();
  }
  out.first_word = out_.head.code_words;
  out_.head.code_words += core::words_for(out.codes);
  out.first_code_slot = out_.count(part::code_slots);
  out.applies = clauses_.at(input.applies_when);
  out.otherwise = input.otherwise;
  out.ages = input.max_age ? 1 : 0;
  out.max_age = input.max_age.value_or(0);
  out.after = input.after.value_or(none);
  out.is_complaint = input.is_complaint ? 1 : 0;
  out.is_plain = is_plain_[index];
  for (place slot = 0; slot < slots_.size(); ++slot) {
    const auto& tested = clauses_.pool().slot_at(slots_[slot].source);
    if (tested.kind == slot_kind::input && tested.index == index) out.slot = slot;
  }
  if (input.type.kind == lang::kind::codes) {
    std::vector<place> of_codes(input.codes.size(), none);
    for (place slot = 0; slot < slots_.size(); ++slot) {
      const auto& tested = clauses_.pool().slot_at(slots_[slot].source);
      if (tested.kind == slot_kind::code && tested.index == index)
        of_codes[tested.code] = slot;
    }
    for (const auto slot : of_codes)
      out_.add(part::code_slots, slot);
  }

  out.first_inference = out_.count(part::inferences);
  out.inferences = static_cast<std::uint32_t>(input.inferences.size());
  for (const auto& inference : input.inferences) {
    core::inference_record one;
    one.when = clauses_.at(inference.when);
    if (inference.value) {
      const auto& tree = *inference.value;
      one.expression = expressions_.add(tree, tree.root, out.codes);
      if (input.type.is_number())
        one.factor = power_of_ten(input.type.scale - tree.top().type.scale);
    } else if (input.type.kind == lang::kind::code) {
      one.mask = write_mask(*inference.values, out.codes);
    } else {
      // INVARIANT: values of what is ordered are one range, as `from` and `to` say it.
      one.low = inference.values->min();
      one.high = inference.values->max();
    }
    out_.add(part::inferences, one);
  }

  out.first_presumption = out_.count(part::presumptions);
  out.presumptions = static_cast<std::uint32_t>(input.presumptions.size());
  for (const auto& presumption : input.presumptions) {
    core::presumption_record one;
    one.when = clauses_.at(presumption.when);
    one.value = presumption.value;
    one.first_code = out_.count(part::presumed_codes);
    one.codes = static_cast<std::uint32_t>(presumption.codes.size());
    for (const auto& [code, present] : presumption.codes)
      out_.add(part::presumed_codes, core::presumed_code{code, present ? 1U : 0U});
    out_.add(part::presumptions, one);
  }

  out.name = out_.add_name(input.id);
  out.first_code_name = out_.count(part::names);
  for (const auto& code : input.codes)
    out_.add_name(code);
  out_.add(part::inputs, out);
}

std::uint32_t program_writer::codes_of(const core::operand& of) const {
  if (of.kind == core::operand_kind::input) {
    const auto& input = book_.inputs[of.index];
    return input.type.kind == lang::kind::code
               ? static_cast<std::uint32_t>(input.codes.size())
               : 0;
  }
  return static_cast<std::uint32_t>(book_.derived[of.index].codes.size());
}

core::item_record program_writer::item_of(const book::linked_item& item) {
  core::item_record out;
  if (item.value) {
    out.expression = expressions_.add(*item.value, item.value->root, 0);
    return out;
  }
  out.counted = operand_of(*item.operand);
  std::vector<core::band_record> bands;
  for (const auto& row : item.rows) {
    for (const auto& range : row.values.ranges())
      bands.push_back({range.low, row.result});
  }
  std::sort(bands.begin(), bands.end(),
            [](const auto& a, const auto& b) { return a.low < b.low; });
  out.first_band = out_.count(part::bands);
  out.bands = static_cast<std::uint32_t>(bands.size());
  for (const auto& band : bands)
    out_.add(part::bands, band);
  return out;
}

void program_writer::write_table(const book::linked_derived& derived,
                                 core::derived_record& out) {
  out.operands = static_cast<std::uint32_t>(derived.operands.size());
  out.first_operand = operand_of(derived.operands[0]);
  if (out.operands == 2) out.second_operand = operand_of(derived.operands[1]);
  std::vector<core::row_record> rows;
  for (const auto& row : derived.rows) {
    core::row_record one;
    one.result = row.result;
    one.first = write_ranges(row.values, one.ranges);
    one.first_second = write_ranges(row.second, one.seconds);
    rows.push_back(one);
  }
  out.first = out_.count(part::table_rows);
  out.count = static_cast<std::uint32_t>(rows.size());
  for (const auto& row : rows)
    out_.add(part::table_rows, row);
}

void program_writer::write_derived(const book::linked_derived& derived) {
  const auto index = out_.count(part::derived);
  core::derived_record out;
  out.codes = static_cast<std::uint32_t>(
      derived.type.kind == lang::kind::code ? derived.codes.size() : 0);
  out.first_word = out_.head.derived_words;
  out_.head.derived_words += core::words_for(out.codes);
  for (place slot = 0; slot < slots_.size(); ++slot) {
    const auto& tested = clauses_.pool().slot_at(slots_[slot].source);
    if (tested.kind == slot_kind::derived && tested.index == index) out.slot = slot;
  }
  switch (derived.how) {
    case book::derivation::expression: {
      const auto& tree = *derived.expression;
      if (derived.type.kind == lang::kind::boolean) {
        out.kind = core::derived_kind::truth;
        out.computed_from = clauses_.at(tree, tree.root);
      } else {
        out.kind = out.codes != 0 ? core::derived_kind::code : core::derived_kind::number;
        out.computed_from = expressions_.add(tree, tree.root, out.codes);
        if (derived.type.is_number())
          out.factor = power_of_ten(derived.type.scale - tree.top().type.scale);
      }
      break;
    }
    case book::derivation::score: {
      out.kind = core::derived_kind::score;
      std::vector<core::item_record> items;
      for (const auto& item : derived.items)
        items.push_back(item_of(item));
      out.first = out_.count(part::items);
      out.count = static_cast<std::uint32_t>(items.size());
      for (const auto& item : items)
        out_.add(part::items, item);
      break;
    }
    case book::derivation::table:
      out.kind = core::derived_kind::table;
      write_table(derived, out);
      break;
  }
  out.name = out_.add_name(derived.id);
  out_.add(part::derived, out);
}

void program_writer::write_route(const book::linked_route& route, place condition,
                                 place group) {
  core::route_record out;
  out.needs = route.needs;
  out.levels = route.levels;
  out.condition = condition;
  out.group = group;
  out_.add(part::routes, out);
}

void program_writer::write_deadline(const book::linked_deadline& deadline,
                                    place condition) {
  core::deadline_record out;
  out.condition = condition;
  out.kind = deadline.kind;
  if (deadline.event) out.event = *deadline.event;
  const auto in_force = book_.in_force(deadline);
  out.from = in_force.low;
  out.to = in_force.high;
  out_.add(part::deadlines, out);
}

void program_writer::write_group(std::uint32_t index) {
  const auto& group = book_.groups[index];
  const auto& clauses = clauses_.groups()[index];
  core::group_record out;
  out.scope = clauses.scope;
  out.always_speaks = group.always_speaks() ? 1 : 0;
  out.apart = clauses.apart ? 1 : 0;
  out.first_rule = out_.count(part::rules);
  out.rules = static_cast<std::uint32_t>(group.rules.size());
  for (const auto& rule : group.rules) {
    core::rule_record one;
    const auto& where = rules_[out_.count(part::rules)];
    one.needs = rule.needs;
    one.first_clause = where.first_clause;
    one.clauses = where.clauses;
    one.level = rule.urgency.value_or(none);
    one.suggest = rule.suggest.value_or(none);
    one.group = index;
    one.first_duty = out_.count(part::duties);
    one.duties = static_cast<std::uint32_t>(rule.duties.size());
    for (const auto duty : rule.duties)
      out_.add(part::duties, place{duty});
    one.deadline_kinds = static_cast<std::uint32_t>(rule.deadline_kinds.size());
    for (const auto kind : rule.deadline_kinds)
      out_.add(part::duties, place{kind});
    one.is_otherwise = rule.is_otherwise ? 1 : 0;
    one.name = out_.add_name(rule.id);
    if (rule.urgency) out.needs |= rule.needs;
    out_.add(part::rules, one);
  }
  out.first_requirement = out_.count(part::requirements);
  out.requirements = static_cast<std::uint32_t>(group.requirements.size());
  for (const auto& required : group.requirements) {
    out_.add(part::requirements,
             core::requirement_record{required.input, required.level.value_or(none)});
  }
  out.first_route = out_.count(part::routes);
  out.routes = static_cast<std::uint32_t>(group.routes.size());
  for (std::size_t i = 0; i < group.routes.size(); ++i)
    write_route(group.routes[i], clauses.routes[i], index);
  out.name = out_.add_name(group.id);
  out_.add(part::groups, out);
}

program_parts program_writer::written(const compile_options& options) {
  write_names(options.digests);
  for (const auto& input : book_.inputs)
    write_input(input);
  for (const auto& derived : book_.derived)
    write_derived(derived);
  write_slots();
  place_clauses();
  write_clauses();
  for (const auto& one : conditions_)
    out_.add(part::conditions, one);
  for (const auto& one : segments_)
    out_.add(part::segments, one);
  for (std::uint32_t group = 0; group < book_.groups.size(); ++group)
    write_group(group);
  out_.head.first_vocabulary_route = out_.count(part::routes);
  out_.head.vocabulary_routes = static_cast<std::uint32_t>(book_.routes.size());
  for (std::size_t i = 0; i < book_.routes.size(); ++i)
    write_route(book_.routes[i], clauses_.vocabulary_routes()[i], none);
  for (std::size_t i = 0; i < book_.deadlines.size(); ++i)
    write_deadline(book_.deadlines[i], clauses_.deadlines()[i]);
  out_.head.star = clauses_.star();
  for (const auto one : clauses_.coverage())
    out_.add(part::coverage, one);
  write_steps();
  write_plans();
  write_rows();
  for (const auto& probe : options.probes)
    expressions_.add(*probe.tree, probe.node, 0);
  return std::move(out_);
}

}  // namespace arvio::inline v0::compile
