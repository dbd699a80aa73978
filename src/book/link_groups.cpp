#include "arvio/base/did_you_mean.hpp"

#include "link_steps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace arvio::inline v0::book::linking {

namespace {

// --- words of the vocabulary ----------------------------------------------------------

need_set needs_of(context& at, const std::vector<name>& names) {
  need_set needs = 0;
  for (const auto& id : names) {
    const auto need = at.resolve_word(id, at.words.needs, "need");
    if (need) needs |= need_set{1} << *need;
  }
  return needs;
}

std::optional<level_index> level_of(context& at, const std::optional<name>& id) {
  if (!id) return std::nullopt;
  return at.resolve_word(*id, at.words.levels, "urgency level");
}

std::optional<std::uint32_t> channel_of(context& at, const name& id) {
  return at.resolve_word(id, at.words.channels, "channel");
}

// --- duties ---------------------------------------------------------------------------

void declare_duties(context& at) {
  for (std::uint32_t set = 0; set < at.book.sets.size(); ++set) {
    for (const auto& declared : at.rules_of(set).duties) {
      (void)channel_of(at, declared.to);
      at.duties[declared.id.text].push_back(
          static_cast<std::uint32_t>(at.book.duties.size()));
      linked_duty made{declared.id.text, set, &declared, {}};
      if (const auto within = parse_time_limit(declared.within.text)) {
        made.within = *within;
        if (within->unit == time_limit_unit::working_days)
          check_calendar(at, set, declared.within);
      }
      at.book.duties.push_back(std::move(made));
    }
  }
}

/// The duty of a name: the rule set's own before those of the rule sets it uses.
std::optional<std::uint32_t> duty_of(context& at, std::uint32_t set, const name& id) {
  if (id.text.empty()) return std::nullopt;  // reported where it was read
  std::optional<std::uint32_t> found;
  const auto same = at.duties.find(id.text);
  if (same != at.duties.end()) {
    for (const auto i : same->second) {
      const auto owner = at.book.duties[i].set;
      if (at.sees(set, owner) && (!found || owner == set)) found = i;
    }
  }
  if (!found && !at.full(id.where)) {
    at.report_unknown(set, id, fmt::format("there is no duty {} here", quoted(id.text)),
                      at.duties_in(set));
  }
  return found;
}

// --- kinds of deadline ----------------------------------------------------------------

/// A kind that some deadline has which the rule set sees.
std::optional<std::uint32_t> deadline_kind_of(context& at, std::uint32_t set,
                                              const name& id) {
  if (id.text.empty()) return std::nullopt;  // reported where it was read
  const auto known = at.kinds.find(id.text);
  if (known != at.kinds.end() && known->first == id.text) {
    const auto kind = known->second;
    const auto& all = at.book.deadlines;
    if (std::any_of(all.begin(), all.end(), [&](const linked_deadline& one) {
          return one.kind == kind && at.sees(set, one.set);
        }))
      return kind;
  }
  if (!at.full(id.where)) {
    at.report_unknown(
        set, id, fmt::format("there is no deadline of the kind {} here", quoted(id.text)),
        at.kinds_in(set));
  }
  return std::nullopt;
}

// --- routes ---------------------------------------------------------------------------

/// Channel, professional, levels, condition; `needs` where the route names none.
linked_route link_route(context& at, std::uint32_t set, const route& declared,
                        need_set needs) {
  linked_route made;
  made.declared = &declared;
  const auto channel = channel_of(at, declared.channel);
  made.channel = channel.value_or(0);
  if (declared.professional) {
    made.professional =
        at.resolve_word(*declared.professional, at.words.professionals, "professional");
  }
  for (const auto& id : declared.levels) {
    const auto level = at.resolve_word(id, at.words.levels, "urgency level");
    if (level) made.levels |= std::uint32_t{1} << *level;
  }
  made.needs = declared.needs.empty() ? needs : needs_of(at, declared.needs);
  auto when = at.condition_on_urgency(set, declared.when);
  if (channel) made.when = std::move(when);
  return made;
}

void refuse_no_levels(context& at, const route& declared) {
  if (declared.faulty || !declared.levels.empty()) return;
  at.report(errc::missing_attribute, declared.where, "the route has no `levels`");
}

void link_common_routes(context& at) {
  const auto& section = at.book.words();
  for (const auto& declared : section.routes) {
    refuse_no_levels(at, declared);
    at.book.routes.push_back(link_route(at, 0, declared, 0));
  }
  if (!section.fallback) return;
  const auto& fallback = *section.fallback;
  if (!fallback.levels.empty() || fallback.when) {
    at.report(errc::bad_value, fallback.where,
              "the fallback is for all levels and has no condition",
              "it is given where nothing else is open");
  }
  at.book.fallback = link_route(at, 0, fallback, 0);
}

// --- rules ----------------------------------------------------------------------------

void refuse_both(context& at, const rule& declared) {
  if (!declared.faulty && declared.urgency && declared.suggest) {
    at.report(errc::bad_value, declared.suggest->where,
              "a rule has `urgency` or `suggest`, not both");
  }
}

linked_rule link_rule(context& at, const linked_group& group, const rule& declared) {
  const about_rule about(at, declared.id.text);
  linked_rule made;
  made.id = declared.id.text;
  made.declared = &declared;
  made.needs = declared.needs.empty() ? group.needs : needs_of(at, declared.needs);
  made.urgency = level_of(at, declared.urgency);
  made.suggest = level_of(at, declared.suggest);
  made.when = at.typed_condition(group.set, declared.when);
  for (const auto& id : declared.duties) {
    const auto duty = duty_of(at, group.set, id);
    if (duty) made.duties.push_back(*duty);
  }
  for (const auto& id : declared.deadlines) {
    const auto kind = deadline_kind_of(at, group.set, id);
    if (kind) made.deadline_kinds.push_back(*kind);
  }
  refuse_both(at, declared);
  return made;
}

linked_rule link_otherwise(context& at, const linked_group& group, const rule& declared) {
  auto made = link_rule(at, group, declared);
  made.is_otherwise = true;
  const about_rule about(at, declared.id.text);
  if (!declared.faulty && !declared.urgency) {
    at.report(errc::missing_attribute, declared.where,
              fmt::format("otherwise {} has no `urgency`", quoted(declared.id.text)));
  }
  return made;
}

void link_rules(context& at, linked_group& made) {
  for (const auto& declared : made.declared->rules) {
    if (!declared.faulty && !declared.when) {
      at.report(errc::missing_element, declared.where,
                fmt::format("rule {} has no `when`", quoted(declared.id.text)));
    }
    made.rules.push_back(link_rule(at, made, declared));
  }
  if (made.declared->otherwise) {
    made.rules.push_back(link_otherwise(at, made, *made.declared->otherwise));
  } else if (!made.declared->faulty &&
             (made.declared->every_complaint || !made.declared->complaints.empty())) {
    at.report(
        errc::otherwise_missing, made.declared->where,
        fmt::format("group {} covers complaints and has no `otherwise`", quoted(made.id)),
        "say what remains where no rule of the group applies");
  }
}

// --- groups ---------------------------------------------------------------------------

/// Whether a rule can do without the needs of its group. A rule that only names duties
/// speaks for none; one with a fault may have named some.
bool speaks_for_itself(const rule& declared) {
  return declared.faulty || !declared.needs.empty() ||
         (!declared.urgency && !declared.suggest);
}

void refuse_no_need(context& at, const group& declared) {
  if (declared.faulty || !declared.needs.empty()) return;
  const bool rest = !declared.otherwise || speaks_for_itself(*declared.otherwise);
  const bool rules =
      std::all_of(declared.rules.begin(), declared.rules.end(), speaks_for_itself);
  const bool routes =
      std::all_of(declared.routes.begin(), declared.routes.end(),
                  [](const route& one) { return one.faulty || !one.needs.empty(); });
  if (rest && rules && routes) return;
  at.report(
      errc::missing_attribute, declared.where,
      fmt::format("group {} names no `need`", quoted(declared.id.text)),
      "name the needs that its rules speak for, or name them at every rule and route");
}

void link_scope(context& at, linked_group& made) {
  made.every_complaint = made.declared->every_complaint;
  for (const auto& id : made.declared->complaints) {
    const auto complaint = at.resolve_word(id, at.words.complaints, "complaint");
    if (complaint) made.complaints.push_back(*complaint);
  }
  // A scope that is known in part would exclude what it does not.
  if (made.complaints.size() < made.declared->complaints.size()) made.complaints.clear();
  made.applies_when = at.typed_condition(made.set, made.declared->applies_when);
}

void link_requirements(context& at, linked_group& made) {
  for (const auto& declared : made.declared->requirements) {
    const auto input = at.resolve_input(made.set, declared.input, "the required input");
    const auto level = level_of(at, declared.level);
    if (input) made.requirements.push_back({*input, level});
  }
}

/// Where only the rules name needs, the group speaks for all of them.
void unite_needs(linked_group& made) {
  if (made.needs != 0) return;
  for (const auto& rule : made.rules)
    made.needs |= rule.needs;
}

void link_group(context& at, std::uint32_t set, const group& declared) {
  linked_group made;
  made.id = declared.id.text;
  made.set = set;
  made.declared = &declared;
  made.needs = needs_of(at, declared.needs);
  refuse_no_need(at, declared);
  link_scope(at, made);
  link_requirements(at, made);
  link_rules(at, made);
  for (const auto& route : declared.routes) {
    refuse_no_levels(at, route);
    made.routes.push_back(link_route(at, set, route, made.needs));
  }
  unite_needs(made);
  at.book.groups.push_back(std::move(made));
}

}  // namespace

void link_groups(context& at) {
  declare_duties(at);
  link_common_routes(at);
  for (std::uint32_t set = 0; set < at.book.sets.size(); ++set) {
    for (const auto& declared : at.rules_of(set).groups)
      link_group(at, set, declared);
  }
}

}  // namespace arvio::inline v0::book::linking
