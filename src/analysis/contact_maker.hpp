#ifndef ARVIO_SRC_ANALYSIS_CONTACT_MAKER_HPP
#define ARVIO_SRC_ANALYSIS_CONTACT_MAKER_HPP

#include "arvio/book/answer.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/core/program.hpp"

#include <cstdint>
#include <vector>

/// Contacts made up by chance.
namespace arvio::inline v0::analysis {

/// Numbers by chance, the same for the same seed on every machine.
class chance {
 public:
  explicit chance(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {  // splitmix64
    auto z = state_ += 0x9e3779b97f4a7c15ULL;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  std::uint64_t below(std::uint64_t end) { return end == 0 ? 0 : next() % end; }
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low +
           static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low) + 1));
  }
  bool of_hundred(std::uint64_t percent) { return below(100) < percent; }

 private:
  std::uint64_t state_;
};

/// Makes contacts for a book: values at, beside and between what it distinguishes.
class contact_maker {
 public:
  contact_maker(const book::rulebook& book, const core::program& rules);

  /// `known` percent of the inputs get a value; the others one of the states in which
  /// less is known.
  [[nodiscard]] book::answers contact(chance& random, std::uint64_t known);
  [[nodiscard]] book::answer answer(std::uint32_t input, instant now, chance& random,
                                    std::uint64_t known) const;

 private:
  void add_limits(const core::program& rules);
  [[nodiscard]] std::int64_t value(std::uint32_t input, instant now,
                                   chance& random) const;
  [[nodiscard]] book::answer codes(std::uint32_t input, chance& random) const;
  [[nodiscard]] book::presumed_input presumed(std::uint32_t input, instant now,
                                              chance& random) const;

  const book::rulebook& book_;
  std::vector<std::vector<std::int64_t>> limits_;  // per input
  std::uint64_t present_ = 50;  // percent of signs that are there, in the contact at hand
};

}  // namespace arvio::inline v0::analysis

#endif  // ARVIO_SRC_ANALYSIS_CONTACT_MAKER_HPP
