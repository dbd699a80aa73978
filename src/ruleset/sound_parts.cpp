#include "arvio/ruleset/sound_parts.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <utility>

namespace arvio::inline v0::ruleset {
namespace {

/// Knows by its beginning whether a part has a fault.
class fault_map {
 public:
  fault_map(const rule_set& of, const std::vector<std::uint32_t>& faults) {
    note(of.about);
    note(of.sources);
    note(of.uses);
    note(of.values);
    note(of.inputs);
    note(of.derived);
    for (const auto& group : of.groups) {
      note(group);
      note(group.baselines);
      note(group.rules);
      if (group.otherwise) note(*group.otherwise);
      note(group.routes);
    }
    note(of.duties);
    note(of.cases);
    if (of.vocabulary) note_words(*of.vocabulary);
    for (const auto fault : faults) {
      const auto after = beginnings_.upper_bound(fault);
      if (after == beginnings_.begin()) {
        before_all_ = true;
      } else {
        faulty_.insert(*std::prev(after));
      }
    }
  }

  [[nodiscard]] bool before_all() const { return before_all_; }

  template <class Part>
  [[nodiscard]] bool has(const Part& part) const {
    return faulty_.contains(part.where.begin);
  }

  template <class Part>
  [[nodiscard]] bool any(const std::vector<Part>& parts) const {
    return std::any_of(parts.begin(), parts.end(),
                       [this](const Part& part) { return has(part); });
  }

  /// Whether every fault is in one of these.
  template <class... Parts>
  [[nodiscard]] bool all_in(const std::vector<Parts>&... lists) const {
    const auto count = [this](const auto& list) {
      return std::count_if(list.begin(), list.end(),
                           [this](const auto& part) { return this->has(part); });
    };
    return static_cast<std::size_t>((count(lists) + ...)) == faulty_.size();
  }

  /// Takes the faulty ones out. Whether there were any.
  template <class Part>
  bool take_from(std::vector<Part>& parts) const {
    return std::erase_if(parts, [this](const Part& part) { return has(part); }) > 0;
  }

 private:
  void note_words(const vocabulary_section& words) {
    note(words);
    note(words.levels);
    for (const auto* terms : {&words.statuses, &words.needs, &words.complaints,
                              &words.channels, &words.professionals}) {
      note(*terms);
    }
    note(words.routes);
    if (words.fallback) note(*words.fallback);
  }

  template <class Part>
  void note(const Part& part) {
    beginnings_.insert(part.where.begin);
  }
  template <class Part>
  void note(const std::vector<Part>& parts) {
    for (const auto& part : parts) {
      note(part);
    }
  }

  std::set<std::uint32_t> beginnings_;
  std::set<std::uint32_t> faulty_;
  bool before_all_ = false;
};

/// Whether nothing but its condition and its cases is left of a rule.
bool is_bare(const rule& one) {
  return !one.urgency && !one.suggest && one.needs.empty() && one.duties.empty() &&
         one.titles.empty() && one.sources.empty();
}

/// The rule with its condition and its cases; where that was all of it, with its
/// condition alone.
rule bare(rule&& from) {
  const bool was_bare = is_bare(from);
  rule made;
  made.id = std::move(from.id);
  made.when = std::move(from.when);
  made.where = from.where;
  if (!was_bare) made.cases = std::move(from.cases);
  return made;
}

/// Leaves less and less of a faulty rule, and in the end nothing.
void reduce(std::vector<rule>& rules, const fault_map& faulty) {
  std::erase_if(rules, [&faulty](const rule& one) {
    const bool nothing_left = is_bare(one) && one.cases.empty();
    return faulty.has(one) && (!one.when || one.id.text.empty() || nothing_left);
  });
  for (auto& one : rules) {
    if (faulty.has(one)) one = bare(std::move(one));
  }
}

void forget_cases(rule_set& of) {
  of.cases.clear();
  for (auto& group : of.groups) {
    for (auto& rule : group.rules) {
      rule.cases.clear();
    }
    if (group.otherwise) group.otherwise->cases.clear();
  }
}

}  // namespace

std::optional<rule_set> sound_parts(rule_set of,
                                    const std::vector<std::uint32_t>& faults) {
  const fault_map faulty(of, faults);
  if (of.vocabulary && !faulty.all_in(of.inputs, of.derived)) return std::nullopt;
  if (faulty.before_all() || faulty.any(of.uses)) return std::nullopt;

  bool baselines = false;
  faulty.take_from(of.values);
  faulty.take_from(of.inputs);
  faulty.take_from(of.derived);
  std::erase_if(of.groups, [&faulty, &baselines](const group& one) {
    const bool gone = faulty.has(one) || (one.otherwise && faulty.has(*one.otherwise));
    baselines = baselines || gone;
    return gone;
  });
  for (auto& group : of.groups) {
    baselines = faulty.take_from(group.baselines) || baselines;
    reduce(group.rules, faulty);
    faulty.take_from(group.routes);
  }
  faulty.take_from(of.duties);
  faulty.take_from(of.cases);
  if (baselines) forget_cases(of);
  return of;
}

}  // namespace arvio::inline v0::ruleset
