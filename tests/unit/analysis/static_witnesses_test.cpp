// Every contact that a finding shows is read back and put to the interpreter: on random
// rule sets, where what is said of all contacts is enumerated too, and on those that are
// shipped.

#include "arvio/analysis/static_findings.hpp"
#include "arvio/analysis/witness.hpp"
#include "arvio/book/answer.hpp"
#include "arvio/reference/interpreter.hpp"

#include "cases/case_bench.hpp"
#include "exchange/contact_check.hpp"
#include "support/random_rules.hpp"
#include "support/scale.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

namespace arvio {
namespace {

using book::rule_reference;
using testing::dice;

/// The text between two marks, from a place on.
std::string between(const std::string& text, const std::string& before,
                    const std::string& after) {
  const auto begin = text.find(before);
  if (begin == std::string::npos) return "";
  const auto from = begin + before.size();
  return text.substr(from, text.find(after, from) - from);
}

std::optional<rule_reference> rule_named(const book::rulebook& book,
                                         const std::string& id) {
  for (std::uint32_t g = 0; g < book.groups.size(); ++g) {
    for (std::uint32_t r = 0; r < book.groups[g].rules.size(); ++r) {
      if (book.groups[g].rules[r].id == id) return rule_reference{g, r};
    }
  }
  return std::nullopt;
}

/// The contact that the words of a witness stand for.
book::answers contact_of(const book::rulebook& book, std::uint32_t group,
                         const std::string& words) {
  auto contact = analysis::empty_start(book).contact;
  const auto baseline = between(words, "baseline `", "`");
  for (const auto& start : analysis::starting_points(book, group)) {
    if (start.baseline == baseline) contact = start.contact;
  }
  auto rest = between(words, "<given", "/>");
  while (rest.find('=') != std::string::npos) {
    const auto name = between(rest, " ", "=");
    const auto value = between(rest, "=\"", "\"");
    const auto input = book.find_input(name);
    EXPECT_TRUE(input) << name;
    const auto answer = book::read_answer(book.inputs[*input], value);
    EXPECT_TRUE(answer) << name << " " << value;
    contact.by_input[*input] = *answer;
    rest = rest.substr(rest.find('"', rest.find('"') + 1) + 1);
  }
  return contact;
}

/// How many findings of each kind were confirmed.
struct confirmed_count {
  std::size_t covered = 0;
  std::size_t never = 0;
  std::size_t shared = 0;
  std::size_t contradictions = 0;
  std::size_t presumptions = 0;
};

/// Puts the findings of one book to its interpreter.
class judge {
 public:
  judge(const book::rulebook& book, confirmed_count& sum)
      : book_(book), evaluator_(book), sum_(sum) {}

  void put(const finding& one) {
    SCOPED_TRACE(one.message + " | " + one.witness);
    if (one.code == errc::rule_covered) {
      ++sum_.covered;
      covered(one);
    } else if (one.code == errc::condition_never && !one.rule.empty()) {
      ++sum_.never;
      never(one);
    } else if (one.witness.find("leaves it possible") != std::string::npos) {
      ++sum_.shared;
      shared(one);
    } else if (one.witness.find("no value by inferences") != std::string::npos) {
      ++sum_.contradictions;
      contradiction(one);
    } else if (one.message.rfind("presuming ", 0) == 0 && !one.witness.empty()) {
      ++sum_.presumptions;
      presumption(one);
    }
  }

 private:
  [[nodiscard]] certainty state(const std::string& rule,
                                const book::answers& contact) const {
    return evaluator_.rule_state(*rule_named(book_, rule), contact);
  }
  [[nodiscard]] bool another_holds(const std::string& id,
                                   const book::answers& contact) const {
    const auto where = *rule_named(book_, id);
    const auto& own = book_.groups[where.group].rules[where.rule];
    for (std::uint32_t g = 0; g < book_.groups.size(); ++g) {
      for (std::uint32_t r = 0; r < book_.groups[g].rules.size(); ++r) {
        const auto& other = book_.groups[g].rules[r];
        const auto level = own.urgency ? own.urgency : own.suggest;
        if (other.id == id || !other.urgency || *other.urgency > *level) continue;
        if (evaluator_.rule_state({g, r}, contact) == certainty::certain) return true;
      }
    }
    return false;
  }
  /// The full contacts of the book in which nothing is unexpected.
  const std::vector<book::answers>& expected_contacts() {
    if (all_.empty()) {
      all_ = testing::all_full_contacts(book_);
      std::erase_if(all_, [this](const book::answers& one) {
        return !evaluator_.assess(one).unexpected.empty();
      });
    }
    return all_;
  }

  void covered(const finding& one) {
    const auto where = *rule_named(book_, one.rule);
    const auto contact = contact_of(book_, where.group, one.witness);
    EXPECT_EQ(state(one.rule, contact), certainty::certain);
    EXPECT_TRUE(another_holds(one.rule, contact));
    for (const auto& full : expected_contacts()) {
      if (state(one.rule, full) != certainty::certain) continue;
      ASSERT_TRUE(another_holds(one.rule, full)) << testing::describe(book_, full);
    }
  }

  void never(const finding& one) {
    for (const auto& full : expected_contacts()) {
      ASSERT_EQ(state(one.rule, full), certainty::excluded)
          << testing::describe(book_, full);
    }
  }

  void shared(const finding& one) {
    const auto contact = contact_of(book_, 0, one.witness);
    EXPECT_EQ(state(one.rule, contact), certainty::possible);
    const bool always = one.witness.find("makes it certain") != std::string::npos;
    std::size_t completions = 0;
    for (const auto& full : expected_contacts()) {
      if (!testing::completes(full, contact)) continue;
      ++completions;
      ASSERT_EQ(state(one.rule, full), always ? certainty::certain : certainty::excluded)
          << testing::describe(book_, full);
    }
    EXPECT_NE(completions, 0u);
  }

  void contradiction(const finding& one) {
    const auto input = *book_.find_input(between(one.witness, "leaves `", "`"));
    const auto contact = contact_of(book_, 0, one.witness);
    EXPECT_EQ(contact.by_input[input].state, answer_state::not_asked);
    const auto unexpected = evaluator_.assess(contact).unexpected;
    EXPECT_NE(std::find(unexpected.begin(), unexpected.end(), input), unexpected.end());
  }

  void presumption(const finding& one) {
    const auto id = between(one.witness, "excludes `", "`");
    const auto where = *rule_named(book_, id);
    auto contact = contact_of(book_, where.group, one.witness);
    EXPECT_EQ(state(id, contact), certainty::possible);
    if (one.witness.find("; the cautious level is then") != std::string::npos) {
      const auto& set = *book_.sets[book_.groups[where.group].set].rules;
      const auto got = alone(set, where.group, one.witness);
      EXPECT_GT(got.cautious, got.bounds.not_excluded);
    }
    const auto input = *book_.find_input(between(one.message, "presuming ", " `"));
    EXPECT_EQ(contact.by_input[input].state, answer_state::unknown);
    const auto value = between(one.message, " `", "`");
    contact.by_input[input] = *book::read_answer(book_.inputs[input], value);
    EXPECT_EQ(state(id, contact), certainty::excluded);
  }

  /// The outcome by a rule set alone with what it uses.
  [[nodiscard]] book::outcome alone(const ruleset::rule_set& rules, std::uint32_t group,
                                    const std::string& words) const {
    std::vector<std::shared_ptr<const ruleset::rule_set>> sets;
    std::vector<std::string> uses{"vocabulary"};
    for (const auto& use : rules.uses)
      uses.push_back(use.ruleset.text);
    for (const auto& set : book_.sets) {
      const bool wanted =
          set.rules.get() == &rules ||
          std::find(uses.begin(), uses.end(), set.rules->id.text) != uses.end();
      if (wanted) sets.push_back(set.rules);
    }
    const auto ready = bench_for(sets, rules);
    const auto& id = book_.groups[group].id;
    std::uint32_t place = 0;
    while (ready.book->groups[place].id != id)
      ++place;
    const reference::interpreter truth(*ready.book);
    return truth.assess(contact_of(*ready.book, place, words));
  }

  const book::rulebook& book_;
  reference::interpreter evaluator_;
  confirmed_count& sum_;
  std::vector<book::answers> all_;
};

void confirm_all(const repository& loaded, confirmed_count& sum) {
  ASSERT_EQ(loaded.periods.size(), 1u);
  findings all;
  analysis::find_static(loaded, {true}, all);
  judge court(*loaded.periods.front().book, sum);
  for (const auto& one : all)
    court.put(one);
}

void print(const char* what, const confirmed_count& sum) {
  std::printf(
      "report: %s: confirmed %zu covered rules, %zu that never hold, %zu loose ends, %zu "
      "contradictions, %zu presumptions\n",
      what, sum.covered, sum.never, sum.shared, sum.contradictions, sum.presumptions);
}

TEST(StaticFindings, OfRandomRuleSetsAreAllConfirmed) {
  dice random(20261123);
  confirmed_count sum;
  std::size_t rule_sets = 0;
  for (std::size_t i = 0; i < testing::rounds(80); ++i) {
    std::vector<document> documents;
    for (auto& bytes : testing::random_documents(random, {}))
      documents.push_back({std::to_string(documents.size()) + ".xml", std::move(bytes)});
    const auto loaded = load_repository(std::move(documents), {});
    // A random condition that never or always holds is refused.
    if (has_errors(loaded.findings)) continue;
    ++rule_sets;
    confirm_all(loaded, sum);
    if (HasFatalFailure()) return;
  }
  print("random rule sets", sum);
  if (!testing::whole_campaigns) return;
  EXPECT_GE(rule_sets, 10u);
  EXPECT_GE(sum.covered, 5u);
  EXPECT_GE(sum.shared, 1u);
  EXPECT_GE(sum.presumptions, 5u);
}

TEST(StaticFindings, OfTheShippedRuleSetsAreConfirmedAndNoWarnings) {
  findings unread;
  const auto folder = std::filesystem::path(ARVIO_SOURCE_DIR) / "rules";
  const auto loaded = load_repository(read_documents({folder}, unread), {});
  ASSERT_FALSE(has_errors(loaded.findings));
  confirmed_count sum;
  confirm_all(loaded, sum);
  print("the shipped rule sets", sum);
  EXPECT_EQ(sum.presumptions, 2u);
  findings warnings;
  analysis::find_static(loaded, {false}, warnings);
  for (const auto& one : warnings)
    ADD_FAILURE() << render(one, loaded.sources);
}

}  // namespace
}  // namespace arvio
