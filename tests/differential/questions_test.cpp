// The questions are the ones that matter, they come to an end, and their order does not
// decide the assessment.

#include "arvio/reference/interpreter.hpp"

#include "support/random_rules.hpp"
#include "support/scale.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <set>
#include <vector>

namespace arvio {
namespace {

using book::answers;
using book::outcome;
using reference::interpreter;
using testing::dice;

using input_indices = std::set<std::uint32_t>;

/// An input, or one code of a `codes` input: what openness is about.
using place = std::pair<std::uint32_t, std::size_t>;
using places = std::set<place>;

/// What every rule and scope is in every full contact of a book, for brute force.
class truth_table {
 public:
  explicit truth_table(const book::rulebook& book)
      : contacts_(testing::all_full_contacts(book)) {
    const interpreter engine(book);
    for (const auto& full : contacts_) {
      std::vector<std::vector<bool>> of_groups;
      for (std::uint32_t g = 0; g < book.groups.size(); ++g) {
        std::vector<bool> holds;
        for (std::uint32_t r = 0; r < book.groups[g].rules.size(); ++r)
          holds.push_back(engine.rule_state({g, r}, full) == certainty::certain);
        of_groups.push_back(std::move(holds));
      }
      truth_.push_back(std::move(of_groups));
    }
  }

  /// Where a thing is open: two completions that differ in that place alone differ in it.
  template <class Thing>
  places open_places(const book::answers& contact, Thing thing) const {
    places open;
    std::vector<std::size_t> completions;
    for (std::size_t i = 0; i < contacts_.size(); ++i) {
      if (testing::completes(contacts_[i], contact)) completions.push_back(i);
    }
    for (const auto a : completions) {
      for (const auto b : completions) {
        if (b <= a || thing(truth_[a]) == thing(truth_[b])) continue;
        if (const auto only = only_difference(contacts_[a], contacts_[b]))
          open.insert(*only);
      }
    }
    return open;
  }

 private:
  static std::optional<place> only_difference(const book::answers& a,
                                              const book::answers& b) {
    std::optional<place> found;
    const auto note = [&](std::uint32_t input, std::size_t code) {
      const bool first = !found;
      found = place{input, code};
      return first;
    };
    for (std::uint32_t i = 0; i < a.by_input.size(); ++i) {
      const auto& x = a.by_input[i];
      const auto& y = b.by_input[i];
      if (x.values != y.values && !note(i, 0)) return std::nullopt;
      for (std::size_t code = 0; code < x.codes.size(); ++code) {
        if (x.codes[code] != y.codes[code] && !note(i, code)) return std::nullopt;
      }
    }
    return found;
  }

  std::vector<book::answers> contacts_;
  std::vector<std::vector<std::vector<bool>>> truth_;  // contact, group, rule
};

std::vector<std::uint32_t> named_complaints(const book::rulebook& book,
                                            const book::answers& contact) {
  std::vector<std::uint32_t> named;
  if (!book.complaint) return named;
  const auto& codes = contact.by_input[*book.complaint].codes;
  for (std::uint32_t i = 0; i < codes.size(); ++i) {
    if (codes[i] == code_state::present) named.push_back(i);
  }
  return named;
}

bool covers(const book::linked_group& group, std::uint32_t complaint) {
  return group.every_complaint ||
         std::find(group.complaints.begin(), group.complaints.end(), complaint) !=
             group.complaints.end();
}

book::level_index finished_level(const book::rulebook& book, book::answers contact) {
  contact.finished = true;
  return interpreter(book).assess(contact).recommended->level;
}

/// Questions about urgency (levels and requirements) as section 5 defines them, by
/// brute force.
input_indices expected_questions(const book::rulebook& book, const truth_table& truth,
                                 const book::answers& contact, const outcome& result) {
  const auto askable = [&](places open) {
    input_indices inputs;
    for (const auto& [input, code] : open) {
      const auto& given = contact.by_input[input];
      const bool unsaid = given.state == answer_state::known &&
                          code < given.codes.size() &&
                          given.codes[code] == code_state::unsaid;
      if (given.state == answer_state::not_asked || unsaid) inputs.insert(input);
    }
    return inputs;
  };
  input_indices expected;
  auto most_urgent = book.level_count;  // of all candidates
  for (std::uint32_t g = 0; g < book.groups.size(); ++g) {
    const auto& rules = book.groups[g].rules;
    const auto scope_of = [&](const auto& holds) {
      return bool{holds[g].back()};
    };  // otherwise
    const auto of_scope = askable(truth.open_places(contact, scope_of));
    for (book::level_index level = 0; level < result.bounds.at_least; ++level) {
      const auto at_level = [&](const auto& holds) {
        for (std::size_t r = 0; r < rules.size(); ++r) {
          if (rules[r].urgency && *rules[r].urgency <= level && holds[g][r]) return true;
        }
        return false;
      };
      const auto open = truth.open_places(contact, at_level);
      const auto all = askable(open);  // none where it is decided
      input_indices inputs;
      std::set_intersection(all.begin(), all.end(), of_scope.begin(), of_scope.end(),
                            std::inserter(inputs, inputs.end()));
      if (inputs.empty()) inputs = all;
      if (!inputs.empty()) most_urgent = std::min(most_urgent, level);
      expected.merge(inputs);
    }
  }
  if (result.coverage == certainty::possible) {
    for (const auto named : named_complaints(book, contact)) {
      const auto covered = [&](const auto& holds) {
        for (std::uint32_t g = 0; g < book.groups.size(); ++g) {
          if (covers(book.groups[g], named) && holds[g].back()) return true;
        }
        return false;
      };
      if (!askable(truth.open_places(contact, covered)).empty())
        most_urgent = std::min(most_urgent, book.out_of_scope);
    }
  }
  // Decided early: nothing that is less urgent can change what finish would recommend.
  if (most_urgent > finished_level(book, contact)) expected.clear();
  return expected;
}

TEST(Question, IsAskedIfAndOnlyIfItsAnswerCanMatter) {
  constexpr std::uint64_t seed = 11;
  dice random(seed);
  // Every group covers complaints, so that its last rule shows its scope.
  const testing::rule_features plain{false, false, false, false, false, false};
  std::size_t contacts = 0;
  std::size_t asked_inputs = 0;
  for (std::size_t b = 0; b < testing::rounds(60); ++b) {
    const auto documents = testing::random_documents(random, plain);
    const auto book = testing::book_of(documents);
    ASSERT_NE(book, nullptr);
    if (std::any_of(book->groups.begin(), book->groups.end(),
                    [](const auto& group) { return !group.covers(); }))
      continue;
    const truth_table truth(*book);
    const interpreter engine(*book);
    for (int c = 0; c < 30; ++c) {
      auto contact = testing::empty_contact(*book);
      for (std::size_t i = 0; i < contact.by_input.size(); ++i) {
        contact.by_input[i] = testing::random_answer(book->inputs[i], random, 45);
        // The gate of a group is a slot of its own, so brute force over complaints is
        // not the definition: leave the complaint known.
        if (book->inputs[i].is_complaint)
          contact.by_input[i] = testing::random_value(book->inputs[i], random);
      }
      const auto result = engine.assess(contact);
      if (result.bounds.at_least == 0) continue;
      input_indices asked;
      for (const auto& question : result.questions) {
        if (std::any_of(question.reasons.begin(), question.reasons.end(),
                        [](const auto& why) { return why.purpose == purpose::urgency; }))
          asked.insert(question.input);
      }
      EXPECT_EQ(asked, expected_questions(*book, truth, contact, result))
          << "seed " << seed << ", book " << b << ", contact " << c << "\n"
          << testing::describe(*book, contact) << documents[1];
      ++contacts;
      asked_inputs += asked.size();
    }
  }
  std::printf("seed %llu: %zu contacts, %zu questions about urgency, each checked\n",
              static_cast<unsigned long long>(seed), contacts, asked_inputs);
  if (!testing::whole_campaigns) return;
  EXPECT_GT(asked_inputs, contacts / 4);
}

/// Answers questions until none is left, each time one of those asked, whatever
/// `choose` says.
template <class Choose>
outcome answer_all(const book::rulebook& book, const interpreter& engine,
                   book::answers& contact, const std::vector<book::answer>& truth,
                   Choose choose) {
  auto result = engine.assess(contact);
  for (std::size_t step = 0; result.status == status::open; ++step) {
    EXPECT_LE(step, book.inputs.size()) << "a question is asked again";
    if (step > book.inputs.size()) break;
    const auto input = choose(result.questions);
    contact.by_input[input] = truth[input];
    result = engine.assess(contact);
    EXPECT_TRUE(std::none_of(result.questions.begin(), result.questions.end(),
                             [&](const auto& next) { return next.input == input; }));
  }
  return result;
}

/// Whether a contact finds nothing unexpected: what is so, an answer may undo.
bool is_expected(const outcome& result) { return result.unexpected.empty(); }

TEST(Questions, ThatAreNotAskedWouldLeaveTheRecommendation) {
  constexpr std::uint64_t seed = 19;
  dice random(seed);
  std::size_t decided = 0;
  std::size_t answered = 0;
  for (std::size_t b = 0; b < testing::rounds(200); ++b) {
    const auto documents = testing::random_documents(random, {});
    const auto book = testing::book_of(documents);
    ASSERT_NE(book, nullptr);
    const interpreter engine(*book);
    for (int c = 0; c < 30; ++c) {
      auto contact = testing::empty_contact(*book);
      for (std::size_t i = 0; i < contact.by_input.size(); ++i)
        contact.by_input[i] = testing::random_answer(book->inputs[i], random, 30);
      const auto result = engine.assess(contact);
      bool asks_about_urgency = false;
      for (const auto& question : result.questions) {
        for (const auto& why : question.reasons)
          asks_about_urgency = asks_about_urgency || why.purpose != purpose::requirement;
      }
      if (asks_about_urgency || result.status == status::emergency) continue;
      if (!is_expected(result)) continue;
      const auto advice = result.if_finished ? result.if_finished : result.recommended;
      ASSERT_TRUE(advice);
      ASSERT_EQ(advice->level, finished_level(*book, contact))
          << "seed " << seed << ", book " << b << ", contact " << c << "\n"
          << testing::describe(*book, contact) << documents[1]
          << (documents.size() > 2 ? documents[2] : "");
      ++decided;
      for (int a = 0; a < 5; ++a) {
        auto fuller = contact;
        for (std::size_t i = 0; i < fuller.by_input.size(); ++i) {
          if (contact.by_input[i].state == answer_state::not_asked)
            fuller.by_input[i] = testing::random_answer(book->inputs[i], random, 90);
        }
        fuller.finished = true;
        const auto after = engine.assess(fuller);
        if (!is_expected(after)) continue;
        ++answered;
        ASSERT_EQ(after.recommended->level, advice->level)
            << "seed " << seed << ", book " << b << ", contact " << c << "\n"
            << testing::describe(*book, contact) << testing::describe(*book, fuller)
            << documents[1] << (documents.size() > 2 ? documents[2] : "");
      }
    }
  }
  std::printf("seed %llu: %zu contacts with nothing to ask about urgency, %zu answers\n",
              static_cast<unsigned long long>(seed), decided, answered);
  if (!testing::whole_campaigns) return;
  EXPECT_GT(answered, 100u);
}

TEST(Questions, EndWithTheSameAssessmentInAnyOrder) {
  constexpr std::uint64_t seed = 13;
  dice random(seed);
  std::size_t calls = 0;
  for (std::size_t b = 0; b < testing::rounds(150); ++b) {
    const auto documents = testing::random_documents(random, {});
    const auto book = testing::book_of(documents);
    ASSERT_NE(book, nullptr);
    const interpreter engine(*book);
    for (int c = 0; c < 20; ++c) {
      // A world that the rule set finds nothing unexpected in, of which the caller does
      // not know everything.
      auto world = testing::empty_contact(*book);
      for (std::size_t i = 0; i < world.by_input.size(); ++i)
        world.by_input[i] = testing::random_value(book->inputs[i], random);
      if (!engine.assess(world).unexpected.empty()) continue;
      auto truth = world.by_input;
      for (auto& answer : truth) {
        if (random.chance(25)) answer = {answer_state::unknown, {}, {}, {}};
      }
      auto contact = testing::empty_contact(*book);
      for (std::size_t i = 0; i < truth.size(); ++i) {
        if (random.chance(20)) contact.by_input[i] = truth[i];
      }
      auto forwards = contact;
      auto backwards = contact;
      const auto first =
          answer_all(*book, engine, forwards, truth,
                     [](const auto& questions) { return questions.front().input; });
      const auto last =
          answer_all(*book, engine, backwards, truth,
                     [](const auto& questions) { return questions.back().input; });
      ASSERT_NE(first.status, status::open);
      const bool comparable = first.unexpected.empty() && last.unexpected.empty();
      if (comparable) {
        // Where it is decided early, the one may have asked more than the other.
        EXPECT_EQ(first.bounds.not_excluded, last.bounds.not_excluded);
        ASSERT_TRUE(first.recommended && last.recommended);
        EXPECT_EQ(first.recommended->level, last.recommended->level);
        const auto is_settled = [](const outcome& of) {
          return of.bounds.at_least == of.bounds.not_excluded;
        };
        if (first.coverage == last.coverage && (is_settled(first) || is_settled(last))) {
          EXPECT_EQ(first.status, last.status);
          EXPECT_EQ(first.bounds, last.bounds);
          EXPECT_EQ(first.recommended, last.recommended);
        }
      }
      ASSERT_FALSE(HasFailure())
          << "seed " << seed << ", book " << b << ", call " << c << "\n"
          << testing::describe(*book, forwards) << testing::describe(*book, backwards)
          << documents[1] << (documents.size() > 2 ? documents[2] : "");
      ++calls;
    }
  }
  std::printf("seed %llu: %zu calls, each answered in two orders\n",
              static_cast<unsigned long long>(seed), calls);
}

}  // namespace
}  // namespace arvio
