#include "support/book.hpp"

#include "arvio/base/diagnostic.hpp"
#include "arvio/book/link.hpp"
#include "arvio/ruleset/load.hpp"

#include <cstdint>
#include <stdexcept>
#include <utility>

namespace arvio::bench {

std::shared_ptr<const book::rulebook> book_of(const std::vector<std::string>& documents) {
  source_map sources;
  findings found;
  std::vector<std::shared_ptr<const ruleset::rule_set>> sets;
  for (const auto& document : documents) {
    const auto number =
        sources.add("document " + std::to_string(sources.size() + 1), document);
    if (auto rules = ruleset::load(sources, number, found))
      sets.push_back(std::make_shared<const ruleset::rule_set>(std::move(*rules)));
  }
  std::shared_ptr<const book::rulebook> book;
  if (!has_errors(found)) book = book::link(sets, book::calendars_used_by(sets), found);
  std::string errors;
  for (const auto& one : found) {
    if (one.level == severity::error) errors += render(one, sources) + "\n";
  }
  if (!book || !errors.empty()) throw std::runtime_error(errors);
  return book;
}

}  // namespace arvio::bench
