#ifndef ARVIO_SRC_REFERENCE_WORLD_HPP
#define ARVIO_SRC_REFERENCE_WORLD_HPP

#include "arvio/book/answer.hpp"
#include "arvio/book/outcome.hpp"

#include "prepared.hpp"

#include <optional>
#include <unordered_map>
#include <vector>

/// What a contact leaves possible: the possible set of every input, code and derived
/// value (semantics.md sections 1 and 2), and with them what every condition is.
namespace arvio::inline v0::reference {

using book::answers;
using book::presumed_input;

/// The answers as they count: without those too old, and after finish with the inputs
/// that were never asked turned into unknown ones.
struct effective_answer {
  answer_state state = answer_state::not_asked;
  bool asked = false;     // what `require` and `after` want to know
  bool outdated = false;  // there is an answer, and it is too old to count
  value_set values;
  std::vector<code_state> codes;  // codes inputs: always one per code
  // What the contact presumes of it; the author's presumptions of the same do not count.
  std::optional<std::int64_t> presumed;
  std::vector<std::optional<bool>> presumed_codes;  // codes inputs: one per code
};
[[nodiscard]] std::vector<effective_answer> effective_answers(const book::rulebook& book,
                                                              const answers& contact);

/// What may be presumed of an input, or of each of its codes: the first that is possible.
struct presumable {
  std::vector<std::int64_t> values;
  std::vector<std::vector<bool>> codes;
};

/// The same per input; empty where nothing is presumed.
using presumptions = std::vector<presumable>;

class world {
 public:
  /// Finds all possible sets. What is presumed of an input replaces its set, as it is
  /// found here, before anything is computed from it.
  world(const prepared& rules, const std::vector<effective_answer>& answers, instant now,
        const presumptions& presumed);
  /// The same for some steps of the book's order alone, among them all that they depend
  /// on: the sets of everything else are without meaning.
  world(const prepared& rules, const std::vector<effective_answer>& answers, instant now,
        const presumptions& presumed, const std::vector<book::step>& order);

  [[nodiscard]] const prepared& rules() const { return *rules_; }
  [[nodiscard]] const book::rulebook& book() const { return rules_->book(); }
  [[nodiscard]] const effective_answer& answer(std::uint32_t input) const {
    return (*answers_)[input];
  }

  [[nodiscard]] const value_set& values(std::uint32_t input) const {
    return inputs_[input];
  }
  [[nodiscard]] const value_set& code(std::uint32_t input, std::uint32_t code) const {
    return codes_[input][code];
  }
  [[nodiscard]] const std::vector<value_set>& derived() const { return derived_; }
  /// Whether an input is applicable: `applies-when`, certain where there is none.
  [[nodiscard]] certainty applicable(std::uint32_t input) const {
    return applicable_[input];
  }
  /// Whether more than one value is possible: of a codes input, for some code.
  [[nodiscard]] bool is_undecided(std::uint32_t input) const;

  [[nodiscard]] const std::vector<std::uint32_t>& inferred() const { return inferred_; }
  [[nodiscard]] const std::vector<std::uint32_t>& unexpected_answers() const {
    return unexpected_;
  }
  /// What was presumed in the place of more than one value.
  [[nodiscard]] const std::vector<presumed_input>& presumed() const { return presumed_; }

  /// The possible values of an expression: exact for booleans and codes, the hull for
  /// numbers, each part taken by itself.
  [[nodiscard]] value_set values_of(expression_at what) const;
  /// The points of one item of a score.
  [[nodiscard]] value_set values_of(const book::linked_item& item) const;
  /// The possible values of an operand of a score or table.
  [[nodiscard]] const value_set& values_of(const book::linked_operand& operand) const;

  /// The possible sets of all slots, those of a condition among them. `urgency` tests
  /// have none: their routes set them.
  [[nodiscard]] slot_sets& sets_for(formula_ptr what) const;
  /// What a prepared condition is for this contact; each is judged once.
  [[nodiscard]] certainty judge(formula_ptr what) const;

 private:
  void find_input(std::uint32_t index);
  void find_codes(std::uint32_t index);
  void presume(std::uint32_t index, const presumable& may_be);
  value_set inferred_values(const book::linked_input& input,
                            const book::linked_inference& inference) const;
  value_set derive(const book::linked_derived& what) const;
  value_set slot_values(const slot& what) const;
  value_set comparison(expression_at left, expression_at right) const;
  value_set arithmetic(expression_at what) const;
  value_set conditional(expression_at what) const;
  value_range time_between(expression_at what) const;

  const prepared* rules_;
  const std::vector<effective_answer>* answers_;
  instant now_;
  std::vector<value_set> inputs_;
  std::vector<std::vector<value_set>> codes_;
  std::vector<value_set> derived_;
  std::vector<certainty> applicable_;
  std::vector<std::uint32_t> inferred_;
  std::vector<std::uint32_t> unexpected_;
  std::vector<presumed_input> presumed_;
  // what was asked for once
  mutable slot_sets sets_;
  mutable std::vector<bool> has_set_;
  mutable std::unordered_map<formula_ptr, certainty> judged_;
};

}  // namespace arvio::inline v0::reference

#endif  // ARVIO_SRC_REFERENCE_WORLD_HPP
