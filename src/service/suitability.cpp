#include "arvio/service/suitability.hpp"

#include "suitable_times.hpp"

#include <algorithm>

namespace arvio::inline v0::service {

namespace {

certainty inside(const value_set& possible, const value_set& taken) {
  if (possible.inside(taken)) return certainty::certain;
  return possible.meets(taken) ? certainty::possible : certainty::excluded;
}

obstacle obstacle_of(person_fact which) {
  switch (which) {
    case person_fact::municipality: return obstacle::municipality;
    case person_fact::age: return obstacle::age;
    case person_fact::language: return obstacle::language;
    case person_fact::purpose: return obstacle::purpose;
  }
  return obstacle::municipality;  // not reached
}

}  // namespace

service_times times_of(const region_service& which, instant at) {
  service_times out;
  out.contact = which.open.next_open(at);
  if (!out.contact) return out;
  out.is_open = *out.contact == at;
  if (out.is_open) out.open_until = which.open.open_until(at);
  out.seen = which.within == 0
                 ? out.contact
                 : which.open.next_open({out.contact->seconds + which.within});
  return out;
}

certainty in_language(const region& where, const region_service& which,
                      const known_person& person) {
  if (person.interpreter)
    return which.interpreter ? certainty::certain : certainty::excluded;
  const auto place = static_cast<std::size_t>(person_fact::language);
  if (!which.takes[place]) return certainty::certain;  // any language
  bool some = false;
  bool all = true;
  for (const auto& range : person.possible[place].ranges()) {
    for (auto language = range.low; language <= range.high; ++language) {
      const bool served = speaks(where, which, language);
      some = some || served;
      all = all && served;
    }
  }
  if (all) return certainty::certain;
  return some ? certainty::possible : certainty::excluded;
}

unsuitable suitability_of(const region& where, const region_service& which,
                          const known_person& person, bool for_purpose) {
  unsuitable out;
  for (std::size_t i = 0; i < person_facts; ++i) {
    const auto fact = static_cast<person_fact>(i);
    auto state = certainty::certain;
    if (fact == person_fact::language) {
      state = in_language(where, which, person);
    } else if (which.takes[i] && (for_purpose || fact != person_fact::purpose)) {
      state = inside(person.possible[i], *which.takes[i]);
    }
    if (state == certainty::excluded)
      return {obstacle_of(fact), {}, fact == person_fact::language && person.interpreter};
    if (state == certainty::possible) out.unknown.push_back(fact);
  }
  return out;
}

unsuitable suitability_of(const region& where, const region_service& which,
                          const known_person& person, const service_times& times,
                          instant target_end) {
  auto out = suitability_of(where, which, person, true);
  if (out.because) return out;
  // so a question is never asked for the sake of a service that is closed
  if (!times.seen || target_end < *times.seen) return {obstacle::time, {}, false};
  return out;
}

}  // namespace arvio::inline v0::service
