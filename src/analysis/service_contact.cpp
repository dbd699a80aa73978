#include "service_contact.hpp"

#include "arvio/analysis/witness.hpp"
#include "arvio/exchange/json.hpp"

#include "cases/case_bench.hpp"
#include "contact_for_people.hpp"
#include "engine/admit.hpp"
#include "engine/compiled.hpp"
#include "evaluate/contact_region.hpp"

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

namespace arvio::inline v0::analysis {

namespace {

using service::need_services;

constexpr std::size_t contacts_tried = 20'000;  // about two seconds

/// The contacts of all cases and baselines of a book.
std::vector<book::answers> known_contacts(const book::rulebook& book) {
  std::vector<book::answers> all;
  case_bench ready;
  ready.book = std::shared_ptr<const book::rulebook>(std::shared_ptr<void>(), &book);
  for (ready.set = 0; ready.set < book.sets.size(); ++ready.set) {
    for (const auto& group : ready.rules().groups) {
      for (const auto& rule : group.rules) {
        for (const auto& one : rule.cases)
          all.push_back(contact_of(ready, group, one));
      }
      if (!group.otherwise) continue;
      for (const auto& one : group.otherwise->cases)
        all.push_back(contact_of(ready, group, one));
    }
    for (const auto& one : ready.rules().cases)
      all.push_back(contact_of(ready, one));
  }
  for (std::uint32_t group = 0; group < book.groups.size(); ++group) {
    for (auto& start : starting_points(book, group))
      all.push_back(std::move(start.contact));
  }
  return all;
}

/// The services that are offered, route after route.
std::vector<const service::listed_service*> offered(const need_services& all) {
  std::vector<const service::listed_service*> out;
  for (const auto& route : all.routes) {
    if (route.standing != service::route_standing::offered) continue;
    for (const auto& one : route.suitable)
      out.push_back(&one);
  }
  if (all.fallback && all.fallback->is_suitable) {
    for (const auto& one : all.fallback->services)
      out.push_back(&one);
  }
  return out;
}

using offered_services = std::vector<const service::listed_service*>;

offered_services::const_iterator find_in(const offered_services& all,
                                         const service::region& where,
                                         const std::string& id) {
  return std::find_if(all.begin(), all.end(), [&](const auto* one) {
    return where.services[one->service].declared->id.text == id;
  });
}

/// The routes by which a service is offered.
std::set<std::string> routes_of(const need_services& all, const profile_side& side,
                                const std::string& id) {
  const auto& book = *side.period->book;
  std::set<std::string> names;
  const auto has = [&](const std::vector<service::listed_service>& services) {
    return std::any_of(services.begin(), services.end(), [&](const auto& one) {
      return side.where->services[one.service].declared->id.text == id;
    });
  };
  for (const auto& one : all.routes) {
    if (one.standing != service::route_standing::offered || !has(one.suitable)) continue;
    names.insert(route_name(route_of(book, one.route)));
  }
  if (all.fallback && all.fallback->is_suitable && has(all.fallback->services))
    names.insert("fallback");
  return names;
}

bool shows(const looked_at_service& what, const need_services& before,
           const profile_side& side_before, const need_services& after,
           const profile_side& side_after) {
  const auto was_all = offered(before);
  const auto is_all = offered(after);
  const auto& where_before = *side_before.where;
  const auto& where_after = *side_after.where;
  const auto was = find_in(was_all, where_before, what.id);
  const auto is = find_in(is_all, where_after, what.id);
  const bool was_there = was != was_all.end();
  const bool is_there = is != is_all.end();
  switch (what.turn) {
    case service_turn::lost: return was_there && !is_there;
    case service_turn::gained: return !was_there && is_there;
    case service_turn::later:
      return was_there && is_there && (*was)->times.seen < (*is)->times.seen;
    case service_turn::earlier:
      return was_there && is_there && (*is)->times.seen < (*was)->times.seen;
    case service_turn::moved:
      return was_there && is_there &&
             routes_of(before, side_before, what.id) !=
                 routes_of(after, side_after, what.id);
    case service_turn::reordered: break;
  }
  const auto other_was = find_in(was_all, where_before, what.other);
  const auto other_is = find_in(is_all, where_after, what.other);
  return was_there && is_there && other_was != was_all.end() &&
         other_is != is_all.end() && other_was < was && is < other_is;
}

}  // namespace

service_contacts::service_contacts(const profile_pair& pair)
    : pair_(pair), left_(contacts_tried) {
  const auto& later = *pair.side(true).period;
  if (!later.ready) return;
  for (auto& answers : known_contacts(*later.book)) {
    book::need_set needs = 0;
    answers.finished = true;
    for (const auto& one : later.ready->evaluator->assess(answers).needs)
      needs |= book::need_set{1} << one.need;
    known_.push_back({std::move(answers), needs});
  }
}

void service_contacts::put(book::answers& into, std::optional<std::uint32_t> input,
                           std::optional<std::int64_t> value) const {
  if (input && value) into.by_input[*input] = book::known_answer(*value);
}

void service_contacts::put(book::answers& into, const asked_person& who) const {
  const auto& where = *pair_.side(true).where;
  const auto known = pair_.known(true, who);
  for (std::size_t fact = 0; fact < service::person_facts; ++fact) {
    const auto& values = known.possible[fact];
    if (values.is_single()) put(into, where.inputs[fact], values.min());
  }
  put(into, where.interpreter, known.interpreter ? 1 : 0);
}

std::optional<need_services> service_contacts::services(bool later,
                                                        const arvio::contact& about,
                                                        const asked_person& who) const {
  const auto& side = pair_.side(later);
  const auto ready = admit(about, *side.loaded);
  if (!ready || ready->period != side.period || !side.period->ready) return std::nullopt;
  const auto& book = *side.period->book;
  contact_region region(book, side.where->free_days.get(), side.where.get(),
                        about.at.moment);
  static_cast<void>(
      side.period->ready->evaluator->assess(ready->checked.answers, &region));
  if (!region.needs()) return std::nullopt;
  const auto& level = pair_.levels()[who.level];
  const auto& need = pair_.needs()[who.need];
  for (const auto& one : *region.needs()) {
    if (one.level == (later ? level.after : level.before) &&
        one.need == (later ? need.after : need.before))
      return one;
  }
  return std::nullopt;
}

std::optional<std::string> service_contacts::find(const asked_person& who,
                                                  const looked_at_service& what) {
  const auto moment = pair_.moment_of(who.minute);
  const auto need = pair_.needs()[who.need].after;
  for (const auto& known : known_) {
    if (need && (known.needs >> *need & 1U) == 0) continue;
    if (left_ == 0) return std::nullopt;
    --left_;
    auto answers = known.answers;
    put(answers, who);
    answers.at = {moment, helsinki_offset(moment)};
    answers.finished = true;
    for (auto& one : answers.by_input)
      one.observed.reset();
    auto made = contact_for_people(*pair_.side(true).period->book, answers);
    made.language = "en";
    const auto after = services(true, made, who);
    const auto before = after ? services(false, made, who) : std::nullopt;
    if (before && shows(what, *before, pair_.side(false), *after, pair_.side(true)))
      return to_json(made);
  }
  return std::nullopt;
}

}  // namespace arvio::inline v0::analysis
