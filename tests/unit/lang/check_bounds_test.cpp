// What check() promises of any expression: that every value lies within the bounds it
// gives, no divisor is zero and no number too large, whatever is answered.

#include "arvio/base/date.hpp"
#include "arvio/base/limits.hpp"
#include "arvio/lang/check.hpp"
#include "arvio/lang/print.hpp"

#include "support/dice.hpp"
#include "support/random_expression.hpp"
#include "support/scale.hpp"
#include "unit/lang/names.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace arvio::lang {
namespace {

/// Computes what a checked tree means with every name known, as plainly as it can be
/// said.
class evaluation {
 public:
  evaluation(const ast& tree, testing::dice& random) : tree_(tree), random_(random) {}

  /// The value of a node in units of its type. Faults are what check() promises never to
  /// be.
  wide_int value(std::uint32_t index) {
    const auto& one = tree_.at(index);
    const auto found = computed(one);
    if (one.op != op::divide && one.op != op::range) {
      EXPECT_LE(one.type.low, found) << print(tree_, index);
      EXPECT_GE(one.type.high, found) << print(tree_, index);
    }
    return found;
  }

 private:
  const node& child(const node& of, std::size_t i) const {
    return tree_.at(of.children[i]);
  }

  wide_int at_scale(std::uint32_t index, int scale) {
    const auto found = value(index) * power_of_ten(scale - tree_.at(index).type.scale);
    EXPECT_LE(found, limits::number_units) << print(tree_, index);
    EXPECT_GE(found, -limits::number_units) << print(tree_, index);
    return found;
  }

  std::vector<wide_int> values(const node& one) {
    std::vector<wide_int> all;
    for (const auto part : one.children)
      all.push_back(at_scale(part, one.type.scale));
    return all;
  }

  /// -1, 0 or 1.
  int order(std::uint32_t left, std::uint32_t right) {
    const int scale = std::max(tree_.at(left).type.scale, tree_.at(right).type.scale);
    const auto a = at_scale(left, scale);
    const auto b = at_scale(right, scale);
    return a < b ? -1 : a > b ? 1 : 0;
  }

  wide_int rounded(const node& one) {
    const auto& of = child(one, 0);
    wide_int above = 0;
    wide_int below = power_of_ten(of.type.scale);
    if (of.op == op::divide) {
      above = value(of.children[0]) * power_of_ten(child(of, 1).type.scale);
      below = value(of.children[1]) * power_of_ten(child(of, 0).type.scale);
    } else {
      above = value(one.children[0]);
    }
    if (below == 0) {
      ADD_FAILURE() << "division by zero in " << print(tree_);
      return 0;
    }
    // count up or down from what division towards zero gives
    auto whole = above / below;
    const auto exact = [&](wide_int number) { return number * below == above; };
    const auto is_above = [&](wide_int number) {
      return below > 0 ? number * below >= above : number * below <= above;
    };
    if (exact(whole)) return whole;
    const auto floor = is_above(whole) ? whole - 1 : whole;
    if (one.op == op::floor) return floor;
    if (one.op == op::ceiling) return floor + 1;
    // twice the distance from the floor, in units of the divisor
    const auto size = below < 0 ? -below : below;
    auto twice = 2 * (above - floor * below);
    if (twice < 0) twice = -twice;
    if (twice != size) return twice < size ? floor : floor + 1;
    return floor >= 0 ? floor + 1 : floor;  // a half: away from zero
  }

  wide_int known(const node& one) {
    const auto found = known_.find(one.name);
    if (found != known_.end()) return found->second;
    // the ends are where bounds go wrong
    const auto where = random_.below(4);
    const auto value = where == 0   ? one.type.low
                       : where == 1 ? one.type.high
                                    : random_.between(one.type.low, one.type.high);
    return known_[one.name] = value;
  }

  wide_int elapsed(const node& one) {
    const auto moment = [&](std::size_t i) {
      return static_cast<std::int64_t>(value(one.children[i]));
    };
    const auto from = moment(0);
    const auto to = moment(1);
    if (one.op == op::hours_between) return (to - from) / 3600;
    if (one.op == op::minutes_between) return (to - from) / 60;
    const auto day = [&](std::size_t i, std::int64_t at) {
      return child(one, i).type.kind == kind::date ? date{static_cast<std::int32_t>(at)}
                                                   : helsinki_date({at});
    };
    if (one.op == op::years_between) return whole_years(day(0, from), day(1, to));
    if (one.op == op::months_between) return whole_months(day(0, from), day(1, to));
    return day(1, to).days - day(0, from).days;
  }

  bool holds(const node& one) {
    if (one.op != op::in) {
      const int found = order(one.children[0], one.children[1]);
      if (one.op == op::equal) return found == 0;
      if (one.op == op::not_equal) return found != 0;
      if (one.op == op::less) return found < 0;
      if (one.op == op::less_equal) return found <= 0;
      if (one.op == op::greater) return found > 0;
      return found >= 0;
    }
    for (std::size_t i = 1; i < one.children.size(); ++i) {
      const auto& choice = child(one, i);
      if (choice.op != op::range) {
        if (order(one.children[0], one.children[i]) == 0) return true;
        continue;
      }
      bool inside = true;
      if (child(choice, 0).op != op::absent)
        inside = order(one.children[0], choice.children[0]) >= (choice.low_open ? 1 : 0);
      if (child(choice, 1).op != op::absent)
        inside &=
            order(one.children[0], choice.children[1]) <= (choice.high_open ? -1 : 0);
      if (inside) return true;
    }
    return false;
  }

  wide_int computed(const node& one) {
    switch (one.op) {
      case op::number:
      case op::text:
      case op::truth:
      case op::date_literal:
      case op::duration_literal: return one.value;
      case op::name: return known(one);
      case op::assessment_time: return known(one);
      case op::logical_and:
      case op::logical_or:
      case op::logical_not:
      case op::count_true: {
        std::int64_t count = 0;
        for (const auto part : one.children)
          count += value(part) != 0 ? 1 : 0;
        if (one.op == op::count_true) return count;
        if (one.op == op::logical_not) return 1 - count;
        const auto all = static_cast<std::int64_t>(one.children.size());
        return one.op == op::logical_and ? count == all : count > 0;
      }
      case op::equal:
      case op::not_equal:
      case op::less:
      case op::less_equal:
      case op::greater:
      case op::greater_equal:
      case op::in: return holds(one);
      case op::range:
      case op::absent:
      case op::divide: ADD_FAILURE(); return 0;
      case op::negate: return -value(one.children[0]);
      case op::absolute: {
        const auto found = value(one.children[0]);
        return found < 0 ? -found : found;
      }
      case op::add: return values(one)[0] + values(one)[1];
      case op::subtract: return values(one)[0] - values(one)[1];
      case op::sum: {
        wide_int total = 0;
        for (const auto more : values(one))
          total += more;
        return total;
      }
      case op::multiply: return value(one.children[0]) * value(one.children[1]);
      case op::conditional:
        return at_scale(one.children[value(one.children[0]) != 0 ? 1 : 2],
                        one.type.scale);
      case op::minimum: {
        const auto all = values(one);
        return *std::min_element(all.begin(), all.end());
      }
      case op::maximum: {
        const auto all = values(one);
        return *std::max_element(all.begin(), all.end());
      }
      case op::round:
      case op::floor:
      case op::ceiling: return rounded(one);
      case op::years_between:
      case op::months_between:
      case op::days_between:
      case op::hours_between:
      case op::minutes_between: return elapsed(one);
      case op::any_of:
      case op::all_of:
      case op::any_code:
      case op::urgency_equal:
      case op::urgency_at_least:
      case op::urgency_at_most: return random_.below(2);
    }
    return 0;
  }

  const ast& tree_;
  testing::dice& random_;
  std::map<std::string, wide_int> known_;
};

/// Checks random trees and what a checked tree promises; gives how many of them are
/// right.
template <class Made>
std::size_t judge(std::uint64_t seed, std::size_t count, Made made) {
  testing::dice random(seed);
  expectation wanted;
  wanted.urgency_allowed = true;
  std::size_t right = 0;
  for (std::size_t i = 0; i < count && !::testing::Test::HasFailure(); ++i) {
    SCOPED_TRACE("seed " + std::to_string(seed) + ", tree " + std::to_string(i));
    auto tree = made(random);
    findings found;
    if (!check(tree, names, wanted, found)) {
      for (const auto& one : found) {
        // all else is right by construction
        EXPECT_TRUE(one.code == errc::number_range || one.code == errc::literal_outside ||
                    one.code == errc::literal_too_fine || one.code == errc::range_empty)
            << print(tree) << ": " << one.message;
      }
      continue;
    }
    ++right;
    for (const auto& one : tree.nodes) {
      if (one.op == op::range || one.op == op::absent) continue;
      EXPECT_NE(one.type.kind, kind::none) << print(tree);
      EXPECT_EQ(one.type.is_number(), !one.type.unit.empty()) << print(tree);
      EXPECT_LE(one.type.low, one.type.high) << print(tree);
    }
    for (int round = 0; round < 3; ++round)
      (void)evaluation(tree, random).value(tree.root);
  }
  return right;
}

TEST(Check, BoundsEveryValueOfAnyCondition) {
  const auto count = testing::rounds(40000);
  const auto right = judge(31, count, [](testing::dice& random) {
    return testing::random_condition(random, names, static_cast<int>(random.below(4)));
  });
  EXPECT_GT(right, count / 2);
}

TEST(Check, BoundsEveryValueOfAnyNumber) {
  const auto count = testing::rounds(40000);
  const auto right = judge(32, count, [](testing::dice& random) {
    return testing::random_number(random, names, static_cast<int>(random.below(5)));
  });
  EXPECT_GT(right, count / 2);
}

}  // namespace
}  // namespace arvio::lang
