#include "arvio/analysis/mutation.hpp"

#include "arvio/book/link.hpp"
#include "arvio/compile/check.hpp"

#include "cases/case_bench.hpp"
#include "mutant_meaning.hpp"
#include "mutants.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

namespace arvio::inline v0::analysis {

namespace {

using ruleset::rule_set;
using rule_set_ptr = std::shared_ptr<const rule_set>;

/// The rule sets that cases are run with, and the one whose cases they are.
struct surroundings {
  std::vector<rule_set_ptr> sets;
  rule_set_ptr cases_of;
};

/// Tries the mutants of one rule set.
class trier {
 public:
  trier(const repository& loaded, rule_set_ptr rules) : rules_(std::move(rules)) {
    own_ = {sets_for_cases(loaded, *rules_), rules_};
    if (own_.sets.empty()) return;
    original_ = bench_for(own_.sets, *rules_);
    if (!original_.book) return;
    mutants_ = mutants_of(*original_.book, original_.set);
    if (!rules_->vocabulary) return;
    for (const auto& other : loaded.sets) {
      if (other == rules_) continue;
      auto sets = sets_for_cases(loaded, *other);
      const bool uses = std::find(sets.begin(), sets.end(), rules_) != sets.end();
      if (uses) users_.push_back({std::move(sets), other});
    }
  }

  [[nodiscard]] std::size_t count() const { return mutants_.size(); }

  [[nodiscard]] mutant_result run(std::size_t index) const {
    const auto& change = mutants_[index];
    mutant_result made;
    made.rule_set = rules_->id.text;
    made.kind = change.kind;
    made.words = change.words;
    made.where = change.where;
    if (change.rule) made.rule = id_of(*change.rule);
    auto copy = *rules_;
    change.change(copy);
    const auto changed = std::make_shared<const rule_set>(std::move(copy));
    decide(change, changed, made);
    return made;
  }

 private:
  [[nodiscard]] std::string id_of(std::pair<std::uint32_t, std::uint32_t> rule) const {
    const auto& group = rules_->groups[rule.first];
    return rule.second < group.rules.size() ? group.rules[rule.second].id.text
                                            : group.otherwise->id.text;
  }

  /// The same rule sets with the changed one in its place.
  [[nodiscard]] std::vector<rule_set_ptr> with(const std::vector<rule_set_ptr>& sets,
                                               const rule_set_ptr& changed) const {
    auto others = sets;
    std::replace(others.begin(), others.end(), rules_, changed);
    return others;
  }

  void decide(const mutant& change, const rule_set_ptr& changed,
              mutant_result& made) const {
    const auto ready = bench_for(with(own_.sets, changed), *changed);
    made.fate = fate_of(change, changed, ready);
    if (made.fate != mutant_fate::survived) return;
    const changed_book books{*original_.book, *ready.book, original_.set};
    if (const auto why = why_equivalent(books, change)) {
      made.fate = mutant_fate::equivalent;
      made.reason = *why;
    } else {
      made.reason = difference(books, change);
    }
  }

  /// What became of it so far as it can be said without comparing what it means.
  [[nodiscard]] mutant_fate fate_of(const mutant& change, const rule_set_ptr& changed,
                                    const case_bench& ready) const {
    if (!ready.book) return mutant_fate::refused;
    if (first_fault(ready, cases_for(change)) || users_notice(changed)) {
      return mutant_fate::caught;
    }
    const bool constant = !may_be_constant(change.kind) && has_constant(*ready.book);
    return constant ? mutant_fate::refused : mutant_fate::survived;
  }

  /// The cases that can notice a change, its own rule's first.
  [[nodiscard]] case_choice cases_for(const mutant& change) const {
    case_choice which;
    if (!change.rule) return which;
    const auto first = places_of(*original_.book, original_.set).group;
    which.first = {first + change.rule->first, change.rule->second};
    which.of_other_rules = false;
    if (change.kind == mutant_kind::urgency) which.first.reset();
    which.whole =
        change.kind != mutant_kind::atom_true && change.kind != mutant_kind::atom_false;
    return which;
  }

  /// Whether a rule set that uses the vocabulary no longer loads, or a case of it comes
  /// out otherwise.
  [[nodiscard]] bool users_notice(const rule_set_ptr& changed) const {
    return std::any_of(users_.begin(), users_.end(), [&](const surroundings& user) {
      const auto ready = bench_for(with(user.sets, changed), *user.cases_of);
      return !ready.book || first_fault(ready, {}).has_value();
    });
  }

  /// A rule that is dropped never holds, and an atom alone is the whole condition: that
  /// is no reason to refuse them.
  static bool may_be_constant(mutant_kind kind) {
    return kind == mutant_kind::rule_dropped || kind == mutant_kind::atom_true ||
           kind == mutant_kind::atom_false;
  }

  static bool has_constant(const book::rulebook& book) {
    findings found;
    compile::check_conditions(book, found);
    return has_errors(found);
  }

  rule_set_ptr rules_;
  surroundings own_;
  std::vector<surroundings> users_;  // of the vocabulary
  case_bench original_;
  std::vector<mutant> mutants_;
};

// --- coverage of atoms

/// An atom is the place of two mutants.
struct atom {
  bool caught = false;
  bool survived = false;
};

void add_atoms(const std::vector<mutant_result>& mutants,
               std::vector<atom_coverage>& out) {
  std::map<std::pair<std::string, std::uint32_t>, std::size_t> rules;
  std::map<std::pair<std::size_t, std::uint32_t>, atom> atoms;
  for (const auto& one : mutants) {
    if (one.kind != mutant_kind::atom_true && one.kind != mutant_kind::atom_false) {
      continue;
    }
    const auto [rule, is_new] =
        rules.emplace(std::pair(one.rule, one.where.source), out.size());
    if (is_new) out.push_back({one.rule_set, one.rule, one.where, 0, 0, 0, 0});
    auto& here = atoms[{rule->second, one.where.begin}];
    here.caught = here.caught || one.fate == mutant_fate::caught;
    here.survived = here.survived || one.fate == mutant_fate::survived;
  }
  for (const auto& [place, one] : atoms) {
    auto& rule = out[place.first];
    ++rule.atoms;
    if (one.survived) {
      ++rule.missing;
    } else if (one.caught) {
      ++rule.shown;
    } else {
      ++rule.unable;
    }
  }
}

}  // namespace

const char* word_of(mutant_kind kind) noexcept {
  switch (kind) {
    case mutant_kind::threshold: return "threshold";
    case mutant_kind::comparator: return "comparator";
    case mutant_kind::and_or: return "and/or";
    case mutant_kind::condition_dropped: return "condition dropped";
    case mutant_kind::rule_dropped: return "rule dropped";
    case mutant_kind::urgency: return "urgency";
    case mutant_kind::points: return "points";
    case mutant_kind::atom_true: return "atom true";
    case mutant_kind::atom_false: return "atom false";
  }
  return "";  // not reached
}

mutation_report try_mutants(const repository& loaded, const mutation_progress& progress) {
  std::vector<trier> triers;
  std::size_t all = 0;
  for (const auto& rules : loaded.sets) {
    triers.emplace_back(loaded, rules);
    all += triers.back().count();
  }
  mutation_report report;
  for (const auto& one : triers) {
    for (std::size_t i = 0; i < one.count(); ++i) {
      report.mutants.push_back(one.run(i));
      if (progress) progress(report.mutants.size(), all);
    }
  }
  add_atoms(report.mutants, report.atoms);
  return report;
}

finding finding_of(const mutant_result& survivor) {
  return {errc::mutant_survived, severity::error,
          survivor.where,        survivor.words + ", and no case notices",
          survivor.reason,       survivor.rule};
}

}  // namespace arvio::inline v0::analysis
