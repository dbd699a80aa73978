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

struct sample {
  const char* name;
  const char* members;
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
};

const sample& sample_of(const std::string& name) {
  return *std::find_if(std::begin(samples), std::end(samples),
                       [&](const sample& one) { return one.name == name; });
}

contact contact_of(const sample& one, const std::string& language) {
  auto made = read_contact(R"({"at":"2026-03-02T10:00:00+02:00",)" +
                           std::string(one.members) + "}");
  EXPECT_TRUE(made) << one.name << (made ? "" : to_json(made.error()));
  made->language = language;
  return *made;
}

TEST(Report, IsAsItWasReadAndApproved) {
  const bool write = std::getenv("ARVIO_WRITE_REPORTS") != nullptr;
  const auto folder = fs::path(ARVIO_SOURCE_DIR) / "tests/unit/cli/reports";
  for (const auto& one : samples) {
    for (const auto& language : languages()) {
      const auto got = shipped().assess(contact_of(one, language));
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
      const auto got = shipped().assess(contact_of(one, language));
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
      const auto text = all_told(told);
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
