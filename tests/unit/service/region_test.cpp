// The profile that comes with arvio: it leaves nobody without a service, and whatever is
// broken in it is found, with somebody who shows it.

#include "arvio/service/region.hpp"

#include "arvio/service/link_region.hpp"
#include "arvio/service/load_calendar.hpp"
#include "arvio/service/routes.hpp"

#include "region_support.hpp"
#include "unit/ruleset/load_support.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace arvio::inline v0::service {
namespace {

using edits = std::vector<std::pair<std::string, std::string>>;

std::string rules_text(const std::string& file) {
  return tests::bytes_of(ARVIO_SOURCE_DIR "/rules/" + file);
}

/// The calendar that comes with arvio, ended earlier.
calendar_document calendar_until(int last_year) {
  source_map sources;
  findings found;
  const auto source =
      sources.add("calendar.xml", rules_text("region/finland-calendar.xml"));
  auto days = load_calendar(sources, source, found);
  EXPECT_TRUE(days.has_value());
  if (!days) return {};
  days->to_year = last_year;
  return std::move(*days);
}

linked_texts varsinais_suomi(const edits& changes, int last_year) {
  link_options options;
  options.other_languages = true;
  return link_texts(changed(rules_text("region/varsinais-suomi.xml"), changes),
                    {rules_text("vocabulary/vocabulary.xml"),
                     rules_text("region/varsinais-suomi-residents.xml")},
                    calendar_until(last_year), options);
}

std::string moment_words(instant at) {
  return to_text(offset_time{at, helsinki_offset(at)});
}

/// "U2 social elsewhere sv 0 2026-01-01T00:00:00+02:00"
std::string witness_words(const linked_texts& all, const region_finding& one) {
  if (const auto* at = std::get_if<instant>(&one.witness)) return moment_words(*at);
  const auto* who = std::get_if<coverage_witness>(&one.witness);
  if (who == nullptr) return "";
  const auto& words = all.book->words();
  const auto language = *all.book->find_input("language");
  const auto& codes = all.book->inputs[language].codes;
  return words.levels[who->level].id.text + " " + words.needs[who->need].id.text + " " +
         (who->municipality ? all.written->municipalities[*who->municipality].id.text
                            : "elsewhere") +
         " " + codes[static_cast<std::size_t>(*who->language)] + " " +
         std::to_string(*who->age) + " " + moment_words(who->moment);
}

TEST(VarsinaisSuomi, LeavesNobodyWithoutASuitableService) {
  const auto begin = std::chrono::steady_clock::now();
  const auto all = varsinais_suomi({}, 2040);
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - begin);
  ASSERT_NE(all.made, nullptr);
  EXPECT_EQ(all.written->municipalities.size(), 27u);
  EXPECT_GE(all.written->services.size(), 30u);
  for (const auto& one : all.found) {
    // who speaks no official language is served by telephone in some of them only
    EXPECT_EQ(one.what.level, severity::warning) << one.what.message;
    EXPECT_EQ(one.what.code, errc::not_covered) << one.what.message;
  }
  std::cout << "report: varsinais-suomi read, linked and proved in " << took.count()
            << " ms, languages that are not official included\n";
}

TEST(VarsinaisSuomi, HasAServiceForEveryRouteOfTheVocabularyThatHasNoCondition) {
  const auto all = varsinais_suomi({}, 2040);
  for (const auto& route : all.book->routes) {
    if (route.when) continue;
    EXPECT_TRUE(std::any_of(
        all.made->services.begin(), all.made->services.end(),
        [&](const auto& one) { return fits_route(one, route, std::nullopt); }))
        << route.declared->channel.text;
  }
}

TEST(VarsinaisSuomi, GivesNoNumberThatNoSourceConfirms) {
  const auto all = load_text(rules_text("region/varsinais-suomi.xml"));
  for (const auto& one : all.made->services) {
    const auto& number = one.telephone;
    // the national lines: thl.fi, paivystyshelppi.terveyskyla.fi, sttinfo.fi and
    // keskipohjanmaa.fi, as the profile's note says
    const std::set<std::string> of_a_source{"",
                                            "112",
                                            "116 117",
                                            "080 005 005",
                                            "0800 147 111",
                                            "09 2525 0111",
                                            "09 2525 0112"};
    EXPECT_TRUE(of_a_source.contains(number) || number.starts_with("000 ")) << number;
    EXPECT_TRUE(one.link.empty() || one.link.find(".example") != std::string::npos)
        << one.link;
    EXPECT_EQ(one.names.size(), 3u) << one.id.text;
  }
}

struct break_made {
  const char* what;
  edits changes;
  int last_year;
  errc code;
  std::string about;
  std::string witness;
};

const char* const helpline_for =
    "<telephone>116 117</telephone>\n      <for "
    "languages=\"fi sv\" interpreter=\"true\"/>\n      <open> <always/> </open>";

std::string helpline(const std::string& for_whom, const std::string& open) {
  return "<telephone>116 117</telephone>\n      <for " + for_whom + "/>\n      <open> " +
         open + " </open>";
}

TEST(VarsinaisSuomi, IsFoundBrokenHoweverItIsBroken) {
  const std::string both = "languages=\"fi sv\"";
  const std::string always = "<always/>";
  // Else whoever lives elsewhere has urgent care behind the helpline.
  const edits::value_type urgent_care_of_the_region{
      "residence. -->\n      <for languages",
      "residence. -->\n      <for "
      "municipalities=\"region\" languages"};
  const edits closed_at_night{
      {helpline_for,
       helpline(both,
                "<hours days=\"mon-sun holiday eve\" from=\"06:00\" to=\"22:00\"/>")},
      {"level=\"U2\" within=\"PT24H\"", "level=\"U2\" within=\"PT6H\""}};
  const edits closed_on_eves{
      {helpline_for, helpline(both,
                              "<hours days=\"mon-sun holiday\" from=\"00:00\" "
                              "to=\"24:00\"/> <closed days=\"eve\"/>")},
      urgent_care_of_the_region,
      {"level=\"U2\" within=\"PT24H\"", "level=\"U2\" within=\"PT23H\""}};
  const std::vector<break_made> breaks{
      {"an hour without the helpline", closed_at_night, 2040, errc::not_covered, "",
       "U2 acute_somatic aura fi 0 2026-01-01T22:00:00+02:00"},
      {"an eve without it", closed_on_eves, 2040, errc::not_covered, "",
       "U2 acute_somatic elsewhere fi 0 2026-06-19T00:00:00+03:00"},
      {"no Swedish",
       {{helpline_for, helpline("languages=\"fi\"", always)}, urgent_care_of_the_region},
       2040,
       errc::not_covered,
       "",
       "U2 acute_somatic elsewhere sv 0 2026-01-01T00:00:00+02:00"},
      {"nobody from elsewhere",
       {{helpline_for, helpline("municipalities=\"region\" languages=\"fi sv\"", always)},
        urgent_care_of_the_region},
       2040,
       errc::not_covered,
       "",
       "U2 acute_somatic elsewhere fi 0 2026-01-01T00:00:00+02:00"},
      {"nobody above 110",
       {{helpline_for, helpline("languages=\"fi sv\" to-age=\"110\"", always)},
        urgent_care_of_the_region},
       2040,
       errc::not_covered,
       "",
       "U2 acute_somatic elsewhere fi 111 2026-01-01T00:00:00+02:00"},
      {"one need less",
       {{"id=\"paivystysapu\" channel=\"medical_helpline_116117\" professionals=\"nurse "
         "physician\"",
         "id=\"paivystysapu\" channel=\"medical_helpline_116117\" professionals=\"nurse "
         "physician\" needs=\"acute_somatic mental_health social family elderly "
         "disability\""},
        {"<hours days=\"mon-fri\" from=\"08:00\" to=\"15:00\"/> <hours days=\"sat sun "
         "holiday eve\" from=\"10:00\" to=\"14:00\"/>",
         "<hours days=\"mon-fri\" from=\"08:00\" to=\"15:00\"/> <hours days=\"sat "
         "holiday eve\" from=\"10:00\" to=\"14:00\"/>"}},
       2040,
       errc::not_covered,
       "",
       "U2 oral aura fi 0 2026-01-03T12:00:00+02:00"},
      {"a target out of order",
       {{"level=\"U2\" within=\"PT24H\"", "level=\"U2\" within=\"PT80H\""}},
       2040,
       errc::target_order,
       "U3",
       "2026-01-06T23:59:00+02:00"},
      {"a target less",
       {{"    <target level=\"U5\" within=\"14 days\"/>\n", ""}},
       2040,
       errc::target_missing,
       "U5",
       ""},
      {"a fallback that nobody stands behind",
       {{"channel=\"medical_helpline_116117\" professionals=\"nurse physician\"",
         "channel=\"medical_helpline_116117\" professionals=\"physician\""}},
       2040,
       errc::fallback_empty,
       "",
       ""},
      {"an unknown channel",
       {{"channel=\"self_care\"", "channel=\"selfcare\""}},
       2040,
       errc::reference_unknown,
       "selfcare",
       ""},
      {"an unknown need",
       {{"needs=\"mental_health social family\"", "needs=\"mind\""}},
       2040,
       errc::reference_unknown,
       "mind",
       ""},
      {"an age that is none",
       {{"age=\"age\"", "age=\"home_municipality\""}},
       2040,
       errc::type_mismatch,
       "home_municipality",
       ""},
      {"an input that nobody declares",
       {{"purpose=\"visit_purpose\"", "purpose=\"purpose\""}},
       2040,
       errc::reference_unknown,
       "purpose",
       ""},
      {"nobody asked for the language",
       {{" language=\"language\"", ""}},
       2040,
       errc::missing_attribute,
       "language",
       ""},
      {"a rule set that is not used",
       {{"  <use ruleset=\"region.varsinais-suomi\" version=\"1\"/>\n", ""}},
       2040,
       errc::reference_unknown,
       "home_municipality",
       ""},
      {"a rule set of another version",
       {{"<use ruleset=\"region.varsinais-suomi\" version=\"1\"/>",
         "<use ruleset=\"region.varsinais-suomi\" version=\"2\"/>"}},
       2040,
       errc::use_unresolved,
       "region.varsinais-suomi",
       ""},
      {"another calendar",
       {{"<use calendar=\"finland\" version=\"1\"/>",
         "<use calendar=\"sweden\" version=\"1\"/>"}},
       2040,
       errc::use_unresolved,
       "sweden",
       ""},
      {"no calendar",
       {{"  <use calendar=\"finland\" version=\"1\"/>\n", ""}},
       2040,
       errc::calendar_missing,
       "kiirevastaanotto_turku",
       ""},
      {"a language that is no value",
       {{"official=\"fi sv\"", "official=\"fi sv se\""}},
       2040,
       errc::code_unknown,
       "se",
       ""},
      {"a municipality that is no value",
       {{"municipality id=\"vehmaa\"", "municipality id=\"vemo\""},
        {"taivassalo vehmaa\"", "taivassalo vemo\""}},
       2040,
       errc::code_unknown,
       "vemo",
       ""},
      {"a calendar that ends too early",
       {},
       2027,
       errc::proof_range,
       "",
       "2028-01-01T00:00:00+02:00"},
      {"a target beyond the calendar",
       {{"level=\"U5\" within=\"14 days\"", "level=\"U5\" within=\"300 working days\""}},
       2028,
       errc::proof_range,
       "",
       "2027-10-22T00:00:00+03:00"},
      {"a door that never opens",
       {{"<open> <hours days=\"mon-fri\" from=\"10:00\" to=\"18:00\"/> <closed "
         "days=\"holiday eve\"/> </open>",
         "<open> <except date=\"2031-01-02\" from=\"10:00\" to=\"18:00\"/> </open>"}},
       2040,
       errc::never_open,
       "jarjestot",
       ""},
  };
  for (const auto& one : breaks) {
    const auto all = varsinais_suomi(one.changes, one.last_year);
    const auto found =
        std::find_if(all.found.begin(), all.found.end(), [&](const auto& each) {
          const bool is_other_language =
              each.what.code == errc::not_covered && each.what.level == severity::warning;
          return each.what.code == one.code && !is_other_language;
        });
    std::string codes;
    for (const auto& line : all.summary())
      codes += " " + line;
    ASSERT_NE(found, all.found.end()) << one.what << ":" << codes;
    EXPECT_EQ(witness_words(all, *found), one.witness) << one.what;
    const auto& about =
        found->what.subject.empty() ? found->what.rule : found->what.subject;
    EXPECT_EQ(about, one.about) << one.what;
    EXPECT_EQ(all.made == nullptr, found->what.level == severity::error) << one.what;
  }
  std::cout << "report: varsinais-suomi broken in " << breaks.size()
            << " ways, each found\n";
}

/// What the vocabulary's routes without a condition offer for a need of the same day, on
/// the Sunday night of Midsummer, with the moment seen.
std::vector<std::string> offered_on_midsummer_night(const char* need,
                                                    const person_words& who) {
  const auto all = varsinais_suomi({}, 2040);
  const auto now = parse_time("2026-06-21T23:50:00+03:00")->moment;
  const auto person = person_of(*all.made, *all.book, who);
  const auto& needs = all.book->words().needs;
  const auto place = static_cast<std::uint32_t>(
      std::find_if(needs.begin(), needs.end(),
                   [need](const auto& one) { return one.id.text == need; }) -
      needs.begin());
  asked_need asked{place, 2, {}};
  for (std::uint32_t i = 0; i < all.book->routes.size(); ++i) {
    const auto& route = all.book->routes[i];
    const bool is_for = route.needs == 0 || (route.needs >> place & 1U) != 0;
    if (is_for && !route.when && (route.levels >> 2U & 1U) != 0)
      asked.routes.push_back({{std::nullopt, i}, certainty::certain});
  }
  const auto found = services_for(*all.made, *all.book, {asked}, person, now);
  EXPECT_TRUE(found.has_value());
  std::vector<std::string> offered;
  if (!found) return offered;
  for (const auto& route : found->front().routes) {
    for (const auto& one : route.suitable)
      offered.push_back(all.made->services[one.service].declared->id.text + " " +
                        moment_words(*one.times.seen));
  }
  return offered;
}

TEST(VarsinaisSuomi, TellsASwedishSpeakerOnMidsummerNightWhomToCall) {
  EXPECT_EQ(offered_on_midsummer_night("acute_somatic", {"parainen", "40", "sv", "care"}),
            (std::vector<std::string>{"kiirevastaanotto_turku 2026-06-22T10:00:00+03:00",
                                      "paivystysapu 2026-06-21T23:50:00+03:00"}));
}

TEST(VarsinaisSuomi, SendsAChildsTeethToTheDentalEmergencyServiceBeforeAppointments) {
  EXPECT_EQ(offered_on_midsummer_night("oral", {"turku", "6", "fi", "care"}),
            (std::vector<std::string>{"hammaspaivystys 2026-06-22T10:00:00+03:00",
                                      "hammashoito 2026-06-22T12:00:00+03:00",
                                      "paivystysapu 2026-06-21T23:50:00+03:00"}));
}

}  // namespace
}  // namespace arvio::inline v0::service
