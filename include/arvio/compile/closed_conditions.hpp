#ifndef ARVIO_COMPILE_CLOSED_CONDITIONS_HPP
#define ARVIO_COMPILE_CLOSED_CONDITIONS_HPP

#include "arvio/base/error.hpp"
#include "arvio/base/expected.hpp"
#include "arvio/base/limits.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/compile/boxes.hpp"
#include "arvio/compile/condition.hpp"
#include "arvio/compile/formula.hpp"
#include "arvio/lang/ast.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace arvio::inline v0::compile {

/// Why there are no boxes of a condition: errc::limit_boxes or errc::limit_work, or
/// errc::limit_count where the conditions of its group tell too many values apart.
struct over_budget {
  errc code = errc::limit_boxes;
  bool ends_work = false;  // nothing is left for the other conditions either
};

using closed_boxes = expected<box_list, over_budget>;

/// condition(group, level) at a level at which the group has rules.
struct closed_level {
  book::level_index level = 0;
  bool joins = false;  // rules of the level with others, of this level or above
  box_list boxes;
};

/// A condition that is decided by itself: of an input or a derived value, or inside
/// arithmetic.
struct decided_condition {
  const lang::ast* tree = nullptr;
  std::uint32_t node = 0;
  bool gives_values = true;  // values follow from it; of `presume` they do not
};

/// The conditions of a book, of which each is closed once: when it is first asked for.
///
/// Meaning  what checks a book and what compiles it ask for the same ones. Their
///          boxes follow from the book alone, whoever asks first. Book and references
///          stay where they are: the book must outlive it.
/// Counts   limits::closure_steps for the book, a fifth of them for one condition; and
///          limits::joining_steps for what rules say together.
class closed_conditions {
 public:
  explicit closed_conditions(const book::rulebook& book);
  closed_conditions(const closed_conditions&) = delete;
  closed_conditions& operator=(const closed_conditions&) = delete;

  [[nodiscard]] const book::rulebook& book() const noexcept { return book_; }
  [[nodiscard]] const formula_pool& pool() const noexcept { return pool_; }

  /// In the order of evaluation, each once.
  [[nodiscard]] const std::vector<decided_condition>& decided() const noexcept {
    return decided_;
  }

  /// A boolean expression of the book, or the part of one below a boolean node.
  [[nodiscard]] term_index formula(const lang::ast& tree, std::uint32_t node);
  [[nodiscard]] const closed_boxes& boxes(const lang::ast& tree, std::uint32_t node);
  /// Any formula over those of the book.
  [[nodiscard]] formula_pool& formulas() noexcept { return pool_; }
  [[nodiscard]] const closed_boxes& boxes(term_index formula);

  /// What the rules of a group share: its gate and its `applies-when`. All boxes of a
  /// group have one space.
  [[nodiscard]] term_index scope_formula(std::uint32_t group) const {
    return groups_[group].formulas.front();
  }
  [[nodiscard]] const closed_boxes& scope(std::uint32_t group);
  /// The slot of which a group tells too many values apart: then it has no boxes at all
  /// (errc::limit_count).
  [[nodiscard]] std::optional<slot_index> too_wide(std::uint32_t group);
  /// A rule's own condition, without the scope; of `otherwise` always true.
  [[nodiscard]] const closed_boxes& own(std::uint32_t group, std::uint32_t rule);
  /// A rule with its scope.
  [[nodiscard]] const closed_boxes& in_scope(std::uint32_t group, std::uint32_t rule);
  /// Whether a group is apart, and why: what its rules say together is over budget, so
  /// that each is taken by itself. errc::none: it is not.
  [[nodiscard]] errc apart(std::uint32_t group);
  /// What a group's rules say together; `need`: those that speak for it.
  ///
  /// Meaning  for each level at which there are such rules; for none where the group is
  ///          apart. Ends before a level one of whose rules is over budget.
  [[nodiscard]] const std::vector<closed_level>& levels(
      std::uint32_t group, std::optional<std::uint32_t> need);

 private:
  struct group_conditions {
    std::vector<term_index> formulas;  // the scope, then the rules without it
    std::shared_ptr<const box_space> space;
    // a slot of more than limits::values_told_apart classes
    std::optional<slot_index> too_wide;
    std::vector<std::optional<closed_boxes>> closed;    // one for each formula
    std::vector<std::optional<closed_boxes>> in_scope;  // per rule
    std::optional<errc> apart;
    // by need
    std::map<std::optional<std::uint32_t>, std::vector<closed_level>> levels;
  };
  using place_of_node = std::pair<const lang::ast*, std::uint32_t>;

  void add(const book::condition& what, bool gives_values);
  void add(const lang::ast& tree, std::uint32_t node, bool gives_values);
  void add_parts(const lang::ast& tree, std::uint32_t node);
  void add_parts_of_slots(const book::condition& what);
  void add_parts_of_slots(const lang::ast& tree, std::uint32_t node);
  void add_group(std::uint32_t index);
  [[nodiscard]] const closed_boxes& closed_in(std::uint32_t group, std::size_t which);
  [[nodiscard]] expected<std::vector<closed_level>> made_levels(
      std::uint32_t group, std::optional<std::uint32_t> need, std::size_t& steps);
  template <class Make>
  closed_boxes limited(Make make);

  const book::rulebook& book_;
  formula_pool pool_;
  condition_builder builder_;
  std::vector<decided_condition> decided_;
  std::map<place_of_node, term_index> formulas_;
  std::map<term_index, closed_boxes> boxes_;
  std::vector<group_conditions> groups_;
  std::size_t steps_ = limits::closure_steps;
  std::size_t joining_steps_ = limits::joining_steps;
};

}  // namespace arvio::inline v0::compile

#endif  // ARVIO_COMPILE_CLOSED_CONDITIONS_HPP
