#ifndef ARVIO_SRC_REFERENCE_PREPARED_HPP
#define ARVIO_SRC_REFERENCE_PREPARED_HPP

#include "arvio/book/rulebook.hpp"

#include "formula.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

/// A rulebook with its conditions written as formulas over slots (semantics.md sections
/// 2 and 3). Made once, read by every assessment.
namespace arvio::inline v0::reference {

/// One node of one expression of the book.
struct expression_at {
  const lang::ast* tree = nullptr;
  std::uint32_t node = 0;

  [[nodiscard]] const lang::node& here() const { return tree->at(node); }
  [[nodiscard]] expression_at child(std::size_t which) const {
    return {tree, here().children[which]};
  }
  [[nodiscard]] std::size_t size() const { return here().children.size(); }

  friend auto operator<=>(const expression_at&, const expression_at&) = default;
};

/// Whether a name is that of an input; otherwise it is that of a derived value.
///
/// Errors  throws std::logic_error where it is neither: check() lets no such name pass.
[[nodiscard]] bool is_input(const lang::node& name);

/// What a condition can test: semantics.md section 2, last paragraph.
struct slot {
  enum class form : std::uint8_t {
    input,       // index
    code,        // code `sub` of the codes input `index`: 0 absent, 1 present
    derived,     // index
    gate,        // one of the complaints of group `index` is named
    comparison,  // left against right: 0 less, 1 equal, 2 greater
    anonymous,   // the value of the expression `left`
    urgency,     // the urgency test `left` of a route
  };

  form kind = form::input;
  std::uint32_t index = 0;
  std::uint32_t sub = 0;
  expression_at left;
  expression_at right;
};

/// condition(group, level): one condition, or each rule's where the group is apart.
using level_condition = std::vector<formula_ptr>;

/// The conditions of one group, its scope included.
struct group_conditions {
  formula_ptr scope;
  std::vector<formula_ptr> rules;         // per rule: scope and condition
  std::vector<level_condition> at_level;  // of each level
  std::map<std::uint32_t, std::vector<level_condition>>
      of_need;  // the same per need it speaks for
  std::vector<formula_ptr> routes;
};

class prepared {
 public:
  /// `apart`: of each group whether it is (semantics.md section 4); empty: none is.
  prepared(const book::rulebook& book, const std::vector<bool>& apart);
  explicit prepared(const book::rulebook& book) : prepared(book, {}) {}

  [[nodiscard]] const book::rulebook& book() const { return *book_; }
  [[nodiscard]] const slot& at(slot_id id) const { return slots_[id]; }
  [[nodiscard]] std::size_t slot_count() const { return slots_.size(); }
  /// Adds the inputs that a slot's value comes from.
  void inputs_of(const slot& what, std::set<std::uint32_t>& into) const;
  /// All inputs that a condition can hang on, in the author's order: through derived
  /// values, inference and applicability too.
  [[nodiscard]] std::set<std::uint32_t> inputs_behind(formula_ptr what) const;
  /// The steps of the book's order for such inputs and what is derived from them alone.
  [[nodiscard]] std::vector<book::step> order_of(
      const std::set<std::uint32_t>& inputs) const;
  [[nodiscard]] const group_conditions& group(std::uint32_t index) const {
    return groups_[index];
  }
  [[nodiscard]] const std::vector<formula_ptr>& vocabulary_routes() const {
    return routes_;
  }

  /// The disjunction of the scopes of the `*` groups; falsehood where there is none.
  [[nodiscard]] formula_ptr covers_everything() const { return star_; }
  /// The disjunction of the scopes of the groups that cover a complaint, `*` groups
  /// included.
  [[nodiscard]] formula_ptr covers(std::uint32_t complaint) const {
    return coverage_[complaint];
  }

  /// The formula of a boolean expression of the book; truth where there is no expression.
  [[nodiscard]] formula_ptr condition(const book::condition& what) const;
  [[nodiscard]] formula_ptr condition(expression_at what) const {
    return conditions_.at(what);
  }

 private:
  void prepare(const book::condition& what);
  void prepare_parts(expression_at what);
  formula_ptr build(expression_at what, bool holds);
  formula_ptr comparison(expression_at what, bool holds);
  formula_ptr membership(expression_at what, bool holds);
  formula_ptr codes_test(expression_at what, bool holds);
  formula_ptr test(expression_at subject, lang::op relation, expression_at other,
                   bool holds);
  formula_ptr tested(slot_id id, const value_set& domain, const value_set& values,
                     bool holds);
  slot_id named(const std::string& text, slot what);
  slot_id slot_of(expression_at what);
  void prepare_group(std::uint32_t index, bool apart);
  void inputs_of(expression_at what, std::set<std::uint32_t>& into) const;
  void inputs_of(const book::linked_derived& what, std::set<std::uint32_t>& into) const;

  const book::rulebook* book_;
  formula_store formulas_;
  std::vector<slot> slots_;
  std::map<std::string, slot_id> names_;
  std::map<expression_at, formula_ptr> conditions_;
  std::vector<group_conditions> groups_;
  std::vector<formula_ptr> routes_;
  formula_ptr star_;
  std::vector<formula_ptr> coverage_;
};

}  // namespace arvio::inline v0::reference

#endif  // ARVIO_SRC_REFERENCE_PREPARED_HPP
