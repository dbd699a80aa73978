// Comparisons and `in`: what can be compared with what, and what literals become.

#include "arvio/base/date.hpp"
#include "arvio/base/limits.hpp"

#include "lang/checker.hpp"

#include <algorithm>

namespace arvio::inline v0::lang {
namespace {

/// "from 25.0 to 45.0", the values of a type.
std::string bounds_words(const type& of) {
  const auto text = [&of](std::int64_t value) {
    return of.kind == kind::duration ? duration_text(value)
                                     : to_text(decimal{value, of.scale});
  };
  return "from " + text(of.low) + " to " + text(of.high);
}

}  // namespace

void checker::visit_comparison(index place) {
  const auto left = at(place).children[0];
  const auto right = at(place).children[1];
  const bool ordered = at(place).op != op::equal && at(place).op != op::not_equal;
  const auto first = value_of(left);
  const auto second = visit_beside(right, left);
  if (first == kind::none || second == kind::none) return;
  if (compare(place, left, right, ordered)) set(place, kind::boolean, 0, 1);
}

void checker::visit_membership(index place) {
  const parts choices = parts(at(place).children).subspan(1);
  const auto subject = at(place).children.front();
  const auto what = value_of(subject);
  bool testable = what != kind::none;
  if (testable && is_literal(subject)) {
    testable = fault(place, errc::not_allowed_here, subject,
                     "`in` tests a value that can differ",
                     "write the name of an input or a derived value before `in`");
  } else if (what == kind::boolean) {
    testable = fault(place, errc::type_mismatch, subject, "`in` does not test conditions",
                     "write " + quoted(subject) + " or `not(...)` around it");
  }
  bool fine = testable;
  for (const auto choice : choices) {
    if (at(choice).op == op::range) {
      fine = visit_range(place, choice, testable) && fine;
    } else {
      fine = visit_beside(choice, subject) != kind::none && testable &&
             compare(place, subject, choice, false) && fine;
    }
  }
  if (fine) set(place, kind::boolean, 0, 1);
}

/// Visits a range that `place` tests its subject for, if that can be tested.
bool checker::visit_range(index place, index range, bool testable) {
  const auto subject = at(place).children.front();
  bool fine = testable;
  for (const auto end : at(range).children) {
    if (at(end).op == op::absent) continue;
    fine = visit_beside(end, subject) != kind::none && testable &&
           compare(place, subject, end, true) && fine;
  }
  if (!fine) return false;
  const auto low = at(range).children[0];
  const auto high = at(range).children[1];
  if (!is_literal(low) || !is_literal(high)) return true;
  // both are in units of the subject now; an open end leaves out its own value
  const auto first = at(low).value + (at(range).low_open ? 1 : 0);
  const auto last = at(high).value - (at(range).high_open ? 1 : 0);
  if (first <= last) return true;
  return fault(place, errc::range_empty, range, "nothing lies in this range",
               at(low).value > at(high).value ? "write the smaller end first"
                                              : "`(` and `)` leave out the end itself");
}

/// Visits what is compared with `subject`: a name that is unknown may be one of its
/// codes.
kind checker::visit_beside(index part, index subject) {
  const auto& name = at(part).name;
  const auto& beside = at(subject).type;
  if (at(part).op == op::name && beside.kind == kind::code && !is_unmet(subject) &&
      !names_.find(name)) {
    const auto& codes = names_.codes(beside.value_set);
    if (std::find(codes.begin(), codes.end(), name) != codes.end()) {
      undeclared(part, errc::name_unknown, name,
                 "there is no input or derived value " + in_backticks(name),
                 "write the code in quotation marks: " + in_backticks("'" + name + "'"));
      return kind::none;
    }
  }
  return value_of(part);
}

/// Whether two parts can be compared; brings literals to what they meet. `ordered` is
/// false for equality.
bool checker::compare(index place, index left, index right, bool ordered) {
  const auto& a = at(left).type;
  const auto& b = at(right).type;
  if (a.is_number() && b.is_number()) return compare_numbers(place, left, right, ordered);
  if (a.kind == b.kind) {
    if (a.kind == kind::code) return compare_codes(place, left, right, ordered);
    if (a.kind == kind::boolean) return compare_booleans(place, left, right, ordered);
    if (is_literal(right)) return adapt(right, left, ordered);
    if (is_literal(left)) return adapt(left, right, ordered);
    return true;  // durations
  }
  const auto marked = is_literal(left) && !is_literal(right) ? left : right;
  return fault(
      place, errc::type_mismatch, marked,
      "cannot compare " + word_for(left) + " with " + word_for(right),
      marked == left ? hint_to_compare(right, left) : hint_to_compare(left, right));
}

/// What to write where `other` was compared with `wrong`.
std::string checker::hint_to_compare(index other, index wrong) const {
  const auto& wanted = at(other).type;
  switch (wanted.kind) {
    case kind::integer:
    case kind::decimal: {
      std::string hint;
      if (at(wrong).op == op::text && parse_decimal(at(wrong).name))
        hint = "write " + at(wrong).name + " without quotation marks; ";
      return hint + quoted(other) + " is a number " + bounds_words(wanted);
    }
    case kind::boolean: return "write the condition itself, or `not(...)` around it";
    case kind::code:
      if (is_unmet(other)) return {};
      return "write a code in quotation marks, such as " +
             in_backticks("'" + names_.codes(wanted.value_set).front() + "'");
    case kind::duration: return "write a duration, as in `duration('PT12H')`";
    case kind::none:
    case kind::codes:
    case kind::date:
    case kind::datetime: return {};
  }
  return {};  // not reached
}

bool checker::compare_codes(index place, index left, index right, bool ordered) {
  if (ordered) {
    return fault(place, errc::type_mismatch, place, "codes have no order",
                 "list the codes that are meant: `x in ('a', 'b')`");
  }
  if (is_unmet(left) && is_unmet(right)) {
    return fault(place, errc::type_mismatch, place, "nothing says which codes these are",
                 "compare an input or a derived value with a code");
  }
  settle_codes(left, at(right).type.value_set);
  settle_codes(right, at(left).type.value_set);
  const auto& a = at(left).type;
  const auto& b = at(right).type;
  if (a.kind == kind::none || b.kind == kind::none) return false;
  if (a.value_set == b.value_set) return true;
  return fault(place, errc::type_mismatch, place,
               quoted(left) + " and " + quoted(right) + " have different codes",
               "compare each with a code");
}

bool checker::compare_booleans(index place, index left, index right, bool ordered) {
  if (ordered) {
    return fault(place, errc::type_mismatch, place, "conditions have no order",
                 "join them with `and`, `or` and `not(...)`");
  }
  const auto simple = [this](index part) {
    return at(part).op == op::name || at(part).op == op::truth;
  };
  if (simple(left) && simple(right) && !(is_literal(left) && is_literal(right)))
    return true;
  return fault(
      place, errc::type_mismatch, place,
      "only a name can be compared with `true`, `false` or another condition's name",
      "write the condition itself, or `not(...)` around it, or give it a name as a "
      "derived value");
}

bool checker::compare_numbers(index place, index left, index right, bool ordered) {
  const index both[] = {left, right};
  if (!agree_on_unit(place, both, "compare")) return false;
  settle_unit(left, "1");
  settle_unit(right, "1");
  if (is_literal(left) && is_literal(right)) {
    const int scale = largest_scale(both);
    return adapt_literal(left, at(left).type.kind, scale, quoted(right)) &&
           adapt_literal(right, at(right).type.kind, scale, quoted(left));
  }
  if (is_literal(right)) return adapt(right, left, ordered);
  if (is_literal(left)) return adapt(left, right, ordered);
  const int scale = largest_scale(both);
  return fits_scale(place, left, scale) && fits_scale(place, right, scale);
}

/// Gives a literal the scale of what it is compared with, and refuses one that can never
/// be equal to it.
bool checker::adapt(index literal, index other, bool ordered) {
  const auto& meets = at(other).type;
  if (meets.is_number() &&
      !adapt_literal(literal, meets.kind, meets.scale, quoted(other)))
    return false;
  const auto value = at(literal).value;
  if (ordered || is_literal(other) || (meets.low <= value && value <= meets.high))
    return true;
  return fault(literal, errc::literal_outside, literal,
               quoted(other) + " can never be " + quoted(literal),
               "its values go " + bounds_words(meets));
}

/// Makes a number literal one of `scale`, if it is not finer.
bool checker::adapt_literal(index literal, kind what, int scale, std::string_view meets) {
  auto& one = at(literal);
  const auto units = units_at(one.number, scale);
  if (!units && one.number.scale > scale) {
    return fault(literal, errc::literal_too_fine, literal,
                 quoted(literal) + " is finer than " + std::string(meets),
                 "write " + digits_words(scale));
  }
  if (!units) {
    return fault(literal, errc::number_range, literal,
                 quoted(literal) + " is too large here",
                 "numbers have at most 15 digits in all");
  }
  one.value = *units;
  one.type.kind = what;
  one.type.scale = scale;
  one.type.low = one.type.high = one.value;
  return true;
}

}  // namespace arvio::inline v0::lang
