// What the compiled core is measured beside: the time to read the lines of its table, a
// flat bytecode interpreter, CLIPS, and the reference interpreter, on made-up rule sets.
// Prints the shape of these rule sets first.

#include "arvio/reference/interpreter.hpp"

#include "support/book.hpp"
#include "support/boxed_rules.hpp"
#include "support/bytecode.hpp"
#include "support/clips.hpp"
#include "support/contacts.hpp"
#include "support/heap.hpp"
#include "support/stream_floor.hpp"
#include "support/synthetic.hpp"

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace arvio;

constexpr std::uint32_t timed_contacts = 512;
constexpr std::uint32_t all_known = 128;

/// A made-up rule set and what is made from it.
struct fixture {
  bench::synthetic_shape shape;
  std::size_t document_bytes = 0;
  double load_milliseconds = 0;
  std::shared_ptr<const ruleset::rulebook> book;
  std::unique_ptr<bench::boxed_rules> rules;
  std::unique_ptr<bench::bytecode> code;

  explicit fixture(const bench::synthetic_shape& of) : shape(of) {
    const auto documents = bench::synthetic_documents(shape);
    for (const auto& one : documents)
      document_bytes += one.size();
    const auto begin = std::chrono::steady_clock::now();
    book = bench::book_of(documents);
    const std::chrono::duration<double, std::milli> took =
        std::chrono::steady_clock::now() - begin;
    load_milliseconds = took.count();
    rules = std::make_unique<bench::boxed_rules>(*book);
    code = std::make_unique<bench::bytecode>(*rules);
  }

  [[nodiscard]] std::vector<bench::known_contact> contacts(std::uint32_t known,
                                                           std::uint32_t count) const {
    return bench::made_contacts(*book, {known, count, known + 1});
  }

  /// Whether the bytecode decides each rule as the reference interpreter does.
  [[nodiscard]] bool agrees_with_reference(std::uint32_t known) const {
    constexpr std::uint32_t judged_contacts = 6;
    const reference::interpreter judge(*book);
    auto frame = code->frame();
    for (const auto& contact : contacts(known, judged_contacts)) {
      const auto person = bench::reference_contact(*book, contact);
      code->read(contact, frame);
      const auto first = code->evaluate(frame);
      auto expected_first = code->rule_count();
      for (std::uint32_t i = 0; i < code->rule_count(); ++i) {
        const auto expected = judge.rule_state(rules->rules()[i].rule, person);
        const bool certain = (frame.certain[i / 64] >> i % 64 & 1) != 0;
        const bool possible = (frame.possible[i / 64] >> i % 64 & 1) != 0;
        if (certain != (expected == reference::certainty::certain)) return false;
        if (possible == (expected == reference::certainty::excluded)) return false;
        if (certain && expected_first > i) expected_first = i;
      }
      if (first != expected_first) return false;
    }
    return true;
  }
};

/// Made once: 50,000 clauses take seconds.
const fixture& fixture_of(std::uint32_t clauses, bool protocol) {
  static std::map<std::pair<std::uint32_t, bool>, std::unique_ptr<fixture>> made;
  auto& one = made[{clauses, protocol}];
  if (!one) one = std::make_unique<fixture>(bench::synthetic_shape{clauses, protocol, 1});
  return *one;
}

/// Judging every rule by the reference takes minutes beyond this size.
constexpr std::uint32_t judged_clauses = 1200;

void BM_baseline_bytecode(benchmark::State& state, std::uint32_t clauses, bool protocol) {
  const auto& of = fixture_of(clauses, protocol);
  const auto known = static_cast<std::uint32_t>(state.range(0));
  if (clauses <= judged_clauses && !of.agrees_with_reference(known))
    return state.SkipWithError("wrong answer");
  const auto contacts = of.contacts(known, timed_contacts);
  auto frame = of.code->frame();
  std::size_t next = 0;
  const auto before = bench::allocations();
  for (auto _ : state) {
    of.code->read(contacts[next++ % contacts.size()], frame);
    benchmark::DoNotOptimize(of.code->evaluate(frame));
    benchmark::ClobberMemory();
  }
  const auto runs = static_cast<std::size_t>(state.iterations());
  state.counters["allocs_per_op"] =
      static_cast<double>(bench::allocations() - before) / static_cast<double>(runs);
  state.counters["bytes"] = static_cast<double>(of.code->size());
  state.SetItemsProcessed(state.iterations());
}
#define KNOWN Arg(40)->Arg(90)->Arg(128)
BENCHMARK_CAPTURE(BM_baseline_bytecode, synthetic_1200, 1200, false)->KNOWN;
BENCHMARK_CAPTURE(BM_baseline_bytecode, synthetic_1200_protocol, 1200, true)->KNOWN;
BENCHMARK_CAPTURE(BM_baseline_bytecode, synthetic_5000, 5000, false)->KNOWN;
BENCHMARK_CAPTURE(BM_baseline_bytecode, synthetic_50000, 50000, false)->KNOWN;
BENCHMARK_CAPTURE(BM_baseline_bytecode, synthetic_50000_protocol, 50000, true)->KNOWN;
#undef KNOWN

void BM_baseline_stream_floor(benchmark::State& state, std::size_t table_bytes) {
  bench::stream_floor table(table_bytes);
  const auto lines = static_cast<std::size_t>(state.range(0));
  for (auto _ : state)
    table.read(lines);
  state.counters["ns_per_line"] = benchmark::Counter(
      static_cast<double>(state.iterations()) * static_cast<double>(lines) * 1e-9,
      benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
  state.counters["vector_bytes"] =
      static_cast<double>(bench::stream_floor::vector_bytes());
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK_CAPTURE(BM_baseline_stream_floor, l1, bench::stream_floor::l1_bytes)->Arg(345);
BENCHMARK_CAPTURE(BM_baseline_stream_floor, l2, bench::stream_floor::l2_bytes)->Arg(345);

void BM_baseline_clips(benchmark::State& state) {
  const auto& of = fixture_of(1200, false);
  const auto contacts = of.contacts(all_known, timed_contacts);
  bench::clips peer(*of.book, *of.rules);
  auto frame = of.code->frame();
  if (!of.agrees_with_reference(all_known)) return state.SkipWithError("wrong answer");
  for (const auto& contact : contacts) {
    of.code->read(contact, frame);
    of.code->evaluate(frame);
    if (peer.fired(contact) != frame.certain) return state.SkipWithError("wrong answer");
  }
  std::size_t next = 0;
  for (auto _ : state)
    benchmark::DoNotOptimize(peer.fired(contacts[next++ % contacts.size()]).data());
  state.counters["clips_rules"] = static_cast<double>(peer.rule_count());
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_baseline_clips)->Name("BM_baseline_clips/synthetic_1200/128");

void BM_reference_rules(benchmark::State& state) {
  const auto& of = fixture_of(1200, false);
  const reference::interpreter judge(*of.book);
  std::vector<reference::contact> contacts;
  for (const auto& one : of.contacts(static_cast<std::uint32_t>(state.range(0)), 8))
    contacts.push_back(bench::reference_contact(*of.book, one));
  std::size_t next = 0;
  for (auto _ : state) {
    const auto& person = contacts[next++ % contacts.size()];
    for (const auto& rule : of.rules->rules())
      benchmark::DoNotOptimize(judge.rule_state(rule.rule, person));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_reference_rules)
    ->Name("BM_reference_rules/synthetic_1200")
    ->Arg(40)
    ->Arg(128)
    ->Unit(benchmark::kMillisecond);

void print_shape(std::uint32_t clauses, bool protocol) {
  const auto& of = fixture_of(clauses, protocol);
  const auto shape = bench::shape_of(*of.rules);
  std::printf(
      "%6zu clauses%s: %zu rules in %zu groups, %zu tests, %.2f per clause, "
      "%zu predicates, %zu derived clauses; %zu bytes of XML, loaded in %.1f ms\n",
      shape.clauses, protocol ? " by protocol" : "", shape.rules, of.book->groups.size(),
      shape.tests, static_cast<double>(shape.tests) / static_cast<double>(shape.clauses),
      shape.predicates, shape.derived_clauses, of.document_bytes, of.load_milliseconds);
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  try {
    for (const std::uint32_t clauses : {1200u, 5000u, 50000u}) {
      print_shape(clauses, false);
      print_shape(clauses, true);
    }
    benchmark::RunSpecifiedBenchmarks();
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "%s\n", problem.what());
    return 1;
  }
  return 0;
}
