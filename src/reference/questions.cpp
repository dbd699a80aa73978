#include "questions.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <tuple>

namespace arvio::inline v0::reference {

using lang::op;

// --- what a condition hangs on ---------------------------------------------------------

const input_indices& openness::behind(formula_ptr what) const {
  if (const auto known = behind_.find(what); known != behind_.end()) return known->second;
  return behind_[what] = behind(what, world_->sets_for(what));
}

input_indices openness::behind(formula_ptr what, slot_sets& sets) const {
  trail found;
  follow(what, sets, found);
  return std::move(found.candidates);
}

input_indices openness::under(formula_ptr scope, formula_ptr what) const {
  return under(scope, behind(what));
}

input_indices openness::under(formula_ptr scope, const input_indices& what) const {
  const auto& of_scope = behind(scope);
  input_indices both;
  std::set_intersection(what.begin(), what.end(), of_scope.begin(), of_scope.end(),
                        std::inserter(both, both.end()));
  return both.empty() ? what : both;
}

input_indices openness::behind_input(std::uint32_t input) const {
  trail found;
  if (world_->book().inputs[input].type.kind != lang::kind::codes) {
    follow_input(input, found);
  } else {
    const auto codes = world_->book().inputs[input].codes.size();
    for (std::uint32_t code = 0; code < codes; ++code)
      follow_code(input, code, found);
  }
  return std::move(found.candidates);
}

bool openness::can_be_asked(std::uint32_t input) const {
  return !world_->answer(input).asked &&
         world_->answer(input).state == answer_state::not_asked &&
         world_->applicable(input) != certainty::excluded && world_->is_undecided(input);
}

void openness::follow(formula_ptr what, trail& found) const {
  follow(what, world_->sets_for(what), found);
}

void openness::follow(formula_ptr what, slot_sets& sets, trail& found) const {
  formula_store made;
  const auto* rest = residual(what, sets, made);
  for (const auto slot : rest->slots) {
    if (is_open_in(rest, slot, sets)) follow_slot(world_->rules().at(slot), found);
  }
}

void openness::follow_slot(const slot& what, trail& found) const {
  switch (what.kind) {
    case slot::form::input: return follow_input(what.index, found);
    case slot::form::code: return follow_code(what.index, what.sub, found);
    case slot::form::derived: return follow_derived(what.index, found);
    case slot::form::anonymous: return follow_expression(what.left, found);
    case slot::form::comparison:
      follow_expression(what.left, found);
      return follow_expression(what.right, found);
    case slot::form::gate: {
      for (const auto complaint : world_->book().groups[what.index].complaints)
        follow_code(*world_->book().complaint, complaint, found);
      return;
    }
    case slot::form::urgency: return;  // decided by what is asked about urgency
  }
}

void openness::follow_input(std::uint32_t input, trail& found) const {
  if (world_->values(input).is_single()) return;
  if (!found.seen.emplace(input, 0).second) return;
  if (can_be_asked(input)) found.candidates.insert(input);
  const auto& given = world_->answer(input);
  follow_conditions_of(input, given.state, given.presumed.has_value(), found);
}

void openness::follow_code(std::uint32_t input, std::uint32_t code, trail& found) const {
  if (world_->code(input, code).is_single()) return;
  if (!found.seen.emplace(input, code).second) return;
  const auto said = world_->answer(input).codes[code];
  const bool askable = said == code_state::unsaid;
  if (askable && world_->applicable(input) != certainty::excluded)
    found.candidates.insert(input);
  // What was not said of a code is not asked, whatever was said of its neighbours.
  const auto state =
      said == code_state::unknown ? answer_state::unknown : answer_state::not_asked;
  const bool presumed = world_->answer(input).presumed_codes[code].has_value();
  follow_conditions_of(input, state, presumed, found);
}

/// Passes the openness of an input on to what could still narrow its possible set.
/// `presumed`: by the contact, so that what the author presumes does not count.
void openness::follow_conditions_of(std::uint32_t input, answer_state state,
                                    bool presumed, trail& found) const {
  const auto& declared = world_->book().inputs[input];
  const auto& rules = world_->rules();
  const bool is_answered =
      state == answer_state::known || state == answer_state::partly_known;
  if (!is_answered && world_->applicable(input) == certainty::possible)
    follow(rules.condition(declared.applies_when), found);
  if (state == answer_state::not_asked) return;  // it is asked itself
  for (const auto& inference : declared.inferences) {
    const auto* when = rules.condition(inference.when);
    const auto holds = world_->judge(when);
    if (holds == certainty::excluded) continue;
    if (holds == certainty::possible) follow(when, found);
    if (inference.value)
      follow_expression({&*inference.value, inference.value->root}, found);
  }
  if (state != answer_state::unknown || presumed) return;
  for (const auto& presumption : declared.presumptions) {
    const auto* when = rules.condition(presumption.when);
    if (world_->judge(when) == certainty::possible) follow(when, found);
  }
}

void openness::follow_operand(const book::linked_operand& operand, trail& found) const {
  if (operand.kind == lang::symbol_kind::input) return follow_input(operand.index, found);
  return follow_derived(operand.index, found);
}

void openness::follow_derived(std::uint32_t derived, trail& found) const {
  if (world_->derived()[derived].is_single()) return;
  const auto& what = world_->book().derived[derived];
  switch (what.how) {
    case book::derivation::expression:
      return follow_expression({&*what.expression, what.expression->root}, found);
    case book::derivation::score:
      for (const auto& item : what.items) {
        if (world_->values_of(item).is_single()) continue;
        if (item.operand) {
          follow_operand(*item.operand, found);
        } else {
          follow_expression({&*item.value, item.value->root}, found);
        }
      }
      return;
    case book::derivation::table:
      for (const auto& operand : what.operands)
        follow_operand(operand, found);
      return;
  }
}

/// The inputs that can change the value of an expression; branches that cannot be taken
/// and parts with one possible value are left out.
void openness::follow_expression(expression_at what, trail& found) const {
  const auto& node = what.here();
  if (world_->values_of(what).is_single()) return;
  if (node.type.kind == lang::kind::boolean)
    return follow(world_->rules().condition(what), found);
  if (node.op == op::name) return follow_operand({node.symbol, node.index}, found);
  if (node.op == op::conditional) {
    const auto* when = world_->rules().condition(what.child(0));
    const auto holds = world_->judge(when);
    if (holds == certainty::possible) follow(when, found);
    if (holds != certainty::excluded) follow_expression(what.child(1), found);
    if (holds != certainty::certain) follow_expression(what.child(2), found);
    return;
  }
  for (std::size_t i = 0; i < what.size(); ++i) {
    if (what.child(i).here().op ==
        op::divide) {  // the quotient inside round, floor, ceiling
      follow_expression(what.child(i).child(0), found);
      follow_expression(what.child(i).child(1), found);
    } else {
      follow_expression(what.child(i), found);
    }
  }
}

// --- order -----------------------------------------------------------------------------

namespace {

constexpr auto no_level = std::numeric_limits<level_index>::max();

/// Where a question stands: smaller is earlier.
struct rank {
  int purpose_first = 0;    // further questions: by purpose before all else
  int after_complaint = 1;  // 0 for the reason of the contact
  level_index level = no_level;
  int after_own_level = 1;  // 0 for a requirement with a level of its own
  int purpose = 0;
  int after_always = 1;        // 0 where a group that speaks in every contact asks it
  std::size_t first_rule = 0;  // in the author's order
  std::size_t fewer = 0;       // open in more comes first
  std::uint32_t author = 0;

  friend auto operator<=>(const rank&, const rank&) = default;
};

}  // namespace

void questionnaire::add(const input_indices& inputs, const reason& why, weight of) {
  for (const auto input : inputs)
    entries_[input].push_back({why, of});
}

void questionnaire::note_rule(level_index level, input_indices inputs) {
  rules_.push_back({level, std::move(inputs)});
}

std::optional<level_index> questionnaire::most_urgent() const {
  std::optional<level_index> found;
  for (const auto& [input, entries] : entries_) {
    for (const auto& one : entries)
      found = std::min(found.value_or(no_level), one.why.level.value_or(no_level));
  }
  return found;
}

std::vector<question> questionnaire::ordered(bool further) const {
  struct placed {
    rank place;
    std::vector<entry> entries;
  };
  std::map<std::uint32_t, placed> asked;
  const auto complaint = world_->book().complaint;
  constexpr auto most = std::numeric_limits<std::size_t>::max();

  for (const auto& [input, entries] : entries_) {
    // The most urgent reason.
    const auto kind_of = [&](const entry& one) {
      const auto number = static_cast<int>(one.why.purpose);
      return std::tuple(further ? number : 0, one.why.level.value_or(no_level),
                        one.of.own_level ? 0 : 1, number);
    };
    const auto best = kind_of(*std::min_element(
        entries.begin(), entries.end(),
        [&](const entry& a, const entry& b) { return kind_of(a) < kind_of(b); }));
    rank place{std::get<0>(best),
               1,
               std::get<1>(best),
               std::get<2>(best),
               std::get<3>(best),
               1,
               0,
               most,
               input};
    for (const auto& one : entries) {
      if (kind_of(one) != best) continue;
      if (further) --place.fewer;
      if (!further && one.of.always) place.after_always = 0;
    }
    if (!further) {
      place.first_rule = rules_.size();
      for (std::size_t r = 0; r < rules_.size(); ++r) {
        if (!rules_[r].inputs.contains(input)) continue;
        --place.fewer;
        if (rules_[r].level <= place.level)
          place.first_rule = std::min(place.first_rule, r);
      }
    }

    // An input that is asked before this one stands in its place.
    auto first = input;
    while (world_->book().inputs[first].after &&
           open_.can_be_asked(*world_->book().inputs[first].after)) {
      first = *world_->book().inputs[first].after;
    }
    if (!further && (input == complaint || first == complaint)) place.after_complaint = 0;
    auto [at, fresh] = asked.try_emplace(first, placed{place, {}});
    if (!fresh) at->second.place = std::min(at->second.place, place);
    at->second.entries.insert(at->second.entries.end(), entries.begin(), entries.end());
  }

  std::vector<std::pair<rank, question>> placed_questions;
  for (auto& [input, what] : asked) {
    question made{input, static_cast<purpose>(what.place.purpose), std::nullopt, {}};
    if (what.place.level != no_level) made.level = what.place.level;
    std::stable_sort(what.entries.begin(), what.entries.end(),
                     [](const entry& a, const entry& b) {
                       return std::pair(a.why.level.value_or(no_level), a.why.purpose) <
                              std::pair(b.why.level.value_or(no_level), b.why.purpose);
                     });
    for (const auto& one : what.entries) {
      if (std::find(made.reasons.begin(), made.reasons.end(), one.why) ==
          made.reasons.end())
        made.reasons.push_back(one.why);
    }
    placed_questions.emplace_back(what.place, std::move(made));
  }
  std::sort(placed_questions.begin(), placed_questions.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<question> all;
  for (auto& [place, made] : placed_questions)
    all.push_back(std::move(made));
  return all;
}

}  // namespace arvio::inline v0::reference
