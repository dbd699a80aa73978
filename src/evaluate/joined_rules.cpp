#include "joined_rules.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

namespace arvio::inline v0 {

namespace {

// Boxes looked at for one joint box; beyond, rules that are to spare may be named too.
constexpr std::size_t most_steps = 20'000;

/// Classes per slot, as bits.
using class_box = std::map<core::place, std::vector<std::uint64_t>>;

class joiner {
 public:
  joiner(const core::program& rules, core::place group, std::uint32_t level)
      : rules_(rules) {
    const auto first = rules.groups()[group].first_rule;
    for (auto r = first; r < first + rules.groups()[group].rules; ++r) {
      if (rules.rules()[r].level <= level) named_.push_back(r);
    }
  }

  /// Of the rules those that a box needs to lie inside them all.
  [[nodiscard]] std::vector<core::place> needed(const class_box& box) {
    auto kept = named_;
    std::erase_if(kept, [&](core::place rule) { return !meets(rule, box); });
    for (auto i = kept.size(); i-- > 0;) {
      auto fewer = kept;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      if (hold(box, clauses_of(fewer), 0)) kept = std::move(fewer);
    }
    return kept;
  }

  /// All classes that a contact may have, or all there are, in the slots that the rules
  /// test.
  [[nodiscard]] class_box whole(const core::contact* person) const {
    class_box box;
    for (const auto clause : clauses_of(named_)) {
      for (const auto test : rules_.tests(clause)) {
        const auto slot = rules_.predicate(test).slot;
        const auto& what = rules_.slots()[slot];
        auto& bits = box[slot];
        if (!bits.empty()) continue;
        for (std::uint32_t w = 0; w < core::words_for(what.classes); ++w)
          bits.push_back(person != nullptr ? person->touched(slot)[w]
                                           : core::bits_from(0, what.classes - w * 64));
      }
    }
    return box;
  }
  void cut(class_box& box, core::place clause) const {
    for (const auto test : rules_.tests(clause)) {
      auto& bits = box[rules_.predicate(test).slot];
      for (std::size_t w = 0; w < bits.size(); ++w)
        bits[w] &= allowed(test)[w];
    }
  }

 private:
  [[nodiscard]] const std::uint64_t* allowed(core::place test) const {
    return rules_.get<std::uint64_t>(core::part::masks) + rules_.predicate(test).mask;
  }
  [[nodiscard]] std::vector<core::place> clauses_of(
      const std::vector<core::place>& rules) const {
    std::vector<core::place> out;
    for (const auto rule : rules) {
      const auto& one = rules_.rules()[rule];
      for (auto c = one.first_clause; c < one.first_clause + one.clauses; ++c)
        out.push_back(c);
    }
    return out;
  }
  [[nodiscard]] bool meets_clause(core::place clause, const class_box& box) const {
    const auto tests = rules_.tests(clause);
    return std::all_of(tests.begin(), tests.end(), [&](core::place test) {
      const auto& bits = box.at(rules_.predicate(test).slot);
      std::uint64_t both = 0;
      for (std::size_t w = 0; w < bits.size(); ++w)
        both |= bits[w] & allowed(test)[w];
      return both != 0;
    });
  }
  [[nodiscard]] bool meets(core::place rule, const class_box& box) const {
    const auto clauses = clauses_of({rule});
    return std::any_of(clauses.begin(), clauses.end(),
                       [&](core::place clause) { return meets_clause(clause, box); });
  }

  /// Whether a box lies inside clauses, from one on: what of it lies outside the first,
  /// slot by slot, must lie inside the others.
  [[nodiscard]] bool hold(class_box box, const std::vector<core::place>& clauses,
                          std::size_t from) {
    while (from < clauses.size() && !meets_clause(clauses[from], box))
      ++from;
    if (from == clauses.size() || ++steps_ > most_steps) return false;
    for (const auto test : rules_.tests(clauses[from])) {
      auto& bits = box.at(rules_.predicate(test).slot);
      auto outside = bits;
      bool any = false;
      for (std::size_t w = 0; w < bits.size(); ++w) {
        outside[w] = bits[w] & ~allowed(test)[w];
        any = any || outside[w] != 0;
      }
      if (!any) continue;
      auto inside = bits;
      for (std::size_t w = 0; w < bits.size(); ++w)
        inside[w] &= allowed(test)[w];
      bits = outside;
      if (!hold(box, clauses, from + 1)) return false;
      bits = inside;
    }
    return true;
  }

  const core::program rules_;
  std::vector<core::place> named_;
  std::size_t steps_ = 0;
};

}  // namespace

std::vector<evaluated::rule_reference> rules_of_box(const core::program& rules,
                                                    core::place group,
                                                    std::uint32_t level,
                                                    core::place clause,
                                                    const core::contact* person) {
  const auto first = rules.groups()[group].first_rule;
  const auto own = rules.rule_of(clause);
  if (own != core::none) return {{group, own - first}};
  joiner join(rules, group, level);
  auto box = join.whole(person);
  if (person == nullptr) join.cut(box, clause);
  std::vector<evaluated::rule_reference> out;
  for (const auto rule : join.needed(box))
    out.push_back({group, rule - first});
  return out;
}

}  // namespace arvio::inline v0
