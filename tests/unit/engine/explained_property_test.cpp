// Explanations of random contacts with random rule sets, judged by the interpreter: what
// is said to hold holds, what is said to be enough is, and less is not.

#include "arvio/base/limits.hpp"
#include "arvio/reference/interpreter.hpp"

#include "evaluate/evaluator.hpp"
#include "support/random_rules.hpp"
#include "support/scale.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <set>
#include <string>
#include <vector>

namespace arvio {
namespace {

using book::level_index;
using input_set = std::set<std::uint32_t>;
using testing::dice;

/// A contact with its explanation and the interpreter's word.
struct explained_case {
  const book::rulebook& book;
  core::program rules;
  const reference::interpreter& truth;
  book::answers contact;
  book::outcome outcome;
  evaluated::explanation why;
};

book::rule_reference reference_rule(book::rule_reference from) {
  return {from.group, from.rule};
}

/// Inputs that are unexpected and were not so before.
bool makes_unexpected(const explained_case& of, const book::outcome& changed) {
  const auto& before = of.outcome.unexpected;
  return std::any_of(
      changed.unexpected.begin(), changed.unexpected.end(), [&](std::uint32_t input) {
        return std::find(before.begin(), before.end(), input) == before.end();
      });
}

level_index asked_level(const explained_case& of) {
  return of.outcome.recommended ? of.outcome.recommended->level
                                : of.outcome.bounds.at_least;
}

// --- what holds

bool is_answer(const explained_case& of, const evaluated::box_side& side) {
  const auto kind = of.rules.slots()[side.slot].kind;
  return kind == core::slot_kind::input || kind == core::slot_kind::code ||
         kind == core::slot_kind::gate;
}

/// The box by itself: what it allows is all that is said.
book::answers contact_of_box(const explained_case& of, const evaluated::held_box& box) {
  auto contact = testing::empty_contact(of.book);
  for (const auto& side : box.sides) {
    const auto& slot = of.rules.slots()[side.slot];
    if (slot.kind == core::slot_kind::gate) {
      contact.by_input[*of.book.complaint] = of.contact.by_input[*of.book.complaint];
      continue;
    }
    auto& given = contact.by_input[slot.index];
    if (slot.kind == core::slot_kind::input) {
      given.state =
          side.allowed.is_single() ? answer_state::known : answer_state::partly_known;
      given.values = side.allowed;
      continue;
    }
    given.state = answer_state::known;
    given.codes.resize(of.book.inputs[slot.index].codes.size(),
                       of.book.inputs[slot.index].is_complaint ? code_state::absent
                                                               : code_state::unsaid);
    given.codes[slot.other] =
        side.allowed.contains(1) ? code_state::present : code_state::absent;
  }
  return contact;
}

void expect_holds(const explained_case& of, const evaluated::held_box& box) {
  EXPECT_EQ(box.level, of.outcome.bounds.at_least);
  ASSERT_FALSE(box.rules.empty());
  bool plain = true;
  for (const auto& side : box.sides) {
    EXPECT_FALSE(side.found.empty());
    EXPECT_TRUE(side.found.inside(side.allowed));
    plain = plain && is_answer(of, side);
  }
  if (box.rules.size() > 1) return;
  EXPECT_EQ(of.truth.rule_state(reference_rule(box.rules.front()), of.contact),
            certainty::certain);
  if (!plain) return;
  EXPECT_EQ(
      of.truth.rule_state(reference_rule(box.rules.front()), contact_of_box(of, box)),
      certainty::certain);
}

// --- what is possible

void expect_possible(const explained_case& of) {
  auto most_urgent = of.outcome.bounds.at_least;
  for (const auto& one : of.why.possible) {
    EXPECT_LT(one.level, of.outcome.bounds.at_least);
    most_urgent = std::min(most_urgent, one.level);
    for (const auto& rule : one.rules)
      EXPECT_EQ(of.truth.rule_state(reference_rule(rule), of.contact),
                certainty::possible);
    for (const auto input : one.inputs) {
      const auto& given = of.contact.by_input[input];
      const bool all_said =
          given.state == answer_state::known &&
          std::none_of(given.codes.begin(), given.codes.end(), [](auto code) {
            return code == code_state::unknown || code == code_state::unsaid;
          });
      EXPECT_FALSE(all_said) << of.book.inputs[input].id;
    }
  }
  // what nobody may have rules for is at least as urgent as what is out of scope
  if (of.outcome.coverage != certainty::certain)
    most_urgent = std::min(most_urgent, of.book.out_of_scope);
  EXPECT_EQ(most_urgent, of.outcome.bounds.not_excluded);
}

// --- changes

input_set inputs_of(const evaluated::change_set& set) {
  input_set inputs;
  for (const auto& one : set.example)
    inputs.insert(one.input);
  return inputs;
}

book::answers changed_by(const explained_case& of,
                         const std::vector<evaluated::changed_answer>& answers) {
  auto contact = of.contact;
  for (const auto& one : answers)
    contact.by_input[one.input] = one.given;
  return contact;
}

/// The example, and with it every choice of values that its sides allow.
std::vector<book::answers> all_allowed(const explained_case& of,
                                       const evaluated::change_set& set) {
  std::vector<book::answers> all{changed_by(of, set.example)};
  for (const auto& side : set.sides) {
    const auto& slot = of.rules.slots()[side.slot];
    if (slot.kind != core::slot_kind::input) continue;
    std::vector<book::answers> more;
    for (auto contact : all) {
      for (const auto& range : side.allowed.ranges()) {
        for (auto value = range.low; value <= range.high; ++value) {
          contact.by_input[slot.index].values = value_set::single(value);
          more.push_back(contact);
        }
      }
    }
    all = std::move(more);
  }
  return all;
}

void expect_enough(const explained_case& of, const evaluated::change_set& set) {
  ASSERT_FALSE(set.example.empty());
  ASSERT_FALSE(set.rules.empty());
  EXPECT_LT(set.level, asked_level(of));
  const auto changed = of.truth.assess(changed_by(of, set.example));
  EXPECT_EQ(changed.bounds.at_least, set.level);
  EXPECT_FALSE(makes_unexpected(of, changed));
  if (of.book.complaint) {
    EXPECT_FALSE(inputs_of(set).contains(*of.book.complaint));
  }
  for (const auto& side : set.sides)
    EXPECT_FALSE(side.found.inside(side.allowed));
  if (set.rules.size() == 1) {
    EXPECT_EQ(of.truth.rule_state(reference_rule(set.rules.front()),
                                  changed_by(of, set.example)),
              certainty::certain);
  }
  if (!set.direct) return;
  for (const auto& contact : all_allowed(of, set)) {
    const auto any = of.truth.assess(contact);
    EXPECT_LE(any.bounds.at_least, set.level);
    EXPECT_FALSE(makes_unexpected(of, any));
  }
}

/// Every way to answer one input with a value.
std::vector<book::answer> all_answers(const book::linked_input& input) {
  std::vector<book::answer> all;
  if (input.type.kind != lang::kind::codes) {
    for (auto value = input.domain.min(); value <= input.domain.max(); ++value)
      all.push_back({answer_state::known, value_set::single(value), {}, {}});
    return all;
  }
  for (std::uint32_t bits = 0; bits < 1u << input.codes.size(); ++bits) {
    book::answer given{answer_state::known, {}, {}, {}};
    for (std::size_t code = 0; code < input.codes.size(); ++code)
      given.codes.push_back((bits >> code & 1u) != 0 ? code_state::present
                                                     : code_state::absent);
    all.push_back(std::move(given));
  }
  return all;
}

/// Calls `visit(inputs, contact)` for every change of exactly `count` inputs.
void for_changes(
    const explained_case& of, std::size_t count,
    const std::function<void(const input_set&, const book::answers&)>& visit) {
  auto contact = of.contact;
  input_set changed;
  const std::function<void(std::uint32_t)> from = [&](std::uint32_t first) {
    if (changed.size() == count) return visit(changed, contact);
    for (auto input = first; input < of.book.inputs.size(); ++input) {
      if (input == of.book.complaint) continue;
      changed.insert(input);
      for (const auto& given : all_answers(of.book.inputs[input])) {
        contact.by_input[input] = given;
        from(input + 1);
      }
      contact.by_input[input] = of.contact.by_input[input];
      changed.erase(input);
    }
  };
  from(0);
}

/// Whether as few inputs are told of a level, or some of these of something as urgent.
bool is_told(const explained_case& of, level_index level, const input_set& inputs) {
  const auto holds = [&](const input_set& fewer) {
    return std::includes(inputs.begin(), inputs.end(), fewer.begin(), fewer.end());
  };
  return std::any_of(of.why.changes.begin(), of.why.changes.end(), [&](const auto& one) {
    if (one.level > level) return false;
    if (one.level == level && one.example.size() <= inputs.size()) return true;
    return holds(inputs_of(one)) ||
           std::any_of(one.other.begin(), one.other.end(), [&](const auto& other) {
             return holds(input_set(other.begin(), other.end()));
           });
  });
}

/// With fewer inputs than are told nothing makes a level certain that is excluded.
std::size_t expect_fewest(const explained_case& of, std::size_t most) {
  std::size_t looked_at = 0;
  const auto below = std::min(asked_level(of), of.outcome.bounds.not_excluded);
  if (below == 0) return 0;
  for (std::size_t count = 1; count <= most; ++count) {
    for_changes(of, count, [&](const input_set& inputs, const auto& contact) {
      ++looked_at;
      const auto changed = of.truth.assess(contact);
      const auto level = changed.bounds.at_least;
      if (level >= below || makes_unexpected(of, changed)) return;
      EXPECT_TRUE(is_told(of, level, inputs)) << testing::describe(of.book, contact);
    });
  }
  return looked_at;
}

TEST(ExplainedProperty, HoldsForRandomRuleSetsByTheInterpreter) {
  constexpr std::uint64_t seed = 20261205;
  dice random(seed);
  std::size_t boxes = 0;
  std::size_t changes = 0;
  std::size_t looked_at = 0;
  for (std::size_t b = 0; b < testing::rounds(120); ++b) {
    const auto documents = testing::random_documents(random, {});
    const auto book = testing::book_of(documents);
    ASSERT_TRUE(book);
    const auto core = evaluator::of(*book, compile::compile_options());
    ASSERT_TRUE(core);
    const reference::interpreter truth(*book);
    for (std::size_t c = 0; c < 10; ++c) {
      auto contact = testing::empty_contact(*book);
      const auto known = 40 + random.below(60);
      for (std::size_t i = 0; i < contact.by_input.size(); ++i)
        contact.by_input[i] = testing::random_answer(book->inputs[i], random, known);
      contact.finished = random.chance(25);
      const explained_case one{*book,   (*core)->program(),    truth,
                               contact, truth.assess(contact), (*core)->explain(contact)};
      const auto both = (*core)->assess_and_explain(contact);
      EXPECT_EQ(both.outcome, (*core)->assess(contact));
      EXPECT_EQ(both.explanation, one.why);
      EXPECT_EQ(one.why.level, one.outcome.bounds.at_least);
      EXPECT_EQ(one.why.searched, limits::explained_answers);
      for (const auto& box : one.why.holding)
        expect_holds(one, box);
      expect_possible(one);
      for (const auto& set : one.why.changes)
        expect_enough(one, set);
      looked_at += expect_fewest(one, c == 0 ? 3 : 2);
      boxes += one.why.holding.size();
      changes += one.why.changes.size();
      if (HasFailure()) {
        FAIL() << "seed " << seed << ", book " << b << ", contact " << c << "\n"
               << testing::describe(*book, contact) << documents.back() << documents[1];
      }
    }
  }
  std::printf(
      "report: %zu boxes that hold and %zu changes explained, beside %zu other "
      "changes\n",
      boxes, changes, looked_at);
  if (testing::whole_campaigns) {
    EXPECT_GT(boxes, 100u);
    EXPECT_GT(changes, 100u);
  }
}

}  // namespace
}  // namespace arvio
