#include "arvio/service/routes.hpp"

#include "region_support.hpp"
#include "support/scale.hpp"
#include "times.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace arvio::inline v0::service {
namespace {

const linked_texts& islands() {
  static const auto all = link_islands({});
  return all;
}

std::uint32_t place_of(const std::vector<ruleset::term>& terms, const std::string& id) {
  for (std::uint32_t i = 0; i < terms.size(); ++i) {
    if (terms[i].id.text == id) return i;
  }
  ADD_FAILURE() << id;
  return 0;
}

/// The vocabulary's routes for a need at a level, each with its condition: certain where
/// there is none.
asked_need asked(const linked_texts& all, std::optional<std::uint32_t> need,
                 book::level_index level, certainty with_condition) {
  asked_need out{need, level, {}};
  for (std::uint32_t i = 0; i < all.book->routes.size(); ++i) {
    const auto& route = all.book->routes[i];
    const bool is_for =
        (route.levels >> level & 1U) != 0 &&
        (need ? route.needs == 0 || (route.needs >> *need & 1U) != 0 : route.needs == 0);
    if (!is_for) continue;
    out.routes.push_back(
        {{std::nullopt, i}, route.when ? with_condition : certainty::certain});
  }
  return out;
}

need_services services_of(const linked_texts& all, const std::string& need,
                          book::level_index level, certainty with_condition,
                          const person_words& who, const char* when) {
  const auto person = person_of(*all.made, *all.book, who);
  const auto place = place_of(all.book->words().needs, need);
  const auto found = services_for(
      *all.made, *all.book, {asked(all, place, level, with_condition)}, person, at(when));
  EXPECT_TRUE(found.has_value());
  return found ? found->front() : need_services{};
}

std::string id_of_service(const linked_texts& all, const listed_service& one) {
  return all.made->services[one.service].declared->id.text;
}

/// "clinic_aura: municipality", "chat: age? purpose?", "line"
std::vector<std::string> words(const linked_texts& all,
                               const std::vector<listed_service>& services) {
  static const char* const facts[] = {"municipality", "age", "language", "purpose"};
  std::vector<std::string> out;
  for (const auto& one : services) {
    auto text = id_of_service(all, one);
    if (one.against.because) text += std::string(": ") + id_of(*one.against.because);
    for (const auto fact : one.against.unknown)
      text += std::string(" ") + facts[static_cast<std::size_t>(fact)] + "?";
    out.push_back(text);
  }
  return out;
}

using strings = std::vector<std::string>;

TEST(Routes, AreOfferedWithTheirServicesByTheMomentSeen) {
  const auto got = services_of(islands(), "body", 4, certainty::certain,
                               {"aura", "30", "fi", "care"}, "2026-03-02T10:00:00+02:00");
  ASSERT_EQ(got.routes.size(), 2u);
  EXPECT_EQ(got.routes[0].standing, route_standing::offered);
  // on Friday night before Tuesday's appointment? no: who waits a day is seen first
  EXPECT_EQ(words(islands(), got.routes[0].suitable),
            (strings{"clinic_aura", "clinic_night"}));
  const auto& clinic = got.routes[0].suitable[0].times;
  EXPECT_TRUE(clinic.is_open);
  EXPECT_EQ(clinic.open_until, at("2026-03-02T16:00:00+02:00"));
  EXPECT_EQ(clinic.seen, at("2026-03-03T10:00:00+02:00"));
  const auto& night = got.routes[0].suitable[1].times;
  EXPECT_FALSE(night.is_open);
  EXPECT_FALSE(night.open_until.has_value());
  EXPECT_EQ(night.contact, at("2026-03-06T22:00:00+02:00"));
  EXPECT_EQ(words(islands(), got.routes[1].suitable), (strings{"chat"}));
  EXPECT_FALSE(got.fallback.has_value());
  EXPECT_TRUE(got.questions.empty());
}

TEST(Routes, SayWhomToTurnToBeforeWhatIsOfferedOpens) {
  const auto meanwhile = [](const linked_texts& all, const char* when) {
    const auto got = services_of(all, "body", 4, certainty::excluded,
                                 {"aura", "30", "fi", "care"}, when);
    EXPECT_EQ(got.routes[0].standing, route_standing::offered);
    EXPECT_FALSE(got.fallback.has_value());
    return got.meanwhile ? words(all, {*got.meanwhile}) : strings{};
  };
  EXPECT_EQ(meanwhile(islands(), "2026-03-02T15:59:00+02:00"), strings{});
  EXPECT_EQ(meanwhile(islands(), "2026-03-02T16:00:00+02:00"), strings{"line"});
}

TEST(Routes, SeeNobodyWhileAServiceIsClosed) {
  // Tuesday at 12; a day later is the Wednesday on which the clinic is closed
  const auto got = services_of(islands(), "body", 3, certainty::certain,
                               {"aura", "30", "sv", "care"}, "2026-03-03T12:00:00+02:00");
  ASSERT_EQ(got.routes[0].suitable.size(), 1u);
  EXPECT_EQ(got.routes[0].suitable[0].times.seen, at("2026-03-05T08:00:00+02:00"));
}

TEST(Routes, RefuseWithTheFirstReasonInTheirOrder) {
  const auto got =
      services_of(islands(), "body", 2, certainty::certain, {"korpo", "12", "en", "care"},
                  "2026-03-02T10:00:00+02:00");
  ASSERT_EQ(got.routes.size(), 1u);
  EXPECT_EQ(got.routes[0].standing, route_standing::services_refused);
  EXPECT_EQ(words(islands(), got.routes[0].refused),
            (strings{"clinic_aura: municipality", "clinic_night: language"}));
  ASSERT_TRUE(got.fallback.has_value());
  EXPECT_TRUE(got.fallback->is_suitable);
  EXPECT_EQ(words(islands(), got.fallback->services), (strings{"line"}));
}

TEST(Routes, AskNothingForTheSakeOfAServiceThatIsClosed) {
  const auto got = services_of(islands(), "body", 2, certainty::certain,
                               {"?", "30", "fi", "care"}, "2026-03-09T19:00:00+02:00");
  EXPECT_EQ(words(islands(), got.routes[0].refused),
            (strings{"clinic_aura: time", "clinic_night: time"}));
  EXPECT_TRUE(got.questions.empty());
}

TEST(Routes, AskWhatIsNotKnownOfServicesBeforeTheFirstThatIsOffered) {
  const auto all = link_islands({});
  const auto got = services_of(all, "body", 4, certainty::possible, {"?", "?", "fi", "?"},
                               "2026-03-02T10:00:00+02:00");
  EXPECT_EQ(got.routes[0].standing, route_standing::offered_not_known);
  EXPECT_EQ(words(all, got.routes[0].not_known),
            (strings{"clinic_aura municipality? age?", "clinic_night municipality?"}));
  EXPECT_EQ(got.routes[1].standing, route_standing::services_refused);
  ASSERT_EQ(got.questions.size(), 2u);
  EXPECT_FALSE(got.questions[0].condition);
  EXPECT_EQ(got.questions[0].facts,
            (std::vector{person_fact::municipality, person_fact::age}));
  EXPECT_TRUE(got.questions[1].condition);  // the chat may turn out to be suitable
  EXPECT_EQ(got.questions[1].facts,
            (std::vector{person_fact::age, person_fact::purpose}));
  ASSERT_TRUE(got.fallback.has_value());
  EXPECT_EQ(words(all, got.fallback->services), (strings{"line"}));
}

TEST(Routes, OfferTheFallbackWhereTheOnlySuitableServiceStandsBehindAnUndecidedRoute) {
  const auto got =
      services_of(islands(), "teeth", 4, certainty::possible,
                  {"elsewhere", "30", "fi", "care"}, "2026-03-02T10:00:00+02:00");
  ASSERT_EQ(got.routes.size(), 3u);
  EXPECT_EQ(got.routes[1].standing, route_standing::not_in_region);
  EXPECT_EQ(got.routes[2].standing, route_standing::condition_unknown);
  ASSERT_TRUE(got.fallback.has_value());
  EXPECT_EQ(words(islands(), got.fallback->services), (strings{"line"}));
  ASSERT_EQ(got.questions.size(), 1u);
  EXPECT_TRUE(got.questions[0].condition);
}

TEST(Routes, GiveAllServicesOfTheFallbackWhereNoneIsSuitable) {
  const auto all = link_islands({{"<service id=\"ward\" channel=\"ward\"",
                                  "<service id=\"ward\" channel=\"line\""}});
  const auto got =
      services_of(all, "home", 1, certainty::certain, {"aura", "30", "so", "care", true},
                  "2026-03-02T10:00:00+02:00");
  ASSERT_TRUE(got.fallback.has_value());
  EXPECT_TRUE(got.fallback->is_suitable);  // both have an interpreter
  const auto without = link_islands(
      {{"<for languages=\"fi sv en\" interpreter=\"true\"/>",
        "<for languages=\"fi sv\"/>"},
       {"<for languages=\"fi sv\" interpreter=\"true\"/>",
        "<for languages=\"fi sv\" municipalities=\"korpo\"/>"},
       {"<service id=\"ward\" channel=\"ward\"", "<service id=\"ward\" channel=\"line\""},
       {"needs=\"body teeth home\"", "needs=\"body\""}});
  const auto none =
      services_of(without, "home", 1, certainty::certain, {"aura", "30", "so", "care"},
                  "2026-03-02T10:00:00+02:00");
  ASSERT_TRUE(none.fallback.has_value());
  EXPECT_FALSE(none.fallback->is_suitable);
  // by the moment seen: the ward after half an hour
  EXPECT_EQ(words(without, none.fallback->services),
            (strings{"line: language", "ward: need"}));
}

TEST(Routes, AskWhatIsNotKnownOfTheFallbackWhereNothingElseIsSuitable) {
  const auto all = link_islands({{"<for languages=\"fi sv en\" interpreter=\"true\"/>",
                                  "<for languages=\"fi sv\"/>"}});
  const auto got = services_of(all, "home", 2, certainty::certain,
                               {"aura", "30", "?", "care"}, "2026-03-02T10:00:00+02:00");
  EXPECT_FALSE(got.fallback->is_suitable);
  EXPECT_EQ(words(all, got.fallback->services), (strings{"line language?"}));
  ASSERT_EQ(got.questions.size(), 1u);
  EXPECT_FALSE(got.questions[0].route.has_value());
  EXPECT_EQ(got.questions[0].facts, (std::vector{person_fact::language}));
}

TEST(Routes, ServeOfficialLanguagesByThoseWhoSpeakThemAlone) {
  const auto& all = islands();
  const auto in = [&](const char* service, const char* language, bool interpreter) {
    for (const auto& one : all.made->services) {
      if (one.declared->id.text != service) continue;
      person_words who{"aura", "30", language, "care", interpreter};
      return in_language(*all.made, one, person_of(*all.made, *all.book, who));
    }
    ADD_FAILURE() << service;
    return certainty::possible;
  };
  EXPECT_EQ(in("ward", "sv", false), certainty::certain);
  EXPECT_EQ(in("ward", "so", false), certainty::certain);
  EXPECT_EQ(in("ward", "?", false), certainty::certain);
  EXPECT_EQ(in("clinic_aura", "so", false), certainty::excluded);
  EXPECT_EQ(in("clinic_aura", "fi", true), certainty::excluded);
  EXPECT_EQ(in("clinic_aura", "fi|so", false), certainty::possible);
  EXPECT_EQ(in("clinic_night", "sv", false), certainty::excluded);
  EXPECT_EQ(in("chat", "so", false), certainty::certain);  // any language
  EXPECT_EQ(in("chat", "so", true), certainty::excluded);
  EXPECT_EQ(in("line", "so", true), certainty::certain);
}

TEST(Routes, GoOnAsWithoutAProfileWhereATargetEndsOutsideTheCalendar) {
  const auto& all = islands();
  const auto person = person_of(*all.made, *all.book, person_words{});
  const auto found = services_for(
      *all.made, *all.book,
      {asked(all, 0, 1, certainty::certain), asked(all, 0, 3, certainty::certain)},
      person, at("2029-12-30T10:00:00+02:00"));
  EXPECT_FALSE(found.has_value());
  EXPECT_TRUE(services_for(*all.made, *all.book, {asked(all, 0, 1, certainty::certain)},
                           person, at("2029-12-30T10:00:00+02:00"))
                  .has_value());
}

TEST(Routes, ListEveryServiceUnderNoNeed) {
  const auto& all = islands();
  const auto person = person_of(*all.made, *all.book, {"aura", "30", "fi", "care"});
  const auto found = services_for(*all.made, *all.book,
                                  {asked(all, std::nullopt, 2, certainty::certain)},
                                  person, at("2026-03-02T10:00:00+02:00"));
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(words(all, found->front().routes[0].suitable), (strings{"clinic_aura"}));
}

TEST(Recipients, OfADutyAreSuitableOnesFirstWhateverTheNeedThePurposeAndTheTarget) {
  const auto& all = islands();
  const auto channel = place_of(all.book->words().channels, "clinic");
  const auto person =
      person_of(*all.made, *all.book, {"aura", "30", "sv", "certificate"});
  const auto found =
      recipients_of(*all.made, channel, person, at("2026-03-06T23:00:00+02:00"));
  // the night clinic is open and speaks Finnish alone
  EXPECT_EQ(words(all, found), (strings{"clinic_aura", "clinic_night: language"}));
  const auto chat = place_of(all.book->words().channels, "chat");
  EXPECT_EQ(
      words(all, recipients_of(*all.made, chat, person, at("2026-03-06T23:00:00+02:00"))),
      (strings{"chat"}));
}

TEST(Target, EndsWithItsLastDayAndNotAfterAWeekend) {
  const auto& where = *islands().made;
  EXPECT_EQ(target_end(where, 1, at("2026-03-06T18:00:00+02:00")),
            at("2026-03-06T20:00:00+02:00"));
  // five working days from Friday evening end with the next Friday
  EXPECT_EQ(target_end(where, 3, at("2026-03-06T18:00:00+02:00")),
            at("2026-03-14T00:00:00+02:00"));
  EXPECT_EQ(target_end(where, 4, at("2026-03-20T18:00:00+02:00")),
            at("2026-04-11T00:00:00+03:00"));
}

// --- laws ------------------------------------------------------------------------------

/// Contacts and regions made at random.
class random_world {
 public:
  explicit random_world(std::uint64_t seed) : random_(seed) {}

  std::size_t below(std::size_t count) { return random_() % count; }
  bool chance(unsigned one_in) { return random_() % one_in == 0; }

  person_words person() {
    const std::vector<std::string> homes{"aura",      "bengt", "korpo",
                                         "elsewhere", "?",     "aura|bengt"};
    const std::vector<std::string> ages{"0", "15", "16", "80", "81", "?", "10..20"};
    const std::vector<std::string> languages{"fi", "sv", "en", "so", "?", "fi|sv"};
    const std::vector<std::string> purposes{"care", "certificate", "?"};
    return {homes[below(homes.size())], ages[below(ages.size())],
            languages[below(languages.size())], purposes[below(purposes.size())],
            chance(6)};
  }

  instant moment() {
    const auto begin = at("2026-01-01T00:00:00+02:00").seconds;
    return {begin + static_cast<std::int64_t>(below(700 * 86400))};
  }

  std::vector<asked_need> needs(const linked_texts& all) {
    std::vector<asked_need> out;
    for (std::uint32_t need = 0; need < all.book->words().needs.size(); ++need) {
      const auto level = static_cast<book::level_index>(1 + below(4));
      out.push_back(asked(all, need, level, static_cast<certainty>(below(3))));
    }
    return out;
  }

  region somewhere(const linked_texts& all) {
    auto made = *all.made;
    for (auto& one : made.services) {
      if (chance(2))
        one.open = opening_hours(random_hours(random_, *parse_date("2026-01-01"), 730),
                                 made.free_days);
      if (chance(3)) one.within = static_cast<std::int64_t>(below(3 * 86400));
    }
    return made;
  }

  /// The same, with one service that is open longer, quicker, or takes more.
  region wider(const region& where) {
    auto made = where;
    auto& one = made.services[below(made.services.size())];
    switch (below(6)) {
      case 0: one.takes[below(person_facts)].reset(); break;
      case 1: one.interpreter = true; break;
      case 2: one.within /= 2; break;
      case 3: one.needs = 0; break;
      case 4:
        one.open = opening_hours(
            {.always = true, .lines = {}, .excepts = {}, .where = {}}, made.free_days);
        break;
      default: {
        auto& ages = one.takes[static_cast<std::size_t>(person_fact::age)];
        if (ages) ages = ages->united(value_set(10, 90));
        auto& spoken = one.takes[static_cast<std::size_t>(person_fact::language)];
        if (spoken) spoken = spoken->united(value_set(0, 1));
        break;
      }
    }
    return made;
  }

  /// Hours, and the same with more of them on the same days.
  std::pair<opening, opening> hours_and_longer() {
    auto shorter = random_hours(random_, *parse_date("2026-01-01"), 730);
    auto longer = shorter;
    if (longer.always) return {shorter, longer};
    auto more = random_hours(random_, *parse_date("2026-01-01"), 1);
    for (const auto& line : more.lines)
      longer.lines.push_back(line);
    return {shorter, longer};
  }

 private:
  std::mt19937_64 random_;
};

const listed_service* found_in(const std::vector<listed_service>& all,
                               std::uint32_t service) {
  for (const auto& one : all) {
    if (one.service == service) return &one;
  }
  return nullptr;
}

/// Nothing that was suitable is lost or later.
void expect_no_less(const std::vector<listed_service>& before,
                    const std::vector<listed_service>& after) {
  for (const auto& one : before) {
    const auto* same = found_in(after, one.service);
    ASSERT_NE(same, nullptr);
    ASSERT_LE(*same->times.contact, *one.times.contact);
    ASSERT_LE(*same->times.seen, *one.times.seen);
  }
}

void expect_no_less(const need_services& before, const need_services& after) {
  bool some_before = false;
  bool some_after = false;
  for (std::size_t i = 0; i < before.routes.size(); ++i) {
    expect_no_less(before.routes[i].suitable, after.routes[i].suitable);
    ASSERT_LE(before.routes[i].standing == route_standing::offered,
              after.routes[i].standing == route_standing::offered);
    some_before = some_before || before.routes[i].standing == route_standing::offered;
    some_after = some_after || after.routes[i].standing == route_standing::offered;
  }
  if (before.fallback && after.fallback && before.fallback->is_suitable)
    expect_no_less(before.fallback->services, after.fallback->services);
  some_before = some_before || (before.fallback && before.fallback->is_suitable);
  some_after = some_after || (after.fallback && after.fallback->is_suitable);
  ASSERT_LE(some_before, some_after);
}

TEST(Services, ThatAreOpenLongerOrTakeMoreLeaveNobodyWithLess) {
  const auto& all = islands();
  random_world world(20261130);
  for (std::size_t i = 0; i < testing::rounds(6000); ++i) {
    auto where = world.somewhere(all);
    region wider = world.wider(where);
    if (world.chance(2)) {
      const auto place = world.below(where.services.size());
      const auto [shorter, longer] = world.hours_and_longer();
      where.services[place].open = opening_hours(shorter, where.free_days);
      wider = where;
      wider.services[place].open = opening_hours(longer, where.free_days);
    }
    const auto person = person_of(where, *all.book, world.person());
    const auto now = world.moment();
    const auto needs = world.needs(all);
    const auto before = services_for(where, *all.book, needs, person, now);
    const auto after = services_for(wider, *all.book, needs, person, now);
    ASSERT_TRUE(before.has_value() && after.has_value());
    for (std::size_t need = 0; need < before->size(); ++need) {
      expect_no_less((*before)[need], (*after)[need]);
      if (HasFatalFailure()) FAIL() << "round " << i;
    }
  }
}

TEST(Services, StandBehindARouteOfEveryNeedBelowEmergency) {
  const auto& all = islands();
  random_world world(11);
  std::size_t by_route = 0;
  for (std::size_t i = 0; i < testing::rounds(6000); ++i) {
    // whatever is open: a place to turn to stays, since somewhere the line is
    auto where = i % 2 == 0 ? *all.made : world.somewhere(all);
    where.services[1] = all.made->services[1];
    const auto person = person_of(where, *all.book, world.person());
    const auto found =
        services_for(where, *all.book, world.needs(all), person, world.moment());
    ASSERT_TRUE(found.has_value());
    for (const auto& need : *found) {
      const bool offered =
          std::any_of(need.routes.begin(), need.routes.end(), [](const auto& one) {
            return one.standing == route_standing::offered && !one.suitable.empty();
          });
      by_route += offered ? 1 : 0;
      ASSERT_TRUE(offered || (need.fallback && !need.fallback->services.empty()))
          << "round " << i;
    }
  }
  EXPECT_GT(by_route, testing::rounds(6000) / 2);
}

TEST(Services, ThatCoverARegionSuitEverybodyOfWhomAllIsKnown) {
  const auto& all = islands();
  ASSERT_TRUE(all.found.empty());
  random_world world(3);
  for (std::size_t i = 0; i < testing::rounds(6000); ++i) {
    person_words who = world.person();
    const std::vector<std::string> homes{"aura", "bengt", "korpo", "elsewhere"};
    who.municipality = homes[i % 4];
    who.age = std::to_string(world.below(121));
    who.language = i % 3 == 0 ? "sv" : "fi";
    who.interpreter = false;
    const auto level = static_cast<book::level_index>(
        1 + world.below(who.municipality == "elsewhere" ? 2 : 4));
    const auto need = static_cast<std::uint32_t>(world.below(3));
    const auto found =
        services_for(*all.made, *all.book, {asked(all, need, level, certainty::excluded)},
                     person_of(*all.made, *all.book, who), world.moment());
    ASSERT_TRUE(found.has_value());
    const auto& got = found->front();
    const bool offered = std::any_of(
        got.routes.begin(), got.routes.end(),
        [](const auto& one) { return one.standing == route_standing::offered; });
    ASSERT_TRUE(offered || got.fallback->is_suitable) << "round " << i;
  }
}

TEST(Services, AreTheSameHoweverOftenTheyAreAskedFor) {
  const auto& all = islands();
  random_world world(17);
  for (std::size_t i = 0; i < testing::rounds(300); ++i) {
    const auto person = person_of(*all.made, *all.book, world.person());
    const auto now = world.moment();
    const auto needs = world.needs(all);
    EXPECT_EQ(services_for(*all.made, *all.book, needs, person, now),
              services_for(*all.made, *all.book, needs, person, now));
  }
}

}  // namespace
}  // namespace arvio::inline v0::service
