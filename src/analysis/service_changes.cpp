#include "arvio/analysis/service_changes.hpp"

#include "arvio/service/suitability.hpp"

#include "profile_pair.hpp"
#include "seen_times.hpp"
#include "service/suitable_times.hpp"
#include "service_contact.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace arvio::inline v0::analysis {

namespace {

using service::person_fact;
using service::region_service;

constexpr std::size_t pairs_looked_at = 20'000;  // of services that changed places

/// A service by its places in both regions; absent where it is not there.
struct service_pair {
  std::string id;
  std::optional<std::uint32_t> before;
  std::optional<std::uint32_t> after;
};

/// Values that both versions of a service take alike.
struct value_class {
  bool before = false;
  bool after = false;
  std::vector<std::int64_t> firsts;  // values; of ages the first of each range
  std::vector<std::int64_t> lasts;   // of ages
};
using value_classes = std::vector<value_class>;

/// The classes of everything that services ask.
struct person_classes {
  value_classes municipalities;
  value_classes languages;
  value_classes ages;
  value_classes purposes;
};

/// Persons whom both versions of a service take alike.
struct person_class {
  const value_class* municipality;
  const value_class* language;
  const value_class* age;
  const value_class* purpose;

  [[nodiscard]] bool is_taken(bool later) const {
    const auto all = {municipality, language, age, purpose};
    return std::all_of(all.begin(), all.end(), [later](const value_class* one) {
      return later ? one->after : one->before;
    });
  }
};

/// Everybody whom a turn of one service concerns, as it is found.
struct concerned {
  std::optional<asked_person> first;
  std::set<std::size_t> levels;
  std::set<std::size_t> needs;
  std::set<const value_class*> municipalities;
  std::set<const value_class*> languages;
  std::set<const value_class*> ages;
  std::set<const value_class*> purposes;
  // the first by level and need
  std::map<std::pair<std::size_t, std::size_t>, asked_person> by_route;
};

auto order_of(const asked_person& who) {
  return std::tuple(who.level, who.need, who.municipality, who.language, who.age,
                    who.purpose, who.minute);
}

/// "A / B and 3 more"
std::string some_of(const std::vector<std::string>& all, std::size_t most) {
  std::string text;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i == most && all.size() > most + 1)
      return text + " and " + std::to_string(all.size() - most) + " more";
    text += (i == 0 ? "" : " / ") + all[i];
  }
  return text;
}

class service_comparer {
 public:
  service_comparer(const profile_pair& pair, service_changes& out)
      : pair_(pair),
        out_(out),
        late_before_(*pair.side(false).where, pair.dates()),
        late_after_(*pair.side(true).where, pair.dates()),
        all_(late_after_.all()),
        contacts_(pair) {}

  void run() {
    for (const auto& one : all_services())
      compare(one);
    compare_order();
  }

 private:
  using turns = std::map<service_turn, concerned>;
  using suitable_service = std::pair<instant, const region_service*>;  // seen when

  // --- services ------------------------------------------------------------------------

  [[nodiscard]] const region_service& service_at(bool later, std::uint32_t place) const {
    return pair_.side(later).where->services[place];
  }
  [[nodiscard]] const region_service* service_of(const service_pair& one,
                                                 bool later) const {
    const auto& place = later ? one.after : one.before;
    return place ? &service_at(later, *place) : nullptr;
  }

  [[nodiscard]] std::vector<service_pair> all_services() const {
    const auto& was = pair_.side(false).where->services;
    const auto& is = pair_.side(true).where->services;
    std::map<std::string_view, std::uint32_t> places;
    for (std::uint32_t i = 0; i < was.size(); ++i)
      places.emplace(was[i].declared->id.text, i);
    std::vector<service_pair> all;
    for (std::uint32_t i = 0; i < is.size(); ++i) {
      const auto& id = is[i].declared->id.text;
      service_pair made{id, {}, i};
      if (const auto found = places.find(id); found != places.end()) {
        made.before = found->second;
        places.erase(found);
      }
      all.push_back(std::move(made));
    }
    for (std::uint32_t i = 0; i < was.size(); ++i) {
      const auto& id = was[i].declared->id.text;
      if (places.contains(id)) all.push_back({id, i, {}});
    }
    return all;
  }

  // --- whom it takes -------------------------------------------------------------------

  /// The values of one thing, in classes that both versions take alike.
  [[nodiscard]] value_classes classes_of(const service_pair& one,
                                         person_fact which) const {
    const auto count = which == person_fact::language ? pair_.language_count()
                                                      : pair_.values(which).size();
    value_classes all;
    for (std::size_t value = 0; value < count; ++value) {
      const auto takes = [&](bool later) {
        const auto* each = service_of(one, later);
        return each != nullptr && pair_.takes(later, *each, which, value);
      };
      add(all, takes(false), takes(true), static_cast<std::int64_t>(value),
          static_cast<std::int64_t>(value));
    }
    return all;
  }

  [[nodiscard]] value_classes ages_of(const service_pair& one) const {
    value_classes all;
    const auto& ages = pair_.ages();
    if (!ages) {
      add(all, one.before.has_value(), one.after.has_value(), 0, 0);
      return all;
    }
    std::set<std::int64_t> firsts{ages->low};
    for (const bool later : {false, true}) {
      const auto* each = service_of(one, later);
      if (each == nullptr) continue;
      const auto& limit = each->takes[static_cast<std::size_t>(person_fact::age)];
      if (!limit || limit->empty()) continue;
      for (const auto age : {limit->min(), limit->max() + 1}) {
        if (ages->low < age && age <= ages->high) firsts.insert(age);
      }
    }
    for (auto age = firsts.begin(); age != firsts.end(); ++age) {
      const auto next = std::next(age);
      const auto takes = [&](bool later) {
        const auto* each = service_of(one, later);
        return each != nullptr && profile_pair::takes_age(*each, *age);
      };
      add(all, takes(false), takes(true), *age,
          next == firsts.end() ? ages->high : *next - 1);
    }
    return all;
  }

  static void add(value_classes& to, bool before, bool after, std::int64_t first,
                  std::int64_t last) {
    for (auto& one : to) {
      if (one.before != before || one.after != after) continue;
      one.firsts.push_back(first);
      one.lasts.push_back(last);
      return;
    }
    to.push_back({before, after, {first}, {last}});
  }

  // --- one service ---------------------------------------------------------------------

  void compare(const service_pair& one) {
    const person_classes classes{classes_of(one, person_fact::municipality),
                                 classes_of(one, person_fact::language), ages_of(one),
                                 classes_of(one, person_fact::purpose)};
    if (one.before && one.after)
      times_ = seen_differences_between(service_at(false, *one.before),
                                        service_at(true, *one.after), pair_.dates());
    turns found;
    for (std::size_t level = 0; level < pair_.levels().size(); ++level) {
      find_minutes(one, level);
      for (std::size_t need = 0; need < pair_.needs().size(); ++need) {
        find_routes(one, level, need);
        if (fitted_ || fits_) look_at(classes, level, need, found);
      }
    }
    for (const auto& [turn, of_turn] : found)
      tell({one.id, "", turn}, of_turn);
  }

  /// Whether each version stands behind some route of a level and need.
  void find_routes(const service_pair& one, std::size_t level, std::size_t need) {
    const auto fits = [&](bool later) {
      const auto* each = service_of(one, later);
      return each != nullptr && pair_.fits(later, *each, level, need);
    };
    fitted_ = fits(false);
    fits_ = fits(true);
    moves_ = fitted_ && fits_ && moved(one, level, need);
  }

  /// All persons of a level and need, class by class.
  void look_at(const person_classes& all, std::size_t level, std::size_t need,
               turns& found) const {
    for (const auto& lives : all.municipalities) {
      for (const auto& speaks : all.languages) {
        for (const auto& age : all.ages) {
          for (const auto& purpose : all.purposes)
            look_at({&lives, &speaks, &age, &purpose}, level, need, found);
        }
      }
    }
  }

  void look_at(const person_class& who, std::size_t level, std::size_t need,
               turns& found) const {
    const auto first = [](const value_class* of) {
      return static_cast<std::size_t>(of->firsts.front());
    };
    const asked_person person{
        level,
        need,
        first(who.municipality),
        first(who.language),
        pair_.ages() ? std::optional(who.age->firsts.front()) : std::nullopt,
        first(who.purpose),
        0};
    const auto turned =
        minutes_of(fitted_ && who.is_taken(false), fits_ && who.is_taken(true));
    for (const auto& [turn, minute] : turned) {
      auto& of_turn = found[turn];
      add(of_turn, person, minute);
      of_turn.municipalities.insert(who.municipality);
      of_turn.languages.insert(who.language);
      of_turn.ages.insert(who.age);
      of_turn.purposes.insert(who.purpose);
    }
  }

  /// Whether a service that is behind some routes stands behind others now.
  [[nodiscard]] bool moved(const service_pair& one, std::size_t level,
                           std::size_t need) const {
    const auto& was = service_at(false, *one.before);
    const auto& is = service_at(true, *one.after);
    const auto named = [](const std::vector<ruleset::name>& all) {
      std::set<std::string> ids;
      for (const auto& name : all)
        ids.insert(name.text);
      return ids;
    };
    if (was.declared->channel.text == is.declared->channel.text &&
        named(was.declared->professionals) == named(is.declared->professionals))
      return false;  // what has changed of the routes is not the profiles' doing
    return pair_.routes_behind(false, was, level, need) !=
           pair_.routes_behind(true, is, level, need);
  }

  static void add(concerned& to, asked_person who, std::int64_t minute) {
    who.minute = minute;
    to.levels.insert(who.level);
    to.needs.insert(who.need);
    if (!to.first || order_of(who) < order_of(*to.first)) to.first = who;
    const auto [place, is_new] = to.by_route.emplace(std::pair(who.level, who.need), who);
    if (!is_new && order_of(who) < order_of(place->second)) place->second = who;
  }

  /// The first minutes at which the turns of a service show at a level, by whether both
  /// versions take the person, or one.
  void find_minutes(const service_pair& one, std::size_t level) {
    static const minutes none;
    const auto& levels = pair_.levels()[level];
    const auto& was = one.before ? late_before_.of(*one.before, levels.before) : none;
    const auto& is = one.after ? late_after_.of(*one.after, levels.after) : none;
    only_before_ = one.before ? first_outside(all_, {&was}) : std::nullopt;
    only_after_ = one.after ? first_outside(all_, {&is}) : std::nullopt;
    for (auto& each : both_)
      each.reset();
    in_both_.reset();
    if (!one.before || !one.after) return;
    in_both_ = first_outside(all_, {&was, &is});
    both_[place(service_turn::lost)] = first_outside(is, {&was});
    both_[place(service_turn::gained)] = first_outside(was, {&is});
    both_[place(service_turn::later)] = first_outside(times_.later, {&was, &is});
    both_[place(service_turn::earlier)] = first_outside(times_.earlier, {&was, &is});
  }
  static std::size_t place(service_turn turn) { return static_cast<std::size_t>(turn); }

  [[nodiscard]] std::vector<std::pair<service_turn, std::int64_t>> minutes_of(
      bool took, bool takes) const {
    std::vector<std::pair<service_turn, std::int64_t>> all;
    const auto add = [&all](service_turn turn, std::optional<std::int64_t> minute) {
      if (minute) all.emplace_back(turn, *minute);
    };
    if (took && !takes) add(service_turn::lost, only_before_);
    if (!took && takes) add(service_turn::gained, only_after_);
    if (!took || !takes) return all;
    if (moves_) add(service_turn::moved, in_both_);
    for (std::size_t i = 0; i < both_.size(); ++i)
      add(static_cast<service_turn>(i), both_[i]);
    return all;
  }

  // --- order ---------------------------------------------------------------------------

  /// What is seen at one moment stands in the order of the profile: two services that
  /// changed places do so for whom both suit at such a moment. The first two are told.
  void compare_order() {
    std::vector<service_pair> common;
    for (auto& one : all_services()) {
      if (one.before && one.after) common.push_back(std::move(one));
    }
    std::size_t looked_at = 0;
    for (std::size_t i = 0; i < common.size(); ++i) {
      for (std::size_t j = i + 1; j < common.size(); ++j) {
        if (*common[i].before < *common[j].before) continue;
        if (++looked_at > pairs_looked_at) {
          out_.order_in_part = true;
          return;
        }
        const auto found = both_at_once(common[i], common[j]);
        if (!found) continue;
        tell({common[i].id, common[j].id, service_turn::reordered}, *found);
        return;
      }
    }
  }

  /// The first to whom two services are offered together and who is seen by both at one
  /// moment.
  [[nodiscard]] std::optional<concerned> both_at_once(const service_pair& one,
                                                      const service_pair& other) {
    const auto& first = service_at(true, *one.after);
    const auto& second = service_at(true, *other.after);
    if (first.channel != second.channel) return std::nullopt;  // never in one route
    const auto lives = first_of_both(one, other, person_fact::municipality);
    const auto speaks = first_of_both(one, other, person_fact::language);
    const auto comes_for = first_of_both(one, other, person_fact::purpose);
    const auto age = first_age_of_both(first, second);
    if (!lives || !speaks || !comes_for || (pair_.ages() && !age)) return std::nullopt;
    const auto differ = seen_differences_between(first, second, pair_.dates());
    for (std::size_t level = 0; level < pair_.levels().size(); ++level) {
      const auto at = pair_.levels()[level].after;
      const auto minute = first_outside(
          all_, {&late_after_.of(*one.after, at), &late_after_.of(*other.after, at),
                 &differ.later, &differ.earlier});
      if (!minute) continue;
      for (std::size_t need = 0; need < pair_.needs().size(); ++need) {
        if (!pair_.fits(true, first, level, need) ||
            !pair_.fits(true, second, level, need))
          continue;
        concerned found;
        add(found, {level, need, *lives, *speaks, age, *comes_for, 0}, *minute);
        return found;
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<std::size_t> first_of_both(const service_pair& one,
                                                         const service_pair& other,
                                                         person_fact which) const {
    const auto count = which == person_fact::language ? pair_.language_count()
                                                      : pair_.values(which).size();
    for (std::size_t value = 0; value < count; ++value) {
      if (pair_.takes(true, service_at(true, *one.after), which, value) &&
          pair_.takes(true, service_at(true, *other.after), which, value))
        return value;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<std::int64_t> first_age_of_both(
      const region_service& one, const region_service& other) const {
    if (!pair_.ages()) return std::nullopt;
    value_set both(pair_.ages()->low, pair_.ages()->high);
    for (const auto* each : {&one, &other}) {
      const auto& limit = each->takes[static_cast<std::size_t>(person_fact::age)];
      if (limit) both = both.intersected(*limit);
    }
    return both.empty() ? std::nullopt : std::optional(both.min());
  }

  // --- words ---------------------------------------------------------------------------

  void tell(const looked_at_service& what, const concerned& who) {
    service_change made;
    made.service = what.id;
    made.turn = what.turn;
    made.title = title_of(what.id);
    if (!what.other.empty()) made.title += " before " + title_of(what.other);
    made.first = pair_.words(*who.first);
    made.before = services_for(false, *who.first, what);
    made.after = services_for(true, *who.first, what);
    made.for_whom = what.other.empty() ? words_of(who) : "";
    for (const auto& [route, person] : who.by_route) {
      auto contact = contacts_.find(person, what);
      if (!contact) continue;
      made.contact = std::move(*contact);
      if (order_of(person) == order_of(*who.first)) break;
      made.contact_of = pair_.words(person);
      break;
    }
    out_.changes.push_back(std::move(made));
  }

  [[nodiscard]] std::string title_of(const std::string& id) const {
    for (const bool later : {true, false}) {
      for (const auto& one : pair_.side(later).where->services) {
        if (one.declared->id.text == id) return english(one.declared->names, id);
      }
    }
    return id;
  }

  /// The services that suit somebody and are offered whatever else is so, by the moment
  /// seen: the first three, and the ones that are looked at. Where there are none, those
  /// of the fallback.
  [[nodiscard]] std::string services_for(bool later, const asked_person& who,
                                         const looked_at_service& what) const {
    const auto is_looked_at = [&what](const suitable_service& one) {
      const auto& id = one.second->declared->id.text;
      return id == what.id || id == what.other;
    };
    auto all = suitable(later, who);
    const auto plain = [&](const suitable_service& one) {
      return pair_.fits_plainly(later, *one.second, who.level, who.need);
    };
    if (std::any_of(all.begin(), all.end(), plain))
      std::erase_if(all,
                    [&](const auto& one) { return !plain(one) && !is_looked_at(one); });
    constexpr std::size_t most = 3;
    std::string text;
    std::size_t shown = 0;
    for (const auto& one : all) {
      if (shown >= most && !is_looked_at(one)) continue;
      ++shown;
      const auto& declared = *one.second->declared;
      text += (text.empty() ? "" : "; ") + english(declared.names, declared.id.text) +
              " from " + moment_words(one.first);
    }
    if (shown < all.size()) text += "; " + std::to_string(all.size() - shown) + " more";
    return text.empty() ? "none" : text;
  }

  /// All that suit somebody, by the moment seen.
  [[nodiscard]] std::vector<suitable_service> suitable(bool later,
                                                       const asked_person& who) const {
    const auto& where = *pair_.side(later).where;
    const auto at = pair_.moment_of(who.minute);
    const auto& level = pair_.levels()[who.level];
    const auto end = service::target_end(where, later ? level.after : level.before, at);
    const auto known = pair_.known(later, who);
    std::vector<suitable_service> all;
    for (const auto& one : where.services) {
      if (!end || !pair_.fits(later, one, who.level, who.need)) continue;
      const auto times = service::times_of(one, at);
      if (service::suitability_of(where, one, known, times, *end).is_suitable())
        all.emplace_back(*times.seen, &one);
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    return all;
  }

  [[nodiscard]] std::string words_of(const concerned& who) const {
    std::vector<std::string> levels;
    for (const auto level : who.levels)
      levels.push_back(pair_.levels()[level].words);
    auto text = some_of(levels, levels.size());
    const auto add = [&text](const std::string& more) {
      if (!more.empty()) text += "; " + more;
    };
    std::vector<std::string> needs;
    for (const auto need : who.needs)
      needs.push_back(pair_.needs()[need].words);
    add(needs.size() == pair_.needs().size() ? "every need" : some_of(needs, 6));
    add(values_words(who.municipalities, person_fact::municipality,
                     "every municipality"));
    add(values_words(who.languages, person_fact::language, "every language"));
    add(ages_words(who.ages));
    add(values_words(who.purposes, person_fact::purpose, ""));
    return text;
  }

  /// Values of classes, in order; `every` where these are all.
  [[nodiscard]] std::string values_words(const std::set<const value_class*>& classes,
                                         person_fact which,
                                         const std::string& every) const {
    const auto& values = pair_.values(which);
    std::set<std::int64_t> places;
    for (const auto* one : classes)
      places.insert(one->firsts.begin(), one->firsts.end());
    const auto count =
        which == person_fact::language ? pair_.language_count() : values.size();
    if (values.front().words.empty()) return "";  // nobody asks
    if (places.size() == count) return every;
    std::vector<std::string> words;
    for (const auto value : places) {
      const auto place = static_cast<std::size_t>(value);
      auto text = values[place % values.size()].words;
      if (place >= values.size()) text += " with an interpreter";
      words.push_back(std::move(text));
    }
    return some_of(words, 6);
  }

  [[nodiscard]] std::string ages_words(
      const std::set<const value_class*>& classes) const {
    if (!pair_.ages()) return "";
    value_set all;
    for (const auto* one : classes) {
      for (std::size_t i = 0; i < one->firsts.size(); ++i)
        all = all.united({one->firsts[i], one->lasts[i]});
    }
    if (all == value_set(pair_.ages()->low, pair_.ages()->high)) return "every age";
    std::vector<std::string> words;
    for (const auto& range : all.ranges())
      words.push_back(range.low == range.high ? std::to_string(range.low)
                                              : std::to_string(range.low) + " to " +
                                                    std::to_string(range.high));
    return some_of(words, words.size()) + " years";
  }

  const profile_pair& pair_;
  service_changes& out_;
  service::late_minutes late_before_;
  service::late_minutes late_after_;
  minutes all_;
  service_contacts contacts_;
  // of the service at hand
  seen_differences times_;
  std::optional<std::int64_t> only_before_;
  std::optional<std::int64_t> only_after_;
  std::optional<std::int64_t> in_both_;              // in time in both versions
  std::array<std::optional<std::int64_t>, 4> both_;  // by turn
  // of the level and need at hand, too
  bool fitted_ = false;  // behind some route, before and ...
  bool fits_ = false;    // ... after
  bool moves_ = false;   // behind others
};

}  // namespace

service_changes service_changes_between(const profile_side& before,
                                        const profile_side& after) {
  service_changes out;
  const profile_pair pair(before, after);
  out.first_day = to_text(pair.dates().first);
  out.days = pair.dates().count;
  out.not_compared = pair.fault();
  if (out.not_compared.empty()) service_comparer(pair, out).run();
  return out;
}

}  // namespace arvio::inline v0::analysis
