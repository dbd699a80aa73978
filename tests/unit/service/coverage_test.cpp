#include "arvio/service/coverage.hpp"

#include "arvio/service/link_region.hpp"

#include "finland.hpp"
#include "region_support.hpp"
#include "support/scale.hpp"
#include "times.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace arvio::inline v0::service {
namespace {

// --- the oracle: every minute, by the words of the page --------------------------------

/// The next open moment of moments that never go back: what was found holds until it is
/// there, and where nothing comes it is looked for once an hour.
class patient_look {
 public:
  explicit patient_look(const opening_hours& hours) : hours_(hours) {}

  std::optional<instant> from(instant at) {
    const bool holds = asked_ && (found_ ? at <= *found_ : at.seconds < again_);
    if (!holds) {
      found_ = hours_.next_open(at);
      again_ = at.seconds + 3600;
    }
    asked_ = true;
    return found_;
  }

 private:
  const opening_hours& hours_;
  std::optional<instant> found_;
  std::int64_t again_ = 0;
  bool asked_ = false;
};

class minute_walk {
 public:
  minute_walk(const region& where, const book::rulebook& book,
              const std::vector<std::int64_t>& languages, const proof_dates& dates)
      : where_(where), book_(book), languages_(languages) {
    const auto end = helsinki_midnight({dates.first.days + dates.count});
    for (auto now = helsinki_midnight(dates.first); now < end; now.seconds += 60)
      moments_.push_back(now);
  }

  std::optional<coverage_witness> first() {
    for (book::level_index level = 1; level < book_.level_count; ++level) {
      find_in_time(level);
      for (std::uint32_t need = 0; need < book_.words().needs.size(); ++need) {
        for (std::size_t m = 0; m <= where_.municipalities.size(); ++m) {
          const bool outside = m == where_.municipalities.size();
          if (outside && level > book_.out_of_scope) continue;
          for (const auto language : languages_) {
            for (std::int64_t age = 0; age <= 120; ++age) {
              const auto minute = first_without(level, need, m, language, age);
              if (!minute) continue;
              coverage_witness who{level, need, {}, language, age, moments_[*minute]};
              if (!outside) who.municipality = static_cast<std::uint32_t>(m);
              return who;
            }
          }
        }
      }
    }
    return std::nullopt;
  }

 private:
  void find_in_time(book::level_index level) {
    known_.clear();
    in_time_.assign(where_.services.size(), {});
    for (std::size_t i = 0; i < where_.services.size(); ++i) {
      const auto& one = where_.services[i];
      patient_look contact(one.open);
      patient_look seen(one.open);
      for (const auto now : moments_) {
        const auto reached = contact.from(now);
        const auto met = reached ? seen.from({reached->seconds + one.within}) : reached;
        const auto end = target_end(where_, level, now);
        in_time_[i].push_back(!end || (met && *met <= *end));
      }
    }
  }

  std::optional<std::size_t> first_without(book::level_index level, std::uint32_t need,
                                           std::size_t municipality,
                                           std::int64_t language, std::int64_t age) {
    std::vector<std::size_t> taking;
    for (std::size_t i = 0; i < where_.services.size(); ++i) {
      if (takes(where_.services[i], level, need, municipality, language, age))
        taking.push_back(i);
    }
    const auto place = known_.find(taking);
    if (place != known_.end()) return place->second;
    std::optional<std::size_t> found;
    for (std::size_t minute = 0; minute < moments_.size() && !found; ++minute) {
      if (std::none_of(taking.begin(), taking.end(),
                       [&](std::size_t one) { return in_time_[one][minute]; }))
        found = minute;
    }
    known_[taking] = found;
    return found;
  }

  [[nodiscard]] bool takes(const region_service& one, book::level_index level,
                           std::uint32_t need, std::size_t municipality,
                           std::int64_t language, std::int64_t age) const {
    const auto limit = [&one](person_fact which) {
      return one.takes[static_cast<std::size_t>(which)];
    };
    const auto lives = limit(person_fact::municipality);
    const auto ages = limit(person_fact::age);
    const auto spoken = limit(person_fact::language);
    if (limit(person_fact::purpose)) return false;
    if (lives && (municipality == where_.municipalities.size() ||
                  !lives->contains(where_.municipalities[municipality])))
      return false;
    if (ages && !ages->contains(age)) return false;
    if (spoken && !spoken->contains(language) &&
        (!one.interpreter || where_.official.contains(language)))
      return false;
    if (one.needs != 0 && (one.needs >> need & 1U) == 0) return false;
    const auto stands_behind = [&](const book::linked_route& route) {
      return one.channel == route.channel &&
             (!route.professional ||
              std::find(one.professionals.begin(), one.professionals.end(),
                        *route.professional) != one.professionals.end());
    };
    for (const auto& route : book_.routes) {
      const bool is_for = !route.when && (route.levels >> level & 1U) != 0 &&
                          (route.needs == 0 || (route.needs >> need & 1U) != 0);
      if (is_for && stands_behind(route)) return true;
    }
    return stands_behind(*book_.fallback);
  }

  const region& where_;
  const book::rulebook& book_;
  const std::vector<std::int64_t>& languages_;
  std::vector<instant> moments_;
  std::vector<std::vector<bool>> in_time_;  // by service, then by minute
  std::map<std::vector<std::size_t>, std::optional<std::size_t>> known_;
};

// --- regions of all sorts --------------------------------------------------------------

class random_regions {
 public:
  explicit random_regions(std::uint64_t seed) : random_(seed) {}

  region next(const region& base, const proof_dates& dates) {
    auto made = base;
    for (auto& one : made.services) {
      one.open =
          opening_hours(random_hours(random_, dates.first, dates.count), made.free_days);
      const std::vector<std::int64_t> waits{0, 0, 90, 900, 7200, 86400, 3 * 86400};
      one.within = waits[random_() % waits.size()];
      for (auto& limit : one.takes) {
        if (chance(2)) limit.reset();
      }
      if (chance(3)) one.takes[static_cast<std::size_t>(person_fact::age)] = some_ages();
      one.interpreter = chance(2);
      if (chance(2)) one.needs = 0;
      if (chance(3)) {
        one.channel = base.services[1].channel;
        one.professionals = base.services[1].professionals;
      }
    }
    // a target that is always kept makes every search long
    for (auto& target : made.targets)
      target = some_target();
    return made;
  }

 private:
  [[nodiscard]] bool chance(unsigned one_in) { return random_() % one_in == 0; }

  value_set some_ages() {
    const auto from = static_cast<std::int64_t>(random_() % 60);
    return {from, from + static_cast<std::int64_t>(random_() % 120)};
  }

  std::variant<elapsed, time_limit> some_target() {
    const std::vector<std::int64_t> spans{
        0, 1800, 7200, 23400, 86400, 3 * 86400, 401 * std::int64_t{86400}};
    const auto amount = static_cast<std::int32_t>(1 + random_() % 4);
    if (chance(4)) return time_limit{time_limit_unit::days, amount - 1};
    if (chance(3)) return time_limit{time_limit_unit::working_days, amount};
    return elapsed{spans[random_() % spans.size()]};
  }

  std::mt19937_64 random_;
};

TEST(Coverage, AgreesWithAWalkByTheMinute) {
  const auto islands = link_islands({});
  ASSERT_NE(islands.made, nullptr);
  const std::vector<proof_dates> windows{{on("2026-03-27"), 4},
                                         {on("2026-10-23"), 4},
                                         {on("2026-12-22"), 6},
                                         {on("2026-06-17"), 6}};
  const std::vector<std::int64_t> languages{0, 1};
  random_regions made(20261130);
  std::size_t covered = 0;
  std::size_t late = 0;  // found after the first minute
  const auto rounds = testing::rounds(80);
  for (std::size_t i = 0; i < rounds; ++i) {
    const auto& dates = windows[i % windows.size()];
    auto where = made.next(*islands.made, dates);
    // one service that is nearly always there, in most rounds
    if (i % 5 != 0) {
      auto& line = where.services[1];
      line.takes = {};
      line.needs = 0;
      line.within = 0;
      line.open = opening_hours({.always = true, .lines = {}, .excepts = {}, .where = {}},
                                where.free_days);
      if (i % 5 != 1) {
        opening nearly;
        nearly.always = true;
        nearly.excepts.push_back(
            {{dates.first.days + 1 + static_cast<std::int32_t>(i % 3)},
             open_hours{5 * 60, 20 * 60 + static_cast<std::int32_t>(i % 60)},
             {}});
        line.open = opening_hours(nearly, where.free_days);
      }
    }
    const auto found = first_uncovered(where, *islands.book, languages, dates);
    const auto wanted = minute_walk(where, *islands.book, languages, dates).first();
    ASSERT_EQ(found.has_value(), wanted.has_value()) << "round " << i;
    if (!found) {
      ++covered;
      continue;
    }
    ASSERT_EQ(*found, *wanted) << "round " << i << ": level " << found->level << ", "
                               << to_text(offset_time{found->moment, 0}) << ", not "
                               << wanted->level << ", "
                               << to_text(offset_time{wanted->moment, 0});
    if (found->moment != helsinki_midnight(dates.first)) ++late;
  }
  if (testing::whole_campaigns) {
    EXPECT_GT(covered, rounds / 8);
    EXPECT_GT(late, rounds / 8);
  }
  std::cout << "report: coverage agrees with a walk by the minute in " << rounds
            << " regions, " << covered << " of them covered, " << late
            << " not from some later minute on\n";
}

TEST(Coverage, HoldsOfTheIslands) {
  const auto all = link_islands({});
  EXPECT_TRUE(all.found.empty()) << all.found.front().what.message;
  EXPECT_NE(all.made, nullptr);
}

TEST(Coverage, LooksAtALanguageThatIsNotOfficialWhereItIsAskedTo) {
  const auto text = changed(data_text("islands.xml"),
                            {{"<for languages=\"fi sv en\" interpreter=\"true\"/>",
                              "<for languages=\"fi sv en\"/>"}});
  link_options options;
  options.other_languages = true;
  const auto all = link_texts(text, {data_text("region-vocabulary.xml")},
                              finland(2025, 2029), options);
  ASSERT_NE(all.made, nullptr);  // a warning
  ASSERT_EQ(all.found.size(), 1u);
  EXPECT_EQ(all.found[0].what.level, severity::warning);
  const auto& who = std::get<coverage_witness>(all.found[0].witness);
  // the ward, which has an interpreter, is closed on 2 May until noon
  const coverage_witness wanted{1, 0, 0, 3, 0, at("2026-05-01T23:30:00+03:00")};
  EXPECT_EQ(who, wanted);
}

TEST(Coverage, NeedsNoInputThatNoServiceAsksFor) {
  auto text = data_text("islands.xml");
  const auto begin = text.find("<services>");
  text = text.substr(0, begin) + R"(<services>
    <service id="line" channel="line" professionals="nurse">
      <name lang="en">Line</name> <telephone>116</telephone>
      <for languages="*"/>
      <open> <always/> <except date="2026-08-01" from="00:00" to="20:00"/> </open>
    </service></services></profile>)";
  const auto person = text.find("<person ");
  text.replace(person, text.find("/>", person) + 2 - person, "<person/>");
  const auto all =
      link_texts(text, {data_text("region-vocabulary.xml")}, finland(2025, 2029), {});
  ASSERT_EQ(all.found.size(), 1u);
  ASSERT_EQ(all.found[0].what.code, errc::not_covered);
  const coverage_witness who{1, 0, {}, {}, {}, at("2026-08-01T20:00:00+03:00")};
  EXPECT_EQ(std::get<coverage_witness>(all.found[0].witness), who);
}

/// So many services more, each open every day at a minute of its own.
std::string with_services(std::size_t count, bool same_hours) {
  auto text = data_text("islands.xml");
  std::string more;
  for (std::size_t i = 0; i < count; ++i) {
    const auto minute = same_hours ? std::size_t{0} : i;
    const auto from = clock_text(static_cast<std::int32_t>(minute % 720));
    more += "<service id=\"s" + std::to_string(i) +
            "\" channel=\"chat\" professionals=\"nurse\"><name lang=\"en\">S</name>"
            "<telephone>116</telephone><for languages=\"fi\"/><open>"
            "<hours days=\"mon-sun holiday eve\" from=\"" +
            from + "\" to=\"13:00\"/></open></service>";
  }
  return text.insert(text.find("</services>"), more);
}

TEST(Coverage, IsNotProvedOfMoreHoursThanTheBudget) {
  const auto linked = [](const std::string& text) {
    return link_texts(text, {data_text("region-vocabulary.xml")}, finland(2025, 2029),
                      {});
  };
  const auto too_many = linked(with_services(560, false));
  EXPECT_EQ(too_many.made, nullptr);
  ASSERT_EQ(too_many.found.size(), 1u);
  EXPECT_EQ(too_many.found[0].what.code, errc::limit_count);
  EXPECT_NE(linked(with_services(560, true)).made, nullptr)
      << "services with the same hours are looked at once";
  EXPECT_NE(linked(with_services(400, false)).made, nullptr);
}

TEST(Coverage, TakesUnderASecondForAHundredServices) {
  const auto islands = link_islands({});
  auto where = *islands.made;
  std::mt19937_64 random(5);
  const auto base = where.services;
  where.services.clear();
  const auto written = islands.written->services;
  for (std::int32_t i = 0; where.services.size() < 100; ++i) {
    const auto place = static_cast<std::size_t>(i) % base.size();
    auto one = base[place];
    auto hours = written[place].open;
    for (auto& line : hours.lines) {
      if (line.hours) line.hours->from = (line.hours->from + i) % 1440;  // all different
    }
    if (hours.always) {
      hours.excepts.push_back({{on("2026-02-01").days + i}, open_hours{0, 1380}, {}});
    }
    one.open = opening_hours(hours, where.free_days);
    where.services.push_back(one);
  }
  const proof_dates dates{on("2026-01-01"), limits::proof_days};
  const auto begin = std::chrono::steady_clock::now();
  const auto found = first_uncovered(where, *islands.book, {0, 1}, dates);
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - begin);
  EXPECT_FALSE(found.has_value());
  std::cout << "report: coverage of 100 services over " << dates.count
            << " days: " << took.count() << " ms\n";
}

}  // namespace
}  // namespace arvio::inline v0::service
