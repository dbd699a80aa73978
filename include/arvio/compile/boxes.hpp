#ifndef ARVIO_COMPILE_BOXES_HPP
#define ARVIO_COMPILE_BOXES_HPP

#include "arvio/base/expected.hpp"
#include "arvio/base/limits.hpp"
#include "arvio/compile/box_space.hpp"
#include "arvio/compile/formula.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace arvio::inline v0::compile {

/// What making boxes may still cost. Never changes what an answer is, only whether
/// there is one.
struct box_budget {
  std::size_t boxes = limits::boxes_per_condition;        // of the result
  std::size_t intermediate = limits::intermediate_boxes;  // at any moment on the way
  std::size_t steps = limits::closure_steps;  // comparisons of boxes left; counted down
};

/// All maximal boxes of a condition (its multi-valued prime implicants): the boxes
/// inside which it always holds and that lie inside no larger such box.
///
/// Meaning  every box in which the condition always holds lies inside one of them. No
///          box: it never holds. In no particular order.
class box_list {
 public:
  explicit box_list(std::shared_ptr<const box_space> space) : space_(std::move(space)) {}

  [[nodiscard]] const box_space& space() const noexcept { return *space_; }
  [[nodiscard]] const std::shared_ptr<const box_space>& shared_space() const noexcept {
    return space_;
  }
  [[nodiscard]] std::size_t size() const noexcept {
    return bits_.size() / space_->words();
  }
  [[nodiscard]] std::span<const std::uint64_t> box(std::size_t index) const {
    return std::span(bits_).subspan(index * space_->words(), space_->words());
  }
  /// The values that a box allows a slot.
  [[nodiscard]] value_set values(std::size_t index, slot_index of) const {
    return space_->values(box(index), of);
  }

  [[nodiscard]] bool never_holds() const noexcept { return bits_.empty(); }
  [[nodiscard]] bool always_holds() const noexcept { return bits_ == space_->full(); }

  void add(std::span<const std::uint64_t> box) {
    bits_.insert(bits_.end(), box.begin(), box.end());
  }

 private:
  std::shared_ptr<const box_space> space_;
  std::vector<std::uint64_t> bits_;
};

/// All maximal boxes of a formula.
///
/// Meaning  `space` was made over formulas of `pool` of which `what` is one.
/// Errors   errc::limit_boxes: more boxes than the budget, in the end or on the way;
///          errc::limit_work: more steps. The error has no place.
/// Source   consensus of multi-valued terms, slot by slot, after P. Tison,
///          "Generalization of consensus theory and application to the minimization of
///          Boolean functions" (1967).
/// Cost     polynomial in the number of boxes on the way, which can be exponential in the
///          formula: hence the budget.
[[nodiscard]] expected<box_list> maximal_boxes(const formula_pool& pool, term_index what,
                                               std::shared_ptr<const box_space> space,
                                               box_budget& budget);

/// The same for one formula with a space of its own.
[[nodiscard]] expected<box_list> maximal_boxes(const formula_pool& pool, term_index what,
                                               box_budget& budget);

/// All maximal boxes of "one or the other", from all of each. Errors as maximal_boxes.
/// Cost  where the two test no slot in common, little more than the boxes of `other`.
[[nodiscard]] expected<box_list> united(box_list one, const box_list& other,
                                        box_budget& budget);

/// All maximal boxes of "both", from all of each. Errors as maximal_boxes.
[[nodiscard]] expected<box_list> intersected(const box_list& one, const box_list& other,
                                             box_budget& budget);

/// Whether the formula holds somewhere: sooner known than all of its maximal boxes.
/// Errors as maximal_boxes.
[[nodiscard]] expected<bool> can_hold(const formula_pool& pool, term_index what,
                                      box_budget& budget);

/// Whether the condition is true for every choice of one value from each slot's
/// possible set: exactly where some box holds all of them.
///
/// Meaning  `touched` is box_space::touched of the possible sets, none of them empty.
[[nodiscard]] bool certain(const box_list& boxes, std::span<const std::uint64_t> touched);

/// Whether the condition is true for no choice: exactly where every box misses some
/// slot's set.
[[nodiscard]] bool excluded(const box_list& boxes,
                            std::span<const std::uint64_t> touched);

/// The same from possible sets, one per slot of the pool, inside its domain.
[[nodiscard]] bool certain(const box_list& boxes, std::span<const value_set> sets);
[[nodiscard]] bool excluded(const box_list& boxes, std::span<const value_set> sets);

}  // namespace arvio::inline v0::compile

#endif  // ARVIO_COMPILE_BOXES_HPP
