#ifndef ARVIO_SRC_LANG_CHECKER_HPP
#define ARVIO_SRC_LANG_CHECKER_HPP

#include "arvio/base/decimal.hpp"
#include "arvio/lang/check.hpp"

#include "lang/wording.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace arvio::inline v0::lang {

/// One run of check(). Types are found from the leaves up: `visit` fills the type of a
/// node after those below it. Until it meets something that decides it,
///
/// * a number made of literals alone has an empty unit; `settle_unit` gives it one;
/// * a text, or a choice between texts, is of the value set `unmet`; see `settle_codes`;
/// * a literal that is compared has its own scale; `adapt` gives it that of the other
///   side.
///
/// A fault is reported where it is found and leaves kind::none, on which nobody reports
/// again.
class checker {
 public:
  checker(ast& tree, const scope& names, const expectation& wanted, findings& out)
      : tree_(tree), names_(names), wanted_(wanted), out_(out) {}

  void run();

 private:
  using index = std::uint32_t;
  using parts = std::span<const index>;
  static constexpr std::uint32_t unmet = static_cast<std::uint32_t>(-1);

  /// What a number can be, in units of some scale, before it is known to be small enough.
  struct bounds {
    wide_int low = 0;
    wide_int high = 0;
  };

  // check.cpp: leaves, conditions, the whole
  void visit(index at);
  void visit_number(index at);
  void visit_name(index at);
  void visit_conditions(index at);
  void visit_codes_test(index at);
  void visit_urgency(index at);
  void check_result();
  void check_number_result();
  void settle_codes(index at, std::uint32_t value_set);

  // check_numbers.cpp: what computes
  void visit_negate(index at);
  void visit_absolute(index at);
  void visit_sum(index at);
  void visit_extreme(index at);
  void visit_multiply(index at);
  void visit_rounding(index at);
  void visit_divide(index at);
  void visit_misplaced_division(index at);
  void visit_conditional(index at);
  void choose_code(index at);
  bool operands(index at, bool durations);
  void settle_unit(index at, const std::string& unit);
  bool agree_on_unit(index at, parts of, std::string_view verb);
  int largest_scale(parts of) const;
  bool fits_scale(index at, index part, int scale);
  bounds at_scale(index part, int scale) const;
  kind joint_kind(parts of) const;
  bounds quotient(index division, op how) const;
  bool set_number(index at, kind what, std::string unit, int scale, bounds values);

  // check_times.cpp: what measures the time between dates
  void visit_between(index at);
  bool time_operand(index at, index part);

  // check_compare.cpp: comparisons and `in`
  void visit_comparison(index at);
  void visit_membership(index at);
  bool visit_range(index at, index range, bool testable);
  kind visit_beside(index part, index subject);
  bool compare(index at, index left, index right, bool ordered);
  bool compare_codes(index at, index left, index right, bool ordered);
  bool compare_booleans(index at, index left, index right, bool ordered);
  bool compare_numbers(index at, index left, index right, bool ordered);
  bool adapt(index literal, index other, bool ordered);
  bool adapt_literal(index literal, kind what, int scale, std::string_view meets);
  std::string hint_to_compare(index left, index right) const;

  // what all of them use (check.cpp)

  /// Visits a part whose value is used as it is, so is neither a date nor a set of codes.
  kind value_of(index at);
  /// Visits a part that must be a condition; `place` says where.
  bool condition(index at, std::string_view place);

  node& at(index place) { return tree_.at(place); }
  const node& at(index place) const { return tree_.at(place); }
  bool is_literal(index place) const;
  bool is_unmet(index place) const {
    return at(place).type.kind == kind::code && at(place).type.value_set == unmet;
  }
  /// The text of a part in back-ticks; of a long one its beginning.
  std::string quoted(index place) const;
  /// What a part is, in one word: number, text, boolean, ...
  std::string word_for(index place) const;

  void set(index at, kind what, std::int64_t low, std::int64_t high);
  /// Reports a fault, marks a part, and leaves `at` without a type. False, always.
  bool fault(index at, errc code, index marked, std::string_view message,
             std::string_view hint);
  /// A fault for want of a declaration of `subject`.
  bool undeclared(index at, errc code, std::string subject, std::string_view message,
                  std::string_view hint);

  ast& tree_;
  const scope& names_;
  const expectation& wanted_;
  findings& out_;
};

/// "in `kg`", "a plain number".
[[nodiscard]] std::string unit_words(std::string_view unit);
/// "whole", "of 2 digits after the point".
[[nodiscard]] std::string digits_words(int scale);

}  // namespace arvio::inline v0::lang

#endif  // ARVIO_SRC_LANG_CHECKER_HPP
