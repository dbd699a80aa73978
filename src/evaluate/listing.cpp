#include "listing.hpp"

#include "arvio/base/sort_stably.hpp"

#include "answers_behind.hpp"
#include "box_sides.hpp"
#include "deadlines.hpp"
#include "loose_conditions.hpp"
#include "parts_behind.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace arvio::inline v0 {

namespace {

using book::level_index;
using book::linked_rule;
using book::question;
using book::reason;
using book::route_reference;
using book::rule_reference;
using core::place;

constexpr auto no_level = std::numeric_limits<level_index>::max();

std::optional<std::uint32_t> known(place which) {
  return which == core::none ? std::nullopt : std::optional(which);
}

/// Lists one contact, part after part.
class lister {
 public:
  lister(const book::rulebook& book, core::evaluation& found, book::region* region)
      : book_(book),
        found_(found),
        rules_(found.rules()),
        contact_(found.contact()),
        region_(region) {}

  book::outcome run() {
    find_urgency();
    find_coverage();
    found_.for_requirements([&](place, const core::requirement_record& one) {
      if (found_.requirement_is_open(one.input))
        out_.required_unanswered.push_back(one.input);
    });
    sort_unique(out_.required_unanswered);
    out_.questions = urgency_questions();
    recommend();
    list_suggestions_and_duties();
    find_where_and_when();
    ask_further();
    answers_behind behind(found_);
    list_rules([&](const core::rule_record& rule) {
      return behind.of({rule.first_clause, rule.clauses});
    });
    list_inputs();
    for (place i = 0; i < rules_.derived().size(); ++i)
      out_.derived.push_back(set_of(contact_.derived_values(i)));
    if (out_.status == status::open) out_.if_finished = found_.if_finished();
    return std::move(out_);
  }

  book::outcome run_brief() {
    find_urgency();
    find_coverage();
    if (const auto& next = found_.next(); next.input != core::none)
      out_.questions.push_back({next.input, next.purpose, known(next.level), {}});
    recommend();
    find_where_and_when();
    list_rules([](const core::rule_record&) { return std::vector<std::uint32_t>(); });
    return std::move(out_);
  }

  /// Questions in order, each with the reasons it is asked for.
  std::vector<question> urgency_questions() {
    return questions_of(false, [&](auto& visit) { found_.for_urgency_reasons(visit); });
  }

 private:
  static void sort_unique(std::vector<std::uint32_t>& all) {
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
  }

  [[nodiscard]] rule_reference reference(place rule) const {
    const auto group = rules_.rules()[rule].group;
    return {group, rule - rules_.groups()[group].first_rule};
  }
  [[nodiscard]] const linked_rule& linked(rule_reference where) const {
    return book_.groups[where.group].rules[where.rule];
  }

  void find_urgency() {
    out_.status = found_.status();
    out_.bounds = found_.bounds();
    out_.cautious = found_.cautious();
    for (std::uint32_t need = 0; need < rules_.head().needs; ++need) {
      const auto bounds = found_.need(need);
      if (!bounds.present) continue;  // absent, not "at the default level"
      out_.needs.push_back({need, bounds.found, found_.cautious_need(need)});
    }
  }

  void find_where_and_when() {
    urgency_.emplace(out_, found_);
    out_.deadlines = applying_deadlines(found_, *urgency_);
    find_routes();
    look_at_region();
  }

  void find_coverage() {
    out_.coverage = found_.coverage();
    if (!found_.complaint_is_known()) return;
    const auto complaint = rules_.head().complaint;
    core::for_bits(contact_.codes(complaint, core::code_plane::present),
                   contact_.code_words(complaint), [&](place code) {
                     const auto covered = judge(contact_, rules_.coverage()[code]);
                     if (covered == certainty::excluded) out_.uncovered.push_back(code);
                   });
  }

  // --- questions -----------------------------------------------------------------------

  /// Why some inputs are asked; which, stands as bits in `asked_for_`.
  struct asked_set {
    core::reason why;
    std::size_t first_word = 0;
  };
  /// A reason of the input that is asked for it, in the order in which they come.
  struct input_reason {
    place input = 0;
    reason why;
  };

  /// All questions that `for_reasons` visits a set of inputs for.
  template <class ForReasons>
  std::vector<question> questions_of(bool further, ForReasons for_reasons) {
    core::questionnaire order(contact_, found_.open(), further);
    std::vector<asked_set> sets;
    asked_for_.clear();
    const auto words = found_.open().input_words();
    auto visit = [&](const std::uint64_t* inputs, const core::reason& why) {
      order.add(inputs, why);
      sets.push_back({why, asked_for_.size()});
      asked_for_.insert(asked_for_.end(), inputs, inputs + words);
    };
    for_reasons(visit);
    under_rule_.assign(rules_.rules().size(), not_looked_at);
    under_words_.clear();
    if (!further) {
      found_.note_rules(order, [this](place input, place rule) {
        core::put_bit(room_under(rule), input);
      });
    }
    std::vector<core::question> asked(rules_.inputs().size());
    asked.resize(order.list(asked));
    if (asked.empty()) return {};

    std::vector<input_reason> reasons;
    for (const auto& one : sets) {
      const auto behind = rules_behind(one.why);
      core::for_bits(asked_for_.data() + one.first_word, words, [&](place input) {
        reason made{one.why.purpose, known(one.why.level), known(one.why.group), {}};
        for (const auto rule : behind) {
          if (is_open_in(rule, input, further)) made.rules.push_back(reference(rule));
        }
        reasons.push_back({input, std::move(made)});
      });
    }
    return with_reasons(asked, std::move(reasons), order);
  }

  /// The possible rules that a reason is about.
  [[nodiscard]] std::vector<place> rules_behind(const core::reason& why) const {
    std::vector<place> behind;
    if (why.purpose != purpose::urgency && why.purpose != purpose::need &&
        why.rule == core::none)
      return behind;
    const auto& group = rules_.groups()[why.group];
    for (place r = group.first_rule; r < group.first_rule + group.rules; ++r) {
      if (why.rule != core::none ? r != why.rule : rules_.rules()[r].level > why.level)
        continue;
      if (found_.rule_state(r) == certainty::possible) behind.push_back(r);
    }
    return behind;
  }

  /// Whether a rule is open in an input. Of questions about urgency it was noted of all
  /// inputs that are asked; of others what a rule hangs on is found once, since many
  /// reasons are about the same rule.
  [[nodiscard]] bool is_open_in(place rule, place input, bool further) {
    if (under_rule_[rule] == not_looked_at) {
      if (!further) return false;
      const auto* inputs = found_.under(rule);
      std::copy_n(inputs, found_.open().input_words(), room_under(rule));
    }
    return core::has_bit(under_words_.data() + under_rule_[rule], input);
  }
  /// Room for the inputs that a rule is open in, a bit each.
  [[nodiscard]] std::uint64_t* room_under(place rule) {
    auto& first = under_rule_[rule];
    if (first == not_looked_at) {
      first = under_words_.size();
      under_words_.resize(first + found_.open().input_words());
    }
    return under_words_.data() + first;
  }

  [[nodiscard]] static std::vector<question> with_reasons(
      const std::vector<core::question>& asked, std::vector<input_reason> reasons,
      const core::questionnaire& order) {
    // by input, each input's in the order in which they came; then all of those that one
    // question stands for, by urgency
    sort_stably(reasons, [](const auto& a, const auto& b) { return a.input < b.input; });
    for (auto& one : reasons)
      one.input = order.asked_first(one.input);
    sort_stably(reasons, [](const auto& a, const auto& b) {
      return std::tuple(a.input, a.why.level.value_or(no_level), a.why.purpose) <
             std::tuple(b.input, b.why.level.value_or(no_level), b.why.purpose);
    });
    std::vector<question> out;
    out.reserve(asked.size());
    for (const auto& one : asked) {
      question made{one.input, one.purpose, known(one.level), {}};
      auto own = std::lower_bound(
          reasons.begin(), reasons.end(), one.input,
          [](const input_reason& reason, place input) { return reason.input < input; });
      for (; own != reasons.end() && own->input == one.input; ++own) {
        if (std::find(made.reasons.begin(), made.reasons.end(), own->why) ==
            made.reasons.end())
          made.reasons.push_back(std::move(own->why));
      }
      out.push_back(std::move(made));
    }
    return out;
  }

  // --- recommendation ------------------------------------------------------------------

  void recommend() {
    const auto advice = found_.recommended();
    if (advice.basis != basis::absent) out_.recommended = advice;
    if (advice.basis == basis::presumed) list_presumed();
  }

  /// What was presumed in the place of more than one value.
  void list_presumed() {
    const auto& presumed = found_.presumed_contact(contact_.finished());
    for (place i = 0; i < rules_.inputs().size(); ++i) {
      const auto& input = rules_.inputs()[i];
      if (input.kind != core::input_kind::codes) {
        const auto& given = presumed.answer(i);
        if (given.presumed) out_.presumed.push_back({i, given.presumed_value, {}});
        continue;
      }
      book::presumed_input one{i, std::nullopt, {}};
      one.codes.resize(input.codes);
      const auto note = [&](core::code_plane which, bool present) {
        core::for_bits(presumed.codes(i, which), presumed.code_words(i),
                       [&](place code) { one.codes[code] = present; });
      };
      note(core::code_plane::presumed_present, true);
      note(core::code_plane::presumed_absent, false);
      if (std::any_of(one.codes.begin(), one.codes.end(),
                      [](const auto& code) { return code.has_value(); }))
        out_.presumed.push_back(std::move(one));
    }
  }

  // --- what is listed ------------------------------------------------------------------

  [[nodiscard]] level_index listed_level(rule_reference where) const {
    return linked(where).urgency.value_or(no_level);
  }

  /// `inputs_behind` finds the inputs whose answers make a rule hold.
  template <class InputsBehind>
  void list_rules(InputsBehind inputs_behind) {
    for (place r = 0; r < rules_.rules().size(); ++r) {
      const auto holds = found_.rule_state(r);
      if (holds == certainty::excluded) continue;
      const auto where = reference(r);
      const auto& rule = linked(where);
      const bool is_result = out_.recommended && rule.urgency == out_.recommended->level;
      const bool listed = rule.is_otherwise
                              ? is_result
                              : rule.urgency || !rule.duties.empty() ||
                                    (!rule.suggest && !rule.deadline_kinds.empty());
      if (!listed) continue;
      if (holds == certainty::certain) {
        out_.rules_certain.push_back({where, inputs_behind(rules_.rules()[r])});
      } else {
        out_.rules_possible.push_back(where);
      }
    }
    sort_stably(out_.rules_certain, [&](const auto& a, const auto& b) {
      return listed_level(a.rule) < listed_level(b.rule);
    });
    sort_stably(out_.rules_possible, [&](rule_reference a, rule_reference b) {
      return listed_level(a) < listed_level(b);
    });
  }

  void list_suggestions_and_duties() {
    std::map<std::uint32_t, certainty> duties;
    for (place r = 0; r < rules_.rules().size(); ++r) {
      const auto& rule = rules_.rules()[r];
      if (rule.suggest == core::none && rule.duties == 0) continue;
      const auto holds = found_.rule_state(r);
      if (holds == certainty::excluded) continue;
      if (rule.suggest != core::none && rule.suggest < out_.bounds.at_least)
        out_.suggestions.push_back({reference(r), rule.suggest, holds});
      for (std::uint32_t i = 0; i < rule.duties; ++i) {
        const auto duty = rules_.get<place>(core::part::duties)[rule.first_duty + i];
        const auto where = duties.try_emplace(duty, holds).first;
        where->second = std::max(where->second, holds);
      }
    }
    sort_stably(out_.suggestions,
                [](const auto& a, const auto& b) { return a.level < b.level; });
    for (const auto& [duty, holds] : duties)
      out_.duties.push_back({duty, holds});
  }

  void list_inputs() {
    for (place i = 0; i < rules_.inputs().size(); ++i) {
      const auto& found = contact_.possible(i);
      if (found.inferred) out_.inferred.push_back(i);
      if (found.unexpected) out_.unexpected.push_back(i);
      if (found.outdated) out_.outdated.push_back(i);
    }
  }

  // --- section 6: routes ---------------------------------------------------------------

  /// The inputs behind a route's condition that have more than one possible value.
  [[nodiscard]] std::vector<place> unknown_behind(const core::route_record& route) const {
    parts_behind behind(rules_);
    behind.add_condition(route.condition);
    auto inputs = behind.inputs();
    std::erase_if(inputs, [&](place input) { return !is_undecided(contact_, input); });
    return {inputs.begin(), inputs.end()};
  }

  void find_routes() {
    if (!out_.recommended || out_.recommended->level == 0) return;
    const auto level = out_.recommended->level;
    const bool beyond_all_needs =
        std::all_of(out_.needs.begin(), out_.needs.end(),
                    [&](const auto& need) { return level < need.cautious; });
    if (beyond_all_needs) add_routes(std::nullopt, level);
    for (const auto& need : out_.needs)
      add_routes(need.need, need.cautious);
  }

  void add_routes(std::optional<std::uint32_t> need, level_index level) {
    book::need_routes found{need, level, {}, {}, false};
    const auto first_default = rules_.head().first_vocabulary_route;
    const auto urgency = urgency_->with_own(level);
    for (place r = 0; r < rules_.routes().size(); ++r) {
      const auto& route = rules_.routes()[r];
      const bool is_group = route.group != core::none;
      const bool fits_need = need ? route.needs == 0 || (route.needs >> *need & 1U) != 0
                                  : route.needs == 0 && !is_group;
      if (!fits_need || (route.levels >> level & 1U) == 0) continue;
      const route_reference where{
          known(route.group),
          is_group ? r - rules_.groups()[route.group].first_route : r - first_default};
      const auto holds = judge_loose(contact_, route.condition, urgency);
      if (holds == certainty::certain) {
        found.offered.push_back(where);
        continue;
      }
      if (holds == certainty::possible) {
        possible_routes_.push_back({out_.routes.size(), where, r, found.offered.empty()});
      }
      found.refused.push_back(
          {where, holds, !is_group || found_.in_scope(route.group),
           holds == certainty::possible ? unknown_behind(route) : std::vector<place>()});
    }
    found.fallback = found.offered.empty();
    out_.routes.push_back(std::move(found));
  }

  void look_at_region() {
    if (region_ == nullptr) {
      wishes_.deadlines.assign(out_.deadlines.size(), true);
      return;
    }
    wishes_ = region_->look_at(
        out_, [this](place input) { return set_of(contact_.values(input)); });
  }

  // --- section 5: further questions ----------------------------------------------------

  void ask_further() {
    const bool settled = out_.questions.empty() && out_.recommended;
    if (!settled || out_.recommended->level == 0) return;
    out_.further = questions_of(true, [&](auto& visit) { for_further_reasons(visit); });
  }

  template <class Visit>
  void for_further_reasons(Visit&& visit) {
    for (const auto& need : out_.needs) {
      for (place g = 0; g < rules_.groups().size(); ++g) {
        if ((rules_.groups()[g].needs >> need.need & 1U) == 0) continue;
        found_.ask_for_levels(g, found_.need_row(need.need), need.bounds.at_least,
                              purpose::need, visit);
      }
    }
    for (place r = 0; r < rules_.rules().size(); ++r) {
      const auto& rule = rules_.rules()[r];
      if (rule.suggest == core::none && rule.duties == 0) continue;
      if (found_.rule_state(r) != certainty::possible) continue;
      if (rule.suggest != core::none && rule.suggest < out_.bounds.at_least)
        visit(found_.under(r),
              core::reason{purpose::suggestion, rule.suggest, rule.group, r, false});
      if (decides_a_duty(rule))
        visit(found_.under(r),
              core::reason{purpose::duty, core::none, rule.group, r, false});
    }
    ask_for_deadlines(visit);
    ask_for_routes(visit);
  }

  /// docs/services.md, "Deadlines": of those that bind or may bind alone.
  template <class Visit>
  void ask_for_deadlines(Visit&& visit) {
    const core::reason own{purpose::deadline, core::none, core::none, core::none, false};
    for (std::size_t i = 0; i < out_.deadlines.size(); ++i) {
      if (!wishes_.deadlines[i]) continue;
      const auto& one = out_.deadlines[i];
      const auto& declared = book_.deadlines[one.deadline];
      if (one.asked == certainty::possible) {
        for (const auto where : one.asked_by) {
          const auto rule = rules_.groups()[where.group].first_rule + where.rule;
          visit(found_.under(rule),
                core::reason{purpose::deadline, core::none, where.group, rule, false});
        }
      }
      const auto& record =
          rules_.get<core::deadline_record>(core::part::deadlines)[one.deadline];
      if (one.when == certainty::possible)
        visit(found_.open().behind_route(record.condition, *urgency_), own);
      const bool counts =
          has_amount(declared.within.unit) || one.in_force == certainty::possible;
      if (declared.event && counts)
        visit(found_.open().behind_input(*declared.event), own);
    }
  }

  /// Of a route before the first one offered; where services are looked at, for the sake
  /// of those.
  template <class Visit>
  void ask_for_routes(Visit&& visit) {
    const auto reason_of = [&](std::size_t routes, place group) {
      return core::reason{purpose::route, out_.routes[routes].level, group, core::none,
                          false};
    };
    const auto ask_condition = [&](const possible_route& one) {
      const auto& route = rules_.routes()[one.route];
      const auto* behind = found_.open().behind_route(
          route.condition, urgency_->with_own(out_.routes[one.routes].level));
      visit(route.group == core::none ? behind : found_.under(route.group, behind),
            reason_of(one.routes, route.group));
    };
    if (!wishes_.routes) {
      for (const auto& one : possible_routes_) {
        if (one.comes_first) ask_condition(one);
      }
      return;
    }
    for (const auto& wish : *wishes_.routes) {
      for (const auto& one : possible_routes_) {
        if (wish.condition && wish.route && one.routes == wish.routes &&
            one.where == *wish.route)
          ask_condition(one);
      }
      const bool is_of_group = wish.route && wish.route->group;
      const auto group = is_of_group ? *wish.route->group : core::none;
      for (const auto input : wish.inputs)
        visit(found_.open().behind_input(input), reason_of(wish.routes, group));
    }
  }

  [[nodiscard]] bool decides_a_duty(const core::rule_record& rule) const {
    for (std::uint32_t i = 0; i < rule.duties; ++i) {
      const auto duty = rules_.get<place>(core::part::duties)[rule.first_duty + i];
      for (const auto& one : out_.duties) {
        if (one.duty == duty && one.certainty == certainty::possible) return true;
      }
    }
    return false;
  }

  /// A route whose condition is merely possible.
  struct possible_route {
    std::size_t routes = 0;  // place in the outcome's
    route_reference where;
    place route = 0;
    bool comes_first = false;  // before any that is offered
  };

  const book::rulebook& book_;
  core::evaluation& found_;
  const core::program& rules_;
  core::frame& contact_;
  book::outcome out_;
  std::optional<possible_urgency> urgency_;
  book::region* region_;
  book::region_wishes wishes_;
  std::vector<possible_route> possible_routes_;
  std::vector<std::uint64_t> asked_for_;
  // Where the inputs that a rule is open in begin in under_words_.
  static constexpr std::size_t not_looked_at = ~std::size_t{0};
  std::vector<std::size_t> under_rule_;
  std::vector<std::uint64_t> under_words_;
};

}  // namespace

book::outcome listed_outcome(const book::rulebook& book, core::evaluation& found,
                             book::region* region) {
  return lister(book, found, region).run();
}

book::outcome listed_briefly(const book::rulebook& book, core::evaluation& found,
                             book::region* region) {
  return lister(book, found, region).run_brief();
}

std::vector<book::question> listed_questions(const book::rulebook& book,
                                             core::evaluation& found) {
  return lister(book, found, nullptr).urgency_questions();
}

}  // namespace arvio::inline v0
