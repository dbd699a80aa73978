// What people read of the program: reports of contacts as they were read and approved
// (tests/unit/cli/reports; ARVIO_WRITE_REPORTS=1 writes them anew, to be read again), and
// that no id, code or notation stands in what is told of contacts of the shipped rules.

#include "arvio.hpp"
#include "arvio/engine/repository.hpp"
#include "arvio/ruleset/load.hpp"

#include "cli/explain.hpp"
#include "cli/pages.hpp"
#include "cli/report.hpp"
#include "support/dice.hpp"
#include "support/scale.hpp"
#include "unit/engine/rule_texts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace arvio {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string>& languages() {
  static const std::vector<std::string> all{"fi", "sv", "en"};
  return all;
}

const engine& shipped() {
  static const auto made = *engine::open(fs::path(ARVIO_SOURCE_DIR) / "rules");
  return made;
}
const engine& shipped_in_region() {
  static const auto made = [] {
    const std::vector places{fs::path(ARVIO_SOURCE_DIR) / "rules"};
    return *engine::open(places, {.profile = "varsinais-suomi"});
  }();
  return made;
}
const book::rulebook& shipped_book() {
  return *shipped().repository().periods.back().book;
}

/// All that `assess --full --explain` and `next` tell.
std::string all_told(const contact& told) {
  const auto result = shipped().assess(told, {.all_advice = true});
  const auto why = shipped().explain(told);
  EXPECT_TRUE(result && why);
  return cli::report(*result, cli::detail::full) +
         cli::explanation_report(*result, *why) + cli::questions_report(*result);
}

// --- reports that were read ------------------------------------------------------------

constexpr const char* a_monday = "2026-03-02T10:00:00+02:00";
/// Sunday of a weekend with an eve on Friday and a holiday on Saturday.
constexpr const char* midsummer = "2026-06-21T23:50:00+03:00";

struct sample {
  const char* name;
  const char* members;
  const char* at = a_monday;
  bool in_region = false;  // with the services of the profile that comes with arvio
};

constexpr sample samples[] = {
    {"chest-pain-open",
     R"("answers":{"complaint":["chest_pain"],"age":54,"speaker":"self","setting":"phone",
       "danger_signs":{"others":"no"},"warning_signs":{"others":"no"},
       "pain_now":true,"cold_sweat":true})"},
    {"chest-pain-emergency-not-excluded",
     R"("finish":true,"answers":{"complaint":["chest_pain"],"age":58,"setting":"phone",
       "danger_signs":{"others":"no"},"warning_signs":{"others":"no"},
       "consciousness":"alert","breathless":false,
       "pain_now":true,"pain_onset":"gradual","pain_character":"pressing",
       "pain_duration":"?","pain_radiates":false,"cold_sweat":true,"nausea":false,
       "fainted":false,"heart_disease":false})"},
    {"emergency",
     R"("answers":{"complaint":["chest_pain"],"setting":"phone",
       "danger_signs":{"present":["unresponsive"]}})"},
    {"sore-throat-today",
     R"("answers":{"complaint":["sore_throat"],"setting":"phone","age":34,
       "temperature":38.6,"danger_signs":{"others":"no"},"warning_signs":{"others":"no"},
       "throat_signs":{"others":"no"},
       "stiff_neck":true,"cough":"?"})"},
    {"suicidal-thoughts",
     R"("answers":{"complaint":["suicidal_thoughts"],"age":39,"setting":"phone",
       "suicidal_act_now":false,"danger_signs":{"others":"no"},
       "warning_signs":{"others":"no"},
       "cssrs_1":true,
       "cssrs_2":true,"cssrs_3":true,"cssrs_4":false,"cssrs_5":false,"cssrs_6":false})"},
    {"no-rule-set",
     R"("finish":true,"answers":{"complaint":["toothache"],"age":40,"setting":"phone",
       "danger_signs":{"others":"no"},"warning_signs":{"others":"no"},
       "consciousness":"alert"})"},
    {"confused-no-rule-set",
     R"("answers":{"complaint":["other"],"age":84,"speaker":"other","setting":"phone",
       "danger_signs":{"present":["new_confusion"],"others":"no"},
       "infection_signs":{"others":"no"}})"},
    {"self-harm-now",
     R"("answers":{"complaint":["suicidal_thoughts"],"setting":"phone",
       "danger_signs":{"present":["self_harm_now"]}})"},
    {"urinary-symptoms-of-a-man",
     R"("answers":{"complaint":["urinary_symptoms"],"age":45,"sex":"male",
       "setting":"phone","danger_signs":{"others":"no"},"warning_signs":{"others":"no"},
       "urinary_retention":false,"infection_signs":{"others":"no"}})"},
    {"vital-signs-measured",
     R"("answers":{"complaint":["breathlessness"],"age":71,"speaker":"professional",
       "setting":"emergency_department","danger_signs":{"others":"no"},
       "warning_signs":{"others":"no"},"respiratory_rate":23,"oxygen_saturation":93,
       "spo2_scale":"scale_1","supplemental_oxygen":false,"systolic_pressure":105,
       "pulse":112,"temperature":38.4})"},
    {"midsummer-parainen-same-day",
     R"("answers":{"complaint":["low_back_pain"],"age":34,"speaker":"self",
       "setting":"phone","danger_signs":{"others":"no"},"warning_signs":{"others":"no"},
       "sudden_tearing_back_pain":false,"back_nerve_signs":{"others":"no"},
       "back_risks":{"others":"no"},"back_injury":"none",
       "infection_signs":{"present":["fever"],"others":"no"},
       "home_municipality":"parainen","language":"sv","interpreter":false,
       "visit_purpose":"care"})",
     midsummer, true},
    {"midsummer-parainen-not-urgent",
     R"("answers":{"complaint":["low_back_pain"],"age":34,"speaker":"self",
       "setting":"phone","danger_signs":{"others":"no"},"warning_signs":{"others":"no"},
       "back_nerve_signs":{"others":"no"},"back_risks":{"others":"no"},
       "back_injury":"none","back_limits_life":true,"infection_signs":{"others":"no"},
       "home_municipality":"parainen","language":"sv","interpreter":false,
       "visit_purpose":"care"})",
     midsummer, true},
    {"midsummer-toothache-of-a-child",
     R"("finish":true,"answers":{"complaint":["toothache"],"age":6,"speaker":"other",
       "setting":"phone","danger_signs":{"others":"no"},"warning_signs":{"others":"no"},
       "consciousness":"alert","home_municipality":"turku","language":"fi",
       "interpreter":false,"visit_purpose":"care"})",
     midsummer, true},
    {"midsummer-hanko-same-day",
     R"("answers":{"complaint":["low_back_pain"],"age":34,"speaker":"self",
       "setting":"phone","danger_signs":{"others":"no"},"warning_signs":{"others":"no"},
       "sudden_tearing_back_pain":false,"back_nerve_signs":{"others":"no"},
       "back_risks":{"others":"no"},"back_injury":"none",
       "infection_signs":{"present":["fever"],"others":"no"},
       "home_municipality":"elsewhere","language":"sv","interpreter":false,
       "visit_purpose":"care"})",
     midsummer, true},
    {"midsummer-hanko-not-urgent",
     R"("answers":{"complaint":["low_back_pain"],"age":34,"speaker":"self",
       "setting":"phone","danger_signs":{"others":"no"},"warning_signs":{"others":"no"},
       "back_nerve_signs":{"others":"no"},"back_risks":{"others":"no"},
       "back_injury":"none","back_limits_life":true,"infection_signs":{"others":"no"},
       "home_municipality":"elsewhere","language":"sv","interpreter":false,
       "visit_purpose":"care"})",
     midsummer, true},
};

const sample& sample_of(const std::string& name) {
  return *std::find_if(std::begin(samples), std::end(samples),
                       [&](const sample& one) { return one.name == name; });
}

contact contact_of(const sample& one, const std::string& language) {
  auto made =
      read_contact(std::string(R"({"at":")") + one.at + R"(",)" + one.members + "}");
  EXPECT_TRUE(made) << one.name << (made ? "" : to_json(made.error()));
  made->language = language;
  return *made;
}

expected<assessment, contact_errors> assessed(const sample& one,
                                              const std::string& language) {
  const auto& engine = one.in_region ? shipped_in_region() : shipped();
  return engine.assess(contact_of(one, language));
}

TEST(Report, IsAsItWasReadAndApproved) {
  const bool write = std::getenv("ARVIO_WRITE_REPORTS") != nullptr;
  const auto folder = fs::path(ARVIO_SOURCE_DIR) / "tests/unit/cli/reports";
  for (const auto& one : samples) {
    for (const auto& language : languages()) {
      const auto got = assessed(one, language);
      ASSERT_TRUE(got) << one.name << " " << to_json(got.error());
      const auto text = cli::report(*got, cli::detail::brief);
      const auto path = folder / (std::string(one.name) + "." + language + ".txt");
      if (write) std::ofstream(path, std::ios::binary) << text;
      EXPECT_EQ(text, testing_rules::read(path)) << path;
    }
  }
}

TEST(Report, BeginsWithTheLevelAndWhatToDo) {
  for (const auto& one : samples) {
    for (const auto& language : languages()) {
      const auto got = assessed(one, language);
      ASSERT_TRUE(got);
      const auto text = cli::report(*got, cli::detail::brief);
      const auto& level =
          got->recommended ? got->recommended->level : got->bounds.not_excluded;
      EXPECT_LT(text.find(level.text.words.substr(0, 8)), std::size_t{88}) << text;
      EXPECT_LT(text.find("\n\n"), std::size_t{600}) << text;
      EXPECT_FALSE(got->texts.patient.empty()) << text;
    }
  }
}

std::size_t count_of(const std::string& text, const std::string& words) {
  std::size_t count = 0;
  for (auto at = text.find(words); at != std::string::npos; at = text.find(words, at + 1))
    ++count;
  return count;
}

/// Nothing covers "other", and a rule is certain all the same.
TEST(Report, TellsFirstWhatToDoWhereNothingCoversWhatIsCertain) {
  for (const auto& language : languages()) {
    const auto got =
        shipped().assess(contact_of(sample_of("confused-no-rule-set"), language));
    ASSERT_TRUE(got && got->recommended);
    EXPECT_EQ(got->status, status::out_of_scope);
    EXPECT_EQ(got->recommended->level.id, got->bounds.at_least.id);
    for (const auto& line : got->texts.patient)
      EXPECT_NE(line.kind, text_kind::status) << line.text.words;
    const auto text = cli::report(*got, cli::detail::brief);
    EXPECT_EQ(text.substr(0, text.find('\n')).find('('), std::string::npos) << text;
  }
  // Where nothing is certain it is said: the level is that of what nobody has rules for.
  const auto open = shipped().assess(contact_of(sample_of("no-rule-set"), "en"));
  ASSERT_TRUE(open);
  EXPECT_EQ(count_of(cli::report(*open, cli::detail::brief), "no ready guidance"), 1u);
}

TEST(Report, SaysOnceWhatTwoRulesSayAlike) {
  const auto got = shipped().assess(contact_of(sample_of("self-harm-now"), "en"));
  ASSERT_TRUE(got);
  EXPECT_EQ(got->rules_certain.size(), 2u);
  const auto text = cli::report(*got, cli::detail::brief);
  EXPECT_EQ(count_of(text, "Call 112 at once"), 1u) << text;
  EXPECT_EQ(count_of(text, "Ask which substance"), 1u) << text;
  for (const auto& rule : got->rules_certain)
    EXPECT_EQ(count_of(text, rule.title.words), 1u) << text;
}

// --- services of a region, on the Sunday night of Midsummer ----------------------------

/// A report in one line, as it is read out; its numbers with plain blanks.
std::string read_out(const std::string& report) {
  std::string line;
  for (const char c : std::regex_replace(report, std::regex("\u00a0"), " ")) {
    const bool is_blank = c == ' ' || c == '\n';
    if (!is_blank) line += c;
    if (is_blank && !line.empty() && line.back() != ' ') line += ' ';
  }
  return line;
}
std::string read_out(const std::string& name, const std::string& language) {
  const auto got = assessed(sample_of(name), language);
  EXPECT_TRUE(got);
  return got ? read_out(cli::report(*got, cli::detail::brief)) : std::string();
}

/// Up to what is told the person: the level, whom to turn to, by when.
std::string first_lines(const std::string& name, const std::string& language) {
  const auto text = read_out(name, language);
  const std::map<std::string, std::string> next{{"fi", " Kerro henkil\u00f6lle"},
                                                {"sv", " S\u00e4g till personen"},
                                                {"en", " Tell the person"}};
  return text.substr(0, text.find(next.at(language)));
}

TEST(RegionReport, NamesInTheFirstLinesWhoIsOpenNowAndByWhen) {
  EXPECT_EQ(first_lines("midsummer-parainen-same-day", "sv"),
            "U2 \u00b7 Samma dag H\u00e4nvisa till: Mottagningen f\u00f6r "
            "br\u00e5dskande v\u00e5rd, \u00c5bo "
            "(sjuksk\u00f6tare), 000 0000 002, st\u00e4ngt, \u00f6ppnar m\u00e5n 22 juni "
            "kl. 8.00, "
            "mottagning senast kl. 10.00. \u00d6ppet nu: Jourhj\u00e4lpen 116117 "
            "(sjuksk\u00f6tare) "
            "N\u00e4r: senast m\u00e5n 22 juni kl. 23.50");
  EXPECT_EQ(
      first_lines("midsummer-parainen-same-day", "en"),
      "U2 \u00b7 Same day Refer to: Urgent-care reception, Turku (registered nurse), 000 "
      "0000 002, closed, opens Mon 22 June 8:00, seen by 10:00. Open now: "
      "Medical Helpline 116117 (registered nurse) When: by Mon 22 June 23:50 at the "
      "latest");
  EXPECT_EQ(first_lines("midsummer-toothache-of-a-child", "fi"),
            "U2 \u00b7 Samana p\u00e4iv\u00e4n\u00e4 (t\u00e4h\u00e4n syyhyn ei ole "
            "ohjeistoa) Ohjaa: "
            "Hammasp\u00e4ivystys (hammasl\u00e4\u00e4k\u00e4ri), 000 0000 013, "
            "suljettu, avautuu ma "
            "22.6. klo 8.00, vastaanotto viimeist\u00e4\u00e4n klo 10.00. Auki nyt: "
            "P\u00e4ivystysapu "
            "116117 (sairaanhoitaja) Milloin: viimeist\u00e4\u00e4n ma 22.6. klo 23.50");
}

TEST(RegionReport, SaysOfWhatIsNotUrgentWhomToCallIfThingsGetWorse) {
  EXPECT_EQ(first_lines("midsummer-parainen-not-urgent", "sv"),
            "U4 \u00b7 Icke-br\u00e5dskande, inom v\u00e5rdgarantin H\u00e4nvisa till: "
            "Social- och "
            "h\u00e4lsocentralen, Pargas, fysioterapeut (direktmottagning), 000 0000 "
            "005, st\u00e4ngt, \u00f6ppnar m\u00e5n 22 juni kl. 8.00, mottagning senast "
            "ons 24 juni kl. "
            "8.00. Om l\u00e4get f\u00f6rv\u00e4rras f\u00f6re det, \u00f6ppet nu: "
            "Jourhj\u00e4lpen 116117 N\u00e4r: senast "
            "s\u00f6n 5 juli");
}

TEST(RegionReport, SaysWhatLivingOutsideTheRegionMeans) {
  EXPECT_EQ(first_lines("midsummer-hanko-same-day", "sv"),
            "U2 \u00b7 Samma dag H\u00e4nvisa till: Mottagningen f\u00f6r "
            "br\u00e5dskande v\u00e5rd, \u00c5bo "
            "(sjuksk\u00f6tare), 000 0000 002, st\u00e4ngt, \u00f6ppnar m\u00e5n 22 juni "
            "kl. 8.00, "
            "mottagning senast kl. 10.00. \u00d6ppet nu: Jourhj\u00e4lpen 116117 "
            "(sjuksk\u00f6tare) "
            "N\u00e4r: senast m\u00e5n 22 juni kl. 23.50 Hemkommunen h\u00f6r inte till "
            "det h\u00e4r omr\u00e5det. "
            "Br\u00e5dskande v\u00e5rd ges \u00e4nd\u00e5 h\u00e4r; icke-br\u00e5dskande "
            "v\u00e5rd ordnas av det egna "
            "v\u00e4lf\u00e4rdsomr\u00e5det.");
  EXPECT_EQ(
      first_lines("midsummer-hanko-not-urgent", "fi"),
      "U4 \u00b7 Kiireet\u00f6n, hoitotakuun rajoissa Ohjaa: P\u00e4ivystysapu 116117 "
      "(sairaanhoitaja), avoinna nyt Milloin: viimeist\u00e4\u00e4n su 5.7. Kotikunta ei "
      "ole "
      "t\u00e4ll\u00e4 alueella. Asia ei ole kiireellinen, joten hoidon "
      "j\u00e4rjest\u00e4\u00e4 oma "
      "hyvinvointialue. Kiireellinen hoito annetaan t\u00e4\u00e4ll\u00e4 kotikunnasta "
      "riippumatta.");
  for (const auto* name : {"midsummer-parainen-same-day", "midsummer-parainen-not-urgent",
                           "midsummer-toothache-of-a-child"}) {
    const auto got = assessed(sample_of(name), "fi");
    ASSERT_TRUE(got);
    for (const auto& need : got->routes)
      EXPECT_TRUE(need.residence_text.words.empty()) << name;
  }
}

TEST(RegionReport, TellsWhyTheNearerPlaceIsRefusedAndEachReasonOnce) {
  const auto near = read_out("midsummer-parainen-same-day", "en");
  EXPECT_NE(near.find("not offered (not in time): Health and social services centre, "
                      "Parainen (closed, opens Mon 22 June 8:00, seen by Wed 24 June "
                      "8:00)"),
            std::string::npos)
      << near;
  for (const auto& one : samples) {
    if (!one.in_region) continue;
    const auto text = read_out(one.name, "en");
    EXPECT_LE(count_of(text, "does not serve the municipality of residence"), 1u) << text;
    EXPECT_LE(count_of(text, "not in time"), 1u) << text;
    const auto got = assessed(one, "en");
    ASSERT_TRUE(got);
    const auto full = read_out(cli::report(*got, cli::detail::full));
    for (const auto& need : got->routes) {
      for (const auto* routes : {&need.offered, &need.refused}) {
        for (const auto& route : *routes) {
          for (const auto& each : route.refused_services)
            EXPECT_GE(count_of(full, each.name.words), 1u) << full;
        }
      }
    }
  }
}

/// The report of a sample with other answers about the person.
std::string read_out_with(
    const char* name, const std::vector<std::pair<std::string, std::string>>& answers) {
  std::string members = sample_of(name).members;
  for (const auto& [was, is] : answers) {
    EXPECT_NE(members.find(was), std::string::npos) << was;
    members.replace(members.find(was), was.size(), is);
  }
  const sample changed{name, members.c_str(), sample_of(name).at, true};
  const auto got = assessed(changed, "en");
  EXPECT_TRUE(got) << (got ? "" : to_json(got.error()));
  return got ? read_out(cli::report(*got, cli::detail::brief)) : std::string();
}

TEST(RegionReport, NamesWhoIsOpenNowAndHasAnInterpreter) {
  const auto text = read_out_with("midsummer-parainen-same-day",
                                  {{R"("language":"sv")", R"("language":"ar")"},
                                   {R"("interpreter":false)", R"("interpreter":true)"}});
  EXPECT_NE(text.find("seen by 10:00. Open now: Medical Helpline 116117"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("(has no interpreter)"), std::string::npos) << text;
}

TEST(RegionReport, SaysToCall112WhereNobodyWhoServesThePersonIsThereUntilThen) {
  auto got = assessed(sample_of("midsummer-parainen-not-urgent"), "en");
  ASSERT_TRUE(got);
  for (auto& need : got->routes) {
    ASSERT_TRUE(need.meanwhile);
    need.meanwhile.reset();
    std::erase_if(need.offered, [](const listed_route& route) {
      return std::any_of(route.services.begin(), route.services.end(),
                         [](const auto& one) { return one.open_now; });
    });
  }
  const auto text = read_out(cli::report(*got, cli::detail::brief));
  EXPECT_NE(text.find("If things get worse before that, call 112."), std::string::npos)
      << text;
}

TEST(RegionReport, SaysOnceOfARouteWhatItsServicesDependOn) {
  const auto text = read_out_with(
      "midsummer-parainen-not-urgent",
      {{R"("home_municipality":"parainen")", R"("home_municipality":"?")"}});
  ASSERT_NE(text.find(" Services "), std::string::npos) << text;
  const auto list = text.substr(text.find(" Services "));
  // Of two routes of health centres and of the digital clinic.
  EXPECT_EQ(count_of(list, "depends on this: In which municipality"), 3u) << list;
  // What may not suit is no promise to the person.
  EXPECT_EQ(count_of(text, "Where and when"), 0u) << text;
}

TEST(RegionReport, TellsThePersonTheRealTimeBeforeWhatRulesSayOfToday) {
  const auto text = read_out("midsummer-parainen-same-day", "fi");
  const auto time =
      text.find("Miss\u00e4 ja milloin: Kiirevastaanotto, Turku, 000 0000 002");
  const auto rule = text.find(
      "Sinut on tutkittava t\u00e4n\u00e4\u00e4n tai heti, kun vastaanotto aukeaa");
  ASSERT_NE(time, std::string::npos) << text;
  ASSERT_NE(rule, std::string::npos) << text;
  EXPECT_LT(time, rule);
  // Where somebody is seen on the day there is nothing to put right.
  auto by_day = sample_of("midsummer-parainen-same-day");
  by_day.at = "2026-06-22T09:00:00+03:00";
  const auto got = assessed(by_day, "fi");
  ASSERT_TRUE(got);
  EXPECT_EQ(count_of(cli::report(*got, cli::detail::brief), "Miss\u00e4 ja milloin"), 0u);
}

/// Of texts that a person hears, whatever the hour of the call.
TEST(RegionReport, NoRulePromisesThePersonATimeOnThisVeryDay) {
  const std::map<std::string, std::pair<std::string, std::string>> words{
      {"fi", {"t\u00e4n\u00e4\u00e4n", " tai heti, kun"}},
      {"sv", {"i dag", " eller genast n\u00e4r"}},
      {"en", {"today", ", or as soon as"}}};
  std::size_t seen = 0;
  const auto look_at = [&](const ruleset::texts& advice) {
    for (const auto& text : advice) {
      if (text.audience != "patient") continue;
      const auto& [today, or_else] = words.at(text.language);
      for (auto at = text.words.find(today); at != std::string::npos;
           at = text.words.find(today, at + 1)) {
        ++seen;
        EXPECT_EQ(text.words.substr(at + today.size(), or_else.size()), or_else)
            << text.words;
      }
    }
  };
  for (const auto& level : shipped_book().words().levels)
    look_at(level.advice);
  for (const auto& group : shipped_book().groups) {
    for (const auto& rule : group.rules)
      look_at(rule.declared->advice);
  }
  EXPECT_GT(seen, 30u);
}

TEST(RegionReport, BreaksNoTelephoneNumber) {
  for (const auto& language : languages()) {
    const auto got = assessed(sample_of("midsummer-parainen-not-urgent"), language);
    ASSERT_TRUE(got);
    const auto text = cli::report(*got, cli::detail::brief);
    EXPECT_EQ(count_of(text, "000\u00a00000\u00a0005"), 4u) << text;
    EXPECT_EQ(count_of(text, "000 "), 0u) << text;
  }
}

TEST(RegionReport, SaysNothingTwiceInALine) {
  for (const auto& one : samples) {
    if (!one.in_region) continue;
    for (const auto& language : languages()) {
      const auto text = read_out(one.name, language);
      for (const auto* twice :
           {"116117, 116", "116117 116", "P\u00e4ivystysapu 116117, P\u00e4ivystysapu",
            "Jourhj\u00e4lpen 116117: Jourhj\u00e4lpen",
            "Tandl\u00e4karjouren (tandl\u00e4kare)",
            "Hammasp\u00e4ivystys: Hammasp\u00e4ivystys", "Hammasp\u00e4ivystys, Hammas",
            "reception, Registered nurse: Urgent-care reception",
            "Samjour, L\u00e4kare: Samjouren"})
        EXPECT_EQ(text.find(twice), std::string::npos) << twice << "\n" << text;
    }
  }
}

// --- no id, code or notation -----------------------------------------------------------

bool is_letter(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}

/// Words, with the marks that ids have inside them: `chest_pain`, `CP-01`, `a.b`.
std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> out;
  std::string word;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : ' ';
    const bool joins = (c == '-' || c == '.') && !word.empty() && i + 1 < text.size() &&
                       is_letter(text[i + 1]);
    if (is_letter(c) || joins) {
      word += c;
    } else if (!word.empty()) {
      out.push_back(std::move(word));
      word.clear();
    }
  }
  return out;
}

/// Every id of the rule sets but those of levels, by which everybody calls them.
std::set<std::string> all_ids() {
  std::set<std::string> out{"true", "false", "Cel", "cannot_say", "not_asked"};
  const auto& book = shipped_book();
  for (const auto& one : book.inputs) {
    out.insert(one.id);
    out.insert(one.codes.begin(), one.codes.end());
  }
  for (const auto& one : book.derived)
    out.insert(one.id);
  for (const auto& set : book.sets)
    out.insert(set.rules->id.text);
  for (const auto& group : book.groups) {
    out.insert(group.id);
    for (const auto& rule : group.rules)
      out.insert(rule.id);
  }
  const auto& words = book.words();
  for (const auto* terms : {&words.statuses, &words.needs, &words.complaints,
                            &words.channels, &words.professionals}) {
    for (const auto& one : *terms)
      out.insert(one.id.text);
  }
  return out;
}

/// Words that the texts of a language have themselves: `cough` is an id and English.
std::set<std::string> words_of_texts(const std::string& language) {
  std::set<std::string> out;
  const auto add = [&](const std::string& text) {
    for (auto& word : words_of(text))
      out.insert(std::move(word));
  };
  for (const auto& entry :
       fs::recursive_directory_iterator(fs::path(ARVIO_SOURCE_DIR) / "rules")) {
    if (entry.path().extension() != ".xml") continue;
    const auto text = testing_rules::read(entry.path());
    const auto mark = "lang=\"" + language + "\"";
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
      const auto begin = text.find('>', at);
      const auto end = text.find('<', begin);
      at = end;
      add(text.substr(begin + 1, end - begin - 1));
    }
    // Sources have one title and one publisher for all languages.
    for (const std::string attribute : {"title=\"", "publisher=\"", "clause=\""}) {
      for (auto at = text.find(attribute); at != std::string::npos;
           at = text.find(attribute, at)) {
        const auto begin = at + attribute.size();
        at = text.find('"', begin);
        add(text.substr(begin, at - begin));
      }
    }
  }
  add(testing_rules::read(fs::path(ARVIO_SOURCE_DIR) / "src/words/data" /
                          (language + ".txt")));
  return out;
}

class no_ids {
 public:
  explicit no_ids(const std::string& language) {
    const auto known = words_of_texts(language);
    for (const auto& id : all_ids()) {
      if (!known.contains(id)) ids_.insert(id);
    }
  }

  /// What of a text is none for people.
  [[nodiscard]] std::set<std::string> in(const std::string& text) const {
    std::set<std::string> out;
    for (const auto& word : words_of(text)) {
      if (ids_.contains(word) || word.find('_') != std::string::npos) out.insert(word);
    }
    for (const std::string mark : {"-*", "?*", "->", "[", "]", "{", "}", "|", "`",
                                   "+02:00", ": ,", "()", " ,", "  ;"}) {
      if (text.find(mark) != std::string::npos) out.insert(mark);
    }
    for (auto at = text.find(".."); at != std::string::npos; at = text.find("..", at)) {
      const auto end = text.find_first_not_of('.', at);
      if (end - at == 2) out.insert("..");
      at = end;
    }
    return out;
  }
  [[nodiscard]] std::size_t size() const { return ids_.size(); }

 private:
  std::set<std::string> ids_;
};

const no_ids& ids_apart(const std::string& language) {
  static const std::map<std::string, no_ids> all = [] {
    std::map<std::string, no_ids> made;
    for (const auto& one : languages())
      made.emplace(one, one);
    return made;
  }();
  return all.at(language);
}

class contact_dice {
 public:
  explicit contact_dice(std::uint64_t seed) : dice_(seed) {}

  contact one() {
    contact made(*parse_time("2026-03-02T10:00:00+02:00"));
    made.finish = dice_.chance(40);
    const auto share = 20 + dice_.below(80);
    for (const auto& input : shipped_book().inputs) {
      if (input.is_complaint || dice_.chance(share)) answer(made, input);
    }
    return made;
  }

 private:
  void answer(contact& to, const book::linked_input& input) {
    if (!input.is_complaint && dice_.chance(10)) {
      to.unknown(input.id);
      return;
    }
    switch (input.type.kind) {
      case lang::kind::boolean: to.answer(input.id, dice_.chance(40)); return;
      case lang::kind::integer:
      case lang::kind::decimal: {
        const auto value = dice_.between(input.domain.min(), input.domain.max());
        to.answer(input.id, decimal{value, input.type.scale});
        return;
      }
      case lang::kind::code:
        if (dice_.chance(20) && input.codes.size() > 1) {
          to.answer_one_of(input.id, {input.codes[0], input.codes[1]});
        } else {
          to.answer(input.id, dice_.pick(input.codes));
        }
        return;
      case lang::kind::codes: to.answer_codes(input.id, codes(input)); return;
      case lang::kind::date: {
        // birth dates before the contact
        const auto last = std::min<std::int64_t>(input.domain.max(), 20514);
        const auto days = dice_.between(input.domain.min(), last);
        to.answer(input.id, date{static_cast<std::int32_t>(days)});
        return;
      }
      case lang::kind::datetime:
      case lang::kind::duration:
      case lang::kind::none: return;
    }
  }
  answer_codes codes(const book::linked_input& input) {
    answer_codes said;
    if (input.is_complaint) {
      said.present.push_back(dice_.pick(input.codes));
      if (dice_.chance(30)) {
        const auto& more = dice_.pick(input.codes);
        if (more != said.present.front()) said.present.push_back(more);
      }
      return said;
    }
    for (const auto& code : input.codes) {
      const auto roll = dice_.below(10);
      if (roll == 0) said.present.push_back(code);
      if (roll == 1) said.absent.push_back(code);
    }
    const auto roll = dice_.below(3);
    if (roll == 0) said.others = other_codes::absent;
    if (roll == 1) said.others = other_codes::unknown;
    if (said.present.empty() && said.absent.empty() && said.others == other_codes::unsaid)
      said.others = other_codes::absent;
    return said;
  }

  testing::dice dice_;
};

TEST(PeopleWords, AreFreeOfIdsCodesAndNotationWhateverIsAnswered) {
  constexpr std::uint64_t seed = 12;
  std::cout << "report: words of contacts from seed " << seed << "\n";
  contact_dice dice(seed);
  const int count = testing::whole_campaigns ? 150 : 20;
  std::size_t assessed = 0;
  for (int i = 0; i < count; ++i) {
    auto told = dice.one();
    for (const auto& language : languages()) {
      told.language = language;
      const auto result = shipped().assess(told);
      if (!result) break;  // of a date after the contact, say
      ++assessed;
      auto text = all_told(told);
      const auto in_region = shipped_in_region().assess(told);
      ASSERT_TRUE(in_region);
      text += cli::report(*in_region, cli::detail::full);
      const auto found = ids_apart(language).in(text);
      ASSERT_TRUE(found.empty()) << *found.begin() << " in\n"
                                 << text << "\nof " << to_json(told);
    }
  }
  EXPECT_GT(assessed, static_cast<std::size_t>(count));
}

std::vector<document> read_all(const fs::path& place) {
  findings none;
  return read_documents({place}, none);
}

/// The rule sets that come with arvio, for their words.
std::vector<ruleset::rule_set> shipped_rule_sets() {
  std::vector<ruleset::rule_set> known;
  source_map sources;
  findings found;
  for (const auto& entry :
       fs::recursive_directory_iterator(fs::path(ARVIO_SOURCE_DIR) / "rules")) {
    if (entry.path().extension() != ".xml") continue;
    auto text = testing_rules::read(entry.path());
    if (root_element_of(text) != "ruleset") continue;
    const auto source = sources.add(entry.path().string(), std::move(text));
    auto rules = ruleset::load(sources, source, found);
    EXPECT_TRUE(rules) << entry.path();
    if (rules) known.push_back(std::move(*rules));
  }
  return known;
}

TEST(PeopleWords, OfPagesAreFreeOfIdsCodesAndNotation) {
  const auto known = shipped_rule_sets();
  ASSERT_GT(known.size(), 5u);
  for (const auto& rules : known) {
    for (const auto& language : languages()) {
      const auto text = cli::page_in_words(rules, known, language);
      EXPECT_GT(text.size(), 500u);
      const auto ids = ids_apart(language).in(text);
      EXPECT_TRUE(ids.empty()) << rules.id.text << " " << language << ": " << *ids.begin()
                               << "\n"
                               << text;
    }
  }
}

TEST(PeopleWords, OfPagesOfARegionAreFreeOfIdsCodesAndNotation) {
  const auto known = shipped_rule_sets();
  const auto loaded = load_repository(read_all(fs::path(ARVIO_SOURCE_DIR) / "rules"),
                                      {.check_profiles = true});
  ASSERT_FALSE(loaded.profiles.empty());
  ASSERT_FALSE(loaded.calendars.empty());
  for (const auto& language : languages()) {
    std::vector<std::string> pages;
    for (const auto& one : loaded.profiles)
      pages.push_back(cli::page_of_profile(*one, known, language));
    for (const auto& one : loaded.calendars)
      pages.push_back(cli::page_of_calendar(*one.document, 2026, 2027, language));
    for (auto& text : pages) {
      EXPECT_GT(text.size(), 500u);
      // an address of the web has words of its own
      for (auto at = text.find("https://"); at != std::string::npos;
           at = text.find("https://", at))
        text.erase(at, text.find('\n', at) - at);
      const auto ids = ids_apart(language).in(text);
      EXPECT_TRUE(ids.empty()) << language << ": " << *ids.begin() << "\n" << text;
    }
  }
}

TEST(PeopleWords, OfRefusalsAreFreeOfIdsCodesAndNotation) {
  std::size_t refused = 0;
  for (const auto& language : languages()) {
    contact start(*parse_time("2026-03-02T10:00:00+02:00"));
    start.language = language;
    auto call = shipped().call(start);
    ASSERT_TRUE(call);
    for (const auto& input : shipped_book().inputs) {
      for (const auto* typed : {"xyzzy", "99999999", "38,123456", "1, 1", "1.1.1800"}) {
        const auto why = call->answer_typed(input.id, typed);
        if (!why) continue;
        ++refused;
        EXPECT_EQ(why->text.language, language);
        const auto found = ids_apart(language).in(why->text.words);
        EXPECT_TRUE(found.empty()) << *found.begin() << " in " << why->text.words;
        EXPECT_TRUE(why->text.words.ends_with(".")) << why->text.words;
      }
    }
  }
  EXPECT_GT(refused, 200u);
}

TEST(PeopleWords, WouldBeFoundWithAnId) {
  for (const auto& language : languages()) {
    const auto& apart = ids_apart(language);
    EXPECT_GT(apart.size(), 100u);
    for (const auto* bad :
         {"Kysy: danger_signs", "CP-01", "somatic.chest-pain", "A (alert -*)", "3..9",
          "[age]", "is `so`", "2026-03-02T10:00:00+02:00", "1. ,", "cold_sweat true"}) {
      EXPECT_FALSE(apart.in(bad).empty()) << language << " " << bad;
    }
    EXPECT_TRUE(apart.in("U1 \u00b7 16-vuotias, 38,0 \u00b0C ... (3\u20139)").empty());
  }
}

}  // namespace
}  // namespace arvio
