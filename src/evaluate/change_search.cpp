#include "change_search.hpp"

#include "arvio/base/limits.hpp"
#include "arvio/base/sort_stably.hpp"
#include "arvio/core/evaluate.hpp"

#include "box_sides.hpp"
#include "compile/joined_rules.hpp"

#include <algorithm>
#include <limits>
#include <ranges>
#include <tuple>

namespace arvio::inline v0 {

namespace {

constexpr core::code_plane said_planes[] = {
    core::code_plane::present, core::code_plane::absent, core::code_plane::unknown};
constexpr auto never_enough = std::numeric_limits<std::uint32_t>::max();

}  // namespace

change_search::change_search(const book::rulebook& book, const compile::legend& legend,
                             core::evaluation& found, core::frame& work,
                             core::row_kernel kernel)
    : book_(book),
      legend_(legend),
      found_(found),
      rules_(found.rules()),
      contact_(found.contact()),
      work_(work),
      kernel_(kernel),
      values_(book, rules_) {
  work_.copy(contact_);
  for (core::place i = 0; i < rules_.inputs().size(); ++i) {
    if (rules_.inputs()[i].is_plain == 0) may_be_unexpected_.push_back(i);
  }
}

std::vector<evaluated::change_set> change_search::run(book::level_index level) {
  add_targets(level);
  for (std::uint32_t count = 1; count <= limits::explained_answers; ++count) {
    for (auto& one : targets_) {
      if (one.sets.empty() && one.least <= count) search(one, contact_, count);
    }
    if (steps_ == limits::explanation_steps) break;
    searched_ = count;
  }
  std::vector<evaluated::change_set> out;
  for (const auto& one : targets_) {
    if (!one.sets.empty()) out.push_back(made(one));
  }
  sort_stably(out, [](const auto& a, const auto& b) {
    return std::tuple(a.level, a.example.size()) < std::tuple(b.level, b.example.size());
  });
  std::map<std::pair<book::level_index, bool>, std::size_t> told;
  std::erase_if(out, [&](const evaluated::change_set& one) {
    return ++told[{one.level, one.in_scope}] > limits::explained_changes;
  });
  return out;
}

void change_search::add_targets(book::level_index level) {
  for (book::level_index l = 0; l < level; ++l) {
    for (core::place g = 0; g < rules_.groups().size(); ++g) {
      const auto condition = found_.level_condition(g, l, nullptr);
      if (core::judge(contact_, condition) != certainty::excluded) continue;
      const auto& segment = rules_.segment(g, l);
      for (core::place c = segment.first_clause;
           c < segment.first_clause + segment.clauses; ++c) {
        target one;
        one.clause = c;
        one.level = l;
        one.group = g;
        one.open = open_tests(contact_, c);
        if (one.open.empty()) continue;  // no box: what fills a word
        one.least = least_changes(one.open);
        if (one.least <= limits::explained_answers) targets_.push_back(std::move(one));
      }
    }
  }
}

// --- the search ------------------------------------------------------------------------

/// Whatever set makes a box certain that `now` is not inside of changes something behind
/// each of its open slots: so it is enough to go on from one of them.
void change_search::search(target& what, const core::frame& now, std::uint32_t left) {
  const auto open = open_tests(now, what.clause);
  if (open.empty()) {
    const auto odd = newly_unexpected(now);
    if (odd.empty()) return record(what);
    return branch(what, parts_of_expectation(odd.front()), nullptr, left);
  }
  if (least_changes(open) > left) return;
  const auto next =
      *std::min_element(open.begin(), open.end(), [this](core::place a, core::place b) {
        return parts_of_slot(rules_.predicate(a).slot).size() <
               parts_of_slot(rules_.predicate(b).slot).size();
      });
  const auto& test = rules_.predicate(next);
  branch(what, parts_of_slot(test.slot), &test, left);
}

void change_search::branch(target& what, const std::vector<answer_part>& parts,
                           const core::predicate_record* test, std::uint32_t left) {
  std::vector<answer_part> passed;
  for (const auto part : parts) {
    if (is_over()) break;
    if (passed_.contains(part) || is_changed(part)) continue;
    const std::uint32_t cost = is_changed_input(part.input) ? 0 : 1;
    if (cost > left) continue;
    const auto was = kept(part.input);
    for (const auto value : values_of(part)) {
      const part_value change{part, value};
      if (is_over()) break;
      if (is_as_answered(change)) continue;
      if (test != nullptr && !allows(*test, part, value)) continue;
      put(change);
      changes_.push_back(change);
      evaluate();
      search(what, work_, left - cost);
      changes_.pop_back();
      put_back(part.input, was);
    }
    // Every set with this part has been looked at.
    if (passed_.insert(part).second) passed.push_back(part);
  }
  for (const auto part : passed)
    passed_.erase(part);
}

bool change_search::is_over() const { return steps_ == limits::explanation_steps; }

bool change_search::is_changed(answer_part part) const {
  return std::any_of(changes_.begin(), changes_.end(),
                     [&](const part_value& one) { return one.part == part; });
}
bool change_search::is_changed_input(core::place input) const {
  return std::any_of(changes_.begin(), changes_.end(),
                     [&](const part_value& one) { return one.part.input == input; });
}

void change_search::record(target& what) {
  if (is_more_urgent(what.level)) return;  // then it is told of that level
  found_set made;
  made.values = changes_;
  for (const auto& one : changes_)
    made.changed.push_back(one.part.input);
  std::sort(made.changed.begin(), made.changed.end());
  made.changed.erase(std::unique(made.changed.begin(), made.changed.end()),
                     made.changed.end());
  const bool known =
      std::any_of(what.sets.begin(), what.sets.end(),
                  [&](const found_set& one) { return one.changed == made.changed; });
  if (!known && !is_told(what, made.changed)) what.sets.push_back(std::move(made));
}

/// Whether the changed contact makes something more urgent certain.
bool change_search::is_more_urgent(book::level_index level) const {
  for (book::level_index l = 0; l < level; ++l) {
    for (core::place g = 0; g < rules_.groups().size(); ++g) {
      if (core::judge(work_, rules_.segment(g, l)) == certainty::certain) return true;
    }
  }
  return false;
}

/// Whether less makes something as urgent certain; of what joins rules, also as much.
bool change_search::is_told(const target& what, const inputs& changed) const {
  const bool joins = legend_.clauses[what.clause].use == compile::clause_use::joint;
  return std::any_of(targets_.begin(), targets_.end(), [&](const target& other) {
    if (other.level > what.level || &other == &what) return false;
    return std::any_of(other.sets.begin(), other.sets.end(), [&](const found_set& one) {
      return (joins || one.changed.size() < changed.size()) &&
             std::includes(changed.begin(), changed.end(), one.changed.begin(),
                           one.changed.end());
    });
  });
}

std::vector<core::place> change_search::open_tests(const core::frame& contact,
                                                   core::place clause) const {
  std::vector<core::place> open;
  for (const auto test : rules_.tests(clause)) {
    if (!lies_inside(contact, rules_.predicate(test))) open.push_back(test);
  }
  return open;
}

/// Slots that nothing they have in common can move need a change each.
std::uint32_t change_search::least_changes(const std::vector<core::place>& tests) {
  std::set<core::place> used;
  std::uint32_t count = 0;
  for (const auto test : tests) {
    std::set<core::place> own;
    bool is_free = false;
    for (const auto part : parts_of_slot(rules_.predicate(test).slot)) {
      if (passed_.contains(part) || is_changed(part)) continue;
      is_free = is_free || is_changed_input(part.input);
      own.insert(part.input);
    }
    if (own.empty()) return never_enough;
    const bool shared = std::any_of(
        own.begin(), own.end(), [&](core::place input) { return used.contains(input); });
    if (is_free || shared) continue;
    used.merge(own);
    ++count;
  }
  return count;
}

std::vector<core::place> change_search::newly_unexpected(const core::frame& now) const {
  std::vector<core::place> odd;
  for (const auto input : may_be_unexpected_) {
    if (now.possible(input).unexpected && !contact_.possible(input).unexpected)
      odd.push_back(input);
  }
  return odd;
}

// --- what can change -------------------------------------------------------------------

std::vector<answer_part> change_search::changeable(const parts_behind& all) const {
  std::vector<answer_part> parts(all.found().begin(), all.found().end());
  std::erase_if(parts, [this](const answer_part& one) {
    return one.input == rules_.head().complaint;
  });
  return parts;
}

const std::vector<answer_part>& change_search::parts_of_slot(core::place slot) {
  const auto known = slot_parts_.find(slot);
  if (known != slot_parts_.end()) return known->second;
  parts_behind all(rules_, [this](core::place input) {
    return core::effective(contact_, input).state != answer_state::known;
  });
  all.add_slot(slot);
  return slot_parts_.emplace(slot, changeable(all)).first->second;
}

const std::vector<answer_part>& change_search::parts_of_expectation(core::place input) {
  const auto known = expectation_parts_.find(input);
  if (known != expectation_parts_.end()) return known->second;
  parts_behind all(rules_, [this](core::place other) {
    return core::effective(contact_, other).state != answer_state::known;
  });
  all.add_conditions_of(input);
  auto parts = changeable(all);
  const auto codes = rules_.inputs()[input].kind == core::input_kind::codes
                         ? rules_.inputs()[input].codes
                         : 0;
  for (core::place code = 0; code < codes; ++code)
    parts.push_back({input, code});
  if (codes == 0) parts.push_back({input, core::none});
  return expectation_parts_.emplace(input, std::move(parts)).first->second;
}

const std::vector<std::int64_t>& change_search::values_of(answer_part part) {
  static const std::vector<std::int64_t> of_code{1, 0};
  if (part.code != core::none) return of_code;
  const auto known = input_values_.find(part.input);
  if (known != input_values_.end()) return known->second;
  const auto& domain = book_.inputs[part.input].domain;
  const auto now = contact_.values(part.input);
  const bool ordered = rules_.inputs()[part.input].kind != core::input_kind::code;
  auto values = ordered ? values_.of(part.input, now.min(), now.max())
                        : values_.of(part.input, domain.min(), domain.max());
  return input_values_.emplace(part.input, std::move(values)).first->second;
}

bool change_search::is_as_answered(const part_value& one) const {
  const auto input = one.part.input;
  if (core::effective(contact_, input).state != answer_state::known) return false;
  if (one.part.code != core::none)
    return core::has_bit(contact_.codes(input, one.value != 0 ? core::code_plane::present
                                                              : core::code_plane::absent),
                         one.part.code);
  if (rules_.inputs()[input].kind == core::input_kind::code)
    return core::has_bit(contact_.codes(input, core::code_plane::present),
                         static_cast<std::uint32_t>(one.value));
  return contact_.answer(input).low == one.value;
}

/// Whether a value is of use to a predicate: of what it does not test itself any may be.
bool change_search::allows(const core::predicate_record& test, answer_part part,
                           std::int64_t value) const {
  const auto& slot = rules_.slots()[test.slot];
  const bool own = slot.index == part.input &&
                   (part.code == core::none
                        ? slot.kind == core::slot_kind::input
                        : slot.kind == core::slot_kind::code && slot.other == part.code);
  return !own || allowed_values(legend_, rules_, test).contains(value);
}

// --- changed answers -------------------------------------------------------------------

void change_search::evaluate() {
  core::evaluate(work_, kernel_);
  ++steps_;
}

change_search::kept_answer change_search::kept(core::place input) const {
  kept_answer was{work_.answer(input), {}};
  for (const auto plane : said_planes) {
    const auto* codes = work_.codes(input, plane);
    was.codes.insert(was.codes.end(), codes, codes + work_.code_words(input));
  }
  return was;
}

void change_search::put_back(core::place input, const kept_answer& was) {
  work_.answer(input) = was.entry;
  auto from = was.codes.begin();
  for (const auto plane : said_planes) {
    const auto words = work_.code_words(input);
    std::copy_n(from, words, work_.codes(input, plane));
    from += words;
  }
  work_.changed(input);
}

void change_search::clear_codes(core::place input) {
  for (const auto plane : said_planes)
    std::fill_n(work_.codes(input, plane), work_.code_words(input), 0);
}

void change_search::put(const part_value& one) {
  const auto [input, code] = one.part;
  auto& given = work_.answer(input);
  const auto kind = rules_.inputs()[input].kind;
  if (kind == core::input_kind::codes) {
    if (core::effective(work_, input).state != answer_state::known) clear_codes(input);
    for (const auto plane : said_planes)
      core::drop_bit(work_.codes(input, plane), code);
    core::put_bit(work_.codes(input, one.value != 0 ? core::code_plane::present
                                                    : core::code_plane::absent),
                  code);
  } else if (kind == core::input_kind::code) {
    clear_codes(input);
    core::put_bit(work_.codes(input, core::code_plane::present),
                  static_cast<std::uint32_t>(one.value));
  } else {
    given.low = given.high = one.value;
  }
  given.state = answer_state::known;
  given.observed = work_.now();
  work_.changed(input);
}

// --- what is told ----------------------------------------------------------------------

evaluated::change_set change_search::made(const target& what) {
  evaluated::change_set out;
  out.level = what.level;
  out.group = what.group;
  out.in_scope = found_.in_scope(what.group);
  if (legend_.clauses[what.clause].use == compile::clause_use::joint) {
    for (const auto rule : compile::joined_rules(rules_, what.group, what.level,
                                                 compile::box_of(rules_, what.clause)))
      out.rules.push_back({what.group, rule});
  } else {
    for (const auto rule : legend_.rules_of(what.clause))
      out.rules.push_back({what.group, rule});
  }
  for (const auto test : what.open) {
    out.sides.push_back(side_of(legend_, contact_, rules_.predicate(test)));
    out.sides.back().inputs = asked_behind(contact_, out.sides.back().slot);
  }
  const auto& first = what.sets.front();
  out.example = answers(first);
  // All that were found leave out what holds them; some of them are told.
  const auto told = std::min(what.sets.size(), 1 + limits::explained_alternatives);
  for (std::size_t i = 1; i < told; ++i)
    out.other.emplace_back(what.sets[i].changed.begin(), what.sets[i].changed.end());
  out.other_left_out = what.sets.size() - told;
  out.direct = is_direct(out, first);
  if (out.direct) narrow(out, first, what.clause);
  return out;
}

/// Whether what changes is what the box tests, part by part.
bool change_search::is_direct(const evaluated::change_set& made,
                              const found_set& set) const {
  std::set<answer_part> tested;
  for (const auto& side : made.sides) {
    const auto& slot = rules_.slots()[side.slot];
    if (slot.kind == core::slot_kind::input) {
      tested.insert({slot.index, core::none});
    } else if (slot.kind == core::slot_kind::code) {
      tested.insert({slot.index, slot.other});
    } else {
      return false;
    }
  }
  std::set<answer_part> changed;
  for (const auto& one : set.values)
    changed.insert(one.part);
  return tested == changed;
}

/// Leaves of what the box allows what is as good as the example, whichever values are
/// chosen: ranges beside the example's, other codes; or else the example alone.
void change_search::narrow(evaluated::change_set& made, const found_set& set,
                           core::place clause) {
  std::vector<std::pair<core::place, kept_answer>> before;
  for (const auto& change : set.values) {
    before.emplace_back(change.part.input, kept(change.part.input));
    put(change);
  }
  std::vector<tried_side> sides;
  for (auto& side : made.sides) {
    const auto& slot = rules_.slots()[side.slot];
    if (slot.kind == core::slot_kind::code) continue;  // one value is allowed
    const auto change =
        std::find_if(set.values.begin(), set.values.end(), [&](const part_value& one) {
          return one.part == answer_part{slot.index, core::none};
        });
    sides.push_back({&side, *change, ranges_that_do(side, *change, clause)});
  }
  std::size_t choices = 1;
  for (const auto& one : sides)
    choices = std::min(choices * one.ranges.size(), limits::explained_choices + 1);
  const bool all_do =
      choices <= limits::explained_choices && does_with_all(sides, 0, clause);
  for (const auto& [input, was] : std::views::reverse(before))
    put_back(input, was);
  for (const auto& one : sides) {
    one.side->allowed = all_do ? value_set() : value_set::single(one.example.value);
    for (const auto& range : one.ranges) {
      if (all_do) one.side->allowed = one.side->allowed.united({range.low, range.high});
    }
  }
}

/// The ranges of an input that a side allows and that do beside the others of the
/// example; of ordered values those that are of one piece with the example's.
std::vector<value_range> change_search::ranges_that_do(const evaluated::box_side& side,
                                                       const part_value& example,
                                                       core::place clause) {
  const auto input = example.part.input;
  const bool ordered = rules_.inputs()[input].kind != core::input_kind::code;
  const auto will_do = [&](std::int64_t value) {
    put({example.part, value});
    return does(clause);
  };
  std::vector<value_range> out;
  bool has_example = false;
  for (const auto& range : values_.ranges(input)) {
    const bool fits = side.allowed.contains(range.low) && will_do(range.low) &&
                      (values_.are_alike(input) || will_do(range.high));
    if (fits) {
      out.push_back(range);
      has_example =
          has_example || (range.low <= example.value && example.value <= range.high);
    } else if (ordered && has_example) {
      break;
    } else if (ordered) {
      out.clear();
    }
  }
  if (!has_example || (!values_.are_alike(input) && !does_between(out, input, clause)))
    out = {{example.value, example.value}};
  put(example);
  return out;
}

/// Whether an answer from the first to the last of ranges does, whatever lies between.
bool change_search::does_between(const std::vector<value_range>& ranges,
                                 core::place input, core::place clause) {
  auto& given = work_.answer(input);
  given.low = ranges.front().low;
  given.high = ranges.back().high;
  given.state = answer_state::partly_known;
  work_.changed(input);
  return does(clause);
}

bool change_search::does(core::place clause) {
  evaluate();
  return open_tests(work_, clause).empty() && newly_unexpected(work_).empty();
}

bool change_search::does_with_all(const std::vector<tried_side>& sides, std::size_t from,
                                  core::place clause) {
  if (from == sides.size()) return does(clause);
  const auto& one = sides[from];
  return std::all_of(one.ranges.begin(), one.ranges.end(), [&](const value_range& range) {
    put({one.example.part, range.low});
    return does_with_all(sides, from + 1, clause);
  });
}

std::vector<evaluated::changed_answer> change_search::answers(
    const found_set& set) const {
  std::vector<evaluated::changed_answer> out;
  for (const auto input : set.changed) {
    evaluated::changed_answer one{input, {}};
    one.given.state = answer_state::known;
    if (rules_.inputs()[input].kind == core::input_kind::codes)
      one.given.codes = said_of_codes(input);
    for (const auto& change : set.values) {
      if (change.part.input != input) continue;
      if (change.part.code == core::none) {
        one.given.values = value_set::single(change.value);
      } else {
        one.given.codes[change.part.code] =
            change.value != 0 ? code_state::present : code_state::absent;
      }
    }
    out.push_back(std::move(one));
  }
  return out;
}

/// What the contact says of each code of an input.
std::vector<arvio::code_state> change_search::said_of_codes(core::place input) const {
  std::vector<arvio::code_state> codes(rules_.inputs()[input].codes, code_state::unsaid);
  if (core::effective(contact_, input).state != answer_state::known) return codes;
  for (core::place code = 0; code < codes.size(); ++code) {
    if (core::has_bit(contact_.codes(input, core::code_plane::present), code))
      codes[code] = code_state::present;
    if (core::has_bit(contact_.codes(input, core::code_plane::absent), code))
      codes[code] = code_state::absent;
    if (core::has_bit(contact_.codes(input, core::code_plane::unknown), code))
      codes[code] = code_state::unknown;
  }
  return codes;
}

}  // namespace arvio::inline v0
