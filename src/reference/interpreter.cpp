#include "arvio/reference/interpreter.hpp"

#include "questions.hpp"
#include "world.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <ranges>
#include <utility>

namespace arvio::inline v0::reference {

using book::applying_deadline;
using book::applying_duty;
using book::certain_rule;
using book::need_outcome;
using book::need_routes;
using book::route_reference;
using book::suggestion;

namespace {

using book::linked_route;
using book::linked_rule;

/// semantics.md section 4, "Presumptions": what may be presumed of this contact, in the
/// order in which it counts. The conditions of the author's are judged on the sets
/// without presumptions.
presumptions presumptions_of(const world& all) {
  presumptions presumed(all.book().inputs.size());
  for (std::uint32_t i = 0; i < presumed.size(); ++i) {
    const auto& input = all.book().inputs[i];
    const auto& given = all.answer(i);
    if (input.type.kind == lang::kind::codes) {
      presumed[i].codes.resize(input.codes.size());
    } else if (given.presumed && given.state == answer_state::unknown) {
      presumed[i].values.push_back(*given.presumed);
    }
    for (std::uint32_t code = 0; code < presumed[i].codes.size(); ++code) {
      const auto& by_contact = given.presumed_codes[code];
      if (by_contact && given.codes[code] == code_state::unknown)
        presumed[i].codes[code].push_back(*by_contact);
    }
    for (const auto& one : input.presumptions) {
      if (all.judge(all.rules().condition(one.when)) != certainty::certain) continue;
      if (input.type.kind != lang::kind::codes) {
        if (given.state == answer_state::unknown && !given.presumed)
          presumed[i].values.push_back(one.value);
        continue;
      }
      for (const auto& [code, present] : one.codes) {
        if (given.codes[code] == code_state::unknown && !given.presumed_codes[code])
          presumed[i].codes[code].push_back(present);
      }
    }
  }
  return presumed;
}

bool is_anything_presumed(const presumptions& presumed) {
  return std::any_of(presumed.begin(), presumed.end(), [](const presumable& one) {
    return !one.values.empty() ||
           std::any_of(one.codes.begin(), one.codes.end(),
                       [](const auto& code) { return !code.empty(); });
  });
}

/// What rules say together: where each stands by itself, what the surest of them says.
certainty judge(const world& all, const level_condition& what) {
  auto found = certainty::excluded;
  for (const auto* one : what) {
    const auto holds = all.judge(one);
    if (holds == certainty::certain) return holds;
    if (holds == certainty::possible) found = holds;
  }
  return found;
}

/// Bounds over some conditions, one list of conditions by level each. nullopt where
/// everything is excluded.
std::optional<bounds> bounds_of(
    const world& all,
    const std::vector<const std::vector<level_condition>*>& conditions) {
  const auto least = all.book().default_level();
  bounds found{least, least};
  bool any = false;
  for (const auto* by_level : conditions) {
    for (level_index level = 0; level < by_level->size(); ++level) {
      if (any && level >= found.at_least) break;
      const auto holds = judge(all, (*by_level)[level]);
      if (holds == certainty::excluded) continue;
      any = true;
      found.not_excluded = std::min(found.not_excluded, level);
      if (holds != certainty::certain) continue;
      found.at_least = std::min(found.at_least, level);
      break;
    }
  }
  if (!any) return std::nullopt;
  return found;
}

/// One assessment, part after part in the order of semantics.md.
class assessment {
 public:
  assessment(const prepared& rules, const answers& contact, book::region* region)
      : rules_(rules),
        book_(rules.book()),
        contact_(contact),
        region_(region),
        answers_(effective_answers(book_, contact)),
        base_(rules, answers_, contact.at.moment, {}),
        presumptions_(presumptions_of(base_)) {
    if (is_anything_presumed(presumptions_))
      presumed_world_.emplace(rules, answers_, contact.at.moment, presumptions_);
  }

  outcome run() {
    decide();
    list_suggestions_and_duties();
    list_deadlines();
    find_routes();
    look_at_region();
    ask_further();
    list_rules();
    result_.derived = base_.derived();
    result_.inferred = base_.inferred();
    result_.unexpected = base_.unexpected_answers();
    list_outdated();
    if (result_.status == status::open) result_.if_finished = when_finished();
    return std::move(result_);
  }

 private:
  std::optional<recommendation> decide() {
    find_coverage();
    find_bounds();
    find_unanswered_requirements();
    if (result_.bounds.at_least != 0) ask_about_urgency();
    find_status();
    recommend();
    return result_.recommended;
  }

  /// What finish would recommend now.
  std::optional<recommendation> when_finished() const {
    auto finished = contact_;
    finished.finished = true;
    return assessment(rules_, finished, nullptr).decide();
  }

  /// What is possible with presumptions.
  const world& cautious() const { return presumed_world_ ? *presumed_world_ : base_; }

  // --- section 4: bounds and coverage --------------------------------------------------

  void find_bounds() {
    std::vector<const std::vector<level_condition>*> everything;
    std::map<std::uint32_t, std::vector<const std::vector<level_condition>*>> by_need;
    for (std::uint32_t g = 0; g < book_.groups.size(); ++g) {
      everything.push_back(&rules_.group(g).at_level);
      for (const auto& [need, by_level] : rules_.group(g).of_need)
        by_need[need].push_back(&by_level);
    }
    const auto least = book_.default_level();
    // What nobody has rules for is not "at most self-care".
    const auto floor =
        result_.coverage == certainty::certain ? least : book_.out_of_scope;
    result_.bounds = bounds_of(base_, everything).value_or(bounds{least, least});
    result_.bounds.not_excluded = std::min(result_.bounds.not_excluded, floor);
    result_.cautious =
        bounds_of(cautious(), everything).value_or(bounds{least, least}).not_excluded;
    result_.cautious = std::min(result_.cautious, floor);
    // A presumption that contradicts an inference may leave more than there was.
    result_.cautious = std::max(result_.cautious, result_.bounds.not_excluded);
    for (const auto& [need, conditions] : by_need) {
      const auto found = bounds_of(base_, conditions);
      if (!found) continue;  // absent, not "at the default level"
      const auto presumed =
          bounds_of(cautious(), conditions).value_or(bounds{least, least});
      result_.needs.push_back(
          {need, *found, std::max(presumed.not_excluded, found->not_excluded)});
    }
  }

  void find_coverage() {
    const auto everything = base_.judge(rules_.covers_everything());
    result_.coverage = everything;
    if (!complaint_is_known()) {
      if (everything != certainty::certain) result_.coverage = certainty::possible;
      return;
    }
    // The list is closed, but it may say itself that the rest cannot be said.
    const bool rest_is_unknown = base_.is_undecided(*book_.complaint);
    const auto named = named_complaints();
    bool all_certain = !named.empty() && !rest_is_unknown;
    for (const auto complaint : named) {
      const auto covered = base_.judge(rules_.covers(complaint));
      if (covered == certainty::excluded) result_.uncovered.push_back(complaint);
      all_certain = all_certain && covered == certainty::certain;
    }
    if (all_certain) {
      result_.coverage = certainty::certain;
    } else if (everything == certainty::excluded && result_.uncovered.empty()) {
      const bool is_none = named.empty() && !rest_is_unknown;
      result_.coverage = is_none ? certainty::excluded : certainty::possible;
    }
  }

  bool complaint_is_known() const {
    return book_.complaint && answers_[*book_.complaint].state == answer_state::known;
  }

  std::vector<std::uint32_t> named_complaints() const {
    std::vector<std::uint32_t> named;
    const auto& codes = answers_[*book_.complaint].codes;
    for (std::uint32_t i = 0; i < codes.size(); ++i) {
      if (codes[i] == code_state::present) named.push_back(i);
    }
    return named;
  }

  bool in_scope(std::uint32_t group) const {
    return base_.judge(rules_.group(group).scope) != certainty::excluded;
  }

  /// A required input that was asked, is inapplicable or has one possible value needs
  /// no more.
  bool requirement_is_open(std::uint32_t input) const {
    return !answers_[input].asked && base_.applicable(input) != certainty::excluded &&
           base_.is_undecided(input);
  }

  void find_unanswered_requirements() {
    for (std::uint32_t g = 0; g < book_.groups.size(); ++g) {
      if (!in_scope(g)) continue;
      for (const auto& required : book_.groups[g].requirements) {
        if (requirement_is_open(required.input))
          result_.required_unanswered.push_back(required.input);
      }
    }
    auto& all = result_.required_unanswered;
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
  }

  // --- section 5: questions about urgency ----------------------------------------------

  void ask_about_urgency() {
    questionnaire asked(base_);
    for (std::uint32_t g = 0; g < book_.groups.size(); ++g) {
      ask_for_levels(asked, g, rules_.group(g).at_level, result_.bounds.at_least,
                     purpose::urgency);
    }
    if (result_.coverage == certainty::possible) ask_for_coverage(asked);
    drop_decided_early(asked);
    ask_for_requirements(asked);
    note_rules(asked);
    result_.questions = asked.ordered(false);
  }

  /// semantics.md section 5, "Decided early".
  void drop_decided_early(questionnaire& asked) const {
    const auto level = asked.most_urgent();
    if (level && *level > when_finished()->level) asked.drop_all();
  }

  /// The rules that are possible, for the order of questions.
  void note_rules(questionnaire& asked) const {
    for_each_rule([&](rule_reference where, const linked_rule& rule,
                      formula_ptr condition, certainty holds) {
      if (rule.urgency && holds == certainty::possible)
        asked.note_rule(*rule.urgency,
                        asked.open().under(rules_.group(where.group).scope, condition));
    });
  }

  /// For every level more urgent than `at_least` whose condition is undecided: what it
  /// is open in. An input is given the most urgent such level.
  void ask_for_levels(questionnaire& asked, std::uint32_t g,
                      const std::vector<level_condition>& by_level, level_index at_least,
                      purpose what_for) {
    input_indices done;
    for (level_index level = 0; level < at_least; ++level) {
      if (judge(base_, by_level[level]) != certainty::possible) continue;
      input_indices open;
      for (const auto* one : by_level[level])
        open.merge(input_indices(asked.open().behind(one)));
      auto inputs = asked.open().under(rules_.group(g).scope, open);
      std::erase_if(inputs,
                    [&](std::uint32_t input) { return !done.insert(input).second; });
      for (const auto input : inputs) {
        const reason why{what_for, level, g,
                         possible_rules_with(asked.open(), g, level, input)};
        asked.add({input}, why, {.always = book_.groups[g].always_speaks()});
      }
    }
  }

  /// The rules of a group at a level or above that are possible and hang on an input.
  std::vector<rule_reference> possible_rules_with(const openness& open, std::uint32_t g,
                                                  level_index level,
                                                  std::uint32_t input) const {
    std::vector<rule_reference> found;
    const auto& group = book_.groups[g];
    for (std::uint32_t r = 0; r < group.rules.size(); ++r) {
      if (!group.rules[r].urgency || *group.rules[r].urgency > level) continue;
      const auto* condition = rules_.group(g).rules[r];
      if (base_.judge(condition) != certainty::possible) continue;
      if (open.under(rules_.group(g).scope, condition).contains(input))
        found.push_back({g, r});
    }
    return found;
  }

  void ask_for_coverage(questionnaire& asked) {
    const reason why{purpose::coverage, book_.out_of_scope, std::nullopt, {}};
    if (!complaint_is_known()) {
      if (book_.complaint && asked.open().can_be_asked(*book_.complaint))
        asked.add({*book_.complaint}, why);
      asked.add(asked.open().behind(rules_.covers_everything()), why);
      return;
    }
    const auto named = named_complaints();
    if (named.empty()) asked.add(asked.open().behind(rules_.covers_everything()), why);
    for (const auto complaint : named)
      asked.add(asked.open().behind(rules_.covers(complaint)), why);
  }

  void ask_for_requirements(questionnaire& asked) {
    for (std::uint32_t g = 0; g < book_.groups.size(); ++g) {
      if (!in_scope(g)) continue;
      const auto of_scope = asked.open().behind(rules_.group(g).scope);
      for (const auto& required : book_.groups[g].requirements) {
        if (!asked.open().can_be_asked(required.input)) continue;
        const reason why{
            purpose::requirement, required.level.value_or(book_.default_level()), g, {}};
        asked.add(of_scope.empty() ? input_indices{required.input} : of_scope, why,
                  {.own_level = required.level.has_value()});
      }
    }
  }

  // --- section 4: status and recommendation --------------------------------------------

  bool bounds_are_equal() const {
    return result_.bounds.at_least == result_.bounds.not_excluded;
  }

  void find_status() {
    const bool covered = result_.coverage == certainty::certain;
    if (result_.bounds.at_least == 0) {
      result_.status = status::emergency;
    } else if (!result_.questions.empty()) {
      result_.status = status::open;
    } else if (covered && bounds_are_equal() && result_.required_unanswered.empty()) {
      result_.status = status::complete;
    } else if (result_.coverage == certainty::excluded) {
      result_.status = status::out_of_scope;
    } else {
      result_.status = status::exhausted;
    }
  }

  void recommend() {
    const bool settled = bounds_are_equal() && result_.coverage == certainty::certain;
    const recommendation certainly{result_.bounds.at_least, basis::certain};
    switch (result_.status) {
      case status::emergency:
      case status::complete: result_.recommended = certainly; return;
      case status::open:
        if (settled) result_.recommended = certainly;
        return;
      case status::exhausted:
        if (settled) {
          result_.recommended = certainly;
          return;
        }
        break;
      case status::out_of_scope: break;
    }
    const bool lowered = result_.cautious > result_.bounds.not_excluded;
    result_.recommended = {result_.cautious, lowered ? basis::presumed : basis::cautious};
    if (lowered) result_.presumed = presumed_world_->presumed();
  }

  // --- what is listed ------------------------------------------------------------------

  template <class Visit>
  void for_each_rule(Visit visit) const {
    for (std::uint32_t g = 0; g < book_.groups.size(); ++g) {
      const auto& group = book_.groups[g];
      for (std::uint32_t r = 0; r < group.rules.size(); ++r) {
        const auto* condition = rules_.group(g).rules[r];
        visit(rule_reference{g, r}, group.rules[r], condition, base_.judge(condition));
      }
    }
  }

  level_index listed_level(rule_reference where) const {
    const auto& rule = book_.groups[where.group].rules[where.rule];
    return rule.urgency.value_or(std::numeric_limits<level_index>::max());
  }

  void list_rules() {
    for_each_rule([&](rule_reference where, const linked_rule& rule,
                      formula_ptr condition, certainty holds) {
      const bool is_result =
          result_.recommended && rule.urgency == result_.recommended->level;
      const bool listed = rule.is_otherwise
                              ? is_result
                              : rule.urgency || !rule.duties.empty() ||
                                    (!rule.suggest && !rule.deadline_kinds.empty());
      if (!listed || holds == certainty::excluded) return;
      if (holds == certainty::certain) {
        result_.rules_certain.push_back({where, answers_behind(condition)});
      } else {
        result_.rules_possible.push_back(where);
      }
    });
    std::stable_sort(result_.rules_certain.begin(), result_.rules_certain.end(),
                     [&](const certain_rule& a, const certain_rule& b) {
                       return listed_level(a.rule) < listed_level(b.rule);
                     });
    std::stable_sort(result_.rules_possible.begin(), result_.rules_possible.end(),
                     [&](rule_reference a, rule_reference b) {
                       return listed_level(a) < listed_level(b);
                     });
  }

  /// Answers that make a condition certain, none of them to spare: left out one by one,
  /// the author's last first, and kept where it is not certain without them.
  std::vector<std::uint32_t> answers_behind(formula_ptr condition) const {
    const auto inputs = rules_.inputs_behind(condition);
    const auto order = rules_.order_of(inputs);
    auto fewer = contact_;
    std::vector<std::uint32_t> kept;
    for (const auto input : std::views::reverse(inputs)) {
      if (!answers_[input].asked) continue;
      fewer.by_input[input] = {};
      const auto answers = effective_answers(book_, fewer);
      const world without(rules_, answers, contact_.at.moment, {}, order);
      if (without.judge(condition) == certainty::certain) continue;
      fewer.by_input[input] = contact_.by_input[input];
      kept.push_back(input);
    }
    std::reverse(kept.begin(), kept.end());
    return kept;
  }

  void list_suggestions_and_duties() {
    std::map<std::uint32_t, certainty> duties;
    for_each_rule(
        [&](rule_reference where, const linked_rule& rule, formula_ptr, certainty holds) {
          if (holds == certainty::excluded) return;
          if (rule.suggest && *rule.suggest < result_.bounds.at_least)
            result_.suggestions.push_back({where, *rule.suggest, holds});
          for (const auto duty : rule.duties) {
            const auto place = duties.try_emplace(duty, holds).first;
            place->second = std::max(place->second, holds);
          }
        });
    std::stable_sort(
        result_.suggestions.begin(), result_.suggestions.end(),
        [](const suggestion& a, const suggestion& b) { return a.level < b.level; });
    for (const auto& [duty, holds] : duties)
      result_.duties.push_back({duty, holds});
  }

  void list_outdated() {
    for (std::uint32_t i = 0; i < answers_.size(); ++i) {
      if (answers_[i].outdated) result_.outdated.push_back(i);
    }
  }

  // --- section 6: routes ---------------------------------------------------------------

  void find_routes() {
    if (!result_.recommended || result_.recommended->level == 0) return;
    const auto level = result_.recommended->level;
    const bool beyond_all_needs =
        std::all_of(result_.needs.begin(), result_.needs.end(),
                    [&](const need_outcome& need) { return level < need.cautious; });
    if (beyond_all_needs) add_routes(std::nullopt, level);
    for (const auto& need : result_.needs)
      add_routes(need.need, need.cautious);
  }

  void add_routes(std::optional<std::uint32_t> need, level_index level) {
    need_routes found{need, level, {}, {}, false};
    const auto consider = [&](route_reference where, const linked_route& route,
                              formula_ptr condition) {
      const bool fits_need = need ? route.needs == 0 || (route.needs >> *need & 1u) != 0
                                  : route.needs == 0 && !where.group;
      if (!fits_need || (route.levels >> level & 1u) == 0) return;
      const auto holds =
          reference::judge(condition, urgency_sets(condition, level, need_levels()));
      if (holds == certainty::certain) {
        found.offered.push_back(where);
      } else {
        if (holds == certainty::possible)
          possible_routes_.push_back(
              {result_.routes.size(), where, found.offered.empty()});
        found.refused.push_back({where, holds, !where.group || in_scope(*where.group)});
      }
    };
    for (std::uint32_t g = 0; g < book_.groups.size(); ++g) {
      const auto& routes = book_.groups[g].routes;
      for (std::uint32_t r = 0; r < routes.size(); ++r)
        consider({g, r}, routes[r], rules_.group(g).routes[r]);
    }
    for (std::uint32_t r = 0; r < book_.routes.size(); ++r)
      consider({std::nullopt, r}, book_.routes[r], rules_.vocabulary_routes()[r]);
    found.fallback = found.offered.empty();
    result_.routes.push_back(std::move(found));
  }

  /// A level of each need; absent: it has none, and is compared false.
  using levels_of_needs = std::map<std::uint32_t, level_index>;

  levels_of_needs need_levels() const {
    levels_of_needs levels;
    for (const auto& need : result_.needs)
      levels[need.need] = need.cautious;
    return levels;
  }

  /// The possible sets of a condition's slots where each urgency has one level.
  slot_sets& urgency_sets(formula_ptr condition, level_index own,
                          const levels_of_needs& of_need) const {
    auto& sets = base_.sets_for(condition);
    for (const auto id : condition->slots) {
      const auto& slot = rules_.at(id);
      if (slot.kind != slot::form::urgency) continue;
      const auto& test = slot.left.here();
      auto level = std::optional(own);
      if (!test.need.empty()) {
        const auto found = of_need.find(test.need_index);
        level = found == of_need.end() ? std::nullopt : std::optional(found->second);
      }
      sets[id] = value_set::single(urgency_test(test, level) ? 1 : 0);
    }
    return sets;
  }

  /// `urgency at least 'L'` and the like of one level; without a level it is false.
  static bool urgency_test(const lang::node& test, std::optional<level_index> level) {
    if (!level) return false;
    if (test.op == lang::op::urgency_at_least) return *level <= test.index;
    if (test.op == lang::op::urgency_at_most) return *level >= test.index;
    return *level == test.index;
  }

  // --- services.md section 2: deadlines ------------------------------------------------

  void list_deadlines() {
    for (std::uint32_t i = 0; i < book_.deadlines.size(); ++i) {
      const auto& declared = book_.deadlines[i];
      applying_deadline found{i, certainty::excluded, certainty::excluded,
                              certainty::excluded};
      for_each_rule([&](rule_reference where, const linked_rule& rule, formula_ptr,
                        certainty holds) {
        const auto& kinds = rule.deadline_kinds;
        const bool names =
            std::find(kinds.begin(), kinds.end(), declared.kind) != kinds.end();
        if (!names || holds == certainty::excluded) return;
        found.asked = std::max(found.asked, holds);
        found.asked_by.push_back(where);
      });
      found.when = with_each_urgency(rules_.condition(declared.when));
      found.in_force = in_force(declared);
      if (declared.event) found.event = known_dates(*declared.event);
      if (found.state() != certainty::excluded)
        result_.deadlines.push_back(std::move(found));
    }
  }

  /// What a condition is with each combination of the levels that are possible: the
  /// recommended ones, else all between the bounds.
  certainty with_each_urgency(formula_ptr condition) const {
    if (result_.recommended) {
      return reference::judge(
          condition, urgency_sets(condition, result_.recommended->level, need_levels()));
    }
    std::vector<levels_of_needs> combinations{{}};
    for (const auto& need : result_.needs) {
      if (!asks_for(condition, need.need)) continue;
      std::vector<levels_of_needs> more;
      for (const auto& so_far : combinations) {
        for (auto level = need.bounds.not_excluded; level <= need.bounds.at_least;
             ++level) {
          more.push_back(so_far);
          more.back()[need.need] = level;
        }
        if (!surely_present(need.need)) more.push_back(so_far);
      }
      combinations = std::move(more);
    }
    bool all_certain = true;
    bool all_excluded = true;
    for (const auto& of_need : combinations) {
      for (auto own = result_.bounds.not_excluded; own <= result_.bounds.at_least;
           ++own) {
        const auto holds =
            reference::judge(condition, urgency_sets(condition, own, of_need));
        all_certain = all_certain && holds == certainty::certain;
        all_excluded = all_excluded && holds == certainty::excluded;
      }
    }
    if (all_excluded) return certainty::excluded;
    return all_certain ? certainty::certain : certainty::possible;
  }

  bool asks_for(formula_ptr condition, std::uint32_t need) const {
    return std::any_of(condition->slots.begin(), condition->slots.end(), [&](slot_id id) {
      const auto& slot = rules_.at(id);
      return slot.kind == slot::form::urgency && !slot.left.here().need.empty() &&
             slot.left.here().need_index == need;
    });
  }

  /// Whether some condition of the need is certain, at whatever level.
  bool surely_present(std::uint32_t need) const {
    for (std::uint32_t g = 0; g < book_.groups.size(); ++g) {
      const auto found = rules_.group(g).of_need.find(need);
      if (found == rules_.group(g).of_need.end()) continue;
      for (const auto& by_level : found->second) {
        for (const auto* condition : by_level) {
          if (base_.judge(condition) == certainty::certain) return true;
        }
      }
    }
    return false;
  }

  bool is_answered(std::uint32_t input) const {
    return answers_[input].state == answer_state::known ||
           answers_[input].state == answer_state::partly_known;
  }

  /// The dates of an event; what it counts as where it does not apply is none of them.
  value_set dates_of(std::uint32_t event) const {
    const auto& possible = base_.values(event);
    if (is_answered(event) || base_.applicable(event) == certainty::certain)
      return possible;
    return possible.without(value_set::single(book_.inputs[event].otherwise));
  }

  /// The same where something is known of them.
  std::optional<value_set> known_dates(std::uint32_t event) const {
    const auto& inferred = base_.inferred();
    const bool narrowed =
        std::find(inferred.begin(), inferred.end(), event) != inferred.end();
    return is_answered(event) || narrowed ? std::optional(dates_of(event)) : std::nullopt;
  }

  certainty in_force(const book::linked_deadline& declared) const {
    const auto from =
        declared.in_force_from.value_or(date{std::numeric_limits<std::int32_t>::min()});
    const auto to =
        declared.in_force_to.value_or(date{std::numeric_limits<std::int32_t>::max()});
    if (!declared.event) {
      const auto day = helsinki_date(contact_.at.moment);
      return from <= day && day <= to ? certainty::certain : certainty::excluded;
    }
    const auto event = *declared.event;
    const auto& input = book_.inputs[event];
    if (!is_answered(event) && base_.applicable(event) == certainty::excluded)
      return certainty::excluded;
    const auto day_of = [&](std::int64_t value) {
      return input.type.kind == lang::kind::date ? date{static_cast<std::int32_t>(value)}
                                                 : helsinki_date(instant{value});
    };
    bool some = false;
    bool all = is_answered(event) || base_.applicable(event) == certainty::certain;
    const auto dates = dates_of(event);
    for (const auto& range : dates.ranges()) {
      const auto first = day_of(range.low);
      const auto last = day_of(range.high);
      some = some || (first <= to && from <= last);
      all = all && from <= first && last <= to;
    }
    if (!some) return certainty::excluded;
    return all ? certainty::certain : certainty::possible;
  }

  void look_at_region() {
    if (region_ == nullptr) {
      wishes_.deadlines.assign(result_.deadlines.size(), true);
      return;
    }
    wishes_ = region_->look_at(result_,
                               [&](std::uint32_t input) { return base_.values(input); });
  }

  // --- section 5: further questions ----------------------------------------------------

  void ask_further() {
    const bool settled = result_.questions.empty() && result_.recommended;
    if (!settled || result_.recommended->level == 0) return;
    questionnaire asked(base_);
    for (const auto& need : result_.needs) {
      for (std::uint32_t g = 0; g < book_.groups.size(); ++g) {
        const auto& of_need = rules_.group(g).of_need;
        if (const auto found = of_need.find(need.need); found != of_need.end())
          ask_for_levels(asked, g, found->second, need.bounds.at_least, purpose::need);
      }
    }
    ask_for_suggestions_and_duties(asked);
    ask_for_deadlines(asked);
    ask_for_routes(asked);
    result_.further = asked.ordered(true);
  }

  void ask_for_suggestions_and_duties(questionnaire& asked) {
    for_each_rule([&](rule_reference where, const linked_rule& rule,
                      formula_ptr condition, certainty holds) {
      if (holds != certainty::possible) return;
      const auto inputs = asked.open().under(rules_.group(where.group).scope, condition);
      if (rule.suggest && *rule.suggest < result_.bounds.at_least)
        asked.add(inputs, {purpose::suggestion, rule.suggest, where.group, {where}});
      const bool decides_a_duty =
          std::any_of(rule.duties.begin(), rule.duties.end(), [&](std::uint32_t duty) {
            return std::any_of(result_.duties.begin(), result_.duties.end(),
                               [&](const applying_duty& one) {
                                 return one.duty == duty &&
                                        one.certainty == certainty::possible;
                               });
          });
      if (decides_a_duty)
        asked.add(inputs, {purpose::duty, std::nullopt, where.group, {where}});
    });
  }

  void ask_for_deadlines(questionnaire& asked) {
    const auto& all = result_.deadlines;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!wishes_.deadlines[i]) continue;
      const auto& declared = book_.deadlines[all[i].deadline];
      if (all[i].asked == certainty::possible) {
        for (const auto where : all[i].asked_by) {
          const auto& group = rules_.group(where.group);
          asked.add(asked.open().under(group.scope, group.rules[where.rule]),
                    {purpose::deadline, std::nullopt, where.group, {where}});
        }
      }
      const reason own{purpose::deadline, std::nullopt, std::nullopt, {}};
      if (all[i].when == certainty::possible) {
        const auto* when = rules_.condition(declared.when);
        auto& sets = urgency_sets(when, result_.recommended->level, need_levels());
        asked.add(asked.open().behind(when, sets), own);
      }
      const bool counts =
          has_amount(declared.within.unit) || all[i].in_force == certainty::possible;
      if (declared.event && counts)
        asked.add(asked.open().behind_input(*declared.event), own);
    }
  }

  void ask_for_routes(questionnaire& asked) {
    const auto ask_condition = [&](const possible_route& one) {
      const auto where = one.where;
      const auto level = result_.routes[one.routes].level;
      const auto* condition = where.group ? rules_.group(*where.group).routes[where.route]
                                          : rules_.vocabulary_routes()[where.route];
      auto inputs =
          asked.open().behind(condition, urgency_sets(condition, level, need_levels()));
      if (where.group)
        inputs = asked.open().under(rules_.group(*where.group).scope, inputs);
      asked.add(inputs, {purpose::route, level, where.group, {}});
    };
    if (!wishes_.routes) {
      for (const auto& one : possible_routes_) {
        if (one.comes_first) ask_condition(one);
      }
      return;
    }
    for (const auto& wish : *wishes_.routes) {
      for (const auto& one : possible_routes_) {
        if (wish.condition && wish.route == one.where && wish.routes == one.routes)
          ask_condition(one);
      }
      for (const auto input : wish.inputs) {
        asked.add(asked.open().behind_input(input),
                  {purpose::route,
                   result_.routes[wish.routes].level,
                   wish.route ? wish.route->group : std::nullopt,
                   {}});
      }
    }
  }

  /// A route whose condition is merely possible.
  struct possible_route {
    std::size_t routes = 0;  // place in the outcome's
    route_reference where;
    bool comes_first = false;  // before any that is offered
  };

  const prepared& rules_;
  const book::rulebook& book_;
  const answers& contact_;
  book::region* region_;
  book::region_wishes wishes_;
  std::vector<effective_answer> answers_;
  world base_;  // what is possible
  presumptions presumptions_;
  std::optional<world> presumed_world_;  // the same with them, where there are any
  outcome result_;
  std::vector<possible_route> possible_routes_;
};

}  // namespace

struct interpreter::state {
  state(const book::rulebook& book, const std::vector<bool>& apart)
      : rules(book, apart) {}
  prepared rules;
};

interpreter::interpreter(const book::rulebook& book) : interpreter(book, {}) {}

interpreter::interpreter(const book::rulebook& book, const std::vector<bool>& apart)
    : state_(std::make_shared<const state>(book, apart)) {}

outcome interpreter::assess(const answers& contact, book::region* region) const {
  return assessment(state_->rules, contact, region).run();
}

certainty interpreter::rule_state(rule_reference rule, const answers& contact) const {
  const auto answers = effective_answers(state_->rules.book(), contact);
  const world all(state_->rules, answers, contact.at.moment, {});
  return all.judge(state_->rules.group(rule.group).rules[rule.rule]);
}

outcome assess(const book::rulebook& book, const answers& contact) {
  return interpreter(book).assess(contact);
}

}  // namespace arvio::inline v0::reference
