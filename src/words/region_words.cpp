#include "region_words.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>
#include <variant>

namespace arvio::inline v0 {

namespace {

std::optional<offset_time> in_helsinki(const std::optional<instant>& moment) {
  return moment ? std::optional(helsinki_time(*moment)) : std::nullopt;
}

}  // namespace

// --- services

listed_service region_words::service(const service::listed_service& one) const {
  return service(one, hours(one.times));
}

listed_service region_words::service(const service::listed_service& one,
                                     const std::string& open) const {
  const auto& declared = *where_->services[one.service].declared;
  listed_service shown;
  shown.id = declared.id.text;
  shown.name = text_.of(declared.names);
  shown.telephone = declared.telephone;
  shown.address = declared.address;
  shown.link = declared.link;
  shown.open_now = one.times.is_open;
  shown.open_until = in_helsinki(one.times.open_until);
  if (!one.times.is_open) shown.opens = in_helsinki(one.times.contact);
  shown.seen_by = in_helsinki(one.times.seen);
  shown.hours = text_.own(open);
  shown.against = one.against.because;
  const auto unknown = inputs_of(one.against.unknown);
  for (const auto input : unknown)
    shown.inputs.push_back(book_.inputs[input].id);
  if (!one.against.is_suitable()) shown.why = text_.own(why(one.against, open, unknown));
  return shown;
}

std::vector<listed_service> region_words::services(
    const std::vector<service::listed_service>& all) const {
  std::vector<listed_service> shown;
  shown.reserve(all.size());
  // Services of a kind are often open at the same times, and follow each other.
  std::string open;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i == 0 || all[i].times != all[i - 1].times) open = hours(all[i].times);
    shown.push_back(service(all[i], open));
  }
  return shown;
}

std::string region_words::hours(const service::service_times& times) const {
  std::string open;
  if (times.is_open && times.open_until) {
    open = told(say::service_open_until{values_.moment(*times.open_until, at_)});
  } else if (times.is_open) {
    open = told(phrase::service_open);
  } else if (times.contact) {
    open = told(say::service_opens{values_.moment(*times.contact, at_)});
  } else {
    open = told(phrase::service_never_opens);
  }
  if (!times.seen || times.seen == times.contact) return open;
  // The day of the opening is not said twice.
  return told(say::service_seen{open, values_.moment(*times.seen, *times.contact)});
}

void region_words::set_target(const service::need_services& found,
                              listed_routes& to) const {
  to.latest = helsinki_time(found.target_end);
  // What ends with a day is told by that day, not by the midnight after it.
  const bool by_day = std::holds_alternative<time_limit>(where_->targets[found.level]);
  const auto last = helsinki_date({found.target_end.seconds - 1});
  const auto time =
      by_day ? values_.day_near(last) : values_.moment(found.target_end, at_);
  to.latest_text = text_.own(told(say::target_by{time}));
  if (found.meanwhile) to.meanwhile = service(*found.meanwhile);
}

std::string region_words::why(const service::unsuitable& against,
                              const std::string& hours,
                              const std::vector<std::uint32_t>& unknown) const {
  if (!against.because) return told(say::service_not_known{questions(unknown)});
  switch (*against.because) {
    case obstacle::need: return told(phrase::against_need);
    case obstacle::municipality: return told(phrase::against_municipality);
    case obstacle::age: return told(phrase::against_age);
    case obstacle::language:
      return told(against.for_interpreter ? phrase::against_interpreter
                                          : phrase::against_language);
    case obstacle::purpose: return told(phrase::against_purpose);
    case obstacle::time: return told(say::against_time{hours});
  }
  return {};  // not reached
}

std::vector<std::uint32_t> region_words::inputs_of(
    const std::vector<service::person_fact>& facts) const {
  std::vector<std::uint32_t> inputs;
  for (const auto fact : facts) {
    if (const auto input = where_->input_of(fact)) inputs.push_back(*input);
  }
  return inputs;
}

std::string region_words::question(std::uint32_t input) const {
  const auto ask = words_.ask(book_.inputs[input]).words;
  return ask.empty() ? book_.inputs[input].id : ask;
}

std::string region_words::questions(const std::vector<std::uint32_t>& inputs) const {
  std::vector<std::string> all;
  all.reserve(inputs.size());
  for (const auto input : inputs)
    all.push_back(question(input));
  return fmt::format("{}", fmt::join(all, " "));
}

// --- deadlines

listed_deadline region_words::deadline(const service::dated_deadline& one,
                                       const book::applying_deadline& asked) const {
  const auto& linked = book_.deadlines[one.deadline];
  const auto& declared = *linked.declared;
  listed_deadline shown;
  shown.id = linked.id;
  shown.kind = book_.deadline_kinds[linked.kind];
  shown.rule_set = book_.sets[linked.set].rules->id.text;
  shown.certainty = one.state;
  shown.title = text_.of(declared.titles);
  shown.within = linked.within;
  shown.counts_from =
      linked.event ? book_.inputs[*linked.event].id : ruleset::assessment_event;
  if (one.event) shown.event = {one.event->first, one.event->last};
  shown.future = one.future;
  shown.dating = one.dating;
  if (one.last) shown.last_date = {one.last->first, one.last->last};
  if (one.latest)
    shown.latest = {helsinki_time(one.latest->first), helsinki_time(one.latest->last)};
  shown.rolled = one.rolled;
  shown.binds = one.binds;
  shown.passed = one.passed;
  for (const auto at : asked.asked_by)
    shown.asked_by.push_back(book_.groups[at.group].rules[at.rule].id);
  shown.source = declared.source.text;
  shown.text = text_.own(when_due(one, linked));
  shown.advice = text_.advice(declared.advice, "professional");
  return shown;
}

/// "14 days from 1.9.2023: 15.9.2023 at the latest; as the law stood until 31.12.2024".
std::string region_words::when_due(const service::dated_deadline& one,
                                   const book::linked_deadline& linked) const {
  std::vector<std::string> parts{counted(one, linked)};
  if (one.rolled) parts.push_back(told(phrase::deadline_rolled));
  if (one.future) parts.push_back(told(phrase::deadline_future));
  if (one.passed == whether::yes) parts.push_back(told(phrase::deadline_passed));
  if (one.passed == whether::maybe)
    parts.push_back(told(phrase::deadline_may_have_passed));
  if (auto stood = law(linked); !stood.empty()) parts.push_back(std::move(stood));
  return fmt::format("{}", fmt::join(parts, "; "));
}

std::string region_words::counted(const service::dated_deadline& one,
                                  const book::linked_deadline& linked) const {
  auto amount = limit(linked.within);
  if (!has_amount(linked.within.unit)) return amount;
  if (one.dating == dating::event_not_known) {
    const auto asked = linked.event ? question(*linked.event) : std::string();
    return told(say::deadline_from_unknown{amount, asked});
  }
  const auto event = one.event ? days(*one.event) : std::string();
  const auto from = told(say::deadline_from{amount, event});
  if (one.dating == dating::calendar_range) return told(say::deadline_no_calendar{from});
  const bool by_the_hour = linked.within.unit == time_limit_unit::hours;
  const auto end = [&](date day, instant moment) {
    return by_the_hour ? values_.time(helsinki_time(moment)) : values_.day(day);
  };
  const auto first = end(one.last->first, one.latest->first);
  const auto last = end(one.last->last, one.latest->last);
  return one.latest->first == one.latest->last
             ? told(say::deadline_at_latest{from, last})
             : told(say::deadline_between{from, first, last});
}

std::string region_words::days(const service::date_span& span) const {
  const auto first = values_.day(span.first);
  return span.first == span.last
             ? first
             : told(say::dates_between{first, values_.day(span.last)});
}

std::string region_words::limit(const time_limit& within) const {
  const auto count = std::to_string(within.amount);
  const bool one = within.amount == 1;
  switch (within.unit) {
    case time_limit_unit::immediately: return told(phrase::limit_immediately);
    case time_limit_unit::without_delay: return told(phrase::limit_without_delay);
    case time_limit_unit::hours:
      return one ? told(phrase::limit_hour) : told(say::limit_hours{count});
    case time_limit_unit::days:
      if (within.amount == 0) return told(phrase::limit_same_day);
      return one ? told(phrase::limit_day) : told(say::limit_days{count});
    case time_limit_unit::working_days:
      return one ? told(phrase::limit_working_day) : told(say::limit_working_days{count});
    case time_limit_unit::weeks:
      return one ? told(phrase::limit_week) : told(say::limit_weeks{count});
    case time_limit_unit::months:
      return one ? told(phrase::limit_month) : told(say::limit_months{count});
  }
  return {};  // not reached
}

std::string region_words::law(const book::linked_deadline& linked) const {
  const auto& from = linked.in_force_from;
  const auto& to = linked.in_force_to;
  if (from && to) return told(say::law_between{values_.day(*from), values_.day(*to)});
  if (from) return told(say::law_from{values_.day(*from)});
  if (to) return told(say::law_until{values_.day(*to)});
  return {};
}

}  // namespace arvio::inline v0
