#ifndef ARVIO_BENCH_SUPPORT_CLIPS_HPP
#define ARVIO_BENCH_SUPPORT_CLIPS_HPP

#include "support/boxed_rules.hpp"
#include "support/contacts.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace arvio::bench {

/// A peer: the rules of a book as rules of CLIPS (a Rete network), inside this process.
///
/// Meaning  each clause is a rule over one fact that holds all answers (a fact per answer
///          was not faster); derived booleans and scores are facts of their own, asserted
///          by rules of higher salience. CLIPS has no possible sets: a contact must have
///          an answer to every input. Debian compiles CLIPS without optimisation: built
///          with -O2 it takes half to two thirds of the time.
class clips {
 public:
  /// Errors  std::runtime_error where CLIPS refuses a rule, which it prints.
  clips(const book::rulebook& book, const boxed_rules& rules);

  /// Resets, asserts the answers and runs until no rule is left to fire.
  ///
  /// Meaning  returns bit n: rule n of boxed_rules fired. Valid until the next call.
  const std::vector<std::uint64_t>& fired(const known_contact& contact);

  /// How many rules CLIPS has, those for derived values included.
  [[nodiscard]] std::size_t rule_count() const noexcept;

 private:
  struct state;
  struct forget {
    void operator()(state* what) const;
  };
  std::unique_ptr<state, forget> state_;
};

}  // namespace arvio::bench

#endif  // ARVIO_BENCH_SUPPORT_CLIPS_HPP
