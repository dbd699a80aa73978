#include "link_graph.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <queue>

namespace arvio::inline v0::book::linking {

namespace {

dependencies turned_round(const dependencies& on) {
  dependencies out(on.size());
  for (std::uint32_t from = 0; from < on.size(); ++from) {
    for (const auto to : on[from])
      out[to].push_back(from);
  }
  return out;
}

/// A shortest way from `start` back to itself through things not yet known to be free of
/// circles; empty where there is none.
std::vector<std::uint32_t> circle_through(const dependencies& on,
                                          const std::vector<bool>& suspect,
                                          std::uint32_t start) {
  const auto none = static_cast<std::uint32_t>(on.size());
  std::vector<std::uint32_t> reached_from(on.size(), none);
  std::vector<std::uint32_t> wave{start};
  for (std::size_t next = 0; next < wave.size(); ++next) {
    for (const auto to : on[wave[next]]) {
      if (!suspect[to] || reached_from[to] != none) continue;
      reached_from[to] = wave[next];
      if (to != start) {
        wave.push_back(to);
        continue;
      }
      std::vector<std::uint32_t> way{start};
      for (auto at = reached_from[start]; at != start; at = reached_from[at]) {
        way.push_back(at);
      }
      std::reverse(way.begin() + 1, way.end());
      return way;
    }
  }
  return {};
}

}  // namespace

std::vector<std::uint32_t> dependencies_first(const dependencies& on) {
  const auto needed_by = turned_round(on);
  std::vector<std::size_t> missing(on.size());
  std::priority_queue<std::uint32_t, std::vector<std::uint32_t>, std::greater<>> ready;
  for (std::uint32_t i = 0; i < on.size(); ++i) {
    missing[i] = on[i].size();
    if (missing[i] == 0) ready.push(i);
  }
  std::vector<std::uint32_t> order;
  while (!ready.empty()) {
    const auto next = ready.top();
    ready.pop();
    order.push_back(next);
    for (const auto waiting : needed_by[next]) {
      if (--missing[waiting] == 0) ready.push(waiting);
    }
  }
  return order;
}

std::vector<std::vector<std::uint32_t>> circles(const dependencies& on) {
  // What can be ordered from either side is in no circle.
  std::vector<bool> suspect(on.size(), true);
  for (const auto free : dependencies_first(on))
    suspect[free] = false;
  for (const auto free : dependencies_first(turned_round(on)))
    suspect[free] = false;

  std::vector<std::vector<std::uint32_t>> out;
  std::vector<bool> told(on.size(), false);
  for (std::uint32_t i = 0; i < on.size(); ++i) {
    if (!suspect[i] || told[i]) continue;
    auto circle = circle_through(on, suspect, i);
    for (const auto member : circle)
      told[member] = true;
    if (!circle.empty()) out.push_back(std::move(circle));
  }
  return out;
}

}  // namespace arvio::inline v0::book::linking
