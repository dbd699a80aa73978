#ifndef ARVIO_TESTS_UNIT_CORE_OPEN_RULES_FOUND_HPP
#define ARVIO_TESTS_UNIT_CORE_OPEN_RULES_FOUND_HPP

#include "arvio/core/session.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace arvio::tests {

/// For every rule of urgency and input: whether the rule is possible and open in the
/// input, rule by rule and for all rules at once.
inline void expect_open_rules_found_at_once(core::session& call) {
  auto& details = call.details();
  const auto& rules = call.rules();
  const auto inputs = static_cast<core::place>(rules.inputs().size());
  for (core::place first = 0; first < inputs; first += core::open_rules::most_inputs) {
    std::vector<core::place> some;
    for (auto i = first; i < inputs && some.size() < core::open_rules::most_inputs; ++i)
      some.push_back(i);
    std::vector<std::pair<core::place, core::place>> found;
    details.for_open_rules(some, [&](core::place input, core::place rule) {
      found.emplace_back(rule, input);
    });
    std::sort(found.begin(), found.end());
    std::vector<std::pair<core::place, core::place>> expected;
    for (core::place r = 0; r < rules.rules().size(); ++r) {
      if (rules.rules()[r].level == core::none) continue;  // says nothing of urgency
      if (details.rule_state(r) != certainty::possible) continue;
      const auto* open = details.under(r);
      for (const auto input : some) {
        if (core::has_bit(open, input)) expected.emplace_back(r, input);
      }
    }
    EXPECT_EQ(found, expected);
  }
}

}  // namespace arvio::tests

#endif  // ARVIO_TESTS_UNIT_CORE_OPEN_RULES_FOUND_HPP
