#include "link_steps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace arvio::inline v0::book::linking {

namespace {

std::string use_of_calendar(const named_calendar& what) {
  return fmt::format("<use calendar=\"{}\" version=\"{}\"/>", what.id, what.major);
}

bool is_there(const context& at, const ruleset::used_calendar& wanted) {
  const auto& all = at.book.calendars;
  return std::find(all.begin(), all.end(),
                   named_calendar{wanted.calendar.text, wanted.major}) != all.end();
}

/// All rule sets use one calendar: two could not both be right.
void find_calendar(context& at) {
  for (std::uint32_t set = 0; set < at.book.sets.size(); ++set) {
    const auto& wanted = at.rules_of(set).calendar;
    if (!wanted || wanted->faulty) continue;
    const named_calendar named{wanted->calendar.text, wanted->major};
    if (!at.book.calendar) {
      at.book.calendar = named;
    } else if (*at.book.calendar != named) {
      at.report(
          errc::calendar_differs, wanted->calendar.where,
          fmt::format("{} {} is used here, and {} {} elsewhere", quoted(named.id),
                      named.major, quoted(at.book.calendar->id), at.book.calendar->major),
          fmt::format("all rule sets use one: {}", use_of_calendar(*at.book.calendar)));
    }
  }
}

bool counts_by_calendar(const deadline& declared) {
  const auto within = parse_time_limit(declared.within.text);
  return (within && within->unit == time_limit_unit::working_days) ||
         (declared.roll && declared.roll->text == "next-working-day");
}

bool counts_by_calendar(const ruleset::duty& declared) {
  const auto within = parse_time_limit(declared.within.text);
  return within && within->unit == time_limit_unit::working_days;
}

/// A calendar that is not there is told where it is needed, else where it is used.
void check_unneeded_calendar(context& at, std::uint32_t set) {
  const auto& rules = at.rules_of(set);
  if (!rules.calendar || rules.calendar->faulty || is_there(at, *rules.calendar)) return;
  const auto counts = [](const auto& one) { return counts_by_calendar(one); };
  if (std::any_of(rules.deadlines.begin(), rules.deadlines.end(), counts) ||
      std::any_of(rules.duties.begin(), rules.duties.end(), counts))
    return;
  at.report(errc::calendar_missing, rules.calendar->calendar.where,
            fmt::format("there is no calendar {} {}",
                        quoted(rules.calendar->calendar.text), rules.calendar->major),
            "give the document that holds it as well");
}

// --- deadlines ------------------------------------------------------------------------

/// A kind is one kind among all rule sets.
std::uint32_t kind_number(context& at, const name& kind) {
  const auto next = static_cast<std::uint32_t>(at.book.deadline_kinds.size());
  const auto [known, is_new] = at.kinds.try_emplace(kind.text, next);
  if (is_new) {
    at.book.deadline_kinds.push_back(kind.text);
  } else if (known->first != kind.text) {
    at.report(errc::rule_duplicate_id, kind.where,
              fmt::format("{} differs from the kind {} in the case of letters alone",
                          quoted(kind.text), quoted(known->first)),
              "write one kind in one way");
  }
  return known->second;
}

using ids_before = std::map<std::string, std::uint32_t, before_in_small_letters>;

void refuse_second(context& at, const deadline& declared, std::uint32_t set,
                   ids_before& before) {
  if (declared.id.text.empty()) return;  // reported where it was read
  const auto [known, is_new] = before.try_emplace(declared.id.text, set);
  if (is_new || known->second == set) return;  // in one document told where it was read
  const auto& other = at.rules_of(known->second).id.text;
  at.report(
      errc::rule_duplicate_id, declared.id.where,
      known->first == declared.id.text
          ? fmt::format("deadline {} is declared in {} already", quoted(declared.id.text),
                        quoted(other))
          : fmt::format("deadline {} differs from {}, which {} declares, in the "
                        "case of letters alone",
                        quoted(declared.id.text), quoted(known->first), quoted(other)),
      "deadlines of all rule sets have ids of their own");
}

/// The input that a deadline counts from; nullopt for the assessment, or a finding.
std::optional<std::uint32_t> event_of(context& at, std::uint32_t set,
                                      const deadline& declared) {
  const auto& named = declared.counts_from;
  if (named.text == ruleset::assessment_event) return std::nullopt;
  const auto input = at.resolve_input(set, named, "the event");
  if (!input) return std::nullopt;
  const auto& type = at.book.inputs[*input].type;
  if (type.kind == lang::kind::none) {  // reported already
    ++at.faults;
  } else if (type.kind != lang::kind::date && type.kind != lang::kind::datetime) {
    at.report(errc::deadline_event, named.where,
              fmt::format("{} is no date: it is of type {}", quoted(named.text),
                          lang::kind_name(type.kind)),
              "a deadline counts from a date, a datetime, or `assessment`");
  }
  return input;
}

std::optional<date> day_of(const std::optional<name>& written) {
  if (!written) return std::nullopt;
  return parse_date(written->text);
}

linked_deadline link_deadline(context& at, std::uint32_t set, const deadline& declared) {
  linked_deadline made;
  made.id = declared.id.text;
  made.set = set;
  made.declared = &declared;
  made.kind = kind_number(at, declared.kind);
  made.within = parse_time_limit(declared.within.text).value_or(time_limit{});
  made.event = event_of(at, set, declared);
  made.counts_start_day = declared.start_day && declared.start_day->text == "included";
  made.rolls = declared.roll && declared.roll->text == "next-working-day";
  made.in_force_from = day_of(declared.in_force_from);
  made.in_force_to = day_of(declared.in_force_to);
  made.when = at.condition_on_urgency(set, declared.when);
  if (made.within.unit == time_limit_unit::working_days) {
    check_calendar(at, set, declared.within);
  } else if (made.rolls) {
    check_calendar(at, set, *declared.roll);
  }
  return made;
}

}  // namespace

void check_calendar(context& at, std::uint32_t set, const name& needs_it) {
  const auto& wanted = at.rules_of(set).calendar;
  if (wanted && (wanted->faulty || is_there(at, *wanted))) return;
  if (wanted) {
    at.report(errc::calendar_missing, needs_it.where,
              fmt::format("working days are counted here, and there is no calendar {} {}",
                          quoted(wanted->calendar.text), wanted->major),
              "give the document that holds it as well");
    return;
  }
  const named_calendar example{"finland", 1};
  at.report(errc::calendar_missing, needs_it.where,
            "working days are counted here, and the rule set uses no calendar",
            fmt::format("write {}", use_of_calendar(at.book.calendar.value_or(example))));
}

void link_deadlines(context& at) {
  find_calendar(at);
  ids_before ids;
  for (std::uint32_t set = 0; set < at.book.sets.size(); ++set) {
    check_unneeded_calendar(at, set);
    for (const auto& declared : at.rules_of(set).deadlines) {
      const about_rule about(at, declared.id.text);
      refuse_second(at, declared, set, ids);
      at.book.deadlines.push_back(link_deadline(at, set, declared));
    }
  }
}

}  // namespace arvio::inline v0::book::linking
