// What users of the library call: loading the rule sets that come with arvio, assessing
// contacts, and a line of JSON from a line of JSON.

#include "arvio/engine/engine.hpp"
#include "arvio/engine/repository.hpp"

#include "support/assessed.hpp"
#include "support/heap.hpp"

#include <benchmark/benchmark.h>

#include <cstdint>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>

namespace {

using namespace arvio;

constexpr std::uint32_t timed_contacts = 64;

engine opened(const std::string& profile) {
  auto loaded = engine::open({bench::shipped_rules()}, {.profile = profile});
  if (!loaded) throw std::runtime_error(loaded.error().text());
  return *std::move(loaded);
}
const engine& shipped() {
  static const engine made = opened("");
  return made;
}
/// The same with the services of a region.
const engine& regional() {
  static const engine made = opened("varsinais-suomi");
  return made;
}

/// Times `operation`, which returns something that depends on all of its work: never 0.
template <class Operation>
void repeat(benchmark::State& state, Operation operation) {
  const auto before = bench::allocations();
  for (auto _ : state) {
    if (operation() == 0) return state.SkipWithError("wrong answer");
    benchmark::ClobberMemory();
  }
  const auto made = bench::allocations() - before;
  state.counters["allocs_per_op"] =
      static_cast<double>(made) / static_cast<double>(state.iterations());
  state.SetItemsProcessed(state.iterations());
}

void BM_engine_assess(benchmark::State& state) {
  bench::assessed of(shipped(), static_cast<std::uint32_t>(state.range(0)),
                     timed_contacts);
  if (!of.agrees_with_reference()) return state.SkipWithError("wrong answer");
  repeat(state, [&of] { return of.assess(); });
}
void BM_engine_assess_in_region(benchmark::State& state) {
  auto of = bench::assessed::calls(state.range(0) != 0 ? regional() : shipped(),
                                   timed_contacts);
  if (!of.agrees_with_reference()) return state.SkipWithError("wrong answer");
  repeat(state, [&of] { return of.assess(); });
}
void BM_engine_line_to_line(benchmark::State& state) {
  bench::assessed of(shipped(), static_cast<std::uint32_t>(state.range(0)),
                     timed_contacts);
  if (!of.agrees_with_reference()) return state.SkipWithError("wrong answer");
  repeat(state, [&of] { return of.line_to_line(); });
}
void BM_engine_line_to_brief_line(benchmark::State& state) {
  bench::assessed of(shipped(), static_cast<std::uint32_t>(state.range(0)),
                     timed_contacts);
  if (!of.agrees_with_reference()) return state.SkipWithError("wrong answer");
  repeat(state, [&of] { return of.line_to_brief_line(); });
}
void BM_engine_open(benchmark::State& state) {
  const auto sets = shipped().repository().sets.size();
  repeat(state, [sets] {
    const auto loaded = engine::open(bench::shipped_rules());
    return loaded && loaded->repository().sets.size() == sets ? sets : 0;
  });
}

void in_medians(benchmark::internal::Benchmark* of) {
  of->Repetitions(5)->MinTime(0.1)->ReportAggregatesOnly()->Unit(benchmark::kMicrosecond);
}
BENCHMARK(BM_engine_assess)
    ->Name("BM_engine_assess/shipped")
    ->Arg(10)
    ->Arg(25)
    ->Apply(in_medians);
BENCHMARK(BM_engine_assess_in_region)
    ->Name("BM_engine_assess/with routes")
    ->ArgName("region")
    ->Arg(0)
    ->Arg(1)
    ->Apply(in_medians);
BENCHMARK(BM_engine_line_to_line)
    ->Name("BM_engine_line_to_line/shipped")
    ->Arg(10)
    ->Arg(25)
    ->Apply(in_medians);
BENCHMARK(BM_engine_line_to_brief_line)
    ->Name("BM_engine_line_to_line/compact")
    ->Arg(10)
    ->Arg(25)
    ->Apply(in_medians);
BENCHMARK(BM_engine_open)
    ->Name("BM_engine_open/shipped")
    ->Apply(in_medians)
    ->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  try {
    benchmark::RunSpecifiedBenchmarks();
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "%s\n", problem.what());
    return 1;
  }
  return 0;
}
