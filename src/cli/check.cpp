#include "arvio/compile/check.hpp"

#include "arvio/analysis/static_findings.hpp"
#include "arvio/cases/publish_check.hpp"
#include "arvio/engine/repository.hpp"
#include "arvio/ruleset/digest.hpp"

#include "commands.hpp"
#include "loading.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace arvio::cli {

namespace {

/// Of findings that say the same at the same place the gravest: what is a warning or a
/// note for every rule set can be an error for one that is to be published.
void keep_the_gravest(findings& all) {
  std::stable_sort(all.begin(), all.end(),
                   [](const finding& a, const finding& b) { return a.level < b.level; });
  using said = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::string>;
  std::set<said> known;
  findings kept;
  for (auto& one : all) {
    const auto& [source, begin, end] = one.where;
    if (known.emplace(source, begin, end, one.message).second)
      kept.push_back(std::move(one));
  }
  all = std::move(kept);
  sort_and_unite(all);
  leave_out_many(all);
}

/// What was loaded, and how many boxes each condition has, largest first.
void describe(const repository& loaded) {
  for (const auto& period : loaded.periods) {
    if (!period.book) continue;
    const auto until =
        period.to ? to_text(helsinki_date(*period.to)) : std::string("...");
    print(fmt::format("from {} until {}\n", to_text(helsinki_date(period.from)), until));
    for (std::size_t i = 0; i < period.book->sets.size(); ++i) {
      const auto& rules = *period.book->sets[i].rules;
      print(fmt::format("  {} {} {}\n", rules.id.text, ruleset::to_text(rules.version),
                        period.digests[i]));
    }
    findings known;
    std::vector<compile::condition_size> sizes;
    compile::check_conditions(*period.book, known, sizes);
    std::stable_sort(sizes.begin(), sizes.end(),
                     [](const auto& a, const auto& b) { return a.boxes > b.boxes; });
    std::size_t of_one_box = 0;
    for (const auto& one : sizes) {
      if (one.boxes < 2) {
        ++of_one_box;
        continue;
      }
      print(fmt::format("  {:>5} boxes: {}\n", one.boxes, one.name));
    }
    print(fmt::format("  {} conditions of one box\n", of_one_box));
  }
}

}  // namespace

int run(const check_options& from) {
  if (!are_there(from.places)) return bad_usage;
  findings all;
  auto documents = read_documents(from.places, all);
  auto loaded = load_repository(std::move(documents),
                                {.retired = from.retired, .check_profiles = true});
  all.insert(all.end(), loaded.findings.begin(), loaded.findings.end());
  if (!has_errors(all)) {
    analysis::find_static(loaded, {from.verbose}, all);
    if (from.publishable) check_publishable(loaded, all);
    keep_the_gravest(all);
  }
  print(shown(all, loaded.sources, painted));
  if (from.verbose) describe(loaded);

  const auto errors = std::count_if(all.begin(), all.end(), [](const finding& one) {
    return one.level == severity::error;
  });
  const auto count = static_cast<std::size_t>(errors);
  print(painted(count == 0 ? style::good : style::alarm,
                fmt::format(
                    "{}, {}, {}", counted(loaded.sources.size(), "document", "documents"),
                    counted(count, "error", "errors"),
                    counted(all.size() - count, "other finding", "other findings"))) +
        "\n");
  return count == 0 ? fine : has_findings;
}

}  // namespace arvio::cli
