#include "answers_behind.hpp"

#include "arvio/core/put.hpp"

#include "box_sides.hpp"
#include "parts_behind.hpp"

#include <algorithm>
#include <ranges>

namespace arvio::inline v0 {

using core::place;

std::vector<std::uint32_t> answers_behind::of(const core::condition_record& run) {
  bool direct = true;
  for_tests(run, [&](const core::predicate_record& test) {
    direct = direct && follows_from_answers(test.slot);
  });
  return direct ? by_slots(run) : by_evaluation(run);
}

template <class Visit>
void answers_behind::for_tests(const core::condition_record& run, Visit visit) const {
  for (place c = run.first_clause; c < run.first_clause + run.clauses; ++c) {
    for (const auto test : rules_.tests(c))
      visit(rules_.predicate(test));
  }
}

/// Whether the set of a slot follows from the answer to one input, whatever else was
/// said.
bool answers_behind::follows_from_answers(place slot) const {
  const auto input = input_of(slot);
  return input != core::none && rules_.inputs()[input].is_plain != 0;
}

place answers_behind::input_of(place slot) const {
  const auto& what = rules_.slots()[slot];
  switch (what.kind) {
    case core::slot_kind::input:
    case core::slot_kind::code: return what.index;
    case core::slot_kind::gate: return rules_.head().complaint;
    case core::slot_kind::derived:
    case core::slot_kind::expression:
    case core::slot_kind::comparison:
    case core::slot_kind::urgency: break;
  }
  return core::none;
}

bool answers_behind::is_asked(place input) const {
  return core::effective(contact_, input).asked;
}

/// Whether some box still holds all that is possible: a slot whose answer is left out may
/// have any value, and no box tests a slot of which it allows all.
bool answers_behind::is_certain_without(const core::condition_record& run,
                                        const std::set<place>& left_out) const {
  for (place c = run.first_clause; c < run.first_clause + run.clauses; ++c) {
    const auto tests = rules_.tests(c);
    const bool holds = std::all_of(tests.begin(), tests.end(), [&](place test) {
      const auto& one = rules_.predicate(test);
      return !left_out.contains(input_of(one.slot)) && lies_inside(contact_, one);
    });
    if (holds) return true;
  }
  return false;
}

/// Whether every box lacks something that follows from one answer alone, whatever else is
/// found: without an evaluation no box is certain.
bool answers_behind::fails_without(const core::condition_record& run,
                                   const std::set<place>& left_out) const {
  for (place c = run.first_clause; c < run.first_clause + run.clauses; ++c) {
    const auto tests = rules_.tests(c);
    const bool fails = std::any_of(tests.begin(), tests.end(), [&](place test) {
      const auto& one = rules_.predicate(test);
      return follows_from_answers(one.slot) &&
             (left_out.contains(input_of(one.slot)) || !lies_inside(contact_, one));
    });
    if (!fails) return false;
  }
  return true;
}

std::vector<std::uint32_t> answers_behind::by_slots(const core::condition_record& run) {
  std::set<place> inputs;
  for_tests(run, [&](const core::predicate_record& test) {
    inputs.insert(input_of(test.slot));
  });
  std::set<place> left_out;
  std::vector<std::uint32_t> kept;
  for (const auto input : std::views::reverse(inputs)) {
    if (!is_asked(input)) continue;
    left_out.insert(input);
    if (is_certain_without(run, left_out)) continue;
    left_out.erase(input);
    kept.push_back(input);
  }
  std::reverse(kept.begin(), kept.end());
  return kept;
}

std::vector<std::uint32_t> answers_behind::by_evaluation(
    const core::condition_record& run) {
  parts_behind behind(rules_, [](place) { return true; });
  for_tests(run, [&](const core::predicate_record& test) { behind.add_slot(test.slot); });
  core::frame* copy = nullptr;  // made where an evaluation is needed
  std::set<place> left_out;
  std::vector<std::uint32_t> kept;
  for (const auto input : std::views::reverse(behind.inputs())) {
    if (!is_asked(input)) continue;
    left_out.insert(input);
    if (fails_without(run, left_out)) {
      left_out.erase(input);
      kept.push_back(input);
      continue;
    }
    if (copy == nullptr) copy = &found_.work_copy();
    auto& work = *copy;
    const auto before = work.answer(input);
    core::answer_writer(work).retract(input);
    core::evaluate(work, found_.kernel());
    if (core::judge(work, run) == certainty::certain) continue;
    left_out.erase(input);
    kept.push_back(input);
    work.answer(input) = before;
    for (const auto plane :
         {core::code_plane::present, core::code_plane::absent, core::code_plane::unknown})
      std::copy_n(contact_.codes(input, plane), contact_.code_words(input),
                  work.codes(input, plane));
    work.changed(input);
  }
  std::reverse(kept.begin(), kept.end());
  return kept;
}

}  // namespace arvio::inline v0
