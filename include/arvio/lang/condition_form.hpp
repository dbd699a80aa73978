#ifndef ARVIO_LANG_CONDITION_FORM_HPP
#define ARVIO_LANG_CONDITION_FORM_HPP

#include "arvio/lang/ast.hpp"

#include <cstdint>

namespace arvio::inline v0::lang {

/// What an expression is where a condition is wanted.
enum class condition_form : std::uint8_t {
  truth,         // true, false
  name,          // a boolean input or derived value
  all,           // each of the children
  any,           // one of the children
  negation,      // not the child
  conditional,   // [if, then, else]
  comparison,    // [left, right]
  membership,    // [subject, alternative...]
  codes_test,    // [name, text...]
  urgency_test,  // of the contact, or of a need
  no_condition   // a value: check() lets none stand there
};

[[nodiscard]] constexpr condition_form form_of(op which) noexcept {
  switch (which) {
    case op::truth: return condition_form::truth;
    case op::name: return condition_form::name;
    case op::logical_and: return condition_form::all;
    case op::logical_or: return condition_form::any;
    case op::logical_not: return condition_form::negation;
    case op::conditional: return condition_form::conditional;
    case op::equal:
    case op::not_equal:
    case op::less:
    case op::less_equal:
    case op::greater:
    case op::greater_equal: return condition_form::comparison;
    case op::in: return condition_form::membership;
    case op::any_of:
    case op::all_of:
    case op::any_code: return condition_form::codes_test;
    case op::urgency_equal:
    case op::urgency_at_least:
    case op::urgency_at_most: return condition_form::urgency_test;
    case op::number:
    case op::text:
    case op::date_literal:
    case op::duration_literal:
    case op::assessment_time:
    case op::range:
    case op::absent:
    case op::negate:
    case op::add:
    case op::subtract:
    case op::multiply:
    case op::divide:
    case op::minimum:
    case op::maximum:
    case op::sum:
    case op::absolute:
    case op::round:
    case op::floor:
    case op::ceiling:
    case op::count_true:
    case op::years_between:
    case op::months_between:
    case op::days_between:
    case op::hours_between:
    case op::minutes_between: break;
  }
  return condition_form::no_condition;
}

}  // namespace arvio::inline v0::lang

#endif  // ARVIO_LANG_CONDITION_FORM_HPP
