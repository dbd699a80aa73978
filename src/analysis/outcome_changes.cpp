#include "arvio/analysis/outcome_changes.hpp"

#include "arvio/analysis/witness.hpp"
#include "arvio/reference/interpreter.hpp"

#include "regions.hpp"
#include "twin_books.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace arvio::inline v0::analysis {
namespace {

using book::rule_reference;

constexpr std::size_t most_boxes = 4096;  // on the way from one region to another

/// A rule as both books have it; either may be absent.
struct rule_pair {
  std::string rule_set;
  std::string id;
  std::optional<rule_reference> before;
  std::optional<rule_reference> after;
};

using rule_name = std::pair<std::string, std::string>;

std::map<rule_name, rule_reference> rules_of(const book::rulebook& book) {
  std::map<rule_name, rule_reference> out;
  for (std::uint32_t g = 0; g < book.groups.size(); ++g) {
    const auto& group = book.groups[g];
    for (std::uint32_t r = 0; r < group.rules.size(); ++r) {
      out[{book.sets[group.set].rules->id.text, group.rules[r].id}] = {g, r};
    }
  }
  return out;
}

std::vector<rule_pair> pairs_of(const book::rulebook& before,
                                const book::rulebook& after) {
  std::map<rule_name, rule_pair> all;
  for (const auto& [name, place] : rules_of(before)) {
    all[name] = {name.first, name.second, place, std::nullopt};
  }
  for (const auto& [name, place] : rules_of(after)) {
    auto& pair = all[name];
    pair.rule_set = name.first;
    pair.id = name.second;
    pair.after = place;
  }
  std::vector<rule_pair> out;
  for (auto& [name, pair] : all) {
    out.push_back(std::move(pair));
  }
  // The author's order; what is gone stands first in its rule set.
  std::stable_sort(out.begin(), out.end(), [](const rule_pair& a, const rule_pair& b) {
    const auto place = [](const rule_pair& of) {
      return of.after ? std::pair(of.after->group + 1, of.after->rule)
                      : std::pair(0U, of.before->rule);
    };
    return std::pair(a.rule_set, place(a)) < std::pair(b.rule_set, place(b));
  });
  return out;
}

class outcome_comparer {
 public:
  outcome_comparer(const book::rulebook& before, const book::rulebook& after,
                   const outcome_budget& budget)
      : twins_(before, after),
        budget_(budget),
        old_(before),
        new_(after),
        old_search_(before),
        new_search_(after) {}

  outcome_changes run() {
    for (const auto& pair : pairs_of(twins_.before(), twins_.after())) {
      rule(pair);
    }
    search_the_rest();
    return std::move(out_);
  }

 private:
  void rule(const rule_pair& pair) {
    const auto was =
        pair.before ? old_.of_rule(pair.before->group, pair.before->rule) : region();
    const auto is =
        pair.after ? new_.of_rule(pair.after->group, pair.after->rule) : region();
    if (!was || !is) return searched(pair);
    auto domains = old_.domains();
    domains.insert(new_.domains().begin(), new_.domains().end());
    const auto gained = without(*is, *was, domains, most_boxes);
    const auto lost = without(*was, *is, domains, most_boxes);
    if (!gained || !lost) return searched(pair);

    const auto found = out_.changes.size();
    bool proven = true;
    if (pair.after) proven = shown(pair, *gained, true) && proven;
    if (pair.before) proven = shown(pair, *lost, false) && proven;
    const bool level_moved = pair.before && pair.after && moves(pair);
    if (level_moved) proven = shown(pair, *is, true) && proven;
    const bool differs = !gained->empty() || !lost->empty() || level_moved;
    if (differs && out_.changes.size() == found) {
      out_.silent.push_back({pair.rule_set, pair.id, proven});
    }
  }

  /// Whether the rule's level, or what it suggests, is another one.
  [[nodiscard]] bool moves(const rule_pair& pair) const {
    return twins_.level_of(twins_.before(), *pair.before) !=
           twins_.level_of(twins_.after(), *pair.after);
  }

  /// Shows boxes of a region by a contact each. False where a search ended without
  /// proof.
  bool shown(const rule_pair& pair, const region& boxes, bool in_later) {
    bool proven = true;
    std::size_t shown_here = 0;
    for (const auto& box : boxes) {
      if (shown_here == budget_.most_of_a_kind) {
        ++out_.boxes_left_out;
        continue;
      }
      const auto result = contact_in(pair, box, in_later);
      if (result) {
        ++shown_here;
      } else {
        proven = proven && exhausted_;
      }
    }
    return proven;
  }

  /// A contact in the box that shows the change, at best one whose urgency changes; it
  /// is added to the result.
  bool contact_in(const rule_pair& pair, const region_box& box, bool in_later) {
    for (const bool urgency_changes : {true, false}) {
      const auto found = look_for(pair, box, in_later, urgency_changes);
      if (!found) continue;
      add(pair, *found, &box, in_later);
      return true;
    }
    return false;
  }

  std::optional<paired_contact> look_for(const rule_pair& pair, const region_box& box,
                                         bool in_later, bool urgency_changes) {
    const auto& maker = in_later ? new_ : old_;
    const auto& search = in_later ? new_search_ : old_search_;
    const auto& book = in_later ? twins_.after() : twins_.before();
    const auto group = in_later ? pair.after->group : pair.before->group;
    witness_request wanted;
    wanted.pool = &maker.pool();
    for (const auto& [where, values] : box) {
      if (const auto slot = maker.find(where)) wanted.demands.push_back({*slot, values});
    }
    wanted.vary = twins_.inputs_of(pair.before, pair.after, in_later);
    wanted.confirm = [&](const book::answers& contact) {
      const auto both = twins_.paired(contact, in_later);
      return both && differs(pair, *both, in_later) &&
             (!urgency_changes || twins_.compared(*both).urgency_differs());
    };
    const auto starts = starting_points(book, group);
    const auto placed = search.find(wanted, starts, {budget_.search_steps, budget_.seed});
    exhausted_ = placed.result.exhaustive;
    if (!placed.result.contact) return std::nullopt;
    auto both = twins_.paired(*placed.result.contact, in_later);
    if (both) both->words = words(book, *placed.result.contact, starts[placed.from]);
    return both;
  }

  /// Whether the rule holds in one book and not in the other, or at another level.
  [[nodiscard]] bool differs(const rule_pair& pair, const paired_contact& both,
                             bool in_later) const {
    const auto was = twins_.state_before(pair.before, both);
    const auto is = twins_.state_after(pair.after, both);
    if (was == certainty::certain && is == certainty::certain) return moves(pair);
    return in_later ? is == certainty::certain : was == certainty::certain;
  }

  void add(const rule_pair& pair, const paired_contact& both, const region_box* box,
           bool in_later) {
    const auto compared = twins_.compared(both);
    outcome_change made;
    made.rule_set = pair.rule_set;
    made.rule = pair.id;
    made.way = compared.way.value_or(in_later ? direction::listed : direction::unlisted);
    made.exact = box != nullptr;
    if (box != nullptr) made.where = (in_later ? new_ : old_).words(*box);
    made.contact = both.words;
    made.before = compared.before;
    made.after = compared.after;
    out_.changes.push_back(std::move(made));
  }

  /// A rule whose boxes are over the budget: any contact that shows it.
  void searched(const rule_pair& pair) {
    const auto found = out_.changes.size();
    for (const bool in_later : {true, false}) {
      if (in_later ? !pair.after : !pair.before) continue;
      const auto both = look_for(pair, {}, in_later, false);
      if (both) add(pair, *both, nullptr, in_later);
    }
    if (out_.changes.size() == found) {
      out_.silent.push_back({pair.rule_set, pair.id, exhausted_});
    }
  }

  /// What no rule's condition shows: inferences, presumptions, requirements, routes.
  void search_the_rest() {
    for (const auto& input : twins_.inputs_known_otherwise()) {
      compare_all(twins_.samples_about(input, budget_.contacts_compared, budget_.seed),
                  input);
    }
    compare_all(twins_.samples(budget_.contacts_compared, budget_.seed), "");
  }

  /// Adds the first contacts of each way. What is known of `input` is what is looked at;
  /// without one, differences that a rule shows are left to it.
  void compare_all(const std::vector<paired_contact>& all, const std::string& input) {
    std::map<direction, std::size_t> found;
    std::set<std::string> told;
    for (const auto& both : all) {
      ++out_.contacts_compared;
      const auto compared = twins_.compared(both);
      if (!compared.way || (input.empty() && compared.some_rule_differs) ||
          found[*compared.way] == budget_.most_of_a_kind ||
          !told.insert(both.words).second) {
        continue;
      }
      ++found[*compared.way];
      outcome_change made;
      made.input = input;
      made.way = *compared.way;
      made.contact = both.words;
      made.before = compared.before;
      made.after = compared.after;
      out_.changes.push_back(std::move(made));
    }
  }

  twin_books twins_;
  outcome_budget budget_;
  region_maker old_;
  region_maker new_;
  witness_search old_search_;
  witness_search new_search_;
  outcome_changes out_;
  bool exhausted_ = false;  // by the last search
};

}  // namespace

outcome_changes outcome_changes_between(const book::rulebook& before,
                                        const book::rulebook& after,
                                        const outcome_budget& budget) {
  return outcome_comparer(before, after, budget).run();
}

}  // namespace arvio::inline v0::analysis
