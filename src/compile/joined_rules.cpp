#include "compile/joined_rules.hpp"

#include "arvio/core/detail/sets.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace arvio::inline v0::compile {

using core::place;
using core::predicate_record;

namespace {

// Boxes looked at for one joint box; beyond, rules that are to spare may be named too.
constexpr std::size_t most_steps = 20'000;

const std::uint64_t* allowed(const core::program& rules, const predicate_record& test) {
  return rules.get<std::uint64_t>(core::part::masks) + test.mask;
}

class joiner {
 public:
  joiner(const core::program& rules, class_box box)
      : rules_(rules), box_(std::move(box)) {}

  /// Leaves of rules those that the box needs to lie inside them all.
  [[nodiscard]] std::vector<place> needed(std::vector<place> named) {
    std::erase_if(named, [&](place rule) {
      const auto clauses = clauses_of({rule});
      return std::none_of(clauses.begin(), clauses.end(),
                          [&](place clause) { return meets(clause); });
    });
    for (auto i = named.size(); i-- > 0;) {
      auto fewer = named;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      if (hold(clauses_of(fewer), 0)) named = std::move(fewer);
    }
    return named;
  }

 private:
  [[nodiscard]] std::vector<place> clauses_of(const std::vector<place>& rules) const {
    std::vector<place> out;
    for (const auto rule : rules) {
      const auto& one = rules_.rules()[rule];
      for (auto c = one.first_clause; c < one.first_clause + one.clauses; ++c)
        out.push_back(c);
    }
    return out;
  }

  [[nodiscard]] bool meets(place clause) const {
    const auto tests = rules_.tests(clause);
    return std::all_of(tests.begin(), tests.end(), [&](place which) {
      const auto& test = rules_.predicate(which);
      const auto* classes = allowed(rules_, test);
      for (std::uint32_t w = 0; w < test.words; ++w) {
        if ((box_[test.state_word + w] & classes[w]) != 0) return true;
      }
      return false;
    });
  }

  /// Whether the box lies inside clauses, from one on: what of it lies outside the first,
  /// slot by slot, must lie inside the others. The box is afterwards as it was.
  [[nodiscard]] bool hold(const std::vector<place>& clauses, std::size_t from) {
    while (from < clauses.size() && !meets(clauses[from]))
      ++from;
    if (from == clauses.size() || ++steps_ > most_steps) return false;
    const auto tests = rules_.tests(clauses[from]);
    std::vector<std::uint64_t> before;  // of the slots that were cut
    std::size_t cut = 0;
    bool inside = true;
    for (; cut < tests.size() && inside; ++cut) {
      const auto& test = rules_.predicate(tests[cut]);
      const auto* classes = allowed(rules_, test);
      auto* own = box_.data() + test.state_word;
      before.insert(before.end(), own, own + test.words);
      const auto* was = before.data() + before.size() - test.words;
      bool any_outside = false;
      for (std::uint32_t w = 0; w < test.words; ++w) {
        own[w] = was[w] & ~classes[w];
        any_outside = any_outside || own[w] != 0;
      }
      if (any_outside) inside = hold(clauses, from + 1);
      for (std::uint32_t w = 0; w < test.words; ++w)
        own[w] = was[w] & classes[w];
    }
    while (cut-- > 0) {
      const auto& test = rules_.predicate(tests[cut]);
      const auto own = before.end() - test.words;
      std::copy(own, before.end(), box_.data() + test.state_word);
      before.erase(own, before.end());
    }
    return inside;
  }

  const core::program rules_;
  class_box box_;
  std::size_t steps_ = 0;
};

}  // namespace

class_box every_class(const core::program& rules) {
  class_box box(rules.head().state_words);
  for (const auto& slot : rules.slots()) {
    for (std::uint32_t w = 0; w < core::words_for(slot.classes); ++w)
      box[slot.first_word + w] = core::bits_from(0, slot.classes - w * 64);
  }
  return box;
}

class_box box_of(const core::program& rules, place clause) {
  auto box = every_class(rules);
  for (const auto which : rules.tests(clause)) {
    const auto& test = rules.predicate(which);
    for (std::uint32_t w = 0; w < test.words; ++w)
      box[test.state_word + w] &= allowed(rules, test)[w];
  }
  return box;
}

std::vector<std::uint32_t> joined_rules(const core::program& rules, place group,
                                        book::level_index level, class_box box) {
  const auto& of = rules.groups()[group];
  std::vector<place> named;
  for (auto rule = of.first_rule; rule < of.first_rule + of.rules; ++rule) {
    if (rules.rules()[rule].level <= level) named.push_back(rule);
  }
  auto out = joiner(rules, std::move(box)).needed(std::move(named));
  for (auto& rule : out)
    rule -= of.first_rule;
  return out;
}

}  // namespace arvio::inline v0::compile
