#include "arvio/cases/case_run.hpp"
#include "arvio/engine/repository.hpp"

#include "commands.hpp"
#include "loading.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace arvio::cli {

namespace {

/// `**/.`: a mark for each kind of case that a rule has.
void show_rules(const case_report& report) {
  std::string set;
  for (const auto& one : report.rules) {
    if (one.rule_set != set) {
      set = one.rule_set;
      print("\n" + painted(style::strong, set) + "\n");
      print("  certain excluded possible\n");
    }
    const bool all = one.certain > 0 && one.excluded > 0 && one.possible > 0;
    const auto line = fmt::format("  {:>7} {:>8} {:>8}  {}", one.certain, one.excluded,
                                  one.possible, one.rule);
    print(painted(all ? style::plain : style::careful, line) + "\n");
  }
}

void show_thresholds(const case_report& report) {
  const auto both = [](const threshold_coverage& one) { return one.below && one.above; };
  const auto& all = report.thresholds;
  const auto met = std::count_if(all.begin(), all.end(), both);
  print(
      fmt::format("\n{} of {} thresholds have a case on both sides\n", met, all.size()));
  for (const auto& one : all) {
    if (both(one)) continue;
    const auto* lacks = one.below ? "above" : one.above ? "below" : "below and above";
    print(painted(style::careful, fmt::format("  {} {}: {}: no case {}\n", one.rule_set,
                                              one.place, one.what, lacks)));
  }
}

void show_complaints(const case_report& report) {
  for (const auto& one : report.complaints) {
    if (one.named) continue;
    print(painted(style::careful,
                  fmt::format("  {} group `{}`: no case names the complaint `{}`\n",
                              one.rule_set, one.group, one.complaint)));
  }
}

}  // namespace

int run(const test_options& from) {
  if (from.mutate) return run_mutants(from);
  const auto ready = opened(from.places, from.retired);
  if (!ready) return ready.error();
  const auto& loaded = ready->repository();
  const auto report = run_cases(loaded);
  print(shown(report.failures, loaded.sources, painted));
  show_rules(report);
  show_thresholds(report);
  show_complaints(report);
  const bool passed = report.failures.empty();
  print(
      painted(passed ? style::good : style::alarm,
              fmt::format("\n{}, {}, {}\n",
                          counted(report.rule_cases, "case of rules", "cases of rules"),
                          counted(report.whole_cases, "whole case", "whole cases"),
                          counted(report.failures.size(), "difference", "differences"))));
  return passed ? fine : has_findings;
}

}  // namespace arvio::cli
