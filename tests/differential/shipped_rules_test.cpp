// The same law on the rule sets that are shipped: random partial contacts against sampled
// completions. Their worlds are too large to enumerate, so values are drawn at and
// beside the thresholds that the rules test.

#include "arvio/reference/interpreter.hpp"

#include "reference/world.hpp"
#include "support/random_rules.hpp"
#include "support/scale.hpp"
#include "support/shipped.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace arvio {
namespace {

using testing::dice;
using testing::shipped_documents;

/// Per input the values at and beside every threshold of the book.
class thresholds {
 public:
  explicit thresholds(const book::rulebook& book) {
    for (const auto& input : book.inputs) {
      scan(input.applies_when);
      for (const auto& one : input.inferences)
        scan(one.when);
      for (const auto& one : input.presumptions)
        scan(one.when);
    }
    for (const auto& derived : book.derived) {
      scan(derived.expression);
      for (const auto& item : derived.items) {
        scan(item.value);
        for (const auto& row : item.rows)
          note(*item.operand, row.values);
      }
      for (const auto& row : derived.rows) {
        note(derived.operands.front(), row.values);
        if (derived.operands.size() > 1) note(derived.operands.back(), row.second);
      }
    }
    for (const auto& group : book.groups) {
      scan(group.applies_when);
      for (const auto& rule : group.rules)
        scan(rule.when);
      for (const auto& route : group.routes)
        scan(route.when);
    }
  }

  /// A value of a set: often beside a threshold, else anywhere in it.
  std::int64_t draw(std::uint32_t input, const value_set& from, dice& random) const {
    std::vector<std::int64_t> near;
    if (const auto found = at_.find(input); found != at_.end()) {
      for (const auto value : found->second) {
        for (const auto beside : {value - 1, value, value + 1}) {
          if (from.contains(beside)) near.push_back(beside);
        }
      }
    }
    if (!near.empty() && random.chance(75)) return random.pick(near);
    const auto ranges = from.ranges();
    const auto& range = ranges[random.below(static_cast<std::uint32_t>(ranges.size()))];
    return range.low + static_cast<std::int64_t>(random.below(
                           static_cast<std::uint32_t>(range.high - range.low + 1)));
  }

 private:
  void note(const book::linked_operand& operand, const value_set& values) {
    if (operand.kind != lang::symbol_kind::input) return;
    for (const auto& range : values.ranges()) {
      at_[operand.index].insert(range.low);
      at_[operand.index].insert(range.high);
    }
  }
  void scan(const book::condition& what) {
    if (!what) return;
    for (const auto& node : what->nodes) {
      std::vector<std::uint32_t> inputs;
      std::vector<std::int64_t> literals;
      for (const auto child : node.children)
        collect(*what, child, inputs, literals);
      for (const auto input : inputs)
        at_[input].insert(literals.begin(), literals.end());
    }
  }
  static void collect(const lang::ast& tree, std::uint32_t at,
                      std::vector<std::uint32_t>& inputs,
                      std::vector<std::int64_t>& literals) {
    const auto& node = tree.at(at);
    if (node.op == lang::op::name && node.symbol == lang::symbol_kind::input)
      inputs.push_back(node.index);
    if (node.op == lang::op::number || node.op == lang::op::text)
      literals.push_back(node.value);
    if (node.op == lang::op::range) {
      for (const auto child : node.children)
        collect(tree, child, inputs, literals);
    }
  }

  std::map<std::uint32_t, std::set<std::int64_t>> at_;
};

book::answers random_contact(const book::rulebook& book, const thresholds& values,
                             dice& random) {
  auto contact = testing::empty_contact(book);
  const auto known = 20 + random.below(80);
  for (std::uint32_t i = 0; i < contact.by_input.size(); ++i) {
    const auto& input = book.inputs[i];
    auto& given = contact.by_input[i];
    if (!random.chance(known)) {
      if (random.chance(30)) given.state = answer_state::unknown;
      continue;
    }
    if (input.type.kind == lang::kind::codes) {
      given.state = answer_state::known;
      // Mostly one of the complaints that a shipped group covers.
      const auto& groups = book.groups;
      const bool covered = input.is_complaint && random.chance(85);
      for (std::uint32_t c = 0; c < input.codes.size(); ++c) {
        if (covered) {
          const bool has_group =
              std::any_of(groups.begin(), groups.end(), [c](const auto& group) {
                return std::count(group.complaints.begin(), group.complaints.end(), c) !=
                       0;
              });
          given.codes.push_back(has_group ? code_state::present : code_state::absent);
          continue;
        }
        const auto said = random.below(100);
        given.codes.push_back(said < 5    ? code_state::present
                              : said < 90 ? code_state::absent
                              : said < 95 ? code_state::unknown
                                          : code_state::unsaid);
      }
      continue;
    }
    given.state = answer_state::known;
    const auto low = values.draw(i, input.domain, random);
    given.values = value_set::single(low);
    if (random.chance(10) && input.type.kind != lang::kind::boolean) {
      const auto high = values.draw(i, input.domain, random);
      given.values = input.type.kind == lang::kind::code
                         ? given.values.united(value_set::single(high))
                         : value_set{std::min(low, high), std::max(low, high)};
      if (!given.values.is_single()) given.state = answer_state::partly_known;
    }
  }
  return contact;
}

/// Answers all that is open, each input from its possible set; what then turns out to be
/// unexpected is drawn anew. Not every draw ends in a completion.
book::answers completed(const reference::prepared& rules, const book::answers& partial,
                        const thresholds& values, dice& random) {
  const auto& book = rules.book();
  auto contact = partial;
  for (int round = 0; round < 12; ++round) {
    const auto answers = reference::effective_answers(book, contact);
    const reference::world world(rules, answers, contact.at.moment, {});
    for (const auto input : world.unexpected_answers())
      contact.by_input[input] = partial.by_input[input];
    for (std::uint32_t i = 0; i < contact.by_input.size(); ++i) {
      if (!world.is_undecided(i)) continue;
      auto& given = contact.by_input[i];
      given.state = answer_state::known;
      if (book.inputs[i].type.kind != lang::kind::codes) {
        given.values = value_set::single(values.draw(i, world.values(i), random));
        continue;
      }
      given.codes = answers[i].codes;
      for (std::uint32_t c = 0; c < given.codes.size(); ++c) {
        if (!world.code(i, c).is_single())
          given.codes[c] = random.chance(3) ? code_state::present : code_state::absent;
      }
    }
  }
  return contact;
}

bool is_expected(const reference::prepared& rules, const book::answers& contact) {
  const auto answers = reference::effective_answers(rules.book(), contact);
  return reference::world(rules, answers, contact.at.moment, {})
      .unexpected_answers()
      .empty();
}

/// A contact of which everything is known, and nothing contradicts anything else.
book::answers whole_contact(const reference::prepared& rules, const thresholds& values,
                            dice& random) {
  while (true) {
    auto contact = random_contact(rules.book(), values, random);
    // What the answers contradict (an age that is not that of the birth date) is not
    // answered.
    for (int tries = 0; tries < 5; ++tries) {
      const auto answers = reference::effective_answers(rules.book(), contact);
      const reference::world world(rules, answers, contact.at.moment, {});
      for (const auto input : world.unexpected_answers())
        contact.by_input[input] = {};
    }
    for (int tries = 0; tries < 5; ++tries) {
      auto whole = completed(rules, contact, values, random);
      if (is_expected(rules, whole)) return whole;
    }
  }
}

/// Takes some answers back, or makes them unknown.
void leave_out_some(book::answers& contact, dice& random) {
  const auto share = random.below(100);
  for (auto& one : contact.by_input) {
    if (!random.chance(static_cast<std::uint32_t>(share))) continue;
    one = {};
    if (random.chance(30)) one.state = answer_state::unknown;
  }
}

TEST(Unknown, IsNeverNoInTheShippedRuleSets) {
  constexpr std::uint64_t seed = 5;
  const auto contacts = testing::rounds(200);
  dice random(seed);
  const auto book = testing::book_of(shipped_documents());
  ASSERT_NE(book, nullptr);
  const thresholds values(*book);
  const reference::prepared rules(*book);
  const reference::interpreter engine(*book);
  std::size_t completions = 0;
  std::map<arvio::status, std::size_t> statuses;
  for (std::size_t c = 0; c < contacts; ++c) {
    const auto whole = whole_contact(rules, values, random);
    auto contact = whole;
    if (c % 3 != 0) leave_out_some(contact, random);  // else all is known
    contact.finished = random.chance(30);
    const auto result = engine.assess(contact);
    ++statuses[result.status];
    for (int sample = 0; sample < 6; ++sample) {
      auto unfinished = contact;
      unfinished.finished = false;
      const auto full =
          sample == 0 ? whole : completed(rules, unfinished, values, random);
      const auto known = engine.assess(full);
      if (!known.unexpected.empty()) continue;
      ++completions;
      const auto where = [&] {
        return "seed " + std::to_string(seed) + ", contact " + std::to_string(c) +
               testing::describe(*book, contact) + testing::describe(*book, full);
      };
      // with everything known nothing is open; what is uncovered stays out of scope
      const auto floor = known.coverage == certainty::certain ? book->default_level()
                                                              : book->out_of_scope;
      ASSERT_EQ(std::min(known.bounds.at_least, floor), known.bounds.not_excluded)
          << where();
      ASSERT_GE(known.bounds.at_least, result.bounds.not_excluded) << where();
      ASSERT_LE(known.bounds.at_least, result.bounds.at_least) << where();
      if (result.status == status::complete) {
        ASSERT_EQ(known.bounds.at_least, result.recommended->level) << where();
      }
      if (result.coverage != certainty::possible) {
        ASSERT_EQ(known.coverage, result.coverage) << where();
      }
      for (std::uint32_t g = 0; g < book->groups.size(); ++g) {
        for (std::uint32_t r = 0; r < book->groups[g].rules.size(); ++r) {
          const auto says = engine.rule_state({g, r}, contact);
          if (says != certainty::possible) {
            ASSERT_EQ(engine.rule_state({g, r}, full), says) << where();
          }
        }
      }
    }
    for (const auto& advice : {result.recommended, result.if_finished}) {
      if (advice && advice->level > result.bounds.not_excluded) {
        ASSERT_EQ(advice->basis, basis::presumed);
      }
    }
  }
  std::printf("seed %llu: %zu contacts, %zu completions; by status:",
              static_cast<unsigned long long>(seed), contacts, completions);
  for (const auto& [status, times] : statuses)
    std::printf(" %d: %zu", static_cast<int>(status), times);
  std::printf("\n");
  EXPECT_GE(completions, contacts);
}

}  // namespace
}  // namespace arvio
