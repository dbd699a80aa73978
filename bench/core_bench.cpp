// The compiled core beside what it is measured against: the time to read the lines of its
// rows, a flat bytecode interpreter, CLIPS and the reference interpreter, on made-up rule
// sets and on those that come with arvio. core_report.cpp puts the same into one table.

#include "arvio/compile/check.hpp"
#include "arvio/compile/program.hpp"
#include "arvio/core/row_kernel.hpp"
#include "arvio/reference/interpreter.hpp"

#include "support/book.hpp"
#include "support/clips.hpp"
#include "support/closure.hpp"
#include "support/heap.hpp"
#include "support/measured_set.hpp"
#include "support/stream_floor.hpp"
#include "support/subject.hpp"
#include "support/timing.hpp"

#include <benchmark/benchmark.h>
#include <pugixml.hpp>

#include <cstdint>
#include <cstdio>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace arvio;

constexpr std::uint32_t timed_contacts = 128;
constexpr std::uint32_t all_known = 128;
constexpr std::uint32_t reference_contacts = 3;
constexpr std::uint32_t reference_clauses = 1200;  // more rules take it minutes

/// Which rule sets.
struct which_set {
  std::uint32_t clauses = 0;  // 0: those that come with arvio
  bool protocol = false;

  friend auto operator<=>(const which_set&, const which_set&) = default;
};
constexpr which_set shipped{};
constexpr which_set small_set{1200, false};
constexpr which_set small_protocol_set{1200, true};
constexpr which_set middle_set{5000, false};
constexpr which_set middle_protocol_set{5000, true};
constexpr which_set large_set{50000, false};
constexpr which_set large_protocol_set{50000, true};

/// Made once: 50,000 clauses take seconds.
const bench::measured_set& set_of(const which_set& which) {
  static std::map<which_set, std::unique_ptr<bench::measured_set>> made;
  auto& one = made[which];
  if (one) return *one;
  if (which.clauses == 0) {
    one = std::make_unique<bench::measured_set>(bench::shipped_documents());
    return *one;
  }
  one = std::make_unique<bench::measured_set>(
      bench::synthetic_shape{which.clauses, which.protocol, 1});
  const auto shape = bench::shape_of(one->rules());
  std::fprintf(stderr,
               "%zu clauses%s: %zu rules in %zu groups, %zu tests, %zu predicates, %zu "
               "derived clauses; image of %zu bytes, rows of %u lines\n",
               shape.clauses, which.protocol ? " by protocol" : "", shape.rules,
               one->book().groups.size(), shape.tests, shape.predicates,
               shape.derived_clauses, one->program().image().size(),
               one->program().head().row_lines);
  return *one;
}

/// Whether the core's answers can be timed; found once per set and number of answers.
bool agrees(const which_set& which, std::uint32_t known) {
  static std::map<std::pair<which_set, std::uint32_t>, bool> found;
  const auto [place, is_new] = found.try_emplace({which, known}, true);
  if (!is_new) return place->second;
  const auto& of = set_of(which);
  if (of.has_bytecode()) {
    const auto contacts = of.contacts(known, timed_contacts);
    for (const char* name : {"avx512", "avx2", "baseline"}) {
      const auto kernel = core::row_kernel_named(name);
      place->second = place->second &&
                      (kernel == nullptr || of.agrees_with_bytecode(contacts, kernel));
    }
  }
  if (which.clauses <= reference_clauses) {
    place->second =
        place->second && of.agrees_with_reference(of.contacts(known, reference_contacts));
  }
  return place->second;
}

/// Times `operation`, which returns something that depends on all of its work.
template <class Operation>
void repeat(benchmark::State& state, Operation operation) {
  const auto before = bench::allocations();
  for (auto _ : state) {
    benchmark::DoNotOptimize(operation());
    benchmark::ClobberMemory();
  }
  const auto made = bench::allocations() - before;
  state.counters["allocs_per_op"] =
      static_cast<double>(made) / static_cast<double>(state.iterations());
  state.SetItemsProcessed(state.iterations());
}

/// An operation on contacts that know state.range(0) inputs.
void repeat_on(benchmark::State& state, const which_set& which, core::row_kernel kernel,
               const std::function<void(benchmark::State&, bench::subject&)>& run) {
  const auto known = static_cast<std::uint32_t>(state.range(0));
  if (kernel == nullptr) return state.SkipWithError("not on this machine");
  if (!agrees(which, known)) return state.SkipWithError("wrong answer");
  bench::subject of(set_of(which), known, timed_contacts, kernel);
  run(state, of);
  state.counters["lines"] = static_cast<double>(of.lines());
}

void BM_core_evaluate(benchmark::State& state, which_set which) {
  repeat_on(state, which, core::best_row_kernel(), [](auto& timed, auto& of) {
    repeat(timed, [&of] { return of.evaluate(), 0; });
  });
}
void BM_core_all(benchmark::State& state, which_set which) {
  repeat_on(state, which, core::best_row_kernel(),
            [](auto& timed, auto& of) { repeat(timed, [&of] { return of.all(); }); });
}
void BM_core_all_from_answers(benchmark::State& state, which_set which) {
  repeat_on(state, which, core::best_row_kernel(), [](auto& timed, auto& of) {
    repeat(timed, [&of] { return of.all_from_answers(); });
  });
}
void BM_core_session_from_answers(benchmark::State& state, which_set which) {
  repeat_on(state, which, core::best_row_kernel(), [](auto& timed, auto& of) {
    if (!of.sessions_agree()) return timed.SkipWithError("wrong answer");
    repeat(timed, [&of] { return of.from_answers(); });
  });
}
void BM_core_result_from_answers(benchmark::State& state, which_set which) {
  repeat_on(state, which, core::best_row_kernel(), [](auto& timed, auto& of) {
    if (!of.sessions_agree()) return timed.SkipWithError("wrong answer");
    repeat(timed, [&of] { return of.result_from_answers(); });
  });
}
void BM_core_outcome(benchmark::State& state, which_set which) {
  repeat_on(state, which, core::best_row_kernel(), [](auto& timed, auto& of) {
    repeat(timed, [&of] { return of.outcome().next.input; });
  });
}
void BM_core_bounds(benchmark::State& state, which_set which) {
  repeat_on(state, which, core::best_row_kernel(), [](auto& timed, auto& of) {
    repeat(timed, [&of] { return of.bounds().at_least; });
  });
}
void BM_core_kernel(benchmark::State& state, which_set which, const char* name) {
  repeat_on(state, which, core::row_kernel_named(name),
            [](auto& timed, auto& of) { repeat(timed, [&of] { return of.all(); }); });
}
/// Reads as many lines as an evaluation does, in order.
void BM_core_stream_floor(benchmark::State& state, which_set which) {
  repeat_on(state, which, core::best_row_kernel(), [](auto& timed, auto& of) {
    bench::stream_floor table(bench::stream_floor::l2_bytes);
    repeat(timed, [&] { return table.read(of.lines()), 0; });
  });
}
void BM_core_bytecode(benchmark::State& state, which_set which) {
  repeat_on(state, which, core::best_row_kernel(), [](auto& timed, auto& of) {
    repeat(timed, [&of] { return of.bytecode(); });
  });
}

using registered = benchmark::internal::Benchmark;

void in_medians(registered* of) {
  of->Repetitions(5)->MinTime(0.05)->ReportAggregatesOnly();
}
void for_known(registered* of) { in_medians(of->Arg(40)->Arg(90)->Arg(128)); }
#define FOR_SETS(function)                                                   \
  BENCHMARK_CAPTURE(function, synthetic_1200, small_set)->Apply(for_known);  \
  BENCHMARK_CAPTURE(function, synthetic_1200_protocol, small_protocol_set)   \
      ->Apply(for_known);                                                    \
  BENCHMARK_CAPTURE(function, synthetic_5000, middle_set)->Apply(for_known); \
  BENCHMARK_CAPTURE(function, synthetic_5000_protocol, middle_protocol_set)  \
      ->Apply(for_known);                                                    \
  BENCHMARK_CAPTURE(function, synthetic_50000, large_set)->Apply(for_known); \
  BENCHMARK_CAPTURE(function, synthetic_50000_protocol, large_protocol_set)  \
      ->Apply(for_known)
FOR_SETS(BM_core_stream_floor);
FOR_SETS(BM_core_evaluate);
FOR_SETS(BM_core_all);
FOR_SETS(BM_core_all_from_answers);
FOR_SETS(BM_core_session_from_answers);
FOR_SETS(BM_core_result_from_answers);
FOR_SETS(BM_core_bounds);
FOR_SETS(BM_core_outcome);
FOR_SETS(BM_core_bytecode);
BENCHMARK_CAPTURE(BM_core_kernel, avx512, small_set, "avx512")->Apply(for_known);
BENCHMARK_CAPTURE(BM_core_kernel, avx2, small_set, "avx2")->Apply(for_known);
BENCHMARK_CAPTURE(BM_core_kernel, baseline, small_set, "baseline")->Apply(for_known);

void for_shipped(registered* of) { in_medians(of->Arg(10)->Arg(25)); }
BENCHMARK_CAPTURE(BM_core_stream_floor, shipped, shipped)->Apply(for_shipped);
BENCHMARK_CAPTURE(BM_core_evaluate, shipped, shipped)->Apply(for_shipped);
BENCHMARK_CAPTURE(BM_core_all, shipped, shipped)->Apply(for_shipped);
BENCHMARK_CAPTURE(BM_core_all_from_answers, shipped, shipped)->Apply(for_shipped);
BENCHMARK_CAPTURE(BM_core_session_from_answers, shipped, shipped)->Apply(for_shipped);
BENCHMARK_CAPTURE(BM_core_result_from_answers, shipped, shipped)->Apply(for_shipped);
BENCHMARK_CAPTURE(BM_core_outcome, shipped, shipped)->Apply(for_shipped);

// --- calls -----------------------------------------------------------------------------

/// One step of a call: an answer, and what to ask next or the whole outcome.
void BM_core_session(benchmark::State& state, which_set which, bool outcome) {
  constexpr std::uint32_t count = 32;
  const auto answers = static_cast<std::uint32_t>(state.range(0));
  if (!agrees(which, answers)) return state.SkipWithError("wrong answer");
  bench::calls calls(set_of(which), answers, count, core::best_row_kernel());
  for (std::size_t i = 0; i < 4; ++i) {
    if (!calls.agrees_with_fresh_evaluation(i))
      return state.SkipWithError("a session that differs from a fresh evaluation");
  }
  const auto before = bench::allocations();
  std::size_t next = 0;
  for (auto _ : state) {
    const auto call = next++ % calls.size();
    state.SetIterationTime((outcome ? calls.run_with_outcome(call) : calls.run(call)) *
                           1e-9);
  }
  const auto made = bench::allocations() - before;
  state.counters["allocs_per_op"] =
      static_cast<double>(made) / static_cast<double>(state.iterations());
  const auto steps = static_cast<double>(calls.steps()) / static_cast<double>(count);
  state.counters["time_per_step"] =
      benchmark::Counter(static_cast<double>(state.iterations()) * steps,
                         benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
  state.SetItemsProcessed(
      static_cast<std::int64_t>(static_cast<double>(state.iterations()) * steps));
}
void mid_call(registered* of) { in_medians(of->Arg(40)->UseManualTime()); }
void short_call(registered* of) { in_medians(of->Arg(20)->UseManualTime()); }
BENCHMARK_CAPTURE(BM_core_session, synthetic_1200, small_set, false)->Apply(mid_call);
BENCHMARK_CAPTURE(BM_core_session, synthetic_1200_outcome, small_set, true)
    ->Apply(mid_call);
BENCHMARK_CAPTURE(BM_core_session, synthetic_50000, large_set, false)->Apply(mid_call);
BENCHMARK_CAPTURE(BM_core_session, synthetic_50000_protocol, large_protocol_set, false)
    ->Apply(mid_call);
BENCHMARK_CAPTURE(BM_core_session, shipped, shipped, false)->Apply(short_call);
BENCHMARK_CAPTURE(BM_core_session, shipped_outcome, shipped, true)->Apply(short_call);

/// Times of single evaluations: in a row, or each with nothing of it in a cache.
void BM_core_tail(benchmark::State& state, which_set which, bool cold) {
  constexpr int hot_runs = 20000;
  constexpr int cold_runs = 50;
  const auto known = static_cast<std::uint32_t>(state.range(0));
  if (!agrees(which, known)) return state.SkipWithError("wrong answer");
  bench::subject of(set_of(which), known, timed_contacts, core::best_row_kernel());
  bench::cache_eraser others;
  std::vector<double> samples;
  for (int i = 0; i < hot_runs / 4 && !cold; ++i)
    benchmark::DoNotOptimize(of.all());
  for (auto _ : state) {
    double sum = 0;
    for (int i = 0; i < (cold ? cold_runs : hot_runs); ++i) {
      if (cold) others.run();
      const auto begin = bench::ticks();
      benchmark::DoNotOptimize(of.all());
      samples.push_back(bench::nanoseconds_since(begin));
      sum += samples.back();
    }
    state.SetIterationTime(sum * 1e-9);
  }
  for (const auto& [name, share] :
       {std::pair("p50_ns", 0.5), std::pair("p99_ns", 0.99), std::pair("p999_ns", 0.999)})
    state.counters[name] = bench::quantile(samples, share);
  state.SetItemsProcessed(static_cast<std::int64_t>(samples.size()));
}
void one_by_one(registered* of) {
  of->Arg(40)->Arg(128)->UseManualTime()->Iterations(1)->Repetitions(5);
  of->ReportAggregatesOnly()->Unit(benchmark::kMillisecond);
}
BENCHMARK_CAPTURE(BM_core_tail, synthetic_1200, small_set, false)->Apply(one_by_one);
BENCHMARK_CAPTURE(BM_core_tail, synthetic_1200_cold, small_set, true)->Apply(one_by_one);
BENCHMARK_CAPTURE(BM_core_tail, synthetic_50000_protocol, large_protocol_set, false)
    ->Apply(one_by_one);

// --- peers -----------------------------------------------------------------------------

void BM_core_clips(benchmark::State& state) {
  const auto& of = set_of(small_set);
  if (!agrees(small_set, all_known)) return state.SkipWithError("wrong answer");
  const auto contacts = of.contacts(all_known, timed_contacts);
  bench::clips peer(of.book(), of.rules());
  auto frame = of.code().frame();
  for (const auto& contact : contacts) {
    of.code().read(contact, frame);
    of.code().evaluate(frame);
    if (peer.fired(contact) != frame.certain) return state.SkipWithError("wrong answer");
  }
  std::size_t next = 0;
  repeat(state, [&] { return peer.fired(contacts[next++ % contacts.size()]).data(); });
  state.counters["clips_rules"] = static_cast<double>(peer.rule_count());
}
BENCHMARK(BM_core_clips)->Name("BM_core_clips/synthetic_1200/128")->Apply(in_medians);

void BM_core_reference(benchmark::State& state) {
  const auto& of = set_of(small_set);
  const reference::interpreter judge(of.book());
  std::vector<book::answers> contacts;
  for (const auto& one : of.contacts(static_cast<std::uint32_t>(state.range(0)), 8))
    contacts.push_back(bench::reference_contact(of.book(), one));
  std::size_t next = 0;
  repeat(state, [&] {
    const auto& contact = contacts[next++ % contacts.size()];
    int certain = 0;
    for (const auto& rule : of.rules().rules()) {
      if (judge.rule_state(rule.rule, contact) == certainty::certain) ++certain;
    }
    return certain;
  });
}
BENCHMARK(BM_core_reference)
    ->Name("BM_core_reference/synthetic_1200")
    ->Arg(40)
    ->Arg(128)
    ->Unit(benchmark::kMillisecond);

// --- compiling -------------------------------------------------------------------------

void BM_core_compile(benchmark::State& state, which_set which) {
  const auto& book = set_of(which).book();
  std::size_t bytes = 0;
  repeat(state, [&] {
    bytes = compile::compile_program(book, {})->image.bytes().size();
    return bytes;
  });
  state.counters["bytes"] = static_cast<double>(bytes);
}
void BM_core_check_conditions(benchmark::State& state, which_set which) {
  const auto& book = set_of(which).book();
  repeat(state, [&] {
    findings found;
    compile::check_conditions(book, found);
    return found.size();
  });
}
void BM_core_closure(benchmark::State& state, which_set which, bool all) {
  const auto& book = set_of(which).book();
  bench::boxes_made made;
  repeat(state, [&] {
    made = all ? bench::close_all(book) : bench::close_rules(book);
    return made.of_rules;
  });
  state.counters["boxes"] = static_cast<double>(made.of_rules);
}
void BM_core_load_xml(benchmark::State& state, which_set which) {
  const auto& documents = set_of(which).documents();
  repeat(state, [&] { return bench::book_of(documents)->groups.size(); });
}
void BM_core_pugixml(benchmark::State& state, which_set which) {
  const auto& documents = set_of(which).documents();
  repeat(state, [&] {
    std::size_t roots = 0;
    for (const auto& one : documents) {
      pugi::xml_document document;
      if (document.load_buffer(one.data(), one.size())) ++roots;
    }
    return roots;
  });
}
void in_milliseconds(registered* of) { of->Unit(benchmark::kMillisecond); }
#define FOR_SIZES(function)                                                        \
  BENCHMARK_CAPTURE(function, synthetic_1200, small_set)->Apply(in_milliseconds);  \
  BENCHMARK_CAPTURE(function, synthetic_50000, large_set)->Apply(in_milliseconds); \
  BENCHMARK_CAPTURE(function, shipped, shipped)->Apply(in_milliseconds)
FOR_SIZES(BM_core_pugixml);
FOR_SIZES(BM_core_load_xml);
FOR_SIZES(BM_core_check_conditions);
FOR_SIZES(BM_core_compile);
BENCHMARK_CAPTURE(BM_core_closure, synthetic_1200_rules, small_set, false)
    ->Apply(in_milliseconds);
BENCHMARK_CAPTURE(BM_core_closure, synthetic_1200_all, small_set, true)
    ->Apply(in_milliseconds);
BENCHMARK_CAPTURE(BM_core_closure, synthetic_50000_all, large_set, true)
    ->Apply(in_milliseconds);

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
