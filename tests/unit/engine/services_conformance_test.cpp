// The conformance cases of services and deadlines, through the door that users take.

#include "arvio.hpp"
#include "arvio/engine/repository.hpp"

#include "conformance.hpp"
#include "rule_texts.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace arvio::services_conformance {
namespace {

using conformance::name_of;
using nlohmann::json;
using testing_rules::read;

const std::filesystem::path kit = std::filesystem::path(ARVIO_SHARED_DIR) / "conformance";

/// A document of the kit with the changes of a case; empty where the case has none.
std::string document_of(const json& one, const char* name, const char* file) {
  auto text = read(kit / "services" / file);
  const auto documents = one.value("documents", json::object());
  if (!documents.contains(name)) return text;
  if (documents[name].is_null()) return "";
  for (const auto& edit : documents[name]) {
    const auto from = edit[0].get<std::string>();
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    if (at != std::string::npos)
      text.replace(at, from.size(), edit[1].get<std::string>());
  }
  return text;
}

/// The kit's rules are valid from 2023 on, and what they use has to be as well.
std::string vocabulary() {
  auto text = read(kit / "vocabulary.xml");
  const std::string from = "valid-from=\"2026-01-01\"";
  return text.replace(text.find(from), from.size(), "valid-from=\"2023-01-01\"");
}

expected<engine, load_failure> opened(const json& one) {
  std::vector<document> documents{
      {"vocabulary.xml", vocabulary()},
      {"region-rules.xml", document_of(one, "rules", "region-rules.xml")}};
  auto calendar = document_of(one, "calendar", "calendar.xml");
  if (!calendar.empty()) documents.push_back({"calendar.xml", std::move(calendar)});
  repository_options options;
  auto profile = document_of(one, "profile", "profile.xml");
  if (!profile.empty()) {
    options.profile = "test_region";
    const auto id = profile.find(" id=\"") + 5;
    options.profile = profile.substr(id, profile.find('"', id) - id);
    documents.push_back({"profile.xml", std::move(profile)});
  }
  return engine::open(std::move(documents), options);
}

// --- what comes out, in the form of the kit

json moment(const std::optional<offset_time>& at) {
  return at ? json(at->moment.seconds) : json();
}

/// A moment of the kit, as a moment.
json moment_in(const json& written) {
  return written.is_null() ? json()
                           : json(parse_time(written.get<std::string>())->moment.seconds);
}

template <class Time, class Show>
json span(const std::optional<std::pair<Time, Time>>& all, Show show) {
  if (!all) return nullptr;
  if (all->first == all->second) return show(all->first);
  return {show(all->first), show(all->second)};
}

json shown(const listed_deadline& one) {
  json out{
      {"id", one.id},
      {"state", id_of(one.certainty)},
      {"event", span(one.event, [](date day) { return json(to_text(day)); })},
      {"last", span(one.last_date, [](date day) { return json(to_text(day)); })},
      {"latest",
       span(one.latest, [](const offset_time& at) { return json(at.moment.seconds); })},
      {"binds", id_of(one.binds)},
      {"passed", id_of(one.passed)},
      {"rolled", one.rolled},
      {"asked_by", one.asked_by}};
  if (one.future) out["flag"] = "future";
  if (one.dating == dating::event_not_known) out["flag"] = "event_not_known";
  if (one.dating == dating::calendar_range) out["flag"] = "calendar_range";
  return out;
}

json against(const listed_service& one) {
  if (one.against) return id_of(*one.against);
  return one.inputs.empty() ? json() : json(one.inputs);
}

json shown(const std::vector<listed_service>& all, bool with_reason) {
  auto out = json::array();
  for (const auto& one : all) {
    json made{one.id, one.open_now, moment(one.opens), moment(one.seen_by)};
    if (with_reason) made.push_back(against(one));
    out.push_back(made);
  }
  return out;
}

class region_fields {
 public:
  explicit region_fields(const assessment& got) {
    for (const auto& need : got.routes)
      add(need);
    out_["further"] = json::array();
    for (const auto& one : got.further) {
      if (one.purpose == purpose::deadline || one.purpose == purpose::route)
        out_["further"].push_back({one.input, id_of(one.purpose)});
    }
    out_["status"] = id_of(got.status);
    out_["recommended"] = got.recommended ? json(got.recommended->level.id) : json();
    out_["profile"] = got.profile.has_value();
    out_["deadlines"] = json::array();
    for (const auto& one : got.deadlines)
      out_["deadlines"].push_back(shown(one));
  }

  [[nodiscard]] const json& all() const { return out_; }

 private:
  void add(const listed_routes& routes) {
    const auto need = routes.need ? routes.need->id : "*";
    out_["routes"][need] = json::array();
    for (const auto& one : routes.offered) {
      switch (one.reason) {
        case route_reason::suits:
          out_["routes"][need].push_back({name_of(one), shown(one.services, false)});
          add_refused(need, one);
          break;
        case route_reason::services_not_known:
          out_["routes_not_known"][need].push_back(
              {name_of(one), shown(one.services, false)});
          add_refused(need, one);
          break;
        case route_reason::fallback:
          out_["fallback"][need] = shown(one.services, true);
          break;
        case route_reason::not_known:
        case route_reason::not_suited:
        case route_reason::not_in_region:
        case route_reason::no_service: ADD_FAILURE() << "offered: " << name_of(one);
      }
    }
    for (const auto& one : routes.refused) {
      if (one.reason == route_reason::not_in_region)
        out_["refused"][need].push_back({name_of(one), "not_in_region"});
      if (one.reason == route_reason::not_known)
        out_["refused"][need].push_back({name_of(one), "not_known"});
      if (one.reason == route_reason::no_service) add_refused(need, one);
    }
  }

  void add_refused(const std::string& need, const listed_route& route) {
    if (route.refused_services.empty()) return;
    auto why = json::object();
    for (const auto& one : route.refused_services)
      why[one.id] = against(one);
    out_["refused"][need].push_back({name_of(route), why});
  }

  json out_{{"routes", json::object()},
            {"routes_not_known", json::object()},
            {"fallback", json::object()},
            {"refused", json::object()}};
};

/// What the kit expects, with its moments as moments.
json wanted(const std::string& field, json value) {
  if (field == "deadlines") {
    for (auto& one : value) {
      if (!one.contains("latest")) continue;
      auto& latest = one["latest"];
      if (!latest.is_array()) latest = moment_in(latest);
      for (auto& each : latest) {
        if (each.is_string()) each = moment_in(each);
      }
    }
  }
  const auto services = [](json& all) {
    for (auto& one : all) {
      one[2] = moment_in(one[2]);
      one[3] = moment_in(one[3]);
    }
  };
  if (field == "refused") {
    for (auto& need : value)
      std::sort(need.begin(), need.end());
  }
  if (field == "fallback") {
    for (auto& need : value)
      services(need);
  }
  if (field == "routes" || field == "routes_not_known") {
    for (auto& need : value) {
      for (auto& route : need)
        services(route[1]);
    }
  }
  return value;
}

/// Lists are whole; of a deadline the members that the kit names.
json comparable(const std::string& field, json got, const json& wanted) {
  if (field == "refused") {  // offered routes stand elsewhere: the order is lost
    for (auto& need : got)
      std::sort(need.begin(), need.end());
  }
  if (field != "deadlines" || got.size() != wanted.size()) return got;
  for (std::size_t i = 0; i < got.size(); ++i) {
    json some = json::object();
    for (const auto& [name, value] : wanted[i].items())
      some[name] = got[i].value(name, json());
    got[i] = some;
  }
  return got;
}

// The kit's names for findings.
const std::map<std::string, errc> codes{{"calendar_date", errc::calendar_date},
                                        {"calendar_form", errc::calendar_form},
                                        {"no_calendar", errc::calendar_missing},
                                        {"amount", errc::bad_value},
                                        {"start_day", errc::deadline_start_day},
                                        {"in_force", errc::deadline_in_force},
                                        {"event", errc::deadline_event},
                                        {"uncovered", errc::not_covered},
                                        {"target_order", errc::target_order},
                                        {"holiday_unsaid", errc::free_day_unsaid},
                                        {"time_of_day", errc::bad_value},
                                        {"languages_missing", errc::missing_attribute},
                                        {"telephone", errc::bad_value},
                                        {"fallback_empty", errc::fallback_empty}};

/// Whether a finding is about something, or stands in the element with its id.
bool stands_at(const finding& one, const std::string& id, const load_failure& failure) {
  if (one.rule == id || one.subject == id) return true;
  const auto& text = failure.sources.find(one.where.source)->bytes;
  const auto begin = text.rfind('<', one.where.begin);
  const auto end = text.find('>', begin);
  return text.substr(begin, end - begin).find("id=\"" + id + "\"") != std::string::npos;
}

void check_load(const json& one, const json& load) {
  const auto made = opened(one);
  if (load.is_null()) {
    EXPECT_TRUE(made) << made.error().text();
    return;
  }
  ASSERT_FALSE(made);
  const auto code = codes.at(load["finding"].get<std::string>());
  const auto& found = made.error().findings;
  EXPECT_TRUE(std::any_of(found.begin(), found.end(), [&](const finding& each) {
    return each.code == code &&
           (!load.contains("where") || stands_at(each, load["where"], made.error()));
  })) << made.error().text();
}

void check_dates(const json& one) {
  const auto made = opened(one);
  ASSERT_TRUE(made) << made.error().text();
  const auto& calendar = *made->repository().calendars.front().days;
  for (const auto& [day, expected] : one["expect"]["dates"].items()) {
    const auto kinds = calendar.kinds_of(*parse_date(day));
    json got = "calendar_range";
    if (kinds) {
      auto names = json::array();
      if (kinds->holiday) names.push_back("holiday");
      if (kinds->eve) names.push_back("eve");
      got = {names, kinds->working()};
    }
    auto want = expected;
    if (want.is_array()) std::sort(want[0].begin(), want[0].end());
    if (got.is_array()) std::sort(got[0].begin(), got[0].end());
    EXPECT_EQ(got, want) << day;
  }
}

void check_contact(const json& one) {
  const auto made = opened(one);
  ASSERT_TRUE(made) << made.error().text();
  const auto contact = read_contact(one["contact"].dump());
  ASSERT_TRUE(contact) << to_json(contact.error());
  const auto got = made->assess(*contact);
  const auto& expected = one["expect"];
  if (expected.contains("error")) {
    ASSERT_FALSE(got);
    auto names = json::array();
    for (const auto& error : got.error())
      names.push_back(error.input);
    EXPECT_EQ(names, expected["error"]);
    return;
  }
  ASSERT_TRUE(got) << to_json(got.error());
  const region_fields fields(*got);
  for (const auto& [field, value] : expected.items()) {
    const auto want = wanted(field, value);
    EXPECT_EQ(comparable(field, fields.all()[field], want), want) << field;
  }
}

TEST(ServicesConformance, EveryCaseComesOutAsItSays) {
  std::ifstream file(kit / "services" / "cases.jsonl");
  if (!file) GTEST_SKIP() << "no conformance cases beside the repository";
  std::size_t count = 0;
  for (std::string line; std::getline(file, line);) {
    const auto one = json::parse(line);
    SCOPED_TRACE(one["id"].get<std::string>() + ": " + one["what"].get<std::string>());
    ++count;
    if (one["expect"].contains("load")) {
      check_load(one, one["expect"]["load"]);
    } else if (one["expect"].contains("dates")) {
      check_dates(one);
    } else {
      check_contact(one);
    }
  }
  EXPECT_EQ(count, 95U);
}

}  // namespace
}  // namespace arvio::services_conformance
