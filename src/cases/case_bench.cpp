#include "case_bench.hpp"

#include "arvio/book/answer.hpp"
#include "arvio/book/link.hpp"

#include "words/result.hpp"

#include <algorithm>
#include <set>
#include <sstream>
#include <utility>

namespace arvio::inline v0 {

namespace {

using ruleset::given_answer;
using ruleset::rule_set;
using rule_set_ptr = std::shared_ptr<const rule_set>;

std::uint32_t place_of(const book::rulebook& book, const rule_set& rules) {
  std::uint32_t place = 0;
  while (book.sets[place].rules.get() != &rules) {
    ++place;
  }
  return place;
}

bool has_set(const book::rulebook& book, const rule_set& rules) {
  return std::any_of(book.sets.begin(), book.sets.end(),
                     [&rules](const auto& one) { return one.rules.get() == &rules; });
}

// --- contacts of cases

/// The answers of a case: those it starts from, with its own in their place.
std::vector<given_answer> joined(const ruleset::baseline* start,
                                 const std::vector<given_answer>& given) {
  auto all = start == nullptr ? std::vector<given_answer>() : start->answers;
  for (const auto& one : given) {
    std::erase_if(all, [&one](const given_answer& other) {
      return other.input.text == one.input.text;
    });
    all.push_back(one);
  }
  return all;
}

book::answers contact_of(const book::rulebook& book, offset_time at,
                         const std::vector<given_answer>& answers) {
  book::answers contact;
  contact.at = at;
  contact.by_input.resize(book.inputs.size());
  for (const auto& one : answers) {
    const auto place = book.find_input(one.input.text);
    if (!place) continue;  // linking has reported it
    const auto read = book::read_answer(book.inputs[*place], one.value.text);
    if (!read) continue;
    auto& into = contact.by_input[*place];
    into = *read;
    const auto observed = one.at ? parse_time(one.at->text) : std::nullopt;
    if (observed) into.observed = observed->moment;
  }
  return contact;
}

const ruleset::baseline* baseline_named(const ruleset::group& group,
                                        const std::string& id) {
  for (const auto& one : group.baselines) {
    if (one.id.text == id) return &one;
  }
  return nullptr;
}

/// Noon in Helsinki on a rule set's first day.
offset_time first_noon(const rule_set& rules) {
  instant noon{helsinki_midnight(rules.valid_from).seconds + std::int64_t{12} * 3600};
  return {noon, helsinki_offset(noon)};
}

offset_time time_of(const std::optional<ruleset::name>& at, const rule_set& rules) {
  const auto given = at ? parse_time(at->text) : std::nullopt;
  return given.value_or(first_noon(rules));
}

// --- what a whole case expects

using words = std::vector<std::string>;

words split(const std::string& text) {
  std::istringstream in(text);
  words out;
  for (std::string word; in >> word;) {
    if (word != "-") out.push_back(word);
  }
  return out;
}

std::string joined(const words& all) {
  std::string out;
  for (const auto& one : all) {
    out += (out.empty() ? "" : " ") + one;
  }
  return out.empty() ? "none" : out;
}

words sorted(words all) {
  std::sort(all.begin(), all.end());
  return all;
}

/// What came out, in the words that `expect` has for it.
class comparison {
 public:
  explicit comparison(const assessment& got) : got_(got) {}

  /// What came out under a name of `expect`, where it is not what was wanted.
  [[nodiscard]] std::optional<std::string> differs(const std::string& what,
                                                   const std::string& value) const {
    const auto wanted = split(value);
    auto have = named(what);
    if (what == "next" && have.size() > wanted.size() && !wanted.empty()) {
      have.resize(wanted.size());
    }
    const bool ordered = what == "next" || what == "routes";
    const bool same = ordered ? have == wanted : sorted(have) == sorted(wanted);
    return same ? std::nullopt : std::optional(joined(have));
  }

 private:
  [[nodiscard]] words named(const std::string& what) const {
    if (what == "status") return {id_of(got_.status)};
    if (what == "urgency") return level_of(got_.recommended);
    if (what == "basis") {
      return got_.recommended ? words{id_of(got_.recommended->basis)} : words{};
    }
    if (what == "at-least") return {got_.bounds.at_least.id};
    if (what == "not-excluded") return {got_.bounds.not_excluded.id};
    if (what == "rules") return ids(got_.rules_certain);
    if (what == "rules-possible") return ids(got_.rules_possible);
    if (what == "routes") return routes();
    if (what == "inferred") return got_.inferred;
    if (what == "unexpected") return got_.unexpected;
    words out;
    if (what == "suggestions") {
      for (const auto& one : got_.suggestions) {
        if (one.certainty == certainty::certain) out.push_back(one.rule.id);
      }
    } else if (what == "duties") {
      for (const auto& one : got_.duties) {
        if (one.certainty == certainty::certain) out.push_back(one.id);
      }
    } else if (what == "next") {
      for (const auto& one : got_.questions) {
        out.push_back(one.input);
      }
    } else if (what == "uncovered") {
      for (const auto& one : got_.uncovered) {
        out.push_back(one.id);
      }
    }
    return out;
  }

  static words level_of(const std::optional<recommended_urgency>& what) {
    return what ? words{what->level.id} : words{};
  }
  static words ids(const std::vector<listed_rule>& rules) {
    words out;
    for (const auto& one : rules) {
      out.push_back(one.id);
    }
    return out;
  }
  [[nodiscard]] words routes() const {
    words out;
    for (const auto& need : got_.routes) {
      for (const auto& route : need.offered) {
        out.push_back(route.channel.id +
                      (route.professional ? "/" + route.professional->id : ""));
      }
    }
    return out;
  }

  const assessment& got_;
};

const char* word_of(certainty what) {
  switch (what) {
    case certainty::excluded: return "excluded";
    case certainty::possible: return "possible";
    case certainty::certain: return "certain";
  }
  return "";  // not reached
}

/// `group.baseline`, of this rule set.
const ruleset::baseline* baseline_of(const rule_set& rules, const std::string& text) {
  const auto dot = text.rfind('.');
  if (dot == std::string::npos) return nullptr;
  for (const auto& group : rules.groups) {
    if (group.id.text == text.substr(0, dot)) {
      return baseline_named(group, text.substr(dot + 1));
    }
  }
  return nullptr;
}

/// Whether a case of the rule comes out otherwise; a rule that is gone decides nothing.
std::optional<source_span> first_fault_of(const case_bench& ready,
                                          book::rule_reference which) {
  const auto& group = ready.book->groups[which.group];
  if (which.rule >= group.rules.size()) return std::nullopt;
  for (const auto& one : group.rules[which.rule].declared->cases) {
    const auto contact = contact_of(ready, *group.declared, one);
    if (const auto fault = fault_of(ready, which, one, contact)) return one.where;
  }
  return std::nullopt;
}

}  // namespace

std::vector<rule_set_ptr> sets_for_cases(const repository& loaded,
                                         const rule_set& rules) {
  for (const auto& period : loaded.periods) {
    if (!period.book || !has_set(*period.book, rules)) continue;
    std::vector<rule_set_ptr> sets;
    for (const auto one : period.book->sets_behind(place_of(*period.book, rules))) {
      sets.push_back(period.book->sets[one].rules);
    }
    return sets;
  }
  return {};  // never valid
}

case_bench bench_for(const std::vector<rule_set_ptr>& sets, const rule_set& rules) {
  findings none;  // they were linked before, with more
  case_bench made;
  made.book = book::link(sets, book::calendars_used_by(sets), none);
  if (!made.book) return {};
  auto ready = evaluator::of(*made.book, compile::compile_options());
  if (!ready) return {};
  made.evaluator = std::move(*ready);
  made.set = place_of(*made.book, rules);
  return made;
}

book::answers contact_of(const case_bench& ready, const ruleset::group& group,
                         const ruleset::rule_case& one) {
  const ruleset::baseline* start = nullptr;
  if (one.baseline) {
    start = baseline_named(group, one.baseline->text);
  } else if (!group.baselines.empty()) {
    start = &group.baselines.front();
  }
  return contact_of(*ready.book, time_of(one.at, ready.rules()),
                    joined(start, one.given));
}

book::answers contact_of(const case_bench& ready, const ruleset::assessment_case& one) {
  const auto* start =
      one.baseline ? baseline_of(ready.rules(), one.baseline->text) : nullptr;
  auto contact =
      contact_of(*ready.book, time_of(one.at, ready.rules()), joined(start, one.given));
  contact.finished = one.finish;
  return contact;
}

std::optional<case_fault> fault_of(const case_bench& ready, book::rule_reference rule,
                                   const ruleset::rule_case& one,
                                   const book::answers& contact) {
  const auto got = ready.evaluator->rule_state(rule, contact);
  if (one.expect.text == word_of(got)) return std::nullopt;
  return case_fault{one.expect.where, "the condition is " + std::string(word_of(got)) +
                                          ", expected " + one.expect.text};
}

std::vector<case_fault> faults_of(const case_bench& ready,
                                  const ruleset::assessment_case& one,
                                  const book::answers& contact) {
  const std::vector<std::string> digests(ready.book->sets.size());
  const arvio::contact described(contact.at);
  // A case of a rule set knows no region and no calendar.
  contact_region region(*ready.book, nullptr, nullptr, contact.at.moment);
  const auto outcome = ready.evaluator->assess(contact, &region);
  const auto got = describe(outcome, {region, {}, {}, {}}, *ready.book, digests,
                            described, {contact, {}}, {});
  std::vector<case_fault> faults;
  for (const auto& expected : one.expect) {
    const auto differs =
        comparison(got).differs(expected.input.text, expected.value.text);
    if (!differs) continue;
    faults.push_back({expected.value.where, "`" + expected.input.text + "` is " +
                                                *differs + ", expected " +
                                                joined(split(expected.value.text))});
  }
  return faults;
}

std::optional<source_span> first_fault(const case_bench& ready,
                                       const case_choice& which) {
  if (which.first) {
    if (const auto fault = first_fault_of(ready, *which.first)) return fault;
  }
  for (std::uint32_t group = 0; group < ready.book->groups.size(); ++group) {
    const auto& one = ready.book->groups[group];
    if (one.set != ready.set || !which.of_other_rules) continue;
    for (std::uint32_t rule = 0; rule < one.rules.size(); ++rule) {
      if (const auto fault = first_fault_of(ready, {group, rule})) return fault;
    }
  }
  if (!which.whole) return std::nullopt;
  for (const auto& one : ready.rules().cases) {
    if (!faults_of(ready, one, contact_of(ready, one)).empty()) return one.where;
  }
  return std::nullopt;
}

}  // namespace arvio::inline v0
