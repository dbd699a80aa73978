// Contacts that a search finds are what was asked for, by the interpreter's own word, and
// where it says that there is none, enumeration finds none either.

#include "arvio/analysis/witness.hpp"

#include "arvio/compile/boxes.hpp"
#include "arvio/compile/condition.hpp"
#include "arvio/reference/interpreter.hpp"

#include "support/random_rules.hpp"
#include "support/scale.hpp"
#include "support/shipped.hpp"
#include "unit/engine/rule_texts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace arvio {
namespace {

using analysis::demand;
using analysis::starting_point;
using analysis::witness_request;
using analysis::witness_search;
using testing::dice;

/// The boxes of each rule of a group's own condition and scope, and a search for them.
class rule_boxes {
 public:
  rule_boxes(const book::rulebook& book, std::uint32_t group, std::uint32_t rule) {
    compile::condition_builder builder(book, pool_);
    compile::box_budget budget;
    auto made = maximal_boxes(pool_, builder.rule(group, rule), budget);
    if (made) boxes_ = std::make_unique<compile::box_list>(std::move(*made));
  }

  [[nodiscard]] const compile::formula_pool& pool() const { return pool_; }
  [[nodiscard]] std::size_t size() const { return boxes_ ? boxes_->size() : 0; }

  /// What a contact has to have to be in a box.
  [[nodiscard]] std::vector<demand> demands(std::size_t box) const {
    std::vector<demand> all;
    for (compile::slot_index slot = 0; slot < pool_.slots().size(); ++slot) {
      const auto values = boxes_->values(box, slot);
      if (values != pool_.slot_at(slot).domain) all.push_back({slot, values});
    }
    return all;
  }

 private:
  compile::formula_pool pool_;
  std::unique_ptr<compile::box_list> boxes_;
};

bool is_answer(compile::slot_kind kind) {
  return kind == compile::slot_kind::input || kind == compile::slot_kind::code ||
         kind == compile::slot_kind::gate;
}

/// How many boxes a witness was found for.
struct witness_count {
  std::size_t boxes = 0;
  std::size_t found = 0;
  std::size_t proven = 0;    // there is none
  std::size_t computed = 0;  // boxes of some slot that is no answer
  std::size_t computed_found = 0;
  std::size_t steps = 0;
};

void print(const char* what, const witness_count& sum) {
  std::printf(
      "report: %s: a witness for %zu of %zu boxes, proof that there is none for %zu; "
      "with computed slots %zu of %zu; %zu steps\n",
      what, sum.found, sum.boxes, sum.proven, sum.computed_found, sum.computed,
      sum.steps);
}

/// Searches a witness for every box of every rule. `all_contacts`: every full contact,
/// where there are few enough.
void search_all(const book::rulebook& book,
                const std::vector<book::answers>& all_contacts, witness_count& sum) {
  const reference::interpreter evaluator(book);
  const witness_search search(book);
  for (std::uint32_t g = 0; g < book.groups.size(); ++g) {
    const auto starts = analysis::starting_points(book, g);
    for (std::uint32_t r = 0; r < book.groups[g].rules.size(); ++r) {
      const rule_boxes boxes(book, g, r);
      for (std::size_t box = 0; box < boxes.size(); ++box) {
        witness_request wanted;
        wanted.pool = &boxes.pool();
        wanted.demands = boxes.demands(box);
        wanted.confirm = [&](const book::answers& contact) {
          return evaluator.rule_state({g, r}, contact) == certainty::certain;
        };
        const auto [got, from] = search.find(wanted, starts, {});
        const bool computed = std::any_of(
            wanted.demands.begin(), wanted.demands.end(), [&](const demand& one) {
              return !is_answer(boxes.pool().slot_at(one.slot).kind);
            });
        ++sum.boxes;
        sum.steps += got.steps;
        sum.computed += computed ? 1 : 0;
        if (got.contact) {
          ++sum.found;
          sum.computed_found += computed ? 1 : 0;
          EXPECT_EQ(evaluator.rule_state({g, r}, *got.contact), certainty::certain);
          const auto known = evaluator.assess(starts[from].contact).unexpected;
          for (const auto input : evaluator.assess(*got.contact).unexpected) {
            EXPECT_NE(std::find(known.begin(), known.end(), input), known.end());
          }
        } else if (got.exhaustive) {
          ++sum.proven;
          for (const auto& contact : all_contacts) {
            const bool inside = std::all_of(
                wanted.demands.begin(), wanted.demands.end(), [&](const demand& one) {
                  return search.possible(boxes.pool(), one.slot, contact)
                      .inside(one.values);
                });
            if (!inside) continue;
            ASSERT_FALSE(evaluator.assess(contact).unexpected.empty())
                << book.groups[g].rules[r].id << testing::describe(book, contact);
          }
        }
      }
    }
  }
}

TEST(Witness, IsFoundForTheBoxesOfRandomRulesOrProvenNotToBe) {
  dice random(20261122);
  witness_count sum;
  for (std::size_t i = 0; i < testing::rounds(120); ++i) {
    const auto book = testing::book_of(testing::random_documents(random, {}));
    ASSERT_TRUE(book);
    const bool enumerate = i % 5 == 0;
    search_all(
        *book,
        enumerate ? testing::all_full_contacts(*book) : std::vector<book::answers>(),
        sum);
    if (HasFatalFailure()) return;
  }
  print("random rule sets", sum);
  EXPECT_EQ(sum.found + sum.proven, sum.boxes);
  if (!testing::whole_campaigns) return;
  EXPECT_GE(sum.boxes, 500u);
}

std::shared_ptr<const book::rulebook> shipped_book() {
  return testing::book_of(testing::shipped_documents());
}

// --- what is found, in small

const std::string small_rules = R"(
  <inputs>
    <input id="pulse" type="integer" unit="/min" min="20" max="250"/>
    <input id="signs" type="codes">
      <value id="pale"/> <value id="cold"/> <value id="sweaty"/>
    </input>
    <input id="twins" type="boolean" applies-when="sex = 'female'" otherwise="false"/>
  </inputs>
  <derived>
    <value id="count" type="integer">count_true(pulse > 100, any signs, age >= 80)</value>
  </derived>
  <rules id="g" complaints="ache" need="body">
    <baseline id="well" complaint="ache" age="50" sex="male" pulse="60" signs="-*"/>
    <rule id="G-1" urgency="L1"> <when>count >= 2</when> </rule>
    <rule id="G-2" urgency="L1"> <when>twins and pulse in [90..120]</when> </rule>
    <rule id="G-3" urgency="L1"> <when>signs all ('pale', 'sweaty')</when> </rule>
    <otherwise id="G-9" urgency="L2"> <source ref="invented"/> </otherwise>
  </rules>)";

class Witnesses : public ::testing::Test {
 protected:
  Witnesses() {
    auto documents = testing_rules::case_documents({"vocabulary.xml"});
    documents.push_back(testing_rules::made({.body = small_rules}));
    loaded_ = load_repository(std::move(documents), {});
    for (const auto& one : loaded_.findings)
      ADD_FAILURE() << render(one, loaded_.sources);
    book_ = loaded_.periods.back().book;
    evaluator_ = std::make_unique<reference::interpreter>(*book_);
    starts_ = analysis::starting_points(*book_, 0);
  }

  /// The words for a contact in which a rule is as wanted, found without demands.
  [[nodiscard]] std::string found(std::uint32_t rule, certainty state,
                                  const std::vector<std::string>& vary) const {
    witness_request wanted;
    for (const auto& one : vary)
      wanted.vary.push_back(*book_->find_input(one));
    wanted.confirm = [&, rule](const book::answers& contact) {
      return evaluator_->rule_state({0, rule}, contact) == state;
    };
    const auto [got, from] = witness_search(*book_).find(wanted, starts_, {});
    if (!got.contact) return got.exhaustive ? "there is none" : "none found";
    return analysis::words(*book_, *got.contact, starts_[from]);
  }

  repository loaded_;
  std::shared_ptr<const book::rulebook> book_;
  std::unique_ptr<reference::interpreter> evaluator_;
  std::vector<starting_point> starts_;
};

TEST_F(Witnesses, DifferFromTheStartNoMoreThanTheyMust) {
  const auto none = certainty::excluded;
  EXPECT_EQ(found(0, none, {"pulse"}), "baseline `well` with <given/>");
  EXPECT_EQ(found(0, certainty::certain, {"pulse", "age", "signs"}),
            "baseline `well` with <given age=\"80\" signs=\"sweaty -*\"/>");
  EXPECT_EQ(found(2, certainty::certain, {"signs"}),
            "baseline `well` with <given signs=\"pale sweaty -*\"/>");
}

TEST_F(Witnesses, ChangeWhatWouldMakeAnAnswerUnexpected) {
  EXPECT_EQ(found(1, certainty::certain, {"pulse", "twins"}),
            "baseline `well` with <given sex=\"female\" pulse=\"90\" twins=\"true\"/>");
}

TEST_F(Witnesses, AreProvenNotToBeThere) {
  EXPECT_EQ(found(0, certainty::certain, {"pulse"}), "there is none");
  EXPECT_EQ(found(2, certainty::certain, {"pulse", "age"}), "there is none");
}

TEST_F(Witnesses, AreNotLookedForBeyondTheBudget) {
  witness_request wanted;
  wanted.vary = {*book_->find_input("pulse"), *book_->find_input("age")};
  wanted.confirm = [](const book::answers&) { return false; };
  const auto got = witness_search(*book_).find(wanted, starts_.front(), {3, 1});
  EXPECT_FALSE(got.contact);
  EXPECT_FALSE(got.exhaustive);
}

TEST(Witness, IsFoundForTheBoxesOfTheShippedRules) {
  const auto book = shipped_book();
  ASSERT_TRUE(book);
  witness_count sum;
  search_all(*book, {}, sum);
  print("the shipped rule sets", sum);
  EXPECT_EQ(sum.found + sum.proven, sum.boxes);
}

}  // namespace
}  // namespace arvio
