// The conformance cases of services, as far as they concern what services stand behind
// the routes of a contact and what loading proves of a profile: deadlines are left out.

#include "arvio/reference/interpreter.hpp"
#include "arvio/service/link_region.hpp"
#include "arvio/service/routes.hpp"

#include "finland.hpp"
#include "region_support.hpp"
#include "unit/ruleset/load_support.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace arvio::inline v0::service {
namespace {

using nlohmann::json;

const std::string folder = ARVIO_SHARED_DIR "/conformance/services";

std::string text_of(const std::string& path) { return tests::bytes_of(path); }

std::string edited(std::string text, const json& documents, const char* which) {
  if (!documents.contains(which) || documents[which].is_null()) return text;
  for (const auto& edit : documents[which])
    text = changed(text, {{edit[0].get<std::string>(), edit[1].get<std::string>()}});
  return text;
}

/// The rules without what is about deadlines, and the rules that carry nothing else.
std::string without_deadlines(std::string text) {
  text = std::regex_replace(text, std::regex("<deadlines>[^]*</deadlines>"), "");
  text = std::regex_replace(text, std::regex("<deadline kind=[^>]*/>"), "");
  text = std::regex_replace(text, std::regex("<use calendar=[^>]*/>"), "");
  return std::regex_replace(text, std::regex("<rule id=\"[^\"]*\">[^\n]*</rule>"), "");
}

std::optional<std::string> attribute_in(const std::string& tag, const std::string& name) {
  std::smatch found;
  const std::regex wanted(" " + name + "=\"([^\"]*)\"");
  if (!std::regex_search(tag, found, wanted)) return std::nullopt;
  return found[1].str();
}

/// The days of a calendar as they are written there.
calendar_document days_of(const std::string& text) {
  auto made = finland(2024, 2028);
  made.days.clear();
  const std::regex day("<day [^>]*>");
  for (std::sregex_iterator i(text.begin(), text.end(), day), end; i != end; ++i) {
    const auto tag = i->str();
    const auto number = [&tag](const char* name) {
      return std::stoi(*attribute_in(tag, name));
    };
    const auto kind =
        attribute_in(tag, "kind") == "eve" ? free_day::eve : free_day::holiday;
    auto entry = entry_of(attribute_in(tag, "id")->c_str(), kind, same_day{});
    if (attribute_in(tag, "month")) entry.rule = same_day{number("month"), number("day")};
    if (attribute_in(tag, "easter")) entry.rule = easter_day{number("easter")};
    if (const auto once = attribute_in(tag, "date"))
      entry.rule = single_day{*parse_date(*once)};
    if (const auto first = attribute_in(tag, "on-or-after")) {
      entry.rule = weekday_from{
          attribute_in(tag, "weekday") == "fri" ? weekday::fri : weekday::sat,
          std::stoi(first->substr(0, 2)), std::stoi(first->substr(3))};
    }
    if (attribute_in(tag, "from-year")) entry.from_year = number("from-year");
    made.days.push_back(entry);
  }
  return made;
}

/// An answer in the words of the cases of rule sets.
std::string words_of(const json& given) {
  const auto joined = [](const json& list, const char* between) {
    std::string out;
    for (const auto& one : list)
      out += (out.empty() ? "" : between) + one.get<std::string>();
    return out;
  };
  if (given.is_array()) return joined(given, " ");
  if (given.is_boolean()) return given.get<bool>() ? "true" : "false";
  if (given.is_string()) return given.get<std::string>();
  if (given.is_object() && given.contains("one_of")) return joined(given["one_of"], "|");
  if (given.is_object()) return given["from"].dump() + ".." + given["to"].dump();
  return given.dump();
}

struct contact_run {
  book::answers answers;
  book::outcome outcome;
};

contact_run run_of(const book::rulebook& book, const json& contact) {
  contact_run out;
  out.answers.at = *parse_time(contact["at"].get<std::string>());
  out.answers.by_input.resize(book.inputs.size());
  out.answers.finished = contact.value("finish", false);
  for (const auto& [id, given] : contact["answers"].items()) {
    const auto input = book.find_input(id);
    EXPECT_TRUE(input.has_value()) << id;
    const auto answer = book::read_answer(book.inputs[*input], words_of(given));
    EXPECT_TRUE(answer.has_value()) << id;
    out.answers.by_input[*input] = *answer;
  }
  out.outcome = reference::assess(book, out.answers);
  return out;
}

/// The routes of the outcome in one list, those of groups first.
std::vector<asked_need> asked_of(const book::outcome& outcome) {
  std::vector<asked_need> out;
  for (const auto& need : outcome.routes) {
    asked_need made{need.need, need.level, {}};
    for (const auto& one : need.offered)
      made.routes.push_back({one, certainty::certain});
    for (const auto& one : need.refused)
      made.routes.push_back({one.route, one.condition});
    std::sort(made.routes.begin(), made.routes.end(), [](const auto& a, const auto& b) {
      const auto key = [](const asked_route& one) {
        return std::tuple(!one.route.group, one.route.group.value_or(0), one.route.route);
      };
      return key(a) < key(b);
    });
    out.push_back(made);
  }
  return out;
}

class shown_services {
 public:
  shown_services(const linked_texts& all, const contact_run& run,
                 const std::vector<need_services>& found)
      : all_(all), run_(run), found_(found) {}

  [[nodiscard]] json routes() const {
    auto out = json::object();
    for (const auto& need : found_) {
      auto& list = out[name_of(need.need)] = json::array();
      for (const auto& route : need.routes) {
        if (route.standing == route_standing::offered)
          list.push_back({name_of(route.route), listed(route.suitable, false)});
      }
    }
    return out;
  }

  [[nodiscard]] json not_known() const {
    auto out = json::object();
    for (const auto& need : found_) {
      for (const auto& route : need.routes) {
        if (route.standing == route_standing::offered_not_known)
          out[name_of(need.need)].push_back(
              {name_of(route.route), listed(route.not_known, false)});
      }
    }
    return out;
  }

  [[nodiscard]] json fallback() const {
    auto out = json::object();
    for (const auto& need : found_) {
      if (need.fallback) out[name_of(need.need)] = listed(need.fallback->services, true);
    }
    return out;
  }

  [[nodiscard]] json refused() const {
    auto out = json::object();
    for (const auto& need : found_) {
      for (const auto& route : need.routes) {
        const auto name = name_of(route.route);
        if (route.standing == route_standing::not_in_region) {
          out[name_of(need.need)].push_back({name, "not_in_region"});
        } else if (route.standing == route_standing::condition_unknown) {
          out[name_of(need.need)].push_back({name, "not_known"});
        } else if (!route.refused.empty()) {
          auto why = json::object();
          for (const auto& one : route.refused)
            why[id_of_service(one.service)] = against(one.against);
          out[name_of(need.need)].push_back({name, why});
        }
      }
    }
    return out;
  }

  /// The inputs that would be asked, in whatever order.
  [[nodiscard]] std::set<std::string> further() const {
    std::set<std::string> out;
    for (const auto& need : found_) {
      for (const auto& question : need.questions) {
        for (const auto fact : question.facts)
          add(out, *all_.made->input_of(fact));
        if (!question.condition) continue;
        // what is open in a condition is found by who decides it
        for (const auto& one : run_.outcome.further) {
          if (one.purpose == purpose::route) out.insert(all_.book->inputs[one.input].id);
        }
      }
    }
    return out;
  }

 private:
  /// What is asked already is not asked again; what narrows an age is the date of birth.
  void add(std::set<std::string>& to, std::uint32_t input) const {
    const auto& id = all_.book->inputs[input].id;
    switch (run_.answers.by_input[input].state) {
      case answer_state::not_asked: to.insert(id); break;
      case answer_state::partly_known:
        if (id == "age") to.insert("birth_date");
        break;
      case answer_state::unknown:
      case answer_state::known: break;
    }
  }

  [[nodiscard]] std::string name_of(const std::optional<std::uint32_t>& need) const {
    return need ? all_.book->words().needs[*need].id.text : "*";
  }
  [[nodiscard]] std::string name_of(const book::route_reference& route) const {
    const auto& book = *all_.book;
    const auto& one = route.group ? book.groups[*route.group].routes[route.route]
                                  : book.routes[route.route];
    return one.declared->channel.text +
           (one.professional ? "/" + one.declared->professional->text : "");
  }
  [[nodiscard]] std::string id_of_service(std::uint32_t service) const {
    return all_.made->services[service].declared->id.text;
  }

  [[nodiscard]] static json moment(const std::optional<instant>& at) {
    if (!at) return nullptr;
    return to_text(offset_time{*at, helsinki_offset(*at)});
  }

  [[nodiscard]] json against(const unsuitable& what) const {
    if (what.is_suitable()) return nullptr;
    if (what.because) return id_of(*what.because);
    auto out = json::array();
    for (const auto fact : what.unknown)
      out.push_back(all_.book->inputs[*all_.made->input_of(fact)].id);
    return out;
  }

  [[nodiscard]] json listed(const std::vector<listed_service>& services,
                            bool with_reason) const {
    auto out = json::array();
    for (const auto& one : services) {
      json made{id_of_service(one.service), one.times.is_open,
                one.times.is_open ? json() : moment(one.times.contact),
                moment(one.times.seen)};
      if (with_reason) made.push_back(against(one.against));
      out.push_back(made);
    }
    return out;
  }

  const linked_texts& all_;
  const contact_run& run_;
  const std::vector<need_services>& found_;
};

linked_texts linked_of(const json& documents) {
  return link_texts(
      edited(text_of(folder + "/profile.xml"), documents, "profile"),
      {text_of(ARVIO_SHARED_DIR "/conformance/vocabulary.xml"),
       without_deadlines(
           edited(text_of(folder + "/region-rules.xml"), documents, "rules"))},
      days_of(edited(text_of(folder + "/calendar.xml"), documents, "calendar")), {});
}

errc code_of(const std::string& kit_name) {
  static const std::map<std::string, errc> codes{
      {"uncovered", errc::not_covered},
      {"target_order", errc::target_order},
      {"holiday_unsaid", errc::free_day_unsaid},
      {"time_of_day", errc::bad_value},
      {"languages_missing", errc::missing_attribute},
      {"telephone", errc::bad_value},
      {"fallback_empty", errc::fallback_empty}};
  return codes.at(kit_name);
}

json witness_of(const region_finding& what, const linked_texts& all) {
  if (const auto* at = std::get_if<instant>(&what.witness))
    return {{"moment", to_text(offset_time{*at, helsinki_offset(*at)})}};
  const auto* who = std::get_if<coverage_witness>(&what.witness);
  if (who == nullptr) return nullptr;
  const auto& words = all.book->words();
  const auto language = all.book->find_input("language");
  return {{"level", words.levels[who->level].id.text},
          {"need", words.needs[who->need].id.text},
          {"municipality", who->municipality
                               ? all.written->municipalities[*who->municipality].id.text
                               : "(elsewhere)"},
          {"language",
           all.book->inputs[*language].codes[static_cast<std::size_t>(*who->language)]},
          {"age", *who->age},
          {"moment", to_text(offset_time{who->moment, helsinki_offset(who->moment)})}};
}

void check_load(const json& documents, const json& expected) {
  if (expected.is_null()) {
    const auto all = linked_of(documents);
    EXPECT_TRUE(all.found.empty());
    EXPECT_NE(all.made, nullptr);
    return;
  }
  const auto code = code_of(expected["finding"]);
  const auto text = edited(text_of(folder + "/profile.xml"), documents, "profile");
  const auto read = load_text(text);
  const auto is_there = [&](const finding& one) {
    return one.code == code && (!expected.contains("where") ||
                                one.rule == expected["where"].get<std::string>() ||
                                one.subject == expected["where"].get<std::string>());
  };
  if (!read.made) {
    EXPECT_TRUE(std::any_of(read.found.begin(), read.found.end(), is_there))
        << read.rendered();
    return;
  }
  const auto all = linked_of(documents);
  EXPECT_EQ(all.made, nullptr);
  for (const auto& one : all.found) {
    if (!is_there(one.what)) continue;
    if (expected.contains("witness")) {
      EXPECT_EQ(witness_of(one, all), expected["witness"]);
    }
    return;
  }
  ADD_FAILURE() << "not found: " << expected;
}

void check_services(const json& one) {
  const auto documents = one.value("documents", json::object());
  const auto& expected = one["expect"];
  const auto all = linked_of(documents);
  ASSERT_NE(all.made, nullptr);
  const auto run = run_of(*all.book, one["contact"]);
  const auto person = person_of(*all.made, *all.book, run.answers.by_input);
  const auto found = services_for(*all.made, *all.book, asked_of(run.outcome), person,
                                  run.answers.at.moment);
  if (!expected.value("profile", true)) {
    EXPECT_FALSE(found.has_value());
    return;
  }
  ASSERT_TRUE(found.has_value());
  const shown_services shown(all, run, *found);
  if (expected.contains("routes")) {
    EXPECT_EQ(shown.routes(), expected["routes"]);
  }
  if (expected.contains("routes_not_known")) {
    EXPECT_EQ(shown.not_known(), expected["routes_not_known"]);
  }
  if (expected.contains("fallback")) {
    EXPECT_EQ(shown.fallback(), expected["fallback"]);
  }
  if (expected.contains("refused")) {
    EXPECT_EQ(shown.refused(), expected["refused"]);
  }
  if (expected.contains("further")) {
    std::set<std::string> wanted;
    for (const auto& question : expected["further"])
      wanted.insert(question[0].get<std::string>());
    EXPECT_EQ(shown.further(), wanted);
  }
}

TEST(ServicesConformance, GivesTheServicesAndTheWitnessOfEveryCase) {
  std::ifstream file(folder + "/cases.jsonl");
  if (!file) GTEST_SKIP() << "no conformance cases beside the repository";
  std::size_t count = 0;
  for (std::string line; std::getline(file, line);) {
    const auto one = json::parse(line);
    const auto id = one["id"].get<std::string>();
    // what is valid when is said by who chooses the profile
    if (!id.starts_with("3-") || id == "3-not-valid-yet") continue;
    SCOPED_TRACE(id + ": " + one["what"].get<std::string>());
    ++count;
    if (one["expect"].contains("load")) {
      check_load(one.value("documents", json::object()), one["expect"]["load"]);
    } else {
      check_services(one);
    }
  }
  EXPECT_GE(count, 40u);
  std::cout << "report: services: " << count << " conformance cases of profiles hold\n";
}

}  // namespace
}  // namespace arvio::inline v0::service
