#include "arvio/service/deadlines.hpp"

#include "day_by_day.hpp"
#include "finland.hpp"
#include "support/dice.hpp"
#include "support/scale.hpp"
#include "times.hpp"
#include "unit/book/link_support.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace arvio::tests {
namespace {

using service::at;
using service::calendar;
using service::counting;
using service::dated_deadline;
using service::deadline_facts;
using service::latest_time_from;
using service::on;

counting within(const char* text) { return {*parse_time_limit(text), false, false}; }

// --- latest times ---------------------------------------------------------------------

class LatestTime : public ::testing::Test {
 protected:
  [[nodiscard]] date last(const char* event, const counting& how) const {
    return latest_time_from(on(event), how, &days_)->last;
  }

  calendar days_{service::finland(2005, 2040)};
};

TEST_F(LatestTime, IsThatOfTheBoundaryVectorsOfMonths) {
  for (const auto& [event, limit, expected] : {
           std::tuple{"2026-11-30", "3 months", "2027-02-28"},
           std::tuple{"2027-11-30", "3 months", "2028-02-29"},
           std::tuple{"2026-08-31", "6 months", "2027-02-28"},
           std::tuple{"2023-08-31", "3 months", "2023-11-30"},
           std::tuple{"2025-11-30", "3 months", "2026-02-28"},
           std::tuple{"2024-10-31", "4 months", "2025-02-28"},
           std::tuple{"2025-01-01", "3 months", "2025-04-01"},
           std::tuple{"2024-12-02", "3 months", "2025-03-02"},
           std::tuple{"2024-02-29", "120 months", "2034-02-28"},
       })
    EXPECT_EQ(last(event, within(limit)), on(expected)) << event;
}

TEST_F(LatestTime, IsThatOfTheBoundaryVectorsOfDays) {
  EXPECT_EQ(last("2023-09-01", within("14 days")), on("2023-09-15"));
  EXPECT_EQ(last("2024-12-31", within("14 days")), on("2025-01-14"));
  EXPECT_EQ(last("2025-06-09", within("14 days")), on("2025-06-23"));
  EXPECT_EQ(last("2026-03-03", within("0 days")), on("2026-03-03"));
  EXPECT_EQ(last("2026-03-03", within("1 week")), on("2026-03-10"));
  auto included = within("14 days");
  included.counts_start_day = true;
  EXPECT_EQ(last("2026-03-07", included), on("2026-03-20"));
}

TEST_F(LatestTime, IsTheSeventhWorkingDayOfTheHandbookAndOverHolidays) {
  for (const auto& [event, expected] : {
           std::tuple{"2026-03-03", "2026-03-12"},  // a Tuesday: Thursday a week later
           std::tuple{"2026-03-31", "2026-04-13"},
           std::tuple{"2026-04-30", "2026-05-12"},
           std::tuple{"2026-12-18", "2026-12-31"},
           std::tuple{"2027-06-21", "2027-07-01"},
       })
    EXPECT_EQ(last(event, within("7 working days")), on(expected)) << event;
}

TEST_F(LatestTime, CountsAWorkingDayOnOrAfterTheEventAsDayOneWhereThatIsIncluded) {
  auto how = within("5 working days");
  how.counts_start_day = true;
  EXPECT_EQ(last("2026-03-07", how), on("2026-03-13"));  // a Saturday
  EXPECT_EQ(last("2026-03-20", how), on("2026-03-26"));  // a Friday
  how.within.amount = 1;
  EXPECT_EQ(last("2026-03-20", how), on("2026-03-20"));
  EXPECT_EQ(last("2026-03-21", how), on("2026-03-23"));
}

TEST_F(LatestTime, RollsToTheNextWorkingDayWhereTheLawSaysSo) {
  auto how = within("3 months");
  how.rolls = true;
  const auto moved = *latest_time_from(on("2026-03-13"), how, &days_);
  EXPECT_EQ(moved.last, on("2026-06-15"));  // from Saturday
  EXPECT_TRUE(moved.rolled);
  how = within("14 days");
  how.rolls = true;
  EXPECT_EQ(last("2026-03-20", how), on("2026-04-07"));  // Good Friday to Easter Monday
  EXPECT_EQ(last("2026-06-05", how), on("2026-06-22"));  // Midsummer Eve
  EXPECT_EQ(last("2026-12-10", how), on("2026-12-28"));  // Christmas Eve
  const auto still = *latest_time_from(on("2026-03-10"), how, &days_);
  EXPECT_FALSE(still.rolled);
}

TEST_F(LatestTime, OfHoursIsElapsedTimeOverBothChangesOfTheClock) {
  const auto spring =
      *latest_time_from(at("2026-03-28T12:00:00+02:00"), within("24 hours"), &days_);
  EXPECT_EQ(spring.latest, at("2026-03-29T13:00:00+03:00"));
  const auto autumn =
      *latest_time_from(at("2026-10-24T12:00:00+03:00"), within("24 hours"), &days_);
  EXPECT_EQ(autumn.latest, at("2026-10-25T11:00:00+02:00"));
  const auto date_only = *latest_time_from(on("2026-10-24"), within("48 hours"), &days_);
  EXPECT_EQ(date_only.latest, at("2026-10-25T23:00:00+02:00"));
  EXPECT_EQ(date_only.last, on("2026-10-25"));
}

TEST_F(LatestTime, OfAMomentCountsItsDateInHelsinki) {
  const auto late =
      *latest_time_from(at("2026-03-31T21:30:00Z"), within("14 days"), &days_);
  EXPECT_EQ(late.last, on("2026-04-15"));
  EXPECT_EQ(late.latest, at("2026-04-16T00:00:00+03:00"));
}

TEST_F(LatestTime, IsNoneOutsideTheCalendarAndWithoutAnAmount) {
  EXPECT_FALSE(latest_time_from(on("2040-12-28"), within("7 working days"), &days_));
  EXPECT_FALSE(latest_time_from(on("2004-12-30"), within("1 working day"), &days_));
  EXPECT_EQ(last("2004-12-31", within("1 working day")), on("2005-01-03"));
  auto rolls = within("1 day");
  rolls.rolls = true;
  EXPECT_FALSE(latest_time_from(on("2040-12-31"), rolls, &days_));
  EXPECT_FALSE(latest_time_from(on("2040-12-28"), rolls, nullptr));
  EXPECT_EQ(latest_time_from(on("2040-12-31"), within("1 day"), nullptr)->last,
            on("2041-01-01"));
  EXPECT_FALSE(latest_time_from(on("2026-03-03"), within("immediately"), &days_));
  EXPECT_FALSE(latest_time_from(on("2026-03-03"), within("without-delay"), &days_));
}

// --- deadlines of a book --------------------------------------------------------------

/// Deadlines of every unit, of several kinds, with ranges in force.
std::string many_deadlines() {
  std::string out = R"(<use calendar="finland" version="1"/><deadlines>)";
  int number = 0;
  const auto add = [&](const char* limit, const char* event, const char* more) {
    const auto id = std::to_string(++number);
    out += "<deadline id=\"d" + id + "\" kind=\"k" + std::to_string(number % 5) +
           "\" within=\"" + limit + "\" counts-from=\"" + event + "\" source=\"s\" " +
           more + "/>\n";
  };
  for (const auto* event : {"assessment", "birth_date", "seen"}) {
    for (const auto* limit : {"immediately", "without-delay"})
      add(limit, event, R"(in-force-from="2023-09-01")");
    for (const auto* limit : {"1 hour", "24 hours", "72 hours"})
      add(limit, event, R"(in-force-to="2026-03-29")");
    for (const auto* limit : {"1 day", "14 days", "1 working day", "7 working days"}) {
      add(limit, event, "");
      add(limit, event, R"(start-day="included" in-force-to="2024-12-31")");
      add(limit, event, R"(roll="next-working-day" in-force-from="2025-01-01")");
    }
    for (const auto* limit : {"0 days", "2 weeks", "1 month", "3 months", "6 months"}) {
      add(limit, event, "");
      add(limit, event,
          R"(roll="next-working-day" in-force-from="2024-02-29" )"
          R"(in-force-to="2030-01-01")");
    }
  }
  return out + "</deadlines>";
}

/// What one deadline comes to, value by value of its event.
struct enumerated {
  bool applies = false;
  bool known = false;
  bool in_range = true;
  std::vector<day_by_day::ends> ends;  // of each value in force
};

class DatedDeadlines : public ::testing::Test {
 protected:
  DatedDeadlines()
      : linked_(link_demo(many_deadlines())), days_(service::finland(2005, 2040)) {}

  void SetUp() override { ASSERT_NE(linked_.book, nullptr) << linked_.text(); }

  [[nodiscard]] const book::rulebook& book() const { return *linked_.book; }

  [[nodiscard]] bool has_date_event(std::uint32_t deadline) const {
    const auto& event = book().deadlines[deadline].event;
    return event && book().inputs[*event].type.kind == lang::kind::date;
  }

  /// Values of an event: of moments each hour, the ends, both sides of each midnight.
  [[nodiscard]] static std::vector<std::int64_t> values_of(const value_set& event,
                                                           bool is_date) {
    std::vector<std::int64_t> all;
    for (const auto& range : event.ranges()) {
      for (auto value = range.low; value < range.high; value += is_date ? 1 : 3600)
        all.push_back(value);
      all.push_back(range.high);
      if (is_date || range.low == range.high) continue;
      for (auto day = day_by_day::local_date({range.low});
           day < day_by_day::local_date({range.high});) {
        ++day.days;
        const auto midnight = day_by_day::first_moment(day).seconds;
        all.push_back(midnight - 1);
        all.push_back(midnight);
      }
    }
    return all;
  }

  [[nodiscard]] enumerated enumerate(const deadline_facts& facts,
                                     instant assessment) const {
    enumerated out;
    const auto& what = book().deadlines[facts.deadline];
    if (facts.state == certainty::excluded) return out;
    out.known = !what.event || facts.event.has_value();
    out.applies = !out.known;
    if (!out.known) return out;
    const bool is_date = has_date_event(facts.deadline);
    const auto event = what.event ? *facts.event : value_set::single(assessment.seconds);
    for (const auto value : values_of(event, is_date)) {
      const auto day = is_date ? date{static_cast<std::int32_t>(value)}
                               : day_by_day::local_date({value});
      if (what.in_force_from && day < *what.in_force_from) continue;
      if (what.in_force_to && *what.in_force_to < day) continue;
      out.applies = true;
      if (!has_amount(what.within.unit)) continue;
      const auto ends = day_by_day::latest(value, is_date, what.within,
                                           what.counts_start_day, what.rolls, wall_);
      out.in_range = out.in_range && ends.has_value();
      if (ends) out.ends.push_back(*ends);
    }
    if (!out.in_range) out.ends.clear();
    return out;
  }

  linked linked_;
  calendar days_;
  day_by_day::wall_calendar wall_;
};

/// A contact: some deadlines with their states and events, and a time.
struct made_contact {
  std::vector<deadline_facts> facts;
  instant assessment;
};

value_set random_event(testing::dice& dice, bool is_date, std::int64_t around) {
  const std::int64_t step = is_date ? 1 : 86400;
  const auto start =
      around + dice.between(-60, 20) * step + (is_date ? 0 : dice.between(0, 86399));
  if (dice.chance(60)) return value_set::single(start);
  value_set set(start, start + dice.between(0, is_date ? 12 : 3 * 86400));
  if (dice.chance(30)) {
    const auto more = start + dice.between(20, 40) * step;
    set = set.united({more, more + dice.between(0, is_date ? 5 : 86400)});
  }
  return set;
}

class RandomContacts : public DatedDeadlines {
 protected:
  [[nodiscard]] made_contact random_contact(testing::dice& dice) const {
    made_contact made;
    // around the changes of the law, or anywhere, the ends of the calendar included
    const std::vector<date> places{on("2023-09-01"), on("2024-02-29"), on("2024-12-31"),
                                   on("2026-03-29"), on("2026-10-25"), on("2030-01-01"),
                                   on("2040-12-30"), on("2005-01-10")};
    const auto day = dice.chance(50)
                         ? date{dice.pick(places).days +
                                static_cast<std::int32_t>(dice.between(-9, 9))}
                         : date{static_cast<std::int32_t>(dice.between(
                               on("2005-03-01").days, on("2040-12-31").days))};
    made.assessment = {std::int64_t{day.days} * 86400 + dice.between(0, 86399)};
    const auto count = dice.between(1, 6);
    std::vector<std::uint32_t> chosen;
    while (chosen.size() < static_cast<std::size_t>(count)) {
      const auto one = dice.below(static_cast<std::uint32_t>(book().deadlines.size()));
      if (std::find(chosen.begin(), chosen.end(), one) == chosen.end())
        chosen.push_back(one);
    }
    for (const auto deadline : chosen) {
      deadline_facts facts;
      facts.deadline = deadline;
      facts.state = dice.chance(60)   ? certainty::certain
                    : dice.chance(80) ? certainty::possible
                                      : certainty::excluded;
      const bool is_date = has_date_event(deadline);
      if (book().deadlines[deadline].event && dice.chance(85))
        facts.event = random_event(dice, is_date,
                                   is_date ? day.days : std::int64_t{day.days} * 86400);
      made.facts.push_back(std::move(facts));
    }
    return made;
  }

  [[nodiscard]] std::vector<dated_deadline> dated(const made_contact& what) const {
    return service::dated_deadlines(book(), what.facts, &days_, what.assessment);
  }

  [[nodiscard]] std::vector<dated_deadline> dated(const made_contact& what,
                                                  const calendar& days) const {
    return service::dated_deadlines(book(), what.facts, &days, what.assessment);
  }
};

/// For each choice of one end of each.
template <class Holds>
bool of_all_pairs(const enumerated& a, const enumerated& b, Holds holds) {
  return !a.ends.empty() && !b.ends.empty() &&
         std::all_of(a.ends.begin(), a.ends.end(), [&](const auto& one) {
           return std::all_of(b.ends.begin(), b.ends.end(), [&](const auto& other) {
             return holds(one.latest, other.latest);
           });
         });
}

TEST_F(RandomContacts, AgreeWithCountingDayByDay) {
  testing::dice dice(20261130);
  std::size_t compared = 0;
  std::map<dating, std::size_t> datings;
  std::map<whether, std::size_t> bindings;
  const auto rounds = testing::rounds(46000);
  for (std::size_t round = 0; round < rounds; ++round) {
    const auto contact = random_contact(dice);
    const auto got = dated(contact);
    std::map<std::uint32_t, enumerated> expected;
    for (const auto& facts : contact.facts) {
      auto one = enumerate(facts, contact.assessment);
      if (one.applies) expected.emplace(facts.deadline, std::move(one));
    }
    ASSERT_EQ(got.size(), expected.size()) << "round " << round;
    for (const auto& one : got) {
      const auto& what = book().deadlines[one.deadline];
      const auto found = expected.find(one.deadline);
      ASSERT_NE(found, expected.end()) << what.id;
      const auto& each = found->second;
      const auto told = ::testing::Message() << "round " << round << " " << what.id;
      ++compared;
      ++datings[one.dating];
      ++bindings[one.binds];
      ASSERT_EQ(one.event.has_value(), each.known) << told;
      ASSERT_EQ(one.latest.has_value(), !each.ends.empty()) << told;
      ASSERT_EQ(one.dating == dating::calendar_range, !each.in_range) << told;
      if (one.latest) {
        const auto [first, last] = std::minmax_element(
            each.ends.begin(), each.ends.end(),
            [](const auto& a, const auto& b) { return a.latest < b.latest; });
        ASSERT_EQ(one.latest->first, first->latest) << told;
        ASSERT_EQ(one.latest->last, last->latest) << told;
        ASSERT_EQ(one.last->first, first->last) << told;
        ASSERT_EQ(one.last->last, last->last) << told;
        ASSERT_EQ(one.rolled, first->rolled || last->rolled) << told;
      }
      // passed
      const bool hours = what.within.unit == time_limit_unit::hours;
      const auto over = [&](const day_by_day::ends& end) {
        return hours ? end.latest < contact.assessment : end.latest <= contact.assessment;
      };
      const bool all =
          !each.ends.empty() && std::all_of(each.ends.begin(), each.ends.end(), over);
      const bool some = std::any_of(each.ends.begin(), each.ends.end(), over);
      ASSERT_EQ(one.passed, all    ? whether::yes
                            : some ? whether::maybe
                                   : whether::no)
          << told;
      // binding
      bool aside = false;
      for (const auto& other : got) {
        if (&other == &one || book().deadlines[other.deadline].kind != what.kind ||
            other.state != certainty::certain)
          continue;
        const auto& others = expected.at(other.deadline);
        aside = aside || of_all_pairs(others, each, [&](instant a, instant b) {
                  return one.state == certainty::certain ? a < b : a <= b;
                });
      }
      ASSERT_EQ(one.binds, aside                             ? whether::no
                           : one.state == certainty::certain ? whether::yes
                                                             : whether::maybe)
          << told;
    }
  }
  for (const auto dating : {dating::dated, dating::without_amount,
                            dating::event_not_known, dating::calendar_range})
    EXPECT_GT(datings[dating], rounds / 1000) << static_cast<int>(dating);
  for (const auto binds : {whether::no, whether::maybe, whether::yes})
    EXPECT_GT(bindings[binds], rounds / 1000);
  std::cout << "report: deadlines counted day by day: " << compared << "\n";
}

TEST_F(RandomContacts, StandInTheOrderOfTheResult) {
  testing::dice dice(7);
  for (std::size_t round = 0; round < testing::rounds(2000); ++round) {
    const auto contact = random_contact(dice);
    const auto got = dated(contact);
    for (std::size_t i = 1; i < got.size(); ++i) {
      const auto& a = got[i - 1];
      const auto& b = got[i];
      const auto& before = book().deadlines[a.deadline];
      const auto& after = book().deadlines[b.deadline];
      ASSERT_LE(before.kind, after.kind);
      if (before.kind != after.kind) continue;
      const auto rank = [](const book::linked_deadline& what, const dated_deadline& one) {
        if (what.within.unit == time_limit_unit::immediately) return 0;
        if (what.within.unit == time_limit_unit::without_delay) return 1;
        return one.latest ? 2 : 3;
      };
      ASSERT_LE(rank(before, a), rank(after, b));
      if (rank(before, a) != rank(after, b)) continue;
      if (a.latest) {
        ASSERT_LE(a.latest->first, b.latest->first);
        if (a.latest->first != b.latest->first) continue;
        ASSERT_LE(a.latest->last, b.latest->last);
        if (a.latest->last != b.latest->last) continue;
      }
      ASSERT_LT(before.id, after.id);
    }
  }
}

// --- laws -----------------------------------------------------------------------------

TEST_F(RandomContacts, AreNeverEarlierForAnotherFreeDay) {
  testing::dice dice(11);
  std::size_t later = 0;
  for (std::size_t round = 0; round < 300; ++round) {
    const auto contact = random_contact(dice);
    auto document = service::finland(2005, 2040);
    for (int i = 0; i < 40; ++i) {
      const auto day = helsinki_date(contact.assessment).days + dice.between(-30, 60);
      document.days.push_back(service::entry_of(
          "more", dice.chance(50) ? service::free_day::holiday : service::free_day::eve,
          service::single_day{{static_cast<std::int32_t>(day)}}));
    }
    const calendar more(document);
    for (const auto& after : dated(contact, more)) {
      for (const auto& before : dated(contact)) {
        if (before.deadline != after.deadline || !after.latest) continue;
        ASSERT_TRUE(before.latest);
        ASSERT_LE(before.latest->first, after.latest->first);
        ASSERT_LE(before.latest->last, after.latest->last);
        if (before.latest->last < after.latest->last) ++later;
      }
    }
  }
  EXPECT_GT(later, 10u);
}

TEST_F(RandomContacts, AreNeverEarlierForALaterEvent) {
  testing::dice dice(12);
  for (std::size_t round = 0; round < testing::rounds(20000); ++round) {
    const auto index = dice.below(static_cast<std::uint32_t>(book().deadlines.size()));
    const auto& what = book().deadlines[index];
    const counting how{what.within, what.counts_start_day, what.rolls};
    const auto day = static_cast<std::int32_t>(
        dice.between(on("2005-01-01").days, on("2039-12-31").days));
    const auto more = static_cast<std::int32_t>(dice.between(1, 40));
    const auto first = latest_time_from(date{day}, how, &days_);
    const auto second = latest_time_from(date{day + more}, how, &days_);
    if (!first || !second) continue;
    ASSERT_LE(first->latest, second->latest) << what.id << " " << to_text(date{day});
    ASSERT_LE(first->last, second->last);
    const instant moment{std::int64_t{day} * 86400 + dice.between(0, 86399)};
    const instant then{moment.seconds + dice.between(1, 40 * 86400)};
    ASSERT_LE(latest_time_from(moment, how, &days_)->latest,
              latest_time_from(then, how, &days_)->latest);
  }
}

TEST_F(RandomContacts, StayInTheSpanShownWhereAnAnswerNarrowsTheEvent) {
  testing::dice dice(13);
  std::size_t narrowed = 0;
  for (std::size_t round = 0; round < 5000; ++round) {
    const auto wide = random_contact(dice);
    auto narrow = wide;
    for (auto& facts : narrow.facts) {
      if (!facts.event) continue;
      const auto values = values_of(*facts.event, has_date_event(facts.deadline));
      facts.event = value_set::single(dice.pick(values));
    }
    const auto before = dated(wide);
    for (const auto& after : dated(narrow)) {
      const auto was = std::find_if(
          before.begin(), before.end(),
          [&](const dated_deadline& one) { return one.deadline == after.deadline; });
      ASSERT_NE(was, before.end());
      if (!was->latest) continue;
      ASSERT_TRUE(after.latest);
      ASSERT_LE(was->latest->first, after.latest->first);
      ASSERT_LE(after.latest->last, was->latest->last);
      if (was->latest->first < was->latest->last) ++narrowed;
    }
  }
  EXPECT_GT(narrowed, 100u);
}

// --- single sentences -----------------------------------------------------------------

class OneBook : public ::testing::Test {
 protected:
  /// Links deadlines: `id kind within event more`.
  void link(const std::string& deadlines) {
    linked_ = link_demo(R"(<use calendar="finland" version="1"/><deadlines>)" +
                        deadlines + "</deadlines>");
    ASSERT_NE(linked_.book, nullptr) << linked_.text();
  }
  static std::string deadline(const std::string& id, const std::string& kind,
                              const std::string& limit, const std::string& event,
                              const std::string& more) {
    return "<deadline id=\"" + id + "\" kind=\"" + kind + "\" within=\"" + limit +
           "\" counts-from=\"" + event + "\" source=\"s\" " + more + "/>";
  }
  [[nodiscard]] std::vector<dated_deadline> dated(
      const std::vector<deadline_facts>& facts, const char* assessment) const {
    return service::dated_deadlines(*linked_.book, facts, &days_, at(assessment));
  }
  static value_set days(const char* first, const char* last) {
    return {on(first).days, on(last).days};
  }

  linked linked_;
  calendar days_{service::finland(2024, 2028)};
};

TEST_F(OneBook, CountsARangeOfDatesFromThoseInForceAlone) {
  link(deadline("seventh", "k", "7 working days", "birth_date",
                R"(in-force-from="2025-04-01")"));
  const auto got = dated({{0, certainty::possible, days("2025-03-20", "2025-04-02")}},
                         "2026-03-10T10:00:00+02:00");
  ASSERT_EQ(got.size(), 1u);
  EXPECT_EQ(got[0].event, (service::date_span{on("2025-03-20"), on("2025-04-02")}));
  EXPECT_EQ(got[0].last, (service::date_span{on("2025-04-10"), on("2025-04-11")}));
  EXPECT_EQ(got[0].passed, whether::yes);
  EXPECT_EQ(got[0].binds, whether::maybe);
  EXPECT_TRUE(dated({{0, certainty::possible, days("2025-03-20", "2025-03-31")}},
                    "2026-03-10T10:00:00+02:00")
                  .empty());
}

TEST_F(OneBook, FlagsAnEventWhollyAfterTheAssessment) {
  link(deadline("soon", "k", "without-delay", "birth_date", "") +
       deadline("seventh", "k", "7 working days", "birth_date", "") +
       deadline("hours", "k", "24 hours", "seen", ""));
  const auto assessment = "2026-03-03T10:00:00+02:00";
  const auto seen = at("2026-03-03T10:00:01+02:00").seconds;
  auto got = dated({{0, certainty::certain, days("2026-03-04", "2026-03-05")},
                    {1, certainty::certain, days("2026-03-03", "2026-03-05")},
                    {2, certainty::certain, value_set::single(seen)}},
                   assessment);
  ASSERT_EQ(got.size(), 3u);
  EXPECT_TRUE(got[0].future);
  EXPECT_EQ(got[1].deadline, 2u);
  EXPECT_TRUE(got[1].future);
  EXPECT_FALSE(got[2].future);  // it may be today
  got = dated({{2, certainty::certain, value_set(seen - 1, seen)}}, assessment);
  EXPECT_FALSE(got[0].future);
}

TEST_F(OneBook, SetsNothingAsideByWhatHasNoDate) {
  link(deadline("now", "k", "immediately", "birth_date", "") +
       deadline("day", "k", "1 day", "birth_date", "") +
       deadline("month", "k", "1 month", "birth_date", "") +
       deadline("roll", "k", "3 months", "birth_date", R"(roll="next-working-day")"));
  const auto event = days("2028-12-01", "2028-12-01");
  const auto got = dated({{0, certainty::certain, event},
                          {1, certainty::certain, {}},
                          {2, certainty::certain, event},
                          {3, certainty::possible, event}},
                         "2028-12-01T10:00:00+02:00");
  ASSERT_EQ(got.size(), 4u);
  EXPECT_EQ(got[0].dating, dating::without_amount);
  EXPECT_EQ(got[1].deadline, 2u);
  EXPECT_EQ(got[1].binds, whether::yes);
  EXPECT_EQ(got[2].deadline, 1u);  // no date, by id
  EXPECT_EQ(got[2].dating, dating::event_not_known);
  EXPECT_EQ(got[2].binds, whether::yes);
  EXPECT_FALSE(got[2].event);
  EXPECT_EQ(got[3].dating, dating::calendar_range);
  EXPECT_EQ(got[3].binds, whether::maybe);
}

TEST_F(OneBook, LetsWhatHasPassedBindStill) {
  link(deadline("day", "k", "1 day", "birth_date", "") +
       deadline("month", "k", "1 month", "birth_date", ""));
  const auto event = days("2026-03-03", "2026-03-03");
  const auto got = dated({{0, certainty::certain, event}, {1, certainty::certain, event}},
                         "2026-03-05T00:00:00+02:00");
  EXPECT_EQ(got[0].passed, whether::yes);
  EXPECT_EQ(got[0].binds, whether::yes);
  EXPECT_EQ(got[1].passed, whether::no);
  EXPECT_EQ(got[1].binds, whether::no);
}

TEST_F(OneBook, LetsTwoThatEndTogetherBothBindWhereBothAreCertain) {
  link(deadline("a", "k", "14 days", "birth_date", "") +
       deadline("b", "k", "2 weeks", "birth_date", "") +
       deadline("c", "other", "1 day", "birth_date", ""));
  const auto event = days("2026-03-03", "2026-03-03");
  auto got = dated({{1, certainty::certain, event},
                    {0, certainty::certain, event},
                    {2, certainty::certain, event}},
                   "2026-03-03T10:00:00+02:00");
  EXPECT_EQ(got[0].deadline, 0u);
  EXPECT_EQ(got[0].binds, whether::yes);
  EXPECT_EQ(got[1].binds, whether::yes);
  EXPECT_EQ(got[2].binds, whether::yes);  // of another kind
  got = dated({{1, certainty::possible, event}, {0, certainty::certain, event}},
              "2026-03-03T10:00:00+02:00");
  EXPECT_EQ(got[1].binds, whether::no);
}

TEST_F(OneBook, TakesTheLatestMomentOfHoursAsInTimeAndTheEndOfADayAsLate) {
  link(deadline("hours", "h", "24 hours", "seen", "") +
       deadline("days", "d", "1 day", "birth_date", ""));
  const auto seen = value_set::single(at("2026-03-02T12:00:00+02:00").seconds);
  auto got = dated({{0, certainty::certain, seen}}, "2026-03-03T12:00:00+02:00");
  EXPECT_EQ(got[0].passed, whether::no);
  got = dated({{0, certainty::certain, seen}}, "2026-03-03T12:00:01+02:00");
  EXPECT_EQ(got[0].passed, whether::yes);
  const auto day = days("2026-03-02", "2026-03-02");
  got = dated({{1, certainty::certain, day}}, "2026-03-03T23:59:59+02:00");
  EXPECT_EQ(got[0].passed, whether::no);
  got = dated({{1, certainty::certain, day}}, "2026-03-04T00:00:00+02:00");
  EXPECT_EQ(got[0].passed, whether::yes);
}

}  // namespace
}  // namespace arvio::tests
