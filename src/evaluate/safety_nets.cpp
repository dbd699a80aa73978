#include "safety_nets.hpp"

#include <algorithm>
#include <cstdint>

namespace arvio::inline v0 {

namespace {

bool is_named(const book::rulebook& book, const book::linked_group& group,
              const book::answers& contact) {
  if (!book.complaint) return false;
  const auto& said = contact.by_input[*book.complaint].codes;
  return std::any_of(
      group.complaints.begin(), group.complaints.end(), [&said](std::uint32_t complaint) {
        return complaint < said.size() && said[complaint] == code_state::present;
      });
}

bool decides(const book::rulebook& book, std::uint32_t group,
             const book::outcome& outcome) {
  return std::any_of(
      outcome.rules_certain.begin(), outcome.rules_certain.end(),
      [&](const book::certain_rule& one) {
        const auto& rule = book.groups[one.rule.group].rules[one.rule.rule];
        return one.rule.group == group && rule.urgency == outcome.recommended->level;
      });
}

}  // namespace

std::vector<book::rule_reference> kept_safety_nets(const evaluator& by,
                                                   const book::answers& contact,
                                                   const book::outcome& outcome) {
  std::vector<book::rule_reference> kept;
  if (!outcome.recommended || outcome.recommended->level == 0) return kept;
  const auto& book = by.book();
  for (std::uint32_t g = 0; g < book.groups.size(); ++g) {
    const auto& rules = book.groups[g].rules;
    if (rules.empty() || !rules.back().is_otherwise) continue;
    if (rules.back().declared->safety_net.empty()) continue;
    if (!is_named(book, book.groups[g], contact) || decides(book, g, outcome)) continue;
    const book::rule_reference rest{g, static_cast<std::uint32_t>(rules.size() - 1)};
    if (by.rule_state(rest, contact) == certainty::certain) kept.push_back(rest);
  }
  return kept;
}

}  // namespace arvio::inline v0
