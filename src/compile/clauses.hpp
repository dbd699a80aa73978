#ifndef ARVIO_SRC_COMPILE_CLAUSES_HPP
#define ARVIO_SRC_COMPILE_CLAUSES_HPP

#include "arvio/base/error.hpp"
#include "arvio/base/value_set.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/compile/boxes.hpp"
#include "arvio/compile/closed_conditions.hpp"
#include "arvio/core/image/image.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

/// Every condition of a book as clauses: its maximal boxes, slot by slot.
namespace arvio::inline v0::compile {

/// One slot of a box, and the values that it allows.
struct clause_test {
  slot_index slot = 0;
  std::uint32_t values = 0;  // of value_catalogue
};

struct clause {
  std::vector<clause_test> tests;  // by slot
  core::place rule = core::none;   // counted through the groups
  book::need_set needs = 0;        // urgency clauses
};

/// The different sets of values that clauses allow each slot.
class value_catalogue {
 public:
  std::uint32_t add(slot_index of, const value_set& values);
  [[nodiscard]] const std::vector<value_set>& sets(slot_index of) const {
    static const std::vector<value_set> nothing;
    return of < sets_.size() ? sets_[of] : nothing;
  }

 private:
  std::vector<std::vector<value_set>> sets_;
};

/// What a condition is for: it decides where its clauses stand.
enum class condition_use : std::uint8_t { early, late, loose };

struct clause_list {
  std::vector<clause> clauses;
  condition_use use = condition_use::late;
};

/// The rules of a group and what joins them.
struct group_clauses {
  core::place scope = 0;  // condition
  std::vector<core::place> routes;
  std::vector<std::vector<clause>> rules;  // per rule of the group
  std::vector<std::vector<clause>> joint;  // per level: boxes that no rule has by itself
  bool apart = false;                      // there are none: each rule is by itself
};

/// The clauses of a book.
class book_clauses {
 public:
  explicit book_clauses(closed_conditions& closed);

  /// errc::none, or why there are no clauses.
  [[nodiscard]] errc failed() const noexcept { return failed_; }

  [[nodiscard]] const book::rulebook& book() const noexcept { return book_; }
  [[nodiscard]] const formula_pool& pool() const noexcept { return closed_.pool(); }
  [[nodiscard]] const value_catalogue& values() const noexcept { return values_; }
  [[nodiscard]] const std::vector<clause_list>& conditions() const noexcept {
    return conditions_;
  }
  [[nodiscard]] const std::vector<group_clauses>& groups() const noexcept {
    return groups_;
  }
  [[nodiscard]] core::place star() const noexcept { return star_; }
  [[nodiscard]] const std::vector<core::place>& coverage() const noexcept {
    return coverage_;
  }
  [[nodiscard]] const std::vector<core::place>& vocabulary_routes() const noexcept {
    return vocabulary_routes_;
  }
  /// The own condition of each deadline.
  [[nodiscard]] const std::vector<core::place>& deadlines() const noexcept {
    return deadlines_;
  }
  /// The condition at a node of an expression of the book; none where it is absent.
  [[nodiscard]] core::place at(const book::condition& what) const {
    return what ? at(*what, what->root) : core::none;
  }
  [[nodiscard]] core::place at(const lang::ast& tree, std::uint32_t node) const {
    return known_.at({&tree, node});
  }

 private:
  using place_of_node = std::pair<const lang::ast*, std::uint32_t>;

  core::place add(const closed_boxes& boxes, condition_use use);
  core::place add(std::vector<clause> clauses, condition_use use);
  core::place add_loose(const book::condition& when, term_index scope);
  void add_group(std::uint32_t index);
  void add_levels(std::uint32_t index, std::optional<std::uint32_t> need,
                  book::need_set needs);
  void add_coverage();
  /// The clauses of a condition; none where it is over budget, which `failed` tells.
  [[nodiscard]] std::vector<clause> clauses_of(const closed_boxes& boxes);
  [[nodiscard]] clause clause_of(const box_list& boxes, std::size_t box);

  const book::rulebook& book_;
  closed_conditions& closed_;
  value_catalogue values_;
  std::map<place_of_node, core::place> known_;
  std::map<std::vector<std::uint32_t>, core::place> known_lists_;
  std::vector<clause_list> conditions_;
  std::vector<group_clauses> groups_;
  core::place star_ = 0;
  std::vector<core::place> coverage_;
  std::vector<core::place> vocabulary_routes_;
  std::vector<core::place> deadlines_;
  std::uint32_t rules_before_ = 0;
  errc failed_ = errc::none;
};

}  // namespace arvio::inline v0::compile

#endif  // ARVIO_SRC_COMPILE_CLAUSES_HPP
