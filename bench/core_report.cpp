// Measures the compiled core against its targets and writes the figures as JSON, from
// which bench/report.py makes docs/performance.md. Each target is a ratio of times taken
// in turn in one process, or a size: the machine's mood is in both.

#include "arvio/compile/check.hpp"
#include "arvio/compile/program.hpp"
#include "arvio/core/row_kernel.hpp"
#include "arvio/reference/interpreter.hpp"

#include "support/assessed.hpp"
#include "support/book.hpp"
#include "support/clips.hpp"
#include "support/closure.hpp"
#include "support/heap.hpp"
#include "support/measured_set.hpp"
#include "support/stream_floor.hpp"
#include "support/subject.hpp"
#include "support/timing.hpp"

#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <deque>
#include <exception>
#include <fstream>
#include <functional>
#include <memory>
#include <numeric>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace arvio;
using json = nlohmann::ordered_json;

constexpr std::uint32_t timed_contacts = 128;
constexpr std::uint32_t judged_contacts = 2000;  // by the bytecode
constexpr std::uint32_t reference_contacts = 6;
constexpr std::uint32_t mid_call = 40;  // inputs known
constexpr std::uint32_t late = 90;
constexpr std::uint32_t all_known = 128;

/// Middle, and between what half of the samples lie.
struct spread {
  double median = 0;
  double low = 0;
  double high = 0;
};
spread spread_of(std::vector<double> samples) {
  return {bench::quantile(samples, 0.5), bench::quantile(samples, 0.25),
          bench::quantile(samples, 0.75)};
}
json to_json(const spread& what) {
  return {{"median", what.median}, {"low", what.low}, {"high", what.high}};
}

/// The processor time of one operation in nanoseconds: of several short stretches the
/// middle one, so that other programs on the machine disturb few samples.
template <class Operation>
double time_of(Operation operation) {
  constexpr std::clock_t enough = CLOCKS_PER_SEC / 2000;
  constexpr int stretches = 7;
  std::vector<double> times;
  std::size_t runs = 1;
  while (times.size() < stretches) {
    const auto begin = std::clock();
    for (std::size_t i = 0; i < runs; ++i)
      operation();
    const auto took = std::clock() - begin;
    if (took < enough && times.empty()) {
      runs *= 2;
      continue;
    }
    times.push_back(static_cast<double>(took) * 1e9 / CLOCKS_PER_SEC /
                    static_cast<double>(runs));
    if (took > stretches * enough) break;
  }
  return bench::quantile(times, 0.5);
}

/// Something that is measured, once per round.
struct measure {
  std::string name;
  std::string set;
  std::uint32_t known = 0;  // 0: says nothing
  const char* unit = "ns";
  std::function<double()> sample;
  std::vector<double> samples;
};

/// A target of the core's design.
struct target {
  std::string row;
  std::string what;
  double bar = 0;  // 0: there is none
  bool at_most = true;
  std::string unit;       // what stands after the figure
  std::string prototype;  // what the design's prototype reached
};

/// Rule sets, what is measured on them, and the targets.
class report {
 public:
  explicit report(int rounds) : rounds_(rounds) {}

  json run() {
    check_answers();
    add_measures();
    for (int round = 0; round < rounds_; ++round) {
      for (auto& one : measures_)
        one.samples.push_back(one.sample());
      std::fprintf(stderr, "round %d of %d\n", round + 1, rounds_);
    }
    check_allocations();
    add_targets();
    json out;
    out["machine"] = machine();
    out["rounds"] = rounds_;
    out["targets"] = targets_;
    for (const auto& one : measures_) {
      json made{{"name", one.name}, {"set", one.set}, {"known", one.known}};
      made["unit"] = one.unit;
      made.update(to_json(spread_of(one.samples)));
      out["measures"].push_back(made);
    }
    for (const auto& [name, of] : sets_)
      out["sets"].push_back(shape(name, *of));
    return out;
  }

 private:
  // --- rule sets -----------------------------------------------------------------------

  const bench::measured_set& set(const std::string& name) {
    return *std::find_if(sets_.begin(), sets_.end(), [&](const auto& one) {
              return one.first == name;
            })->second;
  }
  static std::string name_of(std::uint32_t clauses, bool protocol) {
    return std::to_string(clauses) + (protocol ? " by protocol" : "");
  }

  /// Makes the rule sets. No time is taken of wrong answers.
  void check_answers() {
    for (const std::uint32_t clauses : {1200U, 5000U, 50000U}) {
      for (const bool protocol : {false, true}) {
        auto made = std::make_unique<bench::measured_set>(
            bench::synthetic_shape{clauses, protocol, 1});
        for (const auto known : {0U, mid_call, late, all_known}) {
          const auto contacts = made->contacts(
              known, clauses <= 1200 ? judged_contacts : judged_contacts / 10);
          for (const char* name : {"avx512", "avx2", "baseline"}) {
            const auto kernel = core::row_kernel_named(name);
            judged(kernel == nullptr || made->agrees_with_bytecode(contacts, kernel));
          }
          judged(clauses > 1200 || known == 0 ||
                 made->agrees_with_reference(made->contacts(known, reference_contacts)));
        }
        sets_.emplace_back(name_of(clauses, protocol), std::move(made));
      }
    }
    auto shipped = std::make_unique<bench::measured_set>(bench::shipped_documents());
    judged(shipped->agrees_with_reference(shipped->contacts(10, 50)));
    sets_.emplace_back("shipped", std::move(shipped));
  }
  static void judged(bool right) {
    if (!right) throw std::runtime_error("wrong answers are not timed");
  }

  /// Clauses that the rows have bits for: with those that join the rules of a group, and
  /// those of conditions.
  static double clauses_held(const core::program& rules) {
    const auto& head = rules.head();
    const auto* none = rules.row(head.invalid_row);
    const std::span words(none, std::size_t{head.row_lines} * core::line_words);
    return std::accumulate(words.begin(), words.end(), 0.0, [](double sum, auto word) {
      return sum + std::popcount(~word);
    });
  }

  static json shape(const std::string& name, const bench::measured_set& of) {
    const auto& head = of.program().head();
    json made{{"name", name}, {"image", of.program().image().size()}};
    made["row_lines"] = head.row_lines;
    made["contact"] = core::frame::words(of.program()) * sizeof(std::uint64_t);
    made["groups"] = of.book().groups.size();
    made["rules"] = of.program().rules().size();
    if (!of.has_bytecode()) return made;
    const auto counted = bench::shape_of(of.rules());
    made["clauses"] = counted.clauses;
    made["tests"] = counted.tests;
    return made;
  }

  // --- what is measured ----------------------------------------------------------------

  void add(std::string name, std::string set, std::uint32_t known, const char* unit,
           std::function<double()> sample) {
    measures_.push_back(
        {std::move(name), std::move(set), known, unit, std::move(sample), {}});
  }

  bench::subject& subject(const std::string& of, std::uint32_t known,
                          core::row_kernel kernel) {
    return subjects_.emplace_back(set(of), known, timed_contacts, kernel);
  }

  void add_measures() {
    for (const auto& [name, of] : sets_) {
      if (!of->has_bytecode()) continue;
      for (const auto known : {mid_call, late, all_known})
        add_evaluations(name, known);
    }
    add_shipped();
    for (const char* kernel : {"avx512", "avx2", "baseline"}) {
      if (core::row_kernel_named(kernel) == nullptr) continue;
      auto& of = subject(small_, mid_call, core::row_kernel_named(kernel));
      add(std::string("all, ") + kernel, small_, mid_call, "ns",
          [&of] { return time_of([&of] { of.all(); }); });
    }
    add_tail();
    for (const auto& name : {large_, large_protocol_})
      add_floor_of_rows(name, mid_call);
    for (const auto& name : {small_, large_, large_protocol_})
      add_calls(name, mid_call);
    add_calls("shipped", 20);
    add_peers();
    add_compiling();
  }

  void add_evaluations(const std::string& name, std::uint32_t known) {
    auto& of = subject(name, known, core::best_row_kernel());
    auto& table = floors_.emplace_back(bench::stream_floor::l2_bytes);
    add("floor", name, known, "ns",
        [&of, &table] { return time_of([&] { table.read(of.lines()); }); });
    add("evaluate", name, known, "ns",
        [&of] { return time_of([&of] { of.evaluate(); }); });
    add("all", name, known, "ns", [&of] { return time_of([&of] { of.all(); }); });
    add("first evaluation", name, known, "ns", [&of] {
      std::vector<double> times;
      for (std::uint32_t i = 0; i < timed_contacts; ++i)
        times.push_back(of.first_evaluation());
      return bench::quantile(times, 0.5);
    });
    add("all from answers", name, known, "ns",
        [&of] { return time_of([&of] { of.all_from_answers(); }); });
    judged(set(name).program().rules().size() > 1000 || of.sessions_agree());
    add("session from answers", name, known, "ns",
        [&of] { return time_of([&of] { of.from_answers(); }); });
    add("result from answers", name, known, "ns",
        [&of] { return time_of([&of] { of.result_from_answers(); }); });
    add("bounds", name, known, "ns", [&of] { return time_of([&of] { of.bounds(); }); });
    add("outcome", name, known, "ns", [&of] { return time_of([&of] { of.outcome(); }); });
    add("bytecode", name, known, "ns",
        [&of] { return time_of([&of] { of.bytecode(); }); });
    add("lines", name, known, "lines", [&of] { return static_cast<double>(of.lines()); });
  }

  /// Reading as many lines in order from a table as large as the rows, which no cache
  /// near the processor holds.
  void add_floor_of_rows(const std::string& name, std::uint32_t known) {
    auto& of = subject(name, known, core::best_row_kernel());
    const auto words = set(name).program().all<std::uint64_t>(core::part::rows).size();
    auto& table = floors_.emplace_back(words * sizeof(std::uint64_t));
    add("floor of the rows", name, known, "ns",
        [&of, &table] { return time_of([&] { table.read(of.lines()); }); });
  }

  void add_shipped() {
    for (const std::uint32_t known : {10U, 25U}) {
      auto& of = subject("shipped", known, core::best_row_kernel());
      add("all", "shipped", known, "ns", [&of] { return time_of([&of] { of.all(); }); });
      add("all from answers", "shipped", known, "ns",
          [&of] { return time_of([&of] { of.all_from_answers(); }); });
      judged(of.sessions_agree());
      add("session from answers", "shipped", known, "ns",
          [&of] { return time_of([&of] { of.from_answers(); }); });
      add("result from answers", "shipped", known, "ns",
          [&of] { return time_of([&of] { of.result_from_answers(); }); });
      add("outcome", "shipped", known, "ns",
          [&of] { return time_of([&of] { of.outcome(); }); });
    }
    add_engine();
  }

  /// What users of the library call.
  void add_engine() {
    const auto loaded = engine::open(bench::shipped_rules());
    if (!loaded) throw std::runtime_error(loaded.error().text());
    for (const std::uint32_t answers : {10U, 25U}) {
      const auto of = std::make_shared<bench::assessed>(*loaded, answers, 64);
      judged(of->agrees_with_reference());
      add("engine::assess", "shipped", answers, "ns",
          [of] { return time_of([&of] { of->assess(); }); });
      add("line to line", "shipped", answers, "ns",
          [of] { return time_of([&of] { of->line_to_line(); }); });
      add("line to line", "compact", answers, "ns",
          [of] { return time_of([&of] { of->line_to_brief_line(); }); });
      add_allocations("engine::assess", answers, [of] { of->assess(); }, of->size());
      add_allocations("line to line", answers, [of] { of->line_to_line(); }, of->size());
    }
    const auto regional =
        engine::open({bench::shipped_rules()}, {.profile = "varsinais-suomi"});
    if (!regional) throw std::runtime_error(regional.error().text());
    for (const auto& [name, with] : {std::pair("engine::assess with routes", &*loaded),
                                     std::pair("the same in a region", &*regional)}) {
      const auto of =
          std::make_shared<bench::assessed>(bench::assessed::calls(*with, 64));
      judged(of->agrees_with_reference());
      add(name, "shipped", 0, "ns", [of] { return time_of([&of] { of->assess(); }); });
    }
    add("engine::open", "shipped", 0, "ns", [] {
      return time_of([] { judged(engine::open(bench::shipped_rules()).has_value()); });
    });
  }
  void add_allocations(const std::string& of, std::uint32_t answers,
                       const std::function<void()>& operation, std::size_t times) {
    add("allocations of " + of, "shipped", answers, "", [operation, times] {
      const auto before = bench::allocations();
      for (std::size_t i = 0; i < times; ++i)
        operation();
      return static_cast<double>(bench::allocations() - before) /
             static_cast<double>(times);
    });
  }

  /// Times of single operations by the clock, after some that count for nothing.
  template <class Operation, class Between>
  static std::vector<double> each_of(int runs, int unheeded, Operation operation,
                                     Between between) {
    std::vector<double> taken;
    for (int i = -unheeded; i < runs; ++i) {
      between();
      const auto begin = bench::ticks();
      operation();
      const auto time = bench::nanoseconds_since(begin);
      if (i >= 0) taken.push_back(time);
    }
    return taken;
  }

  void add_tail() {
    constexpr int hot_runs = 20000;
    constexpr int cold_runs = 25;
    auto& of = subject(small_, mid_call, core::best_row_kernel());
    auto& table = floors_.emplace_back(bench::stream_floor::l2_bytes);
    add_percentiles("", [&of] {
      return each_of(hot_runs, hot_runs / 4, [&of] { of.all(); }, [] {});
    });
    add_percentiles(" of the floor", [&of, &table] {
      return each_of(hot_runs, hot_runs / 4, [&] { table.read(of.lines()); }, [] {});
    });
    const auto others = std::make_shared<bench::cache_eraser>();
    add("cold", small_, mid_call, "ns", [&of, others] {
      auto taken = each_of(cold_runs, 0, [&of] { of.all(); }, [&] { others->run(); });
      return bench::quantile(taken, 0.5);
    });
  }
  void add_percentiles(const std::string& whose,
                       const std::function<std::vector<double>()>& times) {
    const auto taken = std::make_shared<std::vector<double>>();
    add("p50" + whose, small_, mid_call, "ns", [times, taken] {
      *taken = times();
      return bench::quantile(*taken, 0.5);
    });
    add("p99" + whose, small_, mid_call, "ns",
        [taken] { return bench::quantile(*taken, 0.99); });
    add("p99.9" + whose, small_, mid_call, "ns",
        [taken] { return bench::quantile(*taken, 0.999); });
  }

  void add_calls(const std::string& name, std::uint32_t answers) {
    const std::uint32_t count = set(name).program().rules().size() > 1000 ? 4 : 32;
    auto& of = calls_.emplace_back(set(name), answers, count, core::best_row_kernel());
    for (std::size_t i = 0; i < 4; ++i)
      judged(of.agrees_with_fresh_evaluation(i));
    const auto per_step = [&of](double (bench::calls::*run_call)(std::size_t)) {
      double sum = 0;  // of each call the least disturbed of three runs
      for (std::size_t i = 0; i < of.size(); ++i) {
        sum += std::min({(of.*run_call)(i), (of.*run_call)(i), (of.*run_call)(i)});
      }
      return sum / static_cast<double>(of.steps());
    };
    add("step", name, answers, "ns", [per_step] { return per_step(&bench::calls::run); });
    add("step with outcome", name, answers, "ns",
        [per_step] { return per_step(&bench::calls::run_with_outcome); });
    add("evaluation in a call", name, answers, "ns",
        [per_step] { return per_step(&bench::calls::run_evaluations); });
  }

  void add_peers() {
    const auto& of = set(small_);
    const auto contacts =
        std::make_shared<std::vector<bench::known_contact>>(of.contacts(all_known, 64));
    const auto peer = std::make_shared<bench::clips>(of.book(), of.rules());
    auto frame = of.code().frame();
    for (const auto& contact : *contacts) {
      of.code().read(contact, frame);
      of.code().evaluate(frame);
      judged(peer->fired(contact) == frame.certain);
    }
    const auto next = std::make_shared<std::size_t>(0);
    add("CLIPS", small_, all_known, "ns", [contacts, peer, next] {
      return time_of([&] { peer->fired((*contacts)[(*next)++ % contacts->size()]); });
    });
    const auto judge = std::make_shared<reference::interpreter>(of.book());
    for (const auto known : {mid_call, all_known}) {
      const auto contact =
          bench::reference_contact(of.book(), of.contacts(known, 1).front());
      add("reference", small_, known, "ns", [&of, judge, contact] {
        return time_of([&] {
          for (const auto& rule : of.rules().rules())
            static_cast<void>(judge->rule_state(rule.rule, contact));
        });
      });
    }
  }

  void add_compiling() {
    for (const auto& name : {small_, large_}) {
      const auto& of = set(name);
      add("parse XML", name, 0, "ns", [&of] {
        return time_of([&of] {
          for (const auto& one : of.documents()) {
            pugi::xml_document document;
            judged(static_cast<bool>(document.load_buffer(one.data(), one.size())));
          }
        });
      });
      add("load, link and compile", name, 0, "ns", [&of] {
        return time_of([&of] {
          judged(
              compile::compile_program(*bench::book_of(of.documents()), {}).has_value());
        });
      });
      add("load and link", name, 0, "ns", [&of] {
        return time_of([&of] { static_cast<void>(bench::book_of(of.documents())); });
      });
      add("check conditions", name, 0, "ns", [&of] {
        return time_of([&of] {
          findings found;
          compile::check_conditions(of.book(), found);
        });
      });
      add("closure of rules", name, 0, "ns", [&of] {
        return time_of([&of] { static_cast<void>(bench::close_rules(of.book())); });
      });
      add("closure of all", name, 0, "ns", [&of] {
        return time_of([&of] { static_cast<void>(bench::close_all(of.book())); });
      });
      add("compile", name, 0, "ns", [&of] {
        return time_of(
            [&of] { judged(compile::compile_program(of.book(), {}).has_value()); });
      });
    }
  }

  /// The core allocates nothing: not for an evaluation, a step or a question.
  void check_allocations() {
    const auto before = bench::allocations();
    for (auto& one : subjects_) {
      one.all();
      one.all_from_answers();
      one.from_answers();
      one.result_from_answers();
      one.outcome();
    }
    for (auto& one : calls_) {
      one.run(0);
      one.run_with_outcome(0);
    }
    if (bench::allocations() != before) throw std::runtime_error("the core allocates");
  }

  // --- targets -------------------------------------------------------------------------

  const std::vector<double>& samples(const std::string& name, const std::string& set,
                                     std::uint32_t known) {
    const auto found =
        std::find_if(measures_.begin(), measures_.end(), [&](const measure& one) {
          return one.name == name && one.set == set && one.known == known;
        });
    if (found == measures_.end()) throw std::runtime_error("nobody measured " + name);
    return found->samples;
  }

  void judge(const target& of, const std::vector<double>& figures) {
    const auto found = spread_of(figures);
    json made{{"row", of.row}, {"what", of.what}, {"bar", of.bar}};
    made["at_most"] = of.at_most;
    made["unit"] = of.unit;
    made["prototype"] = of.prototype;
    made["met"] =
        of.bar == 0 || (of.at_most ? found.median <= of.bar : found.median >= of.bar);
    made.update(to_json(found));
    targets_.push_back(made);
  }
  void judge(const target& of, const std::vector<double>& above,
             const std::vector<double>& below) {
    std::vector<double> ratios;
    for (std::size_t i = 0; i < above.size(); ++i)
      ratios.push_back(above[i] / below[i]);
    judge(of, ratios);
  }

  void add_targets() {
    const auto of = [this](const char* name, const std::string& set,
                           std::uint32_t known) { return samples(name, set, known); };
    const auto known = [](std::uint32_t count) {
      return std::to_string(count) + " known";
    };
    for (const auto& [count, prototype] :
         {std::pair(mid_call, "2.4"), std::pair(late, "2.5"),
          std::pair(all_known, "2.8")})
      judge({"1", "evaluation / streaming its lines from L2, " + known(count), 3, true,
             "", prototype},
            of("all", small_, count), of("floor", small_, count));
    for (const auto& [count, bar, prototype] :
         {std::tuple(mid_call, 80.0, "123"), std::tuple(all_known, 30.0, "45")}) {
      judge({"2", "bytecode / evaluation, " + known(count), bar, false, "", prototype},
            of("bytecode", small_, count), of("all", small_, count));
      judge({"2", "the same, both from the answers on", 0, false, "", ""},
            of("bytecode", small_, count), of("all from answers", small_, count));
    }
    if (core::row_kernel_named("avx512") != nullptr) {
      judge({"3", "AVX2 / AVX-512", 1.5, true, "", "1.3"},
            of("all, avx2", small_, mid_call), of("all, avx512", small_, mid_call));
      judge({"3", "baseline (SSE2) / AVX-512", 3, true, "", "2.6"},
            of("all, baseline", small_, mid_call), of("all, avx512", small_, mid_call));
    }
    judge({"4", "p99 / p50", 1.3, true, "", "1.13"}, of("p99", small_, mid_call),
          of("p50", small_, mid_call));
    judge({"4", "p99.9 / p50", 3, true, "", "1.6"}, of("p99.9", small_, mid_call),
          of("p50", small_, mid_call));
    judge({"4", "p99 / p50 of streaming from L2: what the machine adds", 0, true, "", ""},
          of("p99 of the floor", small_, mid_call),
          of("p50 of the floor", small_, mid_call));
    judge({"4", "p99.9 / p50 of streaming from L2", 0, true, "", ""},
          of("p99.9 of the floor", small_, mid_call),
          of("p50 of the floor", small_, mid_call));
    judge({"5", "cold first call / hot p50", 25, true, "", "17"},
          of("cold", small_, mid_call), of("p50", small_, mid_call));
    judge({"6", "session step (answer, evaluate, next question) / evaluation", 20, true,
           "", ""},
          of("step", small_, mid_call), of("evaluation in a call", small_, mid_call));
    judge({"6", "the same, rule sets that come with arvio", 2, true, "", ""},
          of("step", "shipped", 20), of("evaluation in a call", "shipped", 20));
    for (const auto& name : {large_, large_protocol_}) {
      judge({"13", name + ": evaluation / streaming its lines from a table as large",
             name == large_ ? 2.0 : 0.0, true, "", ""},
            of("all", name, mid_call), of("floor of the rows", name, mid_call));
    }
    judge({"13", "50,000 / 1,200 clauses, by protocol (gate)", 8, true, "", "5.8"},
          of("all", large_protocol_, mid_call), of("all", small_, mid_call));
    judge({"13", "50,000 / 1,200 clauses", 0, true, "", "30-38"},
          of("all", large_, mid_call), of("all", small_, mid_call));
    judge({"14", "first certain and what could be more urgent, 50,000 / 1,200 clauses", 2,
           true, "", "1.3-1.5"},
          of("bounds", large_, mid_call), of("bounds", small_, mid_call));
    judge({"14", "the same, 50,000 by protocol", 2, true, "", ""},
          of("bounds", large_protocol_, mid_call), of("bounds", small_, mid_call));
    add_targets_of_compiling();
    for (const auto& [name, prototype] :
         {std::pair(small_, "270"), std::pair(large_, "270"),
          std::pair(small_protocol_, ""), std::pair(large_protocol_, "")}) {
      const auto clauses =
          static_cast<double>(bench::shape_of(set(name).rules()).clauses);
      judge({"16", "image per bit of a row that is a clause, " + name + " clauses",
             prototype[0] != 0 ? 300.0 : 0.0, true, "B", prototype},
            {static_cast<double>(set(name).program().image().size()) /
             clauses_held(set(name).program())});
      judge({"16", "the same per clause of a rule", 0, true, "B", ""},
            {static_cast<double>(set(name).program().image().size()) / clauses});
    }
    judge({"17", "CLIPS / core, from the answers on, a fresh session", 30, false, "",
           "230"},
          of("CLIPS", small_, all_known), of("session from answers", small_, all_known));
    judge({"17", "CLIPS from the answers on / evaluation with answers in place", 400,
           false, "", "230"},
          of("CLIPS", small_, all_known), of("all", small_, all_known));
    add_targets_of_users();
    judge({"-", "reference interpreter / core, from the answers on, 40 known", 0, false,
           "", ""},
          of("reference", small_, mid_call), of("all from answers", small_, mid_call));
  }

  std::vector<double> in_units(const std::vector<double>& nanoseconds, double length) {
    std::vector<double> all;
    for (const auto one : nanoseconds)
      all.push_back(one / length);
    return all;
  }

  void add_targets_of_users() {
    for (const auto& [count, bar] :
         {std::pair(mid_call, 1.5), std::pair(all_known, 2.5)}) {
      judge({"18",
             "from answers, fresh session included, " + std::to_string(count) + " known",
             bar, true, "\u00b5s", "0.3"},
            in_units(samples("session from answers", small_, count), 1e3));
    }
    judge({"19", "engine::assess, 25 answers", 60, true, "\u00b5s", ""},
          in_units(samples("engine::assess", "shipped", 25), 1e3));
    judge(
        {"19", "engine::assess with services and deadlines / without", 1.5, true, "", ""},
        samples("the same in a region", "shipped", 0),
        samples("engine::assess with routes", "shipped", 0));
    judge({"19", "JSON line to JSON line, 25 answers", 120, true, "\u00b5s", ""},
          in_units(samples("line to line", "shipped", 25), 1e3));
    judge({"19", "JSON line to compact JSON line, 25 answers", 40, true, "\u00b5s", ""},
          in_units(samples("line to line", "compact", 25), 1e3));
  }

  void add_targets_of_compiling() {
    const auto& compiled = samples("compile", small_, 0);
    const auto& closed = samples("closure of all", small_, 0);
    std::vector<double> rest;
    for (std::size_t i = 0; i < compiled.size(); ++i)
      rest.push_back(compiled[i] - closed[i]);
    judge({"15", "compile without closure / parse of the XML by pugixml", 15, true, "",
           "4"},
          rest, samples("parse XML", small_, 0));
    judge({"15", "the same with closure", 0, true, "", ""}, compiled,
          samples("parse XML", small_, 0));
    judge({"15", "closure of 519 rules", 10, true, "ms", "20"},
          in_units(samples("closure of rules", small_, 0), 1e6));
    judge({"15", "load, link and compile of 1,200 clauses", 25, true, "ms", ""},
          in_units(samples("load, link and compile", small_, 0), 1e6));
  }

  static json machine() {
    std::string processor = "unknown";
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line);) {
      if (!line.starts_with("model name")) continue;
      processor = line.substr(line.find(':') + 2);
      break;
    }
    std::string kernel = "baseline";
    for (const char* name : {"avx2", "avx512"}) {
      if (core::row_kernel_named(name) == core::best_row_kernel()) kernel = name;
    }
    return {{"processor", processor}, {"compiler", __VERSION__}, {"kernel", kernel}};
  }

  const std::string small_ = name_of(1200, false);
  const std::string small_protocol_ = name_of(1200, true);
  const std::string large_ = name_of(50000, false);
  const std::string large_protocol_ = name_of(50000, true);
  int rounds_;
  std::vector<std::pair<std::string, std::unique_ptr<bench::measured_set>>> sets_;
  std::deque<bench::subject> subjects_;
  std::deque<bench::calls> calls_;
  std::deque<bench::stream_floor> floors_;
  std::deque<measure> measures_;
  json targets_ = json::array();
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: core_report FILE.json\n");
    return 2;
  }
  constexpr int rounds = 11;
  try {
    const auto found = report(rounds).run();
    std::ofstream(argv[1]) << found.dump(1) << "\n";
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "core_report: %s\n", problem.what());
    return 1;
  }
  return 0;
}
