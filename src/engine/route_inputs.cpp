#include "route_inputs.hpp"

#include "reference/prepared.hpp"
#include "reference/world.hpp"

#include <set>

namespace arvio::inline v0 {

std::vector<std::uint32_t> unknown_inputs(const ruleset::rulebook& book,
                                          const reference::contact& person,
                                          const reference::route_reference& route) {
  const reference::prepared rules(book);
  const auto answers = reference::effective_answers(book, person);
  const reference::world possible(rules, answers, person.at.moment, {});

  const auto& condition = route.group ? rules.group(*route.group).routes[route.route]
                                      : rules.vocabulary_routes()[route.route];
  std::set<reference::slot_id> slots;
  reference::collect_slots(*condition, slots);
  std::set<std::uint32_t> inputs;
  for (const auto slot : slots) {
    rules.inputs_of(rules.at(slot), inputs);
  }
  std::vector<std::uint32_t> unknown;
  for (const auto input : inputs) {
    if (possible.is_undecided(input)) unknown.push_back(input);
  }
  return unknown;
}

}  // namespace arvio::inline v0
