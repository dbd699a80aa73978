// "Unknown is never no": what the interpreter says of a contact with answers missing is
// held against every way in which the contact could be completed. Random rule sets with
// all that the format offers; the worlds are small enough to enumerate.

#include "arvio/reference/interpreter.hpp"

#include "reference/world.hpp"
#include "support/random_rules.hpp"
#include "support/scale.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <map>
#include <vector>

namespace arvio {
namespace {

using book::level_index;
using book::outcome;
using book::rule_reference;
using reference::interpreter;
using testing::dice;

/// A contact with every input answered, and what comes out of it.
struct completion {
  book::answers contact;
  outcome result;
  std::vector<bool> holds;  // per rule of the book
};

class enumerated_book {
 public:
  enumerated_book(dice& random, const testing::rule_features& features)
      : documents_(testing::random_documents(random, features)),
        book_(testing::book_of(documents_)) {
    if (!book_) return;
    for (std::uint32_t g = 0; g < book_->groups.size(); ++g) {
      for (std::uint32_t r = 0; r < book_->groups[g].rules.size(); ++r)
        rules_.push_back({g, r});
    }
    const interpreter engine(*book_);
    for (auto& contact : testing::all_full_contacts(*book_)) {
      auto result = engine.assess(contact);
      // A completion is one in which nothing is unexpected (semantics.md section 3).
      if (!result.unexpected.empty()) continue;
      completion one{std::move(contact), std::move(result), {}};
      for (const auto rule : rules_)
        one.holds.push_back(engine.rule_state(rule, one.contact) == certainty::certain);
      completions_.push_back(std::move(one));
    }
  }

  [[nodiscard]] const book::rulebook* book() const { return book_.get(); }
  [[nodiscard]] const std::vector<rule_reference>& rules() const { return rules_; }
  [[nodiscard]] const std::vector<completion>& completions() const {
    return completions_;
  }
  [[nodiscard]] std::string text() const {
    std::string all;
    for (std::size_t i = 1; i < documents_.size(); ++i)
      all += documents_[i];
    return all;
  }

 private:
  std::vector<std::string> documents_;
  std::shared_ptr<const book::rulebook> book_;
  std::vector<rule_reference> rules_;
  std::vector<completion> completions_;
};

struct tally {
  std::size_t contacts = 0;
  std::size_t completions = 0;
  std::size_t without_completion = 0;
  std::map<certainty, std::size_t> conditions;
  std::size_t rules = 0;
  std::size_t rules_where_kleene_is_weaker = 0;
};

/// Holds one contact against its completions.
void judge(const enumerated_book& all, const interpreter& engine,
           const book::answers& contact, tally& count, std::vector<bool>& kleene_weaker) {
  const auto& book = *all.book();
  const auto result = engine.assess(contact);
  std::vector<const completion*> completions;
  for (const auto& one : all.completions()) {
    if (testing::completes(one.contact, contact)) completions.push_back(&one);
  }
  ++count.contacts;
  count.completions += completions.size();
  if (completions.empty()) ++count.without_completion;

  const reference::prepared rules(book);
  const auto answers = reference::effective_answers(book, contact);
  const reference::world world(rules, answers, contact.at.moment, {});
  for (std::size_t i = 0; i < all.rules().size(); ++i) {
    const auto* formula = rules.group(all.rules()[i].group).rules[all.rules()[i].rule];
    const auto says = world.judge(formula);
    ++count.conditions[says];
    reference::formula_store made;
    const auto by_kleene =
        reference::residual(formula, world.sets_for(formula), made)->shape;
    const bool kleene_decides = by_kleene == reference::formula::form::truth ||
                                by_kleene == reference::formula::form::falsehood;
    if (says != certainty::possible && !kleene_decides) kleene_weaker[i] = true;
    ASSERT_FALSE(says == certainty::possible && kleene_decides);
    for (const auto* one : completions) {
      ASSERT_FALSE(says == certainty::certain && !one->holds[i]) << "rule " << i;
      ASSERT_FALSE(says == certainty::excluded && one->holds[i]) << "rule " << i;
    }
  }

  for (const auto* one : completions) {
    // Less is more urgent.
    ASSERT_GE(one->result.bounds.at_least, result.bounds.not_excluded);
    ASSERT_LE(one->result.bounds.at_least, result.bounds.at_least);
    if (result.coverage != certainty::possible) {
      ASSERT_EQ(one->result.coverage, result.coverage);
    }
    if (result.status == status::complete || result.status == status::emergency) {
      ASSERT_EQ(one->result.bounds.at_least, result.recommended->level);
    }
    for (const auto& need : one->result.needs) {
      const auto same =
          std::find_if(result.needs.begin(), result.needs.end(),
                       [&](const auto& other) { return other.need == need.need; });
      ASSERT_NE(same, result.needs.end()) << "a need that can be present is absent";
      ASSERT_GE(need.bounds.at_least, same->bounds.not_excluded);
      ASSERT_LE(need.bounds.at_least, same->bounds.at_least);
    }
  }
  ASSERT_LE(result.bounds.not_excluded, result.bounds.at_least);
  for (const auto& advice : {result.recommended, result.if_finished}) {
    if (advice && advice->level > result.bounds.not_excluded) {
      ASSERT_EQ(advice->basis, basis::presumed);
    }
  }
  if (result.status == status::open) {
    ASSERT_FALSE(result.questions.empty());
    ASSERT_TRUE(result.if_finished);
  } else {
    ASSERT_TRUE(result.recommended);
  }
}

/// An answer from within the possible set never undoes certain or excluded.
void answer_one_more(const enumerated_book& all, const interpreter& engine,
                     book::answers contact, dice& random) {
  const auto& book = *all.book();
  const auto before = contact;
  const auto result = engine.assess(before);
  const auto input = random.below(static_cast<std::uint32_t>(book.inputs.size()));
  if (contact.by_input[input].state != answer_state::not_asked) return;
  const reference::prepared rules(book);
  const auto answers = reference::effective_answers(book, before);
  const reference::world world(rules, answers, before.at.moment, {});
  auto value = testing::random_value(book.inputs[input], random);
  if (book.inputs[input].type.kind == lang::kind::codes) {
    for (std::uint32_t code = 0; code < value.codes.size(); ++code) {
      const bool present = value.codes[code] == code_state::present;
      if (!world.code(input, code).contains(present ? 1 : 0)) return;
    }
  } else if (!world.values(input).contains(value.values.min())) {
    return;
  }
  contact.by_input[input] = value;
  const auto after = engine.assess(contact);
  if (!after.unexpected.empty()) return;
  for (const auto rule : all.rules()) {
    const auto was = engine.rule_state(rule, before);
    if (was != certainty::possible) {
      ASSERT_EQ(engine.rule_state(rule, contact), was);
    }
  }
  ASSERT_GE(after.bounds.not_excluded, result.bounds.not_excluded);
  ASSERT_LE(after.bounds.at_least, result.bounds.at_least);
}

/// Contacts of random rule books, each judged by all of its completions.
void run_campaign(std::uint64_t seed) {
  const auto books = testing::rounds(100);
  constexpr std::size_t contacts_per_book = 520;
  dice random(seed);
  tally count;
  for (std::size_t b = 0; b < books; ++b) {
    const enumerated_book all(random, {});
    ASSERT_NE(all.book(), nullptr) << all.text();
    const interpreter engine(*all.book());
    std::vector<bool> kleene_weaker(all.rules().size());
    for (std::size_t c = 0; c < contacts_per_book; ++c) {
      auto contact = testing::empty_contact(*all.book());
      const auto known = 25 + random.below(70);
      for (std::size_t i = 0; i < contact.by_input.size(); ++i)
        contact.by_input[i] =
            testing::random_answer(all.book()->inputs[i], random, known);
      contact.finished = random.chance(25);
      judge(all, engine, contact, count, kleene_weaker);
      if (c % 8 == 0) answer_one_more(all, engine, contact, random);
      ASSERT_FALSE(::testing::Test::HasFatalFailure())
          << "seed " << seed << ", book " << b << ", contact " << c << "\n"
          << testing::describe(*all.book(), contact) << all.text();
    }
    count.rules += all.rules().size();
    count.rules_where_kleene_is_weaker += static_cast<std::size_t>(
        std::count(kleene_weaker.begin(), kleene_weaker.end(), true));
  }

  std::size_t conditions = 0;
  for (const auto& [says, times] : count.conditions)
    conditions += times;
  const auto percent = [](std::size_t part, std::size_t whole) {
    return 100 * part / whole;
  };
  std::printf(
      "seed %llu: %zu contacts of %zu rule books, %zu completions (%zu contacts had "
      "none)\n"
      "  conditions: certain %zu %%, possible %zu %%, excluded %zu %%\n"
      "  rules for which some contact shows Kleene logic weaker: %zu of %zu (%zu %%)\n",
      static_cast<unsigned long long>(seed), count.contacts, books, count.completions,
      count.without_completion, percent(count.conditions[certainty::certain], conditions),
      percent(count.conditions[certainty::possible], conditions),
      percent(count.conditions[certainty::excluded], conditions),
      count.rules_where_kleene_is_weaker, count.rules,
      percent(count.rules_where_kleene_is_weaker, count.rules));
  if (!testing::whole_campaigns) return;
  EXPECT_GE(count.contacts, 50'000u);
  for (const auto says : {certainty::certain, certainty::possible, certainty::excluded})
    EXPECT_GE(10 * count.conditions[says], conditions);
  EXPECT_GE(10 * count.rules_where_kleene_is_weaker, count.rules);
}

// Two halves, which run side by side.
TEST(Unknown, IsNeverNo) { run_campaign(20261122); }
TEST(Unknown, IsNeverNoInOtherBooks) { run_campaign(20261123); }

/// Without inference, applicability and derived values the possible sets are exact, and
/// so is every verdict: what is called possible holds in one completion and fails in
/// another.
TEST(Certainty, IsExactWhereSlotsAreIndependent) {
  constexpr std::uint64_t seed = 7;
  dice random(seed);
  const testing::rule_features plain{false, false, false, false, false, false};
  for (std::size_t b = 0; b < testing::rounds(60); ++b) {
    const enumerated_book all(random, plain);
    ASSERT_NE(all.book(), nullptr) << all.text();
    const interpreter engine(*all.book());
    for (int c = 0; c < 200; ++c) {
      auto contact = testing::empty_contact(*all.book());
      for (std::size_t i = 0; i < contact.by_input.size(); ++i)
        contact.by_input[i] = testing::random_answer(all.book()->inputs[i], random, 60);
      for (std::size_t r = 0; r < all.rules().size(); ++r) {
        bool can_hold = false;
        bool can_fail = false;
        for (const auto& one : all.completions()) {
          if (!testing::completes(one.contact, contact)) continue;
          (one.holds[r] ? can_hold : can_fail) = true;
        }
        const auto expected = can_hold && can_fail ? certainty::possible
                              : can_hold           ? certainty::certain
                                                   : certainty::excluded;
        ASSERT_EQ(engine.rule_state(all.rules()[r], contact), expected)
            << "seed " << seed << ", rule " << r << "\n"
            << testing::describe(*all.book(), contact) << all.text();
      }
    }
  }
}

}  // namespace
}  // namespace arvio
