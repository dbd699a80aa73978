#include "arvio/engine/case_run.hpp"

#include "arvio/reference/interpreter.hpp"
#include "arvio/ruleset/answer.hpp"
#include "arvio/ruleset/link.hpp"

#include "reference/world.hpp"
#include "result.hpp"
#include "thresholds.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <utility>

namespace arvio::inline v0 {

namespace {

using reference::certainty;
using ruleset::given_answer;
using ruleset::rule_set;
using rule_set_ptr = std::shared_ptr<const rule_set>;

/// A rule set with all that it uses, linked and ready.
struct bench {
  std::shared_ptr<const ruleset::rulebook> book;
  std::unique_ptr<reference::interpreter> evaluator;
  std::unique_ptr<reference::prepared> prepared;
  std::uint32_t set = 0;  // of the rule set in the book
};

/// The rule sets that one needs, in the versions that are valid when it first is.
std::vector<rule_set_ptr> closure(const validity_period& period, std::uint32_t set) {
  std::set<std::uint32_t> wanted{0};  // the vocabulary
  std::vector<std::uint32_t> waiting{set};
  while (!waiting.empty()) {
    const auto next = waiting.back();
    waiting.pop_back();
    if (!wanted.insert(next).second && next != 0) continue;
    const auto& uses = period.book->sets[next].uses;
    waiting.insert(waiting.end(), uses.begin(), uses.end());
  }
  std::vector<rule_set_ptr> sets;
  sets.reserve(wanted.size());
  for (const auto one : wanted) {
    sets.push_back(period.book->sets[one].rules);
  }
  return sets;
}

std::uint32_t place_of(const ruleset::rulebook& book, const rule_set& rules) {
  std::uint32_t place = 0;
  while (book.sets[place].rules.get() != &rules) {
    ++place;
  }
  return place;
}

bool has_set(const ruleset::rulebook& book, const rule_set& rules) {
  return std::any_of(book.sets.begin(), book.sets.end(),
                     [&rules](const auto& one) { return one.rules.get() == &rules; });
}

bench bench_for(const repository& loaded, const rule_set_ptr& rules) {
  for (const auto& period : loaded.periods) {
    if (!period.book || !has_set(*period.book, *rules)) continue;
    findings none;  // it was linked before, with more
    bench made;
    made.book = ruleset::link(closure(period, place_of(*period.book, *rules)), none);
    if (!made.book) return {};
    made.evaluator = std::make_unique<reference::interpreter>(*made.book);
    made.prepared = std::make_unique<reference::prepared>(*made.book);
    made.set = place_of(*made.book, *rules);
    return made;
  }
  return {};  // never valid
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

reference::contact contact_of(const ruleset::rulebook& book, offset_time at,
                              const std::vector<given_answer>& answers) {
  reference::contact person;
  person.at = at;
  person.answers.resize(book.inputs.size());
  for (const auto& one : answers) {
    const auto place = book.find_input(one.input.text);
    if (!place) continue;  // linking has reported it
    const auto read = ruleset::read_answer(book.inputs[*place], one.value.text);
    if (!read) continue;
    auto& into = person.answers[*place];
    into = reference_answer(*read);
    const auto observed = one.at ? parse_time(one.at->text) : std::nullopt;
    if (observed) into.observed = observed->moment;
  }
  return person;
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
    words out;
    if (what == "suggestions") {
      for (const auto& one : got_.suggestions) {
        if (one.certainty == assessment_certainty::certain) out.push_back(one.rule.id);
      }
    } else if (what == "duties") {
      for (const auto& one : got_.duties) {
        if (one.certainty == assessment_certainty::certain) out.push_back(one.id);
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

// --- the run

/// Runs the cases of one rule set.
class runner {
 public:
  runner(const bench& ready, const rule_set& rules, case_report& into)
      : ready_(ready), book_(*ready.book), rules_(rules), into_(into) {}

  void run() {
    thresholds_ = thresholds_of(book_, ready_.set);
    met_.resize(thresholds_.size());
    for (std::uint32_t i = 0; i < book_.groups.size(); ++i) {
      if (book_.groups[i].set == ready_.set) group(i);
    }
    for (const auto& one : rules_.cases) {
      whole(one);
    }
    report_thresholds();
    report_complaints();
  }

 private:
  struct sides {
    bool below = false;
    bool above = false;
  };

  void group(std::uint32_t index) {
    const auto& group = book_.groups[index];
    for (std::uint32_t i = 0; i < group.rules.size(); ++i) {
      const auto& rule = group.rules[i];
      rule_coverage seen{
          rules_.id.text, group.id, rule.id, rule.declared->id.where, 0, 0, 0};
      for (const auto& one : rule.declared->cases) {
        rule_case(index, i, one, seen);
      }
      into_.rules.push_back(std::move(seen));
    }
  }

  void rule_case(std::uint32_t group, std::uint32_t rule, const ruleset::rule_case& one,
                 rule_coverage& seen) {
    const auto& declared = *book_.groups[group].declared;
    const ruleset::baseline* start = nullptr;
    if (one.baseline) {
      start = baseline_named(declared, one.baseline->text);
    } else if (!declared.baselines.empty()) {
      start = &declared.baselines.front();
    }
    const auto person =
        contact_of(book_, time_of(one.at, rules_), joined(start, one.given));
    const auto got = ready_.evaluator->rule_state({group, rule}, person);
    ++into_.rule_cases;
    if (one.expect.text == "certain") ++seen.certain;
    if (one.expect.text == "excluded") ++seen.excluded;
    if (one.expect.text == "possible") ++seen.possible;
    if (one.expect.text != word_of(got)) {
      fail(one.expect.where, book_.groups[group].rules[rule].id,
           "the condition is " + std::string(word_of(got)) + ", expected " +
               one.expect.text);
    }
    meet(person, group, rule);
  }

  void whole(const ruleset::assessment_case& one) {
    const ruleset::baseline* start = nullptr;
    if (one.baseline) start = baseline_of(one.baseline->text);
    auto person = contact_of(book_, time_of(one.at, rules_), joined(start, one.given));
    person.finished = one.finish;
    validity_period period;
    period.book = ready_.book;
    period.digests.resize(book_.sets.size());
    contact described(person.at);
    const auto got =
        describe(ready_.evaluator->assess(person), period, described, {person, {}});
    ++into_.whole_cases;
    for (const auto& expected : one.expect) {
      const auto differs =
          comparison(got).differs(expected.input.text, expected.value.text);
      if (!differs) continue;
      fail(expected.value.where, one.id.text,
           "`" + expected.input.text + "` is " + *differs + ", expected " +
               joined(split(expected.value.text)));
    }
    meet(person, std::nullopt, std::nullopt);
  }

  /// `group.baseline`, of this rule set.
  [[nodiscard]] const ruleset::baseline* baseline_of(const std::string& text) const {
    const auto dot = text.rfind('.');
    if (dot == std::string::npos) return nullptr;
    for (const auto& group : rules_.groups) {
      if (group.id.text == text.substr(0, dot)) {
        return baseline_named(group, text.substr(dot + 1));
      }
    }
    return nullptr;
  }

  void fail(source_span where, const std::string& name, std::string message) {
    into_.failures.push_back(
        {errc::case_failed, severity::error, where, std::move(message), "", name});
  }

  /// Notes on which side of which thresholds a case stands, and the complaints it names.
  void meet(const reference::contact& person, std::optional<std::uint32_t> group,
            std::optional<std::uint32_t> rule) {
    name_complaints(person);
    const auto answers = reference::effective_answers(book_, person);
    const reference::world possible(*ready_.prepared, answers, person.at.moment, {});
    for (std::size_t i = 0; i < thresholds_.size(); ++i) {
      const auto& one = thresholds_[i];
      if (one.group && one.group != group) continue;
      if (one.rule && one.rule != rule) continue;
      const auto values = std::visit(
          [&possible](const auto& subject) -> value_set {
            return possible.values_of(subject);
          },
          one.subject);
      if (values == value_set::single(one.below)) met_[i].below = true;
      if (values == value_set::single(one.below + 1)) met_[i].above = true;
    }
  }

  void name_complaints(const reference::contact& person) {
    if (!book_.complaint) return;
    const auto& said = person.answers[*book_.complaint].codes;
    for (std::uint32_t code = 0; code < said.size(); ++code) {
      if (said[code] == reference::code_state::present) named_.insert(code);
    }
  }

  void report_thresholds() {
    for (std::size_t i = 0; i < thresholds_.size(); ++i) {
      auto& one = thresholds_[i];
      into_.thresholds.push_back({rules_.id.text, std::move(one.place),
                                  std::move(one.what), one.where, met_[i].below,
                                  met_[i].above});
    }
  }

  void report_complaints() {
    for (const auto& group : book_.groups) {
      if (group.set != ready_.set) continue;
      for (const auto code : group.complaints) {
        into_.complaints.push_back({rules_.id.text, group.id,
                                    book_.inputs[*book_.complaint].codes[code],
                                    group.declared->id.where, named_.contains(code)});
      }
    }
  }

  const bench& ready_;
  const ruleset::rulebook& book_;
  const rule_set& rules_;
  case_report& into_;
  std::vector<threshold> thresholds_;
  std::vector<sides> met_;
  std::set<std::uint32_t> named_;
};

}  // namespace

case_report run_cases(const repository& loaded) {
  case_report report;
  for (const auto& rules : loaded.sets) {
    const auto ready = bench_for(loaded, rules);
    if (ready.book) runner(ready, *rules, report).run();
  }
  sort_and_unite(report.failures);
  return report;
}

}  // namespace arvio::inline v0
