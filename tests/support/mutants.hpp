#ifndef ARVIO_TESTS_SUPPORT_MUTANTS_HPP
#define ARVIO_TESTS_SUPPORT_MUTANTS_HPP

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace arvio::testing {

/// How many mutants of a document a test looks at: fewer of a long one.
[[nodiscard]] std::size_t mutants_of(std::string_view bytes);

/// Documents with small changes: most of them still well-formed, some still sound.
class mutants {
 public:
  explicit mutants(std::uint64_t seed) : random_(seed) {}

  [[nodiscard]] std::string next(std::string_view bytes);

 private:
  std::size_t below(std::size_t count) { return random_() % count; }
  std::string_view other_operator();

  std::mt19937_64 random_;
};

}  // namespace arvio::testing

#endif  // ARVIO_TESTS_SUPPORT_MUTANTS_HPP
