#include "arvio/compile/condition.hpp"

#include "lang/wording.hpp"
#include "workbench.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <ranges>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace arvio::inline v0::analysis {

namespace {

using lang::in_backticks;

using book::linked_rule;
using book::rule_reference;

/// The values that a box leaves each slot that it does not leave all.
using open_box = std::map<compile::slot_index, value_set>;

// Boxes looked at. Where they have run out, a rule counts as one that is not covered.
constexpr std::size_t steps_per_rule = 100'000;

/// A rule with its boxes.
struct boxed_rule {
  rule_reference where;
  const linked_rule* rule = nullptr;
  std::vector<open_box> boxes;
  bool redundant = false;
};

/// Whether boxes cover another one, within some steps.
class cover_test {
 public:
  cover_test(const compile::formula_pool& pool, const std::vector<const open_box*>& by,
             search_work& work)
      : pool_(pool), work_(work) {
    count(by.size());
    for (const auto* one : by) {
      all_ = all_ || one->empty();
      for (const auto& side : *one)
        testing_[side.first].push_back(one);
    }
  }

  [[nodiscard]] bool covers(const open_box& what) {
    std::vector<const open_box*> near;
    for (const auto& side : what)
      add_near(side.first, what, near);
    return all_ || covers(near, what);
  }

 private:
  /// Adds the boxes that test a slot and meet another box.
  void add_near(compile::slot_index slot, const open_box& what,
                std::vector<const open_box*>& near) {
    const auto found = testing_.find(slot);
    if (found == testing_.end()) return;
    count(found->second.size());
    const std::unordered_set<const open_box*> known(near.begin(), near.end());
    for (const auto* one : found->second) {
      if (is_spent()) return;
      if (!known.contains(one) && meets(*one, what)) near.push_back(one);
    }
  }
  void count(std::size_t steps) {
    steps_ += steps + 1;
    work_.spend(steps + 1);
  }
  [[nodiscard]] bool is_spent() const {
    return steps_ > steps_per_rule || work_.is_spent();
  }

  /// `near`: the boxes that meet `what` and test a slot that it tests. Others matter as
  /// soon as one of these has brought in a slot of its own.
  bool covers(const std::vector<const open_box*>& near, const open_box& what) {
    count(near.size());
    if (is_spent() || near.empty()) return false;
    const bool inside_one = std::any_of(near.begin(), near.end(), [&](const auto* one) {
      return !first_beyond(*one, what);
    });
    if (inside_one) return true;
    const auto& beside = *near.front();
    const auto slot = *first_beyond(beside, what);
    const auto values = values_of(what, slot);
    return covers_part(near, what, slot, values.without(beside.at(slot))) &&
           covers_part(near, what, slot, values.intersected(beside.at(slot)));
  }
  bool covers_part(const std::vector<const open_box*>& near, const open_box& what,
                   compile::slot_index slot, value_set values) {
    auto part = what;
    const bool is_new = !part.contains(slot);
    part[slot] = std::move(values);
    count(near.size());
    std::vector<const open_box*> still;
    std::copy_if(near.begin(), near.end(), std::back_inserter(still),
                 [&](const auto* one) { return meets(*one, part); });
    if (is_new) add_near(slot, part, still);
    return covers(still, part);
  }

  [[nodiscard]] const value_set& values_of(const open_box& box,
                                           compile::slot_index slot) const {
    const auto found = box.find(slot);
    return found == box.end() ? pool_.slot_at(slot).domain : found->second;
  }
  [[nodiscard]] bool meets(const open_box& one, const open_box& other) const {
    return std::all_of(one.begin(), one.end(), [&](const auto& side) {
      return side.second.meets(values_of(other, side.first));
    });
  }
  /// A slot in which `inner` has values that `outer` has not.
  [[nodiscard]] std::optional<compile::slot_index> first_beyond(
      const open_box& outer, const open_box& inner) const {
    for (const auto& [slot, values] : outer) {
      if (!values_of(inner, slot).inside(values)) return slot;
    }
    return std::nullopt;
  }

  const compile::formula_pool& pool_;
  std::unordered_map<compile::slot_index, std::vector<const open_box*>> testing_;
  bool all_ = false;  // a box has everything
  search_work& work_;
  std::size_t steps_ = 0;
};

class cover_finder {
 public:
  explicit cover_finder(workbench& bench) : bench_(bench), book_(bench.book) {
    for (std::uint32_t set = 0; set < book_.sets.size(); ++set)
      behind_.push_back(book_.sets_behind(set));
  }

  void run() {
    make_boxes();
    // From the last to the first, so that of two that cover each other the first stays.
    for (auto& one : rules_ | std::views::reverse) {
      if (!bench_.work.spend(rules_.size())) return;
      check(one);
    }
  }

 private:
  void make_boxes() {
    compile::condition_builder builder(book_, pool_);
    std::vector<compile::term_index> formulas;
    for (std::uint32_t g = 0; g < book_.groups.size(); ++g) {
      for (std::uint32_t r = 0; r < book_.groups[g].rules.size(); ++r) {
        formulas.push_back(builder.rule(g, r));
        rules_.push_back({{g, r}, &book_.groups[g].rules[r], {}, false});
      }
    }
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      if (!bench_.work.spend(pool_.slots().size())) return;
      compile::box_budget budget;
      const auto boxes = maximal_boxes(pool_, formulas[i], budget);
      if (!boxes) continue;  // the load has refused it
      for (std::size_t box = 0; box < boxes->size(); ++box) {
        open_box made;
        for (auto& one : demands_of(pool_, *boxes, box))
          made.emplace(one.slot, std::move(one.values));
        rules_[i].boxes.push_back(std::move(made));
      }
    }
  }

  void check(boxed_rule& one) {
    const auto level = one.rule->urgency ? one.rule->urgency : one.rule->suggest;
    if (!level || !one.rule->duties.empty() || !one.rule->deadline_kinds.empty() ||
        one.boxes.empty())
      return;
    std::vector<const boxed_rule*> others;
    for (const auto& other : rules_) {
      if (&other != &one && !other.redundant && outdoes(other, one, *level))
        others.push_back(&other);
    }
    if (!is_covered(one, others)) return;
    report(one, *level, needed_for(one, std::move(others)));
  }

  /// Whether a rule adds nothing where another holds. One that is as urgent as another of
  /// a rule set that its own uses may be there for its texts.
  [[nodiscard]] bool outdoes(const boxed_rule& other, const boxed_rule& one,
                             book::level_index level) const {
    const auto set = book_.groups[one.where.group].set;
    const auto other_set = book_.groups[other.where.group].set;
    if (!other.rule->urgency || !behind_[set].contains(other_set)) return false;
    const bool for_texts = other_set != set && one.rule->urgency.has_value();
    return for_texts ? *other.rule->urgency < level : *other.rule->urgency <= level;
  }

  /// For every need that a rule speaks for; a suggestion counts against the whole.
  [[nodiscard]] bool is_covered(const boxed_rule& one,
                                const std::vector<const boxed_rule*>& others) const {
    if (!one.rule->urgency) return is_covered_by(one, others);
    for (std::uint32_t need = 0; need < limits::needs; ++need) {
      if ((one.rule->needs >> need & 1) == 0) continue;
      std::vector<const boxed_rule*> speaking;
      std::copy_if(
          others.begin(), others.end(), std::back_inserter(speaking),
          [need](const auto* other) { return (other->rule->needs >> need & 1) != 0; });
      if (!is_covered_by(one, speaking)) return false;
    }
    return true;
  }
  [[nodiscard]] bool is_covered_by(const boxed_rule& one,
                                   const std::vector<const boxed_rule*>& others) const {
    std::vector<const open_box*> boxes;
    for (const auto* other : others) {
      for (const auto& box : other->boxes)
        boxes.push_back(&box);
    }
    cover_test test(pool_, boxes, bench_.work);
    return std::all_of(one.boxes.begin(), one.boxes.end(),
                       [&test](const open_box& box) { return test.covers(box); });
  }

  /// As few of the others as still cover it: the first alone that does, or those of which
  /// none can be left out.
  [[nodiscard]] std::vector<const boxed_rule*> needed_for(
      const boxed_rule& one, std::vector<const boxed_rule*> others) const {
    for (const auto* other : others) {
      if (is_covered(one, {other})) return {other};
    }
    for (std::size_t i = others.size(); i-- > 0 && bench_.work.spend(others.size());) {
      auto fewer = others;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      if (is_covered(one, fewer)) others = std::move(fewer);
    }
    return others;
  }

  void report(boxed_rule& one, book::level_index level,
              const std::vector<const boxed_rule*>& others) {
    const auto certain = [this](const boxed_rule& which, const book::answers& who) {
      return bench_.evaluator.rule_state(which.where, who) == certainty::certain;
    };
    const auto starts = starting_points(book_, one.where.group);
    for (const auto& box : one.boxes) {
      witness_request wanted;
      wanted.pool = &pool_;
      for (const auto& [slot, values] : box)
        wanted.demands.push_back({slot, values});
      wanted.confirm = [&](const book::answers& contact) {
        return certain(one, contact) &&
               std::any_of(others.begin(), others.end(),
                           [&](const auto* other) { return certain(*other, contact); });
      };
      const auto [found, from] = bench_.find(wanted, starts);
      if (!found.contact) continue;
      std::vector<std::string> holding;
      for (const auto* other : others) {
        if (certain(*other, *found.contact)) holding.push_back(other->rule->id);
      }
      one.redundant = true;
      add(one, level, others,
          words(book_, *found.contact, starts[from]) + " makes it certain, and " +
              listed(holding) + " too");
      return;
    }
  }

  void add(const boxed_rule& one, book::level_index level,
           const std::vector<const boxed_rule*>& others, std::string witness) {
    std::vector<std::string> names;
    bool equal = false;
    for (const auto* other : others) {
      names.push_back(other->rule->id);
      equal = equal || *other->rule->urgency == level;
    }
    bench_.out.push_back(
        {errc::rule_covered, severity::warning, one.rule->declared->id.where,
         in_backticks(one.rule->id) + " never decides anything: wherever it holds, " +
             (names.size() == 1 ? "" : "one of ") + listed(names) + " does, " +
             (equal ? "as urgent or more" : "which is more urgent"),
         "take it out, or make one of the conditions narrower", one.rule->id,
         std::move(witness)});
  }

  workbench& bench_;
  const book::rulebook& book_;
  compile::formula_pool pool_;
  std::vector<boxed_rule> rules_;
  std::vector<std::set<std::uint32_t>> behind_;  // per rule set
};

}  // namespace

void find_covered_rules(workbench& bench) { cover_finder(bench).run(); }

}  // namespace arvio::inline v0::analysis
