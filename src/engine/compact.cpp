#include "compact.hpp"

#include "compiled.hpp"

#include <algorithm>
#include <utility>

namespace arvio::inline v0 {

namespace {

/// The service that is named first, of a route that is offered.
using first_service = const service::listed_service*;

class writer {
 public:
  writer(const book::rulebook& book, const book::outcome& found,
         const contact_region& region)
      : book_(book), found_(found), region_(region) {}

  void write(compact_assessment& to) const {
    to.status = found_.status;
    if (found_.recommended)
      to.recommended = {level(found_.recommended->level), found_.recommended->basis};
    to.at_least = level(found_.bounds.at_least);
    to.not_excluded = level(found_.bounds.not_excluded);
    for (const auto& need : found_.needs)
      to.needs.push_back({book_.words().needs[need.need].id.text,
                          level(need.bounds.at_least), level(need.bounds.not_excluded)});
    to.coverage = found_.coverage;
    to.to = destination();
    write_deciding(to.deciding);
    write_deadlines(to.deadlines);
    if (!found_.questions.empty())
      to.next = book_.inputs[found_.questions.front().input].id;
  }

 private:
  [[nodiscard]] const std::string& level(book::level_index which) const {
    return book_.words().levels[which].id.text;
  }

  // --- where to

  [[nodiscard]] std::optional<compact_assessment::destination> destination() const {
    const auto most_urgent =
        std::min_element(found_.routes.begin(), found_.routes.end(),
                         [](const auto& a, const auto& b) { return a.level < b.level; });
    if (most_urgent == found_.routes.end()) return std::nullopt;
    if (const auto& needs = region_.needs())
      return first_of(
          (*needs)[static_cast<std::size_t>(most_urgent - found_.routes.begin())]);
    if (!most_urgent->offered.empty())
      return sent_to(route_of(book_, most_urgent->offered.front()), nullptr);
    if (book_.fallback) return sent_to(*book_.fallback, nullptr);
    return std::nullopt;
  }

  [[nodiscard]] std::optional<compact_assessment::destination> first_of(
      const service::need_services& need) const {
    const auto offered = service::in_order_of_offer(need.routes);
    if (!offered.empty())
      return sent_to(route_of(book_, offered.front()->route),
                     first_in(offered.front()->offered_services()));
    if (!need.fallback || !book_.fallback) return std::nullopt;
    return sent_to(*book_.fallback, first_in(need.fallback->services));
  }

  [[nodiscard]] static first_service first_in(
      const std::vector<service::listed_service>& services) {
    return services.empty() ? nullptr : &services.front();
  }

  [[nodiscard]] compact_assessment::destination sent_to(const book::linked_route& route,
                                                        first_service first) const {
    compact_assessment::destination to;
    to.channel = book_.words().channels[route.channel].id.text;
    if (route.professional)
      to.professional = book_.words().professionals[*route.professional].id.text;
    if (first == nullptr) return to;
    to.service = region_.where()->services[first->service].declared->id.text;
    to.suits = first->against.is_suitable();
    if (first->times.seen) to.seen_by = helsinki_time(*first->times.seen);
    return to;
  }

  // --- why, and by when

  void write_deciding(std::vector<compact_assessment::rule>& to) const {
    for (const auto& one : found_.rules_certain) {
      const auto& group = book_.groups[one.rule.group];
      const auto& rule = group.rules[one.rule.rule];
      if (found_.recommended && rule.urgency == found_.recommended->level)
        to.push_back({rule.id, book_.sets[group.set].rules->id.text});
    }
  }

  void write_deadlines(std::vector<compact_assessment::binding_deadline>& to) const {
    for (const auto& one : region_.deadlines()) {
      if (one.binds != whether::yes) continue;
      const auto& linked = book_.deadlines[one.deadline];
      auto& made = to.emplace_back();
      made.id = linked.id;
      made.kind = book_.deadline_kinds[linked.kind];
      if (one.latest)
        made.latest = {helsinki_time(one.latest->first), helsinki_time(one.latest->last)};
      made.passed = one.passed;
    }
  }

  const book::rulebook& book_;
  const book::outcome& found_;
  const contact_region& region_;
};

}  // namespace

compact_assessment assess_briefly(const arvio::contact& contact, const admitted& ready) {
  const auto& period = *ready.period;
  auto region = region_for(period, contact.at.moment);
  const auto found =
      period.ready->evaluator->assess_briefly(ready.checked.answers, &region);
  compact_assessment made;
  made.id = contact.id;
  made.at = contact.at;
  made.digest = period.digest;
  writer(*period.book, found, region).write(made);
  return made;
}

}  // namespace arvio::inline v0
