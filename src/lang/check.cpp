#include "arvio/lang/check.hpp"

#include "arvio/base/date.hpp"
#include "arvio/base/did_you_mean.hpp"
#include "arvio/base/limits.hpp"
#include "arvio/lang/functions.hpp"
#include "arvio/lang/print.hpp"

#include "lang/checker.hpp"

#include <algorithm>
#include <utility>

namespace arvio::inline v0::lang {
namespace {

/// A name that was probably meant, or else another hint.
std::string did_you_mean_or(std::string_view name, const std::vector<std::string>& known,
                            std::string otherwise) {
  auto hint = did_you_mean(name, known);
  return hint.empty() ? std::move(otherwise) : hint;
}

/// "one of `a`, `b`, `c`", the beginning of a long list.
std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t shown = 8;
  std::string out;
  for (std::size_t i = 0; i < std::min(names.size(), shown); ++i)
    out += (i == 0 ? "one of " : ", ") + in_backticks(names[i]);
  return names.size() > shown ? out + ", ..." : out;
}

/// The moments an assessment can have: the years of limits, at any offset.
constexpr std::int64_t largest_offset = 50400;  // 14 hours
constexpr std::int64_t first_moment =
    std::int64_t{to_date({limits::first_year, 1, 1}).days} * 86400 - largest_offset;
constexpr std::int64_t last_moment =
    std::int64_t{to_date({limits::last_year + 1, 1, 1}).days} * 86400 - 1 +
    largest_offset;

}  // namespace

std::string unit_words(std::string_view unit) {
  return unit == "1" ? "a plain number" : "in " + in_backticks(unit);
}

std::string digits_words(int scale) {
  if (scale == 0) return "a whole number";
  return "a number with at most " + std::to_string(scale) +
         (scale == 1 ? " digit" : " digits") + " after the point";
}

// --- what all of the checker uses ------------------------------------------------------

bool checker::is_literal(index place) const {
  const auto what = at(place).op;
  return what == op::number || what == op::text || what == op::truth ||
         what == op::date_literal || what == op::duration_literal;
}

std::string checker::quoted(index place) const {
  constexpr std::size_t longest = 40;
  auto text = print(tree_, place);
  if (text.size() > longest) text = text.substr(0, longest - 3) + "...";
  return in_backticks(text);
}

std::string checker::word_for(index place) const {
  if (is_unmet(place)) return "text";
  return at(place).type.is_number() ? "number" : kind_name(at(place).type.kind);
}

void checker::set(index place, kind what, std::int64_t low, std::int64_t high) {
  type found;
  found.kind = what;
  found.low = low;
  found.high = high;
  at(place).type = std::move(found);
}

bool checker::fault(index place, errc code, index marked, std::string_view message,
                    std::string_view hint) {
  out_.push_back({code,
                  severity::error,
                  at(marked).where,
                  std::string(message),
                  std::string(hint),
                  {}});
  at(place).type = type{};
  return false;
}

bool checker::undeclared(index place, errc code, std::string subject,
                         std::string_view message, std::string_view hint) {
  fault(place, code, place, message, hint);
  out_.back().subject = std::move(subject);
  out_.back().lacks.kind = lack::declaration;
  return false;
}

kind checker::value_of(index place) {
  visit(place);
  const auto what = at(place).type.kind;
  if (what == kind::date || what == kind::datetime) {
    fault(place, errc::not_allowed_here, place,
          "a " + std::string(kind_name(what)) +
              " stands only in the `..._between` functions",
          "ask for the time between, as in `days_between(x, assessment_time) >= 3`");
  } else if (what == kind::codes) {
    const auto name = at(place).name;
    fault(place, errc::not_allowed_here, place,
          in_backticks(name) +
              " can have several codes and stands only with `any` and `all`",
          "write " + in_backticks(name + " any ('a', 'b')") + " or " +
              in_backticks("any " + name));
  }
  return at(place).type.kind;
}

bool checker::condition(index place, std::string_view needs) {
  const auto what = value_of(place);
  if (what == kind::none) return false;
  if (what == kind::boolean) return true;
  std::string hint;
  if (at(place).type.is_number()) hint = "compare it with a number, as in `x >= 1`";
  if (what == kind::code) hint = "compare it with a code, as in `x = 'a'`";
  if (what == kind::duration) hint = "compare it, as in `x >= duration('PT12H')`";
  return fault(place, errc::type_mismatch, place,
               std::string(needs) + " a condition, and " + quoted(place) + " is " +
                   word_for(place),
               hint);
}

// --- one node --------------------------------------------------------------------------

void checker::visit(index place) {
  auto& one = at(place);
  one.type = type{};
  switch (one.op) {
    case op::number: return visit_number(place);
    case op::text:
      set(place, kind::code, 0, 0);
      one.type.value_set = unmet;
      return;
    case op::truth: return set(place, kind::boolean, one.value, one.value);
    case op::date_literal: return set(place, kind::date, one.value, one.value);
    case op::duration_literal: return set(place, kind::duration, one.value, one.value);
    case op::name: return visit_name(place);
    case op::assessment_time:
      return set(place, kind::datetime, first_moment, last_moment);

    case op::logical_and:
    case op::logical_or:
    case op::logical_not:
    case op::count_true: return visit_conditions(place);

    case op::equal:
    case op::not_equal:
    case op::less:
    case op::less_equal:
    case op::greater:
    case op::greater_equal: return visit_comparison(place);
    case op::in: return visit_membership(place);
    case op::range:
    case op::absent: return;  // visited with their `in`

    case op::negate: return visit_negate(place);
    case op::add:
    case op::subtract:
    case op::sum: return visit_sum(place);
    case op::multiply: return visit_multiply(place);
    case op::divide: return visit_misplaced_division(place);
    case op::conditional: return visit_conditional(place);
    case op::minimum:
    case op::maximum: return visit_extreme(place);
    case op::absolute: return visit_absolute(place);
    case op::round:
    case op::floor:
    case op::ceiling: return visit_rounding(place);
    case op::years_between:
    case op::months_between:
    case op::days_between:
    case op::hours_between:
    case op::minutes_between: return visit_between(place);

    case op::any_of:
    case op::all_of:
    case op::any_code: return visit_codes_test(place);
    case op::urgency_equal:
    case op::urgency_at_least:
    case op::urgency_at_most: return visit_urgency(place);
  }
}

void checker::visit_number(index place) {
  auto& literal = at(place);
  literal.value = literal.number.units;
  set(place, literal.number.scale == 0 ? kind::integer : kind::decimal, literal.value,
      literal.value);
  literal.type.scale = literal.number.scale;
}

void checker::visit_name(index place) {
  auto& one = at(place);
  const auto found = names_.find(one.name);
  if (!found) {
    undeclared(place, errc::name_unknown, one.name,
               "there is no input or derived value " + in_backticks(one.name),
               did_you_mean_or(
                   one.name, names_.names(),
                   "only what this rule set and those it uses declare is known here"));
    return;
  }
  one.symbol = found->kind;
  one.index = found->index;
  one.type = found->type;
  if (one.type.is_number()) {
    if (one.type.unit.empty()) one.type.unit = "1";
  } else {
    one.type.unit.clear();  // whatever the scope left there
    one.type.scale = 0;
  }
  if (one.type.kind == kind::boolean) set(place, kind::boolean, 0, 1);
}

// --- conditions ------------------------------------------------------------------------

void checker::visit_conditions(index place) {
  const auto what = at(place).op;
  const std::string_view needs = what == op::logical_and   ? "`and` joins"
                                 : what == op::logical_or  ? "`or` joins"
                                 : what == op::logical_not ? "`not` negates"
                                                           : "`count_true` counts";
  bool fine = true;
  for (const auto part : at(place).children)
    fine = condition(part, needs) && fine;
  if (!fine) return;
  if (what != op::count_true) return set(place, kind::boolean, 0, 1);
  set(place, kind::integer, 0, static_cast<std::int64_t>(at(place).children.size()));
  at(place).type.unit = "1";
}

void checker::visit_codes_test(index place) {
  const auto subject = at(place).children.front();
  visit(subject);
  const auto what = at(subject).type.kind;
  if (what != kind::codes) {
    if (what == kind::none) return;
    const auto name = at(subject).name;
    const std::string hint = what == kind::code
                                 ? "write " + in_backticks(name + " in ('a', 'b')")
                                 : std::string();
    fault(place, errc::type_mismatch, subject,
          "`any` and `all` test an input of type codes, and " + in_backticks(name) +
              " is " + word_for(subject),
          hint);
    return;
  }
  const auto value_set = at(subject).type.value_set;
  const auto codes = parts(at(place).children).subspan(1);
  for (const auto code : codes) {
    visit(code);
    settle_codes(code, value_set);
  }
  set(place, kind::boolean, 0, 1);
}

void checker::settle_codes(index place, std::uint32_t value_set) {
  auto& one = at(place);
  if (!is_unmet(place) || value_set == unmet) return;
  if (one.op != op::text) {  // a choice between texts
    one.type.value_set = value_set;
    const parts branches = parts(one.children).subspan(1);
    for (const auto branch : branches)
      settle_codes(branch, value_set);
    const auto& first = at(branches[0]).type;
    const auto& second = at(branches[1]).type;
    one.type.low = std::min(first.low, second.low);
    one.type.high = std::max(first.high, second.high);
    return;
  }
  const auto& codes = names_.codes(value_set);
  const auto found = std::find(codes.begin(), codes.end(), one.name);
  if (found == codes.end()) {
    undeclared(place, errc::code_unknown, one.name,
               in_backticks(one.name) + " is none of the codes here",
               did_you_mean_or(one.name, codes, listed(codes)));
    return;
  }
  one.value = found - codes.begin();
  set(place, kind::code, one.value, one.value);
  one.type.value_set = value_set;
}

void checker::visit_urgency(index place) {
  auto& one = at(place);
  if (!wanted_.urgency_allowed) {
    fault(place, errc::not_allowed_here, place,
          "`urgency` cannot stand in this condition",
          "it is the result of the clinical rules; only routes, deadlines and properties "
          "use it");
    return;
  }
  bool fine = true;
  const auto level = names_.level(one.name);
  if (!level) {
    fine =
        undeclared(place, errc::reference_unknown, one.name,
                   "there is no urgency level " + in_backticks(one.name),
                   did_you_mean_or(one.name, names_.levels(), listed(names_.levels())));
  }
  const auto need =
      one.need.empty() ? std::optional<std::uint32_t>(0) : names_.need(one.need);
  if (!need) {
    fine = undeclared(place, errc::reference_unknown, one.need,
                      "there is no need " + in_backticks(one.need),
                      did_you_mean_or(one.need, names_.needs(), listed(names_.needs())));
  }
  if (!fine) return;
  one.index = *level;
  one.need_index = *need;
  set(place, kind::boolean, 0, 1);
}

// --- the whole -------------------------------------------------------------------------

void checker::check_result() {
  const auto root = tree_.root;
  const auto what = value_of(root);
  if (what == kind::none) return;
  const auto& wanted = wanted_.type;
  const auto refuse = [&] {
    (void)fault(root, errc::type_mismatch, root,
                std::string(kind_name(wanted.kind)) + " is expected here, and this is " +
                    word_for(root),
                {});
  };
  switch (wanted.kind) {
    case kind::none:
      if (is_unmet(root)) {
        (void)fault(root, errc::type_mismatch, root, "nothing says which codes these are",
                    {});
      }
      if (at(root).type.is_number()) settle_unit(root, "1");
      return;
    case kind::boolean: (void)condition(root, "expected is"); return;
    case kind::integer:
    case kind::decimal:
      if (at(root).type.is_number()) return check_number_result();
      return refuse();
    case kind::code:
      if (what != kind::code) return refuse();
      if (is_unmet(root)) return settle_codes(root, wanted.value_set);
      if (at(root).type.value_set != wanted.value_set) {
        (void)fault(root, errc::type_mismatch, root,
                    quoted(root) + " has other codes than are expected here", {});
      }
      return;
    case kind::duration:
      if (what != kind::duration) return refuse();
      return;
    case kind::codes:
    case kind::date:
    case kind::datetime: return refuse();
  }
}

void checker::check_number_result() {
  const auto root = tree_.root;
  const auto& wanted = wanted_.type;
  auto& found = at(root);
  settle_unit(root, wanted.unit.empty() ? "1" : wanted.unit);
  if (!wanted.unit.empty() && found.type.unit != wanted.unit) {
    (void)fault(root, errc::unit_mismatch, root,
                "the result is " + unit_words(found.type.unit) + ", expected is " +
                    unit_words(wanted.unit),
                "units are never converted");
    return;
  }
  if (found.op == op::number) {
    (void)adapt_literal(root, wanted.kind, wanted.scale, "the result");
    return;
  }
  if (found.type.scale > wanted.scale) {
    (void)fault(root, errc::type_mismatch, root,
                "the result is " + digits_words(found.type.scale) + ", expected is " +
                    digits_words(wanted.scale),
                "round it, or give the value a finer resolution");
    return;
  }
  (void)fits_scale(root, root, wanted.scale);
}

void checker::run() { check_result(); }

bool check(ast& tree, const scope& names, const expectation& wanted, findings& out) {
  findings found;
  checker(tree, names, wanted, found).run();
  if (found.empty()) return true;
  sort_and_unite(found);
  out.insert(out.end(), std::make_move_iterator(found.begin()),
             std::make_move_iterator(found.end()));
  return false;
}

}  // namespace arvio::inline v0::lang
