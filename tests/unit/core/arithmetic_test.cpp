// Numbers and times of expressions against their definitions: quotients by multiplying
// back, times by a calendar that is counted up day by day.

#include "arvio/core/detail/arithmetic.hpp"

#include "support/dice.hpp"
#include "support/scale.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace arvio {
namespace {

using core::elapsed;
using core::node_kind;
using core::point_of;
using core::quotient;
using core::rounding;
using testing::dice;

constexpr auto least = std::numeric_limits<std::int64_t>::min();
constexpr auto most = std::numeric_limits<std::int64_t>::max();

// --- quotients -------------------------------------------------------------------------

/// Whether `whole` is above / below, rounded: by the definition, without dividing.
bool is_quotient(rounding how, wide_int above, wide_int below, wide_int whole) {
  if (below < 0) {
    above = -above;
    below = -below;
  }
  const auto rest = above - whole * below;
  switch (how) {
    case rounding::down: return 0 <= rest && rest < below;
    case rounding::up: return -below < rest && rest <= 0;
    case rounding::nearest: {
      const auto twice = 2 * (rest < 0 ? -rest : rest);
      if (twice != below) return twice < below;
      return above > 0 ? rest < 0 : rest > 0;  // a half goes away from zero
    }
  }
  return false;
}

TEST(Quotient, RoundsAsItsDefinitionSays) {
  for (std::int64_t above = -40; above <= 40; ++above) {
    for (std::int64_t below = -9; below <= 9; ++below) {
      if (below == 0) continue;
      for (const auto how : {rounding::down, rounding::up, rounding::nearest}) {
        EXPECT_TRUE(is_quotient(how, above, below, quotient(how, above, 1, below, 1)))
            << above << " / " << below;
      }
    }
  }
  dice random(20261128);
  const auto rounds = testing::rounds(200000);
  for (std::size_t i = 0; i < rounds; ++i) {
    const auto number = [&] {
      const auto size = std::int64_t{1} << random.below(50);
      return random.between(-size, size);
    };
    const auto above = number();
    const auto above_factor =
        static_cast<std::int64_t>(power_of_ten(static_cast<int>(random.below(10))));
    const auto below = number();
    const auto below_factor =
        static_cast<std::int64_t>(power_of_ten(static_cast<int>(random.below(10))));
    if (below == 0) continue;
    for (const auto how : {rounding::down, rounding::up, rounding::nearest}) {
      const auto top = static_cast<wide_int>(above) * above_factor;
      const auto bottom = static_cast<wide_int>(below) * below_factor;
      if (top / bottom > most / 2 || top / bottom < least / 2) continue;
      ASSERT_TRUE(is_quotient(how, top, bottom,
                              quotient(how, above, above_factor, below, below_factor)))
          << above << " * " << above_factor << " / " << below << " * " << below_factor;
    }
  }
}

TEST(Quotient, OfAProgramMadeByHandIsANumberAndNothingElse) {
  constexpr std::array<std::int64_t, 7> edges{least, least + 1, -1, 0, 1, most - 1, most};
  for (const auto how : {rounding::down, rounding::up, rounding::nearest}) {
    for (const auto a : edges) {
      for (const auto b : edges) {
        for (const auto c : edges) {
          for (const auto d : edges)
            (void)quotient(how, a, b, c, d);  // judged by the sanitizers
        }
      }
    }
    EXPECT_EQ(quotient(how, 7, 1, 0, 1), 0);
    EXPECT_EQ(quotient(how, 7, 1, 1, 0), 0);
  }
  for (const auto a : edges) {
    for (const auto b : edges) {
      (void)core::plus(a, b);
      (void)core::minus(a, b);
      (void)core::times(a, b);
    }
  }
  EXPECT_EQ(core::plus(most, 1), least);
  EXPECT_EQ(core::minus(least, 1), most);
}

// --- a calendar that is counted up -----------------------------------------------------

struct counted_day {
  int year = 0;
  int month = 0;
  int day = 0;
  bool summer_begins = false;  // at 01:00 UTC of this day
  bool summer_ends = false;
};

/// Days from 1 January 1880 to the end of 2220, each found from the one before.
class counted_calendar {
 public:
  counted_calendar() {
    counted_day now{1880, 1, 1, false, false};
    int weekday = 4;  // 1 January 1880 was a Thursday
    while (now.year <= 2220) {
      now.summer_begins = now.month == 3 && weekday == 0 && now.day > 31 - 7;
      now.summer_ends = now.month == 10 && weekday == 0 && now.day > 31 - 7;
      days_.push_back(now);
      weekday = (weekday + 1) % 7;
      if (++now.day <= length(now.year, now.month)) continue;
      now.day = 1;
      if (++now.month <= 12) continue;
      now.month = 1;
      ++now.year;
    }
    for (std::size_t i = 0; i < days_.size(); ++i) {
      if (days_[i].year == 1970 && days_[i].month == 1 && days_[i].day == 1)
        epoch_ = static_cast<std::int64_t>(i);
    }
    bool summer = false;
    for (std::size_t i = 0; i < days_.size(); ++i) {
      summer_before_.push_back(summer ? 1 : 0);
      if (days_[i].summer_begins) summer = true;
      if (days_[i].summer_ends) summer = false;
    }
  }

  [[nodiscard]] const counted_day& operator[](std::int64_t day) const {
    return days_.at(static_cast<std::size_t>(day + epoch_));
  }
  [[nodiscard]] std::int64_t first() const { return -epoch_; }

  /// Seconds of Helsinki's clock since 1 January 1970 there.
  [[nodiscard]] std::int64_t local(std::int64_t moment) const {
    const auto day = divided(moment);
    const auto second = moment - day * 86400;
    const auto& one = (*this)[day];
    bool summer = summer_before_.at(static_cast<std::size_t>(day + epoch_)) != 0;
    if (one.summer_begins && second >= 3600) summer = true;
    if (one.summer_ends && second >= 3600) summer = false;
    return moment + (summer ? 3 : 2) * 3600;
  }
  static std::int64_t divided(std::int64_t moment) {
    auto day = moment / 86400;
    if (moment < day * 86400) --day;
    return day;
  }
  static int length(int year, int month) {
    if (month == 2)
      return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /// The day so many months later; where the month lacks it, the first of the next.
  [[nodiscard]] std::array<int, 3> months_later(std::int64_t day, int months) const {
    const auto& from = (*this)[day];
    int year = from.year;
    int month = from.month;
    for (int i = 0; i < months; ++i) {
      if (++month > 12) {
        month = 1;
        ++year;
      }
    }
    if (from.day <= length(year, month)) return {year, month, from.day};
    return month == 12 ? std::array{year + 1, 1, 1} : std::array{year, month + 1, 1};
  }

 private:
  std::vector<counted_day> days_;
  std::vector<char> summer_before_;
  std::int64_t epoch_ = 0;
};

const counted_calendar& calendar() {
  static const counted_calendar all;
  return all;
}

struct end {
  std::int64_t value = 0;
  bool is_date = false;
};

/// By definition: the most units that, added to the earlier end, do not pass the later.
std::int64_t counted(node_kind unit, end from, end to) {
  if (unit == node_kind::hours_between || unit == node_kind::minutes_between) {
    const auto size = unit == node_kind::hours_between ? 3600 : 60;
    const auto between = to.value - from.value;
    return between < 0 ? -(-between / size) : between / size;
  }
  const auto place = [&](end which) {
    const auto local =
        which.is_date ? which.value * 86400 : calendar().local(which.value);
    const auto day = counted_calendar::divided(local);
    const bool days_alone = from.is_date || to.is_date;
    return std::pair{day, days_alone ? 0 : local - day * 86400};
  };
  auto a = place(from);
  auto b = place(to);
  const bool backwards = b < a;
  if (backwards) std::swap(a, b);
  std::int64_t count = 0;
  if (unit == node_kind::days_between) {
    while (std::pair{a.first + count + 1, a.second} <= b)
      ++count;
  } else {
    const int step = unit == node_kind::years_between ? 12 : 1;
    const auto& last = calendar()[b.first];
    const auto passes = [&](std::int64_t units) {
      const auto then = calendar().months_later(a.first, static_cast<int>(units) * step);
      return std::pair{then, a.second} >
             std::pair{std::array{last.year, last.month, last.day}, b.second};
    };
    while (!passes(count + 1))
      ++count;
  }
  return backwards ? -count : count;
}

TEST(Elapsed, AgreesWithACalendarThatIsCountedUp) {
  dice random(11);
  const auto seconds_of = [](std::int64_t day) { return day * 86400; };
  const auto some_day = [&](std::int64_t low, std::int64_t high) {
    return random.between(low, high);
  };
  std::size_t cases = 0;
  for (std::size_t round = 0; round < testing::rounds(30000); ++round) {
    // ends close together, around month ends and changes of the clock, and far apart
    const auto anchor = some_day(-25500, 83900);
    const auto reach = round % 3 == 0 ? 3000 : round % 3 == 1 ? 70 : 2;
    const auto make = [&] {
      end made;
      const auto day = anchor + random.between(-reach, reach);
      made.is_date = random.chance(40);
      made.value = made.is_date ? day : seconds_of(day) + random.between(0, 86399);
      if (!made.is_date && random.chance(30))
        made.value = seconds_of(day) + random.between(-2, 2);
      return made;
    };
    const auto from = make();
    const auto to = make();
    for (const auto unit :
         {node_kind::years_between, node_kind::months_between, node_kind::days_between,
          node_kind::hours_between, node_kind::minutes_between}) {
      const bool needs_times =
          unit == node_kind::hours_between || unit == node_kind::minutes_between;
      if (needs_times && (from.is_date || to.is_date)) continue;
      ++cases;
      ASSERT_EQ(elapsed(unit, point_of(from.value, from.is_date),
                        point_of(to.value, to.is_date)),
                counted(unit, from, to))
          << "unit " << static_cast<int>(unit) << " from " << from.value << " to "
          << to.value << " dates " << from.is_date << to.is_date;
    }
  }
  std::printf("report: elapsed times against a counted calendar: %zu cases\n", cases);
}

TEST(PointOf, HasTheClockOfHelsinkiOnBothSidesOfItsChanges) {
  dice random(12);
  for (std::int64_t day = calendar().first() + 1; day < 91000; ++day) {
    const bool changes = calendar()[day].summer_begins || calendar()[day].summer_ends;
    if (!changes && !random.chance(2)) continue;
    for (const std::int64_t second : {0, 3599, 3600, 3601, 79199, 79200, 86399}) {
      const auto moment = day * 86400 + second;
      const auto point = point_of(moment, false);
      const auto local = calendar().local(moment);
      ASSERT_EQ(point.day * 86400 + point.second, local) << moment;
      ASSERT_GE(point.second, 0);
      ASSERT_LT(point.second, 86400);
    }
  }
}

TEST(PointOf, OfAProgramMadeByHandIsSomeDay) {
  for (const auto value : {least, least + 1, std::int64_t{-86400} * 1'000'001,
                           std::int64_t{0}, most - 1, most}) {
    for (const bool is_date : {true, false}) {
      const auto point = point_of(value, is_date);
      EXPECT_LE(point.day, 1'000'001);
      EXPECT_GE(point.day, -1'000'001);
      for (const auto unit :
           {node_kind::years_between, node_kind::months_between, node_kind::days_between,
            node_kind::hours_between, node_kind::minutes_between}) {
        (void)elapsed(unit, point, point_of(0, is_date));  // judged by the sanitizers
        (void)elapsed(unit, point_of(most, false), point);
      }
    }
  }
}

}  // namespace
}  // namespace arvio
