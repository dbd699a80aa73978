#ifndef ARVIO_SRC_EVALUATE_ANSWERS_BEHIND_HPP
#define ARVIO_SRC_EVALUATE_ANSWERS_BEHIND_HPP

#include "arvio/core/evaluation.hpp"

#include <cstdint>
#include <set>
#include <vector>

namespace arvio::inline v0 {

/// Finds answers of an evaluated contact that make clauses certain: a set that suffices,
/// and of which none can be left out (docs/semantics.md section 9).
///
/// Meaning  answers are left out one by one, the author's last first, and kept where
///          without them no clause of the run is certain.
/// Cost     where all slots follow from answers alone, looks at the clauses; else an
///          evaluation for each answer behind the others.
class answers_behind {
 public:
  explicit answers_behind(core::evaluation& found)
      : found_(found), rules_(found.rules()), contact_(found.contact()) {}

  /// The inputs in the author's order. Some clause of the run is certain.
  [[nodiscard]] std::vector<std::uint32_t> of(const core::condition_record& run);

 private:
  template <class Visit>
  void for_tests(const core::condition_record& run, Visit visit) const;
  [[nodiscard]] bool follows_from_answers(core::place slot) const;
  [[nodiscard]] core::place input_of(core::place slot) const;
  [[nodiscard]] bool is_asked(core::place input) const;
  [[nodiscard]] bool is_certain_without(const core::condition_record& run,
                                        const std::set<core::place>& left_out) const;
  [[nodiscard]] bool fails_without(const core::condition_record& run,
                                   const std::set<core::place>& left_out) const;
  [[nodiscard]] std::vector<std::uint32_t> by_slots(const core::condition_record& run);
  [[nodiscard]] std::vector<std::uint32_t> by_evaluation(
      const core::condition_record& run);

  core::evaluation& found_;
  const core::program& rules_;
  core::frame& contact_;
};

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_EVALUATE_ANSWERS_BEHIND_HPP
