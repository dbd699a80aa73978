// The boxes of every condition of a book decide as the interpreter does, which branches
// on open slots instead: on random rule sets and on those that are shipped.

#include "arvio/base/date.hpp"
#include "arvio/book/outcome.hpp"
#include "arvio/compile/boxes.hpp"
#include "arvio/compile/condition.hpp"

#include "reference/world.hpp"
#include "support/dice.hpp"
#include "support/random_rules.hpp"
#include "support/scale.hpp"
#include "support/shipped.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace arvio {
namespace {

using compile::box_list;
using compile::condition_builder;
using compile::formula_pool;
using compile::slot;
using compile::slot_kind;
using compile::term_index;
using reference::formula_ptr;
using testing::dice;

/// The possible set of a slot, from the interpreter's sets.
value_set set_of(const slot& what, const reference::world& world) {
  switch (what.kind) {
    case slot_kind::input: return world.values(what.index);
    case slot_kind::code: return world.code(what.index, what.code);
    case slot_kind::derived: return world.derived()[what.index];
    case slot_kind::anonymous: return world.values_of({what.tree, what.node});
    case slot_kind::gate: {
      const auto& book = world.book();
      bool can_be = false;
      bool must_be = false;
      for (const auto complaint : book.groups[what.index].complaints) {
        const auto& named = world.code(*book.complaint, complaint);
        can_be = can_be || named.contains(1);
        must_be = must_be || !named.contains(0);
      }
      return {must_be ? 1 : 0, can_be ? 1 : 0};
    }
    case slot_kind::comparison:
    case slot_kind::urgency: break;  // follows from its slots; not in these conditions
  }
  return what.domain;
}

/// One condition as both have it.
struct twin {
  std::string name;
  formula_ptr formula;
  std::unique_ptr<formula_pool> pool;
  std::unique_ptr<box_list> boxes;
};

bool tests_urgency(const lang::ast& tree) {
  return std::any_of(tree.nodes.begin(), tree.nodes.end(), [](const lang::node& node) {
    return node.op == lang::op::urgency_equal || node.op == lang::op::urgency_at_least ||
           node.op == lang::op::urgency_at_most;
  });
}

/// Every condition of a book. `rules` must outlive it.
class twins {
 public:
  explicit twins(const reference::prepared& rules) : rules_(rules), book_(rules.book()) {
    for (const auto& input : book_.inputs) {
      own("applies-when of " + input.id, input.applies_when);
      for (const auto& one : input.inferences)
        own("infer of " + input.id, one.when);
      for (const auto& one : input.presumptions)
        own("presume of " + input.id, one.when);
    }
    for (const auto& derived : book_.derived) {
      if (derived.type.kind == lang::kind::boolean) own(derived.id, derived.expression);
      if (derived.expression) counted(derived.id, *derived.expression);
    }
    for (std::uint32_t i = 0; i < book_.groups.size(); ++i)
      group(i);
  }

  [[nodiscard]] const std::vector<twin>& all() const { return all_; }

 private:
  void add(const std::string& name, const formula_ptr& formula,
           const std::function<term_index(condition_builder&)>& make) {
    twin made{name, formula, std::make_unique<formula_pool>(), nullptr};
    condition_builder builder(book_, *made.pool);
    compile::box_budget budget;
    auto boxes = maximal_boxes(*made.pool, make(builder), budget);
    ASSERT_TRUE(boxes) << name;
    made.boxes = std::make_unique<box_list>(std::move(*boxes));
    all_.push_back(std::move(made));
  }

  void own(const std::string& name, const book::condition& what) {
    if (!what || tests_urgency(*what)) return;
    add(name, rules_.condition(what),
        [&](auto& builder) { return builder.condition(what); });
  }

  void counted(const std::string& name, const lang::ast& tree) {
    for (const auto& node : tree.nodes) {
      if (node.op != lang::op::count_true) continue;
      for (const auto part : node.children) {
        add("counted in " + name, rules_.condition(reference::expression_at{&tree, part}),
            [&](auto& builder) { return builder.condition(tree, part); });
      }
    }
  }

  void group(std::uint32_t index) {
    const auto& here = book_.groups[index];
    const auto& there = rules_.group(index);
    add("scope of " + here.id, there.scope, [&](auto& b) { return b.scope(index); });
    for (std::uint32_t i = 0; i < here.rules.size(); ++i) {
      add(here.rules[i].id, there.rules[i], [&](auto& b) { return b.rule(index, i); });
    }
    for (book::level_index level = 0; level < book_.level_count; ++level) {
      const auto name = here.id + " at level " + std::to_string(level);
      add(name, there.at_level[level].front(),
          [&](auto& b) { return b.level(index, level, std::nullopt); });
      for (const auto& [need, at_level] : there.of_need) {
        const auto wanted = need;
        add(name + " for need " + std::to_string(need), at_level[level].front(),
            [&](auto& b) { return b.level(index, level, wanted); });
      }
    }
    for (const auto& route : here.routes)
      own("route of " + here.id, route.when);
  }

  const reference::prepared& rules_;
  const book::rulebook& book_;
  std::vector<twin> all_;
};

struct tally {
  std::size_t conditions = 0;
  std::array<std::size_t, 3> counts{};  // excluded, possible, certain

  [[nodiscard]] std::size_t sum() const { return counts[0] + counts[1] + counts[2]; }
  [[nodiscard]] std::size_t percent(certainty what) const {
    return counts[static_cast<std::size_t>(what)] * 100 / std::max<std::size_t>(sum(), 1);
  }
};

certainty decided(const twin& one, const reference::world& world) {
  const auto sets = possible_sets(
      *one.pool, [&world](const slot& what) { return set_of(what, world); });
  const auto touched = one.boxes->space().touched(sets);
  if (certain(*one.boxes, touched)) return certainty::certain;
  return excluded(*one.boxes, touched) ? certainty::excluded : certainty::possible;
}

/// A random answer to an input of any size: testing::random_answer lists all values.
book::answer sparse_answer(const book::linked_input& input, dice& random,
                           std::uint32_t known_percent) {
  if (!input.codes.empty() || input.type.kind == lang::kind::boolean) {
    return testing::random_answer(input, random, known_percent);
  }
  const auto draw = [&] {
    return random.between(input.domain.min(), input.domain.max());
  };
  book::answer given;
  if (random.chance(known_percent)) {
    given.state = answer_state::known;
    given.values = value_set::single(draw());
  } else if (random.chance(40)) {
    given.state = answer_state::partly_known;
    const auto one = draw();
    const auto other = draw();
    given.values = {std::min(one, other), std::max(one, other)};
  } else if (random.chance(50)) {
    given.state = answer_state::unknown;
  }
  return given;
}

void compare(const book::rulebook& book, std::size_t contacts, dice& random, tally& sum) {
  const reference::prepared rules(book);
  const twins conditions(rules);
  sum.conditions += conditions.all().size();
  for (std::size_t i = 0; i < contacts; ++i) {
    auto contact = testing::empty_contact(book);
    const auto known = random.below(100);
    for (std::size_t input = 0; input < book.inputs.size(); ++input) {
      contact.by_input[input] = sparse_answer(book.inputs[input], random, known);
    }
    const auto answers = reference::effective_answers(book, contact);
    const reference::world world(rules, answers, contact.at.moment, {});
    for (const auto& one : conditions.all()) {
      const auto wanted = world.judge(one.formula);
      ++sum.counts[static_cast<std::size_t>(wanted)];
      ASSERT_EQ(decided(one, world), wanted) << one.name << "\n"
                                             << testing::describe(book, contact);
    }
  }
}

void report(const char* what, const tally& sum, std::uint64_t seed) {
  std::printf(
      "report: boxes of %zu conditions of %s decide like the interpreter in %zu "
      "evaluations: "
      "%zu %% certain, %zu %% excluded, %zu %% possible; seed %llu\n",
      sum.conditions, what, sum.sum(), sum.percent(certainty::certain),
      sum.percent(certainty::excluded), sum.percent(certainty::possible),
      static_cast<unsigned long long>(seed));
}

TEST(BoxesAndInterpreter, AgreeOnRandomRuleSets) {
  constexpr std::uint64_t seed = 20260306;
  dice random(seed);
  tally sum;
  for (std::size_t i = 0; i < testing::rounds(120); ++i) {
    const auto book = testing::book_of(testing::random_documents(random, {}));
    ASSERT_TRUE(book);
    compare(*book, 100, random, sum);
    if (HasFatalFailure()) return;
  }
  report("random rule sets", sum, seed);
  for (const auto what : {certainty::certain, certainty::excluded, certainty::possible}) {
    EXPECT_GE(sum.percent(what), 5u);
  }
}

TEST(BoxesAndInterpreter, AgreeOnTheShippedRuleSets) {
  constexpr std::uint64_t seed = 20260307;
  const auto book = testing::book_of(testing::shipped_documents());
  ASSERT_TRUE(book);
  dice random(seed);
  tally sum;
  compare(*book, testing::rounds(2000), random, sum);
  report("the shipped rule sets", sum, seed);
}

}  // namespace
}  // namespace arvio
