#include "arvio/analysis/verify.hpp"

#include "arvio/engine/engine.hpp"
#include "arvio/engine/repository.hpp"
#include "arvio/exchange/json.hpp"

#include "commands.hpp"
#include "loading.hpp"
#include "output_file.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <string>

namespace arvio::cli {

namespace {

using analysis::verification;

std::string shares(const auto& counts, const auto& names) {
  std::size_t all = 0;
  for (const auto one : counts)
    all += one;
  std::string out;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    // tenths of a percent, rounded down
    const auto share = all == 0 ? 0 : counts[i] * 1000 / all;
    out +=
        fmt::format("{}{} {}.{} %", i == 0 ? "" : ", ", names[i], share / 10, share % 10);
  }
  return out;
}

void show(const verification& found, std::uint64_t seed) {
  constexpr std::array answers{"not asked", "unknown", "known in part", "known"};
  constexpr std::array rules{"excluded", "possible", "certain"};
  constexpr std::array statuses{"emergency", "open", "complete", "out of scope",
                                "exhausted"};
  print(fmt::format("{} by interpreter, core, session and image, from seed {}\n",
                    counted(found.cases, "contact", "contacts"), seed));
  print("  answers:  " + shares(found.answers, answers) + "\n");
  print("  rules:    " + shares(found.rules, rules) + "\n");
  print("  statuses: " + shares(found.statuses, statuses) + "\n");
  print(fmt::format("  {}, {} of sessions\n",
                    counted(found.questions, "question", "questions"),
                    counted(found.edits, "edit", "edits")));
}

/// Far from those of other seeds, so that another seed makes other contacts.
std::uint64_t seed_of_round(std::uint64_t seed, std::uint64_t round) {
  return (seed + 1) * 0x9E3779B97F4A7C15U + round;
}

int tell_mismatch(const verification& found, const verify_options& from) {
  const auto& what = *found.first;
  print(painted(style::alarm,
                fmt::format("1 mismatch: the {} says something else:\n", what.engine)));
  print(what.differences);
  if (!write_whole(from.save, to_json(what.contact) + "\n")) return bad_usage;
  print("the contact, with as few answers as show it, is in " + harmless(from.save) +
        "\n");
  return has_findings;
}

}  // namespace

int run(const verify_options& from) {
  const auto ready = opened(from.rules, from.retired);
  if (!ready) return ready.error();
  const auto& loaded = ready->repository();
  if (!may_write(from.save, from.rules, loaded.sources)) return bad_usage;
  const auto& periods = loaded.periods;
  std::size_t books = 0;
  for (const auto& one : periods)
    books += one.book ? 1U : 0U;
  const auto begin = std::chrono::steady_clock::now();
  const auto is_time_over = [&] {
    const auto spent = std::chrono::steady_clock::now() - begin;
    return from.seconds != 0 && spent >= std::chrono::seconds(from.seconds);
  };
  verification sum;
  // Some contacts of each period in turn, so that stopping early leaves none out.
  constexpr std::uint64_t at_once = 1000;
  std::uint64_t round = 0;
  while (books != 0 && sum.cases < from.cases && sum.mismatches == 0 && !is_time_over()) {
    for (const auto& period : periods) {
      const auto left = from.cases - sum.cases;
      if (!period.book || left == 0) continue;
      const auto cases = std::min({at_once, left, (from.cases + books - 1) / books});
      const auto found = analysis::verify(
          *period.book,
          {static_cast<std::size_t>(cases), seed_of_round(from.seed, round++)});
      if (!found) {  // not reached: it has been compiled before
        complain("arvio: the rule sets cannot be compiled\n");
        return bad_usage;
      }
      sum.add(*found);
      if (sum.mismatches != 0) break;
    }
    if (is_terminal())
      show_progress(fmt::format("{} of {} contacts", sum.cases, from.cases));
  }
  if (is_terminal()) complain("\n");
  show(sum, from.seed);
  if (sum.first) return tell_mismatch(sum, from);
  if (sum.cases == 0) {
    complain("arvio: no contact was compared, which shows nothing\n");
    return has_findings;
  }
  print(painted(style::good, "0 mismatches\n"));
  return fine;
}

}  // namespace arvio::cli
