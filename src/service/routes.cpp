#include "arvio/service/routes.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace arvio::inline v0::service {

namespace {

constexpr instant past_all{std::numeric_limits<std::int64_t>::max()};

/// By the moment seen; what is seen at one moment stays in the order of the profile.
void sort_by_seen(std::vector<listed_service>& services) {
  std::stable_sort(services.begin(), services.end(), [](const auto& a, const auto& b) {
    return a.times.seen.value_or(past_all) < b.times.seen.value_or(past_all);
  });
}

void add_new(std::vector<person_fact>& to, const std::vector<person_fact>& facts) {
  for (const auto fact : facts) {
    if (std::find(to.begin(), to.end(), fact) == to.end()) to.push_back(fact);
  }
  std::sort(to.begin(), to.end());
}

/// Chooses services for one contact. Times are found once, whatever asks for them.
class chooser {
 public:
  chooser(const region& where, const book::rulebook& book, const known_person& person,
          instant at)
      : where_(where),
        book_(book),
        person_(person),
        at_(at),
        times_(where.services.size()) {}

  std::optional<need_services> for_need(const asked_need& asked) {
    const auto end = target_end(where_, asked.level, at_);
    if (!end) return std::nullopt;
    need_services out{asked.need, asked.level, *end, {}, {}, {}, {}};
    for (const auto& route : asked.routes)
      out.routes.push_back(for_route(out, route));
    const bool offered = std::any_of(
        out.routes.begin(), out.routes.end(),
        [](const auto& one) { return one.standing == route_standing::offered; });
    if (!offered) {
      for (auto& one : out.routes)
        offer_not_known(one);
      if (book_.fallback) out.fallback = for_fallback(out, *book_.fallback);
    } else if (book_.fallback && !is_any_open(out)) {
      out.meanwhile = open_meanwhile(out, *book_.fallback);
    }
    ask(out);
    return out;
  }

  [[nodiscard]] const service_times& times(std::uint32_t service) {
    auto& known = times_[service];
    if (!known) known = times_of(where_.services[service], at_);
    return *known;
  }

 private:
  [[nodiscard]] listed_service look_at(std::uint32_t service, instant end) {
    const auto& found = times(service);
    return {service, found,
            suitability_of(where_, where_.services[service], person_, found, end)};
  }

  route_services for_route(const need_services& of, const asked_route& asked) {
    route_services out{asked.route, asked.condition, route_standing::excluded, {}, {},
                       {}};
    if (asked.condition == certainty::excluded) return out;
    const auto& route = route_of(book_, asked.route);
    for (std::uint32_t i = 0; i < where_.services.size(); ++i) {
      if (!fits_route(where_.services[i], route, of.need)) continue;
      auto found = look_at(i, of.target_end);
      auto& list = found.against.is_suitable() ? out.suitable : out.refused;
      list.push_back(std::move(found));
    }
    sort_by_seen(out.suitable);
    if (out.suitable.empty()) {
      out.standing = out.refused.empty() ? route_standing::not_in_region
                                         : route_standing::services_refused;
    } else {
      out.standing = asked.condition == certainty::certain
                         ? route_standing::offered
                         : route_standing::condition_unknown;
    }
    return out;
  }

  static void offer_not_known(route_services& route) {
    if (route.standing != route_standing::services_refused ||
        route.condition != certainty::certain)
      return;
    for (const auto& one : route.refused) {
      if (one.against.is_unknown()) route.not_known.push_back(one);
    }
    sort_by_seen(route.not_known);
    if (!route.not_known.empty()) route.standing = route_standing::offered_not_known;
  }

  fallback_services for_fallback(const need_services& of,
                                 const book::linked_route& fallback) {
    fallback_services out;
    std::vector<listed_service> others;
    for (std::uint32_t i = 0; i < where_.services.size(); ++i) {
      const auto& one = where_.services[i];
      if (!fits_route(one, fallback, std::nullopt)) continue;
      auto found = look_at(i, of.target_end);
      if (!fits_route(one, fallback, of.need))
        found.against = {obstacle::need, {}, false};
      auto& list = found.against.is_suitable() ? out.services : others;
      list.push_back(std::move(found));
    }
    out.is_suitable = !out.services.empty();
    for (auto& one : others) {
      auto& list = out.is_suitable || !one.times.contact ? out.refused : out.services;
      list.push_back(std::move(one));
    }
    sort_by_seen(out.services);
    return out;
  }

  [[nodiscard]] static bool is_any_open(const need_services& of) {
    const auto is_open = [](const listed_service& one) { return one.times.is_open; };
    return std::any_of(of.routes.begin(), of.routes.end(), [&](const auto& route) {
      return route.standing == route_standing::offered &&
             std::any_of(route.suitable.begin(), route.suitable.end(), is_open);
    });
  }

  /// Of the fallback's services one that is open and suitable: nobody is told to turn, if
  /// things get worse, to who does not serve them.
  [[nodiscard]] std::optional<listed_service> open_meanwhile(
      const need_services& of, const book::linked_route& fallback) {
    const auto found = for_fallback(of, fallback);
    for (const auto& one : found.services) {
      if (one.times.is_open && one.against.is_suitable()) return one;
    }
    return std::nullopt;
  }

  /// What could bring a route before the first one that is offered, or make the fallback
  /// suitable where nothing else is.
  static void ask(need_services& of) {
    bool any_suitable = false;
    for (const auto& route : of.routes)
      any_suitable = any_suitable || !route.suitable.empty();
    for (const auto& route : of.routes) {
      if (route.standing == route_standing::offered) break;
      route_question made{route.route, false, {}};
      bool possible = !route.suitable.empty();
      for (const auto& one : route.refused) {
        if (!one.against.is_unknown()) continue;
        possible = true;
        add_new(made.facts, one.against.unknown);
      }
      made.condition = possible && route.condition == certainty::possible;
      if (made.condition || !made.facts.empty()) of.questions.push_back(std::move(made));
    }
    if (any_suitable || !of.fallback || of.fallback->is_suitable) return;
    route_question made{std::nullopt, false, {}};
    for (const auto* list : {&of.fallback->services, &of.fallback->refused}) {
      for (const auto& one : *list)
        add_new(made.facts, one.against.unknown);
    }
    if (!made.facts.empty()) of.questions.push_back(std::move(made));
  }

  const region& where_;
  const book::rulebook& book_;
  const known_person& person_;
  instant at_;
  std::vector<std::optional<service_times>> times_;
};

}  // namespace

std::vector<const route_services*> in_order_of_offer(
    const std::vector<route_services>& all) {
  std::vector<const route_services*> offered;
  for (const auto standing :
       {route_standing::offered, route_standing::offered_not_known}) {
    for (const auto& one : all) {
      if (one.standing == standing) offered.push_back(&one);
    }
  }
  return offered;
}

std::optional<std::vector<need_services>> services_for(
    const region& where, const book::rulebook& book, const std::vector<asked_need>& needs,
    const known_person& person, instant at) {
  chooser choice(where, book, person, at);
  std::vector<need_services> out;
  out.reserve(needs.size());
  for (const auto& one : needs) {
    auto made = choice.for_need(one);
    if (!made) return std::nullopt;
    out.push_back(std::move(*made));
  }
  return out;
}

std::vector<listed_service> recipients_of(const region& where, std::uint32_t channel,
                                          const known_person& person, instant at) {
  std::vector<listed_service> out;
  for (std::uint32_t i = 0; i < where.services.size(); ++i) {
    const auto& one = where.services[i];
    if (one.channel != channel) continue;
    // neither what it is for nor when it must be
    out.push_back({i, times_of(one, at),
                   suitability_of(where, one, person, /*for_purpose=*/false)});
  }
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
    return std::pair(!a.against.is_suitable(), a.times.contact.value_or(past_all)) <
           std::pair(!b.against.is_suitable(), b.times.contact.value_or(past_all));
  });
  return out;
}

}  // namespace arvio::inline v0::service
