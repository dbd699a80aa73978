#include "deadlines.hpp"

#include "box_sides.hpp"

#include <utility>

namespace arvio::inline v0 {

namespace {

using core::place;

/// Who asks for the deadlines of a kind: rules that are not excluded.
struct kind_asked {
  certainty state = certainty::excluded;
  std::vector<book::rule_reference> by;
};

std::vector<kind_asked> kinds_asked(core::evaluation& found) {
  const auto& rules = found.rules();
  std::vector<kind_asked> kinds(rules.head().deadline_kinds);
  for (place r = 0; r < rules.rules().size(); ++r) {
    const auto& rule = rules.rules()[r];
    if (rule.deadline_kinds == 0) continue;
    const auto holds = found.rule_state(r);
    if (holds == certainty::excluded) continue;
    const auto* named = rules.get<place>(core::part::duties) + rule.first_duty;
    for (std::uint32_t i = 0; i < rule.deadline_kinds; ++i) {
      auto& kind = kinds[named[rule.duties + i]];
      kind.state = std::max(kind.state, holds);
      kind.by.push_back({rule.group, r - rules.groups()[rule.group].first_rule});
    }
  }
  return kinds;
}

/// The dates of an event as they are known.
struct event_dates {
  value_set dates;  // in units of the input
  bool known = false;
  bool possible = true;  // it applies, or may
  bool applies = true;
};

event_dates dates_of(core::frame& contact, place input) {
  event_dates event;
  const auto& possible = contact.possible(input);
  const auto state = core::effective(contact, input).state;
  event.dates = set_of(contact.values(input));
  if (state == answer_state::known || state == answer_state::partly_known) {
    event.known = true;
    return event;
  }
  event.known = possible.inferred;
  event.possible = possible.applicable != certainty::excluded;
  event.applies = possible.applicable == certainty::certain;
  if (!event.applies)  // what it counts as where it does not apply is no event
    event.dates =
        event.dates.without(value_set::single(contact.rules().inputs()[input].otherwise));
  return event;
}

certainty in_force(const core::deadline_record& deadline, const value_set& dates) {
  const value_set range{deadline.from, deadline.to};
  if (!dates.meets(range)) return certainty::excluded;
  return dates.inside(range) ? certainty::certain : certainty::possible;
}

}  // namespace

std::vector<book::applying_deadline> applying_deadlines(core::evaluation& found,
                                                        const possible_urgency& urgency) {
  const auto& rules = found.rules();
  const auto all = rules.all<core::deadline_record>(core::part::deadlines);
  std::vector<book::applying_deadline> out;
  if (all.empty()) return out;
  const auto kinds = kinds_asked(found);
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    const auto& deadline = all[i];
    const auto& asked = kinds[deadline.kind];
    if (asked.state == certainty::excluded) continue;
    const auto when = judge_loose(found.contact(), deadline.condition, urgency);
    if (when == certainty::excluded) continue;
    book::applying_deadline one{i, asked.state, when};
    if (deadline.event == core::none) {
      one.in_force = in_force(deadline, value_set::single(found.contact().now()));
    } else {
      auto event = dates_of(found.contact(), deadline.event);
      one.in_force =
          event.possible ? in_force(deadline, event.dates) : certainty::excluded;
      if (!event.applies) one.in_force = std::min(one.in_force, certainty::possible);
      if (event.known) one.event = std::move(event.dates);
    }
    if (one.in_force == certainty::excluded) continue;
    one.asked_by = asked.by;
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace arvio::inline v0
