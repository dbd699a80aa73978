#include "arvio/engine/author_notes.hpp"

#include "reference/formula.hpp"
#include "reference/prepared.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <utility>

namespace arvio::inline v0 {

namespace {

using inputs = std::set<std::uint32_t>;

class lister {
 public:
  lister(const ruleset::rulebook& book, findings& out)
      : book_(book), rules_(book), out_(out) {}

  void run() {
    for (std::uint32_t i = 0; i < book_.groups.size(); ++i) {
      for (std::uint32_t rule = 0; rule < book_.groups[i].rules.size(); ++rule) {
        shared_inputs(i, rule);
      }
    }
    for (std::uint32_t i = 0; i < book_.inputs.size(); ++i) {
      if (book_.inputs[i].declared == nullptr) continue;
      presumptions(i);
      inferences(i);
    }
  }

 private:
  void note(source_span where, std::string message, const std::string& rule) {
    out_.push_back({errc::none, severity::note, where, std::move(message), "", rule});
  }

  [[nodiscard]] std::set<reference::slot_id> slots_of(
      const reference::formula_ptr& what) const {
    std::set<reference::slot_id> slots;
    reference::collect_slots(*what, slots);
    return slots;
  }
  [[nodiscard]] inputs inputs_of(reference::slot_id slot) const {
    inputs found;
    rules_.inputs_of(rules_.at(slot), found);
    return found;
  }
  /// What is computed, rather than answered.
  [[nodiscard]] bool is_computed(reference::slot_id slot) const {
    switch (rules_.at(slot).kind) {
      case reference::slot::form::derived:
      case reference::slot::form::comparison:
      case reference::slot::form::anonymous: return true;
      case reference::slot::form::input:
      case reference::slot::form::code:
      case reference::slot::form::gate:
      case reference::slot::form::urgency: break;
    }
    return false;
  }

  /// A score and one of its items, say, of one rule.
  void shared_inputs(std::uint32_t group, std::uint32_t index) {
    const auto& rule = book_.groups[group].rules[index];
    const auto slots = slots_of(rules_.group(group).rules[index]);
    inputs twice;
    for (auto a = slots.begin(); a != slots.end(); ++a) {
      for (auto b = std::next(a); b != slots.end(); ++b) {
        if (!is_computed(*a) && !is_computed(*b)) continue;
        const auto of_a = inputs_of(*a);
        const auto of_b = inputs_of(*b);
        std::set_intersection(of_a.begin(), of_a.end(), of_b.begin(), of_b.end(),
                              std::inserter(twice, twice.end()));
      }
    }
    if (twice.empty()) return;
    std::string names;
    for (const auto input : twice) {
      names += (names.empty() ? "`" : ", `") + book_.inputs[input].id + "`";
    }
    note(rule.declared->id.where,
         "tests several things that depend on " + names +
             "; they are taken as independent of each other",
         rule.id);
  }

  void presumptions(std::uint32_t input) {
    const auto& declared = *book_.inputs[input].declared;
    for (const auto& one : declared.presumptions) {
      const auto lowered = rules_that_test(input);
      note(one.where,
           "presuming " + declared.id.text + " `" + one.value.text + "` can lower " +
               (lowered.empty() ? "no rule" : lowered),
           "");
    }
  }

  [[nodiscard]] std::string rules_that_test(std::uint32_t input) const {
    std::string names;
    for (std::uint32_t i = 0; i < book_.groups.size(); ++i) {
      for (std::uint32_t rule = 0; rule < book_.groups[i].rules.size(); ++rule) {
        const auto slots = slots_of(rules_.group(i).rules[rule]);
        const bool tests = std::any_of(
            slots.begin(), slots.end(),
            [&](reference::slot_id slot) { return inputs_of(slot).contains(input); });
        if (!tests) continue;
        names += (names.empty() ? "`" : ", `") + book_.groups[i].rules[rule].id + "`";
      }
    }
    return names;
  }

  void inferences(std::uint32_t index) {
    const auto& input = book_.inputs[index];
    const auto& all = input.inferences;
    for (std::size_t a = 0; a < all.size(); ++a) {
      for (std::size_t b = a + 1; b < all.size(); ++b) {
        if (!all[a].values || !all[b].values || all[a].values->meets(*all[b].values))
          continue;
        if (!can_hold_together(all[a].when, all[b].when)) continue;
        note(input.declared->inferences[b].where,
             "this and an earlier inference of `" + input.id +
                 "` can hold together and leave no value; then neither counts",
             "");
      }
    }
  }

  [[nodiscard]] bool can_hold_together(const ruleset::condition& a,
                                       const ruleset::condition& b) const {
    const auto both = reference::all_of({rules_.condition(a), rules_.condition(b)});
    reference::slot_sets sets;
    for (const auto slot : slots_of(both)) {
      sets[slot] = rules_.domain(slot);
    }
    return reference::judge(both, sets) != reference::certainty::excluded;
  }

  const ruleset::rulebook& book_;
  reference::prepared rules_;
  findings& out_;
};

}  // namespace

void list_author_notes(const repository& loaded, findings& out) {
  for (const auto& period : loaded.periods) {
    if (period.book) lister(*period.book, out).run();
  }
  sort_and_unite(out);
}

}  // namespace arvio::inline v0
