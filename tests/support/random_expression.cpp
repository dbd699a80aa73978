#include "support/random_expression.hpp"

#include "arvio/base/date.hpp"
#include "arvio/base/limits.hpp"

#include <utility>
#include <vector>

namespace arvio::testing {
namespace {

using lang::kind;
using lang::op;
using index = std::uint32_t;

/// Builds a tree, children first.
class builder {
 public:
  builder(dice& random) : random_(random) {}

  lang::ast finished(index root) {
    tree_.root = root;
    return std::move(tree_);
  }

 protected:
  index add(lang::node made) {
    tree_.nodes.push_back(std::move(made));
    return static_cast<index>(tree_.nodes.size() - 1);
  }
  index add(op what, std::vector<index> children) {
    lang::node made;
    made.op = what;
    made.children = std::move(children);
    return add(std::move(made));
  }
  index name(std::string of) { return named(op::name, std::move(of)); }
  index text(std::string of) { return named(op::text, std::move(of)); }
  index named(op what, std::string of) {
    lang::node made;
    made.op = what;
    made.name = std::move(of);
    return add(std::move(made));
  }
  index literal(op what, std::int64_t value) {
    lang::node made;
    made.op = what;
    made.value = value;
    return add(std::move(made));
  }
  index number(decimal of) {
    lang::node made;
    made.op = op::number;
    made.number = of;
    return add(std::move(made));
  }
  /// Two or more operands of `and` or `or`, none of which is the same again.
  template <class Operand>
  index joined(op what, Operand operand) {
    std::vector<index> parts;
    const auto count = 2 + random_.below(3);
    while (parts.size() < count) {
      const auto part = operand();
      if (tree_.at(part).op == what) {
        const auto inner = tree_.at(part).children;
        parts.insert(parts.end(), inner.begin(), inner.end());
        tree_.nodes.pop_back();  // the operand is the last node
      } else {
        parts.push_back(part);
      }
    }
    return add(what, std::move(parts));
  }
  /// A minus; that of a number is part of it.
  index negated(index of) {
    auto& operand = tree_.at(of);
    if (operand.op != op::number) return add(op::negate, {of});
    operand.number.units = -operand.number.units;
    return of;
  }
  index urgency(std::string level, std::string need) {
    lang::node made;
    made.op = random_.pick(
        std::vector{op::urgency_equal, op::urgency_at_least, op::urgency_at_most});
    made.name = std::move(level);
    made.need = std::move(need);
    return add(std::move(made));
  }
  index range(index low, index high) {
    const bool has_low = tree_.at(low).op != op::absent;
    const bool has_high = tree_.at(high).op != op::absent;
    const auto made = add(op::range, {low, high});
    tree_.at(made).low_open = has_low && random_.chance(30);
    tree_.at(made).high_open = has_high && random_.chance(30);
    return made;
  }
  template <class End>
  index random_range(End end) {
    const auto absent = random_.below(3);  // 0: the low end, 1: the high end, 2: none
    const auto low = absent == 0 ? add(op::absent, {}) : end();
    const auto high = absent == 1 ? add(op::absent, {}) : end();
    return range(low, high);
  }

  dice& random_;
  lang::ast tree_;
};

// --- every form ------------------------------------------------------------------------

class untyped : public builder {
 public:
  using builder::builder;

  index any(int depth) {
    if (depth <= 0) return leaf();
    const auto deeper = [this, depth] { return any(depth - 1); };
    const auto some = [&](std::uint32_t least) {
      std::vector<index> parts;
      const auto count = least + random_.below(3);
      while (parts.size() < count)
        parts.push_back(deeper());
      return parts;
    };
    const auto two = [&] {
      const auto left = deeper();
      return std::vector{left, deeper()};
    };
    switch (random_.below(12)) {
      case 0: return joined(op::logical_and, deeper);
      case 1: return joined(op::logical_or, deeper);
      case 2: return add(op::logical_not, {deeper()});
      case 3:
        return add(
            random_.pick(std::vector{op::equal, op::not_equal, op::less, op::less_equal,
                                     op::greater, op::greater_equal}),
            two());
      case 4: {
        std::vector<index> parts{deeper()};
        const auto count = 1 + random_.below(3);
        while (parts.size() <= count)
          parts.push_back(random_.chance(50) ? random_range(deeper) : deeper());
        return add(op::in, std::move(parts));
      }
      case 5: return negated(deeper());
      case 6:
        return add(
            random_.pick(std::vector{op::add, op::subtract, op::multiply, op::divide}),
            two());
      case 7: {
        const auto condition = deeper();
        const auto chosen = deeper();
        return add(op::conditional, {condition, chosen, deeper()});
      }
      case 8:
        return add(
            random_.pick(std::vector{op::minimum, op::maximum, op::sum, op::count_true}),
            some(1));
      case 9:
        return add(
            random_.pick(std::vector{op::absolute, op::round, op::floor, op::ceiling}),
            {deeper()});
      case 10:
        return add(random_.pick(std::vector{op::years_between, op::months_between,
                                            op::days_between, op::hours_between,
                                            op::minutes_between}),
                   two());
      default: return leaf_condition();
    }
  }

 private:
  index leaf() {
    switch (random_.below(8)) {
      case 0:
      case 1: return name(random_name());
      case 2:
      case 3: {
        const auto bound = power_of_ten(static_cast<int>(random_.below(16)));
        const auto scale = random_.chance(50) ? 0 : static_cast<int>(random_.below(10));
        return number({random_.between(-bound, bound), scale});
      }
      case 4: return text(random_text());
      case 5: return literal(op::truth, random_.below(2));
      case 6:
        return random_.chance(50)
                   ? literal(op::date_literal,
                             random_.between(to_date({limits::first_year, 1, 1}).days,
                                             to_date({limits::last_year, 12, 31}).days))
                   : literal(op::duration_literal, random_.between(-1000000, 1000000));
      default: return add(op::assessment_time, {});
    }
  }

  index leaf_condition() {
    switch (random_.below(3)) {
      case 0:
        return urgency(random_text(), random_.chance(50) ? "" : "n" + random_text());
      case 1: return add(op::any_code, {name(random_name())});
      default: {
        std::vector<index> parts{name(random_name())};
        const auto count = 1 + random_.below(3);
        while (parts.size() <= count)
          parts.push_back(text(random_text()));
        return add(random_.chance(50) ? op::any_of : op::all_of, std::move(parts));
      }
    }
  }

  std::string random_name() {
    static const std::string letters = "abcxyzABCXYZ_";
    std::string made(1,
                     letters[random_.below(static_cast<std::uint32_t>(letters.size()))]);
    while (random_.chance(60))
      made += random_.chance(30) ? static_cast<char>('0' + random_.below(10))
                                 : letters[random_.below(13)];
    return made;  // no word of the language is spelled with these letters
  }

  std::string random_text() {
    static const std::vector<std::string> all{"",        "a",         "two words", "it's",
                                              "\"q\"",   "\xC3\xA4",  "and",       "]..[",
                                              "a_code1", "2026-03-02"};
    return random_.pick(all);
  }
};

// --- what has a meaning ----------------------------------------------------------------

class typed : public builder {
 public:
  typed(dice& random, const sample_scope& names) : builder(random), names_(names) {}

  index condition(int depth) {
    if (depth <= 0) return simple_condition();
    const auto deeper = [this, depth] { return condition(depth - 1); };
    switch (random_.below(9)) {
      case 0: return joined(op::logical_and, deeper);
      case 1: return joined(op::logical_or, deeper);
      case 2: return add(op::logical_not, {deeper()});
      case 3: {
        const auto test = deeper();
        const auto chosen = deeper();
        return add(op::conditional, {test, chosen, deeper()});
      }
      case 4: return compared_codes();
      case 5: return compared_durations();
      case 6: return membership(depth);
      default: return compared_numbers(depth);
    }
  }

  index some_number(int depth) { return in_unit(random_unit(), depth); }

 private:
  std::vector<const sample_scope::entry*> of_kind(kind what) const {
    std::vector<const sample_scope::entry*> found;
    for (const auto& one : names_.entries()) {
      if (one.type.kind == what) found.push_back(&one);
    }
    return found;
  }
  std::vector<const sample_scope::entry*> numbers_in(const std::string& unit) const {
    std::vector<const sample_scope::entry*> found;
    for (const auto& one : names_.entries()) {
      if (one.type.is_number() && one.type.unit == unit) found.push_back(&one);
    }
    return found;
  }
  std::string random_unit() {
    return random_.pick(
        std::vector<std::string>{"1", "a", "/min", "Cel", "kg", "m", "d", "h"});
  }
  index name_of(const std::vector<const sample_scope::entry*>& from) {
    return name(random_.pick(from)->name);
  }
  index code_of(std::uint32_t value_set) {
    return text(random_.pick(names_.codes(value_set)));
  }

  index simple_condition() {
    switch (random_.below(5)) {
      case 0: {
        const auto flag = name_of(of_kind(kind::boolean));
        const auto other = random_.chance(50) ? literal(op::truth, random_.below(2))
                                              : name_of(of_kind(kind::boolean));
        return add(random_.chance(50) ? op::equal : op::not_equal, {flag, other});
      }
      case 1: {
        const auto* const subject = random_.pick(of_kind(kind::codes));
        if (random_.chance(30)) return add(op::any_code, {name(subject->name)});
        const auto set = subject->type.value_set;
        std::vector<index> parts{name(subject->name), code_of(set)};
        if (random_.chance(50)) parts.push_back(code_of(set));
        return add(random_.chance(50) ? op::any_of : op::all_of, std::move(parts));
      }
      case 2:
        return urgency(random_.pick(names_.levels()),
                       random_.chance(50) ? "" : random_.pick(names_.needs()));
      default: return name_of(of_kind(kind::boolean));
    }
  }

  op comparison() {
    return random_.pick(std::vector{op::equal, op::not_equal, op::less, op::less_equal,
                                    op::greater, op::greater_equal});
  }

  /// A literal that `met` could be compared with.
  index literal_for(const sample_scope::entry& met) {
    auto units = random_.between(met.type.low, met.type.high);
    auto scale = met.type.scale;
    for (; scale > 0 && units % 10 == 0; --scale)
      units /= 10;  // 38 for 38.0
    return number({units, scale});
  }

  index compared_numbers(int depth) {
    const auto unit = random_unit();
    const auto known = numbers_in(unit);
    if (!known.empty() && random_.chance(50)) {
      const auto* const subject = random_.pick(known);
      const auto left = name(subject->name);
      const auto right = literal_for(*subject);
      return random_.chance(80) ? add(comparison(), {left, right})
                                : add(comparison(), {right, left});
    }
    const auto left = in_unit(unit, depth - 1);
    return add(comparison(), {left, in_unit(unit, depth - 1)});
  }

  index membership(int depth) {
    const auto* const subject =
        random_.pick(random_.chance(50) ? numbers_in("1") : numbers_in("Cel"));
    std::vector<index> parts{name(subject->name)};
    const auto count = 1 + random_.below(3);
    while (parts.size() <= count) {
      if (random_.chance(50)) {
        parts.push_back(literal_for(*subject));
      } else if (random_.chance(50)) {
        const auto a = random_.between(subject->type.low, subject->type.high - 2);
        const auto b = random_.between(a + 2, subject->type.high);  // never empty
        const auto low = number({a, subject->type.scale});
        parts.push_back(range(low, number({b, subject->type.scale})));
      } else {
        parts.push_back(random_range([&] {
          return in_unit(subject->type.unit, random_.chance(50) ? 0 : depth - 1);
        }));
      }
    }
    return add(op::in, std::move(parts));
  }

  index some_code(std::uint32_t value_set, int depth) {
    std::vector<const sample_scope::entry*> known;
    for (const auto* const one : of_kind(kind::code)) {
      if (one->type.value_set == value_set) known.push_back(one);
    }
    if (depth <= 0) return random_.chance(50) ? name_of(known) : code_of(value_set);
    const auto test = condition(depth - 1);
    const auto chosen = some_code(value_set, depth - 1);
    return add(op::conditional, {test, chosen, some_code(value_set, depth - 1)});
  }

  index compared_codes() {
    const auto* const subject = random_.pick(of_kind(kind::code));
    const auto set = subject->type.value_set;
    const auto left = name(subject->name);
    if (random_.chance(50)) {
      const auto right = some_code(set, random_.chance(70) ? 0 : 1);
      return add(random_.chance(50) ? op::equal : op::not_equal, {left, right});
    }
    std::vector<index> parts{left, code_of(set)};
    if (random_.chance(50)) parts.push_back(some_code(set, 0));
    return add(op::in, std::move(parts));
  }

  index some_duration(int depth) {
    if (depth <= 0) {
      return random_.chance(50)
                 ? name_of(of_kind(kind::duration))
                 : literal(op::duration_literal, random_.between(0, 86400));
    }
    const auto left = some_duration(depth - 1);
    return add(random_.pick(
                   std::vector{op::add, op::subtract, op::minimum, op::maximum, op::sum}),
               {left, some_duration(depth - 1)});
  }

  index compared_durations() {
    const auto left = name_of(of_kind(kind::duration));
    return add(random_.pick(std::vector{op::less, op::greater_equal}),
               {left, some_duration(random_.chance(50) ? 0 : 1)});
  }

  index moment(bool time_of_day) {
    switch (random_.below(time_of_day ? 2 : 4)) {
      case 0: return name_of(of_kind(kind::datetime));
      case 1: return add(op::assessment_time, {});
      case 2: return name_of(of_kind(kind::date));
      default:
        return literal(op::date_literal, random_.between(to_date({1950, 1, 1}).days,
                                                         to_date({2050, 1, 1}).days));
    }
  }

  index in_unit(const std::string& unit, int depth) {
    if (depth <= 0) return leaf_in(unit);
    const auto same = [&] { return in_unit(unit, depth - 1); };
    const auto several = [&] {
      std::vector<index> parts;
      const auto count = 1 + random_.below(3);
      while (parts.size() < count)
        parts.push_back(same());
      return parts;
    };
    switch (random_.below(unit == "1" ? 11 : 9)) {
      case 0:
      case 1: {
        const auto left = same();
        return add(random_.chance(50) ? op::add : op::subtract, {left, same()});
      }
      case 2: {
        const auto left = factor(unit, depth);
        return add(op::multiply, {left, in_unit("1", 0)});
      }
      case 3: return negated(same());
      case 4: return add(op::absolute, {same()});
      case 5:
        return add(random_.pick(std::vector{op::minimum, op::maximum, op::sum}),
                   several());
      case 6: return rounded(unit, depth);
      case 7: {
        const auto test = condition(depth - 1);
        const auto chosen = same();
        return add(op::conditional, {test, chosen, same()});
      }
      case 8: return leaf_in(unit);
      default: {
        std::vector<index> parts;
        const auto count = 1 + random_.below(4);
        while (parts.size() < count)
          parts.push_back(condition(depth - 1));
        return add(op::count_true, std::move(parts));
      }
    }
  }

  index rounded(const std::string& unit, int depth) {
    const auto how = random_.pick(std::vector{op::round, op::floor, op::ceiling});
    if (random_.chance(40)) return add(how, {in_unit(unit, depth - 1)});
    const auto part = factor(unit, depth);
    // a divisor that cannot be zero
    const auto divisor = random_.chance(50)
                             ? number({random_.between(1, 400), 1})
                             : add(op::maximum, {in_unit("1", 0), number({1, 0})});
    return add(how, {add(op::divide, {part, divisor})});
  }

  /// What can be multiplied and divided: a literal alone would have no unit there.
  index factor(const std::string& unit, int depth) {
    return unit == "1" ? in_unit(unit, depth - 1) : measured(unit);
  }

  index leaf_in(const std::string& unit) {
    if (random_.chance(70)) return measured(unit);
    return number({random_.between(-50, 200), static_cast<int>(random_.below(3))});
  }

  /// A name of that unit, or the time between two moments.
  index measured(const std::string& unit) {
    if (unit != "d" && unit != "h") return name_of(numbers_in(unit));
    const bool hours = unit == "h";
    const auto from = moment(hours);
    return add(hours ? op::hours_between : op::days_between, {from, moment(hours)});
  }

  const sample_scope& names_;
};

bool same_below(const lang::ast& a, index left, const lang::ast& b, index right) {
  const auto& one = a.at(left);
  const auto& other = b.at(right);
  const bool valued =
      one.op == op::truth || one.op == op::date_literal || one.op == op::duration_literal;
  if (one.op != other.op || one.children.size() != other.children.size() ||
      one.name != other.name || one.need != other.need ||
      one.low_open != other.low_open || one.high_open != other.high_open ||
      one.number.units != other.number.units || one.number.scale != other.number.scale ||
      (valued && one.value != other.value))
    return false;
  for (std::size_t i = 0; i < one.children.size(); ++i) {
    if (!same_below(a, one.children[i], b, other.children[i])) return false;
  }
  return true;
}

}  // namespace

lang::ast random_tree(dice& random, int depth) {
  untyped made(random);
  const auto root = made.any(depth);
  return made.finished(root);
}

lang::ast random_condition(dice& random, const sample_scope& names, int depth) {
  typed made(random, names);
  const auto root = made.condition(depth);
  return made.finished(root);
}

lang::ast random_number(dice& random, const sample_scope& names, int depth) {
  typed made(random, names);
  const auto root = made.some_number(depth);
  return made.finished(root);
}

bool same_tree(const lang::ast& a, const lang::ast& b) {
  return same_below(a, a.root, b, b.root);
}

}  // namespace arvio::testing
