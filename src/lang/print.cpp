#include "arvio/lang/print.hpp"

#include "arvio/base/date.hpp"
#include "arvio/lang/functions.hpp"

#include <string_view>

namespace arvio::inline v0::lang {
namespace {

/// How tightly a form binds, loosest first. A part is put in parentheses where its place
/// asks for a tighter one.
enum class binding : std::uint8_t {
  whole,      // if ... then ... else ...
  joined,     // and, or
  compared,   // comparisons, in, any, all, urgency
  term,       // + -
  product,    // * /
  with_sign,  // -x
  primary,
};

binding binding_of(const node& one) {
  switch (one.op) {
    case op::conditional: return binding::whole;
    case op::logical_and:
    case op::logical_or: return binding::joined;
    case op::equal:
    case op::not_equal:
    case op::less:
    case op::less_equal:
    case op::greater:
    case op::greater_equal:
    case op::in:
    case op::any_of:
    case op::all_of:
    case op::any_code:
    case op::urgency_equal:
    case op::urgency_at_least:
    case op::urgency_at_most: return binding::compared;
    case op::add:
    case op::subtract: return binding::term;
    case op::multiply:
    case op::divide: return binding::product;
    case op::negate: return binding::with_sign;
    case op::number: return one.number.units < 0 ? binding::with_sign : binding::primary;
    case op::text:
    case op::truth:
    case op::date_literal:
    case op::duration_literal:
    case op::name:
    case op::assessment_time:
    case op::logical_not:
    case op::range:
    case op::absent:
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
    case op::minutes_between: return binding::primary;
  }
  return binding::primary;  // not reached
}

std::string quoted(std::string_view text) {
  // there are no escapes: a text with a `'` was written in the other quotation marks
  const std::string mark = text.find('\'') == std::string_view::npos ? "'" : "\"";
  return mark + std::string(text) + mark;
}

class printer {
 public:
  explicit printer(const ast& tree) : tree_(tree) {}

  std::string whole(std::uint32_t index) { return text(index, binding::whole); }

 private:
  std::string text(std::uint32_t index, binding wanted) {
    const auto& one = tree_.at(index);
    auto out = bare(one);
    return binding_of(one) < wanted ? "(" + out + ")" : out;
  }

  std::string joined(const node& one, std::string_view between, binding wanted,
                     std::size_t first = 0) {
    std::string out;
    for (auto i = first; i < one.children.size(); ++i) {
      if (i > first) out += between;
      out += text(one.children[i], wanted);
    }
    return out;
  }

  /// `left sign right`, where the right side may have to bind tighter than the left one.
  std::string binary(const node& one, std::string_view sign, binding left,
                     binding right) {
    return text(one.children[0], left) + std::string(sign) + text(one.children[1], right);
  }

  std::string call(const node& one) {
    const auto* const called = find_function(one.op);
    return std::string(called == nullptr ? "" : called->name) + "(" +
           joined(one, ", ", binding::whole) + ")";
  }

  std::string range(const node& one) {
    const auto end = [this](std::uint32_t index) {
      return tree_.at(index).op == op::absent ? "" : text(index, binding::term);
    };
    return (one.low_open ? "(" : "[") + end(one.children[0]) + ".." +
           end(one.children[1]) + (one.high_open ? ")" : "]");
  }

  std::string choices(const node& one) {
    auto out = joined(one, ", ", binding::term, 1);
    const bool single = one.children.size() == 2;
    const bool is_range = single && tree_.at(one.children[1]).op == op::range;
    // a value that begins with a parenthesis would be read as a list
    if (is_range || (single && !out.starts_with('('))) return out;
    return "(" + out + ")";
  }

  std::string urgency(const node& one, std::string_view sign) {
    return "urgency " + (one.need.empty() ? "" : "of " + quoted(one.need) + " ") +
           std::string(sign) + " " + quoted(one.name);
  }

  std::string codes_test(const node& one, std::string_view word) {
    return text(one.children[0], binding::term) + " " + std::string(word) + " (" +
           joined(one, ", ", binding::term, 1) + ")";
  }

  /// The text of a node without parentheses around it.
  std::string bare(const node& one) {
    switch (one.op) {
      case op::number: return to_text(one.number);
      case op::text: return quoted(one.name);
      case op::truth: return one.value != 0 ? "true" : "false";
      case op::date_literal:
        return "date('" + to_text(date{static_cast<std::int32_t>(one.value)}) + "')";
      case op::duration_literal: return "duration('" + duration_text(one.value) + "')";
      case op::name: return one.name;
      case op::assessment_time: return "assessment_time";
      case op::logical_and: return joined(one, " and ", binding::compared);
      case op::logical_or: return joined(one, " or ", binding::compared);
      case op::logical_not: return "not(" + whole(one.children[0]) + ")";
      case op::equal: return binary(one, " = ", binding::term, binding::term);
      case op::not_equal: return binary(one, " != ", binding::term, binding::term);
      case op::less: return binary(one, " < ", binding::term, binding::term);
      case op::less_equal: return binary(one, " <= ", binding::term, binding::term);
      case op::greater: return binary(one, " > ", binding::term, binding::term);
      case op::greater_equal: return binary(one, " >= ", binding::term, binding::term);
      case op::in: return text(one.children[0], binding::term) + " in " + choices(one);
      case op::range: return range(one);
      case op::absent: return "";
      case op::negate: return "-" + text(one.children[0], binding::with_sign);
      case op::add: return binary(one, " + ", binding::term, binding::product);
      case op::subtract: return binary(one, " - ", binding::term, binding::product);
      case op::multiply: return binary(one, " * ", binding::product, binding::with_sign);
      case op::divide: return binary(one, " / ", binding::product, binding::with_sign);
      case op::conditional:
        return "if " + whole(one.children[0]) + " then " + whole(one.children[1]) +
               " else " + whole(one.children[2]);
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
      case op::minutes_between: return call(one);
      case op::any_of: return codes_test(one, "any");
      case op::all_of: return codes_test(one, "all");
      case op::any_code: return "any " + whole(one.children[0]);
      case op::urgency_equal: return urgency(one, "=");
      case op::urgency_at_least: return urgency(one, "at least");
      case op::urgency_at_most: return urgency(one, "at most");
    }
    return {};  // not reached
  }

  const ast& tree_;
};

}  // namespace

std::string print(const ast& tree) { return printer(tree).whole(tree.root); }

std::string print(const ast& tree, std::uint32_t node) {
  return printer(tree).whole(node);
}

}  // namespace arvio::inline v0::lang
