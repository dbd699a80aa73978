#include "arvio/service/coverage.hpp"

#include "arvio/base/limits.hpp"

#include "suitable_times.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace arvio::inline v0::service {

namespace {

/// Minutes that are in the one list and in the other.
std::vector<minute_range> common_to(const std::vector<minute_range>& some,
                                    const std::vector<minute_range>& others) {
  std::vector<minute_range> both;
  auto other = others.begin();
  for (const auto& range : some) {
    // far ahead in long lists, for short ones
    other = std::lower_bound(
        other, others.end(), range.first,
        [](const minute_range& one, std::int64_t minute) { return one.last < minute; });
    for (auto one = other; one != others.end() && one->first <= range.last; ++one)
      both.push_back(
          {std::max(range.first, one->first), std::min(range.last, one->last)});
  }
  return both;
}

/// Looks for somebody without a service, level by level.
class coverage_search {
 public:
  coverage_search(const region& where, const book::rulebook& book,
                  const std::vector<std::int64_t>& languages, const proof_dates& dates)
      : where_(where),
        book_(book),
        languages_(languages),
        begin_(helsinki_midnight(dates.first)),
        late_(late_minutes(where, dates)) {}

  std::optional<coverage_witness> run() {
    for (book::level_index level = 1; level < book_.level_count; ++level) {
      known_.clear();
      for (std::uint32_t need = 0; need < book_.words().needs.size(); ++need) {
        candidates_ = candidates_for(level, need);
        covered_.clear();
        if (auto found = of_need(level, need)) return found;
      }
    }
    return std::nullopt;
  }

 private:
  using services = std::vector<std::uint32_t>;

  /// The services that stand behind a route without a condition, or behind the fallback.
  [[nodiscard]] services candidates_for(book::level_index level,
                                        std::uint32_t need) const {
    const auto is_for = [&](const book::linked_route& route) {
      return !route.when && (route.levels >> level & 1U) != 0 &&
             (route.needs == 0 || (route.needs >> need & 1U) != 0);
    };
    services found;
    for (std::uint32_t i = 0; i < where_.services.size(); ++i) {
      const auto& one = where_.services[i];
      if (one.takes[static_cast<std::size_t>(person_fact::purpose)]) continue;
      const bool routed =
          std::any_of(book_.routes.begin(), book_.routes.end(), [&](const auto& route) {
            return is_for(route) && fits_route(one, route, need);
          });
      if (routed || (book_.fallback && fits_route(one, *book_.fallback, need)))
        found.push_back(i);
    }
    return found;
  }

  [[nodiscard]] std::optional<coverage_witness> of_need(book::level_index level,
                                                        std::uint32_t need) {
    coverage_witness who{level, need, {}, {}, {}, {}};
    for (std::uint32_t i = 0; i < where_.municipalities.size(); ++i) {
      who.municipality = i;
      if (auto found = of_municipality(who)) return found;
    }
    // Urgent care is owed whatever the residence. Where no input says it nobody asks.
    const bool asked = where_.input_of(person_fact::municipality).has_value();
    if (asked && level > book_.out_of_scope) return std::nullopt;
    who.municipality.reset();
    return of_municipality(who);
  }

  [[nodiscard]] std::optional<coverage_witness> of_municipality(coverage_witness who) {
    services taking;
    for (const auto one : candidates_) {
      const auto& lives = limit_of(one, person_fact::municipality);
      if (!lives ||
          (who.municipality && lives->contains(where_.municipalities[*who.municipality])))
        taking.push_back(one);
    }
    // Whom the same services take is covered as others are.
    if (!covered_.insert(taking).second) return std::nullopt;
    if (!where_.input_of(person_fact::language)) return of_language(who, taking);
    for (const auto language : languages_) {
      services speaking;
      for (const auto one : taking) {
        if (speaks(where_, where_.services[one], language)) speaking.push_back(one);
      }
      who.language = language;
      if (auto found = of_language(who, speaking)) return found;
    }
    return std::nullopt;
  }

  /// Ages between two limits are taken by the same services: the first of them stands for
  /// all.
  [[nodiscard]] std::optional<coverage_witness> of_language(coverage_witness who,
                                                            const services& speaking) {
    const auto input = where_.input_of(person_fact::age);
    if (!input) return of_group(who, speaking);
    const auto& domain = book_.inputs[*input].domain;
    std::vector<std::int64_t> first_ages{domain.min()};
    for (const auto one : speaking) {
      const auto& ages = limit_of(one, person_fact::age);
      if (!ages || ages->empty()) continue;
      for (const auto age : {ages->min(), ages->max() + 1}) {
        if (domain.min() < age && age <= domain.max()) first_ages.push_back(age);
      }
    }
    std::sort(first_ages.begin(), first_ages.end());
    first_ages.erase(std::unique(first_ages.begin(), first_ages.end()), first_ages.end());
    for (const auto age : first_ages) {
      services taking;
      for (const auto one : speaking) {
        const auto& ages = limit_of(one, person_fact::age);
        if (!ages || ages->contains(age)) taking.push_back(one);
      }
      who.age = age;
      if (auto found = of_group(who, taking)) return found;
    }
    return std::nullopt;
  }

  /// Whoever these services take: is one of them in time at every minute?
  [[nodiscard]] std::optional<coverage_witness> of_group(coverage_witness who,
                                                         const services& taking) {
    auto place = known_.find(taking);
    if (place == known_.end())
      place = known_.emplace(taking, first_late(who.level, taking)).first;
    if (!place->second) return std::nullopt;
    who.moment = {begin_.seconds + *place->second * 60};
    return who;
  }

  /// The first minute at which all of them are late.
  [[nodiscard]] std::optional<std::int64_t> first_late(book::level_index level,
                                                       services taking) const {
    const auto late_of = [&](std::uint32_t one) -> const std::vector<minute_range>& {
      return late_.of(one, level);
    };
    // who is seldom late first: then little is left to compare with the others
    std::sort(taking.begin(), taking.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::pair(late_of(a).size(), a) < std::pair(late_of(b).size(), b);
    });
    auto late = late_.all();
    for (const auto one : taking) {
      late = common_to(late, late_of(one));
      if (late.empty()) return std::nullopt;
    }
    return late.front().first;
  }

  [[nodiscard]] const std::optional<value_set>& limit_of(std::uint32_t service,
                                                         person_fact which) const {
    return where_.services[service].takes[static_cast<std::size_t>(which)];
  }

  const region& where_;
  const book::rulebook& book_;
  const std::vector<std::int64_t>& languages_;
  instant begin_;
  late_minutes late_;
  services candidates_;
  std::set<services> covered_;  // that take some municipality, of the need at hand
  std::map<services, std::optional<std::int64_t>> known_;  // of the level at hand
};

/// Calls with the first and the last minute of each date, until it is told to stop.
template <class Look>
void for_ends_of_dates(const proof_dates& dates, Look&& look) {
  for (auto day = dates.first; day <= dates.last(); ++day.days) {
    const instant last{helsinki_midnight({day.days + 1}).seconds - 60};
    if (!look(helsinki_midnight(day)) || !look(last)) return;
  }
}

}  // namespace

std::optional<coverage_witness> first_uncovered(
    const region& where, const book::rulebook& book,
    const std::vector<std::int64_t>& languages, const proof_dates& dates) {
  return coverage_search(where, book, languages, dates).run();
}

std::size_t spans_of_proof(const region& where, const proof_dates& dates) {
  std::size_t count = 0;
  for (const auto* one : different_times(where).first)
    count += one->open.open_spans(dates.first, dates.last()).size();
  return count;
}

std::vector<target_disorder> disordered_targets(const region& where,
                                                const proof_dates& dates) {
  std::vector<target_disorder> found;
  for (book::level_index level = 1; level < where.targets.size(); ++level) {
    for_ends_of_dates(dates, [&](instant at) {
      const auto before = target_end(where, level - 1, at);
      const auto own = target_end(where, level, at);
      const bool in_order = !before || !own || *before <= *own;
      if (!in_order) found.push_back({level, at});
      return in_order;
    });
  }
  return found;
}

std::optional<instant> first_target_out_of_range(const region& where,
                                                 const proof_dates& dates) {
  std::optional<instant> found;
  for_ends_of_dates(dates, [&](instant at) {
    for (book::level_index level = 0; level < where.targets.size(); ++level) {
      if (target_end(where, level, at)) continue;
      found = at;
      return false;
    }
    return true;
  });
  return found;
}

}  // namespace arvio::inline v0::service
