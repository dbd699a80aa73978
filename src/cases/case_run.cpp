#include "arvio/cases/case_run.hpp"

#include "case_bench.hpp"
#include "thresholds.hpp"

#include <set>
#include <utility>

namespace arvio::inline v0 {

namespace {

using ruleset::rule_set;

/// Runs the cases of one rule set.
class runner {
 public:
  runner(const case_bench& ready, case_report& into)
      : ready_(ready), book_(*ready.book), rules_(ready.rules()), into_(into) {}

  void run() {
    thresholds_ = thresholds_of(book_, ready_.set);
    met_.resize(thresholds_.size());
    compile::compile_options options;
    for (const auto& one : thresholds_) {
      if (const auto* node = std::get_if<expression_at>(&one.subject)) {
        options.probes.push_back({node->tree, node->node});
      } else {
        operands_.push_back(std::get<book::linked_operand>(one.subject));
      }
    }
    const auto probing = evaluator::of(book_, options);
    if (!probing) return;  // not reached: it has been compiled before, with less
    probing_ = *probing;
    probes_ = options.probes.size();
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
    const auto contact = contact_of(ready_, *book_.groups[group].declared, one);
    ++into_.rule_cases;
    if (one.expect.text == "certain") ++seen.certain;
    if (one.expect.text == "excluded") ++seen.excluded;
    if (one.expect.text == "possible") ++seen.possible;
    if (const auto fault = fault_of(ready_, {group, rule}, one, contact)) {
      fail(*fault, book_.groups[group].rules[rule].id);
    }
    meet(contact, group, rule);
  }

  void whole(const ruleset::assessment_case& one) {
    const auto contact = contact_of(ready_, one);
    ++into_.whole_cases;
    for (const auto& fault : faults_of(ready_, one, contact)) {
      fail(fault, one.id.text);
    }
    meet(contact, std::nullopt, std::nullopt);
  }

  void fail(const case_fault& fault, const std::string& name) {
    into_.failures.push_back(
        {errc::case_failed, severity::error, fault.where, fault.message, "", name});
  }

  /// Notes on which side of which thresholds a case stands, and the complaints it names.
  void meet(const book::answers& contact, std::optional<std::uint32_t> group,
            std::optional<std::uint32_t> rule) {
    name_complaints(contact);
    const auto values = probing_->probed(contact, operands_);
    std::size_t next_node = 0;
    std::size_t next_operand = probes_;
    for (std::size_t i = 0; i < thresholds_.size(); ++i) {
      const auto& one = thresholds_[i];
      const bool is_node = std::holds_alternative<expression_at>(one.subject);
      const auto found = values[is_node ? next_node++ : next_operand++];
      if (one.group && one.group != group) continue;
      if (one.rule && one.rule != rule) continue;
      if (found.low != found.high) continue;
      if (found.low == one.below) met_[i].below = true;
      if (found.low == one.below + 1) met_[i].above = true;
    }
  }

  void name_complaints(const book::answers& contact) {
    if (!book_.complaint) return;
    const auto& said = contact.by_input[*book_.complaint].codes;
    for (std::uint32_t code = 0; code < said.size(); ++code) {
      if (said[code] == code_state::present) named_.insert(code);
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

  const case_bench& ready_;
  const book::rulebook& book_;
  const rule_set& rules_;
  case_report& into_;
  std::vector<threshold> thresholds_;
  std::vector<sides> met_;
  std::shared_ptr<const evaluator> probing_;  // of what has thresholds
  std::vector<book::linked_operand> operands_;
  std::size_t probes_ = 0;
  std::set<std::uint32_t> named_;
};

}  // namespace

case_report run_cases(const repository& loaded) {
  case_report report;
  for (const auto& rules : loaded.sets) {
    const auto sets = sets_for_cases(loaded, *rules);
    if (sets.empty()) continue;
    const auto ready = bench_for(sets, *rules);
    if (ready.book) runner(ready, report).run();
  }
  sort_and_unite(report.failures);
  return report;
}

}  // namespace arvio::inline v0
