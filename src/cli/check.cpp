#include "arvio/compile/check.hpp"

#include "arvio/engine/publish_check.hpp"
#include "arvio/engine/repository.hpp"
#include "arvio/ruleset/digest.hpp"

#include "commands.hpp"
#include "loading.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <vector>

namespace arvio::cli {

namespace {

struct options {
  std::vector<std::filesystem::path> places;
  bool publishable = false;
  bool verbose = false;
};

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
    for (const auto& one : sizes) {
      print(fmt::format("  {:>5} boxes: {}\n", one.boxes, one.name));
    }
  }
}

int run(const options& from) {
  findings all;
  auto documents = read_documents(from.places, all);
  auto loaded = load_repository(std::move(documents), {});
  all.insert(all.end(), loaded.findings.begin(), loaded.findings.end());
  if (from.publishable && !has_errors(all)) {
    check_publishable(loaded, all);
    sort_and_unite(all);
  }
  print(shown(all, loaded.sources, painted));
  if (from.verbose) describe(loaded);

  const auto errors = std::count_if(all.begin(), all.end(), [](const finding& one) {
    return one.level == severity::error;
  });
  const auto count = static_cast<std::size_t>(errors);
  print(painted(count == 0 ? style::good : style::alarm,
                fmt::format("{} documents, {} errors, {} other findings",
                            loaded.sources.size(), count, all.size() - count)) +
        "\n");
  return count == 0 ? fine : has_findings;
}

}  // namespace

void add_check(CLI::App& app, int& code) {
  auto from = std::make_shared<options>();
  auto* command = app.add_subcommand("check", "Check rule sets and say what is wrong");
  command
      ->add_option("PATH", from->places, "Rule sets: files, or folders searched through")
      ->required();
  command->add_flag("--publishable", from->publishable,
                    "Also what a release needs: texts, sources, cases, approval");
  command->add_flag("-v,--verbose", from->verbose,
                    "Also what is valid when, and the boxes of every condition");
  command->callback([from, &code] { code = run(*from); });
}

}  // namespace arvio::cli
