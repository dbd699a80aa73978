#ifndef ARVIO_SRC_EVALUATE_PARTS_BEHIND_HPP
#define ARVIO_SRC_EVALUATE_PARTS_BEHIND_HPP

#include "arvio/core/program.hpp"

#include <compare>
#include <cstdint>
#include <functional>
#include <set>
#include <utility>

namespace arvio::inline v0 {

/// What one answer says: an input, or one code of a codes input.
struct answer_part {
  core::place input = 0;
  core::place code = core::none;  // codes inputs only

  friend auto operator<=>(const answer_part&, const answer_part&) = default;
};

/// Collects the parts of answers that slots, conditions and values of a program are
/// computed from.
///
/// Meaning  all that stands in them, whether or not it matters for a contact.
class parts_behind {
 public:
  explicit parts_behind(const core::program& rules) : rules_(rules) {}
  /// Also what the possible set of an input follows from besides its own answer, where
  /// `looks_through` says so of the input: its applicability and its inferences.
  parts_behind(const core::program& rules,
               std::function<bool(core::place input)> looks_through)
      : rules_(rules), looks_through_(std::move(looks_through)) {}

  void add_slot(core::place slot);
  void add_condition(core::place condition);
  void add_conditions_of(core::place input);

  [[nodiscard]] const std::set<answer_part>& found() const noexcept { return found_; }
  [[nodiscard]] std::set<core::place> inputs() const;

 private:
  void add_input(answer_part part);
  void add_derived(core::place derived);
  void add_operand(const core::operand& of);
  void add_expression(core::place expression);

  const core::program rules_;
  std::function<bool(core::place)> looks_through_;
  std::set<answer_part> found_;
  // What was gone through already.
  std::set<core::place> inputs_;
  std::set<core::place> derived_;
  std::set<core::place> conditions_;
};

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_EVALUATE_PARTS_BEHIND_HPP
