#include "arvio/analysis/witness.hpp"

#include "arvio/compile/condition.hpp"

#include "answer_box.hpp"
#include "dependencies.hpp"
#include "reference/prepared.hpp"
#include "reference/world.hpp"

#include <algorithm>
#include <deque>
#include <functional>
#include <mutex>
#include <random>
#include <set>
#include <utility>

namespace arvio::inline v0::analysis {

namespace {

using inputs = std::set<std::uint32_t>;
/// What the applicability and the inferences of an input hang on.
using contexts_of = std::function<const inputs&(std::uint32_t)>;

constexpr std::size_t steps_per_try = 60;  // of the part that is not systematic

/// The possible set of a slot.
value_set set_of(const compile::formula_pool& pool, const compile::slot& what,
                 const reference::world& world) {
  switch (what.kind) {
    case compile::slot_kind::input: return world.values(what.index);
    case compile::slot_kind::code: return world.code(what.index, what.code);
    case compile::slot_kind::derived: return world.derived()[what.index];
    case compile::slot_kind::anonymous: return world.values_of({what.tree, what.node});
    case compile::slot_kind::comparison: {
      const auto& left = pool.slot_at(what.left);
      const auto& right = pool.slot_at(what.right);
      return compile::compared(set_of(pool, left, world), left.scale,
                               set_of(pool, right, world), right.scale)
          .intersected(what.domain);
    }
    case compile::slot_kind::gate: {
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
    case compile::slot_kind::urgency: break;  // of routes: no answer sets it
  }
  return what.domain;
}

}  // namespace

struct witness_search::state {
  explicit state(const book::rulebook& of)
      : book(of),
        rules(of),
        classes(classes_of_inputs(of)),
        contexts_(of.inputs.size()),
        known_(of.inputs.size()) {}

  /// What the applicability and the inferences of an input hang on.
  [[nodiscard]] const inputs& context(std::uint32_t input) const {
    std::call_once(known_[input], [&] {
      mentions named;
      mention(book, book.inputs[input], named);
      for (const auto one : all_behind(book, named, true).variables)
        contexts_[input].insert(one.input);
    });
    return contexts_[input];
  }

  const book::rulebook& book;
  reference::prepared rules;
  std::vector<input_classes> classes;

 private:
  // Per input, found when it is first asked for: one may hang on all others.
  mutable std::vector<inputs> contexts_;
  mutable std::deque<std::once_flag> known_;
};

namespace {

/// One search from one start.
///
/// Meaning  a box says which values each variable may still have. What the interpreter
///          finds possible for it holds for every contact inside: a box of which a
///          demanded slot misses its values is given up whole, one inside all demands is
///          tried, any other is split.
class box_search {
 public:
  box_search(const book::rulebook& book, const reference::prepared& rules,
             const std::vector<input_classes>& classes, const contexts_of& context,
             const witness_request& wanted, const book::answers& start,
             const search_budget& budget)
      : book_(book),
        rules_(rules),
        wanted_(wanted),
        start_(start),
        budget_(budget),
        random_(budget.seed),
        all_values_(values_of(book)) {
    find_variables(context);
    frame_ = std::make_unique<answer_frame>(book, classes, start, variables_);
    const auto unexpected = everything_of(start).unexpected_answers();
    unexpected_.insert(unexpected.begin(), unexpected.end());
  }

  [[nodiscard]] witness_result run() {
    witness_result made;
    if (shows(start_)) {
      found_ = start_;
    } else {
      const auto root = root_box();
      limit_ = budget_.steps / 2;
      const auto end = root ? descend(*root) : ending::nothing;
      made.exhaustive = end == ending::nothing && !wanted_.unexpected_may_be;
      if (end == ending::spent) try_at_random(*root);
    }
    if (found_) made.contact = shortened(*found_);
    made.steps = steps_;
    made.values = values_;
    return made;
  }

 private:
  enum class ending : std::uint8_t { found, nothing, spent };

  // --- what is searched

  void find_variables(const contexts_of& context) {
    mentions named;
    for (const auto& one : wanted_.demands) {
      mentions of_one;
      mention(book_, *wanted_.pool, wanted_.pool->slot_at(one.slot), of_one);
      behind_.push_back(all_behind(book_, of_one, false).variables);
      named.add(of_one);
    }
    for (const auto input : wanted_.vary) {
      for (const auto one : variables_of(input)) {
        named.variables.insert(one);
        vary_.push_back(one);
      }
    }
    // An answer of the start that hangs on what may change may have to change as well.
    while (true) {
      const auto all = all_behind(book_, named, true);
      inputs changing;
      for (const auto one : all.variables)
        changing.insert(one.input);
      bool grown = false;
      for (std::uint32_t i = 0; i < book_.inputs.size(); ++i) {
        if (!is_answered(i) || changing.contains(i)) continue;
        const auto& behind = context(i);
        const bool hangs_on = std::any_of(
            behind.begin(), behind.end(),
            [&changing](std::uint32_t input) { return changing.contains(input); });
        if (!hangs_on) continue;
        for (const auto one : variables_of(i))
          named.variables.insert(one);
        grown = true;
      }
      if (grown) continue;
      constexpr std::size_t times_followed = 40;
      values_ += times_followed * all.variables.size();
      variables_ = all.variables;
      order_ = steps_for(book_, all);
      break;
    }
    // What decides on applicability and inferences alone and was not answered stays so:
    // an answer to it could make others unexpected, but none expected. Not so the other
    // codes of a list: once one is named, something is said of them.
    inputs needed(wanted_.vary.begin(), wanted_.vary.end());
    for (const auto& of_one : behind_) {
      for (const auto& one : of_one)
        needed.insert(one.input);
    }
    for (const auto& one : variables_) {
      if (needed.contains(one.input) || is_answered(one.input)) others_.push_back(one);
    }
  }

  [[nodiscard]] bool is_answered(std::uint32_t input) const {
    const auto state = start_.by_input[input].state;
    return state == answer_state::known || state == answer_state::partly_known;
  }

  [[nodiscard]] std::vector<variable> variables_of(std::uint32_t input) const {
    std::vector<variable> all;
    const auto& codes = book_.inputs[input].codes;
    if (book_.inputs[input].type.kind != lang::kind::codes) return {{input}};
    for (std::uint32_t code = 0; code < codes.size(); ++code)
      all.push_back({input, code});
    return all;
  }

  /// Everything that is allowed by the demands on slots that are answers themselves;
  /// nothing where they contradict each other.
  [[nodiscard]] std::optional<answer_box> root_box() const {
    auto box = frame_->everything();
    for (const auto& one : wanted_.demands) {
      const auto& slot = wanted_.pool->slot_at(one.slot);
      const bool answer =
          slot.kind == compile::slot_kind::input || slot.kind == compile::slot_kind::code;
      if (!answer) continue;
      const auto code =
          slot.kind == compile::slot_kind::code ? slot.code : variable::no_code;
      const auto place = frame_->place_of({slot.index, code});
      box[place] = box[place].intersected(one.values);
      if (box[place].empty()) return std::nullopt;
    }
    return box;
  }

  // --- what the interpreter says

  [[nodiscard]] reference::world world_of(
      const std::vector<reference::effective_answer>& answers) const {
    values_ += order_.size() + 1;
    return {rules_, answers, start_.at.moment, {}, order_};
  }
  [[nodiscard]] reference::world everything_of(const book::answers& contact) {
    values_ += all_values_;
    whole_ = reference::effective_answers(book_, contact);
    return {rules_, whole_, contact.at.moment, {}};
  }

  [[nodiscard]] value_set possible(const demand& of, const reference::world& all) const {
    return set_of(*wanted_.pool, wanted_.pool->slot_at(of.slot), all);
  }

  /// The inputs whose answers are unexpected now, and were not at the start.
  [[nodiscard]] std::vector<std::uint32_t> newly_unexpected(
      const reference::world& all) const {
    if (wanted_.unexpected_may_be) return {};
    auto found = all.unexpected_answers();
    std::erase_if(found, [this](auto input) { return unexpected_.contains(input); });
    return found;
  }

  /// Whether a contact is what is looked for.
  [[nodiscard]] bool shows(const book::answers& contact) {
    ++steps_;
    const auto all = everything_of(contact);
    blamed_ = newly_unexpected(all);
    if (!blamed_.empty()) return false;
    const bool meets = std::all_of(
        wanted_.demands.begin(), wanted_.demands.end(),
        [&](const demand& one) { return possible(one, all).inside(one.values); });
    return meets && (!wanted_.confirm || wanted_.confirm(contact));
  }

  // --- the search

  ending descend(const answer_box& box) {
    if (steps_ >= limit_) return ending::spent;
    ++steps_;
    const auto answers = frame_->answers_in(box);
    const auto all = world_of(answers);
    if (!newly_unexpected(all).empty()) return ending::nothing;
    std::vector<std::size_t> undecided;
    for (std::size_t i = 0; i < wanted_.demands.size(); ++i) {
      const auto values = possible(wanted_.demands[i], all);
      if (!values.meets(wanted_.demands[i].values)) return ending::nothing;
      if (!values.inside(wanted_.demands[i].values)) undecided.push_back(i);
    }
    if (undecided.empty()) {
      const auto contact = frame_->contact_in(box, all);
      if (shows(contact)) {
        found_ = contact;
        return ending::found;
      }
    }
    const auto place =
        undecided.empty() ? to_split_for_all(box) : to_split_for(undecided, box);
    if (!place) return ending::nothing;  // no two contacts in it are different
    auto halves = frame_->split(*place, box[*place]);
    if (at_random_ && random_() % 2 == 0) std::swap(halves.first, halves.second);
    auto half = box;
    half[*place] = std::move(halves.first);
    const auto first = descend(half);
    if (first != ending::nothing) return first;
    half[*place] = std::move(halves.second);
    return descend(half);
  }

  /// A variable that an undecided demand hangs on and that has values to tell apart.
  [[nodiscard]] std::optional<std::size_t> to_split_for(
      const std::vector<std::size_t>& undecided, const answer_box& box) {
    std::vector<std::size_t> places;
    for (const auto one : undecided) {
      for (const auto& variable : behind_[one]) {
        const auto place = frame_->place_of(variable);
        if (!frame_->can_split(place, box[place], false)) continue;
        if (!at_random_) return place;
        places.push_back(place);
      }
    }
    if (places.empty()) return to_split_for_all(box);
    return places[random_() % places.size()];
  }

  /// Where all demands are met and yet the contact tried was not what is looked for.
  [[nodiscard]] std::optional<std::size_t> to_split_for_all(const answer_box& box) {
    std::vector<variable> order;
    for (const auto& one : others_) {
      if (is_blamed(one)) order.push_back(one);
    }
    order.insert(order.end(), vary_.begin(), vary_.end());
    order.insert(order.end(), others_.begin(), others_.end());
    std::vector<std::size_t> places;
    for (const auto& one : order) {
      const auto place = frame_->place_of(one);
      if (!frame_->can_split(place, box[place], is_blamed(one))) continue;
      if (!at_random_) return place;
      places.push_back(place);
    }
    if (places.empty()) return std::nullopt;
    return places[random_() % places.size()];
  }

  [[nodiscard]] bool is_blamed(const variable& what) const {
    return std::find(blamed_.begin(), blamed_.end(), what.input) != blamed_.end();
  }

  void try_at_random(const answer_box& root) {
    at_random_ = true;
    while (!found_ && steps_ < budget_.steps) {
      limit_ = std::min(steps_ + steps_per_try, budget_.steps);
      if (descend(root) == ending::nothing) return;
    }
  }

  /// Takes back what did not have to change, input after input.
  [[nodiscard]] book::answers shortened(book::answers contact) {
    for (std::size_t i = contact.by_input.size(); i-- > 0;) {
      if (is_same(contact.by_input[i], start_.by_input[i])) continue;
      auto shorter = contact;
      shorter.by_input[i] = start_.by_input[i];
      if (shows(shorter)) contact = std::move(shorter);
    }
    return contact;
  }

  const book::rulebook& book_;
  const reference::prepared& rules_;
  const witness_request& wanted_;
  const book::answers& start_;
  const search_budget& budget_;
  std::mt19937_64 random_;
  bool at_random_ = false;
  std::vector<variable> variables_;
  std::vector<variable> vary_;
  std::vector<variable> others_;               // may be split as well
  std::vector<std::vector<variable>> behind_;  // per demand
  std::vector<book::step> order_;              // what has to be evaluated
  std::unique_ptr<answer_frame> frame_;
  inputs unexpected_;                  // at the start
  std::vector<std::uint32_t> blamed_;  // unexpected in the contact tried last
  std::vector<reference::effective_answer> whole_;
  std::optional<book::answers> found_;
  std::size_t steps_ = 0;
  std::size_t limit_ = 0;
  mutable std::size_t values_ = 0;
  std::size_t all_values_ = 0;  // of one evaluation
};

}  // namespace

witness_search::witness_search(const book::rulebook& book)
    : state_(std::make_shared<const state>(book)) {}

witness_result witness_search::find(const witness_request& wanted,
                                    const starting_point& start,
                                    const search_budget& budget) const {
  const contexts_of context = [this](std::uint32_t input) -> const inputs& {
    return state_->context(input);
  };
  return box_search(state_->book, state_->rules, state_->classes, context, wanted,
                    start.contact, budget)
      .run();
}

witness_search::placed_result witness_search::find(const witness_request& wanted,
                                                   std::span<const starting_point> starts,
                                                   const search_budget& budget) const {
  placed_result last;
  bool exhaustive = !starts.empty();
  std::size_t steps = 0;
  std::size_t values = 0;
  for (std::size_t i = 0; i < starts.size(); ++i) {
    last = {find(wanted, starts[i], budget), i};
    steps += last.result.steps;
    values += last.result.values;
    exhaustive = exhaustive && last.result.exhaustive;
    if (last.result.contact) break;
  }
  last.result.steps = steps;
  last.result.values = values;
  last.result.exhaustive = exhaustive && !last.result.contact;
  return last;
}

value_set witness_search::possible(const compile::formula_pool& pool,
                                   compile::slot_index slot,
                                   const book::answers& contact) const {
  const auto answers = reference::effective_answers(state_->book, contact);
  const reference::world all(state_->rules, answers, contact.at.moment, {});
  return set_of(pool, pool.slot_at(slot), all);
}

}  // namespace arvio::inline v0::analysis
