#ifndef ARVIO_BENCH_SUPPORT_SYNTHETIC_HPP
#define ARVIO_BENCH_SUPPORT_SYNTHETIC_HPP

#include <cstdint>
#include <string>
#include <vector>

namespace arvio::bench {

/// How large a made-up rule set is, and of which kind.
struct synthetic_shape {
  std::uint32_t clauses = 1200;
  bool protocol = false;
  std::uint64_t seed = 1;
};

/// The XML of rule sets with many rules: a vocabulary, the inputs and derived values, and
/// the rules in as many documents as limits::file_bytes wants. The same for a seed
/// everywhere.
///
/// Meaning  128 inputs (84 booleans, 16 codes, 24 numbers, 4 times 31 codes), 8 scores,
///          24 derived booleans. Groups of about 20 rules at 5 levels. Plain: they add to
///          others, and one rule more holds for everybody. Protocol: 40 complaints, each
///          group covers one, so that the complaint gates it; an `otherwise` each.
///          Within a group most tests of an input go the same way (the higher, the more
///          urgent), which is what keeps the boxes of a level together few.
/// Counts   exactly `clauses` maximal boxes of rules with their scope, about 2.4 per rule
///          and 4 tests in each.
[[nodiscard]] std::vector<std::string> synthetic_documents(const synthetic_shape& shape);

}  // namespace arvio::bench

#endif  // ARVIO_BENCH_SUPPORT_SYNTHETIC_HPP
