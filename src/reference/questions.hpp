#ifndef ARVIO_SRC_REFERENCE_QUESTIONS_HPP
#define ARVIO_SRC_REFERENCE_QUESTIONS_HPP

#include "world.hpp"

#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

/// Which inputs are worth asking, for what, and in which order (semantics.md section 5).
namespace arvio::inline v0::reference {

using book::level_index;
using book::question;
using book::reason;
using book::rule_reference;

using input_indices = std::set<std::uint32_t>;

/// Finds the inputs that can be asked and on which a condition hangs.
class openness {
 public:
  explicit openness(const world& all) : world_(&all) {}

  /// The candidates behind a condition: the inputs of its open slots, followed through
  /// derived values and applicability, and through inferences and presumptions of
  /// inputs that were asked and are not known.
  [[nodiscard]] const input_indices& behind(formula_ptr what) const;

  /// The same for something that stands under a scope: while the scope is undecided,
  /// those that are behind the scope too; where there are none, all.
  [[nodiscard]] input_indices under(formula_ptr scope, formula_ptr what) const;
  [[nodiscard]] input_indices under(formula_ptr scope, const input_indices& what) const;

  /// The same for sets that already hold what urgency tests give (routes).
  [[nodiscard]] input_indices behind(formula_ptr what, slot_sets& sets) const;

  /// The inputs that narrow what is possible of an input, itself among them.
  [[nodiscard]] input_indices behind_input(std::uint32_t input) const;

  /// Whether an input can be asked: not asked, not inapplicable, more than one value
  /// possible.
  [[nodiscard]] bool can_be_asked(std::uint32_t input) const;

 private:
  struct trail {
    input_indices candidates;
    std::set<std::pair<std::uint32_t, std::uint32_t>> seen;  // inputs and their codes
  };
  void follow(formula_ptr what, slot_sets& sets, trail& found) const;
  void follow(formula_ptr what, trail& found) const;
  void follow_slot(const slot& what, trail& found) const;
  void follow_input(std::uint32_t input, trail& found) const;
  void follow_code(std::uint32_t input, std::uint32_t code, trail& found) const;
  void follow_conditions_of(std::uint32_t input, answer_state state, bool presumed,
                            trail& found) const;
  void follow_derived(std::uint32_t derived, trail& found) const;
  void follow_operand(const book::linked_operand& operand, trail& found) const;
  void follow_expression(expression_at what, trail& found) const;

  const world* world_;
  // each condition is followed once
  mutable std::unordered_map<formula_ptr, input_indices> behind_;
};

/// What the order of questions asks of a reason.
struct weight {
  bool own_level = false;  // of a requirement with a level of its own
  bool always = false;     // of a group that speaks in every contact
};

/// Collects reasons for questions and puts the questions in order.
class questionnaire {
 public:
  explicit questionnaire(const world& all) : world_(&all), open_(all) {}

  [[nodiscard]] const openness& open() const { return open_; }

  /// Every one of `inputs` is asked for this reason.
  void add(const input_indices& inputs, const reason& why, weight of = {});
  /// A rule that is possible, and the inputs it is open in; in the author's order.
  void note_rule(level_index level, input_indices inputs);
  /// The most urgent level that something is asked for.
  [[nodiscard]] std::optional<level_index> most_urgent() const;
  void drop_all() { entries_.clear(); }

  /// The questions, most urgent first; `further` ones by purpose first.
  [[nodiscard]] std::vector<question> ordered(bool further) const;

 private:
  struct entry {
    reason why;
    weight of;
  };
  struct open_rule {
    level_index level = 0;
    input_indices inputs;
  };
  const world* world_;
  openness open_;
  std::map<std::uint32_t, std::vector<entry>> entries_;
  std::vector<open_rule> rules_;
};

}  // namespace arvio::inline v0::reference

#endif  // ARVIO_SRC_REFERENCE_QUESTIONS_HPP
