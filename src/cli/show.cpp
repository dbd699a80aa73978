#include "arvio/base/limits.hpp"
#include "arvio/engine/documents.hpp"
#include "arvio/ruleset/load.hpp"

#include "commands.hpp"
#include "loading.hpp"
#include "pages.hpp"
#include "terminal.hpp"

#include <utility>
#include <vector>

namespace arvio::cli {

namespace {

/// The rule sets that lend their words. What is wrong with them is for `check` to say.
std::vector<ruleset::rule_set> known_in(const paths& places) {
  findings ignored;
  std::vector<ruleset::rule_set> made;
  source_map sources;
  for (auto& one : read_documents(places, ignored)) {
    const auto source = sources.add(one.name, std::move(one.bytes));
    auto rules = ruleset::load(sources, source, ignored);
    if (rules) made.push_back(std::move(*rules));
  }
  return made;
}

}  // namespace

int run(const show_options& from) {
  if (!are_there(from.rules)) return bad_usage;
  const auto bytes = bytes_of(from.rule_set, limits::file_bytes);
  if (!bytes) return bad_usage;
  source_map sources;
  findings found;
  const auto source = sources.add(from.rule_set, *bytes);
  const auto rules = ruleset::load(sources, source, found);
  if (!rules) {
    complain(shown(found, sources, painted_error));
    return has_findings;
  }
  print(from.full ? page_as_written(*rules, from.language)
                  : page_in_words(*rules, known_in(from.rules), from.language));
  return fine;
}

}  // namespace arvio::cli
