// For whom two versions of a profile offer other services: by intervals, held against
// persons and minutes looked at one by one, and shown by contacts that two engines assess
// differently.

#include "arvio/analysis/service_changes.hpp"

#include "arvio.hpp"
#include "arvio/analysis/diff.hpp"
#include "arvio/engine/repository.hpp"
#include "arvio/service/link_region.hpp"
#include "arvio/service/suitability.hpp"

#include "analysis/profile_pair.hpp"
#include "unit/engine/rule_texts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace arvio {
namespace {

using analysis::service_change;
using analysis::service_turn;
using testing_rules::made;
using edits = std::vector<std::pair<std::string, std::string>>;

document document_at(const std::string& path) {
  return {path, testing_rules::read(std::filesystem::path(ARVIO_SOURCE_DIR) / path)};
}

/// A rule set for one need of the islands, with cases at three levels.
const std::string rules = R"xml(<inputs><input id="bad" type="code">
<value id="much"/><value id="more"/><value id="some"/><value id="little"/>
</input></inputs>
<rules id="g" need="body" complaints="rash">
<baseline id="well" complaint="rash" bad="little"/>
<rule id="G-1" urgency="U1"> <when>bad = 'much'</when>
<case expect="certain"> <given bad="much"/> </case> </rule>
<rule id="G-2" urgency="U2"> <when>bad = 'more'</when>
<case expect="certain"> <given bad="more"/> </case> </rule>
<rule id="G-3" urgency="U3"> <when>bad = 'some'</when>
<case expect="certain"> <given bad="some"/> </case> </rule>
<otherwise id="G-9" urgency="U4"/>
</rules>)xml";

/// The islands with some changes, each of a text that stands once.
std::vector<document> islands(const edits& changes) {
  auto profile = document_at("tests/unit/service/data/islands.xml");
  for (const auto& [from, to] : changes) {
    const auto at = profile.bytes.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    EXPECT_EQ(profile.bytes.find(from, at + 1), std::string::npos) << "twice: " << from;
    if (at != std::string::npos) profile.bytes.replace(at, from.size(), to);
  }
  return {document_at("tests/unit/service/data/region-vocabulary.xml"),
          document_at("rules/region/finland-calendar.xml"), made({.body = rules}),
          std::move(profile)};
}

repository loaded(const edits& changes) {
  auto out = load_repository(islands(changes), {.check_profiles = true});
  std::string text;
  for (const auto& one : out.findings) {
    if (one.level == severity::error) text += render(one, out.sources);
  }
  EXPECT_EQ(text, "");
  return out;
}

analysis::repository_diff compared(const edits& changes) {
  return analysis::diff(loaded({}), loaded(changes), {});
}

const service_change* find(const analysis::repository_diff& found,
                           const std::string& service, service_turn turn) {
  if (found.services.empty()) return nullptr;
  for (const auto& one : found.services.front().services.changes) {
    if (one.service == service && one.turn == turn) return &one;
  }
  return nullptr;
}

std::string text_of(const analysis::repository_diff& found) {
  std::string out;
  for (const auto& one : found.services) {
    out += one.services.not_compared + "\n";
    for (const auto& each : one.services.changes) {
      out += each.service + " " + std::to_string(static_cast<int>(each.turn)) + " | " +
             each.title + " | " + each.for_whom + " | " + each.first + " | " +
             each.before + " | " + each.after + " | " + each.contact_of + " | " +
             each.contact + "\n";
    }
  }
  return out;
}

/// The services that an assessment offers, with the moments at which they see the person.
std::vector<std::string> offered(const edits& changes, const std::string& json) {
  std::vector<std::string> out;
  const auto opened = engine::open(islands(changes), {.profile = "islands"});
  const auto about = read_contact(json);
  EXPECT_TRUE(opened && about) << json;
  if (!opened || !about) return out;
  const auto got = opened->assess(*about);
  EXPECT_TRUE(got) << json;
  if (!got) return out;
  for (const auto& need : got->routes) {
    for (const auto& route : need.offered) {
      for (const auto& one : route.services)
        out.push_back(one.id + " " + (one.seen_by ? to_text(*one.seen_by) : "never"));
    }
  }
  return out;
}

bool names(const std::vector<std::string>& all, const std::string& service) {
  return std::any_of(all.begin(), all.end(), [&](const std::string& one) {
    return one.starts_with(service + " ");
  });
}

TEST(ServiceChanges, FindNothingWhereNothingChanges) {
  const auto same = compared({});
  EXPECT_TRUE(same.profiles.empty());
  EXPECT_TRUE(same.services.empty());
}

TEST(ServiceChanges, AreOnlyWrittenWhereANumberChanges) {
  const auto found =
      compared({{"<telephone>116</telephone>", "<telephone>117</telephone>"}});
  ASSERT_EQ(found.profiles.size(), 1u);
  const auto& written = found.profiles[0].written.changes;
  ASSERT_EQ(written.size(), 1u);
  EXPECT_EQ(written[0].where, "service `line`");
  EXPECT_EQ(written[0].what, "telephone");
  EXPECT_EQ(written[0].before, "116");
  EXPECT_EQ(written[0].after, "117");
  ASSERT_EQ(found.services.size(), 1u);
  EXPECT_EQ(found.services[0].services.not_compared, "");
  EXPECT_TRUE(found.services[0].services.changes.empty()) << text_of(found);
}

TEST(ServiceChanges, SayWhoIsSeenLaterWhereADoorOpensLater) {
  const edits changes{{"<hours days=\"mon-thu\" from=\"08:00\" to=\"16:00\"/>",
                       "<hours days=\"mon-thu\" from=\"09:00\" to=\"16:00\"/>"}};
  const auto found = compared(changes);
  const auto* later = find(found, "clinic_aura", service_turn::later);
  ASSERT_NE(later, nullptr) << text_of(found);
  // A day after the contact, and within 30 hours: Tuesday 6 January is a holiday, so that
  // the first who is seen on the day after a call is who calls on Wednesday.
  EXPECT_EQ(later->first, "U2, body, Aura, fi, 16 years, care, Wed 2026-01-07 03:00")
      << text_of(found);
  EXPECT_NE(later->before.find("Clinic of Aura from Thu 2026-01-08 08:00"),
            std::string::npos)
      << later->before;
  EXPECT_NE(later->after.find("Clinic of Aura from Thu 2026-01-08 09:00"),
            std::string::npos)
      << later->after;
  const auto* lost = find(found, "clinic_aura", service_turn::lost);
  ASSERT_NE(lost, nullptr) << text_of(found);
  EXPECT_EQ(lost->first, "U2, body, Aura, fi, 16 years, care, Wed 2026-01-07 02:00")
      << "30 hours later is 8.00 on Thursday, and no longer in time";
  EXPECT_EQ(later->before.find("Line"), std::string::npos)
      << "the fallback is not offered beside others";
  EXPECT_EQ(find(found, "clinic_aura", service_turn::earlier), nullptr);
  ASSERT_NE(later->contact, "");
  EXPECT_NE(offered({}, later->contact), offered(changes, later->contact));
}

TEST(ServiceChanges, SayForWhichAgeAServiceIsLost) {
  const edits changes{
      {"languages=\"fi sv\" from-age=\"16\"/>", "languages=\"fi sv\" from-age=\"18\"/>"}};
  const auto found = compared(changes);
  ASSERT_EQ(found.services.size(), 1u);
  ASSERT_EQ(found.services[0].services.changes.size(), 1u) << text_of(found);
  const auto& lost = found.services[0].services.changes[0];
  EXPECT_EQ(lost.service, "clinic_aura");
  EXPECT_EQ(lost.turn, service_turn::lost);
  EXPECT_EQ(lost.title, "Clinic of Aura");
  EXPECT_NE(lost.for_whom.find("16 to 17 years"), std::string::npos) << lost.for_whom;
  EXPECT_NE(lost.for_whom.find("Aura / Bengt's Skerry"), std::string::npos);
  EXPECT_NE(lost.first.find("16 years"), std::string::npos) << lost.first;
  ASSERT_NE(lost.contact, "");
  EXPECT_TRUE(names(offered({}, lost.contact), "clinic_aura")) << lost.contact;
  EXPECT_FALSE(names(offered(changes, lost.contact), "clinic_aura")) << lost.contact;
}

TEST(ServiceChanges, SayForWhichLanguageAServiceIsGained) {
  const edits changes{{"<for municipalities=\"region\" languages=\"fi\"/>",
                       "<for municipalities=\"region\" languages=\"fi sv\"/>"}};
  const auto found = compared(changes);
  const auto* gained = find(found, "clinic_night", service_turn::gained);
  ASSERT_NE(gained, nullptr) << text_of(found);
  EXPECT_EQ(find(found, "clinic_night", service_turn::lost), nullptr);
  EXPECT_NE(gained->for_whom.find("; sv"), std::string::npos) << gained->for_whom;
  ASSERT_NE(gained->contact, "");
  EXPECT_FALSE(names(offered({}, gained->contact), "clinic_night"));
  EXPECT_TRUE(names(offered(changes, gained->contact), "clinic_night"));
}

TEST(ServiceChanges, SayForWhomAServiceThatIsGoneSuited) {
  auto text = document_at("tests/unit/service/data/islands.xml").bytes;
  const auto from = text.find("    <service id=\"clinic_aura\"");
  const auto to = text.find("    <service id=\"clinic_night\"");
  const edits changes{{text.substr(from, to - from), ""}};
  const auto found = compared(changes);
  const auto* lost = find(found, "clinic_aura", service_turn::lost);
  ASSERT_NE(lost, nullptr) << text_of(found);
  EXPECT_EQ(lost->title, "Clinic of Aura");
  EXPECT_NE(lost->before.find("Clinic of Aura"), std::string::npos);
  EXPECT_EQ(lost->after.find("Clinic of Aura"), std::string::npos);
  ASSERT_NE(lost->contact, "");
  EXPECT_TRUE(names(offered({}, lost->contact), "clinic_aura"));
  EXPECT_FALSE(names(offered(changes, lost->contact), "clinic_aura"));
  const auto& written = found.profiles[0].written.changes;
  ASSERT_EQ(written.size(), 1u);
  EXPECT_EQ(written[0].where, "service `clinic_aura`");
  EXPECT_EQ(written[0].after, "");
}

TEST(ServiceChanges, FollowATargetThatBecomesShorter) {
  const auto found = compared({{"<target level=\"U2\" within=\"P1DT6H\"/>",
                                "<target level=\"U2\" within=\"PT3H\"/>"}});
  const auto* lost = find(found, "clinic_aura", service_turn::lost);
  ASSERT_NE(lost, nullptr) << text_of(found);
  EXPECT_TRUE(lost->for_whom.starts_with("U2;")) << lost->for_whom;
}

TEST(ServiceChanges, SeeAServiceThatMovesToAnotherRoute) {
  // Behind the route of the office, and behind that of the clinics now.
  const edits changes{
      {"<service id=\"office\" channel=\"office\" professionals=\"worker\" "
       "needs=\"home\">",
       "<service id=\"office\" channel=\"clinic\" professionals=\"nurse\" "
       "needs=\"home\">"}};
  const auto found = compared(changes);
  const auto* one = find(found, "office", service_turn::moved);
  ASSERT_NE(one, nullptr) << text_of(found);
  EXPECT_TRUE(one->first.starts_with("U3, home, Korpo, fi, ")) << one->first;
  EXPECT_TRUE(one->for_whom.starts_with("U3 / U4; home; Korpo; ")) << one->for_whom;
  ASSERT_NE(find(found, "office", service_turn::gained), nullptr) << "at U2";
}

/// One service for everybody, and nobody is asked anything.
std::string asking_nothing(const std::string& open) {
  auto text = document_at("tests/unit/service/data/islands.xml").bytes;
  text = text.substr(0, text.find("<services>")) +
         R"(<services><service id="line" channel="line" professionals="nurse">)"
         R"(<name lang="en">Line</name> <telephone>116</telephone>)"
         R"(<for languages="*"/> <open>)" +
         open + "</open></service></services></profile>";
  const auto person = text.find("<person ");
  return text.replace(person, text.find("/>", person) + 2 - person, "<person/>");
}

TEST(ServiceChanges, AreFoundWhereNobodyIsAskedAnything) {
  const auto loaded_with = [](const std::string& open) {
    auto documents = islands({});
    documents.back().bytes = asking_nothing(open);
    return load_repository(std::move(documents), {.check_profiles = true});
  };
  const auto found = analysis::diff(
      loaded_with("<always/>"),
      loaded_with(R"(<always/> <except date="2026-08-01" from="01:00" to="24:00"/>)"),
      {});
  ASSERT_EQ(found.services.size(), 1u);
  ASSERT_EQ(found.services[0].services.changes.size(), 1u) << text_of(found);
  const auto& one = found.services[0].services.changes[0];
  EXPECT_EQ(one.turn, service_turn::later);
  EXPECT_EQ(one.for_whom, "U1 / U2 / U3 / U4; every need");
  EXPECT_EQ(one.first, "U1, body, Sat 2026-08-01 00:00");
  EXPECT_EQ(one.before, "Line from Sat 2026-08-01 00:00");
  EXPECT_EQ(one.after, "Line from Sat 2026-08-01 01:00");
  EXPECT_NE(one.contact, "");
}

TEST(ServiceChanges, SeeTwoServicesThatChangePlaces) {
  auto text = document_at("tests/unit/service/data/islands.xml").bytes;
  const auto ward = text.find("    <service id=\"ward\"");
  const auto line = text.find("    <service id=\"line\"");
  // a second line beside the first, open as long
  auto second = text.substr(line, text.find("    <service id=\"clinic_aura\"") - line);
  const std::string first = second;
  second.replace(second.find("id=\"line\""), 9, "id=\"other\"");
  ASSERT_LT(ward, line);
  const auto before = loaded({{first, first + second}});
  const auto after = loaded({{first, second + first}});
  const auto found = analysis::diff(before, after, {});
  ASSERT_EQ(found.services.size(), 1u);
  ASSERT_EQ(found.services[0].services.changes.size(), 1u) << text_of(found);
  const auto& one = found.services[0].services.changes[0];
  EXPECT_EQ(one.turn, service_turn::reordered);
  EXPECT_EQ(one.service, "other");
}

TEST(ServiceChanges, AreNotComparedOutsideACalendar) {
  // Valid from a day of which the calendar of the earlier one does not hold two years.
  auto later = islands({{"valid-from=\"2026-01-01\" languages=\"en fi\"",
                         "valid-from=\"2030-01-01\" languages=\"en fi\""}});
  auto earlier = islands({});
  auto& ends = earlier[1].bytes;
  const std::string to = "to-year=\"2040\"";
  ends.replace(ends.find(to), to.size(), "to-year=\"2030\"");
  const auto found = analysis::diff(load_repository(earlier, {.check_profiles = true}),
                                    load_repository(later, {.check_profiles = true}), {});
  ASSERT_EQ(found.services.size(), 1u);
  EXPECT_NE(found.services[0].services.not_compared.find("the calendar of the earlier"),
            std::string::npos)
      << found.services[0].services.not_compared;
}

// --- nothing is left out ---------------------------------------------------------------

/// The services that suit somebody, one by one, with the moments they see the person.
std::vector<std::pair<std::string, instant>> suitable(const analysis::profile_pair& pair,
                                                      bool later,
                                                      const analysis::asked_person& who) {
  const auto& where = *pair.side(later).where;
  const auto at = pair.moment_of(who.minute);
  const auto& level = pair.levels()[who.level];
  const auto end = service::target_end(where, later ? level.after : level.before, at);
  std::vector<std::pair<std::string, instant>> out;
  for (const auto& one : where.services) {
    if (!pair.fits(later, one, who.level, who.need)) continue;
    const auto times = service::times_of(one, at);
    if (service::suitability_of(where, one, pair.known(later, who), times, *end)
            .is_suitable())
      out.emplace_back(one.declared->id.text, *times.seen);
  }
  return out;
}

analysis::profile_side side_of(const repository& from) {
  const auto& period = from.periods.back();
  const auto* calendar = from.find_calendar({"finland", 1});
  return {&from, &period,
          service::link_region(from.profiles.back(), *period.book,
                               {calendar->document.get(), calendar->days}, {})
              .made};
}

TEST(ServiceChanges, LeaveOutNobodyWhoseServicesChange) {
  const std::vector<edits> all{
      {{"<hours days=\"fri\" from=\"08:00\" to=\"12:00\"/>",
        "<hours days=\"fri\" from=\"08:00\" to=\"11:30\"/>"}},
      {{"<except date=\"2026-03-04\" closed=\"true\"/>", ""}},
      {{"<within>P1D</within>", "<within>PT12H</within>"}},
      {{"<within>PT45M</within>", "<within>PT50M</within>"}},
      {{"municipalities=\"aura bengt\"", "municipalities=\"aura korpo\""}},
      {{"from-age=\"16\" to-age=\"80\"", "from-age=\"15\" to-age=\"70\""}},
      {{"purposes=\"care\"", "purposes=\"care certificate\""}},
      {{"<for municipalities=\"region\" languages=\"fi\"/>",
        "<for municipalities=\"region\" languages=\"fi\" interpreter=\"true\"/>"}},
      {{"needs=\"body home\"", "needs=\"body\""}},
      {{"<target level=\"U3\" within=\"5 working days\"/>",
        "<target level=\"U3\" within=\"3 days\"/>"}},
      {{"<hours days=\"fri-sun\" from=\"22:00\" to=\"04:30\"/>",
        "<hours days=\"fri-sun\" from=\"21:00\" to=\"03:30\"/>"}},
      {{"<hours days=\"eve\" from=\"23:00\" to=\"00:00\"/>", "<closed days=\"eve\"/>"}},
  };
  const auto before = loaded({});
  const auto old_side = side_of(before);
  std::mt19937_64 random(20);
  std::size_t differences = 0;
  for (const auto& changes : all) {
    const auto after = loaded(changes);
    const auto new_side = side_of(after);
    const auto found = analysis::service_changes_between(old_side, new_side);
    const analysis::profile_pair pair(old_side, new_side);
    ASSERT_EQ(pair.fault(), "");
    const auto told = [&](const std::string& service, service_turn turn) {
      return std::any_of(
          found.changes.begin(), found.changes.end(),
          [&](const auto& one) { return one.service == service && one.turn == turn; });
    };
    const auto below = [&random](std::size_t count) { return random() % count; };
    for (int i = 0; i < 20000; ++i) {
      analysis::asked_person who;
      who.level = below(pair.levels().size());
      who.need = below(pair.needs().size());
      who.municipality = below(pair.values(service::person_fact::municipality).size());
      who.language = below(pair.language_count());
      who.age = static_cast<std::int64_t>(below(121));
      who.purpose = below(pair.values(service::person_fact::purpose).size());
      who.minute = static_cast<std::int64_t>(below(731 * 1440));
      const auto was = suitable(pair, false, who);
      const auto is = suitable(pair, true, who);
      if (was == is) continue;
      ++differences;
      const auto seen = [](const auto& list, const std::string& id) {
        const auto at = std::find_if(list.begin(), list.end(),
                                     [&id](const auto& one) { return one.first == id; });
        return at == list.end() ? std::nullopt : std::optional(at->second);
      };
      for (const auto* list : {&was, &is}) {
        for (const auto& [id, ignored] : *list) {
          const auto first = seen(was, id);
          const auto second = seen(is, id);
          if (first == second) continue;
          const auto turn = !second            ? service_turn::lost
                            : !first           ? service_turn::gained
                            : *first < *second ? service_turn::later
                                               : service_turn::earlier;
          EXPECT_TRUE(told(id, turn)) << changes.front().second << "\n"
                                      << pair.words(who);
        }
      }
    }
    EXPECT_FALSE(found.changes.empty()) << changes.front().second;
    for (const auto& one : found.changes) {
      EXPECT_NE(one.before, one.after) << one.first;
    }
  }
  EXPECT_GT(differences, 3000u) << "the persons that are looked at show something";
}

}  // namespace
}  // namespace arvio
