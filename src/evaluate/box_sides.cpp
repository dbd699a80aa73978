#include "box_sides.hpp"

#include "arvio/core/detail/comparison.hpp"
#include "arvio/core/detail/effective.hpp"
#include "arvio/core/detail/expression.hpp"

#include "parts_behind.hpp"

namespace arvio::inline v0 {

value_set set_of(const core::value_span& span) {
  value_set set;
  if (span.codes == nullptr) {
    set = {span.low, span.high};
    return span.has_extra ? set.united(value_set::single(span.extra)) : set;
  }
  core::for_bits(span.codes, span.code_words,
                 [&](core::place code) { set = set.united(value_set::single(code)); });
  return set;
}

value_set allowed_values(const compile::legend& legend, const core::program& rules,
                         const core::predicate_record& test) {
  const auto& what = rules.slots()[test.slot];
  const auto& domain = legend.slots[test.slot].domain;
  const auto* mask = rules.get<std::uint64_t>(core::part::masks) + test.mask;
  const auto* bands =
      rules.get<core::interval_record>(core::part::intervals) + what.first_interval;
  value_set allowed;
  for (std::uint32_t i = 0; i < what.intervals; ++i) {
    if (!core::has_bit(mask, bands[i].value_class)) continue;
    const auto high = i + 1 < what.intervals ? bands[i + 1].low - 1 : domain.max();
    allowed = allowed.united({bands[i].low, high});
  }
  return allowed.intersected(domain);
}

namespace {

/// What an evaluated contact can have in a slot.
value_set slot_values(core::frame& contact, core::place slot) {
  const auto& what = contact.rules().slots()[slot];
  core::expression_machine numbers(contact);
  const auto of_bits = [](bool may_be_absent, bool may_be_present) {
    return value_set(may_be_absent ? 0 : 1, may_be_present ? 1 : 0);
  };
  switch (what.kind) {
    case core::slot_kind::input: return set_of(contact.values(what.index));
    case core::slot_kind::code:
      return of_bits(
          core::has_bit(contact.codes(what.index, core::code_plane::may_be_absent),
                        what.other),
          core::has_bit(contact.codes(what.index, core::code_plane::may_be_present),
                        what.other));
    case core::slot_kind::derived: return set_of(contact.derived_values(what.index));
    case core::slot_kind::expression: return set_of(numbers.values(what.index));
    case core::slot_kind::comparison: return set_of(core::compared(numbers, what));
    case core::slot_kind::gate: {
      const auto* state = contact.touched(slot);
      return of_bits((state[0] & 1U) != 0, (state[0] & 2U) != 0);
    }
    case core::slot_kind::urgency: break;
  }
  return {};
}

evaluated::origin origin_of_state(arvio::answer_state state) {
  switch (state) {
    case answer_state::not_asked: return evaluated::origin::not_asked;
    case answer_state::unknown: return evaluated::origin::unknown;
    case answer_state::partly_known:
    case answer_state::known: break;
  }
  return evaluated::origin::answered;
}

evaluated::origin origin_of(const core::frame& contact, const core::slot_record& what) {
  const auto& rules = contact.rules();
  const auto of_input = [&](core::place input) {
    const auto state = core::effective(contact, input).state;
    const auto own = origin_of_state(state);
    if (own == evaluated::origin::answered) return own;
    if (contact.possible(input).applicable == certainty::excluded)
      return evaluated::origin::inapplicable;
    return contact.possible(input).inferred ? evaluated::origin::inferred : own;
  };
  switch (what.kind) {
    case core::slot_kind::input: return of_input(what.index);
    case core::slot_kind::code: {
      const auto own = of_input(what.index);
      const auto said = [&](core::code_plane plane) {
        return core::has_bit(contact.codes(what.index, plane), what.other);
      };
      if (own != evaluated::origin::answered || said(core::code_plane::present) ||
          said(core::code_plane::absent))
        return own;
      return said(core::code_plane::unknown) ? evaluated::origin::unknown
                                             : evaluated::origin::not_asked;
    }
    case core::slot_kind::gate: return of_input(rules.head().complaint);
    case core::slot_kind::derived:
    case core::slot_kind::expression:
    case core::slot_kind::comparison:
    case core::slot_kind::urgency: break;
  }
  return evaluated::origin::computed;
}

}  // namespace

evaluated::box_side side_of(const compile::legend& legend, core::frame& contact,
                            const core::predicate_record& test) {
  const auto& rules = contact.rules();
  evaluated::box_side out;
  out.slot = test.slot;
  out.allowed = allowed_values(legend, rules, test);
  out.found = slot_values(contact, test.slot);
  out.origin = origin_of(contact, rules.slots()[test.slot]);
  return out;
}

std::vector<std::uint32_t> asked_behind(const core::frame& contact, core::place slot) {
  parts_behind behind(contact.rules(), [&](core::place input) {
    return origin_of_state(core::effective(contact, input).state) !=
           evaluated::origin::answered;
  });
  behind.add_slot(slot);
  std::vector<std::uint32_t> asked;
  for (const auto input : behind.inputs()) {
    if (core::effective(contact, input).asked) asked.push_back(input);
  }
  return asked;
}

bool lies_inside(const core::frame& contact,
                 const core::predicate_record& test) noexcept {
  const auto& rules = contact.rules();
  const auto* state = contact.touched(test.slot);
  const auto* mask = rules.get<std::uint64_t>(core::part::masks) + test.mask;
  for (std::uint32_t w = 0; w < core::words_for(rules.slots()[test.slot].classes); ++w) {
    if ((state[w] & ~mask[w]) != 0) return false;
  }
  return true;
}

}  // namespace arvio::inline v0
