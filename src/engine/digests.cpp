#include "digests.hpp"

#include "arvio/ruleset/digest.hpp"

#include <cstdint>

namespace arvio::inline v0 {

namespace {

/// Fills the digest of one rule set after those of all it uses; linking refuses cycles.
void fill(const book::rulebook& book, std::uint32_t set,
          std::vector<std::string>& digests) {
  if (!digests[set].empty()) return;
  std::vector<ruleset::used_version> uses;
  for (const auto used : book.sets[set].uses) {
    fill(book, used, digests);
    const auto& rules = *book.sets[used].rules;
    uses.push_back({rules.id.text, rules.version, digests[used]});
  }
  digests[set] = ruleset::digest(*book.sets[set].rules, uses);
}

}  // namespace

std::vector<std::string> digests_of(const book::rulebook& book) {
  std::vector<std::string> digests(book.sets.size());
  for (std::uint32_t set = 0; set < digests.size(); ++set) {
    fill(book, set, digests);
  }
  return digests;
}

std::string digest_of(const validity_period& period) {
  std::string all;
  for (const auto& one : period.digests)
    all += one + "\n";
  all += "calendar " + (period.calendar ? period.calendar->digest : "") + "\n";
  all += "profile " + period.profile_digest + "\n";
  return ruleset::digest_of(all);
}

}  // namespace arvio::inline v0
