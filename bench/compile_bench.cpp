// Making all maximal boxes of a condition: the conditions whose figures the design gives.

#include "arvio/compile/boxes.hpp"

#include "support/heap.hpp"

#include <benchmark/benchmark.h>

#include <bit>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace arvio;
using compile::formula_pool;
using compile::slot_index;
using compile::term_index;

const value_set yes = value_set::single(1);

slot_index add_slot(formula_pool& pool, value_set domain) {
  compile::slot one;
  one.index = static_cast<std::uint32_t>(pool.slots().size());
  one.text = "n" + std::to_string(one.index);
  one.domain = std::move(domain);
  return pool.add_slot(one);
}

/// "k of n", written out as the disjunction of all ways.
term_index some_of(formula_pool& pool, int wanted, int count) {
  std::vector<term_index> flags;
  for (int i = 0; i < count; ++i)
    flags.push_back(pool.atom(add_slot(pool, value_set::boolean()), yes));
  std::vector<term_index> ways;
  for (std::uint32_t chosen = 0; chosen < 1u << count; ++chosen) {
    if (std::popcount(chosen) != wanted) continue;
    std::vector<term_index> way;
    for (int i = 0; i < count; ++i) {
      if ((chosen >> i & 1) != 0) way.push_back(flags[static_cast<std::size_t>(i)]);
    }
    ways.push_back(pool.all(way));
  }
  return pool.any(ways);
}

term_index three_of_eight(formula_pool& pool) { return some_of(pool, 3, 8); }
term_index six_of_twelve(formula_pool& pool) { return some_of(pool, 6, 12); }

/// Each age band has a flag of its own.
term_index eight_bands(formula_pool& pool) {
  const auto age = add_slot(pool, {0, 7});
  std::vector<term_index> bands;
  for (std::int64_t band = 0; band < 8; ++band) {
    const auto flag = pool.atom(add_slot(pool, value_set::boolean()), yes);
    bands.push_back(pool.all({pool.atom(age, value_set::single(band)), flag}));
  }
  return pool.any(bands);
}

/// Each of five age bands has limits of its own, low and high, for three vital signs.
term_index vital_signs(formula_pool& pool) {
  const auto age = add_slot(pool, {0, 4});
  const slot_index signs[] = {add_slot(pool, {0, 300}), add_slot(pool, {0, 300}),
                              add_slot(pool, {0, 300})};
  std::vector<term_index> bands;
  for (std::int64_t band = 0; band < 5; ++band) {
    std::vector<term_index> abnormal;
    for (const auto sign : signs) {
      const value_set normal(100 + 10 * band, 180 + 10 * band);
      abnormal.push_back(pool.negation(pool.atom(sign, normal)));
    }
    const auto in_band = pool.atom(age, value_set::single(band));
    bands.push_back(pool.all({in_band, pool.any(abnormal)}));
  }
  return pool.any(bands);
}

void BM_compile_boxes(benchmark::State& state, term_index (*make)(formula_pool&),
                      std::size_t expected) {
  formula_pool pool;
  const auto formula = make(pool);
  compile::box_budget budget;
  const auto once = maximal_boxes(pool, formula, budget);
  if (!once || once->size() != expected) return state.SkipWithError("wrong answer");
  const auto steps = limits::closure_steps - budget.steps;
  const auto before = bench::allocations();
  for (auto _ : state) {
    compile::box_budget fresh;
    benchmark::DoNotOptimize(maximal_boxes(pool, formula, fresh));
  }
  const auto runs = static_cast<std::size_t>(state.iterations());
  state.SetItemsProcessed(static_cast<std::int64_t>(runs * expected));  // boxes
  state.counters["boxes"] = static_cast<double>(expected);
  state.counters["steps"] = static_cast<double>(steps);
  state.counters["allocs_per_op"] =
      static_cast<double>((bench::allocations() - before) / runs);
}
BENCHMARK_CAPTURE(BM_compile_boxes, three_of_eight, three_of_eight, 56);
BENCHMARK_CAPTURE(BM_compile_boxes, six_of_twelve, six_of_twelve, 924);
BENCHMARK_CAPTURE(BM_compile_boxes, eight_bands, eight_bands, 255);
BENCHMARK_CAPTURE(BM_compile_boxes, vital_signs, vital_signs, 423);

}  // namespace

BENCHMARK_MAIN();
