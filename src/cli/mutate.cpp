#include "arvio/analysis/mutation.hpp"
#include "arvio/cases/case_run.hpp"
#include "arvio/engine/repository.hpp"

#include "commands.hpp"
#include "loading.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace arvio::cli {

namespace {

using analysis::mutant_fate;
using analysis::mutant_kind;
using analysis::mutation_report;

/// How many mutants of one kind there are, and what became of them.
struct tally {
  std::size_t made = 0;
  std::size_t refused = 0;
  std::size_t equivalent = 0;
  std::size_t caught = 0;
  std::size_t survived = 0;

  void add(mutant_fate fate) {
    ++made;
    switch (fate) {
      case mutant_fate::refused: ++refused; return;
      case mutant_fate::equivalent: ++equivalent; return;
      case mutant_fate::caught: ++caught; return;
      case mutant_fate::survived: ++survived; return;
    }
  }
};

std::string line_of(const tally& of, const std::string& name) {
  return fmt::format("  {:>6} {:>8} {:>11} {:>7} {:>9}  {}", of.made, of.refused,
                     of.equivalent, of.caught, of.survived, name);
}

void show_line(const tally& of, const std::string& name) {
  print(painted(of.survived == 0 ? style::plain : style::careful, line_of(of, name)) +
        "\n");
}

/// One table per rule set, a line per kind.
tally show_counts(const mutation_report& report) {
  tally all;
  const auto& mutants = report.mutants;
  for (std::size_t begin = 0; begin < mutants.size();) {
    const auto& set = mutants[begin].rule_set;
    std::array<tally, analysis::mutant_kinds> kinds{};
    tally sum;
    for (; begin < mutants.size() && mutants[begin].rule_set == set; ++begin) {
      kinds[static_cast<std::size_t>(mutants[begin].kind)].add(mutants[begin].fate);
      sum.add(mutants[begin].fate);
      all.add(mutants[begin].fate);
    }
    print("\n" + painted(style::strong, set) + "\n");
    print("    made  refused  equivalent  caught  survived\n");
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
      if (kinds[kind].made == 0) continue;
      show_line(kinds[kind], word_of(static_cast<mutant_kind>(kind)));
    }
    show_line(sum, "all");
  }
  return all;
}

void show_atoms(const mutation_report& report) {
  std::size_t atoms = 0;
  std::size_t shown_ones = 0;
  std::size_t unable = 0;
  for (const auto& one : report.atoms) {
    atoms += one.atoms;
    shown_ones += one.shown;
    unable += one.unable;
  }
  print(
      fmt::format("\n{} atoms of conditions: {} shown to matter alone, {} proven "
                  "unable to, {} missing\n",
                  atoms, shown_ones, unable, atoms - shown_ones - unable));
  for (const auto& one : report.atoms) {
    if (one.missing == 0) continue;
    print(painted(style::careful,
                  fmt::format("  {} rule `{}`: {} of {} atoms missing\n", one.rule_set,
                              one.rule, one.missing, one.atoms)));
  }
}

findings survivors(const mutation_report& report) {
  findings all;
  for (const auto& one : report.mutants) {
    if (one.fate == mutant_fate::survived) all.push_back(finding_of(one));
  }
  return all;
}

findings equivalents(const mutation_report& report) {
  findings all;
  for (const auto& one : report.mutants) {
    if (one.fate != mutant_fate::equivalent) continue;
    all.push_back({errc::none, severity::note, one.where,
                   one.words + " changes nothing: " + one.reason, "", one.rule});
  }
  return all;
}

/// On a terminal only: a line that is written over.
void tell_progress(std::size_t done, std::size_t all) {
  constexpr std::size_t often = 50;
  if (done % often != 0 && done != all) return;
  show_progress(fmt::format("{} of {} mutants{}", done, all, done == all ? "\n" : ""));
}

}  // namespace

int run_mutants(const test_options& from) {
  const auto ready = opened(from.places, from.retired);
  if (!ready) return ready.error();
  const auto& loaded = ready->repository();
  const auto cases = run_cases(loaded);
  if (!cases.failures.empty()) {
    print(shown(cases.failures, loaded.sources, painted));
    print(painted(style::alarm, "the cases differ already; nothing was changed\n"));
    return has_findings;
  }
  analysis::mutation_progress progress;
  if (is_terminal()) progress = tell_progress;
  const auto report = analysis::try_mutants(loaded, progress);
  if (from.list) print(shown(equivalents(report), loaded.sources, painted));
  print(shown(survivors(report), loaded.sources, painted));
  const auto all = show_counts(report);
  show_atoms(report);
  const bool passed = all.survived == 0;
  print(painted(
      passed ? style::good : style::alarm,
      fmt::format("\n{} mutants: {} caught, {} refused, {} equivalent, {} survived\n",
                  all.made, all.caught, all.refused, all.equivalent, all.survived)));
  return passed ? fine : has_findings;
}

}  // namespace arvio::cli
