#include "world.hpp"

#include <algorithm>

namespace arvio::inline v0::reference {

namespace {

using book::linked_derived;
using book::linked_inference;
using book::linked_input;

value_set hull(const value_set& values) {
  return values.empty() ? values : value_set{values.min(), values.max()};
}

bool is_codes(const linked_input& input) { return input.type.kind == lang::kind::codes; }

}  // namespace

std::vector<effective_answer> effective_answers(const book::rulebook& book,
                                                const answers& contact) {
  std::vector<effective_answer> all;
  for (std::uint32_t i = 0; i < book.inputs.size(); ++i) {
    const auto& input = book.inputs[i];
    const auto& given = contact.by_input[i];
    const auto observed = given.observed.value_or(contact.at.moment);
    const bool too_old =
        input.max_age && contact.at.moment.seconds - observed.seconds > *input.max_age;
    effective_answer counts;
    counts.outdated = too_old && given.state != answer_state::not_asked;
    if (!too_old) {
      counts.state = given.state;
      counts.values = given.values;
      if (is_codes(input) && given.state == answer_state::known)
        counts.codes = given.codes;
    }
    counts.asked = counts.state != answer_state::not_asked;
    if (contact.finished && !counts.asked) counts.state = answer_state::unknown;
    if (is_codes(input)) {
      const auto unsaid = counts.state == answer_state::unknown ? code_state::unknown
                                                                : code_state::unsaid;
      counts.codes.resize(input.codes.size(), unsaid);
      for (auto& code : counts.codes) {
        const bool silent = code == code_state::unsaid && counts.asked;
        if (silent && input.is_complaint) code = code_state::absent;  // closed
        if (code == code_state::unsaid && contact.finished) code = code_state::unknown;
      }
      counts.presumed_codes.resize(input.codes.size());
    }
    all.push_back(std::move(counts));
  }
  for (const auto& one : contact.presumed) {
    all[one.input].presumed = one.value;
    if (!one.codes.empty()) all[one.input].presumed_codes = one.codes;
  }
  return all;
}

world::world(const prepared& rules, const std::vector<effective_answer>& answers,
             instant now, const presumptions& presumed)
    : world(rules, answers, now, presumed, rules.book().order) {}

world::world(const prepared& rules, const std::vector<effective_answer>& answers,
             instant now, const presumptions& presumed,
             const std::vector<book::step>& order)
    : rules_(&rules),
      answers_(&answers),
      now_(now),
      inputs_(book().inputs.size()),
      codes_(book().inputs.size()),
      derived_(book().derived.size()),
      applicable_(book().inputs.size(), certainty::certain),
      sets_(rules.slot_count()),
      has_set_(rules.slot_count()) {
  for (const auto& step : order) {
    if (step.kind == lang::symbol_kind::derived) {
      derived_[step.index] = derive(book().derived[step.index]);
      continue;
    }
    applicable_[step.index] =
        judge(rules.condition(book().inputs[step.index].applies_when));
    if (is_codes(book().inputs[step.index])) {
      find_codes(step.index);
    } else {
      find_input(step.index);
    }
    if (!presumed.empty()) presume(step.index, presumed[step.index]);
  }
  std::sort(inferred_.begin(), inferred_.end());
  std::sort(unexpected_.begin(), unexpected_.end());
  std::sort(presumed_.begin(), presumed_.end(),
            [](const auto& a, const auto& b) { return a.input < b.input; });
}

bool world::is_undecided(std::uint32_t input) const {
  if (!is_codes(book().inputs[input])) return !inputs_[input].is_single();
  return std::any_of(codes_[input].begin(), codes_[input].end(),
                     [](const value_set& code) { return !code.is_single(); });
}

/// The possible set of an input other than `codes`: semantics.md section 1, "Possible
/// set".
void world::find_input(std::uint32_t index) {
  const auto& input = book().inputs[index];
  const auto& given = answer(index);
  const bool is_answered =
      given.state == answer_state::known || given.state == answer_state::partly_known;
  auto& possible = inputs_[index];
  const auto before = is_answered ? given.values : input.domain;
  auto cut = before;
  for (const auto& inference : input.inferences) {
    if (judge(rules_->condition(inference.when)) == certainty::certain)
      cut = cut.intersected(inferred_values(input, inference));
  }
  const bool contradicted =
      cut.empty();  // an answer stands, and so does the whole domain
  possible = contradicted ? before : cut;

  const bool inapplicable = applicable_[index] == certainty::excluded;
  const bool against_applicability =
      is_answered && inapplicable && !given.values.contains(input.otherwise);
  if (contradicted || against_applicability) unexpected_.push_back(index);
  if (is_answered) {
    if (given.state == answer_state::partly_known && possible != before)
      inferred_.push_back(index);
    return;
  }
  if (possible != before && !inapplicable) inferred_.push_back(index);
  if (applicable_[index] == certainty::certain) return;
  const auto otherwise = value_set::single(input.otherwise);
  possible = inapplicable ? otherwise : possible.united(otherwise);
}

/// The possible sets of the codes of a `codes` input, one boolean each: of a code of
/// which nothing was said applicability decides, whatever was said of its neighbours.
void world::find_codes(std::uint32_t index) {
  const auto& given = answer(index);
  const bool inapplicable = applicable_[index] == certainty::excluded;
  bool any_present = false;
  for (const auto said : given.codes) {
    auto possible = value_set::boolean();
    switch (said) {
      case code_state::present:
        possible = value_set::single(1);
        any_present = true;
        break;
      case code_state::absent: possible = value_set::single(0); break;
      case code_state::unknown:
      case code_state::unsaid:
        if (inapplicable) possible = value_set::single(0);
        break;
    }
    codes_[index].push_back(possible);
  }
  if (inapplicable && any_present) unexpected_.push_back(index);
}

/// Leaves of an input's set, or of those of its codes, what is presumed and possible.
void world::presume(std::uint32_t index, const presumable& may_be) {
  presumed_input replaced{index, std::nullopt, {}};
  const auto put = [](value_set& possible, std::int64_t value) {
    if (possible.is_single()) return false;
    possible = value_set::single(value);
    return true;
  };
  for (const auto value : may_be.values) {
    if (!inputs_[index].contains(value)) continue;
    if (put(inputs_[index], value)) replaced.value = value;
    break;
  }
  replaced.codes.resize(codes_[index].size());
  for (std::size_t code = 0; code < may_be.codes.size(); ++code) {
    for (const bool present : may_be.codes[code]) {
      if (!codes_[index][code].contains(present ? 1 : 0)) continue;
      if (put(codes_[index][code], present ? 1 : 0)) replaced.codes[code] = present;
      break;
    }
  }
  const bool any =
      replaced.value || std::any_of(replaced.codes.begin(), replaced.codes.end(),
                                    [](const auto& code) { return code.has_value(); });
  if (any) presumed_.push_back(std::move(replaced));
}

value_set world::inferred_values(const linked_input& input,
                                 const linked_inference& inference) const {
  if (inference.values) return *inference.values;
  const expression_at top{&*inference.value, inference.value->root};
  auto values = values_of(top);
  if (!input.type.is_number() || values.empty()) return values;
  const auto step = power_of_ten(input.type.scale - top.here().type.scale);
  return {values.min() * step, values.max() * step};
}

const value_set& world::values_of(const book::linked_operand& operand) const {
  return operand.kind == lang::symbol_kind::input ? inputs_[operand.index]
                                                  : derived_[operand.index];
}

value_set world::values_of(const book::linked_item& item) const {
  if (item.value) return values_of({&*item.value, item.value->root});
  value_set points;
  for (const auto& row : item.rows) {
    if (row.values.meets(values_of(*item.operand)))
      points = points.united(value_set::single(row.result));
  }
  return hull(points);
}

value_set world::derive(const linked_derived& what) const {
  switch (what.how) {
    case book::derivation::expression: {
      const expression_at top{&*what.expression, what.expression->root};
      auto values = values_of(top);
      if (!what.type.is_number()) return values;
      const auto step = power_of_ten(what.type.scale - top.here().type.scale);
      return {values.min() * step, values.max() * step};
    }
    case book::derivation::score: {
      value_range sum;
      for (const auto& item : what.items) {
        const auto points = values_of(item);
        sum.low += points.min();
        sum.high += points.max();
      }
      return {sum.low, sum.high};
    }
    case book::derivation::table: break;
  }
  value_set results;
  for (const auto& row : what.rows) {
    const bool first = row.values.meets(values_of(what.operands[0]));
    const bool second =
        what.operands.size() < 2 || row.second.meets(values_of(what.operands[1]));
    if (first && second) results = results.united(value_set::single(row.result));
  }
  return what.type.is_number() ? hull(results) : results;
}

value_set world::slot_values(const slot& what) const {
  switch (what.kind) {
    case slot::form::input: return inputs_[what.index];
    case slot::form::code: return codes_[what.index][what.sub];
    case slot::form::derived: return derived_[what.index];
    case slot::form::comparison: return comparison(what.left, what.right);
    case slot::form::anonymous: return values_of(what.left);
    case slot::form::urgency: break;
    case slot::form::gate: {  // one of the complaints is named
      bool may = false;
      bool must = false;
      for (const auto complaint : book().groups[what.index].complaints) {
        const auto& named = codes_[*book().complaint][complaint];
        may = may || named.contains(1);
        must = must || !named.contains(0);
      }
      return {must ? 1 : 0, may ? 1 : 0};
    }
  }
  return {};
}

slot_sets& world::sets_for(formula_ptr what) const {
  for (const auto id : what->slots) {
    if (has_set_[id]) continue;
    has_set_[id] = true;
    sets_[id] = slot_values(rules_->at(id));
  }
  return sets_;
}

certainty world::judge(formula_ptr what) const {
  if (const auto known = judged_.find(what); known != judged_.end()) return known->second;
  return judged_[what] = reference::judge(what, sets_for(what));
}

}  // namespace arvio::inline v0::reference
