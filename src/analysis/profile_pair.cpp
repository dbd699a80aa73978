#include "profile_pair.hpp"

#include "arvio/base/limits.hpp"

#include "lang/wording.hpp"
#include "service/suitable_times.hpp"

#include <algorithm>
#include <utility>

namespace arvio::inline v0::analysis {

namespace {

using service::person_fact;
using service::region_service;

std::size_t place_of(person_fact which) { return static_cast<std::size_t>(which); }

/// The place of an id in a list of terms.
template <class Terms>
std::optional<std::size_t> place_in(const Terms& all, const std::string& id) {
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&id](const auto& one) { return one.id.text == id; });
  if (found == all.end()) return std::nullopt;
  return static_cast<std::size_t>(found - all.begin());
}

std::optional<std::int64_t> value_of_code(const book::linked_input& input,
                                          const std::string& code) {
  const auto found = std::find(input.codes.begin(), input.codes.end(), code);
  if (found == input.codes.end()) return std::nullopt;
  return found - input.codes.begin();
}

/// The words of a code: of the profile for a municipality of its own, else of the input.
std::string code_words(const service::profile& profile, const book::rulebook& book,
                       const book::linked_input& input, person_fact which,
                       const std::string& code) {
  if (which == person_fact::municipality) {
    if (const auto place = place_in(profile.municipalities, code))
      return english(profile.municipalities[*place].labels, code);
  }
  if (input.declared == nullptr) return code;
  const auto* values = &input.declared->values;
  for (const auto& set : book.sets) {
    for (const auto& shared : set.rules->values) {
      if (input.declared->values_of && shared.id.text == input.declared->values_of->text)
        values = &shared.values;
    }
  }
  const auto place = place_in(*values, code);
  return place ? english((*values)[*place].labels, code) : code;
}

/// The codes of an input in the order in which persons are looked at: those that the
/// profile lists before the others.
std::vector<std::string> codes_in_order(const service::profile& profile,
                                        const book::linked_input& input,
                                        person_fact which) {
  std::vector<std::string> all;
  if (which == person_fact::municipality) {
    for (const auto& one : profile.municipalities)
      all.push_back(one.id.text);
  } else if (which == person_fact::language) {
    for (const auto& one : profile.official)
      all.push_back(one.text);
  }
  for (const auto& code : input.codes) {
    if (std::find(all.begin(), all.end(), code) == all.end()) all.push_back(code);
  }
  return all;
}

}  // namespace

std::string english(const ruleset::texts& all, const std::string& id) {
  for (const auto* language : {"en", "fi"}) {
    for (const auto& one : all) {
      if (one.language == language) return one.words;
    }
  }
  return all.empty() ? id : all.front().words;
}

std::string route_name(const book::linked_route& route) {
  auto text = route.declared->channel.text;
  if (route.declared->professional) text += "/" + route.declared->professional->text;
  return text;
}

std::string moment_words(instant at) {
  constexpr std::array days{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  const auto day = helsinki_date(at);
  const auto weekday = static_cast<std::size_t>(service::weekday_of(day));
  auto text = to_text(offset_time{at, helsinki_offset(at)});
  text.replace(text.find('T'), 1, " ");
  constexpr std::size_t to_the_minute = 16;  // 2026-01-05 08:00
  return std::string(days[weekday]) + " " + text.substr(0, to_the_minute);
}

profile_pair::profile_pair(const profile_side& before, const profile_side& after)
    : before_(before), after_(after) {
  pair_words();
  pair_facts();
  find_dates();
}

instant profile_pair::moment_of(std::int64_t minute) const {
  return {helsinki_midnight(dates_.first).seconds + minute * 60};
}

void profile_pair::pair_words() {
  const auto& was = before_.period->book->words();
  const auto& is = after_.period->book->words();
  for (std::size_t level = 1; level < is.levels.size(); ++level) {
    const auto& id = is.levels[level].id.text;
    const auto place = place_in(was.levels, id);
    if (place && *place > 0)
      levels_.push_back({static_cast<book::level_index>(*place),
                         static_cast<book::level_index>(level), id, id});
  }
  for (std::size_t need = 0; need < is.needs.size(); ++need) {
    const auto& id = is.needs[need].id.text;
    if (const auto place = place_in(was.needs, id))
      needs_.push_back({static_cast<std::uint32_t>(*place),
                        static_cast<std::uint32_t>(need), id,
                        english(is.needs[need].labels, id)});
  }
  needs_.push_back({std::nullopt, std::nullopt, "", "no need in particular"});
}

const book::linked_input* profile_pair::input_of(bool later, person_fact which) const {
  const auto& one = side(later);
  const auto input = one.where->input_of(which);
  return input ? &one.period->book->inputs[*input] : nullptr;
}

void profile_pair::pair_facts() {
  for (const auto which : {person_fact::municipality, person_fact::age,
                           person_fact::language, person_fact::purpose}) {
    const auto* was = input_of(false, which);
    const auto* is = input_of(true, which);
    if (was != nullptr && is != nullptr && was->id != is->id) {
      fault_ = "the two versions ask " + lang::in_backticks(was->id) + " and " +
               lang::in_backticks(is->id) + " for the same thing";
      return;
    }
    if (which == person_fact::age) {
      pair_ages();
    } else {
      pair_codes(which);
    }
  }
  asks_for_interpreter_ = before_.where->interpreter || after_.where->interpreter;
}

void profile_pair::pair_codes(person_fact which) {
  auto& values = values_[place_of(which)];
  const auto* was = input_of(false, which);
  const auto* is = input_of(true, which);
  if (was == nullptr && is == nullptr) {
    values.push_back({});
    return;
  }
  const auto& owner = is != nullptr ? after_ : before_;
  const auto& input = is != nullptr ? *is : *was;
  for (const auto& code : codes_in_order(*owner.where->written, input, which)) {
    value_pair made;
    if (was != nullptr) made.before = value_of_code(*was, code);
    if (is != nullptr) made.after = value_of_code(*is, code);
    // what only one of the two books knows as a value is nothing that both can be asked
    if ((was != nullptr && !made.before) || (is != nullptr && !made.after)) continue;
    made.id = code;
    made.words =
        code_words(*owner.where->written, *owner.period->book, input, which, code);
    values.push_back(std::move(made));
  }
  if (values.empty())
    fault_ = "the two versions know no value of " + lang::in_backticks(input.id) +
             " in common";
}

void profile_pair::pair_ages() {
  for (const bool later : {false, true}) {
    const auto* input = input_of(later, person_fact::age);
    if (input == nullptr) continue;
    const value_range own{input->domain.min(), input->domain.max()};
    ages_ = ages_ ? value_range{std::max(ages_->low, own.low),
                                std::min(ages_->high, own.high)}
                  : own;
  }
  if (ages_ && ages_->high < ages_->low)
    fault_ = "the two versions know no age in common";
}

/// The days of a proof from the first on which both are as they are compared.
void profile_pair::find_dates() {
  dates_ = {
      std::max({before_.where->written->valid_from, after_.where->written->valid_from,
                helsinki_date(before_.period->from), helsinki_date(after_.period->from)}),
      limits::proof_days};
  for (const bool later : {false, true}) {
    const auto& where = *side(later).where;
    const auto* days = where.free_days.get();
    const bool held =
        (days == nullptr || (days->has(dates_.first) && days->has(dates_.last()))) &&
        !service::first_target_out_of_range(where, dates_);
    if (held || !fault_.empty()) continue;
    fault_ = std::string("the calendar of the ") + (later ? "later" : "earlier") +
             " version does not hold the " + std::to_string(dates_.count) +
             " days from " + to_text(dates_.first) + " on";
  }
}

std::size_t profile_pair::language_count() const {
  const auto count = values(person_fact::language).size();
  return asks_for_interpreter_ ? 2 * count : count;
}

template <class Look>
void profile_pair::for_routes(bool later, const region_service& one, std::size_t level,
                              std::size_t need, Look look) const {
  const auto& book = *side(later).period->book;
  const auto at = later ? levels_[level].after : levels_[level].before;
  const auto what = later ? needs_[need].after : needs_[need].before;
  const auto is_behind = [&](const book::linked_route& route) {
    if ((route.levels >> at & 1U) == 0) return false;
    const bool names = route.needs == 0 || (what && (route.needs >> *what & 1U) != 0);
    return names && service::fits_route(one, route, what);
  };
  for (const auto& route : book.routes) {
    if (is_behind(route) && !look(route)) return;
  }
  if (book.fallback && service::fits_route(one, *book.fallback, what) &&
      !look(*book.fallback))
    return;
  if (!what) return;  // the routes of groups are for needs
  for (const auto& group : book.groups) {
    for (const auto& route : group.routes) {
      if (is_behind(route) && !look(route)) return;
    }
  }
}

bool profile_pair::fits(bool later, const region_service& one, std::size_t level,
                        std::size_t need) const {
  bool found = false;
  for_routes(later, one, level, need, [&found](const book::linked_route&) {
    found = true;
    return false;
  });
  return found;
}

bool profile_pair::fits_plainly(bool later, const region_service& one, std::size_t level,
                                std::size_t need) const {
  const auto& routes = side(later).period->book->routes;
  bool found = false;
  for_routes(later, one, level, need, [&](const book::linked_route& route) {
    const bool is_of_vocabulary =
        std::any_of(routes.begin(), routes.end(),
                    [&route](const auto& each) { return &each == &route; });
    found = is_of_vocabulary && !route.when;
    return !found;
  });
  return found;
}

std::set<std::string> profile_pair::routes_behind(bool later, const region_service& one,
                                                  std::size_t level,
                                                  std::size_t need) const {
  std::set<std::string> all;
  for_routes(later, one, level, need, [&all](const book::linked_route& route) {
    all.insert(route_name(route));
    return true;
  });
  return all;
}

std::optional<std::int64_t> profile_pair::value_for(bool later, person_fact which,
                                                    std::size_t value) const {
  const auto& all = values(which);
  const auto& one = all[value % all.size()];
  return later ? one.after : one.before;
}

bool profile_pair::takes(bool later, const region_service& one, person_fact which,
                         std::size_t value) const {
  const auto& where = *side(later).where;
  if (which == person_fact::language) {
    if (with_interpreter(value) && where.interpreter) return one.interpreter;
    const auto spoken = value_for(later, which, value);
    return !spoken || service::speaks(where, one, *spoken);
  }
  const auto& limit = one.takes[place_of(which)];
  const auto own = value_for(later, which, value);
  return !limit || !own || limit->contains(*own);
}

bool profile_pair::takes_age(const region_service& one, std::optional<std::int64_t> age) {
  const auto& limit = one.takes[place_of(person_fact::age)];
  return !limit || !age || limit->contains(*age);
}

service::known_person profile_pair::known(bool later, const asked_person& who) const {
  service::known_person made;
  const auto put = [&](person_fact which, std::optional<std::int64_t> value) {
    if (value) made.possible[place_of(which)] = value_set::single(*value);
  };
  put(person_fact::municipality,
      value_for(later, person_fact::municipality, who.municipality));
  put(person_fact::language, value_for(later, person_fact::language, who.language));
  put(person_fact::purpose, value_for(later, person_fact::purpose, who.purpose));
  put(person_fact::age, who.age);
  made.interpreter =
      side(later).where->interpreter.has_value() && with_interpreter(who.language);
  return made;
}

std::string profile_pair::words(const asked_person& who) const {
  auto text = levels_[who.level].words + ", " + needs_[who.need].words;
  const auto add = [&text](const std::string& more) {
    if (!more.empty()) text += ", " + more;
  };
  add(values(person_fact::municipality)[who.municipality].words);
  const auto& languages = values(person_fact::language);
  add(languages[who.language % languages.size()].words);
  if (with_interpreter(who.language)) add("with an interpreter");
  if (who.age) add(std::to_string(*who.age) + (*who.age == 1 ? " year" : " years"));
  add(values(person_fact::purpose)[who.purpose].words);
  add(moment_words(moment_of(who.minute)));
  return text;
}

}  // namespace arvio::inline v0::analysis
